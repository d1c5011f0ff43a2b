#include <string.h>

#include "core/base/day.h"

enum field {
    FIELD_YEAR,
    FIELD_MONTH,
    FIELD_DAY,
    FIELD_COUNT,
    FIELD_NONE = FIELD_COUNT,
};

static const struct {
    char letter;
    size_t width; /* of the letters in a form, and of the digits in a date */
} fields[FIELD_COUNT] = {{'Y', 4}, {'M', 2}, {'D', 2}};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_separator(char c)
{
    return !is_digit(c) && !is_letter(c) && (unsigned char)c >= ' ' && c != 0x7f;
}

/* The field whose letters begin at `form`, or FIELD_NONE. */
static enum field field_at(const char *form)
{
    for (enum field field = 0; field < FIELD_COUNT; field++) {
        size_t i = 0;
        while (i < fields[field].width && form[i] == fields[field].letter)
            i++;
        if (i == fields[field].width)
            return field;
    }
    return FIELD_NONE;
}

/* Which fields the form has, or false when it is none. */
static bool scan_form(const char *form, bool ret_has[FIELD_COUNT])
{
    while (*form != '\0') {
        enum field field = field_at(form);
        if (field != FIELD_NONE && ret_has[field])
            return false;
        if (field == FIELD_NONE && !is_separator(*form))
            return false;
        if (field != FIELD_NONE)
            ret_has[field] = true;
        form += field == FIELD_NONE ? 1 : fields[field].width;
    }
    return ret_has[FIELD_YEAR] && (ret_has[FIELD_MONTH] || !ret_has[FIELD_DAY]);
}

enum result day_format_parse(const char *text, struct day_format *ret)
{
    bool has[FIELD_COUNT] = {false};
    struct day_format format = {{0}};
    size_t length = strlen(text);
    if (length >= sizeof format.text || !scan_form(text, has))
        return RESULT_INVALID;
    memcpy(format.text, text, length);
    *ret = format;
    return RESULT_OK;
}

bool day_format_has_month(const struct day_format *format)
{
    return strchr(format->text, 'M') != NULL;
}

bool day_format_has_day(const struct day_format *format)
{
    return strchr(format->text, 'D') != NULL;
}

/* A day or month may have one digit where the form sets it off on both sides: "1/3/2024" has one
 * meaning, "2024113" has two. */
static bool may_be_short(const char *form, const char *at, enum field field)
{
    const char *after = at + fields[field].width;
    bool set_off = at == form || is_separator(at[-1]);
    return field != FIELD_YEAR && set_off && (*after == '\0' || is_separator(*after));
}

/* Reads up to `most` digits and at least `least`; false when there are fewer. */
static bool take_number(const char **text, const char *end, size_t least, size_t most, int *ret)
{
    int number = 0;
    size_t count = 0;
    for (; count < most && *text < end && is_digit(**text); count++, ++*text)
        number = number * 10 + (**text - '0');
    *ret = number;
    return count >= least;
}

/* What may stand after a date: nothing, or a blank or T and a time of day. */
static bool is_time_of_day(const char *text, const char *end)
{
    if (text == end)
        return true;
    if (*text != ' ' && *text != 'T' && *text != 't')
        return false;
    bool after_t = *text++ != ' ';
    while (!after_t && text < end && *text == ' ')
        text++;
    if (text == end)
        return !after_t;
    if (!is_digit(*text))
        return false;
    for (; text < end; text++)
        if (*text == '\0' || (!is_digit(*text) && strchr(":.,+-ZzAaPpMm ", *text) == NULL))
            return false;
    return true;
}

bool day_parse(const struct day_format *format, const char *text, size_t length, day_t *ret)
{
    int values[FIELD_COUNT] = {0, 1, 1};
    const char *end = text + length;
    const char *form = format->text;
    while (*form != '\0') {
        enum field field = field_at(form);
        if (field == FIELD_NONE) {
            if (text == end || *text++ != *form++)
                return false;
            continue;
        }
        size_t width = fields[field].width;
        size_t least = may_be_short(format->text, form, field) ? 1 : width;
        if (!take_number(&text, end, least, width, &values[field]))
            return false;
        form += width;
    }
    if (!is_time_of_day(text, end) ||
        !civil_is_valid(values[FIELD_YEAR], values[FIELD_MONTH], values[FIELD_DAY]))
        return false;
    *ret = day_from_civil(values[FIELD_YEAR], values[FIELD_MONTH], values[FIELD_DAY]);
    return true;
}

/* extract_date.c: digits from known places. */
#include "core/feed/extract_date.h"

#include <string.h>

struct date_form date_form_of(const struct day_format *format)
{
    struct date_form form = {.format = format};
    const char *year = strstr(format->text, "YYYY");
    const char *month = strstr(format->text, "MM");
    const char *day = strstr(format->text, "DD");
    if (!year || !month || !day)
        return form;
    form.length = strlen(format->text);
    form.year = (size_t)(year - format->text);
    form.month = (size_t)(month - format->text);
    form.day = (size_t)(day - format->text);
    return form;
}

/* A form's letters stand for digits, everything else for itself. */
static bool fits(const struct date_form *form, const char *text)
{
    const char *expected = form->format->text;
    for (size_t i = 0; i < form->length; i++) {
        bool digit = text[i] >= '0' && text[i] <= '9';
        bool letter = expected[i] >= 'D' && expected[i] <= 'Y';
        if (letter ? !digit : text[i] != expected[i])
            return false;
    }
    return true;
}

static int two_digits(const char *text)
{
    return (text[0] - '0') * 10 + (text[1] - '0');
}

bool date_form_parse(const struct date_form *form, const char *text, size_t length, day_t *ret)
{
    if (form->length == 0 || length != form->length || !fits(form, text))
        return day_parse(form->format, text, length, ret);
    int year = two_digits(text + form->year) * 100 + two_digits(text + form->year + 2);
    int month = two_digits(text + form->month);
    int day = two_digits(text + form->day);
    if (!civil_is_valid(year, month, day))
        return false;
    *ret = day_from_civil(year, month, day);
    return true;
}

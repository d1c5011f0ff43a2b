#include "core/base/fixed.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

#define DECIMALS   4
#define WHOLE_MOST INT64_C(1000000000000)

__extension__ typedef unsigned __int128 wide_t;

/* What is left to read. */
struct reader {
    const char *at;
    const char *end;
};

static bool is_digit_next(const struct reader *reader)
{
    return reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9';
}

static bool take(struct reader *reader, char wanted)
{
    bool there = reader->at < reader->end && *reader->at == wanted;
    reader->at += there;
    return there;
}

/* Digits up to 10^12; returns how many, or −1 when there are too many. */
static int take_digits(struct reader *reader, int64_t *whole)
{
    int count = 0;
    for (; is_digit_next(reader); reader->at++, count++) {
        *whole = *whole * 10 + (*reader->at - '0');
        if (*whole > WHOLE_MOST)
            return -1;
    }
    return count;
}

/* "1,234,567": one to three digits, then groups of exactly three. */
static bool take_whole(struct reader *reader, bool grouped, int64_t *whole)
{
    int count = take_digits(reader, whole);
    if (count < 0)
        return false;
    if (grouped && count > 3 && reader->at < reader->end && *reader->at == ',')
        return false;
    while (grouped && count > 0 && take(reader, ','))
        if (take_digits(reader, whole) != 3)
            return false;
    return true;
}

/* The decimals in ten-thousandths; those after the fourth must be 0. */
static bool take_decimals(struct reader *reader, int64_t *tenths)
{
    int64_t place = FIXED_ONE / 10;
    if (!is_digit_next(reader))
        return false;
    for (; is_digit_next(reader); reader->at++) {
        if (place == 0 && *reader->at != '0')
            return false;
        *tenths += (*reader->at - '0') * place;
        place /= 10;
    }
    return true;
}

bool fixed_parse(const char *text, size_t length, bool grouped, fixed_t *ret)
{
    struct reader reader = {text, text + length};
    int64_t whole = 0, decimals = 0;
    bool negative = take(&reader, '-');
    const char *first = reader.at;
    if (!take_whole(&reader, grouped, &whole))
        return false;
    if (reader.at == first && (reader.at == reader.end || *reader.at != '.'))
        return false;
    if (take(&reader, '.') && !take_decimals(&reader, &decimals))
        return false;
    if (reader.at != reader.end || (whole == WHOLE_MOST && decimals > 0))
        return false;
    int64_t value = whole * FIXED_ONE + decimals;
    *ret = negative ? -value : value;
    return true;
}

static uint64_t magnitude(int64_t value)
{
    return value < 0 ? UINT64_C(0) - (uint64_t)value : (uint64_t)value;
}

/* Writes `scaled`, a figure in 10^-decimals, with that many decimals. */
static const char *write_decimals(bool negative, uint64_t scaled, int decimals, char *buffer)
{
    uint64_t one = 1;
    for (int i = 0; i < decimals; i++)
        one *= 10;
    const char *sign = negative && scaled != 0 ? "-" : "";
    if (decimals == 0)
        snprintf(buffer, FIXED_TEXT_SIZE, "%s%" PRIu64, sign, scaled);
    else
        snprintf(buffer, FIXED_TEXT_SIZE, "%s%" PRIu64 ".%0*" PRIu64, sign, scaled / one, decimals,
            scaled % one);
    return buffer;
}

const char *fixed_text(fixed_t value, char *buffer)
{
    uint64_t scaled = magnitude(value);
    int decimals = DECIMALS;
    for (; decimals > 0 && scaled % 10 == 0; decimals--)
        scaled /= 10;
    return write_decimals(value < 0, scaled, decimals, buffer);
}

const char *fixed_text_rounded(fixed_t value, int decimals, char *buffer)
{
    assert(decimals >= 0 && decimals <= DECIMALS);
    uint64_t step = 1;
    for (int i = decimals; i < DECIMALS; i++)
        step *= 10;
    uint64_t scaled = (magnitude(value) + step / 2) / step;
    return write_decimals(value < 0, scaled, decimals, buffer);
}

bool fixed_ratio(fixed_t numerator, int64_t multiplier, fixed_t denominator, fixed_t *ret)
{
    if (denominator <= 0)
        return false;
    /* In magnitudes, so that rounding half up is rounding half away from zero. Dividing before the
     * step to ten-thousandths keeps every product below 2^127. */
    wide_t product = (wide_t)magnitude(numerator) * magnitude(multiplier);
    wide_t by = (wide_t)denominator;
    wide_t whole = product / by;
    if (whole > (wide_t)(INT64_MAX / FIXED_ONE))
        return false;
    wide_t part = (product % by * (2 * FIXED_ONE) + by) / (2 * by);
    wide_t value = whole * FIXED_ONE + part;
    if (value > INT64_MAX)
        return false;
    bool negative = (numerator < 0) != (multiplier < 0);
    *ret = negative ? -(int64_t)value : (int64_t)value;
    return true;
}

/* Series from a store that may be damaged: any bytes end early instead of being read past their end,
 * and what a writer wrote answers as a walk over its points does and comes back byte for byte when it is
 * decoded and written again. */
#include <stdlib.h>
#include <string.h>

#include "core/model/series_format.h"
#include "tests/fuzz/fuzz.h"

#define SPANS 4

static const day_t holidays[] = {18262, 18362, 18363};
static const struct calendar calendar = {BASIS_WORKING, holidays, 3};

static day_t take_day(struct input *input)
{
    const int number = take_number(input);
    /* Mostly close together, now and then anywhere. */
    return number < 0xf000 ? 18000 + number % 1024
                           : SERIES_FIRST_DAY + (day_t)((number & 0xfff) * INT64_C(107));
}

static struct span take_span(struct input *input)
{
    const day_t from = take_day(input), last = take_day(input);
    return from <= last ? (struct span){from, last} : (struct span){last, from};
}

/* --- any bytes ---------------------------------------------------------------------------------- */

/* Every question there is; the answers mean nothing, but there must be some. */
static void ask_all(struct series series, struct input *input)
{
    const struct span span = take_span(input);
    const struct span spans[2] = {span, span};
    fixed_t sampled[2], value = 0;
    day_t day = DAY_NONE;
    (void)series_level(series, span.last);
    (void)series_level_days(series, &calendar, BASIS_CALENDAR, span);
    (void)series_level_days(series, &calendar, BASIS_WORKING, span);
    (void)series_total(series, span);
    (void)series_leavers(series, span);
    HOLDS(series_leaver_count(series, span) >= 0);
    day = series_earliest_at(series, span.last);
    HOLDS(day == DAY_NONE || (day >= SERIES_FIRST_DAY && day <= SERIES_LAST_DAY));
    if (series_reading_at(series, span.last, &value, &day))
        HOLDS(day <= span.last);
    (void)series_reading_total(series, span, &value);
    series_sample(series, &calendar, BASIS_CALENDAR, spans, 2, false, sampled);
    HOLDS(sampled[0] == sampled[1]);
    series_sample(series, &calendar, BASIS_WORKING, spans, 2, true, sampled);
    HOLDS(sampled[0] == sampled[1]);
}

static void walk(struct series series)
{
    struct series_cursor cursor;
    size_t points = 0;
    day_t day = SERIES_FIRST_DAY;
    series_cursor_init(&cursor, series);
    for (; series_next(&cursor); points++) {
        HOLDS(cursor.point.day >= day && cursor.point.day <= SERIES_LAST_DAY);
        day = cursor.point.day;
    }
    HOLDS(points <= series.size);
}

static void merge_two(struct series one, struct series other)
{
    struct buffer merged = {0};
    const struct series both[] = {one, other};
    series_merge(both, 2, &merged);
    HOLDS(!merged.failed);
    const struct series sum = {(const uint8_t *)merged.bytes, merged.length};
    HOLDS(!series_exists(sum) || series_is_sound(sum, series_kind(sum)));
    buffer_done(&merged);
}

static void any_bytes(struct input input)
{
    struct input questions = take_until(&input, '\n');
    const struct series series = {input.bytes, input.size};
    for (enum series_kind kind = SERIES_STEP; kind <= SERIES_READINGS; kind++)
        if (series_is_sound(series, kind))
            HOLDS(series_kind(series) == kind);
    ask_all(series, &questions);
    walk(series);
}

/* --- what a writer wrote ------------------------------------------------------------------------ */

static void write_point(
    struct series_writer *writer, struct input *input, day_t day, fixed_t amount)
{
    const day_t other = day - take_byte(input);
    switch (writer->kind) {
    case SERIES_STEP:
        series_change(writer, day, amount);
        break;
    case SERIES_EVENTS:
        series_amount(writer, day, amount);
        break;
    case SERIES_LEAVERS:
        series_leaver(writer, day, other == day ? DAY_NEVER : 2 * day - other, amount);
        break;
    case SERIES_EARLIEST:
        series_earliest(writer, day, other == day ? DAY_NONE : other);
        break;
    case SERIES_READINGS:
        series_reading(writer, day, (int)(day - other) % 13, amount != 0, amount);
        break;
    }
}

static void write_series(struct input *input, struct buffer *out)
{
    struct series_writer writer;
    const enum series_kind kind = (enum series_kind)take_below(input, SERIES_READINGS + 1);
    const fixed_t scale = take_below(input, 2) == 1 ? FIXED_ONE : 1;
    day_t day = 18000;
    series_begin(&writer, out, kind, scale);
    for (int left = take_byte(input); left > 0; left--) {
        /* A period has one figure. */
        day += take_below(input, 40) + (kind == SERIES_READINGS);
        write_point(&writer, input, day, scale * (take_number(input) - 0x7000));
    }
    series_end(&writer);
    HOLDS(!out->failed);
}

static fixed_t level_by_walking(struct series series, day_t day)
{
    struct series_cursor cursor;
    fixed_t level = 0;
    series_cursor_init(&cursor, series);
    while (series_next(&cursor) && cursor.point.day <= day)
        level = cursor.point.value;
    return level;
}

static fixed_t total_by_walking(struct series series, struct span span)
{
    struct series_cursor cursor;
    fixed_t total = 0;
    series_cursor_init(&cursor, series);
    while (series_next(&cursor))
        if (cursor.point.day >= span.from && cursor.point.day <= span.last)
            total += cursor.point.value;
    return total;
}

static void answers_hold(struct series series, struct input *input)
{
    const struct span span = take_span(input);
    struct series_cursor cursor;
    fixed_t sampled;
    series_sample(series, &calendar, BASIS_CALENDAR, &span, 1, false, &sampled);
    if (series_kind(series) == SERIES_STEP) {
        HOLDS(series_level(series, span.last) == level_by_walking(series, span.last));
        HOLDS(sampled == level_by_walking(series, span.last));
    }
    if (series_kind(series) == SERIES_EVENTS) {
        HOLDS(series_total(series, span) == total_by_walking(series, span));
        HOLDS(sampled == total_by_walking(series, span));
    }
    series_cursor_init(&cursor, series);
    while (series_next(&cursor))
        ;
    HOLDS(!cursor.damaged);
}

static void written(struct input input)
{
    struct buffer first = {0}, second = {0}, again = {0};
    write_series(&input, &first);
    write_series(&input, &second);
    const struct series series = {(const uint8_t *)first.bytes, first.length};
    const struct series other = {(const uint8_t *)second.bytes, second.length};
    HOLDS(series_is_sound(series, series_kind(series)));
    ask_all(series, &input);
    answers_hold(series, &input);
    series_merge(&series, 1, &again);
    HOLDS(again.length == first.length);
    HOLDS(memcmp(again.bytes, first.bytes, again.length) == 0);
    merge_two(series, other);
    buffer_done(&first);
    buffer_done(&second);
    buffer_done(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct input input = {bytes, size};
    if (take_below(&input, 2) == 0)
        any_bytes(input);
    else
        written(input);
    return 0;
}

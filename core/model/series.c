#include "core/model/series.h"

#include <string.h>

#include "core/model/series_format.h"

/* --- levels of a STEP series, day by day forward -------------------------------------------- */

struct levels {
    struct series_cursor cursor;
    fixed_t level; /* up to the cursor's point */
    bool more;     /* the cursor stands on a point that has not been passed */
};

static void levels_go_on(struct levels *levels)
{
    levels->level = levels->cursor.point.value;
    levels->more = series_next(&levels->cursor);
}

static void levels_open(struct levels *levels, struct series series, day_t day)
{
    series_open(&levels->cursor, series, SERIES_STEP, day);
    levels_go_on(levels);
}

/* The level at close of `day`, which does not go back. */
static fixed_t levels_on(struct levels *levels, day_t day)
{
    if (levels->more && levels->cursor.point.day <= day && series_skip(&levels->cursor, day))
        levels_go_on(levels);
    while (levels->more && levels->cursor.point.day <= day)
        levels_go_on(levels);
    return levels->level;
}

fixed_t series_level(struct series series, day_t day)
{
    struct levels levels;
    levels_open(&levels, series, day);
    return levels_on(&levels, day);
}

/* --- the same as plateaus, days on end with one level --------------------------------------- */

struct plateau {
    struct span span;
    fixed_t level;
};

struct plateaus {
    struct series_cursor cursor;
    bool more; /* the cursor stands on a point that begins the next one */
};

/* From what holds before `day` on. */
static void plateaus_init(struct plateaus *plateaus, struct series series, day_t day)
{
    series_open(&plateaus->cursor, series, SERIES_STEP, day);
    plateaus->more = plateaus->cursor.point.known || series_next(&plateaus->cursor);
}

static bool plateaus_next(struct plateaus *plateaus, struct plateau *ret)
{
    if (!plateaus->more)
        return false;
    ret->span.from = plateaus->cursor.point.day;
    ret->level = plateaus->cursor.point.value;
    plateaus->more = series_next(&plateaus->cursor);
    ret->span.last = plateaus->more ? plateaus->cursor.point.day - 1 : DAY_NEVER;
    return true;
}

/* Figures that do not fit stay at the largest there is: a ratio of it is no value, and never wraps.
 */
static fixed_t plus_product(fixed_t sum, fixed_t level, int64_t days)
{
    fixed_t product, total;
    if (__builtin_mul_overflow(level, days, &product) ||
        __builtin_add_overflow(sum, product, &total))
        return INT64_MAX;
    return total;
}

static struct span overlap(struct span a, struct span b)
{
    return (struct span){
        .from = a.from > b.from ? a.from : b.from,
        .last = a.last < b.last ? a.last : b.last,
    };
}

fixed_t series_level_days(
    struct series series, const struct calendar *calendar, enum day_basis basis, struct span span)
{
    fixed_t sum = 0;
    series_sample(series, calendar, basis, &span, 1, true, &sum);
    return sum;
}

/* --- many points at once -------------------------------------------------------------------- */

struct sampling {
    const struct calendar *calendar;
    enum day_basis basis;
    const struct span *spans; /* at least one */
    size_t count;
    fixed_t *sums;
};

static void sample_levels(const struct sampling *sampling, struct series series)
{
    struct levels levels;
    levels_open(&levels, series, sampling->spans[0].last);
    for (size_t i = 0; i < sampling->count; i++)
        sampling->sums[i] = levels_on(&levels, sampling->spans[i].last);
}

static void add_plateau(
    const struct sampling *sampling, const struct plateau *plateau, size_t first)
{
    for (size_t i = first; i < sampling->count; i++) {
        struct span shared = overlap(sampling->spans[i], plateau->span);
        if (sampling->spans[i].from > plateau->span.last)
            return;
        if (plateau->level != 0 && shared.from <= shared.last)
            sampling->sums[i] = plus_product(sampling->sums[i], plateau->level,
                calendar_days(sampling->calendar, sampling->basis, shared));
    }
}

static void sample_level_days(const struct sampling *sampling, struct series series)
{
    struct plateaus plateaus;
    struct plateau plateau;
    size_t first = 0; /* the first span that has not ended before this plateau */
    plateaus_init(&plateaus, series, sampling->spans[0].from);
    while (first < sampling->count && plateaus_next(&plateaus, &plateau)) {
        while (first < sampling->count && sampling->spans[first].last < plateau.span.from)
            first++;
        add_plateau(sampling, &plateau, first);
    }
}

static void sample_events(const struct sampling *sampling, struct series series)
{
    struct series_cursor cursor;
    size_t first = 0;
    series_open(&cursor, series, SERIES_EVENTS, sampling->spans[0].from);
    while (first < sampling->count && series_next(&cursor)) {
        day_t day = cursor.point.day;
        while (first < sampling->count && sampling->spans[first].last < day)
            first++;
        for (size_t i = first; i < sampling->count && sampling->spans[i].from <= day; i++)
            sampling->sums[i] = plus_product(sampling->sums[i], cursor.point.value, 1);
    }
}

void series_sample(struct series series, const struct calendar *calendar, enum day_basis basis,
    const struct span *spans, size_t count, bool days, fixed_t *ret)
{
    const struct sampling sampling = {calendar, basis, spans, count, ret};
    memset(ret, 0, count * sizeof *ret);
    if (count == 0)
        return;
    if (series_kind(series) == SERIES_EVENTS)
        sample_events(&sampling, series);
    else if (days)
        sample_level_days(&sampling, series);
    else
        sample_levels(&sampling, series);
}

/* --- the other kinds ------------------------------------------------------------------------ */

fixed_t series_total(struct series series, struct span span)
{
    const struct sampling one = {.spans = &span, .count = 1, .sums = &(fixed_t){0}};
    sample_events(&one, series);
    return one.sums[0];
}

struct leaving {
    fixed_t fte;
    int64_t workers;
};

static struct leaving leaving_in(struct series series, struct span span)
{
    struct series_cursor cursor;
    struct leaving leaving = {0};
    series_open(&cursor, series, SERIES_LEAVERS, span.from);
    while (series_next(&cursor) && cursor.point.day <= span.last) {
        if (cursor.point.day < span.from || cursor.point.other <= span.last)
            continue;
        leaving.fte = plus_product(leaving.fte, cursor.point.value, 1);
        leaving.workers++;
    }
    return leaving;
}

fixed_t series_leavers(struct series series, struct span span)
{
    return leaving_in(series, span).fte;
}

int64_t series_leaver_count(struct series series, struct span span)
{
    return leaving_in(series, span).workers;
}

day_t series_earliest_at(struct series series, day_t day)
{
    struct series_cursor cursor;
    series_open(&cursor, series, SERIES_EARLIEST, day);
    day_t earliest = cursor.point.other;
    while (series_next(&cursor) && cursor.point.day <= day)
        earliest = cursor.point.other;
    return earliest;
}

bool series_reading_at(struct series series, day_t day, fixed_t *ret, day_t *ret_day)
{
    struct series_cursor cursor;
    struct series_point last = {.known = false};
    series_open(&cursor, series, SERIES_READINGS, SERIES_FIRST_DAY); /* a mark keeps no reading */
    while (series_next(&cursor) && cursor.point.day <= day)
        last = cursor.point;
    if (!last.known)
        return false;
    *ret = last.value;
    if (ret_day)
        *ret_day = last.day;
    return true;
}

/* Months differ in length, so that a period fits when it does laid at either end of the span: both
 * February and a year to 28 February hold their months. */
static bool months_fit(struct span span, int months)
{
    return months == 0 || day_add_months(span.last, -months) + 1 >= span.from ||
           day_add_months(span.from, months) - 1 <= span.last;
}

bool series_reading_total(struct series series, struct span span, fixed_t *ret)
{
    struct series_cursor cursor;
    fixed_t sum = 0;
    size_t found = 0;
    series_open(&cursor, series, SERIES_READINGS, span.from);
    while (series_next(&cursor) && cursor.point.day <= span.last) {
        if (cursor.point.day < span.from || !months_fit(span, (int)cursor.point.other))
            continue;
        if (!cursor.point.known)
            return false;
        sum = plus_product(sum, cursor.point.value, 1);
        found++;
    }
    if (found > 0)
        *ret = sum;
    return found > 0;
}

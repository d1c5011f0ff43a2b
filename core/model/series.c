#include "core/model/series.h"

#include <string.h>

#include "core/model/series_format.h"
#include "core/model/varint.h"

bool series_exists(struct series series)
{
    return series.size > 0;
}

enum series_kind series_kind(struct series series)
{
    struct series_cursor cursor;
    series_cursor_init(&cursor, series);
    return cursor.kind;
}

bool series_is_sound(struct series series, enum series_kind kind)
{
    struct series_cursor cursor;
    series_cursor_init(&cursor, series);
    while (series_next(&cursor))
        continue;
    return !cursor.damaged && cursor.kind == kind && series_exists(series);
}

/* --- the raw points ------------------------------------------------------------------------- */

void series_cursor_init(struct series_cursor *cursor, struct series series)
{
    *cursor = (struct series_cursor){.series = series, .scale = 1};
    cursor->point.day = SERIES_FIRST_DAY;
    if (!series_exists(series))
        return;
    struct reader reader = {.bytes = series.bytes, .size = series.size};
    cursor->kind = (enum series_kind)varint_read_bounded(&reader, SERIES_READINGS);
    cursor->scale = (fixed_t)varint_read_bounded(&reader, INT64_MAX);
    cursor->damaged = reader.failed || cursor->scale == 0;
    cursor->at = reader.at;
}

/* Figures are at most 10^16 (fixed.h); beyond this there is only damage, and below it a hundred of
 * them can be added without a thought. */
#define VALUE_MOST (INT64_C(1) << 56)

static fixed_t plus_scaled(
    struct reader *reader, fixed_t before, int64_t amount, const struct series_cursor *cursor)
{
    fixed_t product, sum;
    if (__builtin_mul_overflow(amount, cursor->scale, &product) ||
        __builtin_add_overflow(before, product, &sum) || sum > VALUE_MOST || sum < -VALUE_MOST) {
        reader->failed = true;
        return 0;
    }
    return sum;
}

static day_t day_plus(struct reader *reader, day_t day, int64_t days)
{
    if (days < SERIES_FIRST_DAY - day || days > SERIES_LAST_DAY - day) {
        reader->failed = true;
        return day;
    }
    return (day_t)(day + days);
}

static void read_step(
    struct reader *reader, const struct series_cursor *cursor, struct series_point *point)
{
    point->value = plus_scaled(reader, point->value, varint_read_signed(reader), cursor);
}

static void read_amount(
    struct reader *reader, const struct series_cursor *cursor, struct series_point *point)
{
    point->value = plus_scaled(reader, 0, varint_read_signed(reader), cursor);
}

static void read_leaver(
    struct reader *reader, const struct series_cursor *cursor, struct series_point *point)
{
    uint64_t back = varint_read_bounded(reader, 1 + SERIES_LAST_DAY - SERIES_FIRST_DAY);
    point->other = back == 0 ? DAY_NEVER : day_plus(reader, point->day, (int64_t)back - 1);
    read_amount(reader, cursor, point);
}

static void read_earliest(
    struct reader *reader, const struct series_cursor *cursor, struct series_point *point)
{
    (void)cursor;
    uint64_t age = varint_read_bounded(reader, 2 * (SERIES_LAST_DAY - SERIES_FIRST_DAY) + 1);
    point->known = age > 0;
    point->other = age == 0 ? DAY_NONE : day_plus(reader, point->day, -zigzag_undo(age - 1));
}

static void read_reading(
    struct reader *reader, const struct series_cursor *cursor, struct series_point *point)
{
    point->other = (day_t)varint_read_bounded(reader, SERIES_MONTHS_MOST);
    uint64_t value = varint_read(reader);
    point->known = value > 0;
    point->value = value == 0 ? 0 : plus_scaled(reader, 0, zigzag_undo(value - 1), cursor);
}

static void (*const READ_POINT[])(
    struct reader *reader, const struct series_cursor *cursor, struct series_point *point) = {
    [SERIES_STEP] = read_step,
    [SERIES_EVENTS] = read_amount,
    [SERIES_LEAVERS] = read_leaver,
    [SERIES_EARLIEST] = read_earliest,
    [SERIES_READINGS] = read_reading,
};

bool series_next(struct series_cursor *cursor)
{
    if (cursor->damaged || cursor->at >= cursor->series.size)
        return false;
    struct reader reader = {
        .bytes = cursor->series.bytes, .size = cursor->series.size, .at = cursor->at};
    struct series_point point = cursor->point;
    point.known = true;
    int64_t days = (int64_t)varint_read_bounded(&reader, SERIES_LAST_DAY - SERIES_FIRST_DAY);
    point.day = day_plus(&reader, point.day, days);
    READ_POINT[cursor->kind](&reader, cursor, &point);
    cursor->damaged = reader.failed;
    if (reader.failed)
        return false;
    cursor->at = reader.at;
    cursor->point = point;
    return true;
}

/* Bytes of another kind answer nothing: no question has to ask itself what it is looking at. */
static void open_as(struct series_cursor *cursor, struct series series, enum series_kind kind)
{
    series_cursor_init(cursor, series);
    cursor->damaged = cursor->damaged || cursor->kind != kind;
}

/* --- levels: a STEP series as plateaus, days on end with one level -------------------------- */

struct plateau {
    struct span span;
    fixed_t level;
};

struct plateaus {
    struct series_cursor cursor;
    bool more; /* the cursor stands on a point that begins the next one */
};

static void plateaus_init(struct plateaus *plateaus, struct series series)
{
    open_as(&plateaus->cursor, series, SERIES_STEP);
    plateaus->more = series_next(&plateaus->cursor);
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

fixed_t series_level(struct series series, day_t day)
{
    struct series_cursor cursor;
    open_as(&cursor, series, SERIES_STEP);
    fixed_t level = 0;
    while (series_next(&cursor) && cursor.point.day <= day)
        level = cursor.point.value;
    return level;
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
    const struct span *spans;
    size_t count;
    bool days;
    fixed_t *sums;
};

static void sample_plateau(
    const struct sampling *sampling, const struct plateau *plateau, size_t first)
{
    for (size_t i = first; i < sampling->count; i++) {
        struct span shared = overlap(sampling->spans[i], plateau->span);
        if (!sampling->days && plateau->span.from <= sampling->spans[i].last &&
            sampling->spans[i].last <= plateau->span.last)
            sampling->sums[i] = plateau->level;
        else if (sampling->days && shared.from <= shared.last)
            sampling->sums[i] = plus_product(sampling->sums[i], plateau->level,
                calendar_days(sampling->calendar, sampling->basis, shared));
        else if (sampling->spans[i].from > plateau->span.last)
            return;
    }
}

static void sample_levels(const struct sampling *sampling, struct series series)
{
    struct plateaus plateaus;
    struct plateau plateau;
    size_t first = 0; /* the first span that has not ended before this plateau */
    plateaus_init(&plateaus, series);
    while (first < sampling->count && plateaus_next(&plateaus, &plateau)) {
        while (first < sampling->count && sampling->spans[first].last < plateau.span.from)
            first++;
        sample_plateau(sampling, &plateau, first);
    }
}

static void sample_events(const struct sampling *sampling, struct series series)
{
    struct series_cursor cursor;
    size_t first = 0;
    open_as(&cursor, series, SERIES_EVENTS);
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
    const struct sampling sampling = {calendar, basis, spans, count, days, ret};
    memset(ret, 0, count * sizeof *ret);
    if (series_kind(series) == SERIES_EVENTS)
        sample_events(&sampling, series);
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

fixed_t series_leavers(struct series series, struct span span)
{
    struct series_cursor cursor;
    open_as(&cursor, series, SERIES_LEAVERS);
    fixed_t sum = 0;
    while (series_next(&cursor) && cursor.point.day <= span.last)
        if (cursor.point.day >= span.from && cursor.point.other > span.last)
            sum = plus_product(sum, cursor.point.value, 1);
    return sum;
}

day_t series_earliest_at(struct series series, day_t day)
{
    struct series_cursor cursor;
    open_as(&cursor, series, SERIES_EARLIEST);
    day_t earliest = DAY_NONE;
    while (series_next(&cursor) && cursor.point.day <= day)
        earliest = cursor.point.other;
    return earliest;
}

bool series_reading_at(struct series series, day_t day, fixed_t *ret, day_t *ret_day)
{
    struct series_cursor cursor;
    struct series_point last = {.known = false};
    open_as(&cursor, series, SERIES_READINGS);
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
    open_as(&cursor, series, SERIES_READINGS);
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

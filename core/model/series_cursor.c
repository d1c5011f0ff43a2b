/* The raw points of a series, from the beginning or from a mark. */
#include "core/model/series_format.h"
#include "core/model/varint.h"

/* --- the frame: what stands around the points ----------------------------------------------- */

/* Where the points end and the marks begin; false: there is no room for what the trailer says. */
static bool find_marks(struct series_cursor *cursor)
{
    const struct series *series = &cursor->series;
    if (cursor->damaged || series->size - cursor->at < SERIES_TRAILER_SIZE)
        return false;
    size_t trailer = series->size - SERIES_TRAILER_SIZE;
    uint64_t count = series_word(series->bytes + trailer);
    if (count > (trailer - cursor->at) / SERIES_MARK_SIZE)
        return false;
    cursor->mark_count = (size_t)count;
    cursor->end = trailer - (size_t)count * SERIES_MARK_SIZE;
    return true;
}

static void end_damaged(struct series_cursor *cursor)
{
    cursor->damaged = true;
    cursor->end = cursor->at;
}

void series_cursor_init(struct series_cursor *cursor, struct series series)
{
    *cursor = (struct series_cursor){.series = series, .scale = 1};
    cursor->point = (struct series_point){.day = SERIES_FIRST_DAY, .other = DAY_NONE};
    if (!series_exists(series))
        return;
    struct reader reader = {.bytes = series.bytes, .size = series.size};
    cursor->kind = (enum series_kind)varint_read_bounded(&reader, SERIES_READINGS);
    cursor->scale = (fixed_t)varint_read_bounded(&reader, SERIES_SCALE_MOST);
    cursor->damaged = reader.failed || cursor->scale == 0;
    cursor->at = reader.at;
    if (!find_marks(cursor))
        end_damaged(cursor);
}

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
    if (!series_exists(series) || cursor.damaged || cursor.kind != kind)
        return false;
    size_t checked = series.size - SERIES_CHECK_SIZE;
    return series_check(series.bytes, checked) == series_word(series.bytes + checked);
}

/* --- one point after the other -------------------------------------------------------------- */

/* Figures are at most 10^16 (fixed.h); beyond this there is only damage, and below it a hundred of
 * them can be added without a thought. */
#define VALUE_MOST (INT64_C(1) << 56)

static inline fixed_t plus_scaled(
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

static inline day_t day_plus(struct reader *reader, day_t day, int64_t days)
{
    if (days < SERIES_FIRST_DAY - day || days > SERIES_LAST_DAY - day) {
        reader->failed = true;
        return day;
    }
    return (day_t)(day + days);
}

static inline void read_amount(
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

/* STEP and EVENTS are nearly all there is, and stand here in line. */
static inline void read_kind(
    struct reader *reader, const struct series_cursor *cursor, struct series_point *point)
{
    switch (cursor->kind) {
    case SERIES_STEP:
        point->value = plus_scaled(reader, point->value, varint_read_signed(reader), cursor);
        break;
    case SERIES_EVENTS:
        read_amount(reader, cursor, point);
        break;
    case SERIES_LEAVERS:
        read_leaver(reader, cursor, point);
        break;
    case SERIES_EARLIEST:
        read_earliest(reader, cursor, point);
        break;
    case SERIES_READINGS:
        read_reading(reader, cursor, point);
        break;
    }
}

bool series_next(struct series_cursor *cursor)
{
    if (cursor->at >= cursor->end)
        return false;
    struct reader reader = {.bytes = cursor->series.bytes, .size = cursor->end, .at = cursor->at};
    struct series_point *point = &cursor->point;
    point->known = true;
    int64_t days = (int64_t)varint_read_bounded(&reader, SERIES_LAST_DAY - SERIES_FIRST_DAY);
    point->day = day_plus(&reader, point->day, days);
    read_kind(&reader, cursor, point);
    cursor->at = reader.at;
    if (reader.failed)
        end_damaged(cursor);
    return !reader.failed;
}

/* --- from a mark ---------------------------------------------------------------------------- */

static const uint8_t *mark_bytes(const struct series_cursor *cursor, size_t index)
{
    return cursor->series.bytes + cursor->end + index * SERIES_MARK_SIZE;
}

static day_t mark_day(const struct series_cursor *cursor, size_t index)
{
    return (day_t)(int32_t)series_word(mark_bytes(cursor, index) + 4);
}

static struct series_mark mark_at(const struct series_cursor *cursor, size_t index)
{
    const uint8_t *bytes = mark_bytes(cursor, index);
    return (struct series_mark){
        .at = series_word(bytes),
        .day = mark_day(cursor, index),
        .held = (int64_t)series_long(bytes + 8),
    };
}

/* How many marks stand for a day before this one. */
static size_t marks_before(const struct series_cursor *cursor, day_t day)
{
    size_t low = 0, high = cursor->mark_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (mark_day(cursor, middle) < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool makes_sense(const struct series_cursor *cursor, const struct series_mark *mark)
{
    return mark->at <= cursor->end && mark->day >= SERIES_FIRST_DAY &&
           mark->day <= SERIES_LAST_DAY && mark->held >= -VALUE_MOST && mark->held <= VALUE_MOST;
}

static day_t held_day(int64_t held)
{
    return held >= SERIES_FIRST_DAY && held <= SERIES_LAST_DAY ? (day_t)held : DAY_NONE;
}

static void move_to(struct series_cursor *cursor, const struct series_mark *mark)
{
    bool is_day = cursor->kind == SERIES_EARLIEST;
    cursor->at = mark->at;
    cursor->point = (struct series_point){
        .day = mark->day,
        .other = is_day ? held_day(mark->held) : DAY_NONE,
        .value = is_day ? 0 : mark->held,
        .known = true,
    };
}

/* Goes on from the last of the first `count` marks, unless the cursor is further already. */
static bool jump(struct series_cursor *cursor, size_t count)
{
    struct series_mark mark = mark_at(cursor, count - 1);
    cursor->mark = count;
    if (!makes_sense(cursor, &mark)) {
        end_damaged(cursor);
        return true;
    }
    if (mark.at <= cursor->at)
        return false;
    move_to(cursor, &mark);
    return true;
}

void series_open(
    struct series_cursor *cursor, struct series series, enum series_kind kind, day_t day)
{
    series_cursor_init(cursor, series);
    if (cursor->kind != kind)
        end_damaged(cursor);
    size_t before = cursor->damaged ? 0 : marks_before(cursor, day);
    if (before > 0)
        jump(cursor, before);
}

bool series_skip(struct series_cursor *cursor, day_t day)
{
    size_t passed = cursor->mark;
    while (passed < cursor->mark_count && mark_day(cursor, passed) < day)
        passed++;
    return passed > cursor->mark && !cursor->damaged && jump(cursor, passed);
}

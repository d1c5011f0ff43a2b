/*
 * series_format.h: what the reader and the writer of series agree on; private to core/model.
 *
 * A series is: kind and scale, its points, its marks, and a trailer. Each point is the days since
 * the point before (the first: since SERIES_FIRST_DAY) and what its kind needs: STEP and EVENTS a
 * signed amount; LEAVERS 0 for never or 1 + days until back, and a signed amount; EARLIEST 0 for
 * none or 1 + zigzag(day − earliest); READINGS months, and 0 for unknown or 1 + zigzag(value).
 * Amounts are divided by scale. After every SERIES_BLOCK points but the last stands a mark of fixed
 * width: where the next point begins, the day of the last one, and what holds since then (STEP the
 * level, EARLIEST the day, else 0), so that a reader can begin there. The trailer is how many marks
 * there are and a check over everything before it. Fixed numbers are little endian.
 */
#ifndef TEAMTOP_MODEL_SERIES_FORMAT_H
#define TEAMTOP_MODEL_SERIES_FORMAT_H

#include "core/base/day.h"
#include "core/model/series.h"

#define SERIES_FIRST_DAY ((day_t)-62091) /* 1800-01-01, the first valid day */
#define SERIES_LAST_DAY                                                                            \
    ((day_t)376200) /* 3000-01-01, when a spell that includes the last one ends */
#define SERIES_MONTHS_MOST 12000
#define SERIES_SCALE_MOST  FIXED_ONE

#define SERIES_BLOCK        32 /* points */
#define SERIES_MARK_SIZE    16 /* at, day: 4 bytes each; what holds: 8 */
#define SERIES_COUNT_SIZE   4
#define SERIES_CHECK_SIZE   4
#define SERIES_TRAILER_SIZE (SERIES_COUNT_SIZE + SERIES_CHECK_SIZE)

struct series_mark {
    uint32_t at;
    day_t day;
    int64_t held;
};

static inline void series_pack(uint8_t *bytes, uint64_t number, size_t size)
{
    for (size_t i = 0; i < size; i++)
        bytes[i] = (uint8_t)(number >> (8 * i));
}

static inline uint64_t series_unpack(const uint8_t *bytes, size_t size)
{
    uint64_t number = 0;
    for (size_t i = 0; i < size; i++)
        number |= (uint64_t)bytes[i] << (8 * i);
    return number;
}

/* Written out, so that it becomes one load. */
static inline uint32_t series_word(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
           (uint32_t)bytes[3] << 24;
}

static inline uint64_t series_long(const uint8_t *bytes)
{
    return series_word(bytes) | (uint64_t)series_word(bytes + 4) << 32;
}

/* Eight bytes at a time, as a store is read for the first picture; each step can be undone, so that
 * no change of one word is lost on the way. */
static inline uint32_t series_check(const uint8_t *bytes, size_t size)
{
    const uint64_t factor = UINT64_C(0x9e3779b97f4a7c15);
    uint64_t check = size * factor;
    size_t at = 0;
    for (; at + 8 <= size; at += 8) {
        check = (check ^ series_long(bytes + at)) * factor;
        check ^= check >> 32;
    }
    check = (check ^ series_unpack(bytes + at, size - at)) * factor;
    return (uint32_t)(check >> 32);
}

/* Opens a cursor so that all points on or after `day` are still to come; the cursor's point is then
 * what held before them, when anything did. Bytes of another kind have no points: no question has
 * to ask itself what it is looking at. */
void series_open(
    struct series_cursor *cursor, struct series series, enum series_kind kind, day_t day);
/* Forward to the last mark before `day`, if that leaves something out: true, and the cursor's point
 * is what held there. False: the cursor stays, which is near enough. */
bool series_skip(struct series_cursor *cursor, day_t day);

#endif

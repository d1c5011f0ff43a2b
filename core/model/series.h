/*
 * series.h: one part of one unit through time, encoded small.
 *
 * A series is a run of bytes (what the store holds and the dashboard keeps) of variable-length
 * integers with marks at which a reader can begin; a view of one owns nothing. A question decodes
 * only what lies near its days, in a single pass without unpacking. All values that go in and come
 * out are ten-thousandths (fixed_t), counts included. Building can run out of memory (the buffer's
 * failed flag); a damaged series is told by series_is_sound(), ends early and is never read past
 * its end.
 */
#ifndef TEAMTOP_MODEL_SERIES_H
#define TEAMTOP_MODEL_SERIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/day.h"
#include "core/base/fixed.h"
#include "core/base/grow.h"
#include "core/model/calendar.h"

/* Goes up when what the bytes mean or what is derived changes: part of service_fingerprint(), so
 * that an older store is derived again. */
#define SERIES_FORMAT 2

enum series_kind {
    SERIES_STEP,     /* a level: holds from its day until the next; 0 before the first */
    SERIES_EVENTS,   /* amounts on days */
    SERIES_LEAVERS,  /* who left on a day, with how much FTE, and the day they came back (or never)
                      */
    SERIES_EARLIEST, /* a day that holds until the next step, or DAY_NONE: oldest unallocated */
    SERIES_READINGS, /* published figures: period end, period length, value or unknown */
};

struct series {
    const uint8_t *bytes; /* not owned; NULL with size 0: there is no such series (no data) */
    size_t size;
};

bool series_exists(struct series series);
/* Of this kind, and byte for byte as it was written: one look at each word, no decoding. */
bool series_is_sound(struct series series, enum series_kind kind);
enum series_kind series_kind(struct series series);

/* --- writing: days must not go back --------------------------------------------------------- */

/* A point as it stands in the bytes. */
struct series_point {
    day_t day;
    day_t other;   /* LEAVERS: back; EARLIEST: the day; READINGS: months */
    fixed_t value; /* STEP: the level from this day on; while writing, the change */
    bool known;
};

/* Days are valid days (day.h). Several changes, amounts or earliest days on one day become one
 * point; nothing changed is no point, so that a series without any is one that was always 0. */
struct series_writer {
    struct buffer *out; /* failed sticks there */
    enum series_kind kind;
    fixed_t scale;       /* every value must be a multiple of it: FIXED_ONE for counts, 1 for FTE */
    size_t start;        /* in the buffer */
    struct buffer marks; /* owned, until series_end() */
    size_t points;       /* written */
    day_t day;           /* of the last one */
    int64_t held;        /* since then: STEP the level, EARLIEST the day */
    struct series_point pending; /* the newest, as another change that day may join it */
    bool is_pending;
};

void series_begin(
    struct series_writer *writer, struct buffer *out, enum series_kind kind, fixed_t scale);
void series_change(struct series_writer *writer, day_t day, fixed_t delta);            /* STEP */
void series_amount(struct series_writer *writer, day_t day, fixed_t amount);           /* EVENTS */
void series_leaver(struct series_writer *writer, day_t left, day_t back, fixed_t fte); /* LEAVERS */
void series_earliest(struct series_writer *writer, day_t day, day_t earliest); /* EARLIEST */
/* READINGS: the period of `months` months (0: one day) that ends on `day`. */
void series_reading(struct series_writer *writer, day_t day, int months, bool known, fixed_t value);
/* Every series that was begun is ended, once; before that its bytes are no series. */
void series_end(struct series_writer *writer);

/* --- asking: bytes of another kind answer as no series does --------------------------------- */

/* STEP: the level at close of `day`. */
fixed_t series_level(struct series series, day_t day);
/* STEP: Σ of the level over the days of the span that count under `basis`. */
fixed_t series_level_days(
    struct series series, const struct calendar *calendar, enum day_basis basis, struct span span);
/* EVENTS: Σ of the amounts in the span. */
fixed_t series_total(struct series series, struct span span);
/* LEAVERS: Σ FTE of those whose leaving falls in the span and who are not back on its last day. */
fixed_t series_leavers(struct series series, struct span span);
/* LEAVERS: how many they are: each is one entry. */
int64_t series_leaver_count(struct series series, struct span span);
/* EARLIEST: the day that held at close of `day`, or DAY_NONE. */
day_t series_earliest_at(struct series series, day_t day);
/* READINGS: the last one ending on or before `day`: false when there is none or it is unknown. */
bool series_reading_at(struct series series, day_t day, fixed_t *ret, day_t *ret_day);
/* READINGS: Σ of those that end in the span and are no longer than it; false when there are none or
 * one is unknown. */
bool series_reading_total(struct series series, struct span span, fixed_t *ret);

/* Many points at once, in one pass: `spans` sorted by first and by last day; STEP gives the level
 * on each last day, or the level-days when `days`; EVENTS the totals. */
void series_sample(struct series series, const struct calendar *calendar, enum day_basis basis,
    const struct span *spans, size_t count, bool days, fixed_t *ret);

/* Walks the raw points, whatever the kind: for merging, tests and dumps. */
struct series_cursor {
    struct series series;
    size_t at;
    size_t end;              /* of the points */
    size_t mark, mark_count; /* marks passed, and all */
    enum series_kind kind;
    fixed_t scale;
    bool damaged; /* it ended because of bytes that make no sense, not because there are no more */
    struct series_point point;
};
void series_cursor_init(struct series_cursor *cursor, struct series series);
bool series_next(struct series_cursor *cursor);

/* The sum of several series of one kind (registers that do not share identifiers), appended to
 * `out`. For EARLIEST the earliest wins. */
void series_merge(const struct series *series, size_t count, struct buffer *out);

/* The sum with `fresh` in the place of `old`, which is in it, as if all had been summed anew; each
 * of the three may not exist. False, and nothing appended, when their kind cannot be taken out of a
 * sum again: STEP and EVENTS can. */
bool series_exchange(struct series sum, struct series old, struct series fresh, struct buffer *out);

#endif

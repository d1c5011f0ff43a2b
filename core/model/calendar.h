/*
 * calendar.h: windows, points and working days (domain page, section 4, "Windows and calendars").
 *
 * Pure functions over days; a calendar is a sorted list of bank holidays and whether sickness
 * counts calendar or working days. Nothing here allocates or fails.
 */
#ifndef TEAMTOP_MODEL_CALENDAR_H
#define TEAMTOP_MODEL_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/day.h"

enum day_basis {
    BASIS_CALENDAR,
    BASIS_WORKING, /* Monday to Friday less the bank holidays */
};

struct calendar {
    enum day_basis basis;
    const day_t *bank_holidays; /* sorted, unique; owned by whoever built the calendar */
    size_t bank_holiday_count;
};

enum window {
    WINDOW_1D, /* the day alone: a point of a daily trend, not offered to people */
    WINDOW_1W,
    WINDOW_4W,
    WINDOW_1M, /* the calendar month: a point of a monthly trend, not offered to people */
    WINDOW_3M,
    WINDOW_12M,
    WINDOW_COUNT,
};

struct span {
    day_t from; /* first day */
    day_t last; /* last day, included */
};

const char *window_id(enum window window);           /* "12m" */
const char *window_label(enum window window);        /* "12 months" */
bool window_parse(const char *id, enum window *ret); /* only those offered to people */

/* The window of days ending on `day`. 12 months: the day after the same date a year earlier through
 * `day`; 1M here: the month before in the same manner. */
struct span window_span(enum window window, day_t day);

/* How many days of the span count under this basis. */
int64_t calendar_days(const struct calendar *calendar, enum day_basis basis, struct span span);
bool calendar_is_working(const struct calendar *calendar, day_t day);

/* The points of a trend: whole days, Monday-to-Sunday weeks or calendar months, never overlapping.
 */
enum points {
    POINTS_DAY,
    POINTS_WEEK,
    POINTS_MONTH,
};

/* The last whole point ending on or before `day`, and the one `back` points before it. */
struct span points_span(enum points points, day_t day, int back);
enum window points_window(enum points points); /* WINDOW_1D, WINDOW_1W, WINDOW_1M */

#endif

/*
 * day.h: civil days, and nothing finer.
 *
 * A day is a count of days since 1 January 1970 in the proleptic Gregorian calendar: no clock, no
 * time zone and no daylight saving can move it. Everything here is a pure function of its
 * arguments; only parsing can fail. Domain page, section 4, "Windows and calendars".
 */
#ifndef TEAMTOP_BASE_DAY_H
#define TEAMTOP_BASE_DAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "core/base/result.h"

typedef int32_t day_t;

#define DAY_NEVER INT32_MAX /* the end of what has not ended */
#define DAY_NONE  INT32_MIN /* no day at all */

/* Valid days run from 1800-01-01 to 2999-12-31; parsing refuses anything else. */
#define DAY_TEXT_SIZE 11 /* "YYYY-MM-DD" and a NUL */

struct civil {
    int year;
    int month; /* 1–12 */
    int day;   /* 1–31 */
};

day_t day_from_civil(int year, int month, int day); /* must be a valid date */
struct civil day_to_civil(day_t day);
bool civil_is_valid(int year, int month, int day);
bool year_is_leap(int year);
int days_in_month(int year, int month);

/* 0 = Monday … 6 = Sunday. */
int day_weekday(day_t day);
day_t day_week_start(day_t day);  /* the Monday on or before */
day_t day_month_start(day_t day); /* the first of its month */
day_t day_month_end(day_t day);   /* the last of its month */

/* The same day of the month `months` later (or earlier, when negative); past the end of a shorter
 * month it is that month's last day: 29 February less 12 months is 28 February. */
day_t day_add_months(day_t day, int months);

/* A date's form: YYYY, MM and DD once each (MM and DD may be missing: "YYYY", "YYYY-MM") with any
 * separators, or none. */
struct day_format {
    char text[32];
};
#define DAY_FORMAT_ISO ((struct day_format){"YYYY-MM-DD"})

/* RESULT_INVALID when `text` is not such a form. */
MUST_CHECK enum result day_format_parse(const char *text, struct day_format *ret);
bool day_format_has_month(const struct day_format *format);
bool day_format_has_day(const struct day_format *format);

/* Reads a date of this form from `length` bytes at `text`. A time of day after it (set off by a
 * blank or `T`) is ignored; single-digit days and months are taken where the form sets them off by
 * separators. Missing month or day count as 1. False when it is not a date. */
bool day_parse(const struct day_format *format, const char *text, size_t length, day_t *ret);

/* "2020-03-02"; "never" and "none" for the two special days. `buffer` has DAY_TEXT_SIZE bytes. */
const char *day_text(day_t day, char *buffer);

/* "Mon 2 Mar 2020", in English whatever the locale; at least 16 bytes. */
const char *day_text_long(day_t day, char *buffer, size_t size);

/* The civil day at this moment in the zone that TZ names (commands set TZ from the calendar's
 * time_zone before anything else). */
day_t day_of_time(time_t moment);

#endif

/*
 * oracle.h: every figure again, slowly: one day at a time, straight from the definitions (domain
 * page, section 4, and docs/figures.md).
 *
 * For each day and unit it loops over all spells and asks of each whether it counts; it knows no
 * series, no windows of the program and no sums kept from day to day. Nothing is shared with derive
 * or figure but the civil calendar. It owns nothing and cannot fail.
 */
#ifndef TEAMTOP_TESTS_DERIVE_ORACLE_H
#define TEAMTOP_TESTS_DERIVE_ORACLE_H

#include "tests/core/derive/bench.h"

/* What a figure must be; read like struct figure. */
struct truth {
    bool has_data, has_numerator, has_denominator, has_value;
    fixed_t numerator, denominator, value;
};

/* `measure` as reports call it: "open_cases.cin". Windowed measures are over the days from `from`
 * to `last`, both included, the others at `last`. */
struct truth oracle_figure(
    const struct bench *bench, unit_index unit, const char *measure, day_t from, day_t last);

/* FTE absent for one reason on one day, which no report shows but shares are made of. */
fixed_t oracle_absent_for(
    const struct bench *bench, unit_index unit, const char *reason, day_t day);

/* FTE in post in one role on one day; "" is of no role the extract names. */
fixed_t oracle_in_post_as(const struct bench *bench, unit_index unit, const char *role, day_t day);

/* Since when the post of the unit that has been vacant longest on that day has been so; DAY_NONE
 * when none is vacant. */
day_t oracle_oldest_vacancy(const struct bench *bench, unit_index unit, day_t day);

/* How many workers left the unit in these days and are not back on the last. */
int oracle_leaver_count(const struct bench *bench, unit_index unit, day_t from, day_t last);

/* The first day of a window that people may ask for ("1w", "4w", "3m", "12m"). */
day_t oracle_window_start(const char *window, day_t last);

/* All measures, subs left out. */
size_t oracle_measure_count(void);
const char *oracle_measure(size_t index);

#endif

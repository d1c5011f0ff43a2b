/*
 * bench.h: a small service with a table of series, for tests of figures and snapshots.
 *
 * An area (unit 0) with two teams (1 and 2); series are written into the table by hand. The bench
 * owns everything until bench_done(). Building asserts that memory was left.
 */
#ifndef TEAMTOP_TESTS_MODEL_BENCH_H
#define TEAMTOP_TESTS_MODEL_BENCH_H

#include "core/model/snapshot.h"

#define AREA        0
#define TEAM_A      1
#define TEAM_B      2
#define NAMED(name) measure_named(name)

struct bench_series {
    unit_index unit;
    enum part_id part;
    const char *sub;
    bool readings;
    struct buffer bytes;
};

struct bench {
    struct service service;
    struct bench_series series[64];
    size_t count;
    struct series_source source;
};

void bench_init(struct bench *bench);
void bench_done(struct bench *bench);

/* A point: the level from this day on (STEP), the amount (EVENTS), the FTE of who left and never
 * came back (LEAVERS), the value of a period of `extra` months (readings), or the earliest start in
 * `extra` (EARLIEST). Ten-thousandths. */
struct bench_point {
    day_t day;
    fixed_t value;
    day_t extra;
};
void bench_spells(struct bench *bench, unit_index unit, enum part_id part, const char *sub,
    const struct bench_point *points, size_t count);
/* As above; a value of FIXED_UNKNOWN is one that was not published. */
void bench_readings(struct bench *bench, unit_index unit, enum part_id part, const char *sub,
    const struct bench_point *points, size_t count);
#define FIXED_UNKNOWN INT64_MIN

#define SPELLS(bench, unit, part, sub, ...)                                                        \
    bench_spells(bench, unit, part, sub, (const struct bench_point[]){__VA_ARGS__},                \
        sizeof((const struct bench_point[]){__VA_ARGS__}) / sizeof(struct bench_point))
#define READINGS(bench, unit, part, sub, ...)                                                      \
    bench_readings(bench, unit, part, sub, (const struct bench_point[]){__VA_ARGS__},              \
        sizeof((const struct bench_point[]){__VA_ARGS__}) / sizeof(struct bench_point))

struct measure_ref measure_named(const char *id);
fixed_t fte(double value); /* for figures that a test writes down */

#endif

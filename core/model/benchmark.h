/*
 * benchmark.h: what a figure of a day may be compared with: England, a region, like authorities.
 *
 * Pure look-ups in a service, which owns every name; the caller owns the array that is filled. They
 * allocate nothing and cannot fail: a measure nobody publishes has no benchmarks.
 */
#ifndef TEAMTOP_MODEL_BENCHMARK_H
#define TEAMTOP_MODEL_BENCHMARK_H

#include "core/model/service.h"

#define BENCHMARKS_MOST 12

/* The benchmarks of a measure on `day`, at most BENCHMARKS_MOST into `ret`: those of measures.yaml,
 * then the published ones of the day's calendar year or the nearest year before it. A published one
 * gives way to one of measures.yaml whose name begins with its own ("England 2025" before
 * "England"). Returns how many there are. Domain page, sections 5 and 6. */
size_t benchmarks_on(
    const struct service *service, const char *measure_id, day_t day, struct benchmark *ret);

/* "England 2025", into a buffer of BENCHMARK_TEXT bytes; a name is cut at 48 columns. */
#define BENCHMARK_TEXT 256
const char *benchmark_label(const struct benchmark *benchmark, char *buffer);

#endif

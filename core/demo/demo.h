/*
 * demo.h: an invented service, scaled to what is published about Cornwall.
 *
 * A demo is the whole history of config/cornwall's teams, children, posts, absences and requests,
 * its future included, so that a day can go by while somebody watches. The caller owns it; the same
 * seed and days give the same files, byte for byte, on every machine. Building can run out of
 * memory, writing can fail as files do; docs/demo-data.md says where each figure comes from.
 */
#ifndef TEAMTOP_DEMO_DEMO_H
#define TEAMTOP_DEMO_DEMO_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/day.h"
#include "core/base/diag.h"
#include "core/base/result.h"

/* The history most figures are published for, and the seed of the shipped demo. */
#define DEMO_SEED  UINT64_C(1) /* of those tried, the one whose sickness rates come out closest */
#define DEMO_FROM  day_from_civil(2017, 3, 1)
#define DEMO_AS_AT day_from_civil(2020, 3, 2)
#define DEMO_UNTIL day_from_civil(2021, 3, 1)

struct demo;

/* The history from the day `from` (what was open by then began earlier) through `until`.
 * RESULT_INVALID unless DEMO_FROM ≤ from < until ≤ DEMO_UNTIL: outside nothing is published;
 * RESULT_NO_MEMORY. */
MUST_CHECK enum result demo_generate(struct demo **ret, uint64_t seed, day_t from, day_t until);
void demo_destroy(struct demo *demo);

/* Writes cases.csv, posts.csv, absences.csv and requests.csv into the folder `directory`, which
 * must be there, as the case system and the HR system would export them on the evening of `as_at`:
 * what has not begun is left out, an end that lies ahead is not known. Each file appears whole or
 * not at all. RESULT_IO with a message in diags, RESULT_NO_MEMORY. */
MUST_CHECK enum result demo_write(
    const struct demo *demo, day_t as_at, const char *directory, struct diags *diags);

/* The four file names, for those who import what was written. */
#define DEMO_FILES 4
const char *demo_file(size_t index);

#endif

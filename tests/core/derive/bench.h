/*
 * bench.h: a small service and its spells, put together by a test.
 *
 * A bench owns its units and spells; categories, calendar and texts may be literals. Building
 * asserts that there is memory.
 */
#ifndef TEAMTOP_TESTS_DERIVE_BENCH_H
#define TEAMTOP_TESTS_DERIVE_BENCH_H

#include "core/derive/derive.h"
#include "core/model/figure.h"
#include "core/model/service.h"
#include "core/model/spell.h"

#define BENCH_CATEGORIES 3

struct bench {
    struct service service; /* categories: cin, cp, cla */
    struct spells spells;
    unsigned imported; /* all feeds but readings, unless a test says otherwise */
};

void bench_init(struct bench *bench);
void bench_done(struct bench *bench);

/* Units in preorder; `parent` NULL: a root. */
unit_index bench_unit(struct bench *bench, const char *parent, const char *id);
unit_index bench_find(const struct bench *bench, const char *id);
uint32_t bench_text(struct bench *bench, const char *text); /* "" is 0 */

void bench_case(struct bench *bench, struct case_spell spell);
void bench_post(struct bench *bench, struct post_spell spell);
void bench_absence(struct bench *bench, struct absence_spell spell);
void bench_request(struct bench *bench, struct request request);
void bench_reading(struct bench *bench, struct reading reading);

/* Where figures of derived series come from; borrows both. */
struct derived_source {
    const struct derived *derived;
    struct series_source source;
};
void derived_source_init(struct derived_source *source, const struct derived *derived);

/* The row of a unit by its whole key ("fte_absent.stress"); NULL when there is none. */
const struct derived_row *derived_find(
    const struct derived *derived, unit_index unit, const char *key);
struct series derived_series(const struct derived *derived, unit_index unit, const char *key);

#endif

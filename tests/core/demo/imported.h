/*
 * imported.h: a shipped configuration with files imported into a store of its own, and its figures.
 *
 * Owns service, store, provider and the folder they live in. Whatever should not fail fails the
 * test with the messages that were said. Used by the tests of the demo and of the England
 * configuration.
 */
#ifndef TEAMTOP_TESTS_IMPORTED_H
#define TEAMTOP_TESTS_IMPORTED_H

#include "core/config/config.h"
#include "core/feed/import.h"
#include "core/model/figure.h"
#include "core/store/provider.h"
#include "core/store/store.h"
#include "tests/core/store/scratch.h"

struct imported {
    struct scratch scratch;
    struct diags diags;
    struct service *service;
    struct store *store;
    struct store_provider *provider;
};

void imported_setup(struct imported *imported, const char *configuration);
void imported_teardown(struct imported *imported);

/* Takes one file by its name. */
struct import_outcome imported_take(struct imported *imported, const char *path);
/* Makes every unit's series ready for imported_figure(). */
void imported_look(struct imported *imported);

/* `unit` is an id or alias; 12 months where the measure has a window. */
struct figure imported_figure(
    const struct imported *imported, const char *unit, const char *measure, day_t day);

/* Over an explicit span of days: a measure's own sum, and the days of a part (level-days,
 * calendar). */
fixed_t imported_sum(
    const struct imported *imported, const char *unit, const char *measure, struct span span);
fixed_t imported_days(const struct imported *imported, const char *unit, enum part_id part,
    const char *sub, struct span span);

#endif

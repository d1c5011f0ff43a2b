/*
 * derive.h: spells → series: every part of every unit, in one sweep (domain page, section 4).
 *
 * Distinct children are counted per unit at every level, because they do not add; everything about
 * a unit is computed from the spells of the teams at or below it. Pure: same spells, same bytes.
 * Fails only for want of memory.
 */
#ifndef TEAMTOP_DERIVE_DERIVE_H
#define TEAMTOP_DERIVE_DERIVE_H

#include "core/base/result.h"
#include "core/model/service.h"
#include "core/model/spell.h"

struct derived_row {
    unit_index unit;
    const char *part; /* "fte_absent.stress" */
    const uint8_t *bytes;
    size_t size;
};

/* The rows are sorted by unit id, then part, as store_replace_series() wants them. */
struct derived {
    struct derived_row *rows;
    size_t count, room;
    struct arena arena;
    struct buffer bytes; /* the rows point into it */
};

/* All spells of one register; `imported` has the bit 1 << feed_type for each type of feed that has
 * ever been imported (absences that were never imported are no data, not 0). */
MUST_CHECK enum result derive(struct derived *ret, const struct service *service,
    const struct spells *spells, unsigned imported);
void derived_done(struct derived *derived);

#endif

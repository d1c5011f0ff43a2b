/*
 * readings.h: readings, and what they make for the units above (docs/figures.md,
 * "Readings").
 *
 * A unit's own reading for a period is used as it is; a unit without one is the sum of the units
 * directly below that have one, and unknown when one of those is. Works on the ledger's list of
 * what was told; running out of memory is noted in the books.
 */
#ifndef TEAMTOP_DERIVE_READINGS_H
#define TEAMTOP_DERIVE_READINGS_H

#include "core/derive/facts.h"

/* Adds the unit's own readings to what came up from below and leaves one per key and period, sorted
 * by both. Should one feed tell a period twice, the known reading wins, then the larger. */
void readings_settle(
    const struct facts *facts, unit_index unit, struct ledger *ledger, struct books *books);

#endif

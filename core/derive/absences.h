/*
 * absences.h: absences put in order: which day counts for which reason, and where a worker
 * has been away for long.
 *
 * Fills the absence tables of `struct facts`, which owns them. Fails only for want of memory.
 */
#ifndef TEAMTOP_DERIVE_ABSENCES_H
#define TEAMTOP_DERIVE_ABSENCES_H

#include "core/derive/facts.h"

#define LONG_TERM_DAYS 28 /* calendar days, the day looked at included (domain page, section 4) */

bool absences_prepare(struct facts *facts);

#endif

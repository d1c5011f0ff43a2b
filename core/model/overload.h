/*
 * overload.h: limits of workers, and since when one has had more cases than theirs; private to
 * core/model (domain page, section 4, "caseload of a worker").
 *
 * Computed from the spells of one team, which are borrowed. Owns nothing; only looking back can
 * fail, for want of memory.
 */
#ifndef TEAMTOP_MODEL_OVERLOAD_H
#define TEAMTOP_MODEL_OVERLOAD_H

#include "core/model/service.h"
#include "core/model/spell.h"

/* The limit of the post's role for a full-time worker, pro rata to the post's FTE, in
 * ten-thousandths of a case; 0: it has none. */
fixed_t overload_limit(
    const struct service *service, const struct spells *spells, const struct post_spell *post);

/* The first of the days up to and including `day`, without a break, on each of which the worker
 * held more distinct children of the team than the limits of their posts in it add up to; DAY_NONE
 * when they do not on `day` or have no limit. RESULT_NO_MEMORY leaves *ret as it was. */
MUST_CHECK enum result overload_since(day_t *ret, const struct service *service,
    const struct spells *spells, unit_index team, uint32_t worker, day_t day);

#endif

/*
 * team_spells.h: what the store holds of the single workers of a team; private to core/store.
 *
 * Owns nothing. Asks only the feeds that speak of the team, of which there are few among hundreds. Failures are
 * the store's; what is damaged is RESULT_IO with a sentence.
 */
#ifndef TEAMTOP_STORE_TEAM_SPELLS_H
#define TEAMTOP_STORE_TEAM_SPELLS_H

#include "core/model/service.h"
#include "core/model/spell.h"
#include "core/store/store.h"

/* Adds the team's case, post and absence spells, as they are now. */
MUST_CHECK enum result team_spells_load(
    struct store *store, const struct service *service, unit_index team, struct spells *spells);

/* Says that what is held of `what`, a feed or part, for the unit makes no sense: RESULT_IO. */
enum result store_say_damaged(const struct store *store, const char *what, const char *unit_id);

#endif

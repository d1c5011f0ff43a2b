/*
 * team_absences.h: whose absences a team's manager may see; private to core/feed.
 *
 * Absences name a worker and no team; posts say where the worker works. Each team gets a chunk of
 * the absences of those who hold or held a post there, so that its page reads nobody else's. Fails
 * only for want of memory.
 */
#ifndef TEAMTOP_FEED_TEAM_ABSENCES_H
#define TEAMTOP_FEED_TEAM_ABSENCES_H

#include "core/feed/chunk_rows.h"
#include "core/model/unit.h"

/* Adds one row for each team that has any. */
MUST_CHECK enum result team_absences_encode(struct chunk_rows *rows, const struct unit_tree *units,
    const struct spells *absences, const struct spells *posts);

#endif

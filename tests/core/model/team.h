/*
 * team.h: one team's spells written by hand, for tests of rosters and snapshots.
 *
 * team_fill() adds them to spells the caller owns. The one thing that can fail is memory, which it
 * answers with false.
 */
#ifndef TEAMTOP_TESTS_MODEL_TEAM_H
#define TEAMTOP_TESTS_MODEL_TEAM_H

#include "core/model/service.h"
#include "core/model/spell.h"

#define TODAY 19800

extern const struct role TEAM_ROLES[];
extern const size_t TEAM_ROLE_COUNT;

/* Alice (1.0) 3 of 10 children, Ben (0.6) 8 of 6, Carys (1.0, newly qualified) 0 of 8 and away, Dan
 * the manager, who holds none; Zoe holds one without a post; two vacancies; two children wait.
 * False when memory ran out. */
bool team_fill(struct spells *spells, unit_index team);

#endif

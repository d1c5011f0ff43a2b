/*
 * vacancies.h: since when a team's vacant posts have been vacant.
 *
 * A vacancy is a run of vacant rows of one post that overlap or adjoin, in one team
 * (docs/figures.md). What is found goes to the account, which must be that of the team and flow up.
 * Running out of memory is noted in the account's books.
 */
#ifndef TEAMTOP_DERIVE_VACANCIES_H
#define TEAMTOP_DERIVE_VACANCIES_H

#include "core/derive/facts.h"

/* `posts` are positions in the spells' posts, all of the account's team. */
void vacancies_enter(
    const struct facts *facts, struct members posts, const struct account *account);

#endif

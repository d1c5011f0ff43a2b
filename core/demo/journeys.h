/*
 * journeys.h: the stays of children with teams while their history is told.
 *
 * Opens, ends and hands over stays so that rows, pools and caseloads always agree; knows nothing of
 * why. Owns pools, allocation and what it remembers of each child, borrows the history. Running out
 * of memory sets the history's `failed`, after which nothing more is done.
 */
#ifndef TEAMTOP_DEMO_JOURNEYS_H
#define TEAMTOP_DEMO_JOURNEYS_H

#include "core/demo/allocate.h"
#include "core/demo/history.h"
#include "core/demo/pools.h"

struct journeys {
    struct history *history;
    struct random random;
    struct pools pools;
    struct allocation allocation;
    uint8_t *open; /* by child: how many stays are open */
    size_t children, children_room;
    day_t today;
};

void journeys_init(struct journeys *journeys, struct history *history);
void journeys_done(struct journeys *journeys);

uint32_t new_child(struct journeys *journeys);
/* A child who was known before and is with nobody now; else a new one. */
uint32_t returning_child(struct journeys *journeys);

/* A pool of one of the teams of this staffing, in the area if it has any there, drawn by lot; NULL
 * when such teams have no cases of the category. */
struct pool *draw_pool(struct journeys *journeys, enum staffing staffing,
    enum demo_category category, enum demo_area area);

/* A stay from `from` on, with its worker (NOBODY: unallocated); or from today on, unallocated. */
void open_with(
    struct journeys *journeys, struct pool *pool, uint32_t child, int worker, day_t from);
void open_stay(struct journeys *journeys, struct pool *pool, uint32_t child);

/* Ends the pool's stay at `index` today and answers what it was; others move up. */
struct stay end_stay(struct journeys *journeys, struct pool *pool, size_t index);

/* Whoever left since yesterday leaves their cases unallocated. */
void leavers_let_go(struct journeys *journeys);
/* Each team's unallocated cases whose time has come go to whoever has room. */
void managers_allocate(struct journeys *journeys);

#endif

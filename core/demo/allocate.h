/*
 * allocate.h: who in a team takes the next case.
 *
 * Keeps, day by day, who is in post, who is away and how many cases each worker holds; a case goes
 * to whoever is least laden for their role and hours. Borrows the history; running out of memory
 * sets the history's `failed`.
 */
#ifndef TEAMTOP_DEMO_ALLOCATE_H
#define TEAMTOP_DEMO_ALLOCATE_H

#include "core/demo/history.h"

struct team_list {
    int *workers;
    size_t count, room;
};

struct allocation {
    struct history *history;
    int *cases;              /* by worker */
    day_t *away;             /* by worker: the last day of the newest absence */
    struct team_list *teams; /* who may hold cases and is in post, by team */
    struct team_list left;   /* who left since the day before */
    size_t next_worker, next_absence;
};

void allocation_init(struct allocation *allocation, struct history *history);
void allocation_done(struct allocation *allocation);

/* Moves on to `day`; days must not go back. */
void allocation_day(struct allocation *allocation, day_t day);

/* Who should take the next case of the team today, or NOBODY: there is nobody, or (unless the case
 * `must` be given) nobody has room. */
int allocation_best(const struct allocation *allocation, int team, day_t day, bool must);

#endif

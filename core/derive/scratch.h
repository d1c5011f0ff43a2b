/*
 * scratch.h: room to work in for one child or worker at a time.
 *
 * A list of intervals and what may be done with it. The owner keeps it from one use to the next, so
 * that nothing is allocated per child. Adding fails only for want of memory.
 */
#ifndef TEAMTOP_DERIVE_SCRATCH_H
#define TEAMTOP_DERIVE_SCRATCH_H

#include "core/derive/ledger.h"

struct intervals {
    struct interval *items;
    size_t count, room;
};

bool intervals_add(struct intervals *list, struct interval interval);

/* Adds where the two meet, if they do. */
bool intervals_add_meeting(struct intervals *list, struct interval a, struct interval b);

/* Sorts and joins, so that no two overlap or adjoin. */
void intervals_join(struct intervals *list);

void intervals_done(struct intervals *list);

#endif

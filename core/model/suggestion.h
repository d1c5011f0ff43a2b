/*
 * suggestion.h: the smallest move of work, or of people, between teams that brings the pressure of
 * every one of them inside the target band of its own kind.
 *
 * Work and people stay with their kind of team: moves go between teams of one kind where those bring
 * every team inside, and between any teams only where they do not.
 *
 * Computed over a what-if, so that what a person tries out is balanced and not what there is. Plain
 * data, nothing owned, nothing allocated; that no move is enough is an answer with its reason.
 *
 * A case moved is open in the one team and no longer in the other; a worker moved is case-holding
 * and there (whatif.h). Teams that have no band for their pressure, or neither cases nor anybody
 * there, are left out and counted. Inside the band means green, as status_of() judges it.
 */
#ifndef TEAMTOP_MODEL_SUGGESTION_H
#define TEAMTOP_MODEL_SUGGESTION_H

#include "core/model/balance.h"
#include "core/model/whatif.h"

enum moved {
    MOVED_CASES, /* one by one */
    MOVED_STAFF, /* half full-time equivalents */
};

/* Ten-thousandths: 1 case, 0.5 FTE. */
fixed_t moved_step(enum moved moved);

struct suggestion {
    struct balance balance; /* its places are indexes into `teams`, its amounts steps */
    unit_index teams[BALANCE_MOST];
    size_t count;    /* of teams; fewer than two: there is nobody to move anything to */
    size_t left_out; /* teams that take no part */
    /* What they have together, and what their bands ask for at least and at most, ten-thousandths;
     * without meaning when BALANCE_HOPELESS. */
    fixed_t have, least, most;
};

/* Between the teams at or below `area`, all of which must be prepared. Definition: domain page,
 * section 5 (bands), screens page, "What-if"; smallest, within each kind or over all: balance.h. */
void suggestion_make(const struct whatif *whatif, const struct snapshot *snapshot, unit_index area,
    enum moved moved, struct suggestion *ret);
/* Adds the moves to what is tried out: cases as cases, staff as posts emptied and filled. False, and
 * nothing changed: there are none, or the what-if has no room for so many units. */
bool suggestion_try(const struct suggestion *suggestion, enum moved moved, struct whatif *whatif);

#endif

/*
 * balance.h: the smallest move of something countable between places that brings every one of them
 * inside its own limits.
 *
 * Smallest means: as little as possible is moved in all; and of the ways to do that, one with the
 * fewest moves. Pure functions over plain data: they own nothing and allocate nothing. That no move
 * is enough is an answer and says why; nothing else can fail.
 *
 * How little has to be moved follows from sums and always holds. The fewest moves are found by
 * trying every way to split the places concerned into groups that settle among themselves, where
 * at most BALANCE_EXACT places are concerned (those outside their limits and the largest rooms of
 * the others); beyond that moves are few, and `fewest` says whether fewer could exist.
 */
#ifndef TEAMTOP_MODEL_BALANCE_H
#define TEAMTOP_MODEL_BALANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BALANCE_MOST  512 /* places */
#define BALANCE_EXACT 12

/* By how much a place may change and be inside its limits afterwards: least … most, in the thing
 * moved. 0 within both: it is inside already. least > most: no amount brings it inside. Sums of all
 * places have to fit an int64_t. */
struct balance_room {
    int64_t least, most;
};

struct balance_move {
    size_t from, to; /* places */
    int64_t amount;  /* at least 1 */
};

enum balance_outcome {
    BALANCE_INSIDE, /* every place is inside its limits as it is */
    BALANCE_FOUND,
    BALANCE_TOO_MUCH,   /* with every place full something is left over */
    BALANCE_TOO_LITTLE, /* there is not enough for what the places need at least */
    BALANCE_HOPELESS,   /* one place is outside its limits with any amount */
};

struct balance {
    enum balance_outcome outcome;
    size_t hopeless; /* BALANCE_HOPELESS: the first such place */
    int64_t total;   /* moved in all */
    bool fewest;     /* no other way to move the total has fewer moves */
    size_t count;    /* of moves; fewer than there are places */
    struct balance_move moves[BALANCE_MOST];
};

/* `count` at most BALANCE_MOST. Moves are sorted by where they come from, then by where they go. */
void balance_find(const struct balance_room *rooms, size_t count, struct balance *ret);

#endif

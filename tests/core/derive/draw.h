/*
 * draw.h: small organisations drawn at random, with everything in them that makes counting hard.
 *
 * Moves between teams on one day, joint work, reopened and never-counting cases, overlapping and
 * adjoining absences, workers with posts in several teams, posts that follow each other or leave a
 * gap, all contracts, spells that begin or end in the future, feeds that never came. The same seed
 * gives the same organisation on every machine. The bench is the caller's to finish.
 */
#ifndef TEAMTOP_TESTS_DERIVE_DRAW_H
#define TEAMTOP_TESTS_DERIVE_DRAW_H

#include "tests/core/derive/bench.h"

struct dice {
    uint64_t state;
};

/* 0 up to `sides` − 1. */
int dice_roll(struct dice *dice, int sides);
bool dice_chance(struct dice *dice, int per_cent);

struct drawn {
    struct bench bench;
    day_t first;       /* no spell starts before */
    int days;          /* all spells start within so many */
    day_t holidays[4]; /* the calendar's, if it counts working days */
};

void draw_organisation(struct drawn *drawn, uint64_t seed);

/* Puts the spells into another order; nothing else changes. */
void draw_shuffle(struct bench *bench, uint64_t seed);

#endif

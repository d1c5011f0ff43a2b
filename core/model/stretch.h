/*
 * stretch.h: since when something holds, where spells that overlap or adjoin are one; private to
 * core/model.
 *
 * Spells of one worker or post are added, then asked once for the stretch a day lies in. A `struct
 * stretches` owns its array (done: free it with stretches_done()); adding can run out of memory.
 */
#ifndef TEAMTOP_MODEL_STRETCH_H
#define TEAMTOP_MODEL_STRETCH_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/day.h"

struct stretch {
    day_t from, until; /* half open */
};

struct stretches {
    struct stretch *items;
    size_t count, room;
};

void stretches_done(struct stretches *stretches);
bool stretches_add(struct stretches *stretches, day_t from, day_t until);

/* The first day of the joined stretch that `day` lies in, DAY_NONE when it lies in none. Empties
 * the list for the next worker or post. */
day_t stretches_since(struct stretches *stretches, day_t day);

#endif

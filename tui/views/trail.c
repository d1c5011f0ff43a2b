#include "tui/views/trail.h"

#include <string.h>

void trail_init(struct trail *trail, struct view_place first)
{
    trail->places[0] = first;
    trail->count = 1;
}

struct view_place *trail_here(struct trail *trail)
{
    return &trail->places[trail->count - 1];
}

const struct view_place *trail_peek(const struct trail *trail)
{
    return &trail->places[trail->count - 1];
}

void trail_push(struct trail *trail, struct view_place place)
{
    if (trail->count == TRAIL_MOST) {
        memmove(&trail->places[1], &trail->places[2], (TRAIL_MOST - 2) * sizeof trail->places[0]);
        trail->count--;
    }
    trail->places[trail->count++] = place;
}

bool trail_pop(struct trail *trail)
{
    if (trail->count == 1)
        return false;
    trail->count--;
    return true;
}

void trail_home(struct trail *trail)
{
    trail->count = 1;
}

/*
 * trail.h: the way one came: a stack of places, at least one.
 *
 * Plain data of fixed size that can be copied as a whole, which is what "the place before" and a
 * find that is given up do. Going deeper than there is room forgets the step after the first place,
 * never the way home. Cannot fail.
 */
#ifndef TEAMTOP_VIEWS_TRAIL_H
#define TEAMTOP_VIEWS_TRAIL_H

#include "tui/views/view.h"

#define TRAIL_MOST 32

struct trail {
    struct view_place places[TRAIL_MOST];
    int count;
};

void trail_init(struct trail *trail, struct view_place first);
struct view_place *trail_here(struct trail *trail);
const struct view_place *trail_peek(const struct trail *trail); /* the same, to look at */
void trail_push(struct trail *trail, struct view_place place);
bool trail_pop(struct trail *trail);  /* false: this is the first place */
void trail_home(struct trail *trail); /* back to the first */

#endif

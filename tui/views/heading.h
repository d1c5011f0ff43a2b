/*
 * heading.h: what the line above every view says, but for the clock.
 *
 * Plain data: its texts are the scene's and the place's, or those of the picture it was read with. Making it
 * owns nothing and cannot fail; header_draw() (frame.h) draws it.
 */
#ifndef TEAMTOP_VIEWS_HEADING_H
#define TEAMTOP_VIEWS_HEADING_H

#include "tui/views/view.h"

#define HEADING_CRUMBS 16 /* deeper than any service */

struct heading {
    const char *crumbs[HEADING_CRUMBS]; /* the way here, innermost first */
    int crumb_count;
    bool unit_first;    /* where room is short, the second one is the better last */
    const char *notice; /* the service's; "": none */
    const char *filter; /* "": none */
    day_t as_at;
    day_t then; /* the day held beside it; DAY_NONE: none */
    enum reach reach;
    bool live;   /* that day is the newest there is */
    bool shared; /* for other eyes */
    bool stale;  /* the data are overdue, or out of reach */
    time_t came; /* when the newest came, or what is overdue; 0: no data yet */
    int alerts;  /* that call for somebody; 0: none, or it is not known */
};

struct heading heading_of(const struct scene *scene, const struct view_place *place);

#endif

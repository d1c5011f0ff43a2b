/*
 * looked.h: the main figures as they stood when this person last left the program.
 *
 * A look owns its figures. Every figure is of the newest day over LOOKED_WINDOW, whatever was on the
 * screen, so that two of them can be compared. Noting fails for want of memory, or as
 * snapshot_prepare() does.
 */
#ifndef TEAMTOP_VIEWS_LOOKED_H
#define TEAMTOP_VIEWS_LOOKED_H

#include "tui/views/marks.h"

#define LOOKED_WINDOW WINDOW_12M
#define LOOKED_MOST   2000 /* units: some 200 kB in a file */

struct looked {
    struct shown figures; /* unit after unit, each with every marked measure in their order */
    time_t at;            /* 0: never */
};

void looked_done(struct looked *looked); /* a zeroed one is a valid empty one */

/* Notes the units from `first` up to `end`, outermost first, LOOKED_MOST at most. */
MUST_CHECK enum result looked_note(
    struct looked *looked, struct snapshot *snapshot, unit_index first, unit_index end, time_t at);

#endif

/*
 * board.h: the alerts a session knows of, as two lists of lines: gathered by unit, and one by one;
 * in each the open ones, then those that were acknowledged.
 *
 * A session owns its board; alerts are made anew when the snapshot is another one, and sorted into
 * open and acknowledged each time. Making fails as alerts_make() does: then the board stays.
 */
#ifndef TEAMTOP_VIEWS_BOARD_H
#define TEAMTOP_VIEWS_BOARD_H

#include "core/model/acknowledged.h"
#include "core/model/alert_lines.h"
#include "tui/views/made_for.h"

enum board_list {
    BOARD_BY_UNIT,    /* what calls for a person, the worst first */
    BOARD_ONE_BY_ONE, /* every alert, the newest first */
    BOARD_LISTS,
};

struct board_rows {
    struct alert_lines lines;
    int count; /* of lines */
    int open;  /* not acknowledged: the first so many */
    int calls; /* of these, those that somebody should act on */
};

struct board {
    struct alerts alerts;
    const struct alert **sorted; /* scratch: the open ones, then the acknowledged ones */
    size_t sorted_room;
    const struct unit_tree *units; /* the service's */
    struct board_rows lists[BOARD_LISTS];
    struct acknowledged acknowledged;
    struct made_for made_for; /* version −1: they were not made yet */
    struct alerts_work work;  /* of those being made … */
    struct made_for work_for; /* … for this */
    uint64_t kept_of;         /* what the count below was made of; 0: there is none */
    int kept_calls;
    struct made_for kept_for; /* the snapshot it was found to be of; version −1: none */
};

void board_init(struct board *board);
void board_done(struct board *board);

MUST_CHECK enum result board_renew(
    struct board *board, struct snapshot *snapshot, unit_index root, bool may_see_workers);
/* A part of the same, a few milliseconds at most; *ret_done: nothing is left to do. */
MUST_CHECK enum result board_step(struct board *board, struct snapshot *snapshot, unit_index root,
    bool may_see_workers, bool *ret_done);
/* Is there nothing to renew? */
bool board_is_new(const struct board *board, const struct snapshot *snapshot);
/* Before a list is shown that is renewed in parts: begins with it where that was not done, and lets go of one for
 * another day, window or eyes, which must not be shown meanwhile. *ret_left: the units still to be looked at. Fails
 * for want of memory, or as the store does. */
MUST_CHECK enum result board_begin(
    struct board *board, struct snapshot *snapshot, unit_index root, int *ret_left);
/* Is there a list that can be shown, be it of data from a moment ago? */
bool board_stands(const struct board *board, const struct snapshot *snapshot);
/* How many lines call for somebody depends on: the configuration and the data, the day, the window,
 * what the feeds' alerts say, who looks, and what was acknowledged. Never 0; fails for want of
 * memory. */
MUST_CHECK enum result board_made_of(const struct board *board, struct snapshot *snapshot,
    unit_index root, bool may_see_workers, uint64_t *ret);
/* A count that is known for `made_of` from elsewhere. */
void board_keep(struct board *board, uint64_t made_of, int calls);
/* Finds out whether that is the count for this snapshot: then no list needs to be made for it. */
MUST_CHECK enum result board_recall(
    struct board *board, struct snapshot *snapshot, unit_index root, bool may_see_workers);
/* Is there a list, or at least a count, for just this snapshot? */
bool board_is_counted(const struct board *board, const struct snapshot *snapshot);
/* How many lines call for somebody on the day and of the data this snapshot shows; false: that is
 * not known yet. */
bool board_calls(const struct board *board, const struct snapshot *snapshot, int *ret);

/* NULL past the last row. */
const struct alert_line *board_at(const struct board *board, enum board_list list, int row);
int board_row_of(const struct board *board, enum board_list list, uint64_t mark); /* −1: none */
/* Tells the lines of a list apart, in whatever order they stand; 0: there is no such row. */
uint64_t board_mark(const struct board *board, enum board_list list, int row);

/* Acknowledges the alerts in this row as they are on `day`, or takes that back; false: no memory, or
 * no such row: those that could not be noted are still open. */
bool board_toggle(struct board *board, enum board_list list, int row, day_t day);

#endif

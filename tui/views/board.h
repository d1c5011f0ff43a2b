/*
 * board.h: the alerts a session knows of, in the order they are listed: open ones, then those that
 * were acknowledged.
 *
 * A session owns its board; alerts are made anew when the snapshot is another one, and sorted into
 * open and acknowledged each time. Making fails as alerts_make() does: then the board stays.
 */
#ifndef TEAMTOP_VIEWS_BOARD_H
#define TEAMTOP_VIEWS_BOARD_H

#include "core/model/acknowledged.h"

/* What a list of alerts stands for. */
struct made_for {
    int64_t version;
    day_t as_at;
    enum window window;
    time_t now;
};

struct board {
    struct alerts alerts;
    int *rows; /* places among the alerts, in the order listed */
    size_t row_room;
    int count; /* of rows: every alert is one */
    int open;  /* not acknowledged: the first so many rows */
    struct acknowledged acknowledged;
    struct made_for made_for; /* version −1: they were not made yet */
    struct alerts_work work;  /* of those being made … */
    struct made_for work_for; /* … for this */
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
/* Is the board about the day and the data this snapshot shows? */
bool board_knows(const struct board *board, const struct snapshot *snapshot);

/* NULL past the last row. */
const struct alert *board_at(const struct board *board, int row);
int board_row_of(const struct board *board, uint64_t mark); /* −1: not listed */
/* Tells alerts apart by their keys; never 0. */
uint64_t board_mark(const struct alert *alert);

/* Acknowledges the alert in this row as it is on `day`, or takes that back; false: no memory, or no
 * such row, and nothing changed. */
bool board_toggle(struct board *board, int row, day_t day);

#endif

#include "tui/views/board.h"

#include <stdlib.h>

#include "core/base/hash.h"

void board_init(struct board *board)
{
    *board = (struct board){.made_for = {.version = -1}, .work_for = {.version = -1}};
}

void board_done(struct board *board)
{
    alerts_done(&board->alerts);
    alerts_drop(&board->work);
    acknowledged_done(&board->acknowledged);
    free(board->rows);
    board_init(board);
}

/* --- making ----------------------------------------------------------------------------------- */

static int list_those(struct board *board, int count, bool acknowledged)
{
    for (size_t i = 0; i < board->alerts.count; i++)
        if (acknowledged_covers(&board->acknowledged, &board->alerts.items[i]) == acknowledged)
            board->rows[count++] = (int)i;
    return count;
}

static void list_rows(struct board *board)
{
    board->open = list_those(board, 0, false);
    board->count = list_those(board, board->open, true);
}

static struct made_for stands_for(const struct snapshot *snapshot)
{
    return (struct made_for){.version = snapshot_version(snapshot),
        .as_at = snapshot_as_at(snapshot),
        .window = snapshot_window(snapshot),
        .now = snapshot_now(snapshot)};
}

static bool is_same(const struct made_for *a, const struct made_for *b)
{
    return a->version == b->version && a->as_at == b->as_at && a->window == b->window &&
           a->now == b->now;
}

bool board_is_new(const struct board *board, const struct snapshot *snapshot)
{
    const struct made_for wanted = stands_for(snapshot);

    return is_same(&board->made_for, &wanted);
}

/* What was begun for something else is of no use. */
static void begin(struct board *board, const struct snapshot *snapshot)
{
    const struct made_for wanted = stands_for(snapshot);

    if (is_same(&board->work_for, &wanted))
        return;
    alerts_drop(&board->work);
    board->work_for = wanted;
}

static enum result take_over(struct board *board, struct alerts alerts)
{
    if (!grow_room(&board->rows, &board->row_room, alerts.count, sizeof *board->rows)) {
        alerts_done(&alerts);
        return RESULT_NO_MEMORY;
    }
    alerts_done(&board->alerts);
    board->alerts = alerts;
    board->made_for = board->work_for;
    list_rows(board);
    return RESULT_OK;
}

enum result board_step(struct board *board, struct snapshot *snapshot, unit_index root,
    bool may_see_workers, bool *ret_done)
{
    struct alerts alerts;
    bool done = board_is_new(board, snapshot);
    enum result result = RESULT_OK;

    if (!done) {
        begin(board, snapshot);
        result = alerts_step(&board->work, snapshot, root, may_see_workers, &alerts, &done);
        if (result == RESULT_OK && done)
            result = take_over(board, alerts);
    }
    if (result == RESULT_OK)
        *ret_done = done;
    return result;
}

enum result board_renew(
    struct board *board, struct snapshot *snapshot, unit_index root, bool may_see_workers)
{
    enum result result = RESULT_OK;

    for (bool done = false; result == RESULT_OK && !done;)
        result = board_step(board, snapshot, root, may_see_workers, &done);
    return result;
}

bool board_knows(const struct board *board, const struct snapshot *snapshot)
{
    return board->made_for.version == snapshot_version(snapshot) &&
           board->made_for.as_at == snapshot_as_at(snapshot);
}

/* --- rows ------------------------------------------------------------------------------------- */

const struct alert *board_at(const struct board *board, int row)
{
    return row >= 0 && row < board->count ? &board->alerts.items[board->rows[row]] : NULL;
}

int board_row_of(const struct board *board, uint64_t mark)
{
    for (int row = 0; row < board->count; row++)
        if (board_mark(board_at(board, row)) == mark)
            return row;
    return -1;
}

uint64_t board_mark(const struct alert *alert)
{
    return hash_finish(hash_text(HASH_START, alert->key)) | 1;
}

bool board_toggle(struct board *board, int row, day_t day)
{
    const struct alert *alert = board_at(board, row);

    if (alert == NULL)
        return false;
    if (row >= board->open)
        acknowledged_drop(&board->acknowledged, alert->key);
    else if (acknowledged_put(&board->acknowledged, alert->key,
                 (struct seen_as){alert->severity, alert->extent, day}) != RESULT_OK)
        return false;
    list_rows(board);
    return true;
}

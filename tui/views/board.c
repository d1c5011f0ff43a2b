#include "tui/views/board.h"

#include <stdlib.h>

#include "core/base/hash.h"

void board_init(struct board *board)
{
    *board = (struct board){.made_for = {.version = -1}};
}

void board_done(struct board *board)
{
    alerts_done(&board->alerts);
    acknowledged_done(&board->acknowledged);
    free(board->rows);
    board_init(board);
}

/* --- making -------------------------------------------------------------------------------------
 */

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

static bool is_made_for(const struct board *board, const struct snapshot *snapshot)
{
    return board_knows(board, snapshot) && board->made_for.window == snapshot_window(snapshot) &&
           board->made_for.now == snapshot_now(snapshot);
}

static void take_over(struct board *board, struct alerts alerts, const struct snapshot *snapshot)
{
    alerts_done(&board->alerts);
    board->alerts = alerts;
    board->made_for.version = snapshot_version(snapshot);
    board->made_for.as_at = snapshot_as_at(snapshot);
    board->made_for.window = snapshot_window(snapshot);
    board->made_for.now = snapshot_now(snapshot);
    list_rows(board);
}

enum result board_renew(
    struct board *board, struct snapshot *snapshot, unit_index root, bool may_see_workers)
{
    struct alerts alerts;

    if (is_made_for(board, snapshot))
        return RESULT_OK;

    enum result result = alerts_make(&alerts, snapshot, root, may_see_workers);

    if (result != RESULT_OK)
        return result;
    if (!grow_room(&board->rows, &board->row_room, alerts.count, sizeof *board->rows)) {
        alerts_done(&alerts);
        return RESULT_NO_MEMORY;
    }
    take_over(board, alerts, snapshot);
    return RESULT_OK;
}

bool board_knows(const struct board *board, const struct snapshot *snapshot)
{
    return board->made_for.version == snapshot_version(snapshot) &&
           board->made_for.as_at == snapshot_as_at(snapshot);
}

/* --- rows ---------------------------------------------------------------------------------------
 */

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

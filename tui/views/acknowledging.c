/* What a person has seen of the alerts, and keeping that for the next visit. */
#include "tui/views/session_state.h"

void acknowledge_recall(struct session *session)
{
    const struct keeper *keeper = &session->keeper;

    if (keeper->load == NULL ||
        keeper->load(keeper->context, &session->board.acknowledged) == RESULT_OK)
        return;
    session->keeper_failed = true;
    session_warn(session, "Which alerts you have seen cannot be read: all are shown as new.");
}

/* Said once: it would be in the way of everything else. */
static void keep(struct session *session)
{
    const struct keeper *keeper = &session->keeper;

    if (keeper->save == NULL || session->keeper_failed ||
        keeper->save(keeper->context, &session->board.acknowledged) == RESULT_OK)
        return;
    session->keeper_failed = true;
    session_warn(session, "Seen until you leave: it cannot be kept for the next time.");
}

unsigned acknowledge(struct session *session)
{
    struct view_place *here = trail_here(&session->trail);
    enum board_list list = (enum board_list)here->panel;
    bool was_open = here->row < session->board.lists[list].open;

    if (!board_toggle(&session->board, list, here->row, session_day(session)))
        return WISH_NOTHING;
    here->held.mark = 0; /* the selection stays on its line: the next alert is there now */
    session_tell(session, was_open ? "Seen. It comes back when it gets worse." : "Open again.");
    keep(session);
    return WISH_DRAW;
}

/* --- how many there are ----------------------------------------------------------------------- */

/* What cannot be read is counted again. */
void calls_recall(struct session *session)
{
    const struct keeper *keeper = &session->keeper;
    uint64_t made_of;
    int calls;

    if (keeper->load_calls != NULL &&
        keeper->load_calls(keeper->context, &made_of, &calls) == RESULT_OK)
        board_keep(&session->board, made_of, calls);
}

enum result calls_keep(struct session *session, struct snapshot *snapshot)
{
    const struct keeper *keeper = &session->keeper;
    struct board *board = &session->board;
    uint64_t made_of = 0;
    int calls = board->lists[BOARD_BY_UNIT].calls;

    if (session->as_at != DAY_NONE || snapshot_is_shared(snapshot) ||
        !board_is_new(board, snapshot))
        return RESULT_OK;

    enum result result =
        board_made_of(board, snapshot, session->root, session->may_see_workers, &made_of);

    if (result != RESULT_OK || made_of == board->kept_of)
        return result;
    board_keep(board, made_of, calls);
    if (keeper->save_calls != NULL)
        (void)keeper->save_calls(keeper->context, made_of, calls); /* else it is counted again */
    return RESULT_OK;
}

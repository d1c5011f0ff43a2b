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

/* What changed since a person last left the program, and keeping it for the next visit. */
#include "tui/views/session_state.h"

void looked_recall(struct session *session)
{
    const struct keeper *keeper = &session->keeper;
    struct looked looked = {0};

    if (keeper->load_look == NULL)
        return;
    if (keeper->load_look(keeper->context, session->service, &looked) != RESULT_OK)
        session_warn(session, "What you saw when you last looked cannot be read.");
    session->since.news.before = looked.figures;
    session->since.news.before_version = -1; /* of no version of the store: always compared */
    session->since.at = looked.at;
    session->since.day = DAY_NONE;
}

bool session_wants_since(const struct session *session, int64_t version)
{
    const struct view_place *here = trail_peek(&session->trail);
    const struct since *since = &session->since;

    return here->view == &changes_view && here->panel == CHANGES_SINCE_LOOKED &&
           (since->version != version || since->day != session->live_day);
}

enum result session_since(struct session *session, struct snapshot *snapshot)
{
    enum result result = news_find(&session->since.news, snapshot);

    if (result != RESULT_OK)
        return result;
    session->since.version = snapshot_version(snapshot);
    session->since.day = session->live_day;
    return RESULT_OK;
}

enum result session_keep_look(struct session *session, struct snapshot *snapshot, time_t now)
{
    const struct keeper *keeper = &session->keeper;
    struct looked looked = {0};

    if (keeper->save_look == NULL)
        return RESULT_OK;

    enum result result = looked_note(
        &looked, snapshot, outline_first(&session->outline), outline_end(&session->outline), now);

    if (result == RESULT_OK)
        result = keeper->save_look(keeper->context, session->service, &looked);
    looked_done(&looked);
    return result;
}

/* What changed since a person last left the program, and keeping it for the next visit. */
#include "tui/views/session_state.h"

/* Who is shown less than the last time is not told of what they saw then. */
static void keep_what_is_shown(const struct session *session, struct shown *shown)
{
    size_t kept = 0;

    for (size_t i = 0; i < shown->count; i++)
        if (session_shows(session, shown->items[i].unit))
            shown->items[kept++] = shown->items[i];
    shown->count = kept;
}

void looked_recall(struct session *session)
{
    const struct keeper *keeper = &session->keeper;
    struct looked looked = {0};

    if (session->since.recalled)
        return;
    session->since.recalled = true;
    if (keeper->load_look == NULL)
        return;
    if (keeper->load_look(keeper->context, session->service, &looked) != RESULT_OK)
        session_warn(session, "What you saw when you last looked cannot be read.");
    keep_what_is_shown(session, &looked.figures);
    session->since.news.before = looked.figures;
    session->since.news.before_version = -1; /* of no version of the store: always compared */
    session->since.at = looked.at;
    session->since.day = DAY_NONE;
}

static bool is_compared(const struct session *session, int64_t version)
{
    return session->since.version == version && session->since.day == session->live_day;
}

static void was_compared(struct session *session, const struct snapshot *snapshot)
{
    session->since.version = snapshot_version(snapshot);
    session->since.day = session->live_day;
}

bool session_wants_since(const struct session *session, int64_t version)
{
    const struct view_place *here = trail_peek(&session->trail);

    return here->view == &changes_view && here->panel == CHANGES_SINCE_LOOKED &&
           !is_compared(session, version);
}

enum result session_since(struct session *session, struct snapshot *snapshot)
{
    looked_recall(session);

    enum result result = news_find(&session->since.news, snapshot_whole(snapshot));

    if (result == RESULT_OK)
        was_compared(session, snapshot);
    return result;
}

bool looked_is_new(const struct session *session, const struct snapshot *snapshot)
{
    if (!session->since.recalled)
        return session->keeper.load_look == NULL;
    return session->since.at == 0 || snapshot_as_at(snapshot) != session->live_day ||
           snapshot_window(snapshot) != LOOKED_WINDOW ||
           is_compared(session, snapshot_version(snapshot));
}

enum result looked_step(struct session *session, struct snapshot *snapshot)
{
    bool done = false;
    enum result result = news_step(&session->since.news, snapshot, &done);

    if (result == RESULT_OK && done)
        was_compared(session, snapshot);
    return result;
}

enum result session_keep_look(struct session *session, struct snapshot *snapshot, time_t now)
{
    const struct keeper *keeper = &session->keeper;
    struct looked looked = {0};

    if (keeper->save_look == NULL)
        return RESULT_OK;

    enum result result = looked_note(&looked, snapshot_whole(snapshot),
        outline_first(&session->outline), outline_end(&session->outline), now);

    if (result == RESULT_OK)
        result = keeper->save_look(keeper->context, session->service, &looked);
    looked_done(&looked);
    return result;
}

/* What was typed and named, from one visit to the next. */
#include "tui/views/kept.h"

#include "tui/views/session_state.h"

bool kept_is_empty(const struct kept *kept)
{
    int count = kept->commands.count + kept->finds.count + kept->filters.count;

    for (int i = 0; i < KEPT_PLACES; i++)
        count += kept->places[i].view != NULL;
    return count == 0;
}

static bool may_stay(const struct session *session, unit_index unit)
{
    return unit == UNIT_NONE || session_shows(session, unit);
}

/* Who was shown more the last time does not come back to what is hidden from them now. */
static void forget_hidden_places(struct session *session)
{
    for (int i = 0; i < KEPT_PLACES; i++) {
        struct view_place *place = &session->kept.places[i];

        if (!may_stay(session, place->unit) || !may_stay(session, place->chosen))
            place->view = NULL;
    }
}

void kept_recall(struct session *session)
{
    const struct keeper *keeper = &session->keeper;

    if (keeper->load_kept == NULL)
        return;
    if (keeper->load_kept(keeper->context, session->service, &session->kept) != RESULT_OK)
        session_warn(session, "The commands and places kept for you cannot be read: none are.");
    else if (session->kept.spoilt)
        session_warn(session, "Some of the commands and places kept for you cannot be read.");
    forget_hidden_places(session);
}

enum result session_keep_typed(struct session *session)
{
    const struct keeper *keeper = &session->keeper;

    return keeper->save_kept != NULL
               ? keeper->save_kept(keeper->context, session->service, &session->kept)
               : RESULT_OK;
}

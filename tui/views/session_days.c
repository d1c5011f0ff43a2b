/* The day and the window that are shown, and the day they are held beside. */
#include <stdio.h>

#include "tui/views/session_state.h"

/* Marks speak of the day and window they were found for. */
static unsigned want_snapshot(struct session *session)
{
    session_unmark(session);
    shown_clear(&session->shown);
    return WISH_SNAPSHOT | WISH_DRAW;
}

/* --- window ----------------------------------------------------------------------------------- */

unsigned session_to_window(struct session *session, enum window window)
{
    if (window == session->window)
        return WISH_DRAW;
    session->window = window;
    return want_snapshot(session);
}

static enum window window_after(enum window window)
{
    static const enum window after[WINDOW_COUNT] = {
        [WINDOW_12M] = WINDOW_1W,
        [WINDOW_1W] = WINDOW_4W,
        [WINDOW_4W] = WINDOW_3M,
        [WINDOW_3M] = WINDOW_12M,
        [WINDOW_1D] = WINDOW_12M,
        [WINDOW_1M] = WINDOW_12M,
    };

    return after[window];
}

/* --- day -------------------------------------------------------------------------------------- */

/* The first day windows of two years can be asked for without leaving the calendar. */
static day_t first_day(void)
{
    return day_from_civil(1900, 1, 1);
}

unsigned session_to_day(struct session *session, day_t day)
{
    day_t old = session_day(session);

    if (day > session->live_day)
        day = session->live_day;
    if (day < first_day())
        day = first_day();
    session->as_at = day == session->live_day ? DAY_NONE : day;
    if (day != old)
        return want_snapshot(session);
    session_tell(session, day == session->live_day ? "This is the newest day there is."
                          : day == first_day()     ? "There is no day before this one."
                                                   : "This is the day that is shown.");
    return WISH_DRAW;
}

unsigned session_to_live(struct session *session)
{
    return session_to_day(session, session->live_day);
}

unsigned session_to_last_import(struct session *session)
{
    if (session->last_import == DAY_NONE) {
        session_tell(session, "Nothing was imported yet.");
        return WISH_DRAW;
    }
    return session_to_day(session, session->last_import);
}

/* --- two days side by side -------------------------------------------------------------------- */

unsigned session_pin(struct session *session, day_t day)
{
    char text[64], name[32];

    session->pinned = day;
    if (day == DAY_NONE)
        snprintf(text, sizeof text, "One day is shown again.");
    else
        snprintf(text, sizeof text, "Held: %s. Go to another day to see the difference.",
            day_text_long(day, name, sizeof name));
    session_tell(session, text);
    return want_snapshot(session);
}

static unsigned pin_or_let_go(struct session *session)
{
    return session_pin(session, session->pinned == DAY_NONE ? session_day(session) : DAY_NONE);
}

day_t session_pinned_day(const struct session *session)
{
    return session->pinned;
}

void session_hold(struct session *session, struct snapshot *then)
{
    session->then = then;
}

/* --- keys ------------------------------------------------------------------------------------- */

static const struct step {
    enum action action;
    int days, months;
} steps[] = {
    {ACTION_DAY_BACK, -1, 0},
    {ACTION_DAY_FORTH, 1, 0},
    {ACTION_WEEK_BACK, -7, 0},
    {ACTION_WEEK_FORTH, 7, 0},
    {ACTION_MONTH_BACK, 0, -1},
    {ACTION_MONTH_FORTH, 0, 1},
};

static const struct step *step_of(enum action action)
{
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        if (steps[i].action == action)
            return &steps[i];
    return NULL;
}

unsigned session_day_act(struct session *session, enum action action)
{
    const struct step *step = step_of(action);

    if (step != NULL)
        return session_to_day(
            session, day_add_months(session_day(session), step->months) + step->days);
    switch (action) {
    case ACTION_LIVE:
        return session_to_live(session);
    case ACTION_LAST_IMPORT:
        return session_to_last_import(session);
    case ACTION_WINDOW:
        return session_to_window(session, window_after(session->window));
    case ACTION_PIN:
        return pin_or_let_go(session);
    default:
        return WISH_PASS;
    }
}

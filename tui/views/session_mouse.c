/* The mouse, where a person asked for it: a click does what keys would. */
#include "tui/views/list.h"
#include "tui/views/session_state.h"

#define WHEEL_ROWS 3

unsigned mouse_toggle(struct session *session)
{
    session->mouse = !session->mouse;
    session_tell(session, session->mouse
                              ? "Mouse on: click, double click, wheel. Off again to copy text."
                              : "Mouse off: the terminal copies text again.");
    return WISH_MOUSE | WISH_DRAW;
}

bool session_mouse_wanted(const struct session *session)
{
    return session->mouse;
}

/* The same key over and over; what comes after one that leads elsewhere is not meant. */
static unsigned repeat(struct session *session, enum action action, int times)
{
    const struct view *view = trail_peek(&session->trail)->view;
    unsigned wish = WISH_NOTHING;

    while (times-- > 0 && trail_peek(&session->trail)->view == view)
        wish |= session_act(session, action);
    return wish;
}

/* The line the selection was drawn on says which row any other line is. */
static bool pick_beside_cursor(const struct session *session, int y, struct pick *ret)
{
    const struct view_place *here = trail_peek(&session->trail);
    int first = session->pointed - (here->row - here->top);

    return session->pointed >= 0 && pick_line(here, y - first, ret);
}

/* False when no row is there. */
static bool pick(const struct session *session, const struct mouse_event *event, struct pick *ret)
{
    const struct view_place *here = trail_peek(&session->trail);

    if (here->view->pick == NULL)
        return pick_beside_cursor(session, event->y, ret);
    return here->view->pick(
        here, session_body(session->columns, session->rows), event->x, event->y, ret);
}

static unsigned click(struct session *session, const struct mouse_event *event)
{
    struct pick picked;

    if (!pick(session, event, &picked))
        return WISH_NOTHING;
    session->pointed = event->y;
    return repeat(session, picked.action, picked.times);
}

static unsigned open_clicked(struct session *session, const struct mouse_event *event)
{
    struct pick picked;

    if (!pick(session, event, &picked))
        return WISH_NOTHING;
    return click(session, event) | session_act(session, ACTION_OPEN);
}

static unsigned wheel_up(struct session *session, const struct mouse_event *event)
{
    (void)event;
    return repeat(session, ACTION_UP, WHEEL_ROWS);
}

static unsigned wheel_down(struct session *session, const struct mouse_event *event)
{
    (void)event;
    return repeat(session, ACTION_DOWN, WHEEL_ROWS);
}

unsigned session_mouse(struct session *session, const struct mouse_event *event)
{
    static unsigned (*const handlers[])(struct session *, const struct mouse_event *) = {
        [MOUSE_CLICK] = click,
        [MOUSE_DOUBLE] = open_clicked,
        [MOUSE_WHEEL_UP] = wheel_up,
        [MOUSE_WHEEL_DOWN] = wheel_down,
    };
    unsigned said = session->message[0] != '\0' ? WISH_DRAW : WISH_NOTHING;

    if (!session->mouse || session->ask.question != NULL)
        return WISH_NOTHING;
    session->message[0] = '\0';
    session->naming = ACTION_NONE;
    return handlers[event->what](session, event) | said;
}

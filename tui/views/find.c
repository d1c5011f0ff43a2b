/* Find a unit by name, or a line of the help, as one types. */
#include <stdio.h>
#include <string.h>

#include "tui/views/help.h"
#include "tui/views/session_state.h"

static bool in_help(const struct session *session)
{
    return trail_peek(&session->trail)->view == &help_view;
}

void go_where_units_are(struct session *session)
{
    if (in_help(session) || trail_peek(&session->trail)->view == &overview_view)
        return;

    unit_index unit = trail_peek(&session->trail)->unit;

    session_open(session, &overview_view, session->root);
    if (unit != UNIT_NONE)
        session_select(session, unit);
}

/* --- looking ---------------------------------------------------------------------------------- */

static bool look_in_help(struct session *session, const char *text, int from, int step)
{
    struct view_place *here = trail_here(&session->trail);
    struct help help = {session->glyphs, session->bindings, here->from, here->row};
    int line = help_match(&help, from, step, text);

    if (line < 0)
        return false;
    here->top = line;
    return true;
}

static bool look_in_units(struct session *session, const char *text, unit_index from, int step)
{
    unit_index unit = outline_match(&session->outline, text, from, step);

    if (unit == UNIT_NONE)
        return false;
    session_select(session, unit);
    return true;
}

/* From the place onwards, whatever the place lists. */
static bool look(struct session *session, const char *text, int from, int step)
{
    return in_help(session) ? look_in_help(session, text, from, step)
                            : look_in_units(session, text, from, step);
}

static int where(const struct session *session)
{
    const struct view_place *here = trail_peek(&session->trail);

    return in_help(session) ? here->top : here->chosen;
}

static void say_not_found(struct session *session, const char *text)
{
    char message[PROMPT_SIZE + 32];

    snprintf(message, sizeof message, "Nothing here is called \"%s\".", text);
    session_warn(session, message);
}

/* --- asking ----------------------------------------------------------------------------------- */

/* Each letter looks on from where the search began, the selection itself included. */
static void look_as_typed(struct session *session, const char *line)
{
    const struct view_place *began = trail_peek(&session->asked_from);
    int from = began->view == &help_view ? began->top : began->unit;

    if (began->view == &overview_view)
        from = began->chosen;
    if (line[0] != '\0')
        (void)look(session, line, from - 1, 1);
}

static void give_up(struct session *session)
{
    session->trail = session->asked_from;
    session_rebuild(session);
}

static unsigned answer(struct session *session, const char *line)
{
    if (line[0] == '\0')
        return WISH_DRAW;
    snprintf(session->sought, sizeof session->sought, "%s", line);
    if (look(session, line, where(session) - 1, 1)) {
        session->before = session->asked_from;
        return WISH_DRAW;
    }
    give_up(session);
    say_not_found(session, line);
    return WISH_DRAW;
}

static const struct question question = {
    .label = "find: ",
    .typed = look_as_typed,
    .answer = answer,
    .give_up = give_up,
};

void find_begin(struct session *session)
{
    session_ask(session, &question, &session->kept.finds, "");
    go_where_units_are(session);
}

unsigned find_text(struct session *session, const char *text)
{
    session->asked_from = session->trail;
    go_where_units_are(session);
    return answer(session, text);
}

unsigned find_again(struct session *session, int step)
{
    if (session->sought[0] == '\0') {
        session_tell(session, "Nothing was looked for yet.");
        return WISH_DRAW;
    }
    session_leave_mark(session);
    go_where_units_are(session);
    if (!look(session, session->sought, where(session), step))
        say_not_found(session, session->sought);
    return WISH_DRAW;
}

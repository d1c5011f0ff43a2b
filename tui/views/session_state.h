/*
 * session_state.h: what a session is made of; for the files of the session only.
 *
 * session.c makes, prepares and draws it, session_keys.c lets keys change it, find.c is the prompt.
 * The trail says where one is; the outline's rows are always those of the current place.
 */
#ifndef TEAMTOP_VIEWS_SESSION_STATE_H
#define TEAMTOP_VIEWS_SESSION_STATE_H

#include "tui/views/ask.h"
#include "tui/views/marks.h"
#include "tui/views/outline.h"
#include "tui/views/session.h"
#include "tui/views/trail.h"

#define MESSAGE_SIZE 256

struct session {
    const struct service *service;
    const struct bindings *bindings;
    const struct glyphs *glyphs;
    unit_index root;
    bool may_see_workers;

    day_t live_day;
    day_t as_at; /* DAY_NONE: live, wherever that moves */
    enum window window;

    struct trail trail, before; /* before.count 0: no place before */
    struct outline outline;

    struct ask ask;
    struct trail asked_from; /* where to go back to when what was asked is given up */
    struct history finds, filters, commands;
    char sought[PROMPT_SIZE];      /* what n and N look for */
    char filtered_by[FILTER_SIZE]; /* what the outline hides units by; "": nothing is hidden */

    struct shown shown;
    struct changes changes;
    bool holding; /* order of rows holds while marks are on screen */

    char message[MESSAGE_SIZE];
    bool message_is_error;
};

/* Makes the outline's rows those of the current place and finds its selection again. */
void session_rebuild(struct session *session);
/* Goes on to a view of a unit, remembering the place left. */
void session_open(struct session *session, const struct view *view, unit_index unit);
/* Selects a unit on the overview, unfolding what hides it. */
void session_select(struct session *session, unit_index unit);
/* Remembers where one is as "the place before". */
void session_leave_mark(struct session *session);
/* Opens the prompt, and remembers where one was. */
void session_ask(struct session *session, const struct question *question, struct history *history,
    const char *line);
/* filtering.c */
void filter_begin(struct session *session);
/* Filters the rows of the current place; false with a message when the line makes no sense. */
bool filter_set(struct session *session, const char *line);
/* False, and nothing changed, when the place has no filter. */
bool filter_clear(struct session *session);
/* Whether the outline hides what the current place's filter hides. */
bool filter_in_force(struct session *session);
/* Brings that about. Fails as snapshot_prepare() does. */
MUST_CHECK enum result filter_apply(struct session *session, struct snapshot *snapshot);
/* find.c */
/* Pages that show no tree lead to the overview, which shows them all. */
void go_where_units_are(struct session *session);
void find_begin(struct session *session);
/* n and N. */
unsigned find_again(struct session *session, int step);

#endif

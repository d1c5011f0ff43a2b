/*
 * session_state.h: what a session is made of; for the files of the session only.
 *
 * session.c makes, prepares and draws it, session_keys.c lets keys change it; what is typed goes
 * through ask.h and is answered by find.c, filtering.c and command.c.
 * The trail says where one is; the outline's rows are always those of the current place.
 */
#ifndef TEAMTOP_VIEWS_SESSION_STATE_H
#define TEAMTOP_VIEWS_SESSION_STATE_H

#include "tui/views/ask.h"
#include "tui/views/board.h"
#include "tui/views/compared.h"
#include "tui/views/filter.h"
#include "tui/views/marks.h"
#include "tui/views/news.h"
#include "tui/views/outline.h"
#include "tui/views/session.h"
#include "tui/views/table.h"
#include "tui/views/trail.h"

#define MESSAGE_SIZE 1024 /* 256 columns of any text */
#define VIEWS_MOST   32

/* Which units the filter leaves and in which order they stand: what that is known for, and what is
 * being found out (arranging.c). */
struct arranging {
    struct made_for filtered_for;   /* session.filtered_by, in force */
    struct made_for filtering_for;  /* the one being made, … */
    char filtering_by[FILTER_SIZE]; /* … its words; "": none is … */
    struct filter filter;           /* … and what they mean */
    unit_index filtering;           /* the next unit it is asked about */
    struct made_for answered_for;
    uint64_t answered; /* the survey's question that the ranks answer; 0: none */
    struct made_for asked_for;
    uint64_t asked; /* the one that rows are being ranked for */
    bool unordered; /* they were ranked while the order held */
};

/* How far it is. */
struct looking {
    int left, of; /* units */
};

struct session {
    const struct service *service;
    const struct bindings *bindings;
    const struct glyphs *glyphs;
    unit_index root;
    bool may_see_workers;
    bool shared, stays_shared;
    enum reach reach;
    struct witness witness;

    day_t live_day;
    day_t as_at; /* DAY_NONE: live, wherever that moves */
    enum window window;
    day_t last_import;     /* the day the newest data came in; DAY_NONE: never */
    day_t pinned;          /* the day held beside the one shown; DAY_NONE: none */
    struct snapshot *then; /* of that day, borrowed; NULL: none */

    struct trail trail, before; /* before.count 0: no place before */
    struct outline outline;

    struct view_place memory[VIEWS_MOST]; /* by view: what it showed last; view NULL: nothing */
    enum action naming;        /* ACTION_MARK or ACTION_JUMP: the next key is a letter; else none */
    bool mouse;                /* is wanted */
    const struct theme *theme; /* that was asked for; NULL: none */
    int columns, rows;         /* of the screen, as last prepared */
    struct { /* what was scrolled to when the size of the screen was last as it is */
        const struct view *view;
        unit_index unit;
        int top;
    } scrolled;
    int pointed; /* the line of the screen the selection was drawn on; −1: none */

    struct ask ask;
    struct export_wish export;
    struct trail asked_from;       /* where to go back to when what was asked is given up */
    struct kept kept;              /* what was typed, and the places named */
    char sought[PROMPT_SIZE];      /* what n and N look for */
    char filtered_by[FILTER_SIZE]; /* what the outline hides units by; "": nothing is hidden */

    struct arranging arranging;
    struct looking looking; /* of what is being found out */
    bool in_parts;          /* what takes long is left to session_settle() */
    bool waits;             /* … and nothing can be shown before */

    struct table_kept table; /* as it was drawn last */
    struct compared compared;
    struct board board;
    struct keeper keeper;
    bool keeper_failed; /* and it was said */

    struct shown shown;
    struct changes changes;
    struct news news;
    struct since since;
    bool holding; /* order of rows holds while marks are on screen */

    char message[MESSAGE_SIZE];
    bool message_is_error;
};

/* Is there room for anything on a screen of this size? */
bool session_fits(int width, int height);
/* What every view is given in the frame that is being made; its clock is the snapshot's. */
struct scene session_scene(struct session *session, struct snapshot *snapshot);
/* Header and footer around a body that stands on the canvas. */
void session_frame(struct session *session, const struct scene *scene, struct canvas *canvas);
/* What the view has of a screen of this size. */
struct rect session_body(int width, int height);
/* Is the unit at or below the top of what is shown? */
bool session_shows(const struct session *session, unit_index unit);
/* Makes the outline's rows those of the current place and finds its selection again. */
void session_rebuild(struct session *session);
/* Goes on to a view of a unit, remembering the place left. */
void session_open(struct session *session, const struct view *view, unit_index unit);
/* Goes on to a place as it is. */
void session_go_on(struct session *session, struct view_place place);
/* Selects a unit on the overview, unfolding what hides it. */
void session_select(struct session *session, unit_index unit);
/* Remembers where one is as "the place before". */
void session_leave_mark(struct session *session);
/* Opens the prompt, and remembers where one was. */
void session_ask(struct session *session, const struct question *question, struct history *history,
    const char *line);
/* acknowledging.c */
/* What was acknowledged before; says so when that cannot be read. */
void acknowledge_recall(struct session *session);
/* The alert selected was seen, or is open again. */
unsigned acknowledge(struct session *session);
/* kept.c: what was typed and named on the visits before; says so when that cannot be read. */
void kept_recall(struct session *session);
/* How many alerts there were, so that a start with nothing new need not look at every unit. */
void calls_recall(struct session *session);
/* Keeps how many there are, where that is known and news. */
MUST_CHECK enum result calls_keep(struct session *session, struct snapshot *snapshot);
/* looking.c: what was seen on the last visit, where it was not read yet: a picture need not wait for it.
 * Says so when that cannot be read. */
void looked_recall(struct session *session);
/* Is there nothing to compare with it, or nothing that is comparable (other days and windows)? */
bool looked_is_new(const struct session *session, const struct snapshot *snapshot);
/* A part of comparing it. Fails as snapshot_prepare() does. */
MUST_CHECK enum result looked_step(struct session *session, struct snapshot *snapshot);
/* session_keys.c: the rows of the current place in this order from now on. */
unsigned session_sort(struct session *session, struct sort sort);
/* session_days.c: each returns bits of enum wish. */
unsigned session_to_day(struct session *session, day_t day); /* or the nearest there is */
unsigned session_to_live(struct session *session);
unsigned session_to_last_import(struct session *session);
unsigned session_to_window(struct session *session, enum window window);
unsigned session_pin(struct session *session, day_t day); /* DAY_NONE: lets go */
/* WISH_PASS when the action is about no day and no window. */
unsigned session_day_act(struct session *session, enum action action);
/* session_places.c: what each screen showed last. */
void places_remember(struct session *session, const struct view_place *place);
/* Makes a place that is about to be opened what it was when it was last seen: all of it when it is
 * about the same, else how it was sorted. */
void places_recall(struct session *session, struct view_place *place);
/* Asks for the letter of a mark; WISH_PASS for other actions. */
unsigned places_ask(struct session *session, enum action action);
unsigned places_key(struct session *session, key_code key);
/* ACTION_MARK or ACTION_JUMP with the letter already typed. */
unsigned places_name(struct session *session, enum action naming, const char *letter);
/* session_share.c: for other eyes, or not; says what that means, or that it stays as it is. */
unsigned session_share(struct session *session, bool shared);
unsigned share_toggle(struct session *session);
/* session_mouse.c */
unsigned mouse_toggle(struct session *session);
/* session_keys.c: what a key bound to this action does. */
unsigned session_act(struct session *session, enum action action);
/* command.c: opens the command line with this much typed. */
void command_begin(struct session *session, const char *line);
/* filtering.c */
void filter_begin(struct session *session);
/* Filters the rows of the current place; false with a message when the line makes no sense. */
bool filter_set(struct session *session, const char *line);
/* False, and nothing changed, when the place has no filter. */
bool filter_clear(struct session *session);
/* Whether the outline hides what the current place's filter hides. */
bool filter_in_force(struct session *session);
/* arranging.c */
/* What the current place shows found out, but where it takes long and may be left to arrange_step().
 * Fails as snapshot_prepare() does. */
MUST_CHECK enum result arrange_begin(struct session *session, struct snapshot *snapshot);
/* A part of what is left; something must be (session_is_arranged()). */
MUST_CHECK enum result arrange_step(struct session *session, struct snapshot *snapshot);
/* A part of the list of alerts. Fails as snapshot_prepare() does. */
MUST_CHECK enum result count_step(struct session *session, struct snapshot *snapshot);
/* find.c */
/* Pages that show no tree lead to the overview, which shows them all. */
void go_where_units_are(struct session *session);
void find_begin(struct session *session);
/* As if it had been typed there. */
unsigned find_text(struct session *session, const char *text);
/* n and N. */
unsigned find_again(struct session *session, int step);

#endif

/*
 * view.h: what every screen of the program is: a documented table of functions.
 *
 * A view is pure: (scene, its own place) → cells. It never queries: before it draws it has what it
 * needs prepared in the snapshot, and that is the only thing that can fail. A key changes the state
 * of the session's current place or asks for something of the session (an `enum wish`); views own
 * nothing.
 */
#ifndef TEAMTOP_VIEWS_VIEW_H
#define TEAMTOP_VIEWS_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "core/model/snapshot.h"
#include "core/model/whatif.h"
#include "tui/screen/canvas.h"
#include "tui/screen/glyphs.h"
#include "tui/screen/keys.h"
#include "tui/widgets/widgets.h"

struct board;      /* board.h */
struct changes;    /* marks.h */
struct compared;   /* compared.h */
struct news;       /* news.h */
struct outline;    /* outline.h */
struct sheet;      /* core/model/sheet.h */
struct since;      /* news.h */
struct table_kept; /* table.h */

/* Who is told before single workers are shown; `saw` NULL: nobody. When it fails they are not shown. */
struct witness {
    void *context;
    enum result (*saw)(void *context, unit_index unit, const char *screen);
};

/* Whether the store can be reached; else what is shown is as it was. */
enum reach {
    REACH_STORE,
    REACH_NO_STORE,      /* its file is gone, or can not be read */
    REACH_NO_CONNECTION, /* its server does not answer */
};

/* What is the same for every view in one frame. */
struct scene {
    struct snapshot *snapshot;
    const struct service *service;
    const struct glyphs *glyphs;
    const struct bindings *bindings;
    const struct outline *outline; /* the rows of the current place, in order */
    time_t now;                    /* the clock is an input */
    bool live;                     /* as at = the newest day there is */
    enum reach reach;
    bool may_see_workers;
    bool shared; /* for other eyes: the snapshot hides what they may not see */
    const struct witness *witness;
    unit_index root;     /* the top of what is shown; UNIT_NONE: everything there is */
    struct board *board; /* the alerts known so far */
    const char *message; /* one line for the footer (an error, "not found"), or NULL */
    bool message_is_error;
    struct snapshot *then;         /* the day held beside this one (scene_prepare()), or NULL */
    const struct news *news;       /* what the last import changed, for the list */
    const struct since *since;     /* what changed since the viewer last looked */
    const struct changes *changes; /* what the last import moved, for marks; or NULL */
    struct table_kept *table;      /* the table as it was drawn last (table.h); NULL: not kept */
    struct compared *compared;     /* what was found out of the rows compared (compared.h) */
};

/* What a key asks of whoever holds the session; bits, so that one key may ask for several. */
enum wish {
    WISH_NOTHING = 0,
    WISH_DRAW = 1,     /* something on the screen changed */
    WISH_SNAPSHOT = 2, /* the day or the window changed: make a new snapshot, then draw */
    WISH_REPAINT = 4,  /* forget what the terminal is believed to show, then draw */
    WISH_LEAVE = 8,    /* the person wants out */
    WISH_EXPORT = 128, /* write what is shown to a file: session_export_wish() */
    WISH_MOUSE = 256,  /* the mouse was turned on or off: session_mouse_wanted() */
    WISH_THEME = 512,  /* other colours: session_theme_wanted() */
    /* These never leave the session: */
    WISH_OPEN = 16,        /* from a view: go to `hand.target` */
    WISH_PASS = 32,        /* from a view: this key is not mine */
    WISH_ACKNOWLEDGE = 64, /* from a view: the alert selected was seen */
};

/* The three panels stand in this order on every screen. */
enum panel {
    PANEL_CASELOAD,
    PANEL_SICKNESS,
    PANEL_STAFFING,
    PANEL_COUNT,
    PANEL_LIST = PANEL_COUNT, /* unit page: the units below have the keys */
};

/* The two parts of the changes, as `panel`. */
enum { CHANGES_OF_IMPORT, CHANGES_SINCE_LOOKED, CHANGES_PARTS };

struct sort {
    int column;   /* enum table_column (table.h); 0: the configuration's order */
    bool reverse; /* best first instead of worst first */
};

/* How the heat map of a list is shaded: what the last prepare found. */
#define HEAT_SHADES 5
struct heat {
    double edges[HEAT_SHADES - 1]; /* a value above the first is in the second fifth, and so on */
    unit_index axis;               /* whose points say what the columns are; UNIT_NONE: no points */
};

struct view;

/* What an action is called in the footer of one view. */
struct hint_words {
    enum action action; /* ACTION_NONE ends */
    const char *words;
};

/* A row under the mouse: the key that leads to it from where one is, and how often. */
struct pick {
    enum action action;
    int times;
};

#define FILTER_SIZE 64
#define CHART_ANY   (-1)
#define CHART_BEST  (-2)

/* One stop on the way through the screens: enough to come back to it exactly as it was left. Plain
 * data; `count` and `height` are what the last prepare found, so that keys know how far they may
 * go. */
struct view_place {
    const struct view *view;
    unit_index unit;   /* what it is about; UNIT_NONE: the whole */
    unit_index chosen; /* the unit the selection is on, where rows are units; else UNIT_NONE */
    int row;    /* the row selected, from 0; in a chart: which measure, CHART_ANY: the first with
                   data, CHART_BEST: of the other panels where this one has none; in the help: its columns */
    int top;    /* the first row shown */
    int count;  /* rows there are */
    int height; /* rows that fit */
    int back;   /* chart: the point read out, counted from the newest (0) */
    int panel;  /* enum panel */
    int instead_of; /* chart: the panel asked for that had no data, so that this one is shown, from
                       1; 0: none */
    const struct view *from; /* the view one came from; NULL at first */
    int level;               /* compare: the level listed, from 1; 0: that of `unit` */
    int measure;  /* compare: its place in the catalogue, from 1; 0: the first with data */
    int toward;   /* compare: which way to look on for a measure with data: −1, 1; 0: stay */
    bool reorder; /* the rows are other ones, or in another order: rank them even while it holds */
    int feed;     /* the page of a feed: its place among the service's */
    /* Lists of what is no unit: what the selection was on when it was last prepared, so that it
     * stays on it. Mark 0: on nothing. */
    struct {
        uint64_t mark;
        int row;
    } held;
    struct whatif whatif; /* what-if: what is tried out */
    int lever;            /* what-if: enum lever the keys move, from 1; 0: not looked at yet */
    bool trying;          /* what-if: the move suggested is to be tried out next */
    struct heat heat;
    struct sort sort;
    char filter[FILTER_SIZE]; /* which units are rows (filter.h); "": all */
};

/* What a view may touch when a key was pressed. */
struct hand {
    struct view_place *place;
    struct outline *outline;
    const struct service *service;
    const struct board *board;
    const struct news *news;
    const struct since *since;
    struct view_place target; /* where WISH_OPEN leads */
};

/* What a list finds out from its rows before it is prepared, one after the other: there may be many.
 */
struct survey {
    /* Tells one question from another. 0: nothing is asked, and rows stand as list() puts them. */
    uint64_t (*question)(const struct scene *scene, const struct view_place *place);
    /* Before the first row; NULL: there is nothing to do. */
    void (*begin)(const struct scene *scene, struct view_place *place);
    /* One row, whose unit is prepared; *ret: what it is ranked by, so that list() can order it. Fails
     * for want of memory. */
    enum result (*look)(const struct scene *scene, const struct view_place *place, unit_index unit,
        struct figure *ret);
    /* After the last row. False: the answer leads to another question, which changed the place.
     * NULL: there is nothing to do. */
    bool (*end)(const struct scene *scene, struct view_place *place);
};

/* One screen. Every function gets the same place it changed or prepared before. */
struct view {
    const char *id;    /* "overview": `--view` and tests */
    const char *title; /* last crumb in the header; NULL: the unit's name says it */
    const char *about; /* for the help: what is on this screen, one paragraph; {open} is the key
                               of that action */
    const enum action *hints; /* for the footer, in order of importance; ACTION_NONE ends */
    bool has_rows;            /* it lists units: `find` can move its selection */
    bool of_all;              /* about the whole, whatever unit one comes from */
    bool
        still; /* of the clock it says no more than what is stale: a picture that was kept may stand for it */
    int panels;      /* what `panel` of a place stays below */
    bool unit_first; /* where room is short the unit is a better last crumb than the title */
    /* Whether a key of the footer has something to do; NULL: list_offers() (list.h) says it. */
    bool (*offers)(const struct scene *scene, const struct view_place *place, enum action action);
    const struct hint_words *words; /* where its footer says it otherwise; NULL: nowhere */
    /* Makes the outline's rows, in their order; NULL: the units right below the place's unit. */
    void (*list)(
        struct outline *outline, const struct service *service, const struct view_place *place);
    const struct survey *survey; /* NULL: it needs none */
    /* Asks the snapshot for all that draw() will want on `body` and sets the place's count, height
     * and top. Fails as snapshot_prepare() does. */
    enum result (*prepare)(const struct scene *scene, struct view_place *place, struct rect body);
    void (*draw)(const struct scene *scene, const struct view_place *place, struct canvas *canvas,
        struct rect body);
    /* Which row stands at this place of the screen; false when none does. NULL: the view has one
     * list, a row a line, and the cursor stands on the one selected. */
    bool (*pick)(const struct view_place *place, struct rect body, int x, int y, struct pick *ret);
    /* Returns bits of enum wish; WISH_PASS when the session should deal with the action. */
    unsigned (*act)(struct hand *hand, enum action action);
    /* The same as data, for exports and the reading mode: all of it, not only what fits (how to
     * fill it: core/model/sheet.h). NULL: nothing to export. Fails as snapshot_prepare() does. */
    enum result (*sheet)(
        const struct scene *scene, const struct view_place *place, struct sheet *sheet);
};

extern const struct view overview_view;
extern const struct view unit_view;
extern const struct view team_view;
extern const struct view panel_view;
extern const struct view compare_view;
extern const struct view demand_view;
extern const struct view scorecard_view;
extern const struct view resources_view;
extern const struct view whatif_view;
extern const struct view changes_view;
extern const struct view help_view;
extern const struct view alerts_view;
extern const struct view feeds_view;
extern const struct view feed_view;

/* By id; NULL when there is none. */
const struct view *view_find(const char *id);
/* All views in order; NULL past the last. */
const struct view *view_at(size_t index);
/* The page that opening a unit leads to: a team's page where nothing is below it. */
const struct view *view_of_unit(const struct service *service, unit_index unit);

#endif

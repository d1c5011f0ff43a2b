/*
 * showing.h: from the store to a painted canvas, for one screen (--once) and for the dashboard
 * alike.
 *
 * Owns the session, the snapshot and the canvas; borrows the app. The clock is an argument. Making
 * a snapshot and drawing can fail (the store, memory): then what was painted last stays.
 */
#ifndef TEAMTOP_COMMANDS_SHOWING_H
#define TEAMTOP_COMMANDS_SHOWING_H

#include "tui/commands/app.h"
#include "tui/commands/recorder.h"
#include "tui/commands/state.h"
#include "tui/screen/canvas.h"
#include "tui/views/session.h"

struct showing {
    struct app *app;
    struct state state;
    struct recorder recorder;
    struct bindings bindings;
    const struct glyphs *glyphs;
    struct session *session;
    struct snapshot *snapshot;
    struct snapshot *then; /* of the day held beside it; NULL: none */
    struct canvas canvas;
};

/* The app must have its provider. Takes --ascii, --view, --unit, --window, --as-at and the key
 * bindings of ui.yaml into account; RESULT_INVALID with a message when they make no sense. */
MUST_CHECK enum result showing_open(struct showing *showing, struct app *app, time_t now);
void showing_close(struct showing *showing);

/* The viewer leaves: keeps the main figures, what was typed and the places named for the next visit,
 * or warns that they cannot be kept; and, where that can be, the picture it may begin with. */
void showing_leave(struct showing *showing, time_t now);

/* A new snapshot for the session's day and window, and one for the day it holds beside it. */
MUST_CHECK enum result showing_renew(struct showing *showing, time_t now);

/* Has everything fetched that the session's screen shows at this size. */
MUST_CHECK enum result showing_prepare(struct showing *showing, time_t now, int width, int height);
/* Paints the session's screen at this size. */
MUST_CHECK enum result showing_paint(struct showing *showing, time_t now, int width, int height);

/* An import may have landed: moves to the newest version, keeps the place, marks what changed. */
MUST_CHECK enum result showing_refresh(struct showing *showing, time_t now, bool *ret_marked);

/* The configuration was edited: reads it anew and stays where the person was. With any fault
 * nothing changes and the session says what it is. RESULT_DENIED: they may see nothing any more. */
MUST_CHECK enum result showing_reload(struct showing *showing, time_t now);

/* The first fault among these messages as the footer's line, from the next paint on; where there is none,
 * what `why` means. */
void showing_warn(struct showing *showing, enum result why, const struct diags *diags);
/* The same, written over the last row of what was painted before: when painting is what failed. */
void showing_footnote(struct showing *showing, enum result why, const struct diags *diags);

#endif

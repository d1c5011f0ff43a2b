/*
 * session.h: the interface state of one dashboard: where one is, how one came there, what is
 * selected.
 *
 * A session owns its state and borrows the service, bindings and glyphs it was made with; it keeps
 * no snapshot. Pure logic: keys go in, wishes come out, and session_draw() paints what is there.
 * Creating and preparing can fail (no memory; the store); keys and drawing can't.
 *
 * The way of a frame: session_key() for every key that waits; then, when a wish other than
 * WISH_NOTHING came out: a new snapshot for session_day() and session_window() if WISH_SNAPSHOT, and
 * a second one for session_pinned_day() if there is such a day; session_prepare(); session_draw().
 */
#ifndef TEAMTOP_VIEWS_SESSION_H
#define TEAMTOP_VIEWS_SESSION_H

#include "core/base/grow.h"
#include "core/base/result.h"
#include "core/model/acknowledged.h"
#include "tui/screen/theme.h"
#include "tui/views/kept.h"
#include "tui/views/looked.h"
#include "tui/views/view.h"

struct picture; /* picture.h */
struct session;

/* Where what a viewer acknowledged and saw is kept between two visits; NULL functions: nowhere. */
struct keeper {
    void *context;
    /* Reads it into an empty set; nothing is read where it fails. */
    enum result (*load)(void *context, struct acknowledged *ret);
    /* Writes it, whole or not at all. */
    enum result (*save)(void *context, const struct acknowledged *acknowledged);
    /* The same for the figures seen last, of the units this service has; NULL as above. */
    enum result (*load_look)(void *context, const struct service *service, struct looked *ret);
    enum result (*save_look)(
        void *context, const struct service *service, const struct looked *looked);
    /* The same for what was typed and the places named. */
    enum result (*load_kept)(void *context, const struct service *service, struct kept *ret);
    enum result (*save_kept)(void *context, const struct service *service, const struct kept *kept);
    /* How many alerts there were, and what of (board.h): what was known last; NULL as above. */
    enum result (*load_calls)(void *context, uint64_t *ret_made_of, int *ret_calls);
    enum result (*save_calls)(void *context, uint64_t made_of, int calls);
};

struct session_options {
    const struct service *service;
    const struct bindings *bindings;
    const struct glyphs *glyphs;
    unit_index root;      /* the top of what is shown; UNIT_NONE: everything there is */
    bool may_see_workers; /* the viewer may see worker-level figures (domain page, section 8) */
    bool shared;          /* begins with what other eyes may see (domain page, section 8) */
    bool stays_shared;    /* … and cannot be made to show more */
    day_t live_day;       /* the newest day there is */
    day_t as_at;          /* the day to start on; DAY_NONE, or not before live_day: live */
    enum window window;   /* the window to start with */
    struct keeper keeper;
    struct witness witness;
};

MUST_CHECK enum result session_create(struct session **ret, const struct session_options *options);
void session_destroy(struct session *session);

/* The configuration was read anew: takes over what the person had set in `before`, the session of
 * the old one: where they are and the way there, the day held, the marks, filters, what was typed,
 * the mouse and whether it is shared. Places whose unit or feed is no more are left out. */
void session_carry(struct session *session, const struct session *before);

/* Opens a view by id ("unit") for a unit (UNIT_NONE: the root), as if a person had walked there.
 * False when there is no such view, or the view needs a unit and the root holds none. */
bool session_go(struct session *session, const char *view_id, unit_index unit);

/* What the next snapshot has to be made for. */
day_t session_day(const struct session *session);
enum window session_window(const struct session *session);
/* Whether they have to be for other eyes (snapshot_create_shared()). */
bool session_is_shared(const struct session *session);
/* The unit the person is on: to find the place again in a configuration that was read anew. */
unit_index session_unit(const struct session *session);

/* The day held beside the one shown, for which a second snapshot is wanted (same window); DAY_NONE:
 * none. */
day_t session_pinned_day(const struct session *session);
/* The snapshot of that day, from the next prepare on; borrowed until this is called again. NULL:
 * none. */
void session_hold(struct session *session, struct snapshot *then);

/* What WISH_EXPORT asks for. */
struct export_wish {
    char format[16]; /* "csv", "json", "text", "html" */
    char path[PROMPT_SIZE];
};
const struct export_wish *session_export_wish(const struct session *session);

/* What WISH_THEME asks for; NULL: nothing was asked for yet. */
const struct theme *session_theme_wanted(const struct session *session);

/* The current place as data, in the snapshot that was prepared for it last, or in what that one
 * hides (snapshot_whole()), as it stands, workers and small counts included: for those inside its
 * scope, or to be shared (core/model/share.h). RESULT_INVALID when the
 * place has nothing of the kind; else fails as snapshot_prepare() does. */
struct sheet;
MUST_CHECK enum result session_sheet(
    struct session *session, struct snapshot *snapshot, struct sheet *sheet);
/* Carries out a line as if it had been typed after `:`: clean text of less than PROMPT_SIZE bytes.
 * Returns what session_key() returns. */
unsigned session_command(struct session *session, const char *line);
/* Opens what stands in row `row` (from 0) of a list, as Enter there does. */
unsigned session_open_row(struct session *session, int row);
/* The alert in row `row` (from 0) of those read out was seen, or is open again. */
unsigned session_see_row(struct session *session, int row);
/* Does what a key of this action does. */
unsigned session_press(struct session *session, enum action action);
/* The same for one of the units that are listed; nothing where it is not. */
unsigned session_press_on(struct session *session, unit_index unit, enum action action);
/* What Tab went to, where that is a panel or the list beside it: "Sickness"; else NULL. */
const char *session_panel(const struct session *session);
/* What session_tell() or a key left for the footer; NULL: nothing. */
const char *session_message(const struct session *session);

/* Takes one key; returns bits of enum wish (WISH_OPEN and WISH_PASS never come out). */
unsigned session_key(struct session *session, key_code key);

/* Takes one click or turn of the wheel, as session_key() does; nothing while the mouse is off. A
 * click selects the row it is on, a double click opens it. */
unsigned session_mouse(struct session *session, const struct mouse_event *event);
/* After WISH_MOUSE: whether the terminal should report the mouse. */
bool session_mouse_wanted(const struct session *session);

/* The newest day moved on (midnight, an import, a demo): a session that is live goes with it.
 * Returns WISH_SNAPSHOT and WISH_DRAW, or WISH_NOTHING when nothing that is shown changed. */
unsigned session_live_day(struct session *session, day_t live_day);

/* Has everything the next session_draw() of this size (in columns and rows) needs fetched into the
 * snapshot, which must be for session_day() and session_window(); of a size that nothing can be drawn
 * at, what the least screen needs, so that it can be saved. Fails as snapshot_prepare() does; the place
 * stays as it was. */
MUST_CHECK enum result session_prepare(
    struct session *session, struct snapshot *snapshot, int width, int height);

/* Paints the current place over the whole canvas. `snapshot` and the canvas's size are those given
 * to session_prepare() last; `now` is the clock shown, in the zone TZ names. */
void session_draw(
    struct session *session, struct snapshot *snapshot, time_t now, struct canvas *canvas);

/* Filters and orders the rows by what this snapshot shows, be it the one that is drawn or not. Fails
 * as snapshot_prepare() does. */
MUST_CHECK enum result session_arrange(struct session *session, struct snapshot *snapshot);

/* Whether what is shown may be kept for the next visit to begin with: it is of the newest day and hides
 * nothing, and no word of the moment stands on it. */
bool session_may_be_kept(
    const struct session *session, const struct snapshot *snapshot, const struct canvas *canvas);
/* Paints what this session, which has seen no key, shows on a canvas of this size and takes it, with how long
 * it holds by the clock; what else it holds for is the caller's to say. `ret` is a zeroed one; its texts are
 * the service's. Fails as session_prepare() does. */
MUST_CHECK enum result session_picture(struct session *session, struct snapshot *snapshot,
    time_t now, struct canvas *canvas, struct picture *ret);

/* Who draws again whenever something was found out: what would take long is left to session_settle()
 * from now on, and until then a picture says how far it is. */
void session_in_parts(struct session *session);
/* Whether the rows, their order and the list of alerts are those of this snapshot; else what was left
 * is missing, and the picture is another one once it is not. */
bool session_is_arranged(struct session *session, struct snapshot *snapshot);
/* Whether nothing can be shown before. */
bool session_waits(const struct session *session);

/* Whether nothing is missing of what can wait until a picture is shown: how many alerts there are,
 * which the header of the live day says as soon as it is known, which units changed since the viewer
 * last looked, and what session_is_arranged() tells. */
bool session_is_settled(struct session *session, struct snapshot *snapshot);
/* A part of what is missing, a few milliseconds at most, in the snapshot that was prepared last;
 * *ret_done: nothing is left, and the picture may be another one. Fails as snapshot_prepare() does.
 */
MUST_CHECK enum result session_settle(
    struct session *session, struct snapshot *snapshot, bool *ret_done);

/* An import may be about to be read: notes the main figures of every unit in the snapshot that is
 * still shown, for the marks on the screen and the list of changes. Fails as snapshot_prepare() does. */
MUST_CHECK enum result session_note(struct session *session, struct snapshot *snapshot);
/* An import landed: `snapshot` is the new one. Figures that were on screen and differ are marked,
 * with their delta, until session_unmark() (a few seconds later); the order of rows holds as long.
 * *ret_marked says whether anything moved. Fails as snapshot_prepare() does. */
MUST_CHECK enum result session_changed(
    struct session *session, struct snapshot *snapshot, bool *ret_marked);
void session_unmark(struct session *session);

/* Whether what is shown compares the figures of now, in this version of the store, with those seen
 * last: then session_since() comes before session_prepare(). */
bool session_wants_since(const struct session *session, int64_t version);
/* Compares them. `snapshot` is of the newest day and LOOKED_WINDOW. Fails as snapshot_prepare() does.
 */
MUST_CHECK enum result session_since(struct session *session, struct snapshot *snapshot);
/* The viewer leaves: keeps the figures of such a snapshot for the next visit. Fails as
 * snapshot_prepare() does, and as the keeper. */
MUST_CHECK enum result session_keep_look(
    struct session *session, struct snapshot *snapshot, time_t now);

/* … and what was typed and named. Fails as the keeper. */
MUST_CHECK enum result session_keep_typed(struct session *session);

/* Whether the store can be reached. While it cannot, the header says that it is not live and that
 * the data are stale. */
void session_reaches(struct session *session, enum reach reach);

/* One line for the footer until the next key: news, or what went wrong. Clean text; copied, cut to
 * 256 columns. */
void session_tell(struct session *session, const char *text);
void session_warn(struct session *session, const char *text);

#endif

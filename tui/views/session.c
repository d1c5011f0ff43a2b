#include "tui/views/session.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/base/text.h"
#include "tui/views/figures.h"
#include "tui/views/frame.h"
#include "tui/views/session_state.h"
#include "tui/views/table.h"

#define LEAST_WIDTH  40
#define LEAST_HEIGHT 10

/* --- making ----------------------------------------------------------------------------------- */

static struct view_place first_place(const struct session *session)
{
    return (struct view_place){
        .view = &overview_view,
        .unit = session->root,
        .chosen = unit_tree_count(session->service->units) == 0 ? UNIT_NONE
                                                                : outline_first(&session->outline),
    };
}

static void adopt(struct session *session, const struct session_options *options)
{
    *session = (struct session){
        .service = options->service,
        .bindings = options->bindings,
        .glyphs = options->glyphs,
        .root = options->root,
        .may_see_workers = options->may_see_workers,
        .shared = options->shared || options->stays_shared,
        .stays_shared = options->stays_shared,
        .witness = options->witness,
        .live_day = options->live_day,
        .as_at = options->as_at < options->live_day ? options->as_at : DAY_NONE,
        .window = options->window,
        .keeper = options->keeper,
        .last_import = DAY_NONE,
        .pinned = DAY_NONE,
    };
    board_init(&session->board);
    session->arranging.filtered_for = made_for_nothing();
    session->arranging.answered_for = made_for_nothing();
}

enum result session_create(struct session **ret, const struct session_options *options)
{
    struct session *session = calloc(1, sizeof *session);

    if (session == NULL)
        return RESULT_NO_MEMORY;
    adopt(session, options);

    enum result result = outline_init(&session->outline, options->service->units, options->root);

    if (result != RESULT_OK) {
        free(session);
        return result;
    }
    trail_init(&session->trail, first_place(session));
    session_rebuild(session);
    acknowledge_recall(session);
    calls_recall(session);
    kept_recall(session);
    *ret = session;
    return RESULT_OK;
}

void session_destroy(struct session *session)
{
    if (session == NULL)
        return;
    outline_done(&session->outline);
    board_done(&session->board);
    compared_done(&session->compared);
    table_kept_done(&session->table);
    shown_done(&session->shown);
    changes_done(&session->changes);
    news_done(&session->news);
    news_done(&session->since.news);
    free(session);
}

/* --- places ----------------------------------------------------------------------------------- */

bool session_shows(const struct session *session, unit_index unit)
{
    return unit >= outline_first(&session->outline) && unit < outline_end(&session->outline);
}

void session_rebuild(struct session *session)
{
    struct view_place *here = trail_here(&session->trail);
    struct outline *outline = &session->outline;

    if (!here->view->has_rows)
        return;
    if (!filter_in_force(session)) {
        outline_show_nothing(outline); /* the rows come with the next prepare */
        return;
    }
    if (here->view->list != NULL)
        here->view->list(outline, session->service, here);
    else if (here->view == &overview_view)
        outline_show_tree(outline, table_order(here->sort));
    else
        outline_show_below(outline, here->unit, table_order(here->sort));
    here->count = outline->count;

    unit_index chosen = outline_nearest(outline, here->chosen);
    int row = chosen == UNIT_NONE ? 0 : outline_row_of(outline, chosen);

    here->top += row - here->row; /* the selection stays on its line of the screen */
    here->row = row;
    here->chosen = outline_unit_at(outline, row);
}

void session_leave_mark(struct session *session)
{
    session->before = session->trail;
}

/* The list has the keys at first where there is one, else the first panel. */
static int first_panel(const struct session *session, const struct view *view, unit_index unit)
{
    bool lists = view == &unit_view && outline_has_below(&session->outline, unit);

    return lists ? PANEL_LIST : PANEL_CASELOAD;
}

/* Among its like the unit itself, else the first one below it. */
static unit_index first_chosen(
    const struct session *session, const struct view *view, unit_index unit)
{
    if (view->list != NULL)
        return unit;
    return outline_has_below(&session->outline, unit) ? unit + 1 : UNIT_NONE;
}

void session_open(struct session *session, const struct view *view, unit_index unit)
{
    unit = view->of_all ? UNIT_NONE : unit;

    struct view_place place = {.view = view,
        .unit = unit,
        .chosen = UNIT_NONE,
        .row = view == &panel_view ? CHART_ANY : 0,
        .panel = PANEL_CASELOAD,
        .reorder = true,
        .from = trail_peek(&session->trail)->view};

    if (unit != UNIT_NONE) {
        place.panel = first_panel(session, view, unit);
        place.chosen = first_chosen(session, view, unit);
    }
    places_recall(session, &place);
    session_go_on(session, place);
}

void session_go_on(struct session *session, struct view_place place)
{
    session_leave_mark(session);
    trail_push(&session->trail, place);
    session_rebuild(session);
}

void session_select(struct session *session, unit_index unit)
{
    struct view_place *here = trail_here(&session->trail);

    outline_reveal(&session->outline, unit);
    here->chosen = unit;
    session_rebuild(session);
}

/* The unit meant when nobody names one. */
static unit_index unit_or_root(const struct session *session, unit_index unit)
{
    if (unit != UNIT_NONE)
        return unit;
    return outline_first(&session->outline);
}

bool session_go(struct session *session, const char *view_id, unit_index unit)
{
    const struct view *view = view_find(view_id);

    unit = unit_or_root(session, unit);
    if (view == NULL || unit >= unit_tree_count(session->service->units))
        return false;
    if (view == &team_view && outline_has_below(&session->outline, unit))
        return false;
    if (view == &overview_view) {
        session_leave_mark(session);
        trail_home(&session->trail);
        session_select(session, unit);
    } else {
        session_open(session, view, view == &help_view ? UNIT_NONE : unit);
    }
    return true;
}

day_t session_day(const struct session *session)
{
    return session->as_at == DAY_NONE ? session->live_day : session->as_at;
}

enum window session_window(const struct session *session)
{
    return session->window;
}

unit_index session_unit(const struct session *session)
{
    const struct view_place *here = trail_peek(&session->trail);

    return here->view == &overview_view ? here->chosen : here->unit;
}

unsigned session_live_day(struct session *session, day_t live_day)
{
    day_t day = session_day(session);
    day_t old = session->live_day;

    session->live_day = live_day;
    if (session->as_at != DAY_NONE && session->as_at >= live_day)
        session->as_at = DAY_NONE;
    if (session_day(session) != day)
        return WISH_SNAPSHOT | WISH_DRAW;
    return live_day != old ? WISH_DRAW : WISH_NOTHING;
}

/* --- asking ----------------------------------------------------------------------------------- */

void session_ask(struct session *session, const struct question *question, struct history *history,
    const char *line)
{
    session->asked_from = session->trail;
    ask_begin(&session->ask, question, history, session, line);
}

/* --- preparing -------------------------------------------------------------------------------- */

bool session_fits(int width, int height)
{
    return width >= LEAST_WIDTH && height >= LEAST_HEIGHT;
}

struct rect session_body(int width, int height)
{
    return (struct rect){0, 1, width, height - 2};
}

/* Whoever else looks at it sees no single worker. */
static bool may_see_workers(const struct session *session, const struct snapshot *snapshot)
{
    return session->may_see_workers && !snapshot_is_shared(snapshot);
}

/* The day held is for the same eyes. */
static struct snapshot *then_of(const struct session *session, const struct snapshot *snapshot)
{
    if (session->then == NULL || snapshot_is_shared(snapshot))
        return session->then;
    return snapshot_whole(session->then);
}

struct scene session_scene(struct session *session, struct snapshot *snapshot)
{
    return (struct scene){
        .snapshot = snapshot,
        .service = session->service,
        .glyphs = session->glyphs,
        .bindings = session->bindings,
        .outline = &session->outline,
        .now = snapshot_now(snapshot),
        .live = session->as_at == DAY_NONE,
        .reach = session->reach,
        .may_see_workers = may_see_workers(session, snapshot),
        .shared = snapshot_is_shared(snapshot),
        .witness = &session->witness,
        .root = session->root,
        .board = &session->board,
        .message = session->message[0] != '\0' ? session->message : NULL,
        .message_is_error = session->message_is_error,
        .then = then_of(session, snapshot),
        .news = &session->news,
        .since = &session->since,
        .changes = &session->changes,
        .table = &session->table,
        .compared = &session->compared,
    };
}

static enum result note_unit(struct session *session, struct snapshot *snapshot, unit_index unit)
{
    enum result result = snapshot_prepare(snapshot, unit);

    return result == RESULT_OK ? shown_note(&session->shown, snapshot, unit) : result;
}

/* Marks speak of the day and window that are shown; a snapshot of others is about to be replaced. */
static bool is_what_is_shown(const struct session *session, const struct snapshot *snapshot)
{
    return snapshot_as_at(snapshot) == session_day(session) &&
           snapshot_window(snapshot) == session->window;
}

/* What is seen, so that it can be said what an import moved. Noted when one came and not when it is
 * drawn: most of it is not on the screen, and most pictures are followed by no import. */
static enum result note_shown(struct session *session, struct snapshot *snapshot)
{
    const struct view_place *here = trail_here(&session->trail);
    enum result result = RESULT_OK;
    bool about_unit = here->unit != UNIT_NONE && here->view != &overview_view;

    shown_clear(&session->shown);
    if (!is_what_is_shown(session, snapshot))
        return RESULT_OK;
    if (about_unit)
        result = note_unit(session, snapshot, here->unit);
    for (int i = 0; here->view->has_rows && i < here->height && result == RESULT_OK; i++) {
        unit_index unit = outline_unit_at(&session->outline, here->top + i);

        if (unit == UNIT_NONE)
            break;
        result = note_unit(session, snapshot, unit);
    }
    return result;
}

static void note_last_import(struct session *session, const struct snapshot *snapshot)
{
    time_t newest = snapshot_newest_import(snapshot);

    session->last_import = newest == 0 ? DAY_NONE : day_of_time(newest);
}

static bool is_scrolled(const struct session *session, const struct view_place *here)
{
    return session->scrolled.view == here->view && session->scrolled.unit == here->unit;
}

/* Making a screen smaller scrolls it; making it larger again scrolls it back. True: it was resized.
 */
static bool take_size(struct session *session, int width, int height)
{
    struct view_place *here = trail_here(&session->trail);
    bool resized = session->columns != width || session->rows != height;

    session->columns = width;
    session->rows = height;
    if (resized && is_scrolled(session, here))
        here->top = session->scrolled.top;
    return resized;
}

static void note_scrolled(struct session *session, bool resized)
{
    const struct view_place *here = trail_peek(&session->trail);

    if (resized && is_scrolled(session, here))
        return;
    session->scrolled.view = here->view;
    session->scrolled.unit = here->unit;
    session->scrolled.top = here->top;
}

enum result session_prepare(
    struct session *session, struct snapshot *snapshot, int width, int height)
{
    struct view_place *here = trail_here(&session->trail);
    struct scene scene = session_scene(session, snapshot);

    if (!session_fits(width, height)) { /* nothing is drawn, but what is there can be saved */
        width = LEAST_WIDTH;
        height = LEAST_HEIGHT;
    }

    bool resized = take_size(session, width, height);

    if (here->view == &changes_view)
        looked_recall(session);
    note_last_import(session, snapshot);

    enum result result =
        board_recall(&session->board, snapshot, session->root, may_see_workers(session, snapshot));

    if (result == RESULT_OK)
        result = arrange_begin(session, snapshot);
    if (result == RESULT_OK && !session->waits)
        result = here->view->prepare(&scene, here, session_body(width, height));
    if (result == RESULT_OK && here->view == &alerts_view)
        result = calls_keep(session, snapshot);
    if (result == RESULT_OK) {
        note_scrolled(session, resized);
        places_remember(session, here);
    }
    return result;
}

void session_in_parts(struct session *session)
{
    session->in_parts = true;
}

bool session_waits(const struct session *session)
{
    return session->waits;
}

/* Of a day gone by nothing is counted or compared. */
bool session_is_settled(struct session *session, struct snapshot *snapshot)
{
    return session_is_arranged(session, snapshot) &&
           (session->as_at != DAY_NONE ||
               (board_is_counted(&session->board, snapshot) && looked_is_new(session, snapshot)));
}

enum result session_settle(struct session *session, struct snapshot *snapshot, bool *ret_done)
{
    enum result result;

    looked_recall(session);
    if (!session_is_arranged(session, snapshot))
        result = arrange_step(session, snapshot);
    else if (!board_is_counted(&session->board, snapshot))
        result = count_step(session, snapshot);
    else
        result = looked_step(session, snapshot_whole(snapshot));
    if (result == RESULT_OK)
        *ret_done = session_is_settled(session, snapshot);
    return result;
}

enum result session_note(struct session *session, struct snapshot *snapshot)
{
    struct snapshot *whole = snapshot_whole(snapshot);
    enum result result = note_shown(session, whole);

    if (result != RESULT_OK)
        return result;
    return news_note(
        &session->news, whole, outline_first(&session->outline), outline_end(&session->outline));
}

enum result session_changed(struct session *session, struct snapshot *snapshot, bool *ret_marked)
{
    enum result result = changes_find(&session->changes, &session->shown, snapshot_whole(snapshot));

    if (result == RESULT_OK)
        result = news_find(&session->news, snapshot_whole(snapshot));

    if (result != RESULT_OK)
        return result;
    shown_done(&session->shown);
    news_let_go(&session->news);
    session->holding = session->changes.count > 0;
    *ret_marked = session->holding;
    return RESULT_OK;
}

void session_unmark(struct session *session)
{
    changes_clear(&session->changes);
    session->holding = false;
}

enum result session_sheet(struct session *session, struct snapshot *snapshot, struct sheet *sheet)
{
    const struct view_place *here = trail_here(&session->trail);
    const struct scene scene = session_scene(session, snapshot);

    return here->view->sheet != NULL ? here->view->sheet(&scene, here, sheet) : RESULT_INVALID;
}

/* --- messages --------------------------------------------------------------------------------- */

static void keep_message(struct session *session, const char *text)
{
    size_t bytes = text_fit(text, MESSAGE_SIZE / 4, NULL);

    snprintf(session->message, MESSAGE_SIZE, "%.*s", (int)bytes, text);
}

void session_reaches(struct session *session, enum reach reach)
{
    session->reach = reach;
}

void session_tell(struct session *session, const char *text)
{
    keep_message(session, text);
    session->message_is_error = false;
}

void session_warn(struct session *session, const char *text)
{
    keep_message(session, text);
    session->message_is_error = true;
}

const char *session_message(const struct session *session)
{
    return session->message[0] != '\0' ? session->message : NULL;
}

/* --- drawing ---------------------------------------------------------------------------------- */

static void draw_too_small(struct canvas *canvas)
{
    canvas_format(canvas, 0, 0, STYLE_TEXT, "teamtop needs %dx%d, this is %dx%d", LEAST_WIDTH,
        LEAST_HEIGHT, canvas->width, canvas->height);
}

static void draw_waiting(const struct looking *looking, struct canvas *canvas, struct rect body)
{
    canvas_format(canvas, body.x + 1, body.y, STYLE_TEXT, "Looking through the units: %d of %d.",
        looking->of - looking->left, looking->of);
}

static void draw_body(struct session *session, const struct scene *scene, struct canvas *canvas)
{
    const struct view_place *here = trail_here(&session->trail);
    struct rect body = session_body(canvas->width, canvas->height);
    struct rect old = canvas_clip(canvas, body);

    if (session->waits)
        draw_waiting(&session->looking, canvas, body);
    else
        here->view->draw(scene, here, canvas, body);
    canvas_unclip(canvas, old);
}

void session_frame(struct session *session, const struct scene *scene, struct canvas *canvas)
{
    const struct view_place *here = trail_here(&session->trail);

    const struct heading heading = heading_of(scene, here);

    header_draw(&heading, scene->glyphs, scene->now, canvas);
    session->pointed = canvas->cursor_y;
    footer_draw(scene, here, session->ask.question != NULL ? &session->ask : NULL, canvas);
}

void session_draw(
    struct session *session, struct snapshot *snapshot, time_t now, struct canvas *canvas)
{
    struct scene scene = session_scene(session, snapshot);

    scene.now = now;
    canvas_clear(canvas);
    session->pointed = -1;
    if (!session_fits(canvas->width, canvas->height)) {
        draw_too_small(canvas);
        return;
    }
    draw_body(session, &scene, canvas);
    session_frame(session, &scene, canvas);
}

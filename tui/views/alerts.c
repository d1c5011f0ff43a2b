/* What needs a person, newest first; what was acknowledged stands below, out of the way. */
#include <stdio.h>
#include <string.h>

#include "tui/views/board.h"
#include "tui/views/figures.h"
#include "tui/views/grid.h"
#include "tui/views/list.h"
#include "tui/views/names.h"
#include "tui/views/panels.h"
#include "tui/views/pen.h"
#include "tui/views/sheets.h"
#include "tui/views/view.h"

#define MARGIN       1
#define DETAILS_FROM 7  /* rows from which the selected alert is told in full */
#define DETAILS      3  /* rows for that, and with room for a rule above them … */
#define RULE_FROM    12 /* … from so many on */
#define WEEKS_FROM   28 /* days from which age is told in weeks */

static bool is_seen(const struct scene *scene, const struct alert *alert)
{
    return acknowledged_covers(&scene->board->acknowledged, alert);
}

/* --- cells ------------------------------------------------------------------------------------ */

static void write_age(
    const struct scene *scene, const struct alert *alert, char *buffer, size_t size)
{
    int days = snapshot_as_at(scene->snapshot) - alert->since;
    bool in_weeks = days >= WEEKS_FROM;
    int number = in_weeks ? days / 7 : days;

    if (days == 0)
        snprintf(buffer, size, "today");
    else
        snprintf(buffer, size, "%s%d %s%s", alert->longer ? ">" : "", number,
            in_weeks ? "week" : "day", number == 1 ? "" : "s");
}

static enum style alert_style(const struct scene *scene, const struct alert *alert)
{
    static const enum style styles[] = {
        [ALERT_TO_NOTE] = STYLE_CONCERNING,
        [ALERT_TO_ACT] = STYLE_AMBER,
        [ALERT_TO_HURRY] = STYLE_RED,
    };
    return is_seen(scene, alert) ? STYLE_DIM : styles[alert->severity];
}

static enum style text_style(const struct scene *scene, const struct alert *alert)
{
    return is_seen(scene, alert) ? STYLE_DIM : STYLE_TEXT;
}

static void draw_age(const struct grid_cell *cell)
{
    char text[32];

    write_age(cell->scene, cell->thing, text, sizeof text);
    canvas_field(cell->canvas, cell->x, cell->y, cell->width, ALIGN_RIGHT,
        text_style(cell->scene, cell->thing), text);
}

/* What is worst has a mark beside its colour; what was seen has a word. */
static void draw_kind(const struct grid_cell *cell)
{
    const struct alert *alert = cell->thing;
    const char *mark = alert->severity == ALERT_TO_HURRY ? "!" : " ";
    char text[32];

    snprintf(text, sizeof text, "%s %s", mark,
        is_seen(cell->scene, alert) ? "seen" : alert_kind_word(alert->kind));
    canvas_field(cell->canvas, cell->x, cell->y, cell->width, ALIGN_LEFT,
        alert_style(cell->scene, alert), text);
}

static const char *subject(const struct scene *scene, const struct alert *alert)
{
    return alert->feed != NULL ? alert->feed->id : unit_of(scene, alert->unit)->name;
}

static void draw_subject(const struct grid_cell *cell)
{
    const struct alert *alert = cell->thing;

    name_draw(cell->canvas, cell->x, cell->y, cell->width, text_style(cell->scene, alert),
        subject(cell->scene, alert));
}

static void draw_sentence(const struct grid_cell *cell)
{
    const struct alert *alert = cell->thing;

    grid_words(cell, text_style(cell->scene, alert), alert->sentence);
}

static const struct grid_column columns[] = {
    {{.heading = "since", .width = 9, .priority = 3, .align = ALIGN_RIGHT}, draw_age},
    {{.heading = "  what", .width = 12, .priority = 1}, draw_kind},
    {{.heading = "where", .width = 18, .flexible_to = 30, .priority = 0}, draw_subject},
    {{.heading = "", .width = 32, .flexible_to = 120, .priority = 2}, draw_sentence},
};

static const void *alert_in_row(const struct scene *scene, const struct view_place *place, int row)
{
    (void)place;
    return board_at(scene->board, row);
}

static const struct grid grid = {columns, sizeof columns / sizeof columns[0], alert_in_row};

/* --- the page --------------------------------------------------------------------------------- */

struct layout {
    struct rect count, list, rule, details;
};

static struct layout layout_of(struct rect body)
{
    struct rect inner = {body.x + MARGIN, body.y, body.width - 2 * MARGIN, 1};
    struct layout layout = {.count = inner, .list = inner, .rule = inner, .details = inner};

    layout.details.height = body.height >= DETAILS_FROM ? DETAILS : 0;
    layout.details.y = body.y + body.height - layout.details.height;
    layout.rule.height = body.height >= RULE_FROM ? 1 : 0;
    layout.rule.y = layout.details.y - layout.rule.height;
    layout.list.y = body.y + 1;
    layout.list.height = layout.rule.y - layout.list.y;
    return layout;
}

/* The selection stays on its alert and on its line of the screen when the list is another one. */
static void follow(const struct board *board, struct view_place *place)
{
    int row = board_row_of(board, place->held.mark);

    if (row < 0 || place->row != place->held.row)
        return;
    place->top += row - place->row;
    place->row = row;
}

static void hold(const struct board *board, struct view_place *place)
{
    const struct alert *alert = board_at(board, place->row);

    place->held.row = place->row;
    place->held.mark = alert != NULL ? board_mark(alert) : 0;
}

static enum result alerts_prepare(
    const struct scene *scene, struct view_place *place, struct rect body)
{
    struct board *board = scene->board;
    enum result result = board_renew(board, scene->snapshot, scene->root, scene->may_see_workers);

    if (result != RESULT_OK)
        return result;
    follow(board, place);
    list_fit(place, board->count, layout_of(body).list.height - 1);
    hold(board, place);
    return RESULT_OK;
}

static void draw_count(const struct board *board, struct pen *pen)
{
    int seen = board->count - board->open;

    if (board->open == 0)
        pen_put(pen, STYLE_STRONG, "Nothing needs anybody.");
    else
        pen_put(pen, STYLE_STRONG, board->open == 1 ? "%d alert" : "%d alerts", board->open);
    if (seen > 0)
        pen_put(pen, STYLE_DIM, "  and %d seen, back when worse", seen);
}

/* "Early Help Penwith in Penwith": for names that stand in several places. */
static void put_way(const struct scene *scene, unit_index unit, struct pen *pen)
{
    unit_index above = unit_of(scene, unit)->parent;

    pen_put(pen, STYLE_STRONG, "%s", unit_of(scene, unit)->name);
    if (above != UNIT_NONE)
        pen_put(pen, STYLE_DIM, " in %s", unit_of(scene, above)->name);
}

static void put_since(const struct alert *alert, struct pen *pen)
{
    char day[32];

    if (alert->kind != ALERT_OVER_LIMIT)
        pen_put(pen, STYLE_DIM, "  since %s%s", alert->longer ? "before " : "",
            day_text_long(alert->since, day, sizeof day));
}

static void draw_details(const struct scene *scene, const struct alert *alert, struct pen *pen)
{
    pen_put(pen, alert_style(scene, alert), "%s  ", alert_kind_word(alert->kind));
    if (alert->feed != NULL)
        pen_put(pen, STYLE_STRONG, "%s", alert->feed->id);
    else
        put_way(scene, alert->unit, pen);
    put_since(alert, pen);
    pen_next(pen);
    pen_paragraph(pen, STYLE_TEXT, alert->sentence);
}

static void alerts_draw(const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect body)
{
    struct layout layout = layout_of(body);
    const struct alert *alert = board_at(scene->board, place->row);
    struct pen pen;

    pen_init(&pen, canvas, layout.count);
    draw_count(scene->board, &pen);
    if (alert == NULL)
        return;
    grid_draw(&grid, scene, place, canvas, layout.list);
    if (layout.rule.height > 0)
        canvas_horizontal(canvas, layout.rule.x, layout.rule.y, layout.rule.width, STYLE_FRAME,
            scene->glyphs->ascii);
    pen_init(&pen, canvas, layout.details);
    draw_details(scene, alert, &pen);
}

/* --- as data ---------------------------------------------------------------------------------- */

/* What a unit's alert says has counts of people in it; a feed's has rows of a file. */
static void add_alert(const struct scene *scene, const struct alert *alert, struct sheet *sheet)
{
    sheet_row(sheet);
    sheet_text(sheet, subject(scene, alert));
    sheet_text(sheet, alert_kind_word(alert->kind));
    sheet_text(sheet, alert->measure != NULL ? alert->measure->label : "");
    sheet_day(sheet, alert->since);
    sheet_text(sheet, alert->severity == ALERT_TO_HURRY ? "yes" : "no");
    sheet_text(sheet, is_seen(scene, alert) ? "yes" : "no");
    sheet_text(sheet, alert->sentence);
    if (alert->feed == NULL)
        sheet_inside(sheet);
}

static enum result alerts_sheet(
    const struct scene *scene, const struct view_place *place, struct sheet *sheet)
{
    sheet_begin(scene, place, sheet);
    sheet_column(sheet, "Where", SHEET_TEXT);
    sheet_column(sheet, "What", SHEET_TEXT);
    sheet_column(sheet, "Figure", SHEET_TEXT);
    sheet_column(sheet, "Since", SHEET_DAY);
    sheet_column(sheet, "Urgent", SHEET_TEXT);
    sheet_column(sheet, "Seen", SHEET_TEXT);
    sheet_column(sheet, "What is said", SHEET_TEXT);
    for (int row = 0; row < scene->board->count; row++)
        add_alert(scene, board_at(scene->board, row), sheet);
    return RESULT_OK;
}

/* --- keys ------------------------------------------------------------------------------------- */

/* The panel that shows the measure, and which of its measures it is; false: none does. */
static bool find_panel(const struct measure *measure, int *ret_panel, int *ret_row)
{
    for (int panel = 0; panel < PANEL_COUNT; panel++)
        for (int row = 0; row < panel_measure_count(panel); row++)
            if (strcmp(panel_at(panel)->measures[row], measure->id) == 0) {
                *ret_panel = panel;
                *ret_row = row;
                return true;
            }
    return false;
}

static unsigned open_place(struct hand *hand)
{
    const struct alert *alert = board_at(hand->board, hand->place->row);
    struct view_place *target = &hand->target;

    if (alert == NULL)
        return WISH_NOTHING;
    target->unit = alert->unit;
    target->view = &feed_view;
    if (alert->feed != NULL)
        target->feed = (int)(alert->feed - hand->service->feeds);
    else if (alert->measure != NULL && find_panel(alert->measure, &target->panel, &target->row))
        target->view = &panel_view;
    else
        target->view = view_of_unit(hand->service, alert->unit);
    return WISH_OPEN;
}

static unsigned alerts_act(struct hand *hand, enum action action)
{
    if (action == ACTION_OPEN || action == ACTION_RIGHT)
        return open_place(hand);
    if (action == ACTION_FOLD)
        return WISH_ACKNOWLEDGE;
    return list_act(hand->place, action);
}

static const enum action hints[] = {ACTION_DOWN, ACTION_OPEN, ACTION_FOLD, ACTION_DAY_BACK,
    ACTION_LIVE, ACTION_EXPORT, ACTION_NONE};
static const struct hint_words words[] = {{ACTION_FOLD, "seen"}, {ACTION_NONE, NULL}};

const struct view alerts_view = {
    .id = "alerts",
    .title = "Alerts",
    .about =
        "What needs a person, newest first: figures that are red, figures that get worse by more "
        "than their usual ups and downs, cases that wait too long for a worker, workers over their "
        "limit, and extracts that are late, refused or lost rows. An exclamation mark: red and "
        "getting worse, waiting twice as long as allowed, or refused. Enter opens the place; Space "
        "says you have seen it: it comes back when it is worse by a tenth or happens again.",
    .hints = hints,
    .words = words,
    .of_all = true,
    .prepare = alerts_prepare,
    .draw = alerts_draw,
    .act = alerts_act,
    .sheet = alerts_sheet,
};

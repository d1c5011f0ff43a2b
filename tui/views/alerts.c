/* What needs a person: a line a unit, the worst first, or every alert, newest first. What was
 * acknowledged stands below, out of the way. */
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
#define DETAILS_FROM 7 /* rows from which the selected line is told in full */
#define DETAILS      3 /* rows for that at least, and a share of them where there are many … */
#define DETAILS_PART 4
#define RULE_FROM    12 /* … with room for a rule above them from so many on */
#define WEEKS_FROM   28 /* days from which age is told in weeks */

static enum board_list list_of(const struct view_place *place)
{
    return place->panel == BOARD_ONE_BY_ONE ? BOARD_ONE_BY_ONE : BOARD_BY_UNIT;
}

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

static const struct alert *lead_of(const struct grid_cell *cell)
{
    return ((const struct alert_line *)cell->thing)->lead;
}

static void draw_age(const struct grid_cell *cell)
{
    char text[32];

    write_age(cell->scene, lead_of(cell), text, sizeof text);
    canvas_field(cell->canvas, cell->at.x, cell->at.y, cell->at.width, ALIGN_RIGHT,
        text_style(cell->scene, lead_of(cell)), text);
}

/* What is worst has a mark beside its colour; what was seen has a word. */
static void draw_kind(const struct grid_cell *cell)
{
    const struct alert *alert = lead_of(cell);
    const char *mark = alert->severity == ALERT_TO_HURRY ? "!" : " ";
    char text[32];

    snprintf(text, sizeof text, "%s %s", mark,
        is_seen(cell->scene, alert) ? "seen" : alert_kind_word(alert->kind));
    canvas_field(cell->canvas, cell->at.x, cell->at.y, cell->at.width, ALIGN_LEFT,
        alert_style(cell->scene, alert), text);
}

static const char *subject_of(
    const struct scene *scene, const struct feed_spec *feed, unit_index unit)
{
    return feed != NULL ? feed->id : unit_of(scene, unit)->name;
}

static void draw_subject(const struct grid_cell *cell)
{
    const struct alert_line *line = cell->thing;

    name_draw(cell->canvas, cell->at.x, cell->at.y, cell->at.width,
        text_style(cell->scene, line->lead), subject_of(cell->scene, line->feed, line->unit));
}

#define WORDS_SIZE 512

/* "Vacancy rate 27.0 %, Turnover rate 18.8 %": what is said about the unit itself. */
static void write_briefs(const struct alert_line *line, char *buffer)
{
    size_t length = 0;

    buffer[0] = '\0';
    for (size_t i = 0; i < line->own && length < WORDS_SIZE; i++)
        length += (size_t)snprintf(buffer + length, WORDS_SIZE - length, "%s%s", i > 0 ? ", " : "",
            alert_line_at(line, i)->brief);
}

static void write_words(const struct alert_line *line, char *buffer)
{
    size_t below = line->count - line->own, length;

    if (line->own == 1)
        snprintf(buffer, WORDS_SIZE, "%s", line->lead->sentence);
    else
        write_briefs(line, buffer);
    length = strlen(buffer);
    if (below > 0)
        snprintf(buffer + length, WORDS_SIZE - length, "; also %zu below", below);
}

static void draw_words(const struct grid_cell *cell)
{
    char words[WORDS_SIZE];

    write_words(cell->thing, words);
    grid_words(cell, text_style(cell->scene, lead_of(cell)), words);
}

static const struct grid_column columns[] = {
    {{.heading = "since", .width = 9, .priority = 3, .align = ALIGN_RIGHT}, draw_age},
    {{.heading = "  what", .width = 12, .priority = 1}, draw_kind},
    {{.heading = "where", .width = 18, .flexible_to = 30, .priority = 0}, draw_subject},
    {{.heading = "", .width = 32, .flexible_to = 120, .priority = 2}, draw_words},
};

static const void *line_in_row(const struct scene *scene, const struct view_place *place, int row)
{
    return board_at(scene->board, list_of(place), row);
}

static const struct grid grid = {
    .columns = columns, .count = sizeof columns / sizeof columns[0], .at = line_in_row};

/* --- the page --------------------------------------------------------------------------------- */

struct layout {
    struct rect count, list, rule, details;
};

static int details_of(int height)
{
    return height / DETAILS_PART > DETAILS ? height / DETAILS_PART : DETAILS;
}

static struct layout layout_of(struct rect body)
{
    struct rect inner = {body.x + MARGIN, body.y, body.width - 2 * MARGIN, 1};
    struct layout layout = {.count = inner, .list = inner, .rule = inner, .details = inner};

    layout.details.height = body.height >= DETAILS_FROM ? details_of(body.height) : 0;
    layout.details.y = body.y + body.height - layout.details.height;
    layout.rule.height = body.height >= RULE_FROM ? 1 : 0;
    layout.rule.y = layout.details.y - layout.rule.height;
    layout.list.y = body.y + 1;
    layout.list.height = layout.rule.y - layout.list.y;
    return layout;
}

/* The selection stays on its line and on its row of the screen when the list is another one. */
static void follow(const struct board *board, struct view_place *place)
{
    int row = board_row_of(board, list_of(place), place->held.mark);

    if (row < 0 || place->row != place->held.row)
        return;
    place->top += row - place->row;
    place->row = row;
}

static void hold(const struct board *board, struct view_place *place)
{
    place->held.row = place->row;
    place->held.mark = board_mark(board, list_of(place), place->row);
}

/* Alerts about workers over their limit name them. */
static enum result witness_names(const struct scene *scene)
{
    const struct alerts *alerts = &scene->board->alerts;
    enum result result = RESULT_OK;

    for (size_t i = 0; i < alerts->count && result == RESULT_OK; i++)
        if (alerts->items[i].kind == ALERT_OVER_LIMIT)
            result = witness_workers(scene, alerts->items[i].unit, "alerts");
    return result;
}

static enum result alerts_prepare(
    const struct scene *scene, struct view_place *place, struct rect body)
{
    const struct board *board = scene->board;
    enum result result = witness_names(scene);

    if (result != RESULT_OK)
        return result;
    follow(board, place);
    list_fit(place, board->lists[list_of(place)].count, layout_of(body).list.height - 1);
    hold(board, place);
    return RESULT_OK;
}

static int count_urgent(const struct board_rows *rows)
{
    int count = 0;

    for (int i = 0; i < rows->open; i++)
        count += rows->lines.items[i].severity == ALERT_TO_HURRY;
    return count;
}

static const char *nothing_text(const struct scene *scene)
{
    return snapshot_newest_import(scene->snapshot) != 0 ? "Nothing needs anybody."
                                                        : "No data yet: nothing to warn of.";
}

/* "19 alerts, 8 of them urgent (!)  16 to note": units, or feeds, that call for somebody. */
static void draw_calls(const struct scene *scene, const struct board_rows *rows, struct pen *pen)
{
    int urgent = count_urgent(rows), notes = rows->open - rows->calls;

    if (rows->calls == 0)
        pen_put(pen, STYLE_STRONG, "%s", nothing_text(scene));
    else
        pen_put(pen, STYLE_STRONG, rows->calls == 1 ? "%d alert" : "%d alerts", rows->calls);
    if (urgent > 0)
        pen_put(pen, STYLE_RED, "  %d urgent (!)", urgent);
    if (notes > 0)
        pen_put(pen, STYLE_TEXT, "  %d to note", notes);
}

static void draw_count(
    const struct scene *scene, const struct board_rows *rows, enum board_list list, struct pen *pen)
{
    int seen = rows->count - rows->open;

    if (list == BOARD_BY_UNIT || rows->count == 0)
        draw_calls(scene, rows, pen);
    else
        pen_put(pen, STYLE_STRONG, "%d one by one, newest first", rows->open);
    if (seen > 0)
        pen_put(pen, STYLE_DIM, "  and %d seen, back when worse", seen);
    if (!board_is_new(scene->board, scene->snapshot))
        pen_put(pen, STYLE_DIM, "  being looked for again");
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

    pen_put(pen, STYLE_DIM, "  since %s%s", alert->longer ? "before " : "",
        day_text_long(alert->since, day, sizeof day));
}

static void put_place(const struct scene *scene, const struct alert *alert, struct pen *pen)
{
    if (alert->feed != NULL)
        pen_put(pen, STYLE_STRONG, "%s", alert->feed->id);
    else
        put_way(scene, alert->unit, pen);
}

/* One alert on as many lines as it takes. */
static void draw_alert(const struct scene *scene, const struct alert *alert, struct pen *pen)
{
    pen_put(pen, alert_style(scene, alert), "%s  ", alert_kind_word(alert->kind));
    put_place(scene, alert, pen);
    put_since(alert, pen);
    pen_next(pen);
    pen_paragraph(pen, STYLE_TEXT, alert->sentence);
}

/* One of several on a line of its own; those below are told by their names. */
static void draw_member(
    const struct scene *scene, const struct alert *alert, unit_index unit, struct pen *pen)
{
    pen_put(pen, alert_style(scene, alert), " %-10s ", alert_kind_word(alert->kind));
    if (alert->unit != unit)
        pen_put(pen, STYLE_STRONG, "%s  ", unit_of(scene, alert->unit)->name);
    pen_words(pen, STYLE_TEXT, alert->sentence);
    put_since(alert, pen);
    pen_next(pen);
}

static void draw_members(const struct scene *scene, const struct alert_line *line, struct pen *pen)
{
    size_t room = (size_t)pen->rect.height - 1;
    size_t shown = line->count <= room ? line->count : room - 1;

    put_way(scene, line->unit, pen);
    pen_next(pen);
    for (size_t i = 0; i < shown; i++)
        draw_member(scene, alert_line_at(line, i), line->unit, pen);
    if (shown < line->count)
        pen_put(pen, STYLE_DIM, " and %zu more, in the list one by one", line->count - shown);
}

static void draw_details(const struct scene *scene, const struct alert_line *line, struct pen *pen)
{
    if (pen->rect.height == 0)
        return;
    if (line->count == 1)
        draw_alert(scene, line->lead, pen);
    else
        draw_members(scene, line, pen);
}

static void alerts_draw(const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect body)
{
    enum board_list list = list_of(place);
    struct layout layout = layout_of(body);
    const struct alert_line *line = board_at(scene->board, list, place->row);
    struct pen pen;

    pen_init(&pen, canvas, layout.count);
    draw_count(scene, &scene->board->lists[list], list, &pen);
    if (line == NULL)
        return;
    grid_draw(&grid, scene, place, canvas, layout.list);
    if (layout.rule.height > 0)
        canvas_horizontal(canvas, layout.rule.x, layout.rule.y, layout.rule.width, STYLE_FRAME,
            scene->glyphs->ascii);
    pen_init(&pen, canvas, layout.details);
    draw_details(scene, line, &pen);
}

/* --- as data ---------------------------------------------------------------------------------- */

/* What a unit's alert says has counts of people in it; a feed's has rows of a file. */
static void add_alert(const struct scene *scene, const struct alert *alert, struct sheet *sheet)
{
    sheet_row(sheet);
    sheet_text(sheet, subject_of(scene, alert->feed, alert->unit));
    sheet_text(sheet, alert_kind_word(alert->kind));
    sheet_text(sheet, alert->measure != NULL ? alert->measure->label : "");
    sheet_day(sheet, alert->since);
    sheet_text(sheet, alert->severity == ALERT_TO_HURRY ? "yes" : "no");
    sheet_text(sheet, is_seen(scene, alert) ? "yes" : "no");
    sheet_text(sheet, alert->sentence);
    if (alert->feed == NULL)
        sheet_inside(sheet);
}

/* "19 alerts, 8 urgent, 14 to note, 2 seen.": units, or feeds, as on the screen. */
static void note_calls(const struct scene *scene, struct sheet *sheet)
{
    const struct board_rows *rows = &scene->board->lists[BOARD_BY_UNIT];

    if (rows->calls == 0)
        sheet_note(sheet, "%s", nothing_text(scene));
    sheet_note(sheet, "%d %s, %d urgent, %d to note, %d seen.", rows->calls,
        rows->calls == 1 ? "alert" : "alerts", count_urgent(rows), rows->open - rows->calls,
        rows->count - rows->open);
}

static enum result alerts_sheet(
    const struct scene *scene, const struct view_place *place, struct sheet *sheet)
{
    /* Other eyes are shown fewer than are in the sheet. */
    enum result result =
        board_renew(scene->board, scene->snapshot, scene->root, scene->may_see_workers);

    if (result != RESULT_OK)
        return result;
    sheet_begin(scene, place, sheet);
    note_calls(scene, sheet);
    sheet_column(sheet, "Where", SHEET_TEXT);
    sheet_column(sheet, "What", SHEET_TEXT);
    sheet_column(sheet, "Figure", SHEET_TEXT);
    sheet_column(sheet, "Since", SHEET_DAY);
    sheet_column(sheet, "Urgent", SHEET_TEXT);
    sheet_column(sheet, "Seen", SHEET_TEXT);
    sheet_column(sheet, "What is said", SHEET_TEXT);
    for (int row = 0; row < scene->board->lists[BOARD_ONE_BY_ONE].count; row++)
        add_alert(scene, board_at(scene->board, BOARD_ONE_BY_ONE, row)->lead, sheet);
    return RESULT_OK;
}

/* --- keys ------------------------------------------------------------------------------------- */

static unsigned open_place(struct hand *hand)
{
    const struct alert_line *line = board_at(hand->board, list_of(hand->place), hand->place->row);
    struct view_place *target = &hand->target;

    if (line == NULL)
        return WISH_NOTHING;
    target->unit = line->unit;
    target->view = &feed_view;
    if (line->feed != NULL)
        target->feed = (int)(line->feed - hand->service->feeds);
    else if (line->own == 1 && line->lead->measure != NULL &&
             panel_find(line->lead->measure->id, &target->panel, &target->row))
        target->view = &panel_view;
    else
        target->view = view_of_unit(hand->service, line->unit);
    return WISH_OPEN;
}

static unsigned alerts_act(struct hand *hand, enum action action)
{
    if (action == ACTION_OPEN || action == ACTION_RIGHT)
        return open_place(hand);
    if (action == ACTION_FOLD)
        return WISH_ACKNOWLEDGE;

    unsigned wish = list_act(hand->place, action);

    if (wish != WISH_PASS)
        return wish;
    wish = panels_act(hand->place, BOARD_LISTS, action);
    if (wish != WISH_PASS)
        hand->place->row = hand->place->top = 0;
    return wish;
}

static const enum action hints[] = {ACTION_DOWN, ACTION_OPEN, ACTION_FOLD, ACTION_NEXT_PANEL,
    ACTION_DAY_BACK, ACTION_LIVE, ACTION_EXPORT, ACTION_NONE};
static const struct hint_words words[] = {
    {ACTION_FOLD, "seen"}, {ACTION_NEXT_PANEL, "all/by unit"}, {ACTION_NONE, NULL}};

const struct view alerts_view = {
    .id = "alerts",
    .title = "Alerts",
    .about =
        "What needs a person, a line for each unit, the worst first: figures that are red, cases "
        "that wait too long for a worker, workers over their limit, and extracts that are late or "
        "refused. An exclamation mark: red and getting worse, waiting twice as long as allowed, or "
        "refused. To note, below: figures that get worse by more than their usual ups and downs, "
        "and rows that were rejected. Teams that say the same as the unit they belong to are "
        "counted on its line. {next-panel} lists every alert by itself, the newest first. {open} "
        "opens the "
        "place; {fold} says you have seen it: it comes back when it is worse by a tenth or happens "
        "again.",
    .hints = hints,
    .panels = BOARD_LISTS,
    .words = words,
    .of_all = true,
    .prepare = alerts_prepare,
    .draw = alerts_draw,
    .act = alerts_act,
    .sheet = alerts_sheet,
};

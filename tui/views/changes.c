/* What the last import changed, or what did since one last looked, in every unit, the largest
 * difference first. */
#include <stdio.h>

#include "core/base/text.h"
#include "core/model/veil.h"
#include "tui/views/figures.h"
#include "tui/views/grid.h"
#include "tui/views/list.h"
#include "tui/views/news.h"
#include "tui/views/panels.h"
#include "tui/views/pen.h"
#include "tui/views/sheets.h"
#include "tui/views/view.h"

#define MARGIN 1
#define TITLE  2 /* rows above the list */

/* The list of the part that is shown. */
static const struct news *part_of(
    const struct view_place *place, const struct news *news, const struct since *since)
{
    return place->panel == CHANGES_SINCE_LOOKED ? &since->news : news;
}

static const struct news *news_of(const struct scene *scene, const struct view_place *place)
{
    return part_of(place, scene->news, scene->since);
}

/* --- cells ------------------------------------------------------------------------------------ */

static void draw_unit(const struct grid_cell *cell)
{
    const struct news_item *item = cell->thing;

    grid_words(cell, STYLE_STRONG, unit_of(cell->scene, item->unit)->name);
}

static void draw_measure(const struct grid_cell *cell)
{
    const struct news_item *item = cell->thing;

    grid_words(cell, STYLE_TEXT, item->measure->label);
}

/* For other eyes the day's veil says nothing of another day: counts of people are hidden whatever
 * they are. */
static bool is_hidden(const struct scene *scene, const struct news_item *item)
{
    return scene->shared && veil_may_hide(item->measure);
}

static void draw_figure(const struct grid_cell *cell, enum style style, const struct figure *figure)
{
    const struct news_item *item = cell->thing;
    char text[FIGURE_TEXT];

    canvas_figure(cell->canvas, cell->at.x, cell->at.y, cell->at.width, style,
        is_hidden(cell->scene, item) ? SUPPRESSED_TEXT
                                     : figure_text(cell->scene, figure, item->measure, text));
}

static void draw_before(const struct grid_cell *cell)
{
    draw_figure(cell, STYLE_DIM, &((const struct news_item *)cell->thing)->before);
}

static void draw_after(const struct grid_cell *cell)
{
    draw_figure(cell, STYLE_TEXT, &((const struct news_item *)cell->thing)->after);
}

/* Blank where a value came or went: the two figures beside it say so. */
static void draw_difference(const struct grid_cell *cell)
{
    const struct news_item *item = cell->thing;
    char text[FIGURE_TEXT];

    if (figure_is_known(&item->before) && figure_is_known(&item->after) &&
        !is_hidden(cell->scene, item))
        canvas_figure(cell->canvas, cell->at.x, cell->at.y, cell->at.width, STYLE_CHANGED,
            signed_text(cell->scene->glyphs, item->after.value - item->before.value,
                item->measure->decimals, text));
}

static const struct grid_column columns[] = {
    {{.heading = "unit", .width = 16, .flexible_to = 40, .priority = 0}, draw_unit},
    {{.heading = "figure", .width = 12, .flexible_to = 32, .priority = 2}, draw_measure},
    {{.heading = "before", .width = 9, .priority = 3, .align = ALIGN_RIGHT}, draw_before},
    {{.heading = "now", .width = 9, .priority = 4, .align = ALIGN_RIGHT}, draw_after},
    {{.heading = "change", .width = 9, .priority = 1, .align = ALIGN_RIGHT}, draw_difference},
};

static const void *item_in_row(const struct scene *scene, const struct view_place *place, int row)
{
    const struct news *news = news_of(scene, place);

    return row < (int)news->list.count ? &news->list.items[row] : NULL;
}

static const struct grid grid = {
    .columns = columns, .count = sizeof columns / sizeof columns[0], .at = item_in_row};

/* --- the page --------------------------------------------------------------------------------- */

static struct rect list_of(struct rect body)
{
    return (struct rect){
        body.x + MARGIN, body.y + TITLE, body.width - 2 * MARGIN, body.height - TITLE};
}

static enum result changes_prepare(
    const struct scene *scene, struct view_place *place, struct rect body)
{
    list_fit(place, (int)news_of(scene, place)->list.count, list_of(body).height - 1);
    return RESULT_OK;
}

#define LOOKED_TEXT 64
#define NEWEST_DAY  "Figures of the newest day, whatever day is shown."

/* "since you last looked (Fri 28 Feb 2020, 16:12)". */
static const char *looked_text(const struct scene *scene, char *buffer)
{
    time_t at = scene->since->at;
    struct tm local;
    char day[32];

    if (at == 0 || localtime_r(&at, &local) == NULL)
        snprintf(buffer, LOOKED_TEXT, "since you last looked");
    else
        snprintf(buffer, LOOKED_TEXT, "since you last looked (%s, %02d:%02d)",
            day_text_long(day_of_time(at), day, sizeof day), local.tm_hour, local.tm_min);
    return buffer;
}

/* Both parts, the one shown in brackets; where they have no room, only that one. */
static void draw_tabs(const struct scene *scene, int shown, struct pen *pen, int width)
{
    char looked[LOOKED_TEXT];
    const char *const titles[CHANGES_PARTS] = {"since the last import", looked_text(scene, looked)};
    int wanted = (int)sizeof "[]   " - 1 + text_width(titles[0]) + text_width(titles[1]);

    for (int i = 0; i < CHANGES_PARTS; i++)
        if (wanted <= width || i == shown)
            pen_put(pen, i == shown ? STYLE_STRONG : STYLE_DIM, i == shown ? "[%s] " : " %s  ",
                titles[i]);
}

static void draw_import_title(const struct scene *scene, struct pen *pen)
{
    if (scene->news->came == 0)
        pen_put(pen, STYLE_DIM, "No extract came in since teamtop was opened.");
    else if (scene->news->list.count == 0)
        pen_put(pen, STYLE_DIM, "The last import changed none of the main figures.");
    else
        pen_put(pen, STYLE_TEXT, "The last import changed %zu figures.", scene->news->list.count);
}

static void draw_since_title(const struct since *since, struct pen *pen)
{
    if (since->at == 0)
        pen_put(pen, STYLE_DIM, "This is the first time you look.");
    else if (since->news.list.count == 0)
        pen_put(pen, STYLE_DIM, "None of the main figures changed.");
    else
        pen_put(pen, STYLE_TEXT, "%zu figures changed.", since->news.list.count);
}

static void draw_top(const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect rect)
{
    struct pen pen;

    pen_init(&pen, canvas, (struct rect){rect.x, rect.y, rect.width, 1});
    draw_tabs(scene, place->panel, &pen, rect.width);
    pen_init(&pen, canvas, (struct rect){rect.x, rect.y + 1, rect.width, 1});
    if (place->panel == CHANGES_SINCE_LOOKED)
        draw_since_title(scene->since, &pen);
    else
        draw_import_title(scene, &pen);
    if (!scene->live && news_of(scene, place)->list.count > 0)
        pen_put(&pen, STYLE_DIM, "  " NEWEST_DAY);
}

static void changes_draw(const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect body)
{
    draw_top(scene, place, canvas,
        (struct rect){body.x + MARGIN, body.y, body.width - 2 * MARGIN, TITLE});
    if (news_of(scene, place)->list.count > 0)
        grid_draw(&grid, scene, place, canvas, list_of(body));
}

/* Both figures may be of another day than the one that is shown, whose veil says nothing of them:
 * counts of people stay inside whatever they are, as on a shared screen. */
static void add_figure(const struct news_item *item, const struct measure_ref measure,
    const struct figure *figure, struct sheet *sheet)
{
    sheet_assessed(sheet, item->unit, measure, &(struct assessed){.figure = *figure});
    if (veil_may_hide(item->measure))
        sheet_inside(sheet);
}

static void add_item(const struct scene *scene, const struct news_item *item, struct sheet *sheet)
{
    const struct measure_ref measure = {item->measure, ""};

    sheet_row(sheet);
    sheet_about(sheet, item->unit, 0);
    sheet_text(sheet, unit_of(scene, item->unit)->name);
    sheet_text(sheet, item->measure->label);
    add_figure(item, measure, &item->before, sheet);
    add_figure(item, measure, &item->after, sheet);
}

static enum result changes_sheet(
    const struct scene *scene, const struct view_place *place, struct sheet *sheet)
{
    const struct news *news = news_of(scene, place);
    char looked[LOOKED_TEXT];

    sheet_begin(scene, place, sheet);
    if (place->panel == CHANGES_SINCE_LOOKED)
        sheet_note(sheet, "%s", looked_text(scene, looked));
    if (!scene->live)
        sheet_note(sheet, NEWEST_DAY);
    sheet_column(sheet, "Unit", SHEET_TEXT);
    sheet_column(sheet, "Figure", SHEET_TEXT);
    sheet_column(sheet, "Before", SHEET_RATE);
    sheet_column(sheet, "Now", SHEET_RATE);
    for (size_t i = 0; i < news->list.count; i++)
        add_item(scene, &news->list.items[i], sheet);
    return RESULT_OK;
}

static unsigned open_unit(struct hand *hand)
{
    const struct news *news = part_of(hand->place, hand->news, hand->since);

    if (hand->place->row >= (int)news->list.count)
        return WISH_NOTHING;

    unit_index unit = news->list.items[hand->place->row].unit;

    hand->target.view = view_of_unit(hand->service, unit);
    hand->target.unit = unit;
    return WISH_OPEN;
}

static unsigned changes_act(struct hand *hand, enum action action)
{
    if (action == ACTION_OPEN || action == ACTION_RIGHT)
        return open_unit(hand);

    unsigned wish = list_act(hand->place, action);

    if (wish != WISH_PASS)
        return wish;
    wish = panels_act(hand->place, CHANGES_PARTS, action);
    if (wish != WISH_PASS)
        hand->place->row = hand->place->top = 0;
    return wish;
}

static const enum action hints[] = {
    ACTION_NEXT_PANEL, ACTION_DOWN, ACTION_OPEN, ACTION_EXPORT, ACTION_NONE};

const struct view changes_view = {
    .id = "changes",
    .title = "Changes",
    .about = "What the last import changed while this program was open, and, with {next-panel}, "
             "what changed "
             "since you last left it (figures of the newest day, over twelve months): every main "
             "figure of every unit that is another one now, before and after, the largest "
             "difference for its size first. {open} opens the unit.",
    .hints = hints,
    .panels = CHANGES_PARTS,
    .of_all = true,
    .prepare = changes_prepare,
    .draw = changes_draw,
    .act = changes_act,
    .sheet = changes_sheet,
};

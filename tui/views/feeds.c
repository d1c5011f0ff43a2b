/* Did last night's extracts arrive, were rows rejected, is what people see fresh? */
#include <stdio.h>

#include "tui/views/feed_words.h"
#include "tui/views/grid.h"
#include "tui/views/list.h"
#include "tui/views/pen.h"
#include "tui/views/sheets.h"
#include "tui/views/view.h"

#define MARGIN       1
#define DETAILS_FROM 7 /* rows from which the selected feed is told in a sentence */
#define DETAILS      3

static const struct feed_state *state_of(const struct grid_cell *cell)
{
    return snapshot_feed(cell->scene->snapshot, cell->thing);
}

/* --- cells ------------------------------------------------------------------------------------ */

static void draw_name(const struct grid_cell *cell)
{
    const struct feed_spec *feed = cell->thing;

    canvas_field(
        cell->canvas, cell->at.x, cell->at.y, cell->at.width, ALIGN_LEFT, STYLE_STRONG, feed->id);
}

static void draw_standing(const struct grid_cell *cell)
{
    enum feed_standing standing = feed_stands(cell->scene, cell->thing);

    grid_words(cell, feed_style(standing), feed_standing_word(standing));
}

static void draw_moment(const struct grid_cell *cell, enum style style, time_t moment)
{
    char text[MOMENT_TEXT];

    canvas_figure(
        cell->canvas, cell->at.x, cell->at.y, cell->at.width, style, moment_text(moment, text));
}

static void draw_taken(const struct grid_cell *cell)
{
    if (state_of(cell)->ever)
        draw_moment(cell, STYLE_TEXT, state_of(cell)->imported_at);
}

static void draw_rows(const struct grid_cell *cell)
{
    if (state_of(cell)->ever)
        grid_number(cell, STYLE_TEXT, state_of(cell)->rows);
}

static void draw_rejected(const struct grid_cell *cell)
{
    int64_t rejected = state_of(cell)->rejected;

    if (state_of(cell)->ever)
        grid_number(cell, rejected > 0 ? STYLE_AMBER : STYLE_TEXT, rejected);
}

static void draw_due(const struct grid_cell *cell)
{
    bool late = feed_stands(cell->scene, cell->thing) == FEED_IS_STALE;

    draw_moment(cell, late ? STYLE_AMBER : STYLE_TEXT,
        feed_due(cell->scene->service, cell->thing, state_of(cell)));
}

static void draw_file(const struct grid_cell *cell)
{
    canvas_field(cell->canvas, cell->at.x, cell->at.y, cell->at.width, ALIGN_LEFT, STYLE_DIM,
        state_of(cell)->attempted_file);
}

static const struct grid_column columns[] = {
    {{.heading = "feed", .width = 10, .flexible_to = 20, .priority = 0}, draw_name},
    {{.heading = "state", .width = 8, .priority = 1}, draw_standing},
    {{.heading = "last taken", .width = 21, .priority = 3, .align = ALIGN_RIGHT}, draw_taken},
    {{.heading = "rows", .width = 8, .priority = 5, .align = ALIGN_RIGHT}, draw_rows},
    {{.heading = "rejected", .width = 8, .priority = 2, .align = ALIGN_RIGHT}, draw_rejected},
    {{.heading = "next expected", .width = 21, .priority = 4, .align = ALIGN_RIGHT}, draw_due},
    {{.heading = "newest file", .width = 16, .flexible_to = 60, .priority = 6}, draw_file},
};

static const void *feed_in_row(const struct scene *scene, const struct view_place *place, int row)
{
    (void)place;
    return row < (int)scene->service->feed_count ? &scene->service->feeds[row] : NULL;
}

static const struct grid grid = {
    .columns = columns, .count = sizeof columns / sizeof columns[0], .at = feed_in_row};

/* --- the page --------------------------------------------------------------------------------- */

struct layout {
    struct rect list, details;
};

static struct layout layout_of(struct rect body)
{
    struct rect inner = {body.x + MARGIN, body.y, body.width - 2 * MARGIN, body.height};
    struct layout layout = {inner, inner};

    layout.details.height = body.height >= DETAILS_FROM ? DETAILS : 0;
    layout.details.y += body.height - layout.details.height;
    layout.list.height -= layout.details.height;
    return layout;
}

static enum result feeds_prepare(
    const struct scene *scene, struct view_place *place, struct rect body)
{
    list_fit(place, (int)scene->service->feed_count, layout_of(body).list.height - 1);
    return RESULT_OK;
}

static void draw_details(const struct scene *scene, const struct feed_spec *feed, struct pen *pen)
{
    char sentence[1024];

    pen_put(pen, STYLE_STRONG, "%s", feed->id);
    pen_put(pen, STYLE_DIM, "  brings %s", feed_type_id(feed->type));
    if (feed->file != NULL)
        pen_put(pen, STYLE_DIM, "  from files like %s", feed->file);
    pen_next(pen);
    pen_paragraph(pen, STYLE_TEXT, feed_sentence(scene, feed, sentence, sizeof sentence));
}

static void feeds_draw(const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect body)
{
    struct layout layout = layout_of(body);
    struct pen pen;

    pen_init(&pen, canvas, layout.list);
    if (scene->service->feed_count == 0) {
        pen_paragraph(&pen, STYLE_DIM, "The configuration names no feeds (feeds.yaml).");
        return;
    }
    grid_draw(&grid, scene, place, canvas, layout.list);
    pen_init(&pen, canvas, layout.details);
    draw_details(scene, &scene->service->feeds[place->row], &pen);
}

static void add_feed(const struct scene *scene, const struct feed_spec *feed, struct sheet *sheet)
{
    const struct feed_state *state = snapshot_feed(scene->snapshot, feed);
    char moment[MOMENT_TEXT], sentence[1024];

    sheet_row(sheet);
    sheet_text(sheet, feed->id);
    sheet_text(sheet, feed_standing_word(feed_stands(scene, feed)));
    sheet_text(sheet, state->ever ? moment_text(state->imported_at, moment) : "");
    if (state->ever) {
        sheet_count(sheet, state->rows);
        sheet_count(sheet, state->rejected);
    } else {
        sheet_no_data(sheet);
        sheet_no_data(sheet);
    }
    sheet_text(sheet, moment_text(feed_due(scene->service, feed, state), moment));
    sheet_text(sheet, state->attempted_file);
    sheet_text(sheet, feed_sentence(scene, feed, sentence, sizeof sentence));
}

static enum result feeds_sheet(
    const struct scene *scene, const struct view_place *place, struct sheet *sheet)
{
    sheet_begin(scene, place, sheet);
    sheet_column(sheet, "Feed", SHEET_TEXT);
    sheet_column(sheet, "State", SHEET_TEXT);
    sheet_column(sheet, "Last taken", SHEET_TEXT);
    sheet_column(sheet, "Rows", SHEET_NUMBER);
    sheet_column(sheet, "Rejected", SHEET_NUMBER);
    sheet_column(sheet, "Next expected", SHEET_TEXT);
    sheet_column(sheet, "Newest file", SHEET_TEXT);
    sheet_column(sheet, "What is said", SHEET_TEXT);
    for (size_t i = 0; i < scene->service->feed_count; i++)
        add_feed(scene, &scene->service->feeds[i], sheet);
    return RESULT_OK;
}

static unsigned open_feed(struct hand *hand)
{
    if (hand->service->feed_count == 0)
        return WISH_NOTHING;
    hand->target.view = &feed_view;
    hand->target.unit = UNIT_NONE;
    hand->target.feed = hand->place->row;
    return WISH_OPEN;
}

static unsigned feeds_act(struct hand *hand, enum action action)
{
    if (action == ACTION_OPEN || action == ACTION_RIGHT)
        return open_feed(hand);
    return list_act(hand->place, action);
}

static const enum action hints[] = {ACTION_DOWN, ACTION_OPEN, ACTION_EXPORT, ACTION_NONE};
static const struct hint_words words[] = {{ACTION_OPEN, "rejected rows"}, {ACTION_NONE, NULL}};

const struct view feeds_view = {
    .id = "feeds",
    .title = "Feeds",
    .about = "Every feed of the configuration: when its newest file was taken, how many rows it "
             "brought and how many were rejected, when the next one is expected, and whether it is "
             "fresh, stale (late), refused whole or never came. {open} shows the rejected rows.",
    .hints = hints,
    .panels = 1,
    .words = words,
    .of_all = true,
    .prepare = feeds_prepare,
    .draw = feeds_draw,
    .act = feeds_act,
    .sheet = feeds_sheet,
};

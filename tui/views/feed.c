/* One feed: how it stands, and the rows its newest file lost, read in place. */
#include <inttypes.h>
#include <stdio.h>

#include "tui/views/feed_words.h"
#include "tui/views/grid.h"
#include "tui/views/list.h"
#include "tui/views/pen.h"
#include "tui/views/sheets.h"
#include "tui/views/view.h"

#define MARGIN       1
#define HEAD         3
#define DETAILS_FROM 10 /* rows from which the selected row's reason is told in full */
#define DETAILS      2

/* NULL where the configuration names no feed. */
static const struct feed_spec *feed_at(const struct scene *scene, const struct view_place *place)
{
    bool is_there = place->feed < (int)scene->service->feed_count;

    return is_there ? &scene->service->feeds[place->feed] : NULL;
}

static const struct rejects *rejects_of(const struct scene *scene, const struct view_place *place)
{
    static const struct rejects none = {0};
    const struct feed_spec *feed = feed_at(scene, place);
    const struct rejects *rejects = feed ? snapshot_rejects(scene->snapshot, feed) : NULL;

    return rejects != NULL ? rejects : &none;
}

/* --- cells ------------------------------------------------------------------------------------ */

static void draw_line(const struct grid_cell *cell)
{
    const struct reject *reject = cell->thing;

    grid_number(cell, STYLE_TEXT, reject->line);
}

static void draw_column(const struct grid_cell *cell)
{
    const struct reject *reject = cell->thing;

    if (reject->column > 0)
        grid_number(cell, STYLE_TEXT, reject->column);
}

static void draw_reason(const struct grid_cell *cell)
{
    const struct reject *reject = cell->thing;

    grid_words(cell, STYLE_TEXT, reject->reason);
}

static const struct grid_column columns[] = {
    {{.heading = "line", .width = 7, .priority = 0, .align = ALIGN_RIGHT}, draw_line},
    {{.heading = "column", .width = 6, .priority = 2, .align = ALIGN_RIGHT}, draw_column},
    {{.heading = "why it was rejected", .width = 20, .flexible_to = 200, .priority = 1},
        draw_reason},
};

static const void *reject_in_row(const struct scene *scene, const struct view_place *place, int row)
{
    const struct rejects *rejects = rejects_of(scene, place);

    return row < (int)rejects->count ? &rejects->items[row] : NULL;
}

static const struct grid grid = {
    .columns = columns, .count = sizeof columns / sizeof columns[0], .at = reject_in_row};

/* --- the page --------------------------------------------------------------------------------- */

struct layout {
    struct rect head, list, details;
};

static struct layout layout_of(struct rect body)
{
    struct rect inner = {body.x + MARGIN, body.y, body.width - 2 * MARGIN, HEAD};
    struct layout layout = {inner, inner, inner};

    layout.details.height = body.height >= DETAILS_FROM ? DETAILS : 0;
    layout.details.y = body.y + body.height - layout.details.height;
    layout.list.y += HEAD;
    layout.list.height = layout.details.y - layout.list.y;
    return layout;
}

static enum result feed_prepare(
    const struct scene *scene, struct view_place *place, struct rect body)
{
    const struct feed_spec *feed = feed_at(scene, place);
    enum result result = feed != NULL ? snapshot_prepare_rejects(scene->snapshot, feed) : RESULT_OK;

    if (result != RESULT_OK)
        return result;
    list_fit(place, (int)rejects_of(scene, place)->count, layout_of(body).list.height - 1);
    return RESULT_OK;
}

/* "cases  refused  cases-0302.csv, read Mon 2 Mar 2020 06:12: 812 rows taken, 12 rejected" */
static void draw_facts(const struct scene *scene, const struct feed_spec *feed, struct pen *pen)
{
    const struct feed_state *state = snapshot_feed(scene->snapshot, feed);
    enum feed_standing standing = feed_stands(scene, feed);
    char moment[MOMENT_TEXT];

    pen_put(pen, STYLE_STRONG, "%s  ", feed->id);
    pen_put(pen, feed_style(standing), "%s", feed_standing_word(standing));
    if (state->attempt != 0)
        pen_put(pen, STYLE_TEXT, "  %s, read %s", state->attempted_file,
            moment_text(state->attempted_at, moment));
    if (state->ever && !state->last_refused)
        pen_put(pen, STYLE_TEXT, ": %" PRId64 " rows taken, %" PRId64 " rejected", state->rows,
            state->rejected);
}

static void draw_head(const struct scene *scene, const struct feed_spec *feed, struct pen *pen)
{
    char sentence[1024];

    draw_facts(scene, feed, pen);
    pen_next(pen);
    pen_paragraph(pen, STYLE_TEXT, feed_sentence(scene, feed, sentence, sizeof sentence));
}

static void draw_details(const struct feed_state *state, const struct reject *reject,
    struct canvas *canvas, struct rect rect)
{
    char text[512];
    struct pen pen;

    pen_init(&pen, canvas, rect);
    snprintf(text, sizeof text, "%s, line %" PRId64 ": %.200s", state->attempted_file, reject->line,
        reject->reason);
    pen_paragraph(&pen, STYLE_DIM, text);
}

static void feed_draw(const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect body)
{
    struct layout layout = layout_of(body);
    const struct feed_spec *feed = feed_at(scene, place);
    const struct reject *chosen = reject_in_row(scene, place, place->row);
    struct pen pen;

    pen_init(&pen, canvas, layout.head);
    if (feed == NULL) {
        pen_paragraph(&pen, STYLE_DIM, "The configuration names no feeds (feeds.yaml).");
        return;
    }
    draw_head(scene, feed, &pen);
    pen_init(&pen, canvas, layout.list);
    if (chosen == NULL) {
        pen_paragraph(&pen, STYLE_TEXT,
            scene->service->narrowing.partial
                ? "Rejected rows may be about anybody: they are shown to those who see everything."
                : "No rejected rows are kept of its newest file.");
        return;
    }
    grid_draw(&grid, scene, place, canvas, layout.list);
    draw_details(snapshot_feed(scene->snapshot, feed), chosen, canvas, layout.details);
}

/* The reasons name no identifying value: they may leave the house. */
static void note_file(
    const struct feed_spec *feed, const struct feed_state *state, struct sheet *sheet)
{
    char moment[MOMENT_TEXT];

    if (state->attempt == 0)
        sheet_note(sheet, "Feed %s.", feed->id);
    else
        sheet_note(sheet, "Feed %s, newest file %s, read %s.", feed->id, state->attempted_file,
            moment_text(state->attempted_at, moment));
    if (state->ever && !state->last_refused)
        sheet_note(
            sheet, "%" PRId64 " rows taken, %" PRId64 " rejected.", state->rows, state->rejected);
}

static enum result feed_sheet(
    const struct scene *scene, const struct view_place *place, struct sheet *sheet)
{
    const struct feed_spec *feed = feed_at(scene, place);
    const struct rejects *rejects = rejects_of(scene, place);

    char sentence[1024];

    sheet_begin(scene, place, sheet);
    if (feed != NULL) {
        note_file(feed, snapshot_feed(scene->snapshot, feed), sheet);
        sheet_note(sheet, "%s", feed_sentence(scene, feed, sentence, sizeof sentence));
    }
    sheet_column(sheet, "Line", SHEET_NUMBER);
    sheet_column(sheet, "Column", SHEET_NUMBER);
    sheet_column(sheet, "Why it was rejected", SHEET_TEXT);
    for (size_t i = 0; i < rejects->count; i++) {
        sheet_row(sheet);
        sheet_count(sheet, rejects->items[i].line);
        sheet_count(sheet, rejects->items[i].column);
        sheet_text(sheet, rejects->items[i].reason);
    }
    return RESULT_OK;
}

static unsigned feed_act(struct hand *hand, enum action action)
{
    return list_act(hand->place, action);
}

static const enum action hints[] = {ACTION_DOWN, ACTION_PAGE_DOWN, ACTION_EXPORT, ACTION_NONE};

const struct view feed_view = {
    .id = "feed",
    .title = "Rejected rows",
    .about = "One feed: its newest file, whether that was taken, and every row that was left out, "
             "with its line, its column and the reason. Rows are kept of the ten newest files.",
    .hints = hints,
    .panels = 1,
    .of_all = true,
    .prepare = feed_prepare,
    .draw = feed_draw,
    .act = feed_act,
    .sheet = feed_sheet,
};

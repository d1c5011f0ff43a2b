/* The published indicators: where the service stands against its target and against others. */
#include <stdio.h>
#include <string.h>

#include "tui/views/figures.h"
#include "tui/views/grid.h"
#include "tui/views/list.h"
#include "tui/views/scorecard_page.h"

#define MARGIN       1
#define DETAIL_LINES 5  /* a rule and four lines about the indicator one is on */
#define DETAIL_FROM  16 /* rows of body from which there is room for them */

/* --- rows: sections and their indicators, then targets that nothing is published for ---------- */

static bool is_used(const struct scorecard *card, const struct reference_target *target)
{
    for (size_t i = 0; i < card->section_count; i++)
        for (size_t j = 0; j < card->sections[i].count; j++)
            if (card->sections[i].indicators[j].target == target)
                return true;
    return false;
}

/* The target at `index` among those without an indicator; NULL past the last. */
static const struct reference_target *lone_target(const struct scorecard *card, int index)
{
    for (size_t i = 0; i < card->target_count; i++)
        if (!is_used(card, &card->targets[i]) && index-- == 0)
            return &card->targets[i];
    return NULL;
}

static struct scorecard_entry target_entry(const struct scorecard *card, int row)
{
    struct scorecard_entry entry = {0};

    if (row == 0 && lone_target(card, 0) != NULL)
        entry.heading = "Targets that no figure is published for";
    else if (row > 0)
        entry.target = lone_target(card, row - 1);
    return entry;
}

static struct scorecard_entry entry_at(const struct scorecard *card, int row)
{
    for (size_t i = 0; i < card->section_count; i++) {
        const struct indicator_section *section = &card->sections[i];

        if (row == 0)
            return (struct scorecard_entry){.heading = section->name};
        if (row <= (int)section->count)
            return (struct scorecard_entry){.indicator = &section->indicators[row - 1]};
        row -= (int)section->count + 1;
    }
    return target_entry(card, row);
}

static bool is_entry(struct scorecard_entry entry)
{
    return entry.heading != NULL || entry.indicator != NULL || entry.target != NULL;
}

static int count_rows(const struct scorecard *card)
{
    int count = 0;

    for (size_t i = 0; i < card->section_count; i++)
        count += 1 + (int)card->sections[i].count;
    while (is_entry(entry_at(card, count)))
        count++;
    return count;
}

static const char *heading_of(const void *list, int row)
{
    return entry_at(list, row).heading;
}

static const struct indicator *indicator_of(const struct grid_cell *cell)
{
    return entry_at(cell->list, cell->row).indicator;
}

/* --- cells ------------------------------------------------------------------------------------ */

static void draw_name(const struct grid_cell *cell)
{
    struct scorecard_entry entry = entry_at(cell->list, cell->row);
    char text[192];

    snprintf(text, sizeof text, "  %.8s %.150s",
        entry.indicator != NULL ? entry.indicator->number : entry.target->number,
        entry.indicator != NULL ? entry.indicator->name : entry.target->name);
    grid_field(cell, entry.indicator != NULL ? STYLE_TEXT : STYLE_DIM, text);
}

static void draw_unit(const struct grid_cell *cell)
{
    struct scorecard_entry entry = entry_at(cell->list, cell->row);
    const char *unit = entry.indicator != NULL ? entry.indicator->unit : entry.target->unit;

    grid_field(cell, STYLE_DIM, unit != NULL ? unit : "");
}

static void draw_good(const struct grid_cell *cell)
{
    const struct indicator *indicator = indicator_of(cell);

    if (indicator != NULL)
        grid_field(cell, STYLE_DIM, scorecard_good(indicator->better));
}

/* The figure `back` periods before the newest that had ended. */
static void draw_period(const struct grid_cell *cell, size_t back)
{
    const struct indicator *indicator = indicator_of(cell);
    size_t count = indicator != NULL ? indicator_periods(indicator, scorecard_day(cell->scene)) : 0;

    if (back >= count)
        return;

    grid_figure(cell, back == 0 ? STYLE_STRONG : STYLE_TEXT,
        scorecard_figure(cell->scene, &indicator->periods[count - 1 - back].own));
}

static void draw_second(const struct grid_cell *cell)
{
    draw_period(cell, 2);
}

static void draw_before(const struct grid_cell *cell)
{
    draw_period(cell, 1);
}

static void draw_latest(const struct grid_cell *cell)
{
    draw_period(cell, 0);
}

static void draw_travel(const struct grid_cell *cell)
{
    const struct indicator *indicator = indicator_of(cell);
    char text[32];

    if (indicator == NULL)
        return;

    enum travel travel = indicator_travel(indicator, scorecard_day(cell->scene));

    snprintf(
        text, sizeof text, "%s %s", scorecard_arrow(cell->scene, travel), scorecard_travel(travel));
    grid_field(cell, scorecard_travel_style(travel), text);
}

static void draw_status(const struct grid_cell *cell)
{
    const struct indicator *indicator = indicator_of(cell);
    enum status status = indicator != NULL ? scorecard_judged(cell->scene, indicator) : STATUS_NONE;
    char text[32];

    snprintf(text, sizeof text, "%c %s", status_letter(status), scorecard_status(status));
    grid_field(cell, status_style(status), text);
}

static void draw_target(const struct grid_cell *cell)
{
    const struct reference_target *target = scorecard_target(entry_at(cell->list, cell->row));

    if (target != NULL)
        grid_figure(cell, STYLE_TARGET, target->goal.text);
}

static const struct indicator_period *newest_of(const struct grid_cell *cell)
{
    return scorecard_newest(cell->scene, indicator_of(cell));
}

static void draw_neighbours(const struct grid_cell *cell)
{
    const struct indicator_period *period = newest_of(cell);

    if (period != NULL)
        grid_figure(cell, STYLE_TEXT, scorecard_figure(cell->scene, &period->neighbours));
}

static void draw_england(const struct grid_cell *cell)
{
    const struct indicator_period *period = newest_of(cell);

    if (period != NULL)
        grid_figure(cell, STYLE_TEXT, scorecard_figure(cell->scene, &period->england));
}

static void draw_best(const struct grid_cell *cell)
{
    const struct indicator_period *period = newest_of(cell);

    if (period == NULL || period->best_quarter.kind == PUBLISHED_UNKNOWN)
        return;
    if (indicator_in_best_quarter(indicator_of(cell), period))
        grid_field(cell, STYLE_IMPROVING, "in it");
    else
        grid_figure(cell, STYLE_TEXT, period->best_quarter.text);
}

static void draw_position(const struct grid_cell *cell)
{
    scorecard_track(cell->scene, newest_of(cell), cell->canvas, cell->at);
}

static const struct grid_column columns[] = {
    {{.heading = "Indicator", .width = 20, .flexible_to = 66, .priority = 0}, draw_name},
    {{.heading = "in", .width = 10, .priority = 12}, draw_unit},
    {{.heading = "good is", .width = 7, .priority = 8}, draw_good},
    {{.heading = "2 ago", .width = 5, .priority = 10, .align = ALIGN_RIGHT}, draw_second},
    {{.heading = "1 ago", .width = 5, .priority = 7, .align = ALIGN_RIGHT}, draw_before},
    {{.heading = "last", .width = 5, .priority = 1, .align = ALIGN_RIGHT}, draw_latest},
    {{.heading = "moving", .width = 8, .priority = 5}, draw_travel},
    {{.heading = "target", .width = 6, .priority = 6, .align = ALIGN_RIGHT}, draw_target},
    {{.heading = "status", .width = 8, .priority = 2}, draw_status},
    {{.heading = "neighbours", .width = 10, .priority = 3, .align = ALIGN_RIGHT}, draw_neighbours},
    {{.heading = "England", .width = 7, .priority = 4, .align = ALIGN_RIGHT}, draw_england},
    {{.heading = "best 1/4", .width = 8, .priority = 9, .align = ALIGN_RIGHT}, draw_best},
    {{.heading = "position", .width = 14, .flexible_to = 24, .priority = 11}, draw_position},
};
#define COLUMNS (sizeof columns / sizeof columns[0])

/* Names are long: the wider the screen, the more of it they get before other columns do. */
static int name_width(int width)
{
    if (width < 60)
        return 20;
    return width < 100 ? 28 : 29;
}

/* --- the view --------------------------------------------------------------------------------- */

struct layout {
    struct rect table, detail; /* detail.height 0: no room */
};

static struct layout layout_of(struct rect body)
{
    struct layout layout;

    body.x += MARGIN;
    body.width -= 2 * MARGIN;
    layout.table = layout.detail = body;
    layout.detail.height = body.height >= DETAIL_FROM ? DETAIL_LINES : 0;
    layout.table.height -= layout.detail.height;
    layout.detail.y += layout.table.height;
    return layout;
}

static enum result scorecard_prepare(
    const struct scene *scene, struct view_place *place, struct rect body)
{
    list_fit(place, count_rows(scorecard_of(scene)), grid_room(layout_of(body).table.height));
    return RESULT_OK;
}

static void scorecard_draw(const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect body)
{
    struct layout layout = layout_of(body);
    struct grid_column fitted[COLUMNS];
    struct grid grid = {
        .columns = fitted, .count = COLUMNS, .list = scorecard_of(scene), .heading = heading_of};

    memcpy(fitted, columns, sizeof columns);
    fitted[0].column.width = name_width(layout.table.width);
    if (place->count == 0) {
        canvas_field(canvas, layout.table.x, layout.table.y, layout.table.width, ALIGN_LEFT,
            STYLE_DIM, "No published indicators: there is no reference/scorecard.yaml.");
        return;
    }
    grid_draw(&grid, scene, place, canvas, layout.table);
    if (layout.detail.height > 0)
        scorecard_detail(scene, entry_at(scorecard_of(scene), place->row), canvas, layout.detail);
}

static unsigned scorecard_act(struct hand *hand, enum action action)
{
    return list_act(hand->place, action);
}

static const enum action hints[] = {
    ACTION_DOWN, ACTION_PAGE_DOWN, ACTION_MONTH_BACK, ACTION_LIVE, ACTION_NONE};

const struct view scorecard_view = {
    .id = "scorecard",
    .title = "Scorecard",
    .about =
        "The published indicators: what is good, the last three periods that had ended on the day "
        "shown, which way they are moving, and how the newest stands against the target (G met, A "
        "close, R missed), the statistical neighbours, England and the best quarter of all "
        "authorities. Counts and rates of children are never judged. A dash is what was published "
        "as not available.",
    .hints = hints,
    .panels = 1,
    .prepare = scorecard_prepare,
    .draw = scorecard_draw,
    .act = scorecard_act,
    .sheet = scorecard_sheet,
};

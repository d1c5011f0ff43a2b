/* What comes of it: the unit, its parents and siblings, real and as tried out. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/base/text.h"
#include "tui/views/figures.h"
#include "tui/views/grid.h"
#include "tui/views/names.h"
#include "tui/views/whatif.h"

/* The family's rows with the scale that all gauges share. */
struct rows {
    const struct trial *trial;
    double full;
};

static struct whatif_figure projected(
    const struct trial *trial, unit_index unit, const char *measure_id)
{
    return whatif_figure(trial->whatif, trial->scene->snapshot, unit, measure_named(measure_id));
}

static unit_index unit_at(const struct grid_cell *cell)
{
    const struct rows *list = cell->list;

    return family_at(&list->trial->family, cell->row);
}

static struct whatif_figure cell_figure(const struct grid_cell *cell, const char *measure_id)
{
    const struct rows *list = cell->list;

    return projected(list->trial, unit_at(cell), measure_id);
}

/* --- cells ------------------------------------------------------------------------------------ */

static bool is_tried_in(const struct whatif *whatif, unit_index unit)
{
    for (int i = 0; i < whatif->count; i++)
        if (whatif->changes[i].unit == unit)
            return true;
    return false;
}

/* Units something is tried out in are marked: "*". */
static void draw_name(const struct grid_cell *cell)
{
    const struct rows *list = cell->list;
    unit_index unit = unit_at(cell);
    int indent = family_depth(&list->trial->family, unit);
    bool tried = is_tried_in(list->trial->whatif, unit);

    indent = indent < cell->at.width / 3 ? indent : cell->at.width / 3;
    if (tried)
        canvas_text(cell->canvas, cell->at.x + indent, cell->at.y, STYLE_STRONG, "*");
    indent += tried ? 1 : 0;
    name_draw(cell->canvas, cell->at.x + indent, cell->at.y, cell->at.width - indent,
        tried ? STYLE_STRONG : STYLE_TEXT, unit_of(cell->scene, unit)->name);
}

/* "R 26.0": the letter goes with the figure. */
static void draw_judged(
    const struct grid_cell *cell, const struct figure *figure, enum status status, bool stale)
{
    enum style style = stale ? STYLE_STALE : status_style(status);
    char value[FIGURE_TEXT], text[FIGURE_TEXT + 4];

    figure_text(cell->scene, figure, measure_named("pressure").measure, value);
    if (value[0] == '\0')
        return;
    snprintf(text, sizeof text, "%c %s", status_letter(status), value);
    grid_figure(cell, style, text);
}

static void draw_real(const struct grid_cell *cell, const char *measure_id)
{
    struct whatif_figure figure = cell_figure(cell, measure_id);

    draw_judged(cell, &figure.real.figure, figure.real.status, figure.real.stale);
}

static void draw_after(const struct grid_cell *cell, const char *measure_id)
{
    struct whatif_figure figure = cell_figure(cell, measure_id);

    draw_judged(cell, &figure.after, figure.after_status, figure.real.stale);
}

#define TENTH (FIXED_ONE / 10)

/* To one decimal, half away from zero, as it stands on the screen. */
static fixed_t shown_value(const struct figure *figure)
{
    fixed_t half = figure->value < 0 ? -TENTH / 2 : TENTH / 2;

    return (figure->value + half) / TENTH * TENTH;
}

/* What is shown less what is shown: the columns add up, and what can't be seen did not change. */
static void draw_change(const struct grid_cell *cell, const char *measure_id)
{
    struct whatif_figure figure = cell_figure(cell, measure_id);
    fixed_t change = shown_value(&figure.after) - shown_value(&figure.real.figure);
    char text[FIGURE_TEXT];

    if (figure.after.has_value && figure.real.figure.has_value && change != 0)
        grid_figure(cell, STYLE_STRONG, signed_text(cell->scene->glyphs, change, 1, text));
}

static void draw_pressure_real(const struct grid_cell *cell)
{
    draw_real(cell, "pressure");
}

static void draw_pressure_after(const struct grid_cell *cell)
{
    draw_after(cell, "pressure");
}

static void draw_pressure_change(const struct grid_cell *cell)
{
    draw_change(cell, "pressure");
}

static void draw_caseload_real(const struct grid_cell *cell)
{
    draw_real(cell, "average_caseload");
}

static void draw_caseload_after(const struct grid_cell *cell)
{
    draw_after(cell, "average_caseload");
}

static void draw_caseload_change(const struct grid_cell *cell)
{
    draw_change(cell, "average_caseload");
}

/* --- the gauge -------------------------------------------------------------------------------- */

static double number(fixed_t value)
{
    return (double)value / (double)FIXED_ONE;
}

static const struct thresholds *band_at(const struct scene *scene, unit_index unit)
{
    const struct thresholds *thresholds =
        unit_thresholds(scene->service, unit, measure_named("pressure").measure);

    return thresholds != NULL && thresholds->has_band ? thresholds : NULL;
}

static struct gauge_mark mark_of(const struct figure *figure, enum status status)
{
    bool known = figure->has_data && figure->has_value;

    return (struct gauge_mark){known ? number(figure->value) : 0, known, status_style(status)};
}

static void draw_gauge(const struct grid_cell *cell)
{
    const struct rows *list = cell->list;
    const struct thresholds *band = band_at(cell->scene, unit_at(cell));
    struct whatif_figure figure = cell_figure(cell, "pressure");
    struct gauge gauge = {.has_band = band != NULL,
        .full = list->full,
        .before = mark_of(&figure.real.figure, figure.real.status),
        .after = mark_of(&figure.after, figure.after_status)};

    if (band != NULL) {
        gauge.low = number(band->band_low);
        gauge.high = number(band->band_high);
    }
    if (gauge.before.known || gauge.after.known)
        gauge_draw(cell->canvas, cell->at, cell->scene->glyphs, &gauge);
}

/* "10–21": what the gauge's line is, in figures. */
static void draw_band(const struct grid_cell *cell)
{
    const struct thresholds *band = band_at(cell->scene, unit_at(cell));
    char low[FIXED_TEXT_SIZE], high[FIXED_TEXT_SIZE], text[2 * FIXED_TEXT_SIZE + 4];

    if (band == NULL)
        return;
    snprintf(text, sizeof text, "%s%s%s", fixed_text(band->band_low, low),
        cell->scene->glyphs->no_value, fixed_text(band->band_high, high));
    grid_figure(cell, STYLE_DIM, text);
}

static double larger(double a, double b)
{
    return a > b ? a : b;
}

static double reach_of(const struct trial *trial, unit_index unit)
{
    const struct thresholds *band = band_at(trial->scene, unit);
    struct whatif_figure figure = projected(trial, unit, "pressure");
    struct gauge_mark real = mark_of(&figure.real.figure, STATUS_NONE);
    struct gauge_mark after = mark_of(&figure.after, STATUS_NONE);

    return larger(larger(real.value, after.value), band != NULL ? number(band->band_high) : 0);
}

#define SCALE_STEP 10 /* the scale grows in tens, so that it rests while a lever moves a little */

static double scale_of_rows(const struct trial *trial, const struct view_place *place, int room)
{
    double reach = 0;
    unit_index unit = family_at(&trial->family, place->top);

    for (int i = 0; i < room && unit != UNIT_NONE; i++) {
        reach = larger(reach, reach_of(trial, unit));
        unit = family_next(&trial->family, unit);
    }
    return (floor(reach / SCALE_STEP) + 1) * SCALE_STEP;
}

/* --- the table -------------------------------------------------------------------------------- */

static const struct grid_column columns[] = {
    {{.heading = "Unit", .width = 14, .flexible_to = 34, .priority = 0}, draw_name},
    {{.heading = "pressure", .width = 8, .priority = 2, .align = ALIGN_RIGHT}, draw_pressure_real},
    {{.heading = "what-if", .width = 7, .priority = 1, .align = ALIGN_RIGHT}, draw_pressure_after},
    {{.heading = "change", .width = 6, .priority = 3, .align = ALIGN_RIGHT}, draw_pressure_change},
    {{.heading = "band", .width = 5, .priority = 7, .align = ALIGN_RIGHT}, draw_band},
    {{.heading = "in its band?", .width = 12, .flexible_to = 40, .priority = 8}, draw_gauge},
    {{.heading = "caseload", .width = 8, .priority = 4, .align = ALIGN_RIGHT}, draw_caseload_real},
    {{.heading = "what-if", .width = 7, .priority = 5, .align = ALIGN_RIGHT}, draw_caseload_after},
    {{.heading = "change", .width = 6, .priority = 6, .align = ALIGN_RIGHT}, draw_caseload_change},
};

int whatif_room(int height)
{
    return grid_room(height);
}

#define NAME_PART 3 /* of the width, at most, goes to names before anything else */

/* What the longest name in sight takes, with its indent and mark. */
static int name_width(const struct trial *trial, const struct view_place *place, struct rect rect)
{
    int longest = columns[0].column.width, most = rect.width / NAME_PART;
    unit_index unit = family_at(&trial->family, place->top);

    for (int i = 0; i < grid_room(rect.height) && unit != UNIT_NONE; i++) {
        int width =
            family_depth(&trial->family, unit) + 1 + text_width(unit_of(trial->scene, unit)->name);

        longest = width > longest ? width : longest;
        unit = family_next(&trial->family, unit);
    }
    most = most > columns[0].column.width ? most : columns[0].column.width;
    return longest < most ? longest : most;
}

void whatif_draw_units(const struct trial *trial, const struct view_place *place,
    struct canvas *canvas, struct rect rect)
{
    struct grid_column fitted[sizeof columns / sizeof columns[0]];
    const struct rows list = {trial, scale_of_rows(trial, place, grid_room(rect.height))};
    const struct grid grid = {
        .columns = fitted, .count = sizeof columns / sizeof columns[0], .list = &list};

    memcpy(fitted, columns, sizeof columns);
    fitted[0].column.width = name_width(trial, place, rect);
    grid_draw(&grid, trial->scene, place, canvas, rect);
}

/* The half-years that were published, each the total and then its sources, beside the same months
 * here. */
#include <stdio.h>

#include "tui/views/demand_page.h"
#include "tui/views/figures.h"

#define MONTHS 60 /* back from the day shown */

struct period_row {
    const struct request_period *period;
    const struct request_source *source; /* NULL: the heading or the total */
    bool is_heading;
};

static struct period_row period_at(const struct front_doors *doors, int row)
{
    for (size_t i = 0; i < doors->period_count; i++) {
        const struct request_period *period = &doors->periods[i];
        int sources = (int)period->source_count;

        if (row <= sources + 1)
            return (struct period_row){
                period, row > 1 ? &period->sources[row - 2] : NULL, row == 0};
        row -= sources + 2;
    }
    return (struct period_row){0};
}

int demand_period_rows(const struct front_doors *doors)
{
    int count = 0;

    for (size_t i = 0; i < doors->period_count; i++)
        count += (int)doors->periods[i].source_count + 2;
    return count;
}

static const char *period_heading(const void *list, int row)
{
    struct period_row at = period_at(list, row);

    return at.is_heading ? at.period->name : NULL;
}

static int months_in(const struct request_period *period)
{
    struct civil from = day_to_civil(period->from), last = day_to_civil(period->last);

    return (last.year - from.year) * 12 + last.month - from.month + 1;
}

/* Σ of the months of the period: no value unless every one of them is known on the day shown;
 * suppressed where one of them is. */
static struct figure count_here(const struct scene *scene, unit_index unit,
    const struct request_period *period, const char *source)
{
    struct figure figures[MONTHS];
    struct span spans[MONTHS];
    size_t count = snapshot_trend(
        scene->snapshot, unit, demand_requests(source), POINTS_MONTH, MONTHS, figures, spans);
    struct figure sum = {.has_data = true};
    int months = 0;

    for (size_t i = 0; i < count; i++)
        if (spans[i].from >= period->from && spans[i].last <= period->last) {
            sum.value += figures[i].value;
            sum.suppressed |= figures[i].suppressed;
            months += figures[i].has_value;
        }
    sum.has_value = months == months_in(period);
    return sum;
}

static fixed_t published_count(struct period_row at)
{
    /* A row without a source is a period's own. */
    /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
    return at.source != NULL ? at.source->count : at.period->total;
}

bool demand_period_at(const struct scene *scene, int row, struct demand_period *ret)
{
    const struct front_doors *doors = demand_doors(scene->service);
    struct period_row at = period_at(doors, row);

    if (at.period == NULL || at.is_heading)
        return false;
    *ret = (struct demand_period){.unit = doors->units[0],
        .name = at.period->name,
        .source = at.source != NULL ? at.source->source : NULL,
        .published = published_count(at)};

    struct figure here =
        count_here(scene, ret->unit, at.period, ret->source != NULL ? ret->source : "");

    ret->known = here.has_value;
    ret->here = here.value;
    return true;
}

static struct figure here_of(const struct grid_cell *cell)
{
    struct period_row at = period_at(cell->list, cell->row);
    const struct front_doors *doors = cell->list;

    if (doors->unit_count == 0 || demand_if_shown(cell->scene, doors->units[0]) == UNIT_NONE)
        return (struct figure){0};
    return count_here(
        cell->scene, doors->units[0], at.period, at.source != NULL ? at.source->source : "");
}

static void draw_period_name(const struct grid_cell *cell)
{
    struct period_row at = period_at(cell->list, cell->row);
    char text[96];

    snprintf(text, sizeof text, "  %.80s", at.source != NULL ? at.source->source : "all requests");
    grid_field(cell, STYLE_TEXT, text);
}

static void draw_published(const struct grid_cell *cell)
{
    demand_draw_count(cell, published_count(period_at(cell->list, cell->row)), STYLE_TEXT);
}

static void draw_here(const struct grid_cell *cell)
{
    struct figure here = here_of(cell);

    if (here.has_value)
        demand_draw_count(cell, here.value, STYLE_STRONG);
    else if (here.suppressed)
        grid_figure(cell, STYLE_STRONG, SUPPRESSED_TEXT);
    else
        grid_figure(cell, STYLE_DIM, cell->scene->glyphs->no_value);
}

static void draw_difference(const struct grid_cell *cell)
{
    struct figure here = here_of(cell);
    char text[FIGURE_TEXT];

    if (here.has_value)
        grid_figure(cell, STYLE_TEXT,
            signed_text(cell->scene->glyphs,
                here.value - published_count(period_at(cell->list, cell->row)), 0, text));
}

static fixed_t largest_total(const struct front_doors *doors)
{
    fixed_t most = 0;

    for (size_t i = 0; i < doors->period_count; i++)
        most = doors->periods[i].total > most ? doors->periods[i].total : most;
    return most;
}

static void draw_published_bar(const struct grid_cell *cell)
{
    bar_draw(cell->canvas, cell->at, cell->scene->glyphs, STYLE_LINE,
        (double)published_count(period_at(cell->list, cell->row)),
        (double)largest_total(cell->list), 0);
}

static const struct grid_column period_columns[] = {
    {{.heading = "Period", .width = 14, .flexible_to = 30, .priority = 0}, draw_period_name},
    {{.heading = "published", .width = 9, .priority = 1, .align = ALIGN_RIGHT}, draw_published},
    {{.heading = "here", .width = 7, .priority = 2, .align = ALIGN_RIGHT}, draw_here},
    {{.heading = "difference", .width = 10, .priority = 3, .align = ALIGN_RIGHT}, draw_difference},
    {{.heading = "", .width = 12, .flexible_to = 40, .priority = 4}, draw_published_bar},
};

void demand_draw_periods(const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect rect)
{
    struct grid grid = {.columns = period_columns,
        .count = sizeof period_columns / sizeof period_columns[0],
        .list = demand_doors(scene->service),
        .heading = period_heading};

    grid_draw(&grid, scene, place, canvas, rect);
}

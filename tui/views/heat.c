#include "tui/views/heat.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/grow.h"
#include "tui/views/figures.h"

#define CELL_MOST 3

/* --- one unit's points ------------------------------------------------------------------------ */

struct series_points {
    struct figure figures[TREND_MOST];
    struct span spans[TREND_MOST];
    size_t count;
};

static void read_points(const struct scene *scene, unit_index unit, struct measure_ref measure,
    struct series_points *ret)
{
    enum points points = measure_points(scene->service, measure.measure);

    ret->count = snapshot_trend(
        scene->snapshot, unit, measure, points, trend_length(points), ret->figures, ret->spans);
}

static bool is_known(const struct figure *figure)
{
    return figure->has_data && figure->has_value;
}

/* --- shades ----------------------------------------------------------------------------------- */

/* The columns are those of the unit that reaches furthest, to the newest day and back from it. */
static void offer_axis(struct heat_points *all, unit_index unit, const struct series_points *points)
{
    day_t last = points->count > 0 ? points->spans[points->count - 1].last : DAY_NONE;

    if (points->count == 0 || last < all->newest ||
        (last == all->newest && points->count <= all->axis_points))
        return;
    all->newest = last;
    all->axis_points = points->count;
    all->axis = unit;
}

void heat_points_begin(struct heat_points *points)
{
    points->count = 0;
    points->newest = DAY_NONE;
    points->axis_points = 0;
    points->axis = UNIT_NONE;
}

void heat_points_done(struct heat_points *points)
{
    free(points->values);
    *points = (struct heat_points){0};
}

enum result heat_points_add(
    struct heat_points *all, const struct scene *scene, unit_index unit, struct measure_ref measure)
{
    struct series_points points;

    if (!grow_room(&all->values, &all->room, all->count + TREND_MOST, sizeof *all->values))
        return RESULT_NO_MEMORY;
    read_points(scene, unit, measure, &points);
    offer_axis(all, unit, &points);
    for (size_t i = 0; i < points.count; i++)
        if (is_known(&points.figures[i]))
            all->values[all->count++] = (double)points.figures[i].value / (double)FIXED_ONE;
    return RESULT_OK;
}

static int compare_values(const void *a, const void *b)
{
    const double *left = a, *right = b;

    return (*left > *right) - (*left < *right);
}

static void cut_in_fifths(struct heat_points *all, struct heat *heat)
{
    if (all->count == 0)
        return;
    qsort(all->values, all->count, sizeof *all->values, compare_values);
    for (size_t i = 0; i < HEAT_SHADES - 1; i++) {
        size_t at = (all->count * (i + 1) + HEAT_SHADES - 1) / HEAT_SHADES;

        heat->edges[i] = all->values[at > 0 ? at - 1 : 0];
    }
}

void heat_points_end(struct heat_points *points, struct heat *ret)
{
    *ret = (struct heat){.axis = points->axis};
    cut_in_fifths(points, ret);
    heat_points_done(points);
}

static int shade_of(const struct heat *heat, double value)
{
    int shade = 0;

    while (shade < HEAT_SHADES - 1 && value > heat->edges[shade])
        shade++;
    return shade;
}

/* --- columns ---------------------------------------------------------------------------------- */

void heat_map_open(struct heat_map *map, const struct scene *scene, const struct heat *heat,
    struct measure_ref measure, int room)
{
    struct series_points points;

    *map = (struct heat_map){.scene = scene,
        .heat = heat,
        .measure = measure,
        .points = measure_points(scene->service, measure.measure),
        .cell = 1};
    if (heat->axis == UNIT_NONE || room <= 0)
        return;
    read_points(scene, heat->axis, measure, &points);
    map->count = points.count < (size_t)room ? points.count : (size_t)room;
    memcpy(map->spans, &points.spans[points.count - map->count], map->count * sizeof *map->spans);
    while (map->count > 0 && map->cell < CELL_MOST && (map->cell + 1) * (int)map->count <= room)
        map->cell++;
}

int heat_map_width(const struct heat_map *map)
{
    return (int)map->count * map->cell;
}

/* The column of the point that ends on this day; −1: it is none of them. */
static int column_of(const struct heat_map *map, day_t last)
{
    for (size_t i = 0; i < map->count; i++)
        if (map->spans[i].last == last)
            return (int)i;
    return -1;
}

/* --- drawing ---------------------------------------------------------------------------------- */

#define DAY_COLUMNS 15 /* "Mon 30 Nov 2020" */

static const char *every(const struct heat_map *map)
{
    int days = map->spans[0].last - map->spans[0].from + 1;

    return days > 31 ? "readings" : points_word(map->points);
}

void heat_draw_heading(const struct heat_map *map, struct canvas *canvas, struct rect rect)
{
    char first[32], last[32];

    if (map->count == 0)
        return;
    day_text_long(map->spans[0].last, first, sizeof first);
    day_text_long(map->spans[map->count - 1].last, last, sizeof last);
    if (rect.width >= 2 * DAY_COLUMNS + 1) {
        canvas_field(canvas, rect.x, rect.y, DAY_COLUMNS, ALIGN_LEFT, STYLE_DIM, first);
        canvas_field(canvas, rect.x + rect.width - DAY_COLUMNS, rect.y, DAY_COLUMNS, ALIGN_RIGHT,
            STYLE_DIM, last);
    } else if (rect.width >= DAY_COLUMNS + 3) {
        canvas_format(canvas, rect.x, rect.y, STYLE_DIM, "to %s", last);
    } else if (rect.width >= DAY_COLUMNS - 3) {
        canvas_format(canvas, rect.x, rect.y, STYLE_DIM, "%zu %s", map->count, every(map));
    }
}

static void draw_point(
    const struct heat_map *map, const struct figure *figure, struct canvas *canvas, int x, int y)
{
    int shade = shade_of(map->heat, (double)figure->value / (double)FIXED_ONE);

    for (int i = 0; i < map->cell; i++)
        canvas_text(canvas, x + i, y, STYLE_LINE, map->scene->glyphs->shade[shade]);
}

void heat_draw_row(
    const struct heat_map *map, unit_index unit, struct canvas *canvas, struct rect rect)
{
    struct series_points points;

    read_points(map->scene, unit, map->measure, &points);
    for (size_t i = 0; i < points.count; i++) {
        int column = column_of(map, points.spans[i].last);

        if (column >= 0 && is_known(&points.figures[i]))
            draw_point(map, &points.figures[i], canvas, rect.x + column * map->cell, rect.y);
    }
}

void heat_draw_key(const struct heat_map *map, struct canvas *canvas, struct rect rect)
{
    const char *const *shade = map->scene->glyphs->shade;
    int x = rect.x + rect.width - HEAT_KEY;

    if (map->count == 0 || rect.width < HEAT_KEY)
        return;
    canvas_text(canvas, x, rect.y, STYLE_DIM, "least");
    for (int i = 0; i < HEAT_SHADES; i++)
        canvas_text(canvas, x + 6 + i, rect.y, STYLE_LINE, shade[i]);
    canvas_text(canvas, x + 12, rect.y, STYLE_DIM, "most");
}

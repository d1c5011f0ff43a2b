/*
 * heat.h: a measure of many units through time, one row a unit, one column a week, month or reading.
 *
 * Every point is shaded by the fifth it is in among all points of all rows, so that the darkest say
 * where and since when a figure is high. The shades are found before drawing, row by row, which can
 * run out of memory, and kept in the place; drawing owns nothing and cannot fail.
 */
#ifndef TEAMTOP_VIEWS_HEAT_H
#define TEAMTOP_VIEWS_HEAT_H

#include "tui/views/trend.h"
#include "tui/views/view.h"

/* All that is known of the rows so far. */
struct heat_points {
    double *values;
    size_t count, room;
    day_t newest;       /* of the axis so far */
    size_t axis_points; /* how many it has */
    unit_index axis;
};

void heat_points_done(struct heat_points *points); /* zeroed they are valid and none */
/* Begins with no row; each row, whose unit is prepared, adds its points; the end finds the shades. */
void heat_points_begin(struct heat_points *points);
MUST_CHECK enum result heat_points_add(struct heat_points *points, const struct scene *scene,
    unit_index unit, struct measure_ref measure);
void heat_points_end(struct heat_points *points, struct heat *ret);

/* What the columns of one drawing are. */
struct heat_map {
    const struct scene *scene;
    const struct heat *heat;
    struct measure_ref measure;
    enum points points;
    struct span spans[TREND_MOST];
    size_t count; /* the newest that have room; 0: nothing to draw */
    int cell;     /* columns a point takes */
};

/* As many of the newest points as `room` columns hold. */
void heat_map_open(struct heat_map *map, const struct scene *scene, const struct heat *heat,
    struct measure_ref measure, int room);
int heat_map_width(const struct heat_map *map);

/* First and last day of the columns, or how many points they are where days have no room. */
void heat_draw_heading(const struct heat_map *map, struct canvas *canvas, struct rect rect);
void heat_draw_row(
    const struct heat_map *map, unit_index unit, struct canvas *canvas, struct rect rect);
#define HEAT_KEY 16 /* columns of the key */
/* "least ·░▒▓█ most", right-aligned. */
void heat_draw_key(const struct heat_map *map, struct canvas *canvas, struct rect rect);

#endif

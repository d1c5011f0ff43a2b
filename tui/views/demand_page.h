/*
 * demand_page.h: what the files of the demand view share: front doors, their sources and the drawing
 * of both.
 *
 * Nothing outside the view includes this. demand.c lays out and takes keys; all of it reads the
 * snapshot of the scene, owns nothing, and only preparing can fail.
 */
#ifndef TEAMTOP_VIEWS_DEMAND_PAGE_H
#define TEAMTOP_VIEWS_DEMAND_PAGE_H

#include "tui/views/grid.h"
#include "tui/views/view.h"

#define SOURCES_MOST 12

/* What comes in at a unit, by source: the figure is its count in the window and its share. */
struct demand_sources {
    unit_index unit;
    struct share shares[SOURCES_MOST];
    size_t count;
};

const struct front_doors *demand_doors(const struct service *service);
/* The unit, if it is at or below the top of what is shown; else UNIT_NONE. */
unit_index demand_if_shown(const struct scene *scene, unit_index unit);
/* Fails as snapshot_prepare() does. */
MUST_CHECK enum result demand_prepare_doors(
    const struct scene *scene, const struct view_place *place);

/* `source` is "" for all requests. */
struct measure_ref demand_requests(const char *source);
void demand_read_sources(
    const struct scene *scene, unit_index unit, struct demand_sources *sources);

/* Ten-thousandths, shown whole. */
void demand_draw_count(const struct grid_cell *cell, fixed_t count, enum style style);
/* Nothing where the rectangle has no height; `source` is "" for all requests. */
void demand_draw_chart(const struct scene *scene, unit_index unit, const char *source,
    struct canvas *canvas, struct rect rect);

/* demand_periods.c: rows of what was published, beside the same months here. */
int demand_period_rows(const struct front_doors *doors);
void demand_draw_periods(const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect rect);

/* One count that was published, and what came in at the first door, which must be shown, in the
 * same months. False: the row is a heading. */
struct demand_period {
    unit_index unit;
    const char *name;   /* "January to June 2018" */
    const char *source; /* NULL: all requests */
    fixed_t published;
    bool known; /* every month of it, here */
    fixed_t here;
};
bool demand_period_at(const struct scene *scene, int row, struct demand_period *ret);

/* demand_sheet.c: a row for each source of each door and each published count; struct view says how it fails. */
enum result demand_sheet(
    const struct scene *scene, const struct view_place *place, struct sheet *sheet);

#endif

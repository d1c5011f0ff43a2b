/*
 * grid.h: a list of things that are not units, one a row, in columns that go by priority.
 *
 * A grid is a constant table of columns, each with the function that draws its cell; where the
 * selection is comes from the place. Owns nothing and cannot fail.
 */
#ifndef TEAMTOP_VIEWS_GRID_H
#define TEAMTOP_VIEWS_GRID_H

#include "tui/views/view.h"

#define GRID_COLUMNS 8

/* Where one thing is drawn, in one column. */
struct grid_cell {
    const struct scene *scene;
    const void *thing;
    struct canvas *canvas;
    int x, y, width;
};

struct grid_column {
    struct column column;
    void (*draw)(const struct grid_cell *cell);
};

struct grid {
    const struct grid_column *columns;
    size_t count; /* at most GRID_COLUMNS */
    /* The thing in a row; NULL past the last. */
    const void *(*at)(const struct scene *scene, const struct view_place *place, int row);
};

/* Headings on the first row of the rectangle, and below them the rows from place->top on. */
void grid_draw(const struct grid *grid, const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect rect);

/* For cells: text cut between words; a figure that is never cut. */
void grid_words(const struct grid_cell *cell, enum style style, const char *text);
void grid_number(const struct grid_cell *cell, enum style style, int64_t number);

#endif

/*
 * grid.h: a list of anything in columns: headings, sections, a selection, what is dropped first.
 *
 * A view gives a table of columns, each with the function that draws its cell; the grid fits them to
 * the width by priority, draws the rows in sight and marks the selected one. It owns nothing,
 * borrows what it lists and cannot fail.
 */
#ifndef TEAMTOP_VIEWS_GRID_H
#define TEAMTOP_VIEWS_GRID_H

#include "tui/views/view.h"

/* Where one column of one row stands. */
struct grid_cell {
    const struct scene *scene;
    const void *list;  /* the grid's */
    const void *thing; /* what is in the row; NULL where the grid has no `at` */
    int row;           /* from 0 */
    struct canvas *canvas;
    struct rect at; /* one row high */
};

struct grid_column {
    struct column column;
    void (*draw)(const struct grid_cell *cell);
};

#define GRID_COLUMNS 16 /* at most */

struct grid {
    const struct grid_column *columns;
    size_t count;
    const void *list; /* what cells are drawn from; or NULL */
    /* The heading that stands in this row instead of cells; NULL: cells. NULL: no headings. */
    const char *(*heading)(const void *list, int row);
    /* The thing in a row; NULL: cells find it by themselves. */
    const void *(*at)(const struct scene *scene, const struct view_place *place, int row);
};

#define GRID_HEADINGS 1 /* rows above the first */

/* Rows that fit a rectangle of this height. */
int grid_room(int height);

/* Headings on the first row of the rectangle; below them the rows from place->top on, place->row
 * selected; `place` says how many there are. */
void grid_draw(const struct grid *grid, const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect rect);

/* For cells: text cut between words, or wherever it does not fit; a figure, which is never cut. */
void grid_words(const struct grid_cell *cell, enum style style, const char *text);
void grid_field(const struct grid_cell *cell, enum style style, const char *text);
void grid_figure(const struct grid_cell *cell, enum style style, const char *text);
void grid_number(const struct grid_cell *cell, enum style style, int64_t number);

#endif

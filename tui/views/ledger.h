/*
 * ledger.h: rows of anything in columns: headings, sections, a selection, what is dropped first.
 *
 * A view gives a constant table of columns, each with what draws one cell; the ledger fits them to
 * the width, draws the rows in sight and marks the selected one. It owns nothing, borrows what it
 * lists and cannot fail.
 */
#ifndef TEAMTOP_VIEWS_LEDGER_H
#define TEAMTOP_VIEWS_LEDGER_H

#include "tui/views/view.h"

/* Where one column of one row stands. */
struct ledger_cell {
    const struct scene *scene;
    const void *list; /* the ledger's */
    int row;          /* from 0 */
    struct canvas *canvas;
    struct rect at; /* one row high */
};

struct ledger_column {
    struct column column;
    void (*draw)(const struct ledger_cell *cell);
};

#define LEDGER_COLUMNS 16 /* at most */

struct ledger {
    const struct ledger_column *columns;
    size_t column_count;
    const void *list; /* what cells are drawn from */
    /* The heading that stands in this row instead of cells; NULL: cells. NULL: no headings. */
    const char *(*heading)(const void *list, int row);
};

#define LEDGER_HEADINGS 1 /* rows above the first */

/* Rows that fit a rectangle of this height. */
int ledger_room(int height);

/* Rows from place->top on, place->row selected; `place` says how many there are. */
void ledger_draw(const struct ledger *ledger, const struct scene *scene,
    const struct view_place *place, struct canvas *canvas, struct rect rect);

/* A cell's words, cut where they do not fit; its figure, never cut. */
void ledger_words(const struct ledger_cell *cell, enum style style, const char *text);
void ledger_figure(const struct ledger_cell *cell, enum style style, const char *text);

#endif

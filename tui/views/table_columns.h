/*
 * table_columns.h: the columns of the table of units: what each is called, measures and looks like.
 *
 * Constant data and functions that draw one figure into its slot; for table.c. Owns nothing and
 * cannot fail; the unit must be prepared.
 */
#ifndef TEAMTOP_VIEWS_TABLE_COLUMNS_H
#define TEAMTOP_VIEWS_TABLE_COLUMNS_H

#include "tui/views/table.h"

#define TABLE_NAME_LEAST 24
#define TABLE_NAME_MOST  44

/* One figure's place on the canvas. */
struct slot {
    const struct scene *scene;
    struct canvas *canvas;
    unit_index unit;
    int x, y, width;
    double low, high; /* of the column, for sparklines */
};

/* One column of the catalogue. */
struct column_spec {
    const char *group;   /* the same pointer for neighbours of one group; NULL: none */
    const char *heading; /* NULL: the window */
    const char *measure;
    int width, most, priority;
    void (*draw)(const struct slot *slot, struct measure_ref measure);
    int (*needs)(const struct scene *scene, unit_index unit, struct measure_ref measure);
    bool sorts;    /* one can sort by it */
    bool is_trend; /* a sparkline: its rows share one scale */
};

const struct column_spec *table_spec(int column); /* enum table_column */

#endif

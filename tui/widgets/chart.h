/*
 * chart.h: between the files of the chart: where its parts are, and what draws its line.
 *
 * Nothing outside tui/widgets includes this. A plot points at what the caller of chart_draw() owns
 * for as long as that call lasts; nothing fails.
 */
#ifndef TEAMTOP_WIDGETS_CHART_H
#define TEAMTOP_WIDGETS_CHART_H

#include "tui/widgets/scale.h"
#include "tui/widgets/widgets.h"

/* The area inside the axes. */
struct plot {
    struct canvas *canvas;
    const struct glyphs *glyphs;
    const struct chart *chart;
    struct rect area; /* at least 1 x 1 */
    struct scale scale;
};

bool value_shows(double value);              /* a number that has a place on a scale */
bool point_shows(const struct point *point); /* known, and such a number */

/* Which of `columns` the point of this index is in: the first at the left, the newest at the right.
 */
int plot_column(const struct plot *plot, size_t index, int columns);

/* The value of the line at one of `columns`, between points in proportion; false in a gap. */
bool plot_value(const struct plot *plot, int column, int columns, double *ret);

/* The data line, one of the two. */
void plot_steps(const struct plot *plot);   /* line characters */
void plot_braille(const struct plot *plot); /* 2 x 4 dots a cell */

#endif

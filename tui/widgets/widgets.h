/*
 * widgets.h: what views are put together from: sparkline, chart, bar, table geometry, tree
 * scrolling.
 *
 * Widgets draw on a canvas inside a rectangle and know no word of the domain: points are doubles
 * with a flag, text is text. They own nothing, allocate nothing and cannot fail; whatever does not
 * fit is left out by priority, never cut through a figure.
 */
#ifndef TEAMTOP_WIDGETS_WIDGETS_H
#define TEAMTOP_WIDGETS_WIDGETS_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/screen/canvas.h"
#include "tui/screen/glyphs.h"

/* A point that is more than the usual ups and downs. */
enum special { SPECIAL_NONE, SPECIAL_GOOD, SPECIAL_BAD, SPECIAL_OTHER };

struct point {
    double value;
    bool known; /* false: a gap */
    enum special special;
};

/* What such a point looks like in a chart; "" for SPECIAL_NONE. */
const char *special_glyph(const struct glyphs *glyphs, enum special special, enum style *ret_style);

/* --- sparkline -------------------------------------------------------------------------------- */
/* One row, one column a point, the newest at the right and gaps left as they are; low…high is the
 * scale shared by all that are compared, a flat one (low = high) is drawn low-mid. */
void sparkline_draw(struct canvas *canvas, struct rect rect, const struct glyphs *glyphs,
    enum style style, const struct point *points, size_t count, double low, double high);

/* --- bar -------------------------------------------------------------------------------------- */
/* One row: `value` of `full` as eighths of a cell, and a mark at `limit` when 0 < limit ≤ full.
 * What is more than nothing shows, and only what is full looks full. */
void bar_draw(struct canvas *canvas, struct rect rect, const struct glyphs *glyphs,
    enum style style, double value, double full, double limit);

/* --- gauge
 * ----------------------------------------------------------------------------------------------
 */
struct gauge_mark {
    double value;
    bool known;
    enum style style;
};
struct gauge {
    bool has_band;
    double low, high; /* the band, drawn as a line */
    double full;      /* the value at the right edge; 0 is at the left */
    struct gauge_mark before, after;
};
/* One row: a band, a ring where a value was and a diamond where it is. The diamond covers the ring;
 * what lies beyond the edges is drawn at the edge. */
void gauge_draw(struct canvas *canvas, struct rect rect, const struct glyphs *glyphs,
    const struct gauge *gauge);

/* --- chart over time, with axes --------------------------------------------------------------- */
struct chart_line {
    double value;
    const char *label; /* "target 5.0": at the right edge where there is room */
    enum style style;
};
#define CHART_LINES 12
#define CHART_LABEL 24 /* columns of a line's label; a longer one is left out */
struct chart {
    const struct point *points;
    size_t count;
    struct chart_line lines[CHART_LINES]; /* mean, limits, target, benchmark */
    size_t line_count;
    const char *first_label, *last_label; /* below the x axis: "Mar 2019", "29 Feb 2020" */
    int decimals;                         /* of the y axis labels */
    bool braille;                         /* else blocks, or ASCII with ascii glyphs */
    int cursor;                           /* a point to mark, or −1 */
};
/* The newest point stands at the right edge. As the rectangle shrinks the labels at the right go
 * first, then the y axis, then the x axis; one row is a sparkline. */
void chart_draw(struct canvas *canvas, struct rect rect, const struct glyphs *glyphs,
    const struct chart *chart);

/* --- columns of a table by priority ----------------------------------------------------------- */
struct column {
    const char *heading;
    const char *group; /* heading over several neighbours ("Caseload"), or NULL */
    int width;         /* columns wanted, gap not counted */
    int flexible_to;   /* may grow up to this when there is room; 0: fixed */
    int priority;      /* 0 stays longest */
    enum align align;
    int x;      /* set by columns_fit(): −1 when left out */
    int fitted; /* the width it got */
};
/* Chooses which columns stand in `width` (gap columns between them) and where: in order of
 * priority, up to the first that has no room. The most important one stays however narrow it gets.
 */
void columns_fit(struct column *columns, size_t count, int width, int gap);
/* Selects in the row `line` the column that stays longest, which says what the row is about, and puts
 * the cursor there: what stands beside it keeps its colours, bars are not turned into their reverse,
 * and a move sends little. */
void columns_select(
    const struct column *columns, size_t count, struct canvas *canvas, struct rect line);

/* --- scrolling -------------------------------------------------------------------------------- */
/* The first row to show so that `selected` is inside `height` rows of `count`, moving as little as
 * possible from `top`. */
int scroll_fit(int top, int selected, int height, int count);

/* --- one-line prompt -------------------------------------------------------------------------- */
#define PROMPT_SIZE 128
struct prompt {
    char text[PROMPT_SIZE]; /* UTF-8 */
    size_t length;
};
/* Adds a character, or takes the last away for TT_KEY_BACKSPACE; false when the key means nothing
 * to it (a function key, a backspace on an empty prompt, no room). A zeroed prompt is an empty one.
 */
bool prompt_key(struct prompt *prompt, unsigned key);
/* On the first row of the rectangle, its end in sight; puts the cursor behind it. */
void prompt_draw(
    struct canvas *canvas, struct rect rect, const char *label, const struct prompt *prompt);

#endif

/*
 * canvas.h: a grid of cells that views and widgets draw on; no terminal anywhere near.
 *
 * A canvas owns its cells. Drawing outside of it, or of its current clip, is ignored cell by cell,
 * so any size from 1x1 is safe. Text is drawn by display width: a wide character that would be cut
 * in half becomes a blank. Only creating and resizing can fail (no memory).
 */
#ifndef TEAMTOP_SCREEN_CANVAS_H
#define TEAMTOP_SCREEN_CANVAS_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/result.h"

/* What a cell means; the theme says how that looks. */
enum style {
    STYLE_TEXT,
    STYLE_DIM,    /* labels, axes, what is not the point */
    STYLE_STRONG, /* headings, the figure that matters */
    STYLE_HEADER, /* top bar */
    STYLE_FOOTER, /* key hints */
    STYLE_FRAME,  /* lines between panels */
    STYLE_GREEN,
    STYLE_AMBER,
    STYLE_RED,
    STYLE_IMPROVING,
    STYLE_CONCERNING,
    STYLE_SPECIAL,
    STYLE_STALE,
    STYLE_CHANGED, /* moved by the last import */
    STYLE_LINE,    /* the data line of a chart, sparklines, bars */
    STYLE_LIMIT,   /* mean and limits in a chart */
    STYLE_TARGET,
    STYLE_KEY,    /* a key in the footer or the help */
    STYLE_NOTICE, /* "invented data", "not live" */
    STYLE_ERROR,
    STYLE_COUNT,
};

#define CANVAS_MARKS 2 /* combining marks kept per cell */

#define CHARACTER_MOST 0x1fffffu /* Unicode ends below it */

struct cell {
    uint32_t character : 21;      /* 0: right half of a wide character */
    uint32_t style : 10;          /* enum style */
    uint32_t selected : 1;        /* part of the selection (reverse video) */
    uint32_t marks[CANVAS_MARKS]; /* 0: none */
};

struct rect {
    int x, y, width, height; /* cells; x, y from 0 */
};

struct canvas {
    int width, height;
    struct cell *cells; /* row by row */
    struct rect clip;
    int cursor_x, cursor_y; /* where the hardware cursor stands; −1: hidden */
    bool ascii; /* cut marks are "." and not "…"; set by whoever made it, kept by clear */
};

#define CANVAS_MOST 4096 /* columns or rows; sizes are brought into 1…CANVAS_MOST */

/* Blank; on failure nothing has to be done with it. */
MUST_CHECK enum result canvas_init(struct canvas *canvas, int width, int height);
void canvas_done(struct canvas *canvas);
/* Blank afterwards; on failure as it was. */
MUST_CHECK enum result canvas_resize(struct canvas *canvas, int width, int height);
void canvas_clear(struct canvas *canvas); /* blanks, no clip, no cursor */

struct cell *canvas_cell(struct canvas *canvas, int x, int y); /* NULL outside */
struct rect canvas_clip(
    struct canvas *canvas, struct rect clip); /* intersects; returns the old one */
bool canvas_shows(const struct canvas *canvas, struct rect rect); /* nothing of it is clipped */
void canvas_unclip(struct canvas *canvas, struct rect old);

/* Draws clean UTF-8 at x, y; returns the columns it took (whether or not they were inside). */
int canvas_text(struct canvas *canvas, int x, int y, enum style style, const char *text);
int canvas_format(struct canvas *canvas, int x, int y, enum style style, const char *format, ...)
    PRINTF_LIKE(5, 6);
enum align { ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTRE };
/* Into exactly `columns`: padded with blanks, text that is too long cut with "…" ("." when the
 * canvas is for ASCII). Never use it for figures that may be cut: those go by canvas_figure(). */
void canvas_field(struct canvas *canvas, int x, int y, int columns, enum align align,
    enum style style, const char *text);
/* Right-aligned; when it does not fit, or the clip would cut it, the field is filled with '#', so
 * that no digit is ever cut. */
void canvas_figure(
    struct canvas *canvas, int x, int y, int columns, enum style style, const char *text);
void canvas_fill(struct canvas *canvas, struct rect rect, enum style style, uint32_t character);
void canvas_horizontal(
    struct canvas *canvas, int x, int y, int width, enum style style, bool ascii);
void canvas_vertical(struct canvas *canvas, int x, int y, int height, enum style style, bool ascii);
void canvas_select(
    struct canvas *canvas, struct rect rect); /* what is drawn later stays selected */

/* A picture of a part of a canvas, its own to be done with; RESULT_NO_MEMORY. And a picture drawn again
 * at x, y, cell by cell as it was, selection included. */
MUST_CHECK enum result canvas_take(
    const struct canvas *canvas, struct rect rect, struct canvas *ret);
void canvas_put(struct canvas *canvas, int x, int y, const struct canvas *picture);

/* The whole canvas as text: rows joined by newlines, blanks at line ends left out; the caller
 * frees. */
char *canvas_to_text(const struct canvas *canvas);

#endif

/*
 * pen.h: sentences down a rectangle, piece by piece, never cut through a figure.
 *
 * A pen writes pieces of a line one after the other; a piece that has no room is left out whole,
 * with all after it on that line, and lines below the rectangle are dropped. Owns nothing, cannot
 * fail.
 */
#ifndef TEAMTOP_VIEWS_PEN_H
#define TEAMTOP_VIEWS_PEN_H

#include "tui/screen/canvas.h"

struct pen {
    struct canvas *canvas;
    struct rect rect;
    int x;     /* columns of this line already used */
    int line;  /* from 0 */
    bool full; /* a piece was left out on this line */
};

void pen_init(struct pen *pen, struct canvas *canvas, struct rect rect);
/* The next piece of this line. The first of a line is cut with "…" rather than left out: words
 * follow the figure they begin with. */
void pen_put(struct pen *pen, enum style style, const char *format, ...) PRINTF_LIKE(3, 4);
/* Words for whatever room is left of this line, cut with "…": no figures. */
void pen_tail(struct pen *pen, enum style style, const char *text);
/* The same, cut between words, so that no figure among them is cut. */
void pen_words(struct pen *pen, enum style style, const char *text);
/* As many lines as it takes, broken between words; the last that has room is cut. */
void pen_paragraph(struct pen *pen, enum style style, const char *text);
void pen_next(struct pen *pen);
/* What is left of this line, one row high; empty (0 high) past the last line. */
struct rect pen_rest(const struct pen *pen);
/* Everything from this line down. */
struct rect pen_below(const struct pen *pen);

#endif

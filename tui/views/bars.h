/*
 * bars.h: one measure of many units side by side: bars to one scale, and marks to read them by.
 *
 * A bars is plain data gathered row by row: the scale, the benchmarks of the day and the mean, each
 * with a letter of its own. Owns nothing and cannot fail.
 */
#ifndef TEAMTOP_VIEWS_BARS_H
#define TEAMTOP_VIEWS_BARS_H

#include "core/model/benchmark.h"
#include "tui/views/view.h"

#define BARS_MARKS (BENCHMARKS_MOST + 1)

/* Something every bar can be held against. */
struct bars_mark {
    char letter;
    double value;
    char label[BENCHMARK_TEXT]; /* "England 2019" */
    const char *note;           /* "253 working days", or NULL */
    enum style style;
    bool of_rows; /* computed from the rows' figures */
};

#define TARGET_TEXT 64

struct bars {
    struct measure_ref measure;
    double full; /* what a whole bar stands for; more than 0 */
    double sum;  /* of the values known */
    int rows;
    int known; /* rows with a value */
    struct bars_mark marks[BARS_MARKS];
    size_t mark_count;
    char target[TARGET_TEXT]; /* what all rows are held to, in words; "": nothing */
};

/* Begins with no row; each row adds to the scale and the mean; the end finds the marks, without
 * which nothing is drawn. */
void bars_begin(struct bars *bars, struct measure_ref measure);
void bars_add(
    struct bars *bars, const struct scene *scene, unit_index unit, const struct figure *figure);
void bars_end(struct bars *bars, const struct scene *scene);

/* The target or band that one unit is held to, "target 14.2" or "band 10.0 to 18.0"; "" without
 * one. In a buffer of TARGET_TEXT bytes. */
const char *target_text(
    const struct service *service, const struct measure *measure, unit_index unit, char *buffer);

/* What the letters mean, wrapped; returns the lines it takes in this width, or 0 when there is
 * nothing to explain. */
int bars_legend_lines(const struct bars *bars, const struct glyphs *glyphs, int width);
void bars_draw_legend(
    const struct bars *bars, const struct glyphs *glyphs, struct canvas *canvas, struct rect rect);

/* The letters over where their values are. */
void bars_draw_letters(const struct bars *bars, struct canvas *canvas, struct rect rect);
/* The unit's bar, with the marks and its own target across it. */
void bars_draw_bar(const struct bars *bars, const struct scene *scene, unit_index unit,
    struct canvas *canvas, struct rect rect);

#endif

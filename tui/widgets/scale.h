/*
 * scale.h: the vertical scale of a chart: a range rounded to ticks of 1, 2 or 5 times a power of
 * ten.
 *
 * Pure functions on values; a scale owns nothing. Nothing fails: with no values at all the scale is
 * 0 to 1.
 */
#ifndef TEAMTOP_WIDGETS_SCALE_H
#define TEAMTOP_WIDGETS_SCALE_H

#define SCALE_MOST 1e15 /* beyond it neighbouring ticks can no longer be told apart */

struct scale {
    double low, high; /* both on a tick; low < high */
    double step;      /* between ticks */
    int steps;        /* ticks less one; at least 1 */
};

/* Covers least … most (each within ±SCALE_MOST) with at most `most_steps` steps and the one or two
 * that rounding to ticks adds, none smaller than `smallest`, so that two ticks never get the same
 * label. */
struct scale scale_of(double least, double most, int most_steps, double smallest);

/* The smallest of 1, 2, 5 times a power of ten that is at least `size`, for size > 0. */
double scale_nice(double size);

/* Which of `rows` (0 at the top) the value is in, brought inside. */
int scale_row(const struct scale *scale, double value, int rows);

#endif

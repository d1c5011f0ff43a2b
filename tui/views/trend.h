/*
 * trend.h: a measure through time, as charts and sparklines want it.
 *
 * A trend is plain data filled from a prepared snapshot: the points a signal is judged on, oldest
 * first, with their figures and limits. Owns nothing, cannot fail; no data is no points.
 */
#ifndef TEAMTOP_VIEWS_TREND_H
#define TEAMTOP_VIEWS_TREND_H

#include "tui/views/view.h"

#define TREND_MOST 60 /* points; weekly ones are 52, monthly ones 24 */

/* How many points a trend reaches back. */
size_t trend_length(enum points points);

struct trend {
    enum points points;
    size_t count;
    struct point marks[TREND_MOST];
    struct figure figures[TREND_MOST];
    struct span spans[TREND_MOST];
    enum signal signals[TREND_MOST]; /* what each point meant when it was the newest */
    struct xmr xmr;
};

void trend_read(
    struct trend *trend, const struct scene *scene, unit_index unit, struct measure_ref measure);

/* What one point stands for: "week", "month", or "reading" where only published figures are known.
 */
const char *trend_every(const struct trend *trend);

/* The trend as a chart with mean, limits, target and benchmarks; `cursor` is the point to mark, or
 * −1. */
void trend_draw(const struct trend *trend, const struct scene *scene, unit_index unit,
    const struct measure *measure, struct canvas *canvas, struct rect rect, int cursor);

/* The last 26 weeks in exactly `columns` points (1 to SPARK_WEEKS): neighbouring weeks are taken
 * together, as the ratio of their summed parts. Returns how many points there are: 0 without data.
 */
#define SPARK_WEEKS 26
size_t trend_weeks(const struct scene *scene, unit_index unit, struct measure_ref measure,
    size_t columns, struct point *ret);

/* How far those points reach: "26 weeks", or "9 points" where only published figures are known;
 * "" without data. In a buffer of TREND_REACH bytes. */
#define TREND_REACH 40
const char *trend_reach(
    const struct scene *scene, unit_index unit, struct measure_ref measure, char *buffer);

/* Widens low…high to hold the known points. Start with low > high. */
void trend_range(const struct point *points, size_t count, double *low, double *high);

#endif

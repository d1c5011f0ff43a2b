#include "core/model/figure.h"

#include <string.h>

#include "core/model/formula.h"

struct figure figure_over(const struct series_source *source, const struct service *service,
    unit_index unit, struct measure_ref measure, struct span span)
{
    struct formula formula;
    struct figure figure = {.has_data = false};
    if (formula_resolve(&formula, source, service, unit, measure))
        formula_figures(&formula, &span, 1, &figure);
    return figure;
}

struct figure figure_at(const struct series_source *source, const struct service *service,
    unit_index unit, struct measure_ref measure, enum window window, day_t day)
{
    enum window wanted = measure.measure->always_12m ? WINDOW_12M : window;
    return figure_over(source, service, unit, measure, window_span(wanted, day));
}

/* --- trends: the points, oldest first ------------------------------------------------------- */

struct walk {
    const struct formula *formula;
    enum points points;
    day_t day;
    size_t left;                 /* points still to come */
    struct series_cursor cursor; /* readings: where they come from */
};

/* Whole points that begin when everything the measure depends on is known. */
static size_t known_points(const struct walk *walk, size_t most)
{
    size_t count = 0;
    while (count < most &&
           points_span(walk->points, walk->day, (int)count).from >= walk->formula->first_day)
        count++;
    return count;
}

/* The next reading that ends on another day than the one before, up to the walk's day. */
static bool next_reading(struct walk *walk)
{
    day_t before = walk->cursor.point.day;
    while (series_next(&walk->cursor))
        if (walk->cursor.point.day != before)
            return walk->cursor.point.day <= walk->day;
    return false;
}

/* Readings are points themselves: the last `most` of them. */
static void walk_readings(struct walk *walk, size_t most)
{
    struct walk ahead = *walk;
    size_t count = 0;
    while (next_reading(&ahead))
        count++;
    for (walk->left = count; walk->left > most; walk->left--)
        next_reading(walk);
}

static void walk_init(
    struct walk *walk, const struct formula *formula, enum points points, day_t day, size_t most)
{
    *walk = (struct walk){.formula = formula, .points = points, .day = day};
    if (formula->from_readings) {
        series_cursor_init(&walk->cursor, formula->numerator[0].series);
        walk_readings(walk, most);
    } else {
        walk->left = known_points(walk, most);
    }
}

static struct span reading_span(const struct series_point *point)
{
    day_t from = point->day;
    if (point->other > 0)
        from = day_add_months(point->day + 1, -(int)point->other);
    return (struct span){from, point->day};
}

static struct span walk_next(struct walk *walk)
{
    walk->left--;
    if (!walk->formula->from_readings)
        return points_span(walk->points, walk->day, (int)walk->left);
    next_reading(walk);
    return reading_span(&walk->cursor.point);
}

static size_t walk_block(struct walk *walk, struct span *ret)
{
    size_t count = 0;
    while (walk->left > 0 && count < FORMULA_BLOCK)
        ret[count++] = walk_next(walk);
    return count;
}

size_t figure_trend(const struct series_source *source, const struct service *service,
    unit_index unit, struct measure_ref measure, enum points points, day_t day, size_t count,
    struct figure *ret, struct span *ret_spans)
{
    struct formula formula;
    struct span spans[FORMULA_BLOCK];
    struct walk walk;
    size_t done = 0, block;
    if (!formula_resolve(&formula, source, service, unit, measure))
        return 0;
    walk_init(&walk, &formula, points, day, count);
    for (; (block = walk_block(&walk, spans)) > 0; done += block) {
        if (ret)
            formula_figures(&formula, spans, block, ret + done);
        if (ret_spans)
            memcpy(ret_spans + done, spans, block * sizeof *spans);
    }
    return done;
}

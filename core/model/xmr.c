#include "core/model/status.h"

/* Domain page, section 5. The factors are those of the XmR chart for moving ranges of two points.
 */
#define LIMIT_FACTOR 2.66
#define RANGE_FACTOR 3.267
#define NEAR_PART    (2.0 / 3.0)

/* Figures come in ten-thousandths: a smaller difference is the rounding of binary fractions. */
#define TOLERANCE 1e-6

static bool above(double a, double b)
{
    return a > b + TOLERANCE;
}

static double absolute(double number)
{
    return number < 0 ? -number : number;
}

/* --- limits --------------------------------------------------------------------------------- */

static double mean_of(const double *points, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += points[i];
    return sum / (double)count;
}

/* The mean of the moving ranges below `bound` (negative: of all), and how many were not. */
static double mean_range(const double *points, size_t count, double bound, size_t *ret_left_out)
{
    double sum = 0;
    size_t left_out = 0;
    for (size_t i = 1; i < count; i++) {
        double range = absolute(points[i] - points[i - 1]);
        if (bound >= 0 && range >= bound)
            left_out++;
        else
            sum += range;
    }
    *ret_left_out = left_out;
    return sum / (double)(count - 1 - left_out);
}

struct xmr xmr_of(const double *points, size_t count)
{
    struct xmr xmr = {0};
    if (count < XMR_LEAST)
        return xmr;
    xmr.sound = true;
    xmr.mean = mean_of(points, count);
    xmr.mean_range = mean_range(points, count, -1, &xmr.ranges_left_out);
    if (above(xmr.mean_range, 0)) /* else nothing moved, and nothing stands out */
        xmr.mean_range =
            mean_range(points, count, RANGE_FACTOR * xmr.mean_range, &xmr.ranges_left_out);
    double reach = LIMIT_FACTOR * xmr.mean_range;
    xmr.lower = xmr.mean - reach;
    xmr.upper = xmr.mean + reach;
    xmr.near_lower = xmr.mean - NEAR_PART * reach;
    xmr.near_upper = xmr.mean + NEAR_PART * reach;
    return xmr;
}

/* --- rules: does the point at `index`, seen from above (up) or below, meet it? -------------- */

struct chart {
    const struct xmr *xmr;
    const double *points;
    size_t count;
};

/* Is `a` further in the direction than `b`? */
static bool further(double a, double b, bool up)
{
    return up ? above(a, b) : above(b, a);
}

static bool is_outside(const struct chart *chart, size_t index, bool up)
{
    return further(chart->points[index], up ? chart->xmr->upper : chart->xmr->lower, up);
}

static bool is_near(const struct chart *chart, size_t index, bool up)
{
    return further(chart->points[index], up ? chart->xmr->near_upper : chart->xmr->near_lower, up);
}

static bool is_beyond_mean(const struct chart *chart, size_t index, bool up)
{
    return further(chart->points[index], chart->xmr->mean, up);
}

static bool is_step(const struct chart *chart, size_t index, bool up)
{
    return index > 0 && further(chart->points[index], chart->points[index - 1], up);
}

typedef bool (*point_test)(const struct chart *chart, size_t index, bool up);

/* So many points in a row, of which at least so many must pass. The first is not asked when the
 * test compares with the point before. */
struct pattern {
    point_test test;
    size_t length;
    size_t skip;
    size_t least;
};

static bool fits(const struct pattern *pattern, const struct chart *chart, size_t first, bool up)
{
    size_t found = 0;
    for (size_t i = first + pattern->skip; i < first + pattern->length; i++)
        found += pattern->test(chart, i, up);
    return found >= pattern->least;
}

/* Is the point part of any such row? */
static bool in_pattern(
    const struct pattern *pattern, const struct chart *chart, size_t index, bool up)
{
    size_t first = index + 1 >= pattern->length ? index + 1 - pattern->length : 0;
    for (; first <= index && first + pattern->length <= chart->count; first++)
        if (fits(pattern, chart, first, up))
            return true;
    return false;
}

static bool meets_trend(const struct chart *chart, size_t index, bool up)
{
    static const struct pattern trend = {is_step, XMR_RUN, 1, XMR_RUN - 1};
    return in_pattern(&trend, chart, index, up);
}

static bool meets_near(const struct chart *chart, size_t index, bool up)
{
    static const struct pattern near = {is_near, 3, 0, 2};
    return is_near(chart, index, up) && in_pattern(&near, chart, index, up);
}

static bool meets_shift(const struct chart *chart, size_t index, bool up)
{
    static const struct pattern shift = {is_beyond_mean, XMR_RUN, 0, XMR_RUN};
    return in_pattern(&shift, chart, index, up);
}

static const struct {
    enum signal_rule rule;
    point_test meets;
} RULES[] = {
    /* in order of precedence */
    {RULE_OUTSIDE, is_outside},
    {RULE_TREND, meets_trend},
    {RULE_NEAR, meets_near},
    {RULE_SHIFT, meets_shift},
};

enum signal_rule xmr_rule(
    const struct xmr *xmr, const double *points, size_t count, size_t index, bool *ret_up)
{
    const struct chart chart = {xmr, points, count};
    for (size_t i = 0; xmr->sound && i < sizeof RULES / sizeof *RULES; i++)
        for (int down = 0; down < 2; down++)
            if (RULES[i].meets(&chart, index, !down)) {
                *ret_up = !down;
                return RULES[i].rule;
            }
    return RULE_NONE;
}

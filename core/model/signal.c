#include "core/model/status.h"

#include <math.h>
#include <stdio.h>

static const char *const SIGNAL_IDS[] = {
    [SIGNAL_NONE] = "none",
    [SIGNAL_COMMON] = "common",
    [SIGNAL_IMPROVING] = "improving",
    [SIGNAL_CONCERNING] = "concerning",
    [SIGNAL_SPECIAL] = "special",
};

const char *signal_id(enum signal signal)
{
    return SIGNAL_IDS[signal];
}

const char *points_word(enum points points)
{
    static const char *const words[] = {
        [POINTS_DAY] = "days",
        [POINTS_WEEK] = "weeks",
        [POINTS_MONTH] = "months",
    };
    return words[points];
}

void signal_rule_text(
    enum signal_rule rule, bool rising, enum points points, char *buffer, size_t size)
{
    const char *side = rising ? "upper" : "lower";
    const char *word = points_word(points);
    if (rule == RULE_OUTSIDE)
        snprintf(buffer, size, "outside the %s limit", side);
    else if (rule == RULE_NEAR)
        snprintf(buffer, size, "near the %s limit", side);
    else if (rule == RULE_TREND)
        snprintf(buffer, size, "%d %s %s", XMR_RUN, word, rising ? "rising" : "falling");
    else
        snprintf(buffer, size, "%d %s %s the mean", XMR_RUN, word, rising ? "above" : "below");
}

static double plain(fixed_t value)
{
    return (double)value / (double)FIXED_ONE;
}

/* How far a point lies outside the band; 0 inside. */
static double outside_band(const struct thresholds *thresholds, double point)
{
    double below = plain(thresholds->band_low) - point;
    double above = point - plain(thresholds->band_high);
    double furthest = below > above ? below : above;
    return furthest > 0 ? furthest : 0;
}

/* Towards the band is improving, away from it concerning; a move inside it is neither. A trend is
 * measured from where it began, anything else from the mean. */
static enum signal banded_signal(const struct thresholds *thresholds, double start, double point)
{
    double before = outside_band(thresholds, start);
    double after = outside_band(thresholds, point);
    if (after > before)
        return SIGNAL_CONCERNING;
    return after < before ? SIGNAL_IMPROVING : SIGNAL_SPECIAL;
}

enum signal signal_of(const struct xmr *xmr, const double *points, size_t count,
    enum polarity polarity, const struct thresholds *thresholds, enum signal_rule *ret_rule,
    bool *ret_up)
{
    bool up = false;
    bool judged = xmr->sound && count > 0;
    enum signal_rule rule = judged ? xmr_rule(xmr, points, count, count - 1, &up) : RULE_NONE;
    *ret_rule = rule;
    *ret_up = up;
    if (rule == RULE_NONE)
        return judged ? SIGNAL_COMMON : SIGNAL_NONE;
    if (polarity == POLARITY_BAND && thresholds && thresholds->has_band)
        return banded_signal(thresholds, rule == RULE_TREND ? points[count - XMR_RUN] : xmr->mean,
            points[count - 1]);
    if (polarity == POLARITY_LESS || polarity == POLARITY_MORE)
        return up == (polarity == POLARITY_MORE) ? SIGNAL_IMPROVING : SIGNAL_CONCERNING;
    return SIGNAL_SPECIAL;
}

/* Where the limits lie as against the figures that would do: [good_low, good_high]. */
static enum assurance assured(const struct xmr *xmr, double good_low, double good_high)
{
    if (xmr->lower >= good_low && xmr->upper <= good_high)
        return ASSURANCE_MET;
    if (xmr->lower > good_high || xmr->upper < good_low)
        return ASSURANCE_MISSED;
    return ASSURANCE_HIT_OR_MISS;
}

enum assurance assurance_of(
    const struct xmr *xmr, enum polarity polarity, const struct thresholds *thresholds)
{
    if (!xmr->sound || !thresholds)
        return ASSURANCE_NONE;
    if (polarity == POLARITY_BAND && thresholds->has_band)
        return assured(xmr, plain(thresholds->band_low), plain(thresholds->band_high));
    if (polarity == POLARITY_LESS && thresholds->has_target)
        return assured(xmr, -INFINITY, plain(thresholds->target));
    if (polarity == POLARITY_MORE && thresholds->has_target)
        return assured(xmr, plain(thresholds->target), INFINITY);
    return ASSURANCE_NONE;
}

#include "core/model/scorecard.h"

#define SHARE_ONE 10000

size_t indicator_periods(const struct indicator *indicator, day_t day)
{
    size_t count = 0;

    while (count < indicator->period_count && indicator->periods[count].ends <= day)
        count++;
    return count;
}

/* The newest of the first `count` periods with an exact figure; its place, or `count`. */
static size_t newest_exact(const struct indicator *indicator, size_t count)
{
    for (size_t i = count; i > 0; i--)
        if (indicator->periods[i - 1].own.kind == PUBLISHED_EXACT)
            return i - 1;
    return count;
}

const struct indicator_period *indicator_latest(const struct indicator *indicator, day_t day)
{
    for (size_t i = indicator_periods(indicator, day); i > 0; i--)
        if (indicator->periods[i - 1].own.kind != PUBLISHED_UNKNOWN)
            return &indicator->periods[i - 1];
    return NULL;
}

/* How far on the wrong side of the goal, in ten-thousandths; below 0 on the right side. */
static fixed_t missed_by(const struct goal *goal, fixed_t value)
{
    return goal->comparison == COMPARISON_BELOW ? value - goal->value : goal->value - value;
}

enum status indicator_status(
    const struct indicator *indicator, const struct published *own, int tolerance)
{
    if (!indicator->judged || indicator->target == NULL || own->kind != PUBLISHED_EXACT)
        return STATUS_NONE;

    const struct goal *goal = &indicator->target->goal;
    fixed_t missed = missed_by(goal, own->value);

    if (missed < 0)
        return STATUS_GREEN;
    return missed <= goal->value * tolerance / SHARE_ONE ? STATUS_AMBER : STATUS_RED;
}

static enum travel travel_of(enum polarity better, bool up)
{
    if (better == POLARITY_MORE)
        return up ? TRAVEL_BETTER_UP : TRAVEL_WORSE_DOWN;
    if (better == POLARITY_LESS)
        return up ? TRAVEL_WORSE_UP : TRAVEL_BETTER_DOWN;
    return up ? TRAVEL_UP : TRAVEL_DOWN;
}

enum travel indicator_travel(const struct indicator *indicator, day_t day)
{
    size_t count = indicator_periods(indicator, day);
    size_t newest = newest_exact(indicator, count);
    size_t before = newest < count ? newest_exact(indicator, newest) : count;

    if (newest == count || before == newest)
        return TRAVEL_NONE;

    fixed_t now = indicator->periods[newest].own.value;
    fixed_t then = indicator->periods[before].own.value;

    if (now == then)
        return TRAVEL_SAME;
    return travel_of(indicator->judged ? indicator->better : POLARITY_NONE, now > then);
}

bool indicator_in_best_quarter(
    const struct indicator *indicator, const struct indicator_period *period)
{
    if (period->own.kind != PUBLISHED_EXACT || period->best_quarter.kind != PUBLISHED_EXACT)
        return false;
    if (indicator->better == POLARITY_LESS)
        return period->own.value <= period->best_quarter.value;
    return indicator->better == POLARITY_MORE && period->own.value >= period->best_quarter.value;
}

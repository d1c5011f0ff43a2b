/*
 * scorecard.h: what a published indicator says on a day (domain page, sections 5 and 7).
 *
 * Pure functions over the reference data of the service: which periods had ended, which way the
 * figures go, how one stands against its target and the best quarter of England. They own nothing
 * and cannot fail; what is not known is no answer.
 */
#ifndef TEAMTOP_MODEL_SCORECARD_H
#define TEAMTOP_MODEL_SCORECARD_H

#include "core/model/reference.h"
#include "core/model/status.h"

/* How many of the periods had ended on `day`. */
size_t indicator_periods(const struct indicator *indicator, day_t day);
/* The newest of them with a figure of one's own; NULL when there is none. */
const struct indicator_period *indicator_latest(const struct indicator *indicator, day_t day);

/* Green where the target is met, amber within the tolerance (a share of the target, of 10,000), red
 * past it; NONE without a target, a judgement or an exact figure. */
enum status indicator_status(
    const struct indicator *indicator, const struct published *own, int tolerance);

enum travel {
    TRAVEL_NONE, /* fewer than two figures */
    TRAVEL_SAME,
    TRAVEL_UP, /* … and down: no judgement */
    TRAVEL_DOWN,
    TRAVEL_BETTER_UP,
    TRAVEL_BETTER_DOWN,
    TRAVEL_WORSE_UP,
    TRAVEL_WORSE_DOWN,
};

/* From the figure before to the newest one known on `day`. */
enum travel indicator_travel(const struct indicator *indicator, day_t day);

/* True when the period's own figure is as good as the best quarter's least good one; false where it
 * is not, is not known, or nothing is better. */
bool indicator_in_best_quarter(
    const struct indicator *indicator, const struct indicator_period *period);

#endif

/*
 * made_for.h: which data, day and eyes something that was found out stands for.
 *
 * Plain data, owns nothing, cannot fail: what was made for the same is the same, and need not be
 * made again.
 */
#ifndef TEAMTOP_VIEWS_MADE_FOR_H
#define TEAMTOP_VIEWS_MADE_FOR_H

#include "core/model/snapshot.h"

struct made_for {
    int64_t version; /* of the store; −1: it was not made yet */
    day_t as_at;
    enum window window;
    time_t now;
    bool shared; /* for other eyes */
};

struct made_for made_for_nothing(void);
struct made_for made_for_snapshot(const struct snapshot *snapshot);
/* Whether nothing can differ. */
bool made_for_same(const struct made_for *a, const struct made_for *b);
/* Whether no figure can differ; what is stale hangs on the clock as well. */
bool made_for_same_figures(const struct made_for *a, const struct made_for *b);

#endif

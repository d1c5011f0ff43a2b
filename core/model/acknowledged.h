/*
 * acknowledged.h: which alerts a person has seen and wants to hear no more of, until they get worse.
 *
 * Owns its entries; the oldest gives way when there are too many. Only putting one in can fail (no
 * memory).
 */
#ifndef TEAMTOP_MODEL_ACKNOWLEDGED_H
#define TEAMTOP_MODEL_ACKNOWLEDGED_H

#include "core/model/alert.h"

#define ACKNOWLEDGED_MOST 4000 /* entries */

/* How bad it was when it was acknowledged. */
struct seen_as {
    enum alert_severity severity;
    fixed_t extent;
    day_t day; /* the day shown then */
};

struct acknowledgement {
    char *key; /* the alert's */
    struct seen_as as;
};

struct acknowledged {
    struct acknowledgement *items; /* in the order they were put in */
    size_t count, room;
};

void acknowledged_done(struct acknowledged *acknowledged); /* a zeroed set is a valid empty one */

/* Replaces what was noted of this key; the key is copied. */
MUST_CHECK enum result acknowledged_put(
    struct acknowledged *acknowledged, const char *key, struct seen_as as);
void acknowledged_drop(struct acknowledged *acknowledged, const char *key);

/* False when the alert was never acknowledged, is more severe than it was then, is worse by more
 * than a tenth (a figure that drifts by a hair is no news), or is another one that began later. */
bool acknowledged_covers(const struct acknowledged *acknowledged, const struct alert *alert);

#endif

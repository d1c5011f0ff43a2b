/*
 * standing.h: how each feed stands: did its extract arrive, was it taken, is the next one overdue
 * (domain page, section 5, "Freshness").
 *
 * Pure functions over what the configuration expects of a feed and what the store knows of it;
 * screen, alerts and `teamtop feeds` use the same words. Nothing is owned, nothing fails.
 */
#ifndef TEAMTOP_MODEL_STANDING_H
#define TEAMTOP_MODEL_STANDING_H

#include "core/model/snapshot.h"

enum feed_standing {
    FEED_NEVER_CAME,
    FEED_IS_FRESH,
    FEED_IS_STALE,
    FEED_IS_REFUSED, /* the newest attempt was; what was there before still stands */
    FEED_IS_ARCHIVE, /* nothing newer is expected */
};

enum feed_standing feed_standing(const struct service *service, const struct feed_spec *feed,
    const struct feed_state *state, time_t now);
const char *feed_standing_word(enum feed_standing standing); /* "stale" */

/* When the next extract is due, or was when it is late; 0: none is expected, or none ever came. */
time_t feed_due(
    const struct service *service, const struct feed_spec *feed, const struct feed_state *state);

#endif

/*
 * freshness.h: is what a measure depends on as new as it should be? Private to core/model (domain
 * page, section 5, "Freshness").
 *
 * Pure functions over what the configuration expects of a feed and what the store knows of it.
 * Nothing is owned, nothing fails.
 */
#ifndef TEAMTOP_MODEL_FRESHNESS_H
#define TEAMTOP_MODEL_FRESHNESS_H

#include <stdint.h>

#include "core/model/snapshot.h"

/* Does the measure use anything this feed brings? */
bool feed_concerns(const struct feed_spec *feed, const struct measure *measure);

/* Older than expected at `now`. A feed that is not expected again is never stale, and neither is
 * one that never came: that is no data. */
bool feed_is_stale(const struct feed_spec *feed, const struct feed_state *state, time_t now);
/* The first moment at which it is; FRESH_FOR_EVER where it never will be without another import. */
#define FRESH_FOR_EVER INT64_MAX
time_t feed_stale_from(const struct feed_spec *feed, const struct feed_state *state);

#endif

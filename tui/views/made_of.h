/*
 * made_of.h: what figures on a screen come from, as a hash: what was known for the same is known again.
 *
 * Owns nothing and cannot fail. Two hashes that differ may still show the same figures; two that are
 * alike show the same ones to the same eyes, for the same day and window.
 */
#ifndef TEAMTOP_VIEWS_MADE_OF_H
#define TEAMTOP_VIEWS_MADE_OF_H

#include "core/model/snapshot.h"

/* Goes on from `hash` over the configuration's bytes, the store's version and when each of its feeds
 * came, and who may see how much of which units (domain page, section 8). */
uint64_t hash_made_of(uint64_t hash, const struct snapshot *snapshot);

#endif

/*
 * rederive.h: the series of a register made anew from the spells in the store; private to
 * core/feed.
 *
 * Works inside the write transaction its caller has open, so what was just put is what is counted.
 * Whole registers only: a child in two feeds of one register is one child. Failures are the
 * store's, or want of memory.
 */
#ifndef TEAMTOP_FEED_REDERIVE_H
#define TEAMTOP_FEED_REDERIVE_H

#include "core/feed/chunks.h"

/* Adds to *changed how many series differ now. */
MUST_CHECK enum result rederive_register(
    const struct chunks *chunks, const char *register_id, size_t *changed);

/* Every register the configuration names, and the series of those it no longer does are dropped;
 * notes the configuration they were derived with. */
MUST_CHECK enum result rederive_all(const struct chunks *chunks, size_t *changed);

#endif

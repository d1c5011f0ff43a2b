/*
 * chunks.h: a feed's spells in the store, one chunk per unit; private to core/feed.
 *
 * Reads and writes inside the transaction its caller has open. Chunks of units that
 * organisation.yaml no longer has are left in the store but not read, which is said once per unit.
 * Damaged chunks are RESULT_IO, otherwise failures are the store's.
 */
#ifndef TEAMTOP_FEED_CHUNKS_H
#define TEAMTOP_FEED_CHUNKS_H

#include "core/base/diag.h"
#include "core/feed/origins.h"
#include "core/model/service.h"
#include "core/model/spell.h"
#include "core/store/store.h"

/* What every function here works with; all borrowed. */
struct chunks {
    const struct service *service;
    struct store *store;
    struct diags *diags; /* may be NULL */
};

/* Adds all that the feed holds to `spells`. */
MUST_CHECK enum result chunks_load(
    const struct chunks *chunks, const struct feed_spec *feed, struct spells *spells);

/* Adds all that the feeds of one register hold. *ret_imported has the bit 1 << feed_type for each
 * type of feed that was ever taken. */
MUST_CHECK enum result chunks_load_register(const struct chunks *chunks, const char *register_id,
    struct spells *spells, unsigned *ret_imported);

/* Makes what the feed holds exactly its type of `spells`; an append feed's chunks of unknown units
 * stay. For absences there is a chunk per team besides the one with all of them: the absences of
 * those who ever held a post there, by the posts in the store. `origins`: the
 * blocks that cases came from, where they are kept (else NULL). *ret_changed: how many chunks
 * differed. */
MUST_CHECK enum result chunks_put(const struct chunks *chunks, const struct feed_spec *feed,
    const struct spells *spells, const struct origins *origins, size_t *ret_changed);

/* Adds the posts of every feed of the register: who works in which team. */
MUST_CHECK enum result chunks_load_posts(
    const struct chunks *chunks, const char *register_id, struct spells *posts);

/* Works out again which team sees which absences: after posts of the register changed. */
MUST_CHECK enum result chunks_share_absences(
    const struct chunks *chunks, const char *register_id, size_t *ret_changed);

#endif

/*
 * amendments.h: what became of the chunks of a cases feed since they were written; private to core/feed.
 *
 * Of a million cases a thousand change in a night. A unit's chunk is then left as it is, and an amendment
 * (core/model/amendment.h) put beside it, until that would be an eighth of it; then the chunk is
 * written anew and the amendment taken away. They stand as spells of the feed's name behind STORE_AMENDED.
 * `struct amendments` owns what was read; zeroed it is valid and empty. Failures are the store's.
 */
#ifndef TEAMTOP_FEED_AMENDMENTS_H
#define TEAMTOP_FEED_AMENDMENTS_H

#include "core/model/amendment.h"
#include "core/model/service.h"
#include "core/store/store.h"

struct amendment_bytes {
    size_t at, size; /* size 0: none */
};

struct amendments {
    struct buffer bytes;
    struct amendment_bytes *units; /* by unit */
};

/* All that the store has of this feed and these units; *ret is an empty one. */
MUST_CHECK enum result amendments_load(struct store *store, const struct feed_spec *feed,
    const struct unit_tree *units, struct amendments *ret);
void amendments_done(struct amendments *amendments);

/* Adds the cases of a chunk as they are now. *ret (may be NULL): the unit's amendment, with the chunk's number
 * of cases also where there is none. Fails as spells_decode(). */
MUST_CHECK enum result amendments_decode(const struct amendments *amendments, struct spells *spells,
    unit_index unit, const uint8_t *bytes, size_t size, struct amendment *ret);

/* Of these units (NULL: of all there ever were) there are none any more: their chunks were written anew. */
MUST_CHECK enum result amendments_clear(
    struct store *store, const struct feed_spec *feed, const struct unit_tree *units);

#endif

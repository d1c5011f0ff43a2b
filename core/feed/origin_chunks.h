/*
 * origin_chunks.h: a cases feed's chunks together with the origins of their spells; private to
 * core/feed.
 *
 * Beside the chunks of feed "cases" the store keeps some under "=cases", a name no feed can have:
 * for each unit the block of each of its spells, in the order they stand in their chunk, and under
 * "" the blocks themselves. `struct origin_chunks` gathers both; zeroed it is valid and empty.
 * Running out of memory while adding sticks and is answered when they are put.
 */
#ifndef TEAMTOP_FEED_ORIGIN_CHUNKS_H
#define TEAMTOP_FEED_ORIGIN_CHUNKS_H

#include "core/derive/groups.h"
#include "core/feed/amendments.h"
#include "core/feed/chunk_rows.h"
#include "core/feed/chunks.h"

struct origin_chunks {
    struct chunk_rows spells, origins, amendments;
};

void origin_chunks_done(struct origin_chunks *rows);

/* A unit's cases, at these places of their array; `unit` must outlive the rows. */
void origin_chunks_add(struct origin_chunks *rows, const char *unit, const struct spells *spells,
    struct members places);
/* The same, where its chunk stays as it is and is amended; `came` are the places of those that the amendment
 * says came, in order. */
void origin_chunks_amend(struct origin_chunks *rows, const char *unit, const struct spells *spells,
    struct members places, const struct amendment *amendment, const uint32_t *came);
/* The same, where neither changes: only where its cases stood in the extract. */
void origin_chunks_add_origins(struct origin_chunks *rows, const char *unit,
    const struct spells *spells, struct members places);
void origin_chunks_add_blocks(struct origin_chunks *rows, const struct origins *origins);
void origin_chunks_add_categories(struct origin_chunks *rows, const struct service *service);

/* Makes what the feed holds exactly this. */
MUST_CHECK enum result origin_chunks_replace(struct origin_chunks *rows, struct store *store,
    const struct feed_spec *feed, size_t *ret_changed);
/* Puts these and leaves the rest; a unit without cases is taken out, and the amendment of one whose chunk is
 * put. Nothing is left to be put: others
 * can be added in the same room. */
MUST_CHECK enum result origin_chunks_put(
    struct origin_chunks *rows, struct store *store, const struct feed_spec *feed);

/* The blocks the store knows of the feed; none is fine. RESULT_INVALID when they are damaged. */
MUST_CHECK enum result origin_chunks_blocks(
    struct store *store, const struct feed_spec *feed, struct origins *ret);

/* Where a unit's cases stand in an array, side by side, and how they differ from their chunk. */
struct stretch {
    size_t first, count;
    struct amendment amendment;
};

/* Does the store still know just these, which were read from it before? */
MUST_CHECK enum result origin_chunks_are(
    struct store *store, const struct feed_spec *feed, const struct origins *origins, bool *ret);

/* Adds all cases of the feed with their origins; stretches, one for each unit and nought before,
 * says where those of each are; their amendments are the caller's to be done with, also when it fails. RESULT_INVALID when the store has no origin for
 * one of them, or names units or categories otherwise than the service. */
MUST_CHECK enum result origin_chunks_load(const struct chunks *chunks, const struct feed_spec *feed,
    const struct origins *blocks, struct spells *spells, struct stretch *stretches);

#endif

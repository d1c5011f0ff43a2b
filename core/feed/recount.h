/*
 * recount.h: a cases extract of which most blocks are known, into the store; private to core/feed.
 *
 * Takes the spells of the blocks that are gone out of the feed's chunks, puts those of the new
 * blocks in, and changes the register's series by what these children and workers were and are: the
 * result is what a first import of the same file gives. Works inside the caller's write
 * transaction. RESULT_INVALID, with nothing written, when what the store holds does not fit
 * together: then the file has to be read whole. Otherwise failures are the store's, or want of
 * memory.
 */
#ifndef TEAMTOP_FEED_RECOUNT_H
#define TEAMTOP_FEED_RECOUNT_H

#include "core/feed/chunks.h"
#include "core/feed/extract.h"

/* Whether the register is one that can be recounted: this feed is all that is known of its cases,
 * and no sums over registers are kept. */
bool recount_is_possible(const struct service *service, const struct feed_spec *feed);

/* `known` has the blocks that are kept marked, and is renewed. The extract's spells are added to.
 * *ret_spells and *ret_series: how many spells and series differ. */
MUST_CHECK enum result recount(const struct chunks *chunks, struct extract *extract,
    struct origins *known, size_t *ret_spells, size_t *ret_series);

#endif

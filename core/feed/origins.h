/*
 * origins.h: which stretches of an extract were read, and what became of each; private to
 * core/feed.
 *
 * A cases extract of a million rows comes again every night with a thousand of them changed. It is
 * read in blocks of some dozen lines; the store keeps a keyed digest of each, and for each spell the
 * number of the block it came from. When the file comes again, blocks with a known digest are not
 * read: their spells are in the store. Blocks are numbered from 1. A `struct origins` owns its
 * tables; what the store holds of it is only trusted as far as it fits.
 */
#ifndef TEAMTOP_FEED_ORIGINS_H
#define TEAMTOP_FEED_ORIGINS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/grow.h"
#include "core/base/result.h"
#include "core/model/feed.h"

struct origin {
    uint64_t digest; /* 0: of no use, because rows were rejected or went past its ends */
    uint32_t rows;
    bool kept; /* it is in the new file as it was */
};

struct origins {           /* zeroed: a valid empty one */
    struct origin *blocks; /* of number n at n − 1 */
    size_t count, room;
    uint32_t *slots; /* by digest; numbers, 0: free */
    size_t slot_count;
    int64_t kept_rows;
    uint64_t read_from; /* a hash of the bytes they were read from */
};

/* Cases are by far the most, and each file of them is all of them. */
bool origins_are_kept(const struct feed_spec *feed);

void origins_done(struct origins *origins);
MUST_CHECK enum result origins_add(struct origins *origins, uint64_t digest, uint32_t rows);

/* Marks a block with this digest as kept and returns it; NULL when there is none that is not kept
 * already: the same lines may stand in a file twice. */
struct origin *origins_keep(struct origins *origins, uint64_t digest);

void origins_write(const struct origins *origins, struct buffer *out);
/* RESULT_INVALID when the bytes are not what origins_write() makes. */
MUST_CHECK enum result origins_read(struct origins *ret, const uint8_t *bytes, size_t size);

/* Are these the bytes they were read from? */
bool origins_are_from(const struct origins *origins, const uint8_t *bytes, size_t size);

/* Puts the blocks of `fresh` in the places of those of `known` that are not kept, and behind them;
 * ret_numbers[n] becomes the number that block n of `fresh` has then (room for fresh->count + 1).
 * The blocks that are kept stay kept, nothing else is. */
MUST_CHECK enum result origins_renew(
    struct origins *known, const struct origins *fresh, uint32_t *ret_numbers);

#endif

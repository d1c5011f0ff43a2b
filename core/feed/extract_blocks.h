/*
 * extract_blocks.h: a cases extract block by block; private to core/feed.
 *
 * Everything is borrowed from the extraction, whose extract gets the blocks that were read. Fails
 * as the reading of rows does.
 */
#ifndef TEAMTOP_FEED_EXTRACT_BLOCKS_H
#define TEAMTOP_FEED_EXTRACT_BLOCKS_H

#include "core/feed/extract_source.h"
#include "core/feed/extraction.h"

typedef enum result block_feed_fn(struct csv_reader *reader, const char *bytes, size_t length);
/* How the bytes become UTF-8, given the first of them, which it may pass over. */
typedef block_feed_fn *block_encoding_fn(
    const struct feed_spec *feed, const char **bytes, size_t *length);

/* Reads to the end even when refused: the digest is the whole file's. *ret_verdict: what became of
 * the rows; the result: whether the bytes could be read. */
MUST_CHECK enum result blocks_read(struct extraction *extraction, struct source *source,
    struct csv_reader *reader, block_encoding_fn *encoding_of, enum result *ret_verdict);

#endif

/*
 * extract_source.h: a file read once, from front to back, while its digest is taken.
 *
 * Read by source_next() it is the digest of the bytes; by source_next_block(), of each block's own
 * digest, which is keyed, and of the bytes only where they are asked for. One file is read in one of
 * the two ways.
 *
 * The source owns its descriptor and buffer; path and diags are borrowed. RESULT_IO, with a
 * sentence in diags, when the file cannot be opened or read or is no regular file; RESULT_BUSY when
 * it changed, or another took its name, while it was read.
 */
#ifndef TEAMTOP_FEED_EXTRACT_SOURCE_H
#define TEAMTOP_FEED_EXTRACT_SOURCE_H

#include <stdbool.h>
#include <sys/stat.h>

#include <sodium.h>

#include "core/base/diag.h"
#include "core/base/result.h"

#define SOURCE_BLOCK_MOST  (32 * 1024)
#define SOURCE_DIGEST_SIZE 65 /* 32 bytes in hex, and a NUL */

struct source {
    const char *path;
    struct diags *diags;
    int file;
    struct stat before;
    char *buffer;
    size_t at, end; /* of what is in the buffer and was not handed out yet, for source_next_block */
    bool ended;
    crypto_generichash_state bytes_hash, blocks_hash;
};

MUST_CHECK enum result source_open(struct source *source, const char *path, struct diags *diags);
void source_close(struct source *source);

/* The next bytes, good until the next call; *ret_length 0 at the end. */
MUST_CHECK enum result source_next(
    struct source *source, const char **ret_bytes, size_t *ret_length);

/* A few dozen whole lines that the bytes themselves mark out: where a block ends depends on nothing
 * before it, so that a change in a file leaves the blocks around it what they were. Only the last
 * one, and one without an end of line within SOURCE_BLOCK_MOST bytes, ends elsewhere. */
struct source_block {
    const char *bytes; /* good until the next call */
    size_t length;     /* 0 at the end of the file */
    unsigned lines;    /* how many end in it */
    uint64_t digest;   /* of its lines, hashed with the key (SipHash) */
};
MUST_CHECK enum result source_next_block(
    struct source *source, const uint8_t key[16], struct source_block *ret);

/* Has the bytes of a block just handed out count for the digest of the bytes. */
void source_hash_bytes(struct source *source, const struct source_block *block);

struct source_digests {
    char of_bytes[SOURCE_DIGEST_SIZE];
    char of_blocks[SOURCE_DIGEST_SIZE]; /* without meaning where it was not read by blocks */
};
/* After the end: the digests of the file, and whether it was in one state. */
MUST_CHECK enum result source_finish(struct source *source, struct source_digests *ret);

#endif

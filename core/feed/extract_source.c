/* extract_source.c: reading a file that others may be writing. */
#include "core/feed/extract_source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CHUNK (256 * 1024) /* large enough that the system calls don't count */

static enum result fail(struct source *source, const char *what)
{
    diag_add(source->diags, DIAG_ERROR, (struct place){source->path, 0, 0}, "%s: %s", what,
        strerror(errno));
    return RESULT_IO;
}

/* O_NONBLOCK so that a pipe somebody named like an extract cannot hold us up; on files it is
 * nothing. */
static enum result open_file(struct source *source)
{
    source->file = open(source->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (source->file < 0)
        return fail(source, "cannot be opened");
    if (fstat(source->file, &source->before) != 0)
        return fail(source, "cannot be looked at");
    if (S_ISREG(source->before.st_mode))
        return RESULT_OK;
    diag_add(source->diags, DIAG_ERROR, (struct place){source->path, 0, 0},
        "is not a file with rows in it, but a folder or device");
    return RESULT_IO;
}

static enum result start_hash(struct source *source)
{
    source->buffer = malloc(CHUNK + SOURCE_BLOCK_MOST);
    if (!source->buffer)
        return RESULT_NO_MEMORY;
    crypto_generichash_init(&source->bytes_hash, NULL, 0, crypto_generichash_BYTES);
    crypto_generichash_init(&source->blocks_hash, NULL, 0, crypto_generichash_BYTES);
    return RESULT_OK;
}

enum result source_open(struct source *source, const char *path, struct diags *diags)
{
    *source = (struct source){.path = path, .diags = diags, .file = -1};
    enum result result = open_file(source);
    if (result == RESULT_OK)
        result = start_hash(source);
    if (result != RESULT_OK)
        source_close(source);
    return result;
}

void source_close(struct source *source)
{
    if (source->file >= 0)
        close(source->file);
    free(source->buffer);
    source->file = -1;
    source->buffer = NULL;
}

static enum result read_some(struct source *source, size_t at, size_t *ret_length)
{
    ssize_t length;
    do
        length = read(source->file, source->buffer + at, CHUNK);
    while (length < 0 && errno == EINTR);
    if (length < 0)
        return fail(source, "cannot be read");
    *ret_length = (size_t)length;
    return RESULT_OK;
}

enum result source_next(struct source *source, const char **ret_bytes, size_t *ret_length)
{
    enum result result = read_some(source, 0, ret_length);
    if (result != RESULT_OK)
        return result;
    crypto_generichash_update(
        &source->bytes_hash, (const unsigned char *)source->buffer, *ret_length);
    *ret_bytes = source->buffer;
    return RESULT_OK;
}

/* --- blocks ------------------------------------------------------------------------------- */

#define MULTIPLIER      UINT64_C(0x9E3779B97F4A7C15) /* 2^64 by the golden ratio */
#define ENDS_BLOCK_BITS 5                            /* one line in 32 does */

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * MULTIPLIER;
    return hash ^ hash >> 32;
}

#define WORD sizeof(uint64_t)

static uint64_t word_at(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, WORD);
    return word;
}

/* The last bytes of a line, some of which may have been taken before. */
static uint64_t last_word(const char *line, size_t length)
{
    uint64_t word = 0;
    if (length >= WORD)
        return word_at(line + length - WORD);
    memcpy(&word, line, length);
    return word;
}

/* In two halves, each a chain of its own: a product waits for the one before it. */
static uint64_t hash_line(const char *line, size_t length)
{
    uint64_t even = length, odd = 0;
    size_t at = 0;
    for (; at + 2 * WORD <= length; at += 2 * WORD) {
        even = mix(even, word_at(line + at));
        odd = mix(odd, word_at(line + at + WORD));
    }
    if (at + WORD <= length)
        even = mix(even, word_at(line + at));
    return mix(even, mix(odd, last_word(line, length)));
}

/* A product mixes upwards: its highest bits depend on every bit before them. */
static bool ends_block(uint64_t hash)
{
    return (hash * MULTIPLIER) >> (64 - ENDS_BLOCK_BITS) == 0;
}

static struct source_block cut(const char *bytes, size_t most)
{
    struct source_block block = {.bytes = bytes};
    bool ends = false;
    while (!ends && block.length < most) {
        const char *line = bytes + block.length;
        const char *newline = memchr(line, '\n', most - block.length);
        size_t length = newline ? (size_t)(newline - line) + 1 : most - block.length;
        uint64_t hash = hash_line(line, length);
        block.length += length;
        block.digest = mix(block.digest, hash);
        block.lines += newline != NULL;
        ends = newline && ends_block(hash);
    }
    return block;
}

/* At least a whole block, or all there is. */
static enum result fill(struct source *source)
{
    enum result result = RESULT_OK;
    if (source->ended || source->end - source->at >= SOURCE_BLOCK_MOST)
        return RESULT_OK;
    memmove(source->buffer, source->buffer + source->at, source->end - source->at);
    source->end -= source->at;
    source->at = 0;
    while (result == RESULT_OK && !source->ended && source->end < SOURCE_BLOCK_MOST) {
        size_t length = 0;
        result = read_some(source, source->end, &length);
        source->end += length;
        source->ended = length == 0;
    }
    return result;
}

/* Of the block, and of the file by its blocks: its bytes are gone through once. What was gathered of its lines is
 * hashed with the store's key: a copy of the store alone must not tell whether it holds a row somebody knows. */
static void take_digest(struct source *source, const uint8_t *key, struct source_block *block)
{
    const uint64_t gathered[2] = {block->digest, block->length};
    uint64_t parts[2] = {0, block->length};
    crypto_shorthash((unsigned char *)parts, (const unsigned char *)gathered, sizeof gathered, key);
    crypto_generichash_update(&source->blocks_hash, (const unsigned char *)parts, sizeof parts);
    block->digest = parts[0];
}

enum result source_next_block(
    struct source *source, const uint8_t key[16], struct source_block *ret)
{
    enum result result = fill(source);
    if (result != RESULT_OK)
        return result;
    size_t left = source->end - source->at;
    *ret = cut(source->buffer + source->at, left < SOURCE_BLOCK_MOST ? left : SOURCE_BLOCK_MOST);
    source->at += ret->length;
    take_digest(source, key, ret);
    return RESULT_OK;
}

static bool is_same_state(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
           a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static bool has_changed(const struct source *source)
{
    struct stat now, named;
    return fstat(source->file, &now) != 0 || !is_same_state(&source->before, &now) ||
           stat(source->path, &named) != 0 || !is_same_state(&source->before, &named);
}

void source_hash_bytes(struct source *source, const struct source_block *block)
{
    crypto_generichash_update(
        &source->bytes_hash, (const unsigned char *)block->bytes, block->length);
}

static void write_digest(crypto_generichash_state *hash, char digest[SOURCE_DIGEST_SIZE])
{
    unsigned char bytes[crypto_generichash_BYTES];
    _Static_assert(2 * sizeof bytes + 1 == SOURCE_DIGEST_SIZE, "a digest in hex fits");
    crypto_generichash_final(hash, bytes, sizeof bytes);
    sodium_bin2hex(digest, SOURCE_DIGEST_SIZE, bytes, sizeof bytes);
}

enum result source_finish(struct source *source, struct source_digests *ret)
{
    if (has_changed(source)) {
        diag_add(source->diags, DIAG_ERROR, (struct place){source->path, 0, 0},
            "changed while it was read; import it again once it is complete");
        return RESULT_BUSY;
    }
    write_digest(&source->bytes_hash, ret->of_bytes);
    write_digest(&source->blocks_hash, ret->of_blocks);
    return RESULT_OK;
}

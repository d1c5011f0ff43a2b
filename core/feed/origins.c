#include "core/feed/origins.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/model/varint.h"

#define DIGEST_BYTES 8

bool origins_are_kept(const struct feed_spec *feed)
{
    return feed->type == FEED_CASES && feed->mode == FEED_REPLACE;
}

void origins_done(struct origins *origins)
{
    free(origins->blocks);
    free(origins->slots);
    *origins = (struct origins){0};
}

enum result origins_add(struct origins *origins, uint64_t digest, uint32_t rows)
{
    struct origin *origin =
        grow_one(&origins->blocks, &origins->count, &origins->room, sizeof *origin);
    if (!origin)
        return RESULT_NO_MEMORY;
    *origin = (struct origin){.digest = digest, .rows = rows};
    return RESULT_OK;
}

/* --- by digest ------------------------------------------------------------------------------ */

/* A digest is as good as noise: its low bits are its place. */
static void place(struct origins *origins, uint32_t number)
{
    size_t mask = origins->slot_count - 1;
    size_t at = (size_t)origins->blocks[number - 1].digest & mask;
    while (origins->slots[at] != 0)
        at = (at + 1) & mask;
    origins->slots[at] = number;
}

static enum result index_digests(struct origins *origins)
{
    size_t slot_count = 16;
    while (slot_count < origins->count * 2)
        slot_count *= 2;
    origins->slots = calloc(slot_count, sizeof *origins->slots);
    if (!origins->slots)
        return RESULT_NO_MEMORY;
    origins->slot_count = slot_count;
    for (size_t i = 0; i < origins->count; i++)
        if (origins->blocks[i].digest != 0)
            place(origins, (uint32_t)i + 1);
    return RESULT_OK;
}

struct origin *origins_keep(struct origins *origins, uint64_t digest)
{
    if (origins->slot_count == 0 || digest == 0)
        return NULL;
    size_t mask = origins->slot_count - 1;
    for (size_t at = (size_t)digest & mask; origins->slots[at] != 0; at = (at + 1) & mask) {
        struct origin *origin = &origins->blocks[origins->slots[at] - 1];
        if (origin->digest != digest || origin->kept)
            continue;
        origin->kept = true;
        origins->kept_rows += origin->rows;
        return origin;
    }
    return NULL;
}

/* --- as bytes ------------------------------------------------------------------------------- */

void origins_write(const struct origins *origins, struct buffer *out)
{
    for (size_t i = 0; i < origins->count; i++) {
        uint8_t digest[DIGEST_BYTES];
        for (size_t j = 0; j < DIGEST_BYTES; j++)
            digest[j] = (uint8_t)(origins->blocks[i].digest >> (8 * j));
        buffer_add(out, digest, sizeof digest);
        varint_write(out, origins->blocks[i].rows);
    }
}

static enum result read_block(struct origins *origins, struct reader *reader)
{
    uint64_t digest = 0;
    const uint8_t *bytes = reader_take(reader, DIGEST_BYTES);
    for (size_t i = 0; bytes && i < DIGEST_BYTES; i++)
        digest |= (uint64_t)bytes[i] << (8 * i);
    uint32_t rows = (uint32_t)varint_read_bounded(reader, UINT32_MAX);
    return reader->failed ? RESULT_INVALID : origins_add(origins, digest, rows);
}

enum result origins_read(struct origins *ret, const uint8_t *bytes, size_t size)
{
    struct origins origins = {0};
    struct reader reader = {.bytes = bytes, .size = size};
    enum result result = RESULT_OK;
    while (result == RESULT_OK && reader.at < reader.size)
        result = read_block(&origins, &reader);
    if (result == RESULT_OK)
        result = index_digests(&origins);
    origins.read_from = hash_block(HASH_START, bytes, size);
    if (result == RESULT_OK)
        *ret = origins;
    else
        origins_done(&origins);
    return result;
}

bool origins_are_from(const struct origins *origins, const uint8_t *bytes, size_t size)
{
    return origins->read_from == hash_block(HASH_START, bytes, size);
}

/* --- the next file's ------------------------------------------------------------------------ */

enum result origins_renew(struct origins *known, const struct origins *fresh, uint32_t *ret_numbers)
{
    size_t at = 0;
    for (size_t i = 0; i < fresh->count; i++) {
        const struct origin *block = &fresh->blocks[i];
        while (at < known->count && known->blocks[at].kept)
            at++;
        if (at == known->count) {
            enum result result = origins_add(known, 0, 0);
            if (result != RESULT_OK)
                return result;
        }
        known->blocks[at++] = *block;
        ret_numbers[i + 1] = (uint32_t)at;
    }
    for (; at < known->count; at++)
        if (!known->blocks[at].kept)
            known->blocks[at] = (struct origin){0};
    return RESULT_OK;
}

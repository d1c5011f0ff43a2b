/*
 * chunk_rows.h: rows being gathered for store_replace_spells(); private to core/feed.
 *
 * Owns the chunks' bytes in one buffer and borrows the keys. Adding can run out of memory, which
 * sticks in the buffer; chunk_rows_finish() answers for all of it.
 */
#ifndef TEAMTOP_FEED_CHUNK_ROWS_H
#define TEAMTOP_FEED_CHUNK_ROWS_H

#include "core/base/grow.h"
#include "core/model/spell.h"
#include "core/store/store.h"

struct chunk_rows {
    struct store_row *rows;
    size_t count, room;
    struct buffer bytes;
    struct arena keys; /* of those that are not borrowed */
    struct spell_encoder encoder;
};

void chunk_rows_done(struct chunk_rows *rows);  /* a zeroed one is valid and empty */
void chunk_rows_clear(struct chunk_rows *rows); /* empty again; its room is kept */

/* The spells of `type` at these places of their array, under `key`, which must outlive the rows. */
void chunk_rows_encode(struct chunk_rows *rows, const char *key, const struct spells *spells,
    enum feed_type type, const uint32_t *places, size_t count);
/* A chunk of so many bytes, which the caller writes before anything else is added; NULL: no memory.
 * The key must outlive the rows. */
char *chunk_rows_add(struct chunk_rows *rows, const char *key, size_t size);
/* A chunk as it is; the key is copied. */
void chunk_rows_copy(struct chunk_rows *rows, const char *key, const void *bytes, size_t size);

/* Sorts them by key, as the store wants them, and gives each its bytes: nothing is added after
 * this. */
MUST_CHECK enum result chunk_rows_finish(struct chunk_rows *rows);

#endif

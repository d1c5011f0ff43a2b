#include "core/feed/chunk_rows.h"

#include <stdlib.h>
#include <string.h>

void chunk_rows_done(struct chunk_rows *rows)
{
    free(rows->rows);
    buffer_done(&rows->bytes);
    arena_done(&rows->keys);
    spell_encoder_done(&rows->encoder);
}

void chunk_rows_clear(struct chunk_rows *rows)
{
    rows->count = 0;
    rows->bytes.length = 0;
    arena_done(&rows->keys);
}

/* The bytes lie one after another, so their size is all a row needs until the buffer stops moving.
 */
static void add_row(struct chunk_rows *rows, const char *key, size_t size)
{
    struct store_row *row = NULL;
    if (key)
        row = grow_one(&rows->rows, &rows->count, &rows->room, sizeof *row);
    if (row)
        *row = (struct store_row){.key = key, .sub = "", .size = size};
    else
        rows->bytes.failed = true;
}

void chunk_rows_encode(struct chunk_rows *rows, const char *key, const struct spells *spells,
    enum feed_type type, const uint32_t *places, size_t count)
{
    size_t before = rows->bytes.length;
    spell_encoder_add(&rows->encoder, spells, type, places, count, &rows->bytes);
    add_row(rows, key, rows->bytes.length - before);
}

char *chunk_rows_add(struct chunk_rows *rows, const char *key, size_t size)
{
    char *bytes = buffer_end(&rows->bytes, size);
    if (!bytes)
        return NULL;
    rows->bytes.length += size;
    add_row(rows, key, size);
    return bytes;
}

void chunk_rows_copy(struct chunk_rows *rows, const char *key, const void *bytes, size_t size)
{
    buffer_add(&rows->bytes, bytes, size);
    add_row(rows, arena_copy(&rows->keys, key), size);
}

static int compare_keys(const void *a, const void *b)
{
    const struct store_row *x = a, *y = b;
    return strcmp(x->key, y->key);
}

enum result chunk_rows_finish(struct chunk_rows *rows)
{
    if (rows->bytes.failed)
        return RESULT_NO_MEMORY;
    const uint8_t *at = (const uint8_t *)rows->bytes.bytes;
    for (size_t i = 0; i < rows->count; i++) {
        rows->rows[i].bytes = at;
        at += rows->rows[i].size;
    }
    if (rows->count > 0)
        qsort(rows->rows, rows->count, sizeof *rows->rows, compare_keys);
    return RESULT_OK;
}

#include "core/feed/amendments.h"

#include <stdlib.h>

#include "core/feed/chunk_rows.h"

void amendments_done(struct amendments *amendments)
{
    buffer_done(&amendments->bytes);
    free(amendments->units);
    *amendments = (struct amendments){0};
}

struct loading {
    const struct unit_tree *units;
    struct amendments *amendments;
};

static bool take_row(
    void *context, const char *key, const char *sub, const uint8_t *bytes, size_t size)
{
    const struct loading *loading = context;
    struct amendments *amendments = loading->amendments;
    unit_index unit = unit_tree_find(loading->units, sub);
    (void)key;
    if (unit == UNIT_NONE) /* nor is its chunk read */
        return true;
    amendments->units[unit] = (struct amendment_bytes){amendments->bytes.length, size};
    buffer_add(&amendments->bytes, bytes, size);
    return !amendments->bytes.failed;
}

enum result amendments_load(struct store *store, const struct feed_spec *feed,
    const struct unit_tree *units, struct amendments *ret)
{
    struct loading loading = {units, ret};
    struct buffer name = {0};
    enum result result = RESULT_NO_MEMORY;
    ret->units = calloc((size_t)unit_tree_count(units) + 1, sizeof *ret->units);
    store_name_beside(&name, STORE_AMENDED, feed->id);
    if (ret->units && !name.failed)
        result = store_each_feed_spells(store, name.bytes, take_row, &loading);
    if (result == RESULT_OK && ret->bytes.failed)
        result = RESULT_NO_MEMORY;
    buffer_done(&name);
    return result;
}

enum result amendments_decode(const struct amendments *amendments, struct spells *spells,
    unit_index unit, const uint8_t *bytes, size_t size, struct amendment *ret)
{
    size_t first = spells->case_count;
    struct amendment_bytes own = {0};
    if (amendments->units)
        own = amendments->units[unit];
    enum result result = spells_decode(spells, unit, bytes, size);
    if (result != RESULT_OK)
        return result;
    if (own.size == 0) {
        if (ret)
            *ret = (struct amendment){.chunk_count = spells->case_count - first};
        return RESULT_OK;
    }
    result = amendment_apply(
        spells, unit, first, (const uint8_t *)amendments->bytes.bytes + own.at, own.size, ret);
    if (result != RESULT_OK)
        spells->case_count = first;
    return result;
}

/* --- clearing ------------------------------------------------------------------------------- */

struct keeping {
    const struct unit_tree *units;
    struct chunk_rows rows; /* of other units */
};

static bool keep_other(
    void *context, const char *key, const char *sub, const uint8_t *bytes, size_t size)
{
    struct keeping *keeping = context;
    (void)key;
    if (keeping->units && unit_tree_find(keeping->units, sub) == UNIT_NONE)
        chunk_rows_copy(&keeping->rows, sub, bytes, size);
    return true;
}

enum result amendments_clear(
    struct store *store, const struct feed_spec *feed, const struct unit_tree *units)
{
    struct keeping keeping = {.units = units};
    struct buffer name = {0};
    enum result result = RESULT_NO_MEMORY;
    store_name_beside(&name, STORE_AMENDED, feed->id);
    if (!name.failed)
        result = store_each_feed_spells(store, name.bytes, keep_other, &keeping);
    if (result == RESULT_OK)
        result = chunk_rows_finish(&keeping.rows);
    if (result == RESULT_OK)
        result =
            store_replace_spells(store, name.bytes, keeping.rows.rows, keeping.rows.count, NULL);
    chunk_rows_done(&keeping.rows);
    buffer_done(&name);
    return result;
}

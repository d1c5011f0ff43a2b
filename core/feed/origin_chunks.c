#include "core/feed/origin_chunks.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "core/feed/categories.h"

#define NO_UNIT      ""
#define ORIGIN_BYTES sizeof(uint32_t) /* lowest first: a million of them are read each night */

void origin_chunks_done(struct origin_chunks *rows)
{
    chunk_rows_done(&rows->spells);
    chunk_rows_done(&rows->origins);
    chunk_rows_done(&rows->amendments);
}

/* --- adding --------------------------------------------------------------------------------- */

static void write_origin(char *bytes, uint32_t number)
{
    number = htole32(number);
    memcpy(bytes, &number, ORIGIN_BYTES);
}

/* As they stand in the chunk that was just encoded. */
static void add_origins(struct origin_chunks *rows, const char *unit)
{
    const struct spell_encoder *encoder = &rows->spells.encoder;
    const struct case_spell *cases = (const void *)encoder->items;
    char *bytes = chunk_rows_add(&rows->origins, unit, encoder->count * ORIGIN_BYTES);
    for (size_t i = 0; bytes && i < encoder->count; i++)
        write_origin(bytes + i * ORIGIN_BYTES, cases[i].origin);
}

void origin_chunks_add(struct origin_chunks *rows, const char *unit, const struct spells *spells,
    struct members places)
{
    chunk_rows_copy(&rows->amendments, unit, "", 0);
    if (places.count == 0) {
        chunk_rows_copy(&rows->spells, unit, "", 0);
        chunk_rows_copy(&rows->origins, unit, "", 0);
        return;
    }
    chunk_rows_encode(&rows->spells, unit, spells, FEED_CASES, places.items, places.count);
    if (!rows->spells.bytes.failed)
        add_origins(rows, unit);
}

void origin_chunks_add_origins(struct origin_chunks *rows, const char *unit,
    const struct spells *spells, struct members places)
{
    char *bytes = chunk_rows_add(&rows->origins, unit, places.count * ORIGIN_BYTES);
    for (size_t i = 0; bytes && i < places.count; i++)
        write_origin(bytes + i * ORIGIN_BYTES, spells->cases[places.items[i]].origin);
}

void origin_chunks_amend(struct origin_chunks *rows, const char *unit, const struct spells *spells,
    struct members places, const struct amendment *amendment, const uint32_t *came)
{
    struct chunk_rows *amendments = &rows->amendments;
    struct buffer bytes = {0};
    amendment_write(amendment, &amendments->encoder, spells, came, &bytes);
    amendments->bytes.failed |= bytes.failed;
    if (!bytes.failed)
        chunk_rows_copy(amendments, unit, bytes.bytes, bytes.length);
    buffer_done(&bytes);
    origin_chunks_add_origins(rows, unit, spells, places);
}

static void add_list(struct chunk_rows *rows, struct buffer *list)
{
    rows->bytes.failed |= list->failed;
    if (!list->failed)
        chunk_rows_copy(rows, NO_UNIT, list->bytes, list->length);
    buffer_done(list);
}

void origin_chunks_add_blocks(struct origin_chunks *rows, const struct origins *origins)
{
    struct buffer list = {0};
    origins_write(origins, &list);
    add_list(&rows->origins, &list);
}

void origin_chunks_add_categories(struct origin_chunks *rows, const struct service *service)
{
    struct buffer list = {0};
    categories_write(&list, service);
    add_list(&rows->spells, &list);
}

/* --- putting -------------------------------------------------------------------------------- */

/* What the three kinds of rows stand under. */
struct names {
    struct buffer origins, amendments;
};

static void names_done(struct names *names)
{
    buffer_done(&names->origins);
    buffer_done(&names->amendments);
}

static enum result finish(
    struct origin_chunks *rows, struct names *names, const struct feed_spec *feed)
{
    enum result result = chunk_rows_finish(&rows->spells);
    if (result == RESULT_OK)
        result = chunk_rows_finish(&rows->origins);
    if (result == RESULT_OK)
        result = chunk_rows_finish(&rows->amendments);
    store_name_beside(&names->origins, STORE_ASIDE, feed->id);
    store_name_beside(&names->amendments, STORE_AMENDED, feed->id);
    bool named = !names->origins.failed && !names->amendments.failed;
    return result == RESULT_OK && !named ? RESULT_NO_MEMORY : result;
}

enum result origin_chunks_replace(struct origin_chunks *rows, struct store *store,
    const struct feed_spec *feed, size_t *ret_changed)
{
    struct names names = {0};
    enum result result = finish(rows, &names, feed);
    if (result == RESULT_OK)
        result = store_replace_spells(
            store, feed->id, rows->spells.rows, rows->spells.count, ret_changed);
    if (result == RESULT_OK)
        result = store_replace_spells(
            store, names.origins.bytes, rows->origins.rows, rows->origins.count, NULL);
    if (result == RESULT_OK)
        result = store_replace_spells(store, names.amendments.bytes, NULL, 0, NULL);
    names_done(&names);
    return result;
}

static void mark_empty(struct chunk_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->rows[i].size == 0 && *rows->rows[i].key)
            rows->rows[i].bytes = NULL;
}

static enum result put(struct store *store, const char *name, struct chunk_rows *rows)
{
    mark_empty(rows);
    return store_put_spells(store, name, rows->rows, rows->count);
}

enum result origin_chunks_put(
    struct origin_chunks *rows, struct store *store, const struct feed_spec *feed)
{
    struct names names = {0};
    enum result result = finish(rows, &names, feed);
    if (result == RESULT_OK)
        result = put(store, feed->id, &rows->spells);
    if (result == RESULT_OK)
        result = put(store, names.origins.bytes, &rows->origins);
    if (result == RESULT_OK)
        result = put(store, names.amendments.bytes, &rows->amendments);
    names_done(&names);
    chunk_rows_clear(&rows->spells);
    chunk_rows_clear(&rows->origins);
    chunk_rows_clear(&rows->amendments);
    return result;
}

/* --- loading -------------------------------------------------------------------------------- */

struct reading_blocks {
    struct origins *origins;
    enum result result;
};

static bool read_blocks(
    void *context, const char *key, const char *sub, const uint8_t *bytes, size_t size)
{
    (void)key;
    (void)sub;
    struct reading_blocks *reading = context;
    reading->result = origins_read(reading->origins, bytes, size);
    return false;
}

/* The bytes of the list of blocks, if there is one. */
static enum result each_list(
    struct store *store, const struct feed_spec *feed, store_chunk_fn *each, void *context)
{
    struct buffer name = {0};
    enum result result = RESULT_NO_MEMORY;
    store_name_beside(&name, STORE_ASIDE, feed->id);
    if (!name.failed)
        result = store_each_spells(store, name.bytes, NO_UNIT, each, context);
    buffer_done(&name);
    return result;
}

enum result origin_chunks_blocks(
    struct store *store, const struct feed_spec *feed, struct origins *ret)
{
    struct reading_blocks reading = {ret, RESULT_OK};
    enum result result = each_list(store, feed, read_blocks, &reading);
    return result == RESULT_OK ? reading.result : result;
}

struct comparing_blocks {
    const struct origins *origins;
    bool same;
};

static bool compare_blocks(
    void *context, const char *key, const char *sub, const uint8_t *bytes, size_t size)
{
    (void)key;
    (void)sub;
    struct comparing_blocks *comparing = context;
    comparing->same = origins_are_from(comparing->origins, bytes, size);
    return false;
}

enum result origin_chunks_are(
    struct store *store, const struct feed_spec *feed, const struct origins *origins, bool *ret)
{
    struct comparing_blocks comparing = {.origins = origins};
    enum result result = each_list(store, feed, compare_blocks, &comparing);
    if (result == RESULT_OK)
        *ret = comparing.same;
    return result;
}

struct loading {
    const struct service *service;
    const struct origins *blocks;
    struct spells *spells;
    struct amendments amendments;
    struct stretch *stretches;
    size_t with_origins;
    enum result result;
};

static enum result check_categories(
    const struct loading *loading, const uint8_t *bytes, size_t size)
{
    struct buffer list = {0};
    categories_write(&list, loading->service);
    enum result result = RESULT_OK;
    if (list.failed)
        result = RESULT_NO_MEMORY;
    else if (list.length != size || (size > 0 && memcmp(list.bytes, bytes, size) != 0))
        result = RESULT_INVALID;
    buffer_done(&list);
    return result;
}

static enum result take_chunk(
    struct loading *loading, const char *unit_id, const uint8_t *bytes, size_t size)
{
    if (strcmp(unit_id, NO_UNIT) == 0)
        return check_categories(loading, bytes, size);
    unit_index unit = unit_tree_find(loading->service->units, unit_id);
    if (unit == UNIT_NONE)
        return RESULT_INVALID;
    struct stretch *stretch = &loading->stretches[unit];
    stretch->first = loading->spells->case_count;
    enum result result = amendments_decode(
        &loading->amendments, loading->spells, unit, bytes, size, &stretch->amendment);
    stretch->count = loading->spells->case_count - stretch->first;
    return result;
}

static bool load_chunk(
    void *context, const char *key, const char *sub, const uint8_t *bytes, size_t size)
{
    (void)key;
    struct loading *loading = context;
    loading->result = take_chunk(loading, sub, bytes, size);
    return loading->result == RESULT_OK;
}

static enum result take_origins(
    struct loading *loading, const char *unit_id, const uint8_t *bytes, size_t size)
{
    unit_index unit = unit_tree_find(loading->service->units, unit_id);
    if (strcmp(unit_id, NO_UNIT) == 0)
        return RESULT_OK;
    if (unit == UNIT_NONE || size != loading->stretches[unit].count * ORIGIN_BYTES)
        return RESULT_INVALID;
    struct case_spell *spells = loading->spells->cases + loading->stretches[unit].first;
    bool known = true;
    for (size_t i = 0; i < size / ORIGIN_BYTES; i++) {
        uint32_t origin;
        memcpy(&origin, bytes + i * ORIGIN_BYTES, ORIGIN_BYTES);
        origin = le32toh(origin);
        known &= origin > 0 && origin <= loading->blocks->count;
        spells[i].origin = origin;
    }
    loading->with_origins += size / ORIGIN_BYTES;
    return known ? RESULT_OK : RESULT_INVALID;
}

static bool load_origins(
    void *context, const char *key, const char *sub, const uint8_t *bytes, size_t size)
{
    (void)key;
    struct loading *loading = context;
    loading->result = take_origins(loading, sub, bytes, size);
    return loading->result == RESULT_OK;
}

static enum result load_both(
    struct loading *loading, struct store *store, const struct feed_spec *feed, const char *beside)
{
    size_t before = loading->spells->case_count;
    enum result result =
        amendments_load(store, feed, loading->service->units, &loading->amendments);
    if (result == RESULT_OK)
        result = store_each_feed_spells(store, feed->id, load_chunk, loading);
    if (result == RESULT_OK)
        result = loading->result;
    if (result == RESULT_OK)
        result = store_each_feed_spells(store, beside, load_origins, loading);
    if (result == RESULT_OK)
        result = loading->result;
    bool all = loading->with_origins == loading->spells->case_count - before;
    return result == RESULT_OK && !all ? RESULT_INVALID : result;
}

enum result origin_chunks_load(const struct chunks *chunks, const struct feed_spec *feed,
    const struct origins *blocks, struct spells *spells, struct stretch *stretches)
{
    struct loading loading = {
        .service = chunks->service, .blocks = blocks, .spells = spells, .stretches = stretches};
    struct buffer name = {0};
    enum result result = RESULT_NO_MEMORY;
    store_name_beside(&name, STORE_ASIDE, feed->id);
    if (!name.failed)
        result = load_both(&loading, chunks->store, feed, name.bytes);
    amendments_done(&loading.amendments);
    buffer_done(&name);
    return result;
}

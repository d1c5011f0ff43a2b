#include "core/feed/chunks.h"

#include <stdlib.h>
#include <string.h>

#include "core/derive/groups.h"
#include "core/feed/amendments.h"
#include "core/feed/categories.h"
#include "core/feed/chunk_rows.h"
#include "core/feed/origin_chunks.h"
#include "core/feed/team_absences.h"

/* The chunk that belongs to no unit: all absences as imported, or a cases feed's categories. */
#define NO_UNIT ""

/* --- loading ----------------------------------------------------------------------------- */

struct loading {
    const struct chunks *chunks;
    const struct feed_spec *feed;
    struct spells *spells;
    struct amendments amendments;   /* cases */
    struct category_map categories; /* cases: what the numbers in the chunks mean today */
    enum result result;
};

static enum result say_damaged(const struct loading *loading, const char *unit)
{
    diag_add(loading->chunks->diags, DIAG_ERROR, (struct place){0},
        "what the store holds of feed %s for unit \"%s\" is damaged; import the feed's extract "
        "again "
        "(in append mode: restore the store from a backup)",
        loading->feed->id, unit);
    return RESULT_IO;
}

static enum result decode(struct loading *loading, unit_index unit, const char *unit_id,
    const uint8_t *bytes, size_t size)
{
    size_t first = loading->spells->case_count;
    enum result result =
        amendments_decode(&loading->amendments, loading->spells, unit, bytes, size, NULL);
    if (result == RESULT_INVALID)
        return say_damaged(loading, unit_id);
    if (result == RESULT_OK)
        category_map_apply(&loading->categories, loading->spells, first);
    return result;
}

/* Teams' absences are copies made for managers: the chunk of no unit has them all. */
static enum result load_absences(
    struct loading *loading, const char *unit_id, const uint8_t *bytes, size_t size)
{
    if (strcmp(unit_id, NO_UNIT) != 0)
        return RESULT_OK;
    return decode(loading, UNIT_NONE, unit_id, bytes, size);
}

static enum result load_unit(
    struct loading *loading, const char *unit_id, const uint8_t *bytes, size_t size)
{
    const struct chunks *chunks = loading->chunks;
    if (strcmp(unit_id, NO_UNIT) == 0)
        return category_map_read(&loading->categories, chunks->service, bytes, size);
    unit_index unit = unit_tree_find(chunks->service->units, unit_id);
    if (unit != UNIT_NONE)
        return decode(loading, unit, unit_id, bytes, size);
    diag_add(chunks->diags, DIAG_WARNING, (struct place){0},
        "feed %s holds rows of unit \"%s\", which organisation.yaml no longer has; they are left "
        "out until it has the unit again or the feed is imported again",
        loading->feed->id, unit_id);
    return RESULT_OK;
}

static bool load_chunk(
    void *context, const char *key, const char *sub, const uint8_t *bytes, size_t size)
{
    (void)key;
    struct loading *loading = context;
    if (loading->feed->type == FEED_ABSENCES)
        loading->result = load_absences(loading, sub, bytes, size);
    else
        loading->result = load_unit(loading, sub, bytes, size);
    return loading->result == RESULT_OK;
}

enum result chunks_load(
    const struct chunks *chunks, const struct feed_spec *feed, struct spells *spells)
{
    struct loading loading = {.chunks = chunks, .feed = feed, .spells = spells};
    enum result result = RESULT_OK;
    if (feed->type == FEED_CASES)
        result = amendments_load(chunks->store, feed, chunks->service->units, &loading.amendments);
    if (result == RESULT_OK)
        result = store_each_feed_spells(chunks->store, feed->id, load_chunk, &loading);
    category_map_done(&loading.categories);
    amendments_done(&loading.amendments);
    return result == RESULT_OK ? loading.result : result;
}

static bool see_taken(void *context, const struct store_import *import)
{
    bool *taken = context;
    *taken = !import->refused;
    return !*taken;
}

enum result chunks_load_register(const struct chunks *chunks, const char *register_id,
    struct spells *spells, unsigned *ret_imported)
{
    unsigned imported = 0;
    const struct service *service = chunks->service;
    for (size_t i = 0; i < service->feed_count; i++) {
        const struct feed_spec *feed = &service->feeds[i];
        bool taken = false;
        if (strcmp(feed->register_id, register_id) != 0)
            continue;
        enum result result = store_each_import(chunks->store, feed->id, 0, see_taken, &taken);
        if (result == RESULT_OK && taken)
            result = chunks_load(chunks, feed, spells);
        if (result != RESULT_OK)
            return result;
        imported |= taken ? 1u << feed->type : 0;
    }
    *ret_imported = imported;
    return RESULT_OK;
}

/* --- putting ----------------------------------------------------------------------------- */

static unit_index unit_of_case(const struct spells *spells, size_t i)
{
    return spells->cases[i].team;
}

static unit_index unit_of_post(const struct spells *spells, size_t i)
{
    return spells->posts[i].team;
}

static unit_index unit_of_request(const struct spells *spells, size_t i)
{
    return spells->requests[i].unit;
}

static unit_index unit_of_reading(const struct spells *spells, size_t i)
{
    return spells->readings[i].unit;
}

static const struct {
    size_t count; /* where struct spells keeps it */
    unit_index (*unit_of)(const struct spells *spells, size_t i);
} types[] = {
    [FEED_CASES] = {offsetof(struct spells, case_count), unit_of_case},
    [FEED_POSTS] = {offsetof(struct spells, post_count), unit_of_post},
    [FEED_REQUESTS] = {offsetof(struct spells, request_count), unit_of_request},
    [FEED_READINGS] = {offsetof(struct spells, reading_count), unit_of_reading},
};

static size_t spell_count(const struct spells *spells, enum feed_type type)
{
    size_t count;
    memcpy(&count, (const char *)spells + types[type].count, sizeof count);
    return count;
}

/* Where each unit's spells are, in one pass over all of them. */
static enum result group_by_unit(struct groups *ret, const struct unit_tree *units,
    enum feed_type type, const struct spells *spells)
{
    struct pairs pairs = {0};
    size_t count = spell_count(spells, type);
    bool made = true;
    for (size_t i = 0; made && i < count; i++)
        made = pairs_add(&pairs, (uint32_t)types[type].unit_of(spells, i), (uint32_t)i);
    made = made && groups_make(ret, &pairs, (size_t)unit_tree_count(units));
    pairs_done(&pairs);
    return made ? RESULT_OK : RESULT_NO_MEMORY;
}

static enum result encode_units(struct chunk_rows *rows, const struct unit_tree *units,
    enum feed_type type, const struct spells *spells)
{
    struct groups by_unit;
    enum result result = group_by_unit(&by_unit, units, type, spells);
    if (result != RESULT_OK)
        return result;
    for (unit_index i = 0; i < unit_tree_count(units); i++) {
        struct members own = groups_at(&by_unit, (size_t)i);
        if (own.count > 0)
            chunk_rows_encode(rows, unit_tree_at(units, i)->id, spells, type, own.items, own.count);
    }
    groups_done(&by_unit);
    return RESULT_OK;
}

struct keeping {
    const struct unit_tree *units;
    struct chunk_rows *rows;
};

static bool keep_unknown(
    void *context, const char *key, const char *sub, const uint8_t *bytes, size_t size)
{
    (void)key;
    struct keeping *keeping = context;
    if (strcmp(sub, NO_UNIT) != 0 && unit_tree_find(keeping->units, sub) == UNIT_NONE)
        chunk_rows_copy(keeping->rows, sub, bytes, size);
    return true;
}

/* What an append feed took once no later file brings again. */
static enum result keep_unknown_units(
    const struct chunks *chunks, const struct feed_spec *feed, struct chunk_rows *rows)
{
    struct keeping keeping = {chunks->service->units, rows};
    if (feed->mode != FEED_APPEND)
        return RESULT_OK;
    return store_each_feed_spells(chunks->store, feed->id, keep_unknown, &keeping);
}

static enum result put_units(const struct chunks *chunks, const struct feed_spec *feed,
    const struct spells *spells, struct chunk_rows *rows)
{
    enum result result = encode_units(rows, chunks->service->units, feed->type, spells);
    if (feed->type == FEED_CASES) {
        struct buffer list = {0};
        categories_write(&list, chunks->service);
        rows->bytes.failed |= list.failed;
        chunk_rows_copy(rows, NO_UNIT, list.bytes, list.length);
        buffer_done(&list);
    }
    if (result == RESULT_OK)
        result = keep_unknown_units(chunks, feed, rows);
    return result;
}

enum result chunks_load_posts(
    const struct chunks *chunks, const char *register_id, struct spells *posts)
{
    const struct service *service = chunks->service;
    enum result result = RESULT_OK;
    for (size_t i = 0; result == RESULT_OK && i < service->feed_count; i++) {
        const struct feed_spec *feed = &service->feeds[i];
        if (feed->type == FEED_POSTS && strcmp(feed->register_id, register_id) == 0)
            result = chunks_load(chunks, feed, posts);
    }
    return result;
}

static enum result encode_all(struct chunk_rows *rows, const struct spells *absences)
{
    uint32_t *places = calloc(absences->absence_count + 1, sizeof *places);
    if (!places)
        return RESULT_NO_MEMORY;
    for (size_t i = 0; i < absences->absence_count; i++)
        places[i] = (uint32_t)i;
    chunk_rows_encode(rows, NO_UNIT, absences, FEED_ABSENCES, places, absences->absence_count);
    free(places);
    return RESULT_OK;
}

static enum result put_absences(const struct chunks *chunks, const struct feed_spec *feed,
    const struct spells *spells, struct chunk_rows *rows)
{
    struct spells posts;
    enum result result = spells_init(&posts);
    if (result != RESULT_OK)
        return result;
    struct chunks quiet = {chunks->service, chunks->store, NULL};
    result = chunks_load_posts(&quiet, feed->register_id, &posts);
    if (result == RESULT_OK)
        result = encode_all(rows, spells);
    if (result == RESULT_OK)
        result = team_absences_encode(rows, chunks->service->units, spells, &posts);
    spells_done(&posts);
    return result;
}

static enum result put_cases(const struct chunks *chunks, const struct feed_spec *feed,
    const struct spells *spells, const struct origins *origins, size_t *ret_changed)
{
    struct origin_chunks rows = {0};
    struct groups by_unit;
    const struct unit_tree *units = chunks->service->units;
    enum result result = group_by_unit(&by_unit, units, FEED_CASES, spells);
    if (result != RESULT_OK)
        return result;
    for (unit_index i = 0; i < unit_tree_count(units); i++)
        if (groups_at(&by_unit, (size_t)i).count > 0)
            origin_chunks_add(
                &rows, unit_tree_at(units, i)->id, spells, groups_at(&by_unit, (size_t)i));
    groups_done(&by_unit);
    origin_chunks_add_blocks(&rows, origins);
    origin_chunks_add_categories(&rows, chunks->service);
    result = origin_chunks_replace(&rows, chunks->store, feed, ret_changed);
    origin_chunks_done(&rows);
    return result;
}

enum result chunks_put(const struct chunks *chunks, const struct feed_spec *feed,
    const struct spells *spells, const struct origins *origins, size_t *ret_changed)
{
    if (origins)
        return put_cases(chunks, feed, spells, origins, ret_changed);
    struct chunk_rows rows = {0};
    enum result result = feed->type == FEED_ABSENCES ? put_absences(chunks, feed, spells, &rows)
                                                     : put_units(chunks, feed, spells, &rows);
    if (result == RESULT_OK)
        result = chunk_rows_finish(&rows);
    if (result == RESULT_OK)
        result = store_replace_spells(chunks->store, feed->id, rows.rows, rows.count, ret_changed);
    if (result == RESULT_OK && feed->type == FEED_CASES)
        result = amendments_clear(
            chunks->store, feed, feed->mode == FEED_APPEND ? chunks->service->units : NULL);
    chunk_rows_done(&rows);
    return result;
}

static enum result share_feed(
    const struct chunks *chunks, const struct feed_spec *feed, size_t *changed)
{
    struct spells absences;
    enum result result = spells_init(&absences);
    if (result != RESULT_OK)
        return result;
    size_t differed = 0;
    result = chunks_load(chunks, feed, &absences);
    if (result == RESULT_OK && absences.absence_count > 0)
        result = chunks_put(chunks, feed, &absences, NULL, &differed);
    *changed += differed;
    spells_done(&absences);
    return result;
}

enum result chunks_share_absences(
    const struct chunks *chunks, const char *register_id, size_t *ret_changed)
{
    const struct service *service = chunks->service;
    size_t changed = 0;
    for (size_t i = 0; i < service->feed_count; i++) {
        const struct feed_spec *feed = &service->feeds[i];
        if (feed->type != FEED_ABSENCES || strcmp(feed->register_id, register_id) != 0)
            continue;
        enum result result = share_feed(chunks, feed, &changed);
        if (result != RESULT_OK)
            return result;
    }
    *ret_changed = changed;
    return RESULT_OK;
}

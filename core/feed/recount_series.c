#include "core/feed/recounting.h"

#include <stdlib.h>
#include <string.h>

#include "core/model/series.h"

/* --- one series ----------------------------------------------------------------------------- */

/* Rows stand by unit id, then by part. */
static struct series find_row(const struct unit_tree *units, const struct derived *derived,
    const char *unit, const char *part)
{
    size_t low = 0, high = derived->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct derived_row *row = &derived->rows[middle];
        int order = strcmp(unit_tree_at(units, row->unit)->id, unit);
        if (order == 0)
            order = strcmp(row->part, part);
        if (order == 0)
            return (struct series){row->bytes, row->size};
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return (struct series){NULL, 0};
}

static bool copy_old(
    void *context, const char *part, const char *register_id, const uint8_t *bytes, size_t size)
{
    (void)part;
    (void)register_id;
    buffer_add(context, bytes, size);
    return true;
}

/* One key of one unit, and whether it is there after the import. */
struct key_place {
    unit_index unit;
    enum part_id part;
    const char *key;
    bool is_there;
};

static void write_empty(struct buffer *out, const struct part *part)
{
    struct series_writer writer;
    series_begin(&writer, out, part->kind, part->scale);
    series_end(&writer);
}

/* What the series is from now on; nothing appended: it stays, or there is none. */
static void make_series(const struct recounting *recounting, const struct key_place *place,
    struct series old, struct buffer *out)
{
    const struct part *part = part_at(place->part);
    bool adds_up = part->kind != SERIES_EARLIEST;
    const struct derived *from = adds_up ? &recounting->difference : &recounting->oldest;
    const struct unit_tree *units = recounting->chunks->service->units;
    struct series found = find_row(units, from, unit_tree_at(units, place->unit)->id, place->key);
    if (!adds_up && !recounting->waits && series_exists(old))
        return;
    if (!adds_up && series_exists(found))
        buffer_add(out, found.bytes, found.size);
    else if (adds_up && series_exists(found))
        series_merge((const struct series[]){old, found}, 2, out);
    else if (!adds_up || !series_exists(old))
        write_empty(out, part);
}

static enum result put_place(
    struct recounting *recounting, const struct key_place *place, struct series fresh)
{
    const struct chunks *chunks = recounting->chunks;
    struct store_row row = {
        unit_tree_at(chunks->service->units, place->unit)->id, place->key, fresh.bytes, fresh.size};
    recounting->series_changed++;
    return store_put_series(chunks->store, recounting->feed->register_id, &row, 1);
}

static bool same_series(struct series a, struct series b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.bytes, b.bytes, a.size) == 0);
}

static enum result change_series(struct recounting *recounting, const struct key_place *place)
{
    const struct chunks *chunks = recounting->chunks;
    struct buffer before = {0}, after = {0};
    enum result result =
        store_find_series(chunks->store, unit_tree_at(chunks->service->units, place->unit)->id,
            place->key, recounting->feed->register_id, copy_old, &before);
    struct series old = {(const uint8_t *)before.bytes, before.length};
    if (result == RESULT_OK && place->is_there)
        make_series(recounting, place, old, &after);
    struct series fresh = {(const uint8_t *)after.bytes, after.length};
    if (before.failed || after.failed)
        result = RESULT_NO_MEMORY;
    bool differs =
        place->is_there ? series_exists(fresh) && !same_series(old, fresh) : series_exists(old);
    if (result == RESULT_OK && differs)
        result = put_place(recounting, place, fresh);
    buffer_done(&before);
    buffer_done(&after);
    return result;
}

/* --- all series of a unit ------------------------------------------------------------------- */

static bool has_data(const struct recounting *recounting, unit_index unit, unsigned needed)
{
    const struct unit_count *count = &recounting->units[unit];
    unsigned feeds =
        (count->cases > 0 ? 1U << FEED_CASES : 0) | (count->posts > 0 ? 1U << FEED_POSTS : 0);
    return (needed & ~feeds) == 0;
}

static enum result change_category(struct recounting *recounting, unit_index unit, int category)
{
    const struct service *service = recounting->chunks->service;
    struct buffer key = {0};
    size_t at = (size_t)unit * (size_t)service->category_count + (size_t)category;
    buffer_format(&key, "%s.%s", part_at(PART_OPEN_CASES)->id, service->categories[category].id);
    buffer_add(&key, "", 1);
    struct key_place place = {unit, PART_OPEN_CASES, key.bytes, recounting->categories[at] > 0};
    enum result result = key.failed ? RESULT_NO_MEMORY : change_series(recounting, &place);
    buffer_done(&key);
    return result;
}

static enum result change_unit(struct recounting *recounting, unit_index unit)
{
    enum result result = RESULT_OK;
    for (enum part_id id = 0; result == RESULT_OK && id < PART_COUNT; id++) {
        const struct part *part = part_at(id);
        struct key_place place = {unit, id, part->id, has_data(recounting, unit, part->feeds)};
        if (part->feeds & (1U << FEED_CASES))
            result = change_series(recounting, &place);
    }
    int categories = recounting->chunks->service->category_count;
    for (int i = 0; result == RESULT_OK && i < categories; i++)
        result = change_category(recounting, unit, i);
    return result;
}

enum result recount_series(struct recounting *recounting)
{
    unit_index count = unit_tree_count(recounting->chunks->service->units);
    enum result result = RESULT_OK;
    for (unit_index unit = 0; result == RESULT_OK && unit < count; unit++)
        if (recounting->units[unit].changed)
            result = change_unit(recounting, unit);
    return result;
}

#include "tests/core/derive/bench.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct named categories[BENCH_CATEGORIES] = {
    {"cin", "Child in need"},
    {"cp", "Child protection"},
    {"cla", "Looked after"},
};

void bench_init(struct bench *bench)
{
    *bench = (struct bench){
        .service = {.categories = categories, .category_count = BENCH_CATEGORIES},
        .imported = 1U << FEED_CASES | 1U << FEED_POSTS | 1U << FEED_ABSENCES | 1U << FEED_REQUESTS,
    };
    bench->service.units = unit_tree_create();
    enum result result = spells_init(&bench->spells);
    if (!bench->service.units || result != RESULT_OK)
        abort();
}

void bench_done(struct bench *bench)
{
    unit_tree_destroy(bench->service.units);
    spells_done(&bench->spells);
}

unit_index bench_unit(struct bench *bench, const char *parent, const char *id)
{
    unit_index above = parent ? bench_find(bench, parent) : UNIT_NONE;
    unit_index unit = UNIT_NONE;
    if (unit_tree_add(bench->service.units, above, id, id, 0, -1, &unit) != RESULT_OK)
        abort();
    return unit;
}

unit_index bench_find(const struct bench *bench, const char *id)
{
    unit_index unit = unit_tree_find(bench->service.units, id);
    if (unit == UNIT_NONE)
        abort();
    return unit;
}

uint32_t bench_text(struct bench *bench, const char *text)
{
    return *text ? intern_add(bench->spells.text, text, strlen(text)) : 0;
}

/* Appends `item` of `size` bytes to an array kept as items, count and room. */
static void append(void *items_pointer, size_t *count, size_t *room, const void *item, size_t size)
{
    void *added = grow_one(items_pointer, count, room, size);
    if (!added)
        abort();
    memcpy(added, item, size);
}

void bench_case(struct bench *bench, struct case_spell spell)
{
    struct spells *spells = &bench->spells;
    append(&spells->cases, &spells->case_count, &spells->case_room, &spell, sizeof spell);
}

void bench_post(struct bench *bench, struct post_spell spell)
{
    struct spells *spells = &bench->spells;
    append(&spells->posts, &spells->post_count, &spells->post_room, &spell, sizeof spell);
}

void bench_absence(struct bench *bench, struct absence_spell spell)
{
    struct spells *spells = &bench->spells;
    append(&spells->absences, &spells->absence_count, &spells->absence_room, &spell, sizeof spell);
}

void bench_request(struct bench *bench, struct request request)
{
    struct spells *spells = &bench->spells;
    append(
        &spells->requests, &spells->request_count, &spells->request_room, &request, sizeof request);
}

void bench_reading(struct bench *bench, struct reading reading)
{
    struct spells *spells = &bench->spells;
    append(
        &spells->readings, &spells->reading_count, &spells->reading_room, &reading, sizeof reading);
}

const struct derived_row *derived_find(
    const struct derived *derived, unit_index unit, const char *key)
{
    for (size_t i = 0; i < derived->count; i++)
        if (derived->rows[i].unit == unit && strcmp(derived->rows[i].part, key) == 0)
            return &derived->rows[i];
    return NULL;
}

struct series derived_series(const struct derived *derived, unit_index unit, const char *key)
{
    const struct derived_row *row = derived_find(derived, unit, key);
    return row ? (struct series){row->bytes, row->size} : (struct series){0};
}

static void find(void *context, unit_index unit, enum part_id part, const char *sub,
    struct series *ret_spells, struct series *ret_readings)
{
    const struct derived_source *source = context;
    char key[128];
    snprintf(key, sizeof key, "%s%s%s", part_at(part)->id, *sub ? "." : "", sub);
    struct series series = derived_series(source->derived, unit, key);
    bool told = series_exists(series) && series_kind(series) == SERIES_READINGS;
    *ret_spells = told ? (struct series){0} : series;
    *ret_readings = told ? series : (struct series){0};
}

void derived_source_init(struct derived_source *source, const struct derived *derived)
{
    *source = (struct derived_source){derived, {source, find}};
}

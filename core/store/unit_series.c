#include "core/store/unit_series.h"

#include <stdlib.h>
#include <string.h>

struct unit_series *unit_series_create(void)
{
    return calloc(1, sizeof(struct unit_series));
}

void unit_series_destroy(struct unit_series *unit)
{
    if (!unit)
        return;
    buffer_done(&unit->bytes);
    free(unit->entries);
    free(unit);
}

static const char *text_at(const struct unit_series *unit, size_t at)
{
    return unit->bytes.bytes + at;
}

static struct series series_in(const struct unit_series *unit, struct extent extent)
{
    if (extent.size == 0)
        return (struct series){0};
    return (struct series){(const uint8_t *)unit->bytes.bytes + extent.at, extent.size};
}

static struct extent append(struct unit_series *unit, const void *bytes, size_t size)
{
    struct extent extent = {(uint32_t)unit->bytes.length, (uint32_t)size};
    unit->bytes.failed |= size > UINT32_MAX - unit->bytes.length;
    buffer_add(&unit->bytes, bytes, size);
    return extent;
}

static struct entry *find_entry(const struct unit_series *unit, enum part_id part, const char *sub)
{
    for (size_t i = 0; i < unit->count; i++)
        if (unit->entries[i].part == part && strcmp(text_at(unit, unit->entries[i].sub), sub) == 0)
            return &unit->entries[i];
    return NULL;
}

static struct entry *add_entry(struct unit_series *unit, enum part_id part, const char *sub)
{
    struct extent text = append(unit, sub, strlen(sub) + 1);
    struct entry *entry = NULL;
    if (!unit->bytes.failed)
        entry = grow_one(&unit->entries, &unit->count, &unit->room, sizeof *entry);
    if (entry)
        *entry = (struct entry){.part = part, .sub = text.at};
    return entry;
}

/* A second register's series of the same part: the two are added up. */
static enum result merge(struct unit_series *unit, struct extent *extent, struct series other)
{
    struct buffer sum = {0};
    const struct series both[] = {series_in(unit, *extent), other};
    series_merge(both, 2, &sum);
    if (!sum.failed)
        *extent = append(unit, sum.bytes, sum.length);
    bool failed = sum.failed || unit->bytes.failed;
    buffer_done(&sum);
    return failed ? RESULT_NO_MEMORY : RESULT_OK;
}

static enum result put_at(struct unit_series *unit, struct extent *extent, struct series series)
{
    if (extent->size > 0)
        return merge(unit, extent, series);
    *extent = append(unit, series.bytes, series.size);
    return unit->bytes.failed ? RESULT_NO_MEMORY : RESULT_OK;
}

bool series_is_readings(struct series series)
{
    return series.size > 0 && series_kind(series) == SERIES_READINGS;
}

enum result unit_series_put(
    struct unit_series *unit, enum part_id part, const char *sub, struct series series)
{
    struct entry *entry = find_entry(unit, part, sub);
    if (!entry)
        entry = add_entry(unit, part, sub);
    if (!entry)
        return RESULT_NO_MEMORY;
    return put_at(unit, series_is_readings(series) ? &entry->readings : &entry->spells, series);
}

size_t unit_series_size(const struct unit_series *unit)
{
    return sizeof *unit + unit->bytes.room + unit->room * sizeof *unit->entries;
}

void unit_series_find(const struct unit_series *unit, enum part_id part, const char *sub,
    struct series *ret_spells, struct series *ret_readings)
{
    const struct entry *entry = find_entry(unit, part, sub);
    *ret_spells = entry ? series_in(unit, entry->spells) : (struct series){0};
    *ret_readings = entry ? series_in(unit, entry->readings) : (struct series){0};
}

const char *unit_series_sub(const struct unit_series *unit, const struct entry *entry)
{
    return text_at(unit, entry->sub);
}

/* Hundreds of units may be kept for days: what growing left over is given back. */
void unit_series_trim(struct unit_series *unit)
{
    char *bytes = unit->bytes.length ? realloc(unit->bytes.bytes, unit->bytes.length) : NULL;
    if (bytes) {
        unit->bytes.bytes = bytes;
        unit->bytes.room = unit->bytes.length;
    }
    struct entry *entries =
        unit->count ? realloc(unit->entries, unit->count * sizeof *entries) : NULL;
    if (entries) {
        unit->entries = entries;
        unit->room = unit->count;
    }
}

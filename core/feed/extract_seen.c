/* extract_seen.c: open addressing, at most half full. */
#include "core/feed/extract_seen.h"

#include <stdlib.h>

#define ROOM_FIRST 256 /* a power of two, as all that follow */

void seen_done(struct seen_figures *seen)
{
    free(seen->places);
    *seen = (struct seen_figures){0};
}

static size_t hash_of(struct figure_key key)
{
    uint64_t hash = (uint32_t)key.unit;
    hash = (hash * 1021 + (uint32_t)key.part) * UINT64_C(0x9E3779B97F4A7C15);
    hash = ((hash ^ (hash >> 29)) + (uint32_t)key.day) * UINT64_C(0xBF58476D1CE4E5B9);
    return (size_t)(hash ^ (hash >> 32));
}

static bool same(struct figure_key a, struct figure_key b)
{
    return a.unit == b.unit && a.part == b.part && a.day == b.day;
}

/* Where the figure stands, or the empty place it would take. */
static struct seen_figure *place_of(const struct seen_figures *seen, struct figure_key key)
{
    size_t at = hash_of(key) & (seen->room - 1);
    while (seen->places[at].line != 0 && !same(seen->places[at].key, key))
        at = (at + 1) & (seen->room - 1);
    return &seen->places[at];
}

static bool grow(struct seen_figures *seen)
{
    struct seen_figures bigger = {.count = seen->count, .room = seen->room * 2};
    if (bigger.room == 0)
        bigger.room = ROOM_FIRST;
    bigger.places = calloc(bigger.room, sizeof *bigger.places);
    if (!bigger.places)
        return false;
    for (size_t i = 0; i < seen->room; i++)
        if (seen->places[i].line != 0)
            *place_of(&bigger, seen->places[i].key) = seen->places[i];
    free(seen->places);
    *seen = bigger;
    return true;
}

enum result seen_add(
    struct seen_figures *seen, struct figure_key key, unsigned line, unsigned *ret_line)
{
    if (2 * (seen->count + 1) > seen->room && !grow(seen))
        return RESULT_NO_MEMORY;
    struct seen_figure *place = place_of(seen, key);
    *ret_line = place->line;
    if (place->line == 0) {
        *place = (struct seen_figure){key, line};
        seen->count++;
    }
    return RESULT_OK;
}

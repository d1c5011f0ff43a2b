#include "core/feed/recounting.h"

#include <stdlib.h>
#include <string.h>

/* --- the chunks ----------------------------------------------------------------------------- */

/* The file's new cases of each unit. */
static enum result group_fresh(const struct recounting *recounting, struct groups *ret)
{
    struct pairs pairs = {0};
    bool made = true;
    for (size_t i = 0; made && i < recounting->fresh; i++)
        if (recounting->fates[i] == FATE_COMES)
            made = pairs_add(&pairs, (uint32_t)recounting->spells->cases[i].team, (uint32_t)i);
    made = made &&
           groups_make(ret, &pairs, (size_t)unit_tree_count(recounting->chunks->service->units));
    pairs_done(&pairs);
    return made ? RESULT_OK : RESULT_NO_MEMORY;
}

/* Places of a unit's cases after the import. */
struct own_places {
    uint32_t *items;
    size_t room;
};

/* The store's first: they stand in order already. False: no memory. */
static bool find_own(const struct recounting *recounting, const struct groups *fresh,
    unit_index unit, struct own_places *places, struct members *ret)
{
    const struct stretch stored = recounting->stretches[unit];
    const struct members come = groups_at(fresh, (size_t)unit);
    size_t count = 0;
    if (!grow_room(
            &places->items, &places->room, stored.count + come.count + 1, sizeof *places->items))
        return false;
    for (size_t i = stored.first; i < stored.first + stored.count; i++)
        if (recounting->fates[i] == FATE_STAYS)
            places->items[count++] = (uint32_t)i;
    memcpy(places->items + count, come.items, come.count * sizeof *come.items);
    *ret = (struct members){places->items, count + come.count};
    return true;
}

/* One after the other: no more than one unit's chunk is in memory. */
static enum result put_units(
    struct recounting *recounting, const struct groups *fresh, struct origin_chunks *rows)
{
    const struct unit_tree *units = recounting->chunks->service->units;
    struct own_places places = {0};
    struct members own = {0};
    enum result result = RESULT_OK;
    for (unit_index unit = 0; result == RESULT_OK && unit < unit_tree_count(units); unit++) {
        if (!recounting->units[unit].encoded)
            continue;
        if (!find_own(recounting, fresh, unit, &places, &own)) {
            result = RESULT_NO_MEMORY;
            break;
        }
        origin_chunks_add(rows, unit_tree_at(units, unit)->id, recounting->spells, own);
        result = origin_chunks_put(rows, recounting->chunks->store, recounting->feed);
    }
    free(places.items);
    return result;
}

enum result recount_put_chunks(struct recounting *recounting)
{
    struct groups fresh;
    struct origin_chunks rows = {0};
    enum result result = group_fresh(recounting, &fresh);
    if (result != RESULT_OK)
        return result;
    result = put_units(recounting, &fresh, &rows);
    origin_chunks_add_blocks(&rows, recounting->known);
    if (result == RESULT_OK)
        result = origin_chunks_put(&rows, recounting->chunks->store, recounting->feed);
    origin_chunks_done(&rows);
    groups_done(&fresh);
    return result;
}

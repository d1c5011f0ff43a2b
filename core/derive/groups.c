#include "core/derive/groups.h"

#include <assert.h>
#include <stdlib.h>

#include "core/base/grow.h"

bool pairs_add(struct pairs *pairs, uint32_t key, uint32_t item)
{
    if (pairs->count == pairs->room &&
        !grow_room(&pairs->items, &pairs->room, pairs->count + 1, sizeof *pairs->items))
        return false;
    pairs->items[pairs->count++] = (struct pair){key, item};
    return true;
}

void pairs_done(struct pairs *pairs)
{
    free(pairs->items);
    *pairs = (struct pairs){0};
}

/* Turns starts[key + 1] from how many there are into where the group begins. */
static void count_keys(uint32_t *starts, const struct pairs *pairs, size_t count)
{
    for (size_t i = 0; i < pairs->count; i++) {
        assert(pairs->items[i].key < count);
        starts[pairs->items[i].key + 2]++;
    }
    for (size_t key = 2; key < count + 2; key++)
        starts[key] += starts[key - 1];
}

/* Each group's start moves on as it fills, and so ends up where the next group begins. */
static void place_items(struct groups *groups, const struct pairs *pairs)
{
    for (size_t i = 0; i < pairs->count; i++) {
        const struct pair *pair = &pairs->items[i];
        groups->items[groups->starts[pair->key + 1]++] = pair->item;
    }
}

bool groups_make(struct groups *ret, const struct pairs *pairs, size_t count)
{
    assert(pairs->count < UINT32_MAX);
    struct groups groups = {.count = count};
    groups.starts = calloc(count + 2, sizeof *groups.starts);
    groups.items = malloc((pairs->count + 1) * sizeof *groups.items);
    if (!groups.starts || !groups.items) {
        groups_done(&groups);
        return false;
    }
    count_keys(groups.starts, pairs, count);
    place_items(&groups, pairs);
    *ret = groups;
    return true;
}

void groups_done(struct groups *groups)
{
    free(groups->starts);
    free(groups->items);
    *groups = (struct groups){0};
}

struct members groups_at(const struct groups *groups, size_t key)
{
    assert(key < groups->count);
    uint32_t start = groups->starts[key];
    return (struct members){groups->items + start, groups->starts[key + 1] - start};
}

struct members groups_in_turn(const struct groups *groups)
{
    return (struct members){groups->items, groups->starts[groups->count]};
}

struct members as_they_come(size_t count)
{
    return (struct members){NULL, count};
}

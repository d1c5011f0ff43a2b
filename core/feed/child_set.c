#include "core/feed/child_set.h"

#include <stdlib.h>

bool child_set_init(struct child_set *set, size_t most)
{
    size_t room = 16;
    while (room < most * 2)
        room *= 2;
    *set = (struct child_set){calloc(room, sizeof *set->slots), room - 1};
    return set->slots;
}

void child_set_done(struct child_set *set)
{
    free(set->slots);
    *set = (struct child_set){0};
}

static uint64_t *slot_of(const struct child_set *set, child_hash child)
{
    uint64_t value = child != 0 ? child : 1;
    size_t at = (size_t)(value ^ value >> 32) & set->mask;
    while (set->slots[at] != 0 && set->slots[at] != value)
        at = (at + 1) & set->mask;
    return &set->slots[at];
}

void child_set_add(struct child_set *set, child_hash child)
{
    *slot_of(set, child) = child != 0 ? child : 1;
}

bool child_set_has(const struct child_set *set, child_hash child)
{
    return *slot_of(set, child) != 0;
}

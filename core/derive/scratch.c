#include "core/derive/scratch.h"

#include <stdlib.h>

#include "core/base/grow.h"

bool intervals_add(struct intervals *list, struct interval interval)
{
    if (!grow_room(&list->items, &list->room, list->count + 1, sizeof *list->items))
        return false;
    list->items[list->count++] = interval;
    return true;
}

bool intervals_add_meeting(struct intervals *list, struct interval a, struct interval b)
{
    struct interval both;
    return !interval_meet(a, b, &both) || intervals_add(list, both);
}

static int by_start(const void *a, const void *b)
{
    const struct interval *left = a, *right = b;
    return (left->from > right->from) - (left->from < right->from);
}

/* Most lists come that way. */
static bool is_sorted(const struct intervals *list)
{
    for (size_t i = 1; i < list->count; i++)
        if (list->items[i].from < list->items[i - 1].from)
            return false;
    return true;
}

void intervals_join(struct intervals *list)
{
    if (list->count < 2)
        return;
    if (!is_sorted(list))
        qsort(list->items, list->count, sizeof *list->items, by_start);
    size_t last = 0;
    for (size_t i = 1; i < list->count; i++) {
        struct interval next = list->items[i];
        if (next.from > list->items[last].until)
            list->items[++last] = next;
        else if (next.until > list->items[last].until)
            list->items[last].until = next.until;
    }
    list->count = last + 1;
}

void intervals_done(struct intervals *list)
{
    free(list->items);
    *list = (struct intervals){0};
}

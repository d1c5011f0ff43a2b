#include "core/derive/oldest.h"

#include <stdlib.h>

/* A binary heap with the earliest start at the top. Who has stopped waiting stays inside until it
 * comes to the top: only the top is ever asked. */
struct heap {
    const struct waiting **items;
    size_t count;
};

static bool is_before(const struct waiting *a, const struct waiting *b)
{
    return a->earliest < b->earliest;
}

static void heap_push(struct heap *heap, const struct waiting *item)
{
    size_t at = heap->count++;
    while (at > 0 && is_before(item, heap->items[(at - 1) / 2])) {
        heap->items[at] = heap->items[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    heap->items[at] = item;
}

static size_t earlier_child(const struct heap *heap, size_t at)
{
    size_t left = 2 * at + 1, right = left + 1;
    bool take_right = right < heap->count && is_before(heap->items[right], heap->items[left]);
    return take_right ? right : left;
}

static void heap_pop(struct heap *heap)
{
    const struct waiting *last = heap->items[--heap->count];
    size_t at = 0;
    for (size_t child = earlier_child(heap, at);
         child < heap->count && is_before(heap->items[child], last);
         child = earlier_child(heap, at)) {
        heap->items[at] = heap->items[child];
        at = child;
    }
    heap->items[at] = last;
}

static int by_start(const void *a, const void *b)
{
    const struct waiting *left = a, *right = b;
    return (left->when.from > right->when.from) - (left->when.from < right->when.from);
}

/* The next day that may change the earliest: somebody begins to wait, or the first in line stops.
 */
static day_t next_day(const struct heap *heap, const struct waiting *waiting, size_t left)
{
    day_t begins = left > 0 ? waiting->when.from : DAY_NEVER;
    day_t stops = heap->count > 0 ? heap->items[0]->when.until : DAY_NEVER;
    return begins < stops ? begins : stops;
}

static void sweep(
    struct series_writer *writer, struct heap *heap, const struct waiting *waiting, size_t count)
{
    size_t at = 0;
    for (day_t day = next_day(heap, waiting, count); day != DAY_NEVER;
         day = next_day(heap, waiting + at, count - at)) {
        while (at < count && waiting[at].when.from == day)
            heap_push(heap, &waiting[at++]);
        while (heap->count > 0 && heap->items[0]->when.until <= day)
            heap_pop(heap);
        series_earliest(writer, day, heap->count > 0 ? heap->items[0]->earliest : DAY_NONE);
    }
}

bool write_oldest(struct series_writer *writer, struct waiting_list *list)
{
    if (list->count == 0)
        return true;
    struct heap heap = {.items = calloc(list->count, sizeof(struct waiting *))};
    if (!heap.items)
        return false;
    qsort(list->items, list->count, sizeof *list->items, by_start);
    sweep(writer, &heap, list->items, list->count);
    free(heap.items);
    return true;
}

#include "core/derive/rows.h"

#include <stdlib.h>
#include <string.h>

struct ranked {
    const char *id;
    unit_index unit;
};

static int by_id(const void *a, const void *b)
{
    const struct ranked *left = a, *right = b;
    return strcmp(left->id, right->id);
}

/* Those that have series; the last has no id. NULL when memory ran out. */
static struct ranked *rank_units(const struct unit_tree *units, const size_t *starts)
{
    size_t all = (size_t)unit_tree_count(units), count = 0;
    struct ranked *ranks = calloc(all + 1, sizeof *ranks);
    if (!ranks)
        return NULL;
    for (size_t i = 0; i < all; i++)
        if (starts[i] < starts[i + 1])
            ranks[count++] = (struct ranked){unit_tree_at(units, (unit_index)i)->id, (unit_index)i};
    if (count > 0)
        qsort(ranks, count, sizeof *ranks, by_id);
    return ranks;
}

static int by_unit_and_key(const void *a, const void *b)
{
    const struct written *left = a, *right = b;
    if (left->unit != right->unit)
        return left->unit < right->unit ? -1 : 1;
    return (left->key > right->key) - (left->key < right->key);
}

/* The series of unit u stand from starts[u] up to starts[u + 1]. NULL when memory ran out. */
static size_t *sort_output(struct output *output, const struct unit_tree *units)
{
    size_t unit_count = (size_t)unit_tree_count(units);
    size_t *starts = calloc(unit_count + 1, sizeof *starts);
    if (!starts)
        return NULL;
    if (output->count > 0)
        qsort(output->items, output->count, sizeof *output->items, by_unit_and_key);
    for (size_t unit = 0, at = 0; unit <= unit_count; unit++) {
        while (at < output->count && (size_t)output->items[at].unit < unit)
            at++;
        starts[unit] = at;
    }
    return starts;
}

static void add_row(struct derived *ret, const struct output *output, const struct written *from)
{
    ret->rows[ret->count++] = (struct derived_row){
        .unit = from->unit,
        .part = output->keys->all[from->key].text,
        .bytes = (const uint8_t *)ret->bytes.bytes + from->at,
        .size = from->size,
    };
}

static void add_rows(struct derived *ret, const struct output *output, const size_t *starts,
    const struct ranked *ranks)
{
    for (; ranks->id; ranks++) {
        unit_index unit = ranks->unit;
        for (size_t at = starts[unit]; at < starts[unit + 1]; at++)
            add_row(ret, output, &output->items[at]);
    }
}

bool output_rows(struct output *output, const struct unit_tree *units, struct derived *ret)
{
    size_t *starts = sort_output(output, units);
    struct ranked *ranks = starts ? rank_units(units, starts) : NULL;
    bool made = ranks && grow_room(&ret->rows, &ret->room, output->count + 1, sizeof *ret->rows);
    if (made)
        add_rows(ret, output, starts, ranks);
    free(ranks);
    free(starts);
    return made;
}

#include "core/model/stretch.h"

#include <stdlib.h>

#include "core/base/grow.h"

void stretches_done(struct stretches *stretches)
{
    free(stretches->items);
    *stretches = (struct stretches){0};
}

bool stretches_add(struct stretches *stretches, day_t from, day_t until)
{
    struct stretch *stretch =
        grow_one(&stretches->items, &stretches->count, &stretches->room, sizeof *stretch);
    if (stretch)
        *stretch = (struct stretch){from, until};
    return stretch != NULL;
}

static int latest_first(const void *a, const void *b)
{
    const struct stretch *x = a, *y = b;
    return (x->until < y->until) - (x->until > y->until);
}

day_t stretches_since(struct stretches *stretches, day_t day)
{
    day_t since = DAY_NONE;
    if (stretches->count > 0)
        qsort(stretches->items, stretches->count, sizeof *stretches->items, latest_first);
    /* Sorted by their ends, one pass is enough: what does not reach back to `since` now never will,
     * and neither will what ends before it. */
    for (size_t i = 0; i < stretches->count; i++) {
        const struct stretch *one = &stretches->items[i];
        bool holds = one->from <= day && one->until > day;
        bool joins = since != DAY_NONE && one->until >= since && one->from < since;
        if (joins || (since == DAY_NONE && holds))
            since = one->from;
    }
    stretches->count = 0;
    return since;
}

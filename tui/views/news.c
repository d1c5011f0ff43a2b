#include "tui/views/news.h"

#include <stdlib.h>

void news_done(struct news *news)
{
    shown_done(&news->before);
    free(news->items);
    *news = (struct news){0};
}

enum result news_note(
    struct news *news, struct snapshot *snapshot, unit_index first, unit_index end)
{
    enum result result = RESULT_OK;

    shown_clear(&news->before);
    news->before_version = snapshot_version(snapshot);
    for (unit_index unit = first; unit < end && result == RESULT_OK; unit++) {
        result = snapshot_prepare(snapshot, unit);
        if (result == RESULT_OK)
            result = shown_note(&news->before, snapshot, unit);
    }
    return result;
}

/* --- order ------------------------------------------------------------------------------------ */

#define SMALL (5 * FIXED_ONE) /* below this a difference is measured against this */

static fixed_t size_of(fixed_t value)
{
    return value < 0 ? -value : value;
}

/* The difference in parts of what it was before; a value that came or went stands first. */
static double weight(const struct news_item *item)
{
    if (!figure_is_known(&item->before) || !figure_is_known(&item->after))
        return 1e9;

    fixed_t base = size_of(item->before.value);

    return (double)size_of(item->after.value - item->before.value) /
           (double)(base > SMALL ? base : SMALL);
}

static int heavier_first(const void *a, const void *b)
{
    const struct news_item *first = a, *second = b;
    double left = weight(first), right = weight(second);

    if (left < right)
        return 1;
    if (left > right)
        return -1;
    if (first->unit != second->unit)
        return first->unit < second->unit ? -1 : 1;
    return (first->measure > second->measure) - (first->measure < second->measure);
}

/* --- comparing -------------------------------------------------------------------------------- */

static enum result compare(
    struct news *found, const struct shown_figure *old, struct snapshot *snapshot)
{
    enum result result = snapshot_prepare(snapshot, old->unit);

    if (result != RESULT_OK)
        return result;

    struct figure now = snapshot_figure(
        snapshot, old->unit, (struct measure_ref){.measure = old->measure, .sub = ""});

    if (!figures_differ(&old->figure, &now))
        return RESULT_OK;

    struct news_item *item =
        grow_one(&found->items, &found->count, &found->room, sizeof *found->items);

    if (item == NULL)
        return RESULT_NO_MEMORY;
    *item = (struct news_item){old->unit, old->measure, old->figure, now};
    return RESULT_OK;
}

static void replace(struct news *news, struct news *found, time_t came)
{
    free(news->items);
    news->items = found->items;
    news->count = found->count;
    news->room = found->room;
    news->came = came;
    if (news->count > 1)
        qsort(news->items, news->count, sizeof *news->items, heavier_first);
}

enum result news_find(struct news *news, struct snapshot *snapshot)
{
    struct news found = {0};
    enum result result = RESULT_OK;

    if (news->before.count == 0 || snapshot_version(snapshot) == news->before_version)
        return RESULT_OK;
    for (size_t i = 0; i < news->before.count && result == RESULT_OK; i++)
        result = compare(&found, &news->before.items[i], snapshot);
    if (result == RESULT_OK)
        replace(news, &found, snapshot_newest_import(snapshot));
    else
        free(found.items);
    return result;
}

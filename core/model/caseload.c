#include "core/model/caseload.h"

#include <stdlib.h>

static bool counts(const struct case_spell *spell, unit_index team, day_t day)
{
    return spell->team == team && spell->from <= day && spell->until > day;
}

static int compare(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int by_worker_and_child(const void *a, const void *b)
{
    const struct case_spell *x = a, *y = b;
    int order = compare(x->worker, y->worker);
    return order != 0 ? order : compare(x->child, y->child);
}

static int by_child(const void *a, const void *b)
{
    const struct case_spell *x = a, *y = b;
    return compare(x->child, y->child);
}

static size_t copy_open(
    struct case_spell *open, const struct spells *spells, unit_index team, day_t day)
{
    size_t count = 0;
    for (size_t i = 0; i < spells->case_count; i++)
        if (counts(&spells->cases[i], team, day))
            open[count++] = spells->cases[i];
    return count;
}

static void count_children(struct caseloads *caseloads, struct case_spell *open, size_t count)
{
    if (count > 0)
        qsort(open, count, sizeof *open, by_worker_and_child);
    for (size_t i = 0; i < count; i++) {
        bool same_worker = i > 0 && open[i].worker == open[i - 1].worker;
        if (open[i].worker == 0 || (same_worker && open[i].child == open[i - 1].child))
            continue;
        if (!same_worker)
            caseloads->items[caseloads->count++] = (struct caseload){.worker = open[i].worker};
        caseloads->items[caseloads->count - 1].children++;
    }
}

static void find_waiting(struct caseloads *caseloads, struct case_spell *open, size_t count)
{
    if (count > 0)
        qsort(open, count, sizeof *open, by_child);
    for (size_t i = 0, next; i < count; i = next) {
        bool allocated = false;
        day_t earliest = DAY_NEVER;
        for (next = i; next < count && open[next].child == open[i].child; next++) {
            allocated = allocated || open[next].worker != 0;
            earliest = open[next].from < earliest ? open[next].from : earliest;
        }
        if (!allocated)
            caseloads->waiting[caseloads->waiting_count++] = earliest;
    }
}

enum result caseloads_make(
    struct caseloads *ret, const struct spells *spells, unit_index team, day_t day)
{
    size_t most = spells->case_count + 1; /* never nothing, which calloc may answer with NULL */
    struct case_spell *open = calloc(most, sizeof *open);
    struct caseloads made = {
        .items = calloc(most, sizeof *made.items), .waiting = calloc(most, sizeof *made.waiting)};
    if (!open || !made.items || !made.waiting) {
        free(open);
        caseloads_done(&made);
        return RESULT_NO_MEMORY;
    }
    size_t count = copy_open(open, spells, team, day);
    count_children(&made, open, count);
    find_waiting(&made, open, count);
    free(open);
    *ret = made;
    return RESULT_OK;
}

void caseloads_done(struct caseloads *caseloads)
{
    free(caseloads->items);
    free(caseloads->waiting);
    *caseloads = (struct caseloads){0};
}

static int by_worker(const void *key, const void *item)
{
    return compare(*(const uint32_t *)key, ((const struct caseload *)item)->worker);
}

int64_t caseloads_of(const struct caseloads *caseloads, uint32_t worker)
{
    const struct caseload *found = NULL;
    if (caseloads->count > 0)
        found = bsearch(
            &worker, caseloads->items, caseloads->count, sizeof *caseloads->items, by_worker);
    return found ? found->children : 0;
}

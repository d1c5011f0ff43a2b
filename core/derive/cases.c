#include "core/derive/cases.h"

#include <stdlib.h>

#include "core/base/grow.h"

/* --- children: their hashes become numbers -------------------------------------------------- */

struct numbering {
    uint32_t *slots; /* 1 + number, 0: free */
    size_t mask;
    child_hash *hashes; /* by number */
    uint32_t count;
};

static bool numbering_init(struct numbering *numbering, size_t most)
{
    size_t room = 16;
    while (room < most * 2)
        room *= 2;
    *numbering = (struct numbering){
        .slots = calloc(room, sizeof *numbering->slots),
        .mask = room - 1,
        .hashes = malloc((most + 1) * sizeof *numbering->hashes),
    };
    return numbering->slots && numbering->hashes;
}

static void numbering_done(struct numbering *numbering)
{
    free(numbering->slots);
    free(numbering->hashes);
}

static size_t first_slot(const struct numbering *numbering, child_hash child)
{
    uint64_t mixed = (child ^ child >> 32) * UINT64_C(0x9e3779b97f4a7c15);
    return (size_t)(mixed >> 20) & numbering->mask;
}

static uint32_t number_child(struct numbering *numbering, child_hash child)
{
    size_t at = first_slot(numbering, child);
    while (numbering->slots[at] != 0) {
        uint32_t number = numbering->slots[at] - 1;
        if (numbering->hashes[number] == child)
            return number;
        at = (at + 1) & numbering->mask;
    }
    numbering->hashes[numbering->count] = child;
    numbering->slots[at] = ++numbering->count;
    return numbering->count - 1;
}

/* --- child after child ---------------------------------------------------------------------- */

static uint32_t case_team(const struct facts *facts, uint32_t item)
{
    return facts_unit_key(facts, facts->spells->cases[item].team);
}

/* Children are numbered team by team, as they first turn up. */
static bool group_by_child(struct groups *ret, struct facts *facts, struct members order)
{
    struct numbering numbering;
    bool made = numbering_init(&numbering, order.count);
    facts->pairs.count = 0;
    for (size_t i = 0; made && i < order.count; i++) {
        child_hash child = facts->spells->cases[order.items[i]].child;
        made = pairs_add(&facts->pairs, number_child(&numbering, child), order.items[i]);
    }
    made = made && groups_make(ret, &facts->pairs, numbering.count);
    numbering_done(&numbering);
    return made;
}

static int by_start(const void *a, const void *b)
{
    const struct case_spell *left = a, *right = b;
    return (left->from > right->from) - (left->from < right->from);
}

static bool is_sorted(const struct case_spell *cases, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (cases[i].from < cases[i - 1].from)
            return false;
    return true;
}

static void sort_children(struct facts *facts)
{
    for (size_t child = 0; child < facts->child_count; child++) {
        struct case_spell *cases = facts->cases + facts->child_starts[child];
        size_t count = facts->child_starts[child + 1] - facts->child_starts[child];
        if (!is_sorted(cases, count))
            qsort(cases, count, sizeof *cases, by_start);
    }
}

/* Takes the starts over from the groups; the items have done their part. */
static bool copy_cases(struct facts *facts, struct groups *by_child)
{
    struct members order = groups_in_turn(by_child);
    facts->cases = malloc((order.count + 1) * sizeof *facts->cases);
    if (!facts->cases)
        return false;
    for (size_t i = 0; i < order.count; i++)
        facts->cases[i] = facts->spells->cases[order.items[i]];
    facts->child_starts = by_child->starts;
    facts->child_count = by_child->count;
    by_child->starts = NULL;
    sort_children(facts);
    return true;
}

static bool gather_children(struct facts *facts)
{
    struct groups by_team = {0}, by_child = {0};
    bool made = facts_group(&by_team, facts, as_they_come(facts->spells->case_count), case_team,
                    (size_t)unit_tree_count(facts->units)) &&
                group_by_child(&by_child, facts, groups_in_turn(&by_team)) &&
                copy_cases(facts, &by_child);
    groups_done(&by_team);
    groups_done(&by_child);
    return made;
}

/* --- worker after worker -------------------------------------------------------------------- */

static uint32_t case_start(const struct facts *facts, uint32_t item)
{
    const struct case_spell *spell = &facts->cases[item];
    return spell->worker != 0 && spell->from < spell->until ? facts_day_key(facts, spell->from)
                                                            : NO_GROUP;
}

static uint32_t case_worker(const struct facts *facts, uint32_t item)
{
    return facts->cases[item].worker;
}

static bool gather_workers(struct facts *facts)
{
    struct groups by_start_day = {0};
    size_t count = facts->child_starts[facts->child_count];
    bool made = facts_group(&by_start_day, facts, as_they_come(count), case_start,
                    facts_day_count(facts)) &&
                facts_group(&facts->cases_by_worker, facts, groups_in_turn(&by_start_day),
                    case_worker, facts->worker_count);
    groups_done(&by_start_day);
    return made;
}

bool cases_prepare(struct facts *facts)
{
    return gather_children(facts) && gather_workers(facts);
}

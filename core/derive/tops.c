#include "core/derive/tops.h"

#include <stdlib.h>

/* Units stand in preorder: whatever holds the first and the last of some holds them all. */
struct reach {
    unit_index first, last; /* nothing yet: last < first */
};

static const struct reach nowhere = {INT32_MAX, -1};

static void reach_to(struct reach *reach, unit_index unit)
{
    if (unit < reach->first)
        reach->first = unit;
    if (unit > reach->last)
        reach->last = unit;
}

/* The lowest unit with all of it at or below. */
static unit_index top_of(const struct unit_tree *units, struct reach reach)
{
    unit_index top = reach.first;
    while (top != UNIT_NONE && unit_tree_at(units, top)->end <= reach.last)
        top = unit_tree_at(units, top)->parent;
    return top;
}

/* --- which units: from each team up to the top, each once ----------------------------------- */

struct visits {
    const struct unit_tree *units;
    struct pairs *pairs;   /* (unit, child or worker) */
    uint32_t *last_seen;   /* per unit: 1 + the last one noted there */
    struct reach *holding; /* per worker: the teams of its posts that hold cases */
};

static bool visit_up(struct visits *visits, unit_index team, unit_index top, uint32_t who)
{
    for (unit_index unit = team; unit != UNIT_NONE && visits->last_seen[unit] != who + 1;
         unit = unit_tree_at(visits->units, unit)->parent) {
        visits->last_seen[unit] = who + 1;
        if (!pairs_add(visits->pairs, (uint32_t)unit, who))
            return false;
        if (unit == top)
            break;
    }
    return true;
}

static bool visits_begin(struct visits *visits, size_t unit_count)
{
    visits->pairs->count = 0;
    free(visits->last_seen);
    visits->last_seen = calloc(unit_count + 1, sizeof *visits->last_seen);
    return visits->last_seen != NULL;
}

static void visits_done(struct visits *visits)
{
    free(visits->last_seen);
    free(visits->holding);
}

/* --- children ------------------------------------------------------------------------------- */

static bool find_holding(struct visits *visits, const struct facts *facts)
{
    visits->holding = malloc(facts->worker_count * sizeof *visits->holding);
    for (uint32_t worker = 0; visits->holding && worker < facts->worker_count; worker++) {
        visits->holding[worker] = nowhere;
        struct members posts = groups_at(&facts->posts_by_worker, worker);
        for (size_t i = 0; i < posts.count; i++) {
            const struct post_spell *post = &facts->spells->posts[posts.items[i]];
            if (post->case_holding)
                reach_to(&visits->holding[worker], post->team);
        }
    }
    return visits->holding != NULL;
}

/* Whether a case is held depends on where its worker's posts are, so the top is above those too. */
static struct reach child_reach(const struct visits *visits, struct child_cases cases)
{
    struct reach reach = nowhere;
    for (size_t i = 0; i < cases.count; i++) {
        const struct case_spell *spell = &cases.items[i];
        const struct reach *holding = &visits->holding[spell->worker];
        reach_to(&reach, spell->team);
        /* A case's worker is one of the workers, who all have one. */
        /* NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult) */
        if (holding->first <= holding->last) {
            reach_to(&reach, holding->first);
            reach_to(&reach, holding->last);
        }
    }
    return reach;
}

static bool visit_child(struct visits *visits, struct facts *facts, uint32_t child)
{
    struct child_cases cases = facts_child(facts, child);
    unit_index top = top_of(facts->units, child_reach(visits, cases));
    facts->child_tops[child] = top;
    for (size_t i = 0; i < cases.count; i++)
        if (!visit_up(visits, cases.items[i].team, top, child))
            return false;
    return true;
}

static bool visit_children(struct visits *visits, struct facts *facts, size_t unit_count)
{
    uint32_t count = (uint32_t)facts->child_count;
    facts->child_tops = malloc((count + (size_t)1) * sizeof *facts->child_tops);
    if (!facts->child_tops || !visits_begin(visits, unit_count))
        return false;
    for (uint32_t child = 0; child < count; child++)
        if (!visit_child(visits, facts, child))
            return false;
    return groups_make(&facts->children_by_unit, visits->pairs, unit_count);
}

/* --- workers -------------------------------------------------------------------------------- */

static struct reach worker_reach(const struct facts *facts, struct members posts, uint32_t worker)
{
    struct reach reach = nowhere;
    struct members cases = groups_at(&facts->cases_by_worker, worker);
    for (size_t i = 0; i < posts.count; i++)
        reach_to(&reach, facts->spells->posts[posts.items[i]].team);
    for (size_t i = 0; i < cases.count; i++)
        reach_to(&reach, facts->cases[cases.items[i]].team);
    return reach;
}

/* A worker without a post adds nothing anywhere. */
static bool visit_worker(struct visits *visits, struct facts *facts, uint32_t worker)
{
    struct members posts = groups_at(&facts->posts_by_worker, worker);
    if (posts.count == 0)
        return true;
    unit_index top = top_of(facts->units, worker_reach(facts, posts, worker));
    facts->worker_tops[worker] = top;
    for (size_t i = 0; i < posts.count; i++)
        if (!visit_up(visits, facts->spells->posts[posts.items[i]].team, top, worker))
            return false;
    return true;
}

static bool visit_workers(struct visits *visits, struct facts *facts, size_t unit_count)
{
    facts->worker_tops = malloc(facts->worker_count * sizeof *facts->worker_tops);
    if (!facts->worker_tops || !visits_begin(visits, unit_count))
        return false;
    for (uint32_t worker = 0; worker < facts->worker_count; worker++)
        if (!visit_worker(visits, facts, worker))
            return false;
    return groups_make(&facts->workers_by_unit, visits->pairs, unit_count);
}

bool tops_find(struct facts *facts)
{
    struct visits visits = {.units = facts->units, .pairs = &facts->pairs};
    size_t unit_count = (size_t)unit_tree_count(facts->units);
    bool found = find_holding(&visits, facts) && visit_children(&visits, facts, unit_count) &&
                 visit_workers(&visits, facts, unit_count);
    visits_done(&visits);
    return found;
}

#include "core/derive/facts.h"

#include <stdlib.h>

#include "core/base/grow.h"
#include "core/derive/absences.h"
#include "core/derive/cases.h"
#include "core/derive/tops.h"

/* --- the first and the last day of anything ------------------------------------------------- */

static void stretch(struct facts *facts, day_t from, day_t until)
{
    if (from < facts->first_day)
        facts->first_day = from;
    if (from > facts->last_day)
        facts->last_day = from;
    if (until != DAY_NEVER && until > facts->last_day)
        facts->last_day = until;
}

static void find_days(struct facts *facts)
{
    const struct spells *spells = facts->spells;
    facts->first_day = DAY_NEVER;
    facts->last_day = 0;
    for (size_t i = 0; i < spells->case_count; i++)
        stretch(facts, spells->cases[i].from, spells->cases[i].until);
    for (size_t i = 0; i < spells->post_count; i++)
        stretch(facts, spells->posts[i].from, spells->posts[i].until);
    for (size_t i = 0; i < spells->absence_count; i++)
        stretch(facts, spells->absences[i].from, spells->absences[i].until);
    for (size_t i = 0; i < spells->request_count; i++)
        stretch(facts, spells->requests[i].day, DAY_NEVER);
    facts->last_day += LONG_TERM_DAYS; /* an absence turns long-term after all that was named */
    if (facts->first_day > facts->last_day)
        facts->first_day = facts->last_day;
}

/* --- grouping ------------------------------------------------------------------------------- */

uint32_t facts_unit_key(const struct facts *facts, unit_index unit)
{
    return unit >= 0 && unit < unit_tree_count(facts->units) ? (uint32_t)unit : NO_GROUP;
}

uint32_t facts_day_key(const struct facts *facts, day_t day)
{
    return (uint32_t)(day - facts->first_day);
}

static uint32_t post_start(const struct facts *facts, uint32_t item)
{
    const struct post_spell *post = &facts->spells->posts[item];
    bool known = facts_unit_key(facts, post->team) != NO_GROUP;
    return known ? facts_day_key(facts, post->from) : NO_GROUP;
}

static uint32_t post_worker(const struct facts *facts, uint32_t item)
{
    const struct post_spell *post = &facts->spells->posts[item];
    return post->worker != 0 && post->from < post->until ? post->worker : NO_GROUP;
}

static uint32_t post_holder(const struct facts *facts, uint32_t item)
{
    return facts->spells->posts[item].case_holding ? post_worker(facts, item) : NO_GROUP;
}

static uint32_t post_team(const struct facts *facts, uint32_t item)
{
    return facts_unit_key(facts, facts->spells->posts[item].team);
}

static uint32_t leave_worker(const struct facts *facts, uint32_t item)
{
    return facts->leave[item].worker;
}

static uint32_t long_absence_worker(const struct facts *facts, uint32_t item)
{
    return facts->long_absences[item].worker;
}

static uint32_t request_unit(const struct facts *facts, uint32_t item)
{
    return facts_unit_key(facts, facts->spells->requests[item].unit);
}

static uint32_t reading_unit(const struct facts *facts, uint32_t item)
{
    const struct reading *reading = &facts->spells->readings[item];
    bool known = reading->part >= 0 && reading->part < PART_COUNT;
    return known ? facts_unit_key(facts, reading->unit) : NO_GROUP;
}

bool facts_group(
    struct groups *ret, struct facts *facts, struct members order, key_fn *key_of, size_t key_count)
{
    struct pairs *pairs = &facts->pairs;
    pairs->count = 0;
    if (!grow_room(&pairs->items, &pairs->room, order.count + 1, sizeof *pairs->items))
        return false;
    for (size_t i = 0; i < order.count; i++) {
        uint32_t item = order.items ? order.items[i] : (uint32_t)i;
        uint32_t key = key_of(facts, item);
        if (key != NO_GROUP)
            pairs->items[pairs->count++] = (struct pair){key, item};
    }
    return groups_make(ret, pairs, key_count);
}

size_t facts_day_count(const struct facts *facts)
{
    return (size_t)((int64_t)facts->last_day - facts->first_day + 1);
}

/* --- all together --------------------------------------------------------------------------- */

/* The posts themselves, group after group. */
static bool copy_holdings(struct facts *facts, struct groups *by_worker)
{
    struct members posts = groups_in_turn(by_worker);
    facts->holdings = calloc(posts.count + 1, sizeof *facts->holdings);
    if (!facts->holdings)
        return false;
    for (size_t i = 0; i < posts.count; i++) {
        const struct post_spell *post = &facts->spells->posts[posts.items[i]];
        facts->holdings[i] = (struct holding){post->team, post->from, post->until};
    }
    facts->holding_starts = by_worker->starts;
    by_worker->starts = NULL;
    return true;
}

static bool group_holdings(struct facts *facts, struct members by_start)
{
    struct groups by_worker = {0};
    bool made = facts_group(&by_worker, facts, by_start, post_holder, facts->worker_count) &&
                copy_holdings(facts, &by_worker);
    groups_done(&by_worker);
    return made;
}

static bool group_posts(struct facts *facts)
{
    struct groups by_start = {0};
    bool made = facts_group(&by_start, facts, as_they_come(facts->spells->post_count), post_start,
                    facts_day_count(facts)) &&
                facts_group(&facts->posts_by_worker, facts, groups_in_turn(&by_start), post_worker,
                    facts->worker_count) &&
                group_holdings(facts, groups_in_turn(&by_start)) &&
                facts_group(&facts->posts_by_team, facts, groups_in_turn(&by_start), post_team,
                    (size_t)unit_tree_count(facts->units));
    groups_done(&by_start);
    return made;
}

static bool group_absences(struct facts *facts)
{
    return absences_prepare(facts) &&
           facts_group(&facts->leave_by_worker, facts, as_they_come(facts->leave_count),
               leave_worker, facts->worker_count) &&
           facts_group(&facts->long_absences_by_worker, facts,
               as_they_come(facts->long_absence_count), long_absence_worker, facts->worker_count);
}

static bool group_by_units(struct facts *facts)
{
    size_t units = (size_t)unit_tree_count(facts->units);
    return facts_group(&facts->requests_by_unit, facts, as_they_come(facts->spells->request_count),
               request_unit, units) &&
           facts_group(&facts->readings_by_unit, facts, as_they_come(facts->spells->reading_count),
               reading_unit, units);
}

bool facts_make(struct facts *ret, const struct service *service, const struct spells *spells,
    const struct keys *keys)
{
    struct facts facts = {
        .units = service->units,
        .spells = spells,
        .keys = keys,
        .worker_count = (uint32_t)intern_count(spells->text) + 1,
    };
    find_days(&facts);
    bool made = cases_prepare(&facts) && group_posts(&facts) && group_absences(&facts) &&
                group_by_units(&facts) && tops_find(&facts);
    pairs_done(&facts.pairs);
    if (made)
        *ret = facts;
    else
        facts_done(&facts);
    return made;
}

void facts_done(struct facts *facts)
{
    struct groups *const groups[] = {
        &facts->cases_by_worker,
        &facts->posts_by_worker,
        &facts->posts_by_team,
        &facts->requests_by_unit,
        &facts->readings_by_unit,
        &facts->leave_by_worker,
        &facts->long_absences_by_worker,
        &facts->children_by_unit,
        &facts->workers_by_unit,
    };
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        groups_done(groups[i]);
    free(facts->cases);
    free(facts->child_starts);
    free(facts->holdings);
    free(facts->holding_starts);
    free(facts->leave);
    free(facts->long_absences);
    free(facts->child_tops);
    free(facts->worker_tops);
    *facts = (struct facts){0};
}

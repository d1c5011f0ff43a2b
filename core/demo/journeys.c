#include "core/demo/journeys.h"

#include <stdlib.h>

#include "core/base/grow.h"

/* Days until a manager would give a new case to somebody. */
static const int GIVE_AFTER[] = {0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 5};
#define GIVE_AFTER_COUNT ((int)(sizeof GIVE_AFTER / sizeof GIVE_AFTER[0]))
#define GIVE_AT_LAST     18 /* days: then somebody has to take it */

void journeys_init(struct journeys *journeys, struct history *history)
{
    *journeys = (struct journeys){.history = history, .random = random_from(history->seed, 5)};
    pools_init(&journeys->pools);
    allocation_init(&journeys->allocation, history);
    history->failed = history->failed || journeys->pools.failed;
}

void journeys_done(struct journeys *journeys)
{
    allocation_done(&journeys->allocation);
    pools_done(&journeys->pools);
    free(journeys->open);
}

/* --- children ---------------------------------------------------------------------------- */

uint32_t new_child(struct journeys *journeys)
{
    if (!grow_room(&journeys->open, &journeys->children_room, journeys->children + 1,
            sizeof *journeys->open)) {
        journeys->history->failed = true;
        return 0;
    }
    journeys->open[journeys->children] = 0;
    return (uint32_t)journeys->children++;
}

uint32_t returning_child(struct journeys *journeys)
{
    for (int attempt = 0; attempt < 12 && journeys->children > 0; attempt++) {
        const int child = random_below(&journeys->random, (int)journeys->children);
        if (journeys->open[child] == 0)
            return (uint32_t)child;
    }
    return new_child(journeys);
}

/* --- stays ------------------------------------------------------------------------------- */

static int add_row(
    struct journeys *journeys, const struct pool *pool, uint32_t child, int worker, day_t from)
{
    return history_add_involvement(journeys->history,
        &(struct involvement){child, pool->team, worker, pool->category, from, DAY_NEVER});
}

static void change_cases(struct journeys *journeys, int worker, int by)
{
    if (worker != NOBODY)
        journeys->allocation.cases[worker] += by;
}

/* The MARU takes everything up on the day it comes. */
static int days_to_wait(struct journeys *journeys, const struct pool *pool)
{
    const int wait = GIVE_AFTER[random_below(&journeys->random, GIVE_AFTER_COUNT)];
    return DEMO_TEAMS[pool->team].staffing == STAFFING_MARU ? 0 : wait;
}

void open_with(struct journeys *journeys, struct pool *pool, uint32_t child, int worker, day_t from)
{
    if (journeys->history->failed)
        return;
    const int row = add_row(journeys, pool, child, worker, from);
    const int wait = days_to_wait(journeys, pool);
    if (row < 0 || pool_add(&journeys->pools, pool,
                       &(struct stay){child, row, worker, from, from + wait}) == NULL) {
        journeys->history->failed = true;
        return;
    }
    journeys->open[child]++;
    change_cases(journeys, worker, 1);
}

void open_stay(struct journeys *journeys, struct pool *pool, uint32_t child)
{
    open_with(journeys, pool, child, NOBODY, journeys->today);
}

struct stay end_stay(struct journeys *journeys, struct pool *pool, size_t index)
{
    const struct stay stay = pool_take(pool, index);
    journeys->history->involvements[stay.row].until = journeys->today;
    journeys->open[stay.child]--;
    change_cases(journeys, stay.worker, -1);
    return stay;
}

/* Another worker, or none, from today on: a row of its own unless the old one began today. */
static void hand_over(
    struct journeys *journeys, const struct pool *pool, struct stay *stay, int worker)
{
    struct involvement *row = &journeys->history->involvements[stay->row];
    change_cases(journeys, stay->worker, -1);
    change_cases(journeys, worker, 1);
    stay->worker = worker;
    if (row->from == journeys->today) {
        row->worker = worker;
        return;
    }
    row->until = journeys->today;
    const int added = add_row(journeys, pool, stay->child, worker, journeys->today);
    if (added >= 0)
        stay->row = added;
}

/* --- finding a team ---------------------------------------------------------------------- */

/* One of the teams of this staffing, in the area if it has any there, drawn by lot. */
static int draw_team(struct journeys *journeys, enum staffing staffing, enum demo_area area)
{
    int chosen = -1;
    int seen = 0;
    for (int team = 0; team < DEMO_TEAM_COUNT; team++) {
        const struct demo_team *row = &DEMO_TEAMS[team];
        if (row->staffing != staffing)
            continue;
        if (area != AREA_COUNTY && row->area != AREA_COUNTY && row->area != area)
            continue;
        if (random_below(&journeys->random, ++seen) == 0)
            chosen = team;
    }
    return chosen;
}

struct pool *draw_pool(struct journeys *journeys, enum staffing staffing,
    enum demo_category category, enum demo_area area)
{
    return pools_find(&journeys->pools, draw_team(journeys, staffing, area), category);
}

/* --- who holds them ---------------------------------------------------------------------- */

static void let_go(struct journeys *journeys, struct pool *pool, int worker)
{
    for (size_t i = 0; i < pool->count; i++) {
        struct stay *stay = &pool->stays[i];
        if (stay->worker != worker)
            continue;
        hand_over(journeys, pool, stay, NOBODY);
        stay->give_by = journeys->today + days_to_wait(journeys, pool);
    }
}

void leavers_let_go(struct journeys *journeys)
{
    for (size_t i = 0; i < journeys->allocation.left.count; i++) {
        const int worker = journeys->allocation.left.workers[i];
        const int team = journeys->history->workers[worker].team;
        for (int category = 0; category < CATEGORY_COUNT; category++) {
            struct pool *pool = pools_find(&journeys->pools, team, (enum demo_category)category);
            if (pool != NULL)
                let_go(journeys, pool, worker);
        }
    }
}

static void give(struct journeys *journeys, struct pool *pool, struct stay *stay)
{
    if (stay->worker != NOBODY || stay->give_by > journeys->today)
        return;
    const bool must = stay->give_by + GIVE_AT_LAST <= journeys->today;
    const int worker = allocation_best(&journeys->allocation, pool->team, journeys->today, must);
    if (worker != NOBODY)
        hand_over(journeys, pool, stay, worker);
}

void managers_allocate(struct journeys *journeys)
{
    for (size_t i = 0; i < journeys->pools.count; i++)
        for (size_t j = 0; j < journeys->pools.items[i].count; j++)
            give(journeys, &journeys->pools.items[i], &journeys->pools.items[i].stays[j]);
}

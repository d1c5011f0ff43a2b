#include "core/demo/pools.h"

#include <assert.h>
#include <stdlib.h>

#include "core/base/grow.h"
#include "core/demo/published.h"
#include "core/demo/stories.h"

/* Which kinds of team carry which categories, as shares of all children in it (10,000ths of what
 * all teams of that staffing hold together). No source splits them: assumed, so that each kind's
 * caseload is one that such teams have. A share of 0 is a pool that only fills by what happens. */
struct portion {
    enum staffing staffing;
    enum demo_category category;
    int share;
};
static const struct portion PORTIONS[] = {
    {STAFFING_MARU, CATEGORY_ASSESSMENT, 0},
    {STAFFING_ASSESSMENT, CATEGORY_ASSESSMENT, 9400},
    {STAFFING_DISABLED, CATEGORY_ASSESSMENT, 600},
    {STAFFING_ASSESSMENT, CATEGORY_CIN, 6450},
    {STAFFING_PROTECTION, CATEGORY_CIN, 1150},
    {STAFFING_DISABLED, CATEGORY_CIN, 2000},
    {STAFFING_ADOLESCENTS, CATEGORY_CIN, 300},
    {STAFFING_HELPING, CATEGORY_CIN, 250},
    {STAFFING_PROTECTION, CATEGORY_CP, 9600},
    {STAFFING_DISABLED, CATEGORY_CP, 400},
    {STAFFING_PROTECTION, CATEGORY_CLA, 2200},
    {STAFFING_CARE, CATEGORY_CLA, 6700},
    {STAFFING_DISABLED, CATEGORY_CLA, 600},
    {STAFFING_ADOLESCENTS, CATEGORY_CLA, 500},
    {STAFFING_CARE, CATEGORY_CARE_LEAVER, 1500},
    {STAFFING_CARE_LEAVERS, CATEGORY_CARE_LEAVER, 8500},
    {STAFFING_LOCALITY, CATEGORY_EARLY_HELP, 9700},
    {STAFFING_HELPING, CATEGORY_EARLY_HELP, 800},
};
#define PORTION_COUNT (sizeof PORTIONS / sizeof PORTIONS[0])

#define HELPING_FAMILIES_BEGIN day_from_civil(2019, 9, 30)

/* A team's part of its kind's share goes by its budget, so that bigger teams carry more. */
static int64_t weight_of(int team)
{
    return DEMO_TEAMS[team].fte > 0 ? DEMO_TEAMS[team].fte : 1;
}

static int share_of(int team, const struct portion *portion)
{
    int64_t all = 0;
    for (int other = 0; other < DEMO_TEAM_COUNT; other++)
        if (DEMO_TEAMS[other].staffing == portion->staffing)
            all += weight_of(other);
    assert(all > 0); /* the team itself is of that kind */
    return (int)(portion->share * weight_of(team) / all);
}

static void add_pool(struct pools *pools, int team, const struct portion *portion)
{
    struct pool *pool = grow_one(&pools->items, &pools->count, &pools->room, sizeof *pool);
    if (pool == NULL) {
        pools->failed = true;
        return;
    }
    pool->team = team;
    pool->category = portion->category;
    pool->share = share_of(team, portion);
    pools->by_team[team * CATEGORY_COUNT + (int)portion->category] = (int)pools->count - 1;
}

void pools_init(struct pools *pools)
{
    *pools = (struct pools){0};
    const size_t places = (size_t)DEMO_TEAM_COUNT * CATEGORY_COUNT;
    pools->by_team = malloc(places * sizeof *pools->by_team);
    if (pools->by_team == NULL) {
        pools->failed = true;
        return;
    }
    for (size_t i = 0; i < places; i++)
        pools->by_team[i] = -1;
    for (int team = 0; team < DEMO_TEAM_COUNT; team++)
        for (size_t i = 0; i < PORTION_COUNT; i++)
            if (PORTIONS[i].staffing == DEMO_TEAMS[team].staffing)
                add_pool(pools, team, &PORTIONS[i]);
}

void pools_done(struct pools *pools)
{
    for (size_t i = 0; i < pools->count; i++)
        free(pools->items[i].stays);
    free(pools->items);
    free(pools->by_team);
    *pools = (struct pools){0};
}

struct pool *pools_find(struct pools *pools, int team, enum demo_category category)
{
    const int index = pools->by_team[team * CATEGORY_COUNT + (int)category];
    return index < 0 ? NULL : &pools->items[index];
}

static const enum path_id CHILDREN[CATEGORY_COUNT] = {
    [CATEGORY_ASSESSMENT] = PATH_ASSESSMENTS,
    [CATEGORY_CIN] = PATH_CHILDREN,
    [CATEGORY_CP] = PATH_CP,
    [CATEGORY_CLA] = PATH_CLA,
    [CATEGORY_CARE_LEAVER] = PATH_CARE_LEAVERS,
    [CATEGORY_EARLY_HELP] = PATH_EARLY_HELP,
};

/* The published count of children in need is of all children known: what is left when the others
 * are taken off are those on a child in need plan. */
static int children_wanted(enum demo_category category, day_t day)
{
    int children = published_at(CHILDREN[category], day);
    if (category == CATEGORY_CIN)
        children -= published_at(PATH_ASSESSMENTS, day) + published_at(PATH_CP, day) +
                    published_at(PATH_CLA, day) + published_at(PATH_CARE_LEAVERS, day);
    return children;
}

int pool_wanted(const struct pool *pool, day_t day)
{
    if (DEMO_TEAMS[pool->team].staffing == STAFFING_HELPING && day < HELPING_FAMILIES_BEGIN)
        return 0;
    const int64_t plain = (int64_t)children_wanted(pool->category, day) * pool->share;
    const int64_t story = plain * story_factor(pool->team, STORY_CASES, day) / 1000;
    return (int)((story * (1000 + pool->wobble) + 5000000) / 10000000);
}

bool pool_has_room(const struct pool *pool, day_t day)
{
    return (int)pool->count < pool_wanted(pool, day);
}

#define WOBBLE_STEP 12

void pools_drift(struct pools *pools, struct random *random)
{
    for (size_t i = 0; i < pools->count; i++) {
        struct pool *pool = &pools->items[i];
        const int step = random_between(random, -WOBBLE_STEP, WOBBLE_STEP);
        pool->wobble = pool->wobble * 94 / 100 + step; /* back to the share in a few months */
    }
}

struct stay *pool_add(struct pools *pools, struct pool *pool, const struct stay *stay)
{
    struct stay *place = grow_one(&pool->stays, &pool->count, &pool->room, sizeof *place);
    if (place == NULL)
        pools->failed = true;
    else
        *place = *stay;
    return place;
}

struct stay pool_take(struct pool *pool, size_t index)
{
    const struct stay taken = pool->stays[index];
    pool->stays[index] = pool->stays[--pool->count];
    return taken;
}

size_t pool_draw(const struct pool *pool, struct random *random)
{
    const int first = random_below(random, (int)pool->count);
    const int second = random_below(random, (int)pool->count);
    return (size_t)(pool->stays[first].since <= pool->stays[second].since ? first : second);
}

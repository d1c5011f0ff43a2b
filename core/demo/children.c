/*
 * children.c: each child's way through the service, from the first contact to the last day.
 *
 * A referral is with the MARU for a day, then assessed by an area's Family Assessment team; who is
 * in need goes on as a child in need, onto a plan, into care or to the disabled children's team, by
 * lot, as far as those have room; early help opens from requests. What leaves a team is whatever
 * the published counts of children (pools.c) leave no room for, and a natural share besides.
 */
#include "core/demo/journeys.h"
#include "core/demo/published.h"

/* --- where children go ------------------------------------------------------------------- */

/* After an assessment that found the child in need: teams of the child's area (or the county), per
 * mille. The rest, and whoever finds no room there, stays with the Family Assessment team as a
 * child in need. */
struct destination {
    enum staffing staffing;
    enum demo_category category;
    int per_mille;
};
static const struct destination IN_NEED[] = {
    {STAFFING_PROTECTION, CATEGORY_CP, 300},
    {STAFFING_DISABLED, CATEGORY_CIN, 230},
    {STAFFING_CARE, CATEGORY_CLA, 90},
    {STAFFING_PROTECTION, CATEGORY_CLA, 80},
    {STAFFING_PROTECTION, CATEGORY_CIN, 110},
    {STAFFING_HELPING, CATEGORY_CIN, 30},
    {STAFFING_ADOLESCENTS, CATEGORY_CIN, 60},
    {STAFFING_ADOLESCENTS, CATEGORY_CLA, 30},
    {STAFFING_DISABLED, CATEGORY_CLA, 20},
    {STAFFING_DISABLED, CATEGORY_CP, 15},
};
#define IN_NEED_COUNT (sizeof IN_NEED / sizeof IN_NEED[0])

/* Children in need tables: 1,679 of 4,842 referrals, 1,542 of 5,152, 1,856 of 5,196 were found not
 * to be in need after assessment. */
#define NOT_IN_NEED           335
#define STEPPED_TO_EARLY_HELP 150 /* per mille of those: assumed, as is all below */
#define DISABLED_CHILD        60  /* per mille of referrals */
#define JOINT_WORK            50  /* per mille of children in need: early help goes on beside */
#define REQUESTS_TO_A_TEAM    380 /* per mille of requests for early help: others get advice */
#define ASSESSMENT_DAYS       35  /* of those in hand on the first day */

/* How a stay ends of itself: after so many days on average, and what comes next. An assessment
 * never does: it ends when another needs its place. */
struct ending {
    int days;
    enum staffing next_staffing;
    enum demo_category next;
    int per_mille; /* go on to that, if it has room; others are closed */
};
static const struct ending ENDINGS[CATEGORY_COUNT] = {
    [CATEGORY_ASSESSMENT] = {100000, STAFFING_ASSESSMENT, CATEGORY_CIN, 1000},
    [CATEGORY_CIN] = {420, STAFFING_LOCALITY, CATEGORY_EARLY_HELP, 200},
    [CATEGORY_CP] = {290, STAFFING_PROTECTION, CATEGORY_CIN, 600},
    [CATEGORY_CLA] = {800, STAFFING_CARE_LEAVERS, CATEGORY_CARE_LEAVER, 700},
    [CATEGORY_CARE_LEAVER] = {1100, STAFFING_LOCALITY, CATEGORY_EARLY_HELP, 0},
    [CATEGORY_EARLY_HELP] = {400, STAFFING_ASSESSMENT, CATEGORY_ASSESSMENT, 60},
};

/* Referrals by area: West, Mid, East. Assumed, by the size of the areas' services. */
static const int AREA_WEIGHTS[] = {34, 36, 30};

/* --- what ends --------------------------------------------------------------------------- */

static void step_to_early_help(struct journeys *journeys, uint32_t child, enum demo_area area)
{
    open_stay(journeys, draw_pool(journeys, STAFFING_LOCALITY, CATEGORY_EARLY_HELP, area), child);
}

static void stays_in_need(struct journeys *journeys, int team, const struct stay *stay)
{
    open_with(journeys, pools_find(&journeys->pools, team, CATEGORY_CIN), stay->child, stay->worker,
        journeys->today);
    if (random_chance(&journeys->random, JOINT_WORK))
        step_to_early_help(journeys, stay->child, DEMO_TEAMS[team].area);
}

static const struct destination *draw_destination(struct random *random)
{
    int drawn = random_below(random, 1000);
    for (size_t i = 0; i < IN_NEED_COUNT; i++) {
        if (drawn < IN_NEED[i].per_mille)
            return &IN_NEED[i];
        drawn -= IN_NEED[i].per_mille;
    }
    return NULL;
}

static void found_in_need(struct journeys *journeys, int team, const struct stay *stay)
{
    const struct destination *to = draw_destination(&journeys->random);
    struct pool *pool =
        to == NULL ? NULL : draw_pool(journeys, to->staffing, to->category, DEMO_TEAMS[team].area);
    if (pool != NULL && pool_has_room(pool, journeys->today))
        open_stay(journeys, pool, stay->child);
    else
        stays_in_need(journeys, team, stay);
}

static void assessed(struct journeys *journeys, struct pool *pool, size_t index)
{
    const int team = pool->team;
    const struct stay stay = end_stay(journeys, pool, index);
    if (!random_chance(&journeys->random, NOT_IN_NEED))
        found_in_need(journeys, team, &stay);
    else if (random_chance(&journeys->random, STEPPED_TO_EARLY_HELP))
        step_to_early_help(journeys, stay.child, DEMO_TEAMS[team].area);
}

static void ended(struct journeys *journeys, struct pool *pool, size_t index)
{
    const struct ending *ending = &ENDINGS[pool->category];
    const enum demo_area area = DEMO_TEAMS[pool->team].area;
    const struct stay stay = end_stay(journeys, pool, index);
    if (!random_chance(&journeys->random, ending->per_mille))
        return;
    struct pool *next = draw_pool(journeys, ending->next_staffing, ending->next, area);
    if (next != NULL && pool_has_room(next, journeys->today))
        open_stay(journeys, next, stay.child);
}

static void leaves(struct journeys *journeys, struct pool *pool, size_t index)
{
    if (pool->category == CATEGORY_ASSESSMENT)
        assessed(journeys, pool, index);
    else
        ended(journeys, pool, index);
}

/* How many leave today: by nature, and half of what there is too much of. */
static int leaving_today(struct journeys *journeys, const struct pool *pool)
{
    const int excess = (int)pool->count - pool_wanted(pool, journeys->today);
    int leaving = excess > 0 ? (excess + 1) / 2 : 0;
    const int natural = (int)pool->count * 1000 / ENDINGS[pool->category].days * 7 / 5;
    leaving += natural / 1000 + (random_chance(&journeys->random, natural % 1000) ? 1 : 0);
    return leaving < (int)pool->count ? leaving : (int)pool->count;
}

static void cases_end(struct journeys *journeys)
{
    const int maru = demo_team_find("maru");
    for (size_t i = 0; i < journeys->pools.count && !journeys->history->failed; i++) {
        struct pool *pool = &journeys->pools.items[i];
        if (pool->team == maru)
            continue;
        for (int left = leaving_today(journeys, pool); left > 0 && pool->count > 0; left--)
            leaves(journeys, pool, pool_draw(pool, &journeys->random));
    }
}

/* --- what begins ------------------------------------------------------------------------- */

static void referrals_come(struct journeys *journeys, const struct demand *demand)
{
    struct pool *maru = pools_find(&journeys->pools, demo_team_find("maru"), CATEGORY_ASSESSMENT);
    const int again = published_at(PATH_REREFERRALS, journeys->today);
    for (int i = 0; i < demand->referrals && !journeys->history->failed; i++)
        open_stay(journeys, maru,
            random_chance(&journeys->random, again) ? returning_child(journeys)
                                                    : new_child(journeys));
}

/* On the next working day the MARU passes on what it had the day before. */
static void maru_passes_on(struct journeys *journeys)
{
    struct pool *maru = pools_find(&journeys->pools, demo_team_find("maru"), CATEGORY_ASSESSMENT);
    for (size_t i = maru->count; i-- > 0 && !journeys->history->failed;) {
        if (maru->stays[i].since >= journeys->today)
            continue;
        const struct stay stay = end_stay(journeys, maru, i);
        const enum staffing staffing = random_chance(&journeys->random, DISABLED_CHILD)
                                           ? STAFFING_DISABLED
                                           : STAFFING_ASSESSMENT;
        const enum demo_area area = (enum demo_area)random_weighted(
            &journeys->random, AREA_WEIGHTS, sizeof AREA_WEIGHTS / sizeof AREA_WEIGHTS[0]);
        open_stay(journeys, draw_pool(journeys, staffing, CATEGORY_ASSESSMENT, area), stay.child);
    }
}

/* The locality, or a Helping Families team, in proportion to what each should hold. */
static struct pool *draw_early_help(struct journeys *journeys)
{
    struct pool *chosen = NULL;
    int total = 0;
    for (size_t i = 0; i < journeys->pools.count; i++) {
        struct pool *pool = &journeys->pools.items[i];
        if (pool->category != CATEGORY_EARLY_HELP)
            continue;
        const int wanted = pool_wanted(pool, journeys->today);
        total += wanted;
        if (wanted > 0 && random_below(&journeys->random, total) < wanted)
            chosen = pool;
    }
    return chosen;
}

static void early_help_opens(struct journeys *journeys, const struct demand *demand)
{
    int requests = 0;
    for (int source = 0; source < SOURCE_COUNT; source++)
        requests += demand->early_help[source];
    for (int i = 0; i < requests && !journeys->history->failed; i++) {
        if (!random_chance(&journeys->random, REQUESTS_TO_A_TEAM))
            continue;
        struct pool *pool = draw_early_help(journeys);
        open_stay(journeys, pool,
            random_chance(&journeys->random, 200) ? returning_child(journeys)
                                                  : new_child(journeys));
    }
}

/* --- the days ---------------------------------------------------------------------------- */

/* What was open before the first day began some time earlier, and has its worker. */
static void fill_pool(struct journeys *journeys, struct pool *pool)
{
    const int days =
        pool->category == CATEGORY_ASSESSMENT ? ASSESSMENT_DAYS : ENDINGS[pool->category].days;
    while (pool_has_room(pool, journeys->today) && !journeys->history->failed) {
        const day_t since = journeys->today - random_between(&journeys->random, 1, days);
        const int worker =
            allocation_best(&journeys->allocation, pool->team, journeys->today, true);
        open_with(journeys, pool, new_child(journeys), worker, since);
    }
}

static void begin(struct journeys *journeys)
{
    journeys->today = journeys->history->from;
    allocation_day(&journeys->allocation, journeys->today);
    for (size_t i = 0; i < journeys->pools.count && !journeys->history->failed; i++)
        fill_pool(journeys, &journeys->pools.items[i]);
}

static void working_day(struct journeys *journeys, const struct demand *demand)
{
    if (day_weekday(journeys->today) == 0)
        pools_drift(&journeys->pools, &journeys->random);
    maru_passes_on(journeys);
    cases_end(journeys);
    early_help_opens(journeys, demand);
}

static void live_day(struct journeys *journeys)
{
    const struct demand *demand =
        &journeys->history->demand[journeys->today - journeys->history->from];
    allocation_day(&journeys->allocation, journeys->today);
    leavers_let_go(journeys);
    if (day_weekday(journeys->today) < 5)
        working_day(journeys, demand);
    referrals_come(journeys, demand);
    if (day_weekday(journeys->today) < 5)
        managers_allocate(journeys);
}

void tell_children(struct history *history)
{
    struct journeys journeys;
    journeys_init(&journeys, history);
    if (!history->failed)
        begin(&journeys);
    for (day_t day = history->from; day <= history->until && !history->failed; day++) {
        journeys.today = day;
        live_day(&journeys);
    }
    journeys_done(&journeys);
}

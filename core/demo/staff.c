/*
 * staff.c: posts, who held them, when they stood empty and who covered.
 *
 * Every post of a team's budget is followed from day to day: people leave at the published
 * turnover, and vacancies are filled as long as the team has more than the published vacancy rate.
 * Agency workers cover social workers' vacancies beside the vacant posts, as the DfE
 * counts them.
 */
#include <stdlib.h>

#include "core/base/grow.h"
#include "core/demo/history.h"
#include "core/demo/published.h"
#include "core/demo/stories.h"

/* A post as it is today. */
struct post {
    uint32_t number;
    int team;
    enum demo_role role;
    int32_t fte;
    day_t opens;
    int row; /* its occupancy today, −1 before it opens */
};

struct establishment {
    struct history *history;
    struct random random;
    struct post *posts;
    size_t count, room;
    int32_t *budget, *vacant; /* by team, FTE of posts that have opened */
    int32_t *turnover;        /* by team, today's rate per 10,000 a year */
    int32_t *cover;           /* by team, FTE of agency workers today */
    int *agency;              /* the rows of agency workers, those who left included */
    size_t agency_count, agency_room;
    int32_t agency_fte, social_fte; /* social workers in post today, agency or not */
};

/* Part-time posts: 20 and 17 hours of 37. */
#define FTE_LONGER  5405
#define FTE_SHORTER 4595

/* Outside social work, vacancies and turnover are assumed: per 10,000. */
#define VACANCY_ELSEWHERE  550
#define TURNOVER_ELSEWHERE 950
#define COVER_MOST         20000 /* FTE of agency workers in one team */
#define FILL_AFTER         35    /* days that a post stands empty at the least */
#define FIXED_TERM         70    /* per mille of contracts */
#define FILLED_A_WEEK      250   /* per mille of the posts that may be */
#define FIRST_THERE                                                                                \
    365 /* days that people have been there when the history begins, at the least                  \
         */

static void add_post(
    struct establishment *all, int team, enum demo_role role, int32_t fte, day_t opens)
{
    struct post *post = grow_one(&all->posts, &all->count, &all->room, sizeof *post);
    if (post == NULL) {
        all->history->failed = true;
        return;
    }
    *post = (struct post){20000 + (uint32_t)all->count * 3, team, role, fte, opens, -1};
}

/* A full post, or the two part-time ones it was shared into: more often outside social work. */
static void add_full_post(struct establishment *all, int team, enum demo_role role, day_t opens)
{
    const int shared = role_row(role)->social_worker ? 110 : 300;
    if (!random_chance(&all->random, shared)) {
        add_post(all, team, role, 10000, opens);
        return;
    }
    add_post(all, team, role, FTE_LONGER, opens);
    add_post(all, team, role, FTE_SHORTER, opens);
}

static void add_role(
    struct establishment *all, int team, enum demo_role role, int32_t fte, day_t opens)
{
    for (; fte >= 10000; fte -= 10000)
        add_full_post(all, team, role, opens);
    if (fte > 0)
        add_post(all, team, role, fte, opens);
}

/* The budget divides into whole posts by role; what is left over goes to the last role, so that the
 * team's posts add up to the budget exactly. */
static void add_budget(struct establishment *all, int team, int32_t budget, day_t opens)
{
    const struct role_share *shares = staffing_shares(DEMO_TEAMS[team].staffing);
    int32_t left = budget;
    for (int i = 0; i < ROLE_SHARES && shares[i].per_mille > 0; i++) {
        const bool last = i + 1 == ROLE_SHARES || shares[i + 1].per_mille == 0;
        int32_t fte = last ? left : (budget / 1000 * shares[i].per_mille + 5000) / 10000 * 10000;
        if (fte > left)
            fte = left;
        add_role(all, team, shares[i].role, fte, opens);
        left -= fte;
    }
}

static void add_all_posts(struct establishment *all, day_t begins)
{
    for (int team = 0; team < DEMO_TEAM_COUNT; team++)
        add_budget(all, team, DEMO_TEAMS[team].fte, begins);
    for (int i = 0; i < DEMO_GROWTH_COUNT; i++) {
        const struct demo_growth *growth = &DEMO_GROWTH[i];
        add_budget(all, demo_team_find(growth->unit), growth->fte,
            day_from_civil(growth->year, growth->month, growth->day));
    }
}

static int vacancy_wanted(int team, day_t day)
{
    const int rate = DEMO_TEAMS[team].service == SERVICE_FAMILIES ? published_at(PATH_VACANCY, day)
                                                                  : VACANCY_ELSEWHERE;
    return rate * story_factor(team, STORY_VACANCY, day) / 1000;
}

/* A team that comes to have more vacancies than others does so because more people leave. */
static int turnover(int team, day_t day)
{
    const int rate = DEMO_TEAMS[team].service == SERVICE_FAMILIES ? published_at(PATH_TURNOVER, day)
                                                                  : TURNOVER_ELSEWHERE;
    const int factor = story_factor(team, STORY_VACANCY, day);
    return factor > 1000 ? rate * factor / 1000 * factor / 1000 : rate;
}

static void count_social(struct establishment *all, const struct post *post, int32_t fte)
{
    if (role_row(post->role)->social_worker)
        all->social_fte += fte;
}

/* Somebody takes the post up; `from` may lie before today for those who were there already. */
static void fill(struct establishment *all, struct post *post, day_t from)
{
    const int worker = history_add_worker(
        all->history, &(struct worker){post->team, post->role, post->fte, false, from, DAY_NEVER});
    const enum demo_contract contract =
        random_chance(&all->random, FIXED_TERM) ? DEMO_FIXED_TERM : DEMO_PERMANENT;
    post->row =
        history_add_occupancy(all->history, &(struct occupancy){post->number, post->team, worker,
                                                post->fte, post->role, contract, from, DAY_NEVER});
    count_social(all, post, post->fte);
}

static void leave_vacant(struct establishment *all, struct post *post, day_t from)
{
    post->row = history_add_occupancy(
        all->history, &(struct occupancy){post->number, post->team, NOBODY, post->fte, post->role,
                          DEMO_VACANT, from, DAY_NEVER});
    all->vacant[post->team] += post->fte;
}

/* A new team comes staffed; its vacancies are as its like's. */
static void open_post(struct establishment *all, struct post *post, day_t day, bool from_the_start)
{
    const int wanted = vacancy_wanted(post->team, day);
    all->budget[post->team] += post->fte;
    if (random_odds(&all->random, wanted, 10000))
        leave_vacant(all, post, day - (from_the_start ? random_below(&all->random, 300) : 0));
    else
        fill(
            all, post, day - (from_the_start ? FIRST_THERE + random_below(&all->random, 4000) : 0));
}

static struct occupancy *row_of(struct establishment *all, const struct post *post)
{
    return &all->history->occupancies[post->row];
}

static void person_leaves(struct establishment *all, struct post *post, day_t day)
{
    struct occupancy *row = row_of(all, post);
    row->last = day;
    all->history->workers[row->worker].last = day;
    count_social(all, post, -post->fte);
    leave_vacant(all, post, day + 1);
}

static void post_is_filled(struct establishment *all, struct post *post, day_t day)
{
    row_of(all, post)->last = day - 1;
    all->vacant[post->team] -= post->fte;
    fill(all, post, day);
}

static bool is_ready(struct establishment *all, const struct post *post, day_t day)
{
    const struct occupancy *row = row_of(all, post);
    const int32_t wanted =
        (int32_t)((int64_t)all->budget[post->team] * vacancy_wanted(post->team, day) / 10000);
    return row->from + FILL_AFTER <= day && all->vacant[post->team] - post->fte / 2 > wanted &&
           random_chance(&all->random, FILLED_A_WEEK);
}

static void follow_post(struct establishment *all, struct post *post, day_t day)
{
    if (post->row < 0) {
        if (post->opens == day)
            open_post(all, post, day, false);
    } else if (row_of(all, post)->worker != NOBODY) {
        if (random_odds(&all->random, all->turnover[post->team], 10000 * 365))
            person_leaves(all, post, day);
    } else if (day_weekday(day) == 0 && is_ready(all, post, day)) {
        post_is_filled(all, post, day);
    }
}

static bool takes_cover(enum staffing staffing)
{
    return staffing == STAFFING_ASSESSMENT || staffing == STAFFING_PROTECTION;
}

/* Where cover goes: to the team that is shortest of people, and no more than so much to one. */
static int neediest_team(const struct establishment *all)
{
    int neediest = -1;
    int32_t most = 0;
    for (int team = 0; team < DEMO_TEAM_COUNT; team++) {
        const int32_t short_of = all->vacant[team] - all->cover[team];
        if (takes_cover(DEMO_TEAMS[team].staffing) && all->cover[team] < COVER_MOST &&
            short_of > most) {
            neediest = team;
            most = short_of;
        }
    }
    return neediest;
}

static void agency_worker_comes(struct establishment *all, int team, day_t day)
{
    const day_t last = day + random_between(&all->random, 11, 34) * 7 - 3;
    const int worker = history_add_worker(
        all->history, &(struct worker){team, ROLE_SOCIAL_WORKER, 10000, true, day, last});
    const int row = history_add_occupancy(
        all->history, &(struct occupancy){70000 + (uint32_t)all->agency_count * 7, team, worker,
                          10000, ROLE_SOCIAL_WORKER, DEMO_AGENCY, day, last});
    int *place = grow_one(&all->agency, &all->agency_count, &all->agency_room, sizeof *place);
    if (place == NULL || row < 0) {
        all->history->failed = true;
        return;
    }
    *place = row;
    all->cover[team] += 10000;
    all->agency_fte += 10000;
}

static void agency_workers_go(struct establishment *all, day_t day)
{
    for (size_t i = 0; i < all->agency_count; i++) {
        const struct occupancy *row = &all->history->occupancies[all->agency[i]];
        if (row->last != day - 1)
            continue;
        all->cover[row->team] -= row->fte;
        all->agency_fte -= row->fte;
    }
}

/* agency ÷ (agency + in post) is kept at the published rate. */
static void follow_agency(struct establishment *all, day_t day)
{
    agency_workers_go(all, day);
    if (day_weekday(day) != 0)
        return;
    const int rate = published_at(PATH_AGENCY, day);
    const int32_t wanted = (int32_t)((int64_t)all->social_fte * rate / (10000 - rate));
    for (int team = neediest_team(all);
         team >= 0 && all->agency_fte + 5000 < wanted && !all->history->failed;
         team = neediest_team(all))
        agency_worker_comes(all, team, day);
}

static void open_first_posts(struct establishment *all, day_t begins)
{
    for (size_t i = 0; i < all->count && !all->history->failed; i++)
        if (all->posts[i].opens <= begins)
            open_post(all, &all->posts[i], begins, true);
}

static void follow_days(struct establishment *all, day_t begins)
{
    for (day_t day = begins + 1; day <= all->history->until; day++) {
        for (int team = 0; team < DEMO_TEAM_COUNT; team++)
            all->turnover[team] = turnover(team, day);
        for (size_t i = 0; i < all->count && !all->history->failed; i++)
            follow_post(all, &all->posts[i], day);
        if (all->history->failed)
            return;
        follow_agency(all, day);
    }
}

void tell_staff(struct history *history)
{
    struct establishment all = {.history = history, .random = random_from(history->seed, 3)};
    const day_t begins = history->from - HISTORY_LEAD;
    all.budget = calloc((size_t)DEMO_TEAM_COUNT, sizeof *all.budget);
    all.vacant = calloc((size_t)DEMO_TEAM_COUNT, sizeof *all.vacant);
    all.cover = calloc((size_t)DEMO_TEAM_COUNT, sizeof *all.cover);
    all.turnover = calloc((size_t)DEMO_TEAM_COUNT, sizeof *all.turnover);
    if (all.budget == NULL || all.vacant == NULL || all.cover == NULL || all.turnover == NULL)
        history->failed = true;
    if (!history->failed)
        add_all_posts(&all, begins);
    if (!history->failed)
        open_first_posts(&all, begins);
    if (!history->failed)
        follow_days(&all, begins);
    free(all.posts);
    free(all.budget);
    free(all.vacant);
    free(all.cover);
    free(all.turnover);
    free(all.agency);
}

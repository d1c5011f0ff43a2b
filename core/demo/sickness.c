/*
 * sickness.c: who was off, why and for how long.
 *
 * Each service has its published rate of sickness as a daily allowance of FTE days, and somebody
 * drawn by lot falls ill whenever the allowance has gathered again: the rate comes out as
 * published, the weeks and the teams vary as they do by chance.
 */
#include <stdlib.h>

#include "core/base/grow.h"
#include "core/demo/history.h"
#include "core/demo/published.h"
#include "core/demo/stories.h"

/* In the order of ABSENCE_REASONS in write.c. */
enum reason {
    REASON_STRESS,
    REASON_MUSCULOSKELETAL,
    REASON_COLD,
    REASON_DIGESTIVE,
    REASON_SURGERY,
    REASON_HEADACHE,
    REASON_OTHER,
    REASON_COUNT,
};

/* Short absences are many and long ones cost most days; stress is the largest reason by days, which
 * is what leaders are asked about. The split is assumed. */
struct length {
    int per_mille;
    int least, most; /* calendar days */
    int reasons[REASON_COUNT];
};
static const struct length LENGTHS[] = {
    {780, 1, 6, {5, 5, 45, 20, 1, 12, 12}},
    {145, 7, 27, {32, 20, 14, 8, 14, 2, 10}},
    {75, 28, 140, {50, 20, 0, 2, 20, 0, 8}},
};
#define LENGTH_COUNT (sizeof LENGTHS / sizeof LENGTHS[0])

/* Per mille of the year's average, January first. */
static const int SEASON[12] = {1150, 1100, 1040, 970, 940, 920, 900, 850, 960, 1020, 1060, 1090};

static const enum path_id RATES[SERVICE_COUNT] = {
    PATH_SICK_FAMILIES, PATH_SICK_EDUCATION, PATH_SICK_HEALTH};

/* The people in post of one service today. */
struct staff_room {
    int *workers;
    size_t count, room;
    int64_t fte;       /* ten-thousandths */
    int64_t allowance; /* FTE days not yet lost: ten-thousandths × 10,000,000 */
};
#define ALLOWANCE INT64_C(10000000)

struct ward {
    struct history *history;
    struct random random;
    struct staff_room rooms[SERVICE_COUNT];
    day_t *back; /* by worker: the day they are back, or could fall ill again */
    size_t next; /* the first worker who has not come yet */
};

static struct staff_room *room_of(struct ward *ward, int worker)
{
    return &ward->rooms[DEMO_TEAMS[ward->history->workers[worker].team].service];
}

static void worker_comes(struct ward *ward, int worker)
{
    struct staff_room *room = room_of(ward, worker);
    int *place = grow_one(&room->workers, &room->count, &room->room, sizeof *place);
    if (place == NULL) {
        ward->history->failed = true;
        return;
    }
    *place = worker;
    room->fte += ward->history->workers[worker].fte;
}

static void workers_come(struct ward *ward, day_t day)
{
    const struct history *history = ward->history;
    for (; ward->next < history->worker_count && history->workers[ward->next].from <= day;
         ward->next++)
        if (!history->workers[ward->next].agency)
            worker_comes(ward, (int)ward->next);
}

static void workers_go(struct ward *ward, struct staff_room *room, day_t day)
{
    for (size_t i = 0; i < room->count;) {
        const struct worker *worker = &ward->history->workers[room->workers[i]];
        if (worker->last >= day) {
            i++;
            continue;
        }
        room->fte -= worker->fte;
        room->workers[i] = room->workers[--room->count];
    }
}

/* An absence ends with the post at the latest; what it costs comes off the allowance at once. */
static void falls_ill(
    struct ward *ward, int who, day_t day, const struct length *length, int reason)
{
    const struct worker *worker = &ward->history->workers[who];
    day_t last = day + random_between(&ward->random, length->least, length->most) - 1;
    if (last > worker->last)
        last = worker->last;
    history_add_absence(ward->history, &(struct absence){who, reason, day, last});
    ward->back[who] = last + 2;
    room_of(ward, who)->allowance -= (int64_t)worker->fte * (last - day + 1) * ALLOWANCE;
}

static bool is_struck(struct ward *ward, int who, day_t day)
{
    const int team = ward->history->workers[who].team;
    return ward->back[who] <= day &&
           random_odds(
               &ward->random, story_factor(team, STORY_SICKNESS, day), story_most(STORY_SICKNESS));
}

static const struct length *draw_length(struct random *random)
{
    int weights[LENGTH_COUNT];
    for (size_t i = 0; i < LENGTH_COUNT; i++)
        weights[i] = LENGTHS[i].per_mille;
    return &LENGTHS[random_weighted(random, weights, LENGTH_COUNT)];
}

static void somebody_falls_ill(struct ward *ward, const struct staff_room *room, day_t day)
{
    for (int attempt = 0; attempt < 100; attempt++) {
        const int who = room->workers[random_below(&ward->random, (int)room->count)];
        if (!is_struck(ward, who, day))
            continue;
        const struct length *length = draw_length(&ward->random);
        const size_t reason = random_weighted(&ward->random, length->reasons, REASON_COUNT);
        falls_ill(ward, who, day, length, (int)reason);
        return;
    }
}

static void day_in_service(struct ward *ward, enum demo_service service, day_t day)
{
    struct staff_room *room = &ward->rooms[service];
    workers_go(ward, room, day);
    const int season = SEASON[day_to_civil(day).month - 1];
    /* A rate per 10,000 and a season per 1,000 make ten millionths. */
    room->allowance += room->fte * published_at(RATES[service], day) * season;
    while (room->count > 0 && room->allowance > 0 && !ward->history->failed) {
        somebody_falls_ill(ward, room, day);
        if (random_chance(&ward->random, 250)) /* some days are luckier than others */
            break;
    }
}

/* The chance week: the first few of that team who are well catch a cold, and are back within days.
 */
static void chance_week(struct ward *ward, day_t day)
{
    int left = 3;
    for (size_t who = 0; who < ward->next && left > 0; who++) {
        const struct worker *worker = &ward->history->workers[who];
        if (worker->team != story_chance_team() || worker->agency || worker->last < day ||
            ward->back[who] > day)
            continue;
        falls_ill(ward, (int)who, day, &(struct length){.least = 3, .most = 6}, REASON_COLD);
        left--;
    }
}

static void follow_days(struct ward *ward)
{
    struct history *history = ward->history;
    for (day_t day = history->from - HISTORY_LEAD; day <= history->until && !history->failed;
         day++) {
        workers_come(ward, day);
        for (int service = 0; service < SERVICE_COUNT; service++)
            day_in_service(ward, (enum demo_service)service, day);
        if (day == story_chance_week())
            chance_week(ward, day);
    }
}

void tell_sickness(struct history *history)
{
    struct ward ward = {.history = history, .random = random_from(history->seed, 4)};
    ward.back = calloc(history->worker_count + 1, sizeof *ward.back);
    if (ward.back == NULL)
        history->failed = true;
    for (size_t i = 0; ward.back != NULL && i < history->worker_count; i++)
        ward.back[i] = history->workers[i].from;
    if (!history->failed)
        follow_days(&ward);
    for (int service = 0; service < SERVICE_COUNT; service++)
        free(ward.rooms[service].workers);
    free(ward.back);
}

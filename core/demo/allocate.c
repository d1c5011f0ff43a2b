#include "core/demo/allocate.h"

#include <stdlib.h>

#include "core/base/grow.h"

/* Above this load nobody is given more of their own accord: thousandths of cases per FTE. */
#define LOAD_MOST 29000

void allocation_init(struct allocation *allocation, struct history *history)
{
    *allocation = (struct allocation){.history = history};
    const size_t workers = history->worker_count + 1;
    allocation->cases = calloc(workers, sizeof *allocation->cases);
    allocation->away = calloc(workers, sizeof *allocation->away);
    allocation->teams = calloc((size_t)DEMO_TEAM_COUNT, sizeof *allocation->teams);
    if (allocation->cases == NULL || allocation->away == NULL || allocation->teams == NULL)
        history->failed = true;
}

void allocation_done(struct allocation *allocation)
{
    for (int team = 0; allocation->teams != NULL && team < DEMO_TEAM_COUNT; team++)
        free(allocation->teams[team].workers);
    free(allocation->teams);
    free(allocation->left.workers);
    free(allocation->cases);
    free(allocation->away);
    *allocation = (struct allocation){0};
}

static void add(struct allocation *allocation, struct team_list *list, int worker)
{
    int *place = grow_one(&list->workers, &list->count, &list->room, sizeof *place);
    if (place == NULL)
        allocation->history->failed = true;
    else
        *place = worker;
}

static void workers_come(struct allocation *allocation, day_t day)
{
    const struct history *history = allocation->history;
    while (allocation->next_worker < history->worker_count) {
        const struct worker *worker = &history->workers[allocation->next_worker];
        if (worker->from > day)
            return;
        if (role_row(worker->role)->case_holding)
            add(allocation, &allocation->teams[worker->team], (int)allocation->next_worker);
        allocation->next_worker++;
    }
}

static void workers_go(struct allocation *allocation, struct team_list *list, day_t day)
{
    for (size_t i = 0; i < list->count;) {
        if (allocation->history->workers[list->workers[i]].last >= day) {
            i++;
            continue;
        }
        add(allocation, &allocation->left, list->workers[i]);
        list->workers[i] = list->workers[--list->count];
    }
}

static void absences_begin(struct allocation *allocation, day_t day)
{
    const struct history *history = allocation->history;
    while (allocation->next_absence < history->absence_count) {
        const struct absence *absence = &history->absences[allocation->next_absence];
        if (absence->from > day)
            return;
        allocation->away[absence->worker] = absence->last;
        allocation->next_absence++;
    }
}

void allocation_day(struct allocation *allocation, day_t day)
{
    allocation->left.count = 0;
    workers_come(allocation, day);
    for (int team = 0; team < DEMO_TEAM_COUNT; team++)
        workers_go(allocation, &allocation->teams[team], day);
    absences_begin(allocation, day);
}

/* The load of a full-time social worker that one more case would be like, in thousandths. */
static int64_t load_of(const struct allocation *allocation, int who)
{
    const struct worker *worker = &allocation->history->workers[who];
    const struct role_row *role = role_row(worker->role);
    const int64_t per_fte = (int64_t)allocation->cases[who] * 10000 * 1000 / worker->fte;
    return role->cases_first * 1000 + per_fte * 1000 / role->carries;
}

int allocation_best(const struct allocation *allocation, int team, day_t day, bool must)
{
    const struct team_list *list = &allocation->teams[team];
    int best = NOBODY;
    int64_t least = must ? INT64_MAX : LOAD_MOST;
    for (size_t i = 0; i < list->count; i++) {
        const int who = list->workers[i];
        const int64_t load = load_of(allocation, who);
        if (allocation->away[who] < day && load < least) {
            best = who;
            least = load;
        }
    }
    return best;
}

#include "core/derive/absences.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/grow.h"

static int in_order(const void *a, const void *b)
{
    const struct sick_leave *left = a, *right = b;
    if (left->worker != right->worker)
        return left->worker < right->worker ? -1 : 1;
    if (left->when.from != right->when.from)
        return left->when.from < right->when.from ? -1 : 1;
    return strcmp(left->reason, right->reason);
}

static bool sort_leave(struct facts *facts)
{
    const struct spells *spells = facts->spells;
    facts->leave = calloc(spells->absence_count + 1, sizeof *facts->leave);
    if (!facts->leave)
        return false;
    for (size_t i = 0; i < spells->absence_count; i++) {
        const struct absence_spell *absence = &spells->absences[i];
        if (absence->from < absence->until)
            facts->leave[facts->leave_count++] = (struct sick_leave){
                .worker = absence->worker,
                .reason_key = facts->keys->of_reason[absence->reason],
                .reason = intern_at(spells->text, absence->reason),
                .when = {absence->from, absence->until},
            };
    }
    qsort(facts->leave, facts->leave_count, sizeof *facts->leave, in_order);
    return true;
}

/* Once an absence has begun to count, nothing that begins later takes a day from it: each counts
 * from where those before it have ended. */
static void share_days(struct facts *facts)
{
    day_t taken_until = DAY_NONE;
    for (size_t i = 0; i < facts->leave_count; i++) {
        struct sick_leave *leave = &facts->leave[i];
        if (i == 0 || leave->worker != leave[-1].worker)
            taken_until = DAY_NONE;
        leave->counted = leave->when;
        if (leave->counted.from < taken_until)
            leave->counted.from = taken_until;
        if (taken_until < leave->when.until)
            taken_until = leave->when.until;
    }
}

static bool add_long_absence(struct facts *facts, uint32_t worker, struct interval run)
{
    if (run.until - (int64_t)run.from < LONG_TERM_DAYS)
        return true;
    struct long_absence *found = grow_one(&facts->long_absences, &facts->long_absence_count,
        &facts->long_absence_room, sizeof *found);
    if (found)
        *found = (struct long_absence){worker, {run.from + LONG_TERM_DAYS - 1, run.until}};
    return found != NULL;
}

static bool join_runs(struct facts *facts)
{
    size_t i = 0;
    while (i < facts->leave_count) {
        uint32_t worker = facts->leave[i].worker;
        struct interval run = facts->leave[i++].when;
        for (; i < facts->leave_count && facts->leave[i].worker == worker &&
               facts->leave[i].when.from <= run.until;
             i++)
            if (run.until < facts->leave[i].when.until)
                run.until = facts->leave[i].when.until;
        if (!add_long_absence(facts, worker, run))
            return false;
    }
    return true;
}

bool absences_prepare(struct facts *facts)
{
    if (!sort_leave(facts))
        return false;
    share_days(facts);
    return join_runs(facts);
}

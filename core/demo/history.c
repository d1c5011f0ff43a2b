#include "core/demo/history.h"

#include <stdlib.h>

#include "core/base/grow.h"

void history_done(struct history *history)
{
    free(history->involvements);
    free(history->occupancies);
    free(history->workers);
    free(history->absences);
    free(history->demand);
    *history = (struct history){0};
}

size_t history_days(const struct history *history)
{
    return (size_t)(history->until - history->from) + 1;
}

/* The place of a new element, as the index it got; −1 when there was no memory for it. */
static int placed(struct history *history, const void *place, size_t count)
{
    if (place == NULL)
        history->failed = true;
    return place == NULL ? -1 : (int)count - 1;
}

int history_add_involvement(struct history *history, const struct involvement *involvement)
{
    struct involvement *place = grow_one(&history->involvements, &history->involvement_count,
        &history->involvement_room, sizeof *place);
    if (place != NULL)
        *place = *involvement;
    return placed(history, place, history->involvement_count);
}

int history_add_occupancy(struct history *history, const struct occupancy *occupancy)
{
    struct occupancy *place = grow_one(
        &history->occupancies, &history->occupancy_count, &history->occupancy_room, sizeof *place);
    if (place != NULL)
        *place = *occupancy;
    return placed(history, place, history->occupancy_count);
}

int history_add_worker(struct history *history, const struct worker *worker)
{
    struct worker *place =
        grow_one(&history->workers, &history->worker_count, &history->worker_room, sizeof *place);
    if (place != NULL)
        *place = *worker;
    return placed(history, place, history->worker_count);
}

int history_add_absence(struct history *history, const struct absence *absence)
{
    struct absence *place = grow_one(
        &history->absences, &history->absence_count, &history->absence_room, sizeof *place);
    if (place != NULL)
        *place = *absence;
    return placed(history, place, history->absence_count);
}

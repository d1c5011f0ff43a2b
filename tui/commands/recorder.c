#include "tui/commands/recorder.h"

#include <stdlib.h>

void recorder_done(struct recorder *recorder)
{
    free(recorder->recorded);
    *recorder = (struct recorder){0};
}

/* Marks of this day and of the service there is now. False: no memory. */
static bool turn_page(struct recorder *recorder, day_t today)
{
    const struct service *const service = recorder->app->service;
    if (recorder->recorded && recorder->service == service && recorder->day == today)
        return true;
    free(recorder->recorded);
    recorder->recorded =
        calloc((size_t)unit_tree_count(service->units) + 1, sizeof *recorder->recorded);
    recorder->service = service;
    recorder->day = today;
    return recorder->recorded;
}

static enum result saw(void *context, unit_index unit, const char *screen)
{
    struct recorder *const recorder = context;
    const time_t now = app_now();
    if (!turn_page(recorder, day_of_time(now)))
        return RESULT_NO_MEMORY;
    if (recorder->recorded[unit])
        return RESULT_OK;
    const enum result result =
        app_record(recorder->app, "workers", unit, screen, &recorder->app->diags);
    recorder->recorded[unit] = result == RESULT_OK;
    return result;
}

struct witness recorder_witness(struct recorder *recorder)
{
    return (struct witness){recorder, saw};
}

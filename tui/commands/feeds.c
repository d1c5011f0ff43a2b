/* teamtop feeds: did last night's extracts arrive, were rows rejected, is what people see fresh? */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/model/standing.h"
#include "tui/commands/app.h"
#include "tui/commands/commands.h"

#define LINE "%-14s %-9s %-16s %9s %9s  %-16s  %s\n"

static const char *moment(time_t at, char *buffer, size_t size)
{
    struct tm broken;
    if (!localtime_r(&at, &broken) || strftime(buffer, size, "%Y-%m-%d %H:%M", &broken) == 0)
        snprintf(buffer, size, "?");
    return buffer;
}

static void print_feed(const struct service *service, const struct feed_spec *feed,
    const struct feed_state *state, time_t now)
{
    char when[32] = "-", next[32] = "-", rows[24] = "-", rejected[24] = "-";
    const time_t due = feed_due(service, feed, state);
    if (state->ever) {
        moment(state->imported_at, when, sizeof when);
        snprintf(rows, sizeof rows, "%" PRId64, state->rows);
        snprintf(rejected, sizeof rejected, "%" PRId64, state->rejected);
    }
    if (due != 0)
        moment(due, next, sizeof next);
    printf(LINE, feed->id, feed_standing_word(feed_standing(service, feed, state, now)), when, rows,
        rejected, next, state->attempted_file);
    if (state->last_refused)
        printf("%-14s %s\n", "", state->reason);
}

static enum result state_of(
    const struct app *app, const struct feed_spec *feed, struct feed_state *ret)
{
    const struct provider *const provider = store_provider_get(app->provider);
    return provider->feed_state(provider->context, feed, ret);
}

static enum result list_feeds(struct app *app)
{
    const struct service *service = app->service;
    const time_t now = app_now();
    printf(LINE, "feed", "state", "last import", "rows", "rejected", "next expected", "file");
    for (size_t i = 0; i < service->feed_count; i++) {
        struct feed_state state;
        const enum result result = state_of(app, &service->feeds[i], &state);
        if (result != RESULT_OK)
            return result;
        print_feed(service, &service->feeds[i], &state, now);
    }
    return RESULT_OK;
}

static void print_reject(void *context, const struct reject *reject)
{
    const char *const file = context;
    if (reject->column > 0)
        printf("%s:%" PRId64 ":%" PRId64 ": rejected: %s\n", file, reject->line, reject->column,
            reject->reason);
    else
        printf("%s:%" PRId64 ": rejected: %s\n", file, reject->line, reject->reason);
}

/* One feed: the rejected rows of the newest attempt, in the form compilers use. */
static enum result list_rejects(struct app *app, const char *name)
{
    const struct provider *const provider = store_provider_get(app->provider);
    struct feed_state state;
    const struct feed_spec *const feed = service_feed(app->service, name);
    if (!feed) {
        diag_add(&app->diags, DIAG_ERROR, (struct place){0}, "the configuration has no feed \"%s\"",
            name);
        return RESULT_INVALID;
    }
    if (app->service->narrowing.partial) {
        diag_add(&app->diags, DIAG_ERROR, (struct place){0},
            "rejected rows may be about anybody: they are shown to those who see everything");
        return RESULT_DENIED;
    }
    const enum result result = state_of(app, feed, &state);
    if (result != RESULT_OK)
        return result;
    print_feed(app->service, feed, &state, app_now());
    return state.attempt == 0 ? RESULT_OK
                              : provider->each_reject(provider->context, state.attempt,
                                    print_reject, state.attempted_file);
}

/* Not app_open_provider(): how feeds stand is also told where series fit another configuration. */
int command_feeds(const struct options *options)
{
    struct app app;
    app_init(&app, options);
    enum result result = app_let_in(&app);
    if (result == RESULT_OK)
        result = app_open_store(&app, STORE_READ);
    if (result == RESULT_OK)
        result = store_provider_create(&app.provider, app.store, app.service);
    if (result == RESULT_OK)
        result =
            options->argument_count ? list_rejects(&app, options->arguments[0]) : list_feeds(&app);
    return app_done(&app, result);
}

/* teamtop feeds: did last night's extracts arrive, were rows rejected, is what people see fresh? */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/base/text.h"
#include "tui/commands/app.h"
#include "tui/commands/commands.h"

#define LINE "%-14s %-9s %-16s %9s %9s  %-16s  %s\n"

static const char *moment(int64_t at, char *buffer, size_t size)
{
    const time_t seconds = (time_t)at;
    struct tm broken;
    if (!localtime_r(&seconds, &broken) || strftime(buffer, size, "%Y-%m-%d %H:%M", &broken) == 0)
        snprintf(buffer, size, "?");
    return buffer;
}

struct newest {
    bool taken, attempt; /* there is one */
    int64_t imported_at, rows, rejected, id;
    bool refused; /* the newest attempt was */
    char file[256], reason[512];
};

/* Newest first: the first one seen is the attempt, the first that was not refused is what is shown.
 */
static bool note_import(void *context, const struct store_import *import)
{
    struct newest *newest = context;
    if (!newest->attempt) {
        newest->attempt = true;
        newest->refused = import->refused;
        newest->id = import->id;
        snprintf(newest->file, sizeof newest->file, "%s", import->file);
        snprintf(newest->reason, sizeof newest->reason, "%s", import->reason);
    }
    if (import->refused)
        return true;
    newest->taken = true;
    newest->imported_at = import->imported_at;
    newest->rows = import->taken;
    newest->rejected = import->rejected;
    return false;
}

static const char *state_of(const struct service *service, const struct feed_spec *feed,
    const struct newest *newest, time_t now)
{
    if (newest->attempt && newest->refused)
        return "refused";
    if (!newest->taken)
        return "never";
    if (service->data_until != DAY_NONE || feed->expected_every == 0)
        return "archive";
    return now > newest->imported_at + feed->expected_every ? "stale" : "fresh";
}

static void print_feed(const struct service *service, const struct feed_spec *feed,
    const struct newest *newest, time_t now)
{
    char when[32] = "-", next[32] = "-", rows[24] = "-", rejected[24] = "-";
    if (newest->taken) {
        moment(newest->imported_at, when, sizeof when);
        snprintf(rows, sizeof rows, "%" PRId64, newest->rows);
        snprintf(rejected, sizeof rejected, "%" PRId64, newest->rejected);
        if (feed->expected_every > 0 && service->data_until == DAY_NONE)
            moment(newest->imported_at + feed->expected_every, next, sizeof next);
    }
    printf(LINE, feed->id, state_of(service, feed, newest, now), when, rows, rejected, next,
        newest->file);
    if (newest->refused)
        printf("%-14s %s\n", "", newest->reason);
}

static enum result list_feeds(struct app *app)
{
    const struct service *service = app->service;
    const time_t now = app_now();
    printf(LINE, "feed", "state", "last import", "rows", "rejected", "next expected", "file");
    for (size_t i = 0; i < service->feed_count; i++) {
        struct newest newest = {0};
        const struct feed_spec *const feed = &service->feeds[i];
        const enum result result = store_each_import(app->store, feed->id, 0, note_import, &newest);
        if (result != RESULT_OK)
            return result;
        print_feed(service, feed, &newest, now);
    }
    return RESULT_OK;
}

static bool print_reject(void *context, const struct store_reject *reject)
{
    const struct newest *newest = context;
    if (reject->column > 0)
        printf("%s:%" PRId64 ":%" PRId64 ": rejected: %s\n", newest->file, reject->line,
            reject->column, reject->reason);
    else
        printf("%s:%" PRId64 ": rejected: %s\n", newest->file, reject->line, reject->reason);
    return true;
}

/* One feed: the rejected rows of the newest attempt, in the form compilers use. */
static enum result list_rejects(struct app *app, const char *name)
{
    struct newest newest = {0};
    const struct feed_spec *const feed = service_feed(app->service, name);
    if (!feed) {
        diag_add(&app->diags, DIAG_ERROR, (struct place){0}, "the configuration has no feed \"%s\"",
            name);
        return RESULT_INVALID;
    }
    enum result result = store_each_import(app->store, feed->id, 0, note_import, &newest);
    if (result != RESULT_OK)
        return result;
    print_feed(app->service, feed, &newest, app_now());
    return newest.attempt ? store_each_reject(app->store, newest.id, print_reject, &newest)
                          : RESULT_OK;
}

int command_feeds(const struct options *options)
{
    struct app app;
    int64_t version;
    uint64_t fingerprint;
    app_init(&app, options);
    enum result result = app_configure(&app);
    if (result == RESULT_OK)
        result = app_open_store(&app, STORE_READ);
    if (result == RESULT_OK)
        result = store_begin_read(app.store, &version, &fingerprint);
    if (result == RESULT_OK)
        result =
            options->argument_count ? list_rejects(&app, options->arguments[0]) : list_feeds(&app);
    return app_done(&app, result);
}

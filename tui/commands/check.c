/* teamtop check: is the configuration sound, and what would an import of these files do? */
#include <inttypes.h>
#include <stdio.h>

#include "core/feed/import.h"
#include "tui/commands/app.h"
#include "tui/commands/commands.h"
#include "tui/commands/output.h"

static void describe(const struct app *app)
{
    const struct service *service = app->service;
    output_line(stdout, "%s: sound: %s, %d units on %d levels, %zu feeds", app->directory,
        service->organisation, (int)unit_tree_count(service->units), service->level_count,
        service->feed_count);
}

static enum result check_one(struct app *app, const struct feed_spec *feed, const char *path)
{
    struct import_outcome outcome = {0};
    const enum result result = import_check(app->service, feed, path, &app->diags, &outcome);
    if (result != RESULT_OK && result != RESULT_REFUSED_INPUT)
        return result;
    if (result == RESULT_OK)
        output_line(stdout, "%s: %s: would take %" PRId64 " of %" PRId64 " rows, reject %" PRId64,
            path, outcome.feed->id, outcome.taken, outcome.rows, outcome.rejected);
    else
        output_line(stdout, "%s: would be refused whole", path);
    return outcome.rejected > 0 ? RESULT_REFUSED_INPUT : result;
}

int command_check(const struct options *options)
{
    struct app app;
    app_init(&app, options);
    enum result result = app_configure(&app);
    const struct feed_spec *feed = NULL;
    if (result == RESULT_OK)
        describe(&app);
    if (result == RESULT_OK)
        result = app_feed(&app, &feed);
    for (int i = 0; i < options->argument_count; i++) {
        if (result != RESULT_OK && result != RESULT_REFUSED_INPUT)
            break;
        const enum result one = check_one(&app, feed, options->arguments[i]);
        if (one != RESULT_OK)
            result = one;
    }
    return app_done(&app, result);
}

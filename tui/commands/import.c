/* teamtop import: files into the store, one after the other. */
#include "core/feed/import.h"
#include "tui/commands/app.h"
#include "tui/commands/commands.h"

/* One file; *worst grows to the worst that happened. False: going on makes no sense. */
static bool import_one(
    struct app *app, const struct feed_spec *feed, const char *path, enum result *worst)
{
    struct import_outcome outcome = {0};
    const enum result result = import_file(
        app->service, app->store, feed, path, app_user(), app_now(), &app->diags, &outcome);
    app_say(app);
    if (result != RESULT_OK)
        *worst = result;
    else if (outcome.rejected > 0 && *worst == RESULT_OK)
        *worst = RESULT_REFUSED_INPUT;
    return result == RESULT_OK || result == RESULT_REFUSED_INPUT;
}

int command_import(const struct options *options)
{
    struct app app;
    const struct feed_spec *feed = NULL; /* by the file's name */
    app_init(&app, options);
    enum result result = app_configure(&app);
    if (result == RESULT_OK)
        result = app_feed(&app, &feed);
    if (result == RESULT_OK)
        result = app_open_store(&app, STORE_WRITE);
    for (int i = 0;
         i < options->argument_count && (result == RESULT_OK || result == RESULT_REFUSED_INPUT);
         i++)
        if (!import_one(&app, feed, options->arguments[i], &result))
            break;
    return app_done(&app, result);
}

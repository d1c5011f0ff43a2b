/* teamtop store: what an operator does to a store as a whole. */
#include <stdio.h>
#include <string.h>

#include "core/store/copy.h"
#include "core/store/grant.h"
#include "tui/commands/app.h"
#include "tui/commands/commands.h"

/* The rights in the database that access.yaml amounts to, as SQL. */
static enum result print_grant(struct app *app)
{
    struct buffer sql = {0};
    enum result result = grant_write(&sql, app->service);
    if (result == RESULT_OK &&
        (fwrite(sql.bytes, 1, sql.length, stdout) != sql.length || fflush(stdout) != 0)) {
        diag_add(&app->diags, DIAG_ERROR, (struct place){0}, "the SQL cannot be written");
        result = RESULT_IO;
    }
    buffer_done(&sql);
    return result;
}

static enum result copy(struct app *app)
{
    char *const *const uris = app->options->arguments + 1;
    struct store *to = NULL;
    struct store_copied copied;
    enum result result = app_open(app, uris[0], STORE_READ, &app->store);
    if (result == RESULT_OK)
        result = app_open(app, uris[1], STORE_WRITE, &to);
    if (result == RESULT_OK)
        result = store_copy(app->store, to, &copied);
    store_close(to);
    if (result == RESULT_OK)
        diag_add(&app->diags, DIAG_NOTE, (struct place){0},
            "copied and compared: %lld series, %lld spells, %lld imports, %lld rejected rows",
            (long long)copied.series, (long long)copied.spells, (long long)copied.imports,
            (long long)copied.rejects);
    return result;
}

static const struct work {
    const char *name;
    int arguments; /* after the name */
    enum result (*run)(struct app *app);
} works[] = {
    {"grant", 0, print_grant},
    {"copy", 2, copy},
};
#define WORK_COUNT (sizeof works / sizeof *works)

static const struct work *find_work(const struct options *options)
{
    for (size_t i = 0; i < WORK_COUNT && options->argument_count > 0; i++)
        if (strcmp(works[i].name, options->arguments[0]) == 0 &&
            options->argument_count == works[i].arguments + 1)
            return &works[i];
    return NULL;
}

static enum result say_usage(struct app *app)
{
    diag_add(&app->diags, DIAG_ERROR, (struct place){0},
        "say which: teamtop store grant, or teamtop store copy FROM TO (two stores, such as "
        "sqlite:teamtop.db postgresql://HOST/DATABASE)");
    return RESULT_INVALID;
}

int command_store(const struct options *options)
{
    struct app app;
    app_init(&app, options);
    const struct work *const work = find_work(options);
    enum result result = work ? app_configure(&app) : say_usage(&app);
    if (result == RESULT_OK)
        result = work->run(&app);
    return app_done(&app, result);
}

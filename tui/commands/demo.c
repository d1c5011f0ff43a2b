/* teamtop demo: a generated service whose working days go by, one a minute. */
#define _GNU_SOURCE /* nftw's flags */
#include "core/demo/demo.h"

#include <errno.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "core/feed/import.h"
#include "tui/commands/commands.h"
#include "tui/commands/dashboard.h"
#include "tui/commands/output.h"

#define SECONDS_A_DAY 60
#define PATH_SIZE     4096

struct showcase {
    struct app app;
    struct options options; /* the caller's, with the demo's own store and configuration */
    struct demo *demo;
    char folder[PATH_SIZE]; /* "": none was made */
    char uri[PATH_SIZE + 64];
    int ended_by;
};

/* The working day that is `count` after the demo's first. */
static day_t working_day_after(const struct calendar *calendar, int64_t count)
{
    day_t day = DEMO_AS_AT;
    while (count > 0 && day < DEMO_UNTIL)
        count -= calendar_is_working(calendar, ++day);
    return day;
}

static day_t demo_day(const struct app *app, time_t now)
{
    const int64_t gone = now / SECONDS_A_DAY - app->started / SECONDS_A_DAY;
    return working_day_after(&app->service->calendar, gone);
}

/* --- one day's extracts into the store -------------------------------------------------------- */

static enum result bring(struct showcase *showcase, struct store *store, day_t day)
{
    struct app *app = &showcase->app;
    enum result result = demo_write(showcase->demo, day, showcase->folder, &app->diags);
    for (size_t i = 0; i < DEMO_FILES && result == RESULT_OK; i++) {
        struct import_outcome outcome;
        char path[PATH_SIZE + 64];
        snprintf(path, sizeof path, "%s/%s", showcase->folder, demo_file(i));
        result = import_file(
            app->service, store, NULL, path, app_user(), app_now(), &app->diags, &outcome);
    }
    return result;
}

static enum result bring_first_day(struct showcase *showcase)
{
    struct store *store = NULL;
    struct app *app = &showcase->app;
    enum result result = store_open(&store, app->store_uri, STORE_WRITE, &app->diags);
    if (result == RESULT_OK)
        result = bring(showcase, store, app->live_day(app, app->started));
    store_close(store);
    return result;
}

static void sleep_to_next_day(void)
{
    const time_t now = app_now();
    const time_t next = (now / SECONDS_A_DAY + 1) * SECONDS_A_DAY;
    const struct timespec until = {.tv_sec = next};
    while (clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &until, NULL) == EINTR)
        ;
}

/* The child: day after day until the parent is gone or the demo's history ends. */
static _Noreturn void feed_days(struct showcase *showcase, pid_t parent)
{
    struct store *store = NULL;
    struct app *app = &showcase->app;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent ||
        store_open(&store, app->store_uri, STORE_WRITE, &app->diags) != RESULT_OK)
        _exit(EXIT_STORE);
    for (;;) {
        sleep_to_next_day();
        const day_t day = app->live_day(app, app_now());
        if (bring(showcase, store, day) != RESULT_OK || day >= DEMO_UNTIL)
            _exit(EXIT_STORE);
    }
}

/* --- a place for it --------------------------------------------------------------------------- */

static enum result cannot(struct app *app, const char *what, const char *path)
{
    diag_add(&app->diags, DIAG_ERROR, (struct place){path, 0, 0}, "%s: %s", what, strerror(errno));
    return RESULT_IO;
}

static const char *temporary_base(void)
{
    static const char *const names[] = {"XDG_RUNTIME_DIR", "TMPDIR"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *const base = getenv(names[i]);
        if (base && base[0] == '/' && access(base, W_OK | X_OK) == 0)
            return base;
    }
    return "/tmp";
}

static int remove_one(const char *path, const struct stat *about, int type, struct FTW *where)
{
    (void)about;
    (void)type;
    (void)where;
    return remove(path);
}

static void remove_folder(const char *folder)
{
    if (folder[0])
        nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* The demo is Cornwall's: the folder beside the program's sources, or where it was installed. */
static const char *demo_configuration(void)
{
    static const char *const places[] = {"config/cornwall", TEAMTOP_DATADIR "/config/cornwall"};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/organisation.yaml", places[i]);
        if (access(path, R_OK) == 0)
            return places[i];
    }
    return places[1];
}

/* --- the command ------------------------------------------------------------------------------ */

static enum result parse_seed(struct app *app, uint64_t *ret)
{
    char *end;
    *ret = DEMO_SEED;
    if (!app->options->seed)
        return RESULT_OK;
    errno = 0;
    *ret = strtoull(app->options->seed, &end, 10);
    if (errno == 0 && *end == '\0' && end != app->options->seed)
        return RESULT_OK;
    diag_add(&app->diags, DIAG_ERROR, (struct place){0}, "--seed \"%s\" is not a number",
        app->options->seed);
    return RESULT_INVALID;
}

static enum result write_extracts(struct app *app, const struct demo *demo)
{
    day_t day = DEMO_AS_AT;
    if (app->options->as_at && app_day(app, 0, &day) != RESULT_OK)
        return RESULT_INVALID;
    const enum result result = demo_write(demo, day, app->options->extracts, &app->diags);
    for (size_t i = 0; result == RESULT_OK && i < DEMO_FILES; i++)
        output_line(stdout, "%s/%s", app->options->extracts, demo_file(i));
    return result;
}

static enum result show(struct showcase *showcase)
{
    pid_t child = -1;
    struct app *app = &showcase->app;
    const pid_t parent = getpid();
    enum result result = bring_first_day(showcase);
    if (result == RESULT_OK && !app->options->once && (child = fork()) == 0)
        feed_days(showcase, parent);
    if (result == RESULT_OK)
        result = app_open_store(app, STORE_READ);
    if (result == RESULT_OK)
        result = app_open_provider(app);
    if (result == RESULT_OK)
        result = dashboard_run(app, &showcase->ended_by);
    if (child > 0)
        kill(child, SIGKILL);
    return result;
}

static enum result make_folder(struct showcase *showcase)
{
    snprintf(showcase->folder, sizeof showcase->folder, "%s/teamtop-demo-XXXXXX", temporary_base());
    if (!mkdtemp(showcase->folder)) {
        const enum result result =
            cannot(&showcase->app, "no folder for the demo can be made", showcase->folder);
        showcase->folder[0] = '\0';
        return result;
    }
    snprintf(showcase->uri, sizeof showcase->uri, "sqlite:%s/teamtop.db", showcase->folder);
    showcase->options.store = showcase->uri;
    return RESULT_OK;
}

static enum result run(struct showcase *showcase)
{
    uint64_t seed;
    struct app *app = &showcase->app;
    enum result result = parse_seed(app, &seed);
    if (result == RESULT_OK)
        result = demo_generate(&showcase->demo, seed, DEMO_FROM, DEMO_UNTIL);
    if (result == RESULT_OK && app->options->extracts)
        return write_extracts(app, showcase->demo);
    if (result == RESULT_OK)
        result = make_folder(showcase);
    if (result == RESULT_OK)
        result = app_configure(app);
    return result == RESULT_OK ? show(showcase) : result;
}

int command_demo(const struct options *options)
{
    struct showcase showcase = {.options = *options};
    if (!showcase.options.config)
        showcase.options.config = demo_configuration();
    showcase.options.read_only = true;
    showcase.options.quiet = true; /* nobody asked for its imports */
    app_init(&showcase.app, &showcase.options);
    showcase.app.live_day = demo_day;
    showcase.app.passing = true;
    const enum result result = run(&showcase);
    const int code = app_done(&showcase.app, result);
    demo_destroy(showcase.demo);
    remove_folder(showcase.folder);
    if (showcase.ended_by)
        raise(showcase.ended_by);
    return code;
}

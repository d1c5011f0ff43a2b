/* teamtop watch: the inbox, read for as long as it runs: by hand, or as a service whose manager hears when
 * it is ready, that it lives, and what it is doing. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "core/config/config.h"
#include "core/feed/inbox.h"
#include "tui/commands/app.h"
#include "tui/commands/commands.h"
#include "tui/commands/manager.h"
#include "tui/commands/notice.h"
#include "tui/screen/loop.h"

/* After a failure of the store (a full disk) the inbox is tried again this much later. */
#define RETRY_MS 60000

/* A file that is still being written is looked at again this much later: its last close is heard a moment
 * before it counts as closed, and files of other accounts have to lie still for two seconds. */
#define WAIT_MS 500

/* So often without a loop: longer than those two seconds. What is written for longer than that is for the
 * next call. */
#define WAITS 6

struct watch {
    struct app *app;
    struct loop *loop;
    struct notices *notices;
    bool edited;  /* the configuration, since it was read */
    bool dropped; /* something into the inbox */
    int retry_timer, watchdog_timer;
    enum result last; /* of the newest try */
    bool waiting;     /* for a file that is still being written */
};

/* --- the inbox -------------------------------------------------------------------------------- */

static void take(struct watch *watch)
{
    struct inbox_outcome outcome = {0};
    struct app *app = watch->app;
    watch->last =
        inbox_take(app->service, app->store, app_user(), app_now(), &app->diags, &outcome);
    if (watch->last == RESULT_OK && outcome.refused + (size_t)outcome.rejected > 0)
        watch->last = RESULT_REFUSED_INPUT;
    watch->waiting = outcome.waiting > 0;
    app_say(app); /* a service's messages belong in its log when they happen */
}

static void tell_status(const struct watch *watch)
{
    const bool failed = watch->last == RESULT_IO || watch->last == RESULT_BUSY;
    manager_tell(failed ? "STATUS=the store could not be written; trying again in a minute"
                        : "STATUS=watching the inbox");
}

/* When to look again although nothing is heard; 0: not before. */
static int64_t again_in(const struct watch *watch)
{
    if (watch->last == RESULT_IO || watch->last == RESULT_BUSY)
        return RETRY_MS;
    return watch->waiting ? WAIT_MS : 0;
}

static void try_again(void *context);

static void take_or_retry(struct watch *watch)
{
    take(watch);
    tell_status(watch);
    if (loop_once(watch->loop, &watch->retry_timer, again_in(watch), try_again, watch) != RESULT_OK)
        loop_leave(watch->loop);
}

static void try_again(void *context)
{
    take_or_retry(context);
}

/* --- the configuration ------------------------------------------------------------------------ */

static void on_dropped(void *context)
{
    struct watch *watch = context;
    watch->dropped = true;
}

static void on_edited(void *context)
{
    struct watch *watch = context;
    watch->edited = true;
}

/* Hidden files are not taken; our own lock on the inbox is one, and closed by each look at it. */
static enum result watch_inbox(struct watch *watch)
{
    const char *const inbox = watch->app->service->inbox;
    const struct notice_of dropped = {notice_wants_visible, on_dropped, watch};
    const enum result result = notices_follow(watch->notices, inbox, dropped);
    if (result == RESULT_IO)
        diag_add(&watch->app->diags, DIAG_ERROR, (struct place){inbox, 0, 0},
            "cannot be watched: %s", strerror(errno));
    return result;
}

/* Figures that were worked out with another configuration are worked out again: those who only read
 * wait for it. */
static enum result fit_store(struct app *app)
{
    const enum result result = app_open_provider(app);
    store_provider_destroy(app->provider);
    app->provider = NULL;
    return result;
}

/* The new service stands in for the old one, unless it names no inbox or the store cannot follow. */
static enum result move_in(struct watch *watch, struct service *next)
{
    struct app *app = watch->app;
    struct service *const before = app->service;
    app->service = next;
    enum result result = fit_store(app);
    if (result == RESULT_OK) {
        take(watch); /* makes the folder, too */
        result = watch->last == RESULT_REFUSED_INPUT ? RESULT_OK : watch->last;
    }
    if (result == RESULT_OK)
        result = watch_inbox(watch);
    app->service = result == RESULT_OK ? next : before;
    service_destroy(result == RESULT_OK ? before : next);
    return result;
}

/* With any fault the configuration that was read before stays, and the fault is said. */
static void read_again(struct watch *watch)
{
    struct app *app = watch->app;
    struct service *next = NULL;
    enum result result = config_load(&next, app->directory, &app->diags);
    if (result == RESULT_OK)
        result = move_in(watch, next);
    if (result == RESULT_OK)
        diag_add(&app->diags, DIAG_NOTE, (struct place){app->directory, 0, 0},
            "the configuration was read anew");
    else
        diag_add(&app->diags, DIAG_WARNING, (struct place){app->directory, 0, 0},
            "the configuration as it was read before stays in force");
    app_say(app);
}

/* Before each sleep. */
static void on_idle(void *context)
{
    struct watch *watch = context;
    const bool edited = watch->edited, dropped = watch->dropped;
    watch->edited = watch->dropped = false;
    if (edited)
        read_again(watch);
    if (edited || dropped)
        take_or_retry(watch);
}

/* --- the loop --------------------------------------------------------------------------------- */

static void on_signal(void *context, int signal_number)
{
    struct watch *watch = context;
    (void)signal_number;
    loop_leave(watch->loop);
}

static enum result prepare_loop(struct watch *watch)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGHUP);
    enum result result = loop_create(&watch->loop);
    if (result == RESULT_OK)
        result = loop_signals(watch->loop, &signals, on_signal, watch);
    if (result == RESULT_OK)
        loop_on_idle(watch->loop, on_idle, watch);
    return result;
}

/* A configuration folder that cannot be watched is one whose edits wait for a restart. */
static enum result watch_folders(struct watch *watch)
{
    const struct notice_of edited = {notice_wants_document, on_edited, watch};
    enum result result = notices_create(&watch->notices, watch->loop);
    if (result == RESULT_OK)
        result = notices_follow(watch->notices, watch->app->directory, edited);
    return result == RESULT_OK || result == RESULT_IO ? watch_inbox(watch) : result;
}

static void on_watchdog(void *context)
{
    struct watch *watch = context;
    manager_tell("WATCHDOG=1");
    if (loop_once(watch->loop, &watch->watchdog_timer, manager_watchdog_ms(), on_watchdog, watch) !=
        RESULT_OK)
        loop_leave(watch->loop);
}

static enum result run(struct watch *watch)
{
    struct app *app = watch->app;
    enum result result = prepare_loop(watch);
    if (result == RESULT_OK)
        result = watch_folders(watch);
    if (result != RESULT_OK)
        return result;
    diag_add(&app->diags, DIAG_NOTE, (struct place){app->service->inbox, 0, 0}, "watching");
    app_say(app);
    manager_tell("READY=1");
    if (manager_watchdog_ms() > 0)
        on_watchdog(watch);
    take_or_retry(watch); /* what came while the folder was not watched yet */
    result = loop_run(watch->loop);
    manager_tell("STOPPING=1");
    return result;
}

static enum result take_once(struct watch *watch)
{
    const struct timespec pause = {.tv_nsec = WAIT_MS * 1000000L};
    for (int i = 0; i < WAITS && watch->waiting; i++) {
        nanosleep(&pause, NULL);
        take(watch);
    }
    return watch->last;
}

int command_watch(const struct options *options)
{
    struct app app;
    struct watch watch = {.app = &app};
    app_init(&app, options);
    enum result result = app_configure(&app);
    if (result == RESULT_OK && !app.service->inbox[0]) {
        diag_add(&app.diags, DIAG_ERROR, (struct place){app.directory, 0, 0},
            "feeds.yaml names no inbox to watch");
        result = RESULT_INVALID;
    }
    if (result == RESULT_OK)
        result = app_open_store(&app, STORE_WRITE);
    if (result == RESULT_OK)
        result = fit_store(&app);
    if (result == RESULT_OK) {
        take(&watch); /* makes the folder, too */
        result = options->once ? take_once(&watch) : run(&watch);
    }
    notices_destroy(watch.notices);
    loop_destroy(watch.loop);
    return app_done(&app, result);
}

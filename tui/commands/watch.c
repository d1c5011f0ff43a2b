/* teamtop watch: the inbox, read for as long as it runs. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "core/feed/inbox.h"
#include "tui/commands/app.h"
#include "tui/commands/commands.h"
#include "tui/commands/notice.h"
#include "tui/screen/loop.h"

/* After a failure of the store (a full disk) the inbox is tried again this much later. */
#define RETRY_MS 60000

struct watch {
    struct app *app;
    struct loop *loop;
    int notices;
    int retry_timer;
    enum result last; /* of the newest try */
};

static void take(struct watch *watch)
{
    struct inbox_outcome outcome = {0};
    struct app *app = watch->app;
    watch->last =
        inbox_take(app->service, app->store, app_user(), app_now(), &app->diags, &outcome);
    if (watch->last == RESULT_OK && outcome.refused + (size_t)outcome.rejected > 0)
        watch->last = RESULT_REFUSED_INPUT;
    app_say(app); /* a service's messages belong in its log when they happen */
}

static void try_again(void *context);

static void take_or_retry(struct watch *watch)
{
    take(watch);
    const bool failed = watch->last == RESULT_IO || watch->last == RESULT_BUSY;
    if (loop_once(watch->loop, &watch->retry_timer, failed ? RETRY_MS : 0, try_again, watch) !=
        RESULT_OK)
        loop_leave(watch->loop);
}

static void try_again(void *context)
{
    take_or_retry(context);
}

static void on_notice(void *context, int descriptor, short events)
{
    struct watch *watch = context;
    (void)events;
    notice_drain(descriptor, NULL, NULL);
    take_or_retry(watch);
}

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
        result = loop_watch(watch->loop, watch->notices, POLLIN, on_notice, watch);
    return result;
}

static enum result watch_folder(struct watch *watch)
{
    const char *const inbox = watch->app->service->inbox;
    watch->notices = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (watch->notices < 0 ||
        inotify_add_watch(watch->notices, inbox, IN_CLOSE_WRITE | IN_MOVED_TO) < 0) {
        diag_add(&watch->app->diags, DIAG_ERROR, (struct place){inbox, 0, 0},
            "cannot be watched: %s", strerror(errno));
        return RESULT_IO;
    }
    return RESULT_OK;
}

static enum result run(struct watch *watch)
{
    struct app *app = watch->app;
    enum result result = watch_folder(watch);
    if (result == RESULT_OK)
        result = prepare_loop(watch);
    if (result != RESULT_OK)
        return result;
    if (!app->options->quiet)
        fprintf(stderr, "%s: watching\n", app->service->inbox);
    take_or_retry(watch); /* what came while the folder was not watched yet */
    result = loop_run(watch->loop);
    return result;
}

int command_watch(const struct options *options)
{
    struct app app;
    struct watch watch = {.app = &app, .notices = -1};
    app_init(&app, options);
    enum result result = app_configure(&app);
    if (result == RESULT_OK && !app.service->inbox[0]) {
        diag_add(&app.diags, DIAG_ERROR, (struct place){app.directory, 0, 0},
            "feeds.yaml names no inbox to watch");
        result = RESULT_INVALID;
    }
    if (result == RESULT_OK)
        result = app_open_store(&app, STORE_WRITE);
    if (result == RESULT_OK) {
        take(&watch); /* makes the folder, too */
        result = options->once ? watch.last : run(&watch);
    }
    loop_destroy(watch.loop);
    if (watch.notices >= 0)
        close(watch.notices);
    return app_done(&app, result);
}

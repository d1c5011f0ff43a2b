#include "tui/commands/live.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tui/commands/export.h"
#include "tui/commands/notice.h"
#include "tui/commands/taker.h"
#include "tui/screen/loop.h"

/* How long a changed figure stays marked. */
#define MARK_MS 4000

/* Two clicks on one place within this are a double click. */
#define DOUBLE_MS 400

/* How long the keyboard is not looked at for what can wait. */
#define SLICE_MS 1

/* How often a picture that says how far something is says it anew. */
#define PROGRESS_MS 200

/* What has to happen before the loop sleeps again. */
enum {
    DUE_DRAW = 1,
    DUE_SNAPSHOT = 2, /* the day, the window or the clock moved */
    DUE_REFRESH = 4,  /* the store's bell rang */
    DUE_RELOAD = 8,   /* the configuration was edited */
    DUE_REPAINT = 16, /* the terminal shows something else than we believe */
    DUE_TAKE = 32,    /* a file lies in the inbox */
    DUE_EXPORT = 64,  /* what is shown is to be saved */
    DUE_TRIM = 128, /* many dashboards share one host: what is not needed any more is given back */
};

struct live {
    struct showing *showing;
    struct terminal *terminal;
    struct loop *loop;
    struct taker taker;
    unsigned due;
    bool painted;   /* something was, from the store as it is now */
    bool behind;    /* the newest version could not be read: tried again each minute */
    bool unsettled; /* something is left that can wait until nothing is due */
    int64_t drawn_at;
    int mark_timer;
    struct notices *notices;
    const char *bell_name;    /* base name of the store's bell */
    struct mouse_event click; /* the last one, and when */
    int64_t clicked_at;
    int ended_by; /* a signal */
    enum result ended_with;
};

/* --- what happens ----------------------------------------------------------------------------- */

static void leave(struct live *live)
{
    loop_leave(live->loop);
}

static unsigned due_of(unsigned wishes)
{
    unsigned due = wishes & WISH_DRAW ? DUE_DRAW : 0;
    if (wishes & WISH_SNAPSHOT)
        due |= DUE_SNAPSHOT | DUE_DRAW;
    if (wishes & WISH_REPAINT)
        due |= DUE_REPAINT | DUE_DRAW;
    if (wishes & WISH_EXPORT)
        due |= DUE_EXPORT | DUE_DRAW;
    return due;
}

static void take_wishes(struct live *live, unsigned wishes)
{
    live->due |= due_of(wishes);
    if (wishes & WISH_MOUSE)
        terminal_mouse(live->terminal, session_mouse_wanted(live->showing->session));
    if (wishes & WISH_THEME)
        terminal_theme(live->terminal, session_theme_wanted(live->showing->session));
    if (wishes & WISH_LEAVE)
        leave(live);
}

static int64_t milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* A click where and shortly after the last one was is a double one. */
static void on_mouse(struct live *live)
{
    struct mouse_event event = terminal_mouse_event(live->terminal);
    const int64_t at = milliseconds();
    const bool again = event.what == MOUSE_CLICK && live->click.what == MOUSE_CLICK &&
                       event.x == live->click.x && event.y == live->click.y &&
                       at - live->clicked_at <= DOUBLE_MS;
    if (again)
        event.what = MOUSE_DOUBLE;
    live->click = event;
    live->clicked_at = at;
    take_wishes(live, session_mouse(live->showing->session, &event));
}

static void on_input(void *context, int descriptor, short events)
{
    struct live *live = context;
    key_code key;
    enum terminal_input input;
    (void)descriptor;
    while ((input = terminal_read(live->terminal, &key)) <= TERMINAL_MOUSE) {
        if (input == TERMINAL_KEY)
            take_wishes(live, session_key(live->showing->session, key));
        else
            on_mouse(live);
    }
    live->unsettled = true; /* something else may be asked for */
    if (input == TERMINAL_GONE || (events & (POLLHUP | POLLERR | POLLNVAL)))
        leave(live);
}

static bool wants_bell(void *context, const char *name)
{
    const struct live *live = context;
    return strcmp(name, live->bell_name) == 0;
}

static void on_bell(void *context)
{
    struct live *live = context;
    live->due |= DUE_REFRESH | DUE_DRAW;
}

static void on_dropped(void *context)
{
    struct live *live = context;
    live->due |= DUE_TAKE;
}

static void on_edited(void *context)
{
    struct live *live = context;
    live->due |= DUE_RELOAD | DUE_DRAW;
}

static void say_failure(struct live *live, enum result why);

/* What the store has to tell; also of a connection that turned out to be gone when it was used. */
static void hear(struct live *live)
{
    const enum store_news news = store_hear(live->showing->app->store);
    if (news == STORE_IMPORTED || news == STORE_BACK)
        live->due |= DUE_REFRESH | DUE_DRAW;
    if (news == STORE_BACK)
        session_tell(live->showing->session, "the database is there again");
    if (news != STORE_LOST)
        return;
    say_failure(live, RESULT_IO);
    live->due |= DUE_DRAW;
}

static void on_store(void *context, int descriptor, short events)
{
    (void)descriptor;
    (void)events;
    hear(context);
}

static void on_minute(void *context)
{
    struct live *live = context;
    struct app *app = live->showing->app;
    live->due |= due_of(session_live_day(live->showing->session, app->live_day(app, app_now())));
    live->due |= DUE_SNAPSHOT | DUE_DRAW; /* ages grow, figures turn stale */
    if (live->behind)
        live->due |= DUE_REFRESH;
}

static void on_marks_over(void *context)
{
    struct live *live = context;
    session_unmark(live->showing->session);
    live->due |= DUE_DRAW;
}

static void stop_for_a_while(struct live *live)
{
    terminal_suspend(live->terminal);
    raise(SIGSTOP);
    terminal_resume(live->terminal);
    live->due |= DUE_REPAINT | DUE_DRAW;
}

static void on_child(struct live *live)
{
    char message[240];
    if (!taker_ended(&live->taker, message, sizeof message))
        return;
    if (message[0])
        session_warn(live->showing->session, message);
    live->due |= DUE_DRAW;
    if (live->taker.again)
        live->due |= DUE_TAKE;
    live->taker.again = false;
}

static void on_signal(void *context, int signal_number)
{
    struct live *live = context;
    switch (signal_number) {
    case SIGWINCH:
        live->due |= DUE_DRAW;
        break;
    case SIGTSTP:
        if (!live->showing->app->viewer.locked)
            stop_for_a_while(live);
        break;
    case SIGCHLD:
        on_child(live);
        break;
    case SIGINT:
        terminal_hurry(live->terminal, signal_number);
        leave(live);
        break;
    default:
        live->ended_by = signal_number;
        terminal_hurry(live->terminal, signal_number);
        leave(live);
    }
}

/* --- what is due ------------------------------------------------------------------------------ */

static void forget(struct diags *diags)
{
    diags_done(diags);
    diags_init(diags);
}

/* The store failed: what was there stays on the screen, and the reason below it. */
static void say_failure(struct live *live, enum result why)
{
    struct diags *diags = &live->showing->app->diags;
    showing_warn(live->showing, why, diags);
    forget(diags);
}

static void refresh(struct live *live, time_t now)
{
    bool marked = false;
    const enum result result = showing_refresh(live->showing, now, &marked);
    live->behind = result != RESULT_OK;
    if (live->behind)
        say_failure(live, result);
    if (marked &&
        loop_once(live->loop, &live->mark_timer, MARK_MS, on_marks_over, live) != RESULT_OK)
        session_unmark(live->showing->session);
}

/* A store without a bell is on a server. */
static enum reach reach_of(const struct live *live)
{
    const struct store *store = live->showing->app->store;
    if (!live->behind && store_is_connected(store))
        return REACH_STORE;
    return store_bell(store) ? REACH_NO_STORE : REACH_NO_CONNECTION;
}

static void draw(struct live *live, time_t now)
{
    int width, height;
    terminal_size(live->terminal, &width, &height);
    live->drawn_at = milliseconds();
    session_reaches(live->showing->session, reach_of(live));
    const enum result result = showing_paint(live->showing, now, width, height);
    if (result == RESULT_BUSY) { /* an import came between: what is shown has to move on first */
        live->due |= DUE_REFRESH | DUE_DRAW;
        return;
    }
    if (result == RESULT_DENIED && !live->painted) { /* nothing may stay on the screen */
        live->ended_with = result;
        leave(live);
        return;
    }
    if (result != RESULT_OK) {
        showing_footnote(live->showing, result, &live->showing->app->diags);
        forget(&live->showing->app->diags);
    }
    live->painted |= result == RESULT_OK;
    terminal_show(live->terminal, &live->showing->canvas);
}

/* What was found out is shown at once, and while nothing else can be, how far it is. */
static bool is_to_be_shown(struct live *live, bool was_arranged)
{
    struct showing *showing = live->showing;
    if (!was_arranged && session_is_arranged(showing->session, showing->snapshot))
        return true;
    return session_waits(showing->session) && milliseconds() - live->drawn_at >= PROGRESS_MS;
}

/* A slice of what can wait. What fails is not tried again before the next key or snapshot. */
static void settle(struct live *live)
{
    struct showing *showing = live->showing;
    const bool arranged = session_is_arranged(showing->session, showing->snapshot);
    const int64_t until = milliseconds() + SLICE_MS;
    enum result result = RESULT_OK;
    bool done = false;
    while (result == RESULT_OK && !done && milliseconds() < until)
        result = session_settle(showing->session, showing->snapshot, &done);
    if (result == RESULT_OK && is_to_be_shown(live, arranged))
        live->due |= DUE_DRAW;
    if (result == RESULT_BUSY)
        live->due |= DUE_REFRESH | DUE_DRAW;
    else if (result != RESULT_OK)
        say_failure(live, result);
    live->unsettled = result == RESULT_OK && !done;
    if (live->unsettled)
        return;
    live->due |= DUE_DRAW | DUE_TRIM;
}

static void settle_when_idle(struct live *live, unsigned due)
{
    const struct showing *showing = live->showing;
    if (due & (DUE_SNAPSHOT | DUE_REFRESH | DUE_RELOAD))
        live->unsettled = true;
    if (session_is_settled(showing->session, showing->snapshot))
        live->unsettled = false;
    if (due == 0 && live->unsettled)
        settle(live);
    if (live->unsettled || live->due != 0)
        loop_go_on(live->loop);
}

/* False: who looks may see nothing any more, not even what is on the screen. */
static bool reload(struct live *live, time_t now)
{
    const enum result result = showing_reload(live->showing, now);
    if (result == RESULT_DENIED) {
        live->ended_with = result;
        leave(live);
    } else if (result != RESULT_OK) {
        say_failure(live, result);
    }
    return result != RESULT_DENIED;
}

/* Nothing is held while nothing is asked; and what was heard meanwhile is not slept over. */
static void rest(struct live *live)
{
    struct store *const store = live->showing->app->store;
    if (live->unsettled || live->due != 0)
        return;
    store_rest(store);
    hear(live);
    if (live->due != 0)
        loop_go_on(live->loop);
}

static void on_idle(void *context)
{
    struct live *live = context;
    const unsigned due = live->due;
    const time_t now = due ? app_now() : 0;
    live->due = 0;
    if ((due & DUE_RELOAD) && !reload(live, now))
        return;
    if (due & DUE_REFRESH)
        refresh(live, now);
    else if ((due & DUE_SNAPSHOT) && showing_renew(live->showing, now) != RESULT_OK)
        say_failure(live, RESULT_NO_MEMORY);
    if (due & DUE_EXPORT)
        export_shown(live->showing);
    if (due & DUE_REPAINT)
        terminal_redraw(live->terminal);
    if (due & DUE_DRAW)
        draw(live, now);
    if ((due & DUE_TAKE) && taker_may(live->showing->app))
        (void)taker_start(
            &live->taker, live->showing->app); /* nobody waits for a process before the picture */
    if (due & DUE_TRIM)
        malloc_trim(0);
    settle_when_idle(live, due);
    rest(live);
}

/* --- setting up ------------------------------------------------------------------------------- */

/* The folder the bell is in; "" where there is none. */
static void bell_folder(struct live *live, char *folder, size_t size)
{
    const char *const bell = store_bell(live->showing->app->store);
    folder[0] = '\0';
    if (!bell)
        return;
    const char *const slash = strrchr(bell, '/');
    live->bell_name = slash ? slash + 1 : bell;
    snprintf(folder, size, "%.*s", slash ? (int)(slash - bell) : 1, slash ? bell : ".");
    if (!folder[0])
        snprintf(folder, size, "/");
}

/* A folder that cannot be read is one that nothing is heard of. */
static enum result follow(struct live *live, const char *folder,
    bool (*wants)(void *context, const char *name), void (*changed)(void *context))
{
    const struct notice_of what = {wants, changed, live};
    const enum result result = folder[0] ? notices_follow(live->notices, folder, what) : RESULT_OK;
    return result == RESULT_IO ? RESULT_OK : result;
}

static enum result set_up_notices(struct live *live)
{
    const struct app *app = live->showing->app;
    char folder[4096];
    bell_folder(live, folder, sizeof folder);
    enum result result = notices_create(&live->notices, live->loop);
    if (result == RESULT_OK)
        result = follow(live, folder, wants_bell, on_bell);
    if (result == RESULT_OK)
        result = follow(live, app->directory, notice_wants_document, on_edited);
    if (result != RESULT_OK || !taker_may(app))
        return result;
    live->due |= DUE_TAKE; /* what lies there already */
    return follow(live, app->service->inbox, notice_wants_visible, on_dropped);
}

/* A store on a server tells by a connection of its own. */
static enum result follow_store(struct live *live)
{
    int descriptor;
    enum result result = store_follow(live->showing->app->store, &descriptor);
    if (result != RESULT_OK || descriptor < 0)
        return result;
    live->due |= DUE_REFRESH; /* what came before it was listened to */
    return loop_watch(live->loop, descriptor, POLLIN, on_store, live);
}

static enum result set_up_loop(struct live *live)
{
    static const int taken[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCHLD};
    sigset_t signals;
    sigemptyset(&signals);
    for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++)
        sigaddset(&signals, taken[i]);
    enum result result = loop_create(&live->loop);
    if (result == RESULT_OK)
        result = loop_signals(live->loop, &signals, on_signal, live);
    if (result == RESULT_OK)
        result =
            loop_watch(live->loop, terminal_descriptor(live->terminal), POLLIN, on_input, live);
    if (result == RESULT_OK)
        result = loop_each_minute(live->loop, on_minute, live);
    if (result == RESULT_OK)
        result = set_up_notices(live);
    if (result == RESULT_OK)
        result = follow_store(live);
    if (result == RESULT_OK)
        loop_on_idle(live->loop, on_idle, live);
    return result;
}

/* The system has only so many of what is waited on. */
static enum result set_up_or_say(struct live *live)
{
    const enum result result = set_up_loop(live);
    if (result == RESULT_IO)
        diag_add(&live->showing->app->diags, DIAG_ERROR, (struct place){0},
            "the system gives the dashboard nothing to wait on (%s); close other programs, or use "
            "--once",
            strerror(errno));
    return result;
}

/* As it was taken over for a first glance, or now. */
static enum result take_terminal(
    struct live *live, const struct theme *theme, enum colour_mode colour)
{
    struct app *app = live->showing->app;
    live->terminal = app->terminal;
    app->terminal = NULL;
    return live->terminal ? RESULT_OK : terminal_open(&live->terminal, theme, colour, &app->diags);
}

enum result live_run(
    struct showing *showing, const struct theme *theme, enum colour_mode colour, int *ret_signal)
{
    struct live live = {
        .showing = showing,
        .due = DUE_DRAW,
        .unsettled = true,
        .bell_name = "",
        .clicked_at = -DOUBLE_MS - 1,
    };
    taker_init(&live.taker);
    session_in_parts(showing->session);
    enum result result = take_terminal(&live, theme, colour);
    if (result == RESULT_OK)
        result = set_up_or_say(&live);
    if (result == RESULT_OK)
        result = loop_run(live.loop);
    if (result == RESULT_OK)
        result = live.ended_with;
    notices_destroy(live.notices);
    loop_destroy(live.loop);
    terminal_close(live.terminal);
    taker_done(&live.taker);
    *ret_signal = live.ended_by;
    return result;
}

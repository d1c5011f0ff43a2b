#include "tui/screen/loop.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "core/base/grow.h"

struct source;
typedef void serve_fn(struct loop *loop, const struct source *source, short events);

/* Whatever the loop waits for; the kinds differ in who reads the descriptor and in whom they call.
 */
struct source {
    int descriptor; /* −1: taken out, to be forgotten before the next sleep */
    short events;
    bool owned; /* closed by the loop */
    serve_fn *serve;
    union {
        loop_ready_fn *ready;
        loop_signal_fn *take;
        loop_timer_fn *ring;
    } call;
    void *context;
};

struct loop {
    struct source *sources;
    size_t count, room;
    struct pollfd *polled;
    size_t polled_room;
    loop_idle_fn *idle;
    void *idle_context;
    sigset_t mask_before;
    bool masked;
    bool leaving;
    bool going_on; /* the next turn does not sleep */
};

enum result loop_create(struct loop **ret)
{
    struct loop *loop = calloc(1, sizeof *loop);

    if (loop == NULL)
        return RESULT_NO_MEMORY;
    *ret = loop;
    return RESULT_OK;
}

void loop_destroy(struct loop *loop)
{
    if (loop == NULL)
        return;
    for (size_t i = 0; i < loop->count; i++)
        if (loop->sources[i].owned && loop->sources[i].descriptor >= 0)
            close(loop->sources[i].descriptor);
    if (loop->masked)
        sigprocmask(SIG_SETMASK, &loop->mask_before, NULL);
    free(loop->sources);
    free(loop->polled);
    free(loop);
}

/* --- sources ---------------------------------------------------------------------------------- */

/* Room for polling is made here, so that going to sleep can't fail for want of memory. */
static enum result add_source(struct loop *loop, const struct source *source)
{
    if (!grow_room(&loop->polled, &loop->polled_room, loop->count + 1, sizeof *loop->polled))
        return RESULT_NO_MEMORY;

    struct source *added = grow_one(&loop->sources, &loop->count, &loop->room, sizeof *added);

    if (added == NULL)
        return RESULT_NO_MEMORY;
    *added = *source;
    return RESULT_OK;
}

/* Takes over a descriptor just made, or closes it. */
static enum result add_owned(struct loop *loop, const struct source *source)
{
    enum result result = add_source(loop, source);

    if (result != RESULT_OK)
        close(source->descriptor);
    return result;
}

static void serve_ready(struct loop *loop, const struct source *source, short events)
{
    source->call.ready(source->context, source->descriptor, events);
    if ((events & POLLNVAL) != 0)
        loop_unwatch(loop, source->descriptor); /* closed behind our back: it would never rest */
}

enum result loop_watch(
    struct loop *loop, int descriptor, short events, loop_ready_fn *ready, void *context)
{
    return add_source(loop, &(struct source){
                                .descriptor = descriptor,
                                .events = events,
                                .serve = serve_ready,
                                .call.ready = ready,
                                .context = context,
                            });
}

void loop_unwatch(struct loop *loop, int descriptor)
{
    for (size_t i = 0; i < loop->count; i++)
        if (!loop->sources[i].owned && loop->sources[i].descriptor == descriptor)
            loop->sources[i].descriptor = -1;
}

/* --- signals ---------------------------------------------------------------------------------- */

static void serve_signals(struct loop *loop, const struct source *source, short events)
{
    struct signalfd_siginfo information;

    (void)events;
    while (!loop->leaving &&
           read(source->descriptor, &information, sizeof information) == sizeof information)
        source->call.take(source->context, (int)information.ssi_signo);
}

static enum result block_signals(struct loop *loop, const sigset_t *signals)
{
    sigset_t before;

    if (sigprocmask(SIG_BLOCK, signals, &before) != 0)
        return RESULT_IO;
    if (!loop->masked)
        loop->mask_before = before;
    loop->masked = true;
    return RESULT_OK;
}

enum result loop_signals(
    struct loop *loop, const sigset_t *signals, loop_signal_fn *take, void *context)
{
    int descriptor = signalfd(-1, signals, SFD_NONBLOCK | SFD_CLOEXEC);

    if (descriptor < 0)
        return RESULT_IO;

    enum result result = add_owned(loop, &(struct source){
                                             .descriptor = descriptor,
                                             .events = POLLIN,
                                             .owned = true,
                                             .serve = serve_signals,
                                             .call.take = take,
                                             .context = context,
                                         });

    return result == RESULT_OK ? block_signals(loop, signals) : result;
}

/* --- timers ----------------------------------------------------------------------------------- */

/* True when the timer rang; false when there was nothing to read after all. */
static bool take_ring(int descriptor)
{
    uint64_t rings;

    return read(descriptor, &rings, sizeof rings) == sizeof rings;
}

static void serve_once(struct loop *loop, const struct source *source, short events)
{
    (void)loop;
    (void)events;
    if (take_ring(source->descriptor))
        source->call.ring(source->context);
}

/* From the first full minute of the epoch on, each minute: the system works out the next full one,
 * and nobody here has to ask what time it is. Rings at once for all those gone by. */
static bool set_minutes(int descriptor)
{
    static const struct itimerspec minutes = {
        .it_interval = {.tv_sec = 60},
        .it_value = {.tv_sec = 60},
    };

    return timerfd_settime(
               descriptor, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &minutes, NULL) == 0;
}

static void serve_minute(struct loop *loop, const struct source *source, short events)
{
    (void)loop;
    (void)events;
    if (take_ring(source->descriptor))
        source->call.ring(source->context);
    else if (errno == ECANCELED)
        set_minutes(source->descriptor); /* the clock was changed; rings at once */
}

/* Takes the ring for the minutes before the program began. */
static void skip_past(int descriptor)
{
    struct pollfd polled = {.fd = descriptor, .events = POLLIN};

    if (poll(&polled, 1, 100) > 0)
        take_ring(descriptor);
}

static enum result add_timer(
    struct loop *loop, int descriptor, serve_fn *serve, loop_timer_fn *ring, void *context)
{
    return add_owned(loop, &(struct source){
                               .descriptor = descriptor,
                               .events = POLLIN,
                               .owned = true,
                               .serve = serve,
                               .call.ring = ring,
                               .context = context,
                           });
}

enum result loop_each_minute(struct loop *loop, loop_timer_fn *ring, void *context)
{
    int descriptor = timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);

    if (descriptor < 0)
        return RESULT_IO;
    if (!set_minutes(descriptor)) {
        close(descriptor);
        return RESULT_IO;
    }
    skip_past(descriptor);
    return add_timer(loop, descriptor, serve_minute, ring, context);
}

static struct source *timer_at(struct loop *loop, int descriptor)
{
    for (size_t i = 0; i < loop->count; i++)
        if (loop->sources[i].descriptor == descriptor && loop->sources[i].serve == serve_once)
            return &loop->sources[i];
    return NULL;
}

static enum result set_once(int descriptor, int64_t milliseconds)
{
    struct itimerspec when = {
        .it_value = {.tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000},
    };

    return timerfd_settime(descriptor, 0, &when, NULL) == 0 ? RESULT_OK : RESULT_IO;
}

/* A timer's number is its descriptor, which is never 0: that one is taken before any program begins
 * or, where it is not, moved out of the way here. */
static int make_timer(void)
{
    int descriptor = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);

    if (descriptor != 0)
        return descriptor;
    descriptor = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    close(0);
    return descriptor;
}

static enum result first_timer(
    struct loop *loop, int *ret_timer, loop_timer_fn *ring, void *context)
{
    int descriptor = make_timer();

    if (descriptor < 0)
        return RESULT_IO;

    enum result result = add_timer(loop, descriptor, serve_once, ring, context);

    if (result == RESULT_OK)
        *ret_timer = descriptor;
    return result;
}

enum result loop_once(
    struct loop *loop, int *ret_timer, int64_t milliseconds, loop_timer_fn *ring, void *context)
{
    if (*ret_timer == 0) {
        enum result result = first_timer(loop, ret_timer, ring, context);

        if (result != RESULT_OK)
            return result;
    }

    struct source *timer = timer_at(loop, *ret_timer);

    if (timer == NULL || milliseconds < 0)
        return RESULT_INVALID;
    timer->call.ring = ring;
    timer->context = context;
    return set_once(timer->descriptor, milliseconds);
}

/* --- running ---------------------------------------------------------------------------------- */

void loop_on_idle(struct loop *loop, loop_idle_fn *idle, void *context)
{
    loop->idle = idle;
    loop->idle_context = context;
}

static void forget_unwatched(struct loop *loop)
{
    size_t kept = 0;

    for (size_t i = 0; i < loop->count; i++)
        if (loop->sources[i].descriptor >= 0)
            loop->sources[kept++] = loop->sources[i];
    loop->count = kept;
}

static int sleep_until_ready(struct loop *loop)
{
    for (size_t i = 0; i < loop->count; i++)
        loop->polled[i] = (struct pollfd){
            .fd = loop->sources[i].descriptor,
            .events = loop->sources[i].events,
        };

    int timeout = loop->going_on ? 0 : -1;

    loop->going_on = false;
    return poll(loop->polled, (nfds_t)loop->count, timeout);
}

/* Serving may add and take out sources, and so move them: each is copied, and only those there were
 * when the loop went to sleep are looked at. */
static void serve_all(struct loop *loop)
{
    size_t count = loop->count;

    for (size_t i = 0; i < count && !loop->leaving; i++) {
        struct source source = loop->sources[i];

        if (loop->polled[i].revents != 0 && source.descriptor >= 0)
            source.serve(loop, &source, loop->polled[i].revents);
    }
}

static enum result turn(struct loop *loop)
{
    forget_unwatched(loop);
    if (sleep_until_ready(loop) >= 0) {
        serve_all(loop);
        return RESULT_OK;
    }
    return errno == EINTR ? RESULT_OK : RESULT_IO;
}

enum result loop_run(struct loop *loop)
{
    enum result result = RESULT_OK;

    loop->leaving = false;
    while (result == RESULT_OK) {
        if (loop->idle != NULL)
            loop->idle(loop->idle_context);
        if (loop->leaving)
            break;
        result = turn(loop);
    }
    return result;
}

void loop_go_on(struct loop *loop)
{
    loop->going_on = true;
}

void loop_leave(struct loop *loop)
{
    loop->leaving = true;
}

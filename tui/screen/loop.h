/*
 * loop.h: one thread, one poll.
 *
 * The loop sleeps without a timeout until a descriptor it watches is ready, a signal it took over
 * by signalfd arrives, or a timer rings; before it sleeps again it calls `idle` once (that is where
 * drawing happens). It owns its descriptors for signals and timers, never those it watches. Adding
 * can fail when a limit of the system is reached.
 */
#ifndef TEAMTOP_SCREEN_LOOP_H
#define TEAMTOP_SCREEN_LOOP_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

#include "core/base/result.h"

struct loop;

/* revents as poll(2) gives them. */
typedef void loop_ready_fn(void *context, int descriptor, short events);
typedef void loop_signal_fn(void *context, int signal_number);
typedef void loop_timer_fn(void *context);
typedef void loop_idle_fn(void *context);

MUST_CHECK enum result loop_create(struct loop **ret);
void loop_destroy(struct loop *loop);

/* `ready` is called for as long as the descriptor is ready; one that turns out to be closed is told
 * once (POLLNVAL) and dropped. Watching and unwatching inside a callback is fine. */
MUST_CHECK enum result loop_watch(
    struct loop *loop, int descriptor, short events, loop_ready_fn *ready, void *context);
void loop_unwatch(struct loop *loop, int descriptor);
/* Blocks these signals for the process (until loop_destroy()) and hands them over one at a time. */
MUST_CHECK enum result loop_signals(
    struct loop *loop, const sigset_t *signals, loop_signal_fn *take, void *context);
/* A timer on the wall clock that rings at each full minute, clock changes included. */
MUST_CHECK enum result loop_each_minute(struct loop *loop, loop_timer_fn *ring, void *context);
/* Rings once, `milliseconds` from now; a later call moves it, 0 stops it. Returns the timer's own
 * number through ret at the first call with *ret = 0. RESULT_INVALID for any other number and for
 * negative times. */
MUST_CHECK enum result loop_once(
    struct loop *loop, int *ret_timer, int64_t milliseconds, loop_timer_fn *ring, void *context);
/* Called before each sleep, and never without something having happened since the last, unless
 * loop_go_on() asks for it. */
void loop_on_idle(struct loop *loop, loop_idle_fn *idle, void *context);
/* From inside `idle`: what is ready is served without sleeping, then `idle` is called again. */
void loop_go_on(struct loop *loop);

/* Runs until loop_leave(); RESULT_IO when poll itself fails. */
MUST_CHECK enum result loop_run(struct loop *loop);
/* From inside a callback: nothing further is served. */
void loop_leave(struct loop *loop);

#endif

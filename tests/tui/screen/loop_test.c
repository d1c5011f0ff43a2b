#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include "tests/suite.h"
#include "tui/screen/loop.h"

struct seen {
    struct loop *loop;
    int ends[2]; /* of a pipe */
    int idles, readies, rings, minutes;
    int signals[8], signal_count;
    int leave_after; /* readies */
    int timer, other_timer;
};

static void on_idle(void *context)
{
    ((struct seen *)context)->idles++;
}

static void on_ready(void *context, int descriptor, short events)
{
    struct seen *seen = context;
    char byte;

    ck_assert_int_ne(events & (POLLIN | POLLHUP), 0);
    if (read(descriptor, &byte, 1) == 0)
        loop_unwatch(seen->loop, descriptor);
    if (++seen->readies == seen->leave_after)
        loop_leave(seen->loop);
}

static void on_signal(void *context, int number)
{
    struct seen *seen = context;

    seen->signals[seen->signal_count++] = number;
    if (number == SIGTERM)
        loop_leave(seen->loop);
}

static void on_ring(void *context)
{
    ((struct seen *)context)->rings++;
}

static void on_minute(void *context)
{
    ((struct seen *)context)->minutes++;
}

static void on_end(void *context)
{
    loop_leave(((struct seen *)context)->loop);
}

static void setup(struct seen *seen)
{
    *seen = (struct seen){.leave_after = -1};
    ck_assert_int_eq(loop_create(&seen->loop), RESULT_OK);
    ck_assert_int_eq(pipe(seen->ends), 0);
    loop_on_idle(seen->loop, on_idle, seen);
}

static void teardown(struct seen *seen)
{
    loop_destroy(seen->loop);
    close(seen->ends[0]);
    close(seen->ends[1]);
}

static void watch(struct seen *seen)
{
    ck_assert_int_eq(loop_watch(seen->loop, seen->ends[0], POLLIN, on_ready, seen), RESULT_OK);
}

static void leave_in(struct seen *seen, int milliseconds)
{
    ck_assert_int_eq(
        loop_once(seen->loop, &seen->other_timer, milliseconds, on_end, seen), RESULT_OK);
}

static void run(struct seen *seen)
{
    ck_assert_int_eq(loop_run(seen->loop), RESULT_OK);
}

START_TEST(a_descriptor_that_is_ready_is_served_and_idle_comes_between)
{
    struct seen seen;

    setup(&seen);
    watch(&seen);
    seen.leave_after = 3;
    ck_assert_int_eq(write(seen.ends[1], "abc", 3), 3);
    run(&seen);
    ck_assert_int_eq(seen.readies, 3);
    ck_assert_int_eq(seen.idles, 4); /* before each sleep, and before leaving */
    teardown(&seen);
}
END_TEST

START_TEST(with_nothing_to_do_nobody_is_woken)
{
    struct seen seen;

    setup(&seen);
    watch(&seen);
    ck_assert_int_eq(loop_each_minute(seen.loop, on_minute, &seen), RESULT_OK);
    leave_in(&seen, 300);
    run(&seen);
    /* once before the only sleep and once after the timer; a full minute may fall into it */
    ck_assert_int_eq(seen.idles, 2 + seen.minutes);
    ck_assert_int_le(seen.minutes, 1);
    ck_assert_int_eq(seen.readies, 0);
    teardown(&seen);
}
END_TEST

static void on_busy_idle(void *context)
{
    struct seen *seen = context;

    if (++seen->idles < 5)
        loop_go_on(seen->loop);
}

START_TEST(what_goes_on_is_not_waited_for_and_ready_ones_are_served_between)
{
    struct seen seen;

    setup(&seen);
    watch(&seen);
    loop_on_idle(seen.loop, on_busy_idle, &seen);
    leave_in(&seen, 300);
    ck_assert_int_eq(write(seen.ends[1], "abc", 3), 3);
    run(&seen);
    ck_assert_int_eq(seen.readies, 3);
    ck_assert_int_eq(seen.idles, 6); /* five in a row, then one after the timer */
    teardown(&seen);
}
END_TEST

START_TEST(signals_come_one_at_a_time_and_do_not_kill)
{
    struct seen seen;
    sigset_t signals, now;

    setup(&seen);
    sigemptyset(&signals);
    sigaddset(&signals, SIGUSR1);
    sigaddset(&signals, SIGTERM);
    ck_assert_int_eq(loop_signals(seen.loop, &signals, on_signal, &seen), RESULT_OK);
    raise(SIGUSR1);
    raise(SIGTERM);
    run(&seen);
    ck_assert_int_eq(seen.signal_count, 2);
    ck_assert_int_eq(seen.signals[0], SIGUSR1);
    ck_assert_int_eq(seen.signals[1], SIGTERM);
    teardown(&seen);
    sigprocmask(SIG_SETMASK, NULL, &now);
    ck_assert(!sigismember(&now, SIGUSR1)); /* given back */
}
END_TEST

START_TEST(a_timer_rings_once)
{
    struct seen seen;

    setup(&seen);
    ck_assert_int_eq(loop_once(seen.loop, &seen.timer, 20, on_ring, &seen), RESULT_OK);
    ck_assert_int_ne(seen.timer, 0);
    leave_in(&seen, 150);
    run(&seen);
    ck_assert_int_eq(seen.rings, 1);
    teardown(&seen);
}
END_TEST

START_TEST(a_timer_can_be_moved_and_stopped)
{
    struct seen seen;
    int number;

    setup(&seen);
    ck_assert_int_eq(loop_once(seen.loop, &seen.timer, 10, on_ring, &seen), RESULT_OK);
    number = seen.timer;
    ck_assert_int_eq(loop_once(seen.loop, &seen.timer, 100000, on_ring, &seen), RESULT_OK);
    ck_assert_int_eq(seen.timer, number);
    leave_in(&seen, 60);
    run(&seen);
    ck_assert_int_eq(seen.rings, 0);
    ck_assert_int_eq(loop_once(seen.loop, &seen.timer, 10, on_ring, &seen), RESULT_OK);
    ck_assert_int_eq(loop_once(seen.loop, &seen.timer, 0, on_ring, &seen), RESULT_OK);
    leave_in(&seen, 60);
    run(&seen);
    ck_assert_int_eq(seen.rings, 0);
    teardown(&seen);
}
END_TEST

START_TEST(a_timer_that_is_none_is_refused)
{
    struct seen seen;
    int wrong = 12345;

    setup(&seen);
    ck_assert_int_eq(loop_once(seen.loop, &wrong, 10, on_ring, &seen), RESULT_INVALID);
    teardown(&seen);
}
END_TEST

START_TEST(what_ended_can_be_unwatched_while_it_is_served)
{
    struct seen seen;

    setup(&seen);
    watch(&seen);
    close(seen.ends[1]); /* reads as ended from now on */
    seen.ends[1] = dup(seen.ends[0]);
    leave_in(&seen, 100);
    run(&seen);
    ck_assert_int_eq(seen.readies, 1);
    teardown(&seen);
}
END_TEST

START_TEST(a_descriptor_closed_by_others_does_not_spin)
{
    struct seen seen;
    int closed;

    setup(&seen);
    closed = dup(seen.ends[0]);
    ck_assert_int_eq(loop_watch(seen.loop, closed, POLLIN, on_ready, &seen), RESULT_OK);
    close(closed);
    loop_unwatch(seen.loop, closed);
    leave_in(&seen, 50);
    run(&seen);
    ck_assert_int_eq(seen.idles, 2);
    teardown(&seen);
}
END_TEST

static void on_invalid(void *context, int descriptor, short events)
{
    (void)descriptor;
    ck_assert_int_ne(events & POLLNVAL, 0);
    ((struct seen *)context)->readies++;
}

START_TEST(a_descriptor_closed_unnoticed_is_told_once)
{
    struct seen seen;
    int closed = 0;

    setup(&seen);
    leave_in(&seen, 80); /* its timer takes its descriptor first */
    closed = dup(seen.ends[0]);
    ck_assert_int_eq(loop_watch(seen.loop, closed, POLLIN, on_invalid, &seen), RESULT_OK);
    close(closed);
    run(&seen);
    ck_assert_int_eq(seen.readies, 1);
    teardown(&seen);
}
END_TEST

static void add_many(void *context, int descriptor, short events)
{
    struct seen *seen = context;

    on_ready(context, descriptor, events);
    for (int i = 0; i < 40; i++) {
        int timer = 0;

        ck_assert_int_eq(loop_once(seen->loop, &timer, 1, on_ring, seen), RESULT_OK);
    }
}

START_TEST(sources_may_be_added_while_serving)
{
    struct seen seen;

    setup(&seen);
    ck_assert_int_eq(loop_watch(seen.loop, seen.ends[0], POLLIN, add_many, &seen), RESULT_OK);
    ck_assert_int_eq(write(seen.ends[1], "a", 1), 1);
    leave_in(&seen, 200);
    run(&seen);
    ck_assert_int_eq(seen.rings, 40);
    teardown(&seen);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("loop");
    TCase *cases = tcase_create("loop");

    tcase_set_timeout(cases, 20);
    tcase_add_test(cases, a_descriptor_that_is_ready_is_served_and_idle_comes_between);
    tcase_add_test(cases, with_nothing_to_do_nobody_is_woken);
    tcase_add_test(cases, what_goes_on_is_not_waited_for_and_ready_ones_are_served_between);
    tcase_add_test(cases, signals_come_one_at_a_time_and_do_not_kill);
    tcase_add_test(cases, a_timer_rings_once);
    tcase_add_test(cases, a_timer_can_be_moved_and_stopped);
    tcase_add_test(cases, a_timer_that_is_none_is_refused);
    tcase_add_test(cases, what_ended_can_be_unwatched_while_it_is_served);
    tcase_add_test(cases, a_descriptor_closed_by_others_does_not_spin);
    tcase_add_test(cases, a_descriptor_closed_unnoticed_is_told_once);
    tcase_add_test(cases, sources_may_be_added_while_serving);
    suite_add_tcase(suite, cases);
    return suite_run(suite);
}

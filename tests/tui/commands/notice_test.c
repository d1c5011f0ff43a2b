/* Folders are followed the same, whoever tells of them: the queue, the signal, or nobody. */
#define _GNU_SOURCE
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "tests/suite.h"
#include "tui/commands/notice.h"
#include "tui/screen/loop.h"

#define WAYS     3
#define PATIENCE 5000 /* milliseconds: far more than the second it may take */
#define QUIET    1300 /* and longer than that second */
#define SETTLED  100  /* what was told with it has been heard, too */

/* --- what the system lets an account have ------------------------------------------------------ */

static bool has_queue, has_signal;

int __real_inotify_init1(int flags);
int __real_fcntl64(int descriptor, int command, ...);
int __wrap_inotify_init1(int flags);
int __wrap_fcntl64(int descriptor, int command, ...);

int __wrap_inotify_init1(int flags)
{
    errno = EMFILE;
    return has_queue ? __real_inotify_init1(flags) : -1;
}

int __wrap_fcntl64(int descriptor, int command, ...)
{
    va_list arguments;
    va_start(arguments, command);
    const long argument = va_arg(arguments, long);
    va_end(arguments);
    errno = EINVAL;
    return command == F_NOTIFY && !has_signal ? -1 : __real_fcntl64(descriptor, command, argument);
}

/* --- one who follows --------------------------------------------------------------------------- */

struct follower {
    struct loop *loop;
    struct notices *notices;
    int timer, changes, other_changes, turns;
    bool leaves_at_change;
};

static char folder[PATH_MAX - 64];

static void shell(const char *format, ...) __attribute__((format(printf, 1, 2)));

static void shell(const char *format, ...)
{
    char command[PATH_MAX * 2];
    va_list arguments;
    int length = snprintf(command, sizeof command, "cd %s && ", folder);
    va_start(arguments, format);
    vsnprintf(command + length, sizeof command - (size_t)length, format, arguments);
    va_end(arguments);
    ck_assert_msg(system(command) == 0, "failed: %s", command);
}

static void on_change(void *context)
{
    struct follower *follower = context;
    follower->changes++;
    if (follower->leaves_at_change)
        loop_leave(follower->loop);
}

static void on_other_change(void *context)
{
    struct follower *follower = context;
    follower->other_changes++;
}

static void on_time(void *context)
{
    struct follower *follower = context;
    loop_leave(follower->loop);
}

static void on_turn(void *context)
{
    struct follower *follower = context;
    follower->turns++;
}

static void run_for(struct follower *follower, int milliseconds)
{
    follower->turns = 0;
    ck_assert_int_eq(
        loop_once(follower->loop, &follower->timer, milliseconds, on_time, follower), RESULT_OK);
    ck_assert_int_eq(loop_run(follower->loop), RESULT_OK);
}

/* The next change comes, and how many more does not matter. */
static void must_hear(struct follower *follower)
{
    follower->changes = 0;
    follower->leaves_at_change = true;
    run_for(follower, PATIENCE);
    follower->leaves_at_change = false;
    ck_assert_int_gt(follower->changes, 0);
    run_for(follower, SETTLED);
    follower->changes = 0;
}

static void must_hear_nothing(struct follower *follower)
{
    follower->changes = 0;
    run_for(follower, QUIET);
    ck_assert_int_eq(follower->changes, 0);
}

static struct notice_of documents_of(struct follower *follower)
{
    return (struct notice_of){notice_wants_document, on_change, follower};
}

static void follow_in_way(struct follower *follower, int way)
{
    snprintf(folder, sizeof folder, "/tmp/teamtop-notice-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    shell("mkdir here there && touch here/a.yaml here/b.txt");
    has_queue = way == 0;
    has_signal = way <= 1;
    *follower = (struct follower){0};
    ck_assert_int_eq(loop_create(&follower->loop), RESULT_OK);
    ck_assert_int_eq(notices_create(&follower->notices, follower->loop), RESULT_OK);
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/here", folder);
    ck_assert_int_eq(notices_follow(follower->notices, path, documents_of(follower)), RESULT_OK);
    loop_on_idle(follower->loop, on_turn, follower);
}

static void follow_no_more(struct follower *follower)
{
    notices_destroy(follower->notices);
    loop_destroy(follower->loop);
    has_queue = has_signal = true;
    shell("rm -rf %s", folder);
}

START_TEST(a_wanted_file_is_told_of_and_no_other)
{
    struct follower follower;
    follow_in_way(&follower, _i);
    shell("echo 1 > here/a.yaml");
    must_hear(&follower);
    shell("echo 22 > here/a.yaml");
    must_hear(&follower);
    shell("echo 1 > there/new && mv there/new here/new.yaml");
    must_hear(&follower);
    shell("echo 1 > here/b.txt && echo 1 > there/c.yaml");
    must_hear_nothing(&follower);
    follow_no_more(&follower);
}
END_TEST

START_TEST(while_nothing_happens_nobody_wakes_but_who_has_to_look)
{
    struct follower follower;
    follow_in_way(&follower, _i);
    run_for(&follower, QUIET);
    ck_assert_int_eq(follower.changes, 0);
    if (_i < 2)
        ck_assert_int_eq(follower.turns, 2); /* before it sleeps, and when our own timer rang */
    else
        ck_assert_int_eq(follower.turns, 3); /* and one look */
    follow_no_more(&follower);
}
END_TEST

START_TEST(a_folder_that_went_away_is_followed_again_when_it_is_back)
{
    static const char *const ways_to_go[] = {
        "rm -r here", "mv here elsewhere && touch elsewhere/x"};
    struct follower follower;
    for (size_t i = 0; i < 2; i++) {
        follow_in_way(&follower, _i);
        shell("exec 3< here/a.yaml && (sleep 30 <&3 & echo $! > there/holder)");
        shell("%s", ways_to_go[i]);
        must_hear(&follower);
        run_for(&follower, QUIET); /* looked at once more: now it is gone for certain */
        must_hear_nothing(&follower);
        shell("mkdir here && touch here/a.yaml");
        must_hear(&follower);
        shell("echo 333 > here/a.yaml");
        must_hear(&follower);
        shell("kill $(cat there/holder)");
        follow_no_more(&follower);
    }
}
END_TEST

START_TEST(one_folder_may_be_followed_by_several_and_left_by_one)
{
    struct follower follower;
    char path[PATH_MAX];
    follow_in_way(&follower, _i);
    const struct notice_of all = {notice_wants_visible, on_other_change, &follower};
    snprintf(path, sizeof path, "%s/here", folder);
    ck_assert_int_eq(notices_follow(follower.notices, path, all), RESULT_OK);
    shell("echo 1 > here/b.txt && echo 1 > here/.hidden.txt");
    run_for(&follower, QUIET);
    ck_assert_int_eq(follower.changes, 0);
    ck_assert_int_gt(follower.other_changes, 0);
    snprintf(path, sizeof path, "%s/there", folder);
    ck_assert_int_eq(notices_follow(follower.notices, path, all), RESULT_OK);
    follower.other_changes = 0;
    shell("echo 4444 > here/a.yaml");
    must_hear(&follower);
    ck_assert_int_eq(follower.other_changes, 0);
    shell("echo 1 > there/b.txt");
    run_for(&follower, QUIET);
    ck_assert_int_gt(follower.other_changes, 0);
    follow_no_more(&follower);
}
END_TEST

START_TEST(a_folder_that_is_not_there_is_refused_and_the_one_before_stays)
{
    struct follower follower;
    char path[PATH_MAX];
    follow_in_way(&follower, _i);
    snprintf(path, sizeof path, "%s/nowhere", folder);
    ck_assert_int_eq(notices_follow(follower.notices, path, documents_of(&follower)), RESULT_IO);
    ck_assert_int_eq(errno, ENOENT);
    shell("echo 1 > here/a.yaml");
    must_hear(&follower);
    follow_no_more(&follower);
}
END_TEST

int main(void)
{
    Suite *const suite = suite_create("notices");
    TCase *const tests = tcase_create("by the queue, by the signal, by looking");
    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, a_wanted_file_is_told_of_and_no_other, 0, WAYS);
    tcase_add_loop_test(tests, while_nothing_happens_nobody_wakes_but_who_has_to_look, 0, WAYS);
    tcase_add_loop_test(tests, a_folder_that_went_away_is_followed_again_when_it_is_back, 0, WAYS);
    tcase_add_loop_test(tests, one_folder_may_be_followed_by_several_and_left_by_one, 0, WAYS);
    tcase_add_loop_test(
        tests, a_folder_that_is_not_there_is_refused_and_the_one_before_stays, 0, WAYS);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}

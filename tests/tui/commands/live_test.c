/* The real program at a real terminal: imports are followed, nothing happens when nothing happens,
 * and every way out leaves the terminal as it was. */
#include <check.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/suite.h"
#include "tests/tui/commands/stage.h"

START_TEST(an_import_by_another_process_moves_the_figures_on_an_open_screen)
{
    struct pty *const pty = stage_open("--read-only");
    stage_more_cases("cases-more.csv");
    stage_shell(TEAMTOP " import --quiet --config . cases-more.csv");
    must_show(pty, " 46 "); /* the service: six children, and forty more */
    pty_type(pty, "q");
    must_end(pty, 0);
    pty_destroy(pty);
}
END_TEST

START_TEST(a_file_dropped_in_the_inbox_is_taken_by_the_dashboard_itself)
{
    struct pty *const pty = stage_open(NULL);
    stage_more_cases("inbox/cases-more.csv");
    must_show(pty, " 46 ");
    stage_await("test -f inbox/taken/cases-more.csv && test ! -f inbox/cases-more.csv");
    pty_destroy(pty);
}
END_TEST

START_TEST(a_read_only_dashboard_takes_nothing)
{
    struct pty *const pty = stage_open("--read-only");
    stage_more_cases("inbox/cases-more.csv");
    pty_settle(pty, 1500);
    stage_shell("test -f inbox/cases-more.csv");
    pty_destroy(pty);
}
END_TEST

START_TEST(a_refused_file_is_said_on_the_screen_and_changes_nothing)
{
    struct pty *const pty = stage_open(NULL);
    stage_shell("echo 'a,b' > .bad && mv .bad inbox/cases-bad.csv");
    must_show(pty, "cases-bad.csv");
    stage_await("test -f inbox/refused/cases-bad.csv");
    pty_destroy(pty);
}
END_TEST

START_TEST(watch_takes_files_for_every_open_dashboard)
{
    const char *const argv[] = {TEAMTOP, "watch", "--config", stage_folder(), NULL};
    struct pty *const watcher = pty_start(argv, stage_settings, 80, 24);
    ck_assert_ptr_nonnull(watcher);
    must_show(watcher, "watching");
    struct pty *const one = stage_open("--read-only"), *const other = stage_open("--read-only");
    stage_more_cases("inbox/cases-more.csv");
    must_show(one, " 46 ");
    must_show(other, " 46 ");
    pty_signal(watcher, SIGTERM);
    must_end(watcher, 0);
    pty_destroy(watcher);
    pty_destroy(one);
    pty_destroy(other);
}
END_TEST

/* In a namespace of its own, where no queue is to be had, so that nobody else is without. */
static struct pty *start_without_queue(const char *arguments)
{
    char command[PATH_MAX + 200];
    snprintf(command, sizeof command,
        "echo 0 > /proc/sys/user/max_inotify_instances && exec " TEAMTOP " %s --config %s",
        arguments, stage_folder());
    const char *const argv[] = {
        "/usr/bin/unshare", "--user", "--map-root-user", "sh", "-c", command, NULL};
    struct pty *const pty = pty_start(argv, stage_settings, 120, 36);
    ck_assert_ptr_nonnull(pty);
    return pty;
}

START_TEST(where_no_queue_for_notices_is_left_everything_is_followed_as_before)
{
    struct pty *const pty = start_without_queue("");
    must_show(pty, "? help");
    stage_more_cases("cases-more.csv");
    stage_shell(TEAMTOP " import --quiet --config . cases-more.csv");
    must_show(pty, " 46 ");
    stage_shell(
        "sed 's/name: East/name: Easterly/' organisation.yaml > .o && mv .o organisation.yaml");
    must_show(pty, "Easterly");
    stage_shell("cp cases.csv inbox/cases-as-before.csv");
    must_show(pty, " 6 ");
    pty_settle(pty, 5000); /* it looks whether that was all, and takes its marks off */
    stage_await("test -f inbox/taken/cases-as-before.csv");
    must_be_idle(pty);
    pty_type(pty, "q");
    must_end(pty, 0);
    pty_destroy(pty);
}
END_TEST

START_TEST(where_no_queue_for_notices_is_left_watch_takes_files_as_before)
{
    struct pty *const watcher = start_without_queue("watch");
    must_show(watcher, "watching");
    struct pty *const pty = stage_open("--read-only");
    stage_more_cases("inbox/cases-more.csv");
    must_show(pty, " 46 ");
    stage_shell("echo >> feeds.yaml");
    must_show(watcher, "the configuration was read anew");
    pty_signal(watcher, SIGTERM);
    must_end(watcher, 0);
    pty_destroy(watcher);
    pty_destroy(pty);
}
END_TEST

START_TEST(selection_stays_on_its_unit_through_an_import)
{
    struct pty *const pty = stage_open("--read-only");
    int before_x, before_y, after_x, after_y;
    pty_type(pty, "jj");
    pty_settle(pty, 300);
    ck_assert(pty_cursor(pty, &before_x, &before_y));
    stage_more_cases("cases-more.csv");
    stage_shell(TEAMTOP " import --quiet --config . cases-more.csv");
    must_show(pty, " 46 ");
    pty_settle(pty, 300); /* the cursor goes back at the end of a frame */
    ck_assert(pty_cursor(pty, &after_x, &after_y));
    ck_assert_int_eq(before_y, after_y);
    pty_destroy(pty);
}
END_TEST

START_TEST(an_edited_configuration_is_read_anew_and_a_faulty_one_changes_nothing)
{
    struct pty *const pty = stage_open(NULL);
    stage_shell(
        "sed 's/name: East/name: Easterly/' organisation.yaml > .o && mv .o organisation.yaml");
    must_show(pty, "Easterly");
    stage_shell("sed 's/level: locality/level: localty/' organisation.yaml > .o && mv .o "
                "organisation.yaml");
    must_show(pty, "localty");
    must_show(pty, "Easterly");
    pty_type(pty, "q");
    must_end(pty, 0);
    pty_destroy(pty);
}
END_TEST

START_TEST(what_a_person_set_stays_when_the_configuration_is_read_anew)
{
    struct pty *const pty = stage_open(NULL);
    pty_type(pty, ":unit eh-penwith\rMp:view overview\r:pin 2024-02-01\r:filter penwith\r");
    must_show(pty, "only penwith");
    must_show(pty, "against Thu 1 Feb 2024");
    stage_shell("sed 's/name: Early Help Penwith/name: Early Help Far West Penwith/' "
                "organisation.yaml > .o && mv .o organisation.yaml");
    must_show(pty, "Far West Penwith");
    must_show(pty, "only penwith");
    must_show(pty, "against Thu 1 Feb 2024");
    pty_type(pty, "'p");
    must_show(pty, " Worker ");
    pty_type(pty, "Q");
    must_end(pty, 0);
    pty_destroy(pty);
}
END_TEST

START_TEST(a_place_whose_unit_is_gone_is_left_out_when_the_configuration_is_read_anew)
{
    struct pty *const pty = stage_open(NULL);
    pty_type(pty, ":unit eh-penwith\rMp");
    must_show(pty, "This place is p now.");
    stage_shell("sed 's/id: eh-penwith/id: eh-far-west/' organisation.yaml > .o && mv .o "
                "organisation.yaml");
    must_show(pty, "the configuration was read anew");
    must_show(pty, "Overview");
    pty_type(pty, "'p");
    must_show(pty, "No place is called p.");
    pty_type(pty, "Q");
    must_end(pty, 0);
    pty_destroy(pty);
}
END_TEST

START_TEST(idle_it_neither_wakes_nor_sends_a_byte)
{
    struct pty *const pty = stage_open(NULL);
    must_be_idle(pty);
    pty_destroy(pty);
}
END_TEST

START_TEST(moving_the_selection_sends_little)
{
    struct pty *const pty = stage_open(NULL);
    pty_type(pty, "j");
    pty_settle(pty, 300);
    const size_t before = pty_bytes(pty);
    pty_type(pty, "k");
    pty_settle(pty, 300);
    ck_assert_uint_gt(pty_bytes(pty), before);
    ck_assert_uint_lt(pty_bytes(pty) - before, 600); /* a full paint is some 7,000 */
    pty_destroy(pty);
}
END_TEST

START_TEST(the_terminal_is_put_back_on_every_way_out)
{
    static const int signals[] = {SIGTERM, SIGINT, SIGHUP, SIGSEGV};
    struct pty *const pty = stage_open(NULL);
    int status;
    ck_assert(pty_alternate(pty));
    pty_signal(pty, signals[_i]);
    ck_assert(pty_wait_exit(pty, PATIENCE, &status));
    ck_assert(!pty_alternate(pty));
    pty_destroy(pty);
}
END_TEST

START_TEST(a_connection_that_drops_ends_it)
{
    struct pty *const pty = stage_open(NULL);
    const long process = pty_process(pty);
    pty_hang_up(pty);
    for (int i = 0; i < PATIENCE / 50 && kill((pid_t)process, 0) == 0; i++) {
        waitpid((pid_t)process, NULL, WNOHANG);
        usleep(50000);
    }
    ck_assert_int_ne(kill((pid_t)process, 0), 0);
    pty_destroy(pty);
}
END_TEST

START_TEST(any_size_holds)
{
    static const int sizes[][2] = {{80, 24}, {40, 10}, {20, 5}, {1, 1}, {200, 60}, {120, 36}};
    struct pty *const pty = stage_open(NULL);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        pty_resize(pty, sizes[i][0], sizes[i][1]);
        pty_settle(pty, 200);
    }
    must_show(pty, "Penwith");
    pty_type(pty, "q");
    must_end(pty, 0);
    pty_destroy(pty);
}
END_TEST

START_TEST(a_working_day_of_the_demo_goes_by_in_a_minute_and_nothing_is_left_behind)
{
    const char *const argv[] = {TEAMTOP, "demo", NULL};
    char temporary[PATH_MAX];
    snprintf(temporary, sizeof temporary, "XDG_RUNTIME_DIR=%s", stage_folder());
    const char *const own[] = {"TERM=xterm-256color", "LC_ALL=C.UTF-8", temporary, NULL};
    ck_assert_int_eq(chdir(SOURCE), 0);
    stage_wait_for_time(30); /* for its first day */
    struct pty *const pty = pty_start(argv, own, 120, 36);
    ck_assert_ptr_nonnull(pty);
    must_show(pty, "West");
    must_show(pty, "nvented");
    must_show(pty, "2 Mar 2020");
    ck_assert_msg(pty_wait_text(pty, "3 Mar 2020", 65000 + PATIENCE), "the day does not go by");
    pty_type(pty, "q");
    must_end(pty, 0);
    stage_shell("test -z \"$(ls -d teamtop-demo-* 2>/dev/null)\"");
    pty_destroy(pty);
}
END_TEST

int main(void)
{
    Suite *const suite = suite_create("live");
    TCase *const tests = tcase_create("the program at a terminal");
    tcase_add_checked_fixture(tests, stage_set_up, stage_tear_down);
    tcase_set_timeout(tests, 180);
    tcase_add_test(tests, an_import_by_another_process_moves_the_figures_on_an_open_screen);
    tcase_add_test(tests, a_file_dropped_in_the_inbox_is_taken_by_the_dashboard_itself);
    tcase_add_test(tests, a_read_only_dashboard_takes_nothing);
    tcase_add_test(tests, a_refused_file_is_said_on_the_screen_and_changes_nothing);
    tcase_add_test(tests, watch_takes_files_for_every_open_dashboard);
    tcase_add_test(tests, where_no_queue_for_notices_is_left_everything_is_followed_as_before);
    tcase_add_test(tests, where_no_queue_for_notices_is_left_watch_takes_files_as_before);
    tcase_add_test(tests, selection_stays_on_its_unit_through_an_import);
    tcase_add_test(tests, an_edited_configuration_is_read_anew_and_a_faulty_one_changes_nothing);
    tcase_add_test(tests, what_a_person_set_stays_when_the_configuration_is_read_anew);
    tcase_add_test(
        tests, a_place_whose_unit_is_gone_is_left_out_when_the_configuration_is_read_anew);
    tcase_add_test(tests, idle_it_neither_wakes_nor_sends_a_byte);
    tcase_add_test(tests, moving_the_selection_sends_little);
    tcase_add_loop_test(tests, the_terminal_is_put_back_on_every_way_out, 0, 4);
    tcase_add_test(tests, a_connection_that_drops_ends_it);
    tcase_add_test(tests, any_size_holds);
    suite_add_tcase(suite, tests);
    TCase *const demo = tcase_create("the demo"); /* by itself: it takes its minute */
    tcase_add_checked_fixture(demo, stage_set_up, stage_tear_down);
    tcase_set_timeout(demo, 180);
    tcase_add_test(demo, a_working_day_of_the_demo_goes_by_in_a_minute_and_nothing_is_left_behind);
    suite_add_tcase(suite, demo);
    return suite_run(suite);
}

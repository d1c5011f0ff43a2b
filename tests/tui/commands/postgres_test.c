/* The real program at a real terminal, with its store on a database server: imports are followed,
 * and a server that goes away and comes back takes nothing from the screen. Run by
 * tests/postgres/with_server.py. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/suite.h"
#include "tests/tui/commands/stage.h"

/* Has the server stopped or started, and waits for it. */
static void order(const char *what)
{
    stage_shell("cd \"$TEAMTOP_TEST_POSTGRES_CONTROL\" && echo %s > orders && "
                "read answer < answers && test \"$answer\" = done",
        what);
}

static void set_up(void)
{
    const char *const server = getenv("TEAMTOP_TEST_POSTGRES");
    ck_assert_msg(server != NULL, "run this by tests/postgres/with_server.py");
    const char *const rest = strchr(server, '?');
    stage_set_up();
    order("start"); /* should a failed test have left it stopped */
    stage_shell("psql -q '%s' -c 'SET client_min_messages = error' -c 'DROP DATABASE IF EXISTS "
                "stage WITH (FORCE)' "
                "-c 'CREATE DATABASE stage'",
        server);
    stage_shell("sed -i 's|^store:.*|store: postgresql://postgres@/stage%s|' feeds.yaml", rest);
    stage_shell(TEAMTOP " import --quiet --config . cases.csv posts.csv absences.csv");
}

START_TEST(an_import_by_another_process_moves_the_figures_on_an_open_screen)
{
    struct pty *const one = stage_open("--read-only"), *const other = stage_open("--read-only");
    stage_more_cases("cases-more.csv");
    stage_shell(TEAMTOP " import --quiet --config . cases-more.csv");
    must_show(one, " 46 ");
    must_show(other, " 46 ");
    stage_shell("test -f teamtop.key && test ! -e teamtop.db");
    pty_type(one, "q");
    must_end(one, 0);
    pty_destroy(one);
    pty_destroy(other);
}
END_TEST

START_TEST(a_file_dropped_in_the_inbox_is_taken_by_the_dashboard_itself)
{
    struct pty *const pty = stage_open(NULL);
    stage_more_cases("inbox/cases-more.csv");
    must_show(pty, " 46 ");
    pty_destroy(pty);
}
END_TEST

START_TEST(a_server_that_goes_and_comes_back_leaves_the_screen_and_the_keys)
{
    struct pty *const pty = stage_open("--read-only");
    stage_more_cases("cases-more.csv");
    order("stop");
    must_show(pty, "NO CONNECTION");
    must_show(pty, "STALE");
    must_show(pty, "connection to the database is lost");
    must_show(pty, "Penwith"); /* what was there stays */
    pty_type(pty, ":unit eh-penwith\r");
    must_show(pty, " Worker ");
    must_show(pty, "NO CONNECTION");
    pty_type(pty, ":view overview\r");
    must_show(pty, "West");
    order("start");
    stage_shell(TEAMTOP " import --quiet --config . cases-more.csv");
    must_show(pty, " 46 ");
    must_show(pty, "live");
    pty_type(pty, "q");
    must_end(pty, 0);
    pty_destroy(pty);
}
END_TEST

START_TEST(a_connection_that_is_cut_is_made_anew)
{
    struct pty *const pty = stage_open("--read-only");
    stage_shell("psql -q \"$TEAMTOP_TEST_POSTGRES\" -c \"SELECT pg_terminate_backend(pid) FROM "
                "pg_stat_activity WHERE datname = 'stage'\"");
    must_show(pty, "the database is there again");
    stage_more_cases("cases-more.csv");
    stage_shell(TEAMTOP " import --quiet --config . cases-more.csv");
    must_show(pty, " 46 ");
    pty_destroy(pty);
}
END_TEST

START_TEST(idle_it_neither_wakes_nor_sends_a_byte_and_holds_nothing_on_the_server)
{
    struct pty *const pty = stage_open("--read-only");
    must_be_idle(pty);
    stage_shell("test \"$(psql -qAt \"$TEAMTOP_TEST_POSTGRES\" -c \"SELECT state FROM "
                "pg_stat_activity WHERE datname = 'stage'\")\" = idle");
    pty_destroy(pty);
}
END_TEST

START_TEST(reading_aloud_holds_nothing_on_the_server_and_moves_on_with_imports)
{
    stage_more_cases("cases-more.csv");
    stage_shell(
        "mkfifo asked; " TEAMTOP " --config . --plain <asked >heard & exec 3>asked; "
        "until grep -q Penwith heard; do sleep 0.05; done; i=0; "
        "until test \"$(psql -qAt \"$TEAMTOP_TEST_POSTGRES\" -c \"SELECT state FROM "
        "pg_stat_activity WHERE datname = 'stage'\")\" = idle; "
        "do i=$((i+1)); test $i -lt 50 || exit 1; sleep 0.1; done; "
        "! grep -qw 46 heard || exit 1; " TEAMTOP " import --quiet --config . cases-more.csv; "
        "echo view overview >&3; exec 3>&-; wait $! && grep -qw 46 heard");
}
END_TEST

START_TEST(without_a_server_it_says_so_and_ends_with_3)
{
    stage_shell("sed -i 's|^store:.*|store: postgresql:///stage?host=/nonexistent|' feeds.yaml");
    stage_shell("code=0; " TEAMTOP " --config . --once 2>said || code=$?; test $code = 3 && "
                "grep -q '^postgresql:///nonexistent/stage: error: the database cannot be reached' "
                "said");
}
END_TEST

int main(void)
{
    Suite *const suite = suite_create("postgres");
    TCase *const tests = tcase_create("a store on a server, at a terminal");
    tcase_add_checked_fixture(tests, set_up, stage_tear_down);
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, an_import_by_another_process_moves_the_figures_on_an_open_screen);
    tcase_add_test(tests, a_file_dropped_in_the_inbox_is_taken_by_the_dashboard_itself);
    tcase_add_test(tests, a_server_that_goes_and_comes_back_leaves_the_screen_and_the_keys);
    tcase_add_test(tests, a_connection_that_is_cut_is_made_anew);
    tcase_add_test(tests, idle_it_neither_wakes_nor_sends_a_byte_and_holds_nothing_on_the_server);
    tcase_add_test(tests, reading_aloud_holds_nothing_on_the_server_and_moves_on_with_imports);
    tcase_add_test(tests, without_a_server_it_says_so_and_ends_with_3);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}

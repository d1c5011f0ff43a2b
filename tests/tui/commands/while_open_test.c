/* What happens to the world while a dashboard is open: the clock jumps, the store or the whole folder goes away
 * and comes back. What was shown stays, the screen says what is wrong, and all is well again by itself. */
#include <check.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/suite.h"
#include "tests/tui/commands/stage.h"

#define YEAR "31622400"

/* It does what there is to do and no more: a tenth of the processor over two seconds. */
static void must_not_spin(struct pty *pty)
{
    const long before = stage_ticks(pty);
    pty_settle(pty, 2000);
    const long most = sysconf(_SC_CLK_TCK) / 5;
    ck_assert_int_le(stage_ticks(pty) - before, most);
}

static void must_leave(struct pty *pty)
{
    pty_type(pty, "Q");
    must_end(pty, 0);
    pty_destroy(pty);
}

/* The program with a clock of its own, for which a minute is a tenth of a second. */
static struct pty *open_with_clock(void)
{
    char clock[PATH_MAX];
    snprintf(clock, sizeof clock, "TEAMTOP_CLOCK=%s/clock", stage_folder());
    const char *const settings[] = {"TERM=xterm-256color", "LC_ALL=C.UTF-8", clock, NULL};
    const char *const argv[] = {TEAMTOP_FAULTY, "--config", stage_folder(), "--read-only", NULL};
    stage_shell("sed -i /data_until/d feeds.yaml && echo 0 > clock");
    struct pty *const pty = pty_start(argv, settings, 120, 36);
    ck_assert_ptr_nonnull(pty);
    must_show(pty, "? help");
    return pty;
}

static void set_clock(const char *seconds)
{
    stage_shell("echo %s > .clock && mv .clock clock", seconds);
}

START_TEST(a_clock_that_jumps_a_year_ahead_ages_the_data_and_back_again_all_is_as_before)
{
    struct pty *const pty = open_with_clock();
    must_show(pty, "data 0 min old");
    set_clock(YEAR);
    must_show(pty, "data 366 days old");
    must_show(pty, "Penwith");
    set_clock("0");
    must_show(pty, "data 0 min old");
    must_show(pty, "Penwith");
    must_leave(pty);
}
END_TEST

START_TEST(a_clock_that_jumps_a_day_back_gives_no_age_below_nothing)
{
    struct pty *const pty = open_with_clock();
    set_clock("-86400");
    pty_settle(pty, 1000);
    must_vanish(pty, "data -");
    must_show(pty, "data 0 min old");
    set_clock("-631152000"); /* twenty years: before anything in the store */
    pty_settle(pty, 1000);
    must_vanish(pty, "data -");
    set_clock("0");
    must_show(pty, "data 0 min old");
    must_show(pty, "Penwith");
    must_leave(pty);
}
END_TEST

static void keep_the_store_in_a_folder_of_its_own(void)
{
    stage_shell("mkdir kept && mv worked-example.db* kept && "
                "sed -i s,sqlite:,sqlite:kept/, feeds.yaml && ls kept/worked-example.db");
}

START_TEST(a_store_that_vanishes_leaves_the_figures_with_the_reason_until_it_is_back)
{
    keep_the_store_in_a_folder_of_its_own();
    struct pty *const pty = stage_open("--read-only");
    stage_shell("mv kept gone");
    must_show(pty, "the store is gone");
    must_show(pty, "Penwith");
    must_show(pty, "NO STORE");
    must_show(pty, "STALE");
    must_not_spin(pty);
    pty_type(pty, "jj\r"); /* what was not looked at before, too */
    pty_settle(pty, 300);
    pty_type(pty, "\033");
    stage_shell("mv gone kept");
    must_vanish(pty, "STALE");
    stage_more_cases("cases-more.csv");
    stage_shell(TEAMTOP " import --quiet --config . cases-more.csv");
    must_show(pty, " 46 ");
    must_leave(pty);
}
END_TEST

START_TEST(a_store_that_is_deleted_and_restored_from_a_copy_is_followed_again)
{
    keep_the_store_in_a_folder_of_its_own();
    stage_shell("cp -r kept copy");
    struct pty *const pty = stage_open("--read-only");
    stage_shell("rm -r kept");
    must_show(pty, "the store is gone");
    must_show(pty, "Penwith");
    must_not_spin(pty);
    stage_shell("cp -r copy .new && mv .new kept");
    must_vanish(pty, "STALE");
    stage_more_cases("cases-more.csv");
    stage_shell(TEAMTOP " import --quiet --config . cases-more.csv");
    must_show(pty, " 46 ");
    must_leave(pty);
}
END_TEST

START_TEST(a_whole_configuration_that_vanishes_leaves_everything_until_it_is_back)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/service", stage_folder());
    stage_shell("mkdir service && mv *.yaml *.csv worked-example.db* inbox service");
    const char *const argv[] = {TEAMTOP, "--config", path, "--read-only", NULL};
    struct pty *const pty = pty_start(argv, stage_settings, 120, 36);
    ck_assert_ptr_nonnull(pty);
    must_show(pty, "? help");
    pty_settle(pty, 300);
    stage_shell("mv service gone");
    must_show(pty, "STALE");
    must_show(pty, "gone (No such file or directory)");
    must_show(pty, "Penwith");
    must_not_spin(pty);
    stage_shell("mv gone service");
    must_vanish(pty, "STALE");
    must_leave(pty);
}
END_TEST

int main(void)
{
    Suite *const suite = suite_create("while it is open");
    TCase *const tests = tcase_create("the program at a terminal");
    tcase_add_checked_fixture(tests, stage_set_up, stage_tear_down);
    tcase_set_timeout(tests, 120);
    tcase_add_test(
        tests, a_clock_that_jumps_a_year_ahead_ages_the_data_and_back_again_all_is_as_before);
    tcase_add_test(tests, a_clock_that_jumps_a_day_back_gives_no_age_below_nothing);
    tcase_add_test(
        tests, a_store_that_vanishes_leaves_the_figures_with_the_reason_until_it_is_back);
    tcase_add_test(tests, a_store_that_is_deleted_and_restored_from_a_copy_is_followed_again);
    tcase_add_test(tests, a_whole_configuration_that_vanishes_leaves_everything_until_it_is_back);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}

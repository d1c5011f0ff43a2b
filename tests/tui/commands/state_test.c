/* What is kept of the alerts a person has seen: whole, or not at all, and never believed blindly. */
#include "tui/commands/state.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char home[64];
static struct state state;
static struct keeper keeper;
static struct acknowledged seen;

static void open_home(void)
{
    snprintf(home, sizeof home, "/tmp/teamtop-state.XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(home));
    setenv("XDG_STATE_HOME", home, 1);
    state_init(&state, "/etc/teamtop");
    ck_assert_ptr_nonnull(state.path);
    keeper = state_keeper(&state);
    seen = (struct acknowledged){0};
}

static void leave_home(void)
{
    char folder[96];
    snprintf(folder, sizeof folder, "%s/teamtop", home);
    acknowledged_done(&seen);
    unlink(state.path);
    state_done(&state);
    rmdir(folder);
    rmdir(home);
}

static void put(const char *key, fixed_t extent)
{
    ck_assert_int_eq(
        acknowledged_put(&seen, key, (struct seen_as){ALERT_TO_ACT, extent, 18323}), RESULT_OK);
}

static void write_state(const char *text)
{
    FILE *const file = fopen(state.path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    ck_assert_int_eq(fclose(file), 0);
}

START_TEST(nothing_was_seen_at_first)
{
    ck_assert_int_eq(keeper.load(keeper.context, &seen), RESULT_OK);
    ck_assert_uint_eq(seen.count, 0);
}
END_TEST

START_TEST(what_was_kept_is_read_back)
{
    struct acknowledged back = {0};
    put("red/eh-penwith/pressure", 58000);
    put("stale/cases", 0);
    ck_assert_int_eq(keeper.save(keeper.context, &seen), RESULT_OK);
    ck_assert_int_eq(keeper.load(keeper.context, &back), RESULT_OK);
    ck_assert_uint_eq(back.count, 2);
    ck_assert_str_eq(back.items[0].key, "red/eh-penwith/pressure");
    ck_assert_int_eq(back.items[0].as.extent, 58000);
    ck_assert_int_eq(back.items[0].as.severity, ALERT_TO_ACT);
    ck_assert_int_eq(back.items[0].as.day, 18323);
    ck_assert_str_eq(back.items[1].key, "stale/cases");
    acknowledged_done(&back);
}
END_TEST

START_TEST(each_configuration_has_a_file_of_its_own)
{
    struct state other;
    state_init(&other, "/etc/teamtop-2");
    ck_assert_str_ne(state.path, other.path);
    state_done(&other);
}
END_TEST

START_TEST(the_folder_is_for_this_person_only)
{
    char folder[96];
    struct stat status;
    put("stale/cases", 0);
    ck_assert_int_eq(keeper.save(keeper.context, &seen), RESULT_OK);
    snprintf(folder, sizeof folder, "%s/teamtop", home);
    ck_assert_int_eq(stat(folder, &status), 0);
    ck_assert_uint_eq(status.st_mode & 0777, 0700);
}
END_TEST

START_TEST(lines_that_make_no_sense_are_left_out)
{
    put("stale/cases", 0);
    ck_assert_int_eq(keeper.save(keeper.context, &seen), RESULT_OK); /* makes the folder */
    write_state("teamtop seen 1\n"
                "1 0 18323 waiting/eh-penwith\n"
                "7 0 18323 waiting/severity-there-is-none-of\n"
                "1 0 18323 \033[31mwaiting\n"
                "1 0 18323 Two Words\n"
                "1 99999999999999999999999 18323 \n"
                "\n"
                "1 5 18324 red/a/b");
    acknowledged_done(&seen);
    ck_assert_int_eq(keeper.load(keeper.context, &seen), RESULT_OK);
    ck_assert_uint_eq(seen.count, 1);
    ck_assert_str_eq(seen.items[0].key, "waiting/eh-penwith");
}
END_TEST

START_TEST(a_file_of_something_else_is_refused_whole)
{
    put("stale/cases", 0);
    ck_assert_int_eq(keeper.save(keeper.context, &seen), RESULT_OK);
    write_state("dear diary\n1 0 18323 stale/cases\n");
    acknowledged_done(&seen);
    ck_assert_int_eq(keeper.load(keeper.context, &seen), RESULT_IO);
    ck_assert_uint_eq(seen.count, 0);
}
END_TEST

START_TEST(where_no_folder_can_be_made_saving_fails)
{
    struct state nowhere;
    setenv("XDG_STATE_HOME", "/dev/null/state", 1);
    state_init(&nowhere, "/etc/teamtop");
    const struct keeper lost = state_keeper(&nowhere);
    ck_assert_int_eq(lost.load(lost.context, &seen), RESULT_OK);
    ck_assert_int_eq(lost.save(lost.context, &seen), RESULT_IO);
    state_done(&nowhere);
}
END_TEST

START_TEST(a_relative_state_home_counts_as_none)
{
    struct state other;
    setenv("XDG_STATE_HOME", "state", 1);
    setenv("HOME", "/home/somebody", 1);
    state_init(&other, "/etc/teamtop");
    ck_assert_ptr_nonnull(strstr(other.path, "/home/somebody/.local/state/teamtop/seen-"));
    state_done(&other);
    setenv("HOME", "", 1);
    state_init(&other, "/etc/teamtop");
    ck_assert_ptr_null(other.path);
    state_done(&other);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("state");
    TCase *tests = tcase_create("state");
    tcase_add_checked_fixture(tests, open_home, leave_home);
    tcase_add_test(tests, nothing_was_seen_at_first);
    tcase_add_test(tests, what_was_kept_is_read_back);
    tcase_add_test(tests, each_configuration_has_a_file_of_its_own);
    tcase_add_test(tests, the_folder_is_for_this_person_only);
    tcase_add_test(tests, lines_that_make_no_sense_are_left_out);
    tcase_add_test(tests, a_file_of_something_else_is_refused_whole);
    tcase_add_test(tests, where_no_folder_can_be_made_saving_fails);
    tcase_add_test(tests, a_relative_state_home_counts_as_none);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

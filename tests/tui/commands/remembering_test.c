/* The configuration as it was last read, in the person's state folder. */
#include "tests/suite.h"
#include "tui/commands/remembering.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char home[64];
static struct remembering remembering;
static struct buffer recalled;

static void open_home(void)
{
    snprintf(home, sizeof home, "/tmp/teamtop-remembering.XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(home));
    setenv("XDG_STATE_HOME", home, 1);
    remembering_init(&remembering, "/etc/teamtop");
    ck_assert_ptr_nonnull(remembering.path);
    recalled = (struct buffer){0};
}

static void leave_home(void)
{
    char folder[96];
    snprintf(folder, sizeof folder, "%s/teamtop", home);
    buffer_done(&recalled);
    if (remembering.path)
        unlink(remembering.path);
    remembering_done(&remembering);
    rmdir(folder);
    ck_assert_int_eq(rmdir(home), 0);
}

static void keep(const char *text)
{
    struct buffer bytes = {0};
    buffer_text(&bytes, text);
    remembering.memory.keep(remembering.memory.context, &bytes);
    buffer_done(&bytes);
}

static void recall(void)
{
    remembering.memory.recall(remembering.memory.context, &recalled);
}

START_TEST(nothing_is_remembered_at_first)
{
    recall();
    ck_assert_uint_eq(recalled.length, 0);
}
END_TEST

START_TEST(what_was_kept_last_is_recalled)
{
    keep("the first bytes");
    keep("others");
    recall();
    ck_assert_uint_eq(recalled.length, 6);
    ck_assert_mem_eq(recalled.bytes, "others", 6);
}
END_TEST

/* Who may write what is recalled could say what the configuration is. */
START_TEST(what_others_may_write_is_not_recalled)
{
    static const mode_t modes[] = {0660, 0602, 0666};
    keep("bytes");
    ck_assert_int_eq(chmod(remembering.path, modes[_i]), 0);
    recall();
    ck_assert_uint_eq(recalled.length, 0);
    keep("bytes"); /* for this person only again */
    recall();
    ck_assert_uint_eq(recalled.length, 5);
}
END_TEST

START_TEST(a_folder_or_a_file_without_end_is_not_recalled)
{
    keep("bytes");
    ck_assert_int_eq(truncate(remembering.path, (off_t)CONFIG_MEMORY_MOST + 1), 0);
    recall();
    ck_assert_uint_eq(recalled.length, 0);
    ck_assert_int_eq(unlink(remembering.path), 0);
    ck_assert_int_eq(mkdir(remembering.path, 0700), 0);
    recall();
    ck_assert_uint_eq(recalled.length, 0);
    ck_assert_int_eq(rmdir(remembering.path), 0);
}
END_TEST

START_TEST(without_a_home_nothing_is_remembered)
{
    char *const path = remembering.path;
    remembering.path = NULL;
    keep("bytes");
    recall();
    ck_assert_uint_eq(recalled.length, 0);
    remembering.path = path;
}
END_TEST

int main(void)
{
    TCase *const cases = tcase_create("remembering");
    tcase_add_checked_fixture(cases, open_home, leave_home);
    tcase_add_test(cases, nothing_is_remembered_at_first);
    tcase_add_test(cases, what_was_kept_last_is_recalled);
    tcase_add_loop_test(cases, what_others_may_write_is_not_recalled, 0, 3);
    tcase_add_test(cases, a_folder_or_a_file_without_end_is_not_recalled);
    tcase_add_test(cases, without_a_home_nothing_is_remembered);
    Suite *const suite = suite_create("remembering");
    suite_add_tcase(suite, cases);
    return suite_run(suite);
}

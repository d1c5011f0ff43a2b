/* The watched folder: what is taken, when, and where it goes. */
#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/feed/inbox.h"
#include "tests/core/feed/small_service.h"
#include "tests/suite.h"

static struct small small;

static void setup(void)
{
    small_setup(&small);
    small.service.inbox = scratch_path(&small.scratch, "inbox");
}

static void teardown(void)
{
    small_teardown(&small);
}

static struct inbox_outcome take(void)
{
    struct inbox_outcome outcome = {0};
    enum result result = inbox_take(
        &small.service, small.store, "watch", (time_t)++small.now, &small.diags, &outcome);
    if (result != RESULT_OK)
        diags_print(&small.diags, stderr);
    ck_assert_int_eq(result, RESULT_OK);
    return outcome;
}

static bool is_there(const char *name)
{
    return access(scratch_path(&small.scratch, name), F_OK) == 0;
}

static size_t times_said(const char *sentence)
{
    size_t times = 0;
    for (size_t i = 0; i < small.diags.count; i++)
        times += strstr(small.diags.items[i].text, sentence) != NULL;
    return times;
}

/* Sets when the file was last changed. */
static void change_at(const char *name, time_t when)
{
    struct timespec times[2] = {{.tv_sec = when}, {.tv_sec = when}};
    ck_assert_int_eq(utimensat(AT_FDCWD, scratch_path(&small.scratch, name), times, 0), 0);
}

START_TEST(a_missing_inbox_is_made)
{
    struct stat status;
    umask(0);
    struct inbox_outcome outcome = take();
    ck_assert_uint_eq(outcome.taken + outcome.refused + outcome.waiting, 0);
    ck_assert_int_eq(stat(small.service.inbox, &status), 0);
    ck_assert(S_ISDIR(status.st_mode));
    ck_assert_int_eq(status.st_mode & 0777, 0750);
}
END_TEST

START_TEST(a_configuration_without_an_inbox_is_told_so)
{
    struct inbox_outcome outcome;
    small.service.inbox = "";
    ck_assert_int_eq(inbox_take(&small.service, small.store, "watch", 1, &small.diags, &outcome),
        RESULT_INVALID);
    ck_assert_uint_eq(times_said("names no inbox"), 1);
}
END_TEST

START_TEST(taken_and_refused_files_are_moved_out_of_the_way)
{
    take();
    scratch_write(&small.scratch, "inbox/cases.csv", SMALL_CASES_TEXT);
    scratch_write(&small.scratch, "inbox/posts.csv", "who,what\n1,2\n");
    struct inbox_outcome outcome = take();
    ck_assert_uint_eq(outcome.taken, 1);
    ck_assert_uint_eq(outcome.refused, 1);
    ck_assert_uint_eq(outcome.waiting, 0);
    ck_assert(is_there("inbox/taken/cases.csv"));
    ck_assert(is_there("inbox/refused/posts.csv"));
    ck_assert(!is_there("inbox/cases.csv"));
    ck_assert(!is_there("inbox/posts.csv"));
    ck_assert_int_eq(small_version(&small), 1);
    outcome = take();
    ck_assert_uint_eq(outcome.taken + outcome.refused, 0);
}
END_TEST

START_TEST(the_newest_of_a_name_is_kept)
{
    take();
    scratch_write(&small.scratch, "inbox/cases.csv", SMALL_CASES_TEXT);
    take();
    scratch_write(&small.scratch, "inbox/cases.csv",
        "case_id,team,worker,category,start,end\nC1,eh,,nonsense,2024-01-01,\n"
        "C2,eh,,cin,2024-01-01,\n");
    struct inbox_outcome outcome = take();
    ck_assert_uint_eq(outcome.taken, 1);
    ck_assert_int_eq(outcome.rejected, 1);
    ck_assert_ptr_nonnull(
        strstr(scratch_read(&small.scratch, "inbox/taken/cases.csv"), "nonsense"));
}
END_TEST

START_TEST(files_are_taken_oldest_first)
{
    take();
    scratch_write(&small.scratch, "inbox/cases-a.csv",
        "case_id,team,worker,category,start,end\nC1,eh,,cin,2024-01-01,\n");
    scratch_write(&small.scratch, "inbox/cases-b.csv",
        "case_id,team,worker,category,start,end\nC1,eh,,cin,2024-01-01,\n"
        "C2,eh,,cin,2024-01-01,\n");
    change_at("inbox/cases-a.csv", 2000);
    change_at("inbox/cases-b.csv", 1000);
    take();
    ck_assert_int_eq(small_level(&small, "eh", PART_OPEN_CASES, "", day_from_civil(2024, 2, 1)), 1);
}
END_TEST

START_TEST(a_file_being_written_is_not_taken_and_then_is)
{
    take();
    const char *path = scratch_write(&small.scratch, "inbox/cases.csv", "case_id,team,worker,");
    FILE *writer = fopen(path, "ae");
    ck_assert_ptr_nonnull(writer);
    ck_assert(!inbox_file_is_complete(path));
    struct inbox_outcome outcome = take();
    ck_assert_uint_eq(outcome.waiting, 1);
    ck_assert_uint_eq(outcome.taken + outcome.refused, 0);
    ck_assert(is_there("inbox/cases.csv"));
    fputs("category,start,end\nC1,eh,,cin,2024-01-01,\n", writer);
    ck_assert_int_eq(fclose(writer), 0);
    outcome = take();
    ck_assert_uint_eq(outcome.waiting, 0);
    ck_assert_uint_eq(outcome.taken, 1);
}
END_TEST

#define NOBODY 65534

/* Leases are only given on one's own files: then a file has to lie still for two seconds. */
static int judge_anothers_files(void)
{
    if (setgid(NOBODY) != 0 || setuid(NOBODY) != 0)
        return 90;
    bool fresh = inbox_file_is_complete(scratch_path(&small.scratch, "inbox/fresh.csv"));
    bool old = inbox_file_is_complete(scratch_path(&small.scratch, "inbox/old.csv"));
    return (fresh ? 1 : 0) + (old ? 0 : 2);
}

START_TEST(where_no_lease_is_given_a_file_must_lie_still)
{
    int status;
    take();
    scratch_write(&small.scratch, "inbox/old.csv", "");
    change_at("inbox/old.csv", 1000);
    scratch_write(&small.scratch, "inbox/fresh.csv", "");
    ck_assert_int_eq(chmod(small.scratch.folder, 0755), 0);
    ck_assert_int_eq(chmod(small.service.inbox, 0777), 0);
    ck_assert_int_eq(unlink(scratch_path(&small.scratch, "inbox/.teamtop.lock")), 0);
    fflush(NULL);
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0)
        _exit(judge_anothers_files());
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFEXITED(status));
    ck_assert_int_eq(WEXITSTATUS(status), 0);
}
END_TEST

START_TEST(what_nobody_claims_stays_and_is_said_once)
{
    take();
    scratch_write(&small.scratch, "inbox/rota.xlsx", "?");
    scratch_write(&small.scratch, "inbox/.cases.csv", SMALL_CASES_TEXT);
    ck_assert_int_eq(mkdir(scratch_path(&small.scratch, "inbox/cases.csv"), 0755), 0);
    ck_assert_int_eq(symlink("/etc/passwd", scratch_path(&small.scratch, "inbox/cases-1.csv")), 0);
    struct inbox_outcome outcome = take();
    ck_assert_uint_eq(outcome.taken + outcome.refused + outcome.waiting, 0);
    take();
    ck_assert_uint_eq(times_said("it stays here"), 1);
    ck_assert(is_there("inbox/rota.xlsx"));
    ck_assert(is_there("inbox/.cases.csv"));
    scratch_write(&small.scratch, "inbox/plan.pdf", "?");
    take();
    ck_assert_uint_eq(times_said("it stays here"), 2);
    ck_assert_int_eq(unlink(scratch_path(&small.scratch, "inbox/rota.xlsx")), 0);
    take();
    scratch_write(&small.scratch, "inbox/rota.xlsx", "?"); /* it went away and came back */
    take();
    ck_assert_uint_eq(times_said("it stays here"), 3);
}
END_TEST

/* What is in the way, and what is said then. */
static const struct obstacle {
    const char *inbox, *file; /* where the inbox is to be, and what lies there */
    const char *sentence;
} obstacles[] = {
    {"file/inbox", "file", "the inbox cannot be made"},
    {"file", "file", "the inbox cannot be locked"},
    {"inbox", "inbox/taken", "cannot be moved out of the inbox and will be read again"},
};

START_TEST(what_is_in_the_way_is_said_and_a_file_that_cannot_be_moved_is_read_again)
{
    const struct obstacle *obstacle = &obstacles[_i];
    struct inbox_outcome outcome;
    ck_assert_int_eq(mkdir(scratch_path(&small.scratch, "inbox"), 0700), 0);
    scratch_write(&small.scratch, "inbox/cases.csv", SMALL_CASES_TEXT);
    scratch_write(&small.scratch, obstacle->file, "");
    small.service.inbox = scratch_path(&small.scratch, obstacle->inbox);
    ck_assert_int_eq(
        inbox_take(&small.service, small.store, "watch", 1, &small.diags, &outcome), RESULT_IO);
    ck_assert_uint_eq(times_said(obstacle->sentence), 1);
    ck_assert(is_there("inbox/cases.csv"));
    ck_assert_int_eq(unlink(scratch_path(&small.scratch, obstacle->file)), 0);
    small.service.inbox = scratch_path(&small.scratch, "inbox");
    ck_assert_uint_eq(take().taken, 1);
    ck_assert(is_there("inbox/taken/cases.csv"));
}
END_TEST

START_TEST(one_process_takes_at_a_time)
{
    struct inbox_outcome outcome;
    take();
    scratch_write(&small.scratch, "inbox/cases.csv", SMALL_CASES_TEXT);
    int lock = open(scratch_path(&small.scratch, "inbox/.teamtop.lock"), O_RDWR);
    ck_assert_int_ge(lock, 0);
    ck_assert_int_eq(flock(lock, LOCK_EX), 0);
    ck_assert_int_eq(
        inbox_take(&small.service, small.store, "watch", 1, &small.diags, &outcome), RESULT_BUSY);
    ck_assert(is_there("inbox/cases.csv"));
    ck_assert_int_eq(close(lock), 0);
    ck_assert_uint_eq(take().taken, 1);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        a_missing_inbox_is_made,
        a_configuration_without_an_inbox_is_told_so,
        taken_and_refused_files_are_moved_out_of_the_way,
        the_newest_of_a_name_is_kept,
        files_are_taken_oldest_first,
        a_file_being_written_is_not_taken_and_then_is,
        what_nobody_claims_stays_and_is_said_once,
        one_process_takes_at_a_time,
    };
    Suite *suite = suite_create("inbox");
    TCase *tcase = tcase_create("inbox");
    tcase_add_checked_fixture(tcase, setup, teardown);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, tests[i]);
    if (geteuid() == 0) /* it takes a second account */
        tcase_add_test(tcase, where_no_lease_is_given_a_file_must_lie_still);
    tcase_add_loop_test(tcase,
        what_is_in_the_way_is_said_and_a_file_that_cannot_be_moved_is_read_again, 0,
        sizeof obstacles / sizeof *obstacles);
    suite_add_tcase(suite, tcase);
    return suite_run(suite);
}

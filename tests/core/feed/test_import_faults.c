/* Imports that run out of disk or out of memory: what was there before stays. */
#define _GNU_SOURCE /* unshare */
#include <check.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/store/sqlite.h"
#include "tests/core/feed/small_service.h"
#include "tests/faults/faults.h"
#include "tests/suite.h"

#define CASES_MANY 8000
#define FEBRUARY   day_from_civil(2024, 2, 1)

static struct small small;

static void setup(void)
{
    small_setup(&small);
}

static void teardown(void)
{
    small_teardown(&small);
}

/* `count` children in each of the two teams, the worker of each another. */
static const char *write_cases(const char *name, int count, const char *worker)
{
    const char *path = scratch_path(&small.scratch, name);
    FILE *stream = fopen(path, "we");
    ck_assert_ptr_nonnull(stream);
    fputs("case_id,team,worker,category,start,end\n", stream);
    for (int i = 0; i < 2 * count; i++)
        fprintf(stream, "C%d,%s,%s%d,cin,2024-01-01,\n", i, i % 2 ? "eh" : "cp", worker, i);
    ck_assert_int_eq(fclose(stream), 0);
    return path;
}

static enum result import(const char *path, struct diags *diags)
{
    struct import_outcome outcome;
    return import_file(
        &small.service, small.store, NULL, path, "u", (time_t)++small.now, diags, &outcome);
}

static int open_cases(const char *unit)
{
    return small_level(&small, unit, PART_OPEN_CASES, "", FEBRUARY);
}

static bool see_ok(struct query *query)
{
    return query_next(query) && strcmp(query_text(query, 0), "ok") == 0;
}

/* PostgreSQL looks after its own files. */
static void expect_integrity(void)
{
    if (scratch_is_postgres())
        return;
    struct sqlite *db = NULL;
    const char *path = scratch_path(&small.scratch, "store.db");
    ck_assert_int_eq(sqlite_open(&db, path, SQLITE_READER, &small.diags), RESULT_OK);
    struct query query = query_begin(sqlite_sql(db), "PRAGMA integrity_check");
    ck_assert(see_ok(&query));
    ck_assert_int_eq(query_end(&query), RESULT_OK);
    sqlite_close(db);
}

/* --- a full disk ------------------------------------------------------------------------- */

/* In a child: its exit status says at which step it went wrong, 0 for none. */
static void in_child(int (*body)(void))
{
    int status;
    fflush(NULL);
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0)
        _exit(body());
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFEXITED(status));
    ck_assert_int_eq(WEXITSTATUS(status), 0);
}

static const char *few, *many;

static int check_failed_import(const char *sentence)
{
    size_t before = small.diags.count;
    if (import(many, &small.diags) != RESULT_IO)
        return 10;
    if (small.diags.count != before + 1 || !strstr(small.diags.items[before].text, sentence))
        return 11;
    return small_version(&small) == 1 && open_cases("svc") == 40 ? 0 : 12;
}

static int run_into_the_limit(void)
{
    struct rlimit limit, before;
    signal(SIGXFSZ, SIG_IGN);
    if (getrlimit(RLIMIT_FSIZE, &before) != 0)
        return 1;
    limit = before;
    limit.rlim_cur = 128 * 1024;
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return 2;
    int failure = check_failed_import("nothing was changed");
    if (failure || setrlimit(RLIMIT_FSIZE, &before) != 0)
        return failure ? failure : 3;
    return import(many, NULL) == RESULT_OK && open_cases("eh") == CASES_MANY ? 0 : 4;
}

START_TEST(an_import_that_cannot_be_written_changes_nothing)
{
    few = write_cases("cases-few.csv", 20, "A");
    many = write_cases("cases-many.csv", CASES_MANY, "B");
    ck_assert_int_eq(import(few, &small.diags), RESULT_OK);
    in_child(run_into_the_limit);
    expect_integrity();
}
END_TEST

/* A file system of our own, which nobody else sees and which goes with the process. */
static bool mount_small_disk(const char *folder)
{
    int flags = geteuid() == 0 ? CLONE_NEWNS : CLONE_NEWNS | CLONE_NEWUSER;
    return unshare(flags) == 0 && mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
           mount("none", folder, "tmpfs", 0, "size=256k") == 0;
}

static int fill_the_disk(void)
{
    struct store *store = NULL;
    if (store_open(&store, scratch_uri(&small.scratch, "sqlite", "disk/store.db"), STORE_WRITE,
            &small.diags) != RESULT_OK)
        return 1;
    small.store = store;
    if (import(few, NULL) != RESULT_OK)
        return 2;
    int failure = check_failed_import("the disk is full");
    if (failure)
        return failure;
    struct import_outcome outcome = {0};
    enum result result = import_file(&small.service, store, NULL, few, "u", 9, NULL, &outcome);
    return result == RESULT_OK && outcome.unchanged ? 0 : 3;
}

static int mount_and_fill(void)
{
    const char *folder = scratch_path(&small.scratch, "disk");
    return mount_small_disk(folder) ? fill_the_disk() : 0; /* not everybody may mount */
}

START_TEST(a_full_disk_is_said_and_changes_nothing)
{
    few = write_cases("cases-few.csv", 20, "A");
    many = write_cases("cases-many.csv", CASES_MANY, "B");
    ck_assert_int_eq(mkdir(scratch_path(&small.scratch, "disk"), 0755), 0);
    in_child(mount_and_fill);
}
END_TEST

/* --- no memory ------------------------------------------------------------------------- */

/* Everything that is allocated from the n-th on fails. */
static enum result import_with(long allocations, const char *path)
{
    faults_start(FAULTS_MEMORY, allocations, FAULTS_ALL);
    enum result result = import(path, &small.diags);
    faults_stop();
    return result;
}

static void sweep(const char *path, int before, int after)
{
    long n = 0;
    int64_t version = small_version(&small);
    enum result result;
    while ((result = import_with(n, path)) != RESULT_OK) {
        ck_assert_int_eq(result, RESULT_NO_MEMORY);
        ck_assert_int_eq(small_version(&small), version);
        ck_assert_int_eq(open_cases("svc"), before);
        n += 1 + n / 20;
    }
    ck_assert_int_gt(n, 50); /* it was not over before it began */
    ck_assert_int_eq(open_cases("svc"), after);
}

START_TEST(an_import_that_runs_out_of_memory_anywhere_changes_nothing)
{
    small_take(&small, "absences.csv", SMALL_ABSENCES_TEXT);
    small_take(&small, "cases.csv", SMALL_CASES_TEXT);
    sweep(write_cases("cases-b.csv", 60, "B"), 3, 120);
    sweep(scratch_write(&small.scratch, "posts.csv", SMALL_POSTS_TEXT), 120, 120);
    ck_assert_uint_eq(small_team_absences(&small, "cp"), 2);
    expect_integrity();
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("import faults");
    TCase *tcase = tcase_create("faults");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 60);
    if (!scratch_is_postgres()) { /* whose disk is elsewhere */
        tcase_add_test(tcase, an_import_that_cannot_be_written_changes_nothing);
        tcase_add_test(tcase, a_full_disk_is_said_and_changes_nothing);
    }
    tcase_add_test(tcase, an_import_that_runs_out_of_memory_anywhere_changes_nothing);
    suite_add_tcase(suite, tcase);
    return suite_run(suite);
}

/* Imports that are killed, as kill -9 does, at 1,000 moments spread over the time one takes and at
 * every single step it takes: the store always opens, is what it was before or what it is after
 * down to the last byte of a row, and the next import goes through. Readers are open meanwhile, and
 * one of them in the middle of reading. */
#include <check.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/store/sqlite.h"
#include "tests/core/feed/small_service.h"
#include "tests/core/store/digest.h"
#include "tests/faults/faults.h"
#include "tests/suite.h"

#define KILLS      1000
#define WORKERS    3
#define STORE_MOST (1 << 20)

static struct small small;
static const char *extract; /* what is imported */
static char store_bytes[STORE_MOST];
static size_t store_size;
static uint64_t digest_before, digest_after;

/* --- the store before and after --------------------------------------------------------------- */

static const char *write_cases(const char *name, int count)
{
    const char *path = scratch_path(&small.scratch, name);
    FILE *stream = fopen(path, "we");
    ck_assert_ptr_nonnull(stream);
    fputs("case_id,team,worker,category,start,end\n", stream);
    for (int i = 0; i < count; i++)
        fprintf(stream, "C%d,%s,W%d,cin,2024-01-01,\n", i, i % 2 ? "eh" : "cp", i);
    ck_assert_int_eq(fclose(stream), 0);
    return path;
}

/* All of it into the one file, which is what every trial begins with. */
static void remember_store(void)
{
    struct sqlite *db = NULL;
    const char *path = scratch_path(&small.scratch, "store.db");
    store_close(small.store);
    small.store = NULL;
    digest_before = store_digest(path);
    ck_assert_int_eq(sqlite_open(&db, path, SQLITE_WRITER, NULL), RESULT_OK);
    ck_assert_int_eq(sql_run_script(sqlite_sql(db), "PRAGMA wal_checkpoint(TRUNCATE)"), RESULT_OK);
    sqlite_close(db);
    FILE *stream = fopen(path, "re");
    ck_assert_ptr_nonnull(stream);
    store_size = fread(store_bytes, 1, sizeof store_bytes, stream);
    ck_assert_uint_lt(store_size, sizeof store_bytes);
    fclose(stream);
}

/* A folder of its own, in memory where there is such a file system: what is to be seen here is the
 * order of what is written, and a disk would only be slow. */
struct ground {
    char folder[64];
    char store[96];
    char uri[112];
};

static bool ground_make(struct ground *ground)
{
    static const char *const roots[] = {"/dev/shm", "/tmp"};
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
        snprintf(ground->folder, sizeof ground->folder, "%s/teamtop-kill-XXXXXX", roots[i]);
        if (mkdtemp(ground->folder)) {
            snprintf(ground->store, sizeof ground->store, "%s/store.db", ground->folder);
            snprintf(ground->uri, sizeof ground->uri, "sqlite:%s", ground->store);
            return true;
        }
    }
    return false;
}

static void forget_file(const struct ground *ground, const char *suffix)
{
    char path[128];
    snprintf(path, sizeof path, "%s%s", ground->store, suffix);
    unlink(path);
}

static void ground_clear(const struct ground *ground)
{
    static const char *const suffixes[] = {"", "-wal", "-shm", "-journal", ".imported", ".key"};
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        forget_file(ground, suffixes[i]);
}

static bool copy_file(const char *to, const char *bytes, size_t size, mode_t mode)
{
    int file = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
    bool written = file >= 0 && write(file, bytes, size) == (ssize_t)size;
    return file >= 0 && close(file) == 0 && written;
}

static uint8_t key[STORE_KEY_SIZE];

static bool lay_out(const struct ground *ground)
{
    char path[128];
    snprintf(path, sizeof path, "%s.key", ground->store);
    ground_clear(ground);
    return copy_file(path, (const char *)key, sizeof key, 0600) &&
           copy_file(ground->store, store_bytes, store_size, 0640);
}

static void ground_remove(const struct ground *ground)
{
    ground_clear(ground);
    rmdir(ground->folder);
}

/* --- an import, and its end ------------------------------------------------------------------- */

static enum result import_into(const char *uri)
{
    struct store *store = NULL;
    struct import_outcome outcome;
    enum result result = store_open(&store, uri, STORE_WRITE, NULL);
    if (result == RESULT_OK)
        result = import_file(&small.service, store, NULL, extract, "u", 1, NULL, &outcome);
    store_close(store);
    return result;
}

struct importer {
    pid_t process;
    int go; /* a byte to it begins the import */
};

typedef void plan_fn(long step);

static bool importer_start(struct importer *importer, const char *uri, plan_fn *plan, long step)
{
    int ends[2];
    char byte;
    fflush(NULL);
    if (pipe(ends) != 0)
        return false;
    importer->process = fork();
    if (importer->process == 0) {
        close(ends[1]);
        if (read(ends[0], &byte, 1) != 1)
            _exit(9);
        plan(step);
        _exit((int)import_into(uri));
    }
    close(ends[0]);
    importer->go = ends[1];
    return importer->process > 0;
}

static bool importer_go(struct importer *importer)
{
    bool gone = write(importer->go, "g", 1) == 1;
    close(importer->go);
    return gone;
}

/* --- one kill --------------------------------------------------------------------------------- */

struct tally {
    int running; /* imports that were killed before they ended */
    int before, after;
};

/* What went wrong, or NULL. */
typedef const char *verdict_t;

static verdict_t next_import_goes_through(const struct ground *ground)
{
    if (import_into(ground->uri) != RESULT_OK)
        return "the next import does not go through";
    return store_digest(ground->store) == digest_after ? NULL
                                                       : "the next import left another store";
}

static verdict_t look_at_store(const struct ground *ground, struct tally *tally)
{
    const uint64_t digest = store_digest(ground->store);
    if (digest != digest_before && digest != digest_after)
        return digest == 0 ? "the store is damaged" : "the store is neither old nor new";
    tally->before += digest == digest_before;
    tally->after += digest == digest_after;
    return next_import_goes_through(ground);
}

struct readers {
    struct store *reading; /* since before the import */
    struct store *idle;
    struct store_provider *provider; /* of the idle one */
    int64_t version;
};

static bool readers_open(struct readers *readers, const char *uri)
{
    uint64_t fingerprint;
    *readers = (struct readers){0};
    return store_open(&readers->reading, uri, STORE_READ, NULL) == RESULT_OK &&
           store_open(&readers->idle, uri, STORE_READ, NULL) == RESULT_OK &&
           store_begin_read(readers->reading, &readers->version, &fingerprint) == RESULT_OK &&
           store_provider_create(&readers->provider, readers->idle, &small.service) == RESULT_OK;
}

static void readers_close(struct readers *readers)
{
    store_provider_destroy(readers->provider);
    store_close(readers->idle);
    store_close(readers->reading);
}

static bool never(void *context, const char *name, const char *sub, const uint8_t *bytes, size_t n)
{
    (void)context, (void)name, (void)sub, (void)bytes, (void)n;
    return true;
}

static verdict_t ask_readers(struct readers *readers)
{
    bool changed;
    int64_t version;
    uint64_t fingerprint;
    if (store_each_series(readers->reading, "eh", never, NULL) != RESULT_OK)
        return "who was reading cannot go on";
    store_end_read(readers->reading);
    if (store_begin_read(readers->reading, &version, &fingerprint) != RESULT_OK ||
        (version != readers->version && version != readers->version + 1))
        return "who was reading cannot read anew";
    store_end_read(readers->reading);
    return store_provider_refresh(readers->provider, &changed) == RESULT_OK
               ? NULL
               : "an open dashboard cannot read on";
}

static verdict_t await(pid_t process, struct tally *tally)
{
    int status;
    if (waitpid(process, &status, 0) != process)
        return "the import is lost";
    const bool killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    tally->running += killed;
    return killed || status == 0 ? NULL : "the import failed before it was killed";
}

static verdict_t kill_one(
    const struct ground *ground, plan_fn *plan, long step, struct tally *tally)
{
    struct importer importer;
    struct readers readers;
    if (!lay_out(ground) || !importer_start(&importer, ground->uri, plan, step))
        return "an import cannot be started";
    /* After the fork: SQLite's connections do not survive one. */
    if (!readers_open(&readers, ground->uri) || !importer_go(&importer))
        return "readers cannot be opened";
    verdict_t verdict = await(importer.process, tally);
    if (!verdict)
        verdict = ask_readers(&readers);
    readers_close(&readers);
    return verdict ? verdict : look_at_store(ground, tally);
}

/* --- a thousand of them ----------------------------------------------------------------------- */

/* A timer of the process itself: whoever waits in another one may wake when all is over. */
static void die_after(long wait)
{
    struct sigevent kill = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGKILL};
    const struct itimerspec from_now = {
        .it_value = {.tv_sec = wait / 1000000, .tv_nsec = wait % 1000000 * 1000 + 1}};
    timer_t timer;
    if (timer_create(CLOCK_MONOTONIC, &kill, &timer) != 0 ||
        timer_settime(timer, 0, &from_now, NULL) != 0)
        _exit(8);
}

/* The time that moments are drawn from, in microseconds, learnt from what became of each: a little
 * longer after an import that was still running when it was killed, shorter by four such steps
 * after one that had ended. It rests where one import in five ends, at 5/4 of what one takes,
 * however busy the machine is meanwhile. */
#define SPAN_FIRST  2000.0
#define SPAN_LONGER 1.05

static double span_after(double span, bool was_running)
{
    return was_running ? span * SPAN_LONGER
                       : span / (SPAN_LONGER * SPAN_LONGER * SPAN_LONGER * SPAN_LONGER);
}

static struct tally kill_some(const struct ground *ground, int first)
{
    struct tally tally = {0};
    unsigned short random[3] = {(unsigned short)first, 0x7465, 0x616d};
    double span = SPAN_FIRST;
    for (int i = first; i < KILLS; i += WORKERS) {
        const int running = tally.running;
        const long wait = (long)(erand48(random) * span);
        const verdict_t verdict = kill_one(ground, die_after, wait, &tally);
        if (verdict) {
            fprintf(stderr, "kill %d, after %ld µs: %s\n", i, wait, verdict);
            _exit(1);
        }
        span = span_after(span, tally.running > running);
    }
    return tally;
}

/* A worker is a process; what it counted comes through the pipe. */
static _Noreturn void work(int first, int results)
{
    struct ground ground;
    if (!ground_make(&ground))
        _exit(2);
    const struct tally tally = kill_some(&ground, first);
    ground_remove(&ground);
    _exit(write(results, &tally, sizeof tally) == sizeof tally ? 0 : 3);
}

static struct tally sum_up(int results)
{
    struct tally sum = {0}, one;
    while (read(results, &one, sizeof one) == sizeof one) {
        sum.running += one.running;
        sum.before += one.before;
        sum.after += one.after;
    }
    return sum;
}

START_TEST(an_import_killed_at_a_thousand_moments_is_whole_or_never_was)
{
    int results[2], status;
    ck_assert_int_eq(pipe(results), 0);
    fflush(NULL);
    for (int i = 0; i < WORKERS; i++)
        if (fork() == 0)
            work(i, results[1]);
    close(results[1]);
    for (int i = 0; i < WORKERS; i++) {
        ck_assert_int_gt(wait(&status), 0);
        ck_assert_int_eq(status, 0);
    }
    const struct tally tally = sum_up(results[0]);
    close(results[0]);
    ck_assert_int_eq(tally.before + tally.after, KILLS);
    /* The moments did fall into imports, and on both sides of what makes them one. */
    ck_assert_int_gt(tally.running, KILLS / 2);
    ck_assert_int_gt(tally.before, KILLS / 2);
    ck_assert_int_gt(tally.after, KILLS / 10);
}
END_TEST

/* --- every step ------------------------------------------------------------------------------- */

static void die_at_a_file(long step)
{
    faults_start_deadly(FAULTS_STORE_FILE, step);
}

static void die_at_a_question(long step)
{
    faults_start_deadly(FAULTS_QUESTION, step);
}

static void die_at_a_file_of_ours(long step)
{
    faults_start_deadly(FAULTS_FILE, step);
}

static plan_fn *const plans[] = {die_at_a_file, die_at_a_question, die_at_a_file_of_ours};

START_TEST(an_import_killed_at_any_of_its_steps_is_whole_or_never_was)
{
    struct ground ground;
    struct tally tally = {0};
    long step = 0;
    ck_assert(ground_make(&ground));
    do {
        const verdict_t verdict = kill_one(&ground, plans[_i], step, &tally);
        ck_assert_msg(!verdict, "step %ld: %s", step, verdict);
    } while (tally.running == ++step);
    ground_remove(&ground);
    ck_assert_int_gt(step, 3);
    ck_assert_int_gt(tally.before, 0);
    ck_assert_int_gt(tally.after, 0);
}
END_TEST

/* --- setting up ------------------------------------------------------------------------------- */

static void set_up(void)
{
    const char *const uri = "store.db";
    small_setup(&small);
    small_take(&small, "posts.csv", SMALL_POSTS_TEXT);
    small_take(&small, "absences.csv", SMALL_ABSENCES_TEXT);
    small_take(&small, "cases.csv", SMALL_CASES_TEXT);
    extract = write_cases("cases-new.csv", 400);
    ck_assert_int_eq(store_key(small.store, key), RESULT_OK);
    remember_store();
    ck_assert_int_eq(import_into(scratch_uri(&small.scratch, "sqlite", uri)), RESULT_OK);
    digest_after = store_digest(scratch_path(&small.scratch, uri));
    ck_assert(digest_before != 0 && digest_after != 0 && digest_before != digest_after);
}

static void tear_down(void)
{
    small_teardown(&small);
}

int main(void)
{
    Suite *suite = suite_create("import killed");
    TCase *tcase = tcase_create("kill");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_set_timeout(tcase, 200);
    tcase_add_test(tcase, an_import_killed_at_a_thousand_moments_is_whole_or_never_was);
    tcase_add_loop_test(tcase, an_import_killed_at_any_of_its_steps_is_whole_or_never_was, 0,
        (int)(sizeof plans / sizeof *plans));
    suite_add_tcase(suite, tcase);
    return suite_run(suite);
}

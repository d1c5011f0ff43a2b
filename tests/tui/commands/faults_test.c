/* Every command with everything that can fail failing in turn, until it gets through: either the
 * work is done, or nothing is changed, and a sentence says why. The commands run inside this
 * program, so that what leaks is found by the sanitizer when it ends. */
#include <check.h>
#include <dirent.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/grow.h"
#include "tests/core/store/digest.h"
#include "tests/faults/faults.h"
#include "tests/suite.h"
#include "tests/tui/commands/stage.h"
#include "tui/commands/commands.h"

#define ARGUMENTS_MOST 12
#define PATH_SIZE      4096
#define NOON           1709294400 /* on 1 March 2024 */
#define TURNS_MOST     200000     /* more calls of a kind than any command makes */

/* --- running a command ------------------------------------------------------------------------ */

struct outcome {
    int code;
    uint64_t digest;                 /* of the store afterwards */
    struct buffer out, err, written; /* "written" is the file --output names */
};

static void outcome_done(struct outcome *outcome)
{
    buffer_done(&outcome->out);
    buffer_done(&outcome->err);
    buffer_done(&outcome->written);
}

static void read_file(const char *path, struct buffer *ret)
{
    char bytes[4096];
    size_t length;
    FILE *file = fopen(path, "r");
    *ret = (struct buffer){0};
    while (file && (length = fread(bytes, 1, sizeof bytes, file)) > 0)
        buffer_add(ret, bytes, length);
    buffer_add(ret, "", 1);
    ck_assert(!ret->failed);
    if (file)
        fclose(file);
}

/* Sends a standard stream to a file; the descriptor it had. */
static int divert(FILE *stream, const char *path)
{
    fflush(stream);
    int before = dup(fileno(stream));
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ck_assert(before >= 0 && file >= 0 && dup2(file, fileno(stream)) >= 0);
    close(file);
    return before;
}

static void give_back(FILE *stream, int before)
{
    fflush(stream);
    clearerr(stream);
    dup2(before, fileno(stream));
    close(before);
}

/* As main() does. */
static int run_command(const char *const arguments[])
{
    char *argv[ARGUMENTS_MOST + 1] = {(char[]){"teamtop"}};
    int count = 1;
    struct options options;
    const struct command *command;
    struct diags diags;
    for (; arguments[count - 1] && count < ARGUMENTS_MOST; count++)
        argv[count] = (char *)arguments[count - 1];
    diags_init(&diags);
    const enum result result = options_parse(count, argv, &options, &command, &diags);
    diags_print(&diags, stderr);
    diags_done(&diags);
    return result == RESULT_OK ? command->run(&options) : EXIT_USAGE;
}

static struct outcome run(const char *const arguments[], enum faults_kind kind, long succeed,
    long failures, bool *ret_struck)
{
    struct outcome outcome;
    const int out = divert(stdout, "out"), err = divert(stderr, "err");
    faults_hold_clock(NOON);
    faults_start(kind, succeed, failures);
    outcome.code = run_command(arguments);
    *ret_struck = faults_stop();
    give_back(stdout, out);
    give_back(stderr, err);
    read_file("out", &outcome.out);
    read_file("err", &outcome.err);
    read_file("written", &outcome.written);
    outcome.digest = store_digest("worked-example.db");
    return outcome;
}

/* --- what is run ------------------------------------------------------------------------------ */

struct deed {
    const char *name;
    const char *arguments[ARGUMENTS_MOST];
    int code; /* when nothing fails */
    bool says_to_stdout;
};

#define CONFIG "--config", "."
#define AS_AT  "--as-at", "2024-02-29"

static const struct deed deeds[] = {
    {"check", {"check", CONFIG, "cases-more.csv"}, EXIT_DONE, false},
    {"import", {"import", CONFIG, "cases-more.csv"}, EXIT_DONE, false},
    {"import posts", {"import", CONFIG, "posts-more.csv"}, EXIT_DONE, false},
    {"import a new store", {"import", CONFIG, "--store", "sqlite:other.db", "cases.csv"}, EXIT_DONE,
        false},
    {"import what is refused", {"import", CONFIG, "cases-bad.csv"}, EXIT_FINDINGS, false},
    {"watch", {"watch", CONFIG, "--once"}, EXIT_DONE, false},
    {"feeds", {"feeds", CONFIG, "cases"}, EXIT_DONE, true},
    {"report", {"report", CONFIG, AS_AT}, EXIT_DONE, true},
    {"report csv", {"report", CONFIG, AS_AT, "--format", "csv", "--level", "team"}, EXIT_DONE,
        true},
    {"report json", {"report", CONFIG, AS_AT, "--format", "json"}, EXIT_DONE, true},
    {"report html", {"report", CONFIG, AS_AT, "--format", "html", "--output", "written", "--share"},
        EXIT_DONE, false},
    {"screen", {CONFIG, AS_AT, "--once"}, EXIT_DONE, true},
    {"screen of a team", {CONFIG, AS_AT, "--once", "--unit", "eh-penwith"}, EXIT_DONE, true},
    {"lines", {CONFIG, AS_AT, "--plain"}, EXIT_DONE, true},
};

#define DEEDS ((int)(sizeof deeds / sizeof *deeds))

/* What fails, and what SQLite says of it. */
static const struct fault {
    const char *name;
    enum faults_kind kind;
    long failures;
    int code;
} faults[] = {
    {"an allocation", FAULTS_MEMORY, 1, 0},
    {"all allocations", FAULTS_MEMORY, FAULTS_ALL, 0},
    {"an allocation of the store", FAULTS_STORE_MEMORY, 1, 0},
    {"a question", FAULTS_QUESTION, 1, 0},
    {"a question for want of memory", FAULTS_QUESTION, 1, SQLITE_NOMEM},
    {"a damaged answer", FAULTS_QUESTION, 1, SQLITE_CORRUPT},
    {"a busy store", FAULTS_QUESTION, 1, SQLITE_BUSY},
    {"all questions", FAULTS_QUESTION, FAULTS_ALL, 0},
    {"a write of the store", FAULTS_STORE_FILE, 1, 0},
    {"a full disk under the store", FAULTS_STORE_FILE, FAULTS_ALL, SQLITE_FULL},
    {"a file", FAULTS_FILE, 1, 0},
    {"all files", FAULTS_FILE, FAULTS_ALL, 0},
};

#define FAULTS ((int)(sizeof faults / sizeof *faults))

/* --- the stage -------------------------------------------------------------------------------- */

static void set_up(void)
{
    stage_set_up();
    ck_assert_int_eq(chdir(stage_folder()), 0);
    stage_more_cases("cases-more.csv");
    stage_shell("sed 's/,1,/,0.8,/' posts.csv > posts-more.csv; echo a,b > cases-bad.csv");
    stage_shell(
        "sqlite3 worked-example.db 'PRAGMA wal_checkpoint(TRUNCATE)' > out && mkdir before && "
        "cp worked-example.db* before");
}

static void copy(const char *from, const char *to)
{
    struct buffer bytes;
    FILE *file = fopen(to, "w");
    read_file(from, &bytes);
    ck_assert(file && fwrite(bytes.bytes, 1, bytes.length - 1, file) == bytes.length - 1);
    ck_assert_int_eq(fclose(file), 0);
    buffer_done(&bytes);
}

/* As it was before anything was run. */
static void lay_out(void)
{
    static const char *const gone[] = {"worked-example.db-wal", "worked-example.db-shm", "other.db",
        "other.db-wal", "other.db-shm", "other.db-journal", "other.db.key", "other.db.imported",
        "written", "inbox/taken/cases-new.csv", "inbox/refused/cases-new.csv"};
    for (size_t i = 0; i < sizeof gone / sizeof *gone; i++)
        unlink(gone[i]);
    copy("before/worked-example.db", "worked-example.db");
    copy("cases-more.csv", "inbox/cases-new.csv");
}

static void tear_down(void)
{
    ck_assert_int_eq(chdir("/"), 0);
    stage_tear_down();
}

/* --- what has to hold ------------------------------------------------------------------------- */

static bool same(const struct buffer *a, const struct buffer *b)
{
    return strcmp(a->bytes, b->bytes) == 0;
}

/* Such as "written.a1B2c3", under which it stands until it is whole. */
static bool is_half_file(const char *name)
{
    return strncmp(name, "written.", 8) == 0 || strncmp(name, "other.db.key.", 13) == 0;
}

static bool leaves_no_half_file(void)
{
    bool found = false;
    DIR *folder = opendir(".");
    ck_assert_ptr_nonnull(folder);
    for (const struct dirent *entry; (entry = readdir(folder));)
        found |= is_half_file(entry->d_name);
    closedir(folder);
    return !found;
}

static void must_hold(const struct deed *deed, const struct fault *fault, long turn, bool held,
    const char *what, const struct outcome *outcome)
{
    ck_assert_msg(held, "%s, %s number %ld (exit code %d): %s\n%s", deed->name, fault->name, turn,
        outcome->code, what, outcome->err.bytes);
}

static void judge(const struct deed *deed, const struct fault *fault, long turn,
    const struct outcome *outcome, const struct outcome *good, uint64_t before)
{
#define HOLDS(condition, what) must_hold(deed, fault, turn, condition, what, outcome)
    const bool done = outcome->code == deed->code;
    HOLDS(outcome->code >= 0 && outcome->code <= EXIT_REFUSED, "no exit code of ours");
    HOLDS(outcome->digest == before || outcome->digest == good->digest,
        "the store is neither what it was nor what it should be");
    HOLDS(leaves_no_half_file(), "half a file was left");
    if (done) {
        /* What is in the inbox may stay there, and then that is said. */
        HOLDS(outcome->digest == good->digest || strstr(outcome->err.bytes, "warning: ") != NULL,
            "it says done, and the store is not");
        HOLDS(same(&outcome->written, &good->written), "it says done, and the file is not");
        HOLDS(!deed->says_to_stdout || same(&outcome->out, &good->out) ||
                  strstr(outcome->out.bytes, "cannot be read") != NULL,
            "it says done, and the output is another");
        return;
    }
    HOLDS(strstr(outcome->err.bytes, "error: ") != NULL, "nothing says why");
    HOLDS(outcome->written.bytes[0] == '\0' || same(&outcome->written, &good->written),
        "half a file was written");
#undef HOLDS
}

/* The n-th fails, then the next: each of the first, and of the many after them some; with
 * TEAMTOP_EVERY_TURN in the environment, each. */
static long next_turn(long turn)
{
    return getenv("TEAMTOP_EVERY_TURN") ? turn + 1 : turn + 1 + turn / 10;
}

START_TEST(either_the_work_is_done_or_nothing_is_changed_and_a_sentence_says_why)
{
    const struct deed *deed = &deeds[_i / FAULTS];
    const struct fault *fault = &faults[_i % FAULTS];
    bool struck;
    faults_say(fault->code);
    lay_out();
    const uint64_t before = store_digest("worked-example.db");
    ck_assert(before != 0);
    struct outcome good = run(deed->arguments, fault->kind, TURNS_MOST, 1, &struck);
    ck_assert_msg(!struck && good.code == deed->code && good.digest != 0, "%s: %d\n%s", deed->name,
        good.code, good.err.bytes);
    struck = true;
    long turn = 0;
    for (; struck; turn = next_turn(turn)) {
        lay_out();
        struct outcome outcome = run(deed->arguments, fault->kind, turn, fault->failures, &struck);
        judge(deed, fault, turn, &outcome, &good, before);
        outcome_done(&outcome);
    }
    outcome_done(&good);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("faults");
    TCase *cases = tcase_create("commands");
    tcase_add_unchecked_fixture(cases, set_up, tear_down);
    tcase_set_timeout(cases, 120);
    tcase_add_loop_test(cases,
        either_the_work_is_done_or_nothing_is_changed_and_a_sentence_says_why, 0, DEEDS * FAULTS);
    suite_add_tcase(suite, cases);
    return suite_run(suite);
}

/*
 * The shared service as docs/service-over-ssh.md sets it up: a real SSH server on loopback, three
 * viewers with three keys, what each sees, and that nobody gets out of it.
 */
#include <check.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tests/suite.h"
#include "tests/tui/commands/stage.h"

#define OPTION_SIZE (PATH_MAX + 64)

static void set_up(void)
{
    stage_set_up();
    stage_shell(
        SOURCE "/tests/tui/commands/ssh_server.sh " TEAMTOP " " SOURCE " %s", stage_folder());
}

static void tear_down(void)
{
    stage_shell("kill $(cat ssh/pid)");
    stage_tear_down();
}

/* A terminal of this type in which `ssh` connects as this viewer. */
static struct pty *connect_as(const char *viewer, const char *type)
{
    static char key[OPTION_SIZE], known[OPTION_SIZE], terminal[64], port[16], user[96];
    char *const number = stage_output("cat ssh/port"), *const name = stage_output("id -un");
    snprintf(key, sizeof key, "%s/ssh/%s", stage_folder(), viewer);
    snprintf(known, sizeof known, "UserKnownHostsFile=%s/ssh/known", stage_folder());
    snprintf(terminal, sizeof terminal, "TERM=%s", type);
    snprintf(port, sizeof port, "%ld", strtol(number, NULL, 10));
    snprintf(user, sizeof user, "%.*s@127.0.0.1", (int)strcspn(name, "\n"), name);
    free(number);
    free(name);
    const char *const argv[] = {"/usr/bin/ssh", "-F", "none", "-tt", "-p", port, "-i", key, "-o",
        known, "-o", "IdentitiesOnly=yes", "-o", "LogLevel=ERROR", "-o", "SendEnv=LC_ALL", "-o",
        "EscapeChar=none", user, NULL};
    const char *const settings[] = {terminal, "LC_ALL=C.UTF-8", NULL};
    struct pty *const pty = pty_start(argv, settings, 120, 36);
    ck_assert_ptr_nonnull(pty);
    (void)pty_wait_text(pty, "? help", 2 * PATIENCE); /* an SSH server takes its time besides */
    must_show(pty, "? help");
    pty_settle(pty, 300);
    return pty;
}

static void leave(struct pty *pty)
{
    pty_type(pty, "Q");
    must_end(pty, 0);
    pty_destroy(pty);
}

/* --- the program at the other end ------------------------------------------------------------- */

/* The process that shows the dashboard to this viewer, or 0. */
static long process_of(const char *viewer)
{
    char *const found = stage_output(
        "pgrep -f '^%s --config %s --user %s$' || true", TEAMTOP, stage_folder(), viewer);
    const long process = strtol(found, NULL, 10);
    free(found);
    return process;
}

static char state_of(long process)
{
    char path[64], line[256] = "", state = '?';
    snprintf(path, sizeof path, "/proc/%ld/stat", process);
    FILE *const file = fopen(path, "r");
    if (!file)
        return state;
    const char *const end = fgets(line, sizeof line, file) ? strrchr(line, ')') : NULL;
    fclose(file);
    return end ? end[2] : state;
}

static int64_t milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* --- what each sees --------------------------------------------------------------------------- */

static void sees_a_team(struct pty *pty)
{
    must_show(pty, " Worker ");
    must_show(pty, "Early Help Penwith");
    pty_type(pty, ":view overview\r");
    must_show(pty, "Overview");
    pty_settle(pty, 200);
    must_not_show(pty, "East");
    must_not_show(pty, "Child Protection");
    pty_type(pty, ":unit cp-east\r");
    must_show(pty, "There is no unit");
}

static void sees_an_area(struct pty *pty)
{
    must_show(pty, "Child Protection West");
    must_not_show(pty, "East");
    pty_type(pty, ":unit eh-penwith\r");
    must_show(pty, "own manager only");
    must_not_show(pty, " Worker ");
}

static void sees_all(struct pty *pty)
{
    must_show(pty, "Child Protection East");
    must_show(pty, "Early Help Penwith");
    pty_type(pty, ":unit eh-penwith\r");
    must_show(pty, "own manager only");
}

static const struct {
    const char *name, *type;
    void (*sees)(struct pty *pty);
} viewers[] = {
    {"manager", "xterm-256color", sees_a_team},
    {"area", "xterm-no-such-kind", sees_an_area}, /* falls back to the nearest known */
    {"director", "screen", sees_all},
};

/* --- ways out --------------------------------------------------------------------------------- */

/* What is typed, and what is said to it (NULL: nothing). */
static const struct {
    const char *typed, *said;
} attempts[] = {
    {"!", NULL},
    {"!sh\r", NULL},
    {"\032", NULL}, /* Ctrl-Z */
    {":!sh\r", ""},
    {":shell\r", ""},
    {":export csv ../out.csv\r", "name the file alone"},
    {":export csv /tmp/teamtop-out.csv\r", "name the file alone"},
    {":export csv ssh/out.csv\r", "name the file alone"},
    {":export csv .profile\r", "name the file alone"},
    {":export csv -o\r", "name the file alone"},
};

static void try_to_get_out(struct pty *pty, const char *viewer)
{
    const long process = process_of(viewer);
    ck_assert_int_gt(process, 0);
    for (size_t i = 0; i < sizeof attempts / sizeof attempts[0]; i++) {
        pty_type(pty, attempts[i].typed);
        if (attempts[i].said)
            must_show(pty, attempts[i].said);
        pty_settle(pty, 150);
        ck_assert_msg(state_of(process) != 'T', "%s stops it", attempts[i].typed);
        must_not_show(pty, "# ");
        must_not_show(pty, "uid=");
        if (!attempts[i].said) {
            pty_type(pty, "\033");
            pty_settle(pty, 150); /* by itself, and not the begin of a longer key */
        }
    }
    stage_shell("test -z \"$(find . /tmp/teamtop-out.csv -name '*out.csv' 2>/dev/null)\"");
    stage_shell("test ! -e exports/%1$s/.profile && test ! -e exports/%1$s/-o", viewer);
}

static void export_once(struct pty *pty, const char *viewer)
{
    pty_type(pty, ":view overview\r");
    must_show(pty, "Overview");
    pty_type(pty, ":export csv mine.csv\r");
    must_show(pty, "written: mine.csv");
    stage_shell("test -s exports/%s/mine.csv", viewer);
    stage_shell("echo kept > exports/%s/mine.csv", viewer);
    pty_type(pty, ":export csv mine.csv\r");
    must_show(pty, "cannot be written: File exists");
    stage_shell("grep -q kept exports/%s/mine.csv", viewer);
}

START_TEST(each_sees_their_own_and_cannot_get_out)
{
    for (size_t i = 0; i < sizeof viewers / sizeof viewers[0]; i++) {
        struct pty *const pty = connect_as(viewers[i].name, viewers[i].type);
        viewers[i].sees(pty);
        try_to_get_out(pty, viewers[i].name);
        export_once(pty, viewers[i].name);
        leave(pty);
    }
    stage_shell("grep -q 'manager.*workers.*eh-penwith.*team' audit.log");
    stage_shell("! grep -q '\tarea\t.*workers' audit.log");
    stage_shell("grep -q '\tdirector\t.*export.*csv mine.csv' audit.log");
    stage_shell(SOURCE "/tests/tui/commands/ssh_test.sh %s", stage_folder());
}
END_TEST

static int64_t end_after_a_drop(void)
{
    struct pty *const pty = connect_as("area", "xterm-256color");
    const long process = process_of("area");
    ck_assert_int_gt(process, 0);
    pty_signal(pty, SIGKILL);
    const int64_t dropped = milliseconds();
    while (
        state_of(process) != '?' && state_of(process) != 'Z' && milliseconds() - dropped < PATIENCE)
        usleep(10000);
    const int64_t taken = milliseconds() - dropped;
    pty_destroy(pty);
    return taken;
}

/* The least of some: a busy machine only adds. */
START_TEST(a_dropped_connection_ends_the_program_within_a_second)
{
    int64_t least = PATIENCE;
    for (int i = 0; i < 3; i++) {
        const int64_t one = end_after_a_drop();
        ck_assert_int_lt(one, PATIENCE);
        least = one < least ? one : least;
    }
    ck_assert_int_le(least, 1000);
}
END_TEST

int main(void)
{
    Suite *const suite = suite_create("ssh");
    TCase *const tests = tcase_create("the shared service");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_set_timeout(tests, 180);
    tcase_add_test(tests, each_sees_their_own_and_cannot_get_out);
    tcase_add_test(tests, a_dropped_connection_ends_the_program_within_a_second);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}

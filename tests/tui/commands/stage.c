#include "tests/tui/commands/stage.h"

#include <check.h>
#include <limits.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define OPTIONS_MOST 12
#define OUTPUT_MOST  (1 << 17)
#define COMMAND_MOST 8192
#define LOOK_EVERY   20 /* milliseconds */

static char work[PATH_MAX - 128];

const char *const stage_settings[] = {
    "TERM=xterm-256color", "LC_ALL=C.UTF-8", "NO_COLOR", "LINES", "COLUMNS", NULL};

static void write_command(char *command, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

static void write_command(char *command, const char *format, va_list arguments)
{
    int length = snprintf(command, COMMAND_MOST, "cd %s && ", work);

    vsnprintf(command + length, COMMAND_MOST - (size_t)length, format, arguments);
}

void stage_shell(const char *format, ...)
{
    char command[COMMAND_MOST];
    va_list arguments;

    va_start(arguments, format);
    write_command(command, format, arguments);
    va_end(arguments);
    ck_assert_msg(system(command) == 0, "failed: %s", command);
}

void stage_await(const char *condition)
{
    char command[COMMAND_MOST];

    snprintf(command, sizeof command, "cd %s && %s", work, condition);
    for (int i = 0; i < PATIENCE / LOOK_EVERY; i++) {
        if (system(command) == 0)
            return;
        poll(NULL, 0, LOOK_EVERY);
    }
    ck_abort_msg("does not come true: %s", command);
}

char *stage_output(const char *format, ...)
{
    char command[COMMAND_MOST];
    char *output = calloc(1, OUTPUT_MOST);
    va_list arguments;

    va_start(arguments, format);
    write_command(command, format, arguments);
    va_end(arguments);

    FILE *pipe = popen(command, "r");

    ck_assert(output != NULL && pipe != NULL);
    ck_assert_uint_lt(fread(output, 1, OUTPUT_MOST - 1, pipe), OUTPUT_MOST - 1);
    ck_assert_msg(pclose(pipe) == 0, "failed: %s\n%s", command, output);
    return output;
}

void stage_set_up(void)
{
    snprintf(work, sizeof work, "/tmp/teamtop-stage-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(work));
    ck_assert_int_eq(setenv("XDG_STATE_HOME", work, 1), 0); /* and not where a person's is */
    stage_shell("cp " SOURCE "/fixtures/worked-example/* . && mkdir inbox");
    stage_shell("{ echo 'inbox: inbox'; echo 'data_until: 2024-03-01'; cat " SOURCE
                "/fixtures/worked-example/feeds.yaml; } > feeds.yaml");
    stage_shell(TEAMTOP " import --quiet --config . cases.csv posts.csv absences.csv");
}

bool stage_is_left(int milliseconds)
{
    char command[PATH_MAX];

    /* Written so that it does not find the shell that looks. */
    snprintf(command, sizeof command, "pgrep -f 'confi[g] %s' > /dev/null", work);
    for (int i = 0; i <= milliseconds / LOOK_EVERY; i++) {
        if (system(command) != 0)
            return true;
        poll(NULL, 0, LOOK_EVERY);
    }
    return false;
}

void stage_tear_down(void)
{
    char command[PATH_MAX];

    ck_assert_msg(stage_is_left(PATIENCE), "a process is left behind");
    snprintf(command, sizeof command, "rm -rf %s", work);
    ck_assert_int_eq(system(command), 0);
}

const char *stage_folder(void)
{
    return work;
}

struct pty *stage_open_with(const char *const settings[], const char *const options[])
{
    const char *argv[OPTIONS_MOST + 4] = {TEAMTOP, "--config", work};

    for (size_t i = 0; options[i] != NULL && i < OPTIONS_MOST; i++)
        argv[3 + i] = options[i];

    struct pty *pty = pty_start(argv, settings, 120, 36);

    ck_assert_ptr_nonnull(pty);
    must_show(pty, "? help");
    pty_settle(pty, 300);
    return pty;
}

struct pty *stage_open(const char *option)
{
    return stage_open_with(stage_settings, (const char *const[]){option, NULL});
}

static bool shows(const struct pty *pty, const char *text)
{
    char *screen = pty_text(pty);
    bool found = strstr(screen, text) != NULL;

    free(screen);
    return found;
}

/* A screen of UTF-8 is more than Check takes as a message. */
static void tell_screen(const struct pty *pty)
{
    char *screen = pty_text(pty);

    fprintf(stderr, "the screen:\n%s\n", screen);
    free(screen);
}

void must_show(struct pty *pty, const char *text)
{
    if (pty_wait_text(pty, text, PATIENCE))
        return;
    tell_screen(pty);
    ck_abort_msg("\"%s\" is not on the screen", text);
}

void must_not_show(struct pty *pty, const char *text)
{
    if (!shows(pty, text))
        return;
    tell_screen(pty);
    ck_abort_msg("\"%s\" is on the screen", text);
}

void must_vanish(struct pty *pty, const char *text)
{
    for (int i = 0; i < 100 && shows(pty, text); i++)
        pty_settle(pty, 100);
    must_not_show(pty, text);
}

long stage_ticks(const struct pty *pty)
{
    char path[64];
    long user = -1, in_system = -1;

    snprintf(path, sizeof path, "/proc/%ld/stat", pty_process(pty));

    FILE *stat = fopen(path, "r");

    ck_assert_ptr_nonnull(stat);
    ck_assert_int_eq(fscanf(stat, "%*d %*s %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %ld %ld",
                         &user, &in_system),
        2);
    fclose(stat);
    return user + in_system;
}

/* Times it went to sleep: each wake-up adds one. */
static long sleeps(const struct pty *pty)
{
    char path[64], line[256];
    long count = -1;

    snprintf(path, sizeof path, "/proc/%ld/status", pty_process(pty));

    FILE *status = fopen(path, "r");

    ck_assert_ptr_nonnull(status);
    while (fgets(line, sizeof line, status))
        sscanf(line, "voluntary_ctxt_switches: %ld", &count);
    fclose(status);
    return count;
}

void stage_wait_for_time(int seconds)
{
    while (time(NULL) % 60 == 0 || 60 - time(NULL) % 60 < seconds)
        poll(NULL, 0, LOOK_EVERY);
}

/* On a busy machine it may still be about what came before. */
static void let_it_finish(struct pty *pty)
{
    long before;

    do {
        before = sleeps(pty);
        pty_settle(pty, 1000);
    } while (sleeps(pty) != before && time(NULL) % 60 < 50);
}

void must_be_idle(struct pty *pty)
{
    stage_wait_for_time(15);
    let_it_finish(pty);

    const long before = sleeps(pty);
    const size_t bytes = pty_bytes(pty);

    pty_settle(pty, 2500);
    ck_assert_int_eq(sleeps(pty), before);
    ck_assert_uint_eq(pty_bytes(pty), bytes);
}

void must_end(struct pty *pty, int code)
{
    int status;

    ck_assert_msg(pty_wait_exit(pty, PATIENCE, &status), "it does not end");
    if (WIFEXITED(status) && WEXITSTATUS(status) == code)
        return;
    pty_settle(pty, 100);
    tell_screen(pty);
    ck_abort_msg("ended with %x", status);
}

void stage_more_cases(const char *name)
{
    stage_shell("{ cat cases.csv; i=0; while [ $i -lt 40 ]; do i=$((i+1)); "
                "echo \"M$i,EH Penwith,W1,early_help,01/02/2024,\"; done; } > .new && mv .new %s",
        name);
}

/*
 * stage.h: the real program at a terminal, on a service of its own that is thrown away.
 *
 * The stage owns a folder of its own; what stands on it is the worked example as an archive that
 * ends on 1 March 2024, with an inbox. Whatever fails ends the test with what was on the screen.
 */
#ifndef TEAMTOP_TESTS_STAGE_H
#define TEAMTOP_TESTS_STAGE_H

#include "tests/tui/screen/pty.h"

#define PATIENCE                                                                                   \
    20000 /* milliseconds, under sanitizers on a busy machine; nothing waits so long when it works \
           */

/* As checked fixtures. */
void stage_set_up(void);
void stage_tear_down(void);
const char *stage_folder(void);
/* Whether, within these milliseconds, no process works on the folder any more: what takes files for a dashboard
 * goes a little after it. */
bool stage_is_left(int milliseconds);

/* Runs a command line in the folder; it must succeed. TEAMTOP is the program under test. */
void stage_shell(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The same, giving what it printed; the caller frees. */
char *stage_output(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Tries a command line until it succeeds: for what the program does a little after it shows that it will. */
void stage_await(const char *condition);

/* A terminal of 256 colours and UTF-8; NULL at the end. */
extern const char *const stage_settings[];

/* The dashboard with one more option (or NULL), 120x36, once its first screen stands. */
struct pty *stage_open(const char *option);
/* The same with other settings and any number of options, NULL at the end. */
struct pty *stage_open_with(const char *const settings[], const char *const options[]);

void must_show(struct pty *pty, const char *text);
/* Now; and within ten seconds. */
void must_not_show(struct pty *pty, const char *text);
void must_vanish(struct pty *pty, const char *text);
void must_end(struct pty *pty, int code);

/* Waits, if need be, until the minute has so many seconds to go: the program's clock moves with it. */
void stage_wait_for_time(int seconds);

/* It has nothing more to do: it neither wakes nor sends a byte, but for the minute's clock. */
void must_be_idle(struct pty *pty);

/* How long the program has used a processor, in ticks of the system. */
long stage_ticks(const struct pty *pty);

/* Forty more children for Early Help Penwith, under this name. */
void stage_more_cases(const char *name);

#endif

/*
 * pty.h: a program in a pseudo-terminal, and what a person at it would see.
 *
 * A `struct pty` owns the program it started (ended at the latest by pty_destroy), the master side
 * of the terminal and a libvterm that turns what was sent into cells. Starting can fail (NULL);
 * waiting answers false when the time is over. Times are milliseconds, places are columns and rows
 * from 0.
 */
#ifndef TEAMTOP_TESTS_PTY_H
#define TEAMTOP_TESTS_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

struct pty;

/* Runs argv[0] (a path) in a terminal of this size. `settings` are "NAME=value" to set and "NAME"
 * to unset in its environment, NULL at the end; all signals are as a shell would give them. */
struct pty *pty_start(
    const char *const argv[], const char *const settings[], int width, int height);
void pty_destroy(struct pty *pty);

void pty_type(struct pty *pty, const char *bytes);
void pty_resize(struct pty *pty, int width, int height); /* the program gets SIGWINCH */
void pty_signal(struct pty *pty, int signal_number);
void pty_hang_up(struct pty *pty); /* the connection drops: nothing may be read or typed after it */

/* Reads until the screen contains `text`. */
bool pty_wait_text(struct pty *pty, const char *text, int milliseconds);
/* Reads until nothing came for `milliseconds`. */
void pty_settle(struct pty *pty, int milliseconds);
/* Reads until the program has ended; *ret_status as waitpid() gives it. */
bool pty_wait_exit(struct pty *pty, int milliseconds, int *ret_status);
/* Waits until the program has ended while nobody reads what it writes. */
bool pty_wait_end_unread(struct pty *pty, int milliseconds);
/* Waits until the program is stopped (SIGTSTP, SIGSTOP). */
bool pty_wait_stop(struct pty *pty, int milliseconds);

/* The screen, rows joined by newlines and without blanks at their ends; the caller frees. */
char *pty_text(const struct pty *pty);

#define PTY_DIRECT 0x1000000

struct pty_cell {
    char text[32]; /* UTF-8, "" for a blank */
    int width;     /* columns */
    bool bold, reverse, underline;
    bool coloured;   /* foreground or background is not the terminal's own */
    int front, back; /* of the palette, or PTY_DIRECT + 0xRRGGBB; −1: the terminal's own */
};
struct pty_cell pty_cell_at(const struct pty *pty, int x, int y);

size_t pty_bytes(const struct pty *pty); /* received since the start */
/* True when these bytes came after the first `from` of them. */
bool pty_sent(const struct pty *pty, const char *bytes, size_t from);
/* True when any byte that is not ASCII came since the start. */
bool pty_sent_beyond_ascii(const struct pty *pty);
/* True when any colour but the terminal's own was asked for since the start. */
bool pty_sent_colour(const struct pty *pty);
bool pty_alternate(const struct pty *pty);                      /* the alternate screen is shown */
bool pty_cursor(const struct pty *pty, int *ret_x, int *ret_y); /* true: visible */
bool pty_modes(const struct pty *pty, struct termios *ret);
long pty_process(const struct pty *pty); /* its process id */

#endif

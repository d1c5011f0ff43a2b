/*
 * terminal.h: the one door to ncurses.
 *
 * A terminal shows canvases, sending only what changed, and gives keys. It owns the ncurses screen
 * and puts the terminal back as it was on terminal_close(), on a crash and on a fatal signal.
 * Opening can fail (not a terminal, unknown TERM) with a message; a terminal that went away is told
 * by TERMINAL_GONE.
 */
#ifndef TEAMTOP_SCREEN_TERMINAL_H
#define TEAMTOP_SCREEN_TERMINAL_H

#include <stdbool.h>

#include "core/base/diag.h"
#include "core/base/result.h"
#include "tui/screen/canvas.h"
#include "tui/screen/keys.h"
#include "tui/screen/theme.h"

struct terminal;

enum colour_mode { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

/* Takes standard input and output over; setlocale() has been called. COLOUR_AUTO honours NO_COLOR.
 * Ctrl-C and Ctrl-Z stay with the system and come as SIGINT and SIGTSTP: take both by the loop. One
 * terminal at a time. RESULT_INVALID with a message when there is no terminal or its type can't be
 * used. */
MUST_CHECK enum result terminal_open(
    struct terminal **ret, const struct theme *theme, enum colour_mode colour, struct diags *diags);
/* Puts everything back as it was; NULL is fine. */
void terminal_close(struct terminal *terminal);

/* Other colours from the next show on, which paints everything; as many of them, or none, as were
 * settled on opening. */
void terminal_theme(struct terminal *terminal, const struct theme *theme);

/* The descriptor to poll for input. */
int terminal_descriptor(const struct terminal *terminal);

/* The size now in columns and rows, 1 to CANVAS_MOST (asks the system, tells ncurses); call it on
 * SIGWINCH before the next show. */
void terminal_size(struct terminal *terminal, int *ret_width, int *ret_height);

enum terminal_input {
    TERMINAL_KEY,
    TERMINAL_MOUSE,   /* terminal_mouse_event() says what */
    TERMINAL_NOTHING, /* drained: poll again */
    TERMINAL_GONE,    /* end of file, EIO: leave at once */
};
/* Never waits. Read until there is nothing more, then draw: so a paste costs one frame. */
enum terminal_input terminal_read(struct terminal *terminal, key_code *ret);

/* Has the terminal report clicks and the wheel, or keep them for its own selection (as at first).
 * Terminals that cannot report any stay as they are. */
void terminal_mouse(struct terminal *terminal, bool wanted);
/* What the last TERMINAL_MOUSE was; two clicks are never a double one here: nothing below the
 * commands knows the time. */
struct mouse_event terminal_mouse_event(const struct terminal *terminal);

/* Brings the terminal to what the canvas shows, its cursor included; sends nothing when that is so
 * already. What the terminal can't show (beyond its locale) becomes "?". */
void terminal_show(struct terminal *terminal, const struct canvas *canvas);
/* Forgets what is believed to be there: the next show paints everything (Ctrl-L, after a stop). */
void terminal_redraw(struct terminal *terminal);
/* The program is about to end by this signal: a terminal that takes nothing is not waited for. */
void terminal_hurry(struct terminal *terminal, int signal_number);
/* Hands the terminal back for a while (on SIGTSTP; the caller then raises SIGSTOP) and takes it
 * again. */
void terminal_suspend(struct terminal *terminal);
void terminal_resume(struct terminal *terminal);

/* True when the locale in force is UTF-8: call after setlocale(). */
bool terminal_speaks_utf8(void);

/* Whether this machine knows terminals of this type, and text can be placed on their screens. */
bool terminal_knows(const char *type);

#endif

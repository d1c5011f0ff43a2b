/*
 * terminal.h: the one door to ncurses.
 *
 * A terminal shows canvases, sending only what changed, and gives keys. It owns the ncurses screen and
 * puts the terminal back as it was on terminal_close(), on a crash and on a fatal signal. Opening can
 * fail (not a terminal, unknown TERM) with a message; a terminal that went away is told by
 * TERMINAL_GONE.
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

MUST_CHECK enum result terminal_open(struct terminal **ret, const struct theme *theme,
    enum colour_mode colour, struct diags *diags);
void terminal_close(struct terminal *terminal);

/* The descriptor to poll for input. */
int terminal_descriptor(const struct terminal *terminal);

/* The size now (asks the system, tells ncurses). */
void terminal_size(struct terminal *terminal, int *ret_width, int *ret_height);

enum terminal_input {
    TERMINAL_KEY,
    TERMINAL_NOTHING, /* drained: poll again */
    TERMINAL_GONE,    /* end of file, EIO: leave at once */
};
enum terminal_input terminal_read(struct terminal *terminal, key_code *ret);

/* Brings the terminal to what the canvas shows. */
void terminal_show(struct terminal *terminal, const struct canvas *canvas);
/* Forgets what is believed to be there: the next show paints everything (Ctrl-L, after a stop). */
void terminal_redraw(struct terminal *terminal);
/* Hands the terminal back for a while (SIGTSTP) and takes it again. */
void terminal_suspend(struct terminal *terminal);
void terminal_resume(struct terminal *terminal);

/* True when the locale in force is UTF-8: call after setlocale(). */
bool terminal_speaks_utf8(void);

#endif

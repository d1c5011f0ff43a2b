/*
 * live.h: the dashboard at a terminal: one thread, one loop (architecture page, idea 6).
 *
 * Borrows the showing and the app; owns the terminal, the loop and the process that takes files
 * from the inbox. Draws when the loop is about to sleep and something is dirty. What the store or
 * the configuration does wrong while it runs is said on the screen and does not end it.
 */
#ifndef TEAMTOP_COMMANDS_LIVE_H
#define TEAMTOP_COMMANDS_LIVE_H

#include "tui/commands/showing.h"
#include "tui/screen/terminal.h"

/* Runs until the person leaves or the terminal goes away. *ret_signal: the signal that ended it, to
 * be raised again once everything is put away; else 0. */
MUST_CHECK enum result live_run(
    struct showing *showing, const struct theme *theme, enum colour_mode colour, int *ret_signal);

#endif

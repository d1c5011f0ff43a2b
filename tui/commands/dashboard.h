/*
 * dashboard.h: the dashboard on an app that is set up: at a terminal, or one screen as text.
 *
 * Borrows the app, whose provider must be open. RESULT_INVALID when options make no sense.
 */
#ifndef TEAMTOP_COMMANDS_DASHBOARD_H
#define TEAMTOP_COMMANDS_DASHBOARD_H

#include "tui/commands/app.h"

/* *ret_signal: raise it again at the very end when it is not 0. */
MUST_CHECK enum result dashboard_run(struct app *app, int *ret_signal);

#endif

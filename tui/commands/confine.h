/*
 * confine.h: the environment of one who is shown the dashboard by an account that is not theirs.
 *
 * Over SSH the client may bring variables along; of them only those count that say what the
 * terminal can: everything else, and every way to name a file or a folder, is forgotten. Nothing is
 * owned; what can fail is memory, and a client who asks for another command than the dashboard is
 * refused.
 */
#ifndef TEAMTOP_COMMANDS_CONFINE_H
#define TEAMTOP_COMMANDS_CONFINE_H

#include "core/base/diag.h"
#include "core/base/result.h"
#include "tui/commands/options.h"

/* Whether this run is for somebody who must not get out of the dashboard, as far as the command line
 * says: --locked, or --user with another name than the account's. */
bool confine_is_due(const struct options *options);

/* Before the locale is set and threads or the terminal exist. TERM becomes one this machine knows
 * (vt100 where none is near), the locale C.UTF-8 or C; NO_COLOR and COLORTERM stay; no core is
 * dumped and the process cannot be stopped from the terminal. RESULT_DENIED when the client asked
 * for a command (SSH_ORIGINAL_COMMAND: scp, sftp, another program), or RESULT_NO_MEMORY. */
MUST_CHECK enum result confine(struct diags *diags);

#endif

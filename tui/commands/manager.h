/*
 * manager.h: what a service tells the manager that started it (systemd's notification protocol).
 *
 * Owns nothing: where there is no manager, nothing is sent and nothing is asked for. Cannot fail
 * visibly: a manager that does not listen is the manager's business. The protocol is one datagram
 * of text to the socket that NOTIFY_SOCKET names, and stable by promise; libsystemd would add a
 * dozen libraries to the start of every dashboard for it.
 */
#ifndef TEAMTOP_COMMANDS_MANAGER_H
#define TEAMTOP_COMMANDS_MANAGER_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/diag.h"

/* Sends one state, such as "READY=1" or "STATUS=…"; lines are separated by newlines. */
void manager_tell(const char *state);

/* How often the manager wants to hear "WATCHDOG=1", in milliseconds: half of what it waits before it
 * thinks us dead. 0: never. */
int64_t manager_watchdog_ms(void);

/* Whether standard error goes to the journal, which reads a priority from the start of each line. */
bool manager_reads_messages(void);

/* What such a line begins with, after the severity: "<3>" for an error. */
const char *manager_priority(enum diag_severity severity);

#endif

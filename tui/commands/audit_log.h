/*
 * audit_log.h: who looked at single workers and who took figures away, a line each, never changed.
 *
 * The log is opened for every line and written at its end in one piece, so that it can be moved
 * away at any time and several programs can write at once. A line names viewers, accounts, units
 * and screens: nothing of a case, no worker. What cannot be recorded must not happen:
 * RESULT_DENIED.
 */
#ifndef TEAMTOP_COMMANDS_AUDIT_LOG_H
#define TEAMTOP_COMMANDS_AUDIT_LOG_H

#include <time.h>

#include "core/base/diag.h"
#include "core/base/result.h"

struct audit_event {
    const char *what; /* "workers", "export", "report", "print" */
    const char *viewer;
    const char *account;
    const char *unit;   /* its id */
    const char *detail; /* of what is no secret: a screen, a format, a file's name */
};

/* Appends one line. RESULT_DENIED with a message when it cannot be written whole. */
MUST_CHECK enum result audit_log_write(
    const char *path, time_t now, const struct audit_event *event, struct diags *diags);

/* One line, as it was written; texts are only good during the call. */
typedef void audit_line_fn(void *context, time_t at, const struct audit_event *event);
/* Every line of a log, the oldest first. *ret_damaged counts lines that this program did not write.
 * RESULT_IO with a message when it cannot be read. */
MUST_CHECK enum result audit_log_read(
    const char *path, audit_line_fn *each, void *context, size_t *ret_damaged, struct diags *diags);

#endif

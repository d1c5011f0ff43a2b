/*
 * viewer.h: who looks, and the service made as small as what they may see.
 *
 * A viewer owns copies of its names. Being let in narrows the service that is given, before
 * anything is asked of a store; a refusal is RESULT_DENIED with a sentence that says who would have
 * to change what. The system is asked for the account and the groups, and nothing else.
 */
#ifndef TEAMTOP_COMMANDS_VIEWER_H
#define TEAMTOP_COMMANDS_VIEWER_H

#include "core/base/diag.h"
#include "core/base/result.h"
#include "core/model/service.h"
#include "tui/commands/options.h"

struct viewer {
    char *account; /* that runs the program */
    char *name;    /* whose eyes it is for: --user, or the account */
    bool locked;   /* there is no way out of the dashboard */
    bool share;    /* small counts are suppressed, whatever is asked for */
};

/* RESULT_NO_MEMORY. */
MUST_CHECK enum result viewer_init(struct viewer *viewer, const struct options *options);
void viewer_done(struct viewer *viewer);

/* Whether the account may act for the one named by --user. RESULT_DENIED with a message. */
MUST_CHECK enum result viewer_speaks_for(
    const struct viewer *viewer, const struct service *service, struct diags *diags);

/* Decides what the viewer sees and narrows the service to it. RESULT_DENIED, also when they ask for
 * a unit (its id; NULL: for none) that they may not see, or RESULT_NO_MEMORY; then the service is as
 * it was and must not be shown. */
MUST_CHECK enum result viewer_admit(
    struct viewer *viewer, const char *unit, struct service *service, struct diags *diags);

#endif

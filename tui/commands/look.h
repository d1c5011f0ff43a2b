/*
 * look.h: the figures a person saw last, as a file of one line per unit.
 *
 * Owns nothing; what is read belongs to the caller. A missing file is no failure and gives nothing;
 * RESULT_IO where it cannot be read or written or is something else, RESULT_NO_MEMORY. Lines about
 * units the service does not have, and lines that make no sense, are left out.
 */
#ifndef TEAMTOP_COMMANDS_LOOK_H
#define TEAMTOP_COMMANDS_LOOK_H

#include "tui/views/looked.h"

MUST_CHECK enum result look_read(
    const char *path, const struct service *service, struct looked *ret);
/* Whole or not at all. */
MUST_CHECK enum result look_write(
    const char *path, const struct service *service, const struct looked *looked);

#endif

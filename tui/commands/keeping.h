/*
 * keeping.h: what a person typed and the places they named, as a file of one line each.
 *
 * Owns nothing. A missing file is no failure and gives nothing; RESULT_IO where it cannot be read or
 * written or is something else. A line that makes no sense is left out and makes what was read
 * `spoilt`; places whose unit, feed or screen is no more are left out as they are.
 */
#ifndef TEAMTOP_COMMANDS_KEEPING_H
#define TEAMTOP_COMMANDS_KEEPING_H

#include "tui/views/kept.h"

/* *ret is as it was on failure. */
MUST_CHECK enum result keeping_read(
    const char *path, const struct service *service, struct kept *ret);
/* Whole or not at all. */
MUST_CHECK enum result keeping_write(
    const char *path, const struct service *service, const struct kept *kept);

#endif

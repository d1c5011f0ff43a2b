/*
 * write.h: a history as the four files that the case system and the HR system would export.
 *
 * Reads the history it is lent and writes files that appear whole or not at all. Fails as files do
 * (RESULT_IO, with a message) and when memory runs out.
 */
#ifndef TEAMTOP_DEMO_WRITE_H
#define TEAMTOP_DEMO_WRITE_H

#include "core/base/diag.h"
#include "core/base/result.h"
#include "core/demo/history.h"

MUST_CHECK enum result history_write(
    const struct history *history, day_t as_at, const char *directory, struct diags *diags);

#endif

/*
 * rows.h: what was written, as the sorted rows derive() gives back.
 *
 * The rows point into the derived buffer and arena, which must not grow afterwards. Fails only for
 * want of memory.
 */
#ifndef TEAMTOP_DERIVE_ROWS_H
#define TEAMTOP_DERIVE_ROWS_H

#include "core/derive/derive.h"
#include "core/derive/write.h"

/* Fills ret->rows, sorted by unit id, then part. Sorts the output by unit and key on the way. */
bool output_rows(struct output *output, const struct unit_tree *units, struct derived *ret);

#endif

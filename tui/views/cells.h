/*
 * cells.h: a canvas as bytes, and back without trust.
 *
 * Writing appends to a buffer whose failed flag sticks when memory runs out. What was read is fit for a screen:
 * no character of it does something to a terminal, and no half of a wide one stands alone.
 */
#ifndef TEAMTOP_VIEWS_CELLS_H
#define TEAMTOP_VIEWS_CELLS_H

#include "core/base/grow.h"
#include "core/model/varint.h"
#include "tui/screen/canvas.h"

/* Its size, its cursor and its cells, each with how many like it follow. */
void cells_write(struct buffer *out, const struct canvas *canvas);
/* RESULT_INVALID, and the reader failed, or RESULT_NO_MEMORY: then there is no canvas. */
MUST_CHECK enum result cells_read(struct reader *reader, struct canvas *ret);

#endif

/*
 * picture.h: what a screen showed, as bytes: kept for a start that has nothing new to show.
 *
 * A picture owns its cells. Writing appends to a buffer whose failed flag sticks when memory runs out;
 * reading trusts no byte: what is not whole, of another format or not fit for a screen is
 * RESULT_INVALID, and there may be no memory for it.
 */
#ifndef TEAMTOP_VIEWS_PICTURE_H
#define TEAMTOP_VIEWS_PICTURE_H

#include "core/base/grow.h"
#include "tui/screen/canvas.h"

#define PICTURE_BYTES_MOST (1 << 20) /* a file of more is none of ours */

struct picture {
    uint64_t made_of;    /* a hash of all it depends on; never 0 */
    struct canvas cells; /* its cursor too */
};

void picture_done(struct picture *picture); /* a zeroed one is a valid empty one */
void picture_write(struct buffer *out, const struct picture *picture);
MUST_CHECK enum result picture_read(const void *bytes, size_t size, struct picture *ret);

#endif

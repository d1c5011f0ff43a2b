/*
 * picture.h: what a screen showed, as bytes: kept for a start that has nothing new to show.
 *
 * All but the line above the view is cells; that line is drawn anew, since it has a clock. A picture owns its
 * cells and the texts that were read with it; those it is written with are the caller's. Writing appends to a
 * buffer whose failed flag sticks when memory runs out; reading trusts no byte: what is not whole, of
 * another format or not fit for a screen is RESULT_INVALID, and there may be no memory for it.
 */
#ifndef TEAMTOP_VIEWS_PICTURE_H
#define TEAMTOP_VIEWS_PICTURE_H

#include "core/base/grow.h"
#include "tui/screen/canvas.h"
#include "tui/views/heading.h"

#define PICTURE_BYTES_MOST (1 << 20) /* a file of more is none of ours */

struct picture {
    uint64_t made_of;  /* a hash of what it was made of; never 0 */
    day_t today;       /* it holds on this day alone, in its time zone, … */
    time_t since;      /* … not before this moment, … */
    time_t until;      /* … and before that one: figures turn stale */
    const char *zone;  /* as TZ has it */
    const char *store; /* URI */
    const char *theme;
    struct heading heading;
    struct canvas cells; /* row 0 is a blank; its cursor, and whether it keeps to ASCII, too */
    struct arena texts;
};

void picture_done(struct picture *picture); /* a zeroed one is a valid empty one */
void picture_write(struct buffer *out, const struct picture *picture);
MUST_CHECK enum result picture_read(const void *bytes, size_t size, struct picture *ret);

/* Whether it holds at this moment; TZ is its zone. */
bool picture_holds(const struct picture *picture, time_t now);
/* The whole screen, header included, on a canvas of the picture's size. */
void picture_draw(const struct picture *picture, time_t now, struct canvas *canvas);

#endif

/*
 * frame.h: what stands around every view: the line above it and the line below it.
 *
 * The header says where one is, which day is shown and how old the data are; the footer says which
 * keys work here, or the message, or the prompt. Owns nothing and cannot fail.
 */
#ifndef TEAMTOP_VIEWS_FRAME_H
#define TEAMTOP_VIEWS_FRAME_H

#include "tui/views/ask.h"
#include "tui/views/heading.h"

/* Draws row 0; `now` is the clock shown, in the zone TZ names. */
void header_draw(
    const struct heading *heading, const struct glyphs *glyphs, time_t now, struct canvas *canvas);
/* Draws the last row; `ask` is NULL unless the person is typing. */
void footer_draw(const struct scene *scene, const struct view_place *place, const struct ask *ask,
    struct canvas *canvas);

#endif

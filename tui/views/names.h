/*
 * names.h: the name of a unit in a field, readable even where it is too long.
 *
 * Teams of several areas often differ in their last word alone, so a long name is cut in its
 * middle. Owns nothing and cannot fail; a field without room is left alone.
 */
#ifndef TEAMTOP_VIEWS_NAMES_H
#define TEAMTOP_VIEWS_NAMES_H

#include "tui/screen/canvas.h"

#define NAME_SIZE 1024 /* bytes; what is longer is cut at its end */

/* The name, cut in its middle to `columns` (at least 3) where it is wider; in a buffer of NAME_SIZE
 * bytes. */
const char *name_fit(const char *name, int columns, bool ascii, char *buffer);

/* Clean UTF-8 into exactly `columns`, padded with blanks; narrow fields are cut at their end. */
void name_draw(
    struct canvas *canvas, int x, int y, int columns, enum style style, const char *name);

#endif

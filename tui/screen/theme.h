/*
 * theme.h: how each style looks: colours and attributes, as constant data.
 *
 * Colour is never the only sign, so every theme also works by attributes alone (monochrome).
 * Nothing fails; an unknown name gives NULL.
 */
#ifndef TEAMTOP_SCREEN_THEME_H
#define TEAMTOP_SCREEN_THEME_H

#include "tui/screen/canvas.h"

enum attribute {
    ATTRIBUTE_BOLD = 1,
    ATTRIBUTE_DIM = 2,
    ATTRIBUTE_UNDERLINE = 4,
    ATTRIBUTE_REVERSE = 8,
};

#define COLOUR_DEFAULT (-1)

struct look {
    int foreground_256; /* xterm palette, COLOUR_DEFAULT = the terminal's own */
    int foreground_8;   /* where there are fewer than 256 */
    int background_256;
    int background_8;
    unsigned attributes;            /* with colour */
    unsigned monochrome_attributes; /* without */
};

struct theme {
    const char *name;
    struct look looks[STYLE_COUNT];
};

const struct theme *theme_find(const char *name); /* "" or NULL: the default */
const struct theme *theme_at(int index);          /* NULL past the last */

#endif

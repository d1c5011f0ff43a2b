/*
 * theme.h: how each style looks: colours and attributes, as constant data.
 *
 * A theme owns nothing and lives for ever. Colour is never the only sign, so every theme also works
 * by attributes alone. Nothing fails; an unknown name gives NULL.
 */
#ifndef TEAMTOP_SCREEN_THEME_H
#define TEAMTOP_SCREEN_THEME_H

#include <stdbool.h>
#include <stdint.h>

#include "tui/screen/canvas.h"

enum attribute {
    ATTRIBUTE_BOLD = 1,
    ATTRIBUTE_DIM = 2,
    ATTRIBUTE_UNDERLINE = 4,
    ATTRIBUTE_REVERSE = 8,
};

/* What a terminal can show. Direct colours take those of DEPTH_256 by theme_rgb(). */
enum colour_depth { DEPTH_NONE, DEPTH_8, DEPTH_16, DEPTH_256, DEPTH_COUNT };

#define COLOUR_DEFAULT (-1) /* the terminal's own */

struct tone {
    int front, back;     /* of the xterm palette, or COLOUR_DEFAULT */
    unsigned attributes; /* bits of enum attribute */
};

struct theme;

const struct theme *theme_find(const char *name); /* "" or NULL: the default */
const struct theme *theme_at(int index);          /* NULL past the last */
const char *theme_name(const struct theme *theme);

/* True when the theme brings its own foreground and background. */
bool theme_sets_both(const struct theme *theme);

/* How the style looks where so many colours can be shown; without any, the colours are
 * COLOUR_DEFAULT. */
struct tone theme_tone(const struct theme *theme, enum style style, enum colour_depth depth);

/* 0xRRGGBB of a colour of the xterm palette, 0 to 255. */
uint32_t theme_rgb(int colour);

#endif

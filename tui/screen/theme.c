#include "tui/screen/theme.h"

#include <stddef.h>
#include <string.h>

enum {
    BOLD = ATTRIBUTE_BOLD,
    DIM = ATTRIBUTE_DIM,
    LINED = ATTRIBUTE_UNDERLINE,
    SAME = COLOUR_DEFAULT,
};

/* --- what styles share ------------------------------------------------------------------------ */

/* What a theme mixes; several styles are drawn with the same. */
enum ink {
    INK_TEXT,
    INK_QUIET,   /* labels, frames, limits: there, but not the point */
    INK_GOOD,    /* green, improving */
    INK_MIDDLE,  /* amber, targets, notices */
    INK_BAD,     /* red, concerning, errors */
    INK_SPECIAL, /* unusual, neither good nor bad */
    INK_DATA,    /* the line of a chart, bars */
    INK_COUNT,
};

/* The attributes with colour, and those that must do without. */
static const struct {
    enum ink ink;
    unsigned attributes, monochrome;
} styles[STYLE_COUNT] = {
    [STYLE_TEXT] = {INK_TEXT, 0, 0},
    [STYLE_DIM] = {INK_QUIET, 0, DIM},
    [STYLE_STRONG] = {INK_TEXT, BOLD, BOLD},
    [STYLE_HEADER] = {INK_TEXT, BOLD, BOLD},
    [STYLE_FOOTER] = {INK_QUIET, 0, 0},
    [STYLE_FRAME] = {INK_QUIET, 0, DIM},
    [STYLE_GREEN] = {INK_GOOD, 0, 0},
    [STYLE_AMBER] = {INK_MIDDLE, 0, BOLD},
    [STYLE_RED] = {INK_BAD, BOLD, BOLD | LINED},
    [STYLE_IMPROVING] = {INK_GOOD, BOLD, 0},
    [STYLE_CONCERNING] = {INK_BAD, BOLD, BOLD},
    [STYLE_SPECIAL] = {INK_SPECIAL, BOLD, BOLD},
    [STYLE_STALE] = {INK_QUIET, 0, DIM},
    [STYLE_CHANGED] = {INK_TEXT, BOLD, BOLD},
    [STYLE_LINE] = {INK_DATA, 0, 0},
    [STYLE_LIMIT] = {INK_QUIET, 0, DIM},
    [STYLE_TARGET] = {INK_MIDDLE, 0, 0},
    [STYLE_KEY] = {INK_TEXT, BOLD, BOLD},
    [STYLE_NOTICE] = {INK_MIDDLE, BOLD, BOLD},
    [STYLE_ERROR] = {INK_BAD, BOLD, BOLD | LINED},
};

/* --- themes ----------------------------------------------------------------------------------- */

struct pair {
    int front, back;
};

struct theme {
    const char *name;
    bool has_colours;
    bool dark_ink; /* on a light ground: where eight colours are all, bold would make it pale */
    struct pair inks[INK_COUNT][DEPTH_COUNT]; /* DEPTH_NONE is left out */
};

#define INK(eight, sixteen, many)                                                                  \
    {                                                                                              \
        [DEPTH_NONE] = {SAME, SAME}, [DEPTH_8] = eight, [DEPTH_16] = sixteen, [DEPTH_256] = many   \
    }
/* Foregrounds only: a background of ours would fight the terminal's. */
#define OWN(tone)                                                                                  \
    {                                                                                              \
        tone, SAME                                                                                 \
    }
/* clang-format off */
#define ON(front, back) {front, back}

/* Among the 256, tones with a contrast of 3 or more on black and on white alike. Among the eight
 * only red and magenta have that: what the default theme can not show in them has its letter and
 * its weight. */
#define OWN_TEXT    INK(OWN(SAME), OWN(SAME), OWN(SAME))
#define OWN_QUIET   INK(OWN(SAME), OWN(SAME), OWN(245))
#define OWN_SPECIAL INK(OWN(5), OWN(5), OWN(133))
#define OWN_DATA    INK(OWN(SAME), OWN(SAME), OWN(67))

static const struct theme themes[] = {
    {
        /* Blue for good and vermilion for bad can be told apart by everyone; red and green can not. */
        .name = "default",
        .has_colours = true,
        .inks = {
            [INK_TEXT] = OWN_TEXT,
            [INK_QUIET] = OWN_QUIET,
            [INK_GOOD] = INK(OWN(SAME), OWN(SAME), OWN(31)),
            [INK_MIDDLE] = INK(OWN(SAME), OWN(SAME), OWN(136)),
            [INK_BAD] = INK(OWN(1), OWN(1), OWN(166)),
            [INK_SPECIAL] = OWN_SPECIAL,
            [INK_DATA] = OWN_DATA,
        },
    },
    {
        /* For those used to green and red; with few colours, for dark grounds. */
        .name = "classic",
        .has_colours = true,
        .inks = {
            [INK_TEXT] = OWN_TEXT,
            [INK_QUIET] = OWN_QUIET,
            [INK_GOOD] = INK(OWN(2), OWN(2), OWN(28)),
            [INK_MIDDLE] = INK(OWN(3), OWN(3), OWN(136)),
            [INK_BAD] = INK(OWN(1), OWN(1), OWN(160)),
            [INK_SPECIAL] = OWN_SPECIAL,
            [INK_DATA] = OWN_DATA,
        },
    },
    {
        .name = "dark",
        .has_colours = true,
        .inks = {
            [INK_TEXT] = INK(ON(7, 0), ON(15, 0), ON(252, 234)),
            [INK_QUIET] = INK(ON(7, 0), ON(7, 0), ON(247, 234)),
            [INK_GOOD] = INK(ON(6, 0), ON(14, 0), ON(75, 234)),
            [INK_MIDDLE] = INK(ON(3, 0), ON(11, 0), ON(179, 234)),
            [INK_BAD] = INK(ON(7, 1), ON(9, 0), ON(209, 234)),
            [INK_SPECIAL] = INK(ON(7, 0), ON(13, 0), ON(176, 234)),
            [INK_DATA] = INK(ON(6, 0), ON(14, 0), ON(110, 234)),
        },
    },
    {
        .name = "light",
        .has_colours = true,
        .dark_ink = true,
        .inks = {
            [INK_TEXT] = INK(ON(0, 7), ON(0, 15), ON(235, 231)),
            [INK_QUIET] = INK(ON(0, 7), ON(0, 15), ON(241, 231)),
            [INK_GOOD] = INK(ON(4, 7), ON(4, 15), ON(25, 231)),
            [INK_MIDDLE] = INK(ON(0, 3), ON(0, 11), ON(94, 231)),
            [INK_BAD] = INK(ON(7, 1), ON(1, 15), ON(124, 231)),
            [INK_SPECIAL] = INK(ON(0, 6), ON(5, 15), ON(90, 231)),
            [INK_DATA] = INK(ON(4, 7), ON(4, 15), ON(25, 231)),
        },
    },
    {.name = "mono"},
};
/* clang-format on */

const struct theme *theme_at(int index)
{
    int count = (int)(sizeof themes / sizeof themes[0]);

    return index >= 0 && index < count ? &themes[index] : NULL;
}

const struct theme *theme_find(const char *name)
{
    const struct theme *theme;

    if (name == NULL || *name == '\0')
        return theme_at(0);
    for (int i = 0; (theme = theme_at(i)) != NULL; i++)
        if (strcmp(theme->name, name) == 0)
            return theme;
    return NULL;
}

const char *theme_name(const struct theme *theme)
{
    return theme->name;
}

bool theme_sets_both(const struct theme *theme)
{
    return theme->has_colours && theme->inks[INK_TEXT][DEPTH_256].back != SAME;
}

struct tone theme_tone(const struct theme *theme, enum style style, enum colour_depth depth)
{
    if (depth == DEPTH_NONE || !theme->has_colours)
        return (struct tone){SAME, SAME, styles[style].monochrome};

    struct pair pair = theme->inks[styles[style].ink][depth];
    unsigned attributes = styles[style].attributes;

    if (theme->dark_ink && depth == DEPTH_8)
        attributes &= ~(unsigned)BOLD;
    return (struct tone){pair.front, pair.back, attributes};
}

/* --- the palette ------------------------------------------------------------------------------ */

#define CUBE_FROM 16
#define GREY_FROM 232

static uint32_t rgb(uint32_t red, uint32_t green, uint32_t blue)
{
    return red << 16 | green << 8 | blue;
}

/* Six steps of each, the darkest nothing at all. */
static uint32_t cube(int step)
{
    return step == 0 ? 0 : 55 + 40 * (uint32_t)step;
}

uint32_t theme_rgb(int colour)
{
    static const uint32_t basic[CUBE_FROM] = {0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee,
        0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff,
        0x00ffff, 0xffffff};

    if (colour < CUBE_FROM)
        return basic[colour];
    if (colour >= GREY_FROM) {
        uint32_t grey = 8 + 10 * (uint32_t)(colour - GREY_FROM);

        return rgb(grey, grey, grey);
    }
    colour -= CUBE_FROM;
    return rgb(cube(colour / 36), cube(colour / 6 % 6), cube(colour % 6));
}

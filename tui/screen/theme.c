#include "tui/screen/theme.h"

#include <stddef.h>
#include <string.h>

enum {
    BOLD = ATTRIBUTE_BOLD,
    DIM = ATTRIBUTE_DIM,
    LINED = ATTRIBUTE_UNDERLINE,
    SAME = COLOUR_DEFAULT, /* the terminal's own, so that dark and light ones both read */
};

/* Foregrounds only: a background of ours would fight the terminal's. The 256-colour tones keep a
 * contrast of 3 or more on black and on white alike; no dark blue (4) among the eight. */
#define LOOK(tone, basic, with_colour, without)                                                    \
    {                                                                                              \
        .foreground_256 = (tone), .foreground_8 = (basic), .background_256 = SAME,                 \
        .background_8 = SAME, .attributes = (with_colour), .monochrome_attributes = (without)      \
    }
#define PLAIN(attributes) LOOK(SAME, SAME, attributes, attributes)

/* Blue for good and vermilion for bad can be told apart by everyone; red and green can not. */
#define BLUE(with, without)      LOOK(31, 6, with, without)
#define OCHRE(with, without)     LOOK(136, 3, with, without)
#define VERMILION(with, without) LOOK(166, 1, with, without)
#define PURPLE(with, without)    LOOK(133, 5, with, without)
#define STEEL(with, without)     LOOK(67, 6, with, without)
#define GREY(without)            LOOK(245, SAME, 0, without)
#define GREEN(with, without)     LOOK(28, 2, with, without)
#define RED(with, without)       LOOK(160, 1, with, without)

/* What themes share: everything that is neither good nor bad. */
/* clang-format off */
#define NEUTRAL_LOOKS                        \
    [STYLE_TEXT] = PLAIN(0),                 \
    [STYLE_DIM] = GREY(DIM),                 \
    [STYLE_STRONG] = PLAIN(BOLD),            \
    [STYLE_HEADER] = PLAIN(BOLD),            \
    [STYLE_FOOTER] = GREY(0),                \
    [STYLE_FRAME] = GREY(DIM),               \
    [STYLE_SPECIAL] = PURPLE(BOLD, BOLD),    \
    [STYLE_STALE] = GREY(DIM),               \
    [STYLE_CHANGED] = PLAIN(BOLD),           \
    [STYLE_LINE] = STEEL(0, 0),              \
    [STYLE_LIMIT] = GREY(DIM),               \
    [STYLE_TARGET] = OCHRE(0, 0),            \
    [STYLE_KEY] = PLAIN(BOLD),               \
    [STYLE_NOTICE] = OCHRE(BOLD, BOLD)

static const struct theme themes[] = {
    {
        .name = "default",
        .looks = {
            NEUTRAL_LOOKS,
            [STYLE_GREEN] = BLUE(0, 0),
            [STYLE_AMBER] = OCHRE(0, BOLD),
            [STYLE_RED] = VERMILION(BOLD, BOLD | LINED),
            [STYLE_IMPROVING] = BLUE(BOLD, 0),
            [STYLE_CONCERNING] = VERMILION(BOLD, BOLD),
            [STYLE_ERROR] = VERMILION(BOLD, BOLD | LINED),
        },
    },
    {
        .name = "classic",
        .looks = {
            NEUTRAL_LOOKS,
            [STYLE_GREEN] = GREEN(0, 0),
            [STYLE_AMBER] = OCHRE(0, BOLD),
            [STYLE_RED] = RED(BOLD, BOLD | LINED),
            [STYLE_IMPROVING] = GREEN(BOLD, 0),
            [STYLE_CONCERNING] = RED(BOLD, BOLD),
            [STYLE_ERROR] = RED(BOLD, BOLD | LINED),
        },
    },
    {
        .name = "mono",
        .looks = {
            [STYLE_TEXT] = PLAIN(0),
            [STYLE_DIM] = PLAIN(DIM),
            [STYLE_STRONG] = PLAIN(BOLD),
            [STYLE_HEADER] = PLAIN(BOLD),
            [STYLE_FOOTER] = PLAIN(0),
            [STYLE_FRAME] = PLAIN(DIM),
            [STYLE_GREEN] = PLAIN(0),
            [STYLE_AMBER] = PLAIN(BOLD),
            [STYLE_RED] = PLAIN(BOLD | LINED),
            [STYLE_IMPROVING] = PLAIN(0),
            [STYLE_CONCERNING] = PLAIN(BOLD),
            [STYLE_SPECIAL] = PLAIN(BOLD),
            [STYLE_STALE] = PLAIN(DIM),
            [STYLE_CHANGED] = PLAIN(BOLD),
            [STYLE_LINE] = PLAIN(0),
            [STYLE_LIMIT] = PLAIN(DIM),
            [STYLE_TARGET] = PLAIN(0),
            [STYLE_KEY] = PLAIN(BOLD),
            [STYLE_NOTICE] = PLAIN(BOLD),
            [STYLE_ERROR] = PLAIN(BOLD | LINED),
        },
    },
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

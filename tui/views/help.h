/*
 * help.h: the lines of the help, drawn from the views' own words and the bindings in force.
 *
 * Lines are made one at a time into the caller's buffer, so nothing is owned and nothing can fail.
 */
#ifndef TEAMTOP_VIEWS_HELP_H
#define TEAMTOP_VIEWS_HELP_H

#include "tui/views/view.h"

#define HELP_LINE   256
#define HELP_MARGIN 1 /* columns left free at either side */

struct help_line {
    enum style style;
    char key[64]; /* the keys this line is about, or "" */
    char text[HELP_LINE];
};

/* What a help is about: the view one came from, and the columns its lines have. */
struct help {
    const struct glyphs *glyphs;
    const struct bindings *bindings;
    const struct view *from; /* NULL: nowhere in particular */
    int width;
};

/* The line at `index`; false past the last. */
bool help_line_at(const struct help *help, int index, struct help_line *ret);
/* The next line after `from` (before, for step −1) that holds `text`, going round; −1: none. */
int help_match(const struct help *help, int from, int step, const char *text);

#endif

/*
 * extract_seen.h: which figures an extract has already given, and on which line.
 *
 * A figure is a unit's part on a day; a second one for the same three is a mistake of the file. The
 * set owns its table; it fails only for want of memory and then stays as it was.
 */
#ifndef TEAMTOP_FEED_EXTRACT_SEEN_H
#define TEAMTOP_FEED_EXTRACT_SEEN_H

#include <stddef.h>

#include "core/base/day.h"
#include "core/base/result.h"
#include "core/model/unit.h"

struct figure_key {
    unit_index unit;
    int part;
    day_t day;
};

struct seen_figure {
    struct figure_key key;
    unsigned line; /* 0: an empty place */
};

struct seen_figures { /* zeroed: a valid empty set */
    struct seen_figure *places;
    size_t count, room;
};

void seen_done(struct seen_figures *seen);

/* *ret_line: the line the figure was first given on, 0 when it is new (then `line`, from 1, is
 * kept). */
MUST_CHECK enum result seen_add(
    struct seen_figures *seen, struct figure_key key, unsigned line, unsigned *ret_line);

#endif

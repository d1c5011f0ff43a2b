/*
 * kept.h: what a person typed and the places they named, which the next visit finds again.
 *
 * Plain data of fixed size that can be copied as a whole; owns nothing. Cannot fail.
 */
#ifndef TEAMTOP_VIEWS_KEPT_H
#define TEAMTOP_VIEWS_KEPT_H

#include "tui/views/ask.h"
#include "tui/views/view.h"

#define KEPT_PLACES 26 /* a to z */

struct kept {
    struct history commands, finds, filters;
    struct view_place places[KEPT_PLACES]; /* view NULL: none of this letter */
    bool spoilt; /* something that was read made no sense and was left out */
};

bool kept_is_empty(const struct kept *kept);

#endif

/*
 * hints.h: the keys that a view thinks of first, as its footer and the help say them.
 *
 * Words are those of the view or of the table of actions and live as long as the program; keys are
 * written into the caller's buffer. Owns nothing and cannot fail.
 */
#ifndef TEAMTOP_VIEWS_HINTS_H
#define TEAMTOP_VIEWS_HINTS_H

#include <stddef.h>

#include "tui/views/view.h"

#define HINT_SIZE 64 /* bytes that the keys of a hint need at most */

/* The first key in force for `action`, with the one that belongs with it: "↑ ↓"; "" or a blank
 * first: no key leads to it. */
void hint_keys(
    const struct bindings *bindings, bool ascii, enum action action, char *ret_keys, size_t size);
/* What this view calls the action; NULL where it has no words of its own for it. */
const char *hint_own_words(const struct view *view, enum action action);
/* For the help: the view's own words, or what the action does, or both of a pair. */
const char *hint_said(const struct view *view, enum action action);

#endif

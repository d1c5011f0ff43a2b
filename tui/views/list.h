/*
 * list.h: how a selection and a page of rows move; the same keys on every screen.
 *
 * Pure functions over a place whose count and height the last prepare set. They own nothing and
 * cannot fail.
 */
#ifndef TEAMTOP_VIEWS_LIST_H
#define TEAMTOP_VIEWS_LIST_H

#include "tui/views/view.h"

/* Moves the selected row for ↑ ↓ PgUp PgDn Home End; WISH_PASS for any other action. */
unsigned list_act(struct view_place *place, enum action action);
/* The same keys scroll the page where nothing is selected (help). */
unsigned page_act(struct view_place *place, enum action action);
/* Brings row and top into a list of `count` rows of which `height` are seen. */
void list_fit(struct view_place *place, int count, int height);
void page_fit(struct view_place *place, int count, int height);
/* Is there a row for this action, if it needs one? */
bool list_offers(const struct view_place *place, enum action action);
/* Does it move among rows, or open one, so that it means nothing while none is seen? */
bool list_is_among_rows(enum action action);
/* How a selection is brought `by` rows further down. */
struct pick pick_row(int by);
/* The row of place's list on line `line` of its rows, from 0, as a pick; false: none is there. */
bool pick_line(const struct view_place *place, int line, struct pick *ret);

#endif

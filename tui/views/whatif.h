/*
 * whatif.h: the parts the what-if screen is put together from; for its files only.
 *
 * whatif.c is the screen, whatif_levers.c what can be moved, whatif_units.c what comes of it, and
 * whatif_say.c the sentences: what is tried out and what is suggested. They own nothing and cannot
 * fail; the units they show must be prepared.
 */
#ifndef TEAMTOP_VIEWS_WHATIF_H
#define TEAMTOP_VIEWS_WHATIF_H

#include "core/model/suggestion.h"
#include "tui/views/family.h"
#include "tui/views/pen.h"
#include "tui/views/view.h"

/* What all parts are drawn from. */
struct trial {
    const struct scene *scene;
    const struct whatif *whatif;
    struct family family;
    unit_index unit; /* the one whose levers are at hand */
};

#define WHATIF_LEVER_ROWS 7 /* headings and levers, and what follows from them */

/* The levers of trial->unit, `lever` (from 0) selected. */
void whatif_draw_levers(
    const struct trial *trial, int lever, struct canvas *canvas, struct rect rect);

/* The list of levers in a rectangle of this height, `lever` selected. */
struct view_place whatif_lever_list(int lever, int height);

/* The same list as data: its columns, how many rows it has, and what stands in one, from 0. */
void whatif_lever_columns(struct sheet *sheet);
int whatif_lever_rows(void);
void whatif_lever_cells(const struct trial *trial, int row, struct sheet *sheet);

/* Rows of the family that fit a rectangle of this height. */
int whatif_room(int height);
/* The family's units with their pressure and caseload, real and as tried out. */
void whatif_draw_units(const struct trial *trial, const struct view_place *place,
    struct canvas *canvas, struct rect rect);

/* "0.5 FTE more in post, 6 cases fewer"; "" when the unit is as it is. In a buffer of WHATIF_TEXT
 * bytes. */
#define WHATIF_TEXT 192
const char *whatif_changes_text(const struct trial *trial, unit_index unit, char *buffer);
/* "6 cases from Early Help Penwith to Early Help Kerrier", in a buffer of WHATIF_SENTENCE bytes. */
#define WHATIF_SENTENCE 512
const char *whatif_move_text(const struct scene *scene, const struct suggestion *suggestion,
    enum moved moved, const struct balance_move *move, char *buffer);
/* One line: what is tried out and what comes of it, or how to begin. */
void whatif_say_trial(const struct trial *trial, struct pen *pen);
/* What would bring every team inside its band, by cases and by staff, line by line. */
void whatif_say_suggestions(const struct trial *trial, struct pen *pen);

#endif

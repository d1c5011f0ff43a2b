/*
 * unit_sheet.h: units with what their panels say, as data.
 *
 * For unit.c and overview.c: a row a unit, what the panels add for the one they are about, and what
 * its figures are made up of. They own nothing; a unit must be prepared before its cells are asked
 * for, and unit_sheet() fails as snapshot_prepare() does.
 */
#ifndef TEAMTOP_VIEWS_UNIT_SHEET_H
#define TEAMTOP_VIEWS_UNIT_SHEET_H

#include "tui/views/view.h"

/* The whole page of place->unit. */
enum result unit_sheet(
    const struct scene *scene, const struct view_place *place, struct sheet *sheet);

/* All columns that the rows below fill. */
void unit_sheet_headings(const struct scene *scene, struct sheet *sheet);
/* A unit's figures; names are indented below `top`. */
void unit_sheet_row(
    const struct scene *scene, struct sheet *sheet, unit_index unit, unit_index top);
/* The same of the unit that panels are about, with all they say. */
void unit_sheet_subject(
    const struct scene *scene, struct sheet *sheet, unit_index unit, unit_index top);
/* All that panels say of a unit, a row each: its name in the first column, the figure in the last, and
 * nothing between. */
void unit_sheet_below(const struct scene *scene, struct sheet *sheet, unit_index unit);
/* Cases by category, absence by reason, posts by contract and role: a row each. */
void unit_sheet_parts(const struct scene *scene, struct sheet *sheet, unit_index unit);

#endif

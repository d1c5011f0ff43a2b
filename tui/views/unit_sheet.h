/*
 * unit_sheet.h: a unit's page as data.
 *
 * For unit.c: the unit's figures, those of the units right below it, and what its own are made
 * up of. Owns
 * nothing; fails as snapshot_prepare() does.
 */
#ifndef TEAMTOP_VIEWS_UNIT_SHEET_H
#define TEAMTOP_VIEWS_UNIT_SHEET_H

#include "tui/views/view.h"

enum result unit_sheet(
    const struct scene *scene, const struct view_place *place, struct sheet *sheet);

#endif

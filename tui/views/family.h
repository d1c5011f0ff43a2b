/*
 * family.h: the units that are looked at together when something is tried out in one of them.
 *
 * Its parents up to the top a viewer sees, then, for a team, everything below the nearest unit that
 * holds another team as well; for any other unit its siblings and the units right below it. Plain
 * data that borrows the tree; walks rows in the tree's order and cannot fail.
 */
#ifndef TEAMTOP_VIEWS_FAMILY_H
#define TEAMTOP_VIEWS_FAMILY_H

#include "core/model/balance.h"
#include "core/model/unit.h"

struct family {
    const struct unit_tree *units;
    unit_index top;  /* nothing above it is shown; UNIT_NONE: everything is */
    unit_index unit; /* whose family it is */
    unit_index area; /* work can be moved between the teams below it; UNIT_NONE: one team alone … */
    int crowd;       /* … or so many that it is left alone; 0: they are not too many */
};

#define FAMILY_TEAMS BALANCE_MOST /* between more no moves are looked for */

/* `unit` is within `top`. */
struct family family_of(const struct unit_tree *units, unit_index top, unit_index unit);

/* The row after `unit`, the first one after UNIT_NONE; UNIT_NONE: there are no more. */
unit_index family_next(const struct family *family, unit_index unit);
int family_count(const struct family *family);
unit_index family_at(const struct family *family, int row); /* UNIT_NONE outside */
int family_row_of(const struct family *family, unit_index wanted);

/* How deep the unit is indented: 0 for the first row. */
int family_depth(const struct family *family, unit_index unit);

#endif

#include "tui/views/family.h"

#include <stdbool.h>

static const struct unit *at(const struct family *family, unit_index unit)
{
    return unit_tree_at(family->units, unit);
}

static bool is_team(const struct family *family, unit_index unit)
{
    return at(family, unit)->end == unit + 1;
}

static bool holds_two_teams(const struct family *family, unit_index unit)
{
    int teams = 0;

    for (unit_index below = unit; below < at(family, unit)->end && teams < 2; below++)
        teams += is_team(family, below);
    return teams == 2;
}

/* The unit itself, or the nearest above it. */
static unit_index area_of(const struct family *family)
{
    unit_index unit = family->unit;

    while (!holds_two_teams(family, unit)) {
        if (unit == family->top || at(family, unit)->parent == UNIT_NONE)
            return UNIT_NONE;
        unit = at(family, unit)->parent;
    }
    return unit;
}

static int count_teams(const struct family *family, unit_index area)
{
    int teams = 0;

    for (unit_index unit = area; unit < at(family, area)->end; unit++)
        teams += is_team(family, unit);
    return teams;
}

struct family family_of(const struct unit_tree *units, unit_index top, unit_index unit)
{
    struct family family = {.units = units, .top = top, .unit = unit};
    unit_index area = area_of(&family);
    int teams = area != UNIT_NONE ? count_teams(&family, area) : 0;

    family.crowd = teams > FAMILY_TEAMS ? teams : 0;
    family.area = family.crowd > 0 ? UNIT_NONE : area;
    return family;
}

static bool belongs(const struct family *family, unit_index unit)
{
    unit_index parent = at(family, unit)->parent;

    if (unit_is_within(family->units, family->unit, unit))
        return true; /* it, or above it */
    if (is_team(family, family->unit))
        return family->area != UNIT_NONE && unit_is_within(family->units, unit, family->area);
    return parent == family->unit || parent == at(family, family->unit)->parent;
}

/* The rows are within these. */
static unit_index first_of(const struct family *family)
{
    return family->top == UNIT_NONE ? 0 : family->top;
}

static unit_index end_of(const struct family *family)
{
    return family->top == UNIT_NONE ? unit_tree_count(family->units) : at(family, family->top)->end;
}

/* Below a unit that does not belong nothing does. */
unit_index family_next(const struct family *family, unit_index unit)
{
    unit = unit == UNIT_NONE ? first_of(family) : unit + 1;
    while (unit < end_of(family) && !belongs(family, unit))
        unit = at(family, unit)->end;
    return unit < end_of(family) ? unit : UNIT_NONE;
}

int family_count(const struct family *family)
{
    int count = 0;

    for (unit_index unit = UNIT_NONE; (unit = family_next(family, unit)) != UNIT_NONE;)
        count++;
    return count;
}

unit_index family_at(const struct family *family, int row)
{
    unit_index unit = family_next(family, UNIT_NONE);

    while (row-- > 0 && unit != UNIT_NONE)
        unit = family_next(family, unit);
    return unit;
}

int family_row_of(const struct family *family, unit_index wanted)
{
    int row = 0;

    for (unit_index unit = UNIT_NONE; (unit = family_next(family, unit)) != UNIT_NONE; row++)
        if (unit == wanted)
            return row;
    return -1;
}

int family_depth(const struct family *family, unit_index unit)
{
    return at(family, unit)->depth - at(family, first_of(family))->depth;
}

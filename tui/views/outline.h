/*
 * outline.h: which units are rows, and in what order: a tree that folds, or the units below one.
 *
 * An outline owns which units are folded, the value each was last ranked by, and the rows of the
 * current place; it borrows the tree. Rows are rebuilt without asking for any figure: ranking is a
 * step of its own, so that order holds while a person is looking. Creating and ranking can fail.
 */
#ifndef TEAMTOP_VIEWS_OUTLINE_H
#define TEAMTOP_VIEWS_OUTLINE_H

#include "core/model/snapshot.h"

struct outline_rank {
    unit_index unit;
    bool known; /* false: no value; such units come last, in the configuration's order */
    fixed_t value;
};

/* How siblings are put in order. */
enum outline_order {
    ORDER_TREE,    /* as the configuration lists them */
    ORDER_HIGHEST, /* by rank, highest first */
    ORDER_LOWEST,
};

struct outline {
    const struct unit_tree *units;
    unit_index root; /* UNIT_NONE: all there is */
    unit_index *rows;
    int count;
    bool *folded; /* by unit */
    bool *hidden; /* by unit; counts while filtered */
    bool filtered;
    struct outline_rank *ranks;   /* by unit */
    struct outline_rank *scratch; /* siblings being sorted */
};

/* A tree that opens as many levels as a screen shows at first sight, but always the outermost. */
MUST_CHECK enum result outline_init(
    struct outline *outline, const struct unit_tree *units, unit_index root);
void outline_done(struct outline *outline);

/* Makes the rows: what is open of the whole tree, or the units right below `unit`. */
void outline_show_tree(struct outline *outline, enum outline_order order);
void outline_show_below(struct outline *outline, unit_index unit, enum outline_order order);

/* Makes the rows: every unit of one level (service.h), wherever in the tree it stands. */
void outline_show_level(struct outline *outline, int level, enum outline_order order);

/* A filter: hide every unit, then keep those meant; what stands above one is kept with it. What is
 * kept is a row whether folded or not. Rows change with the next outline_show_…. */
void outline_hide_all(struct outline *outline);
void outline_keep(struct outline *outline, unit_index unit);
void outline_show_all(struct outline *outline); /* no filter any more */
/* No rows at all, until the next outline_show_…. */
void outline_show_nothing(struct outline *outline);

/* Prepares every row's unit and notes its value of the measure; call outline_show_… again after it.
 * Fails as snapshot_prepare() does. */
MUST_CHECK enum result outline_rank(
    struct outline *outline, struct snapshot *snapshot, struct measure_ref measure);

int outline_row_of(const struct outline *outline, unit_index unit); /* −1: not a row */
unit_index outline_unit_at(const struct outline *outline, int row); /* UNIT_NONE outside */
bool outline_has_below(const struct outline *outline, unit_index unit);
bool outline_is_folded(const struct outline *outline, unit_index unit);
/* False, and nothing changed, when nothing is below the unit or a filter shows it all. */
bool outline_toggle(struct outline *outline, unit_index unit);
void outline_reveal(struct outline *outline, unit_index unit); /* unfolds what hides it */
unit_index outline_first(const struct outline *outline);
unit_index outline_end(const struct outline *outline); /* one past the last unit there is */
/* The unit itself when it is a row, else the nearest above it that is; UNIT_NONE when none is. */
unit_index outline_nearest(const struct outline *outline, unit_index unit);

/* The next unit after `from` (before it, when step is −1) whose name holds `text`, whether it is a
 * row or not, but for those a filter hides, going round at the end; `from` itself comes last. UNIT_NONE when there is none. */
unit_index outline_match(
    const struct outline *outline, const char *text, unit_index from, int step);

#endif

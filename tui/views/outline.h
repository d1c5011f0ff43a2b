/*
 * outline.h: which units are rows, and in what order: a tree that folds, or the units below one.
 *
 * An outline owns which units are folded, the value each was last ranked by, and the rows of the
 * current place; it borrows the tree. Rows are rebuilt without asking for any figure: ranking is a
 * step of its own, so that order holds while a person is looking. Only creating can fail.
 */
#ifndef TEAMTOP_VIEWS_OUTLINE_H
#define TEAMTOP_VIEWS_OUTLINE_H

#include "core/model/snapshot.h"

struct outline_rank {
    unit_index unit;
    bool known; /* false: no value; such units come last, in the configuration's order */
    fixed_t value;
    unsigned round; /* of ranking in which it was noted */
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
    uint64_t mark; /* tells one set of rows from another, in whatever order */
    bool *folded;  /* by unit */
    bool *hidden;  /* by unit; counts while filtered */
    bool *hiding;  /* by unit: what a filter that is being made will hide */
    bool filtered;
    struct outline_rank *ranks;   /* by unit */
    struct outline_rank *scratch; /* siblings being sorted */
    unsigned round;               /* of ranking, from 1; 0: nothing was ever ranked */
    int unranked;                 /* no row before this one is without a rank of this round */
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

/* A filter is made by hiding every unit and then keeping those meant; what stands above one is kept
 * with it. It holds from outline_filter() on, with the next outline_show_…: what is kept is a row
 * whether folded or not. */
void outline_hide_all(struct outline *outline);
void outline_keep(struct outline *outline, unit_index unit);
void outline_filter(struct outline *outline);
void outline_show_all(struct outline *outline); /* no filter any more */
/* No rows at all, until the next outline_show_…. */
void outline_show_nothing(struct outline *outline);

/* Rows are ranked in rounds: a new one begins, in which no row has a rank yet. Until each has, and
 * outline_show_… is called again, the ranks of the round before stand, but where they answered
 * another question: those are forgotten. */
void outline_rank_again(struct outline *outline);
void outline_rank_anew(struct outline *outline);
/* The next row's unit without a rank of this round; UNIT_NONE: none is left. */
unit_index outline_next_unranked(struct outline *outline);
int outline_count_unranked(const struct outline *outline);
void outline_rank(struct outline *outline, unit_index unit, const struct figure *figure);

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

/*
 * unit.h: the organisation as a tree of units.
 *
 * The program knows no council, only units, each with a level the configuration names (domain page,
 * section 2). Units stand in preorder, so everything at or below unit i is the range [i, end):
 * loops over a subtree are loops over an array. The tree owns all its strings and is immutable once
 * built; building fails only for want of memory.
 */
#ifndef TEAMTOP_MODEL_UNIT_H
#define TEAMTOP_MODEL_UNIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/result.h"

typedef int32_t unit_index; /* position in preorder; the root of a configuration is 0 */
#define UNIT_NONE (-1)

/* How much of a unit reaches the one who looks (access.h); the first is what a unit has by itself. */
enum unit_reach {
    UNIT_WITH_WORKERS, /* everything, single workers as well */
    UNIT_WITH_FIGURES, /* figures, of nobody in particular */
    UNIT_BY_NAME,      /* where the units below it belong; no figure of it is ever read */
    UNIT_UNSEEN,       /* nothing: it is left out of the tree */
};

struct unit {
    const char *id;   /* [a-z0-9_-]+, unique */
    const char *name; /* clean text */
    int level;        /* index into the service's levels, 0 outermost */
    int kind;         /* index into the service's kinds, or -1 */
    int depth;        /* 0 for a root */
    unit_index parent;
    unit_index end; /* one past the last unit below this one */
    enum unit_reach reach;
    size_t alias_count;
    const char *const *aliases; /* what extracts call it */
};

struct unit_tree;

struct unit_tree *unit_tree_create(void);
void unit_tree_destroy(struct unit_tree *tree);

/* Adds a unit below `parent` (UNIT_NONE: a root). Units must come in preorder: `parent` is the unit
 * added last or one of its ancestors. Strings are copied. Ids and aliases, compared without regard
 * to case and outer blanks, must not be another unit's: RESULT_INVALID, and *ret_taken_by (may be
 * NULL) says whose. An alias that only repeats what the unit is called already is not kept. */
MUST_CHECK enum result unit_tree_add(struct unit_tree *tree, unit_index parent, const char *id,
    const char *name, int level, int kind, unit_index *ret);
MUST_CHECK enum result unit_tree_add_alias(
    struct unit_tree *tree, unit_index unit, const char *alias, unit_index *ret_taken_by);

/* From now on no more than this of the unit reaches the one who looks. */
void unit_tree_limit(struct unit_tree *tree, unit_index unit, enum unit_reach reach);

unit_index unit_tree_count(const struct unit_tree *tree);
const struct unit *unit_tree_at(const struct unit_tree *tree, unit_index unit);

/* By exact id; UNIT_NONE when there is none. */
unit_index unit_tree_find(const struct unit_tree *tree, const char *id);

/* What an extract calls a unit: id, alias, or else its name, compared without regard to case and
 * outer blanks. UNIT_NONE when there is none, or a name is not unique. */
unit_index unit_tree_match(const struct unit_tree *tree, const char *text, size_t length);

/* True when `unit` is `ancestor` or below it. */
bool unit_is_within(const struct unit_tree *tree, unit_index unit, unit_index ancestor);

#endif

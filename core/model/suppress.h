/*
 * suppress.h: small counts of people, and what would give them away (domain page, section 8).
 *
 * Pure functions over a table of counts: rows are units of a tree, whose counts are summed up by
 * the row above; columns are a whole and what it breaks down into. The table borrows its arrays and
 * writes `hidden` alone; nothing is allocated and nothing can fail. Every cell that ends up hidden
 * could be another value without any shown cell being different: no subtraction recovers it.
 */
#ifndef TEAMTOP_MODEL_SUPPRESS_H
#define TEAMTOP_MODEL_SUPPRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/fixed.h"

#define SUPPRESS_UNKNOWN INT64_MIN /* not shown anyway: no data or no value */

/* Columns: the whole; two parts that add up to it (allocated and unallocated), or that are linked
 * without a whole (opened and closed); then its breakdown by category. */
enum {
    SUPPRESS_WHOLE,
    SUPPRESS_LEFT,
    SUPPRESS_RIGHT,
    SUPPRESS_SUBS,
};

struct suppress_table {
    size_t rows, columns;  /* columns ≥ SUPPRESS_SUBS */
    const int *parents;    /* by row: the row that sums it up; −1: none */
    const fixed_t *counts; /* [row × columns + column], ten-thousandths */
    bool *hidden;          /* likewise */
    int small_number;      /* counts above 0 and up to it are hidden */
};

bool suppress_is_small(fixed_t count, int small_number);

/* Hides every small count and, with each, the fewest it finds that keep it from being worked out.
 * Cells that are hidden already stay so, and are kept in the same way. */
void suppress_apply(const struct suppress_table *table);

#endif

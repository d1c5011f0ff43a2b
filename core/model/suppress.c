#include "core/model/suppress.h"

#include <stdint.h>

/*
 * A hidden cell is safe when there is a way to move it, and others that are hidden, up and down
 * together so that every sum stays as it is. Such a move always takes two columns, a and b, at
 * every row it passes: what a gains, b loses (or, where one of them is the whole, gains as well).
 * It begins at the cell, goes down to the rows without parts, and goes over to a sibling, or up to
 * the parent where no sibling has both columns.
 */

#define NO_COLUMN (-1)

static size_t at(const struct suppress_table *table, int row, int column)
{
    return (size_t)row * table->columns + (size_t)column;
}

static bool is_known(const struct suppress_table *table, int row, int column)
{
    return column == NO_COLUMN || table->counts[at(table, row, column)] != SUPPRESS_UNKNOWN;
}

static bool has_both(const struct suppress_table *table, int row, int a, int b)
{
    return is_known(table, row, a) && is_known(table, row, b);
}

/* The whole moves together with the part of it that is the larger by far. */
static void hide(const struct suppress_table *table, int row, int column)
{
    if (column == NO_COLUMN || !is_known(table, row, column))
        return;
    table->hidden[at(table, row, column)] = true;
    if (column == SUPPRESS_WHOLE && is_known(table, row, SUPPRESS_LEFT))
        table->hidden[at(table, row, SUPPRESS_LEFT)] = true;
}

/* --- whom to hide with it --------------------------------------------------------------------- */

/* Who goes first: hidden already, then the smallest that is more than one; a nought hides little,
 * and two ones that are known to make two hide nothing. */
static int64_t cost(const struct suppress_table *table, int row, int column)
{
    const fixed_t count = table->counts[at(table, row, column)];
    if (count <= 0)
        return INT64_MAX - 1;
    if (count <= FIXED_ONE)
        return INT64_MAX - 2;
    return table->hidden[at(table, row, column)] ? 0 : count;
}

/* The best part of `parent` that has both columns; −1: none has. */
static int best_part(const struct suppress_table *table, int parent, int but, int a, int b)
{
    int best = -1;
    for (int row = 0; row < (int)table->rows; row++)
        if (table->parents[row] == parent && row != but && has_both(table, row, a, b) &&
            (best < 0 || cost(table, row, a) < cost(table, best, a)))
            best = row;
    return best;
}

static int best_sub(const struct suppress_table *table, int row, int but)
{
    int best = NO_COLUMN;
    for (int column = SUPPRESS_SUBS; column < (int)table->columns; column++)
        if (column != but && is_known(table, row, column) &&
            (best == NO_COLUMN || cost(table, row, column) < cost(table, row, best)))
            best = column;
    return best;
}

/* The column that moves against this one in its row. */
static int companion(const struct suppress_table *table, int row, int column)
{
    static const int linked[] = {NO_COLUMN, SUPPRESS_RIGHT, SUPPRESS_LEFT};
    if (column == SUPPRESS_LEFT || column == SUPPRESS_RIGHT)
        return is_known(table, row, linked[column]) ? linked[column] : NO_COLUMN;
    const int sub = best_sub(table, row, column);
    return sub == NO_COLUMN && column != SUPPRESS_WHOLE ? SUPPRESS_WHOLE : sub;
}

/* --- the move --------------------------------------------------------------------------------- */

static void move_down(const struct suppress_table *table, int row, int a, int b);

static void move_part(const struct suppress_table *table, int row, int a, int b)
{
    const int part = best_part(table, row, -1, a, b);
    if (part >= 0)
        move_down(table, part, a, b);
}

/* Where no part has both columns, two parts move against each other with their wholes. */
static void move_down(const struct suppress_table *table, int row, int a, int b)
{
    hide(table, row, a);
    hide(table, row, b);
    if (b == NO_COLUMN || best_part(table, row, -1, a, b) >= 0) {
        move_part(table, row, a, b);
        return;
    }
    move_part(table, row, a, SUPPRESS_WHOLE);
    move_part(table, row, b, SUPPRESS_WHOLE);
}

static void move_up(const struct suppress_table *table, int row, int a, int b)
{
    const int parent = table->parents[row];
    if (parent < 0 || !has_both(table, parent, a, b))
        return;
    const int sibling = best_part(table, parent, row, a, b);
    if (sibling >= 0) {
        move_down(table, sibling, a, b);
        return;
    }
    hide(table, parent, a);
    hide(table, parent, b);
    move_up(table, parent, a, b);
}

static void protect(const struct suppress_table *table, int row, int column)
{
    const int with = companion(table, row, column);
    move_down(table, row, column, with);
    move_up(table, row, column, with);
}

bool suppress_is_small(fixed_t count, int small_number)
{
    return count != SUPPRESS_UNKNOWN && count > 0 && count <= small_number * FIXED_ONE;
}

static bool is_hidden(const struct suppress_table *table, int row, int column)
{
    return is_known(table, row, column) && table->hidden[at(table, row, column)];
}

static bool is_small(const struct suppress_table *table, int row, int column)
{
    return suppress_is_small(table->counts[at(table, row, column)], table->small_number);
}

typedef bool cell_test(const struct suppress_table *table, int row, int column);

static void protect_each(const struct suppress_table *table, cell_test *test)
{
    for (int row = 0; row < (int)table->rows; row++)
        for (int column = 0; column < (int)table->columns; column++)
            if (test(table, row, column))
                protect(table, row, column);
}

void suppress_apply(const struct suppress_table *table)
{
    protect_each(table, is_hidden);
    protect_each(table, is_small);
}

/* What is suppressed, by hand, and by asking a solver of equations whether anything can be worked
 * out from what is shown. */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/suppress.h"
#include "tests/core/model/cases.h"
#include "tests/core/model/random.h"

#define SMALL      5
#define ROWS_MOST  14
#define COLUMNS    6
#define CELLS_MOST (ROWS_MOST * COLUMNS)
#define LEAST_EVER 1e-9

struct grid {
    int rows;
    int parents[ROWS_MOST];
    fixed_t counts[CELLS_MOST];
    bool hidden[CELLS_MOST];
};

static void apply(struct grid *grid)
{
    const struct suppress_table table = {.rows = (size_t)grid->rows,
        .columns = COLUMNS,
        .parents = grid->parents,
        .counts = grid->counts,
        .hidden = grid->hidden,
        .small_number = SMALL};
    suppress_apply(&table);
}

/* A column of wholes: the first row sums up the others. */
static struct grid family(int children, const int *counts)
{
    struct grid grid = {.rows = children + 1};
    for (int i = 0; i < CELLS_MOST; i++)
        grid.counts[i] = SUPPRESS_UNKNOWN;
    grid.counts[0] = 0;
    for (int i = 0; i < children; i++) {
        grid.parents[i + 1] = 0;
        grid.counts[(i + 1) * COLUMNS] = counts[i] * FIXED_ONE;
        grid.counts[0] += counts[i] * FIXED_ONE;
    }
    grid.parents[0] = -1;
    return grid;
}

static void check_hidden(const struct grid *grid, const char *expected)
{
    for (int row = 0; row < grid->rows; row++)
        ck_assert_msg(grid->hidden[row * COLUMNS] == (expected[row] == 'c'),
            "row %d of \"%s\" is %s", row, expected,
            grid->hidden[row * COLUMNS] ? "hidden" : "shown");
}

START_TEST(nothing_small_hides_nothing)
{
    struct grid grid = family(3, (int[]){6, 20, 0});
    apply(&grid);
    check_hidden(&grid, "....");
}
END_TEST

START_TEST(a_small_count_takes_the_smallest_sibling_with_it)
{
    struct grid grid = family(4, (int[]){30, 3, 12, 0});
    apply(&grid);
    check_hidden(&grid, "..cc.");
}
END_TEST

START_TEST(two_small_counts_hide_each_other)
{
    struct grid grid = family(3, (int[]){4, 3, 12});
    apply(&grid);
    check_hidden(&grid, ".cc.");
}
END_TEST

START_TEST(two_ones_that_make_two_take_a_third)
{
    struct grid grid = family(3, (int[]){1, 1, 12});
    apply(&grid);
    check_hidden(&grid, ".ccc");
}
END_TEST

START_TEST(an_only_child_takes_its_parent)
{
    struct grid grid = family(1, (int[]){4});
    apply(&grid);
    check_hidden(&grid, "cc");
}
END_TEST

START_TEST(nought_and_unknown_are_not_people)
{
    ck_assert(!suppress_is_small(0, SMALL));
    ck_assert(!suppress_is_small(SUPPRESS_UNKNOWN, SMALL));
    ck_assert(suppress_is_small(1, SMALL));
    ck_assert(suppress_is_small(5 * FIXED_ONE, SMALL));
    ck_assert(!suppress_is_small(6 * FIXED_ONE, SMALL));
}
END_TEST

START_TEST(a_small_category_takes_another_and_the_same_two_of_a_sibling)
{
    struct grid grid = family(3, (int[]){23, 60, 90});
    static const int subs[4][2] = {{53, 120}, {3, 20}, {20, 40}, {30, 60}};
    for (int row = 0; row < 4; row++)
        for (int sub = 0; sub < 2; sub++)
            grid.counts[row * COLUMNS + SUPPRESS_SUBS + sub] = subs[row][sub] * FIXED_ONE;
    apply(&grid);
    check_hidden(&grid, "....");
    for (int row = 0; row < 4; row++)
        for (int sub = 0; sub < 2; sub++)
            ck_assert_int_eq(
                grid.hidden[row * COLUMNS + SUPPRESS_SUBS + sub], row == 1 || row == 2);
}
END_TEST

START_TEST(unallocated_takes_the_allocated_with_it)
{
    struct grid grid = family(2, (int[]){20, 40});
    static const int split[3][2] = {{51, 9}, {17, 3}, {34, 6}};
    for (int row = 0; row < 3; row++) {
        grid.counts[row * COLUMNS + SUPPRESS_LEFT] = split[row][0] * FIXED_ONE;
        grid.counts[row * COLUMNS + SUPPRESS_RIGHT] = split[row][1] * FIXED_ONE;
    }
    apply(&grid);
    check_hidden(&grid, "...");
    ck_assert(grid.hidden[1 * COLUMNS + SUPPRESS_LEFT]);
    ck_assert(grid.hidden[1 * COLUMNS + SUPPRESS_RIGHT]);
    ck_assert(grid.hidden[2 * COLUMNS + SUPPRESS_LEFT]);
    ck_assert(!grid.hidden[0 * COLUMNS + SUPPRESS_LEFT]);
}
END_TEST

/* --- can anything be worked out? -------------------------------------------------------------- */

/* What an outsider knows: each row is an equation over the cells they cannot see. */
struct equations {
    double terms[3 * CELLS_MOST][CELLS_MOST];
    int count;
};

static void add_term(struct equations *equations, const struct grid *grid, int cell, double factor)
{
    if (grid->counts[cell] != SUPPRESS_UNKNOWN && grid->hidden[cell])
        equations->terms[equations->count][cell] = factor;
}

static void tree_equations(struct equations *equations, const struct grid *grid)
{
    for (int parent = 0; parent < grid->rows; parent++) {
        for (int column = 0; column < COLUMNS; column++) {
            bool has_parts = false;
            for (int row = 0; row < grid->rows; row++) {
                if (grid->parents[row] != parent)
                    continue;
                add_term(equations, grid, row * COLUMNS + column, 1);
                has_parts = true;
            }
            if (has_parts)
                add_term(equations, grid, parent * COLUMNS + column, -1);
            equations->count++;
        }
    }
}

static void row_equations(struct equations *equations, const struct grid *grid)
{
    for (int row = 0; row < grid->rows; row++) {
        for (int column = SUPPRESS_SUBS; column < COLUMNS; column++)
            add_term(equations, grid, row * COLUMNS + column, 1);
        add_term(equations, grid, row * COLUMNS + SUPPRESS_WHOLE, -1);
        equations->count++;
        if (grid->counts[row * COLUMNS + SUPPRESS_LEFT] == SUPPRESS_UNKNOWN)
            continue;
        add_term(equations, grid, row * COLUMNS + SUPPRESS_LEFT, 1);
        add_term(equations, grid, row * COLUMNS + SUPPRESS_RIGHT, 1);
        add_term(equations, grid, row * COLUMNS + SUPPRESS_WHOLE, -1);
        equations->count++;
    }
}

static void subtract(double *from, const double *what, double times)
{
    for (int i = 0; i < CELLS_MOST; i++)
        from[i] -= times * what[i];
}

static void swap_rows(double *a, double *b)
{
    for (int i = 0; i < CELLS_MOST; i++) {
        const double kept = a[i];
        a[i] = b[i];
        b[i] = kept;
    }
}

static int pivot_row(const struct equations *equations, int from, int cell)
{
    for (int row = from; row < equations->count; row++)
        if (fabs(equations->terms[row][cell]) > LEAST_EVER)
            return row;
    return -1;
}

/* To reduced echelon form; returns how many equations are left. */
static int eliminate(struct equations *equations)
{
    int done = 0;
    for (int cell = 0; cell < CELLS_MOST && done < equations->count; cell++) {
        const int found = pivot_row(equations, done, cell);
        if (found < 0)
            continue;
        double *const pivot = equations->terms[done];
        swap_rows(pivot, equations->terms[found]);
        const double scale = pivot[cell];
        for (int i = 0; i < CELLS_MOST; i++)
            pivot[i] /= scale;
        for (int row = 0; row < equations->count; row++)
            if (row != done && fabs(equations->terms[row][cell]) > LEAST_EVER)
                subtract(equations->terms[row], pivot, equations->terms[row][cell]);
        done++;
    }
    return done;
}

/* An equation with one unknown left gives it away. */
static int given_away(const struct grid *grid)
{
    static struct equations equations;
    memset(&equations, 0, sizeof equations);
    tree_equations(&equations, grid);
    row_equations(&equations, grid);
    const int count = eliminate(&equations);
    for (int row = 0; row < count; row++) {
        int unknowns = 0, last = -1;
        for (int cell = 0; cell < CELLS_MOST; cell++) {
            if (fabs(equations.terms[row][cell]) > LEAST_EVER) {
                unknowns++;
                last = cell;
            }
        }
        if (unknowns == 1)
            return last;
    }
    return -1;
}

/* --- any service ------------------------------------------------------------------------------ */

static bool is_leaf(const struct grid *grid, int row)
{
    return row == grid->rows - 1 || grid->parents[row + 1] != row;
}

/* A leaf's categories: some are unknown to it, the others are small, nought or many. */
static void draw_leaf(struct grid *grid, int row, uint64_t *seed)
{
    fixed_t *const cells = &grid->counts[row * COLUMNS];
    cells[SUPPRESS_WHOLE] = 0;
    for (int column = SUPPRESS_SUBS; column < COLUMNS; column++) {
        const int drawn = (int)random_below(seed, 1 << 20);
        const bool always = column == SUPPRESS_SUBS + row % 3;
        if (!always && drawn % 3 == 0)
            continue;
        cells[column] = (drawn % 4 == 0 ? drawn / 8 % 7 : drawn / 8 % 60) * FIXED_ONE;
        cells[SUPPRESS_WHOLE] += cells[column];
    }
}

/* Allocated and unallocated, in a service that knows them. */
static void split_leaf(struct grid *grid, int row, uint64_t *seed)
{
    fixed_t *const cells = &grid->counts[row * COLUMNS];
    const int64_t whole = cells[SUPPRESS_WHOLE] / FIXED_ONE;
    const int64_t waiting = (int64_t)random_below(seed, 9);
    cells[SUPPRESS_RIGHT] = (waiting < whole ? waiting : whole) * FIXED_ONE;
    cells[SUPPRESS_LEFT] = cells[SUPPRESS_WHOLE] - cells[SUPPRESS_RIGHT];
}

static void add_up(struct grid *grid)
{
    for (int row = grid->rows - 1; row > 0; row--) {
        for (int column = 0; column < COLUMNS; column++) {
            const fixed_t count = grid->counts[row * COLUMNS + column];
            fixed_t *const sum = &grid->counts[grid->parents[row] * COLUMNS + column];
            if (count != SUPPRESS_UNKNOWN)
                *sum = (*sum == SUPPRESS_UNKNOWN ? 0 : *sum) + count;
        }
    }
}

static struct grid draw(uint64_t *seed)
{
    struct grid grid = {.rows = 2 + (int)random_below(seed, ROWS_MOST - 1), .parents = {-1}};
    const bool splits = random_below(seed, 2);
    for (int i = 0; i < CELLS_MOST; i++)
        grid.counts[i] = SUPPRESS_UNKNOWN;
    for (int row = 1; row < grid.rows; row++) {
        int parent = row - 1;
        while (parent > 0 && random_below(seed, 2))
            parent = grid.parents[parent];
        grid.parents[row] = parent;
    }
    for (int row = 0; row < grid.rows; row++) {
        if (!is_leaf(&grid, row))
            continue;
        draw_leaf(&grid, row, seed);
        if (splits)
            split_leaf(&grid, row, seed);
    }
    add_up(&grid);
    return grid;
}

static void check_small_are_hidden(const struct grid *grid)
{
    for (int cell = 0; cell < grid->rows * COLUMNS; cell++)
        if (suppress_is_small(grid->counts[cell], SMALL))
            ck_assert(grid->hidden[cell]);
}

START_TEST(nothing_hidden_can_be_worked_out)
{
    uint64_t seed = 1000u + (unsigned)_i;
    int hidden = 0;
    for (int round = 0; round < 60; round++) {
        struct grid grid = draw(&seed);
        apply(&grid);
        check_small_are_hidden(&grid);
        const int cell = given_away(&grid);
        ck_assert_msg(cell < 0, "seed %d, round %d: row %d, column %d can be worked out", _i, round,
            cell / COLUMNS, cell % COLUMNS);
        for (int i = 0; i < CELLS_MOST; i++)
            hidden += grid.hidden[i];
    }
    ck_assert_int_gt(hidden, 60);
}
END_TEST

/* The solver does find what hiding small counts alone gives away. */
START_TEST(small_counts_alone_would_be_worked_out)
{
    struct grid grid = family(3, (int[]){3, 20, 30});
    grid.hidden[1 * COLUMNS] = true;
    ck_assert_int_eq(given_away(&grid), 1 * COLUMNS);
}
END_TEST

TCase *suppress_cases(void)
{
    TCase *cases = tcase_create("suppress");
    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, nothing_small_hides_nothing);
    tcase_add_test(cases, a_small_count_takes_the_smallest_sibling_with_it);
    tcase_add_test(cases, two_small_counts_hide_each_other);
    tcase_add_test(cases, two_ones_that_make_two_take_a_third);
    tcase_add_test(cases, an_only_child_takes_its_parent);
    tcase_add_test(cases, nought_and_unknown_are_not_people);
    tcase_add_test(cases, a_small_category_takes_another_and_the_same_two_of_a_sibling);
    tcase_add_test(cases, unallocated_takes_the_allocated_with_it);
    tcase_add_loop_test(cases, nothing_hidden_can_be_worked_out, 0, 20);
    tcase_add_test(cases, small_counts_alone_would_be_worked_out);
    return cases;
}

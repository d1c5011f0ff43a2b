#include "tui/views/outline.h"

#include <stdlib.h>

#include "core/base/hash.h"
#include "core/base/text.h"

#define FIRST_SIGHT 24 /* rows: what a screen of 36 has room for above the panels */

/* --- range of units --------------------------------------------------------------------------- */

unit_index outline_first(const struct outline *outline)
{
    return outline->root == UNIT_NONE ? 0 : outline->root;
}

unit_index outline_end(const struct outline *outline)
{
    if (outline->root == UNIT_NONE)
        return unit_tree_count(outline->units);
    return unit_tree_at(outline->units, outline->root)->end;
}

static int top_depth(const struct outline *outline)
{
    if (outline_end(outline) <= outline_first(outline))
        return 0;
    return unit_tree_at(outline->units, outline_first(outline))->depth;
}

/* --- what is open at first -------------------------------------------------------------------- */

static int units_down_to(const struct outline *outline, int depth)
{
    int count = 0;

    for (unit_index unit = outline_first(outline); unit < outline_end(outline); unit++)
        count += unit_tree_at(outline->units, unit)->depth <= depth;
    return count;
}

/* Opens level by level as long as all rows fit the screen, so that a director sees areas and not
 * the first half of one area's teams. */
static void fold_at_first(struct outline *outline)
{
    int all = outline_end(outline) - outline_first(outline);
    int depth = top_depth(outline) + 1;

    while (units_down_to(outline, depth) < all && units_down_to(outline, depth + 1) <= FIRST_SIGHT)
        depth++;
    for (unit_index unit = outline_first(outline); unit < outline_end(outline); unit++)
        outline->folded[unit] = unit_tree_at(outline->units, unit)->depth >= depth;
}

enum result outline_init(struct outline *outline, const struct unit_tree *units, unit_index root)
{
    size_t count = (size_t)unit_tree_count(units);
    size_t room = count > 0 ? count : 1;

    *outline = (struct outline){.units = units, .root = root};
    outline->rows = calloc(room, sizeof *outline->rows);
    outline->folded = calloc(room, sizeof *outline->folded);
    outline->hidden = calloc(room, sizeof *outline->hidden);
    outline->hiding = calloc(room, sizeof *outline->hiding);
    outline->ranks = calloc(room, sizeof *outline->ranks);
    outline->scratch = calloc(room, sizeof *outline->scratch);
    if (!outline->rows || !outline->folded || !outline->hidden || !outline->hiding ||
        !outline->ranks || !outline->scratch) {
        outline_done(outline);
        return RESULT_NO_MEMORY;
    }
    fold_at_first(outline);
    return RESULT_OK;
}

void outline_done(struct outline *outline)
{
    free(outline->rows);
    free(outline->folded);
    free(outline->hidden);
    free(outline->hiding);
    free(outline->ranks);
    free(outline->scratch);
    *outline = (struct outline){0};
}

/* --- filter ----------------------------------------------------------------------------------- */

static bool is_hidden(const struct outline *outline, unit_index unit)
{
    return outline->filtered && outline->hidden[unit];
}

void outline_hide_all(struct outline *outline)
{
    for (unit_index unit = outline_first(outline); unit < outline_end(outline); unit++)
        outline->hiding[unit] = true;
}

void outline_keep(struct outline *outline, unit_index unit)
{
    for (; unit != UNIT_NONE; unit = unit_tree_at(outline->units, unit)->parent)
        outline->hiding[unit] = false;
}

void outline_filter(struct outline *outline)
{
    bool *const before = outline->hidden;

    outline->hidden = outline->hiding;
    outline->hiding = before;
    outline->filtered = true;
}

void outline_show_all(struct outline *outline)
{
    outline->filtered = false;
}

/* --- order among siblings --------------------------------------------------------------------- */

/* Units without a value stand last whichever way round the rest is. */
static int compare(const struct outline_rank *a, const struct outline_rank *b, int direction)
{
    if (a->known != b->known)
        return a->known ? -1 : 1;
    if (a->known && a->value != b->value)
        return a->value < b->value ? direction : -direction;
    return (a->unit > b->unit) - (a->unit < b->unit);
}

static int highest_first(const void *a, const void *b)
{
    return compare(a, b, 1);
}

static int lowest_first(const void *a, const void *b)
{
    return compare(a, b, -1);
}

static void put_in_order(struct outline_rank *siblings, size_t count, enum outline_order order)
{
    static int (*const comparisons[])(const void *, const void *) = {
        [ORDER_TREE] = NULL,
        [ORDER_HIGHEST] = highest_first,
        [ORDER_LOWEST] = lowest_first,
    };

    if (comparisons[order] != NULL && count > 1)
        qsort(siblings, count, sizeof *siblings, comparisons[order]);
}

/* --- rows ------------------------------------------------------------------------------------- */

/* Siblings from `unit` up to `end`, into the scratch from `used`; returns how many. */
static size_t gather(struct outline *outline, unit_index unit, unit_index end, size_t used)
{
    size_t count = 0;

    for (; unit < end; unit = unit_tree_at(outline->units, unit)->end) {
        if (is_hidden(outline, unit))
            continue;
        outline->ranks[unit].unit = unit;
        outline->scratch[used + count++] = outline->ranks[unit];
    }
    return count;
}

/* Adds the units from `unit` to `end`, and what is open below them. The siblings of one branch are
 * a part of the tree, so the scratch of one element a unit is enough for all levels at once. */
static void add_rows(
    struct outline *outline, unit_index unit, unit_index end, size_t used, enum outline_order order)
{
    size_t count = gather(outline, unit, end, used);

    put_in_order(&outline->scratch[used], count, order);
    for (size_t i = 0; i < count; i++) {
        unit_index sibling = outline->scratch[used + i].unit;

        outline->rows[outline->count++] = sibling;
        if (!outline_is_folded(outline, sibling))
            add_rows(outline, sibling + 1, unit_tree_at(outline->units, sibling)->end, used + count,
                order);
    }
}

/* After the rows were made anew. */
static void note_rows(struct outline *outline)
{
    uint64_t mark = (uint64_t)outline->count;

    for (int row = 0; row < outline->count; row++)
        mark += hash_finish(hash_number(HASH_START, (int64_t)outline->rows[row]));
    outline->mark = mark;
    outline->unranked = 0;
}

void outline_show_nothing(struct outline *outline)
{
    outline->count = 0;
    note_rows(outline);
}

void outline_show_tree(struct outline *outline, enum outline_order order)
{
    outline->count = 0;
    add_rows(outline, outline_first(outline), outline_end(outline), 0, order);
    note_rows(outline);
}

/* The rows are what the scratch holds. */
static void show_scratch(struct outline *outline, size_t count, enum outline_order order)
{
    put_in_order(outline->scratch, count, order);
    for (size_t i = 0; i < count; i++)
        outline->rows[i] = outline->scratch[i].unit;
    outline->count = (int)count;
    note_rows(outline);
}

void outline_show_below(struct outline *outline, unit_index unit, enum outline_order order)
{
    size_t count = gather(outline, unit + 1, unit_tree_at(outline->units, unit)->end, 0);

    show_scratch(outline, count, order);
}

void outline_show_level(struct outline *outline, int level, enum outline_order order)
{
    size_t count = 0;

    for (unit_index unit = outline_first(outline); unit < outline_end(outline); unit++)
        if (unit_tree_at(outline->units, unit)->level == level && !is_hidden(outline, unit)) {
            outline->ranks[unit].unit = unit;
            outline->scratch[count++] = outline->ranks[unit];
        }
    show_scratch(outline, count, order);
}

/* --- ranks ------------------------------------------------------------------------------------ */

void outline_rank_again(struct outline *outline)
{
    outline->round++;
    outline->unranked = 0;
}

void outline_rank_anew(struct outline *outline)
{
    for (unit_index unit = outline_first(outline); unit < outline_end(outline); unit++)
        outline->ranks[unit].known = false;
    outline_rank_again(outline);
}

static bool is_ranked(const struct outline *outline, int row)
{
    return outline->ranks[outline->rows[row]].round == outline->round;
}

unit_index outline_next_unranked(struct outline *outline)
{
    while (outline->unranked < outline->count && is_ranked(outline, outline->unranked))
        outline->unranked++;
    return outline_unit_at(outline, outline->unranked);
}

int outline_count_unranked(const struct outline *outline)
{
    int count = 0;

    for (int row = outline->unranked; row < outline->count; row++)
        count += !is_ranked(outline, row);
    return count;
}

void outline_rank(struct outline *outline, unit_index unit, const struct figure *figure)
{
    outline->ranks[unit] = (struct outline_rank){
        .unit = unit,
        .known = figure->has_data && figure->has_value,
        .value = figure->value,
        .round = outline->round,
    };
}

/* --- rows by number --------------------------------------------------------------------------- */

int outline_row_of(const struct outline *outline, unit_index unit)
{
    for (int row = 0; row < outline->count; row++)
        if (outline->rows[row] == unit)
            return row;
    return -1;
}

unit_index outline_unit_at(const struct outline *outline, int row)
{
    return row >= 0 && row < outline->count ? outline->rows[row] : UNIT_NONE;
}

/* --- folding ---------------------------------------------------------------------------------- */

bool outline_has_below(const struct outline *outline, unit_index unit)
{
    return unit_tree_at(outline->units, unit)->end > unit + 1;
}

bool outline_is_folded(const struct outline *outline, unit_index unit)
{
    return outline->folded[unit] && !outline->filtered;
}

bool outline_toggle(struct outline *outline, unit_index unit)
{
    if (!outline_has_below(outline, unit) || outline->filtered)
        return false;
    outline->folded[unit] = !outline->folded[unit];
    return true;
}

void outline_reveal(struct outline *outline, unit_index unit)
{
    while ((unit = unit_tree_at(outline->units, unit)->parent) != UNIT_NONE)
        outline->folded[unit] = false;
}

unit_index outline_nearest(const struct outline *outline, unit_index unit)
{
    while (unit != UNIT_NONE && outline_row_of(outline, unit) < 0)
        unit = unit_tree_at(outline->units, unit)->parent;
    return unit;
}

/* --- finding ---------------------------------------------------------------------------------- */

/* By its name, or by its id: people say MARU as well. */
static bool is_called(const struct unit *unit, const char *text)
{
    return text_contains_folded(unit->name, text) || text_contains_folded(unit->id, text);
}

unit_index outline_match(const struct outline *outline, const char *text, unit_index from, int step)
{
    unit_index first = outline_first(outline);
    unit_index count = outline_end(outline) - first;
    unit_index at = from < first || from >= first + count ? count - 1 : from - first;

    for (unit_index tried = 0; tried < count; tried++) {
        at = (at + step + count) % count;
        if (!is_hidden(outline, first + at) &&
            is_called(unit_tree_at(outline->units, first + at), text))
            return first + at;
    }
    return UNIT_NONE;
}

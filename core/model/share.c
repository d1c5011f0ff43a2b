#include "core/model/share.h"

#include <stdlib.h>

#include "core/model/suppress.h"
#include "core/model/veil.h"

#define POINTS_KINDS (POINTS_MONTH + 1)

/* --- figures of measures ---------------------------------------------------------------------- */

typedef void cell_fn(void *context, struct sheet_cell *cell);

static void each_cell(struct sheet *sheet, cell_fn *each, void *context)
{
    for (size_t row = 0; row < sheet->row_count; row++)
        for (size_t i = 0; i < sheet->rows[row].count; i++)
            each(context, &sheet->rows[row].cells[i]);
}

/* One veil for the day, and one for each kind of point that stands in the sheet. */
struct veils {
    size_t day;                  /* cells at the day */
    size_t depths[POINTS_KINDS]; /* how many points back the sheet goes, by their kind */
    struct veil *at_day;
    struct veil *at_points[POINTS_KINDS];
};

static void note_depth(void *context, struct sheet_cell *cell)
{
    struct veils *const veils = context;
    if (!cell->measure.measure)
        return;
    if (cell->back < 0 || cell->difference)
        veils->day++;
    if (cell->back >= 0 && (size_t)cell->back >= veils->depths[cell->points])
        veils->depths[cell->points] = (size_t)cell->back + 1;
}

static enum result make_veils(struct veils *veils, struct snapshot *snapshot)
{
    enum result result = RESULT_OK;
    if (veils->day > 0)
        result = veil_create(&veils->at_day, snapshot, (struct veil_moments){POINTS_DAY, 0});
    for (int i = 0; i < POINTS_KINDS && result == RESULT_OK; i++)
        if (veils->depths[i] > 0)
            result = veil_create(&veils->at_points[i], snapshot,
                (struct veil_moments){(enum points)i, veils->depths[i]});
    return result;
}

static void drop_veils(struct veils *veils)
{
    veil_destroy(veils->at_day);
    for (int i = 0; i < POINTS_KINDS; i++)
        veil_destroy(veils->at_points[i]);
}

static void suppress(struct sheet_cell *cell)
{
    cell->state = CELL_SUPPRESSED;
    cell->text = "";
    cell->status = STATUS_NONE;
    cell->signal = SIGNAL_NONE;
}

static bool is_veiled(const struct veils *veils, const struct sheet_cell *cell)
{
    const bool at_day = cell->back < 0 || cell->difference;
    if (at_day && veil_hides(veils->at_day, cell->unit, cell->measure, 0))
        return true;
    return cell->back >= 0 && veil_hides(veils->at_points[cell->points], cell->unit, cell->measure,
                                  (size_t)cell->back);
}

static void veil_cell(void *context, struct sheet_cell *cell)
{
    const bool is_said = cell->state == CELL_FIGURE || (cell->state == CELL_TEXT && cell->text[0]);
    if (cell->inside || (is_said && cell->measure.measure && is_veiled(context, cell)))
        suppress(cell);
}

/* --- other counts of people ------------------------------------------------------------------- */

/* What is suppressed by now is a count as well: it still has its value. */
static bool is_counted(const struct sheet_column *column, const struct sheet_cell *cell)
{
    return column->kind == SHEET_PEOPLE &&
           (cell->state == CELL_FIGURE || cell->state == CELL_SUPPRESSED);
}

static void take_column(
    const struct sheet *sheet, size_t column, fixed_t *counts, bool *hidden, int *parents)
{
    for (size_t row = 0; row < sheet->row_count; row++) {
        const struct sheet_row *const from = &sheet->rows[row];
        for (size_t i = 0; i < SUPPRESS_SUBS; i++) {
            counts[row * SUPPRESS_SUBS + i] = SUPPRESS_UNKNOWN;
            hidden[row * SUPPRESS_SUBS + i] = false;
        }
        parents[row] = from->total;
        if (column >= from->count || !is_counted(&sheet->columns[column], &from->cells[column]))
            continue;
        counts[row * SUPPRESS_SUBS] = from->cells[column].value;
        hidden[row * SUPPRESS_SUBS] = from->cells[column].state == CELL_SUPPRESSED;
    }
}

static void give_back(struct sheet *sheet, size_t column, const bool *hidden)
{
    for (size_t row = 0; row < sheet->row_count; row++)
        if (hidden[row * SUPPRESS_SUBS])
            suppress(&sheet->rows[row].cells[column]);
}

static enum result suppress_counts(struct sheet *sheet, int small_number)
{
    const size_t cells = sheet->row_count * SUPPRESS_SUBS + 1;
    fixed_t *const counts = calloc(cells, sizeof *counts);
    bool *const hidden = calloc(cells, sizeof *hidden);
    int *const parents = calloc(cells, sizeof *parents);
    const bool room = counts && hidden && parents;
    for (size_t column = 0; room && column < sheet->column_count; column++) {
        take_column(sheet, column, counts, hidden, parents);
        suppress_apply(&(struct suppress_table){
            sheet->row_count, SUPPRESS_SUBS, parents, counts, hidden, small_number});
        give_back(sheet, column, hidden);
    }
    free(counts);
    free(hidden);
    free(parents);
    return room ? RESULT_OK : RESULT_NO_MEMORY;
}

/* Totals point at rows above, which move up by those that are taken out. */
static int kept_before(const struct sheet *sheet, int row)
{
    int count = 0;
    for (int i = 0; i < row; i++)
        count += !sheet->rows[i].personal;
    return count;
}

static void drop_personal(struct sheet *sheet)
{
    size_t kept = 0;
    for (size_t row = 0; row < sheet->row_count; row++)
        if (sheet->rows[row].total >= 0)
            sheet->rows[row].total = kept_before(sheet, sheet->rows[row].total);
    for (size_t row = 0; row < sheet->row_count; row++)
        if (!sheet->rows[row].personal)
            sheet->rows[kept++] = sheet->rows[row];
    sheet->row_count = kept;
}

/* What nobody may read is not kept either. */
static void forget_value(void *context, struct sheet_cell *cell)
{
    (void)context;
    if (cell->state == CELL_SUPPRESSED)
        cell->value = 0;
}

static size_t personal_rows(const struct sheet *sheet)
{
    size_t count = 0;
    for (size_t row = 0; row < sheet->row_count; row++)
        count += sheet->rows[row].personal;
    return count;
}

static void say_what_was_done(struct sheet *sheet, size_t personal, int small_number)
{
    if (personal > 0)
        sheet_note(sheet, "Rows about single workers are left out.");
    sheet_note(sheet,
        "c: suppressed, a count of 1 to %d people or a figure that would give one away.",
        small_number);
}

enum result sheet_share(struct sheet *sheet, struct snapshot *snapshot)
{
    const int small_number = snapshot_service(snapshot)->small_number;
    const size_t personal = personal_rows(sheet);
    struct veils veils = {0};
    each_cell(sheet, note_depth, &veils);
    enum result result = make_veils(&veils, snapshot);
    if (result == RESULT_OK) {
        each_cell(sheet, veil_cell, &veils);
        drop_personal(sheet);
        sheet->inside_count = 0;
        result = suppress_counts(sheet, small_number);
    }
    if (result == RESULT_OK) {
        each_cell(sheet, forget_value, NULL);
        say_what_was_done(sheet, personal, small_number);
    }
    drop_veils(&veils);
    return result;
}

#include "core/model/sheet.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define FORMAT_SIZE 1024

void sheet_init(struct sheet *sheet)
{
    *sheet = (struct sheet){.title = "", .subject = "", .as_at = DAY_NONE};
}

void sheet_done(struct sheet *sheet)
{
    arena_done(&sheet->arena);
    free(sheet->notes);
    free(sheet->inside_notes);
    free(sheet->columns);
    free(sheet->rows);
    sheet_init(sheet);
}

/* "" where no memory is left: what follows is never read, for the sheet has failed. */
static const char *keep(struct sheet *sheet, const char *text)
{
    const char *const copy = arena_copy(&sheet->arena, text);
    if (!copy)
        sheet->failed = true;
    return copy ? copy : "";
}

void sheet_title(struct sheet *sheet, const char *title, const char *subject)
{
    sheet->title = keep(sheet, title);
    sheet->subject = keep(sheet, subject);
}

/* One more of the notes of one kind. */
PRINTF_LIKE(5, 0)
static void add_note(struct sheet *sheet, const char ***notes, size_t *count, size_t *room,
    const char *format, va_list arguments)
{
    char text[FORMAT_SIZE];
    vsnprintf(text, sizeof text, format, arguments);
    const char **const note = grow_one(notes, count, room, sizeof **notes);
    if (note)
        *note = keep(sheet, text);
    else
        sheet->failed = true;
}

void sheet_note(struct sheet *sheet, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_note(sheet, &sheet->notes, &sheet->note_count, &sheet->note_room, format, arguments);
    va_end(arguments);
}

void sheet_note_inside(struct sheet *sheet, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_note(
        sheet, &sheet->inside_notes, &sheet->inside_count, &sheet->inside_room, format, arguments);
    va_end(arguments);
}

static int usual_decimals(enum sheet_kind kind)
{
    return kind == SHEET_FTE || kind == SHEET_RATE ? 1 : 0;
}

void sheet_column(struct sheet *sheet, const char *heading, enum sheet_kind kind)
{
    assert(sheet->row_count == 0);
    struct sheet_column *const column = grow_one(
        &sheet->columns, &sheet->column_count, &sheet->column_room, sizeof *sheet->columns);
    if (!column) {
        sheet->failed = true;
        return;
    }
    *column = (struct sheet_column){
        .heading = keep(sheet, heading), .kind = kind, .decimals = usual_decimals(kind)};
}

/* --- rows and cells --------------------------------------------------------------------------- */

void sheet_decimals(struct sheet *sheet, int decimals)
{
    if (!sheet->failed)
        sheet->columns[sheet->column_count - 1].decimals = decimals;
}

void sheet_row(struct sheet *sheet)
{
    struct sheet_row *row;
    struct sheet_cell *const cells =
        arena_take(&sheet->arena, (sheet->column_count + 1) * sizeof *cells);
    if (!cells || !(row = grow_one(&sheet->rows, &sheet->row_count, &sheet->row_room, sizeof *row)))
        sheet->failed = true;
    else
        *row = (struct sheet_row){.cells = cells, .unit = UNIT_NONE, .total = -1};
}

static struct sheet_row *last_row(struct sheet *sheet)
{
    return sheet->failed ? NULL : &sheet->rows[sheet->row_count - 1];
}

void sheet_about(struct sheet *sheet, unit_index unit, int depth)
{
    struct sheet_row *const row = last_row(sheet);
    if (!row)
        return;
    row->unit = unit;
    row->depth = depth;
}

void sheet_personal(struct sheet *sheet)
{
    struct sheet_row *const row = last_row(sheet);
    if (row)
        row->personal = true;
}

void sheet_part_of(struct sheet *sheet, int total)
{
    struct sheet_row *const row = last_row(sheet);
    if (row)
        row->total = total;
}

static void add_cell(struct sheet *sheet, struct sheet_cell cell)
{
    struct sheet_row *const row = last_row(sheet);
    if (!row)
        return;
    assert(row->count < sheet->column_count);
    row->cells[row->count++] = cell;
}

static struct sheet_cell plain_cell(enum cell_state state)
{
    return (struct sheet_cell){
        .state = state, .text = "", .unit = UNIT_NONE, .back = -1, .decimals = -1};
}

void sheet_text(struct sheet *sheet, const char *text)
{
    struct sheet_cell cell = plain_cell(CELL_TEXT);
    cell.text = keep(sheet, text);
    add_cell(sheet, cell);
}

void sheet_format(struct sheet *sheet, const char *format, ...)
{
    char text[FORMAT_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    sheet_text(sheet, text);
}

void sheet_value(struct sheet *sheet, fixed_t value)
{
    struct sheet_cell cell = plain_cell(CELL_FIGURE);
    cell.value = value;
    add_cell(sheet, cell);
}

void sheet_count(struct sheet *sheet, int64_t count)
{
    sheet_value(sheet, count * FIXED_ONE);
}

void sheet_day(struct sheet *sheet, day_t day)
{
    if (day == DAY_NONE)
        sheet_no_data(sheet);
    else
        sheet_value(sheet, day);
}

void sheet_no_value(struct sheet *sheet)
{
    add_cell(sheet, plain_cell(CELL_NO_VALUE));
}

void sheet_no_data(struct sheet *sheet)
{
    add_cell(sheet, plain_cell(CELL_NO_DATA));
}

static enum cell_state state_of(const struct figure *figure)
{
    if (!figure->has_data)
        return CELL_NO_DATA;
    return figure->has_value ? CELL_FIGURE : CELL_NO_VALUE;
}

void sheet_assessed(struct sheet *sheet, unit_index unit, struct measure_ref measure,
    const struct assessed *assessed)
{
    struct sheet_cell cell = plain_cell(state_of(&assessed->figure));
    cell.value = assessed->figure.value;
    cell.unit = unit;
    cell.measure = (struct measure_ref){measure.measure, keep(sheet, measure.sub)};
    cell.status = assessed->status;
    cell.signal = assessed->signal;
    cell.rising = assessed->rising;
    cell.stale = assessed->stale;
    add_cell(sheet, cell);
}

static struct sheet_cell *last_cell(struct sheet *sheet)
{
    struct sheet_row *const row = last_row(sheet);
    return row ? &row->cells[row->count - 1] : NULL;
}

void sheet_point(struct sheet *sheet, enum points points, int back)
{
    struct sheet_cell *const cell = last_cell(sheet);
    if (!cell)
        return;
    cell->points = points;
    cell->back = back;
}

void sheet_difference(struct sheet *sheet, enum points points, int back)
{
    struct sheet_cell *const cell = last_cell(sheet);
    sheet_point(sheet, points, back);
    if (cell)
        cell->difference = true;
}

void sheet_made_from(struct sheet *sheet, unit_index unit, struct measure_ref measure)
{
    struct sheet_cell *const cell = last_cell(sheet);
    if (!cell)
        return;
    cell->unit = unit;
    cell->measure = (struct measure_ref){measure.measure, keep(sheet, measure.sub)};
    cell->made_from = true;
}

void sheet_cell_decimals(struct sheet *sheet, int decimals)
{
    struct sheet_cell *const cell = last_cell(sheet);
    if (cell)
        cell->decimals = decimals;
}

void sheet_inside(struct sheet *sheet)
{
    struct sheet_cell *const cell = last_cell(sheet);
    if (cell)
        cell->inside = true;
}

/* --- reading ---------------------------------------------------------------------------------- */

/* A measure's figure has the measure's decimals, wherever it stands. */
static const char *figure_words(
    const struct sheet_column *column, const struct sheet_cell *cell, char *buffer)
{
    const struct measure *const measure = cell->made_from ? NULL : cell->measure.measure;
    if (column->kind == SHEET_DAY)
        return day_text((day_t)cell->value, buffer);
    const int usual = measure ? measure->decimals : column->decimals;
    return fixed_text_rounded(cell->value, cell->decimals >= 0 ? cell->decimals : usual, buffer);
}

const char *sheet_cell_text(
    const struct sheet *sheet, size_t row, size_t column, const char *no_value, char *buffer)
{
    const struct sheet_cell *const cell = &sheet->rows[row].cells[column];
    switch (cell->state) {
    case CELL_NO_DATA:
        return "no data";
    case CELL_NO_VALUE:
        return no_value;
    case CELL_SUPPRESSED:
        return "c";
    case CELL_TEXT:
        return cell->text;
    case CELL_FIGURE:
        break;
    }
    return figure_words(&sheet->columns[column], cell, buffer);
}

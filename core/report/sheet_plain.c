/* A sheet as a listener wants it: one fact a line, rows numbered so that they can be opened, no
 * drawing characters. What there is no data for is left out. */
#include "core/report/sheets.h"

static void put_top(const struct sheet *sheet, FILE *stream)
{
    char moment[64];
    fprintf(stream, "%s: %s\n%s%s\n", sheet->title, sheet->subject,
        sheet_moment(sheet, moment, sizeof moment), sheet->live ? ", live" : "");
    for (size_t i = 0; i < sheet->note_count; i++)
        fprintf(stream, "%s\n", sheet->notes[i]);
    for (size_t i = 0; i < sheet->inside_count; i++)
        fprintf(stream, "%s\n", sheet->inside_notes[i]);
}

static bool is_said(const struct sheet_cell *cell)
{
    return cell->state != CELL_NO_DATA && (cell->state != CELL_TEXT || cell->text[0]);
}

static void put_fact(const struct sheet *sheet, size_t row, size_t column, FILE *stream)
{
    const struct sheet_cell *const cell = &sheet->rows[row].cells[column];
    char buffer[SHEET_TEXT_SIZE], judgement[SHEET_JUDGEMENT_SIZE];
    sheet_judgement(cell, judgement);
    fprintf(stream, "%s: %s%s%s\n", sheet->columns[column].heading,
        cell->state == CELL_SUPPRESSED ? "suppressed"
                                       : sheet_cell_text(sheet, row, column, "no value", buffer),
        judgement[0] ? ", " : "", judgement);
}

static void put_row(const struct sheet *sheet, size_t row, FILE *stream)
{
    char buffer[SHEET_TEXT_SIZE];
    bool anything = false, missing = false;
    fprintf(stream, "\n%zu. %s\n", row + 1, sheet_cell_text(sheet, row, 0, "no value", buffer));
    for (size_t column = 1; column < sheet->rows[row].count; column++) {
        missing = missing || sheet->rows[row].cells[column].state == CELL_NO_DATA;
        if (!is_said(&sheet->rows[row].cells[column]))
            continue;
        put_fact(sheet, row, column, stream);
        anything = true;
    }
    if (!anything && missing)
        fputs("no data\n", stream);
}

void sheet_write_plain(const struct sheet *sheet, FILE *stream)
{
    put_top(sheet, stream);
    for (size_t row = 0; row < sheet->row_count; row++)
        put_row(sheet, row, stream);
    if (sheet->row_count == 0)
        fputs("Nothing to show.\n", stream);
}

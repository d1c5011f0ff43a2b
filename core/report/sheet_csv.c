/* A sheet as csv: a row of headings, then the rows; a judged figure has its status and signal in
 * columns of their own. The day and the notes stand in every row, for a row that is copied. */
#include "core/report/escape.h"
#include "core/report/sheets.h"

static void put_judgement_headings(const char *heading, FILE *stream)
{
    static const char *const words[] = {"status", "signal", "stale"};
    char text[256];
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        snprintf(text, sizeof text, "%s: %s", heading, words[i]);
        csv_put_text(stream, text);
        fputc(',', stream);
    }
}

static void put_headings(const struct sheet *sheet, FILE *stream)
{
    for (size_t i = 0; i < sheet->column_count; i++) {
        const struct sheet_column *const column = &sheet->columns[i];
        csv_put_text(stream, column->heading);
        fputc(',', stream);
        if (column->judged)
            put_judgement_headings(column->heading, stream);
    }
    fputs("as_at", stream);
    for (size_t i = 0; i < sheet->note_count; i++)
        fputs(",note", stream);
    fputc('\n', stream);
}

/* No value and no data are an empty field. */
static void put_cell(const struct sheet *sheet, size_t row, size_t column, FILE *stream)
{
    const struct sheet_cell *const cell = &sheet->rows[row].cells[column];
    char buffer[SHEET_TEXT_SIZE];
    const char *const text = sheet_cell_text(sheet, row, column, "", buffer);
    if (cell->state == CELL_TEXT)
        csv_put_text(stream, text);
    else if (cell->state != CELL_NO_DATA)
        fputs(text, stream);
    fputc(',', stream);
    if (sheet->columns[column].judged)
        fprintf(stream, "%s,%s,%s,", status_id(cell->status), signal_id(cell->signal),
            cell->stale ? "yes" : "no");
}

/* One field a note; the headings end with as many. */
static void put_notes(const struct sheet *sheet, FILE *stream)
{
    for (size_t i = 0; i < sheet->note_count; i++) {
        fputc(',', stream);
        csv_put_text(stream, sheet->notes[i]);
    }
    fputc('\n', stream);
}

void sheet_write_csv(const struct sheet *sheet, FILE *stream)
{
    char day[DAY_TEXT_SIZE];
    put_headings(sheet, stream);
    for (size_t row = 0; row < sheet->row_count; row++) {
        for (size_t column = 0; column < sheet->rows[row].count; column++)
            put_cell(sheet, row, column, stream);
        fputs(day_text(sheet->as_at, day), stream);
        put_notes(sheet, stream);
    }
}

/* A sheet as text for reading: columns as wide as their longest cell, figures to the right. */
#include "core/base/text.h"
#include "core/report/sheets.h"

#define GAP    2
#define INDENT 2

static int indent_of(const struct sheet *sheet, size_t row, size_t column)
{
    return column == 0 ? sheet->rows[row].depth * INDENT : 0;
}

/* "21.4 red, concerning (rising)": letters and arrows would need a key, words need none. */
static int cell_width(const struct sheet *sheet, size_t row, size_t column)
{
    char buffer[SHEET_TEXT_SIZE], judgement[SHEET_JUDGEMENT_SIZE];
    const struct sheet_cell *const cell = &sheet->rows[row].cells[column];
    const int said = text_width(sheet_judgement(cell, judgement));
    return indent_of(sheet, row, column) +
           text_width(sheet_cell_text(sheet, row, column, "-", buffer)) + (said > 0 ? said + 1 : 0);
}

static int column_width(const struct sheet *sheet, size_t column)
{
    int width = text_width(sheet->columns[column].heading);
    for (size_t row = 0; row < sheet->row_count; row++) {
        const bool there = column < sheet->rows[row].count;
        const int wanted = there ? cell_width(sheet, row, column) : 0;
        width = wanted > width ? wanted : width;
    }
    return width;
}

static void put_blanks(int count, FILE *stream)
{
    for (; count > 0; count--)
        fputc(' ', stream);
}

static void put_headings(const struct sheet *sheet, FILE *stream)
{
    for (size_t i = 0; i < sheet->column_count; i++) {
        const char *const heading = sheet->columns[i].heading;
        const bool left = sheet->columns[i].kind == SHEET_TEXT;
        const int pad = column_width(sheet, i) - text_width(heading);
        put_blanks(left ? 0 : pad, stream);
        fputs(heading, stream);
        put_blanks(i + 1 == sheet->column_count ? 0 : GAP + (left ? pad : 0), stream);
    }
    fputc('\n', stream);
}

static void put_cell(const struct sheet *sheet, size_t row, size_t column, int width, FILE *stream)
{
    char buffer[SHEET_TEXT_SIZE], judgement[SHEET_JUDGEMENT_SIZE];
    const bool left = sheet->columns[column].kind == SHEET_TEXT;
    const bool last = column + 1 == sheet->column_count;
    const int pad = width - cell_width(sheet, row, column);
    sheet_judgement(&sheet->rows[row].cells[column], judgement);
    put_blanks(indent_of(sheet, row, column) + (left ? 0 : pad), stream);
    fputs(sheet_cell_text(sheet, row, column, "-", buffer), stream);
    fprintf(stream, "%s%s", judgement[0] ? " " : "", judgement);
    put_blanks(last ? 0 : GAP + (left ? pad : 0), stream);
}

/* Widths are measured once; those of further columns each time. */
#define MEASURED_MOST 64

static void put_rows(const struct sheet *sheet, FILE *stream)
{
    int widths[MEASURED_MOST] = {0};
    for (size_t i = 0; i < sheet->column_count && i < MEASURED_MOST; i++)
        widths[i] = column_width(sheet, i);
    for (size_t row = 0; row < sheet->row_count; row++) {
        for (size_t i = 0; i < sheet->rows[row].count; i++)
            put_cell(sheet, row, i, i < MEASURED_MOST ? widths[i] : column_width(sheet, i), stream);
        fputc('\n', stream);
    }
}

void sheet_write_text(const struct sheet *sheet, FILE *stream)
{
    char moment[64];
    fprintf(stream, "%s: %s\n%s\n", sheet->title, sheet->subject,
        sheet_moment(sheet, moment, sizeof moment));
    for (size_t i = 0; i < sheet->note_count; i++)
        fprintf(stream, "%s\n", sheet->notes[i]);
    fputc('\n', stream);
    put_headings(sheet, stream);
    put_rows(sheet, stream);
    if (sheet->row_count == 0)
        fputs("Nothing to show.\n", stream);
}

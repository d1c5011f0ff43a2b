/* A sheet as json: one object with its title, day and notes, its columns, and its rows as objects
 * by heading. A judged figure is an object of its own. */
#include "core/report/escape.h"
#include "core/report/sheets.h"

static const char *const kind_ids[] = {
    [SHEET_TEXT] = "text",
    [SHEET_PEOPLE] = "people",
    [SHEET_NUMBER] = "number",
    [SHEET_FTE] = "fte",
    [SHEET_RATE] = "rate",
    [SHEET_DAY] = "day",
};

static void put_field(FILE *stream, const char *name, const char *text)
{
    fprintf(stream, " \"%s\": ", name);
    json_put_text(stream, text);
    fputs(",\n", stream);
}

static void put_notes(const struct sheet *sheet, FILE *stream)
{
    fputs(" \"notes\": [", stream);
    for (size_t i = 0; i < sheet->note_count; i++) {
        fputs(i > 0 ? ", " : "", stream);
        json_put_text(stream, sheet->notes[i]);
    }
    fputs("],\n", stream);
}

static void put_columns(const struct sheet *sheet, FILE *stream)
{
    fputs(" \"columns\": [", stream);
    for (size_t i = 0; i < sheet->column_count; i++) {
        fputs(i > 0 ? ",\n  {\"heading\": " : "\n  {\"heading\": ", stream);
        json_put_text(stream, sheet->columns[i].heading);
        fprintf(stream, ", \"kind\": \"%s\"}", kind_ids[sheet->columns[i].kind]);
    }
    fputs("\n ],\n", stream);
}

static void put_value(const struct sheet *sheet, size_t row, size_t column, FILE *stream)
{
    const enum cell_state state = sheet->rows[row].cells[column].state;
    char buffer[SHEET_TEXT_SIZE];
    const char *const text = sheet_cell_text(sheet, row, column, "", buffer);
    if (state == CELL_SUPPRESSED)
        fputs("{\"suppressed\": true}", stream);
    else if (state == CELL_TEXT ||
             (state == CELL_FIGURE && sheet->columns[column].kind == SHEET_DAY))
        json_put_text(stream, text);
    else
        fputs(state == CELL_FIGURE ? text : "null", stream);
}

static void put_cell(const struct sheet *sheet, size_t row, size_t column, FILE *stream)
{
    const struct sheet_cell *const cell = &sheet->rows[row].cells[column];
    json_put_text(stream, sheet->columns[column].heading);
    fputs(": ", stream);
    if (!sheet->columns[column].judged) {
        put_value(sheet, row, column, stream);
        return;
    }
    fputs("{\"value\": ", stream);
    put_value(sheet, row, column, stream);
    fprintf(stream, ", \"status\": \"%s\", \"signal\": \"%s\", \"stale\": %s}",
        status_id(cell->status), signal_id(cell->signal), cell->stale ? "true" : "false");
}

static void put_row(const struct sheet *sheet, size_t row, FILE *stream)
{
    fputs(row > 0 ? ",\n  {" : "\n  {", stream);
    for (size_t column = 0; column < sheet->rows[row].count; column++) {
        fputs(column > 0 ? ", " : "", stream);
        put_cell(sheet, row, column, stream);
    }
    fputc('}', stream);
}

void sheet_write_json(const struct sheet *sheet, FILE *stream)
{
    char day[DAY_TEXT_SIZE];
    fputs("{\n", stream);
    put_field(stream, "title", sheet->title);
    put_field(stream, "subject", sheet->subject);
    put_field(stream, "as_at", day_text(sheet->as_at, day));
    put_field(stream, "window", window_id(sheet->window));
    put_notes(sheet, stream);
    put_columns(sheet, stream);
    fputs(" \"rows\": [", stream);
    for (size_t row = 0; row < sheet->row_count; row++)
        put_row(sheet, row, stream);
    fputs("\n ]\n}\n", stream);
}

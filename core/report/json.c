/* Rows as json: an array of objects with the columns of the csv. */
#include "core/report/escape.h"
#include "core/report/rows.h"

static void put_field(FILE *stream, const char *name, const char *text)
{
    fprintf(stream, "\"%s\": ", name);
    json_put_text(stream, text);
    fputs(", ", stream);
}

static void put_number(
    const struct report_row *row, const char *name, bool there, fixed_t value, FILE *stream)
{
    char text[FIXED_TEXT_SIZE];
    const char *shown = "null";
    if (there && row->assessed.figure.has_data)
        shown = row->suppressed ? "{\"suppressed\": true}" : fixed_text(value, text);
    fprintf(stream, "\"%s\": %s, ", name, shown);
}

static void begin(struct report_sheet *sheet)
{
    fputc('[', sheet->stream);
}

static void row(struct report_sheet *sheet, const struct report_row *row)
{
    FILE *out = sheet->stream;
    const struct figure *figure = &row->assessed.figure;
    char day[DAY_TEXT_SIZE];
    fputs(sheet->rows ? ",\n {" : "\n {", out);
    put_field(out, "unit", row->unit->id);
    put_field(out, "unit_name", row->unit->name);
    put_field(out, "level", row->level);
    put_field(out, "measure", row->measure_id);
    put_field(out, "as_at", day_text(row->as_at, day));
    put_field(out, "window", row->window);
    put_number(row, "numerator", figure->has_numerator, figure->numerator, out);
    put_number(row, "denominator", figure->has_denominator, figure->denominator, out);
    put_number(row, "value", figure->has_value, figure->value, out);
    put_field(out, "status", status_id(row->assessed.status));
    put_field(out, "signal", signal_id(row->assessed.signal));
    fprintf(out, "\"stale\": \"%s\"}", row->assessed.stale ? "yes" : "no");
}

static void end(struct report_sheet *sheet)
{
    fputs(sheet->rows ? "\n]\n" : "]\n", sheet->stream);
}

const struct report_writer report_json_writer = {"json", begin, row, end};

/* Rows as json: an array of objects with the columns of the csv. Text is clean UTF-8 already, so
 * only quotes and backslashes need escaping; control characters cannot occur but are escaped all
 * the same. */
#include "core/report/rows.h"

static void put_text(FILE *stream, const char *text)
{
    fputc('"', stream);
    for (; *text; text++) {
        const unsigned char byte = (unsigned char)*text;
        if (byte == '"' || byte == '\\')
            fprintf(stream, "\\%c", byte);
        else if (byte < 0x20)
            fprintf(stream, "\\u%04x", (unsigned)byte);
        else
            fputc(byte, stream);
    }
    fputc('"', stream);
}

static void put_field(FILE *stream, const char *name, const char *text)
{
    fprintf(stream, "\"%s\": ", name);
    put_text(stream, text);
    fputs(", ", stream);
}

static void put_number(FILE *stream, const char *name, bool there, fixed_t value)
{
    char text[FIXED_TEXT_SIZE];
    fprintf(stream, "\"%s\": %s, ", name, there ? fixed_text(value, text) : "null");
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
    put_number(out, "numerator", figure->has_data && figure->has_numerator, figure->numerator);
    put_number(
        out, "denominator", figure->has_data && figure->has_denominator, figure->denominator);
    put_number(out, "value", figure->has_data && figure->has_value, figure->value);
    put_field(out, "status", status_id(row->assessed.status));
    put_field(out, "signal", signal_id(row->assessed.signal));
    fprintf(out, "\"stale\": \"%s\"}", row->assessed.stale ? "yes" : "no");
}

static void end(struct report_sheet *sheet)
{
    fputs(sheet->rows ? "\n]\n" : "]\n", sheet->stream);
}

const struct report_writer report_json_writer = {"json", begin, row, end};

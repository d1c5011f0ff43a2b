/* Rows as csv: RFC 4180 quoting, decimal point, UTF-8, whatever the locale. */
#include <string.h>

#include "core/report/rows.h"

/* A spreadsheet runs text that begins like a formula; an apostrophe in front makes it text again.
 */
static bool looks_like_formula(const char *text)
{
    return text[0] && strchr("=+-@\t\r", text[0]);
}

static void put_text(FILE *stream, const char *text)
{
    const bool formula = looks_like_formula(text);
    const bool quoted = strpbrk(text, ",\"\r\n") != NULL;
    if (quoted)
        fputc('"', stream);
    if (formula)
        fputc('\'', stream);
    for (; *text; text++) {
        if (*text == '"')
            fputc('"', stream);
        fputc(*text, stream);
    }
    if (quoted)
        fputc('"', stream);
}

static void put_number(FILE *stream, bool there, fixed_t value)
{
    char text[FIXED_TEXT_SIZE];
    fputc(',', stream);
    if (there)
        fputs(fixed_text(value, text), stream);
}

static void begin(struct report_sheet *sheet)
{
    fputs("unit,unit_name,level,measure,as_at,window,numerator,denominator,value,status,signal,"
          "stale\n",
        sheet->stream);
}

static void row(struct report_sheet *sheet, const struct report_row *row)
{
    FILE *out = sheet->stream;
    const struct figure *figure = &row->assessed.figure;
    char day[DAY_TEXT_SIZE];
    fprintf(out, "%s,", row->unit->id);
    put_text(out, row->unit->name);
    fputc(',', out);
    put_text(out, row->level);
    fputc(',', out);
    put_text(out, row->measure_id);
    fprintf(out, ",%s,%s", day_text(row->as_at, day), row->window);
    put_number(out, figure->has_data && figure->has_numerator, figure->numerator);
    put_number(out, figure->has_data && figure->has_denominator, figure->denominator);
    put_number(out, figure->has_data && figure->has_value, figure->value);
    fprintf(out, ",%s,%s,%s\n", status_id(row->assessed.status), signal_id(row->assessed.signal),
        row->assessed.stale ? "yes" : "no");
}

static void end(struct report_sheet *sheet)
{
    (void)sheet;
}

const struct report_writer report_csv_writer = {"csv", begin, row, end};

/* Rows as csv: RFC 4180 quoting, decimal point, UTF-8, whatever the locale. */
#include "core/report/escape.h"
#include "core/report/rows.h"

static void put_number(const struct report_row *row, bool there, fixed_t value, FILE *stream)
{
    char text[FIXED_TEXT_SIZE];
    fputc(',', stream);
    if (there && row->assessed.figure.has_data)
        fputs(row->suppressed ? "c" : fixed_text(value, text), stream);
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
    csv_put_text(out, row->unit->name);
    fputc(',', out);
    csv_put_text(out, row->level);
    fputc(',', out);
    csv_put_text(out, row->measure_id);
    fprintf(out, ",%s,%s", day_text(row->as_at, day), row->window);
    put_number(row, figure->has_numerator, figure->numerator, out);
    put_number(row, figure->has_denominator, figure->denominator, out);
    put_number(row, figure->has_value, figure->value, out);
    fprintf(out, ",%s,%s,%s\n", status_id(row->assessed.status), signal_id(row->assessed.signal),
        row->assessed.stale ? "yes" : "no");
}

static void end(struct report_sheet *sheet)
{
    (void)sheet;
}

const struct report_writer report_csv_writer = {"csv", begin, row, end};

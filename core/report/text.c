/* Rows for reading: a block a unit, a line a measure, figures aligned on their decimal point. */
#include "core/base/text.h"

#include <string.h>

#include "core/report/rows.h"

#define LABEL_COLUMNS 34

static void begin(struct report_sheet *sheet)
{
    char day[32];
    const struct service *service = sheet->service;
    fprintf(sheet->stream, "%s%s%s\n", sheet->request->style_bold, service->organisation,
        sheet->request->style_end);
    fprintf(sheet->stream, "%s, %s\n", day_text_long(sheet->as_at, day, sizeof day),
        window_label(sheet->window));
    if (service->notice[0])
        fprintf(sheet->stream, "%s\n", service->notice);
}

static void unit_heading(struct report_sheet *sheet, const struct report_row *row)
{
    fprintf(sheet->stream, "\n%s%s%s  (%s)\n", sheet->request->style_bold, row->unit->name,
        sheet->request->style_end, row->level);
}

/* "Open cases: cin", "Requests for help, 2019-12-31". */
static void label_of(
    const struct report_sheet *sheet, const struct report_row *row, char *buffer, size_t size)
{
    const char *const sub = row->measure.sub;
    char day[DAY_TEXT_SIZE];
    snprintf(buffer, size, "%s%s%s%s%s", row->measure.measure->label, sub[0] ? ": " : "", sub,
        sheet->request->trend ? ", " : "", sheet->request->trend ? day_text(row->as_at, day) : "");
}

static void value_of(const struct report_row *row, char *buffer)
{
    const struct figure *figure = &row->assessed.figure;
    const int decimals = row->measure.measure->decimals;
    if (row->suppressed)
        strcpy(buffer, "c");
    else if (!figure->has_data)
        strcpy(buffer, "no data");
    else if (!figure->has_value)
        strcpy(buffer, "-");
    else
        fixed_text_rounded(figure->value, decimals, buffer);
}

/* "= 301 / 5079.5 (calendar days)" */
static void put_parts(const struct report_sheet *sheet, const struct report_row *row)
{
    const struct figure *figure = &row->assessed.figure;
    const char *const basis = service_basis(sheet->service, row->measure.measure);
    char numerator[FIXED_TEXT_SIZE], denominator[FIXED_TEXT_SIZE];
    if (figure->has_data && figure->has_denominator && figure->has_numerator)
        fprintf(sheet->stream, "  = %s / %s", fixed_text(figure->numerator, numerator),
            fixed_text(figure->denominator, denominator));
    if (figure->has_data && basis[0])
        fprintf(sheet->stream, "  (%s)", basis);
}

/* "A concerning, rising stale" */
static void put_judgement(FILE *out, const struct assessed *assessed)
{
    if (assessed->status != STATUS_NONE)
        fprintf(out, " %c", status_letter(assessed->status));
    if (assessed->signal != SIGNAL_NONE && assessed->signal != SIGNAL_COMMON)
        fprintf(
            out, " %s, %s", signal_id(assessed->signal), assessed->rising ? "rising" : "falling");
    if (assessed->stale)
        fputs(" stale", out);
}

static void row(struct report_sheet *sheet, const struct report_row *row)
{
    char label[192], value[FIXED_TEXT_SIZE];
    if (row->unit != sheet->last_unit)
        unit_heading(sheet, row);
    label_of(sheet, row, label, sizeof label);
    value_of(row, value);
    const int pad = LABEL_COLUMNS - text_width(label);
    fprintf(sheet->stream, "  %s%*s%12s%s", label, pad > 0 ? pad : 1, "", value,
        row->measure.measure->unit == UNIT_PER_CENT ? " %" : "");
    put_judgement(sheet->stream, &row->assessed);
    if (!row->suppressed)
        put_parts(sheet, row);
    fputc('\n', sheet->stream);
}

static void end(struct report_sheet *sheet)
{
    if (sheet->rows == 0)
        fputs("\nNothing to report: no data for what was asked.\n", sheet->stream);
}

const struct report_writer report_text_writer = {"text", begin, row, end};

/* Rows as one table of a page: the report becomes a sheet, which is written once it is whole. */
#include <string.h>

#include "core/report/rows.h"
#include "core/report/sheets.h"

static void begin(struct report_sheet *report)
{
    static const char *const headings[] = {
        "Unit", "Level", "Measure", "As at", "Window", "Value", "Status", "Signal"};
    struct sheet *const sheet = report->table;
    const struct service *const service = report->service;
    sheet_title(sheet, "Report", service->organisation);
    sheet->as_at = report->as_at;
    sheet->window = report->window;
    if (service->notice[0])
        sheet_note(sheet, "%s", service->notice);
    if (report->request->share)
        sheet_note(sheet,
            "c: suppressed, a count of 1 to %d people or a figure that would give one away.",
            service->small_number);
    for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++)
        sheet_column(sheet, headings[i], SHEET_TEXT);
}

static void put_value(struct sheet *sheet, const struct report_row *row)
{
    const struct figure *const figure = &row->assessed.figure;
    const struct measure *const measure = row->measure.measure;
    char text[FIXED_TEXT_SIZE];
    if (row->suppressed)
        sheet_text(sheet, "c");
    else if (!figure->has_data)
        sheet_no_data(sheet);
    else if (!figure->has_value)
        sheet_no_value(sheet);
    else
        sheet_format(sheet, "%s%s", fixed_text_rounded(figure->value, measure->decimals, text),
            measure->unit == UNIT_PER_CENT ? " %" : "");
}

static void row(struct report_sheet *report, const struct report_row *row)
{
    struct sheet *const sheet = report->table;
    char day[DAY_TEXT_SIZE];
    sheet_row(sheet);
    sheet_text(sheet, row->unit->name);
    sheet_text(sheet, row->level);
    sheet_format(sheet, "%s%s%s", row->measure.measure->label, row->measure.sub[0] ? ": " : "",
        row->measure.sub);
    sheet_text(sheet, day_text(row->as_at, day));
    sheet_text(sheet, row->window);
    put_value(sheet, row);
    sheet_format(
        sheet, "%s%s", status_id(row->assessed.status), row->assessed.stale ? ", stale" : "");
    sheet_text(sheet, signal_id(row->assessed.signal));
}

static void end(struct report_sheet *report)
{
    sheet_write_html(report->table, report->stream);
}

const struct report_writer report_html_writer = {"html", begin, row, end};

/* A sheet as one page of HTML that needs nothing else: no script, no picture, no other file. A
 * screen reader hears every figure with its row and its column; status is said in words, colour
 * only underlines it; on paper the headings repeat on every page. */
#include "core/report/escape.h"
#include "core/report/sheets.h"

/* Text on its ground has a contrast of 7 : 1 or more. */
static const char style[] =
    "body{font:16px/1.4 system-ui,sans-serif;margin:2rem;color:#111;background:#fff}\n"
    "table{border-collapse:collapse}\n"
    "caption{text-align:left;font-weight:bold;font-size:1.2rem;padding:.5rem 0}\n"
    "th,td{border-bottom:1px solid #767676;padding:.25rem .75rem;vertical-align:top}\n"
    "th{text-align:left}\n"
    ".f{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}\n"
    ".green{border-left:.4rem solid #0b6fb8}.amber{border-left:.4rem solid #b06a00}\n"
    ".red{border-left:.4rem solid #a4262c;font-weight:bold}\n"
    "small{color:#333}\n"
    "@media print{body{margin:0;font-size:10pt}thead{display:table-header-group}\n"
    "tr{break-inside:avoid}}\n";

static void put_element(FILE *stream, const char *name, const char *text)
{
    fprintf(stream, "<%s>", name);
    html_put_text(stream, text);
    fprintf(stream, "</%s>\n", name);
}

static void put_head(const struct sheet *sheet, FILE *stream)
{
    fputs("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
        stream);
    html_put_text(stream, sheet->title);
    fputs(": ", stream);
    html_put_text(stream, sheet->subject);
    fprintf(stream, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n", style);
}

static void put_notes(const struct sheet *sheet, FILE *stream)
{
    char moment[64];
    put_element(stream, "h1", sheet->subject);
    put_element(stream, "p", sheet_moment(sheet, moment, sizeof moment));
    for (size_t i = 0; i < sheet->note_count; i++)
        put_element(stream, "p", sheet->notes[i]);
}

static const char *class_of(const struct sheet_column *column)
{
    return column->kind == SHEET_TEXT ? "" : " class=\"f\"";
}

static void put_headings(const struct sheet *sheet, FILE *stream)
{
    fputs("<thead>\n<tr>", stream);
    for (size_t i = 0; i < sheet->column_count; i++) {
        fprintf(stream, "<th scope=\"col\"%s>", class_of(&sheet->columns[i]));
        html_put_text(stream, sheet->columns[i].heading);
        fputs("</th>", stream);
    }
    fputs("</tr>\n</thead>\n", stream);
}

static void put_content(const struct sheet *sheet, size_t row, size_t column, FILE *stream)
{
    char buffer[SHEET_TEXT_SIZE], judgement[SHEET_JUDGEMENT_SIZE];
    html_put_text(stream, sheet_cell_text(sheet, row, column, "no value", buffer));
    sheet_judgement(&sheet->rows[row].cells[column], judgement);
    if (judgement[0])
        fprintf(stream, " <small>%s</small>", judgement);
}

/* The first cell of a row names it. */
static void put_name(const struct sheet *sheet, size_t row, FILE *stream)
{
    fprintf(stream, "<th scope=\"row\" style=\"padding-left:%d.75rem\">", sheet->rows[row].depth);
    put_content(sheet, row, 0, stream);
    fputs("</th>", stream);
}

static void put_cell(const struct sheet *sheet, size_t row, size_t column, FILE *stream)
{
    const struct sheet_cell *const cell = &sheet->rows[row].cells[column];
    if (cell->status == STATUS_NONE)
        fprintf(stream, "<td%s>", class_of(&sheet->columns[column]));
    else
        fprintf(stream, "<td class=\"f %s\">", status_id(cell->status));
    put_content(sheet, row, column, stream);
    fputs("</td>", stream);
}

static void put_rows(const struct sheet *sheet, FILE *stream)
{
    fputs("<tbody>\n", stream);
    for (size_t row = 0; row < sheet->row_count; row++) {
        fputs("<tr>", stream);
        for (size_t column = 0; column < sheet->rows[row].count; column++) {
            if (column == 0)
                put_name(sheet, row, stream);
            else
                put_cell(sheet, row, column, stream);
        }
        fputs("</tr>\n", stream);
    }
    fputs("</tbody>\n", stream);
}

void sheet_write_html(const struct sheet *sheet, FILE *stream)
{
    put_head(sheet, stream);
    put_notes(sheet, stream);
    fputs("<table>\n", stream);
    put_element(stream, "caption", sheet->title);
    put_headings(sheet, stream);
    put_rows(sheet, stream);
    fputs("</table>\n</main>\n</body>\n</html>\n", stream);
}

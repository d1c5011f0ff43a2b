#include "core/report/report.h"

#include <errno.h>
#include <string.h>

#include "core/model/sheet.h"
#include "core/report/rows.h"

static const struct report_writer *const writers[] = {
    [REPORT_TEXT] = &report_text_writer,
    [REPORT_CSV] = &report_csv_writer,
    [REPORT_JSON] = &report_json_writer,
    [REPORT_HTML] = &report_html_writer,
};

bool report_format_parse(const char *text, enum report_format *ret)
{
    for (size_t i = 0; i < sizeof writers / sizeof writers[0]; i++) {
        if (strcmp(writers[i]->format, text) == 0) {
            *ret = (enum report_format)i;
            return true;
        }
    }
    return false;
}

struct run {
    const struct report_writer *writer;
    struct report_sheet sheet;
    bool red;
};

static void write_row(void *context, const struct report_row *row)
{
    struct run *run = context;
    run->writer->row(&run->sheet, row);
    run->sheet.last_unit = row->unit;
    run->sheet.rows++;
    run->red |= row->assessed.status == STATUS_RED;
}

enum result report_write(
    struct snapshot *snapshot, const struct report_request *request, FILE *stream, bool *ret_red)
{
    struct sheet table;
    struct run run = {
        .writer = writers[request->format],
        .sheet = {.stream = stream,
            .service = snapshot_service(snapshot),
            .request = request,
            .as_at = snapshot_as_at(snapshot),
            .window = snapshot_window(snapshot),
            .table = &table},
    };
    sheet_init(&table);
    run.writer->begin(&run.sheet);
    enum result result = report_each_row(snapshot, request, write_row, &run);
    if (result == RESULT_OK && table.failed)
        result = RESULT_NO_MEMORY;
    if (result == RESULT_OK)
        run.writer->end(&run.sheet);
    sheet_done(&table);
    if (result != RESULT_OK)
        return result;
    if (fflush(stream) != 0 || ferror(stream))
        return RESULT_IO;
    *ret_red = run.red;
    return RESULT_OK;
}

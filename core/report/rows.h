/*
 * rows.h: what stands in a report, row by row, before any format is chosen.
 *
 * One pass over units and measures calls a writer per row; a writer is a table of three functions
 * for one format. Rows borrow everything; the only failures are the snapshot's.
 */
#ifndef TEAMTOP_REPORT_ROWS_H
#define TEAMTOP_REPORT_ROWS_H

#include <stdio.h>

#include "core/model/snapshot.h"
#include "core/report/report.h"

struct report_row {
    const struct unit *unit;
    const char *level; /* its id */
    struct measure_ref measure;
    const char *measure_id; /* with ".sub" */
    day_t as_at;
    const char *window;
    struct assessed assessed;
    bool suppressed; /* neither parts nor value nor judgement may be said */
};

struct sheet; /* core/model/sheet.h */

/* What a writer keeps between rows. */
struct report_sheet {
    FILE *stream;
    const struct service *service;
    const struct report_request *request;
    const struct unit *last_unit; /* of the row before; NULL at first */
    day_t as_at;
    enum window window;
    size_t rows;
    struct sheet *table; /* for the writer that needs all rows before it writes */
};

struct report_writer {
    const char *format; /* "csv" */
    void (*begin)(struct report_sheet *sheet);
    void (*row)(struct report_sheet *sheet, const struct report_row *row);
    void (*end)(struct report_sheet *sheet);
};

extern const struct report_writer report_text_writer;
extern const struct report_writer report_csv_writer;
extern const struct report_writer report_json_writer;
extern const struct report_writer report_html_writer;

typedef void report_row_fn(void *context, const struct report_row *row);
MUST_CHECK enum result report_each_row(struct snapshot *snapshot,
    const struct report_request *request, report_row_fn *each, void *context);

#endif

/*
 * report.h: the same figures as the screen, as text, csv, json or HTML (interface page, "Report
 * columns").
 *
 * Reads one snapshot, writes one document; locale and width of the terminal play no part. The only
 * failures are the snapshot's and the stream's.
 */
#ifndef TEAMTOP_REPORT_REPORT_H
#define TEAMTOP_REPORT_REPORT_H

#include <stdbool.h>
#include <stdio.h>

#include "core/model/snapshot.h"

enum report_format {
    REPORT_TEXT,
    REPORT_CSV,
    REPORT_JSON,
    REPORT_HTML,
};

struct report_request {
    enum report_format format;
    unit_index unit; /* root of what is asked for */
    int level; /* every unit of it at or below `unit`; −1: the unit itself and its children */
    const struct measure_ref *measures; /* NULL: every measure that has data */
    size_t measure_count;
    bool trend; /* a series of points over the window instead of one value */
    enum points points;
    bool share; /* for outside the unit's own scope: small counts are suppressed (veil.h) */
    const char *style_bold, *style_end; /* text only: SGR, or "" */
};

/* *ret_red: some figure is red. */
MUST_CHECK enum result report_write(
    struct snapshot *snapshot, const struct report_request *request, FILE *stream, bool *ret_red);

bool report_format_parse(const char *text, enum report_format *ret);

#endif

/*
 * sheets.h: a sheet written as csv, json, text or one page of HTML.
 *
 * The same cells in every form: the figure as the screen rounds it, "c" for suppressed, and status,
 * signal and staleness in words beside it. Writers own nothing; the only failures are the stream's,
 * and a sheet that memory ran out for.
 */
#ifndef TEAMTOP_REPORT_SHEETS_H
#define TEAMTOP_REPORT_SHEETS_H

#include <stdio.h>

#include "core/model/sheet.h"
#include "core/report/report.h"

MUST_CHECK enum result sheet_write(
    const struct sheet *sheet, enum report_format format, FILE *stream);

/* What is said about a figure beside it: "red, concerning (rising), stale"; "" for nothing.
 * A point of a trend has no direction of its own. In a
 * buffer of SHEET_JUDGEMENT_SIZE bytes. */
#define SHEET_JUDGEMENT_SIZE 64
const char *sheet_judgement(const struct sheet_cell *cell, char *buffer);

/* "Mon 2 Mar 2020, 12 months": the day and window, in a buffer of at least 48 bytes. */
const char *sheet_moment(const struct sheet *sheet, char *buffer, size_t size);

/* One format each; sheet_write() chooses. */
void sheet_write_csv(const struct sheet *sheet, FILE *stream);
void sheet_write_json(const struct sheet *sheet, FILE *stream);
void sheet_write_text(const struct sheet *sheet, FILE *stream);
void sheet_write_html(const struct sheet *sheet, FILE *stream);

/* For the reading mode: one fact a line. Errors stay with the stream. */
void sheet_write_plain(const struct sheet *sheet, FILE *stream);

#endif

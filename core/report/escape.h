/*
 * escape.h: text inside csv, json and HTML, so that it stays text.
 *
 * Each writes a NUL-terminated string of clean UTF-8 to a stream in the form its document needs.
 * Nothing is owned; errors stay with the stream, for whoever closes the document.
 */
#ifndef TEAMTOP_REPORT_ESCAPE_H
#define TEAMTOP_REPORT_ESCAPE_H

#include <stdio.h>

/* RFC 4180 quoting where needed; what a spreadsheet would run as a formula gets an apostrophe. */
void csv_put_text(FILE *stream, const char *text);
/* With its quotes. */
void json_put_text(FILE *stream, const char *text);
/* Fit for elements and for attribute values in double quotes. */
void html_put_text(FILE *stream, const char *text);

#endif

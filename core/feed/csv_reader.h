/*
 * csv_reader.h: bytes → rows of fields, with the line each row begins on.
 *
 * The only door to libcsv: quoted fields may hold delimiters, newlines and doubled quotes; rows end
 * in LF, CRLF or CR; blank lines are no rows. The reader owns one row at a time, which is good
 * until the callback returns. What makes the whole file unreadable is a `csv_fault`; a misplaced
 * quotation mark costs only its own row, which is then handed over as damaged.
 */
#ifndef TEAMTOP_FEED_CSV_READER_H
#define TEAMTOP_FEED_CSV_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/result.h"

struct csv_field {
    size_t offset, length; /* into the row's bytes; no NUL at the end */
};

struct csv_row {
    const char *bytes;
    const struct csv_field *fields;
    size_t count;
    unsigned line; /* physical line the row begins on, from 1 */
    bool damaged;  /* a quotation mark in the wrong place: the fields are not to be trusted */
};

#define CSV_ROW_FIELDS_MOST 16384
#define CSV_ROW_BYTES_MOST  (1 << 24)

enum csv_fault {
    CSV_FAULT_NONE,
    CSV_FAULT_NOT_TEXT, /* a NUL byte */
    CSV_FAULT_LONG,     /* a field or row beyond its bound */
    CSV_FAULT_UNCLOSED, /* the file ends inside quotes */
};

struct csv_reader;

/* Anything but RESULT_OK stops the reading and is what csv_reader_feed() answers. */
typedef enum result csv_row_fn(void *context, const struct csv_row *row);

/* `field_most`: bytes in one field; more is CSV_FAULT_LONG. NULL when memory ran out. */
struct csv_reader *csv_reader_create(
    char delimiter, size_t field_most, csv_row_fn *each, void *context);
void csv_reader_destroy(struct csv_reader *reader);

/* The next bytes of the file, cut anywhere; but what ends a line is decided by the first bytes that
 * hold a line end, which is why they should be many. RESULT_REFUSED_INPUT: see csv_reader_fault(). */
MUST_CHECK enum result csv_reader_feed(struct csv_reader *reader, const char *bytes, size_t length);

/* Whether the next byte begins a row on a line of its own, so that what was read before it does not
 * matter to what comes. */
bool csv_reader_is_at_row(const struct csv_reader *reader);
/* Goes on as if so many lines had been fed: the caller knows their rows. */
void csv_reader_pass(struct csv_reader *reader, unsigned lines);

/* The end of the file: hands over a last row that no newline ended. */
MUST_CHECK enum result csv_reader_finish(struct csv_reader *reader);

/* What made the file unreadable, and in *ret_line the line where that row begins. */
enum csv_fault csv_reader_fault(const struct csv_reader *reader, unsigned *ret_line);

#endif

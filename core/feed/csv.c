/*
 * csv.c: the only file that includes libcsv (whose header has the name csv.h).
 *
 * libcsv knows no lines, so it is fed one physical line at a time: whether a row ended on the line,
 * or a quoted field is still open, tells which line the next row begins on.
 */
#include "core/feed/csv_reader.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/grow.h"

#define PARSER_BLOCK 4096 /* by how many bytes libcsv's own buffer grows */
#define BLANK        " \t\r\n"

struct csv_reader {
    struct csv_parser parser;
    char delimiter;
    size_t field_most;
    csv_row_fn *each;
    void *context;

    char *bytes; /* the row's text, one field after the other */
    size_t length, bytes_room;
    struct csv_field *fields;
    size_t count, fields_room;

    char newline; /* what ends a line: LF, or CR in a file that has no LF; 0: not known yet */
    unsigned line;
    unsigned row_line;
    bool row_open;  /* the row began on an earlier line, or earlier on this one */
    bool row_ended; /* while the last line was parsed */
    bool skipping;  /* the rest of a damaged row's line */

    enum result result; /* what stopped the reading */
    enum csv_fault fault;
};

static void stop(struct csv_reader *reader, enum result result)
{
    if (reader->result == RESULT_OK)
        reader->result = result;
}

static void stop_at_fault(struct csv_reader *reader, enum csv_fault fault)
{
    if (reader->result == RESULT_OK)
        reader->fault = fault;
    stop(reader, RESULT_REFUSED_INPUT);
}

static bool row_is_within_bounds(const struct csv_reader *reader, size_t length)
{
    return length <= reader->field_most && reader->count < CSV_ROW_FIELDS_MOST &&
           reader->length + length <= CSV_ROW_BYTES_MOST;
}

static bool make_room(struct csv_reader *reader, size_t length)
{
    /* One byte more than needed: an array without elements is still an address. */
    return grow_room(&reader->bytes, &reader->bytes_room, reader->length + length + 1, 1) &&
           grow_room(
               &reader->fields, &reader->fields_room, reader->count + 1, sizeof *reader->fields);
}

static void on_field(void *text, size_t length, void *context)
{
    struct csv_reader *reader = context;
    if (reader->result != RESULT_OK)
        return;
    if (!row_is_within_bounds(reader, length)) {
        stop_at_fault(reader, CSV_FAULT_LONG);
        return;
    }
    if (!make_room(reader, length)) {
        stop(reader, RESULT_NO_MEMORY);
        return;
    }
    if (length > 0)
        memcpy(reader->bytes + reader->length, text, length);
    reader->fields[reader->count++] = (struct csv_field){reader->length, length};
    reader->length += length;
}

static void hand_over(struct csv_reader *reader, const struct csv_row *row)
{
    if (reader->result == RESULT_OK)
        stop(reader, reader->each(reader->context, row));
    reader->count = 0;
    reader->length = 0;
    reader->row_ended = true;
}

static void hand_over_parsed(struct csv_reader *reader, bool damaged)
{
    struct csv_row row = {reader->bytes, reader->fields, reader->count, reader->row_line, damaged};
    hand_over(reader, &row);
}

static void on_row(int terminator, void *context)
{
    (void)terminator;
    hand_over_parsed(context, false);
}

struct csv_reader *csv_reader_create(
    char delimiter, size_t field_most, csv_row_fn *each, void *context)
{
    struct csv_reader *reader = calloc(1, sizeof *reader);
    if (!reader)
        return NULL;
    csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&reader->parser, (unsigned char)delimiter);
    csv_set_blk_size(&reader->parser, PARSER_BLOCK);
    csv_set_realloc_func(&reader->parser, realloc);
    csv_set_free_func(&reader->parser, free);
    reader->delimiter = delimiter;
    reader->field_most = field_most;
    reader->each = each;
    reader->context = context;
    reader->line = reader->row_line = 1;
    return reader;
}

void csv_reader_destroy(struct csv_reader *reader)
{
    if (!reader)
        return;
    csv_free(&reader->parser);
    free(reader->bytes);
    free(reader->fields);
    free(reader);
}

/* A tab between fields is none: an empty field stands before it. */
static bool is_blank(const struct csv_reader *reader, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (bytes[i] == reader->delimiter || !memchr(BLANK, bytes[i], sizeof BLANK - 1))
            return false;
    return true;
}

/* libcsv cannot go on after a fault: its state is set back (nothing is handed over, so no
 * callbacks) and reading resumes on the next line. */
static void drop_damaged_row(struct csv_reader *reader)
{
    csv_set_opts(&reader->parser, 0);
    csv_fini(&reader->parser, NULL, NULL, NULL);
    csv_set_opts(&reader->parser, CSV_STRICT | CSV_STRICT_FINI);
    hand_over_parsed(reader, true);
    reader->skipping = true;
}

static void parse(struct csv_reader *reader, const char *bytes, size_t length)
{
    if (csv_parse(&reader->parser, bytes, length, on_field, on_row, reader) == length)
        return;
    if (csv_error(&reader->parser) == CSV_EPARSE)
        drop_damaged_row(reader);
    else
        stop(reader, RESULT_NO_MEMORY);
}

/* --- lines without quotation marks -------------------------------------------------------- */

/* Most lines are whole rows without a quotation mark, and mean one thing only: splitting them at
 * the delimiters saves libcsv's look at every byte, which is half of the time a file takes. */
static bool is_plain(const struct csv_reader *reader, const char *line, size_t length)
{
    if (reader->row_open || length > reader->field_most || line[length - 1] != '\n')
        return false;
    const char *cr = memchr(line, '\r', length);
    return (!cr || cr == line + length - 2) && !memchr(line, '"', length);
}

static bool add_plain_field(struct csv_reader *reader, size_t offset, size_t length)
{
    if (!row_is_within_bounds(reader, length)) {
        stop_at_fault(reader, CSV_FAULT_LONG);
        return false;
    }
    if (reader->count == reader->fields_room && !make_room(reader, 0)) {
        stop(reader, RESULT_NO_MEMORY);
        return false;
    }
    reader->fields[reader->count++] = (struct csv_field){offset, length};
    return true;
}

static void split_plain(struct csv_reader *reader, const char *line, size_t length)
{
    const char *end = line + length;
    while (end > line && (end[-1] == '\n' || end[-1] == '\r'))
        end--;
    const char *field = line;
    for (;;) {
        const char *stop_at = memchr(field, reader->delimiter, (size_t)(end - field));
        const char *field_end = stop_at ? stop_at : end;
        if (!add_plain_field(reader, (size_t)(field - line), (size_t)(field_end - field)))
            return;
        if (!stop_at)
            break;
        field = stop_at + 1;
    }
    struct csv_row row = {line, reader->fields, reader->count, reader->line, false};
    hand_over(reader, &row);
}

/* --- lines -------------------------------------------------------------------------------- */

/* A line, or as much of it as the bytes at hand hold. */
static void feed_piece(struct csv_reader *reader, const char *bytes, size_t length)
{
    if (reader->skipping)
        return;
    if (!reader->row_open)
        reader->row_line = reader->line;
    if (is_plain(reader, bytes, length) && !is_blank(reader, bytes, length)) {
        split_plain(reader, bytes, length);
        return;
    }
    reader->row_ended = false;
    parse(reader, bytes, length);
    reader->row_open = !reader->row_ended && (reader->row_open || !is_blank(reader, bytes, length));
    /* A field still open can only be seen in the room libcsv made for it. */
    if (csv_get_buffer_size(&reader->parser) > reader->field_most + 2 * PARSER_BLOCK)
        stop_at_fault(reader, CSV_FAULT_LONG);
}

/* Rows may end in CR on a line that ends in LF: what stands before such a CR, or else all of the line,
 * so that each row is seen to begin and to end. */
static size_t row_piece(const char *bytes, size_t length)
{
    const char *cr = memchr(bytes, '\r', length);
    bool ends_row = cr && cr + 1 < bytes + length && cr[1] != '\n';
    return ends_row ? (size_t)(cr + 1 - bytes) : length;
}

static void feed_line(struct csv_reader *reader, const char *bytes, size_t length)
{
    for (size_t fed = 0; fed < length && reader->result == RESULT_OK;) {
        size_t piece = row_piece(bytes + fed, length - fed);
        feed_piece(reader, bytes + fed, piece);
        fed += piece;
    }
}

static void end_line(struct csv_reader *reader)
{
    reader->line++;
    reader->skipping = false;
}

static void feed_lines(struct csv_reader *reader, const char *bytes, size_t length)
{
    const char *end = bytes + length;
    while (bytes < end && reader->result == RESULT_OK) {
        const char *newline = memchr(bytes, reader->newline, (size_t)(end - bytes));
        const char *next = newline ? newline + 1 : end;
        feed_line(reader, bytes, (size_t)(next - bytes));
        if (newline)
            end_line(reader);
        bytes = next;
    }
}

/* Not known before some line ended. */
static char newline_of(const char *bytes, size_t length)
{
    if (!memchr(bytes, '\r', length) && !memchr(bytes, '\n', length))
        return '\0';
    return memchr(bytes, '\r', length) && !memchr(bytes, '\n', length) ? '\r' : '\n';
}

enum result csv_reader_feed(struct csv_reader *reader, const char *bytes, size_t length)
{
    if (reader->result != RESULT_OK || length == 0)
        return reader->result;
    const char *nul = memchr(bytes, 0, length);
    size_t text = nul ? (size_t)(nul - bytes) : length;
    if (!reader->newline)
        reader->newline = newline_of(bytes, text);
    feed_lines(reader, bytes, text);
    if (nul && reader->result == RESULT_OK) {
        reader->row_line = reader->line;
        stop_at_fault(reader, CSV_FAULT_NOT_TEXT);
    }
    return reader->result;
}

bool csv_reader_is_at_row(const struct csv_reader *reader)
{
    return reader->result == RESULT_OK && reader->newline == '\n' && !reader->row_open &&
           !reader->skipping;
}

void csv_reader_pass(struct csv_reader *reader, unsigned lines)
{
    reader->line += lines;
}

enum result csv_reader_finish(struct csv_reader *reader)
{
    if (reader->result != RESULT_OK)
        return reader->result;
    if (csv_fini(&reader->parser, on_field, on_row, reader) != 0) {
        if (csv_error(&reader->parser) == CSV_EPARSE)
            stop_at_fault(reader, CSV_FAULT_UNCLOSED);
        else
            stop(reader, RESULT_NO_MEMORY);
    }
    return reader->result;
}

enum csv_fault csv_reader_fault(const struct csv_reader *reader, unsigned *ret_line)
{
    *ret_line = reader->row_line;
    return reader->fault;
}

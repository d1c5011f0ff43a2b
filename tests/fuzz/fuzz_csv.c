/* Rows of a file are the same rows wherever its bytes are cut on the way in: whole, byte by byte, and at cuts
 * of the input's own choosing. The reader splits plain lines itself and leaves the rest to libcsv, so
 * that the two ways meet here in every order. */
#include <string.h>

#include "core/base/grow.h"
#include "core/feed/csv_reader.h"
#include "tests/fuzz/fuzz.h"

#define FIELD_MOST 64 /* small, so that inputs get there */

struct reading_of {
    struct buffer rows; /* every row as numbers and bytes */
    unsigned line;      /* of the last row */
    enum csv_fault fault;
};

static void put_number(struct buffer *out, size_t number)
{
    buffer_add(out, &number, sizeof number);
}

/* libcsv leaves out blanks around a field that is not quoted; who reads a field does so at any rate. */
static void put_trimmed(struct buffer *out, const char *bytes, size_t length)
{
    while (length > 0 && (bytes[length - 1] == ' ' || bytes[length - 1] == '\t'))
        length--;
    for (; length > 0 && (bytes[0] == ' ' || bytes[0] == '\t'); length--)
        bytes++;
    put_number(out, length);
    buffer_add(out, bytes, length);
}

static enum result take_row(void *context, const struct csv_row *row)
{
    struct reading_of *reading = context;
    HOLDS(row->count > 0 || row->damaged);
    HOLDS(row->count <= CSV_ROW_FIELDS_MOST);
    HOLDS(row->line >= reading->line); /* lines end in one way, rows in three */
    reading->line = row->line;
    put_number(&reading->rows, row->line);
    put_number(&reading->rows, row->damaged);
    put_number(&reading->rows, row->count);
    for (size_t i = 0; i < row->count; i++) {
        HOLDS(row->fields[i].length <= FIELD_MOST);
        put_trimmed(&reading->rows, row->bytes + row->fields[i].offset, row->fields[i].length);
    }
    return RESULT_OK;
}

/* What ends a line is decided by the first line feed, if there is any: it is in the first piece. */
static size_t first_piece(struct input file)
{
    struct input rest = file;
    (void)take_until(&rest, '\n');
    return file.size - rest.size;
}

/* The next piece: its length by `cuts` (from 1 to 256), all there is when there are none. */
static size_t next_piece(struct input *cuts, size_t left)
{
    const size_t wanted = cuts != NULL ? (size_t)take_byte(cuts) + 1 : left;
    return wanted < left ? wanted : left;
}

static void read_all(char delimiter, struct input file, struct input *cuts, struct reading_of *ret)
{
    *ret = (struct reading_of){0};
    struct csv_reader *const reader = csv_reader_create(delimiter, FIELD_MOST, take_row, ret);
    HOLDS(reader != NULL);
    enum result result = RESULT_OK;
    size_t length = cuts != NULL ? first_piece(file) : file.size;
    for (; file.size > 0 && result == RESULT_OK; length = next_piece(cuts, file.size)) {
        result = csv_reader_feed(reader, (const char *)file.bytes, length);
        file.bytes += length;
        file.size -= length;
    }
    if (result == RESULT_OK)
        result = csv_reader_finish(reader);
    unsigned line = 0;
    const enum csv_fault fault = csv_reader_fault(reader, &line);
    ret->fault = fault;
    HOLDS(result == RESULT_OK || result == RESULT_REFUSED_INPUT);
    HOLDS((result == RESULT_OK) == (fault == CSV_FAULT_NONE));
    HOLDS(fault == CSV_FAULT_NONE || line > 0);
    put_number(&ret->rows, fault);
    put_number(&ret->rows, fault != CSV_FAULT_NONE ? line : 0);
    csv_reader_destroy(reader);
}

static void same_rows(const struct reading_of *a, const struct reading_of *b)
{
    HOLDS(!a->rows.failed && !b->rows.failed);
    /* Blanks count for one way and not for the other: then only one finds it too long. */
    if (a->fault == CSV_FAULT_LONG || b->fault == CSV_FAULT_LONG)
        return;
    HOLDS(a->rows.length == b->rows.length);
    HOLDS(memcmp(a->rows.bytes, b->rows.bytes, a->rows.length) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const char delimiters[] = ",;|\t:~^ ";
    struct input input = {bytes, size};
    const char delimiter = delimiters[take_below(&input, (int)sizeof delimiters - 1)];
    struct input cuts = take_until(&input, '\n'), none = {0};
    struct reading_of whole, cut, single;
    read_all(delimiter, input, NULL, &whole);
    read_all(delimiter, input, &cuts, &cut);
    read_all(delimiter, input, &none, &single); /* past its end everything is 0: one byte */
    same_rows(&whole, &cut);
    same_rows(&whole, &single);
    buffer_done(&whole.rows);
    buffer_done(&cut.rows);
    buffer_done(&single.rows);
    return 0;
}

/*
 * extraction.h: what the files that read an extract share; nobody else includes it.
 *
 * An extraction is one reading of one file: it borrows the service, the feed and the extract being
 * filled, and owns its columns and what it remembers of them. Functions answer RESULT_INVALID once
 * a row's reject is recorded (the row is left out, the reading goes on), RESULT_REFUSED_INPUT once
 * the whole file is refused, RESULT_NO_MEMORY always; anything but RESULT_OK says that nothing was
 * taken.
 */
#ifndef TEAMTOP_FEED_EXTRACTION_H
#define TEAMTOP_FEED_EXTRACTION_H

#include <sodium.h>

#include "core/feed/csv_reader.h"
#include "core/feed/extract.h"
#include "core/feed/extract_date.h"
#include "core/feed/extract_recall.h"
#include "core/feed/extract_seen.h"

#define VALUE_MOST 256 /* bytes in one mapped value; identifiers and names are far shorter */

/* Text that somebody else owns, without a NUL. */
struct piece {
    const char *bytes;
    size_t length;
};

struct extraction;
struct column;

/* One way of reading a field: sets cell->number from text that is not empty, or rejects. */
struct cell_kind {
    enum result (*read)(struct extraction *extraction, const struct column *column,
        struct piece text, struct cell *cell);
    bool remembered; /* few different texts fill the column: worth a recall */
};

extern const struct cell_kind cell_child;    /* keyed hash */
extern const struct cell_kind cell_text;     /* text number */
extern const struct cell_kind cell_role;     /* text number of a role's id, or of the text itself */
extern const struct cell_kind cell_unit;     /* unit_index */
extern const struct cell_kind cell_category; /* index into the service's categories */
extern const struct cell_kind cell_contract; /* enum contract */
extern const struct cell_kind cell_yes_no;   /* 1 or 0 */
extern const struct cell_kind cell_date;     /* day_t */
extern const struct cell_kind cell_period;   /* day_t: the day that stands for the period */
extern const struct cell_kind cell_part;     /* enum part_id */
extern const struct cell_kind cell_fte;      /* ten-thousandths, 0 to 2 */
extern const struct cell_kind cell_count;    /* whole, 0 to a million */
extern const struct cell_kind cell_value;    /* fixed_t, 0 or more */

enum column_need {
    NEED_NOTHING, /* the file may lack the column, unless the configuration names its header */
    NEED_COLUMN,  /* the column must be there, but may be empty */
    NEED_VALUE,   /* and no row may leave it empty */
};

/* What is known of a column before the file is open. */
struct column_rule {
    const char *id;
    const struct cell_kind *kind;
    enum column_need need;
};

struct column {
    struct column_rule rule;
    const char *header; /* what the file calls it */
    bool identifying;   /* its values never reach a message */
    int native;         /* index into feed_columns(); −1: a unit or part column of its own */
    const struct part_column *part; /* wide readings: what it holds; else NULL */
    size_t at;                      /* position in the row; COLUMN_ABSENT */
    struct recall *recall;          /* NULL: nothing is remembered */
};
#define COLUMN_ABSENT SIZE_MAX

struct extraction {
    struct extract *extract;
    const struct service *service;
    const struct feed_spec *feed;
    const char *path;
    struct diags *diags;
    const uint8_t *key;
    struct origins *known; /* blocks of which nothing but their number is needed; or NULL */
    uint64_t reading;      /* what the same bytes are read as depends on: once the header is read */
    uint32_t origin;       /* number of the block being read */
    struct date_form dates, periods;

    struct column *columns;
    size_t column_count, column_room;
    size_t header_fields; /* 0: the header was not read yet */
    unsigned line;        /* of the row being read */

    char *child_text; /* register, NUL, and room for VALUE_MOST bytes of a case's identifier */
    size_t child_prefix;
    uint32_t source_unknown; /* text number of what stands for a request's empty source */
    struct seen_figures seen;
};

/* --- extract_reject.c: saying no ---------------------------------------------------------- */

/* Records a reject of the row being read; field from 1, 0 for the whole row. */
MUST_CHECK enum result extract_reject(
    struct extraction *extraction, unsigned field, const char *format, ...) PRINTF_LIKE(3, 4);
/* The same, beginning with the column and, unless it identifies somebody, the value. */
MUST_CHECK enum result extract_reject_value(struct extraction *extraction,
    const struct column *column, struct piece value, const char *format, ...) PRINTF_LIKE(4, 5);
/* Refuses the file whole; the first refusal is kept, all are said. line 0: the file as such. */
MUST_CHECK enum result extract_refuse(
    struct extraction *extraction, unsigned line, const char *format, ...) PRINTF_LIKE(3, 4);

/* --- extract_columns.c: which field is which ---------------------------------------------- */

MUST_CHECK enum result columns_prepare(struct extraction *extraction);
void columns_done(struct extraction *extraction);
/* Finds every column in the header, or refuses the file. */
MUST_CHECK enum result columns_match(struct extraction *extraction, const struct csv_row *header);

/* --- extract_cell.c: one field ------------------------------------------------------------ */

struct piece piece_trimmed(const char *bytes, size_t length);
struct piece row_field(const struct csv_row *row, size_t at); /* trimmed; empty past the end */

MUST_CHECK enum result cell_read(struct extraction *extraction, const struct column *column,
    const struct csv_row *row, struct cell *ret);

/* --- extract_row.c, extract_reading.c: one row -------------------------------------------- */

/* The columns of a type that has one cell a column; NULL for readings. */
const struct column_rule *row_rules(enum feed_type type, size_t *ret_count);

MUST_CHECK enum result row_take(struct extraction *extraction, const struct csv_row *row);
MUST_CHECK enum result readings_take(struct extraction *extraction, const struct csv_row *row);

#endif

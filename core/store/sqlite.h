/*
 * sqlite.h: the door to SQLite: connections and questions; private to core/store.
 *
 * sqlite.c is the one file that knows libsqlite3; everything else speaks SQL through this. A
 * connection owns its prepared statements, which are kept and found again by their text. Errors
 * stick to a query, are turned into a sentence with the store's path when it ends, and leave an
 * open transaction to its owner.
 */
#ifndef TEAMTOP_STORE_SQLITE_H
#define TEAMTOP_STORE_SQLITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/diag.h"
#include "core/base/result.h"

struct sqlite;

enum sqlite_mode {
    SQLITE_READER, /* must exist; sees what writers commit */
    SQLITE_FROZEN, /* must exist; taken as it lies there, for folders nobody may write to */
    SQLITE_WRITER, /* made when missing */
};

/* Opens the file without reading it yet. `path` and `diags` must live until sqlite_close(). */
MUST_CHECK enum result sqlite_open(
    struct sqlite **ret, const char *path, enum sqlite_mode mode, struct diags *diags);
/* Sets it up for its mode, which is the first time the file is read. */
MUST_CHECK enum result sqlite_settle(struct sqlite *db);
void sqlite_close(struct sqlite *db); /* rolls back what is open; NULL is fine */

/* True when the last failure was that the file or the files beside it could not be opened. */
bool sqlite_was_locked_out(const struct sqlite *db);
/* True when the account may not write to the file. */
bool sqlite_is_read_only(const struct sqlite *db);
/* True between BEGIN and its end, which an error may have brought about. */
bool sqlite_in_transaction(const struct sqlite *db);
/* How long a statement waits for somebody else's lock, in milliseconds. */
void sqlite_wait(struct sqlite *db, int milliseconds);
/* Gives cached pages back. */
void sqlite_release_memory(struct sqlite *db);
/* From here on (or no longer) failures are only returned, not said. */
void sqlite_be_quiet(struct sqlite *db);
void sqlite_speak_again(struct sqlite *db);

/* One statement that answers nothing anybody needs. */
MUST_CHECK enum result sqlite_run(struct sqlite *db, const char *sql);
/* A script of several. */
MUST_CHECK enum result sqlite_run_script(struct sqlite *db, const char *sql);
/* The number in the first column of the first row; 0 when there is no row. */
MUST_CHECK enum result sqlite_number(struct sqlite *db, const char *sql, int64_t *ret);
/* The row number the last INSERT made. */
int64_t sqlite_inserted(const struct sqlite *db);

/* A question being asked: begun, parameters given (from 1), rows taken, ended. Values got (columns
 * from 0) are good until the next row. */
struct query {
    struct sqlite *db;
    struct statement *statement;
    int code; /* sticks */
};

/* `sql` is a literal: statements are remembered by its address. */
struct query query_begin(struct sqlite *db, const char *sql);
void query_put_text(struct query *query, int parameter, const char *text);
void query_put_number(struct query *query, int parameter, int64_t number);
void query_put_bytes(struct query *query, int parameter, const void *bytes, size_t size);
bool query_next(struct query *query);                    /* false: no more rows, or an error */
const char *query_text(struct query *query, int column); /* never NULL */
int64_t query_number(struct query *query, int column);
const uint8_t *query_bytes(struct query *query, int column, size_t *ret_size);
MUST_CHECK enum result query_end(struct query *query);
/* For statements that give no rows: runs it to its end. */
MUST_CHECK enum result query_run(struct query *query);

#endif

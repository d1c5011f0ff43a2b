/*
 * sqlite.h: the door to SQLite; private to core/store.
 *
 * sqlite.c is the one file that knows libsqlite3; what is asked through it is asked by sql.h. A
 * connection owns its prepared statements. A file that cannot be opened is RESULT_IO with a
 * sentence that names its path.
 */
#ifndef TEAMTOP_STORE_SQLITE_H
#define TEAMTOP_STORE_SQLITE_H

#include <stdbool.h>

#include "core/base/diag.h"
#include "core/store/sql.h"

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

/* What questions are asked through; lives as long. */
struct sql *sqlite_sql(struct sqlite *db);

/* True when the last failure was that the file or the files beside it could not be opened. */
bool sqlite_was_locked_out(const struct sqlite *db);
/* True when the account may not write to the file. */
bool sqlite_is_read_only(const struct sqlite *db);
/* How long a statement waits for somebody else's lock, in milliseconds. */
void sqlite_wait(struct sqlite *db, int milliseconds);
/* Gives cached pages back. */
void sqlite_release_memory(struct sqlite *db);
/* From here on (or no longer) failures are only returned, not said. */
void sqlite_be_quiet(struct sqlite *db);
void sqlite_speak_again(struct sqlite *db);

#endif

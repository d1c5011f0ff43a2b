/*
 * sqlite_file.h: the file of a SQLite store, opened and found to be one; private to core/store.
 *
 * Decides how the file can be opened at all (reading along with writers, or as it lies there),
 * checks whose it is and upgrades it. The caller sets path and diags, which are borrowed; opening
 * gives a connection that sqlite_file_close() ends. A file that is missing, of another program,
 * newer, damaged or not to be written to is RESULT_IO with a sentence.
 */
#ifndef TEAMTOP_STORE_SQLITE_FILE_H
#define TEAMTOP_STORE_SQLITE_FILE_H

#include <sys/types.h>

#include "core/store/sqlite.h"
#include "core/store/store.h"

struct sqlite_file {
    const char *path;
    struct diags *diags;
    struct sqlite *db; /* NULL: not open */
    bool frozen;       /* opened as it lies there: sees no commits until it is opened again */
    enum store_access access;
    dev_t device; /* of what was opened: under its name there may be another file later, or none */
    ino_t inode;
};

/* Of the file at this path and its log (core/base/stamp.h); a log with nothing in it comes and goes with who
 * reads, and is as none. Never 0. */
uint64_t sqlite_file_stamp(const char *path);

MUST_CHECK enum result sqlite_file_open(struct sqlite_file *file, enum store_access access);
void sqlite_file_close(struct sqlite_file *file); /* fine when it is not open */

/* Opens it again where it is frozen (it may have come to life since) or another one by now. A failure
 * leaves it as it was; a file that is not there any more is one. */
MUST_CHECK enum result sqlite_file_refresh(struct sqlite_file *file);

/* After a refresh of its own begins to write, waiting for another writer for up to `wait_ms` milliseconds. */
MUST_CHECK enum result sqlite_file_begin_write(struct sqlite_file *file, int wait_ms);

#endif

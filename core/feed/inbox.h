/*
 * inbox.h: the watched folder extracts are dropped into.
 *
 * A file belongs to the feed whose `file:` glob matches its name, is taken once nobody has it open
 * for writing, and is moved to `taken/` or `refused/` beside it afterwards (the newest of a name is
 * kept). Hidden files and files nobody claims stay where they are; the latter are said once. A lock
 * on the folder lets one process take at a time: RESULT_BUSY for the others.
 */
#ifndef TEAMTOP_FEED_INBOX_H
#define TEAMTOP_FEED_INBOX_H

#include "core/feed/import.h"

struct inbox_outcome {
    size_t taken, refused, waiting; /* waiting: still being written */
    int64_t rejected;               /* rows */
};

/* Takes every complete file, oldest first; the folder is made (mode 0750) when missing. A refused
 * file is an outcome, not a failure. Any failure stops there and leaves the file at hand where it
 * is: the next call goes on with it. RESULT_INVALID: the configuration names no inbox. */
MUST_CHECK enum result inbox_take(const struct service *service, struct store *store,
    const char *user, time_t now, struct diags *diags, struct inbox_outcome *ret);

/* True when no process has the file open for writing (a read lease is to be had), or, where that
 * cannot be told (another account's file, a network folder), when it has not changed for two
 * seconds by the clock of the file system. */
bool inbox_file_is_complete(const char *path);

#endif

/*
 * paths.h: files and folders the configuration names, and reading its own.
 *
 * What is relative is so to the configuration folder and becomes absolute. Text belongs to the
 * reading's arena; a file's bytes to the caller. Reading a file can fail.
 */
#ifndef TEAMTOP_CONFIG_PATHS_H
#define TEAMTOP_CONFIG_PATHS_H

#include "core/config/reading.h"

key_read read_store;  /* const char *: a store's URI */
key_read read_folder; /* const char *: an absolute path */

/* "sqlite:/etc/teamtop/teamtop.db": the store of a configuration that names none. */
const char *default_store(struct reading *reading);

/* All of a file, at most `most` bytes and one more (to tell that there are more). *ret_found is
 * false, and the result RESULT_OK, when there is no such file. RESULT_IO with errno when it cannot
 * be read. */
MUST_CHECK enum result read_whole_file(
    const char *path, size_t most, struct buffer *ret, bool *ret_found);

#endif

/*
 * own_file.h: bytes that are kept for a person to save time, in a file that only they may write.
 *
 * Owns nothing. A file that somebody else could have written, or that is larger than any that was
 * written, is as good as none; writing is whole or not at all. Where it fails nothing is read or kept,
 * and that is no fault: what is kept can be made again.
 */
#ifndef TEAMTOP_COMMANDS_OWN_FILE_H
#define TEAMTOP_COMMANDS_OWN_FILE_H

#include "core/base/grow.h"
#include "core/base/result.h"

/* Appends what the file holds, at most `most` bytes. RESULT_IO where there is none; NULL is none. */
MUST_CHECK enum result own_file_read(const char *path, size_t most, struct buffer *out);
/* With the folders above it. RESULT_IO; NULL is nowhere. */
MUST_CHECK enum result own_file_write(const char *path, const struct buffer *bytes);

#endif

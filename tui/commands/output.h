/*
 * output.h: a document in a file, written whole or not at all.
 *
 * What is written stands in a temporary file beside it, is synced, and takes the file's name only
 * when nothing failed; what was there before stays until then. Owns nothing but while it writes;
 * fails as the document does, or with RESULT_IO and the reason in `diags`.
 */
#ifndef TEAMTOP_COMMANDS_OUTPUT_H
#define TEAMTOP_COMMANDS_OUTPUT_H

#include <stdio.h>

#include "core/base/diag.h"
#include "core/base/result.h"

/* Writes the document; RESULT_IO when the stream failed. */
typedef enum result output_fn(void *context, FILE *stream);

/* `path` is relative to the current directory; others of the group may read the file. */
MUST_CHECK enum result output_file(
    const char *path, output_fn *write, void *context, struct diags *diags);
/* The same, but never over a file that is there already: then RESULT_IO and that file as it was. */
MUST_CHECK enum result output_new_file(
    const char *path, output_fn *write, void *context, struct diags *diags);

/* The reason errno gives, as a message about `name`. Always RESULT_IO. */
enum result output_failed(const char *name, struct diags *diags);

/* One line for a person, its end added. What is named in it may come from the command line: marks
 * stand for what would do something to a terminal. */
void output_line(FILE *stream, const char *format, ...) PRINTF_LIKE(2, 3);

#endif

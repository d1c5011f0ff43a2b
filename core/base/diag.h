/*
 * diag.h: messages with a place, in the form compilers use ("file:line:column: error: …").
 *
 * A `struct diags` collects them in order so that one run reports every fault; it owns copies of
 * all text given to it. Adding never fails visibly: when memory runs out the message is counted as
 * lost and said to be lost when printed. Library code adds; only commands print.
 */
#ifndef TEAMTOP_BASE_DIAG_H
#define TEAMTOP_BASE_DIAG_H

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include "core/base/result.h"

enum diag_severity {
    DIAG_NOTE,
    DIAG_WARNING,
    DIAG_REJECTED, /* one row of an extract */
    DIAG_ERROR,
};

/* Where a message points. line and column count from 1; 0 = unknown, left out when printed. */
struct place {
    const char *file; /* NULL: no place at all */
    unsigned line;
    unsigned column;
};

struct diag {
    enum diag_severity severity;
    struct place place; /* file is owned by the list */
    char *text;         /* one line of clean UTF-8, without a final newline */
};

struct diags {
    struct diag *items;
    size_t count;
    size_t room;
    size_t lost; /* messages that no memory was left for */
};

void diags_init(struct diags *diags);
void diags_done(struct diags *diags);

/* Formats a message and appends it, control characters made visible. diags may be NULL (dropped).
 */
void diag_add(struct diags *diags, enum diag_severity severity, struct place place,
    const char *format, ...) PRINTF_LIKE(4, 5);

/* The same for functions that take such arguments themselves. */
void diag_add_list(struct diags *diags, enum diag_severity severity, struct place place,
    const char *format, va_list arguments) PRINTF_LIKE(4, 0);

/* How many of this severity or worse. */
size_t diags_count(const struct diags *diags, enum diag_severity at_least);

/* One message as it is printed, newline included: "file:line:column: error: text". Returns like
 * snprintf. */
int diag_format(const struct diag *diag, char *buffer, size_t size);

/* Writes one to `stream`, as a line of its own. */
void diag_print(const struct diag *diag, FILE *stream);

/* Writes all of them to `stream`, one per line, in order. */
void diags_print(const struct diags *diags, FILE *stream);

/* The same, but only those of this severity or worse. */
void diags_print_from(const struct diags *diags, enum diag_severity at_least, FILE *stream);

/* The closest of `count` candidates to `word` when it is near enough to be meant (edit distance at
 * most a third of its length, at least 1), else NULL. For "did you mean". */
const char *diag_suggest(const char *word, const char *const *candidates, size_t count);

#endif

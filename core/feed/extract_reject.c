/* extract_reject.c: rejected rows and refused files, in sentences that identify nobody. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/text.h"
#include "core/feed/extraction.h"

#define SENTENCE_MOST 1024 /* bytes; what is longer is cut */
#define SHOWN_COLUMNS 40   /* of a value in a message */
#define SHOWN_BYTES   200  /* combining characters take no columns */

static enum result keep_reject(struct extraction *extraction, unsigned field, const char *reason)
{
    struct extract *extract = extraction->extract;
    extract->rejected++;
    if (extract->reject_count >= EXTRACT_REJECTS_KEPT)
        return RESULT_INVALID;
    char *copy = arena_copy(&extract->arena, reason);
    struct extract_reject *reject = copy ? grow_one(&extract->rejects, &extract->reject_count,
                                               &extract->reject_room, sizeof *reject)
                                         : NULL;
    if (!reject)
        return RESULT_NO_MEMORY;
    *reject = (struct extract_reject){extraction->line, field, copy};
    struct place place = {extraction->path, extraction->line, field};
    diag_add(extraction->diags, DIAG_REJECTED, place, "%s", reason);
    return RESULT_INVALID;
}

enum result extract_reject(struct extraction *extraction, unsigned field, const char *format, ...)
{
    char reason[SENTENCE_MOST];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(reason, sizeof reason, format, arguments);
    va_end(arguments);
    return keep_reject(extraction, field, reason);
}

/* `column "value"`, or the column alone when the value could name somebody. False: no memory. */
static bool name_value(const struct column *column, struct piece value, char *buffer, size_t size)
{
    if (column->identifying) {
        snprintf(buffer, size, "%s", column->rule.id);
        return true;
    }
    char *clean = text_clean(value.bytes, value.length, SHOWN_BYTES);
    if (!clean)
        return false;
    size_t fits = text_fit(clean, SHOWN_COLUMNS, NULL);
    const char *more = clean[fits] ? "…" : "";
    snprintf(buffer, size, "%s \"%.*s%s\"", column->rule.id, (int)fits, clean, more);
    free(clean);
    return true;
}

enum result extract_reject_value(struct extraction *extraction, const struct column *column,
    struct piece value, const char *format, ...)
{
    char named[SENTENCE_MOST / 2];
    char fault[SENTENCE_MOST];
    if (!name_value(column, value, named, sizeof named))
        return RESULT_NO_MEMORY;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(fault, sizeof fault, format, arguments);
    va_end(arguments);
    return extract_reject(extraction, (unsigned)column->at + 1, "%s %s", named, fault);
}

enum result extract_refuse(struct extraction *extraction, unsigned line, const char *format, ...)
{
    char reason[2 * SENTENCE_MOST];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(reason, sizeof reason, format, arguments);
    va_end(arguments);
    diag_add(
        extraction->diags, DIAG_ERROR, (struct place){extraction->path, line, 0}, "%s", reason);
    struct extract *extract = extraction->extract;
    if (!extract->refusal)
        extract->refusal = arena_copy(&extract->arena, reason);
    return extract->refusal ? RESULT_REFUSED_INPUT : RESULT_NO_MEMORY;
}

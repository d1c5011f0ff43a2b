#include "core/base/diag.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/grow.h"
#include "core/base/text.h"

static const char *const severity_words[] = {
    [DIAG_NOTE] = "note",
    [DIAG_WARNING] = "warning",
    [DIAG_REJECTED] = "rejected",
    [DIAG_ERROR] = "error",
};

void diags_init(struct diags *diags)
{
    *diags = (struct diags){0};
}

void diags_done(struct diags *diags)
{
    for (size_t i = 0; i < diags->count; i++) {
        free((char *)diags->items[i].place.file);
        free(diags->items[i].text);
    }
    free(diags->items);
    diags_init(diags);
}

static char *message_text(const char *format, va_list arguments) PRINTF_LIKE(1, 0);

/* A formatted and cleaned message, or NULL when memory ran out. */
static char *message_text(const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    char *raw = length >= 0 ? malloc((size_t)length + 1) : NULL;
    char *text = NULL;
    if (raw != NULL) {
        vsnprintf(raw, (size_t)length + 1, format, again);
        text = text_clean(raw, (size_t)length, 0);
    }
    free(raw);
    va_end(again);
    return text;
}

/* Takes over `text`. */
static bool append(struct diags *diags, enum diag_severity severity, struct place place, char *text)
{
    char *file = place.file != NULL ? text_clean(place.file, strlen(place.file), 0) : NULL;
    bool kept = text != NULL && (file != NULL || place.file == NULL);
    struct diag *diag =
        kept ? grow_one(&diags->items, &diags->count, &diags->room, sizeof *diag) : NULL;
    if (diag == NULL) {
        free(file);
        free(text);
        return false;
    }
    *diag = (struct diag){severity, {file, place.line, place.column}, text};
    return true;
}

void diag_add_list(struct diags *diags, enum diag_severity severity, struct place place,
    const char *format, va_list arguments)
{
    if (diags != NULL && !append(diags, severity, place, message_text(format, arguments)))
        diags->lost++;
}

void diag_add(
    struct diags *diags, enum diag_severity severity, struct place place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    diag_add_list(diags, severity, place, format, arguments);
    va_end(arguments);
}

size_t diags_count(const struct diags *diags, enum diag_severity at_least)
{
    size_t count = 0;
    for (size_t i = 0; i < diags->count; i++)
        count += diags->items[i].severity >= at_least;
    return count;
}

#define WHERE_SIZE 32

/* ":line:column: " as far as they are known; "" without a file. */
static const char *where_text(const struct place *place, char *buffer)
{
    buffer[0] = '\0';
    if (place->file != NULL && place->line > 0 && place->column > 0)
        snprintf(buffer, WHERE_SIZE, ":%u:%u: ", place->line, place->column);
    else if (place->file != NULL && place->line > 0)
        snprintf(buffer, WHERE_SIZE, ":%u: ", place->line);
    else if (place->file != NULL)
        snprintf(buffer, WHERE_SIZE, ": ");
    return buffer;
}

int diag_format(const struct diag *diag, char *buffer, size_t size)
{
    char where[WHERE_SIZE];
    return snprintf(buffer, size, "%s%s%s: %s\n", diag->place.file != NULL ? diag->place.file : "",
        where_text(&diag->place, where), severity_words[diag->severity], diag->text);
}

void diag_print(const struct diag *diag, FILE *stream)
{
    char where[WHERE_SIZE];
    fprintf(stream, "%s%s%s: %s\n", diag->place.file != NULL ? diag->place.file : "",
        where_text(&diag->place, where), severity_words[diag->severity], diag->text);
}

void diags_print(const struct diags *diags, FILE *stream)
{
    diags_print_from(diags, DIAG_NOTE, stream);
}

void diags_print_from(const struct diags *diags, enum diag_severity at_least, FILE *stream)
{
    for (size_t i = 0; i < diags->count; i++)
        if (diags->items[i].severity >= at_least)
            diag_print(&diags->items[i], stream);
    if (diags->lost > 0)
        fprintf(
            stream, "error: %zu more messages could not be kept: memory ran out\n", diags->lost);
}

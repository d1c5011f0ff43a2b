#include "core/report/escape.h"

#include <stdbool.h>
#include <string.h>

/* A spreadsheet runs text that begins like a formula; an apostrophe in front makes it text again.
 */
static bool looks_like_formula(const char *text)
{
    return text[0] && strchr("=+-@\t\r", text[0]);
}

void csv_put_text(FILE *stream, const char *text)
{
    const bool formula = looks_like_formula(text);
    const bool quoted = strpbrk(text, ",\"\r\n") != NULL;
    if (quoted)
        fputc('"', stream);
    if (formula)
        fputc('\'', stream);
    for (; *text; text++) {
        if (*text == '"')
            fputc('"', stream);
        fputc(*text, stream);
    }
    if (quoted)
        fputc('"', stream);
}

/* Text is clean UTF-8 already, so only quotes and backslashes need escaping; control characters
 * cannot occur but are escaped all the same. */
void json_put_text(FILE *stream, const char *text)
{
    fputc('"', stream);
    for (; *text; text++) {
        const unsigned char byte = (unsigned char)*text;
        if (byte == '"' || byte == '\\')
            fprintf(stream, "\\%c", byte);
        else if (byte < 0x20)
            fprintf(stream, "\\u%04x", (unsigned)byte);
        else
            fputc(byte, stream);
    }
    fputc('"', stream);
}

static const char *entity_of(char character)
{
    switch (character) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void html_put_text(FILE *stream, const char *text)
{
    for (; *text; text++) {
        const char *const entity = entity_of(*text);
        if (entity)
            fputs(entity, stream);
        else
            fputc(*text, stream);
    }
}

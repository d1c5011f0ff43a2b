#include "tui/views/names.h"

#include <stdio.h>

#include "core/base/text.h"

#define MIDDLE_FROM 12 /* columns from which a cut in the middle leaves two readable halves */

/* The end of the text that fits into `columns`, beginning at a whole character. */
static const char *tail_of(const char *text, int columns)
{
    size_t advance;

    while (*text != '\0' &&
           (text_width(text) > columns || text_char_width(text_next(text, &advance)) == 0)) {
        text_next(text, &advance);
        text += advance;
    }
    return text;
}

const char *name_fit(const char *name, int columns, bool ascii, char *buffer)
{
    const char *ellipsis = ascii ? "." : "…";
    const char *tail = tail_of(name, columns * 2 / 5);
    int head = columns - text_width(tail) - text_width(ellipsis);

    if (text_width(name) <= columns)
        snprintf(buffer, NAME_SIZE, "%s", name);
    else
        snprintf(
            buffer, NAME_SIZE, "%.*s%s%s", (int)text_fit(name, head, NULL), name, ellipsis, tail);
    return buffer;
}

void name_draw(struct canvas *canvas, int x, int y, int columns, enum style style, const char *name)
{
    char text[NAME_SIZE];

    if (columns >= MIDDLE_FROM)
        name = name_fit(name, columns, canvas->ascii, text);
    if (columns > 0)
        canvas_field(canvas, x, y, columns, ALIGN_LEFT, style, name);
}

#include "tui/views/names.h"

#include <stdio.h>

#include "core/base/text.h"

#define MIDDLE_FROM 12 /* columns from which a cut in the middle leaves two readable halves */
#define NAME_SIZE   1024

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

static void draw_cut(
    struct canvas *canvas, int x, int y, int columns, enum style style, const char *name)
{
    const char *ellipsis = canvas->ascii ? "." : "…";
    const char *tail = tail_of(name, columns * 2 / 5);
    int head = columns - text_width(tail) - text_width(ellipsis);
    char text[NAME_SIZE];

    snprintf(text, sizeof text, "%.*s%s%s", (int)text_fit(name, head, NULL), name, ellipsis, tail);
    canvas_field(canvas, x, y, columns, ALIGN_LEFT, style, text);
}

void name_draw(struct canvas *canvas, int x, int y, int columns, enum style style, const char *name)
{
    if (columns >= MIDDLE_FROM && text_width(name) > columns)
        draw_cut(canvas, x, y, columns, style, name);
    else if (columns > 0)
        canvas_field(canvas, x, y, columns, ALIGN_LEFT, style, name);
}

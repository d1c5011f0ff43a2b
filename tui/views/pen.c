#include "tui/views/pen.h"

#include <stdarg.h>
#include <stdio.h>

#include "core/base/text.h"

#define PIECE_SIZE 512

void pen_init(struct pen *pen, struct canvas *canvas, struct rect rect)
{
    *pen = (struct pen){.canvas = canvas, .rect = rect};
}

static void write_piece(struct pen *pen, enum style style, const char *text)
{
    int room = pen->rect.width - pen->x;
    int width = text_width(text);

    if (pen->x > 0 && width > room) {
        pen->full = true;
        return;
    }
    width = width < room ? width : room;
    canvas_field(
        pen->canvas, pen->rect.x + pen->x, pen->rect.y + pen->line, width, ALIGN_LEFT, style, text);
    pen->x += width;
}

void pen_put(struct pen *pen, enum style style, const char *format, ...)
{
    char text[PIECE_SIZE];
    va_list arguments;

    if (pen->full || pen->line >= pen->rect.height || pen->rect.width <= 0)
        return;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (text[0] != '\0')
        write_piece(pen, style, text);
}

void pen_tail(struct pen *pen, enum style style, const char *text)
{
    struct rect rest = pen_rest(pen);
    int width = text_width(text) < rest.width ? text_width(text) : rest.width;

    if (pen->full || rest.height == 0 || width <= 0)
        return;
    canvas_field(pen->canvas, rest.x, rest.y, width, ALIGN_LEFT, style, text);
    pen->x += width;
}

/* How many bytes of the text stand on a line of so many columns without splitting a word; a word
 * that is longer than the line is split. */
static size_t whole_words(const char *text, int columns)
{
    size_t fits = text_fit(text, columns, NULL);
    size_t at = fits;

    if (text[fits] == '\0' || text[fits] == ' ')
        return fits;
    while (at > 0 && text[at - 1] != ' ')
        at--;
    return at > 0 ? at : fits;
}

static void put_bytes(struct pen *pen, enum style style, const char *text, size_t bytes)
{
    char piece[PIECE_SIZE];

    bytes = bytes < sizeof piece ? bytes : sizeof piece - 1;
    snprintf(piece, sizeof piece, "%.*s", (int)bytes, text);
    pen_tail(pen, style, piece);
}

void pen_words(struct pen *pen, enum style style, const char *text)
{
    const char *more = pen->canvas->ascii ? "." : "\xe2\x80\xa6";
    int room = pen_rest(pen).width;

    if (text_width(text) <= room) {
        pen_tail(pen, style, text);
        return;
    }
    put_bytes(pen, style, text, whole_words(text, room - 1));
    pen_tail(pen, style, more);
}

void pen_paragraph(struct pen *pen, enum style style, const char *text)
{
    while (text_width(text) > pen->rect.width && pen->line < pen->rect.height - 1) {
        size_t bytes = whole_words(text, pen->rect.width);

        if (bytes == 0)
            return;
        put_bytes(pen, style, text, bytes);
        pen_next(pen);
        text += bytes;
        text += *text == ' ';
    }
    pen_words(pen, style, text);
    pen_next(pen);
}

void pen_next(struct pen *pen)
{
    pen->line++;
    pen->x = 0;
    pen->full = false;
}

struct rect pen_rest(const struct pen *pen)
{
    int height = pen->line < pen->rect.height ? 1 : 0;

    return (struct rect){
        pen->rect.x + pen->x, pen->rect.y + pen->line, pen->rect.width - pen->x, height};
}

struct rect pen_below(const struct pen *pen)
{
    int height = pen->rect.height - pen->line;

    return (struct rect){
        pen->rect.x, pen->rect.y + pen->line, pen->rect.width, height > 0 ? height : 0};
}

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

#include "tui/screen/canvas.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/grow.h"
#include "core/base/text.h"
#include "tui/screen/utf8.h"

#define BLANK       ((uint32_t)' ')
#define REPLACEMENT ((uint32_t)0xfffd)

/* --- life ------------------------------------------------------------------------------------- */

static int within(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

enum result canvas_init(struct canvas *canvas, int width, int height)
{
    *canvas = (struct canvas){0};
    return canvas_resize(canvas, width, height);
}

void canvas_done(struct canvas *canvas)
{
    if (canvas == NULL)
        return;
    free(canvas->cells);
    *canvas = (struct canvas){0};
}

enum result canvas_resize(struct canvas *canvas, int width, int height)
{
    int columns = within(width, 1, CANVAS_MOST);
    int rows = within(height, 1, CANVAS_MOST);
    struct cell *cells = calloc((size_t)columns * (size_t)rows, sizeof *cells);

    if (cells == NULL)
        return RESULT_NO_MEMORY;
    free(canvas->cells);
    canvas->cells = cells;
    canvas->width = columns;
    canvas->height = rows;
    canvas_clear(canvas);
    return RESULT_OK;
}

void canvas_clear(struct canvas *canvas)
{
    const struct cell blank = {.character = BLANK, .style = STYLE_TEXT};
    size_t count = (size_t)canvas->width * (size_t)canvas->height;

    for (size_t i = 0; i < count; i++)
        canvas->cells[i] = blank;
    canvas->clip = (struct rect){0, 0, canvas->width, canvas->height};
    canvas->cursor_x = -1;
    canvas->cursor_y = -1;
}

/* --- the clip --------------------------------------------------------------------------------- */

static bool rect_holds(struct rect rect, int x, int y)
{
    return x >= rect.x && y >= rect.y && x - rect.x < rect.width && y - rect.y < rect.height;
}

/* The part [*start, *start + *length) shares with [least, least + room); sums are formed in 64
 * bits, so that no rectangle however wild overflows. */
static void intersect(int *start, int *length, int least, int room)
{
    int64_t end = (int64_t)*start + *length;
    int64_t limit = (int64_t)least + room;
    int64_t from = *start > least ? *start : least;
    int64_t to = end < limit ? end : limit;

    *start = (int)from;
    *length = to > from ? (int)(to - from) : 0;
}

static struct rect rect_common(struct rect rect, struct rect other)
{
    intersect(&rect.x, &rect.width, other.x, other.width);
    intersect(&rect.y, &rect.height, other.y, other.height);
    return rect;
}

struct rect canvas_clip(struct canvas *canvas, struct rect clip)
{
    struct rect old = canvas->clip;

    canvas->clip = rect_common(clip, old);
    return old;
}

bool canvas_shows(const struct canvas *canvas, struct rect rect)
{
    struct rect common = rect_common(rect, canvas->clip);

    return common.x == rect.x && common.y == rect.y && common.width == rect.width &&
           common.height == rect.height;
}

void canvas_unclip(struct canvas *canvas, struct rect old)
{
    canvas->clip = old;
}

/* --- cells ------------------------------------------------------------------------------------ */

struct cell *canvas_cell(struct canvas *canvas, int x, int y)
{
    if (!rect_holds((struct rect){0, 0, canvas->width, canvas->height}, x, y))
        return NULL;
    return &canvas->cells[(size_t)y * (size_t)canvas->width + (size_t)x];
}

/* Of what lies within the clip, which never goes beyond the canvas. */
static struct cell *cell_within(struct canvas *canvas, int x, int y)
{
    struct cell *cell = canvas_cell(canvas, x, y);

    assert(cell != NULL);
    return cell;
}

static void blank_if(struct cell *cell, bool orphaned)
{
    if (cell == NULL || !orphaned)
        return;
    cell->character = BLANK;
    memset(cell->marks, 0, sizeof cell->marks);
}

/* Half of a wide character can't stay when its other half is overwritten. */
static void part_wide(struct canvas *canvas, int x, int y)
{
    struct cell *cell = cell_within(canvas, x, y);
    struct cell *next = canvas_cell(canvas, x + 1, y);

    blank_if(canvas_cell(canvas, x - 1, y), cell->character == 0);
    blank_if(next, next != NULL && next->character == 0 && cell->character != 0);
}

/* Draws nothing outside of the clip; what is selected stays so. */
static struct cell *put(struct canvas *canvas, int x, int y, enum style style, uint32_t character)
{
    if (!rect_holds(canvas->clip, x, y))
        return NULL;
    part_wide(canvas, x, y);

    struct cell *cell = cell_within(canvas, x, y);

    cell->character = character & CHARACTER_MOST;
    cell->style = (uint8_t)style;
    memset(cell->marks, 0, sizeof cell->marks);
    return cell;
}

static struct cell *put_wide(
    struct canvas *canvas, int x, int y, enum style style, uint32_t character)
{
    bool whole = rect_holds(canvas->clip, x, y) && rect_holds(canvas->clip, x + 1, y);
    struct cell *left = put(canvas, x, y, style, BLANK);
    struct cell *right = put(canvas, x + 1, y, style, BLANK);

    if (!whole)
        return NULL;
    left->character = character & CHARACTER_MOST;
    right->character = 0;
    return left;
}

static void put_mark(struct cell *cell, uint32_t mark)
{
    for (size_t i = 0; cell != NULL && i < CANVAS_MARKS; i++) {
        if (cell->marks[i] == 0) {
            cell->marks[i] = mark;
            return;
        }
    }
}

/* --- pictures --------------------------------------------------------------------------------- */

/* Where a run of cells was cut out of others, a wide character may have lost a half. */
static void mend_run(struct canvas *canvas, int x, int y, int columns)
{
    struct cell *first = canvas_cell(canvas, x, y);
    struct cell *last = canvas_cell(canvas, x + columns - 1, y);

    blank_if(first, first->character == 0);
    blank_if(last, last->character != 0 && text_char_width(last->character) == 2);
}

static void copy_run(struct canvas *to, int x, int y, const struct cell *cells, int columns)
{
    part_wide(to, x, y);
    part_wide(to, x + columns - 1, y);
    memcpy(canvas_cell(to, x, y), cells, (size_t)columns * sizeof *cells);
    mend_run(to, x, y, columns);
}

static const struct cell *cell_at(const struct canvas *canvas, int x, int y)
{
    return &canvas->cells[(size_t)y * (size_t)canvas->width + (size_t)x];
}

enum result canvas_take(const struct canvas *canvas, struct rect rect, struct canvas *ret)
{
    struct rect part = rect_common(rect, (struct rect){0, 0, canvas->width, canvas->height});
    enum result result = canvas_init(ret, part.width, part.height);

    for (int y = 0; result == RESULT_OK && part.width > 0 && y < part.height; y++)
        copy_run(ret, 0, y, cell_at(canvas, part.x, part.y + y), part.width);
    return result;
}

void canvas_put(struct canvas *canvas, int x, int y, const struct canvas *picture)
{
    struct rect part =
        rect_common((struct rect){x, y, picture->width, picture->height}, canvas->clip);

    for (int row = 0; part.width > 0 && row < part.height; row++)
        copy_run(canvas, part.x, part.y + row, cell_at(picture, part.x - x, part.y - y + row),
            part.width);
}

/* --- text ------------------------------------------------------------------------------------- */

/* Text is clean by contract; that no control character reaches a terminal does not rest on it. */
static uint32_t harmless(uint32_t character)
{
    bool control = character < 0x20 || (character >= 0x7f && character < 0xa0);

    return control ? REPLACEMENT : character;
}

static int put_bytes(
    struct canvas *canvas, int x, int y, enum style style, const char *text, size_t length)
{
    struct cell *last = NULL;
    size_t at = 0;
    size_t advance;
    int column = x;

    while (at < length) {
        uint32_t character = text_next(text + at, &advance);

        if (advance == 0)
            break;
        character = harmless(character);

        int width = text_char_width(character);

        if (width == 0)
            put_mark(last, character);
        else if (width == 1)
            last = put(canvas, column, y, style, character);
        else
            last = put_wide(canvas, column, y, style, character);
        column += width;
        at += advance;
    }
    return column - x;
}

int canvas_text(struct canvas *canvas, int x, int y, enum style style, const char *text)
{
    return put_bytes(canvas, x, y, style, text, strlen(text));
}

int canvas_format(struct canvas *canvas, int x, int y, enum style style, const char *format, ...)
{
    char text[1024]; /* more columns than a terminal shows; what is longer loses its end */
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return canvas_text(canvas, x, y, style, text);
}

static void put_run(
    struct canvas *canvas, int x, int y, int columns, enum style style, uint32_t character)
{
    for (int i = 0; i < columns; i++)
        put(canvas, x + i, y, style, character);
}

static int aligned_offset(enum align align, int spare)
{
    static const int halves[] = {[ALIGN_LEFT] = 0, [ALIGN_RIGHT] = 2, [ALIGN_CENTRE] = 1};

    return spare * halves[align] / 2;
}

static void put_cut(
    struct canvas *canvas, int x, int y, int columns, enum style style, const char *text)
{
    int taken;
    size_t bytes = text_fit(text, columns - 1, &taken);

    put_bytes(canvas, x, y, style, text, bytes);
    put(canvas, x + taken, y, style, canvas->ascii ? '.' : 0x2026);
    put_run(canvas, x + taken + 1, y, columns - taken - 1, style, BLANK);
}

void canvas_field(struct canvas *canvas, int x, int y, int columns, enum align align,
    enum style style, const char *text)
{
    int taken = text_width(text);

    if (columns <= 0)
        return;
    if (taken > columns) {
        put_cut(canvas, x, y, columns, style, text);
        return;
    }

    int offset = aligned_offset(align, columns - taken);

    put_run(canvas, x, y, offset, style, BLANK);
    canvas_text(canvas, x + offset, y, style, text);
    put_run(canvas, x + offset + taken, y, columns - offset - taken, style, BLANK);
}

void canvas_figure(
    struct canvas *canvas, int x, int y, int columns, enum style style, const char *text)
{
    int taken = text_width(text);
    int start = x + columns - taken;

    if (columns <= 0)
        return;

    /* A figure that the clip would cut is as unreadable as one too wide for its field. */
    bool whole = taken == 0 || (rect_holds(canvas->clip, start, y) &&
                                   rect_holds(canvas->clip, start + taken - 1, y));

    if (taken > columns || !whole)
        put_run(canvas, x, y, columns, style, '#');
    else
        canvas_field(canvas, x, y, columns, ALIGN_RIGHT, style, text);
}

/* --- areas ------------------------------------------------------------------------------------ */

void canvas_fill(struct canvas *canvas, struct rect rect, enum style style, uint32_t character)
{
    struct rect inside = rect_common(rect, canvas->clip);

    for (int y = 0; y < inside.height; y++)
        put_run(canvas, inside.x, inside.y + y, inside.width, style, character);
}

void canvas_horizontal(struct canvas *canvas, int x, int y, int width, enum style style, bool ascii)
{
    canvas_fill(canvas, (struct rect){x, y, width, 1}, style, ascii ? '-' : 0x2500);
}

void canvas_vertical(struct canvas *canvas, int x, int y, int height, enum style style, bool ascii)
{
    canvas_fill(canvas, (struct rect){x, y, 1, height}, style, ascii ? '|' : 0x2502);
}

void canvas_select(struct canvas *canvas, struct rect rect)
{
    struct rect inside = rect_common(rect, canvas->clip);

    for (int y = inside.y; y < inside.y + inside.height; y++)
        for (int x = inside.x; x < inside.x + inside.width; x++)
            cell_within(canvas, x, y)->selected = true;
}

/* --- as text ---------------------------------------------------------------------------------- */

static void add_character(struct buffer *buffer, uint32_t character)
{
    char bytes[UTF8_MOST];

    buffer_add(buffer, bytes, utf8_encode(character, bytes));
}

static void add_cell(struct buffer *buffer, const struct cell *cell)
{
    if (cell->character == 0)
        return;
    add_character(buffer, cell->character);
    for (size_t i = 0; i < CANVAS_MARKS && cell->marks[i] != 0; i++)
        add_character(buffer, cell->marks[i]);
}

static void add_row(struct buffer *buffer, const struct cell *row, int width)
{
    int end = width;

    while (end > 0 && row[end - 1].character == BLANK && row[end - 1].marks[0] == 0)
        end--;
    for (int x = 0; x < end; x++)
        add_cell(buffer, &row[x]);
    buffer_add(buffer, "\n", 1);
}

char *canvas_to_text(const struct canvas *canvas)
{
    struct buffer buffer = {0};

    for (int y = 0; y < canvas->height; y++)
        add_row(&buffer, canvas->cells + (size_t)y * (size_t)canvas->width, canvas->width);
    buffer_add(&buffer, "", 1); /* the NUL */
    if (!buffer.failed)
        return buffer.bytes;
    buffer_done(&buffer);
    return NULL;
}

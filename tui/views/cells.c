#include "tui/views/cells.h"

#include <string.h>

#include "core/base/text.h"
#include "tui/screen/utf8.h"

/* Beside the style, in one number. */
#define SELECTED 1
#define MARKED   2
#define FLAGS    4

/* --- writing ---------------------------------------------------------------------------------- */

static void write_cell(struct buffer *out, const struct cell *cell)
{
    unsigned flags = (cell->selected ? SELECTED : 0) | (cell->marks[0] != 0 ? MARKED : 0);

    varint_write(out, cell->character);
    varint_write(out, cell->style * FLAGS + flags);
    for (size_t i = 0; (flags & MARKED) != 0 && i < CANVAS_MARKS; i++)
        varint_write(out, cell->marks[i]);
}

static bool alike(const struct cell *a, const struct cell *b)
{
    return a->character == b->character && a->style == b->style && a->selected == b->selected &&
           memcmp(a->marks, b->marks, sizeof a->marks) == 0;
}

/* Each cell with how many more like it follow. */
static void write_runs(struct buffer *out, const struct canvas *canvas)
{
    size_t count = (size_t)canvas->width * (size_t)canvas->height;

    for (size_t i = 0, next; i < count; i = next) {
        for (next = i + 1; next < count && alike(&canvas->cells[i], &canvas->cells[next]);)
            next++;
        varint_write(out, next - i - 1);
        write_cell(out, &canvas->cells[i]);
    }
}

void cells_write(struct buffer *out, const struct canvas *canvas)
{
    varint_write(out, (uint64_t)canvas->width);
    varint_write(out, (uint64_t)canvas->height);
    varint_write(out, (unsigned)(canvas->cursor_x + 1));
    varint_write(out, (unsigned)(canvas->cursor_y + 1));
    write_runs(out, canvas);
}

/* --- reading ---------------------------------------------------------------------------------- */

/* A character, and not only the number of one, of so many columns that a terminal may get. */
static bool is_fit(uint32_t character, int least, int most)
{
    char text[UTF8_MOST + 1] = {0};
    size_t length = utf8_encode(character, text), advance;
    int width = text_char_width(character);

    return width >= least && width <= most && text_next(text, &advance) == character &&
           text_is_clean(text, length);
}

/* The right half of a wide character is a cell without one. */
static bool is_fit_cell(const struct cell *cell)
{
    bool fit = cell->character == 0 || (cell->character >= 0x20 && cell->character < 0x7f) ||
               is_fit(cell->character, 1, 2);

    for (size_t i = 0; fit && i < CANVAS_MARKS; i++)
        fit = cell->marks[i] == 0 || is_fit(cell->marks[i], 0, 0);
    return fit;
}

/* Every left half has its right half beside it, and the other way round. */
static bool halves_meet(const struct canvas *canvas)
{
    for (int i = 0; i < canvas->width * canvas->height; i++) {
        uint32_t character = canvas->cells[i].character;
        bool last = (i + 1) % canvas->width == 0;
        bool wide = character >= 0x80 && text_char_width(character) == 2;

        if (i % canvas->width == 0 && character == 0)
            return false;
        if (last ? wide : wide != (canvas->cells[i + 1].character == 0))
            return false;
    }
    return true;
}

static struct cell read_cell(struct reader *reader)
{
    struct cell cell = {
        .character = (uint32_t)varint_read_bounded(reader, 0x10ffff) & CHARACTER_MOST};
    uint64_t look = varint_read_bounded(reader, STYLE_COUNT * FLAGS - 1);

    cell.style = (uint8_t)(look / FLAGS);
    cell.selected = (look & SELECTED) != 0;
    for (size_t i = 0; (look & MARKED) != 0 && i < CANVAS_MARKS; i++)
        cell.marks[i] = (uint32_t)varint_read_bounded(reader, 0x10ffff);
    reader->failed |= !is_fit_cell(&cell);
    return cell;
}

static void read_runs(struct reader *reader, struct canvas *canvas)
{
    size_t count = (size_t)canvas->width * (size_t)canvas->height;

    for (size_t i = 0; i < count && !reader->failed;) {
        size_t more = varint_read_bounded(reader, count - i - 1);
        struct cell cell = read_cell(reader);

        for (size_t end = i + more; i <= end; i++)
            canvas->cells[i] = cell;
    }
    reader->failed |= !halves_meet(canvas);
}

enum result cells_read(struct reader *reader, struct canvas *ret)
{
    int width = (int)varint_read_bounded(reader, CANVAS_MOST);
    int height = (int)varint_read_bounded(reader, CANVAS_MOST);
    int cursor_x = (int)varint_read_bounded(reader, (uint64_t)width) - 1;
    int cursor_y = (int)varint_read_bounded(reader, (uint64_t)height) - 1;

    reader->failed |= width == 0 || height == 0;
    if (reader->failed)
        return RESULT_INVALID;

    enum result result = canvas_init(ret, width, height);

    if (result != RESULT_OK)
        return result;
    read_runs(reader, ret);
    ret->cursor_x = cursor_x;
    ret->cursor_y = cursor_y;
    if (!reader->failed)
        return RESULT_OK;
    canvas_done(ret);
    return RESULT_INVALID;
}

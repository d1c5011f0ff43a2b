#include "tui/views/picture.h"

#include <string.h>

#include "core/base/hash.h"
#include "core/base/text.h"
#include "core/model/varint.h"
#include "tui/screen/utf8.h"

/* The number goes up when the same bytes are to become another picture, or the same facts another one. */
static const char heading[] = "teamtop picture 1\n";

#define HEADING_SIZE (sizeof heading - 1)
#define HASH_SIZE    8

/* Beside the style, in one number. */
#define SELECTED 1
#define MARKED   2
#define FLAGS    4

void picture_done(struct picture *picture)
{
    canvas_done(&picture->cells);
    *picture = (struct picture){0};
}

/* --- writing ---------------------------------------------------------------------------------- */

static void write_hash(struct buffer *out, uint64_t hash)
{
    uint8_t bytes[HASH_SIZE];

    for (unsigned i = 0; i < HASH_SIZE; i++)
        bytes[i] = (uint8_t)(hash >> (8 * i));
    buffer_add(out, bytes, sizeof bytes);
}

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
static void write_cells(struct buffer *out, const struct canvas *canvas)
{
    size_t count = (size_t)canvas->width * (size_t)canvas->height;

    for (size_t i = 0, next; i < count; i = next) {
        for (next = i + 1; next < count && alike(&canvas->cells[i], &canvas->cells[next]);)
            next++;
        varint_write(out, next - i - 1);
        write_cell(out, &canvas->cells[i]);
    }
}

void picture_write(struct buffer *out, const struct picture *picture)
{
    const struct canvas *canvas = &picture->cells;
    size_t start = out->length;

    buffer_add(out, heading, HEADING_SIZE);
    write_hash(out, picture->made_of);
    varint_write(out, (uint64_t)canvas->width);
    varint_write(out, (uint64_t)canvas->height);
    varint_write(out, (unsigned)(canvas->cursor_x + 1));
    varint_write(out, (unsigned)(canvas->cursor_y + 1));
    write_cells(out, canvas);
    if (!out->failed)
        write_hash(
            out, hash_finish(hash_block(HASH_START, out->bytes + start, out->length - start)));
}

/* --- reading ---------------------------------------------------------------------------------- */

static uint64_t hash_at(const uint8_t *bytes)
{
    uint64_t hash = 0;

    for (unsigned i = 0; i < HASH_SIZE; i++)
        hash |= (uint64_t)bytes[i] << (8 * i);
    return hash;
}

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

static void read_cells(struct reader *reader, struct canvas *canvas)
{
    size_t count = (size_t)canvas->width * (size_t)canvas->height;

    for (size_t i = 0; i < count && !reader->failed;) {
        size_t more = varint_read_bounded(reader, count - i - 1);
        struct cell cell = read_cell(reader);

        for (size_t end = i + more; i <= end; i++)
            canvas->cells[i] = cell;
    }
    reader->failed |= reader->at != reader->size;
}

/* False unless all of it is as it was written. */
static bool is_whole(const uint8_t *bytes, size_t size)
{
    return size >= HEADING_SIZE + 2 * HASH_SIZE && memcmp(bytes, heading, HEADING_SIZE) == 0 &&
           hash_at(bytes + size - HASH_SIZE) ==
               hash_finish(hash_block(HASH_START, bytes, size - HASH_SIZE));
}

static enum result read_picture(struct reader *reader, struct picture *picture)
{
    int width = (int)varint_read_bounded(reader, CANVAS_MOST);
    int height = (int)varint_read_bounded(reader, CANVAS_MOST);
    int cursor_x = (int)varint_read_bounded(reader, (uint64_t)width) - 1;
    int cursor_y = (int)varint_read_bounded(reader, (uint64_t)height) - 1;

    if (reader->failed || width == 0 || height == 0)
        return RESULT_INVALID;

    enum result result = canvas_init(&picture->cells, width, height);

    if (result != RESULT_OK)
        return result;
    read_cells(reader, &picture->cells);
    picture->cells.cursor_x = cursor_x;
    picture->cells.cursor_y = cursor_y;
    return reader->failed || !halves_meet(&picture->cells) ? RESULT_INVALID : RESULT_OK;
}

enum result picture_read(const void *bytes, size_t size, struct picture *ret)
{
    const uint8_t *start = bytes;
    struct reader reader = {start, size - HASH_SIZE, HEADING_SIZE + HASH_SIZE, false};
    struct picture picture = {0};

    if (size > PICTURE_BYTES_MOST || !is_whole(start, size))
        return RESULT_INVALID;
    picture.made_of = hash_at(start + HEADING_SIZE);

    enum result result = picture.made_of != 0 ? read_picture(&reader, &picture) : RESULT_INVALID;

    if (result == RESULT_OK)
        *ret = picture;
    else
        picture_done(&picture);
    return result;
}

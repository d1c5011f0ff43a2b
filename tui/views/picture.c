#include "tui/views/picture.h"

#include <string.h>

#include "core/base/hash.h"
#include "core/base/text.h"
#include "tui/views/cells.h"
#include "tui/views/frame.h"

/* The number goes up when the same bytes are to become another picture, or the same facts another one. */
static const char heading_line[] = "teamtop picture 2\n";

#define LINE_SIZE   (sizeof heading_line - 1)
#define HASH_SIZE   8
#define TEXT_BYTES  4096 /* of one text */
#define DAY_LEAST   (-200000)
#define DAYS        1000000 /* from there: some thousand years */
#define MOMENT_MOST (INT64_C(1) << 40)

enum { LIVE = 1, SHARED = 2, STALE = 4, UNIT_FIRST = 8, ASCII = 16, FLAGS = 32 };

void picture_done(struct picture *picture)
{
    canvas_done(&picture->cells);
    arena_done(&picture->texts);
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

static void write_text(struct buffer *out, const char *text)
{
    varint_write(out, strlen(text));
    buffer_text(out, text);
}

/* No day is 0. */
static void write_day(struct buffer *out, day_t day)
{
    varint_write(out, day == DAY_NONE ? 0 : (uint64_t)(day - DAY_LEAST));
}

static void write_terms(struct buffer *out, const struct picture *picture)
{
    write_day(out, picture->today);
    varint_write_signed(out, picture->since);
    varint_write_signed(out, picture->until);
    write_text(out, picture->zone);
    write_text(out, picture->store);
    write_text(out, picture->theme);
}

static unsigned flags_of(const struct picture *picture)
{
    const struct heading *heading = &picture->heading;

    return (heading->live ? LIVE : 0) | (heading->shared ? SHARED : 0) |
           (heading->stale ? STALE : 0) | (heading->unit_first ? UNIT_FIRST : 0) |
           (picture->cells.ascii ? ASCII : 0);
}

static void write_heading(struct buffer *out, const struct heading *heading)
{
    varint_write(out, (unsigned)heading->crumb_count);
    for (int i = 0; i < heading->crumb_count; i++)
        write_text(out, heading->crumbs[i]);
    write_text(out, heading->notice);
    write_text(out, heading->filter);
    write_day(out, heading->as_at);
    write_day(out, heading->then);
    varint_write(out, heading->reach);
    varint_write_signed(out, heading->came);
    varint_write(out, (unsigned)heading->alerts);
}

void picture_write(struct buffer *out, const struct picture *picture)
{
    size_t start = out->length;

    buffer_add(out, heading_line, LINE_SIZE);
    write_hash(out, picture->made_of);
    cells_write(out, &picture->cells);
    write_terms(out, picture);
    write_heading(out, &picture->heading);
    varint_write(out, flags_of(picture));
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

/* Clean text; "" once the reader has failed, as it does for want of memory. */
static const char *read_text(struct reader *reader, struct arena *texts)
{
    size_t length = varint_read_bounded(reader, TEXT_BYTES);
    const char *bytes = (const char *)reader_take(reader, length);
    const char *text = NULL;

    if (bytes != NULL && memchr(bytes, '\0', length) == NULL && text_is_clean(bytes, length))
        text = arena_copy_bytes(texts, bytes, length);
    reader->failed |= text == NULL;
    return text != NULL ? text : "";
}

static day_t read_day(struct reader *reader)
{
    uint64_t number = varint_read_bounded(reader, DAYS);

    return number == 0 ? DAY_NONE : (day_t)number + DAY_LEAST;
}

/* A moment that can be counted from. */
static time_t read_moment(struct reader *reader)
{
    int64_t moment = varint_read_signed(reader);

    reader->failed |= moment < -MOMENT_MOST || moment > MOMENT_MOST;
    return moment;
}

static void read_terms(struct reader *reader, struct picture *picture)
{
    picture->today = read_day(reader);
    picture->since = varint_read_signed(reader);
    picture->until = varint_read_signed(reader);
    picture->zone = read_text(reader, &picture->texts);
    picture->store = read_text(reader, &picture->texts);
    picture->theme = read_text(reader, &picture->texts);
}

static void read_heading(struct reader *reader, struct arena *texts, struct heading *heading)
{
    heading->crumb_count = (int)varint_read_bounded(reader, HEADING_CRUMBS);
    for (int i = 0; i < heading->crumb_count; i++)
        heading->crumbs[i] = read_text(reader, texts);
    heading->notice = read_text(reader, texts);
    heading->filter = read_text(reader, texts);
    heading->as_at = read_day(reader);
    heading->then = read_day(reader);
    heading->reach = (enum reach)varint_read_bounded(reader, REACH_NO_CONNECTION);
    heading->came = read_moment(reader);
    heading->alerts = (int)varint_read_bounded(reader, INT32_MAX);
    reader->failed |= heading->as_at == DAY_NONE;
}

static void take_flags(unsigned flags, struct picture *picture)
{
    struct heading *heading = &picture->heading;

    heading->live = (flags & LIVE) != 0;
    heading->shared = (flags & SHARED) != 0;
    heading->stale = (flags & STALE) != 0;
    heading->unit_first = (flags & UNIT_FIRST) != 0;
    picture->cells.ascii = (flags & ASCII) != 0;
}

static enum result read_picture(struct reader *reader, struct picture *picture)
{
    enum result result = cells_read(reader, &picture->cells);

    if (result != RESULT_OK)
        return result;
    read_terms(reader, picture);
    read_heading(reader, &picture->texts, &picture->heading);
    take_flags((unsigned)varint_read_bounded(reader, FLAGS - 1), picture);
    return reader->failed || reader->at != reader->size ? RESULT_INVALID : RESULT_OK;
}

/* False unless all of it is as it was written. */
static bool is_whole(const uint8_t *bytes, size_t size)
{
    return size >= LINE_SIZE + 2 * HASH_SIZE && memcmp(bytes, heading_line, LINE_SIZE) == 0 &&
           hash_at(bytes + size - HASH_SIZE) ==
               hash_finish(hash_block(HASH_START, bytes, size - HASH_SIZE));
}

enum result picture_read(const void *bytes, size_t size, struct picture *ret)
{
    const uint8_t *start = bytes;
    struct reader reader = {start, size - HASH_SIZE, LINE_SIZE + HASH_SIZE, false};
    struct picture picture = {0};

    if (size > PICTURE_BYTES_MOST || !is_whole(start, size))
        return RESULT_INVALID;
    picture.made_of = hash_at(start + LINE_SIZE);

    enum result result = picture.made_of != 0 ? read_picture(&reader, &picture) : RESULT_INVALID;

    if (result == RESULT_OK)
        *ret = picture;
    else
        picture_done(&picture);
    return result;
}

/* --- showing ---------------------------------------------------------------------------------- */

bool picture_holds(const struct picture *picture, time_t now)
{
    return now >= picture->since && now < picture->until && day_of_time(now) == picture->today;
}

void picture_draw(const struct picture *picture, time_t now, struct canvas *canvas)
{
    canvas_clear(canvas);
    canvas_put(canvas, 0, 0, &picture->cells);
    header_draw(&picture->heading, glyphs_get(picture->cells.ascii), now, canvas);
    canvas->cursor_x = picture->cells.cursor_x;
    canvas->cursor_y = picture->cells.cursor_y;
}

#include <assert.h>

#include "core/model/series.h"
#include "core/model/series_format.h"
#include "core/model/varint.h"

#define POINT_MOST (3 * VARINT_MOST) /* bytes */

void series_begin(
    struct series_writer *writer, struct buffer *out, enum series_kind kind, fixed_t scale)
{
    assert(scale > 0 && scale <= SERIES_SCALE_MOST);
    *writer = (struct series_writer){
        .out = out,
        .kind = kind,
        .scale = scale,
        .start = out->length,
        .day = SERIES_FIRST_DAY,
        .held = kind == SERIES_EARLIEST ? DAY_NONE : 0,
    };
    varint_write(out, kind);
    varint_write(out, (uint64_t)scale);
}

/* --- one point ------------------------------------------------------------------------------ */

static int64_t scaled(const struct series_writer *writer, fixed_t value)
{
    assert(value % writer->scale == 0);
    return value / writer->scale;
}

static size_t put_amount(const struct series_writer *writer, uint8_t *bytes)
{
    return varint_put(bytes, zigzag(scaled(writer, writer->pending.value)));
}

static size_t put_leaver(const struct series_writer *writer, uint8_t *bytes)
{
    const struct series_point *point = &writer->pending;
    uint64_t away = (uint64_t)((int64_t)point->other - point->day);
    size_t length = varint_put(bytes, point->other == DAY_NEVER ? 0 : 1 + away);
    return length + put_amount(writer, bytes + length);
}

static size_t put_earliest(const struct series_writer *writer, uint8_t *bytes)
{
    const struct series_point *point = &writer->pending;
    int64_t age = (int64_t)point->day - point->other;
    return varint_put(bytes, point->other == DAY_NONE ? 0 : 1 + zigzag(age));
}

static size_t put_reading(const struct series_writer *writer, uint8_t *bytes)
{
    const struct series_point *point = &writer->pending;
    size_t length = varint_put(bytes, (uint64_t)point->other);
    uint64_t value = zigzag(scaled(writer, point->value));
    return length + varint_put(bytes + length, point->known ? 1 + value : 0);
}

static size_t (*const PUT[])(const struct series_writer *writer, uint8_t *bytes) = {
    [SERIES_STEP] = put_amount,
    [SERIES_EVENTS] = put_amount,
    [SERIES_LEAVERS] = put_leaver,
    [SERIES_EARLIEST] = put_earliest,
    [SERIES_READINGS] = put_reading,
};

static void add_mark(struct series_writer *writer)
{
    uint8_t bytes[SERIES_MARK_SIZE];
    series_pack(bytes, writer->out->length - writer->start, 4);
    series_pack(bytes + 4, (uint32_t)writer->day, 4);
    series_pack(bytes + 8, (uint64_t)writer->held, 8);
    buffer_add(&writer->marks, bytes, sizeof bytes);
}

/* What has held since the pending point. */
static int64_t holds(const struct series_writer *writer)
{
    if (writer->kind == SERIES_STEP)
        return writer->held + writer->pending.value;
    return writer->kind == SERIES_EARLIEST ? writer->pending.other : 0;
}

/* Only now is it known that no other change of that day joins the point. */
static void write_pending(struct series_writer *writer)
{
    uint8_t bytes[POINT_MOST];
    const struct series_point *point = &writer->pending;
    if (writer->points > 0 && writer->points % SERIES_BLOCK == 0)
        add_mark(writer);
    size_t length = varint_put(bytes, (uint64_t)((int64_t)point->day - writer->day));
    length += PUT[writer->kind](writer, bytes + length);
    buffer_add(writer->out, bytes, length);
    writer->held = holds(writer);
    writer->day = point->day;
    writer->points++;
}

/* A change of nothing is no point. */
static bool says_something(const struct series_writer *writer)
{
    if (writer->kind == SERIES_STEP || writer->kind == SERIES_EVENTS)
        return writer->pending.value != 0;
    return writer->kind != SERIES_EARLIEST || writer->pending.other != writer->held;
}

static void settle(struct series_writer *writer)
{
    if (writer->is_pending && says_something(writer))
        write_pending(writer);
    writer->is_pending = false;
}

static void begin_point(struct series_writer *writer, struct series_point point)
{
    assert(point.day >= (writer->is_pending ? writer->pending.day : writer->day));
    settle(writer);
    writer->pending = point;
    writer->is_pending = true;
}

/* --- what is written ------------------------------------------------------------------------ */

/* An amount adds to one of the same day. */
static void add_amount(struct series_writer *writer, day_t day, fixed_t amount)
{
    if (writer->is_pending && writer->pending.day == day)
        writer->pending.value += amount;
    else
        begin_point(writer, (struct series_point){.day = day, .value = amount});
}

void series_change(struct series_writer *writer, day_t day, fixed_t delta)
{
    assert(writer->kind == SERIES_STEP);
    add_amount(writer, day, delta);
}

void series_amount(struct series_writer *writer, day_t day, fixed_t amount)
{
    assert(writer->kind == SERIES_EVENTS);
    add_amount(writer, day, amount);
}

void series_leaver(struct series_writer *writer, day_t left, day_t back, fixed_t fte)
{
    assert(writer->kind == SERIES_LEAVERS && back >= left);
    begin_point(writer, (struct series_point){.day = left, .other = back, .value = fte});
}

void series_earliest(struct series_writer *writer, day_t day, day_t earliest)
{
    assert(writer->kind == SERIES_EARLIEST);
    if (writer->is_pending && writer->pending.day == day)
        writer->pending.other = earliest;
    else
        begin_point(writer, (struct series_point){.day = day, .other = earliest});
}

void series_reading(struct series_writer *writer, day_t day, int months, bool known, fixed_t value)
{
    assert(writer->kind == SERIES_READINGS && months >= 0);
    begin_point(
        writer, (struct series_point){.day = day, .other = months, .value = value, .known = known});
}

static void add_number(struct buffer *out, uint64_t number, size_t size)
{
    uint8_t bytes[8];
    series_pack(bytes, number, size);
    buffer_add(out, bytes, size);
}

/* The points done, the marks and the trailer follow. */
static void add_frame(struct series_writer *writer)
{
    struct buffer *out = writer->out;
    buffer_add(out, writer->marks.bytes, writer->marks.length);
    add_number(out, writer->marks.length / SERIES_MARK_SIZE, SERIES_COUNT_SIZE);
    if (out->failed)
        return;
    const uint8_t *bytes = (const uint8_t *)out->bytes + writer->start;
    add_number(out, series_check(bytes, out->length - writer->start), SERIES_CHECK_SIZE);
}

void series_end(struct series_writer *writer)
{
    settle(writer);
    /* A mark says in four bytes where its block begins. */
    if (writer->marks.failed || writer->out->length - writer->start > UINT32_MAX)
        writer->out->failed = true;
    add_frame(writer);
    buffer_done(&writer->marks);
}

#include <assert.h>

#include "core/model/series.h"
#include "core/model/series_format.h"
#include "core/model/varint.h"

#define NO_POINT SIZE_MAX

void series_begin(
    struct series_writer *writer, struct buffer *out, enum series_kind kind, fixed_t scale)
{
    assert(scale > 0);
    *writer = (struct series_writer){
        .out = out,
        .kind = kind,
        .scale = scale,
        .day = SERIES_FIRST_DAY,
        .value = kind == SERIES_EARLIEST ? DAY_NONE : 0,
        .before = SERIES_FIRST_DAY,
        .point_at = NO_POINT,
    };
    varint_write(out, kind);
    varint_write(out, (uint64_t)scale);
}

static void begin_point(struct series_writer *writer, day_t day)
{
    assert(day >= writer->day);
    writer->point_at = writer->out->length;
    writer->before = writer->day;
    varint_write(writer->out, (uint64_t)((int64_t)day - writer->day));
    writer->day = day;
}

/* Two changes on one day are one point: the earlier one is taken back. True when there was one. */
static bool take_back(struct series_writer *writer, day_t day)
{
    if (writer->point_at == NO_POINT || writer->day != day || writer->out->failed)
        return false;
    writer->out->length = writer->point_at;
    writer->day = writer->before;
    writer->point_at = NO_POINT;
    return true;
}

static int64_t scaled(const struct series_writer *writer, fixed_t value)
{
    assert(value % writer->scale == 0);
    return value / writer->scale;
}

/* A point of STEP or EVENTS: an amount that adds to one of the same day; nothing is no point. */
static void add_point(struct series_writer *writer, day_t day, fixed_t amount)
{
    if (take_back(writer, day))
        amount += writer->value;
    if (amount == 0)
        return;
    begin_point(writer, day);
    varint_write_signed(writer->out, scaled(writer, amount));
    writer->value = amount;
}

void series_change(struct series_writer *writer, day_t day, fixed_t delta)
{
    assert(writer->kind == SERIES_STEP);
    add_point(writer, day, delta);
}

void series_amount(struct series_writer *writer, day_t day, fixed_t amount)
{
    assert(writer->kind == SERIES_EVENTS);
    add_point(writer, day, amount);
}

void series_leaver(struct series_writer *writer, day_t left, day_t back, fixed_t fte)
{
    assert(writer->kind == SERIES_LEAVERS && back >= left);
    begin_point(writer, left);
    varint_write(writer->out, back == DAY_NEVER ? 0 : 1 + (uint64_t)((int64_t)back - left));
    varint_write_signed(writer->out, scaled(writer, fte));
}

void series_earliest(struct series_writer *writer, day_t day, day_t earliest)
{
    assert(writer->kind == SERIES_EARLIEST);
    if (!take_back(writer, day) && earliest == writer->value)
        return;
    begin_point(writer, day);
    varint_write(writer->out, earliest == DAY_NONE ? 0 : 1 + zigzag((int64_t)day - earliest));
    writer->value = earliest;
}

void series_reading(struct series_writer *writer, day_t day, int months, bool known, fixed_t value)
{
    assert(writer->kind == SERIES_READINGS && months >= 0);
    begin_point(writer, day);
    varint_write(writer->out, (uint64_t)months);
    varint_write(writer->out, known ? 1 + zigzag(scaled(writer, value)) : 0);
}

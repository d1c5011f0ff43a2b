#include "tests/core/model/bench.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

fixed_t fte(double value)
{
    return (fixed_t)(value * (double)FIXED_ONE + (value < 0 ? -0.5 : 0.5));
}

struct measure_ref measure_named(const char *id)
{
    struct measure_ref measure;
    ck_assert_msg(measure_find(id, &measure), "no measure %s", id);
    return measure;
}

static void add_unit(struct unit_tree *tree, unit_index parent, const char *id, int kind)
{
    unit_index unit;
    ck_assert_int_eq(
        unit_tree_add(tree, parent, id, id, parent == UNIT_NONE ? 0 : 1, kind, &unit), RESULT_OK);
}

static void find(void *context, unit_index unit, enum part_id part, const char *sub,
    struct series *ret_spells, struct series *ret_readings)
{
    const struct bench *bench = context;
    *ret_spells = *ret_readings = (struct series){0};
    for (size_t i = 0; i < bench->count; i++) {
        const struct bench_series *one = &bench->series[i];
        if (one->unit != unit || one->part != part || strcmp(one->sub, sub) != 0)
            continue;
        *(one->readings ? ret_readings : ret_spells) =
            (struct series){(const uint8_t *)one->bytes.bytes, one->bytes.length};
    }
}

void bench_init(struct bench *bench)
{
    *bench = (struct bench){.service.data_until = DAY_NONE};
    bench->service.units = unit_tree_create();
    ck_assert_ptr_nonnull(bench->service.units);
    add_unit(bench->service.units, UNIT_NONE, "west", -1);
    add_unit(bench->service.units, AREA, "team-a", 0);
    add_unit(bench->service.units, AREA, "team-b", 1);
    bench->source = (struct series_source){bench, find};
}

void bench_done(struct bench *bench)
{
    for (size_t i = 0; i < bench->count; i++)
        buffer_done(&bench->series[i].bytes);
    unit_tree_destroy(bench->service.units);
}

static struct buffer *new_series(
    struct bench *bench, unit_index unit, enum part_id part, const char *sub, bool readings)
{
    struct bench_series *series = &bench->series[bench->count++];
    *series = (struct bench_series){unit, part, sub, readings, {0}};
    return &series->bytes;
}

static void write_point(
    struct series_writer *writer, const struct bench_point *point, fixed_t level_before)
{
    switch (writer->kind) {
    case SERIES_STEP:
        series_change(writer, point->day, point->value - level_before);
        break;
    case SERIES_EVENTS:
        series_amount(writer, point->day, point->value);
        break;
    case SERIES_LEAVERS:
        series_leaver(writer, point->day, DAY_NEVER, point->value);
        break;
    case SERIES_EARLIEST:
        series_earliest(writer, point->day, point->extra);
        break;
    case SERIES_READINGS:
        series_reading(writer, point->day, point->extra, point->value != FIXED_UNKNOWN,
            point->value == FIXED_UNKNOWN ? 0 : point->value);
        break;
    }
}

static void write_points(
    struct series_writer *writer, const struct bench_point *points, size_t count)
{
    for (size_t i = 0; i < count; i++)
        write_point(writer, &points[i], i > 0 ? points[i - 1].value : 0);
    series_end(writer);
    ck_assert(!writer->out->failed);
}

void bench_spells(struct bench *bench, unit_index unit, enum part_id part, const char *sub,
    const struct bench_point *points, size_t count)
{
    struct series_writer writer;
    series_begin(&writer, new_series(bench, unit, part, sub, false), part_at(part)->kind,
        part_at(part)->scale);
    write_points(&writer, points, count);
}

void bench_readings(struct bench *bench, unit_index unit, enum part_id part, const char *sub,
    const struct bench_point *points, size_t count)
{
    struct series_writer writer;
    series_begin(&writer, new_series(bench, unit, part, sub, true), SERIES_READINGS, 1);
    write_points(&writer, points, count);
}

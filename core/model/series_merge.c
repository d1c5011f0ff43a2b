#include <stdlib.h>
#include <string.h>

#include "core/model/series.h"

/* One series being merged: where it stands, and what of it is already in the sum. */
struct source {
    struct series_cursor cursor;
    bool more;      /* the cursor stands on a point not yet taken */
    fixed_t level;  /* STEP: up to the points taken */
    day_t earliest; /* EARLIEST: likewise */
};

struct merge {
    struct source *sources;
    size_t count;
    struct series_writer writer;
};

static void source_advance(struct source *source)
{
    source->level = source->cursor.point.value;
    source->earliest = source->cursor.point.other;
    source->more = series_next(&source->cursor);
}

/* The source whose next point comes first; NULL when all are used up. */
static struct source *first_source(const struct merge *merge)
{
    struct source *first = NULL;
    for (size_t i = 0; i < merge->count; i++) {
        struct source *source = &merge->sources[i];
        if (source->more && (!first || source->cursor.point.day < first->cursor.point.day))
            first = source;
    }
    return first;
}

static void take_step(struct merge *merge, struct source *source)
{
    struct series_point point = source->cursor.point;
    series_change(&merge->writer, point.day, point.value - source->level);
    source_advance(source);
}

static void take_amount(struct merge *merge, struct source *source)
{
    series_amount(&merge->writer, source->cursor.point.day, source->cursor.point.value);
    source_advance(source);
}

static void take_leaver(struct merge *merge, struct source *source)
{
    struct series_point point = source->cursor.point;
    series_leaver(&merge->writer, point.day, point.other, point.value);
    source_advance(source);
}

static void take_earliest(struct merge *merge, struct source *source)
{
    day_t day = source->cursor.point.day;
    source_advance(source);
    day_t earliest = DAY_NONE;
    for (size_t i = 0; i < merge->count; i++) {
        day_t other = merge->sources[i].earliest;
        if (other != DAY_NONE && (earliest == DAY_NONE || other < earliest))
            earliest = other;
    }
    series_earliest(&merge->writer, day, earliest);
}

/* Readings of the same period add up, and a sum with an unknown part is unknown. */
static void take_reading(struct merge *merge, struct source *source)
{
    struct series_point sum = source->cursor.point;
    source_advance(source);
    for (size_t i = 0; i < merge->count; i++) {
        struct source *other = &merge->sources[i];
        struct series_point point = other->cursor.point;
        if (!other->more || point.day != sum.day || point.other != sum.other)
            continue;
        sum.known = sum.known && point.known;
        sum.value += point.value;
        source_advance(other);
    }
    series_reading(&merge->writer, sum.day, (int)sum.other, sum.known, sum.known ? sum.value : 0);
}

static void (*const TAKE[])(struct merge *merge, struct source *source) = {
    [SERIES_STEP] = take_step,
    [SERIES_EVENTS] = take_amount,
    [SERIES_LEAVERS] = take_leaver,
    [SERIES_EARLIEST] = take_earliest,
    [SERIES_READINGS] = take_reading,
};

/* Counts stay counts; where scales differ, every value is a multiple of a ten-thousandth. */
static fixed_t common_scale(const struct merge *merge)
{
    fixed_t scale = merge->sources[0].cursor.scale;
    for (size_t i = 1; i < merge->count; i++)
        if (merge->sources[i].cursor.scale != scale)
            return 1;
    return scale;
}

static size_t open_sources(struct source *sources, const struct series *series, size_t count)
{
    size_t opened = 0;
    for (size_t i = 0; i < count; i++) {
        if (!series_exists(series[i]))
            continue;
        struct source *source = &sources[opened++];
        series_cursor_init(&source->cursor, series[i]);
        if (source->cursor.damaged || source->cursor.kind != sources[0].cursor.kind) {
            opened--; /* damaged in the store: it has nothing to add */
            continue;
        }
        source->more = series_next(&source->cursor);
        source->earliest = DAY_NONE;
    }
    return opened;
}

void series_merge(const struct series *series, size_t count, struct buffer *out)
{
    struct source *sources = calloc(count + 1, sizeof *sources);
    if (!sources) {
        out->failed = true;
        return;
    }
    struct merge merge = {.sources = sources, .count = open_sources(sources, series, count)};
    if (merge.count > 0) {
        enum series_kind kind = sources[0].cursor.kind;
        series_begin(&merge.writer, out, kind, common_scale(&merge));
        for (struct source *next = first_source(&merge); next; next = first_source(&merge))
            TAKE[kind](&merge, next);
        series_end(&merge.writer);
    }
    free(sources);
}

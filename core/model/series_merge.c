#include "core/model/series.h"

#define MERGED_MOST 8 /* at once */

/* One series being merged: where it stands, and what of it is already in the sum. */
struct source {
    struct series_cursor cursor;
    bool more;      /* the cursor stands on a point not yet taken */
    int sign;       /* −1: taken out */
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
    series_change(&merge->writer, point.day, source->sign * (point.value - source->level));
    source_advance(source);
}

static void take_amount(struct merge *merge, struct source *source)
{
    series_amount(
        &merge->writer, source->cursor.point.day, source->sign * source->cursor.point.value);
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
        *source = (struct source){.sign = 1, .earliest = DAY_NONE};
        series_cursor_init(&source->cursor, series[i]);
        if (source->cursor.damaged || source->cursor.kind != sources[0].cursor.kind) {
            opened--; /* damaged in the store: it has nothing to add */
            continue;
        }
        source->more = series_next(&source->cursor);
    }
    return opened;
}

static void merge_all(struct merge *merge, struct buffer *out)
{
    enum series_kind kind = merge->sources[0].cursor.kind;
    series_begin(&merge->writer, out, kind, common_scale(merge));
    for (struct source *next = first_source(merge); next; next = first_source(merge))
        TAKE[kind](merge, next);
    series_end(&merge->writer);
}

static void merge_few(const struct series *series, size_t count, struct buffer *out)
{
    struct source sources[MERGED_MOST];
    struct merge merge = {.sources = sources, .count = open_sources(sources, series, count)};
    if (merge.count > 0)
        merge_all(&merge, out);
}

/* Who comes first is looked for among all: many are summed as sums of few. */
void series_merge(const struct series *series, size_t count, struct buffer *out)
{
    if (count <= MERGED_MOST) {
        merge_few(series, count, out);
        return;
    }
    struct buffer halves[2] = {{0}, {0}};
    series_merge(series, count / 2, &halves[0]);
    series_merge(series + count / 2, count - count / 2, &halves[1]);
    const struct series both[] = {{(const uint8_t *)halves[0].bytes, halves[0].length},
        {(const uint8_t *)halves[1].bytes, halves[1].length}};
    if (halves[0].failed || halves[1].failed)
        out->failed = true;
    else
        merge_few(both, 2, out);
    buffer_done(&halves[0]);
    buffer_done(&halves[1]);
}

static bool can_be_taken_out(struct series series)
{
    return !series_exists(series) || series_kind(series) == SERIES_STEP ||
           series_kind(series) == SERIES_EVENTS;
}

bool series_exchange(struct series sum, struct series old, struct series fresh, struct buffer *out)
{
    struct source sources[3];
    if (!can_be_taken_out(sum) || !can_be_taken_out(old) || !can_be_taken_out(fresh))
        return false;
    struct merge merge = {.sources = sources};
    merge.count = open_sources(sources, (struct series[]){sum, fresh}, 2);
    size_t taken_out = open_sources(sources + merge.count, &old, 1);
    for (size_t i = 0; i < taken_out; i++)
        sources[merge.count++].sign = -1;
    if (merge.count > 0)
        merge_all(&merge, out);
    return true;
}

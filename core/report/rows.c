#include "core/report/rows.h"

#include <stdlib.h>
#include <string.h>

#include "core/model/veil.h"

/* A trend has at most a day a point over 12 months. */
#define POINTS_MOST     366
#define MEASURE_ID_SIZE 160
#define SUBS_MOST       64

struct walk {
    struct snapshot *snapshot;
    const struct report_request *request;
    report_row_fn *each;
    void *context;
    unit_index unit;
    bool asked_for;    /* the measure was named: a row even without a value */
    struct veil *veil; /* NULL: not for sharing */
};

static const char *measure_id(struct measure_ref measure, char *buffer, size_t size)
{
    snprintf(buffer, size, measure.sub[0] ? "%s.%s" : "%s", measure.measure->id, measure.sub);
    return buffer;
}

static struct report_row row_of(const struct walk *walk, struct measure_ref measure, char *id)
{
    const struct service *service = snapshot_service(walk->snapshot);
    const struct unit *unit = unit_tree_at(service->units, walk->unit);
    return (struct report_row){
        .unit = unit,
        .level = service->levels[unit->level].id,
        .measure = measure,
        .measure_id = measure_id(measure, id, MEASURE_ID_SIZE),
        .as_at = snapshot_as_at(walk->snapshot),
        .window =
            window_id(measure.measure->always_12m ? WINDOW_12M : snapshot_window(walk->snapshot)),
    };
}

/* Gives the row on, suppressed where it has to be; `back` counts points from the newest. */
static void hand_over(const struct walk *walk, struct report_row *row, size_t back)
{
    const struct figure *const figure = &row->assessed.figure;
    if (!walk->asked_for && !(figure->has_data && figure->has_numerator))
        return;
    if (walk->veil && veil_hides(walk->veil, walk->unit, row->measure, back)) {
        row->suppressed = true;
        row->assessed.status = STATUS_NONE;
        row->assessed.signal = SIGNAL_NONE;
    }
    walk->each(walk->context, row);
}

static void one_value(const struct walk *walk, struct measure_ref measure)
{
    char id[MEASURE_ID_SIZE];
    struct report_row row = row_of(walk, measure, id);
    row.assessed = snapshot_assessed(walk->snapshot, walk->unit, measure);
    hand_over(walk, &row, 0);
}

/* How many whole points lie inside the window that ends on `day`. */
static size_t points_in_window(enum points points, enum window window, day_t day)
{
    const day_t first = window_span(window, day).from;
    size_t count = 0;
    while (count < POINTS_MOST && points_span(points, day, (int)count).from >= first)
        count++;
    return count;
}

struct trend {
    size_t count;
    struct figure figures[POINTS_MOST];
    struct span spans[POINTS_MOST];
    double values[POINTS_MOST];
};

/* Fills trend->values with the run of known values that ends at `last`; returns how many. */
static size_t known_run(struct trend *trend, size_t last)
{
    size_t known = 0;
    for (size_t i = 0; i <= last; i++)
        if (trend->figures[i].has_value)
            trend->values[known++] = (double)trend->figures[i].value / (double)FIXED_ONE;
    return known;
}

static void judge_point(
    const struct walk *walk, struct trend *trend, size_t at, struct report_row *row)
{
    const struct service *service = snapshot_service(walk->snapshot);
    const struct policy *policy = service_policy(service, row->measure_id);
    const struct figure figure = trend->figures[at];
    row->assessed.figure = figure;
    row->assessed.stale = snapshot_stale(walk->snapshot, row->measure);
    if (!figure.has_value)
        return;
    row->assessed.status = policy ? status_of(policy, row->unit->kind, figure.value) : STATUS_NONE;
    const size_t known = known_run(trend, at);
    const struct xmr xmr = xmr_of(trend->values, known);
    row->assessed.signal = signal_of(&xmr, trend->values, known,
        policy ? policy->polarity : row->measure.measure->polarity,
        policy ? policy_thresholds(policy, row->unit->kind) : NULL, &row->assessed.rule,
        &row->assessed.rising);
}

static size_t points_wanted(const struct snapshot *snapshot, const struct report_request *request)
{
    return points_in_window(request->points, snapshot_window(snapshot), snapshot_as_at(snapshot));
}

/* A point is as long as asked for, but for published figures: those come in their own periods. */
static const char *window_of(enum points points, struct span span)
{
    const enum window asked = points_window(points);
    const struct span year = window_span(WINDOW_12M, span.last);
    return span.from == year.from ? window_id(WINDOW_12M) : window_id(asked);
}

static void trend_rows(const struct walk *walk, struct measure_ref measure, struct trend *trend)
{
    const struct report_request *request = walk->request;
    const size_t wanted = points_wanted(walk->snapshot, request);
    trend->count = snapshot_trend(
        walk->snapshot, walk->unit, measure, request->points, wanted, trend->figures, trend->spans);
    for (size_t i = 0; i < trend->count; i++) {
        char id[MEASURE_ID_SIZE];
        struct report_row row = row_of(walk, measure, id);
        row.as_at = trend->spans[i].last;
        row.window = window_of(request->points, trend->spans[i]);
        judge_point(walk, trend, i, &row);
        hand_over(walk, &row, trend->count - 1 - i);
    }
}

static void measure_rows(const struct walk *walk, struct measure_ref measure, struct trend *trend)
{
    if (trend)
        trend_rows(walk, measure, trend);
    else
        one_value(walk, measure);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(((const struct share *)a)->sub, ((const struct share *)b)->sub);
}

static void every_measure(const struct walk *walk, struct trend *trend)
{
    for (size_t i = 0; i < measure_count(); i++) {
        const struct measure *measure = measure_at(i);
        measure_rows(walk, (struct measure_ref){measure, ""}, trend);
        if (!measure->has_subs)
            continue;
        struct share shares[SUBS_MOST];
        const size_t count = snapshot_shares(
            walk->snapshot, walk->unit, measure->numerator[0].part, SUBS_MOST, shares);
        qsort(shares, count, sizeof shares[0], by_text);
        for (size_t s = 0; s < count; s++)
            measure_rows(walk, (struct measure_ref){measure, shares[s].sub}, trend);
    }
}

static void unit_rows(struct walk *walk, struct trend *trend)
{
    const struct report_request *request = walk->request;
    if (!request->measures) {
        every_measure(walk, trend);
        return;
    }
    for (size_t i = 0; i < request->measure_count; i++)
        measure_rows(walk, request->measures[i], trend);
}

static bool is_asked_for(
    const struct report_request *request, const struct unit *unit, unit_index index)
{
    if (unit->reach > UNIT_WITH_FIGURES)
        return false;
    if (request->level >= 0)
        return unit->level == request->level;
    return index == request->unit || unit->parent == request->unit;
}

static enum result make_veil(struct walk *walk)
{
    const struct report_request *request = walk->request;
    struct veil_moments moments = {request->points, 0};
    if (!request->share)
        return RESULT_OK;
    if (request->trend)
        moments.count = points_wanted(walk->snapshot, request);
    return veil_create(&walk->veil, walk->snapshot, moments);
}

static enum result walk_units(struct walk *walk, struct trend *trend)
{
    const struct report_request *request = walk->request;
    const struct unit_tree *units = snapshot_service(walk->snapshot)->units;
    const unit_index end = unit_tree_at(units, request->unit)->end;
    enum result result = RESULT_OK;
    for (unit_index i = request->unit; i < end && result == RESULT_OK; i++) {
        if (!is_asked_for(request, unit_tree_at(units, i), i))
            continue;
        walk->unit = i;
        result = snapshot_visit(walk->snapshot, i);
        if (result == RESULT_OK)
            unit_rows(walk, trend);
    }
    snapshot_leave(walk->snapshot);
    return result;
}

enum result report_each_row(struct snapshot *snapshot, const struct report_request *request,
    report_row_fn *each, void *context)
{
    struct walk walk = {.snapshot = snapshot,
        .request = request,
        .each = each,
        .context = context,
        .asked_for = request->measures != NULL};
    struct trend *trend = NULL;
    if (request->trend && !(trend = malloc(sizeof *trend)))
        return RESULT_NO_MEMORY;
    enum result result = make_veil(&walk);
    if (result == RESULT_OK)
        result = walk_units(&walk, trend);
    veil_destroy(walk.veil);
    free(trend);
    return result;
}

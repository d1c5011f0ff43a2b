#include "core/model/snapshot.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/freshness.h"
#include "core/model/rejects.h"
#include "core/model/share_memo.h"
#include "core/model/snapshot_state.h"
#include "core/model/trend_memo.h"

#define MEASURE_ID_SIZE 128
#define POINTS_KINDS    (POINTS_MONTH + 1)

/* One measure of one prepared unit, once somebody has asked. */
struct memo {
    bool has_figure;
    bool is_assessed;
    struct assessed assessed;
    struct trend_memo *trends; /* by enum points; NULL: none was asked for */
};

struct team {
    unit_index unit;
    struct roster roster;
};

/* --- making and unmaking -------------------------------------------------------------------- */

static bool read_feeds(struct snapshot *snapshot)
{
    const struct provider *provider = snapshot->provider;
    for (size_t i = 0; i < snapshot->service->feed_count; i++)
        if (provider->feed_state(
                provider->context, &snapshot->service->feeds[i], &snapshot->feeds[i]) != RESULT_OK)
            return false;
    return true;
}

struct snapshot *snapshot_create(const struct service *service, const struct provider *provider,
    day_t as_at, enum window window, time_t now)
{
    struct snapshot *snapshot = calloc(1, sizeof *snapshot);
    if (!snapshot)
        return NULL;
    *snapshot = (struct snapshot){.service = service,
        .provider = provider,
        .as_at = as_at,
        .window = window,
        .now = now,
        .version = provider->version,
        .visited = UNIT_NONE,
        .feeds = calloc(service->feed_count + 1, sizeof *snapshot->feeds),
        .rejects = calloc(service->feed_count + 1, sizeof *snapshot->rejects),
        .units = calloc((size_t)unit_tree_count(service->units) + 1, sizeof *snapshot->units),
        .shares = calloc((size_t)unit_tree_count(service->units) + 1, sizeof *snapshot->shares)};
    if (snapshot->feeds && snapshot->rejects && snapshot->units && snapshot->shares &&
        read_feeds(snapshot))
        return snapshot;
    snapshot_destroy(snapshot);
    return NULL;
}

static void memos_destroy(struct memo *memos)
{
    for (size_t i = 0; memos && i < measure_count(); i++) {
        for (size_t points = 0; memos[i].trends && points < POINTS_KINDS; points++)
            trend_memo_done(&memos[i].trends[points]);
        free(memos[i].trends);
    }
    free(memos);
}

static void team_destroy(struct team *team)
{
    roster_done(&team->roster);
    free(team);
}

static void forget_team(struct snapshot *snapshot, unit_index unit)
{
    for (size_t i = 0; i < snapshot->team_count; i++)
        if (snapshot->teams[i]->unit == unit) {
            team_destroy(snapshot->teams[i]);
            snapshot->teams[i] = snapshot->teams[--snapshot->team_count];
            return;
        }
}

/* What was found out about a prepared unit, and what that needed. */
static void forget_unit(struct snapshot *snapshot, unit_index unit)
{
    const struct provider *provider = snapshot->provider;
    if (!snapshot->units[unit])
        return;
    memos_destroy(snapshot->units[unit]);
    share_memos_destroy(snapshot->shares[unit]);
    snapshot->units[unit] = NULL;
    snapshot->shares[unit] = NULL;
    if (provider->release_unit)
        provider->release_unit(provider->context, unit);
}

void snapshot_destroy(struct snapshot *snapshot)
{
    if (!snapshot)
        return;
    const unit_index count = unit_tree_count(snapshot->service->units);
    for (unit_index i = 0; snapshot->units && snapshot->shares && i < count; i++)
        forget_unit(snapshot, i);
    for (size_t i = 0; i < snapshot->team_count; i++)
        team_destroy(snapshot->teams[i]);
    for (size_t i = 0; snapshot->rejects && i < snapshot->service->feed_count; i++)
        kept_rejects_done(&snapshot->rejects[i]);
    sharing_destroy(snapshot->sharing);
    free(snapshot->teams);
    free(snapshot->rejects);
    free(snapshot->units);
    free(snapshot->shares);
    free(snapshot->feeds);
    free(snapshot);
}

const struct service *snapshot_service(const struct snapshot *snapshot)
{
    return snapshot->service;
}

day_t snapshot_as_at(const struct snapshot *snapshot)
{
    return snapshot->as_at;
}

enum window snapshot_window(const struct snapshot *snapshot)
{
    return snapshot->window;
}

int64_t snapshot_version(const struct snapshot *snapshot)
{
    return snapshot->version;
}

time_t snapshot_now(const struct snapshot *snapshot)
{
    return snapshot->now;
}

enum result snapshot_changes_ahead(const struct snapshot *snapshot, bool *marks, bool *ret_known)
{
    const struct provider *provider = snapshot->provider;
    if (provider->changes_ahead)
        return provider->changes_ahead(provider->context, marks, ret_known);
    *ret_known = false;
    return RESULT_OK;
}

enum result snapshot_changes_since(
    const struct snapshot *snapshot, int64_t version, bool *marks, bool *ret_known)
{
    const struct provider *provider = snapshot->provider;
    if (provider->changes_since)
        return provider->changes_since(provider->context, version, marks, ret_known);
    *ret_known = false;
    return RESULT_OK;
}

static enum result prepare_unit(struct snapshot *snapshot, unit_index unit)
{
    if (snapshot->sharing) {
        const enum result result = sharing_prepare(snapshot->sharing);
        if (result != RESULT_OK)
            return result;
    }
    struct memo *const memos = calloc(measure_count(), sizeof *memos);
    if (!memos)
        return RESULT_NO_MEMORY;
    const enum result result = snapshot->provider->load_unit(snapshot->provider->context, unit);
    if (result == RESULT_OK)
        snapshot->units[unit] = memos;
    else
        free(memos);
    return result;
}

enum result snapshot_prepare(struct snapshot *snapshot, unit_index unit)
{
    if (snapshot->visited == unit)
        snapshot->stays = true;
    return snapshot->units[unit] ? RESULT_OK : prepare_unit(snapshot, unit);
}

enum result snapshot_visit(struct snapshot *snapshot, unit_index unit)
{
    if (snapshot->visited == unit)
        return RESULT_OK;
    snapshot_leave(snapshot);
    const bool stays = snapshot->units[unit] != NULL;
    const enum result result = stays ? RESULT_OK : prepare_unit(snapshot, unit);
    if (result != RESULT_OK)
        return result;
    snapshot->visited = unit;
    snapshot->stays = stays;
    return RESULT_OK;
}

void snapshot_leave(struct snapshot *snapshot)
{
    const unit_index unit = snapshot->visited;
    snapshot->visited = UNIT_NONE;
    if (unit == UNIT_NONE || snapshot->stays)
        return;
    forget_unit(snapshot, unit);
    forget_team(snapshot, unit);
}

/* --- figures -------------------------------------------------------------------------------- */

/* Where a measure of the catalogue is remembered; NULL for its subs, which few screens show. */
static struct memo *memo_of(
    const struct snapshot *snapshot, unit_index unit, struct measure_ref measure)
{
    assert(snapshot->units[unit]); /* prepare it first */
    if (measure.sub[0] != '\0')
        return NULL;
    return &snapshot->units[unit][measure.measure - measure_at(0)];
}

struct figure snapshot_compute(
    const struct snapshot *snapshot, unit_index unit, struct measure_ref measure)
{
    return figure_at(&snapshot->provider->source, snapshot->service, unit, measure,
        snapshot->window, snapshot->as_at);
}

struct figure snapshot_figure(
    const struct snapshot *snapshot, unit_index unit, struct measure_ref measure)
{
    struct memo *memo = memo_of(snapshot, unit, measure);
    if (snapshot->sharing)
        return sharing_figure(snapshot->sharing, unit, measure);
    if (!memo)
        return snapshot_compute(snapshot, unit, measure);
    if (!memo->has_figure)
        memo->assessed.figure = snapshot_compute(snapshot, unit, measure);
    memo->has_figure = true;
    return memo->assessed.figure;
}

static size_t compute_trend(const struct snapshot *snapshot, unit_index unit,
    struct measure_ref measure, enum points points, size_t count, struct figure *ret,
    struct span *ret_spans)
{
    return figure_trend(&snapshot->provider->source, snapshot->service, unit, measure, points,
        snapshot->as_at, count, ret, ret_spans);
}

/* NULL: not remembered, and not to be. */
static const struct trend_memo *remember_trend(const struct snapshot *snapshot, unit_index unit,
    struct measure_ref measure, enum points points, size_t count)
{
    struct memo *memo = memo_of(snapshot, unit, measure);
    if (!memo || count > TREND_MEMO_MOST)
        return NULL;
    if (memo->trends && memo->trends[points].asked >= count)
        return &memo->trends[points];
    /* Who only looks asks once, and for the judgement, which is remembered. */
    if (unit == snapshot->visited)
        return NULL;
    if (!memo->trends)
        memo->trends = calloc(POINTS_KINDS, sizeof *memo->trends);
    struct trend_memo *trend = memo->trends ? &memo->trends[points] : NULL;
    if (!trend || !trend_memo_room(trend, count))
        return NULL;
    trend->count =
        compute_trend(snapshot, unit, measure, points, count, trend->figures, trend->spans);
    return trend;
}

size_t snapshot_trend(const struct snapshot *snapshot, unit_index unit, struct measure_ref measure,
    enum points points, size_t count, struct figure *ret, struct span *ret_spans)
{
    if (snapshot->sharing)
        return sharing_trend(snapshot->sharing, unit, measure, points, count, ret, ret_spans);
    const struct trend_memo *trend = remember_trend(snapshot, unit, measure, points, count);
    if (trend)
        return trend_memo_newest(trend, count, ret, ret_spans);
    return compute_trend(snapshot, unit, measure, points, count, ret, ret_spans);
}

/* --- judgement ------------------------------------------------------------------------------ */

static const struct policy *policy_of(const struct snapshot *snapshot, struct measure_ref measure)
{
    char id[MEASURE_ID_SIZE];
    const char *dot = measure.sub[0] != '\0' ? "." : "";
    snprintf(id, sizeof id, "%s%s%s", measure.measure->id, dot, measure.sub);
    return service_policy(snapshot->service, id);
}

/* How many points a signal is judged on (domain page, section 5). */
static const size_t SIGNAL_POINTS[] = {
    [POINTS_DAY] = 28,
    [POINTS_WEEK] = 52,
    [POINTS_MONTH] = 24,
};
#define SIGNAL_POINTS_MOST 52

size_t snapshot_signal_points(const struct snapshot *snapshot, unit_index unit,
    struct measure_ref measure, size_t most, double *ret, struct span *ret_spans,
    struct xmr *ret_xmr)
{
    const struct policy *policy = policy_of(snapshot, measure);
    enum points points = policy && policy->has_points ? policy->points : measure.measure->points;
    size_t wanted = SIGNAL_POINTS[points] < most ? SIGNAL_POINTS[points] : most;
    struct figure figures[SIGNAL_POINTS_MOST];
    struct span spans[SIGNAL_POINTS_MOST];
    size_t count = snapshot_trend(snapshot, unit, measure, points, wanted, figures, spans);
    size_t known = 0; /* a point without a value is no point */
    bool suppressed = false;
    for (size_t i = 0; i < count; i++) {
        suppressed |= figures[i].suppressed;
        if (!figures[i].has_value)
            continue;
        ret[known] = (double)figures[i].value / (double)FIXED_ONE;
        if (ret_spans)
            ret_spans[known] = spans[i];
        known++;
    }
    *ret_xmr = xmr_of(ret, suppressed ? 0 : known);
    return known;
}

static void assess_signal(const struct snapshot *snapshot, unit_index unit,
    struct measure_ref measure, const struct policy *policy, struct assessed *assessed)
{
    double points[SIGNAL_POINTS_MOST];
    struct xmr xmr;
    size_t count =
        snapshot_signal_points(snapshot, unit, measure, SIGNAL_POINTS_MOST, points, NULL, &xmr);
    int kind = unit_tree_at(snapshot->service->units, unit)->kind;
    assessed->signal =
        signal_of(&xmr, points, count, policy ? policy->polarity : measure.measure->polarity,
            policy_thresholds(policy, kind), &assessed->rule, &assessed->rising);
}

static struct assessed assess(
    const struct snapshot *snapshot, unit_index unit, struct measure_ref measure)
{
    struct assessed assessed = {.figure = snapshot_figure(snapshot, unit, measure)};
    if (!assessed.figure.has_data)
        return assessed;
    const struct policy *policy = policy_of(snapshot, measure);
    int kind = unit_tree_at(snapshot->service->units, unit)->kind;
    assessed.stale = snapshot_stale(snapshot, measure);
    if (assessed.figure.has_value)
        assessed.status = status_of(policy, kind, assessed.figure.value);
    assess_signal(snapshot, unit, measure, policy, &assessed);
    return assessed;
}

struct assessed snapshot_assessed(
    const struct snapshot *snapshot, unit_index unit, struct measure_ref measure)
{
    struct memo *memo = memo_of(snapshot, unit, measure);
    if (snapshot->sharing)
        return sharing_assessed(snapshot->sharing, unit, measure);
    if (!memo)
        return assess(snapshot, unit, measure);
    if (!memo->is_assessed)
        memo->assessed = assess(snapshot, unit, measure);
    memo->is_assessed = true;
    return memo->assessed;
}

enum status snapshot_status_on(
    const struct snapshot *snapshot, unit_index unit, struct measure_ref measure, day_t day)
{
    assert(snapshot->units[unit]);
    if (snapshot->sharing)
        return sharing_status_on(snapshot->sharing, unit, measure, day);
    struct figure figure = figure_at(
        &snapshot->provider->source, snapshot->service, unit, measure, snapshot->window, day);
    int kind = unit_tree_at(snapshot->service->units, unit)->kind;
    return figure.has_value ? status_of(policy_of(snapshot, measure), kind, figure.value)
                            : STATUS_NONE;
}

/* --- freshness ------------------------------------------------------------------------------ */

static bool is_older(time_t time, time_t than)
{
    return than == 0 || time < than;
}

time_t snapshot_stale_import(const struct snapshot *snapshot, struct measure_ref measure)
{
    const struct service *service = snapshot->service;
    time_t oldest = 0;

    if (service->data_until != DAY_NONE)
        return 0;
    for (size_t i = 0; i < service->feed_count; i++)
        if (feed_concerns(&service->feeds[i], measure.measure) &&
            feed_is_stale(&service->feeds[i], &snapshot->feeds[i], snapshot->now) &&
            is_older(snapshot->feeds[i].imported_at, oldest))
            oldest = snapshot->feeds[i].imported_at;
    return oldest;
}

bool snapshot_stale(const struct snapshot *snapshot, struct measure_ref measure)
{
    return snapshot_stale_import(snapshot, measure) != 0;
}

time_t snapshot_stale_from(const struct snapshot *snapshot)
{
    const struct service *service = snapshot->service;
    time_t first = FRESH_FOR_EVER;

    for (size_t i = 0; i < service->feed_count && service->data_until == DAY_NONE; i++) {
        time_t from = feed_stale_from(&service->feeds[i], &snapshot->feeds[i]);

        if (from > snapshot->now && from < first)
            first = from;
    }
    return first;
}

const struct feed_state *snapshot_feed(
    const struct snapshot *snapshot, const struct feed_spec *feed)
{
    return &snapshot->feeds[feed - snapshot->service->feeds];
}

time_t snapshot_newest_import(const struct snapshot *snapshot)
{
    time_t newest = 0;
    for (size_t i = 0; i < snapshot->service->feed_count; i++)
        if (snapshot->feeds[i].ever && snapshot->feeds[i].imported_at > newest)
            newest = snapshot->feeds[i].imported_at;
    return newest;
}

enum result snapshot_prepare_rejects(struct snapshot *snapshot, const struct feed_spec *feed)
{
    struct kept_rejects *kept = &snapshot->rejects[feed - snapshot->service->feeds];
    if (kept->read)
        return RESULT_OK;
    return kept_rejects_read(kept, snapshot->provider, snapshot_feed(snapshot, feed)->attempt);
}

const struct rejects *snapshot_rejects(
    const struct snapshot *snapshot, const struct feed_spec *feed)
{
    const struct kept_rejects *kept = &snapshot->rejects[feed - snapshot->service->feeds];
    return kept->read ? &kept->list : NULL;
}

/* --- the team's own screen ------------------------------------------------------------------ */

/* Years of a team's cases are read and let go. */
static enum result team_read(struct team *team, const struct snapshot *snapshot)
{
    const struct provider *provider = snapshot->provider;
    struct spells spells = {0};
    enum result result = spells_init(&spells);
    if (result == RESULT_OK)
        result = provider->load_team(provider->context, team->unit, &spells);
    if (result == RESULT_OK)
        result =
            roster_make(&team->roster, snapshot->service, &spells, team->unit, snapshot->as_at);
    spells_done(&spells);
    return result;
}

enum result snapshot_prepare_team(struct snapshot *snapshot, unit_index unit)
{
    if (snapshot->sharing)
        return RESULT_DENIED;
    if (snapshot_roster(snapshot, unit))
        return RESULT_OK;
    if (!grow_room(&snapshot->teams, &snapshot->team_room, snapshot->team_count + 1,
            sizeof *snapshot->teams))
        return RESULT_NO_MEMORY;
    struct team *team = calloc(1, sizeof *team);
    if (!team)
        return RESULT_NO_MEMORY;
    team->unit = unit;
    enum result result = team_read(team, snapshot);
    if (result == RESULT_OK)
        snapshot->teams[snapshot->team_count++] = team;
    else
        team_destroy(team);
    return result;
}

const struct roster *snapshot_roster(const struct snapshot *snapshot, unit_index team)
{
    for (size_t i = 0; i < snapshot->team_count; i++)
        if (snapshot->teams[i]->unit == team)
            return &snapshot->teams[i]->roster;
    return NULL;
}

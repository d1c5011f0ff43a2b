/* Parts themselves, which no measure of the catalogue shows, and what they are made up of. */
#include <assert.h>
#include <string.h>

#include "core/model/share_memo.h"
#include "core/model/snapshot_state.h"

/* --- one part ------------------------------------------------------------------------------- */

/* The part as a measure of its own. */
static struct measure measure_by(enum part_id part, enum aggregate aggregate)
{
    return (struct measure){
        .id = part_at(part)->id,
        .numerator = {{part, 1, aggregate, PART_NONE}},
        .scale = 1,
        .always_12m = aggregate == AGGREGATE_LEFT,
    };
}

static struct figure part_by(
    const struct snapshot *snapshot, unit_index unit, enum part_id part, enum aggregate aggregate)
{
    const struct measure alone = measure_by(part, aggregate);
    assert(snapshot->units[unit]); /* prepare it first */
    return snapshot_compute(snapshot, unit, (struct measure_ref){&alone, ""});
}

size_t snapshot_part_trend(const struct snapshot *snapshot, unit_index unit, enum part_id part,
    enum points points, size_t count, struct figure *ret)
{
    const struct measure alone = measure_by(part, AGGREGATE_LEVEL);
    assert(snapshot->units[unit] && !snapshot->sharing);
    return figure_trend(&snapshot->provider->source, snapshot->service, unit,
        (struct measure_ref){&alone, ""}, points, snapshot->as_at, count, ret, NULL);
}

struct figure snapshot_part_level(
    const struct snapshot *snapshot, unit_index unit, enum part_id part)
{
    if (snapshot->sharing)
        return sharing_part_level(snapshot->sharing, unit, part);
    return part_by(snapshot, unit, part, AGGREGATE_LEVEL);
}

struct figure snapshot_oldest_vacancy(const struct snapshot *snapshot, unit_index unit)
{
    return part_by(snapshot, unit, PART_OLDEST_VACANCY, AGGREGATE_AGE);
}

struct figure snapshot_left(const struct snapshot *snapshot, unit_index unit)
{
    if (snapshot->sharing)
        return sharing_left(snapshot->sharing, unit);
    return part_by(snapshot, unit, PART_LEAVERS_FTE, AGGREGATE_LEFT);
}

/* --- shares --------------------------------------------------------------------------------- */

/* A sub ÷ its whole, as a measure of its own: over the window where the part has one. */
static const struct measure SHARES[] = {
    {.id = "open_cases",
        .numerator = {{PART_OPEN_CASES, 1, AGGREGATE_LEVEL, PART_NONE}},
        .denominator = {{PART_OPEN_CASES, 1, AGGREGATE_LEVEL, PART_NONE}},
        .scale = 100},
    {.id = "fte_in_post",
        .numerator = {{PART_FTE_IN_POST, 1, AGGREGATE_LEVEL, PART_NONE}},
        .denominator = {{PART_FTE_IN_POST, 1, AGGREGATE_LEVEL, PART_NONE}},
        .scale = 100},
    {.id = "fte_absent",
        .numerator = {{PART_FTE_ABSENT, 1, AGGREGATE_DAYS, PART_FTE_DAYS_LOST}},
        .denominator = {{PART_FTE_ABSENT, 1, AGGREGATE_DAYS, PART_FTE_DAYS_LOST}},
        .scale = 100},
    {.id = "requests",
        .numerator = {{PART_REQUESTS, 1, AGGREGATE_TOTAL, PART_NONE}},
        .denominator = {{PART_REQUESTS, 1, AGGREGATE_TOTAL, PART_NONE}},
        .scale = 100},
};

static const struct measure *share_of(enum part_id part)
{
    for (size_t i = 0; i < sizeof SHARES / sizeof *SHARES; i++)
        if (SHARES[i].numerator[0].part == part)
            return &SHARES[i];
    return NULL;
}

struct ranking {
    const struct snapshot *snapshot;
    unit_index unit;
    const struct measure *measure;
    struct share *shares; /* the largest so far, largest first */
    size_t count, most;
};

static bool goes_before(const struct share *a, const struct share *b)
{
    if (a->figure.numerator != b->figure.numerator)
        return a->figure.numerator > b->figure.numerator;
    return strcmp(a->sub, b->sub) < 0;
}

static void rank(void *context, const char *sub)
{
    struct ranking *ranking = context;
    struct share share = {.sub = sub};
    share.figure = snapshot_compute(
        ranking->snapshot, ranking->unit, (struct measure_ref){ranking->measure, sub});
    if (!share.figure.has_data)
        return;
    size_t at = ranking->count;
    while (at > 0 && goes_before(&share, &ranking->shares[at - 1]))
        at--;
    if (at == ranking->most)
        return;
    if (ranking->count < ranking->most)
        ranking->count++;
    memmove(&ranking->shares[at + 1], &ranking->shares[at],
        (ranking->count - 1 - at) * sizeof *ranking->shares);
    ranking->shares[at] = share;
}

/* Into `ret`, which has room for `most`. */
static size_t rank_shares(const struct snapshot *snapshot, unit_index unit, enum part_id part,
    size_t most, struct share *ret)
{
    if (snapshot->sharing)
        return sharing_shares(snapshot->sharing, unit, part, most, ret);
    const struct provider *provider = snapshot->provider;
    struct ranking ranking = {
        .snapshot = snapshot, .unit = unit, .measure = share_of(part), .shares = ret, .most = most};
    if (ranking.measure)
        provider->each_sub(provider->context, unit, part, rank, &ranking);
    return ranking.count;
}

/* NULL: no memory. */
static const struct share_memo *remember_shares(
    const struct snapshot *snapshot, unit_index unit, enum part_id part)
{
    struct share shares[SHARE_MEMO_MOST];
    const struct share_memo *const memo = share_memo_find(snapshot->shares[unit], part);
    if (memo)
        return memo;
    return share_memo_add(&snapshot->shares[unit], part, shares,
        rank_shares(snapshot, unit, part, SHARE_MEMO_MOST, shares));
}

size_t snapshot_shares(const struct snapshot *snapshot, unit_index unit, enum part_id part,
    size_t most, struct share *ret)
{
    assert(snapshot->units[unit]); /* prepare it first */
    const struct share_memo *const memo =
        most <= SHARE_MEMO_MOST ? remember_shares(snapshot, unit, part) : NULL;
    if (!memo)
        return rank_shares(snapshot, unit, part, most, ret);
    const size_t count = memo->count < most ? memo->count : most;
    memcpy(ret, memo->shares, count * sizeof *ret);
    return count;
}

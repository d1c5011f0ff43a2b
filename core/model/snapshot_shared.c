/* A snapshot for other eyes: the answers of another that hides nothing, veiled as they are given. */
#include <stdlib.h>
#include <string.h>

#include "core/model/snapshot_state.h"
#include "core/model/suppress.h"
#include "core/model/veil.h"

#define POINTS_KINDS (POINTS_MONTH + 1)

struct sharing {
    struct snapshot *whole;
    struct veil *at_day; /* NULL until a unit was prepared */
    struct veil *at_points[POINTS_KINDS];
    size_t depths[POINTS_KINDS]; /* how many points back each of them goes */
};

/* --- making ----------------------------------------------------------------------------------- */

struct snapshot *snapshot_create_shared(const struct service *service,
    const struct provider *provider, day_t as_at, enum window window, time_t now)
{
    struct snapshot *const snapshot = snapshot_create(service, provider, as_at, window, now);
    if (!snapshot)
        return NULL;
    snapshot->sharing = calloc(1, sizeof *snapshot->sharing);
    if (snapshot->sharing)
        snapshot->sharing->whole = snapshot_create(service, provider, as_at, window, now);
    if (snapshot->sharing && snapshot->sharing->whole)
        return snapshot;
    snapshot_destroy(snapshot);
    return NULL;
}

void sharing_destroy(struct sharing *sharing)
{
    if (!sharing)
        return;
    veil_destroy(sharing->at_day);
    for (int i = 0; i < POINTS_KINDS; i++)
        veil_destroy(sharing->at_points[i]);
    snapshot_destroy(sharing->whole);
    free(sharing);
}

bool snapshot_is_shared(const struct snapshot *snapshot)
{
    return snapshot->sharing != NULL;
}

struct snapshot *snapshot_whole(struct snapshot *snapshot)
{
    return snapshot->sharing ? snapshot->sharing->whole : snapshot;
}

enum result sharing_prepare(struct sharing *sharing)
{
    if (sharing->at_day)
        return RESULT_OK;
    return veil_create(&sharing->at_day, sharing->whole, (struct veil_moments){POINTS_DAY, 0});
}

/* --- what is hidden --------------------------------------------------------------------------- */

static struct figure suppressed(void)
{
    return (struct figure){.has_data = true, .suppressed = true};
}

static bool hides(const struct sharing *sharing, unit_index unit, struct measure_ref measure)
{
    return !sharing->at_day || veil_hides(sharing->at_day, unit, measure, 0);
}

static struct figure veiled(const struct sharing *sharing, unit_index unit,
    struct measure_ref measure, struct figure figure)
{
    return figure.has_data && hides(sharing, unit, measure) ? suppressed() : figure;
}

static struct figure veiled_by(
    const struct sharing *sharing, unit_index unit, const char *measure_id, struct figure figure)
{
    struct measure_ref measure;
    const bool found = measure_find(measure_id, &measure);
    return found ? veiled(sharing, unit, measure, figure) : suppressed();
}

/* How many points a picture asks for at most, as far as one can tell: then one veil does for all. */
static const size_t DEPTHS[POINTS_KINDS] = {
    [POINTS_DAY] = 29,
    [POINTS_WEEK] = 52,
    [POINTS_MONTH] = 24,
};

/* Every unit is prepared by now, so that nothing but memory can be wanting: then all is hidden. */
static void reach_back(struct sharing *sharing, enum points points, size_t count)
{
    struct veil *veil;
    const size_t depth = count > DEPTHS[points] ? count : DEPTHS[points];
    if (!sharing->at_day || sharing->depths[points] >= count ||
        veil_create(&veil, sharing->whole, (struct veil_moments){points, depth}) != RESULT_OK)
        return;
    veil_destroy(sharing->at_points[points]);
    sharing->at_points[points] = veil;
    sharing->depths[points] = depth;
}

/* --- answers ---------------------------------------------------------------------------------- */

struct figure sharing_figure(
    const struct sharing *sharing, unit_index unit, struct measure_ref measure)
{
    return veiled(sharing, unit, measure, snapshot_figure(sharing->whole, unit, measure));
}

struct assessed sharing_assessed(
    const struct sharing *sharing, unit_index unit, struct measure_ref measure)
{
    struct assessed assessed = snapshot_assessed(sharing->whole, unit, measure);
    assessed.figure = veiled(sharing, unit, measure, assessed.figure);
    if (!assessed.figure.suppressed)
        return assessed;
    return (struct assessed){.figure = assessed.figure, .stale = assessed.stale};
}

size_t sharing_trend(struct sharing *sharing, unit_index unit, struct measure_ref measure,
    enum points points, size_t count, struct figure *ret, struct span *ret_spans)
{
    const size_t found =
        snapshot_trend(sharing->whole, unit, measure, points, count, ret, ret_spans);
    if (!ret || !veil_may_hide(measure.measure))
        return found;
    reach_back(sharing, points, count);
    const struct veil *const veil = sharing->at_points[points];
    for (size_t i = 0; i < found; i++)
        if (ret[i].has_data && (!veil || veil_hides(veil, unit, measure, found - 1 - i)))
            ret[i] = suppressed();
    return found;
}

enum status sharing_status_on(
    const struct sharing *sharing, unit_index unit, struct measure_ref measure, day_t day)
{
    return hides(sharing, unit, measure) ? STATUS_NONE
                                         : snapshot_status_on(sharing->whole, unit, measure, day);
}

/* --- parts ------------------------------------------------------------------------------------ */

/* Parts that count people, with the measure that shows them or would give them away. */
static const struct {
    enum part_id part;
    const char *measure;
} counted[] = {
    {PART_OPEN_CASES, "open_cases"},
    {PART_CASES_HELD, "average_caseload"},
    {PART_UNALLOCATED_CASES, "unallocated_cases"},
    {PART_OLDEST_UNALLOCATED, "unallocated_cases"},
    {PART_CASES_OPENED, "cases_opened"},
    {PART_CASES_CLOSED, "cases_closed"},
    {PART_FTE_ABSENT, "fte_absent"},
    {PART_CASE_HOLDING_FTE_ABSENT, "pressure"},
    {PART_LONG_TERM_ABSENT, "long_term_absent"},
    {PART_LEAVERS_FTE, "turnover_rate"},
    {PART_REQUESTS, "requests"},
};

/* NULL: the part counts nobody. */
static const char *measure_behind(enum part_id part)
{
    for (size_t i = 0; i < sizeof counted / sizeof counted[0]; i++)
        if (counted[i].part == part)
            return counted[i].measure;
    return NULL;
}

struct figure sharing_part_level(const struct sharing *sharing, unit_index unit, enum part_id part)
{
    const struct figure level = snapshot_part_level(sharing->whole, unit, part);
    const char *const measure = measure_behind(part);
    if (!measure)
        return level;
    /* Some of those the measure counts may be few where all of them are not. */
    if (level.has_value &&
        suppress_is_small(level.value, snapshot_service(sharing->whole)->small_number))
        return suppressed();
    return veiled_by(sharing, unit, measure, level);
}

struct figure sharing_left(const struct sharing *sharing, unit_index unit)
{
    const struct figure left = snapshot_left(sharing->whole, unit);
    return veiled_by(sharing, unit, "turnover_rate", left);
}

/* Days lost are no count of people: reasons have a rule of their own (domain page, section 8). */
static const char *measure_of_subs(enum part_id part)
{
    return part == PART_FTE_ABSENT ? NULL : measure_behind(part);
}

/* A part of a whole that is hidden would give it away by its share. */
static void veil_share(const struct sharing *sharing, unit_index unit, const struct measure *whole,
    struct share *share)
{
    if (hides(sharing, unit, (struct measure_ref){whole, share->sub}))
        share->figure = suppressed();
    else if (hides(sharing, unit, (struct measure_ref){whole, ""}))
        share->figure.has_value = share->figure.has_denominator = false;
}

/* Between two that are shown its place would tell how large it is. */
static int suppressed_last(const void *a, const void *b)
{
    const struct share *const x = a, *const y = b;
    if (x->figure.suppressed != y->figure.suppressed)
        return x->figure.suppressed ? 1 : -1;
    if (x->figure.numerator != y->figure.numerator)
        return x->figure.numerator < y->figure.numerator ? 1 : -1;
    return strcmp(x->sub, y->sub);
}

size_t sharing_shares(const struct sharing *sharing, unit_index unit, enum part_id part,
    size_t most, struct share *ret)
{
    const size_t count = snapshot_shares(sharing->whole, unit, part, most, ret);
    const char *const id = measure_of_subs(part);
    struct measure_ref whole;
    if (!id || !measure_find(id, &whole))
        return count;
    for (size_t i = 0; i < count; i++)
        veil_share(sharing, unit, whole.measure, &ret[i]);
    if (count > 1)
        qsort(ret, count, sizeof *ret, suppressed_last);
    return count;
}

/* Alerts about units: figures that are red, signals, cases that wait, workers over their limit. */
#include <inttypes.h>
#include <stdio.h>

#include "core/model/alert_making.h"

#define LOOK_BACK   91 /* days */
#define POINTS_MOST 52

/* --- red and signals ------------------------------------------------------------------------ */

struct watch {
    struct measure_ref measure;
    const struct policy *policy;
    const struct thresholds *thresholds;
    struct assessed assessed;
};

static const char *per_cent(const struct measure *measure)
{
    return measure->unit == UNIT_PER_CENT ? " %" : "";
}

/* How far outside what is asked for; 0 inside. */
static fixed_t distance(const struct watch *watch)
{
    const struct thresholds *asked = watch->thresholds;
    fixed_t value = watch->assessed.figure.value;
    fixed_t line = asked->has_target ? asked->target : asked->red;
    fixed_t beyond = watch->policy->polarity == POLARITY_MORE ? line - value : value - line;
    if (watch->policy->polarity == POLARITY_BAND)
        beyond = value > asked->band_high ? value - asked->band_high : asked->band_low - value;
    return beyond > 0 ? beyond : 0;
}

/* On which side it is red. */
static bool is_high(const struct watch *watch)
{
    if (watch->policy->polarity == POLARITY_BAND)
        return watch->assessed.figure.value > watch->thresholds->band_high;
    return watch->policy->polarity == POLARITY_LESS;
}

/* "band 8 to 18", "target 4.5 %" */
static void write_asked(const struct watch *watch, char *buffer, size_t size)
{
    const struct thresholds *asked = watch->thresholds;
    char first[FIXED_TEXT_SIZE], last[FIXED_TEXT_SIZE];
    fixed_text(asked->has_target ? asked->target : asked->red, first);
    snprintf(buffer, size, "%s %s%s", asked->has_target ? "target" : "red line", first,
        per_cent(watch->measure.measure));
    if (watch->policy->polarity == POLARITY_BAND)
        snprintf(buffer, size, "band %s to %s", fixed_text(asked->band_low, first),
            fixed_text(asked->band_high, last));
}

static void write_value(const struct watch *watch, char *buffer, size_t size)
{
    const struct measure *measure = watch->measure.measure;
    char value[FIXED_TEXT_SIZE];
    snprintf(buffer, size, "%s %s%s", measure->label,
        fixed_text_rounded(watch->assessed.figure.value, measure->decimals, value),
        per_cent(measure));
}

static enum points points_of(const struct watch *watch)
{
    return watch->policy->has_points ? watch->policy->points : watch->measure.measure->points;
}

static void write_rule(const struct watch *watch, char *buffer, size_t size)
{
    signal_rule_text(watch->assessed.rule, watch->assessed.rising, points_of(watch), buffer, size);
}

/* Since when it has been red without a break, as far back as is looked. */
static void date_red(
    const struct alert_making *making, const struct watch *watch, struct alert *alert)
{
    day_t today = snapshot_as_at(making->snapshot);
    day_t since = today;
    while (since > today - LOOK_BACK && snapshot_status_on(making->snapshot, alert->unit,
                                            watch->measure, since - 1) == STATUS_RED)
        since--;
    alert->since = since;
    alert->longer = since == today - LOOK_BACK;
}

static void add_red(struct alert_making *making, const struct watch *watch, unit_index unit)
{
    bool is_news = watch->assessed.signal == SIGNAL_CONCERNING;
    struct alert alert = {.kind = ALERT_RED,
        .severity = is_news ? ALERT_TO_HURRY : ALERT_TO_ACT,
        .unit = unit,
        .measure = watch->measure.measure,
        .extent = distance(watch)};
    char value[96], asked[64], rule[64] = "";
    date_red(making, watch, &alert);
    write_value(watch, value, sizeof value);
    alert.brief = value;
    alert.high = is_high(watch);
    write_asked(watch, asked, sizeof asked);
    if (is_news)
        write_rule(watch, rule, sizeof rule);
    alert_add(making, alert, "%s, %s%s%s", value, asked, is_news ? "; " : "", rule);
}

/* The first point of the row of points that are concerning, judged by today's limits. */
static void date_signal(
    const struct alert_making *making, const struct watch *watch, struct alert *alert)
{
    double points[POINTS_MOST];
    struct span spans[POINTS_MOST];
    struct xmr xmr;
    enum signal_rule rule;
    bool up;
    size_t count = snapshot_signal_points(
        making->snapshot, alert->unit, watch->measure, POINTS_MOST, points, spans, &xmr);
    alert->since = count > 0 ? spans[count - 1].last : snapshot_as_at(making->snapshot);
    while (count > 1 && signal_of(&xmr, points, count - 1, watch->policy->polarity,
                            watch->thresholds, &rule, &up) == SIGNAL_CONCERNING)
        alert->since = spans[--count - 1].last;
    alert->longer = count == 1;
}

static void add_signal(struct alert_making *making, const struct watch *watch, unit_index unit)
{
    struct alert alert = {.kind = ALERT_SIGNAL,
        .severity = ALERT_TO_NOTE,
        .unit = unit,
        .measure = watch->measure.measure};
    char value[96], rule[64];
    date_signal(making, watch, &alert);
    write_value(watch, value, sizeof value);
    alert.brief = value;
    alert.high = watch->assessed.rising;
    write_rule(watch, rule, sizeof rule);
    alert_add(making, alert, "%s: %s", value, rule);
}

/* How long the oldest case has waited has an alert of its own. */
static bool is_watched(const struct measure *measure)
{
    return measure->numerator[0].part != PART_OLDEST_UNALLOCATED;
}

/* What a council has set thresholds for is what it wants to be told about. */
void alerts_of_measures(struct alert_making *making, unit_index unit)
{
    int kind = unit_tree_at(making->service->units, unit)->kind;
    for (size_t i = 0; i < measure_count(); i++) {
        struct watch watch = {.measure = {measure_at(i), ""},
            .policy = service_policy(making->service, measure_at(i)->id)};
        watch.thresholds = policy_thresholds(watch.policy, kind);
        if (!watch.thresholds || !is_watched(watch.measure.measure))
            continue;
        watch.assessed = snapshot_assessed(making->snapshot, unit, watch.measure);
        if (watch.assessed.status == STATUS_RED)
            add_red(making, &watch, unit);
        else if (watch.assessed.signal == SIGNAL_CONCERNING && watch.assessed.figure.has_value)
            add_signal(making, &watch, unit);
    }
}

/* --- cases that wait ------------------------------------------------------------------------ */

static int64_t whole(
    const struct alert_making *making, unit_index unit, const char *measure_id, bool *ret_known)
{
    struct measure_ref measure;
    struct figure figure = {0};
    if (measure_find(measure_id, &measure))
        figure = snapshot_figure(making->snapshot, unit, measure);
    *ret_known = figure.has_value;
    return figure.has_value ? figure.value / FIXED_ONE : 0;
}

/* It begins on the day the oldest has waited longer than allowed. */
void alerts_of_waiting(struct alert_making *making, unit_index team)
{
    bool known, any_wait;
    int64_t cases = whole(making, team, "unallocated_cases", &known);
    int64_t days = whole(making, team, "oldest_unallocated_days", &any_wait);
    int64_t allowed = making->service->unallocated_days;
    if (!known || !any_wait || days <= allowed)
        return;
    struct alert alert = {.kind = ALERT_WAITING,
        .severity = days > 2 * allowed ? ALERT_TO_HURRY : ALERT_TO_ACT,
        .unit = team,
        .since = (day_t)(snapshot_as_at(making->snapshot) - (days - allowed - 1)),
        .extent = cases * FIXED_ONE};
    char brief[48];
    snprintf(brief, sizeof brief, "%" PRId64 " unallocated", cases);
    alert.brief = brief;
    if (cases == 1)
        alert_add(making, alert, "1 case, for %" PRId64 " days", days);
    else
        alert_add(making, alert, "%" PRId64 " cases, the oldest for %" PRId64 " days", cases, days);
}

/* --- workers over their limit --------------------------------------------------------------- */

/* Since the first of those who are over now went over. */
static day_t first_over(const struct roster *roster, size_t over)
{
    day_t first = roster->rows[0].over_since;
    for (size_t i = 1; i < over; i++)
        first = roster->rows[i].over_since < first ? roster->rows[i].over_since : first;
    return first;
}

/* The roster stands with those who have least room first. */
void alerts_of_workers(struct alert_making *making, unit_index team)
{
    const struct roster *roster = snapshot_roster(making->snapshot, team);
    struct alert alert = {.kind = ALERT_OVER_LIMIT, .severity = ALERT_TO_ACT, .unit = team};
    size_t over = 0;
    while (over < roster->count && roster->rows[over].has_limit && roster->rows[over].room < 0)
        alert.extent -= roster->rows[over++].room;
    if (over == 0)
        return;
    alert.since = first_over(roster, over);
    char cases[FIXED_TEXT_SIZE], brief[48];
    snprintf(brief, sizeof brief, "%zu over limit", over);
    alert.brief = brief;
    const char *most = roster->rows[0].name;
    fixed_text_rounded(-roster->rows[0].room, 1, cases);
    if (over == 1)
        alert_add(making, alert, "%s by %s", most, cases);
    else
        alert_add(making, alert, "%s by %s, and %zu more", most, cases, over - 1);
}

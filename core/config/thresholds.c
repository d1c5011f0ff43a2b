#include "core/config/thresholds.h"

#include <string.h>

#include "core/config/values.h"

/* --- limits ----------------------------------------------------------------------------------- */

/* Two figures, the lower first. */
static bool take_pair(struct reading *reading, const struct key *key, const struct node *value,
    fixed_t *ret_low, fixed_t *ret_high)
{
    fixed_t low, high;
    if (value->kind != NODE_LIST || value->count != 2) {
        fault_value(reading, key, value);
        return false;
    }
    if (!take_decimal(reading, key, value->items[0], &low) ||
        !take_decimal(reading, key, value->items[1], &high))
        return false;
    if (low > high) {
        fault(reading, value, "\"%s\" must give the lower figure first", key->name);
        return false;
    }
    *ret_low = low;
    *ret_high = high;
    return true;
}

static void read_band(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct thresholds *limits = target;
    limits->has_band = take_pair(reading, key, value, &limits->band_low, &limits->band_high);
}

static void read_amber(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct thresholds *limits = target;
    limits->has_amber = take_pair(reading, key, value, &limits->amber_low, &limits->amber_high);
}

static void read_target(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct thresholds *limits = target;
    limits->has_target = take_decimal(reading, key, value, &limits->target);
}

static void read_red(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct thresholds *limits = target;
    limits->has_red = take_decimal(reading, key, value, &limits->red);
}

static void check_band(
    struct reading *reading, const struct node *at, const struct thresholds *limits)
{
    if (limits->has_amber && !limits->has_band)
        fault(reading, at, "\"amber\" needs a \"band\" to lie around");
    if (limits->has_amber && limits->has_band &&
        (limits->amber_low > limits->band_low || limits->amber_high < limits->band_high))
        fault(reading, at, "\"amber\" must lie around \"band\", not inside it");
    if (limits->has_band && limits->has_target)
        fault(reading, at, "a measure has a \"band\" or a \"target\", not both");
}

static void check_target(struct reading *reading, const struct node *at,
    const struct thresholds *limits, enum polarity polarity)
{
    if (limits->has_red && !limits->has_target)
        fault(reading, at, "\"red\" needs a \"target\"");
    if (limits->has_target && polarity != POLARITY_LESS && polarity != POLARITY_MORE)
        fault(reading, at,
            "a \"target\" needs to know what is better: add \"better: less\" or "
            "\"better: more\"");
    if (!limits->has_target || !limits->has_red)
        return;
    if (polarity == POLARITY_LESS && limits->red < limits->target)
        fault(reading, at, "less is better here: \"red\" must not be below \"target\"");
    if (polarity == POLARITY_MORE && limits->red > limits->target)
        fault(reading, at, "more is better here: \"red\" must not be above \"target\"");
}

static void check_limits(struct reading *reading, const struct node *at,
    const struct thresholds *limits, enum polarity polarity)
{
    check_band(reading, at, limits);
    check_target(reading, at, limits, polarity);
}

/* --- a measure's other keys ------------------------------------------------------------------- */

static const char *const polarity_words[] = {
    [POLARITY_NONE] = "none",
    [POLARITY_LESS] = "less",
    [POLARITY_MORE] = "more",
    [POLARITY_BAND] = "band",
};

static void read_better(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    int at;
    struct choices words = {
        polarity_words, sizeof polarity_words[0], sizeof polarity_words / sizeof polarity_words[0]};
    if (take_choice(reading, key, value, words, &at))
        *(enum polarity *)target = (enum polarity)at;
}

static void read_points(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    static const char *const words[] = {"week", "month"};
    struct policy *policy = target;
    int at;
    if (!take_choice(reading, key, value, (struct choices){words, sizeof words[0], 2}, &at))
        return;
    policy->has_points = true;
    policy->points = at == 0 ? POINTS_WEEK : POINTS_MONTH;
}

/* The keys that one kind of team may have as well: the first ones of the measure's own. */
static const struct key_table kind_keys;

static void read_kind_limits(struct reading *reading, const struct node_entry *entry,
    enum polarity polarity, struct thresholds *by_kind)
{
    const struct service *service = reading->service;
    struct choices kinds = {service->kinds, sizeof *service->kinds, (size_t)service->kind_count};
    int kind = choice_find(kinds, entry->key->text);
    /* Where the organisation has faults, its kinds may be among them. */
    if (kind < 0 && kinds.count == 0 && reading->faults > 0)
        return;
    if (kind < 0) {
        fault_unknown(reading, entry->key, "kind", entry->key->text, kinds);
        return;
    }
    struct policy own = {0};
    keys_read(reading, &kind_keys, entry->value, &own);
    check_limits(reading, entry->value, &own.thresholds, polarity);
    by_kind[kind] = own.thresholds;
}

static void read_kinds(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    if (value->kind != NODE_MAP) {
        fault_value(reading, key, value);
        return;
    }
    struct policy *policy = target;
    struct thresholds *by_kind =
        reading_take(reading, (size_t)reading->service->kind_count, sizeof *by_kind);
    for (size_t i = 0; i < value->count && by_kind != NULL; i++)
        read_kind_limits(reading, &value->entries[i], policy->polarity, by_kind);
    policy->by_kind = by_kind;
}

static void read_benchmarks(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    if (value->kind != NODE_MAP) {
        fault_value(reading, key, value);
        return;
    }
    struct policy *policy = target;
    struct benchmark *benchmarks = reading_take(reading, value->count, sizeof *benchmarks);
    for (size_t i = 0; i < value->count && benchmarks != NULL; i++) {
        benchmarks[i].name = reading_clean(reading, value->entries[i].key->text);
        take_decimal(reading, key, value->entries[i].value, &benchmarks[i].value);
    }
    policy->benchmarks = benchmarks;
    policy->benchmark_count = benchmarks != NULL ? value->count : 0;
}

#define LIMITS     offsetof(struct policy, thresholds)
#define LIMIT_KEYS 4

/* `better` comes before `kinds`, whose limits are checked against it. */
static const struct key policy_key_list[] = {
    {"band", read_band, LIMITS, false, "two figures [low, high]", "green inside it", NULL},
    {"amber", read_amber, LIMITS, false, "two figures [low, high]",
        "amber inside it where \"band\" is not green, red outside", NULL},
    {"target", read_target, LIMITS, false, "a figure",
        "green up to it (better: less) or from it on (better: more)", NULL},
    {"red", read_red, LIMITS, false, "a figure", "amber between \"target\" and this, red past it",
        NULL},
    {"better", read_better, offsetof(struct policy, polarity), false, "less, more, band or none",
        "what is better; the measure's own without it", NULL},
    {"points", read_points, 0, false, "week or month", "what its signal is computed over", NULL},
    {"basis", read_any_text, offsetof(struct policy, basis), false, "text",
        "what the figure is counted on, shown beside it", NULL},
    {"kinds", read_kinds, 0, false, "a mapping of kinds of team",
        "other limits for one kind of team", &kind_keys},
    {"benchmarks", read_benchmarks, 0, false, "a mapping of names and figures",
        "figures to compare with: \"England: 15.2\"", NULL},
};

static const struct key_table kind_keys = {policy_key_list, LIMIT_KEYS};
const struct key_table policy_keys = KEY_TABLE(policy_key_list);

/* --- measures --------------------------------------------------------------------------------- */

void fault_unknown_measure(struct reading *reading, const struct node *at)
{
    const char **ids = reading_take(reading, measure_count(), sizeof *ids);
    if (ids == NULL)
        return;
    for (size_t i = 0; i < measure_count(); i++)
        ids[i] = measure_at(i)->id;
    fault_unknown(
        reading, at, "measure", at->text, (struct choices){ids, sizeof *ids, measure_count()});
}

/* "open_cases.cp": reasons and sources are what extracts say, categories are ours. */
static void check_category(
    struct reading *reading, const struct node *at, const struct measure_ref *ref)
{
    const struct service *service = reading->service;
    struct choices categories = {
        service->categories, sizeof *service->categories, (size_t)service->category_count};
    bool of_category = ref->measure->numerator[0].part == PART_OPEN_CASES;
    if (of_category && ref->sub[0] != '\0' && choice_find(categories, ref->sub) < 0)
        fault_unknown(reading, at, "category", ref->sub, categories);
}

static void read_policy(struct reading *reading, const struct node_entry *entry, struct policy *ret)
{
    struct measure_ref ref;
    if (!measure_find(entry->key->text, &ref)) {
        fault_unknown_measure(reading, entry->key);
        return;
    }
    check_category(reading, entry->key, &ref);
    bool says_better = entry->value->kind == NODE_MAP && node_find(entry->value, "better") != NULL;
    bool has_band = entry->value->kind == NODE_MAP && node_find(entry->value, "band") != NULL;
    /* A band given to a measure is what is better about it, unless it is said otherwise. */
    ret->polarity = has_band && !says_better ? POLARITY_BAND : ref.measure->polarity;
    ret->measure_id = reading_keep(reading, entry->key->text);
    ret->basis = "";
    if (entry->value->empty)
        return;
    keys_read(reading, &policy_keys, entry->value, ret);
    check_limits(reading, entry->value, &ret->thresholds, ret->polarity);
}

void read_policies(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    if (value->kind != NODE_MAP) {
        fault_value(reading, key, value);
        return;
    }
    struct policy *policies = reading_take(reading, value->count, sizeof *policies);
    if (policies == NULL)
        return;
    for (size_t i = 0; i < value->count; i++)
        read_policy(reading, &value->entries[i], &policies[i]);
    struct service *service = target;
    service->policies = policies;
    service->policy_count = value->count;
}

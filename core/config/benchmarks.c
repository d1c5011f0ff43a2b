/* Published rates to compare with: by measure, by year, by whose they are. */
#include <string.h>

#include "core/config/documents.h"
#include "core/config/thresholds.h"
#include "core/config/values.h"

#define FIRST_YEAR 1900
#define LAST_YEAR  2999

/* --- one figure: plain, or with a note -------------------------------------------------------- */

static void read_value(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    take_decimal(reading, key, value, target);
}

static const struct key value_key_list[] = {
    {"value", read_value, offsetof(struct benchmark, value), true, "a figure", "the figure", NULL},
    {"note", read_text, offsetof(struct benchmark, note), false, "text",
        "what must be known before comparing with it", NULL},
};
static const struct key_table value_keys = KEY_TABLE(value_key_list);

static void read_one(struct reading *reading, const struct key *key, const struct node_entry *entry,
    int year, struct benchmark *ret)
{
    ret->name = reading_clean(reading, entry->key->text);
    ret->year = year;
    if (entry->value->kind == NODE_MAP)
        keys_read(reading, &value_keys, entry->value, ret);
    else
        take_decimal(reading, key, entry->value, &ret->value);
}

/* --- the years of a measure ------------------------------------------------------------------- */

static bool take_year(struct reading *reading, const struct node *at, int *ret)
{
    fixed_t figure;
    bool sound = fixed_parse(at->text, strlen(at->text), false, &figure) &&
                 figure >= FIRST_YEAR * FIXED_ONE && figure <= LAST_YEAR * FIXED_ONE &&
                 figure % FIXED_ONE == 0;

    if (!sound)
        fault(reading, at, "\"%s\" is not a year", at->text);
    else
        *ret = (int)(figure / FIXED_ONE);
    return sound;
}

static void read_year(struct reading *reading, const struct key *key,
    const struct node_entry *entry, struct benchmark_year *ret)
{
    if (!take_year(reading, entry->key, &ret->year))
        return;
    if (entry->value->kind != NODE_MAP) {
        fault_value(reading, key, entry->value);
        return;
    }
    struct benchmark *items = reading_take(reading, entry->value->count, sizeof *items);
    if (items == NULL)
        return;
    for (size_t i = 0; i < entry->value->count; i++)
        read_one(reading, key, &entry->value->entries[i], ret->year, &items[i]);
    ret->items = items;
    ret->count = entry->value->count;
}

static void read_years(struct reading *reading, const struct key *key, const struct node *value,
    struct benchmark_rate *ret)
{
    if (value->kind != NODE_MAP) {
        fault_value(reading, key, value);
        return;
    }
    struct benchmark_year *years = reading_take(reading, value->count, sizeof *years);
    if (years == NULL)
        return;
    for (size_t i = 0; i < value->count; i++)
        read_year(reading, key, &value->entries[i], &years[i]);
    ret->years = years;
    ret->year_count = value->count;
}

/* --- the document ----------------------------------------------------------------------------- */

static void read_rate(struct reading *reading, const struct key *key,
    const struct node_entry *entry, struct benchmark_rate *ret)
{
    struct measure_ref ref;

    ret->measure_id = reading_keep(reading, entry->key->text);
    if (!measure_find(entry->key->text, &ref))
        fault_unknown_measure(reading, entry->key);
    else
        read_years(reading, key, entry->value, ret);
}

static void read_rates(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct service *service = target;

    if (value->kind != NODE_MAP) {
        fault_value(reading, key, value);
        return;
    }
    struct benchmark_rate *rates = reading_take(reading, value->count, sizeof *rates);
    if (rates == NULL)
        return;
    for (size_t i = 0; i < value->count; i++)
        read_rate(reading, key, &value->entries[i], &rates[i]);
    service->rates = rates;
    service->rate_count = value->count;
}

static const struct key keys[] = {
    {"benchmarks", read_rates, 0, false, "figures by measure, year and name",
        "\"vacancy_rate: {2025: {England: 14.2}}\"; a figure may be {value: 9.4, note: …}",
        &value_keys},
};

const struct key_table benchmarks_keys = KEY_TABLE(keys);

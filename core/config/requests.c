/* reference/requests.yaml: who takes requests, and what was published about them. */
#include "core/config/documents.h"
#include "core/config/listing.h"

static void read_doors(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct front_doors *doors = target;
    struct unit_list units;
    if (!take_units(reading, key, value, &units))
        return;
    doors->units = units.items;
    doors->unit_count = units.count;
}

/* A mapping source: count. */
static void read_sources(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct request_period *period = target;
    if (value->kind != NODE_MAP) {
        fault_value(reading, key, value);
        return;
    }
    struct request_source *sources = reading_take(reading, value->count, sizeof *sources);
    for (size_t i = 0; i < value->count && sources != NULL; i++) {
        sources[i].source = reading_clean(reading, value->entries[i].key->text);
        take_decimal(reading, key, value->entries[i].value, &sources[i].count);
    }
    period->sources = sources;
    period->source_count = sources != NULL ? value->count : 0;
}

static const struct key period_key_list[] = {
    {"name", read_text, offsetof(struct request_period, name), true, "text",
        "what people call the period", NULL},
    {"from", read_day, offsetof(struct request_period, from), true, "a date YYYY-MM-DD",
        "its first day, the first of a month", NULL},
    {"last", read_day, offsetof(struct request_period, last), true, "a date YYYY-MM-DD",
        "its last day, the last of a month", NULL},
    {"total", read_decimal, offsetof(struct request_period, total), true, "a figure of at least 0",
        "requests in the period", NULL},
    {"sources", read_sources, 0, false, "a mapping of sources and figures",
        "how many of them came from whom, as the requests feed calls it", NULL},
};
static const struct key_table period_keys = KEY_TABLE(period_key_list);

static void check_period(
    struct reading *reading, const struct node *at, const struct request_period *period)
{
    if (period->from != day_month_start(period->from) ||
        period->last != day_month_end(period->last) || period->last < period->from)
        fault(reading, at, "a period goes from the first of a month to the last of one");
}

static void read_periods(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct front_doors *doors = target;
    const struct request_period *periods =
        take_list(reading, key, value, sizeof *periods, &doors->period_count);
    doors->periods = periods;
    for (size_t i = 0; periods != NULL && i < doors->period_count; i++)
        if (periods[i].name != NULL)
            check_period(reading, value->items[i], &periods[i]);
}

#define DOORS offsetof(struct service, reference.front_doors)

static const struct key keys[] = {
    {"front_doors", read_doors, DOORS, true, "a list of units",
        "the units that take requests; the published periods are about the first", NULL},
    {"periods", read_periods, DOORS, false, "a list of periods", "published requests by period",
        &period_keys},
};
const struct key_table requests_keys = KEY_TABLE(keys);

#include "core/config/mapping.h"

#include <string.h>

#include "core/config/identifying.h"
#include "core/config/values.h"

static struct choices column_choices(enum feed_type type)
{
    size_t count;
    const struct feed_column *columns = feed_columns(type, &count);
    return (struct choices){columns, sizeof *columns, count};
}

static bool is_map(struct reading *reading, const struct key *key, const struct node *value)
{
    if (value->kind != NODE_MAP)
        fault_value(reading, key, value);
    return value->kind == NODE_MAP;
}

/* A header of the files, cleaned as headers are when they are read; NULL after a fault. */
static const char *take_header(struct reading *reading, const struct key *key,
    const struct node *value, enum column_about about)
{
    const char *header = NULL;
    read_text(reading, key, value, &header);
    const char *gives = header != NULL ? identifying_column(header, about) : NULL;
    if (gives == NULL)
        return header;
    fault(reading, value, "column \"%s\" looks like %s, which is never read: map another column",
        header, gives);
    return NULL;
}

/* --- columns and values ----------------------------------------------------------------------- */

/* Everyone in the HR system's files is a worker; in the others only the worker's own column is. */
static enum column_about about_whom(enum feed_type type, const char *column)
{
    bool worker = type == FEED_POSTS || type == FEED_ABSENCES || strcmp(column, "worker") == 0;
    return worker ? ABOUT_WORKER : ABOUT_CHILD;
}

void read_columns(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct feed_spec *feed = target;
    struct choices columns = column_choices(feed->type);
    for (size_t i = 0; is_map(reading, key, value) && i < value->count; i++) {
        const struct node_entry *entry = &value->entries[i];
        int at = choice_find(columns, entry->key->text);
        if (at < 0) {
            fault_unknown(reading, entry->key, "column", entry->key->text, columns);
            continue;
        }
        const char *header =
            take_header(reading, key, entry->value, about_whom(feed->type, entry->key->text));
        if (header != NULL)
            feed->columns[at] = header;
    }
}

static size_t count_values(const struct node *map)
{
    size_t count = 0;
    for (size_t i = 0; i < map->count; i++)
        count += map->entries[i].value->kind == NODE_MAP ? map->entries[i].value->count : 0;
    return count;
}

static bool is_category_column(const struct feed_spec *feed, int column)
{
    return feed->type == FEED_CASES &&
           strcmp(choice_at(column_choices(feed->type), (size_t)column), "category") == 0;
}

/* What a value is mapped to must be something we know, where we know them all. */
static bool is_known_value(
    struct reading *reading, const struct feed_spec *feed, int column, const struct node *to)
{
    const struct service *service = reading->service;
    struct choices categories = {
        service->categories, sizeof *service->categories, (size_t)service->category_count};
    if (!is_category_column(feed, column) || choice_find(categories, to->text) >= 0)
        return true;
    fault_unknown(reading, to, "category", to->text, categories);
    return false;
}

static void add_value_map(struct reading *reading, const struct key *key, struct feed_spec *feed,
    int column, const struct node_entry *entry, struct value_map *maps)
{
    const char *to = NULL;
    read_any_text(reading, key, entry->value, &to);
    if (to == NULL || !is_known_value(reading, feed, column, entry->value))
        return;
    maps[feed->value_count++] =
        (struct value_map){column, reading_keep(reading, entry->key->text), to};
}

void read_value_maps(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct feed_spec *feed = target;
    struct choices columns = column_choices(feed->type);
    if (!is_map(reading, key, value))
        return;
    struct value_map *maps = reading_take(reading, count_values(value), sizeof *maps);
    if (maps == NULL)
        return;
    feed->values = maps;
    for (size_t i = 0; i < value->count; i++) {
        const struct node_entry *entry = &value->entries[i];
        int column = choice_find(columns, entry->key->text);
        if (column < 0)
            fault_unknown(reading, entry->key, "column", entry->key->text, columns);
        else if (is_map(reading, key, entry->value))
            for (size_t j = 0; j < entry->value->count; j++)
                add_value_map(reading, key, feed, column, &entry->value->entries[j], maps);
    }
}

/* --- the unit of a row ------------------------------------------------------------------------ */

static void read_unit_column(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    const char *header = take_header(reading, key, value, ABOUT_CHILD);
    if (header != NULL)
        *(const char **)target = header;
}

/* Room for the first column is left in front. */
static void read_fallback(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    const struct node *const *nodes = value->kind == NODE_LIST ? value->items : &value;
    size_t count = value->kind == NODE_LIST ? value->count : 1;
    const char **headers = reading_take(reading, count + 1, sizeof *headers);
    for (size_t i = 0; i < count && headers != NULL; i++)
        read_unit_column(reading, key, nodes[i], &headers[i + 1]);
    if (headers != NULL)
        *(struct text_list *)target = (struct text_list){headers, count + 1};
}

struct unit_draft {
    const char *column;
    struct text_list all; /* the first place is free for `column` */
};

static const struct key unit_key_list[] = {
    {"column", read_unit_column, offsetof(struct unit_draft, column), true,
        "the header of a column", "the column that names the unit, by id, alias or name", NULL},
    {"fallback", read_fallback, offsetof(struct unit_draft, all), false, "a list of headers",
        "columns to look in, in this order, where that one has nothing", NULL},
};
const struct key_table reading_unit_keys = KEY_TABLE(unit_key_list);

void read_unit_columns(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct unit_draft draft = {0};
    if (!is_map(reading, key, value))
        return;
    keys_read(reading, &reading_unit_keys, value, &draft);
    size_t count = draft.all.count > 0 ? draft.all.count : 1;
    const char **columns = reading_take(reading, count, sizeof *columns);
    if (columns == NULL)
        return;
    columns[0] = draft.column;
    for (size_t i = 1; i < count; i++)
        columns[i] = draft.all.items[i];
    struct feed_spec *feed = target;
    feed->unit_columns = columns;
    feed->unit_column_count = count;
}

/* --- the period of a row ---------------------------------------------------------------------- */

/* "09-30" in a year that has every day. */
static void read_period_day(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    static const struct day_format form = {"YYYY-MM-DD"};
    char text[] = "2001-MM-DD";
    struct feed_spec *feed = target;
    day_t day;
    if (value->kind != NODE_TEXT || strlen(value->text) != strlen("MM-DD")) {
        fault_value(reading, key, value);
        return;
    }
    memcpy(text + strlen("2001-"), value->text, strlen("MM-DD"));
    if (!day_parse(&form, text, strlen(text), &day)) {
        fault_value(reading, key, value);
        return;
    }
    struct civil civil = day_to_civil(day);
    feed->period_month = civil.month;
    feed->period_day = civil.day;
}

static void read_period_column(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    read_unit_column(reading, key, value, target);
}

static const struct key period_key_list[] = {
    {"column", read_period_column, offsetof(struct feed_spec, period_column), false,
        "the header of a column", "wide layout: the column that holds the period", NULL},
    {"as", read_form, offsetof(struct feed_spec, period_format), false,
        "a form such as YYYY, YYYY-MM or YYYY-MM-DD",
        "its form: a year, a month or a day; YYYY-MM-DD without it", NULL},
    {"day", read_period_day, 0, false, "a day of the year MM-DD",
        "the day a year's figure stands for; its last day without it", NULL},
};
const struct key_table period_keys = KEY_TABLE(period_key_list);

void read_period(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct feed_spec *feed = target;
    if (!is_map(reading, key, value))
        return;
    keys_read(reading, &period_keys, value, feed);
    if (feed->period_month > 0 && day_format_has_month(&feed->period_format))
        fault(reading, value, "\"day\" only goes with periods that are years (as: YYYY)");
}

/* --- parts ------------------------------------------------------------------------------------ */

static void read_times(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    int count = 0;
    read_count(reading, key, value, &count);
    *(int64_t *)target = count;
}

static const struct key part_column_key_list[] = {
    {"column", read_unit_column, offsetof(struct part_column, column), true,
        "the header of a column", "the column that holds the figure", NULL},
    {"times", read_times, offsetof(struct part_column, times), false, "a whole number",
        "what the figure is multiplied by: 1 without it", NULL},
    {"times_leap", read_times, offsetof(struct part_column, times_leap), false, "a whole number",
        "the same where the 12 months hold a 29 February", NULL},
};
const struct key_table part_column_keys = KEY_TABLE(part_column_key_list);

static void fault_unknown_part(struct reading *reading, const struct node *at)
{
    const char *ids[PART_COUNT];
    for (enum part_id part = 0; part < PART_COUNT; part++)
        ids[part] = part_at(part)->id;
    fault_unknown(reading, at, "part", at->text, (struct choices){ids, sizeof ids[0], PART_COUNT});
}

/* False when the part is unknown. */
static bool read_part(struct reading *reading, const struct key *key,
    const struct node_entry *entry, struct part_column *ret)
{
    enum part_id part = part_find(entry->key->text, strlen(entry->key->text));
    if (part == PART_NONE) {
        fault_unknown_part(reading, entry->key);
        return false;
    }
    *ret = (struct part_column){.part = (int)part};
    if (entry->value->kind == NODE_MAP)
        keys_read(reading, &part_column_keys, entry->value, ret);
    else
        read_unit_column(reading, key, entry->value, &ret->column);
    if (ret->times == 0)
        ret->times = 1;
    if (ret->times_leap == 0)
        ret->times_leap = ret->times;
    return true;
}

void read_parts(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct feed_spec *feed = target;
    if (!is_map(reading, key, value))
        return;
    struct part_column *parts = reading_take(reading, value->count, sizeof *parts);
    if (parts == NULL)
        return;
    feed->parts = parts;
    for (size_t i = 0; i < value->count; i++)
        feed->part_count += read_part(reading, key, &value->entries[i], &parts[feed->part_count]);
}

#include <string.h>

#include "core/config/documents.h"
#include "core/config/mapping.h"
#include "core/config/paths.h"
#include "core/config/values.h"

/* A feed while it is read: what only readings have is checked at the end. */
struct draft {
    struct feed_spec feed;
    bool has_type;
    const struct node *columns, *values, *layout, *unit, *period, *parts;
};

/* --- single keys ------------------------------------------------------------------------------ */

static void read_type(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    const char *ids[FEED_TYPE_COUNT];
    for (enum feed_type type = 0; type < FEED_TYPE_COUNT; type++)
        ids[type] = feed_type_id(type);
    struct draft *draft = target;
    int at;
    if (!take_choice(
            reading, key, value, (struct choices){ids, sizeof ids[0], FEED_TYPE_COUNT}, &at))
        return;
    draft->feed.type = (enum feed_type)at;
    draft->has_type = true;
}

static void read_mode(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    static const char *const words[] = {[FEED_REPLACE] = "replace", [FEED_APPEND] = "append"};
    int at;
    if (take_choice(reading, key, value, (struct choices){words, sizeof words[0], 2}, &at))
        *(enum feed_mode *)target = (enum feed_mode)at;
}

static void read_encoding(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    static const char *const words[] = {
        [ENCODING_UTF_8] = "utf-8", [ENCODING_WINDOWS_1252] = "windows-1252"};
    int at;
    if (take_choice(reading, key, value, (struct choices){words, sizeof words[0], 2}, &at))
        *(enum feed_encoding *)target = (enum feed_encoding)at;
}

static void read_layout(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    static const char *const words[] = {"long", "wide"};
    struct draft *draft = target;
    int at;
    draft->layout = value;
    if (take_choice(reading, key, value, (struct choices){words, sizeof words[0], 2}, &at))
        draft->feed.wide = at == 1;
}

/* A letter, a digit, a quote or a line end would cut cells in pieces. */
static void read_delimiter(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    static const char allowed[] = ",;|\t:~^ ";
    if (value->kind == NODE_TEXT && strlen(value->text) == 1 &&
        strchr(allowed, value->text[0]) != NULL)
        *(char *)target = value->text[0];
    else
        fault_value(reading, key, value);
}

static void read_dates(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct day_format form;
    if (value->kind == NODE_TEXT && day_format_parse(value->text, &form) == RESULT_OK &&
        day_format_has_day(&form))
        *(struct day_format *)target = form;
    else
        fault_value(reading, key, value);
}

static void read_nulls(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct feed_spec *feed = target;
    struct text_list nulls;
    if (!take_texts(reading, key, value, &nulls))
        return;
    const char **kept = reading_take(reading, nulls.count, sizeof *kept);
    for (size_t i = 0; kept != NULL && i < nulls.count; i++)
        kept[i] = reading_keep(reading, nulls.items[i]);
    if (kept == NULL)
        return;
    feed->nulls = kept;
    feed->null_count = nulls.count;
}

static void keep_node(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    (void)reading;
    (void)key;
    *(const struct node **)target = value;
}

enum {
    KEY_TYPE,
    KEY_FILE,
    KEY_REGISTER,
    KEY_MODE,
    KEY_EXPECTED,
    KEY_REJECTS,
    KEY_DELIMITER,
    KEY_ENCODING,
    KEY_DATES,
    KEY_NULLS,
    KEY_COLUMNS,
    KEY_VALUES,
    KEY_LAYOUT,
    KEY_UNIT,
    KEY_PERIOD,
    KEY_PARTS,
};

static const struct key feed_key_list[] = {
    [KEY_TYPE] = {"type", read_type, 0, true, "cases, posts, absences, requests or readings",
        "cases, posts, absences, requests or readings", NULL},
    [KEY_FILE] = {"file", read_text, offsetof(struct draft, feed.file), false,
        "a pattern such as cases*.csv", "which files of the inbox belong to it; \"<feed>*.csv\"",
        NULL},
    [KEY_REGISTER] = {"register", read_any_text, offsetof(struct draft, feed.register_id), false,
        "text", "feeds of one register share case and worker identifiers", NULL},
    [KEY_MODE] = {"mode", read_mode, offsetof(struct draft, feed.mode), false, "replace or append",
        "replace: each file holds everything; append: it adds", NULL},
    [KEY_EXPECTED] = {"expected_every", read_interval, offsetof(struct draft, feed.expected_every),
        false, "an interval such as 26h, 1d, 4w or 1y", "when nothing came for longer, it is stale",
        NULL},
    [KEY_REJECTS] = {"reject_limit", read_share, offsetof(struct draft, feed.reject_limit), false,
        "a percentage such as 5%", "with more rejected rows a file is refused; 5%", NULL},
    [KEY_DELIMITER] = {"delimiter", read_delimiter, offsetof(struct draft, feed.delimiter), false,
        "one character of , ; | : ~ ^ blank or tab (\"\\t\")", "between cells; a comma", NULL},
    [KEY_ENCODING] = {"encoding", read_encoding, offsetof(struct draft, feed.encoding), false,
        "utf-8 or windows-1252", "utf-8 or windows-1252; utf-8", NULL},
    [KEY_DATES] = {"dates", read_dates, offsetof(struct draft, feed.dates), false,
        "a form of YYYY, MM and DD such as DD/MM/YYYY", "the form of dates; YYYY-MM-DD", NULL},
    [KEY_NULLS] = {"nulls", read_nulls, offsetof(struct draft, feed), false, "a list of texts",
        "cells that mean nothing is there; [\"\"]", NULL},
    [KEY_COLUMNS] = {"columns", keep_node, offsetof(struct draft, columns), false,
        "a mapping of columns and their headers",
        "the header in the file for a column that has another name there", NULL},
    [KEY_VALUES] = {"values", keep_node, offsetof(struct draft, values), false,
        "a mapping of columns, each a mapping of what the file says and what it means",
        "by column: what the file says and what it means", NULL},
    [KEY_LAYOUT] = {"layout", read_layout, 0, false, "long or wide",
        "readings: long is a row for each figure, wide a row for many; long", NULL},
    [KEY_UNIT] = {"unit", keep_node, offsetof(struct draft, unit), false,
        "a mapping with \"column\"", "readings, wide: the unit of a row", &reading_unit_keys},
    [KEY_PERIOD] = {"period", keep_node, offsetof(struct draft, period), false,
        "a mapping with \"as\"", "readings: the period of a row", &period_keys},
    [KEY_PARTS] = {"parts", keep_node, offsetof(struct draft, parts), false,
        "a mapping of parts and their columns",
        "readings, wide: each part and its column, or more about it:", &part_column_keys},
};
static const struct key_table feed_keys = KEY_TABLE(feed_key_list);

/* --- a feed ----------------------------------------------------------------------------------- */

static const char *default_file(struct reading *reading, const char *id)
{
    struct buffer text = {0};
    buffer_format(&text, "%s*.csv", id);
    const char *file =
        text.failed ? NULL : arena_copy_bytes(reading->arena, text.bytes, text.length);
    buffer_done(&text);
    if (file == NULL)
        reading->no_memory = true;
    return file;
}

static void set_defaults(struct reading *reading, struct feed_spec *feed, const struct node *id)
{
    static const char *const nothing[] = {""};
    *feed = (struct feed_spec){
        .id = reading_keep(reading, id->text),
        .file = default_file(reading, id->text),
        .register_id = "",
        .reject_limit = 500,
        .delimiter = ',',
        .dates = DAY_FORMAT_ISO,
        .nulls = nothing,
        .null_count = 1,
        .period_format = DAY_FORMAT_ISO,
        .line = id->line,
    };
}

/* A column that nothing was said about has its own name as header. */
static void name_columns(struct feed_spec *feed)
{
    size_t count;
    const struct feed_column *columns = feed_columns(feed->type, &count);
    for (size_t i = 0; i < count; i++)
        feed->columns[i] = columns[i].id;
}

static void read_kept(
    struct reading *reading, int key, const struct node *value, struct feed_spec *feed)
{
    static key_read *const readers[] = {
        [KEY_COLUMNS] = read_columns,
        [KEY_VALUES] = read_value_maps,
        [KEY_UNIT] = read_unit_columns,
        [KEY_PERIOD] = read_period,
        [KEY_PARTS] = read_parts,
    };
    if (value != NULL)
        readers[key](reading, &feed_key_list[key], value, feed);
}

static void fault_out_of_place(
    struct reading *reading, int key, const struct node *value, const char *where)
{
    if (value != NULL)
        fault(reading, value, "\"%s\" only goes with %s", feed_key_list[key].name, where);
}

/* In the long layout the unit and the period are native columns like any other. */
static void finish_long(struct reading *reading, const struct draft *draft, struct feed_spec *feed)
{
    static const char wide[] = "\"layout: wide\"";
    enum {
        COLUMN_PERIOD,
        COLUMN_UNIT,
    };
    fault_out_of_place(reading, KEY_UNIT, draft->unit, wide);
    fault_out_of_place(reading, KEY_PARTS, draft->parts, wide);
    if (feed->period_column != NULL)
        fault(reading, draft->period,
            "the column of the period goes into \"columns\" here (period: ...)");
    feed->period_column = feed->columns[COLUMN_PERIOD];
    const char **unit = reading_take(reading, 1, sizeof *unit);
    if (unit == NULL)
        return;
    unit[0] = feed->columns[COLUMN_UNIT];
    feed->unit_columns = unit;
    feed->unit_column_count = 1;
}

static void finish_wide(struct reading *reading, const struct node *at, const struct draft *draft,
    const struct feed_spec *feed)
{
    static const char long_layout[] = "\"layout: long\": here \"parts\" names the columns";
    fault_out_of_place(reading, KEY_COLUMNS, draft->columns, long_layout);
    if (draft->unit == NULL)
        fault(reading, at, "\"unit\" is missing: a wide layout needs the column of the unit");
    if (feed->period_column == NULL)
        fault(reading, at, "\"period\" is missing: a wide layout needs the column of the period");
    if (feed->part_count == 0)
        fault(reading, at, "\"parts\" is missing: a wide layout needs at least one part");
}

static void finish_other(struct reading *reading, const struct draft *draft)
{
    static const char readings[] = "feeds of type \"readings\"";
    fault_out_of_place(reading, KEY_LAYOUT, draft->layout, readings);
    fault_out_of_place(reading, KEY_UNIT, draft->unit, readings);
    fault_out_of_place(reading, KEY_PERIOD, draft->period, readings);
    fault_out_of_place(reading, KEY_PARTS, draft->parts, readings);
}

static void read_feed(
    struct reading *reading, const struct node_entry *entry, struct feed_spec *ret)
{
    struct draft draft = {0};
    struct feed_spec *feed = &draft.feed;
    set_defaults(reading, feed, entry->key);
    if (!is_identifier(feed->id))
        fault(
            reading, entry->key, "\"%s\" cannot be an identifier: use a-z, 0-9, - and _", feed->id);
    keys_read(reading, &feed_keys, entry->value, &draft);
    if (!draft.has_type)
        return;
    name_columns(feed);
    read_kept(reading, KEY_COLUMNS, draft.columns, feed);
    read_kept(reading, KEY_VALUES, draft.values, feed);
    if (feed->type == FEED_READINGS) {
        read_kept(reading, KEY_UNIT, draft.unit, feed);
        read_kept(reading, KEY_PERIOD, draft.period, feed);
        read_kept(reading, KEY_PARTS, draft.parts, feed);
    }
    if (feed->type != FEED_READINGS)
        finish_other(reading, &draft);
    else if (feed->wide)
        finish_wide(reading, entry->key, &draft, feed);
    else
        finish_long(reading, &draft, feed);
    *ret = *feed;
}

static void read_feeds(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    if (value->kind != NODE_MAP) {
        fault_value(reading, key, value);
        return;
    }
    struct feed_spec *feeds = reading_take(reading, value->count, sizeof *feeds);
    if (feeds == NULL)
        return;
    for (size_t i = 0; i < value->count; i++)
        read_feed(reading, &value->entries[i], &feeds[i]);
    struct service *service = target;
    service->feeds = feeds;
    service->feed_count = value->count;
}

static const struct key keys[] = {
    {"store", read_store, offsetof(struct service, store_uri), false,
        "sqlite:PATH or postgresql://...",
        "where figures are kept; relative to this folder; sqlite:teamtop.db", NULL},
    {"key", read_folder, offsetof(struct service, store_key), false, "a file",
        "where the secret is kept that case identifiers are hashed with; beside a sqlite store, "
        "else teamtop.key in this folder",
        NULL},
    {"inbox", read_folder, offsetof(struct service, inbox), false, "a folder",
        "the watched folder, relative to this one; none without it", NULL},
    {"data_until", read_day, offsetof(struct service, data_until), false, "a date YYYY-MM-DD",
        "the last day of an archive: live is this day, and nothing newer is expected", NULL},
    {"feeds", read_feeds, 0, false, "a mapping of feeds", "by feed: what its files look like",
        &feed_keys},
};

const struct key_table feeds_keys = KEY_TABLE(keys);

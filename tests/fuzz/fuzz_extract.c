/* Every reader of extracts with a mapping drawn from the input: what is taken lies within the bounds
 * the headers promise, what is rejected has its place and its reason, spells come back from the bytes of a
 * chunk as they went in, and series can be derived from whatever was taken. */
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/derive/derive.h"
#include "core/feed/extract.h"
#include "core/model/measure.h"
#include "core/model/series_format.h"
#include "tests/fuzz/fuzz.h"

static const uint8_t key[16] = "sixteen bytes!!!";
static const struct named categories[] = {
    {"cin", "Child in need"}, {"cp", "Child protection plan"}, {"cla", "Looked after"}};
static const struct role roles[] = {{"social_worker", "Social Worker", 18 * FIXED_ONE}};

static struct unit_tree *make_units(void)
{
    struct unit_tree *const tree = unit_tree_create();
    unit_index root, area, team;
    HOLDS(tree != NULL);
    HOLDS(unit_tree_add(tree, UNIT_NONE, "svc", "Service", 0, -1, &root) == RESULT_OK);
    HOLDS(unit_tree_add(tree, root, "west", "West", 1, -1, &area) == RESULT_OK);
    HOLDS(unit_tree_add(tree, area, "a", "Team A", 2, -1, &team) == RESULT_OK);
    HOLDS(unit_tree_add_alias(tree, team, "1047", NULL) == RESULT_OK);
    HOLDS(unit_tree_add(tree, area, "b", "Equipe \xc3\xa9", 2, -1, &team) == RESULT_OK);
    return tree;
}

/* --- a mapping ---------------------------------------------------------------------------------- */

#define HEADERS    12
#define VALUES     6
#define NULLS      3
#define PARTS_MOST 3

/* What a mapping points to. */
struct mapping {
    struct feed_spec feed;
    const char *nulls[NULLS];
    struct value_map values[VALUES];
    const char *unit_columns[2];
    struct part_column parts[PARTS_MOST];
};

static const char *take_header(struct input *input)
{
    static const char *const headers[HEADERS] = {"case", "team", "worker", "category", "start",
        "end", "Team Name", "\xc3\x89quipe", "no. of \"days\"", "value", "a,b", "x"};
    return headers[take_below(input, HEADERS)];
}

static const char *take_word(struct input *input)
{
    static const char *const words[] = {"", "NULL", "0", "1", "a", "b", "1047", "cin", "cp",
        "2020-03-02", "01/02/2020", "-", "open_cases", "fte_days", "yes", "N", "Team A", "?",
        "permanent", "vacant", "social_worker", "1.5", "2020", "2020-03", "9999-12-31",
        "2999-12-31", "1800-01-01", "\xe2\x80\xae", "fte_days_lost", "requests"};
    return words[take_below(input, (int)(sizeof words / sizeof words[0]))];
}

/* Any of the usual forms, or what the input spells. */
static struct day_format take_form(struct input *input, bool with_day)
{
    static const char *const forms[] = {
        "YYYY-MM-DD", "DD/MM/YYYY", "YYYYMMDD", "DD.MM.YYYY", "MM-DD-YYYY", "YYYY", "YYYY-MM"};
    struct day_format form = DAY_FORMAT_ISO;
    char own[12] = {0};
    const int which = take_below(input, 8);
    for (size_t i = 0; which == 7 && i + 1 < sizeof own; i++)
        own[i] = "YYYYMMDD-/ ."[take_below(input, 12)];
    if (day_format_parse(which == 7 ? own : forms[which], &form) != RESULT_OK ||
        (with_day && !day_format_has_day(&form)))
        return DAY_FORMAT_ISO;
    return form;
}

static void take_readings(struct input *input, struct mapping *mapping)
{
    struct feed_spec *const feed = &mapping->feed;
    feed->wide = take_below(input, 2) == 1;
    feed->period_format = take_form(input, false);
    if (!day_format_has_month(&feed->period_format) && take_below(input, 2) == 1) {
        feed->period_month = 1 + take_below(input, 12);
        feed->period_day = 1 + take_below(input, days_in_month(2001, feed->period_month));
    }
    feed->unit_columns = mapping->unit_columns;
    feed->unit_column_count = 1;
    feed->period_column = feed->columns[0];
    mapping->unit_columns[0] = feed->columns[1];
    if (!feed->wide)
        return;
    feed->period_column = take_header(input);
    feed->unit_column_count = 1 + (size_t)take_below(input, 2);
    for (size_t i = 0; i < feed->unit_column_count; i++)
        mapping->unit_columns[i] = take_header(input);
    feed->parts = mapping->parts;
    feed->part_count = 1 + (size_t)take_below(input, PARTS_MOST);
    for (size_t i = 0; i < feed->part_count; i++) {
        const int times = 1 + take_number(input);
        mapping->parts[i] = (struct part_column){
            take_below(input, PART_COUNT), take_header(input), times, times + 1};
    }
}

static void take_mapping(struct input *input, struct mapping *mapping)
{
    static const char delimiters[] = ",;|\t:~^ ";
    *mapping = (struct mapping){0};
    struct feed_spec *const feed = &mapping->feed;
    feed->type = (enum feed_type)take_below(input, FEED_TYPE_COUNT);
    feed->id = feed_type_id(feed->type);
    feed->register_id = "";
    feed->reject_limit = take_below(input, 2) == 1 ? 500 : 10000;
    feed->delimiter = delimiters[take_below(input, (int)sizeof delimiters - 1)];
    feed->encoding = (enum feed_encoding)take_below(input, 2);
    feed->dates = take_form(input, true);
    feed->nulls = mapping->nulls;
    feed->null_count = 1 + (size_t)take_below(input, NULLS);
    for (size_t i = 0; i < feed->null_count; i++)
        mapping->nulls[i] = i == 0 ? "" : take_word(input);
    size_t columns;
    const struct feed_column *const native = feed_columns(feed->type, &columns);
    const bool renamed = take_below(input, 2) == 1;
    for (size_t i = 0; i < columns; i++)
        feed->columns[i] = renamed ? take_header(input) : native[i].id;
    feed->values = mapping->values;
    feed->value_count = (size_t)take_below(input, VALUES);
    for (size_t i = 0; i < feed->value_count; i++)
        mapping->values[i] =
            (struct value_map){take_below(input, (int)columns), take_word(input), take_word(input)};
    feed->period_format = DAY_FORMAT_ISO;
    if (feed->type == FEED_READINGS)
        take_readings(input, mapping);
}

/* --- a file: a header that fits, if the input asks for it, and the rest of its bytes ------------- */

static void put_header(struct buffer *file, const struct feed_spec *feed, const char *header)
{
    char cell[64];
    size_t length = 0;
    cell[length++] = '"';
    for (; *header != '\0'; header++) {
        if (*header == '"')
            cell[length++] = '"';
        cell[length++] = *header;
    }
    cell[length++] = '"';
    cell[length] = '\0';
    if (file->length > 0)
        buffer_add(file, &feed->delimiter, 1);
    buffer_text(file, cell);
}

static void put_headers(struct buffer *file, const struct feed_spec *feed)
{
    size_t columns;
    feed_columns(feed->type, &columns);
    for (size_t i = 0; i < columns && !feed->wide; i++)
        put_header(file, feed, feed->columns[i]);
    if (feed->wide)
        put_header(file, feed, feed->period_column);
    for (size_t i = 0; i < feed->unit_column_count && feed->wide; i++)
        put_header(file, feed, feed->unit_columns[i]);
    for (size_t i = 0; i < feed->part_count; i++)
        put_header(file, feed, feed->parts[i].column);
    buffer_text(file, "\n");
}

/* --- promises ---------------------------------------------------------------------------------- */

static void span_holds(day_t from, day_t until)
{
    HOLDS(from >= SERIES_FIRST_DAY && from < SERIES_LAST_DAY);
    HOLDS(until == DAY_NEVER || (until >= from && until <= SERIES_LAST_DAY));
}

static void text_holds(const struct spells *spells, uint32_t number)
{
    HOLDS(number <= intern_count(spells->text));
    HOLDS(is_harmless(intern_at(spells->text, number)));
}

static void cases_hold(const struct spells *spells, const struct service *service)
{
    for (size_t i = 0; i < spells->case_count; i++) {
        const struct case_spell *spell = &spells->cases[i];
        HOLDS(spell->team >= 0 && spell->team < unit_tree_count(service->units));
        HOLDS(spell->category >= 0 && spell->category < service->category_count);
        text_holds(spells, spell->worker);
        span_holds(spell->from, spell->until);
    }
}

static void posts_hold(const struct spells *spells, const struct service *service)
{
    for (size_t i = 0; i < spells->post_count; i++) {
        const struct post_spell *spell = &spells->posts[i];
        HOLDS(spell->team >= 0 && spell->team < unit_tree_count(service->units));
        HOLDS(spell->contract >= CONTRACT_PERMANENT && spell->contract <= CONTRACT_VACANT);
        HOLDS((spell->worker == 0) == (spell->contract == CONTRACT_VACANT));
        HOLDS(spell->fte >= 0 && spell->fte <= 2 * FIXED_ONE);
        text_holds(spells, spell->post);
        text_holds(spells, spell->role);
        text_holds(spells, spell->worker);
        text_holds(spells, spell->name);
        span_holds(spell->from, spell->until);
    }
}

static void others_hold(const struct spells *spells, const struct service *service)
{
    for (size_t i = 0; i < spells->absence_count; i++) {
        text_holds(spells, spells->absences[i].worker);
        text_holds(spells, spells->absences[i].reason);
        span_holds(spells->absences[i].from, spells->absences[i].until);
    }
    for (size_t i = 0; i < spells->request_count; i++) {
        HOLDS(spells->requests[i].unit >= 0);
        HOLDS(spells->requests[i].count >= 0 && spells->requests[i].count <= 1000000);
        span_holds(spells->requests[i].day, DAY_NEVER);
    }
    for (size_t i = 0; i < spells->reading_count; i++) {
        const struct reading *reading = &spells->readings[i];
        HOLDS(reading->unit >= 0 && reading->unit < unit_tree_count(service->units));
        HOLDS(reading->part >= 0 && reading->part < PART_COUNT);
        HOLDS(reading->value >= 0);
        span_holds(reading->day, DAY_NEVER);
    }
}

static void rejects_hold(const struct extract *extract)
{
    HOLDS(extract->taken + extract->rejected == extract->rows);
    HOLDS((int64_t)extract->reject_count <= extract->rejected);
    for (size_t i = 0; i < extract->reject_count; i++) {
        HOLDS(extract->rejects[i].line > 0);
        HOLDS(extract->rejects[i].reason[0] != '\0');
        HOLDS(is_harmless(extract->rejects[i].reason));
    }
}

/* --- spells as bytes and back ------------------------------------------------------------------ */

static void chunk_holds(const struct spells *spells, enum feed_type type, unit_index unit)
{
    struct buffer before = {0}, after = {0};
    struct spells back;
    HOLDS(spells_init(&back) == RESULT_OK);
    spells_encode(spells, type, unit, &before);
    HOLDS(!before.failed);
    HOLDS(spells_decode(&back, unit, (const uint8_t *)before.bytes, before.length) == RESULT_OK);
    spells_encode(&back, type, unit, &after);
    HOLDS(after.length == before.length);
    HOLDS(memcmp(before.bytes, after.bytes, after.length) == 0);
    spells_done(&back);
    buffer_done(&before);
    buffer_done(&after);
}

static void series_hold(const struct service *service, const struct extract *extract)
{
    struct derived derived;
    HOLDS(derive(&derived, service, &extract->spells, 1U << extract->feed->type) == RESULT_OK);
    for (size_t i = 0; i < derived.count; i++) {
        const struct series series = {derived.rows[i].bytes, derived.rows[i].size};
        HOLDS(series_exists(series));
        HOLDS(series_is_sound(series, series_kind(series)));
    }
    derived_done(&derived);
}

static void taken_holds(const struct service *service, const struct extract *extract)
{
    cases_hold(&extract->spells, service);
    posts_hold(&extract->spells, service);
    others_hold(&extract->spells, service);
    rejects_hold(extract);
    if (extract->feed->type == FEED_ABSENCES)
        chunk_holds(&extract->spells, FEED_ABSENCES, UNIT_NONE);
    for (unit_index unit = 0;
         extract->feed->type != FEED_ABSENCES && unit < unit_tree_count(service->units); unit++)
        chunk_holds(&extract->spells, extract->feed->type, unit);
    series_hold(service, extract);
}

/* --- one input --------------------------------------------------------------------------------- */

static void read_extract(
    const struct service *service, const struct feed_spec *feed, const struct buffer *file)
{
    struct diags diags;
    struct extract *extract = NULL;
    diags_init(&diags);
    const enum result result =
        extract_read(&extract, service, feed, file_of(file->bytes, file->length), key, &diags);
    HOLDS(result == RESULT_OK || result == RESULT_REFUSED_INPUT);
    HOLDS(extract != NULL);
    HOLDS((result == RESULT_OK) == (extract->refusal == NULL));
    HOLDS(result == RESULT_OK || diags_count(&diags, DIAG_REJECTED) > 0);
    messages_hold(&diags);
    if (result == RESULT_OK)
        taken_holds(service, extract);
    extract_destroy(extract);
    diags_done(&diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct input input = {bytes, size};
    struct mapping mapping;
    struct service service = {.categories = categories,
        .category_count = (int)(sizeof categories / sizeof categories[0]),
        .roles = roles,
        .role_count = sizeof roles / sizeof roles[0],
        .units = make_units()};
    struct buffer file = {0};
    take_mapping(&input, &mapping);
    if (take_below(&input, 4) != 0)
        put_headers(&file, &mapping.feed);
    buffer_add(&file, input.bytes, input.size);
    HOLDS(!file.failed);
    read_extract(&service, &mapping.feed, &file);
    buffer_done(&file);
    unit_tree_destroy(service.units);
    return 0;
}

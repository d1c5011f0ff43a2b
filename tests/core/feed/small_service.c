#include "tests/core/feed/small_service.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static const char *const no_text[] = {""};

static struct feed_spec feed(const char *id, enum feed_type type, const char *file)
{
    return (struct feed_spec){
        .id = id,
        .type = type,
        .file = file,
        .register_id = "",
        .mode = FEED_REPLACE,
        .reject_limit = 5000,
        .delimiter = ',',
        .encoding = ENCODING_UTF_8,
        .dates = DAY_FORMAT_ISO,
        .nulls = no_text,
        .null_count = 1,
    };
}

static void add_unit(
    struct unit_tree *tree, unit_index parent, const char *id, int level, unit_index *ret)
{
    ck_assert_int_eq(unit_tree_add(tree, parent, id, id, level, -1, ret), RESULT_OK);
}

void small_use_teams(struct small *small, const char *first, const char *second)
{
    unit_index root, area, team;
    struct unit_tree *tree = unit_tree_create();
    ck_assert_ptr_nonnull(tree);
    add_unit(tree, UNIT_NONE, "svc", 0, &root);
    add_unit(tree, root, "west", 1, &area);
    if (first)
        add_unit(tree, area, first, 2, &team);
    if (second)
        add_unit(tree, area, second, 2, &team);
    unit_tree_destroy(small->service.units);
    small->service.units = tree;
}

static void fill_service(struct small *small)
{
    static const struct named levels[] = {
        {"service", "Service"}, {"area", "Area"}, {"team", "Team"}};
    small->categories[0] = (struct named){"cin", "Child in need"};
    small->categories[1] = (struct named){"cp", "Child protection plan"};
    small->categories[2] = (struct named){"early_help", "Early help"};
    small->feeds[SMALL_CASES] = feed("cases", FEED_CASES, "cases*.csv");
    small->feeds[SMALL_POSTS] = feed("posts", FEED_POSTS, "posts*.csv");
    small->feeds[SMALL_ABSENCES] = feed("absences", FEED_ABSENCES, "absences*.csv");
    small->feeds[SMALL_REQUESTS] = feed("requests", FEED_REQUESTS, "requests*.csv");
    small->feeds[SMALL_REQUESTS].mode = FEED_APPEND;
    small->service = (struct service){
        .organisation = "A small service",
        .notice = "",
        .levels = levels,
        .level_count = 3,
        .categories = small->categories,
        .category_count = 3,
        .time_zone = "Europe/London",
        .store_uri = "",
        .inbox = "",
        .data_until = DAY_NONE,
        .feeds = small->feeds,
        .feed_count = SMALL_FEEDS,
    };
    small_use_teams(small, "eh", "cp");
}

void small_open(struct small *small, struct store **ret, enum store_access access)
{
    ck_assert_int_eq(
        scratch_open(&small->scratch, ret, SMALL_STORE, access, &small->diags), RESULT_OK);
}

void small_setup(struct small *small)
{
    *small = (struct small){.now = 1000};
    scratch_make(&small->scratch);
    diags_init(&small->diags);
    fill_service(small);
    small_open(small, &small->store, STORE_WRITE);
}

void small_teardown(struct small *small)
{
    store_close(small->store);
    unit_tree_destroy(small->service.units);
    diags_done(&small->diags);
    scratch_remove(&small->scratch);
}

enum result small_import(
    struct small *small, const char *name, const char *text, struct import_outcome *ret)
{
    const char *path = scratch_write(&small->scratch, name, text);
    return import_file(&small->service, small->store, NULL, path, "mpascoe", (time_t)++small->now,
        &small->diags, ret);
}

struct import_outcome small_take(struct small *small, const char *name, const char *text)
{
    struct import_outcome outcome = {0};
    enum result result = small_import(small, name, text, &outcome);
    if (result != RESULT_OK)
        diags_print(&small->diags, stderr);
    ck_assert_int_eq(result, RESULT_OK);
    return outcome;
}

int64_t small_version(struct small *small)
{
    int64_t version;
    uint64_t fingerprint;
    ck_assert_int_eq(store_begin_read(small->store, &version, &fingerprint), RESULT_OK);
    store_end_read(small->store);
    return version;
}

/* What the provider finds of a part, handed to `ask` while the provider lives. */
static int64_t with_series(struct small *small, const char *unit, enum part_id part,
    const char *sub, int64_t (*ask)(struct series series, day_t day), day_t day)
{
    struct store_provider *provider = NULL;
    struct series spells, readings;
    unit_index index = unit_tree_find(small->service.units, unit);
    ck_assert_int_ne(index, UNIT_NONE);
    ck_assert_int_eq(store_provider_create(&provider, small->store, &small->service), RESULT_OK);
    const struct provider *view = store_provider_get(provider);
    ck_assert_int_eq(view->load_unit(view->context, index), RESULT_OK);
    view->source.find(view->source.context, index, part, sub, &spells, &readings);
    int64_t answer = series_exists(spells) ? ask(spells, day) : -FIXED_ONE;
    store_provider_destroy(provider);
    return answer;
}

static int64_t ask_level(struct series series, day_t day)
{
    return series_level(series, day);
}

static int64_t ask_year(struct series series, day_t day)
{
    struct civil civil = day_to_civil(day);
    struct span year = {day_from_civil(civil.year, 1, 1), day_from_civil(civil.year, 12, 31)};
    return series_total(series, year);
}

int small_level(
    struct small *small, const char *unit, enum part_id part, const char *sub, day_t day)
{
    return (int)(with_series(small, unit, part, sub, ask_level, day) / FIXED_ONE);
}

int small_requests(struct small *small, const char *unit)
{
    day_t day = day_from_civil(2024, 6, 1);
    return (int)(with_series(small, unit, PART_REQUESTS, "", ask_year, day) / FIXED_ONE);
}

size_t small_team_absences(struct small *small, const char *team)
{
    struct store_provider *provider = NULL;
    struct spells spells;
    unit_index index = unit_tree_find(small->service.units, team);
    ck_assert_int_eq(store_provider_create(&provider, small->store, &small->service), RESULT_OK);
    ck_assert_int_eq(spells_init(&spells), RESULT_OK);
    const struct provider *view = store_provider_get(provider);
    ck_assert_int_eq(view->load_team(view->context, index, &spells), RESULT_OK);
    size_t count = spells.absence_count;
    spells_done(&spells);
    store_provider_destroy(provider);
    return count;
}

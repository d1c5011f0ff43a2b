/* The configuration was edited: what the store then makes of the spells it has. */
#include <check.h>
#include <string.h>

#include "tests/core/feed/small_service.h"
#include "tests/suite.h"

static struct small small;

static void setup(void)
{
    small_setup(&small);
}

static void teardown(void)
{
    small_teardown(&small);
}

/* In February 2024 C1, C2 and C3 are open. */
static int open_cases(const char *unit, const char *sub)
{
    return small_level(&small, unit, PART_OPEN_CASES, sub, day_from_civil(2024, 2, 1));
}

static bool is_said(const char *sentence)
{
    for (size_t i = 0; i < small.diags.count; i++)
        if (strstr(small.diags.items[i].text, sentence))
            return true;
    return false;
}

/* --- the configuration changes ----------------------------------------------------------- */

static bool fits(void)
{
    struct store_provider *provider = NULL;
    ck_assert_int_eq(store_provider_create(&provider, small.store, &small.service), RESULT_OK);
    bool answer = store_provider_fits(provider);
    store_provider_destroy(provider);
    return answer;
}

START_TEST(categories_may_be_reordered)
{
    small_take(&small, "cases.csv", SMALL_CASES_TEXT);
    ck_assert_int_eq(open_cases("svc", "cp"), 1); /* C2 is cin first */
    struct named cin = small.categories[0];
    small.categories[0] = small.categories[1];
    small.categories[1] = cin;
    ck_assert(!fits());
    int64_t version = small_version(&small);
    ck_assert_int_eq(import_derive_again(&small.service, small.store, &small.diags), RESULT_OK);
    ck_assert(fits());
    ck_assert_int_gt(small_version(&small), version);
    ck_assert_int_eq(open_cases("svc", "cp"), 2); /* C2 is cp first */
    ck_assert_int_eq(open_cases("eh", "cin"), 1);
    ck_assert_int_eq(open_cases("eh", "early_help"), 1);
}
END_TEST

START_TEST(a_case_of_a_removed_category_stays_open)
{
    small_take(&small, "cases.csv", SMALL_CASES_TEXT);
    small.service.category_count = 2; /* no early_help any more */
    ck_assert_int_eq(import_derive_again(&small.service, small.store, &small.diags), RESULT_OK);
    ck_assert_int_eq(open_cases("eh", ""), 2);
    ck_assert_int_eq(open_cases("eh", "early_help"), -1);
}
END_TEST

START_TEST(an_import_under_another_configuration_derives_every_feed_again)
{
    small_take(&small, "cases.csv", SMALL_CASES_TEXT);
    small_take(&small, "requests.csv", SMALL_MARCH_TEXT);
    small.feeds[SMALL_REQUESTS].register_id = "requests";
    struct named cin = small.categories[0];
    small.categories[0] = small.categories[1];
    small.categories[1] = cin;
    small_take(&small, "requests-april.csv", SMALL_APRIL_TEXT);
    ck_assert(fits());
    ck_assert_int_eq(open_cases("svc", "cp"), 2);
    ck_assert_int_eq(small_requests(&small, "svc"), 14); /* and not twice, in two registers */
}
END_TEST

START_TEST(the_same_file_under_another_configuration_is_derived_again)
{
    small_take(&small, "cases.csv", SMALL_CASES_TEXT);
    struct named cin = small.categories[0];
    small.categories[0] = small.categories[1];
    small.categories[1] = cin;
    struct import_outcome outcome = small_take(&small, "cases.csv", SMALL_CASES_TEXT);
    ck_assert(!outcome.unchanged);
    ck_assert_int_eq(open_cases("svc", "cp"), 2);
}
END_TEST

START_TEST(a_unit_that_is_gone_is_left_out_until_it_is_back)
{
    small_take(&small, "cases.csv", SMALL_CASES_TEXT);
    small_take(&small, "requests.csv", SMALL_MARCH_TEXT);
    small_use_teams(&small, "eh", NULL);
    small_take(&small, "requests-april.csv", SMALL_APRIL_TEXT);
    ck_assert(is_said("unit \"cp\", which organisation.yaml no longer has"));
    ck_assert_int_eq(open_cases("svc", ""), 2);
    ck_assert_int_eq(small_requests(&small, "svc"), 12);
    small_use_teams(&small, "eh", "cp");
    ck_assert_int_eq(import_derive_again(&small.service, small.store, &small.diags), RESULT_OK);
    ck_assert_int_eq(open_cases("svc", ""), 3);
    ck_assert_int_eq(small_requests(&small, "svc"), 14);
}
END_TEST

START_TEST(the_series_of_a_register_nobody_names_are_dropped)
{
    small_take(&small, "cases.csv", SMALL_CASES_TEXT);
    small_take(&small, "requests.csv", SMALL_MARCH_TEXT);
    for (size_t i = 0; i < SMALL_FEEDS; i++)
        small.feeds[i].register_id = "west";
    ck_assert_int_eq(import_derive_again(&small.service, small.store, &small.diags), RESULT_OK);
    ck_assert_int_eq(open_cases("svc", ""), 3);
    ck_assert_int_eq(small_requests(&small, "svc"), 7);
}
END_TEST

START_TEST(registers_are_added_up)
{
    small.feeds[SMALL_POSTS] = small.feeds[SMALL_CASES];
    small.feeds[SMALL_POSTS].id = "cases_east";
    small.feeds[SMALL_POSTS].file = "east*.csv";
    small.feeds[SMALL_POSTS].register_id = "east";
    small_take(&small, "cases.csv", SMALL_CASES_TEXT);
    small_take(&small, "east.csv", SMALL_CASES_TEXT); /* the same identifiers, other children */
    ck_assert_int_eq(open_cases("svc", ""), 6);
    ck_assert_int_eq(open_cases("cp", "cp"), 4);
}
END_TEST

/* --- somebody edited the store ----------------------------------------------------------- */

static bool see_chunk(
    void *context, const char *key, const char *sub, const uint8_t *bytes, size_t size)
{
    (void)key;
    (void)bytes;
    (void)size;
    ck_assert_str_eq(sub, "");
    ++*(int *)context;
    return true;
}

static void damage_spells(const char *feed, const char *unit)
{
    struct store_row row = {unit, "", (const uint8_t *)"\xff\xff", 2};
    ck_assert_int_eq(store_begin_write(small.store, 0), RESULT_OK);
    ck_assert_int_eq(store_replace_spells(small.store, feed, &row, 1, NULL), RESULT_OK);
    ck_assert_int_eq(store_commit(small.store), RESULT_OK);
}

START_TEST(damaged_spells_are_said_and_change_nothing)
{
    small_take(&small, "cases.csv", SMALL_CASES_TEXT);
    damage_spells("cases", "eh");
    int64_t version = small_version(&small);
    ck_assert_int_eq(import_derive_again(&small.service, small.store, &small.diags), RESULT_IO);
    ck_assert(is_said("feed cases for unit \"eh\" is damaged"));
    ck_assert_int_eq(small_version(&small), version);
    ck_assert_int_eq(open_cases("svc", ""), 3);
    small_take(&small, "cases.csv", SMALL_CASES_TEXT); /* importing it again mends it */
    ck_assert_int_eq(import_derive_again(&small.service, small.store, &small.diags), RESULT_OK);
}
END_TEST

START_TEST(a_damaged_series_is_said_by_the_provider)
{
    struct store_row row = {"eh", "open_cases", (const uint8_t *)"\xff\xff", 2};
    struct store_provider *provider = NULL;
    int chunks = 0;
    ck_assert_int_eq(store_begin_write(small.store, 0), RESULT_OK);
    ck_assert_int_eq(store_replace_series(small.store, "", &row, 1, NULL), RESULT_OK);
    ck_assert_int_eq(store_commit(small.store), RESULT_OK);
    ck_assert_int_eq(store_each_series(small.store, "eh", see_chunk, &chunks), RESULT_OK);
    ck_assert_int_eq(chunks, 1);
    ck_assert_int_eq(store_provider_create(&provider, small.store, &small.service), RESULT_OK);
    const struct provider *view = store_provider_get(provider);
    unit_index team = unit_tree_find(small.service.units, "eh");
    ck_assert_int_eq(view->load_unit(view->context, team), RESULT_IO);
    ck_assert(is_said("open_cases for eh is damaged"));
    store_provider_destroy(provider);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        categories_may_be_reordered,
        a_case_of_a_removed_category_stays_open,
        an_import_under_another_configuration_derives_every_feed_again,
        the_same_file_under_another_configuration_is_derived_again,
        a_unit_that_is_gone_is_left_out_until_it_is_back,
        the_series_of_a_register_nobody_names_are_dropped,
        registers_are_added_up,
        damaged_spells_are_said_and_change_nothing,
        a_damaged_series_is_said_by_the_provider,
    };
    Suite *suite = suite_create("configuration change");
    TCase *tcase = tcase_create("change");
    tcase_add_checked_fixture(tcase, setup, teardown);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    return suite_run(suite);
}

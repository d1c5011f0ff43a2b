/* Readings: figures somebody already added up, long and wide, and England as it was published. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "extract_scratch.h"

#include "core/model/measure.h"
#include "tests/suite.h"

static const char *fixtures; /* the folder, as meson gives it */
static struct scratch scratch;

static void setup(void)
{
    scratch_init(&scratch);
}

static void teardown(void)
{
    scratch_done(&scratch);
}

static const char *const published_nulls[] = {"c", "x", "z", "u", "low", "k"};

static struct feed_spec readings_feed(const char *period_format)
{
    struct feed_spec feed = scratch_feed(FEED_READINGS);
    feed.nulls = published_nulls;
    feed.null_count = sizeof published_nulls / sizeof *published_nulls;
    ck_assert_int_eq(day_format_parse(period_format, &feed.period_format), RESULT_OK);
    return feed;
}

static void expect(const struct feed_spec *feed, const char *file, enum result result,
    const char *expected_spells, const char *expected_messages)
{
    scratch_write(&scratch, file, strlen(file));
    ck_assert_int_eq(scratch_read(&scratch, feed), result);
    char *spells = scratch_spells(&scratch);
    char *messages = scratch_messages(&scratch);
    ck_assert_str_eq(messages, expected_messages);
    ck_assert_str_eq(spells, expected_spells);
    free(spells);
    free(messages);
}

START_TEST(long_rows_are_one_figure_each)
{
    struct feed_spec feed = readings_feed("YYYY-MM");
    expect(&feed,
        "period,unit,part,value\n2024-02,west,fte_in_post,\"1,234.5\"\n"
        "2024-02,west,vacant_fte,c\n2024-02,1047,vacant_fte,\n2024-02,west,fte_in_post,7\n"
        "2024-02,mars,vacant_fte,1\n2024-02,west,fte_in_pst,1\n2024-02,west,agency_fte,many\n"
        "2024-13,west,agency_fte,1\n2024-02,,agency_fte,1\n2024-02,west,,1\n"
        "2024-02,west,agency_fte,-1\n2024-02,west,agency_fte,1000000000.0001\n"
        "2024-02,west,agency_fte,1000000000\n",
        RESULT_OK,
        "reading 2024-02-29/1 west fte_in_post 1234.5\n"
        "reading 2024-02-29/1 west vacant_fte unknown\n"
        "reading 2024-02-29/1 eh-penwith vacant_fte unknown\n"
        "reading 2024-02-29/1 west agency_fte 1000000000\n",
        "5: rejected: fte_in_post of west for 2024-02-29 was given before, on line 2\n"
        "6:2: rejected: unit \"mars\" is not a unit or alias in organisation.yaml\n"
        "7:3: rejected: part \"fte_in_pst\" is not a part of any measure\n"
        "8:4: rejected: value \"many\" is not a number\n"
        "9:1: rejected: period \"2024-13\" is not a date (expected YYYY-MM)\n"
        "10:2: rejected: unit is empty\n11:3: rejected: part is empty\n"
        "12:4: rejected: value \"-1\" is below 0\n"
        "13:4: rejected: value \"1000000000.0001\" is above 1,000,000,000\n");
}
END_TEST

struct period {
    const char *format, *text;
    int month, day;
    const char *expected;
};

static const struct period periods[] = {
    {"YYYY", "2024", 9, 30, "2024-09-30/12"},
    {"YYYY", "2024", 0, 0, "2024-12-31/12"},
    {"YYYY", "2023", 2, 29, "2023-02-28/12"},
    {"YYYY-MM", "2023-02", 0, 0, "2023-02-28/1"},
    {"MM/YYYY", "11/2023", 0, 15, "2023-11-15/1"},
    {"DD/MM/YYYY", "05/11/2023", 9, 30, "2023-11-05/0"},
};

START_TEST(a_period_stands_for_its_last_day_or_the_configured_one)
{
    const struct period *period = &periods[_i];
    struct feed_spec feed = readings_feed(period->format);
    feed.period_month = period->month;
    feed.period_day = period->day;
    char file[128], expected[128];
    snprintf(file, sizeof file, "period,unit,part,value\n%s,west,agency_fte,1\n", period->text);
    snprintf(expected, sizeof expected, "reading %s west agency_fte 1\n", period->expected);
    expect(&feed, file, RESULT_OK, expected, "");
}
END_TEST

static const char *const unit_columns[] = {"la", "region"};
static const struct part_column parts[] = {
    {PART_VACANT_FTE, "vacancy", 1, 1},
    {PART_FTE_DAYS, "inpost", 253, 254},
};

static struct feed_spec wide_feed(void)
{
    struct feed_spec feed = readings_feed("YYYY");
    feed.wide = true;
    feed.unit_columns = unit_columns;
    feed.unit_column_count = 2;
    feed.period_column = "year";
    feed.period_month = 9;
    feed.period_day = 30;
    feed.parts = parts;
    feed.part_count = 2;
    return feed;
}

START_TEST(wide_rows_are_one_figure_a_part_with_days_of_leap_years)
{
    struct feed_spec feed = wide_feed();
    expect(&feed,
        "year,region,la,inpost,vacancy\n2024,mars,1047,10.5,2\n2025,west,z,10,c\n2023,west,,,3\n",
        RESULT_OK,
        "reading 2024-09-30/12 eh-penwith vacant_fte 2\n"
        "reading 2024-09-30/12 eh-penwith fte_days 2667\n"
        "reading 2025-09-30/12 west vacant_fte unknown\n"
        "reading 2025-09-30/12 west fte_days 2530\n"
        "reading 2023-09-30/12 west vacant_fte 3\n"
        "reading 2023-09-30/12 west fte_days unknown\n",
        "");
}
END_TEST

START_TEST(a_year_is_a_leap_year_by_its_12_months)
{
    struct feed_spec feed = wide_feed();
    feed.period_month = 2;
    feed.period_day = _i == 0 ? 28 : 29;
    expect(&feed, "year,region,la,inpost,vacancy\n2024,west,,1,z\n2025,west,,1,z\n", RESULT_OK,
        _i == 0 ? "reading 2024-02-28/12 west vacant_fte unknown\n"
                  "reading 2024-02-28/12 west fte_days 253\n"
                  "reading 2025-02-28/12 west vacant_fte unknown\n"
                  "reading 2025-02-28/12 west fte_days 254\n"
                : "reading 2024-02-29/12 west vacant_fte unknown\n"
                  "reading 2024-02-29/12 west fte_days 254\n"
                  "reading 2025-02-28/12 west vacant_fte unknown\n"
                  "reading 2025-02-28/12 west fte_days 254\n",
        "");
}
END_TEST

START_TEST(a_wide_row_is_taken_whole_or_not_at_all)
{
    struct feed_spec feed = wide_feed();
    expect(&feed,
        "year,region,la,inpost,vacancy\n2024,west,,ten,2\n2024,west,,10,2\n2024,west,,11,3\n"
        "2024,west,Cornwall,11,3\n2024,,,11,3\n2022,west,,3952570,1\n",
        RESULT_OK,
        "reading 2024-09-30/12 west vacant_fte 2\nreading 2024-09-30/12 west fte_days 2540\n",
        "2:4: rejected: inpost \"ten\" is not a number\n"
        "4: rejected: vacant_fte of west for 2024-09-30 was given before, on line 3\n"
        "5:3: rejected: unit \"Cornwall\" is not a unit or alias in organisation.yaml\n"
        "6:3: rejected: unit is empty\n"
        "7:4: rejected: inpost is too large to be multiplied\n");
}
END_TEST

START_TEST(every_column_a_wide_feed_names_must_be_there)
{
    struct feed_spec feed = wide_feed();
    expect(&feed, "year,la,inpost,vacancys\n2024,west,10,2\n", RESULT_REFUSED_INPUT, "",
        "1: error: column \"region\" (unit) is not in the header; it has: year, la, inpost, "
        "vacancys\n"
        "1: error: column \"vacancy\" is not in the header (did you mean \"vacancys\"?); it has: "
        "year, la, inpost, vacancys\n");
}
END_TEST

/* --- England ---------------------------------------------------------------------------------- */

static const char *const england_units[] = {"new_la_code", "region_code", "country_code"};
static const struct part_column england_parts[] = {
    {PART_VACANT_FTE, "vacancy_fte", 1, 1},
    {PART_FTE_IN_POST, "inpost_fte", 1, 1},
    {PART_AGENCY_FTE, "agency_fte", 1, 1},
    {PART_LEAVERS_FTE, "leavers_fte", 1, 1},
    {PART_FTE_DAYS, "inpost_fte", 253, 254},
    {PART_FTE_DAYS_LOST, "working_days_lost_fte", 1, 1},
    {PART_CASES_HELD, "cases", 1, 1},
    {PART_CASE_HOLDING_FTE, "case_holders_fte", 1, 1},
};

static struct feed_spec england_feed(void)
{
    struct feed_spec feed = wide_feed();
    feed.period_column = "time_period";
    feed.unit_columns = england_units;
    feed.unit_column_count = 3;
    feed.parts = england_parts;
    feed.part_count = sizeof england_parts / sizeof *england_parts;
    return feed;
}

/* The published file, read where it stands: the scratch only borrows its path. */
static enum result read_england(const struct feed_spec *feed)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/england/csww_indicators_2017_to_2025.csv", fixtures);
    return extract_read(
        &scratch.extract, &scratch.service, feed, path, scratch_key, &scratch.diags);
}

START_TEST(england_of_2025_is_as_published)
{
    struct unit_tree *tree = scratch.service.units;
    unit_index west = unit_tree_find(tree, "west"), service = unit_tree_find(tree, "svc");
    ck_assert_int_eq(unit_tree_add_alias(tree, west, "E06000052", NULL), RESULT_OK);
    ck_assert_int_eq(unit_tree_add_alias(tree, service, "E92000001", NULL), RESULT_OK);
    struct feed_spec feed = england_feed();
    ck_assert_int_eq(read_england(&feed), RESULT_OK);
    ck_assert_int_eq(scratch.extract->taken, 18); /* Cornwall and England, 2017 to 2025 */
    char *spells = scratch_spells(&scratch);
    static const char *const expected[] = {
        "reading 2025-09-30/12 west fte_in_post 238.4\n",
        "reading 2025-09-30/12 west vacant_fte 61.9\n",
        "reading 2025-09-30/12 west agency_fte 18.6\n",
        "reading 2025-09-30/12 west leavers_fte 27.8\n",
        "reading 2025-09-30/12 west cases_held 2192\n",
        "reading 2025-09-30/12 west case_holding_fte 134.4\n",
        "reading 2025-09-30/12 west fte_days 60315.2\n",
        "reading 2025-09-30/12 west fte_days_lost 2937.7\n",
        "reading 2025-09-30/12 svc vacant_fte 5965.4\n",
        "reading 2025-09-30/12 svc cases_held 321661\n",
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        ck_assert_msg(strstr(spells, expected[i]) != NULL, "%s", expected[i]);
    free(spells);
}
END_TEST

/* A unit for every code the last reading rejected a row for: `unit "E06000052" is not …`. */
static void add_rejected_units(void)
{
    struct unit_tree *tree = scratch.service.units;
    for (size_t i = 0; i < scratch.extract->reject_count; i++) {
        char code[64];
        unit_index unit;
        ck_assert_int_eq(
            sscanf(scratch.extract->rejects[i].reason, "unit \"%63[^\"]\" is not a unit", code), 1);
        if (unit_tree_find(tree, code) == UNIT_NONE)
            ck_assert_int_eq(unit_tree_add(tree, 0, code, code, 1, -1, &unit), RESULT_OK);
    }
}

START_TEST(every_figure_of_england_is_read_once_its_units_are_known)
{
    struct feed_spec feed = england_feed();
    ck_assert_int_eq(read_england(&feed), RESULT_OK);
    int64_t rows = scratch.extract->rows;
    ck_assert_int_gt(rows, 1000);
    add_rejected_units();
    extract_destroy(scratch.extract);
    ck_assert_int_eq(read_england(&feed), RESULT_OK);
    ck_assert_int_eq(scratch.extract->rejected, 0);
    ck_assert_int_eq(scratch.extract->taken, rows);
    ck_assert_uint_eq(scratch.extract->spells.reading_count, (size_t)rows * 8);
}
END_TEST

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    fixtures = argv[1];
    TCase *readings = tcase_create("readings");
    tcase_add_checked_fixture(readings, setup, teardown);
    tcase_add_test(readings, long_rows_are_one_figure_each);
    tcase_add_loop_test(readings, a_period_stands_for_its_last_day_or_the_configured_one, 0,
        (int)(sizeof periods / sizeof *periods));
    tcase_add_test(readings, wide_rows_are_one_figure_a_part_with_days_of_leap_years);
    tcase_add_loop_test(readings, a_year_is_a_leap_year_by_its_12_months, 0, 2);
    tcase_add_test(readings, a_wide_row_is_taken_whole_or_not_at_all);
    tcase_add_test(readings, every_column_a_wide_feed_names_must_be_there);
    tcase_add_test(readings, england_of_2025_is_as_published);
    tcase_add_test(readings, every_figure_of_england_is_read_once_its_units_are_known);
    Suite *suite = suite_create("extract_readings");
    suite_add_tcase(suite, readings);
    return suite_run(suite);
}

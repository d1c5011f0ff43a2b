/* The parts of core/model that the configuration fills: the tree, the calendar, look-ups. */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "core/model/service.h"
#include "tests/suite.h"

/* --- units ------------------------------------------------------------------------------------ */

static unit_index add(struct unit_tree *tree, unit_index parent, const char *id, const char *name)
{
    unit_index unit = UNIT_NONE;
    ck_assert_int_eq(unit_tree_add(tree, parent, id, name, 0, -1, &unit), RESULT_OK);
    return unit;
}

static unit_index match(const struct unit_tree *tree, const char *text)
{
    return unit_tree_match(tree, text, strlen(text));
}

START_TEST(units_stand_in_preorder)
{
    struct unit_tree *tree = unit_tree_create();
    unit_index root = add(tree, UNIT_NONE, "root", "Root");
    unit_index west = add(tree, root, "west", "West");
    unit_index penwith = add(tree, west, "penwith", "Penwith");
    unit_index kerrier = add(tree, west, "kerrier", "Kerrier");
    unit_index east = add(tree, root, "east", "East");
    ck_assert_int_eq(unit_tree_count(tree), 5);
    ck_assert_int_eq(unit_tree_at(tree, root)->end, 5);
    ck_assert_int_eq(unit_tree_at(tree, west)->end, 4);
    ck_assert_int_eq(unit_tree_at(tree, penwith)->end, penwith + 1);
    ck_assert_int_eq(unit_tree_at(tree, kerrier)->depth, 2);
    ck_assert_int_eq(unit_tree_at(tree, east)->parent, root);
    ck_assert(unit_is_within(tree, penwith, west) && unit_is_within(tree, west, west));
    ck_assert(!unit_is_within(tree, east, west) && !unit_is_within(tree, root, west));
    unit_tree_destroy(tree);
    unit_tree_destroy(NULL);
}
END_TEST

START_TEST(a_unit_is_matched_by_id_alias_then_name)
{
    struct unit_tree *tree = unit_tree_create();
    unit_index root = add(tree, UNIT_NONE, "root", "Service");
    unit_index a = add(tree, root, "a", "Duty");
    unit_index b = add(tree, root, "b", "Duty");
    unit_index c = add(tree, root, "c", "A");
    ck_assert_int_eq(unit_tree_add_alias(tree, b, "Service", NULL), RESULT_OK);
    ck_assert_int_eq(match(tree, " A "), a);          /* an id before a name */
    ck_assert_int_eq(match(tree, "SERVICE"), b);      /* an alias before a name */
    ck_assert_int_eq(match(tree, "duty"), UNIT_NONE); /* a name of two units */
    ck_assert_int_eq(match(tree, "c"), c);
    ck_assert_int_eq(match(tree, "nobody"), UNIT_NONE);
    ck_assert_int_eq(match(tree, ""), UNIT_NONE);
    ck_assert_int_eq(unit_tree_find(tree, "a"), a);
    ck_assert_int_eq(unit_tree_find(tree, "A"), UNIT_NONE);
    ck_assert_int_eq(unit_tree_find(tree, "Service"), UNIT_NONE);
    unit_tree_destroy(tree);
}
END_TEST

START_TEST(ids_and_aliases_are_one_name_space)
{
    struct unit_tree *tree = unit_tree_create();
    unit_index root = add(tree, UNIT_NONE, "root", "Root");
    unit_index a = add(tree, root, "a", "A");
    unit_index unused = 77, taken_by = UNIT_NONE;
    ck_assert_int_eq(unit_tree_add_alias(tree, a, "1047", NULL), RESULT_OK);
    ck_assert_int_eq(unit_tree_add_alias(tree, a, "A", &taken_by), RESULT_OK);
    ck_assert_uint_eq(unit_tree_at(tree, a)->alias_count, 1);
    ck_assert_int_eq(unit_tree_add_alias(tree, root, "1047 ", &taken_by), RESULT_INVALID);
    ck_assert_int_eq(taken_by, a);
    ck_assert_int_eq(unit_tree_add(tree, root, "1047", "X", 0, -1, &unused), RESULT_INVALID);
    ck_assert_int_eq(unit_tree_add(tree, root, "a", "X", 0, -1, &unused), RESULT_INVALID);
    ck_assert_int_eq(unused, 77);
    ck_assert_int_eq(unit_tree_count(tree), 2);
    unit_tree_destroy(tree);
}
END_TEST

START_TEST(a_large_tree_finds_every_unit_and_alias)
{
    struct unit_tree *tree = unit_tree_create();
    unit_index root = add(tree, UNIT_NONE, "root", "Root");
    char text[32];
    for (int i = 0; i < 700; i++) {
        snprintf(text, sizeof text, "team-%d", i);
        unit_index unit = add(tree, root, text, text);
        for (int j = 0; j < 5; j++) {
            snprintf(text, sizeof text, "T%d/%d", i, j);
            ck_assert_int_eq(unit_tree_add_alias(tree, unit, text, NULL), RESULT_OK);
        }
    }
    for (int i = 0; i < 700; i++) {
        snprintf(text, sizeof text, "TEAM-%d", i);
        ck_assert_int_eq(match(tree, text), i + 1);
        snprintf(text, sizeof text, "t%d/4", i);
        ck_assert_int_eq(match(tree, text), i + 1);
        ck_assert_str_eq(unit_tree_at(tree, i + 1)->aliases[4] + 1, text + 1);
    }
    unit_tree_destroy(tree);
}
END_TEST

/* --- calendar --------------------------------------------------------------------------------- */

static const struct {
    enum window window;
    int day[3];
    int from[3];
} spans[] = {
    {WINDOW_12M, {2024, 2, 29}, {2023, 3, 1}},
    {WINDOW_12M, {2025, 2, 28}, {2024, 2, 29}},
    {WINDOW_12M, {2024, 3, 31}, {2023, 4, 1}},
    {WINDOW_3M, {2024, 5, 31}, {2024, 3, 1}},
    {WINDOW_1M, {2024, 2, 29}, {2024, 1, 30}},
    {WINDOW_4W, {2024, 2, 29}, {2024, 2, 2}},
    {WINDOW_1W, {2024, 3, 1}, {2024, 2, 24}},
    {WINDOW_1D, {2024, 3, 1}, {2024, 3, 1}},
};

static day_t day_of(const int civil[3])
{
    return day_from_civil(civil[0], civil[1], civil[2]);
}

START_TEST(a_window_ends_on_its_day)
{
    struct span span = window_span(spans[_i].window, day_of(spans[_i].day));
    ck_assert_int_eq(span.from, day_of(spans[_i].from));
    ck_assert_int_eq(span.last, day_of(spans[_i].day));
}
END_TEST

START_TEST(only_windows_offered_to_people_are_parsed)
{
    enum window window = WINDOW_1D;
    ck_assert(window_parse("12m", &window) && window == WINDOW_12M);
    ck_assert(window_parse("1w", &window) && window == WINDOW_1W);
    ck_assert(!window_parse("1d", &window) && !window_parse("1m", &window));
    ck_assert(!window_parse("", &window));
    ck_assert_str_eq(window_id(WINDOW_4W), "4w");
    ck_assert_str_eq(window_label(WINDOW_12M), "12 months");
}
END_TEST

/* Counted one day at a time. */
static int64_t slow_working_days(const struct calendar *calendar, struct span span)
{
    int64_t count = 0;
    for (day_t day = span.from; day <= span.last; day++) {
        bool holiday = false;
        for (size_t i = 0; i < calendar->bank_holiday_count; i++)
            holiday |= calendar->bank_holidays[i] == day;
        bool working = day_weekday(day) < 5 && !holiday;
        ck_assert_int_eq(calendar_is_working(calendar, day), working);
        count += working;
    }
    return count;
}

START_TEST(working_days_agree_with_counting)
{
    day_t start = day_from_civil(2025, 12, 1);
    /* Christmas, Boxing Day, a Saturday, New Year, Good Friday 2026 */
    const day_t holidays[] = {
        start + 24, start + 25, start + 26, start + 31, day_from_civil(2026, 4, 3)};
    const struct calendar calendar = {BASIS_WORKING, holidays, 5};
    for (int from = 0; from < 40; from += 3)
        for (int length = 0; length < 60; length += 7) {
            struct span span = {start + from, start + from + length - 1};
            ck_assert_int_eq(
                calendar_days(&calendar, BASIS_WORKING, span), slow_working_days(&calendar, span));
            ck_assert_int_eq(calendar_days(&calendar, BASIS_CALENDAR, span), length);
        }
}
END_TEST

START_TEST(points_are_whole_and_never_overlap)
{
    day_t sunday = day_from_civil(2024, 3, 3);
    struct span week = points_span(POINTS_WEEK, sunday, 0);
    ck_assert(week.last == sunday && week.from == sunday - 6);
    week = points_span(POINTS_WEEK, sunday - 1, 0);
    ck_assert(week.last == sunday - 7 && week.from == sunday - 13);
    struct span month = points_span(POINTS_MONTH, day_from_civil(2024, 2, 29), 0);
    ck_assert_int_eq(month.from, day_from_civil(2024, 2, 1));
    ck_assert_int_eq(month.last, day_from_civil(2024, 2, 29));
    month = points_span(POINTS_MONTH, day_from_civil(2024, 2, 28), 0);
    ck_assert_int_eq(month.last, day_from_civil(2024, 1, 31));
    for (enum points points = POINTS_DAY; points <= POINTS_MONTH; points++)
        for (int back = 0; back < 60; back++) {
            struct span newer = points_span(points, sunday, back);
            struct span older = points_span(points, sunday, back + 1);
            ck_assert_int_eq(older.last + 1, newer.from);
        }
    ck_assert_int_eq(points_window(POINTS_WEEK), WINDOW_1W);
    ck_assert_int_eq(points_window(POINTS_MONTH), WINDOW_1M);
}
END_TEST

/* --- feeds and look-ups ----------------------------------------------------------------------- */

START_TEST(native_columns_are_those_of_the_domain_page)
{
    size_t count;
    const struct feed_column *columns = feed_columns(FEED_POSTS, &count);
    ck_assert_uint_eq(count, 10);
    ck_assert_str_eq(columns[5].id, "name");
    ck_assert(columns[5].identifying);
    columns = feed_columns(FEED_CASES, &count);
    ck_assert_str_eq(columns[0].id, "case_id");
    ck_assert(columns[0].identifying);
    ck_assert_str_eq(feed_type_id(FEED_READINGS), "readings");
}
END_TEST

START_TEST(periods_have_months)
{
    struct feed_spec feed = {.period_format = {"YYYY"}};
    ck_assert_int_eq(feed_period_months(&feed), 12);
    feed.period_format = (struct day_format){"MM/YYYY"};
    ck_assert_int_eq(feed_period_months(&feed), 1);
    feed.period_format = DAY_FORMAT_ISO;
    ck_assert_int_eq(feed_period_months(&feed), 0);
}
END_TEST

/* What the stored series depend on, and what they do not. */
START_TEST(the_fingerprint_changes_with_the_tree_the_categories_and_registers)
{
    struct named categories[] = {{"cp", "Plan"}, {"cin", "Need"}};
    struct feed_spec feed = {.id = "cases", .register_id = "", .file = "a*.csv"};
    struct service service = {.categories = categories,
        .category_count = 2,
        .feeds = &feed,
        .feed_count = 1,
        .units = unit_tree_create()};
    add(service.units, UNIT_NONE, "root", "Root");
    uint64_t before = service_fingerprint(&service);
    feed.file = "b*.csv";
    categories[0].name = "Child protection plan";
    ck_assert_uint_eq(service_fingerprint(&service), before);
    feed.register_id = "other";
    ck_assert_uint_ne(service_fingerprint(&service), before);
    feed.register_id = "";
    categories[0] = (struct named){"cin", ""};
    categories[1] = (struct named){"cp", ""};
    ck_assert_uint_ne(service_fingerprint(&service), before);
    categories[0].id = "cp";
    categories[1].id = "cin";
    ck_assert_uint_eq(service_fingerprint(&service), before);
    add(service.units, 0, "team", "Team");
    ck_assert_uint_ne(service_fingerprint(&service), before);
    unit_tree_destroy(service.units);
}
END_TEST

int main(void)
{
    TCase *cases = tcase_create("foundations");
    tcase_add_test(cases, units_stand_in_preorder);
    tcase_add_test(cases, a_unit_is_matched_by_id_alias_then_name);
    tcase_add_test(cases, ids_and_aliases_are_one_name_space);
    tcase_add_test(cases, a_large_tree_finds_every_unit_and_alias);
    tcase_add_loop_test(cases, a_window_ends_on_its_day, 0, sizeof spans / sizeof spans[0]);
    tcase_add_test(cases, only_windows_offered_to_people_are_parsed);
    tcase_add_test(cases, working_days_agree_with_counting);
    tcase_add_test(cases, points_are_whole_and_never_overlap);
    tcase_add_test(cases, native_columns_are_those_of_the_domain_page);
    tcase_add_test(cases, periods_have_months);
    tcase_add_test(cases, the_fingerprint_changes_with_the_tree_the_categories_and_registers);
    Suite *suite = suite_create("foundations");
    suite_add_tcase(suite, cases);
    return suite_run(suite);
}

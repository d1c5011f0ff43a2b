/* Reports of a service of two teams, whose figures are worked out by hand in the comments: every format says the
 * same, what is asked for and nothing else, and what is shared hides what is small. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/report/report.h"
#include "tests/core/feed/small_service.h"
#include "tests/suite.h"

/* On 31 January 2024 eh has C1 and C2, cp has C2 and C3, so that west has three children; W1 holds both of eh and
 * is there, W2 of cp is away and C3 has nobody. */
#define DAY day_from_civil(2024, 1, 31)
#define HEAD                                                                                       \
    "unit,unit_name,level,measure,as_at,window,numerator,denominator,value,status,signal,stale\n"

enum { SVC, WEST, EH, CP }; /* units in the order of the tree */

static struct small small;
static struct store_provider *provider;
static struct snapshot *snapshot;

static void set_up(void)
{
    small_setup(&small);
    small_take(&small, "cases.csv", SMALL_CASES_TEXT);
    small_take(&small, "posts.csv", SMALL_POSTS_TEXT);
    small_take(&small, "absences.csv", SMALL_ABSENCES_TEXT);
    ck_assert_int_eq(store_provider_create(&provider, small.store, &small.service), RESULT_OK);
    snapshot = snapshot_create(
        &small.service, store_provider_get(provider), DAY, WINDOW_4W, (time_t)small.now);
    ck_assert_ptr_nonnull(snapshot);
}

static void tear_down(void)
{
    snapshot_destroy(snapshot);
    store_provider_destroy(provider);
    small_teardown(&small);
}

static struct measure_ref measure(const char *id)
{
    struct measure_ref ref;
    ck_assert_msg(measure_find(id, &ref), "there is no measure %s", id);
    return ref;
}

static struct report_request request_for(
    enum report_format format, unit_index unit, const struct measure_ref *measures, size_t count)
{
    return (struct report_request){.format = format,
        .unit = unit,
        .level = -1,
        .measures = measures,
        .measure_count = count,
        .style_bold = "",
        .style_end = ""};
}

static char *report(const struct report_request *request)
{
    char *text = NULL;
    size_t size;
    bool red = true;
    FILE *const stream = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(stream);
    ck_assert_int_eq(report_write(snapshot, request, stream, &red), RESULT_OK);
    ck_assert_int_eq(fclose(stream), 0);
    ck_assert(!red); /* nobody said what would be */
    return text;
}

static void expect(const struct report_request *request, const char *expected)
{
    char *const text = report(request);
    ck_assert_str_eq(text, expected);
    free(text);
}

static bool says(const struct report_request *request, const char *words)
{
    char *const text = report(request);
    const bool found = strstr(text, words) != NULL;
    free(text);
    return found;
}

/* --- what is asked for ------------------------------------------------------------------------- */

START_TEST(a_unit_and_its_children_have_a_row_for_each_measure)
{
    const struct measure_ref measures[] = {measure("open_cases"), measure("pressure")};
    const struct report_request request = request_for(REPORT_CSV, WEST, measures, 2);
    /* Pressure: cases ÷ FTE that is there: 3 ÷ 1, 2 ÷ 1, and 2 ÷ 0, which has no value. */
    expect(&request, HEAD "west,west,area,open_cases,2024-01-31,4w,3,,3,none,none,no\n"
                          "west,west,area,pressure,2024-01-31,4w,3,1,3,none,none,no\n"
                          "eh,eh,team,open_cases,2024-01-31,4w,2,,2,none,none,no\n"
                          "eh,eh,team,pressure,2024-01-31,4w,2,1,2,none,none,no\n"
                          "cp,cp,team,open_cases,2024-01-31,4w,2,,2,none,none,no\n"
                          "cp,cp,team,pressure,2024-01-31,4w,2,0,,none,none,no\n");
}
END_TEST

START_TEST(a_level_has_its_units_and_no_others)
{
    const struct measure_ref measures[] = {measure("unallocated_cases")};
    struct report_request request = request_for(REPORT_CSV, SVC, measures, 1);
    request.level = 2;
    expect(&request, HEAD "eh,eh,team,unallocated_cases,2024-01-31,4w,0,,0,none,none,no\n"
                          "cp,cp,team,unallocated_cases,2024-01-31,4w,1,,1,none,none,no\n");
}
END_TEST

START_TEST(a_measure_that_is_named_has_a_row_even_without_data)
{
    const struct measure_ref measures[] = {measure("requests")};
    const struct report_request request = request_for(REPORT_CSV, EH, measures, 1);
    expect(&request, HEAD "eh,eh,team,requests,2024-01-31,4w,,,,none,none,no\n");
}
END_TEST

START_TEST(with_no_measure_named_all_that_have_data_are_there_with_their_parts)
{
    const struct report_request request = request_for(REPORT_CSV, EH, NULL, 0);
    ck_assert(says(&request, "\neh,eh,team,open_cases,2024-01-31,4w,2,,2,"));
    ck_assert(says(&request, "\neh,eh,team,open_cases.cin,2024-01-31,4w,1,,1,"));
    ck_assert(says(&request, "\neh,eh,team,open_cases.early_help,2024-01-31,4w,1,,1,"));
    ck_assert(!says(&request, "open_cases.cp"));
    ck_assert(!says(&request, "requests"));
    ck_assert(!says(&request, "\ncp,"));
}
END_TEST

/* The whole weeks of the window that ends on a Wednesday: to the 14th, before C3 came, to the 21st and to the 28th. */
START_TEST(a_trend_has_a_row_for_each_point_of_the_window_the_oldest_first)
{
    const struct measure_ref measures[] = {measure("open_cases")};
    struct report_request request = request_for(REPORT_CSV, WEST, measures, 1);
    request.level = 1;
    request.trend = true;
    request.points = POINTS_WEEK;
    expect(&request, HEAD "west,west,area,open_cases,2024-01-14,1w,2,,2,none,none,no\n"
                          "west,west,area,open_cases,2024-01-21,1w,3,,3,none,none,no\n"
                          "west,west,area,open_cases,2024-01-28,1w,3,,3,none,none,no\n");
}
END_TEST

/* --- formats ----------------------------------------------------------------------------------- */

START_TEST(text_has_a_block_for_each_unit_with_the_parts_of_each_figure)
{
    const struct measure_ref measures[] = {measure("pressure"), measure("requests")};
    small.service.notice = "Invented.";
    const struct report_request request = request_for(REPORT_TEXT, CP, measures, 2);
    expect(&request, "A small service\n"
                     "Wed 31 Jan 2024, 4 weeks\n"
                     "Invented.\n"
                     "\n"
                     "cp  (team)\n"
                     "  Pressure                                     -  = 2 / 0\n"
                     "  Requests for help                      no data\n");
}
END_TEST

START_TEST(text_says_that_there_is_nothing_to_report)
{
    small.service.feed_count = 0;
    small_use_teams(&small, "new", NULL);
    const struct report_request request = request_for(REPORT_TEXT, EH, NULL, 0);
    ck_assert(says(&request, "Nothing to report: no data for what was asked."));
}
END_TEST

START_TEST(json_has_the_columns_of_the_csv)
{
    const struct measure_ref measures[] = {measure("pressure")};
    const struct report_request request = request_for(REPORT_JSON, CP, measures, 1);
    expect(&request, "[\n {\"unit\": \"cp\", \"unit_name\": \"cp\", \"level\": \"team\", "
                     "\"measure\": \"pressure\", \"as_at\": \"2024-01-31\", \"window\": \"4w\", "
                     "\"numerator\": 2, \"denominator\": 0, \"value\": null, "
                     "\"status\": \"none\", \"signal\": \"none\", \"stale\": \"no\"}\n]\n");
}
END_TEST

START_TEST(html_has_a_table_and_says_what_is_suppressed)
{
    const struct measure_ref measures[] = {measure("open_cases"), measure("requests")};
    struct report_request request = request_for(REPORT_HTML, EH, measures, 2);
    ck_assert(says(&request, "<td>Open cases</td><td>2024-01-31</td><td>4w</td>"));
    ck_assert(!says(&request, "suppressed"));
    small.service.small_number = 5;
    request.share = true;
    ck_assert(says(&request, "c: suppressed, a count of 1 to 5 people"));
}
END_TEST

START_TEST(a_format_is_known_by_its_name)
{
    static const char *const names[] = {"text", "csv", "json", "html"};
    enum report_format format;
    for (int i = 0; i < 4; i++) {
        ck_assert(report_format_parse(names[i], &format));
        ck_assert_int_eq(format, i);
    }
    ck_assert(!report_format_parse("yaml", &format));
    ck_assert(!report_format_parse("CSV", &format));
}
END_TEST

/* --- what leaves the house ---------------------------------------------------------------------- */

/* Two children of a team are few, and what is computed from them gives them away; posts are no people. */
START_TEST(what_is_shared_hides_small_counts_and_what_is_made_of_them)
{
    const struct measure_ref measures[] = {
        measure("open_cases"), measure("pressure"), measure("fte_in_post")};
    struct report_request request = request_for(REPORT_CSV, EH, measures, 3);
    small.service.small_number = 5;
    request.share = true;
    expect(&request, HEAD "eh,eh,team,open_cases,2024-01-31,4w,c,,c,none,none,no\n"
                          "eh,eh,team,pressure,2024-01-31,4w,c,c,c,none,none,no\n"
                          "eh,eh,team,fte_in_post,2024-01-31,4w,1,,1,none,common,no\n");
    request.format = REPORT_JSON;
    ck_assert(says(&request, "\"value\": {\"suppressed\": true}"));
    request.format = REPORT_TEXT;
    ck_assert(says(&request, "Pressure                                     c\n"));
}
END_TEST

/* The same by the snapshot itself, of the day and of the points before it. */
START_TEST(a_snapshot_for_other_eyes_hides_what_a_report_for_sharing_does)
{
    struct figure trend[3];
    struct span spans[3];
    struct snapshot *shared;
    small.service.small_number = 5;
    shared = snapshot_create_shared(
        &small.service, store_provider_get(provider), DAY, WINDOW_4W, (time_t)small.now);
    ck_assert_ptr_nonnull(shared);
    ck_assert(snapshot_is_shared(shared) && !snapshot_is_shared(snapshot));
    ck_assert_ptr_eq(snapshot_whole(snapshot), snapshot);
    ck_assert_int_eq(snapshot_prepare(shared, EH), RESULT_OK);
    ck_assert(snapshot_figure(shared, EH, measure("open_cases")).suppressed);
    ck_assert(snapshot_assessed(shared, EH, measure("pressure")).figure.suppressed);
    ck_assert(!snapshot_figure(shared, EH, measure("fte_in_post")).suppressed);
    ck_assert_int_eq(snapshot_figure(shared, EH, measure("fte_in_post")).value, FIXED_ONE);
    ck_assert_uint_eq(
        snapshot_trend(shared, EH, measure("open_cases"), POINTS_WEEK, 3, trend, spans), 3);
    for (int i = 0; i < 3; i++)
        ck_assert(trend[i].suppressed);
    ck_assert_int_eq(snapshot_prepare(snapshot_whole(shared), EH), RESULT_OK);
    ck_assert_int_eq(
        snapshot_figure(snapshot_whole(shared), EH, measure("open_cases")).value, 2 * FIXED_ONE);
    ck_assert_int_eq(snapshot_prepare_team(shared, EH), RESULT_DENIED);
    snapshot_destroy(shared);
}
END_TEST

/* --- what fails --------------------------------------------------------------------------------- */

START_TEST(a_stream_that_takes_nothing_is_said)
{
    const struct report_request request = request_for(REPORT_CSV, SVC, NULL, 0);
    FILE *const full = fopen("/dev/full", "w");
    bool red = true;
    ck_assert_ptr_nonnull(full);
    ck_assert_int_eq(report_write(snapshot, &request, full, &red), RESULT_IO);
    ck_assert(red); /* untouched */
    fclose(full);
}
END_TEST

int main(void)
{
    Suite *const suite = suite_create("report");
    TCase *const cases = tcase_create("report");
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_add_test(cases, a_unit_and_its_children_have_a_row_for_each_measure);
    tcase_add_test(cases, a_level_has_its_units_and_no_others);
    tcase_add_test(cases, a_measure_that_is_named_has_a_row_even_without_data);
    tcase_add_test(cases, with_no_measure_named_all_that_have_data_are_there_with_their_parts);
    tcase_add_test(cases, a_trend_has_a_row_for_each_point_of_the_window_the_oldest_first);
    tcase_add_test(cases, text_has_a_block_for_each_unit_with_the_parts_of_each_figure);
    tcase_add_test(cases, text_says_that_there_is_nothing_to_report);
    tcase_add_test(cases, json_has_the_columns_of_the_csv);
    tcase_add_test(cases, html_has_a_table_and_says_what_is_suppressed);
    tcase_add_test(cases, a_format_is_known_by_its_name);
    tcase_add_test(cases, what_is_shared_hides_small_counts_and_what_is_made_of_them);
    tcase_add_test(cases, a_snapshot_for_other_eyes_hides_what_a_report_for_sharing_does);
    tcase_add_test(cases, a_stream_that_takes_nothing_is_said);
    suite_add_tcase(suite, cases);
    return suite_run(suite);
}

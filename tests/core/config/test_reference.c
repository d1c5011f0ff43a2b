/* The reference data that ship: every published figure of the domain page, and every total. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/config/config.h"
#include "core/model/scorecard.h"
#include "tests/suite.h"

static char cornwall[512];
static struct service *service;

static void load(void)
{
    struct diags diags;
    diags_init(&diags);
    enum result result = config_load(&service, cornwall, &diags);
    diags_print(&diags, stderr);
    ck_assert_int_eq(result, RESULT_OK);
    diags_done(&diags);
}

static void unload(void)
{
    service_destroy(service);
    service = NULL;
}

/* --- sums ------------------------------------------------------------------------------------- */

/* In thousandths, as money and FTE are published. */
static long long thousandths(fixed_t value)
{
    ck_assert_int_eq(value % 10, 0);
    return value / 10;
}

static fixed_t line_of(const struct reference_sum *sum, const char *name)
{
    for (size_t i = 0; i < sum->line_count; i++)
        if (strstr(sum->lines[i].name, name) != NULL)
            return sum->lines[i].amount;
    ck_abort_msg("no line %s", name);
    return 0;
}

static void assert_sum(const struct reference_sum *sum, size_t lines, long long total)
{
    ck_assert_uint_eq(sum->line_count, lines);
    ck_assert_int_eq(thousandths(sum->total), total);
    ck_assert_int_eq(thousandths(reference_sum_of(sum->lines, sum->line_count)), total);
}

START_TEST(budgeted_posts_add_up_to_1002_98)
{
    const struct reference_sum *posts = &service->reference.establishment;
    assert_sum(posts, 11, 1002980);
    ck_assert_int_eq(thousandths(line_of(posts, "West")), 140820);
    ck_assert_int_eq(thousandths(line_of(posts, "Mid")), 164700);
    ck_assert_int_eq(thousandths(line_of(posts, "East")), 129310);
}
END_TEST

/* A unit that stood for two lines, or twice for one, would be counted twice. */
START_TEST(no_team_stands_for_two_lines)
{
    const struct reference_sum *posts = &service->reference.establishment;
    unit_index units = unit_tree_count(service->units);
    for (unit_index team = 0; team < units; team++) {
        int times = 0;
        for (size_t i = 0; i < posts->line_count; i++)
            for (size_t j = 0; j < posts->lines[i].unit_count; j++)
                times += unit_is_within(service->units, team, posts->lines[i].units[j]);
        ck_assert_msg(times <= 1, "%s", unit_tree_at(service->units, team)->id);
    }
}
END_TEST

START_TEST(the_budget_adds_up_to_58_976)
{
    const struct reference *reference = &service->reference;
    ck_assert_uint_eq(reference->budget_count, 5);
    assert_sum(&reference->budget[0], 7, 68623);
    assert_sum(&reference->budget[1], 4, -7702);
    assert_sum(&reference->budget[2], 4, 58976);
    assert_sum(&reference->budget[3], 13, 58976);
    assert_sum(&reference->budget[4], 4, 58976);
    ck_assert_int_eq(thousandths(line_of(&reference->budget[4], "2017/18")), 59274);
    ck_assert_int_eq(thousandths(line_of(&reference->budget[4], "cuts")), -2118);
}
END_TEST

START_TEST(savings_cfs3_to_cfs31_add_up_to_2_118)
{
    const struct reference_sum *savings = &service->reference.savings;
    assert_sum(savings, 18, 2118);
    ck_assert_str_eq(savings->lines[0].id, "CFS3");
    ck_assert_str_eq(savings->lines[17].id, "CFS31");
}
END_TEST

/* --- the scorecard ---------------------------------------------------------------------------- */

static const struct indicator *indicator(const char *number)
{
    const struct scorecard *card = &service->reference.scorecard;
    for (size_t i = 0; i < card->section_count; i++)
        for (size_t j = 0; j < card->sections[i].count; j++)
            if (strcmp(card->sections[i].indicators[j].number, number) == 0)
                return &card->sections[i].indicators[j];
    ck_abort_msg("no indicator %s", number);
    return NULL;
}

/* The plan's table, cell by cell: neighbours, Cornwall, national and polarity. "" is an empty cell. */
static const struct {
    const char *number, *neighbours, *own, *england;
    enum polarity better;
} plan[] = {
    {"1.1", "Not available", "43.7", "N/A", POLARITY_MORE},
    {"1.2", "Not available", "557.0", "N/A", POLARITY_LESS},
    {"1.3", "421.4", "311.9", "532.2", POLARITY_LESS},
    {"1.4", "117.1", "70.2", "147.5", POLARITY_LESS},
    {"1.5", "60.0", "44.0", "62.6", POLARITY_LESS},
    {"1.6", "38.5", "35.9", "43.1", POLARITY_LESS},
    {"1.7", "Not available", "271.6", "489.5", POLARITY_LESS},
    {"1.8", "57.6", "39.0", "60", POLARITY_LESS},
    {"1.9", "280.5", "275.6", "N/A", POLARITY_LESS},
    {"2.1", "19.6", "15.9", "22.3", POLARITY_LESS},
    {"2.2", "3.9", "8.5", "9.9", POLARITY_LESS},
    {"2.3", "Not available", "41.7", "N/A", POLARITY_LESS},
    {"2.4", "Not available", "40.4", "N/A", POLARITY_LESS},
    {"2.5", "79.6", "91.0", "83.0", POLARITY_MORE},
    {"2.6", "83.0", "88.5", "77.0", POLARITY_MORE},
    {"2.7", "Not available", "TBC", "N/A", POLARITY_MORE},
    {"3.1", "2.7", "1.6", "2.1", POLARITY_LESS},
    {"3.2", "3.5", "4.0", "3.8", POLARITY_LESS},
    {"3.3", "22.0", "12.6", "N/A", POLARITY_LESS},
    {"3.4", "Not available", "12.3", "N/A", POLARITY_LESS},
    {"4.1", "10.1", "16.4", "10.0", POLARITY_LESS},
    {"4.2", "23.9", "<5", "5.97", POLARITY_NONE},
    {"4.3", "Not available", "N/A", "0.036", POLARITY_NONE},
    {"4.4", "TBC", "TBC", "N/A", POLARITY_MORE},
    {"4.5", "47.9", "74.0", "N/A", POLARITY_MORE},
    {"5.1", "486.5", "410.0", "", POLARITY_LESS},
    {"5.2", "189.2", "222.0", "", POLARITY_LESS},
    {"5.3", "17.2", "17.0", "14.8", POLARITY_MORE},
    {"5.4", "Not available", "91.6", "N/A", POLARITY_MORE},
    {"6.1", "Not available", "88.3", "", POLARITY_MORE},
    {"6.2", "Not available", "TBC", "", POLARITY_MORE},
};
#define PLAN (sizeof plan / sizeof plan[0])

static void assert_published(const struct published *figure, const char *text)
{
    fixed_t value;
    ck_assert_str_eq(figure->text != NULL ? figure->text : "", text);
    if (fixed_parse(text, strlen(text), false, &value)) {
        ck_assert_int_eq(figure->kind, PUBLISHED_EXACT);
        ck_assert_int_eq(figure->value, value);
    } else {
        ck_assert_int_eq(figure->kind, text[0] == '<' ? PUBLISHED_BELOW : PUBLISHED_UNKNOWN);
    }
}

START_TEST(the_indicator_table_is_the_plans)
{
    size_t rows = 0;
    for (size_t i = 0; i < 6; i++)
        rows += service->reference.scorecard.sections[i].count;
    ck_assert_uint_eq(rows, PLAN);
    for (size_t i = 0; i < PLAN; i++) {
        const struct indicator *row = indicator(plan[i].number);
        ck_assert_uint_eq(row->period_count, 1);
        assert_published(&row->periods[0].neighbours, plan[i].neighbours);
        assert_published(&row->periods[0].own, plan[i].own);
        assert_published(&row->periods[0].england, plan[i].england);
        ck_assert_msg(row->better == plan[i].better, "%s", plan[i].number);
    }
}
END_TEST

START_TEST(the_targets_are_the_plans)
{
    static const char *const goals[] = {
        ">75", "<20", "<40", "<20", "<45", "<16", ">70", ">20", ">90", ">75"};
    const struct scorecard *card = &service->reference.scorecard;
    ck_assert_uint_eq(card->target_count, 10);
    for (size_t i = 0; i < 10; i++) {
        char number[8];
        snprintf(number, sizeof number, "%zu", 22 + i);
        ck_assert_str_eq(card->targets[i].number, number);
        ck_assert_str_eq(card->targets[i].goal.text, goals[i]);
    }
}
END_TEST

static enum status status_of_plan(const char *number)
{
    const struct indicator *row = indicator(number);
    return indicator_status(row, &row->periods[0].own, service->reference.scorecard.tolerance);
}

START_TEST(targets_are_met_close_or_missed)
{
    ck_assert_int_eq(status_of_plan("2.1"), STATUS_GREEN); /* 15.9 < 20 */
    ck_assert_int_eq(status_of_plan("4.1"), STATUS_AMBER); /* 16.4: within 5 % of 16 */
    ck_assert_int_eq(status_of_plan("4.5"), STATUS_AMBER); /* 74.0: within 5 % of 75 */
    ck_assert_int_eq(status_of_plan("2.2"), STATUS_NONE);  /* no target */
    ck_assert_int_eq(status_of_plan("1.8"), STATUS_NONE);  /* children are not judged */
}
END_TEST

START_TEST(only_periods_that_had_ended_count)
{
    const struct indicator *repeat = indicator("7.1");
    day_t before = day_from_civil(2020, 3, 30);
    ck_assert_uint_eq(indicator_periods(repeat, before), 7);
    ck_assert_str_eq(indicator_latest(repeat, before)->own.text, "19.5");
    ck_assert_str_eq(indicator_latest(repeat, before + 1)->own.text, "20.5");
    ck_assert_ptr_null(indicator_latest(repeat, day_from_civil(2013, 3, 30)));
}
END_TEST

START_TEST(travel_goes_by_the_last_two_figures_and_polarity)
{
    const struct indicator *repeat = indicator("7.1");
    ck_assert_int_eq(indicator_travel(repeat, day_from_civil(2018, 6, 1)), TRAVEL_BETTER_DOWN);
    ck_assert_int_eq(indicator_travel(repeat, day_from_civil(2019, 6, 1)), TRAVEL_WORSE_UP);
    /* 2014 and 2015 were not available: 2016 stands against 2013. */
    ck_assert_int_eq(indicator_travel(repeat, day_from_civil(2016, 6, 1)), TRAVEL_BETTER_DOWN);
    ck_assert_int_eq(indicator_travel(repeat, day_from_civil(2013, 6, 1)), TRAVEL_NONE);
    ck_assert_int_eq(indicator_travel(indicator("7.4"), day_from_civil(2025, 6, 1)), TRAVEL_UP);
    ck_assert_int_eq(indicator_travel(indicator("7.4"), day_from_civil(2022, 6, 1)), TRAVEL_SAME);
}
END_TEST

START_TEST(the_best_quarter_is_a_bound_on_the_better_side)
{
    const struct indicator *repeat = indicator("7.1");
    ck_assert(indicator_in_best_quarter(repeat, &repeat->periods[4]));  /* 15.9 of 15.9 */
    ck_assert(!indicator_in_best_quarter(repeat, &repeat->periods[6])); /* 19.5 of 16.7 */
    ck_assert(!indicator_in_best_quarter(repeat, &repeat->periods[1])); /* not available */
    ck_assert(!indicator_in_best_quarter(indicator("7.4"), &indicator("7.4")->periods[0]));
}
END_TEST

/* --- the rest --------------------------------------------------------------------------------- */

START_TEST(risks_score_20_16_and_12)
{
    static const int scores[] = {20, 16, 12};
    const struct reference *reference = &service->reference;
    ck_assert_uint_eq(reference->risk_count, 3);
    for (size_t i = 0; i < 3; i++)
        ck_assert_int_eq(reference->risks[i].likelihood * reference->risks[i].impact, scores[i]);
}
END_TEST

START_TEST(requests_are_those_of_the_evaluation)
{
    static const int counts[][3] = {{4224, 1242, 507}, {4843, 1346, 701}, {5610, 1578, 1159}};
    const struct front_doors *doors = &service->reference.front_doors;
    ck_assert_uint_eq(doors->period_count, 3);
    for (size_t i = 0; i < 3; i++) {
        const struct request_period *period = &doors->periods[i];
        ck_assert_int_eq(period->total, counts[i][0] * FIXED_ONE);
        ck_assert_uint_eq(period->source_count, 2);
        ck_assert_str_eq(period->sources[0].source, "schools");
        ck_assert_int_eq(period->sources[0].count, counts[i][1] * FIXED_ONE);
        ck_assert_str_eq(period->sources[1].source, "family");
        ck_assert_int_eq(period->sources[1].count, counts[i][2] * FIXED_ONE);
    }
    ck_assert_int_eq(doors->periods[2].from, day_from_civil(2019, 9, 1));
    ck_assert_int_eq(doors->periods[2].last, day_from_civil(2020, 2, 29));
}
END_TEST

static void assert_row(size_t table, size_t row, const char *values)
{
    const struct reference_row *at = &service->reference.tables[table].rows[row];
    char said[64] = "";
    for (size_t i = 0; i < at->count; i++) {
        strcat(said, i > 0 ? " " : "");
        strcat(said, at->values[i].kind == PUBLISHED_UNKNOWN ? "-" : at->values[i].text);
    }
    ck_assert_str_eq(said, values);
}

START_TEST(workforce_figures_are_those_of_the_evaluation)
{
    static const char *const answers[] = {
        "36 37", "42 41", "86 82", "54 55", "32 31", "96 93", "9 5.5", "23 18", "48 33"};
    ck_assert_uint_eq(service->reference.table_count, 4);
    assert_row(0, 0, "1358 1584 1678");
    assert_row(1, 0, "5.38 5.17 4.77");
    assert_row(1, 1, "4.22 3.01 2.2");
    assert_row(1, 2, "- 5.16 -");
    assert_row(2, 0, "145 404");
    ck_assert_uint_eq(service->reference.tables[3].row_count, 9);
    for (size_t i = 0; i < 9; i++)
        assert_row(3, i, answers[i]);
}
END_TEST

int main(int argc, char **argv)
{
    if (argc < 2)
        return EXIT_FAILURE;
    snprintf(cornwall, sizeof cornwall, "%s/config/cornwall", argv[1]);
    TCase *cases = tcase_create("reference");
    tcase_add_checked_fixture(cases, load, unload);
    tcase_add_test(cases, budgeted_posts_add_up_to_1002_98);
    tcase_add_test(cases, no_team_stands_for_two_lines);
    tcase_add_test(cases, the_budget_adds_up_to_58_976);
    tcase_add_test(cases, savings_cfs3_to_cfs31_add_up_to_2_118);
    tcase_add_test(cases, the_indicator_table_is_the_plans);
    tcase_add_test(cases, the_targets_are_the_plans);
    tcase_add_test(cases, targets_are_met_close_or_missed);
    tcase_add_test(cases, only_periods_that_had_ended_count);
    tcase_add_test(cases, travel_goes_by_the_last_two_figures_and_polarity);
    tcase_add_test(cases, the_best_quarter_is_a_bound_on_the_better_side);
    tcase_add_test(cases, risks_score_20_16_and_12);
    tcase_add_test(cases, requests_are_those_of_the_evaluation);
    tcase_add_test(cases, workforce_figures_are_those_of_the_evaluation);
    Suite *suite = suite_create("reference");
    suite_add_tcase(suite, cases);
    return suite_run(suite);
}

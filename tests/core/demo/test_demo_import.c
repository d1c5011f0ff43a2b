/* The demo as a user meets it: its files import without a reject, and its figures are near what is
 * published. */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "core/demo/demo.h"
#include "core/demo/teams.h"
#include "tests/core/demo/imported.h"
#include "tests/suite.h"

static struct imported cornwall;
static int64_t rejected;

static void setup(void)
{
    struct demo *demo = NULL;
    imported_setup(&cornwall, CORNWALL);
    ck_assert_int_eq(demo_generate(&demo, DEMO_SEED, DEMO_FROM, DEMO_UNTIL), RESULT_OK);
    ck_assert_int_eq(
        demo_write(demo, DEMO_AS_AT, cornwall.scratch.folder, &cornwall.diags), RESULT_OK);
    demo_destroy(demo);
    for (size_t i = 0; i < DEMO_FILES; i++)
        rejected +=
            imported_take(&cornwall, scratch_path(&cornwall.scratch, demo_file(i))).rejected;
    imported_look(&cornwall);
}

static void teardown(void)
{
    imported_teardown(&cornwall);
}

static fixed_t value_on(const char *unit, const char *measure, day_t day)
{
    const struct figure figure = imported_figure(&cornwall, unit, measure, day);
    ck_assert_msg(figure.has_data && figure.has_value, "%s has no %s", unit, measure);
    return figure.value;
}

/* Within so many per mille of what is published; both in ten-thousandths. */
static void near(const char *what, fixed_t value, fixed_t published, int per_mille)
{
    char ours[FIXED_TEXT_SIZE], theirs[FIXED_TEXT_SIZE];
    printf("%-50s %10s  published %s\n", what, fixed_text_rounded(value, 2, ours),
        fixed_text_rounded(published, 2, theirs));
    const fixed_t off = value > published ? value - published : published - value;
    ck_assert_msg(off * 1000 <= published * per_mille, "%s: %s, published %s", what, ours, theirs);
}

START_TEST(every_file_imports_without_a_reject)
{
    ck_assert_int_eq(rejected, 0);
    ck_assert_uint_eq(diags_count(&cornwall.diags, DIAG_WARNING), 0);
}
END_TEST

START_TEST(every_team_has_people_and_no_team_is_unknown)
{
    for (int team = 0; team < DEMO_TEAM_COUNT; team++)
        ck_assert_int_gt(value_on(DEMO_TEAMS[team].unit, "fte_in_post", DEMO_AS_AT), 0);
}
END_TEST

/* The business plan's budgeted FTE, "Resources: Staffing", exactly. */
static fixed_t establishment(const char *const *units)
{
    fixed_t sum = 0;
    for (; *units != NULL; units++)
        sum += value_on(*units, "establishment_fte", day_from_civil(2018, 3, 31));
    return sum;
}

START_TEST(budgeted_fte_is_that_of_the_business_plan)
{
    static const struct {
        const char *units[4];
        fixed_t fte;
    } lines[] = {
        {{"psychology"}, 548900},
        {{"dct-west", "dct-mid", "dct-east"}, 1586000},
        {{"gweres-tus-yowynk", "sixteen-plus", "fostering-adoption"}, 1168900 - 148900},
        {{"family-plus"}, 148900},
        {{"practice-policy"}, 170100},
        {{"west"}, 1408200 + 520000}, /* and the area's disabled children's team */
        {{"mid", "maru", "early-help-hub"}, 1647000 + 10000 + 580000}, /* Early Help Central */
        {{"east", "out-of-hours"}, 1293100 + 486000},
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        ck_assert_int_eq(establishment(lines[i].units), lines[i].fte);
}
END_TEST

START_TEST(requests_for_early_help_are_those_the_evaluation_counts)
{
    static const struct {
        int from_year, from_month, to_year, to_month, total, schools, family;
    } periods[] = {
        {2018, 1, 2018, 6, 4224, 1242, 507},
        {2019, 1, 2019, 6, 4843, 1346, 701},
        {2019, 9, 2020, 2, 5610, 1578, 1159},
    };
    static const char *const measures[] = {"requests", "requests.schools", "requests.family"};
    for (size_t i = 0; i < sizeof periods / sizeof periods[0]; i++) {
        const int published[] = {periods[i].total, periods[i].schools, periods[i].family};
        const struct span span = {day_from_civil(periods[i].from_year, periods[i].from_month, 1),
            day_month_end(day_from_civil(periods[i].to_year, periods[i].to_month, 1))};
        for (size_t j = 0; j < 3; j++)
            ck_assert_int_eq(imported_sum(&cornwall, "early-help-hub", measures[j], span),
                published[j] * FIXED_ONE);
    }
}
END_TEST

START_TEST(sickness_is_near_the_rates_of_the_evaluation)
{
    static const struct {
        const char *what, *unit;
        int year, month, day;
        fixed_t rate;
    } rates[] = {
        {"Children and Families, March 2018", "children-families", 2018, 3, 31, 53800},
        {"Children and Families, March 2019", "children-families", 2019, 3, 31, 51700},
        {"Children and Families, February 2020", "children-families", 2020, 2, 29, 47700},
        {"Education, March 2018", "education", 2018, 3, 31, 42200},
        {"Education, March 2019", "education", 2019, 3, 31, 30100},
        {"Education, February 2020", "education", 2020, 2, 29, 22000},
        {"Health and Wellbeing, February 2019", "health-wellbeing", 2019, 2, 28, 51600},
    };
    for (size_t i = 0; i < sizeof rates / sizeof rates[0]; i++)
        near(rates[i].what,
            value_on(rates[i].unit, "sickness_rate",
                day_from_civil(rates[i].year, rates[i].month, rates[i].day)),
            rates[i].rate, 60);
}
END_TEST

START_TEST(stress_is_the_largest_reason)
{
    static const char *const others[] = {
        "musculoskeletal", "cold or flu", "digestive", "surgery", "headache", "other"};
    const struct span span = window_span(WINDOW_12M, DEMO_AS_AT);
    const fixed_t stress =
        imported_days(&cornwall, "children-families", PART_FTE_ABSENT, "stress", span);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        ck_assert_int_gt(stress,
            imported_days(&cornwall, "children-families", PART_FTE_ABSENT, others[i], span));
}
END_TEST

/* Children open to social care: all but those with early help alone, whom no category hides. */
static fixed_t social_care(day_t day)
{
    return value_on("tff", "open_cases", day) - value_on("tff", "open_cases.early_help", day);
}

START_TEST(children_in_need_are_near_the_published_counts)
{
    near("Children in need, 31 March 2017", social_care(day_from_civil(2017, 3, 31)),
        2924 * FIXED_ONE, 50);
    near("Children in need, 31 March 2018", social_care(day_from_civil(2018, 3, 31)),
        3632 * FIXED_ONE, 50);
    near("Children in need, 31 March 2019", social_care(day_from_civil(2019, 3, 31)),
        4149 * FIXED_ONE, 50);
    near("On a protection plan", value_on("tff", "open_cases.cp", day_from_civil(2018, 3, 31)),
        377 * FIXED_ONE, 50);
    near("Looked after", value_on("tff", "open_cases.cla", day_from_civil(2019, 3, 31)),
        440 * FIXED_ONE, 50);
}
END_TEST

START_TEST(referrals_of_a_year_reach_the_maru_to_the_last)
{
    const struct span year = {day_from_civil(2018, 4, 1), day_from_civil(2019, 3, 31)};
    near("Children opened by the MARU, 2018/19",
        imported_sum(&cornwall, "maru", "cases_opened", year), 5152 * FIXED_ONE, 20);
}
END_TEST

START_TEST(vacancies_and_agency_are_near_the_published_ones)
{
    const day_t september = day_from_civil(2019, 9, 30);
    near("Vacancy rate, September 2019", value_on("children-families", "vacancy_rate", september),
        121000, 150);
    const fixed_t agency = value_on("children-families", "agency_fte", september);
    ck_assert_int_ge(agency, 80000); /* 10.0 FTE are published */
    ck_assert_int_le(agency, 130000);
}
END_TEST

/* --- the stories ------------------------------------------------------------------------------ */

START_TEST(early_help_penwith_is_in_trouble_since_the_autumn_of_2019)
{
    ck_assert_int_gt(value_on("eh-penwith", "open_cases", DEMO_AS_AT),
        value_on("eh-penwith", "open_cases", day_from_civil(2019, 8, 31)) * 5 / 4);
    ck_assert_int_gt(value_on("eh-penwith", "pressure", DEMO_AS_AT),
        value_on("eh-kerrier", "pressure", DEMO_AS_AT));
    const struct span winter = {day_from_civil(2019, 11, 1), DEMO_AS_AT};
    const struct span winter_before = {day_from_civil(2018, 11, 1), day_from_civil(2019, 3, 2)};
    ck_assert_int_gt(imported_days(&cornwall, "eh-penwith", PART_FTE_ABSENT, "", winter),
        imported_days(&cornwall, "eh-penwith", PART_FTE_ABSENT, "", winter_before));
}
END_TEST

START_TEST(family_assessment_mid_2_cannot_fill_its_posts)
{
    ck_assert_int_gt(value_on("fast-mid-2", "vacancy_rate", DEMO_AS_AT),
        value_on("fast-mid-1", "vacancy_rate", DEMO_AS_AT) * 3 / 2);
}
END_TEST

START_TEST(child_protection_east_1_has_recovered)
{
    ck_assert_int_lt(value_on("cp-east-1", "vacancy_rate", DEMO_AS_AT),
        value_on("cp-east-1", "vacancy_rate", day_from_civil(2018, 9, 30)) / 2);
    ck_assert_int_lt(value_on("cp-east-1", "open_cases", DEMO_AS_AT),
        value_on("cp-east-1", "open_cases", day_from_civil(2018, 9, 30)));
}
END_TEST

START_TEST(children_in_care_east_only_had_a_bad_week)
{
    const day_t monday = day_from_civil(2020, 2, 24);
    const struct span week = {monday, monday + 6};
    const struct span weeks_before = {monday - 7 * 7, monday - 1};
    const fixed_t lost = imported_days(&cornwall, "cic-east", PART_FTE_ABSENT, "cold or flu", week);
    const fixed_t before =
        imported_days(&cornwall, "cic-east", PART_FTE_ABSENT, "cold or flu", weeks_before);
    ck_assert_int_ge(lost, 6 * FIXED_ONE);
    ck_assert_int_gt(lost, before);
    ck_assert_int_le(
        imported_sum(&cornwall, "cic-east", "fte_absent", (struct span){DEMO_AS_AT, DEMO_AS_AT}),
        2 * FIXED_ONE);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("demo import");
    TCase *cases = tcase_create("figures");
    tcase_set_timeout(cases, 150);
    tcase_add_unchecked_fixture(cases, setup, teardown);
    tcase_add_test(cases, every_file_imports_without_a_reject);
    tcase_add_test(cases, every_team_has_people_and_no_team_is_unknown);
    tcase_add_test(cases, budgeted_fte_is_that_of_the_business_plan);
    tcase_add_test(cases, requests_for_early_help_are_those_the_evaluation_counts);
    tcase_add_test(cases, sickness_is_near_the_rates_of_the_evaluation);
    tcase_add_test(cases, stress_is_the_largest_reason);
    tcase_add_test(cases, children_in_need_are_near_the_published_counts);
    tcase_add_test(cases, referrals_of_a_year_reach_the_maru_to_the_last);
    tcase_add_test(cases, vacancies_and_agency_are_near_the_published_ones);
    tcase_add_test(cases, early_help_penwith_is_in_trouble_since_the_autumn_of_2019);
    tcase_add_test(cases, family_assessment_mid_2_cannot_fill_its_posts);
    tcase_add_test(cases, child_protection_east_1_has_recovered);
    tcase_add_test(cases, children_in_care_east_only_had_a_bad_week);
    suite_add_tcase(suite, cases);
    return suite_run(suite);
}

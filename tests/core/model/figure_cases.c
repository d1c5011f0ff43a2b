#include "core/model/figure.h"
#include "tests/core/model/bench.h"
#include "tests/core/model/cases.h"

#define LEAP_DAY   day_from_civil(2024, 2, 29)
#define D(y, m, d) day_from_civil(y, m, d)

static struct figure figure(const struct bench *bench, const char *measure, day_t day)
{
    return figure_at(&bench->source, &bench->service, TEAM_A, NAMED(measure), WINDOW_12M, day);
}

/* The child protection team of the worked example, on 29 February 2024. */
static void fill_team(struct bench *bench)
{
    bench_init(bench);
    SPELLS(bench, TEAM_A, PART_OPEN_CASES, "", {D(2023, 5, 1), fte(3), 0});
    SPELLS(bench, TEAM_A, PART_OPEN_CASES, "cp", {D(2023, 5, 1), fte(2), 0});
    SPELLS(bench, TEAM_A, PART_CASES_HELD, "", {D(2023, 5, 1), fte(3), 0});
    SPELLS(bench, TEAM_A, PART_CASE_HOLDING_FTE, "", {D(2023, 5, 1), fte(1.8), 0});
    SPELLS(bench, TEAM_A, PART_FTE_IN_POST, "", {D(2023, 1, 1), fte(2), 0},
        {D(2024, 1, 1), fte(1), 0});
    SPELLS(bench, TEAM_A, PART_VACANT_FTE, "", {D(2024, 1, 1), fte(1.5405), 0});
    SPELLS(bench, TEAM_A, PART_CASE_HOLDING_POSTS_FTE, "", {D(2023, 1, 1), fte(1), 0});
    SPELLS(bench, TEAM_A, PART_CASE_HOLDING_FTE_ABSENT, "", {D(2024, 2, 28), fte(0.5), 0},
        {D(2024, 3, 1), fte(1), 0});
    SPELLS(bench, TEAM_A, PART_FTE_ABSENT, "", {D(2024, 2, 20), fte(0.5), 0},
        {D(2024, 3, 1), fte(1), 0});
    SPELLS(bench, TEAM_A, PART_LEAVERS_FTE, "", {D(2023, 2, 28), fte(1), 0},
        {D(2024, 1, 1), fte(0.4), 0});
    SPELLS(bench, TEAM_A, PART_OLDEST_UNALLOCATED, "", {D(2024, 2, 25), 0, D(2024, 2, 20)},
        {D(2024, 3, 1), 0, DAY_NONE});
}

static void expect(const struct figure *figure, double numerator, double denominator, double value)
{
    ck_assert(figure->has_data && figure->has_numerator);
    ck_assert(figure->has_denominator && figure->has_value);
    ck_assert_int_eq(figure->numerator, fte(numerator));
    ck_assert_int_eq(figure->denominator, fte(denominator));
    ck_assert_int_eq(figure->value, fte(value));
}

START_TEST(a_count_is_exact_and_has_no_denominator)
{
    struct bench bench;
    fill_team(&bench);
    struct figure open = figure(&bench, "open_cases", LEAP_DAY);
    ck_assert(open.has_data && open.has_numerator && open.has_value && !open.has_denominator);
    ck_assert_int_eq(open.value, fte(3));
    ck_assert_int_eq(figure(&bench, "open_cases.cp", LEAP_DAY).value, fte(2));
    ck_assert_int_eq(figure(&bench, "establishment_fte", LEAP_DAY).value, fte(2.5405));
    ck_assert_int_eq(figure(&bench, "open_cases", D(2023, 4, 30)).value, 0);
    bench_done(&bench);
}
END_TEST

START_TEST(ratios_are_divided_once_from_their_parts)
{
    struct bench bench;
    fill_team(&bench);
    struct figure caseload = figure(&bench, "average_caseload", LEAP_DAY);
    expect(&caseload, 3, 1.8, 1.6667);
    struct figure vacancy = figure(&bench, "vacancy_rate", LEAP_DAY);
    expect(&vacancy, 1.5405, 2.5405, 60.6377);
    struct figure turnover = figure(&bench, "turnover_rate", LEAP_DAY);
    expect(&turnover, 0.4, 1, 40);
    struct figure pressure = figure(&bench, "pressure", LEAP_DAY);
    expect(&pressure, 3, 0.5, 6);
    bench_done(&bench);
}
END_TEST

START_TEST(sickness_is_days_lost_over_days_in_post)
{
    struct bench bench;
    fill_team(&bench);
    /* 20 to 29 February at a half: 5 days. In post 1 March to 31 December 2023 at 2, then 60 days
     * at 1: 672. Over 366 days that is 1.8361 on average. */
    struct figure rate = figure(&bench, "sickness_rate", LEAP_DAY);
    expect(&rate, 5, 672, 0.7440);
    struct figure lost = figure(&bench, "days_lost_per_fte", LEAP_DAY);
    expect(&lost, 5, 1.8361, 2.7232);
    bench_done(&bench);
}
END_TEST

START_TEST(sickness_on_working_days_leaves_out_weekends)
{
    struct bench bench;
    fill_team(&bench);
    bench.service.calendar.basis = BASIS_WORKING;
    struct figure week = figure_over(&bench.source, &bench.service, TEAM_A, NAMED("sickness_rate"),
        points_span(POINTS_WEEK, D(2024, 2, 25), 0));
    /* 19 to 25 February: Tuesday to Friday at a half, of five days. */
    expect(&week, 2, 5, 40);
    bench_done(&bench);
}
END_TEST

START_TEST(turnover_takes_twelve_months_whatever_is_asked_but_a_point_is_itself)
{
    struct bench bench;
    fill_team(&bench);
    struct measure_ref turnover = NAMED("turnover_rate");
    ck_assert_int_eq(
        figure_at(&bench.source, &bench.service, TEAM_A, turnover, WINDOW_1W, LEAP_DAY).numerator,
        fte(0.4));
    ck_assert_int_eq(figure_over(&bench.source, &bench.service, TEAM_A, turnover,
                         (struct span){LEAP_DAY - 6, LEAP_DAY})
                         .numerator,
        0);
    bench_done(&bench);
}
END_TEST

START_TEST(a_denominator_of_0_is_no_value_and_keeps_its_numerator)
{
    struct bench bench;
    fill_team(&bench);
    struct figure pressure = figure(&bench, "pressure", D(2024, 3, 1));
    ck_assert(pressure.has_data && pressure.has_numerator && pressure.has_denominator);
    ck_assert(!pressure.has_value);
    ck_assert_int_eq(pressure.numerator, fte(3));
    ck_assert_int_eq(pressure.denominator, 0);
    bench_done(&bench);
}
END_TEST

START_TEST(the_oldest_unallocated_has_an_age_only_while_somebody_waits)
{
    struct bench bench;
    fill_team(&bench);
    ck_assert_int_eq(figure(&bench, "oldest_unallocated_days", LEAP_DAY).value, fte(9));
    struct figure nobody = figure(&bench, "oldest_unallocated_days", D(2024, 3, 1));
    ck_assert(nobody.has_data && !nobody.has_numerator && !nobody.has_value);
    bench_done(&bench);
}
END_TEST

START_TEST(no_data_is_not_0)
{
    struct bench bench;
    bench_init(&bench);
    ck_assert(!figure(&bench, "open_cases", LEAP_DAY).has_data);
    SPELLS(&bench, TEAM_A, PART_OPEN_CASES, "", {D(2023, 5, 1), fte(3), 0});
    ck_assert(figure(&bench, "open_cases", LEAP_DAY).has_data);
    /* The feed mentioned the unit and nobody was ever unallocated: 0, though there is no series. */
    ck_assert(figure(&bench, "unallocated_cases", LEAP_DAY).has_value);
    ck_assert(!figure(&bench, "open_cases.cp", LEAP_DAY).has_data);
    ck_assert(!figure(&bench, "average_caseload", LEAP_DAY).has_data);
    SPELLS(&bench, TEAM_A, PART_FTE_IN_POST, "", {D(2023, 1, 1), fte(2), 0});
    ck_assert(figure(&bench, "average_caseload", LEAP_DAY).has_data);
    ck_assert(figure(&bench, "vacancy_rate", LEAP_DAY).has_value);
    ck_assert(!figure(&bench, "sickness_rate", LEAP_DAY).has_data); /* absences: never imported */
    ck_assert(!figure(&bench, "pressure", LEAP_DAY).has_data);
    ck_assert(!figure(&bench, "requests", LEAP_DAY).has_data);
    bench_done(&bench);
}
END_TEST

/* Cornwall in the DfE children's social work workforce statistics, 30 September 2025. */
static void fill_readings(struct bench *bench)
{
    bench_init(bench);
    READINGS(bench, TEAM_A, PART_FTE_IN_POST, "", {D(2025, 9, 30), fte(238.4), 12});
    READINGS(bench, TEAM_A, PART_VACANT_FTE, "", {D(2025, 9, 30), fte(61.9), 12});
    READINGS(bench, TEAM_A, PART_AGENCY_FTE, "", {D(2025, 9, 30), fte(18.6), 12});
    READINGS(bench, TEAM_A, PART_CASES_HELD, "", {D(2025, 9, 30), fte(2192), 12});
    READINGS(bench, TEAM_A, PART_CASE_HOLDING_FTE, "", {D(2025, 9, 30), fte(134.4), 12});
    READINGS(bench, TEAM_A, PART_FTE_DAYS_LOST, "", {D(2025, 9, 30), fte(2937.7), 12});
    READINGS(bench, TEAM_A, PART_FTE_DAYS, "", {D(2025, 9, 30), fte(238.4) * 253, 12});
    READINGS(bench, TEAM_A, PART_LEAVERS_FTE, "", {D(2025, 9, 30), fte(27.8), 12});
}

START_TEST(rates_from_published_parts_are_the_published_rates)
{
    struct bench bench;
    fill_readings(&bench);
    static const struct {
        const char *measure;
        const char *published;
    } RATES[] = {{"vacancy_rate", "20.6"}, {"agency_rate", "7.2"}, {"average_caseload", "16.3"},
        {"sickness_rate", "4.9"}, {"turnover_rate", "11.7"}};
    for (size_t i = 0; i < sizeof RATES / sizeof *RATES; i++) {
        char text[FIXED_TEXT_SIZE];
        struct figure rate = figure(&bench, RATES[i].measure, D(2025, 12, 31));
        ck_assert(rate.has_value);
        ck_assert_str_eq(fixed_text_rounded(rate.value, 1, text), RATES[i].published);
    }
    struct figure lost = figure(&bench, "days_lost_per_fte", D(2025, 9, 30));
    expect(&lost, 2937.7, 238.4, 12.3226);
    bench_done(&bench);
}
END_TEST

START_TEST(a_reading_that_is_unknown_or_out_of_the_window_is_no_value)
{
    struct bench bench;
    fill_readings(&bench);
    ck_assert(!figure(&bench, "sickness_rate", D(2026, 9, 30)).has_value);
    ck_assert(figure(&bench, "vacancy_rate", D(2026, 9, 30)).has_value);
    ck_assert(!figure(&bench, "vacancy_rate", D(2025, 9, 29)).has_value);
    READINGS(&bench, TEAM_B, PART_FTE_IN_POST, "", {D(2025, 9, 30), fte(10), 12});
    READINGS(&bench, TEAM_B, PART_AGENCY_FTE, "", {D(2025, 9, 30), FIXED_UNKNOWN, 12});
    struct figure rate = figure_at(
        &bench.source, &bench.service, TEAM_B, NAMED("agency_rate"), WINDOW_12M, D(2025, 10, 1));
    ck_assert(rate.has_data && !rate.has_value && !rate.has_numerator && !rate.has_denominator);
    bench_done(&bench);
}
END_TEST

START_TEST(spells_win_over_readings)
{
    struct bench bench;
    fill_readings(&bench);
    SPELLS(&bench, TEAM_A, PART_FTE_IN_POST, "", {D(2023, 1, 1), fte(2), 0});
    ck_assert_int_eq(figure(&bench, "fte_in_post", D(2025, 10, 1)).value, fte(2));
    /* There are no absences from spells, so that the published figure stands, both parts of it. */
    ck_assert_int_eq(figure(&bench, "sickness_rate", D(2025, 10, 1)).denominator, fte(238.4) * 253);
    bench_done(&bench);
}
END_TEST

TCase *figure_cases(void)
{
    TCase *tcase = tcase_create("figure");
    tcase_add_test(tcase, a_count_is_exact_and_has_no_denominator);
    tcase_add_test(tcase, ratios_are_divided_once_from_their_parts);
    tcase_add_test(tcase, sickness_is_days_lost_over_days_in_post);
    tcase_add_test(tcase, sickness_on_working_days_leaves_out_weekends);
    tcase_add_test(tcase, turnover_takes_twelve_months_whatever_is_asked_but_a_point_is_itself);
    tcase_add_test(tcase, a_denominator_of_0_is_no_value_and_keeps_its_numerator);
    tcase_add_test(tcase, the_oldest_unallocated_has_an_age_only_while_somebody_waits);
    tcase_add_test(tcase, no_data_is_not_0);
    tcase_add_test(tcase, rates_from_published_parts_are_the_published_rates);
    tcase_add_test(tcase, a_reading_that_is_unknown_or_out_of_the_window_is_no_value);
    tcase_add_test(tcase, spells_win_over_readings);
    return tcase;
}

#include "core/model/figure.h"
#include "tests/core/model/bench.h"
#include "tests/core/model/cases.h"

#define MOST       200
#define D(y, m, d) day_from_civil(y, m, d)

struct trend {
    size_t count;
    struct figure figures[MOST];
    struct span spans[MOST];
};

static struct trend trend(
    const struct bench *bench, const char *measure, enum points points, day_t day, size_t count)
{
    struct trend trend;
    trend.count = figure_trend(&bench->source, &bench->service, TEAM_A, NAMED(measure), points, day,
        count, trend.figures, trend.spans);
    return trend;
}

START_TEST(a_trend_is_made_of_whole_points_and_each_is_a_figure_of_its_own)
{
    struct bench bench;
    bench_init(&bench);
    SPELLS(&bench, TEAM_A, PART_OPEN_CASES, "", {D(2018, 1, 1), fte(3), 0},
        {D(2024, 2, 29), fte(5), 0}, {D(2024, 3, 2), fte(1), 0});
    SPELLS(&bench, TEAM_A, PART_CASES_OPENED, "", {D(2024, 2, 28), fte(2), 0},
        {D(2024, 3, 2), fte(4), 0});
    struct trend months = trend(&bench, "open_cases", POINTS_MONTH, D(2024, 3, 30), 3);
    ck_assert_uint_eq(months.count, 3);
    ck_assert_int_eq(months.spans[2].last, D(2024, 2, 29));
    ck_assert_int_eq(months.spans[0].from, D(2023, 12, 1));
    ck_assert_int_eq(months.figures[1].value, fte(3));
    ck_assert_int_eq(months.figures[2].value, fte(5));
    struct trend weeks = trend(&bench, "cases_opened", POINTS_WEEK, D(2024, 3, 3), 2);
    ck_assert_int_eq(weeks.spans[1].last, D(2024, 3, 3));
    ck_assert_int_eq(weeks.figures[1].value, fte(6));
    ck_assert_int_eq(weeks.figures[0].value, 0);
    bench_done(&bench);
}
END_TEST

START_TEST(a_long_trend_equals_its_points_one_by_one)
{
    struct bench bench;
    bench_init(&bench);
    SPELLS(&bench, TEAM_A, PART_FTE_IN_POST, "", {D(2010, 1, 1), fte(3), 0},
        {D(2022, 2, 3), fte(5), 0});
    SPELLS(&bench, TEAM_A, PART_FTE_ABSENT, "", {D(2020, 5, 6), fte(0.6), 0},
        {D(2023, 3, 2), fte(0), 0}, {D(2023, 8, 2), fte(1), 0});
    struct trend weeks = trend(&bench, "sickness_rate", POINTS_WEEK, D(2024, 3, 3), MOST);
    ck_assert_uint_eq(weeks.count, MOST);
    for (size_t i = 0; i < MOST; i++) {
        struct figure one = figure_over(&bench.source, &bench.service, TEAM_A,
            NAMED("sickness_rate"), points_span(POINTS_WEEK, D(2024, 3, 3), (int)(MOST - 1 - i)));
        ck_assert_int_eq(weeks.figures[i].numerator, one.numerator);
        ck_assert_int_eq(weeks.figures[i].denominator, one.denominator);
        ck_assert_int_eq(weeks.figures[i].value, one.value);
    }
    bench_done(&bench);
}
END_TEST

START_TEST(points_before_anything_was_known_are_none)
{
    struct bench bench;
    bench_init(&bench);
    SPELLS(&bench, TEAM_A, PART_OPEN_CASES, "", {D(2023, 12, 5), fte(3), 0});
    SPELLS(&bench, TEAM_A, PART_OPEN_CASES, "cp", {D(2024, 2, 5), fte(1), 0});
    struct trend months = trend(&bench, "open_cases", POINTS_MONTH, D(2024, 3, 31), 24);
    ck_assert_uint_eq(months.count, 3);
    ck_assert_int_eq(months.spans[0].from, D(2024, 1, 1));
    /* The category came later; the cases were known, and none of them was of it. */
    struct trend sub = trend(&bench, "open_cases.cp", POINTS_MONTH, D(2024, 3, 31), 24);
    ck_assert_uint_eq(sub.count, 3);
    ck_assert_int_eq(sub.figures[0].value, 0);
    ck_assert_uint_eq(trend(&bench, "fte_in_post", POINTS_MONTH, D(2024, 3, 31), 24).count, 0);
    bench_done(&bench);
}
END_TEST

START_TEST(a_unit_with_readings_alone_has_them_for_points)
{
    struct bench bench;
    bench_init(&bench);
    READINGS(&bench, TEAM_A, PART_REQUESTS, "", {D(2022, 9, 30), fte(10), 12},
        {D(2023, 9, 30), FIXED_UNKNOWN, 12}, {D(2024, 9, 30), fte(30), 12},
        {D(2025, 9, 30), fte(40), 12});
    struct trend years = trend(&bench, "requests", POINTS_WEEK, D(2025, 9, 29), 2);
    ck_assert_uint_eq(years.count, 2);
    ck_assert_int_eq(years.spans[0].from, D(2022, 10, 1));
    ck_assert_int_eq(years.spans[0].last, D(2023, 9, 30));
    ck_assert(years.figures[0].has_data && !years.figures[0].has_value);
    ck_assert_int_eq(years.figures[1].value, fte(30));
    ck_assert_uint_eq(trend(&bench, "requests", POINTS_WEEK, D(2026, 1, 1), 24).count, 4);
    ck_assert_uint_eq(trend(&bench, "requests", POINTS_WEEK, D(2022, 9, 29), 24).count, 0);
    bench_done(&bench);
}
END_TEST

TCase *trend_cases(void)
{
    TCase *tcase = tcase_create("trend");
    tcase_add_test(tcase, a_trend_is_made_of_whole_points_and_each_is_a_figure_of_its_own);
    tcase_add_test(tcase, a_long_trend_equals_its_points_one_by_one);
    tcase_add_test(tcase, points_before_anything_was_known_are_none);
    tcase_add_test(tcase, a_unit_with_readings_alone_has_them_for_points);
    return tcase;
}

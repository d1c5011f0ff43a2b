#include <check.h>
#include <stdlib.h>

#include "tests/core/derive/bench.h"
#include "tests/suite.h"

static struct derived derive_bench(const struct bench *bench)
{
    struct derived derived;
    ck_assert_int_eq(derive(&derived, &bench->service, &bench->spells, bench->imported), RESULT_OK);
    return derived;
}

/* --- a service of two teams ----------------------------------------------------------------- */

/* Service ▸ area ▸ teams a and b, and a second area with team c. */
static void setup_service(struct bench *bench)
{
    bench_init(bench);
    bench_unit(bench, NULL, "service");
    bench_unit(bench, "service", "area");
    bench_unit(bench, "area", "a");
    bench_unit(bench, "area", "b");
    bench_unit(bench, "service", "other");
    bench_unit(bench, "other", "c");
}

static bool has_row(
    const struct bench *bench, const struct derived *derived, const char *unit, const char *key)
{
    return derived_find(derived, bench_find(bench, unit), key) != NULL;
}

static struct series series_of(
    const struct bench *bench, const struct derived *derived, const char *unit, const char *key)
{
    return derived_series(derived, bench_find(bench, unit), key);
}

/* --- what has data -------------------------------------------------------------------------- */

START_TEST(a_case_that_covers_no_day_mentions_its_team_and_counts_nowhere)
{
    struct bench bench;
    setup_service(&bench);
    bench_case(&bench, (struct case_spell){1, bench_find(&bench, "a"), 0, 1, 100, 100, 0});
    struct derived derived = derive_bench(&bench);
    ck_assert(has_row(&bench, &derived, "a", "open_cases"));
    ck_assert(has_row(&bench, &derived, "service", "open_cases.cp"));
    ck_assert(!has_row(&bench, &derived, "b", "open_cases"));
    ck_assert(!has_row(&bench, &derived, "a", "open_cases.cin"));
    ck_assert_int_eq(series_level(series_of(&bench, &derived, "a", "open_cases"), 100), 0);
    ck_assert_int_eq(
        series_total(series_of(&bench, &derived, "a", "cases_opened"), (struct span){0, 999}), 0);
    derived_done(&derived);
    bench_done(&bench);
}
END_TEST

static void add_post(struct bench *bench, const char *team, const char *worker)
{
    bench_post(bench, (struct post_spell){
                          .team = bench_find(bench, team),
                          .worker = bench_text(bench, worker),
                          .fte = 8000,
                          .contract = CONTRACT_PERMANENT,
                          .case_holding = true,
                          .from = 0,
                          .until = DAY_NEVER,
                      });
}

START_TEST(sickness_has_data_where_posts_are_once_absences_came)
{
    struct bench bench;
    setup_service(&bench);
    add_post(&bench, "a", "w");
    struct derived derived = derive_bench(&bench);
    ck_assert(has_row(&bench, &derived, "a", "fte_absent"));
    ck_assert(has_row(&bench, &derived, "service", "long_term_absent"));
    ck_assert(!has_row(&bench, &derived, "b", "fte_absent"));
    derived_done(&derived);

    bench.imported &= ~(1U << FEED_ABSENCES);
    derived = derive_bench(&bench);
    ck_assert(has_row(&bench, &derived, "a", "fte_in_post"));
    ck_assert(!has_row(&bench, &derived, "a", "fte_absent"));
    ck_assert(!has_row(&bench, &derived, "a", "case_holding_fte_absent"));
    derived_done(&derived);
    bench_done(&bench);
}
END_TEST

START_TEST(a_worker_whose_cases_and_post_are_in_two_teams_holds_for_the_area_alone)
{
    struct bench bench;
    setup_service(&bench);
    add_post(&bench, "a", "w");
    bench_case(&bench,
        (struct case_spell){1, bench_find(&bench, "b"), bench_text(&bench, "w"), 0, 10, 20, 0});
    struct derived derived = derive_bench(&bench);
    ck_assert(!has_row(&bench, &derived, "a", "case_holding_fte"));
    ck_assert(!has_row(&bench, &derived, "b", "cases_held"));
    static const char *const above[] = {"area", "service"};
    for (size_t i = 0; i < 2; i++) {
        ck_assert_int_eq(
            series_level(series_of(&bench, &derived, above[i], "case_holding_fte"), 10), 8000);
        ck_assert_int_eq(
            series_level(series_of(&bench, &derived, above[i], "case_holding_fte"), 20), 0);
        ck_assert_int_eq(
            series_level(series_of(&bench, &derived, above[i], "cases_held"), 19), FIXED_ONE);
    }
    derived_done(&derived);
    bench_done(&bench);
}
END_TEST

START_TEST(absences_of_one_worker_share_out_each_day_to_the_one_that_began_first)
{
    struct bench bench;
    setup_service(&bench);
    add_post(&bench, "a", "w");
    uint32_t worker = bench_text(&bench, "w");
    uint32_t stress = bench_text(&bench, "stress"), cold = bench_text(&bench, "cold");
    bench_absence(&bench, (struct absence_spell){worker, stress, 10, 20});
    bench_absence(&bench, (struct absence_spell){worker, cold, 15, 25});
    bench_absence(&bench, (struct absence_spell){worker, cold, 25, 38});
    struct derived derived = derive_bench(&bench);
    struct series stressed = series_of(&bench, &derived, "a", "fte_absent.stress");
    struct series colds = series_of(&bench, &derived, "a", "fte_absent.cold");
    ck_assert_int_eq(series_level(stressed, 19), 8000);
    ck_assert_int_eq(series_level(stressed, 20), 0);
    ck_assert_int_eq(series_level(colds, 19), 0);
    ck_assert_int_eq(series_level(colds, 20), 8000);
    struct series long_term = series_of(&bench, &derived, "area", "long_term_absent");
    ck_assert_int_eq(series_level(long_term, 10 + 26), 0); /* the 27th day */
    ck_assert_int_eq(series_level(long_term, 10 + 27), FIXED_ONE);
    ck_assert_int_eq(series_level(long_term, 38), 0);
    derived_done(&derived);
    bench_done(&bench);
}
END_TEST

START_TEST(the_first_and_the_last_valid_day_are_days_like_others)
{
    struct bench bench;
    setup_service(&bench);
    day_t first = day_from_civil(1800, 1, 1), last = day_from_civil(2999, 12, 31);
    unit_index team = bench_find(&bench, "a");
    bench_case(&bench, (struct case_spell){1, team, 0, 0, first, last, 0});
    bench_case(&bench, (struct case_spell){2, team, 0, 0, last, DAY_NEVER, 0});
    struct derived derived = derive_bench(&bench);
    struct series open = series_of(&bench, &derived, "service", "open_cases");
    ck_assert_int_eq(series_level(open, first - 1), 0);
    ck_assert_int_eq(series_level(open, first), FIXED_ONE);
    ck_assert_int_eq(series_level(open, last), FIXED_ONE);
    struct series oldest = series_of(&bench, &derived, "service", "oldest_unallocated");
    ck_assert_int_eq(series_earliest_at(oldest, last - 1), first);
    ck_assert_int_eq(series_earliest_at(oldest, last), last);
    derived_done(&derived);
    bench_done(&bench);
}
END_TEST

START_TEST(a_case_of_no_configured_category_or_unit_is_open_in_none)
{
    struct bench bench;
    setup_service(&bench);
    bench_case(&bench, (struct case_spell){1, bench_find(&bench, "a"), 0, -1, 10, 20, 0});
    bench_case(&bench, (struct case_spell){2, 99, 0, 0, 10, 20, 0});
    bench_case(&bench, (struct case_spell){3, UNIT_NONE, 0, 0, 10, 20, 0});
    struct derived derived = derive_bench(&bench);
    ck_assert_int_eq(
        series_level(series_of(&bench, &derived, "service", "open_cases"), 10), FIXED_ONE);
    ck_assert(!has_row(&bench, &derived, "service", "open_cases.cin"));
    derived_done(&derived);
    bench_done(&bench);
}
END_TEST

/* --- readings ------------------------------------------------------------------------------- */

static void tell(struct bench *bench, const char *unit, day_t day, int months, fixed_t value)
{
    bench_reading(bench,
        (struct reading){day, months, bench_find(bench, unit), PART_FTE_IN_POST, value, true});
}

static void tell_unknown(struct bench *bench, const char *unit, day_t day)
{
    bench_reading(
        bench, (struct reading){day, 1, bench_find(bench, unit), PART_FTE_IN_POST, 0, false});
}

/* The reading of the day; *ret_known says whether it is one. Fails when there is none. */
static fixed_t reading_on(const struct bench *bench, const struct derived *derived,
    const char *unit, day_t day, bool *ret_known)
{
    struct series_cursor cursor;
    series_cursor_init(&cursor, series_of(bench, derived, unit, "fte_in_post"));
    while (series_next(&cursor))
        if (cursor.point.day == day) {
            *ret_known = cursor.point.known;
            return cursor.point.known ? cursor.point.value : 0;
        }
    ck_abort_msg("%s has no reading on that day", unit);
    return 0;
}

static void assert_reading(const struct bench *bench, const struct derived *derived,
    const char *unit, day_t day, fixed_t value)
{
    bool known;
    ck_assert_int_eq(reading_on(bench, derived, unit, day, &known), value);
    ck_assert(known);
}

START_TEST(a_unit_without_a_reading_is_the_sum_of_those_directly_below)
{
    struct bench bench;
    setup_service(&bench);
    tell(&bench, "a", 100, 1, 20000);
    tell(&bench, "b", 100, 1, 35405);
    tell(&bench, "c", 100, 1, 10000);
    tell(&bench, "a", 130, 1, 40000);
    struct derived derived = derive_bench(&bench);
    assert_reading(&bench, &derived, "area", 100, 55405);
    assert_reading(&bench, &derived, "service", 100, 65405);
    assert_reading(&bench, &derived, "service", 130, 40000);
    derived_done(&derived);
    bench_done(&bench);
}
END_TEST

START_TEST(a_unit_s_own_reading_stands_for_all_below)
{
    struct bench bench;
    setup_service(&bench);
    tell(&bench, "a", 100, 1, 20000);
    tell(&bench, "b", 100, 1, 30000);
    tell(&bench, "area", 100, 1, 70000);
    tell(&bench, "c", 100, 1, 10000);
    tell(&bench, "a", 130, 1, 20000);
    struct derived derived = derive_bench(&bench);
    assert_reading(&bench, &derived, "area", 100, 70000);
    assert_reading(&bench, &derived, "service", 100, 80000);
    assert_reading(&bench, &derived, "area", 130, 20000);
    derived_done(&derived);
    bench_done(&bench);
}
END_TEST

START_TEST(one_unknown_reading_below_makes_the_sum_unknown_and_an_own_one_does_not_care)
{
    struct bench bench;
    setup_service(&bench);
    tell(&bench, "a", 100, 1, 20000);
    tell_unknown(&bench, "b", 100);
    tell(&bench, "service", 100, 1, 90000);
    struct derived derived = derive_bench(&bench);
    bool known = true;
    reading_on(&bench, &derived, "area", 100, &known);
    ck_assert(!known);
    assert_reading(&bench, &derived, "service", 100, 90000);
    derived_done(&derived);
    bench_done(&bench);
}
END_TEST

START_TEST(a_month_and_a_year_that_end_on_one_day_are_two_periods)
{
    struct bench bench;
    setup_service(&bench);
    tell(&bench, "a", 100, 12, 90000);
    tell(&bench, "a", 100, 1, 20000);
    tell(&bench, "b", 100, 1, 10000);
    struct derived derived = derive_bench(&bench);
    struct series_cursor cursor;
    series_cursor_init(&cursor, series_of(&bench, &derived, "area", "fte_in_post"));
    ck_assert(series_next(&cursor));
    ck_assert_int_eq(cursor.point.other, 1);
    ck_assert_int_eq(cursor.point.value, 30000);
    ck_assert(series_next(&cursor));
    ck_assert_int_eq(cursor.point.other, 12);
    ck_assert_int_eq(cursor.point.value, 90000);
    ck_assert(!series_next(&cursor));
    derived_done(&derived);
    bench_done(&bench);
}
END_TEST

START_TEST(spells_win_over_readings_where_a_unit_has_both)
{
    struct bench bench;
    setup_service(&bench);
    tell(&bench, "a", 100, 1, 20000);
    tell(&bench, "c", 100, 1, 30000);
    add_post(&bench, "a", "w");
    struct derived derived = derive_bench(&bench);
    ck_assert_int_eq(
        series_level(series_of(&bench, &derived, "service", "fte_in_post"), 100), 8000);
    assert_reading(&bench, &derived, "other", 100, 30000);
    derived_done(&derived);
    bench_done(&bench);
}
END_TEST

static Suite *data_suite(void)
{
    Suite *suite = suite_create("derive: data, edges and readings");
    TCase *data = tcase_create("what has data, and edges");
    tcase_add_test(data, a_case_that_covers_no_day_mentions_its_team_and_counts_nowhere);
    tcase_add_test(data, sickness_has_data_where_posts_are_once_absences_came);
    tcase_add_test(data, a_worker_whose_cases_and_post_are_in_two_teams_holds_for_the_area_alone);
    tcase_add_test(data, absences_of_one_worker_share_out_each_day_to_the_one_that_began_first);
    tcase_add_test(data, the_first_and_the_last_valid_day_are_days_like_others);
    tcase_add_test(data, a_case_of_no_configured_category_or_unit_is_open_in_none);
    suite_add_tcase(suite, data);
    TCase *readings = tcase_create("readings");
    tcase_add_test(readings, a_unit_without_a_reading_is_the_sum_of_those_directly_below);
    tcase_add_test(readings, a_unit_s_own_reading_stands_for_all_below);
    tcase_add_test(
        readings, one_unknown_reading_below_makes_the_sum_unknown_and_an_own_one_does_not_care);
    tcase_add_test(readings, a_month_and_a_year_that_end_on_one_day_are_two_periods);
    tcase_add_test(readings, spells_win_over_readings_where_a_unit_has_both);
    suite_add_tcase(suite, readings);
    return suite;
}

int main(void)
{
    return suite_run(data_suite());
}

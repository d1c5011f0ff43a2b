#include "core/model/snapshot.h"

#include <string.h>

#include "tests/core/model/bench.h"
#include "tests/core/model/cases.h"
#include "tests/core/model/team.h"

#define D(y, m, d) day_from_civil(y, m, d)
#define TODAY_2024 D(2024, 3, 31)
#define NOW        ((time_t)1711872000)
#define HOUR       3600

struct desk {
    struct bench bench;
    struct provider provider;
    struct feed_state state;
    int loads, released;
    int finds;
    struct snapshot *snapshot;
};

static enum result load_unit(void *context, unit_index unit)
{
    struct desk *desk = context;
    (void)unit;
    desk->loads++;
    return RESULT_OK;
}

static void release_unit(void *context, unit_index unit)
{
    struct desk *desk = context;
    (void)unit;
    desk->released++;
}

static enum result load_team(void *context, unit_index team, struct spells *spells)
{
    (void)context;
    return team_fill(spells, team) ? RESULT_OK : RESULT_NO_MEMORY;
}

static enum result feed_state(void *context, const struct feed_spec *feed, struct feed_state *ret)
{
    const struct desk *desk = context;
    (void)feed;
    *ret = desk->state;
    return RESULT_OK;
}

static void each_sub(void *context, unit_index unit, enum part_id part,
    void (*each)(void *each_context, const char *sub), void *each_context)
{
    const struct desk *desk = context;
    for (size_t i = 0; i < desk->bench.count; i++) {
        const struct bench_series *series = &desk->bench.series[i];
        if (series->unit == unit && series->part == part && series->sub[0] != '\0')
            each(each_context, series->sub);
    }
}

static void counted_find(void *context, unit_index unit, enum part_id part, const char *sub,
    struct series *ret_spells, struct series *ret_readings)
{
    struct desk *desk = context;
    desk->finds++;
    desk->bench.source.find(&desk->bench, unit, part, sub, ret_spells, ret_readings);
}

static void desk_init(struct desk *desk)
{
    *desk = (struct desk){.state = {.ever = true, .imported_at = NOW - 25 * HOUR}};
    bench_init(&desk->bench);
    desk->bench.service.roles = TEAM_ROLES;
    desk->bench.service.role_count = TEAM_ROLE_COUNT;
    desk->provider = (struct provider){.context = desk,
        .version = 7,
        .load_unit = load_unit,
        .release_unit = release_unit,
        .source = {desk, counted_find},
        .load_team = load_team,
        .feed_state = feed_state,
        .each_sub = each_sub};
    SPELLS(&desk->bench, TEAM_A, PART_OPEN_CASES, "", {D(2020, 1, 1), fte(30), 0},
        {D(2024, 3, 5), fte(60), 0});
    SPELLS(&desk->bench, TEAM_A, PART_OPEN_CASES, "cin", {D(2020, 1, 1), fte(10), 0});
    SPELLS(&desk->bench, TEAM_A, PART_OPEN_CASES, "cla", {D(2020, 1, 1), fte(0), 0});
    SPELLS(&desk->bench, TEAM_A, PART_OPEN_CASES, "cp", {D(2020, 1, 1), fte(20), 0},
        {D(2024, 3, 5), fte(50), 0});
}

static void desk_open(struct desk *desk)
{
    desk->snapshot =
        snapshot_create(&desk->bench.service, &desk->provider, TODAY_2024, WINDOW_12M, NOW);
    ck_assert_ptr_nonnull(desk->snapshot);
    ck_assert_int_eq(snapshot_prepare(desk->snapshot, TEAM_A), RESULT_OK);
}

static void desk_done(struct desk *desk)
{
    snapshot_destroy(desk->snapshot);
    bench_done(&desk->bench);
}

START_TEST(a_snapshot_says_what_it_was_made_with)
{
    struct desk desk;
    desk_init(&desk);
    desk_open(&desk);
    ck_assert_int_eq(snapshot_as_at(desk.snapshot), TODAY_2024);
    ck_assert_int_eq(snapshot_window(desk.snapshot), WINDOW_12M);
    ck_assert_int_eq(snapshot_version(desk.snapshot), 7);
    ck_assert(snapshot_now(desk.snapshot) == NOW);
    ck_assert_ptr_eq(snapshot_service(desk.snapshot), &desk.bench.service);
    desk_done(&desk);
}
END_TEST

START_TEST(a_figure_is_computed_once)
{
    struct desk desk;
    desk_init(&desk);
    desk_open(&desk);
    ck_assert_int_eq(snapshot_prepare(desk.snapshot, TEAM_A), RESULT_OK);
    ck_assert_int_eq(desk.loads, 1);
    struct measure_ref open = NAMED("open_cases");
    ck_assert_int_eq(snapshot_figure(desk.snapshot, TEAM_A, open).value, fte(60));
    struct assessed first = snapshot_assessed(desk.snapshot, TEAM_A, open);
    int finds = desk.finds;
    ck_assert_int_gt(finds, 0);
    ck_assert_int_eq(snapshot_figure(desk.snapshot, TEAM_A, open).value, fte(60));
    struct assessed again = snapshot_assessed(desk.snapshot, TEAM_A, open);
    ck_assert_int_eq(again.figure.value, first.figure.value);
    ck_assert_int_eq(again.signal, first.signal);
    ck_assert_int_eq(desk.finds, finds);
    ck_assert_int_eq(snapshot_figure(desk.snapshot, TEAM_A, NAMED("open_cases.cp")).value, fte(50));
    desk_done(&desk);
}
END_TEST

START_TEST(a_trend_is_computed_once_and_a_shorter_one_is_its_end)
{
    struct desk desk;
    struct figure all[24], last[24];
    struct span all_spans[24], last_spans[24];
    struct measure_ref open = NAMED("open_cases");
    desk_init(&desk);
    desk_open(&desk);
    ck_assert_uint_eq(
        snapshot_trend(desk.snapshot, TEAM_A, open, POINTS_MONTH, 2, last, last_spans), 2);
    ck_assert_int_eq(last[1].value, fte(60)); /* March */
    ck_assert_uint_eq(
        snapshot_trend(desk.snapshot, TEAM_A, open, POINTS_MONTH, 24, all, all_spans), 24);
    int finds = desk.finds;
    ck_assert_uint_eq(
        snapshot_trend(desk.snapshot, TEAM_A, open, POINTS_MONTH, 3, last, last_spans), 3);
    ck_assert_int_eq(desk.finds, finds);
    for (size_t i = 0; i < 3; i++) {
        ck_assert_int_eq(last[i].value, all[21 + i].value);
        ck_assert_int_eq(last_spans[i].last, all_spans[21 + i].last);
    }
    ck_assert_uint_eq(
        snapshot_trend(desk.snapshot, TEAM_A, open, POINTS_DAY, 1, last, last_spans), 1);
    ck_assert_int_eq(last_spans[0].from, TODAY_2024);
    desk_done(&desk);
}
END_TEST

START_TEST(a_trend_that_ends_sooner_than_asked_is_whole)
{
    struct desk desk;
    struct figure months[60];
    struct measure_ref open = NAMED("open_cases");
    desk_init(&desk);
    desk_open(&desk);
    size_t known = snapshot_trend(desk.snapshot, TEAM_A, open, POINTS_MONTH, 60, months, NULL);
    ck_assert_uint_eq(known, 51); /* January 2020 to March 2024 */
    ck_assert_uint_eq(
        snapshot_trend(desk.snapshot, TEAM_A, open, POINTS_MONTH, 55, months, NULL), known);
    ck_assert_uint_eq(snapshot_trend(desk.snapshot, TEAM_A, open, POINTS_MONTH, 5, NULL, NULL), 5);
    desk_done(&desk);
}
END_TEST

START_TEST(the_staffing_panel_is_told_of_vacancies_leavers_and_who_is_there)
{
    struct desk desk;
    desk_init(&desk);
    SPELLS(&desk.bench, TEAM_A, PART_CASE_HOLDING_POSTS_FTE, "", {D(2020, 1, 1), fte(13.9), 0});
    SPELLS(&desk.bench, TEAM_A, PART_OLDEST_VACANCY, "", {D(2024, 1, 1), 0, D(2023, 12, 1)},
        {D(2024, 6, 1), 0, DAY_NONE});
    SPELLS(&desk.bench, TEAM_A, PART_LEAVERS_FTE, "", {D(2023, 3, 31), fte(1), 0},
        {D(2023, 4, 1), fte(0.5), 0}, {D(2024, 3, 31), fte(1), 0});
    desk_open(&desk);
    struct figure level = snapshot_part_level(desk.snapshot, TEAM_A, PART_CASE_HOLDING_POSTS_FTE);
    ck_assert(level.has_value);
    ck_assert_int_eq(level.value, fte(13.9));
    ck_assert_int_eq(snapshot_oldest_vacancy(desk.snapshot, TEAM_A).value, fte(121));
    ck_assert_int_eq(snapshot_left(desk.snapshot, TEAM_A).value, fte(2));
    desk_done(&desk);
}
END_TEST

START_TEST(how_many_left_is_not_known_from_readings)
{
    struct desk desk;
    desk_init(&desk);
    READINGS(&desk.bench, TEAM_A, PART_LEAVERS_FTE, "", {D(2023, 9, 30), fte(27.8), 12});
    desk_open(&desk);
    struct figure left = snapshot_left(desk.snapshot, TEAM_A);
    ck_assert(left.has_data);
    ck_assert(!left.has_value);
    ck_assert(!snapshot_oldest_vacancy(desk.snapshot, TEAM_A).has_data);
    desk_done(&desk);
}
END_TEST

START_TEST(a_figure_comes_with_its_status_and_its_signal)
{
    struct desk desk;
    const struct policy policies[] = {{.measure_id = "open_cases.cp",
        .polarity = POLARITY_LESS,
        .thresholds = {.has_target = true, .target = fte(25), .has_red = true, .red = fte(40)}}};
    desk_init(&desk);
    desk.bench.service.policies = policies;
    desk.bench.service.policy_count = 1;
    desk_open(&desk);
    struct assessed cp = snapshot_assessed(desk.snapshot, TEAM_A, NAMED("open_cases.cp"));
    ck_assert_int_eq(cp.status, STATUS_RED);
    ck_assert_int_eq(cp.signal, SIGNAL_CONCERNING); /* 23 months at 20, then 50 */
    ck_assert_int_eq(cp.rule, RULE_OUTSIDE);
    ck_assert(cp.rising);
    struct assessed open = snapshot_assessed(desk.snapshot, TEAM_A, NAMED("open_cases"));
    ck_assert_int_eq(open.status, STATUS_NONE);
    ck_assert_int_eq(open.signal, SIGNAL_SPECIAL);
    struct assessed none = snapshot_assessed(desk.snapshot, TEAM_A, NAMED("requests"));
    ck_assert(!none.figure.has_data && !none.stale);
    ck_assert_int_eq(none.signal, SIGNAL_NONE);
    desk_done(&desk);
}
END_TEST

START_TEST(a_signal_is_judged_on_two_years_of_months)
{
    struct desk desk;
    double points[60];
    struct span spans[60];
    struct xmr xmr;
    desk_init(&desk);
    desk_open(&desk);
    size_t count =
        snapshot_signal_points(desk.snapshot, TEAM_A, NAMED("open_cases"), 60, points, spans, &xmr);
    ck_assert_uint_eq(count, 24);
    ck_assert_double_eq(points[0], 30);
    ck_assert_double_eq(points[23], 60);
    ck_assert_int_eq(spans[23].last, TODAY_2024);
    ck_assert_double_eq_tol(xmr.mean, 31.25, 1e-9);
    desk_done(&desk);
}
END_TEST

START_TEST(shares_come_largest_first_and_no_more_than_asked_for)
{
    struct desk desk;
    struct share shares[3];
    desk_init(&desk);
    desk_open(&desk);
    ck_assert_uint_eq(snapshot_shares(desk.snapshot, TEAM_A, PART_OPEN_CASES, 3, shares), 3);
    ck_assert_str_eq(shares[0].sub, "cp");
    ck_assert_int_eq(shares[0].figure.numerator, fte(50));
    ck_assert_int_eq(shares[0].figure.value, fte(83.3333));
    ck_assert_str_eq(shares[1].sub, "cin");
    ck_assert_str_eq(shares[2].sub, "cla");
    ck_assert_int_eq(shares[2].figure.value, 0);
    ck_assert_uint_eq(snapshot_shares(desk.snapshot, TEAM_A, PART_OPEN_CASES, 1, shares), 1);
    ck_assert_str_eq(shares[0].sub, "cp");

    struct share again[64]; /* more than are remembered */
    const size_t count = snapshot_shares(desk.snapshot, TEAM_A, PART_OPEN_CASES, 64, again);
    ck_assert_uint_ge(count, 3);
    ck_assert_uint_eq(snapshot_shares(desk.snapshot, TEAM_A, PART_OPEN_CASES, 3, shares), 3);
    for (size_t i = 0; i < 3; i++) {
        ck_assert_str_eq(shares[i].sub, again[i].sub);
        ck_assert_int_eq(shares[i].figure.numerator, again[i].figure.numerator);
        ck_assert_int_eq(shares[i].figure.value, again[i].figure.value);
    }

    /* Each unit and each part has its own. */
    ck_assert_int_eq(snapshot_prepare(desk.snapshot, AREA), RESULT_OK);
    const size_t above = snapshot_shares(desk.snapshot, AREA, PART_OPEN_CASES, 64, again);
    ck_assert_uint_eq(
        snapshot_shares(desk.snapshot, AREA, PART_OPEN_CASES, 3, shares), above < 3 ? above : 3);
    ck_assert(above == 0 || shares[0].figure.numerator == again[0].figure.numerator);
    ck_assert_uint_eq(snapshot_shares(desk.snapshot, TEAM_A, PART_VACANT_FTE, 3, shares), 0);
    desk_done(&desk);
}
END_TEST

static bool stale_with(
    const struct feed_spec *feed, struct feed_state state, day_t data_until, const char *measure)
{
    struct desk desk;
    desk_init(&desk);
    desk.state = state;
    desk.bench.service.feeds = feed;
    desk.bench.service.feed_count = 1;
    desk.bench.service.data_until = data_until;
    desk_open(&desk);
    bool stale = snapshot_stale(desk.snapshot, NAMED(measure));
    ck_assert(
        snapshot_stale_import(desk.snapshot, NAMED(measure)) == (stale ? state.imported_at : 0));
    ck_assert_int_eq(snapshot_feed(desk.snapshot, feed)->ever, state.ever);
    ck_assert(snapshot_newest_import(desk.snapshot) == (state.ever ? state.imported_at : 0));
    desk_done(&desk);
    return stale;
}

START_TEST(a_feed_older_than_expected_makes_its_measures_stale)
{
    const struct feed_spec cases = {.id = "cases", .type = FEED_CASES, .expected_every = 24 * HOUR};
    const struct feed_spec once = {.id = "cases", .type = FEED_CASES};
    const struct feed_state old = {.ever = true, .imported_at = NOW - 24 * HOUR - 1};
    const struct feed_state fresh = {.ever = true, .imported_at = NOW - 24 * HOUR};
    const struct feed_state never = {.ever = false};
    ck_assert(stale_with(&cases, old, DAY_NONE, "open_cases"));
    ck_assert(stale_with(&cases, old, DAY_NONE, "pressure"));
    ck_assert(!stale_with(&cases, old, DAY_NONE, "fte_in_post"));
    ck_assert(!stale_with(&cases, fresh, DAY_NONE, "open_cases"));
    ck_assert(!stale_with(&cases, never, DAY_NONE, "open_cases"));
    ck_assert(!stale_with(&once, old, DAY_NONE, "open_cases"));
    ck_assert(!stale_with(&cases, old, TODAY_2024, "open_cases")); /* an archive */
}
END_TEST

START_TEST(a_stale_readings_feed_concerns_the_measures_of_its_parts)
{
    const struct part_column lost = {.part = PART_FTE_DAYS_LOST, .column = "days", .times = 1};
    const struct feed_spec wide = {.id = "hr",
        .type = FEED_READINGS,
        .expected_every = HOUR,
        .wide = true,
        .parts = &lost,
        .part_count = 1};
    const struct feed_spec narrow = {.id = "hr", .type = FEED_READINGS, .expected_every = HOUR};
    const struct feed_state old = {.ever = true, .imported_at = NOW - 2 * HOUR};
    ck_assert(stale_with(&wide, old, DAY_NONE, "sickness_rate"));
    ck_assert(!stale_with(&wide, old, DAY_NONE, "vacancy_rate"));
    ck_assert(stale_with(&narrow, old, DAY_NONE, "vacancy_rate"));
}
END_TEST

START_TEST(a_team_is_read_when_it_is_asked_for)
{
    struct desk desk;
    desk_init(&desk);
    desk_open(&desk);
    ck_assert_ptr_null(snapshot_roster(desk.snapshot, TEAM_A));
    ck_assert_int_eq(snapshot_prepare_team(desk.snapshot, TEAM_A), RESULT_OK);
    ck_assert_int_eq(snapshot_prepare_team(desk.snapshot, TEAM_B), RESULT_OK);
    const struct roster *roster = snapshot_roster(desk.snapshot, TEAM_A);
    ck_assert_int_eq(snapshot_prepare_team(desk.snapshot, TEAM_A), RESULT_OK);
    ck_assert_ptr_eq(snapshot_roster(desk.snapshot, TEAM_A), roster);
    ck_assert_uint_gt(roster->count, 0);
    ck_assert_uint_gt(strlen(roster->rows[0].name), 0);
    desk_done(&desk);
}
END_TEST

START_TEST(what_a_look_at_a_unit_took_is_given_back_unless_it_was_prepared)
{
    struct desk desk;
    desk_init(&desk);
    desk_open(&desk);
    const struct measure_ref open = NAMED("open_cases");
    ck_assert_int_eq(snapshot_visit(desk.snapshot, TEAM_A), RESULT_OK); /* it was */
    ck_assert_int_eq(snapshot_visit(desk.snapshot, TEAM_B), RESULT_OK);
    ck_assert_int_eq(snapshot_visit(desk.snapshot, TEAM_B), RESULT_OK);
    ck_assert_int_eq(desk.loads, 2);
    ck_assert(!snapshot_figure(desk.snapshot, TEAM_B, open).has_data);
    ck_assert_int_eq(snapshot_prepare_team(desk.snapshot, TEAM_B), RESULT_OK);
    ck_assert_int_eq(desk.released, 0);
    snapshot_leave(desk.snapshot);
    snapshot_leave(desk.snapshot);
    ck_assert_int_eq(desk.released, 1);
    ck_assert_ptr_null(snapshot_roster(desk.snapshot, TEAM_B));
    ck_assert_int_eq(snapshot_figure(desk.snapshot, TEAM_A, open).value, fte(60));
    ck_assert_int_eq(snapshot_visit(desk.snapshot, TEAM_B), RESULT_OK);
    ck_assert_int_eq(snapshot_prepare(desk.snapshot, TEAM_B), RESULT_OK); /* and stays */
    snapshot_leave(desk.snapshot);
    ck_assert_int_eq(desk.released, 1);
    desk_done(&desk);
    ck_assert_int_eq(desk.loads, 3);
    ck_assert_int_eq(desk.released, 3);
}
END_TEST

TCase *snapshot_cases(void)
{
    TCase *tcase = tcase_create("snapshot");
    tcase_add_test(tcase, a_snapshot_says_what_it_was_made_with);
    tcase_add_test(tcase, a_figure_is_computed_once);
    tcase_add_test(tcase, a_trend_is_computed_once_and_a_shorter_one_is_its_end);
    tcase_add_test(tcase, a_trend_that_ends_sooner_than_asked_is_whole);
    tcase_add_test(tcase, the_staffing_panel_is_told_of_vacancies_leavers_and_who_is_there);
    tcase_add_test(tcase, how_many_left_is_not_known_from_readings);
    tcase_add_test(tcase, a_figure_comes_with_its_status_and_its_signal);
    tcase_add_test(tcase, a_signal_is_judged_on_two_years_of_months);
    tcase_add_test(tcase, shares_come_largest_first_and_no_more_than_asked_for);
    tcase_add_test(tcase, a_feed_older_than_expected_makes_its_measures_stale);
    tcase_add_test(tcase, a_stale_readings_feed_concerns_the_measures_of_its_parts);
    tcase_add_test(tcase, a_team_is_read_when_it_is_asked_for);
    tcase_add_test(tcase, what_a_look_at_a_unit_took_is_given_back_unless_it_was_prepared);
    return tcase;
}

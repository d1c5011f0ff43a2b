/* What-if: against figures by hand, and against a service in which it really is so. */
#include "core/model/whatif.h"

#include "core/model/suggestion.h"
#include "tests/core/model/bench.h"
#include "tests/core/model/cases.h"

#define TODAY day_from_civil(2024, 3, 31)
#define SINCE day_from_civil(2020, 1, 1)

/* The levels of one unit. */
struct levels {
    double open, held, in_post, vacant, agency, posts, holding, absent;
};

static const struct levels AREA_LEVELS = {40, 36, 5.5, 1.5, 1, 6, 5.5, 1};
static const struct levels A_LEVELS = {30, 27, 3.5, 0.5, 1, 4, 3.5, 1};
static const struct levels B_LEVELS = {12, 11, 2, 1, 0, 2, 2, 0};

static const struct policy POLICIES[] = {{.measure_id = "pressure",
    .polarity = POLARITY_BAND,
    .thresholds = {.has_band = true,
        .band_low = 5 * FIXED_ONE,
        .band_high = 8 * FIXED_ONE,
        .has_amber = true,
        .amber_low = 4 * FIXED_ONE,
        .amber_high = 9 * FIXED_ONE}}};

struct desk {
    struct bench bench;
    struct provider provider;
    struct snapshot *snapshot;
    struct whatif whatif;
};

static enum result load_unit(void *context, unit_index unit)
{
    (void)context;
    (void)unit;
    return RESULT_OK;
}

static void add_level(struct desk *desk, unit_index unit, enum part_id part, double value)
{
    SPELLS(&desk->bench, unit, part, "", {SINCE, fte(value), 0});
}

static void add_levels(struct desk *desk, unit_index unit, const struct levels *levels)
{
    add_level(desk, unit, PART_OPEN_CASES, levels->open);
    add_level(desk, unit, PART_CASES_HELD, levels->held);
    add_level(desk, unit, PART_FTE_IN_POST, levels->in_post);
    add_level(desk, unit, PART_VACANT_FTE, levels->vacant);
    add_level(desk, unit, PART_AGENCY_FTE, levels->agency);
    add_level(desk, unit, PART_CASE_HOLDING_POSTS_FTE, levels->posts);
    add_level(desk, unit, PART_CASE_HOLDING_FTE, levels->holding);
    add_level(desk, unit, PART_CASE_HOLDING_FTE_ABSENT, levels->absent);
    add_level(desk, unit, PART_FTE_ABSENT, levels->absent);
}

static void desk_open(
    struct desk *desk, const struct levels *area, const struct levels *a, const struct levels *b)
{
    *desk = (struct desk){.whatif = {.count = 0}};
    bench_init(&desk->bench);
    desk->bench.service.policies = POLICIES;
    desk->bench.service.policy_count = 1;
    desk->provider = (struct provider){
        .load_unit = load_unit, .source = {&desk->bench, desk->bench.source.find}};
    add_levels(desk, AREA, area);
    add_levels(desk, TEAM_A, a);
    add_levels(desk, TEAM_B, b);
    desk->snapshot = snapshot_create(&desk->bench.service, &desk->provider, TODAY, WINDOW_12M, 0);
    ck_assert_ptr_nonnull(desk->snapshot);
    for (unit_index unit = AREA; unit <= TEAM_B; unit++)
        ck_assert_int_eq(snapshot_prepare(desk->snapshot, unit), RESULT_OK);
}

static void desk_open_usual(struct desk *desk)
{
    desk_open(desk, &AREA_LEVELS, &A_LEVELS, &B_LEVELS);
}

static void desk_done(struct desk *desk)
{
    snapshot_destroy(desk->snapshot);
    bench_done(&desk->bench);
}

static struct whatif_figure figure_of(const struct desk *desk, unit_index unit, const char *measure)
{
    return whatif_figure(&desk->whatif, desk->snapshot, unit, NAMED(measure));
}

static void move(struct desk *desk, unit_index unit, enum lever lever, int steps)
{
    ck_assert(whatif_move(&desk->whatif, unit, lever, steps));
    whatif_fit(&desk->whatif, desk->snapshot);
}

/* --- by hand -------------------------------------------------------------------------------- */

START_TEST(without_a_change_the_figure_is_the_real_one)
{
    static const char *const measures[] = {
        "pressure", "average_caseload", "vacancy_rate", "agency_rate", "open_cases"};
    struct desk desk;
    desk_open_usual(&desk);
    for (unit_index unit = AREA; unit <= TEAM_B; unit++)
        for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
            struct whatif_figure figure = figure_of(&desk, unit, measures[i]);
            ck_assert(figure.after.has_value);
            ck_assert_int_eq(figure.after.value, figure.real.figure.value);
            ck_assert_int_eq(figure.after_status, figure.real.status);
        }
    desk_done(&desk);
}
END_TEST

START_TEST(a_post_filled_relieves_the_team_and_all_above_it)
{
    struct desk desk;
    desk_open_usual(&desk);
    move(&desk, TEAM_A, LEVER_POSTS, 2); /* 1.0 FTE */
    struct whatif_figure team = figure_of(&desk, TEAM_A, "pressure");
    ck_assert_int_eq(team.real.figure.value, fte(10)); /* 30 ÷ (4 − 1) */
    ck_assert_int_eq(team.real.status, STATUS_RED);
    ck_assert_int_eq(team.after.value, fte(7.5)); /* 30 ÷ (5 − 1) */
    ck_assert_int_eq(team.after_status, STATUS_GREEN);
    ck_assert_int_eq(figure_of(&desk, AREA, "pressure").after.value, fte(6.6667)); /* 40 ÷ 6 */
    ck_assert_int_eq(figure_of(&desk, TEAM_B, "pressure").after.value, fte(6));
    ck_assert_int_eq(
        figure_of(&desk, TEAM_A, "average_caseload").after.value, fte(6)); /* 27 ÷ 4.5 */
    desk_done(&desk);
}
END_TEST

START_TEST(posts_are_filled_from_the_vacancies_there_are)
{
    struct desk desk;
    desk_open_usual(&desk);
    move(&desk, TEAM_A, LEVER_POSTS, 3); /* 1.5 FTE, of which 0.5 was vacant */
    struct whatif_level vacant = whatif_part(&desk.whatif, desk.snapshot, TEAM_A, PART_VACANT_FTE);
    ck_assert_int_eq(vacant.real, fte(0.5));
    ck_assert_int_eq(vacant.after, 0);
    ck_assert_int_eq(whatif_part(&desk.whatif, desk.snapshot, AREA, PART_VACANT_FTE).after, fte(1));
    move(&desk, TEAM_A, LEVER_POSTS, -5); /* 1.0 FTE leaves */
    ck_assert_int_eq(
        whatif_part(&desk.whatif, desk.snapshot, TEAM_A, PART_VACANT_FTE).after, fte(1.5));
    desk_done(&desk);
}
END_TEST

START_TEST(an_absence_changes_who_is_there_and_not_who_holds_cases)
{
    struct desk desk;
    desk_open_usual(&desk);
    move(&desk, TEAM_A, LEVER_ABSENCE, -2);
    ck_assert_int_eq(figure_of(&desk, TEAM_A, "pressure").after.value, fte(7.5)); /* 30 ÷ 4 */
    struct whatif_figure held = figure_of(&desk, TEAM_A, "average_caseload");
    ck_assert_int_eq(held.after.value, held.real.figure.value);
    desk_done(&desk);
}
END_TEST

START_TEST(a_move_between_two_teams_leaves_the_area_as_it_is)
{
    struct desk desk;
    desk_open_usual(&desk);
    move(&desk, TEAM_A, LEVER_CASES, -6);
    move(&desk, TEAM_B, LEVER_CASES, 6);
    ck_assert_int_eq(figure_of(&desk, TEAM_A, "pressure").after.value, fte(8));
    ck_assert_int_eq(figure_of(&desk, TEAM_B, "pressure").after.value, fte(9));
    ck_assert_int_eq(figure_of(&desk, TEAM_B, "pressure").after_status, STATUS_AMBER);
    ck_assert_int_eq(figure_of(&desk, AREA, "pressure").after.value, fte(8));
    desk_done(&desk);
}
END_TEST

START_TEST(no_more_is_taken_away_than_there_is)
{
    struct desk desk;
    desk_open_usual(&desk);
    move(&desk, TEAM_A, LEVER_CASES, -200);
    ck_assert_int_eq(whatif_lever(&desk.whatif, desk.snapshot, TEAM_A, LEVER_CASES).after, 0);
    ck_assert_int_eq(figure_of(&desk, AREA, "open_cases").after.value, fte(10));
    move(&desk, TEAM_A, LEVER_CASES, 1); /* the very next step counts */
    ck_assert_int_eq(whatif_lever(&desk.whatif, desk.snapshot, TEAM_A, LEVER_CASES).after, fte(1));
    desk_done(&desk);
}
END_TEST

START_TEST(the_last_step_down_may_be_less_than_a_step)
{
    struct levels odd = A_LEVELS;
    struct desk desk;
    odd.absent = 0.8;
    desk_open(&desk, &AREA_LEVELS, &odd, &B_LEVELS);
    move(&desk, TEAM_A, LEVER_ABSENCE, -5);
    ck_assert_int_eq(whatif_lever(&desk.whatif, desk.snapshot, TEAM_A, LEVER_ABSENCE).after, 0);
    ck_assert_int_eq(figure_of(&desk, TEAM_A, "pressure").after.denominator, fte(4));
    move(&desk, TEAM_A, LEVER_ABSENCE, 1);
    ck_assert_int_eq(
        whatif_lever(&desk.whatif, desk.snapshot, TEAM_A, LEVER_ABSENCE).after, fte(0.3));
    desk_done(&desk);
}
END_TEST

START_TEST(nobody_left_there_is_no_value)
{
    struct desk desk;
    desk_open_usual(&desk);
    move(&desk, TEAM_A, LEVER_ABSENCE, 6); /* all 4.0 off */
    struct whatif_figure pressure = figure_of(&desk, TEAM_A, "pressure");
    ck_assert(pressure.after.has_data && !pressure.after.has_value);
    ck_assert_int_eq(pressure.after_status, STATUS_NONE);
    desk_done(&desk);
}
END_TEST

START_TEST(levers_without_data_do_not_move)
{
    struct desk desk;
    desk_open_usual(&desk);
    desk_done(&desk);
    bench_init(&desk.bench);
    desk.provider.source = (struct series_source){&desk.bench, desk.bench.source.find};
    add_level(&desk, TEAM_A, PART_OPEN_CASES, 3);
    desk.snapshot = snapshot_create(&desk.bench.service, &desk.provider, TODAY, WINDOW_12M, 0);
    ck_assert_int_eq(snapshot_prepare(desk.snapshot, TEAM_A), RESULT_OK);
    move(&desk, TEAM_A, LEVER_POSTS, 1);
    ck_assert_int_eq(desk.whatif.count, 0);
    ck_assert(!whatif_lever(&desk.whatif, desk.snapshot, TEAM_A, LEVER_POSTS).known);
    move(&desk, TEAM_A, LEVER_CASES, 1);
    ck_assert_int_eq(desk.whatif.count, 1);
    ck_assert(!figure_of(&desk, TEAM_A, "pressure").after.has_data);
    desk_done(&desk);
}
END_TEST

START_TEST(a_lever_ends_and_units_run_out)
{
    struct whatif whatif = {.count = 0};
    ck_assert(whatif_move(&whatif, 0, LEVER_CASES, WHATIF_STEPS));
    ck_assert(!whatif_move(&whatif, 0, LEVER_CASES, 1));
    ck_assert_int_eq(whatif.changes[0].steps[LEVER_CASES], WHATIF_STEPS);
    for (unit_index unit = 1; unit < WHATIF_UNITS; unit++)
        ck_assert(whatif_move(&whatif, unit, LEVER_POSTS, 1));
    ck_assert(!whatif_move(&whatif, WHATIF_UNITS, LEVER_POSTS, 1));
    ck_assert(whatif_move(&whatif, 3, LEVER_POSTS, -1)); /* as it was: room again */
    ck_assert(whatif_move(&whatif, WHATIF_UNITS, LEVER_POSTS, 1));
    whatif_reset(&whatif);
    ck_assert_int_eq(whatif.count, 0);
}
END_TEST

/* --- against a service in which it is so ---------------------------------------------------- */

static void add_to(struct levels *levels, double posts, double agency, double absent, double cases)
{
    levels->in_post += posts;
    levels->vacant -= posts;
    levels->agency += agency;
    levels->posts += posts + agency;
    levels->holding += posts + agency;
    levels->absent += absent;
    levels->open += cases;
    levels->held += cases;
}

START_TEST(figures_are_those_of_a_service_in_which_it_is_so)
{
    static const char *const measures[] = {"pressure", "average_caseload", "vacancy_rate",
        "agency_rate", "fte_in_post", "establishment_fte", "open_cases", "fte_absent"};
    struct levels area = AREA_LEVELS, a = A_LEVELS;
    struct desk desk, other;
    desk_open_usual(&desk);
    move(&desk, TEAM_A, LEVER_POSTS, 1);
    move(&desk, TEAM_A, LEVER_AGENCY, 3);
    move(&desk, TEAM_A, LEVER_ABSENCE, 2);
    move(&desk, TEAM_A, LEVER_CASES, 4);
    add_to(&a, 0.5, 1.5, 1, 4);
    add_to(&area, 0.5, 1.5, 1, 4);
    desk_open(&other, &area, &a, &B_LEVELS);
    for (unit_index unit = AREA; unit <= TEAM_B; unit++)
        for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
            struct assessed real = snapshot_assessed(other.snapshot, unit, NAMED(measures[i]));
            struct whatif_figure figure = figure_of(&desk, unit, measures[i]);
            ck_assert_int_eq(figure.after.value, real.figure.value);
            ck_assert_int_eq(figure.after_status, real.status);
        }
    desk_done(&desk);
    desk_done(&other);
}
END_TEST

/* --- suggestions ---------------------------------------------------------------------------- */

static struct suggestion suggest(const struct desk *desk, unit_index area, enum moved moved)
{
    static struct suggestion suggestion;
    suggestion_make(&desk->whatif, desk->snapshot, area, moved, &suggestion);
    return suggestion;
}

/* A: 30 ÷ 3 = 10, too many by 6; B: 12 ÷ 2 = 6 has room for 4 at 8. */
START_TEST(too_many_cases_for_all_together_are_said_to_be)
{
    struct desk desk;
    desk_open_usual(&desk);
    struct suggestion suggestion = suggest(&desk, AREA, MOVED_CASES);
    ck_assert_int_eq(suggestion.balance.outcome, BALANCE_TOO_MUCH);
    ck_assert_uint_eq(suggestion.count, 2);
    ck_assert_int_eq(suggestion.have, fte(42));
    ck_assert_int_eq(suggestion.least, fte(25)); /* 15 + 10 */
    ck_assert_int_eq(suggestion.most, fte(40));  /* 24 + 16 */
    suggestion = suggest(&desk, AREA, MOVED_STAFF);
    ck_assert_int_eq(suggestion.balance.outcome, BALANCE_TOO_LITTLE);
    ck_assert_int_eq(suggestion.have, fte(5));
    ck_assert_int_eq(suggestion.least, fte(5.5)); /* 30 ÷ 8 up to 4.0, 12 ÷ 8 = 1.5 */
    desk_done(&desk);
}
END_TEST

START_TEST(the_suggestion_follows_what_is_tried_out)
{
    struct desk desk;
    desk_open_usual(&desk);
    move(&desk, TEAM_A, LEVER_CASES, -3); /* 27 ÷ 3: 3 too many */
    struct suggestion suggestion = suggest(&desk, AREA, MOVED_CASES);
    ck_assert_int_eq(suggestion.balance.outcome, BALANCE_FOUND);
    ck_assert_uint_eq(suggestion.balance.count, 1);
    ck_assert_int_eq(suggestion.balance.moves[0].amount, 3);
    ck_assert_int_eq(suggestion.teams[suggestion.balance.moves[0].from], TEAM_A);
    ck_assert_int_eq(suggestion.teams[suggestion.balance.moves[0].to], TEAM_B);
    suggestion = suggest(&desk, AREA, MOVED_STAFF); /* 27 ÷ 3.5 = 7.7, 12 ÷ 1.5 = 8 */
    ck_assert_int_eq(suggestion.balance.outcome, BALANCE_FOUND);
    ck_assert_int_eq(suggestion.balance.total, 1);
    ck_assert_int_eq(suggestion.teams[suggestion.balance.moves[0].from], TEAM_B);
    desk_done(&desk);
}
END_TEST

START_TEST(what_is_suggested_brings_every_team_inside)
{
    struct desk desk;
    desk_open_usual(&desk);
    move(&desk, TEAM_A, LEVER_CASES, -3);
    struct suggestion suggestion = suggest(&desk, AREA, MOVED_CASES);
    ck_assert(suggestion_try(&suggestion, MOVED_CASES, &desk.whatif));
    ck_assert_int_eq(figure_of(&desk, TEAM_A, "pressure").after_status, STATUS_GREEN);
    ck_assert_int_eq(figure_of(&desk, TEAM_B, "pressure").after_status, STATUS_GREEN);
    suggestion = suggest(&desk, AREA, MOVED_CASES);
    ck_assert_int_eq(suggestion.balance.outcome, BALANCE_INSIDE);
    ck_assert(!suggestion_try(&suggestion, MOVED_CASES, &desk.whatif));
    desk_done(&desk);
}
END_TEST

START_TEST(staff_moves_as_posts_emptied_and_filled)
{
    struct desk desk;
    desk_open_usual(&desk);
    move(&desk, TEAM_A, LEVER_CASES, -3);
    struct suggestion suggestion = suggest(&desk, AREA, MOVED_STAFF);
    ck_assert(suggestion_try(&suggestion, MOVED_STAFF, &desk.whatif));
    ck_assert_int_eq(whatif_amount(&desk.whatif, desk.snapshot, TEAM_B, LEVER_POSTS), fte(-0.5));
    ck_assert_int_eq(whatif_amount(&desk.whatif, desk.snapshot, TEAM_A, LEVER_POSTS), fte(0.5));
    ck_assert_int_eq(figure_of(&desk, TEAM_A, "pressure").after_status, STATUS_GREEN);
    ck_assert_int_eq(figure_of(&desk, TEAM_B, "pressure").after_status, STATUS_GREEN);
    desk_done(&desk);
}
END_TEST

START_TEST(a_suggestion_that_has_no_room_is_not_half_taken)
{
    struct desk desk;
    desk_open_usual(&desk);
    move(&desk, TEAM_A, LEVER_CASES, -3);
    struct suggestion suggestion = suggest(&desk, AREA, MOVED_CASES);
    for (unit_index unit = 100; desk.whatif.count < WHATIF_UNITS; unit++)
        ck_assert(whatif_move(&desk.whatif, unit, LEVER_CASES, 1));
    ck_assert(!suggestion_try(&suggestion, MOVED_CASES, &desk.whatif));
    ck_assert_int_eq(desk.whatif.changes[0].steps[LEVER_CASES], -3);
    desk_done(&desk);
}
END_TEST

START_TEST(a_team_with_cases_and_nobody_there_needs_people)
{
    struct desk desk;
    desk_open_usual(&desk);
    move(&desk, TEAM_B, LEVER_ABSENCE, 4);
    struct suggestion suggestion = suggest(&desk, AREA, MOVED_CASES);
    ck_assert_int_eq(suggestion.balance.outcome, BALANCE_HOPELESS);
    ck_assert_int_eq(suggestion.teams[suggestion.balance.hopeless], TEAM_B);
    suggestion = suggest(&desk, AREA, MOVED_STAFF);
    ck_assert_int_eq(suggestion.balance.outcome, BALANCE_TOO_LITTLE);
    ck_assert_int_eq(suggestion.have, fte(3));
    desk_done(&desk);
}
END_TEST

START_TEST(teams_without_a_band_are_left_out)
{
    struct desk desk;
    desk_open_usual(&desk);
    desk.bench.service.policy_count = 0;
    struct suggestion suggestion = suggest(&desk, AREA, MOVED_CASES);
    ck_assert_uint_eq(suggestion.count, 0);
    ck_assert_uint_eq(suggestion.left_out, 2);
    desk_done(&desk);
}
END_TEST

#define TEAM_C 3
#define TEAM_D 4

static void add_team(struct desk *desk, const char *id, int kind, const struct levels *levels)
{
    unit_index team;
    ck_assert_int_eq(
        unit_tree_add(desk->bench.service.units, AREA, id, id, 1, kind, &team), RESULT_OK);
    add_levels(desk, team, levels);
}

/* As usual, 3 cases fewer in A, and two more teams of its kind and B's. */
static void desk_open_four(struct desk *desk, const struct levels *c, const struct levels *d)
{
    desk_open_usual(desk);
    snapshot_destroy(desk->snapshot);
    add_team(desk, "team-c", 0, c);
    add_team(desk, "team-d", 1, d);
    desk->snapshot = snapshot_create(&desk->bench.service, &desk->provider, TODAY, WINDOW_12M, 0);
    ck_assert_ptr_nonnull(desk->snapshot);
    for (unit_index unit = AREA; unit <= TEAM_D; unit++)
        ck_assert_int_eq(snapshot_prepare(desk->snapshot, unit), RESULT_OK);
    move(desk, TEAM_A, LEVER_CASES, -3);
}

/* 14 ÷ 2 = 7: room for 2 cases; 12 ÷ 2 = 6: for 4. */
static const struct levels ROOM_FOR_2 = {14, 14, 2, 1, 0, 2, 2, 0};
static const struct levels ROOM_FOR_4 = {12, 12, 2, 1, 0, 2, 2, 0};

START_TEST(work_stays_with_teams_of_its_kind_where_that_is_enough)
{
    struct desk desk;
    desk_open_four(&desk, &ROOM_FOR_4, &ROOM_FOR_4);
    struct suggestion suggestion = suggest(&desk, AREA, MOVED_CASES);
    ck_assert_int_eq(suggestion.balance.outcome, BALANCE_FOUND);
    ck_assert_uint_eq(suggestion.balance.count, 1);
    ck_assert_int_eq(suggestion.balance.total, 3);
    ck_assert_int_eq(suggestion.teams[suggestion.balance.moves[0].from], TEAM_A);
    ck_assert_int_eq(suggestion.teams[suggestion.balance.moves[0].to], TEAM_C);
    desk_done(&desk);
}
END_TEST

START_TEST(work_goes_to_another_kind_of_team_where_its_own_has_no_room)
{
    struct desk desk;
    desk_open_four(&desk, &ROOM_FOR_2, &ROOM_FOR_4);
    struct suggestion suggestion = suggest(&desk, AREA, MOVED_CASES);
    ck_assert_int_eq(suggestion.balance.outcome, BALANCE_FOUND);
    ck_assert_int_eq(suggestion.balance.total, 3);
    ck_assert_uint_eq(suggestion.balance.moves[0].from, 0);
    ck_assert_int_ne(suggestion.teams[suggestion.balance.moves[0].to], TEAM_C);
    desk_done(&desk);
}
END_TEST

START_TEST(each_kind_of_team_settles_for_itself)
{
    static const struct levels crowded = {18, 18, 2, 1, 0, 2, 2, 0}; /* 9: 2 too many */
    struct desk desk;
    desk_open_four(&desk, &ROOM_FOR_4, &crowded);
    struct suggestion suggestion = suggest(&desk, AREA, MOVED_CASES);
    ck_assert_int_eq(suggestion.balance.outcome, BALANCE_FOUND);
    ck_assert_uint_eq(suggestion.balance.count, 2);
    ck_assert_int_eq(suggestion.balance.total, 5);
    ck_assert_int_eq(suggestion.teams[suggestion.balance.moves[0].from], TEAM_A);
    ck_assert_int_eq(suggestion.teams[suggestion.balance.moves[0].to], TEAM_C);
    ck_assert_int_eq(suggestion.teams[suggestion.balance.moves[1].from], TEAM_D);
    ck_assert_int_eq(suggestion.teams[suggestion.balance.moves[1].to], TEAM_B);
    desk_done(&desk);
}
END_TEST

TCase *whatif_cases(void)
{
    TCase *tests = tcase_create("what-if");
    tcase_add_test(tests, without_a_change_the_figure_is_the_real_one);
    tcase_add_test(tests, a_post_filled_relieves_the_team_and_all_above_it);
    tcase_add_test(tests, posts_are_filled_from_the_vacancies_there_are);
    tcase_add_test(tests, an_absence_changes_who_is_there_and_not_who_holds_cases);
    tcase_add_test(tests, a_move_between_two_teams_leaves_the_area_as_it_is);
    tcase_add_test(tests, no_more_is_taken_away_than_there_is);
    tcase_add_test(tests, the_last_step_down_may_be_less_than_a_step);
    tcase_add_test(tests, nobody_left_there_is_no_value);
    tcase_add_test(tests, levers_without_data_do_not_move);
    tcase_add_test(tests, a_lever_ends_and_units_run_out);
    tcase_add_test(tests, figures_are_those_of_a_service_in_which_it_is_so);
    tcase_add_test(tests, too_many_cases_for_all_together_are_said_to_be);
    tcase_add_test(tests, the_suggestion_follows_what_is_tried_out);
    tcase_add_test(tests, what_is_suggested_brings_every_team_inside);
    tcase_add_test(tests, staff_moves_as_posts_emptied_and_filled);
    tcase_add_test(tests, a_suggestion_that_has_no_room_is_not_half_taken);
    tcase_add_test(tests, a_team_with_cases_and_nobody_there_needs_people);
    tcase_add_test(tests, teams_without_a_band_are_left_out);
    tcase_add_test(tests, work_stays_with_teams_of_its_kind_where_that_is_enough);
    tcase_add_test(tests, work_goes_to_another_kind_of_team_where_its_own_has_no_room);
    tcase_add_test(tests, each_kind_of_team_settles_for_itself);
    return tests;
}

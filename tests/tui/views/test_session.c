/* Journeys: what keys do, and that the way back leads to where one was. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "tests/suite.h"
#include "tests/tui/views/desk.h"

static struct desk desk;

static void open_county(void)
{
    desk_open(&desk, &county_plan, 120, 36);
}

static void leave(void)
{
    desk_close(&desk);
}

static unit_index here(void)
{
    return session_unit(desk.session);
}

/* --- the overview ----------------------------------------------------------------------------- */

START_TEST(arrows_and_letters_move_the_selection)
{
    desk_keys(&desk, "Down j");
    ck_assert_int_eq(here(), 2);
    desk_keys(&desk, "k Up Up");
    ck_assert_int_eq(here(), 0);
    ck_assert_int_eq(desk_selected_row(&desk), 3);
    ck_assert_int_eq(desk.canvas.cursor_y, 3);
}
END_TEST

START_TEST(a_key_that_moves_nothing_asks_for_nothing)
{
    desk_keys(&desk, "Up");
    ck_assert_uint_eq(desk.wishes, WISH_NOTHING);
    desk_keys(&desk, "G G");
    ck_assert_uint_eq(desk.wishes, WISH_NOTHING);
}
END_TEST

START_TEST(space_hides_what_is_below_and_shows_it_again)
{
    char *before = desk_text(&desk);

    desk_keys(&desk, "Down");
    ck_assert(desk_shows(&desk, "West"));
    desk_keys(&desk, "Space");
    ck_assert(!desk_shows(&desk, "Penwith"));
    ck_assert_int_eq(here(), desk_unit(&desk, "cfs"));
    desk_keys(&desk, "Space Up");
    ck_assert(desk_is_as_before(&desk, before));
    free(before);
}
END_TEST

START_TEST(at_first_sight_all_open_rows_fit_the_screen)
{
    ck_assert(desk_shows(&desk, "Penwith")); /* as deep as there is room for … */
    ck_assert(!desk_shows(&desk, "Early Help Penwith"));
    ck_assert(desk_shows(&desk, "Community Learning")); /* … down to the last row */
}
END_TEST

START_TEST(sorting_puts_the_worst_first_and_keeps_the_selection_on_its_unit)
{
    desk_keys(&desk, "Down Down");

    unit_index unit = here();

    desk_keys(&desk, "s");
    ck_assert_int_eq(here(), unit);
    ck_assert(desk_shows(&desk, "Sorted by Pressure, highest first."));
    ck_assert(desk_shows(&desk, "▼pressure"));
    desk_keys(&desk, "S");
    ck_assert_int_eq(here(), unit);
    ck_assert(desk_shows(&desk, "▲pressure"));
}
END_TEST

START_TEST(a_sorted_column_is_in_order_among_siblings)
{
    struct measure_ref open;
    fixed_t previous = INT64_MAX;

    ck_assert(measure_find("open_cases", &open));
    desk_keys(&desk, "s s");
    for (int areas = 0; areas < 3; areas += here() == desk_unit(&desk, "west") ||
                                            here() == desk_unit(&desk, "mid") ||
                                            here() == desk_unit(&desk, "east")) {
        desk_keys(&desk, "Down");
        if (unit_tree_at(fake_service(desk.fake)->units, here())->level != 2)
            continue;

        fixed_t value = snapshot_figure(desk.snapshot, here(), open).value;

        ck_assert_int_le(value, previous);
        previous = value;
    }
}
END_TEST

/* --- find ------------------------------------------------------------------------------------- */

START_TEST(find_selects_as_one_types_and_unfolds_what_hides_it)
{
    desk_keys(&desk, "/ p e n w");
    ck_assert_int_eq(here(), desk_unit(&desk, "penwith"));
    ck_assert(desk_shows(&desk, "find: penw"));
    desk_keys(&desk, "Enter n");
    ck_assert_int_eq(here(), desk_unit(&desk, "eh-penwith"));
    ck_assert(desk_shows(&desk, "Early Help Penwith"));
    desk_keys(&desk, "N");
    ck_assert_int_eq(here(), desk_unit(&desk, "penwith"));
}
END_TEST

START_TEST(find_given_up_leads_back_to_where_it_began)
{
    desk_keys(&desk, "Down Down / p s y");
    ck_assert_int_eq(here(), desk_unit(&desk, "psychology"));
    desk_keys(&desk, "Esc");
    ck_assert_int_eq(here(), 2);
    ck_assert(!desk_shows(&desk, "find:"));
}
END_TEST

START_TEST(find_says_when_there_is_no_such_unit)
{
    desk_keys(&desk, "Down / x y z Enter");
    ck_assert_int_eq(here(), 1);
    ck_assert(desk_shows(&desk, "Nothing here is called \"xyz\"."));
    desk_keys(&desk, "Down");
    ck_assert(!desk_shows(&desk, "Nothing here"));
}
END_TEST

START_TEST(find_from_a_page_leads_to_the_overview_and_back_again)
{
    desk_keys(&desk, "Down Down Enter / m a r u Enter");
    ck_assert_int_eq(here(), desk_unit(&desk, "maru"));
    desk_keys(&desk, "-");
    ck_assert_int_eq(here(), desk_unit(&desk, "west"));
}
END_TEST

START_TEST(find_in_the_help_brings_the_line_to_the_top)
{
    desk_keys(&desk, "? / s u p p r Enter");
    ck_assert(desk_shows(&desk, "suppressed"));
    ck_assert(!desk_shows(&desk, "find:"));
}
END_TEST

/* --- places ----------------------------------------------------------------------------------- */

START_TEST(opening_leads_to_the_units_page_and_escape_back_to_the_very_same_screen)
{
    static const char *const ways_back[] = {"Esc", "Left", "Backspace", "q", "h"};

    desk_keys(&desk, "s / k e r r Enter Tab Up Up x"); /* x is no key: the message goes */

    char *before = desk_text(&desk);

    for (size_t i = 0; i < sizeof ways_back / sizeof ways_back[0]; i++) {
        desk_keys(&desk, "Enter");
        ck_assert(!desk_is_as_before(&desk, before));
        desk_keys(&desk, ways_back[i]);
        ck_assert(desk_is_as_before(&desk, before));
    }
    free(before);
}
END_TEST

START_TEST(a_leaf_opens_as_a_team_with_its_workers)
{
    desk_keys(&desk, "/ p s y Enter Enter");
    ck_assert(desk_shows(&desk, "Worker"));
    ck_assert(desk_shows(&desk, "unallocated"));
}
END_TEST

START_TEST(nothing_is_said_of_room_where_there_are_no_limits)
{
    desk_keys(&desk, "/ p s y Enter Enter");
    ck_assert(desk_shows(&desk, "most room: ") || desk_shows(&desk, "has room"));
    fake_service(desk.fake)->role_count = 0;
    desk_refresh(&desk);
    ck_assert(desk_shows(&desk, "unallocated"));
    ck_assert(!desk_shows(&desk, "most room: "));
    ck_assert(!desk_shows(&desk, "has room"));
}
END_TEST

START_TEST(who_may_not_see_workers_sees_none)
{
    struct session_options options = {
        .service = fake_service(desk.fake),
        .bindings = &desk.bindings,
        .glyphs = glyphs_get(false),
        .root = UNIT_NONE,
        .live_day = FAKE_DAY,
        .as_at = DAY_NONE,
        .window = WINDOW_12M,
    };

    session_destroy(desk.session);
    ck_assert_int_eq(session_create(&desk.session, &options), RESULT_OK);
    ck_assert(session_go(desk.session, "team", desk_unit(&desk, "psychology")));
    desk_refresh(&desk);
    ck_assert(!desk_shows(&desk, "Worker "));
    ck_assert(desk_shows(&desk, "Workers are shown to the team's own manager only."));
    ck_assert_ptr_null(snapshot_roster(desk.snapshot, desk_unit(&desk, "psychology")));
}
END_TEST

START_TEST(dash_changes_between_two_places)
{
    desk_keys(&desk, "Down Down Enter");
    ck_assert_int_eq(here(), desk_unit(&desk, "west"));
    desk_keys(&desk, "1");
    ck_assert(desk_shows(&desk, "Overview"));
    desk_keys(&desk, "-");
    ck_assert(!desk_shows(&desk, "Overview"));
    desk_keys(&desk, "-");
    ck_assert(desk_shows(&desk, "Overview"));
}
END_TEST

START_TEST(the_way_back_is_never_lost_however_deep_one_goes)
{
    for (int i = 0; i < 100; i++)
        ck_assert(session_go(desk.session, "unit", desk_unit(&desk, "west")));
    for (int i = 0; i < 100; i++)
        desk_keys(&desk, "Esc");
    ck_assert(desk_shows(&desk, "Overview"));
}
END_TEST

START_TEST(q_leaves_only_from_the_first_screen_and_ctrl_c_from_anywhere)
{
    desk_keys(&desk, "Enter q");
    ck_assert_uint_eq(desk.wishes & WISH_LEAVE, 0);
    desk_keys(&desk, "q");
    ck_assert_uint_ne(desk.wishes & WISH_LEAVE, 0);
    desk_keys(&desk, "? Ctrl-C");
    ck_assert_uint_ne(desk.wishes & WISH_LEAVE, 0);
    desk_keys(&desk, "/ a Ctrl-C");
    ck_assert_uint_ne(desk.wishes & WISH_LEAVE, 0);
}
END_TEST

START_TEST(a_chart_reads_out_its_points)
{
    desk_keys(&desk, "Enter Tab Enter");
    ck_assert(desk_shows(&desk, "[Pressure]"));
    ck_assert(desk_shows(&desk, "Sat 29 Feb 2020"));
    desk_keys(&desk, "Left Left");
    ck_assert(desk_shows(&desk, "Tue 31 Dec 2019"));
    desk_keys(&desk, "Right Right Right");
    ck_assert(desk_shows(&desk, "Sat 29 Feb 2020"));
    desk_keys(&desk, "Down");
    ck_assert(desk_shows(&desk, "[Open cases]"));
    desk_keys(&desk, "Tab");
    ck_assert(desk_shows(&desk, "[Sickness rate]"));
}
END_TEST

static bool shows_measure(const char *name)
{
    return desk_shows(&desk, name) && !desk_shows(&desk, "No data for this measure");
}

START_TEST(a_chart_opens_on_the_first_measure_there_is_data_for)
{
    struct fake_plan plan = county_plan;

    plan.without = 1u << FEED_POSTS; /* so no pressure is known */
    desk_close(&desk);
    desk_open(&desk, &plan, 120, 36);
    desk_keys(&desk, "Enter Tab Enter");
    ck_assert(shows_measure("[Open cases]"));
    desk_keys(&desk, "Shift-Tab Tab");
    ck_assert(shows_measure("[Open cases]"));
    desk_keys(&desk, "Down Down Esc Enter"); /* what was looked at last is shown again */
    ck_assert(desk_shows(&desk, "[Unallocated"));
    desk_key(&desk, ':');
    for (const char *letter = "view overview"; *letter != '\0'; letter++)
        desk_key(&desk, (key_code)*letter);
    desk_keys(&desk, "Enter 2 Tab Tab Enter"); /* another panel */
    ck_assert(!desk_shows(&desk, "[Unallocated"));
}
END_TEST

START_TEST(without_cases_a_teams_chart_opens_on_sickness_and_says_so_of_caseload)
{
    struct fake_plan plan = county_plan;

    plan.without = 1u << FEED_CASES;
    desk_close(&desk);
    desk_open(&desk, &plan, 120, 36);
    desk_keys(&desk, ": u n i t Space e h - p e n w i t h Enter Enter");
    ck_assert(shows_measure("[Sickness rate]"));
    desk_keys(&desk, "Down Esc Enter"); /* what was looked at last is shown again */
    ck_assert(shows_measure("[Days lost per FTE]"));
    desk_keys(&desk, "Up Shift-Tab");
    ck_assert(desk_shows(&desk, "Caseload: no feed speaks of it here on this day."));
    ck_assert(desk_shows(&desk, "Tab shows the next panel."));
}
END_TEST

/* --- day and window --------------------------------------------------------------------------- */

START_TEST(t_goes_round_the_windows)
{
    static const enum window order[] = {WINDOW_1W, WINDOW_4W, WINDOW_3M, WINDOW_12M};

    for (size_t i = 0; i < 4; i++) {
        desk_keys(&desk, "t");
        ck_assert_int_eq(session_window(desk.session), order[i]);
        ck_assert_uint_ne(desk.wishes & WISH_SNAPSHOT, 0);
    }
}
END_TEST

START_TEST(days_go_back_and_forth_but_never_past_the_newest)
{
    desk_keys(&desk, "[");
    ck_assert_int_eq(session_day(desk.session), FAKE_DAY - 1);
    ck_assert(desk_shows(&desk, "NOT LIVE"));
    desk_keys(&desk, "{");
    ck_assert_int_eq(session_day(desk.session), day_from_civil(2020, 2, 1));
    desk_keys(&desk, "} } }");
    ck_assert_int_eq(session_day(desk.session), FAKE_DAY);
    ck_assert(!desk_shows(&desk, "NOT LIVE"));
    desk_keys(&desk, "]");
    ck_assert_int_eq(session_day(desk.session), FAKE_DAY);
    ck_assert(desk_shows(&desk, "This is the newest day there is."));
    desk_keys(&desk, "[ [ 0");
    ck_assert_int_eq(session_day(desk.session), FAKE_DAY);
}
END_TEST

START_TEST(a_live_session_goes_with_the_day_and_one_in_the_past_stays)
{
    ck_assert_uint_ne(session_live_day(desk.session, FAKE_DAY + 1) & WISH_SNAPSHOT, 0);
    ck_assert_int_eq(session_day(desk.session), FAKE_DAY + 1);
    desk_keys(&desk, "[ [");
    ck_assert_uint_eq(session_live_day(desk.session, FAKE_DAY + 2) & WISH_SNAPSHOT, 0);
    ck_assert_int_eq(session_day(desk.session), FAKE_DAY - 1);
}
END_TEST

/* --- imports ---------------------------------------------------------------------------------- */

static bool import_into(const char *team)
{
    bool marked = false;

    ck_assert_int_eq(session_note(desk.session, desk.snapshot), RESULT_OK);
    ck_assert(fake_import(desk.fake, desk_unit(&desk, team)));
    snapshot_destroy(desk.snapshot);
    desk.snapshot = snapshot_create(fake_service(desk.fake), fake_provider(desk.fake),
        session_day(desk.session), session_window(desk.session), fake_now());
    ck_assert_ptr_nonnull(desk.snapshot);
    ck_assert_int_eq(session_changed(desk.session, desk.snapshot, &marked), RESULT_OK);
    desk_draw(&desk);
    return marked;
}

static int cells_of(enum style style)
{
    int count = 0;

    for (int i = 0; i < desk.canvas.width * desk.canvas.height; i++)
        count += desk.canvas.cells[i].style == style && desk.canvas.cells[i].character != ' ';
    return count;
}

START_TEST(what_an_import_moved_is_marked_with_its_delta_until_unmarked)
{
    ck_assert_int_eq(cells_of(STYLE_CHANGED), 0);
    ck_assert(import_into("psychology"));
    int marked = cells_of(STYLE_CHANGED);

    ck_assert(desk_shows(&desk, "(+3)"));
    session_unmark(desk.session);
    desk_draw(&desk);
    ck_assert(!desk_shows(&desk, "(+3)"));
    ck_assert_int_lt(cells_of(STYLE_CHANGED), marked); /* the signs before the names stay */
}
END_TEST

START_TEST(an_import_that_moved_nothing_on_screen_marks_nothing)
{
    desk_keys(&desk, "/ m a r u Enter"); /* the selection is on no parent of the team */
    ck_assert(session_go(desk.session, "unit", desk_unit(&desk, "penwith")));
    desk_refresh(&desk);
    ck_assert(!import_into("psychology"));
    ck_assert_int_eq(cells_of(STYLE_CHANGED), 0);
}
END_TEST

/* What was seen before was over another window: every figure would look as if it had moved. */
START_TEST(an_import_that_comes_with_another_window_marks_no_figure)
{
    enum window window = session_window(desk.session);

    (void)session_key(desk.session, 't');
    ck_assert_int_ne(session_window(desk.session), window);
    ck_assert(!import_into("psychology"));
}
END_TEST

static bool stands_above(const char *first, const char *second)
{
    char *text = desk_text(&desk);
    const char *a = strstr(text, first), *b = strstr(text, second);
    bool above = a != NULL && b != NULL && a < b;

    free(text);
    return above;
}

START_TEST(order_holds_while_marks_are_on_screen_and_the_selection_stays_on_its_line)
{
    desk_keys(&desk, "s s s s"); /* by unallocated cases: none in either team */
    desk_keys(&desk, "/ p s y c h Enter");
    ck_assert(stands_above("Health Visiting West", "Psychology"));

    int line = desk_selected_row(&desk);

    ck_assert(import_into("psychology"));
    ck_assert(stands_above("Health Visiting West", "Psychology"));
    ck_assert_int_eq(desk_selected_row(&desk), line);
    session_unmark(desk.session);
    desk_draw(&desk);
    ck_assert(stands_above("Psychology", "Health Visiting West"));
    ck_assert_int_eq(here(), desk_unit(&desk, "psychology"));
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("session");
    TCase *tests = tcase_create("journeys");

    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, open_county, leave);
    tcase_add_test(tests, arrows_and_letters_move_the_selection);
    tcase_add_test(tests, a_key_that_moves_nothing_asks_for_nothing);
    tcase_add_test(tests, space_hides_what_is_below_and_shows_it_again);
    tcase_add_test(tests, at_first_sight_all_open_rows_fit_the_screen);
    tcase_add_test(tests, sorting_puts_the_worst_first_and_keeps_the_selection_on_its_unit);
    tcase_add_test(tests, a_sorted_column_is_in_order_among_siblings);
    tcase_add_test(tests, find_selects_as_one_types_and_unfolds_what_hides_it);
    tcase_add_test(tests, find_given_up_leads_back_to_where_it_began);
    tcase_add_test(tests, find_says_when_there_is_no_such_unit);
    tcase_add_test(tests, find_from_a_page_leads_to_the_overview_and_back_again);
    tcase_add_test(tests, find_in_the_help_brings_the_line_to_the_top);
    tcase_add_test(tests, opening_leads_to_the_units_page_and_escape_back_to_the_very_same_screen);
    tcase_add_test(tests, a_leaf_opens_as_a_team_with_its_workers);
    tcase_add_test(tests, nothing_is_said_of_room_where_there_are_no_limits);
    tcase_add_test(tests, who_may_not_see_workers_sees_none);
    tcase_add_test(tests, dash_changes_between_two_places);
    tcase_add_test(tests, the_way_back_is_never_lost_however_deep_one_goes);
    tcase_add_test(tests, q_leaves_only_from_the_first_screen_and_ctrl_c_from_anywhere);
    tcase_add_test(tests, a_chart_reads_out_its_points);
    tcase_add_test(tests, a_chart_opens_on_the_first_measure_there_is_data_for);
    tcase_add_test(tests, without_cases_a_teams_chart_opens_on_sickness_and_says_so_of_caseload);
    tcase_add_test(tests, t_goes_round_the_windows);
    tcase_add_test(tests, days_go_back_and_forth_but_never_past_the_newest);
    tcase_add_test(tests, a_live_session_goes_with_the_day_and_one_in_the_past_stays);
    tcase_add_test(tests, what_an_import_moved_is_marked_with_its_delta_until_unmarked);
    tcase_add_test(tests, an_import_that_moved_nothing_on_screen_marks_nothing);
    tcase_add_test(tests, an_import_that_comes_with_another_window_marks_no_figure);
    tcase_add_test(
        tests, order_holds_while_marks_are_on_screen_and_the_selection_stays_on_its_line);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    return suite_run(make_suite());
}

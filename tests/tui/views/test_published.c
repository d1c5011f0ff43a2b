/* Scorecard, demand and resources: as kept, key by key, and at any size. */
#include <check.h>
#include <stdlib.h>

#include "tests/suite.h"
#include "tests/tui/views/desk.h"
#include "tests/tui/views/fake_reference.h"
#include "tests/tui/views/golden.h"

static const char *folder; /* set once by main(), before any test runs */

/* A desk in the county with published figures. */
static void open_county(struct desk *desk, const struct glyphs *glyphs, int width, int height)
{
    desk_open_with(desk, &county_plan, glyphs, width, height);
    fake_service(desk->fake)->reference = county_reference;
    desk_refresh(desk);
}

/* --- screens ---------------------------------------------------------------------------------- */

static const struct screen {
    const char *name;
    const char *keys; /* the way there */
} screens[] = {
    {"demand", "5"},
    {"demand-periods", "5 Tab"},
    {"scorecard", "6 Down"},
    {"resources-posts", "7"},
    {"resources-budget", "7 Tab"},
    {"resources-savings", "7 Tab Tab"},
    {"resources-risks", "7 Tab Tab Tab Down"},
    {"resources-workforce", "7 Tab Tab Tab Tab"},
};
#define SCREENS ((int)(sizeof screens / sizeof screens[0]))

static const struct size {
    int width, height;
} sizes[] = {{200, 60}, {120, 36}, {80, 24}, {40, 10}};
#define SIZES ((int)(sizeof sizes / sizeof sizes[0]))

static void compare_sizes(const struct screen *screen, const struct glyphs *glyphs)
{
    struct desk desk;

    open_county(&desk, glyphs, sizes[0].width, sizes[0].height);
    desk_keys(&desk, screen->keys);
    for (int i = 0; i < SIZES; i++) {
        desk_resize(&desk, sizes[i].width, sizes[i].height);
        golden_compare(folder, &desk, screen->name);
    }
    desk_close(&desk);
}

START_TEST(screens_are_as_kept_in_utf8)
{
    compare_sizes(&screens[_i], glyphs_get(false));
}
END_TEST

START_TEST(screens_are_as_kept_in_ascii)
{
    compare_sizes(&screens[_i], glyphs_get(true));
}
END_TEST

/* --- key by key ------------------------------------------------------------------------------- */

START_TEST(the_scorecard_shows_what_had_ended_on_the_day)
{
    struct desk desk;

    open_county(&desk, glyphs_get(false), 120, 36);
    desk_keys(&desk, "6 Down");
    ck_assert(desk_shows(&desk, "2017 15.9   2018 15.5   2019 19.5"));
    ck_assert(desk_shows(&desk, "target 23 is <20: G met"));
    ck_assert(!desk_shows(&desk, "22.9"));
    for (int i = 0; i < 12; i++)
        desk_keys(&desk, "{");
    ck_assert(desk_shows(&desk, "2017 15.9   2018 15.5   "));
    ck_assert(!desk_shows(&desk, "2019 19.5"));
    desk_close(&desk);
}
END_TEST

START_TEST(missed_targets_are_told_from_close_ones)
{
    struct desk desk;

    open_county(&desk, glyphs_get(false), 120, 36);
    desk_keys(&desk, "6 Down Down Down Down");
    ck_assert(desk_shows(&desk, "target 27 is <16: A close")); /* 16.4 */
    desk_keys(&desk, "Down Down Down");
    ck_assert(desk_shows(&desk, "target 31 is >75: R missed")); /* 64.0 */
    desk_close(&desk);
}
END_TEST

START_TEST(children_are_counted_and_not_judged)
{
    struct desk desk;

    open_county(&desk, glyphs_get(false), 120, 36);
    desk_keys(&desk, "6 Down Down Down Down Down Down");
    ck_assert(desk_shows(&desk, "2018 41   2019 43"));
    ck_assert(desk_shows(&desk, "Not judged: a number of children is never good or bad"));
    desk_close(&desk);
}
END_TEST

START_TEST(a_row_of_posts_opens_its_unit_and_escape_comes_back_to_it)
{
    struct desk desk;

    open_county(&desk, glyphs_get(false), 120, 36);
    desk_keys(&desk, "7 Down Down Enter");
    ck_assert(!desk_shows(&desk, "Children's Psychology Services"));
    ck_assert(desk_shows(&desk, "FTE in post"));
    desk_keys(&desk, "Esc");

    int row = desk_selected_row(&desk);

    ck_assert(desk_shows(&desk, "Children's Psychology Services"));
    desk_keys(&desk, "Down");
    ck_assert_int_eq(desk_selected_row(&desk), row + 1);
    desk_keys(&desk, "Enter"); /* business support has no unit */
    ck_assert(desk_shows(&desk, "Business Support"));
    desk_close(&desk);
}
END_TEST

START_TEST(blank_where_no_unit_stands_for_a_line)
{
    struct desk desk;

    open_county(&desk, glyphs_get(false), 120, 36);
    desk_keys(&desk, "7");
    ck_assert(desk_shows(&desk, "Business Support"));
    ck_assert(!desk_shows(&desk, "−18.90"));
    ck_assert(desk_shows(&desk, "156.24"));
    ck_assert(desk_shows(&desk, "137.34")); /* without business support */
    desk_close(&desk);
}
END_TEST

START_TEST(a_period_that_is_not_over_has_no_figure_here)
{
    struct desk desk;

    open_county(&desk, glyphs_get(false), 120, 36);
    desk_keys(&desk, "5 Tab");
    ck_assert(desk_shows(&desk, "Jan to Jun 2020"));
    ck_assert(desk_shows(&desk, "4843        –"));
    ck_assert(desk_shows(&desk, "4224    "));
    ck_assert(!desk_shows(&desk, "4224        –"));
    desk_close(&desk);
}
END_TEST

START_TEST(enter_charts_one_source_and_all_again)
{
    struct desk desk;

    open_county(&desk, glyphs_get(false), 120, 36);
    desk_keys(&desk, "5 Down Enter");
    ck_assert(desk_shows(&desk, "family: "));
    desk_keys(&desk, "Down");
    ck_assert(desk_shows(&desk, "schools: "));
    desk_keys(&desk, "Enter");
    ck_assert(!desk_shows(&desk, "schools: "));
    desk_close(&desk);
}
END_TEST

/* A viewer of the west alone: lines and front doors outside of it are no figures. */
START_TEST(what_a_viewer_may_not_see_is_no_figure)
{
    enum { WEST = 2 };
    struct desk desk;

    open_county(&desk, glyphs_get(false), 120, 36);

    struct session_options options = {.service = fake_service(desk.fake),
        .bindings = &desk.bindings,
        .glyphs = glyphs_get(false),
        .root = WEST,
        .live_day = FAKE_DAY,
        .as_at = DAY_NONE,
        .window = WINDOW_12M};

    session_destroy(desk.session);
    ck_assert_int_eq(session_create(&desk.session, &options), RESULT_OK);
    desk_refresh(&desk);
    desk_keys(&desk, "5");
    ck_assert(desk_shows(&desk, "No requests are known here on this day."));
    desk_keys(&desk, "Tab");
    ck_assert(!desk_shows(&desk, "4189"));
    desk_keys(&desk, "7");
    ck_assert(desk_shows(&desk, "32.20"));
    ck_assert(!desk_shows(&desk, "45.40"));
    desk_keys(&desk, "Down Enter");
    ck_assert(desk_shows(&desk, "[Posts]"));
    desk_close(&desk);
}
END_TEST

START_TEST(tab_goes_round_the_sections)
{
    struct desk desk;

    open_county(&desk, glyphs_get(false), 80, 24);
    desk_keys(&desk, "7 Tab Tab Tab");
    ck_assert(desk_shows(&desk, "[Risks]"));
    ck_assert(desk_shows(&desk, "20 CFS1"));
    desk_keys(&desk, "Tab Tab");
    ck_assert(desk_shows(&desk, "[Posts]"));
    desk_keys(&desk, "Shift-Tab");
    ck_assert(desk_shows(&desk, "[Workforce]"));
    desk_close(&desk);
}
END_TEST

/* --- without anything, and at any size -------------------------------------------------------- */

START_TEST(without_reference_data_each_screen_says_so)
{
    static const char *const said[][2] = {{"6", "no reference/scorecard.yaml"},
        {"7", "no reference/establishment.yaml"}, {"7 Tab", "no reference/budget.yaml"},
        {"7 Tab Tab", "no reference/savings.yaml"}, {"7 Tab Tab Tab", "no reference/risks.yaml"},
        {"7 Tab Tab Tab Tab", "no reference/workforce.yaml"}};
    struct desk desk;

    desk_open(&desk, &county_plan, 120, 36);
    desk_keys(&desk, said[_i][0]);
    ck_assert(desk_shows(&desk, said[_i][1]));
    desk_close(&desk);
}
END_TEST

START_TEST(a_service_without_requests_says_so)
{
    static const struct fake_plan plan = {.units = fake_one_team, .notice = ""};
    struct desk desk;

    desk_open(&desk, &plan, 80, 24);
    desk_keys(&desk, "5");
    ck_assert(desk_shows(&desk, "No requests are known here on this day."));
    desk_close(&desk);
}
END_TEST

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16;
}

START_TEST(any_size_and_any_keys_are_taken)
{
    static const char *const ways[] = {"5", "6", "7"};
    static const key_code keys[] = {TT_KEY_UP, TT_KEY_DOWN, TT_KEY_PAGE_DOWN, TT_KEY_PAGE_UP,
        TT_KEY_HOME, TT_KEY_END, TT_KEY_TAB, TT_KEY_BACK_TAB, 't', '[', '{', '0'};
    unsigned seed = 3u + (unsigned)_i;
    struct desk desk;

    open_county(&desk, glyphs_get(false), 60, 30);
    desk_keys(&desk, ways[_i]);
    for (int width = 1; width <= 60; width++)
        for (int height = 1; height <= 30; height += 1 + (width % 3)) {
            desk_key(&desk, keys[next_random(&seed) % (sizeof keys / sizeof keys[0])]);
            desk_resize(&desk, width, height);
        }
    desk_close(&desk);
}
END_TEST

START_TEST(no_figure_is_cut_at_any_width)
{
    struct desk desk;

    open_county(&desk, glyphs_get(false), 200, 36);
    desk_keys(&desk, screens[_i].keys);
    for (int width = 200; width >= 40; width -= 3) {
        desk_resize(&desk, width, 36);
        ck_assert_msg(!desk_shows(&desk, "##"), "%s at %d", screens[_i].name, width);
    }
    desk_close(&desk);
}
END_TEST

int main(int count, char **arguments)
{
    folder = count > 1 ? arguments[1] : ".";

    Suite *suite = suite_create("published figures");
    TCase *tests = tcase_create("screens");

    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, screens_are_as_kept_in_utf8, 0, SCREENS);
    tcase_add_loop_test(tests, screens_are_as_kept_in_ascii, 0, SCREENS);
    tcase_add_test(tests, the_scorecard_shows_what_had_ended_on_the_day);
    tcase_add_test(tests, missed_targets_are_told_from_close_ones);
    tcase_add_test(tests, children_are_counted_and_not_judged);
    tcase_add_test(tests, a_row_of_posts_opens_its_unit_and_escape_comes_back_to_it);
    tcase_add_test(tests, blank_where_no_unit_stands_for_a_line);
    tcase_add_test(tests, a_period_that_is_not_over_has_no_figure_here);
    tcase_add_test(tests, enter_charts_one_source_and_all_again);
    tcase_add_test(tests, what_a_viewer_may_not_see_is_no_figure);
    tcase_add_test(tests, tab_goes_round_the_sections);
    tcase_add_loop_test(tests, without_reference_data_each_screen_says_so, 0, 6);
    tcase_add_test(tests, a_service_without_requests_says_so);
    tcase_add_loop_test(tests, any_size_and_any_keys_are_taken, 0, 3);
    tcase_add_loop_test(tests, no_figure_is_cut_at_any_width, 0, SCREENS);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}

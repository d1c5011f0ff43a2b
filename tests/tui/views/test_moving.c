/* Moving about: places, two days, the mouse; and whole screens on the way. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/suite.h"
#include "tests/tui/views/desk.h"
#include "tests/tui/views/golden.h"

static const char *folder; /* set once by main(), before any test runs */

static struct desk desk;

static void open_county(void)
{
    desk_open(&desk, &county_plan, 120, 36);
}

static void leave(void)
{
    desk_close(&desk);
}

/* --- places ----------------------------------------------------------------------------------- */

START_TEST(a_place_named_by_a_letter_is_found_again)
{
    desk_enter(&desk, ":unit west");
    desk_keys(&desk, "M a 1");
    ck_assert(desk_shows(&desk, "Overview"));
    desk_keys(&desk, "' a");
    ck_assert_int_eq(session_unit(desk.session), desk_unit(&desk, "west"));
    desk_keys(&desk, "' b");
    ck_assert(desk_shows(&desk, "No place is called b."));
    desk_keys(&desk, "' Esc");
    ck_assert(desk_shows(&desk, "Places are named by a letter from a to z."));
    desk_keys(&desk, "-");
    ck_assert(desk_shows(&desk, "Overview"));
}
END_TEST

START_TEST(every_screen_opens_by_its_key_and_is_left_by_one_escape)
{
    static const char *const keys[] = {"2", "3", "4", "5", "6", "7", "8", "9", "d", "?"};
    char *before = desk_text(&desk);

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        desk_keys(&desk, keys[i]);
        ck_assert_msg(!desk_is_as_before(&desk, before), "%s leads nowhere", keys[i]);
        desk_keys(&desk, "Esc");
        ck_assert_msg(desk_is_as_before(&desk, before), "Esc does not lead back from %s", keys[i]);
    }
    free(before);
}
END_TEST

START_TEST(a_page_opened_again_shows_what_it_showed)
{
    desk_enter(&desk, ":unit west");
    desk_keys(&desk, "Down Down s x");

    char *before = desk_text(&desk);

    desk_keys(&desk, "1");
    desk_enter(&desk, ":unit west");
    desk_keys(&desk, "x");
    ck_assert(desk_is_as_before(&desk, before));
    free(before);
}
END_TEST

/* --- two days --------------------------------------------------------------------------------- */

START_TEST(a_day_held_shows_the_difference_until_it_is_let_go)
{
    char *before = desk_text(&desk);

    desk_keys(&desk, "=");
    ck_assert(desk_shows(&desk, "Held: Mon 2 Mar 2020."));
    ck_assert_int_eq(session_pinned_day(desk.session), FAKE_DAY);
    desk_keys(&desk, "{ {");
    ck_assert(desk_shows(&desk, "against Mon 2 Mar 2020"));
    ck_assert(desk_shows(&desk, " was "));
    desk_keys(&desk, "= 0");
    ck_assert(desk_is_as_before(&desk, before));
    free(before);
}
END_TEST

START_TEST(the_difference_is_what_is_shown_less_what_is_held)
{
    struct measure_ref open;
    char text[32];

    ck_assert(measure_find("open_cases", &open));
    desk_enter(&desk, ":pin 2019-12-02");

    fixed_t now = snapshot_figure(desk.snapshot, 0, open).value;
    fixed_t then = snapshot_figure(desk.then, 0, open).value;

    ck_assert_int_ne(now, then);
    snprintf(text, sizeof text, "%s%lld", now > then ? "+" : "−",
        (long long)((now > then ? now - then : then - now) / FIXED_ONE));
    ck_assert_msg(desk_shows(&desk, text), "%s is not shown", text);
    desk_enter(&desk, ":pin off");
    ck_assert_ptr_null(desk.then);
}
END_TEST

/* --- the mouse -------------------------------------------------------------------------------- */

static unsigned point(enum mouse_what what, int y)
{
    const struct mouse_event event = {what, 10, y};
    unsigned wishes = session_mouse(desk.session, &event);

    desk_draw(&desk);
    return wishes;
}

START_TEST(the_mouse_is_off_until_asked_for)
{
    ck_assert(!session_mouse_wanted(desk.session));
    ck_assert_uint_eq(point(MOUSE_CLICK, 6), WISH_NOTHING);
    ck_assert_int_eq(desk_selected_row(&desk), 3);
    desk_keys(&desk, "m");
    ck_assert(session_mouse_wanted(desk.session));
    ck_assert_uint_ne(desk.wishes & WISH_MOUSE, 0);
}
END_TEST

START_TEST(a_click_selects_a_double_click_opens_and_the_wheel_scrolls)
{
    desk_keys(&desk, "m");
    point(MOUSE_CLICK, 6);
    ck_assert_int_eq(desk_selected_row(&desk), 6);
    point(MOUSE_WHEEL_UP, 6);
    ck_assert_int_eq(desk_selected_row(&desk), 3);
    point(MOUSE_WHEEL_DOWN, 6);
    ck_assert_int_eq(desk_selected_row(&desk), 6);
    ck_assert_uint_eq(point(MOUSE_CLICK, 0), WISH_NOTHING);  /* the header */
    ck_assert_uint_eq(point(MOUSE_CLICK, 34), WISH_NOTHING); /* the panels */

    unit_index unit = session_unit(desk.session);

    point(MOUSE_DOUBLE, 6);
    ck_assert_int_eq(session_unit(desk.session), unit);
    ck_assert(!desk_shows(&desk, "Overview"));
}
END_TEST

/* --- whole screens ---------------------------------------------------------------------------- */

static void no_import(void)
{
}

static void import_in_psychology(void)
{
    bool marked;

    ck_assert_int_eq(session_note(desk.session, desk.snapshot), RESULT_OK);
    ck_assert(fake_import(desk.fake, desk_unit(&desk, "psychology")));
    desk_refresh(&desk);
    ck_assert_int_eq(session_changed(desk.session, desk.snapshot, &marked), RESULT_OK);
}

static void import_since_looked(void)
{
    desk_leave_and_come_back(&desk, fake_now() - 3 * 86400);
    ck_assert(fake_import(desk.fake, desk_unit(&desk, "psychology")));
    desk_refresh(&desk);
}

static const struct screen {
    const char *name;
    void (*first)(void);
    const char *line; /* typed and given */
    const char *keys;
} screens[] = {
    {"changes", import_in_psychology, ":view changes", "Down"},
    {"changes-since-looked", import_since_looked, ":view changes", "Tab Down"},
    {"changes-none", no_import, ":view changes", ""},
    {"overview-since-looked", import_since_looked, ":view overview", ""},
    {"overview-filtered", no_import, ":filter status:red", ""},
    {"overview-two-days", no_import, ":pin 2019-12-02", "x"},
    {"unit-two-days", no_import, ":pin 2019-12-02", "x Down Down Enter"},
    {"overview-command", no_import, ":window 4w", "x : v i e w Space"},
};
#define SCREENS ((int)(sizeof screens / sizeof screens[0]))

static void compare_sizes(const struct screen *screen, const struct glyphs *glyphs)
{
    static const int sizes[][2] = {{200, 60}, {120, 36}, {80, 24}, {40, 10}};

    desk_open_with(&desk, &county_plan, glyphs, 120, 36);
    screen->first();
    desk_enter(&desk, screen->line);
    desk_keys(&desk, screen->keys);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        desk_resize(&desk, sizes[i][0], sizes[i][1]);
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

START_TEST(every_small_size_is_drawn)
{
    desk_open(&desk, &county_plan, 60, 30);
    screens[_i].first();
    desk_enter(&desk, screens[_i].line);
    desk_keys(&desk, screens[_i].keys);
    for (int width = 1; width <= 60; width += 3)
        for (int height = 1; height <= 30; height += 2)
            desk_resize(&desk, width, height);
    desk_close(&desk);
}
END_TEST

static TCase *make_screens(void)
{
    TCase *tests = tcase_create("screens");

    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, screens_are_as_kept_in_utf8, 0, SCREENS);
    tcase_add_loop_test(tests, screens_are_as_kept_in_ascii, 0, SCREENS);
    tcase_add_loop_test(tests, every_small_size_is_drawn, 0, SCREENS);
    return tests;
}

static Suite *make_suite(void)
{
    Suite *suite = suite_create("moving");
    TCase *tests = tcase_create("moving");

    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, open_county, leave);
    tcase_add_test(tests, a_place_named_by_a_letter_is_found_again);
    tcase_add_test(tests, every_screen_opens_by_its_key_and_is_left_by_one_escape);
    tcase_add_test(tests, a_page_opened_again_shows_what_it_showed);
    tcase_add_test(tests, a_day_held_shows_the_difference_until_it_is_let_go);
    tcase_add_test(tests, the_difference_is_what_is_shown_less_what_is_held);
    tcase_add_test(tests, the_mouse_is_off_until_asked_for);
    tcase_add_test(tests, a_click_selects_a_double_click_opens_and_the_wheel_scrolls);
    suite_add_tcase(suite, tests);
    suite_add_tcase(suite, make_screens());
    return suite;
}

int main(int argc, char **argv)
{
    folder = argc > 1 ? argv[1] : ".";

    return suite_run(make_suite());
}

/* Compare: which units, in which order, shaded how; its keys, its sizes, and its screens as kept. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/suite.h"
#include "tests/tui/views/golden.h"
#include "tui/views/figures.h"

static const char *folder; /* set once by main(), before any test runs */

#define TEAM_LEVEL 4
#define TO_TEAMS   "/ h e l p Space p e n Enter c" /* Early Help Penwith, then compare */

/* The row of the screen that begins with this name; −1: none. */
static int row_of(const struct desk *desk, const char *name)
{
    char *screen = desk_text(desk), *rest = NULL;
    int row = 0, found = -1;

    for (char *line = strtok_r(screen, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        if (found < 0 && strncmp(line, " ", 1) == 0 && strncmp(line + 1, name, strlen(name)) == 0)
            found = row;
        row++;
    }
    free(screen);
    return found;
}

static int count_on_screen(const struct desk *desk, const char *text)
{
    char *screen = desk_text(desk);
    int count = 0;

    for (const char *at = strstr(screen, text); at != NULL; at = strstr(at + 1, text))
        count++;
    free(screen);
    return count;
}

/* --- which units, in which order ---------------------------------------------------------------- */

START_TEST(the_level_is_that_of_the_unit_one_was_on)
{
    struct desk desk;

    desk_open(&desk, &county_plan, 120, 36);
    desk_keys(&desk, TO_TEAMS);
    ck_assert(desk_shows(&desk, "Team: 16, 15 with a figure"));
    ck_assert(desk_shows(&desk, " Early Help Penwith, "));
    desk_close(&desk);
}
END_TEST

START_TEST(tab_goes_from_level_to_level_and_never_to_one_that_holds_a_single_unit)
{
    static const char *const levels[] = {"Locality: 4,", "Area: 3,", "Service: 3,", "Team: 16,"};
    struct desk desk;

    desk_open(&desk, &county_plan, 120, 36);
    desk_keys(&desk, TO_TEAMS);
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++) {
        desk_keys(&desk, "Shift-Tab");
        ck_assert_msg(desk_shows(&desk, levels[i]), "%s", levels[i]);
    }
    desk_keys(&desk, "Tab");
    ck_assert(desk_shows(&desk, "Service: 3,"));
    desk_close(&desk);
}
END_TEST

/* The order on the screen against one found by comparing every pair. */
static void assert_order(const struct desk *desk, const char *measure, int sign)
{
    struct service *service = fake_service(desk->fake);
    struct measure_ref ref = measure_named(measure);

    for (unit_index a = 0; a < unit_tree_count(service->units); a++)
        for (unit_index b = 0; b < unit_tree_count(service->units); b++) {
            const struct unit *one = unit_tree_at(service->units, a);
            const struct unit *other = unit_tree_at(service->units, b);

            if (one->level != TEAM_LEVEL || other->level != TEAM_LEVEL)
                continue;
            struct figure first = snapshot_figure(desk->snapshot, a, ref);
            struct figure second = snapshot_figure(desk->snapshot, b, ref);

            if (first.has_value && second.has_value && sign * first.value > sign * second.value)
                ck_assert_int_lt(row_of(desk, one->name), row_of(desk, other->name));
            if (first.has_value && !second.has_value)
                ck_assert_int_lt(row_of(desk, one->name), row_of(desk, other->name));
        }
}

START_TEST(the_worst_stands_first_and_s_turns_the_order_round)
{
    struct desk desk;

    desk_open(&desk, &county_plan, 120, 36);
    desk_keys(&desk, TO_TEAMS);
    assert_order(&desk, "pressure", 1);
    ck_assert(desk_shows(&desk, "highest first"));
    desk_keys(&desk, "S");
    assert_order(&desk, "pressure", -1);
    ck_assert(desk_shows(&desk, "lowest first"));
    desk_close(&desk);
}
END_TEST

START_TEST(the_selection_stays_on_its_unit_when_the_order_turns)
{
    struct desk desk;

    desk_open(&desk, &county_plan, 120, 36);
    desk_keys(&desk, TO_TEAMS);
    ck_assert(desk_shows(&desk, " Early Help Penwith, "));
    desk_keys(&desk, "S Right");
    ck_assert(desk_shows(&desk, " Early Help Penwith, "));
    ck_assert_int_eq(desk_selected_row(&desk), row_of(&desk, "Early Help Penwith"));
    desk_close(&desk);
}
END_TEST

/* --- which measure ------------------------------------------------------------------------------ */

START_TEST(measures_go_round_in_the_order_of_the_catalogue)
{
    static const char *const titles[] = {"Requests", "Open cases", "Unallocated cases",
        "Oldest unallocated case", "Cases opened", "Cases closed", "Case-holding FTE"};
    struct desk desk;

    desk_open(&desk, &county_plan, 120, 36);
    desk_keys(&desk, TO_TEAMS);
    ck_assert_int_eq(row_of(&desk, "Pressure"), 1);
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++) {
        desk_keys(&desk, "Right");
        ck_assert_msg(row_of(&desk, titles[i]) == 1, "%s", titles[i]);
    }
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++)
        desk_keys(&desk, "Left");
    ck_assert_int_eq(row_of(&desk, "Pressure"), 1);
    desk_close(&desk);
}
END_TEST

START_TEST(a_benchmark_has_a_letter_and_the_bar_is_held_against_it)
{
    struct desk desk;

    desk_open(&desk, &county_plan, 120, 36);
    desk_keys(&desk, TO_TEAMS " Right Right Right Right Right Right Right Right");
    ck_assert_int_eq(row_of(&desk, "Average caseload"), 1);
    ck_assert(desk_shows(&desk, "E England 15.2"));
    ck_assert(desk_shows(&desk, "M mean of these"));
    ck_assert(desk_shows(&desk, "above England") || desk_shows(&desk, "below England"));
    desk_close(&desk);
}
END_TEST

/* --- the heat map ------------------------------------------------------------------------------- */

START_TEST(each_shade_is_a_fifth_of_what_is_known)
{
    static const char *const shades[] = {"·", "░", "▒", "▓", "█"};
    int counts[5], all = 0;
    struct desk desk;

    desk_open(&desk, &county_plan, 200, 60);
    desk_keys(&desk, TO_TEAMS " Space");
    for (int i = 0; i < 5; i++)
        all += counts[i] = count_on_screen(&desk, shades[i]);
    ck_assert_int_gt(all, 300);
    for (int i = 0; i < 5; i++)
        ck_assert_msg(counts[i] * 100 > all * 18 && counts[i] * 100 < all * 22, "%s: %d of %d",
            shades[i], counts[i], all);
    desk_close(&desk);
}
END_TEST

START_TEST(where_both_have_no_room_space_changes_between_bars_and_heat_map)
{
    struct desk desk;

    desk_open(&desk, &county_plan, 80, 24);
    desk_keys(&desk, TO_TEAMS);
    ck_assert(desk_shows(&desk, "mean of these"));
    ck_assert(!desk_shows(&desk, "least"));
    desk_keys(&desk, "Space");
    ck_assert(desk_shows(&desk, "least"));
    ck_assert(!desk_shows(&desk, "M mean of these"));
    desk_keys(&desk, "Space");
    ck_assert(desk_shows(&desk, "M mean of these"));
    desk_close(&desk);
}
END_TEST

/* --- going on and coming back ------------------------------------------------------------------- */

START_TEST(enter_opens_the_unit_and_coming_back_shows_what_was_shown)
{
    struct desk desk;

    desk_open(&desk, &county_plan, 120, 36);
    desk_keys(&desk, TO_TEAMS " Right Right Space Down Down");

    char *before = desk_text(&desk);

    desk_keys(&desk, "Enter");
    ck_assert(!desk_shows(&desk, "least"));
    desk_keys(&desk, "Esc");

    char *after = desk_text(&desk);

    ck_assert_str_eq(after, before);
    free(before);
    free(after);
    desk_close(&desk);
}
END_TEST

START_TEST(two_days_are_compared_in_words)
{
    struct desk desk;

    desk_open(&desk, &county_plan, 120, 36);
    desk_keys(&desk, TO_TEAMS);
    ck_assert(!desk_shows(&desk, " was 23.8 ("));
    desk_keys(&desk, "= {");
    ck_assert(desk_shows(&desk, " was 23.8 ("));
    desk_close(&desk);
}
END_TEST

/* --- any service, any size ---------------------------------------------------------------------- */

static const struct fake_plan plans[] = {
    {.units = fake_county, .posts = 4, .spells = true, .notice = "invented data"},
    {.units = fake_county, .notice = ""},
    {.units = fake_one_team, .posts = 12, .spells = true, .notice = ""},
    {.units = fake_long_names, .posts = 3, .spells = true, .notice = ""},
    {.units = fake_nobody, .notice = ""},
};
#define PLANS ((int)(sizeof plans / sizeof plans[0]))

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16;
}

START_TEST(any_size_and_any_keys_are_taken)
{
    static const char *const keys[] = {"Left", "Right", "Up", "Down", "Tab", "Shift-Tab", "Space",
        "s", "S", "t", "[", "PgDn", "PgUp", "g", "G", "Enter", "Esc", "c", "0", "=", "{", "}"};
    struct desk desk;
    unsigned seed = 11u + (unsigned)_i;

    desk_open(&desk, &plans[_i], 60, 30);
    desk_keys(&desk, "c");
    for (int round = 0; round < 200; round++) {
        desk_keys(&desk, keys[next_random(&seed) % (sizeof keys / sizeof keys[0])]);
        desk_resize(&desk, 1 + (int)(next_random(&seed) % 60), 1 + (int)(next_random(&seed) % 30));
    }
    desk_close(&desk);
}
END_TEST

START_TEST(every_small_size_is_drawn_and_no_figure_is_cut)
{
    struct desk desk;

    desk_open(&desk, &plans[0], 60, 30);
    desk_keys(&desk, "c");
    for (int width = 1; width <= 60; width++)
        for (int height = 1 + width % 3; height <= 30; height += 3) {
            desk_resize(&desk, width, height);
            ck_assert(!desk_shows(&desk, "##"));
        }
    desk_close(&desk);
}
END_TEST

START_TEST(four_hundred_teams_scroll_from_end_to_end)
{
    static const struct fake_plan plan = {.units = fake_many_teams, .notice = ""};
    struct desk desk;

    desk_open(&desk, &plan, 120, 36);
    desk_keys(&desk, "c G");
    ck_assert(desk_shows(&desk, "Team: 400, 0 with a figure"));
    ck_assert(desk_shows(&desk, " Team 399, 400 of 400 "));
    desk_keys(&desk, "g");
    ck_assert(desk_shows(&desk, " Team 000, 1 of 400 "));
    desk_close(&desk);
}
END_TEST

START_TEST(without_data_it_says_so_and_invents_no_nought)
{
    struct desk desk;

    desk_open(&desk, &plans[1], 120, 36);
    desk_keys(&desk, "c");
    ck_assert(desk_shows(&desk, "no data"));
    ck_assert(desk_shows(&desk, ", 0 with a figure"));
    ck_assert(!desk_shows(&desk, "0.0"));
    desk_close(&desk);
}
END_TEST

START_TEST(a_service_without_units_has_nothing_to_compare)
{
    struct desk desk;

    desk_open(&desk, &plans[PLANS - 1], 80, 24);
    desk_keys(&desk, "c Tab Right Enter Space S");
    ck_assert(desk_shows(&desk, "There are no units to compare.") ||
              desk_shows(&desk, "The configuration names no units."));
    desk_close(&desk);
}
END_TEST

/* --- as kept ------------------------------------------------------------------------------------ */

static const struct size {
    int width, height;
} sizes[] = {{200, 60}, {120, 36}, {80, 24}, {40, 10}};

static void compare_sizes(const char *name, const char *keys, const struct glyphs *glyphs)
{
    struct desk desk;

    desk_open_with(&desk, &county_plan, glyphs, sizes[0].width, sizes[0].height);
    desk_keys(&desk, keys);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        desk_resize(&desk, sizes[i].width, sizes[i].height);
        golden_compare(folder, &desk, name);
    }
    desk_close(&desk);
}

START_TEST(bars_are_as_kept)
{
    compare_sizes("compare", TO_TEAMS, glyphs_get(_i == 1));
}
END_TEST

START_TEST(the_heat_map_is_as_kept)
{
    compare_sizes("compare-heat", TO_TEAMS " Space", glyphs_get(_i == 1));
}
END_TEST

static TCase *cases(void)
{
    TCase *tests = tcase_create("compare");

    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, the_level_is_that_of_the_unit_one_was_on);
    tcase_add_test(tests, tab_goes_from_level_to_level_and_never_to_one_that_holds_a_single_unit);
    tcase_add_test(tests, the_worst_stands_first_and_s_turns_the_order_round);
    tcase_add_test(tests, the_selection_stays_on_its_unit_when_the_order_turns);
    tcase_add_test(tests, measures_go_round_in_the_order_of_the_catalogue);
    tcase_add_test(tests, a_benchmark_has_a_letter_and_the_bar_is_held_against_it);
    tcase_add_test(tests, each_shade_is_a_fifth_of_what_is_known);
    tcase_add_test(tests, where_both_have_no_room_space_changes_between_bars_and_heat_map);
    tcase_add_test(tests, enter_opens_the_unit_and_coming_back_shows_what_was_shown);
    tcase_add_test(tests, two_days_are_compared_in_words);
    tcase_add_loop_test(tests, any_size_and_any_keys_are_taken, 0, PLANS);
    tcase_add_test(tests, every_small_size_is_drawn_and_no_figure_is_cut);
    tcase_add_test(tests, four_hundred_teams_scroll_from_end_to_end);
    tcase_add_test(tests, without_data_it_says_so_and_invents_no_nought);
    tcase_add_test(tests, a_service_without_units_has_nothing_to_compare);
    tcase_add_loop_test(tests, bars_are_as_kept, 0, 2);
    tcase_add_loop_test(tests, the_heat_map_is_as_kept, 0, 2);
    return tests;
}

int main(int count, char **arguments)
{
    folder = count > 1 ? arguments[1] : ".";

    Suite *suite = suite_create("compare");

    suite_add_tcase(suite, cases());
    return suite_run(suite);
}

/* The what-if: whole screens as kept, what keys do there, any size, any service. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/share.h"
#include "core/model/sheet.h"
#include "tests/suite.h"
#include "tests/tui/screen/golden.h"
#include "tests/tui/views/desk.h"
#include "tui/views/family.h"
#include "tui/views/outline.h"

static const char *folder; /* set once by main(), before any test runs */

#define COUNT_OF(array) ((int)(sizeof(array) / sizeof(array)[0]))
#define TO_PENWITH      "/ h e l p Space p e n Enter w "

static struct desk desk;

static void open_penwith(void)
{
    desk_open(&desk, &county_plan, 120, 36);
    desk_keys(&desk, TO_PENWITH);
}

static void leave(void)
{
    desk_close(&desk);
}

/* --- as kept ---------------------------------------------------------------------------------- */

static const struct screen {
    const char *name;
    struct fake_plan plan;
    const char *keys;
} golden[] = {
    {"whatif", {.units = fake_county, .posts = 9, .spells = true, .notice = "invented data"},
        TO_PENWITH},
    {"whatif-tried", {.units = fake_county, .posts = 9, .spells = true, .notice = "invented data"},
        TO_PENWITH "+ + Down Down - Down - - -"},
    {"whatif-area", {.units = fake_county, .posts = 9, .spells = true, .notice = "invented data"},
        "/ W e s t Enter w Space"},
    {"whatif-alone", {.units = fake_one_team, .posts = 12, .spells = true, .notice = ""}, "w +"},
    {"whatif-no-data", {.units = fake_county, .notice = ""}, "w +"},
    {"whatif-no-units", {.units = fake_nobody, .notice = ""}, "w + Space"},
    {"whatif-long-names", {.units = fake_long_names, .posts = 3, .spells = true, .notice = ""},
        "Down w +"},
};

static const struct size {
    int width, height;
} sizes[] = {{200, 60}, {120, 36}, {80, 24}, {40, 10}};

static void compare_sizes(const struct screen *screen, bool ascii)
{
    desk_open_with(&desk, &screen->plan, glyphs_get(ascii), sizes[0].width, sizes[0].height);
    desk_keys(&desk, screen->keys);
    for (int i = 0; i < COUNT_OF(sizes); i++) {
        char path[512];

        desk_resize(&desk, sizes[i].width, sizes[i].height);

        char *text = desk_text(&desk);

        snprintf(path, sizeof path, "%s/%s-%dx%d%s.txt", folder, screen->name, sizes[i].width,
            sizes[i].height, ascii ? "-ascii" : "");
        golden_text(path, text);
        ck_assert_msg(strstr(text, "##") == NULL, "a figure was cut on %s", path);
        free(text);
    }
    desk_close(&desk);
}

START_TEST(screens_are_as_kept_in_utf8)
{
    compare_sizes(&golden[_i], false);
}
END_TEST

START_TEST(screens_are_as_kept_in_ascii)
{
    compare_sizes(&golden[_i], true);
}
END_TEST

/* --- what keys do ----------------------------------------------------------------------------- */

START_TEST(more_and_less_move_the_lever_and_back)
{
    char *before = desk_text(&desk);

    desk_keys(&desk, "+");
    ck_assert(desk_shows(&desk, "0.5 FTE more in post"));
    ck_assert(desk_shows(&desk, "+0.5"));
    desk_keys(&desk, "-");
    ck_assert(desk_is_as_before(&desk, before));
    desk_keys(&desk, "Right Right");
    ck_assert(desk_shows(&desk, "1.0 FTE more in post"));
    desk_keys(&desk, "Left Left");
    ck_assert(desk_is_as_before(&desk, before));
    free(before);
}
END_TEST

START_TEST(each_lever_is_moved_by_its_own_step)
{
    desk_keys(&desk, "+ Down + Down + Down +");
    ck_assert(desk_shows(
        &desk, "0.5 FTE more in post, 0.5 FTE more agency, 0.5 FTE more off, 1 case more"));
    desk_keys(&desk, "Down"); /* the last one */
    ck_assert_uint_eq(desk.wishes, WISH_NOTHING);
}
END_TEST

/* Whether the row of the unit shows a change. */
static bool row_changed(const char *name)
{
    char *screen = desk_text(&desk);
    char *row = strstr(strstr(screen, " Unit "), name);

    ck_assert_ptr_nonnull(row);
    *strchr(row, '\n') = '\0';

    bool changed = strstr(row, "−") != NULL;

    free(screen);
    return changed;
}

START_TEST(parents_change_with_the_unit_and_siblings_do_not)
{
    desk_keys(&desk, "Down Down Down - - - - - - - -");
    ck_assert(desk_shows(&desk, "8 cases fewer"));
    ck_assert(row_changed("Early Help Penwith"));
    ck_assert(row_changed("  Penwith"));
    ck_assert(row_changed("  West"));
    ck_assert(!row_changed("Early Help Kerrier"));
    ck_assert(!row_changed("  Kerrier"));
}
END_TEST

START_TEST(no_more_than_there_is_can_be_taken_away)
{
    desk_keys(&desk, "Down Down Down");
    for (int i = 0; i < 400; i++)
        session_key(desk.session, '-');
    desk_draw(&desk);
    ck_assert(desk_shows(&desk, "cases fewer"));
    ck_assert(desk_shows(&desk, "to 0.0"));
    desk_keys(&desk, "+");
    ck_assert(desk_shows(&desk, "to 0.")); /* one case counts at once */
    ck_assert(!desk_shows(&desk, "to 0.0 "));
}
END_TEST

START_TEST(nought_puts_everything_back_first)
{
    char *before = desk_text(&desk);

    desk_keys(&desk, "+ Tab + 0");
    ck_assert(desk_shows(&desk, "as it is;"));
    desk_keys(&desk, "Shift-Tab");
    ck_assert(desk_is_as_before(&desk, before));
    desk_keys(&desk, "0"); /* what it does elsewhere */
    ck_assert(desk_shows(&desk, "This is the newest day there is."));
    free(before);
}
END_TEST

START_TEST(another_unit_has_its_own_levers)
{
    desk_keys(&desk, "+ Shift-Tab");
    ck_assert(desk_shows(&desk, "as it is itself"));
    desk_keys(&desk, "+ +");
    ck_assert(desk_shows(&desk, "1.0 FTE more in post"));
    desk_keys(&desk, "Tab");
    ck_assert(desk_shows(&desk, "0.5 FTE more in post"));
}
END_TEST

START_TEST(what_is_tried_out_survives_leaving_and_coming_back)
{
    desk_keys(&desk, "+ Down +");

    char *before = desk_text(&desk);

    desk_keys(&desk, "Enter");
    ck_assert(!desk_is_as_before(&desk, before));
    desk_keys(&desk, "Esc");
    ck_assert(desk_is_as_before(&desk, before));
    desk_keys(&desk, "? Esc");
    ck_assert(desk_is_as_before(&desk, before));
    desk_resize(&desk, 60, 20);
    desk_resize(&desk, 120, 36);
    ck_assert(desk_is_as_before(&desk, before));
    desk_keys(&desk, "[ ]");
    ck_assert(desk_is_as_before(&desk, before));
    free(before);
}
END_TEST

START_TEST(escape_leads_back_to_where_one_was)
{
    desk_keys(&desk, "Esc");

    char *before = desk_text(&desk);

    desk_keys(&desk, "w + + Esc");
    ck_assert(desk_is_as_before(&desk, before));
    free(before);
}
END_TEST

START_TEST(what_was_tried_out_is_there_when_it_is_opened_again)
{
    desk_keys(&desk, "+ +");

    char *before = desk_text(&desk);

    desk_keys(&desk, "Esc w");
    ck_assert(desk_is_as_before(&desk, before));
    free(before);
}
END_TEST

START_TEST(an_import_leaves_what_is_tried_out)
{
    desk_keys(&desk, "Down Down Down + +");
    ck_assert(fake_import(desk.fake, unit_tree_find(fake_service(desk.fake)->units, "eh-penwith")));
    desk_refresh(&desk);
    ck_assert(desk_shows(&desk, "2 cases more"));
}
END_TEST

START_TEST(space_tries_what_is_suggested_and_every_team_is_inside)
{
    desk_keys(&desk, "+ + + + + +"); /* with 3.0 FTE more there is enough for all */
    ck_assert(desk_shows(&desk, "Move "));
    desk_keys(&desk, "Space");
    ck_assert(desk_shows(&desk, "Nothing has to move: every team is inside its band."));
    desk_keys(&desk, "Space"); /* there is nothing more to do */
    ck_assert(desk_shows(&desk, "Nothing has to move: every team is inside its band."));
}
END_TEST

START_TEST(where_no_move_is_enough_it_says_so)
{
    desk_keys(&desk, "Down Down Down");
    for (int i = 0; i < 300; i++)
        session_key(desk.session, '+');
    desk_draw(&desk);
    ck_assert(desk_shows(&desk, "No move is enough: the teams have"));
    ck_assert(!desk_shows(&desk, "tries it out"));

    char *before = desk_text(&desk);

    desk_keys(&desk, "Space");
    ck_assert(desk_is_as_before(&desk, before));
    free(before);
}
END_TEST

/* --- as data ---------------------------------------------------------------------------------- */

START_TEST(its_sheet_has_a_row_for_every_unit_and_what_was_tried_out)
{
    const struct view *view = view_find("whatif");
    struct view_place place = {
        .view = view, .unit = unit_tree_find(fake_service(desk.fake)->units, "eh-penwith")};
    struct outline outline;
    struct sheet sheet;

    ck_assert_int_eq(outline_init(&outline, fake_service(desk.fake)->units, UNIT_NONE), RESULT_OK);
    ck_assert(whatif_move(&place.whatif, place.unit, LEVER_CASES, 3));

    struct scene scene = {.snapshot = desk.snapshot,
        .service = fake_service(desk.fake),
        .glyphs = glyphs_get(false),
        .bindings = &desk.bindings,
        .outline = &outline,
        .live = true};

    sheet_init(&sheet);
    ck_assert_int_eq(view->sheet(&scene, &place, &sheet), RESULT_OK);
    ck_assert(!sheet.failed);
    ck_assert_uint_eq(sheet.column_count, 8);
    ck_assert_uint_ge(sheet.row_count, 9); /* tff, cfs, West and all below it */

    bool noted = false;

    for (size_t i = 0; i < sheet.note_count; i++)
        noted =
            noted || strcmp(sheet.notes[i], "Tried out: Early Help Penwith, 3 cases more.") == 0;
    ck_assert(noted);

    int levers = 0;

    for (size_t row = 0; row < sheet.row_count; row++) {
        const struct sheet_cell *cells = sheet.rows[row].cells;

        levers += cells[5].text[0] != '\0';
        if (strcmp(cells[5].text, "open cases") == 0)
            ck_assert_int_eq(cells[7].value - cells[6].value, 3 * FIXED_ONE);
    }
    ck_assert_int_eq(levers, 6);
    ck_assert_int_eq(sheet_share(&sheet, desk.snapshot), RESULT_OK);
    for (size_t row = 0; row < sheet.row_count; row++)
        if (strcmp(sheet.rows[row].cells[5].text, "open cases") == 0)
            ck_assert_int_eq(sheet.rows[row].cells[6].state, CELL_SUPPRESSED);
    sheet_done(&sheet);
    outline_done(&outline);
}
END_TEST

/* --- any size, any keys ----------------------------------------------------------------------- */

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16;
}

START_TEST(any_size_and_any_keys_are_taken)
{
    static const enum action actions[] = {ACTION_UP, ACTION_DOWN, ACTION_LEFT, ACTION_RIGHT,
        ACTION_MORE, ACTION_LESS, ACTION_JUMP_BACK, ACTION_NEXT_PANEL, ACTION_PREVIOUS_PANEL,
        ACTION_FOLD, ACTION_LIVE, ACTION_DAY_BACK, ACTION_PAGE_DOWN, ACTION_PAGE_UP, ACTION_FIRST,
        ACTION_LAST};
    static const struct fake_plan *const plans[] = {
        &county_plan, &golden[3].plan, &golden[4].plan, &golden[5].plan, &golden[6].plan};
    unsigned seed = 3;

    desk_open(&desk, plans[_i], 60, 30);
    desk_keys(&desk, "w");
    for (int width = 1; width <= 60; width++)
        for (int height = 1; height <= 30; height++) {
            enum action action = actions[next_random(&seed) % (unsigned)COUNT_OF(actions)];

            session_key(desk.session, desk.bindings.keys[action][0]);
            if (width >= 40 && height >= 10)
                desk_refresh(&desk); /* the day may be another one */
            desk_resize(&desk, width, height);
        }
    desk_close(&desk);
}
END_TEST

START_TEST(four_hundred_teams_are_tried_in_too)
{
    static const struct fake_plan plan = {
        .units = fake_many_teams, .posts = 1, .spells = true, .notice = ""};

    desk_open(&desk, &plan, 120, 36);
    desk_keys(&desk, "w Tab Tab + End");
    ck_assert(desk_shows(&desk, "Team 399"));
    ck_assert(desk_shows(&desk, "every team of All teams"));
    desk_close(&desk);
}
END_TEST

static int teams; /* how many there are below one unit */

static bool add_teams(struct unit_tree *units)
{
    return fake_some_teams(units, teams);
}

static const struct fake_plan crowd = {.units = add_teams, .notice = ""};

START_TEST(between_more_teams_than_can_be_settled_nothing_is_suggested)
{
    teams = FAMILY_TEAMS + 1;
    desk_open(&desk, &crowd, 120, 36);
    desk_keys(&desk, "w");
    ck_assert(desk_shows(
        &desk, "513 teams are too many to move work between: open a unit that has 512 at most."));
    ck_assert(!desk_shows(&desk, "try the suggestion"));
    desk_close(&desk);
    teams = FAMILY_TEAMS;
    desk_open(&desk, &crowd, 120, 36);
    desk_keys(&desk, "w");
    ck_assert(desk_shows(&desk, "every team of All teams inside its band"));
    desk_close(&desk);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("what-if");
    TCase *screens = tcase_create("screens"), *keys = tcase_create("keys");
    TCase *any = tcase_create("any");

    tcase_set_timeout(screens, 120);
    tcase_add_loop_test(screens, screens_are_as_kept_in_utf8, 0, COUNT_OF(golden));
    tcase_add_loop_test(screens, screens_are_as_kept_in_ascii, 0, COUNT_OF(golden));
    suite_add_tcase(suite, screens);
    tcase_set_timeout(keys, 60);
    tcase_add_checked_fixture(keys, open_penwith, leave);
    tcase_add_test(keys, more_and_less_move_the_lever_and_back);
    tcase_add_test(keys, each_lever_is_moved_by_its_own_step);
    tcase_add_test(keys, parents_change_with_the_unit_and_siblings_do_not);
    tcase_add_test(keys, no_more_than_there_is_can_be_taken_away);
    tcase_add_test(keys, nought_puts_everything_back_first);
    tcase_add_test(keys, another_unit_has_its_own_levers);
    tcase_add_test(keys, what_is_tried_out_survives_leaving_and_coming_back);
    tcase_add_test(keys, escape_leads_back_to_where_one_was);
    tcase_add_test(keys, what_was_tried_out_is_there_when_it_is_opened_again);
    tcase_add_test(keys, an_import_leaves_what_is_tried_out);
    tcase_add_test(keys, space_tries_what_is_suggested_and_every_team_is_inside);
    tcase_add_test(keys, where_no_move_is_enough_it_says_so);
    tcase_add_test(keys, its_sheet_has_a_row_for_every_unit_and_what_was_tried_out);
    suite_add_tcase(suite, keys);
    tcase_set_timeout(any, 120);
    tcase_add_loop_test(any, any_size_and_any_keys_are_taken, 0, 5);
    tcase_add_test(any, between_more_teams_than_can_be_settled_nothing_is_suggested);
    tcase_add_test(any, four_hundred_teams_are_tried_in_too);
    suite_add_tcase(suite, any);
    return suite;
}

int main(int count, char **arguments)
{
    folder = count > 1 ? arguments[1] : ".";

    return suite_run(make_suite());
}

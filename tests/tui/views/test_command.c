/* Lines after ":" and "f": what they open, ask for and keep, and what survives leaving, another size and an import. */
#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/hash.h"
#include "tests/suite.h"
#include "tests/tui/views/desk.h"
#include "tests/tui/views/fake_reference.h"

static struct desk desk;

static void open_county(void)
{
    desk_open(&desk, &county_plan, 120, 36);
}

static void leave(void)
{
    desk_close(&desk);
}

/* --- commands --------------------------------------------------------------------------------- */

START_TEST(a_command_opens_a_unit_by_its_id_or_name_and_escape_leads_back)
{
    char *before = desk_text(&desk);

    desk_enter(&desk, ":unit eh-penwith");
    ck_assert_int_eq(session_unit(desk.session), desk_unit(&desk, "eh-penwith"));
    desk_keys(&desk, "Esc");
    ck_assert(desk_is_as_before(&desk, before));
    desk_enter(&desk, ":unit Penwith");
    ck_assert_int_eq(session_unit(desk.session), desk_unit(&desk, "penwith"));
    free(before);
}
END_TEST

START_TEST(a_command_that_is_not_known_says_what_may_be_meant)
{
    desk_enter(&desk, ":vew compare");
    ck_assert(desk_shows(&desk, "There is no command \"vew\" (did you mean \"view\"?)."));
    desk_enter(&desk, ":unit eh-penwit");
    ck_assert(desk_shows(&desk, "(did you mean \"eh-penwith\"?)"));
    desk_enter(&desk, ":window 5w");
    ck_assert(desk_shows(&desk, "There is no window \"5w\""));
    desk_enter(&desk, ":as-at yesterday");
    ck_assert(desk_shows(&desk, "\"yesterday\" is not a day; write it like 2019-12-31."));
    desk_enter(&desk, ":export csv");
    ck_assert(desk_shows(&desk, "Name the file as well"));
    ck_assert_int_eq(session_day(desk.session), FAKE_DAY);
}
END_TEST

START_TEST(days_and_windows_are_named)
{
    desk_enter(&desk, ":as-at 2019-12-31");
    ck_assert_int_eq(session_day(desk.session), day_from_civil(2019, 12, 31));
    desk_enter(&desk, ":as-at live");
    ck_assert_int_eq(session_day(desk.session), FAKE_DAY);
    desk_enter(&desk, ":window 4w");
    ck_assert_int_eq(session_window(desk.session), WINDOW_4W);
    desk_keys(&desk, "<");
    ck_assert_int_eq(session_day(desk.session), FAKE_DAY - 7);
    desk_keys(&desk, "< > >");
    ck_assert_int_eq(session_day(desk.session), FAKE_DAY);
}
END_TEST

START_TEST(tab_goes_through_what_fits_and_finishes_the_only_one)
{
    desk_type(&desk, ":un");
    ck_assert(desk_shows(&desk, ":un   unit"));
    desk_keys(&desk, "Tab");
    desk_type(&desk, "eh-penw");
    desk_keys(&desk, "Tab Enter");
    ck_assert_int_eq(session_unit(desk.session), desk_unit(&desk, "eh-penwith"));
    desk_type(&desk, ":window ");
    desk_keys(&desk, "Tab Tab Shift-Tab Enter");
    ck_assert_int_eq(session_window(desk.session), WINDOW_1W);
}
END_TEST

START_TEST(lines_given_before_come_back_with_the_arrows)
{
    desk_enter(&desk, ":window 4w");
    desk_enter(&desk, ":window 3m");
    desk_type(&desk, ":wi");
    desk_keys(&desk, "Up Up");
    ck_assert(desk_shows(&desk, ":window 4w"));
    desk_keys(&desk, "Down Down");
    ck_assert(desk_shows(&desk, ":wi "));
    desk_keys(&desk, "Up Up Enter");
    ck_assert_int_eq(session_window(desk.session), WINDOW_4W);
}
END_TEST

START_TEST(a_command_given_up_changes_nothing)
{
    char *before = desk_text(&desk);

    desk_type(&desk, ":unit west");
    desk_keys(&desk, "Esc");
    ck_assert(desk_is_as_before(&desk, before));
    desk_keys(&desk, ": Backspace");
    ck_assert(desk_is_as_before(&desk, before));
    desk_type(&desk, ":q");
    ck_assert_uint_eq(desk.wishes & WISH_LEAVE, 0);
    desk_enter(&desk, "uit");
    ck_assert_uint_ne(desk.wishes & WISH_LEAVE, 0);
    free(before);
}
END_TEST

START_TEST(a_measure_opens_its_chart_and_help_its_topic)
{
    desk_enter(&desk, ":measure sickness_rate");
    ck_assert(desk_shows(&desk, "[Sickness rate]"));
    desk_enter(&desk, ":help (blank)");
    ck_assert(desk_shows(&desk, "no extract ever spoke of this unit"));
    desk_enter(&desk, ":sort pressure");
    ck_assert(desk_shows(&desk, "There are no rows of units here to sort."));
    desk_keys(&desk, "Esc Esc");
    desk_enter(&desk, ":sort open_cases lowest");
    ck_assert(desk_shows(&desk, "Sorted by Open cases, lowest first."));
}
END_TEST

START_TEST(an_export_is_asked_for_with_its_format_and_file)
{
    desk_keys(&desk, "e");
    desk_enter(&desk, "csv /tmp/a file.csv");
    ck_assert_uint_ne(desk.wishes & WISH_EXPORT, 0);
    ck_assert_str_eq(session_export_wish(desk.session)->format, "csv");
    ck_assert_str_eq(session_export_wish(desk.session)->path, "/tmp/a file.csv");
}
END_TEST

/* --- filters ---------------------------------------------------------------------------------- */

START_TEST(a_filter_keeps_what_matches_and_what_stands_above_it)
{
    desk_keys(&desk, "f");
    desk_enter(&desk, "penw");
    ck_assert(desk_shows(&desk, "only penw"));
    ck_assert(desk_shows(&desk, "Early Help Penwith")); /* unfolded */
    ck_assert(desk_shows(&desk, "West"));
    ck_assert(!desk_shows(&desk, "Kerrier"));
    ck_assert(!desk_shows(&desk, "East"));
}
END_TEST

START_TEST(escape_takes_the_filter_off_before_it_leads_back)
{
    char *before = desk_text(&desk);

    desk_keys(&desk, "f");
    desk_enter(&desk, "level:team");
    ck_assert(!desk_is_as_before(&desk, before));
    desk_keys(&desk, "q");
    ck_assert_uint_eq(desk.wishes & WISH_LEAVE, 0);
    ck_assert(desk_is_as_before(&desk, before));
    free(before);
}
END_TEST

START_TEST(a_status_filter_shows_red_units_only)
{
    struct measure_ref pressure, sickness;

    ck_assert(measure_find("pressure", &pressure) && measure_find("sickness_rate", &sickness));
    desk_keys(&desk, "f");
    desk_enter(&desk, "status:red level:team");
    desk_keys(&desk, "G");

    unit_index unit = session_unit(desk.session);

    ck_assert_int_eq(unit_tree_at(fake_service(desk.fake)->units, unit)->end, unit + 1);
    ck_assert(snapshot_assessed(desk.snapshot, unit, pressure).status == STATUS_RED ||
              snapshot_assessed(desk.snapshot, unit, sickness).status == STATUS_RED);
}
END_TEST

START_TEST(a_filter_that_means_nothing_says_what_is_meant)
{
    desk_keys(&desk, "f");
    desk_enter(&desk, "status:redd");
    ck_assert(desk_shows(&desk, "There is no status \"redd\" (did you mean \"red\"?)."));
    ck_assert(!desk_shows(&desk, "only status"));
    desk_keys(&desk, "f");
    desk_enter(&desk, "xyzzy");
    ck_assert(desk_shows(&desk, "No unit is like that. Esc shows all units again."));
}
END_TEST

START_TEST(filter_sort_and_selection_survive_a_page_a_new_size_and_an_import)
{
    bool marked;

    desk_enter(&desk, ":filter west");
    desk_keys(&desk, "s s Down Down x");

    char *before = desk_text(&desk);

    desk_keys(&desk, "Enter Esc");
    ck_assert(desk_is_as_before(&desk, before));
    desk_resize(&desk, 40, 10);
    desk_resize(&desk, 120, 36);
    ck_assert(desk_is_as_before(&desk, before));

    unit_index unit = session_unit(desk.session);

    ck_assert_int_eq(session_note(desk.session, desk.snapshot), RESULT_OK);
    ck_assert(fake_import(desk.fake, desk_unit(&desk, "maru")));
    desk_refresh(&desk);
    ck_assert_int_eq(session_changed(desk.session, desk.snapshot, &marked), RESULT_OK);
    desk_draw(&desk);
    ck_assert(desk_shows(&desk, "only west"));
    ck_assert_int_eq(session_unit(desk.session), unit);
    free(before);
}
END_TEST

/* The screen as a person sees it: its text, what of it is marked as selected, and the cursor. */
static char *sight(void)
{
    char *text = desk_text(&desk), *all;
    const struct canvas *canvas = &desk.canvas;
    uint64_t selected = HASH_START;

    for (int i = 0; i < canvas->width * canvas->height; i++)
        if (canvas->cells[i].selected)
            selected = hash_number(selected, i);
    all = malloc(strlen(text) + 96);
    ck_assert_ptr_nonnull(all);
    sprintf(all, "%s\nselected %" PRIx64 ", cursor at %d, %d", text, selected, canvas->cursor_x,
        canvas->cursor_y);
    free(text);
    return all;
}

static bool same_sight(const char *before)
{
    char *now = sight();
    bool same = strcmp(before, now) == 0;

    free(now);
    return same;
}

/* Each screen with something set that is not how it opens. */
static const struct {
    const char *line; /* typed and given at first */
    const char *keys; /* what is set there; the last key that is not one changes nothing */
} settings[] = {
    {":view overview", "s S Down Down Down Tab x"},
    {":filter west", "Down Down x"},
    {":unit west", "s Down Down x"},
    {":unit west", "Tab Tab x"},
    {":unit psychology", "Down Down Tab x"},
    {":measure sickness_rate", "Down Left Left Left x"},
    {":view compare", "Right Right Tab s Down Down Space x"},
    {":view demand", "Down x"},
    {":view scorecard", "Down x"},
    {":view resources", "Tab x"},
    {":view whatif", "Down + + x"},
    {":view changes", "Tab x"},
    {":view alerts", "Tab Down Down Down x"},
    {":view feeds", "Down x"},
    {":view feed", "x"},
    {":view help", "PgDn x"},
};

#define SETTINGS ((int)(sizeof settings / sizeof settings[0]))

/* It is another screen then than the one that opens. */
static void set_up(int at)
{
    fake_service(desk.fake)->reference = county_reference;
    desk_refresh(&desk);
    desk_enter(&desk, settings[at].line);

    char *opened = sight();

    desk_keys(&desk, settings[at].keys);
    if (strcmp(settings[at].keys, "x") != 0)
        ck_assert_msg(!same_sight(opened), "nothing was set in %s", settings[at].line);
    free(opened);
}

static const struct {
    const char *key, *line;
} elsewhere[] = {{"?", ":view help"}, {"9", ":view feeds"}, {"w", ":view whatif"}};

START_TEST(what_a_screen_showed_survives_leaving_it_and_coming_back)
{
    set_up(_i);

    char *before = sight();

    for (size_t i = 0; i < sizeof elsewhere / sizeof elsewhere[0]; i++) {
        if (strcmp(settings[_i].line, elsewhere[i].line) == 0)
            continue; /* one is there already */
        desk_keys(&desk, elsewhere[i].key);
        ck_assert(!same_sight(before));
        desk_keys(&desk, "Esc");
        ck_assert_msg(same_sight(before), "%s after %s", settings[_i].line, elsewhere[i].key);
    }
    free(before);
}
END_TEST

START_TEST(what_a_screen_showed_survives_another_size)
{
    static const int sizes[][2] = {{40, 10}, {200, 60}, {20, 5}, {80, 24}, {120, 36}};

    set_up(_i);

    char *before = sight();

    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
        desk_resize(&desk, sizes[i][0], sizes[i][1]);
    ck_assert_msg(same_sight(before), "%s", settings[_i].line);
    free(before);
}
END_TEST

START_TEST(what_a_screen_showed_survives_an_import_that_changes_none_of_it)
{
    bool marked;

    set_up(_i);

    char *before = sight();

    ck_assert_int_eq(session_note(desk.session, desk.snapshot), RESULT_OK);
    desk_refresh(&desk);
    ck_assert_int_eq(session_changed(desk.session, desk.snapshot, &marked), RESULT_OK);
    ck_assert(!marked);
    desk_draw(&desk);
    ck_assert_msg(same_sight(before), "%s", settings[_i].line);
    free(before);
}
END_TEST

START_TEST(a_long_word_in_a_message_is_cut_between_characters)
{
    /* 41 bytes, so that 40 of them end inside the last character. */
    static const char word[] = "x\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"
                               "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"
                               "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9";
    static const char *const commands[] = {"unit", "as-at"};
    char line[PROMPT_SIZE];

    for (int i = 0; i < 2; i++) {
        snprintf(line, sizeof line, "%s %s", commands[i], word);
        session_command(desk.session, line);
        ck_assert_ptr_nonnull(strstr(session_message(desk.session), word));
    }
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("commands and filters");
    TCase *tests = tcase_create("commands and filters");

    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, open_county, leave);
    tcase_add_test(tests, a_command_opens_a_unit_by_its_id_or_name_and_escape_leads_back);
    tcase_add_test(tests, a_command_that_is_not_known_says_what_may_be_meant);
    tcase_add_test(tests, days_and_windows_are_named);
    tcase_add_test(tests, tab_goes_through_what_fits_and_finishes_the_only_one);
    tcase_add_test(tests, lines_given_before_come_back_with_the_arrows);
    tcase_add_test(tests, a_command_given_up_changes_nothing);
    tcase_add_test(tests, a_measure_opens_its_chart_and_help_its_topic);
    tcase_add_test(tests, an_export_is_asked_for_with_its_format_and_file);
    tcase_add_test(tests, a_filter_keeps_what_matches_and_what_stands_above_it);
    tcase_add_test(tests, escape_takes_the_filter_off_before_it_leads_back);
    tcase_add_test(tests, a_status_filter_shows_red_units_only);
    tcase_add_test(tests, a_filter_that_means_nothing_says_what_is_meant);
    tcase_add_test(tests, filter_sort_and_selection_survive_a_page_a_new_size_and_an_import);
    tcase_add_loop_test(
        tests, what_a_screen_showed_survives_leaving_it_and_coming_back, 0, SETTINGS);
    tcase_add_loop_test(tests, what_a_screen_showed_survives_another_size, 0, SETTINGS);
    tcase_add_loop_test(
        tests, what_a_screen_showed_survives_an_import_that_changes_none_of_it, 0, SETTINGS);
    tcase_add_test(tests, a_long_word_in_a_message_is_cut_between_characters);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    return suite_run(make_suite());
}

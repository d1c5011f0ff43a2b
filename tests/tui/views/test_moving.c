/* Moving about: commands, filters, marks, two days, the mouse, and what survives leaving. */
#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/hash.h"
#include "tests/suite.h"
#include "tests/tui/views/desk.h"
#include "tests/tui/views/fake_reference.h"
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

static unit_index named(const char *id)
{
    return unit_tree_find(fake_service(desk.fake)->units, id);
}

/* Types a text letter by letter, blanks included. */
static void type(const char *text)
{
    for (; *text != '\0'; text++)
        desk_key(&desk, (key_code)(unsigned char)*text);
}

static void enter(const char *text)
{
    type(text);
    desk_keys(&desk, "Enter");
}

static bool same_screen(const char *before)
{
    char *now = desk_text(&desk);
    bool same = strcmp(before, now) == 0;

    free(now);
    return same;
}

/* --- commands --------------------------------------------------------------------------------- */

START_TEST(a_command_opens_a_unit_by_its_id_or_name_and_escape_leads_back)
{
    char *before = desk_text(&desk);

    enter(":unit eh-penwith");
    ck_assert_int_eq(session_unit(desk.session), named("eh-penwith"));
    desk_keys(&desk, "Esc");
    ck_assert(same_screen(before));
    enter(":unit Penwith");
    ck_assert_int_eq(session_unit(desk.session), named("penwith"));
    free(before);
}
END_TEST

START_TEST(a_command_that_is_not_known_says_what_may_be_meant)
{
    enter(":vew compare");
    ck_assert(desk_shows(&desk, "There is no command \"vew\" (did you mean \"view\"?)."));
    enter(":unit eh-penwit");
    ck_assert(desk_shows(&desk, "(did you mean \"eh-penwith\"?)"));
    enter(":window 5w");
    ck_assert(desk_shows(&desk, "There is no window \"5w\""));
    enter(":as-at yesterday");
    ck_assert(desk_shows(&desk, "\"yesterday\" is not a day; write it like 2019-12-31."));
    enter(":export csv");
    ck_assert(desk_shows(&desk, "Name the file as well"));
    ck_assert_int_eq(session_day(desk.session), FAKE_DAY);
}
END_TEST

START_TEST(days_and_windows_are_named)
{
    enter(":as-at 2019-12-31");
    ck_assert_int_eq(session_day(desk.session), day_from_civil(2019, 12, 31));
    enter(":as-at live");
    ck_assert_int_eq(session_day(desk.session), FAKE_DAY);
    enter(":window 4w");
    ck_assert_int_eq(session_window(desk.session), WINDOW_4W);
    desk_keys(&desk, "<");
    ck_assert_int_eq(session_day(desk.session), FAKE_DAY - 7);
    desk_keys(&desk, "< > >");
    ck_assert_int_eq(session_day(desk.session), FAKE_DAY);
}
END_TEST

START_TEST(tab_goes_through_what_fits_and_finishes_the_only_one)
{
    type(":un");
    ck_assert(desk_shows(&desk, ":un   unit"));
    desk_keys(&desk, "Tab");
    type("eh-penw");
    desk_keys(&desk, "Tab Enter");
    ck_assert_int_eq(session_unit(desk.session), named("eh-penwith"));
    type(":window ");
    desk_keys(&desk, "Tab Tab Shift-Tab Enter");
    ck_assert_int_eq(session_window(desk.session), WINDOW_1W);
}
END_TEST

START_TEST(lines_given_before_come_back_with_the_arrows)
{
    enter(":window 4w");
    enter(":window 3m");
    type(":wi");
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

    type(":unit west");
    desk_keys(&desk, "Esc");
    ck_assert(same_screen(before));
    desk_keys(&desk, ": Backspace");
    ck_assert(same_screen(before));
    type(":q");
    ck_assert_uint_eq(desk.wishes & WISH_LEAVE, 0);
    enter("uit");
    ck_assert_uint_ne(desk.wishes & WISH_LEAVE, 0);
    free(before);
}
END_TEST

START_TEST(a_measure_opens_its_chart_and_help_its_topic)
{
    enter(":measure sickness_rate");
    ck_assert(desk_shows(&desk, "[Sickness rate]"));
    enter(":help (blank)");
    ck_assert(desk_shows(&desk, "no extract ever spoke of this unit"));
    enter(":sort pressure");
    ck_assert(desk_shows(&desk, "There are no rows of units here to sort."));
    desk_keys(&desk, "Esc Esc");
    enter(":sort open_cases lowest");
    ck_assert(desk_shows(&desk, "Sorted by Open cases, lowest first."));
}
END_TEST

START_TEST(an_export_is_asked_for_with_its_format_and_file)
{
    desk_keys(&desk, "e");
    enter("csv /tmp/a file.csv");
    ck_assert_uint_ne(desk.wishes & WISH_EXPORT, 0);
    ck_assert_str_eq(session_export_wish(desk.session)->format, "csv");
    ck_assert_str_eq(session_export_wish(desk.session)->path, "/tmp/a file.csv");
}
END_TEST

/* --- filters ---------------------------------------------------------------------------------- */

START_TEST(a_filter_keeps_what_matches_and_what_stands_above_it)
{
    desk_keys(&desk, "f");
    enter("penw");
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
    enter("level:team");
    ck_assert(!same_screen(before));
    desk_keys(&desk, "q");
    ck_assert_uint_eq(desk.wishes & WISH_LEAVE, 0);
    ck_assert(same_screen(before));
    free(before);
}
END_TEST

START_TEST(a_status_filter_shows_red_units_only)
{
    struct measure_ref pressure, sickness;

    ck_assert(measure_find("pressure", &pressure) && measure_find("sickness_rate", &sickness));
    desk_keys(&desk, "f");
    enter("status:red level:team");
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
    enter("status:redd");
    ck_assert(desk_shows(&desk, "There is no status \"redd\" (did you mean \"red\"?)."));
    ck_assert(!desk_shows(&desk, "only status"));
    desk_keys(&desk, "f");
    enter("xyzzy");
    ck_assert(desk_shows(&desk, "No unit is like that. Esc shows all units again."));
}
END_TEST

START_TEST(filter_sort_and_selection_survive_a_page_a_new_size_and_an_import)
{
    bool marked;

    enter(":filter west");
    desk_keys(&desk, "s s Down Down x");

    char *before = desk_text(&desk);

    desk_keys(&desk, "Enter Esc");
    ck_assert(same_screen(before));
    desk_resize(&desk, 40, 10);
    desk_resize(&desk, 120, 36);
    ck_assert(same_screen(before));

    unit_index unit = session_unit(desk.session);

    ck_assert_int_eq(session_note(desk.session, desk.snapshot), RESULT_OK);
    ck_assert(fake_import(desk.fake, named("maru")));
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
    enter(settings[at].line);

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

/* --- places ----------------------------------------------------------------------------------- */

START_TEST(a_place_named_by_a_letter_is_found_again)
{
    enter(":unit west");
    desk_keys(&desk, "M a 1");
    ck_assert(desk_shows(&desk, "Overview"));
    desk_keys(&desk, "' a");
    ck_assert_int_eq(session_unit(desk.session), named("west"));
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
        ck_assert_msg(!same_screen(before), "%s leads nowhere", keys[i]);
        desk_keys(&desk, "Esc");
        ck_assert_msg(same_screen(before), "Esc does not lead back from %s", keys[i]);
    }
    free(before);
}
END_TEST

START_TEST(a_page_opened_again_shows_what_it_showed)
{
    enter(":unit west");
    desk_keys(&desk, "Down Down s x");

    char *before = desk_text(&desk);

    desk_keys(&desk, "1");
    enter(":unit west");
    desk_keys(&desk, "x");
    ck_assert(same_screen(before));
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
    ck_assert(same_screen(before));
    free(before);
}
END_TEST

START_TEST(the_difference_is_what_is_shown_less_what_is_held)
{
    struct measure_ref open;
    char text[32];

    ck_assert(measure_find("open_cases", &open));
    enter(":pin 2019-12-02");

    fixed_t now = snapshot_figure(desk.snapshot, 0, open).value;
    fixed_t then = snapshot_figure(desk.then, 0, open).value;

    ck_assert_int_ne(now, then);
    snprintf(text, sizeof text, "%s%lld", now > then ? "+" : "−",
        (long long)((now > then ? now - then : then - now) / FIXED_ONE));
    ck_assert_msg(desk_shows(&desk, text), "%s is not shown", text);
    enter(":pin off");
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

/* --- changes ---------------------------------------------------------------------------------- */

START_TEST(what_an_import_changed_is_listed_and_opens_its_unit)
{
    bool marked;

    desk_keys(&desk, "d");
    ck_assert(desk_shows(&desk, "No extract came in since teamtop was opened."));
    ck_assert_int_eq(session_note(desk.session, desk.snapshot), RESULT_OK);
    ck_assert(fake_import(desk.fake, named("psychology")));
    desk_refresh(&desk);
    ck_assert_int_eq(session_changed(desk.session, desk.snapshot, &marked), RESULT_OK);
    desk_draw(&desk);
    ck_assert(desk_shows(&desk, "The last import changed "));
    ck_assert(desk_shows(&desk, "Psychology"));
    ck_assert(desk_shows(&desk, "+3"));
    ck_assert(!desk_shows(&desk, "Kerrier"));
    desk_keys(&desk, "Enter");
    ck_assert(desk_shows(&desk, "unallocated"));
    desk_keys(&desk, "Esc");
    ck_assert(desk_shows(&desk, "The last import changed "));
}
END_TEST

/* The selection moves over a table that is not drawn again: never over one that is another by now. */
START_TEST(a_table_that_is_kept_is_the_one_that_would_be_drawn)
{
    static const char *const keys[] = {"Down", "Down", "x", "Up", "PageDown", "s", "Down", "s", "r",
        "t", "Down", "[", "Down", "l", "p", "[", "Down", "p", "p", "Down", "Enter", "Down", "Down",
        "Esc", "Down", "End", "Home", "f", "w", "e", "Enter", "Down", "Esc", "Down"};

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        desk_keys(&desk, keys[i]);
        if (!desk_is_as_drawn_anew(&desk))
            ck_abort_msg("not so after key %zu, %s", i, keys[i]);
        if (i % 8 == 7)
            desk_resize(&desk, i % 16 == 7 ? 90 : 130, 20 + (int)i);
        ck_assert(desk_is_as_drawn_anew(&desk));
    }
}
END_TEST

START_TEST(an_import_its_marks_and_their_end_are_seen_in_a_table_that_was_kept)
{
    bool marked;

    desk_keys(&desk, "Down Up");
    ck_assert_int_eq(session_note(desk.session, desk.snapshot), RESULT_OK);
    ck_assert(fake_import(desk.fake, named("psychology")));
    desk_refresh(&desk);
    ck_assert(desk_is_as_drawn_anew(&desk));
    ck_assert_int_eq(session_changed(desk.session, desk.snapshot, &marked), RESULT_OK);
    desk_draw(&desk);
    ck_assert(marked && desk_is_as_drawn_anew(&desk));
    desk_keys(&desk, "Down");
    ck_assert(desk_is_as_drawn_anew(&desk));
    session_unmark(desk.session);
    desk_draw(&desk);
    ck_assert(desk_is_as_drawn_anew(&desk));
}
END_TEST

START_TEST(what_was_typed_and_named_is_there_on_the_next_visit)
{
    enter(":window 4w");
    enter(":unit eh-penwith");
    desk_keys(&desk, "M p 1");
    desk_leave_and_come_back(&desk, fake_now());
    desk_keys(&desk, ": Up Up");
    ck_assert(desk_shows(&desk, ":window 4w"));
    desk_keys(&desk, "Esc ' p");
    ck_assert_int_eq(session_unit(desk.session), named("eh-penwith"));
    desk_keys(&desk, "Esc");
    ck_assert(desk_shows(&desk, "Overview"));
}
END_TEST

START_TEST(a_place_out_of_ones_scope_is_not_kept)
{
    enter(":unit eh-penwith");
    desk_keys(&desk, "M p");
    enter(":unit psychology");
    desk_keys(&desk, "M q");
    ck_assert_int_eq(session_keep_typed(desk.session), RESULT_OK);

    struct session_options options = {
        .service = fake_service(desk.fake),
        .bindings = &desk.bindings,
        .glyphs = glyphs_get(false),
        .root = named("west"),
        .live_day = FAKE_DAY,
        .as_at = DAY_NONE,
        .window = WINDOW_12M,
        .keeper = desk_keeper(&desk),
    };

    session_destroy(desk.session);
    ck_assert_int_eq(session_create(&desk.session, &options), RESULT_OK);
    desk_refresh(&desk);
    desk_keys(&desk, "' q");
    ck_assert(desk_shows(&desk, "No place is called q."));
    desk_keys(&desk, "' p");
    ck_assert_int_eq(session_unit(desk.session), named("eh-penwith"));
}
END_TEST

START_TEST(what_changed_since_the_last_visit_is_listed)
{
    desk_keys(&desk, "d Tab");
    ck_assert(desk_shows(&desk, "This is the first time you look."));
    desk_leave_and_come_back(&desk, fake_now() - 3 * 86400);
    desk_keys(&desk, "d Tab");
    ck_assert(desk_shows(&desk, "None of the main figures changed."));
    ck_assert(fake_import(desk.fake, named("psychology")));
    desk_refresh(&desk);
    ck_assert(desk_shows(&desk, "8 figures changed."));
    ck_assert(desk_shows(&desk, "since you last looked (Fri 28 Feb 2020, 08:15)"));
    desk_keys(&desk, "End Home Enter");
    ck_assert(!desk_shows(&desk, "since you last looked"));
    desk_keys(&desk, "Esc Tab");
    ck_assert(desk_shows(&desk, "[since the last import]"));
}
END_TEST

/* The sign in the margin of the line that shows this name; 0: there is no such line. */
static char sign_beside(const char *name)
{
    char *screen = desk_text(&desk), *at = strstr(screen, name), sign = '\0';

    if (at != NULL) {
        while (at > screen && at[-1] != '\n')
            at--;
        sign = at[0];
    }
    free(screen);
    return sign;
}

static void open_in_ascii(void)
{
    desk_close(&desk);
    desk_open_with(&desk, &county_plan, glyphs_get(true), 120, 36);
}

START_TEST(a_dot_stands_beside_what_changed_since_the_last_visit)
{
    open_in_ascii();
    desk_leave_and_come_back(&desk, fake_now() - 3 * 86400);
    ck_assert_int_eq(sign_beside("Psychology"), ' ');
    ck_assert(fake_import(desk.fake, named("psychology")));
    desk_refresh(&desk);
    ck_assert_int_eq(sign_beside("Psychology"), '.');
    ck_assert_int_eq(sign_beside("Children's"), '.'); /* it holds the team */
    ck_assert_int_eq(sign_beside("West"), ' ');
    desk_keys(&desk, "[");
    ck_assert_int_eq(sign_beside("Psychology"), ' '); /* another day is no place for it */
    desk_keys(&desk, "] = [");
    ck_assert_int_eq(sign_beside("Psychology"), ' ');
    desk_keys(&desk, "] = 2");
    ck_assert_int_eq(sign_beside("Psychology"), desk_shows(&desk, "Psychology") ? '.' : '\0');
}
END_TEST

START_TEST(a_star_stands_beside_what_the_last_import_changed)
{
    bool marked;

    open_in_ascii();
    ck_assert_int_eq(session_note(desk.session, desk.snapshot), RESULT_OK);
    ck_assert(fake_import(desk.fake, named("psychology")));
    desk_refresh(&desk);
    ck_assert_int_eq(session_changed(desk.session, desk.snapshot, &marked), RESULT_OK);
    session_unmark(
        desk.session); /* the figures' own marks are gone after a while, the star stays */
    desk_draw(&desk);
    ck_assert_int_eq(sign_beside("Psychology"), '*');
    ck_assert_int_eq(sign_beside("Children's"), '*');
    ck_assert_int_eq(sign_beside("West"), ' ');
}
END_TEST

START_TEST(what_nobody_can_see_is_no_change)
{
    const struct measure *measure = marked_at(0);
    struct figure before = {.has_data = true, .has_value = true, .value = 126400};
    struct figure after = before;

    ck_assert_int_eq(measure->decimals, 1);
    after.value = 125600;
    ck_assert(!figures_differ(measure, &before, &after)); /* both are 12.6 */
    after.value = 125400;
    ck_assert(figures_differ(measure, &before, &after));
    after.has_value = false;
    ck_assert(figures_differ(measure, &before, &after));
}
END_TEST

START_TEST(comparing_with_the_last_visit_waits_until_the_picture_is_shown_and_ends)
{
    int steps = 0;
    bool done = false;

    desk_leave_and_come_back(&desk, fake_now() - 3 * 86400);
    ck_assert(fake_import(desk.fake, named("psychology")));
    desk_refresh(&desk);
    ck_assert(session_is_settled(desk.session, desk.snapshot));
    desk_keys(&desk, "t"); /* figures of another window cannot be compared, and need not be */
    ck_assert(session_is_settled(desk.session, desk.snapshot));
    desk_keys(&desk, "t t t");
    ck_assert(fake_import(desk.fake, named("eh-penwith")));
    desk_renew(&desk);
    ck_assert_int_eq(session_prepare(desk.session, desk.snapshot, 120, 36), RESULT_OK);
    ck_assert(!session_is_settled(desk.session, desk.snapshot));
    while (!done && ++steps < 10000)
        ck_assert_int_eq(session_settle(desk.session, desk.snapshot, &done), RESULT_OK);
    ck_assert(done);
    ck_assert_int_gt(steps, unit_tree_count(fake_service(desk.fake)->units));
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
    ck_assert(fake_import(desk.fake, named("psychology")));
    desk_refresh(&desk);
    ck_assert_int_eq(session_changed(desk.session, desk.snapshot, &marked), RESULT_OK);
}

static void import_since_looked(void)
{
    desk_leave_and_come_back(&desk, fake_now() - 3 * 86400);
    ck_assert(fake_import(desk.fake, named("psychology")));
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
    enter(screen->line);
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
    enter(screens[_i].line);
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
    tcase_add_test(tests, a_place_named_by_a_letter_is_found_again);
    tcase_add_test(tests, every_screen_opens_by_its_key_and_is_left_by_one_escape);
    tcase_add_test(tests, a_page_opened_again_shows_what_it_showed);
    tcase_add_test(tests, a_day_held_shows_the_difference_until_it_is_let_go);
    tcase_add_test(tests, the_difference_is_what_is_shown_less_what_is_held);
    tcase_add_test(tests, the_mouse_is_off_until_asked_for);
    tcase_add_test(tests, a_click_selects_a_double_click_opens_and_the_wheel_scrolls);
    tcase_add_test(tests, what_an_import_changed_is_listed_and_opens_its_unit);
    tcase_add_test(tests, a_table_that_is_kept_is_the_one_that_would_be_drawn);
    tcase_add_test(tests, an_import_its_marks_and_their_end_are_seen_in_a_table_that_was_kept);
    tcase_add_test(tests, what_was_typed_and_named_is_there_on_the_next_visit);
    tcase_add_test(tests, a_place_out_of_ones_scope_is_not_kept);
    tcase_add_test(tests, what_changed_since_the_last_visit_is_listed);
    tcase_add_test(tests, a_dot_stands_beside_what_changed_since_the_last_visit);
    tcase_add_test(tests, a_star_stands_beside_what_the_last_import_changed);
    tcase_add_test(tests, what_nobody_can_see_is_no_change);
    tcase_add_test(tests, comparing_with_the_last_visit_waits_until_the_picture_is_shown_and_ends);
    suite_add_tcase(suite, tests);
    suite_add_tcase(suite, make_screens());
    return suite;
}

int main(int argc, char **argv)
{
    folder = argc > 1 ? argv[1] : ".";

    return suite_run(make_suite());
}

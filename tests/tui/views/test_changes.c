/* What the last import changed, and what changed since somebody was here: listed, and marked in tables that are kept. */
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

/* --- changes ---------------------------------------------------------------------------------- */

START_TEST(what_an_import_changed_is_listed_and_opens_its_unit)
{
    bool marked;

    desk_keys(&desk, "d");
    ck_assert(desk_shows(&desk, "No extract came in since teamtop was opened."));
    ck_assert_int_eq(session_note(desk.session, desk.snapshot), RESULT_OK);
    ck_assert(fake_import(desk.fake, desk_unit(&desk, "psychology")));
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
    ck_assert(fake_import(desk.fake, desk_unit(&desk, "psychology")));
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
    desk_enter(&desk, ":window 4w");
    desk_enter(&desk, ":unit eh-penwith");
    desk_keys(&desk, "M p 1");
    desk_leave_and_come_back(&desk, fake_now());
    desk_keys(&desk, ": Up Up");
    ck_assert(desk_shows(&desk, ":window 4w"));
    desk_keys(&desk, "Esc ' p");
    ck_assert_int_eq(session_unit(desk.session), desk_unit(&desk, "eh-penwith"));
    desk_keys(&desk, "Esc");
    ck_assert(desk_shows(&desk, "Overview"));
}
END_TEST

START_TEST(a_place_out_of_ones_scope_is_not_kept)
{
    desk_enter(&desk, ":unit eh-penwith");
    desk_keys(&desk, "M p");
    desk_enter(&desk, ":unit psychology");
    desk_keys(&desk, "M q");
    ck_assert_int_eq(session_keep_typed(desk.session), RESULT_OK);

    struct session_options options = {
        .service = fake_service(desk.fake),
        .bindings = &desk.bindings,
        .glyphs = glyphs_get(false),
        .root = desk_unit(&desk, "west"),
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
    ck_assert_int_eq(session_unit(desk.session), desk_unit(&desk, "eh-penwith"));
}
END_TEST

START_TEST(what_changed_since_the_last_visit_is_listed)
{
    desk_keys(&desk, "d Tab");
    ck_assert(desk_shows(&desk, "This is the first time you look."));
    desk_leave_and_come_back(&desk, fake_now() - 3 * 86400);
    desk_keys(&desk, "d Tab");
    ck_assert(desk_shows(&desk, "None of the main figures changed."));
    ck_assert(fake_import(desk.fake, desk_unit(&desk, "psychology")));
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
    ck_assert(fake_import(desk.fake, desk_unit(&desk, "psychology")));
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
    ck_assert(fake_import(desk.fake, desk_unit(&desk, "psychology")));
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
    ck_assert(fake_import(desk.fake, desk_unit(&desk, "psychology")));
    desk_refresh(&desk);
    ck_assert(session_is_settled(desk.session, desk.snapshot));
    desk_keys(&desk, "t"); /* figures of another window cannot be compared, and need not be */
    ck_assert(session_is_settled(desk.session, desk.snapshot));
    desk_keys(&desk, "t t t");
    ck_assert(fake_import(desk.fake, desk_unit(&desk, "eh-penwith")));
    desk_renew(&desk);
    ck_assert_int_eq(session_prepare(desk.session, desk.snapshot, 120, 36), RESULT_OK);
    ck_assert(!session_is_settled(desk.session, desk.snapshot));
    while (!done && ++steps < 10000)
        ck_assert_int_eq(session_settle(desk.session, desk.snapshot, &done), RESULT_OK);
    ck_assert(done);
    ck_assert_int_gt(steps, unit_tree_count(fake_service(desk.fake)->units));
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("changes");
    TCase *tests = tcase_create("changes");

    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, open_county, leave);
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
    return suite;
}

int main(void)
{
    return suite_run(make_suite());
}

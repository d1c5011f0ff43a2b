/* Screens that need every unit of a large service: what stands there meanwhile, what keys do, and
 * that in the end it is the screen that a service looked at in one go would have. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/suite.h"
#include "tests/tui/views/desk.h"

#define TEAMS 160

/* More than are looked at in one go. */
static bool add_teams(struct unit_tree *units)
{
    return fake_some_teams(units, TEAMS);
}

static const struct fake_plan many = {
    .units = add_teams, .posts = 1, .spells = true, .notice = "", .age = 720};

#define WAITS "Looking through the units: "

static struct desk desk;

static void open_desk(void)
{
    desk_open(&desk, &many, 120, 36);
    session_in_parts(desk.session);
}

static void leave(void)
{
    desk_close(&desk);
}

/* What is seen right after a key. */
static void glance(void)
{
    ck_assert_int_eq(
        session_prepare(desk.session, desk.snapshot, desk.canvas.width, desk.canvas.height),
        RESULT_OK);
    session_draw(desk.session, desk.snapshot, fake_now(), &desk.canvas);
}

static void press(const char *names)
{
    char keys[64], *rest = NULL;

    strcpy(keys, names);
    for (char *name = strtok_r(keys, " ", &rest); name; name = strtok_r(NULL, " ", &rest)) {
        key_code key;

        ck_assert(key_parse(name, &key));
        desk.wishes = session_key(desk.session, key);
        if (desk.wishes & WISH_SNAPSHOT)
            desk_renew(&desk);
        glance();
    }
}

/* A moment that is too short for all of it. */
static void wait_for_parts(int parts)
{
    bool done = false;

    for (; parts > 0; parts--)
        ck_assert_int_eq(session_settle(desk.session, desk.snapshot, &done), RESULT_OK);
    ck_assert(!done);
}

/* A moment without a key; returns in how many parts it was looked at. */
static int wait(void)
{
    int parts = 0;

    for (bool done = session_is_settled(desk.session, desk.snapshot); !done; parts++)
        ck_assert_int_eq(session_settle(desk.session, desk.snapshot, &done), RESULT_OK);
    glance();
    return parts;
}

/* The same keys, after that many imports, where nothing is left for later. */
static void assert_as_in_one_go(const char *keys, int imports)
{
    struct desk whole;

    desk_open(&whole, &many, 120, 36);
    for (; imports > 0; imports--)
        ck_assert(fake_import(whole.fake, desk_unit(&whole, "t7")));
    desk_refresh(&whole);
    desk_keys(&whole, keys);

    char *text = desk_text(&whole);

    ck_assert_msg(desk_is_as_before(&desk, text), "%s", text);
    free(text);
    desk_close(&whole);
}

/* --- what stands there ------------------------------------------------------------------------- */

static const char *const long_looks[] = {"c", "f s t a t u s : a m b e r Enter", "[ a"};
#define LISTS 2 /* of these, whose rows are units */

START_TEST(what_takes_long_says_how_far_it_is_and_ends_as_if_it_had_not)
{
    press(long_looks[_i]);
    ck_assert(session_waits(desk.session));
    ck_assert(desk_shows(&desk, WAITS "0 of 16"));
    ck_assert_int_gt(wait(), TEAMS);
    ck_assert(!session_waits(desk.session));
    ck_assert(!desk_shows(&desk, WAITS));
    assert_as_in_one_go(long_looks[_i], 0);
}
END_TEST

START_TEST(how_far_it_is_is_how_many_units_were_looked_at)
{
    press("c");
    wait_for_parts(10);
    glance();
    ck_assert(desk_shows(&desk, WAITS "10 of 160."));
}
END_TEST

/* --- keys meanwhile ---------------------------------------------------------------------------- */

START_TEST(keys_among_rows_that_are_not_there_do_nothing_and_others_what_they_do)
{
    press("c");
    ck_assert(session_waits(desk.session));
    press("j j G Enter");
    ck_assert(desk_shows(&desk, "Compare"));
    ck_assert(desk_shows(&desk, WAITS));
    press("Right Right s");
    (void)wait();
    assert_as_in_one_go("c Right Right s", 0);
}
END_TEST

START_TEST(nobody_has_to_wait_to_go_elsewhere)
{
    press("c 1");
    ck_assert(!desk_shows(&desk, WAITS));
    (void)wait();
    assert_as_in_one_go("Ctrl-l", 0);
}
END_TEST

START_TEST(what_was_found_out_is_not_looked_for_again_with_each_key)
{
    press("c");
    (void)wait();
    press("j j G g");
    ck_assert(session_is_arranged(desk.session, desk.snapshot));
    press("Right");
    ck_assert(session_waits(desk.session)); /* of another measure nothing is known */
}
END_TEST

START_TEST(another_filter_meanwhile_is_the_one_that_counts)
{
    press("f s t a t u s : a m b e r Enter");
    wait_for_parts(10);
    press("f Backspace Backspace Backspace Backspace Backspace r e d Enter");
    (void)wait();
    assert_as_in_one_go("f s t a t u s : r e d Enter", 0);
}
END_TEST

/* --- new data ---------------------------------------------------------------------------------- */

START_TEST(a_list_stays_while_it_is_looked_through_again)
{
    press(long_looks[_i]);
    (void)wait();
    ck_assert(fake_import(desk.fake, desk_unit(&desk, "t7")));
    desk_renew(&desk);
    glance();
    ck_assert(!session_waits(desk.session));
    ck_assert(!desk_shows(&desk, WAITS));
    ck_assert(!session_is_arranged(desk.session, desk.snapshot));
    (void)wait();
    assert_as_in_one_go(long_looks[_i], 1);
}
END_TEST

START_TEST(alerts_of_another_day_are_not_shown_for_those_of_this)
{
    press("a");
    (void)wait();
    press("[");
    ck_assert(session_waits(desk.session));
    (void)wait();
    assert_as_in_one_go("a [", 0);
}
END_TEST

/* --- small services ---------------------------------------------------------------------------- */

START_TEST(where_there_are_few_units_nobody_waits)
{
    static const char *const keys[] = {"c", "Right", "a", "[", "1", "s", "f r e d Enter"};

    desk_close(&desk);
    desk_open(&desk, &county_plan, 120, 36);
    session_in_parts(desk.session);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        press(keys[i]);
        ck_assert_msg(!session_waits(desk.session), "after %s", keys[i]);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("tui/views/parts");
    TCase *tests = tcase_create("parts");
    int looks = (int)(sizeof long_looks / sizeof long_looks[0]);

    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, open_desk, leave);
    tcase_add_loop_test(
        tests, what_takes_long_says_how_far_it_is_and_ends_as_if_it_had_not, 0, looks);
    tcase_add_test(tests, how_far_it_is_is_how_many_units_were_looked_at);
    tcase_add_test(tests, keys_among_rows_that_are_not_there_do_nothing_and_others_what_they_do);
    tcase_add_test(tests, nobody_has_to_wait_to_go_elsewhere);
    tcase_add_test(tests, what_was_found_out_is_not_looked_for_again_with_each_key);
    tcase_add_test(tests, another_filter_meanwhile_is_the_one_that_counts);
    tcase_add_loop_test(tests, a_list_stays_while_it_is_looked_through_again, 0, LISTS);
    tcase_add_test(tests, alerts_of_another_day_are_not_shown_for_those_of_this);
    tcase_add_test(tests, where_there_are_few_units_nobody_waits);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}

/* Any size, any keys, any service: nothing is drawn outside, no figure is cut, nothing breaks. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "tests/suite.h"
#include "tests/tui/views/desk.h"

static const struct fake_plan plans[] = {
    {.units = fake_county, .posts = 4, .spells = true, .notice = "invented data"},
    {.units = fake_county, .notice = ""},
    {.units = fake_one_team, .posts = 12, .spells = true, .notice = ""},
    {.units = fake_long_names,
        .posts = 3,
        .spells = true,
        .notice = "a notice that is longer than "
                  "any header has room for"},
    {.units = fake_nobody, .notice = ""},
};
#define PLANS ((int)(sizeof plans / sizeof plans[0]))

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16;
}

/* Every action but those that leave. */
static key_code random_key(const struct desk *desk, unsigned *seed)
{
    enum action action = (enum action)(1 + next_random(seed) % (ACTION_COUNT - 1));

    return desk->bindings.keys[action][0];
}

START_TEST(any_size_and_any_keys_are_taken)
{
    struct desk desk;
    unsigned seed = 7u + (unsigned)_i;

    desk_open(&desk, &plans[_i], 60, 30);
    for (int round = 0; round < 150; round++) {
        desk_key(&desk, random_key(&desk, &seed));
        desk_resize(&desk, 1 + (int)(next_random(&seed) % 60), 1 + (int)(next_random(&seed) % 30));
    }
    desk_close(&desk);
}
END_TEST

START_TEST(every_small_size_of_every_screen_is_drawn)
{
    static const char *const ways[] = {"", "Down Down Enter", "Enter Tab Enter", "?"};
    struct desk desk;

    desk_open(&desk, &plans[0], 60, 30);
    desk_keys(&desk, ways[_i]);
    for (int width = 1; width <= 60; width += 3)
        for (int height = 1; height <= 30; height += 2)
            desk_resize(&desk, width, height);
    desk_close(&desk);
}
END_TEST

START_TEST(below_the_least_size_one_line_says_what_is_needed)
{
    struct desk desk;

    desk_open(&desk, &plans[0], 39, 10);
    ck_assert(desk_shows(&desk, "teamtop needs 40x10, this is 39x10"));
    desk_resize(&desk, 80, 9);
    ck_assert(desk_shows(&desk, "teamtop needs 40x10, this is 80x9"));
    desk_keys(&desk, "q");
    ck_assert_uint_ne(desk.wishes & WISH_LEAVE, 0);
    desk_resize(&desk, 80, 24);
    ck_assert(desk_shows(&desk, "Children and Families"));
    desk_close(&desk);
}
END_TEST

START_TEST(narrow_tables_drop_columns_and_keep_digits)
{
    static const int widths[] = {200, 120, 100, 80, 60, 50, 40};
    struct desk desk;

    desk_open(&desk, &county_plan, 120, 36);
    for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
        desk_resize(&desk, widths[i], 36);
        ck_assert_msg(!desk_shows(&desk, "##"), "a figure was cut at %d columns", widths[i]);
        ck_assert(desk_shows(&desk, "pressure"));
    }
    desk_close(&desk);
}
END_TEST

START_TEST(at_eighty_columns_the_figures_that_matter_remain)
{
    static const char *const headings[] = {
        "pressure", "open", "each", "12m %", "today", "in post / est"};
    struct desk desk;

    desk_open(&desk, &county_plan, 80, 24);
    for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++)
        ck_assert_msg(desk_shows(&desk, headings[i]), "%s is gone", headings[i]);
    desk_close(&desk);
}
END_TEST

START_TEST(no_data_is_blank_and_not_nought)
{
    struct desk desk;

    desk_open(&desk, &plans[1], 120, 36);
    ck_assert(desk_shows(&desk, "no data yet"));
    ck_assert(desk_shows(&desk, "no case data"));
    ck_assert(!desk_shows(&desk, "0.0"));
    ck_assert(!desk_shows(&desk, "–"));
    desk_close(&desk);
}
END_TEST

START_TEST(four_hundred_teams_scroll_from_end_to_end)
{
    static const struct fake_plan plan = {.units = fake_many_teams, .notice = ""};
    struct desk desk;

    desk_open(&desk, &plan, 120, 36);
    desk_keys(&desk, "G");
    ck_assert(desk_shows(&desk, "Team 399"));
    desk_keys(&desk, "PgUp PgUp g");
    ck_assert(desk_shows(&desk, "Team 000"));
    desk_keys(&desk, "/ 2 5 0 Enter");
    ck_assert(desk_shows(&desk, "Team 250"));
    desk_close(&desk);
}
END_TEST

START_TEST(the_service_says_its_notice_on_every_screen)
{
    static const char *const ways[] = {"", "Down Down Enter", "Tab Enter", "?"};
    struct desk desk;

    desk_open(&desk, &county_plan, 80, 24);
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        desk_keys(&desk, ways[i]);
        ck_assert(desk_shows(&desk, "invented data"));
    }
    desk_close(&desk);
}
END_TEST

START_TEST(long_names_keep_their_last_word)
{
    struct desk desk;

    desk_open(&desk, &county_plan, 60, 36);
    ck_assert(desk_shows(&desk, "ent West"));
    ck_assert(desk_shows(&desk, "ent East"));
    desk_close(&desk);
}
END_TEST

START_TEST(old_data_are_said_to_be_stale)
{
    static const struct fake_plan plan = {
        .units = fake_one_team, .posts = 5, .spells = true, .notice = "", .age = 3 * 86400};
    struct desk desk;

    desk_open(&desk, &plan, 120, 36);
    ck_assert(desk_shows(&desk, "STALE: data 3 days old"));
    ck_assert(desk_shows(&desk, "Caseload  stale"));
    ck_assert(!desk_shows(&desk, "Staffing  stale")); /* expected once a week */
    desk_close(&desk);
    desk_open(&desk, &county_plan, 120, 36);
    ck_assert(!desk_shows(&desk, "tale"));
    desk_close(&desk);
}
END_TEST

/* The third line of the screen: the headings, which stand where the columns do. */
static char *headings_of(const struct desk *desk)
{
    char *screen = desk_text(desk);
    char *line = strchr(strchr(screen, '\n') + 1, '\n') + 1;
    char *ret = strndup(line, strcspn(line, "\n"));

    free(screen);
    return ret;
}

START_TEST(no_column_moves_while_one_scrolls)
{
    static const struct fake_plan many = {
        .units = fake_many_teams, .posts = 4, .spells = true, .notice = ""};
    struct desk desk;

    desk_open(&desk, &many, 120, 36);
    char *before = headings_of(&desk);

    desk_keys(&desk, "G");
    ck_assert(!desk_shows(&desk, "4 open")); /* the largest figures are scrolled away */
    char *after = headings_of(&desk);

    ck_assert_str_eq(before, after);
    free(before);
    free(after);
    desk_close(&desk);
}
END_TEST

/* Other extracts came today: the header speaks of what makes it stale. */
START_TEST(the_header_says_how_old_the_overdue_extract_is)
{
    static const struct fake_plan plan = {.units = fake_one_team,
        .posts = 5,
        .spells = true,
        .notice = "",
        .age = 3 * 86400,
        .today = 1u << FEED_POSTS | 1u << FEED_ABSENCES};
    struct desk desk;

    desk_open(&desk, &plan, 120, 36);
    ck_assert(desk_shows(&desk, "STALE: data 3 days old"));
    desk_close(&desk);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("sizes");
    TCase *tests = tcase_create("sizes");

    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, any_size_and_any_keys_are_taken, 0, PLANS);
    tcase_add_loop_test(tests, every_small_size_of_every_screen_is_drawn, 0, 4);
    tcase_add_test(tests, below_the_least_size_one_line_says_what_is_needed);
    tcase_add_test(tests, narrow_tables_drop_columns_and_keep_digits);
    tcase_add_test(tests, at_eighty_columns_the_figures_that_matter_remain);
    tcase_add_test(tests, no_data_is_blank_and_not_nought);
    tcase_add_test(tests, four_hundred_teams_scroll_from_end_to_end);
    tcase_add_test(tests, the_service_says_its_notice_on_every_screen);
    tcase_add_test(tests, long_names_keep_their_last_word);
    tcase_add_test(tests, old_data_are_said_to_be_stale);
    tcase_add_test(tests, no_column_moves_while_one_scrolls);
    tcase_add_test(tests, the_header_says_how_old_the_overdue_extract_is);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    return suite_run(make_suite());
}

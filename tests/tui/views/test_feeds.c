/* Feeds: how each stands, and the rejected rows read in place. */
#include <check.h>
#include <stdlib.h>

#include "tests/suite.h"
#include "tests/tui/views/golden.h"

static const char *folder; /* set once by main(), before any test runs */

static const struct fake_plan some_rejected = {.units = fake_county,
    .posts = 2,
    .spells = true,
    .notice = "invented data",
    .age = 720,
    .rejected = 12};
static const struct fake_plan refused = {.units = fake_one_team,
    .posts = 2,
    .spells = true,
    .notice = "",
    .age = 720,
    .rejected = 2,
    .refused = true};
static const struct fake_plan late = {
    .units = fake_one_team, .posts = 2, .spells = true, .notice = "", .age = 3 * 86400};
static const struct fake_plan never = {.units = fake_one_team, .notice = ""};

static const struct {
    const struct fake_plan *plan;
    const char *word, *sentence;
} standings[] = {
    {&some_rejected, "fresh", "The next file is expected by Tue 3 Mar 2020 08:03."},
    {&late, "stale", "Late: a file was expected by Sat 29 Feb 2020 08:15."},
    {&refused, "refused", "The newest file was refused: more than 5 % of its rows were rejected."},
    {&never, "never", "No file ever came. It waits for "},
};

START_TEST(how_a_feed_stands_is_a_word_and_a_sentence)
{
    struct desk desk;

    desk_open(&desk, standings[_i].plan, 120, 36);
    desk_keys(&desk, "9");
    ck_assert(desk_shows(&desk, standings[_i].word));
    ck_assert(desk_shows(&desk, standings[_i].sentence));
    desk_keys(&desk, "Enter");
    ck_assert(desk_shows(&desk, standings[_i].word));
    ck_assert(desk_shows(&desk, standings[_i].sentence));
    desk_close(&desk);
}
END_TEST

START_TEST(an_archive_expects_nothing)
{
    struct desk desk;

    desk_open(&desk, &late, 120, 36);
    fake_service(desk.fake)->data_until = FAKE_DAY;
    desk_keys(&desk, "9");
    ck_assert(desk_shows(&desk, "archive"));
    ck_assert(desk_shows(&desk, "No newer file is expected."));
    ck_assert(!desk_shows(&desk, "stale"));
    desk_close(&desk);
}
END_TEST

START_TEST(rejected_rows_are_read_in_place_with_line_column_and_reason)
{
    struct desk desk;

    desk_open(&desk, &some_rejected, 120, 36);
    desk_keys(&desk, "9 Enter");
    ck_assert(desk_shows(&desk, "22       5  start \"30/02/2020\" is not a date"));
    ck_assert(desk_shows(&desk, "cases-0302.csv, line 22: start"));
    desk_keys(&desk, "End");
    ck_assert(desk_shows(&desk, "cases-0302.csv, line 33: start"));
    desk_keys(&desk, "Esc Down Enter");
    ck_assert(desk_shows(&desk, "No rejected rows are kept of its newest file."));
    desk_close(&desk);
}
END_TEST

START_TEST(a_short_screen_scrolls_through_them_all)
{
    struct desk desk;

    desk_open(&desk, &some_rejected, 80, 14);
    desk_keys(&desk, "9 Enter");
    ck_assert(!desk_shows(&desk, " 33 "));
    desk_keys(&desk, "PgDn PgDn PgDn");
    ck_assert(desk_shows(&desk, " 33 "));
    desk_keys(&desk, "Up g");
    ck_assert(desk_shows(&desk, " 22 "));
    desk_close(&desk);
}
END_TEST

START_TEST(coming_back_is_to_the_feed_one_left)
{
    struct desk desk;

    desk_open(&desk, &some_rejected, 80, 24);
    desk_keys(&desk, "9 Down Down");

    int row = desk_selected_row(&desk);

    desk_keys(&desk, "Enter Esc");
    ck_assert_int_eq(desk_selected_row(&desk), row);
    desk_close(&desk);
}
END_TEST

static const struct size {
    int width, height;
} sizes[] = {{200, 60}, {120, 36}, {80, 24}, {40, 10}};
#define SIZES ((int)(sizeof sizes / sizeof sizes[0]))

static void compare_sizes(const struct glyphs *glyphs, const char *keys, const char *name)
{
    struct desk desk;

    desk_open_with(&desk, &some_rejected, glyphs, sizes[0].width, sizes[0].height);
    desk_keys(&desk, keys);
    for (int i = 0; i < SIZES; i++) {
        desk_resize(&desk, sizes[i].width, sizes[i].height);
        golden_compare(folder, &desk, name);
    }
    desk_close(&desk);
}

START_TEST(screens_are_as_kept)
{
    compare_sizes(glyphs_get(_i == 1), "9", "feeds");
    compare_sizes(glyphs_get(_i == 1), "9 Enter Down", "feed");
}
END_TEST

START_TEST(a_refused_file_is_as_kept)
{
    struct desk desk;

    desk_open(&desk, &refused, 80, 24);
    desk_keys(&desk, "9 Enter");
    golden_compare(folder, &desk, "feed-refused");
    desk_close(&desk);
}
END_TEST

START_TEST(every_small_size_is_drawn_whatever_is_pressed)
{
    static const char *const keys[] = {"Down", "Enter", "G", "Esc", "9", "PgUp"};
    struct desk desk;
    int pressed = 0;

    desk_open(&desk, &some_rejected, 60, 30);
    desk_keys(&desk, "9");
    for (int width = 1; width <= 60; width += 2)
        for (int height = 1; height <= 30; height += 3) {
            desk_resize(&desk, width, height);
            desk_keys(&desk, keys[pressed++ % 6]);
        }
    desk_resize(&desk, 120, 36);
    ck_assert(desk_shows(&desk, "help"));
    desk_close(&desk);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("feeds");
    TCase *tests = tcase_create("feeds");

    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, how_a_feed_stands_is_a_word_and_a_sentence, 0, 4);
    tcase_add_test(tests, an_archive_expects_nothing);
    tcase_add_test(tests, rejected_rows_are_read_in_place_with_line_column_and_reason);
    tcase_add_test(tests, a_short_screen_scrolls_through_them_all);
    tcase_add_test(tests, coming_back_is_to_the_feed_one_left);
    tcase_add_loop_test(tests, screens_are_as_kept, 0, 2);
    tcase_add_test(tests, a_refused_file_is_as_kept);
    tcase_add_test(tests, every_small_size_is_drawn_whatever_is_pressed);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(int count, char **arguments)
{
    folder = count > 1 ? arguments[1] : ".";

    return suite_run(make_suite());
}

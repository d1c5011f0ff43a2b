/* Alerts: what opens, what was seen and comes back, where the selection stays, and as kept. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/sheet.h"
#include "tests/suite.h"
#include "tests/tui/views/golden.h"
#include "tui/views/board.h"

static const char *folder; /* set once by main(), before any test runs */

static const struct fake_plan lively = {.units = fake_county,
    .posts = 9,
    .spells = true,
    .notice = "invented data",
    .age = 720,
    .rejected = 3};

static struct desk desk;

static void open_alerts(void)
{
    desk_open(&desk, &lively, 120, 36);
    desk_keys(&desk, "a");
}

static void leave(void)
{
    desk_close(&desk);
}

/* A row of the screen without its outer blanks; free it. */
static char *row_text(int row)
{
    char *screen = desk_text(&desk);
    char *line = screen;

    while (row-- > 0 && line != NULL)
        line = strchr(line, '\n') != NULL ? strchr(line, '\n') + 1 : NULL;
    ck_assert_ptr_nonnull(line);

    char *text = strndup(line, strcspn(line, "\n"));

    free(screen);
    ck_assert_ptr_nonnull(text);
    return text;
}

/* "… 12 alerts" at the right of the header; 0: none. */
static int alerts_in_header(void)
{
    char *header = row_text(0);
    const char *last = strrchr(header, ' ');
    int count = 0;

    while (last != NULL && last > header && last[-1] != ' ')
        last--;
    if (last != NULL && strstr(last, " alert") != NULL)
        count = atoi(last);
    free(header);
    return count;
}

/* --- what is listed ----------------------------------------------------------------------------- */

START_TEST(the_header_says_how_many_there_are_on_every_screen)
{
    int count = alerts_in_header();
    char title[32];

    snprintf(title, sizeof title, "\n %d alerts ", count);
    ck_assert_int_gt(count, 3);
    ck_assert(desk_shows(&desk, title));
    desk_keys(&desk, "1");
    ck_assert_int_eq(alerts_in_header(), count);
}
END_TEST

START_TEST(the_first_picture_does_not_wait_for_them)
{
    struct snapshot *snapshot = snapshot_create(fake_service(desk.fake), fake_provider(desk.fake),
        session_day(desk.session), WINDOW_3M, fake_now() + 60);
    bool done = false;
    int steps = 0;

    ck_assert_ptr_nonnull(snapshot);
    desk_keys(&desk, "1");
    ck_assert(session_is_settled(desk.session, desk.snapshot));
    ck_assert(!session_is_settled(desk.session, snapshot));
    ck_assert_int_eq(session_prepare(desk.session, snapshot, 120, 36), RESULT_OK);
    ck_assert(!session_is_settled(desk.session, snapshot)); /* the overview has not asked */
    for (; !done; steps++)
        ck_assert_int_eq(session_settle(desk.session, snapshot, &done), RESULT_OK);
    ck_assert_int_gt(steps, 10); /* a unit each */
    ck_assert(session_is_settled(desk.session, snapshot));
    snapshot_destroy(snapshot);
}
END_TEST

START_TEST(what_was_begun_for_another_snapshot_is_begun_again)
{
    struct snapshot *later = snapshot_create(fake_service(desk.fake), fake_provider(desk.fake),
        session_day(desk.session), WINDOW_12M, fake_now() + 60);
    int count = alerts_in_header();
    bool done = false;

    ck_assert_ptr_nonnull(later);
    for (int i = 0; i < 5; i++)
        ck_assert_int_eq(session_settle(desk.session, later, &done), RESULT_OK);
    ck_assert(!done);
    snapshot_destroy(later);
    desk_refresh(&desk);
    ck_assert_int_eq(alerts_in_header(), count);
}
END_TEST

/* Steps until it is done, `most` at most, with the clock so much later. */
static int settle(enum window window, int seconds, int most)
{
    struct snapshot *snapshot = snapshot_create(fake_service(desk.fake), fake_provider(desk.fake),
        session_day(desk.session), window, fake_now() + seconds);
    bool done = false;
    int steps = 0;

    ck_assert_ptr_nonnull(snapshot);
    for (; !done && steps < most; steps++)
        ck_assert_int_eq(session_settle(desk.session, snapshot, &done), RESULT_OK);
    snapshot_destroy(snapshot);
    return steps;
}

START_TEST(a_list_that_takes_longer_than_a_minute_goes_on_in_the_next)
{
    int whole = settle(WINDOW_3M, 60, 1000);

    ck_assert_int_lt(whole, 1000);
    ck_assert_int_eq(settle(WINDOW_4W, 60, 5), 5);
    ck_assert_int_eq(settle(WINDOW_4W, 120, 1000), whole - 5);
}
END_TEST

START_TEST(rejected_rows_are_among_them)
{
    ck_assert(desk_shows(&desk, "3 rows of cases-0302.csv"));
}
END_TEST

START_TEST(a_unit_with_one_below_it_says_nothing_of_its_own)
{
    ck_assert(desk_shows(&desk, "Early Help Penwith"));
    ck_assert(!desk_shows(&desk, "  Penwith  "));
}
END_TEST

START_TEST(nothing_to_tell_is_told)
{
    static const struct fake_plan plans[] = {
        {.units = fake_county, .notice = ""}, {.units = fake_nobody, .spells = true, .notice = ""}};
    static const char *const told[] = {
        "No data yet: nothing to warn of.", "Nothing needs anybody."};

    for (int i = 0; i < 2; i++) {
        struct desk empty;

        desk_open(&empty, &plans[i], 80, 24);
        desk_keys(&empty, "a");
        ck_assert(desk_shows(&empty, told[i]));
        ck_assert(!desk_shows(&empty, "0 alerts"));
        desk_keys(&empty, "Enter Space Down");
        ck_assert(desk_shows(&empty, told[i]));
        desk_close(&empty);
    }
}
END_TEST

START_TEST(who_may_not_see_workers_hears_nothing_of_them)
{
    ck_assert(desk_shows(&desk, "over limit"));

    struct session_options options = {.service = fake_service(desk.fake),
        .bindings = &desk.bindings,
        .glyphs = glyphs_get(false),
        .root = UNIT_NONE,
        .live_day = FAKE_DAY,
        .as_at = DAY_NONE,
        .window = WINDOW_12M};

    session_destroy(desk.session);
    ck_assert_int_eq(session_create(&desk.session, &options), RESULT_OK);
    desk_refresh(&desk);
    desk_keys(&desk, "a");
    ck_assert(desk_shows(&desk, "alerts"));
    ck_assert(!desk_shows(&desk, "over limit"));
}
END_TEST

/* --- opening ------------------------------------------------------------------------------------ */

/* Moves the selection to the first row that shows `text`. */
static void select_row(const char *text)
{
    for (int i = 0; i < 400; i++) {
        char *row = row_text(desk_selected_row(&desk));
        bool found = strstr(row, text) != NULL;

        free(row);
        if (found)
            return;
        desk_keys(&desk, "Down");
    }
    ck_abort_msg("no alert says \"%s\"", text);
}

static const struct {
    const char *keys, *alert, *there;
} ways[] = {
    {"Tab", " over limit ", "of limit"},
    {"Tab", " waiting ", "of limit"},
    {"Tab", " Sickness rate ", "[Sickness rate]"},
    {"Tab", " Vacancy rate ", "[Vacancy rate]"},
    {"Tab", " rejected ", "why it was rejected"},
    {"", " unallocated, ", "of limit"}, /* several things of one team: its page */
    {"", " rejected ", "why it was rejected"},
};

START_TEST(enter_opens_the_place_and_back_is_where_one_was)
{
    desk_keys(&desk, ways[_i].keys);
    select_row(ways[_i].alert);

    char *before = desk_text(&desk);

    desk_keys(&desk, "Enter");
    ck_assert_msg(desk_shows(&desk, ways[_i].there), "%s", ways[_i].alert);
    desk_keys(&desk, "Esc");

    char *after = desk_text(&desk);

    ck_assert_str_eq(before, after);
    free(before);
    free(after);
}
END_TEST

/* --- acknowledging ------------------------------------------------------------------------------ */

START_TEST(what_was_seen_goes_below_and_the_next_one_is_selected)
{
    int count = alerts_in_header();
    int line = desk_selected_row(&desk);
    char *next = row_text(line + 1);

    desk_keys(&desk, "Space");
    ck_assert_int_eq(alerts_in_header(), count - 1);
    ck_assert(desk_shows(&desk, "and 1 seen, back when worse"));
    ck_assert(desk_shows(&desk, "Seen. It comes back when it gets worse."));
    ck_assert_int_eq(desk_selected_row(&desk), line);

    char *now = row_text(line);

    ck_assert_str_eq(now, next);
    free(now);
    free(next);
}
END_TEST

START_TEST(a_line_is_a_unit_and_tab_lists_what_is_on_it_one_by_one)
{
    char *row, *header;
    int calls = alerts_in_header();

    select_row(" unallocated, ");
    row = row_text(desk_selected_row(&desk));
    ck_assert_ptr_null(strstr(row, ", the oldest for")); /* that is told below the list */
    ck_assert(desk_shows(&desk, ", the oldest for"));
    desk_keys(&desk, "Tab");
    header = row_text(1);
    ck_assert(strstr(header, " one by one, newest first") != NULL);
    ck_assert_int_gt(atoi(header), calls);
    ck_assert_int_eq(alerts_in_header(), calls); /* however they are listed */
    desk_keys(&desk, "Tab");
    ck_assert(!desk_shows(&desk, "one by one, newest"));
    free(header);
    free(row);
}
END_TEST

START_TEST(all_that_a_line_says_is_seen_at_once)
{
    char *row, *place;

    select_row(" unallocated, ");
    row = row_text(desk_selected_row(&desk));
    place = strndup(row + 25, 18);
    desk_keys(&desk, "Space Tab");
    for (int i = 0; i < 80; i++) {
        char *one = row_text(desk_selected_row(&desk));
        bool meant = strstr(one, place) != NULL && strstr(one, "Vacancy rate") == NULL;

        /* Its vacancies stand on the line of the unit above, which has too many as well. */
        ck_assert_msg(!meant || strstr(one, " seen ") != NULL, "%s", one);
        free(one);
        desk_keys(&desk, "Down");
    }
    free(place);
    free(row);
}
END_TEST

START_TEST(what_was_seen_can_be_opened_again)
{
    int count = alerts_in_header();

    desk_keys(&desk, "Space End");

    char *row = row_text(desk_selected_row(&desk));

    ck_assert(strstr(row, " seen ") != NULL);
    free(row);
    desk_keys(&desk, "Space");
    ck_assert(desk_shows(&desk, "Open again."));
    ck_assert_int_eq(alerts_in_header(), count);
}
END_TEST

START_TEST(it_comes_back_when_it_is_worse)
{
    select_row("waiting");

    int count = alerts_in_header();

    desk_keys(&desk, "Space");
    ck_assert_int_eq(alerts_in_header(), count - 1);
    for (unit_index unit = 0; unit < unit_tree_count(fake_service(desk.fake)->units); unit++)
        if (unit_tree_at(fake_service(desk.fake)->units, unit)->end == unit + 1)
            ck_assert(fake_import(desk.fake, unit)); /* three more wait in every team */
    desk_refresh(&desk);
    ck_assert_int_ge(alerts_in_header(), count);
}
END_TEST

START_TEST(the_selection_stays_on_its_alert_when_others_come)
{
    select_row("rejected");

    char *before = row_text(desk_selected_row(&desk));

    ck_assert(fake_import(desk.fake, 4));
    desk_refresh(&desk);

    char *after = row_text(desk_selected_row(&desk));

    ck_assert_str_eq(before, after);
    free(before);
    free(after);
}
END_TEST

/* --- keeping ------------------------------------------------------------------------------------ */

struct drawer {
    int loads, saves;
    size_t count; /* entries saved last */
    enum result loading, saving;
};

static enum result load(void *context, struct acknowledged *ret)
{
    struct drawer *drawer = context;

    (void)ret;
    drawer->loads++;
    return drawer->loading;
}

static enum result save(void *context, const struct acknowledged *acknowledged)
{
    struct drawer *drawer = context;

    drawer->saves++;
    drawer->count = acknowledged->count;
    return drawer->saving;
}

static void open_with(struct drawer *drawer)
{
    struct session_options options = {.service = fake_service(desk.fake),
        .bindings = &desk.bindings,
        .glyphs = glyphs_get(false),
        .root = UNIT_NONE,
        .may_see_workers = true,
        .live_day = FAKE_DAY,
        .as_at = DAY_NONE,
        .window = WINDOW_12M,
        .keeper = {.context = drawer, .load = load, .save = save}};

    session_destroy(desk.session);
    ck_assert_int_eq(session_create(&desk.session, &options), RESULT_OK);
    desk_refresh(&desk);
}

START_TEST(what_was_seen_is_kept_each_time)
{
    struct drawer drawer = {0};

    open_with(&drawer);
    ck_assert_int_eq(drawer.loads, 1);
    desk_keys(&desk, "a Tab Space Space");
    ck_assert_int_eq(drawer.saves, 2);
    ck_assert_uint_eq(drawer.count, 2);
}
END_TEST

START_TEST(where_it_cannot_be_kept_that_is_said_once_and_it_holds_until_one_leaves)
{
    struct drawer drawer = {.saving = RESULT_IO};

    open_with(&drawer);
    desk_keys(&desk, "a Space");
    ck_assert(desk_shows(&desk, "it cannot be kept for the next time"));
    ck_assert(desk_shows(&desk, "and 1 seen"));
    desk_keys(&desk, "Space");
    ck_assert(!desk_shows(&desk, "it cannot be kept for the next time"));
    ck_assert(desk_shows(&desk, "and 2 seen"));
    ck_assert_int_eq(drawer.saves, 1);
}
END_TEST

START_TEST(what_cannot_be_read_is_not_written_over)
{
    struct drawer drawer = {.loading = RESULT_IO};

    open_with(&drawer);
    ck_assert(desk_shows(&desk, "cannot be read: all are shown as new"));
    desk_keys(&desk, "a Space");
    ck_assert_int_eq(drawer.saves, 0);
}
END_TEST

/* --- screens ------------------------------------------------------------------------------------ */

static const struct size {
    int width, height;
} sizes[] = {{200, 60}, {120, 36}, {80, 24}, {40, 10}};
#define SIZES ((int)(sizeof sizes / sizeof sizes[0]))

static void compare_sizes(const struct glyphs *glyphs, const char *keys, const char *name)
{
    struct desk screen;

    desk_open_with(&screen, &lively, glyphs, sizes[0].width, sizes[0].height);
    desk_keys(&screen, keys);
    for (int i = 0; i < SIZES; i++) {
        desk_resize(&screen, sizes[i].width, sizes[i].height);
        golden_compare(folder, &screen, name);
    }
    desk_close(&screen);
}

START_TEST(screens_are_as_kept)
{
    compare_sizes(glyphs_get(_i == 1), "a Space Space Down", "alerts");
    compare_sizes(glyphs_get(_i == 1), "a Tab Down", "alerts-each");
}
END_TEST

START_TEST(a_storm_of_alerts_is_as_kept_and_scrolls_to_its_end)
{
    static const struct fake_plan many = {
        .units = fake_many_teams, .posts = 1, .spells = true, .notice = "", .age = 720};
    struct desk storm;

    desk_open(&storm, &many, 120, 36);
    desk_keys(&storm, "a");
    golden_compare(folder, &storm, "alerts-storm");
    desk_keys(&storm, "G PgUp g");
    golden_compare(folder, &storm, "alerts-storm");
    desk_close(&storm);
}
END_TEST

START_TEST(every_small_size_is_drawn_whatever_is_pressed)
{
    static const char *const keys[] = {"Down", "Space", "G", "Enter", "Esc", "PgUp"};
    int pressed = 0;

    for (int width = 1; width <= 60; width += 2)
        for (int height = 1; height <= 30; height += 3) {
            desk_resize(&desk, width, height);
            desk_keys(&desk, keys[pressed++ % 6]);
        }
    desk_resize(&desk, 120, 36);
    ck_assert(desk_shows(&desk, "help"));
}
END_TEST

/* --- a count that was kept -------------------------------------------------------------------- */

static struct snapshot *seconds_later(time_t seconds)
{
    struct snapshot *snapshot = snapshot_create(fake_service(desk.fake), fake_provider(desk.fake),
        session_day(desk.session), session_window(desk.session), fake_now() + seconds);

    ck_assert_ptr_nonnull(snapshot);
    return snapshot;
}

static uint64_t made_of(const struct board *board, struct snapshot *snapshot, bool sees_workers)
{
    uint64_t found = 0;

    ck_assert_int_eq(board_made_of(board, snapshot, UNIT_NONE, sees_workers, &found), RESULT_OK);
    ck_assert_uint_ne(found, 0);
    return found;
}

static void find_nothing(void *context, unit_index unit, enum part_id part, const char *sub,
    struct series *ret_spells, struct series *ret_readings)
{
    (void)context, (void)unit, (void)part, (void)sub;
    *ret_spells = *ret_readings = (struct series){0};
}

static int asked; /* how often what changed was asked for */

static enum result nothing_changed(void *context, int64_t version, bool *marks, bool *ret_known)
{
    (void)context, (void)version, (void)marks;
    asked++;
    *ret_known = true;
    return RESULT_OK;
}

static void renew(struct board *board, struct snapshot *snapshot)
{
    ck_assert_ptr_nonnull(snapshot);

    const bool sees_workers = !snapshot_is_shared(snapshot);

    ck_assert_int_eq(board_renew(board, snapshot, UNIT_NONE, sees_workers), RESULT_OK);
    snapshot_destroy(snapshot);
}

/* The units that a store says did not change keep their alerts; nothing is kept for another day, another
 * window or other eyes. */
START_TEST(a_list_goes_on_from_one_for_the_same_day_window_and_eyes)
{
    const struct service *service = fake_service(desk.fake);
    struct provider sure = *fake_provider(desk.fake);
    struct board board;

    board_init(&board);
    asked = 0;
    sure.changes_since = nothing_changed;
    renew(&board, snapshot_create(service, &sure, FAKE_DAY, WINDOW_12M, fake_now()));
    ck_assert_int_eq(asked, 0);

    const size_t count = board.alerts.count;

    ck_assert_uint_gt(count, 0);
    sure.version++;
    sure.source.find = find_nothing; /* would anybody look, there was nothing */
    renew(&board, snapshot_create(service, &sure, FAKE_DAY, WINDOW_12M, fake_now()));
    ck_assert_int_eq(asked, 1);
    ck_assert_uint_eq(board.alerts.count, count);
    renew(&board, snapshot_create(service, &sure, FAKE_DAY - 1, WINDOW_12M, fake_now()));
    ck_assert_uint_lt(board.alerts.count, count);
    renew(&board, snapshot_create(service, &sure, FAKE_DAY - 1, WINDOW_3M, fake_now()));
    renew(&board, snapshot_create_shared(service, &sure, FAKE_DAY - 1, WINDOW_3M, fake_now()));
    renew(&board, snapshot_create(service, &sure, FAKE_DAY - 1, WINDOW_3M, fake_now()));
    ck_assert_int_eq(asked, 1);
    board_done(&board);
}
END_TEST

START_TEST(a_kept_count_is_shown_without_a_list_while_nothing_is_new)
{
    struct snapshot *later = seconds_later(60);
    struct board board;
    int calls = 0;

    board_init(&board);
    ck_assert(!board_calls(&board, later, &calls));
    board_keep(&board, made_of(&board, desk.snapshot, true), 7);
    ck_assert(!board_calls(&board, later, &calls));
    ck_assert_int_eq(board_recall(&board, later, UNIT_NONE, true), RESULT_OK);
    ck_assert(board_is_counted(&board, later));
    ck_assert(!board_is_new(&board, later)); /* there is no list */
    ck_assert(board_calls(&board, later, &calls));
    ck_assert_int_eq(calls, 7);
    board_done(&board);
    snapshot_destroy(later);
}
END_TEST

START_TEST(a_kept_count_is_of_no_use_once_anything_it_was_made_of_is_another)
{
    struct board board;
    int calls = 0;

    board_init(&board);

    uint64_t before = made_of(&board, desk.snapshot, true);

    ck_assert_uint_ne(made_of(&board, desk.snapshot, false), before);
    ck_assert_int_eq(acknowledged_put(&board.acknowledged, "red/x/pressure",
                         (struct seen_as){ALERT_TO_ACT, 1, FAKE_DAY}),
        RESULT_OK);
    ck_assert_uint_ne(made_of(&board, desk.snapshot, true), before);
    acknowledged_drop(&board.acknowledged, "red/x/pressure");
    ck_assert_uint_eq(made_of(&board, desk.snapshot, true), before);
    ck_assert(fake_import(desk.fake, unit_tree_find(fake_service(desk.fake)->units, "eh-penwith")));

    struct snapshot *later = seconds_later(0);

    board_keep(&board, before, 7);
    ck_assert_int_eq(board_recall(&board, later, UNIT_NONE, true), RESULT_OK);
    ck_assert(!board_is_counted(&board, later));
    ck_assert(!board_calls(&board, later, &calls));
    board_done(&board);
    snapshot_destroy(later);
}
END_TEST

START_TEST(a_row_that_was_read_out_is_the_one_that_opens)
{
    char name[SHEET_TEXT_SIZE * 2];
    struct sheet sheet;

    sheet_init(&sheet);
    ck_assert_int_eq(session_sheet(desk.session, desk.snapshot, &sheet), RESULT_OK);
    ck_assert_uint_gt(sheet.row_count, 40); /* more than units call for somebody */
    snprintf(name, sizeof name, "%s", sheet_cell_text(&sheet, 40, 0, "", name));
    ck_assert_uint_eq(session_open_row(desk.session, 40), WISH_DRAW);
    desk_draw(&desk);
    ck_assert_msg(desk_shows(&desk, name), "%s was not opened", name);
    sheet_done(&sheet);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("alerts");
    TCase *tests = tcase_create("alerts");

    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, open_alerts, leave);
    tcase_add_test(tests, a_row_that_was_read_out_is_the_one_that_opens);
    tcase_add_test(tests, the_header_says_how_many_there_are_on_every_screen);
    tcase_add_test(tests, the_first_picture_does_not_wait_for_them);
    tcase_add_test(tests, what_was_begun_for_another_snapshot_is_begun_again);
    tcase_add_test(tests, a_list_that_takes_longer_than_a_minute_goes_on_in_the_next);
    tcase_add_test(tests, rejected_rows_are_among_them);
    tcase_add_test(tests, a_unit_with_one_below_it_says_nothing_of_its_own);
    tcase_add_test(tests, nothing_to_tell_is_told);
    tcase_add_test(tests, who_may_not_see_workers_hears_nothing_of_them);
    tcase_add_loop_test(tests, enter_opens_the_place_and_back_is_where_one_was, 0,
        (int)(sizeof ways / sizeof ways[0]));
    tcase_add_test(tests, what_was_seen_goes_below_and_the_next_one_is_selected);
    tcase_add_test(tests, a_line_is_a_unit_and_tab_lists_what_is_on_it_one_by_one);
    tcase_add_test(tests, all_that_a_line_says_is_seen_at_once);
    tcase_add_test(tests, what_was_seen_can_be_opened_again);
    tcase_add_test(tests, it_comes_back_when_it_is_worse);
    tcase_add_test(tests, the_selection_stays_on_its_alert_when_others_come);
    tcase_add_test(tests, what_was_seen_is_kept_each_time);
    tcase_add_test(tests, where_it_cannot_be_kept_that_is_said_once_and_it_holds_until_one_leaves);
    tcase_add_test(tests, what_cannot_be_read_is_not_written_over);
    tcase_add_test(tests, a_list_goes_on_from_one_for_the_same_day_window_and_eyes);
    tcase_add_test(tests, a_kept_count_is_shown_without_a_list_while_nothing_is_new);
    tcase_add_test(tests, a_kept_count_is_of_no_use_once_anything_it_was_made_of_is_another);
    tcase_add_loop_test(tests, screens_are_as_kept, 0, 2);
    tcase_add_test(tests, a_storm_of_alerts_is_as_kept_and_scrolls_to_its_end);
    tcase_add_test(tests, every_small_size_is_drawn_whatever_is_pressed);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(int count, char **arguments)
{
    folder = count > 1 ? arguments[1] : ".";

    return suite_run(make_suite());
}

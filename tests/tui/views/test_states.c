/* What a service may look like beside the usual: nothing there yet, stale, suppressed, in the past,
 * tiny, huge, and names of every kind; whole screens as kept, and what must hold in each. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "tests/suite.h"
#include "tests/tui/screen/golden.h"
#include "tests/tui/views/desk.h"
#include "tests/tui/views/fake_reference.h"
#include "tui/screen/utf8.h"
#include "tui/views/names.h"

static const char *folder; /* set once by main(), before any test runs */

#define COUNT_OF(array) ((int)(sizeof(array) / sizeof(array)[0]))
#define LONG_NOTICE     "Invented data: a generated service for whoever wants to try this program"

static const struct state {
    const char *name;
    struct fake_plan plan;
    const char *keys;
} states[] = {
    {"no-data", {.units = fake_county, .notice = ""}, ""},
    {"no-units", {.units = fake_nobody, .notice = ""}, ""},
    {"stale", {.units = fake_county, .posts = 4, .spells = true, .notice = "", .age = 9 * 86400},
        ""},
    {"stale-unit",
        {.units = fake_county, .posts = 4, .spells = true, .notice = "", .age = 9 * 86400},
        "Down Down Enter"},
    {"suppressed", {.units = fake_one_team, .posts = 3, .spells = true, .notice = ""}, ""},
    {"not-live", {.units = fake_county, .posts = 4, .spells = true, .notice = ""}, "[ ["},
    {"one-team", {.units = fake_one_team, .posts = 12, .spells = true, .notice = ""}, ""},
    {"many-teams", {.units = fake_many_teams, .posts = 1, .spells = true, .notice = ""}, "G"},
    {"alert-storm", {.units = fake_many_teams, .posts = 2, .spells = true, .notice = ""}, "a Down"},
    {"long-names", {.units = fake_long_names, .posts = 3, .spells = true, .notice = LONG_NOTICE},
        "Down"},
    {"tongues", {.units = fake_tongues, .posts = 3, .spells = true, .notice = ""}, "Down"},
    {"tongues-team", {.units = fake_tongues, .posts = 3, .spells = true, .notice = ""},
        "Down Down Enter"},
};

static const struct size {
    int width, height;
} sizes[] = {{200, 60}, {120, 36}, {80, 24}, {40, 10}};

static const struct state *state_named(const char *name)
{
    const struct state *state = states;

    while (strcmp(state->name, name) != 0)
        state++;
    return state;
}

static void open_state(struct desk *desk, const struct state *state, const struct glyphs *glyphs)
{
    desk_open_with(desk, &state->plan, glyphs, sizes[0].width, sizes[0].height);
    desk_keys(desk, state->keys);
}

/* --- as kept ---------------------------------------------------------------------------------- */

static void compare_sizes(const struct state *state, bool ascii)
{
    struct desk desk;
    char path[512];

    open_state(&desk, state, glyphs_get(ascii));
    for (int i = 0; i < COUNT_OF(sizes); i++) {
        desk_resize(&desk, sizes[i].width, sizes[i].height);
        snprintf(path, sizeof path, "%s/state-%s-%dx%d%s.txt", folder, state->name, sizes[i].width,
            sizes[i].height, ascii ? "-ascii" : "");

        char *screen = desk_text(&desk);

        golden_text(path, screen);
        free(screen);
    }
    desk_close(&desk);
}

START_TEST(states_are_as_kept_in_utf8)
{
    compare_sizes(&states[_i], false);
}
END_TEST

START_TEST(states_are_as_kept_in_ascii)
{
    compare_sizes(&states[_i], true);
}
END_TEST

/* --- every screen in every state --------------------------------------------------------------- */

/* The usual service and what may be different about it; of other services nothing is published. */
static const struct state seen[] = {
    {"no-data", {.units = fake_county, .notice = ""}, ""},
    {"stale", {.units = fake_county, .posts = 9, .spells = true, .notice = "", .age = 5L * 86400},
        ""},
    {"shared", {.units = fake_county, .posts = 9, .spells = true, .notice = "", .rejected = 3},
        "p"},
    {"not-live", {.units = fake_county, .posts = 9, .spells = true, .notice = "", .age = 720},
        "[ ["},
    {"one-team", {.units = fake_one_team, .posts = 9, .spells = true, .notice = "", .age = 720},
        ""},
    {"many-teams", {.units = fake_many_teams, .posts = 1, .spells = true, .notice = "", .age = 720},
        ""},
    {"long-names", {.units = fake_long_names, .posts = 9, .spells = true, .notice = "", .age = 720},
        ""},
};

static void open_seen(struct desk *desk, const struct state *state, bool ascii)
{
    desk_open_with(desk, &state->plan, glyphs_get(ascii), 120, 36);
    if (state->plan.units == fake_county)
        fake_service(desk->fake)->reference = county_reference;
    desk_keys(desk, state->keys);
}

/* A team's page of the first team, everything else of the whole. */
static void go_to(struct desk *desk, const struct view *view)
{
    const struct unit_tree *units = fake_service(desk->fake)->units;
    unit_index unit = 0;

    while (view == view_find("team") && unit_tree_at(units, unit)->end > unit + 1)
        unit++;
    ck_assert_msg(session_go(desk->session, view->id, unit), "%s", view->id);
}

/* The screens of both desks below each other, one charset each. */
static char *screens_of(struct desk desks[2])
{
    static const struct {
        int desk;
        struct size size;
        const char *charset;
    } drawn[] = {{0, {120, 36}, "UTF-8"}, {0, {80, 24}, "UTF-8"}, {1, {80, 24}, "ASCII"}};
    char *all = calloc(1, 1 << 16);
    size_t used = 0;

    ck_assert_ptr_nonnull(all);
    for (int i = 0; i < COUNT_OF(drawn); i++) {
        struct desk *desk = &desks[drawn[i].desk];
        char *screen;

        desk_resize(desk, drawn[i].size.width, drawn[i].size.height);
        screen = desk_text(desk);
        used += (size_t)snprintf(all + used, (1 << 16) - used, "== %dx%d %s\n%s",
            drawn[i].size.width, drawn[i].size.height, drawn[i].charset, screen);
        free(screen);
    }
    return all;
}

START_TEST(every_screen_is_as_kept_in_every_state)
{
    const struct state *state = &seen[_i];
    struct desk desks[2];
    char path[512];

    for (int i = 0; i < 2; i++)
        open_seen(&desks[i], state, i == 1);
    for (size_t at = 0; view_at(at) != NULL; at++) {
        char *screens;

        if (view_at(at) == view_find("help")) /* the same in all of them */
            continue;
        for (int i = 0; i < 2; i++)
            go_to(&desks[i], view_at(at));
        screens = screens_of(desks);
        snprintf(path, sizeof path, "%s/in-%s-%s.txt", folder, state->name, view_at(at)->id);
        golden_text(path, screens);
        free(screens);
    }
    for (int i = 0; i < 2; i++)
        desk_close(&desks[i]);
}
END_TEST

/* --- colour is never the only sign ------------------------------------------------------------ */

static const struct sign {
    enum style style;
    const char *letters; /* one of them must be there wherever the style is */
} signs[] = {
    {STYLE_GREEN, "G"},
    {STYLE_AMBER, "A"},
    {STYLE_RED, "R"},
};

static bool has_letter(const struct canvas *canvas, int y, const struct sign *sign)
{
    for (int x = 0; x < canvas->width; x++) {
        const struct cell *cell = &canvas->cells[y * canvas->width + x];

        if (cell->style == sign->style && cell->character < 0x80 &&
            strchr(sign->letters, (int)cell->character) != NULL && cell->character != 0)
            return true;
    }
    return false;
}

static bool has_style(const struct canvas *canvas, int y, enum style style)
{
    for (int x = 0; x < canvas->width; x++) {
        const struct cell *cell = &canvas->cells[y * canvas->width + x];

        if (cell->style == style && cell->character != ' ')
            return true;
    }
    return false;
}

/* Rows that are coloured by status; every one must have its letter in that colour. */
static int count_signs(const struct canvas *canvas)
{
    int count = 0;

    for (int y = 0; y < canvas->height; y++)
        for (int i = 0; i < COUNT_OF(signs); i++)
            if (has_style(canvas, y, signs[i].style)) {
                count++;
                ck_assert_msg(has_letter(canvas, y, &signs[i]), "row %d is %s by colour alone", y,
                    signs[i].letters);
            }
    return count;
}

START_TEST(a_status_has_its_letter_wherever_it_has_its_colour)
{
    static const char *const ways[] = {"", "Down Down Enter", "Enter Tab Enter", "?"};
    static const struct size narrow[] = {{200, 60}, {120, 36}, {80, 24}, {40, 10}};
    int found = 0;

    for (int way = 0; way < COUNT_OF(ways); way++) {
        struct desk desk;

        desk_open(&desk, &county_plan, 120, 36);
        desk_keys(&desk, ways[way]);
        for (int i = 0; i < COUNT_OF(narrow); i++) {
            desk_resize(&desk, narrow[i].width, narrow[i].height);
            found += count_signs(&desk.canvas);
        }
        desk_close(&desk);
    }
    ck_assert_int_gt(found, 50);
}
END_TEST

/* --- stale ------------------------------------------------------------------------------------ */

START_TEST(stale_is_said_in_the_header_at_every_width)
{
    struct desk desk;

    open_state(&desk, state_named("stale"), glyphs_get(false));
    for (int width = 200; width >= 40; width--) {
        desk_resize(&desk, width, 30);

        char *screen = desk_text(&desk);

        screen[strcspn(screen, "\n")] = '\0';
        ck_assert_msg(strstr(screen, "STALE") != NULL, "not at %d columns: %s", width, screen);
        free(screen);
    }
    desk_close(&desk);
}
END_TEST

START_TEST(stale_figures_are_grey_and_fresh_ones_are_not)
{
    struct desk desk;

    open_state(&desk, state_named("stale"), glyphs_get(false));
    desk_keys(&desk, "Down");
    ck_assert(has_style(&desk.canvas, 3, STYLE_STALE));
    desk_close(&desk);
    desk_open(&desk, &county_plan, 120, 36);
    for (int y = 0; y < desk.canvas.height; y++)
        ck_assert(!has_style(&desk.canvas, y, STYLE_STALE));
    desk_close(&desk);
}
END_TEST

/* --- the header ------------------------------------------------------------------------------- */

static const char *const notices[] = {"", "invented data", LONG_NOTICE};

START_TEST(where_one_is_has_room_beside_a_notice_of_any_length)
{
    struct fake_plan plan = county_plan;
    struct desk desk;

    plan.notice = notices[_i];
    desk_open(&desk, &plan, 120, 36);
    for (int width = 200; width >= 40; width--) {
        desk_resize(&desk, width, 30);

        char *screen = desk_text(&desk);

        screen[strcspn(screen, "\n")] = '\0';
        ck_assert_msg(strstr(screen, "Overview") != NULL, "at %d columns: %s", width, screen);
        ck_assert_msg(strstr(screen, "2 Mar 2020") != NULL, "at %d columns: %s", width, screen);
        ck_assert_msg(notices[_i][0] == '\0' || strstr(screen, "nvente") != NULL, "%s", screen);
        free(screen);
    }
    desk_close(&desk);
}
END_TEST

/* --- columns ---------------------------------------------------------------------------------- */

START_TEST(what_no_feed_can_ever_speak_of_is_no_column_and_leaves_its_room)
{
    struct desk desk;
    struct service *service;

    desk_open(&desk, &county_plan, 80, 24);
    ck_assert(desk_shows(&desk, "pressure"));
    ck_assert(!desk_shows(&desk, "vac %"));
    service = fake_service(desk.fake);
    for (size_t i = 0; i < service->feed_count; i++)
        if (service->feeds[i].type == FEED_POSTS) {
            service->feeds = &service->feeds[i];
            service->feed_count = 1;
        }
    desk_resize(&desk, 81, 24);
    ck_assert(desk_shows(&desk, "in post / est"));
    ck_assert(desk_shows(&desk, "agy %"));
    ck_assert(!desk_shows(&desk, "open  each"));
    ck_assert(!desk_shows(&desk, "12m %"));
    desk_keys(&desk, "s"); /* nor is anything sorted by it */
    ck_assert(desk_shows(&desk, "\xe2\x96\xbcin post / est"));
    service->feed_count = 0; /* where nothing is configured yet, all are there to be filled */
    desk_resize(&desk, 80, 24);
    ck_assert(desk_shows(&desk, "pressure"));
    desk_close(&desk);
}
END_TEST

/* --- names ------------------------------------------------------------------------------------ */

static int column_after_last(const struct canvas *canvas, int y)
{
    int last = -1;

    for (int x = 0; x < canvas->width; x++)
        if (canvas->cells[y * canvas->width + x].character != ' ')
            last = x;
    return last;
}

/* The first row of a table and the number of its rows. */
#define FIRST 3
#define ROWS  6

START_TEST(names_are_cut_between_their_words)
{
    static const struct {
        const char *name, *fits;
        int columns;
    } cuts[] = {
        {"Together for Families", "Together for Families", 21},
        {"Together for Families", "Together…Families", 17},
        {"Early Help Penwith", "Early… Penwith", 14},
        {"Family Assessment West 1", "Family… West 1", 14},
        {"Psychological", "Psychol…ical", 12},
    };

    for (size_t i = 0; i < sizeof cuts / sizeof cuts[0]; i++) {
        char text[NAME_SIZE];

        ck_assert_str_eq(name_fit(cuts[i].name, cuts[i].columns, false, text), cuts[i].fits);
    }
}
END_TEST

START_TEST(names_of_any_script_leave_figures_in_their_columns)
{
    struct desk desk;

    open_state(&desk, state_named("tongues"), glyphs_get(false));
    for (int i = 0; i < COUNT_OF(sizes); i++) {
        desk_resize(&desk, sizes[i].width, 36);

        int end = column_after_last(&desk.canvas, FIRST);

        for (int y = FIRST + 1; y < FIRST + ROWS; y++)
            ck_assert_int_eq(column_after_last(&desk.canvas, y), end);
    }
    desk_close(&desk);
}
END_TEST

START_TEST(no_line_is_wider_than_the_screen_whatever_the_names)
{
    static const char *const names[] = {"long-names", "tongues", "tongues-team"};
    struct desk desk;

    open_state(&desk, state_named(names[_i]), glyphs_get(false));
    for (int width = 200; width >= 40; width -= 3) {
        desk_resize(&desk, width, 30);

        char *screen = desk_text(&desk), *rest = NULL;

        for (char *line = strtok_r(screen, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
            ck_assert_int_le(text_width(line), width);
        free(screen);
    }
    desk_close(&desk);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("states");
    TCase *tests = tcase_create("states");

    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, states_are_as_kept_in_utf8, 0, COUNT_OF(states));
    tcase_add_loop_test(tests, states_are_as_kept_in_ascii, 0, COUNT_OF(states));
    tcase_add_test(tests, a_status_has_its_letter_wherever_it_has_its_colour);
    tcase_add_test(tests, stale_is_said_in_the_header_at_every_width);
    tcase_add_test(tests, stale_figures_are_grey_and_fresh_ones_are_not);
    tcase_add_loop_test(tests, every_screen_is_as_kept_in_every_state, 0, COUNT_OF(seen));
    tcase_add_test(tests, what_no_feed_can_ever_speak_of_is_no_column_and_leaves_its_room);
    tcase_add_loop_test(
        tests, where_one_is_has_room_beside_a_notice_of_any_length, 0, COUNT_OF(notices));
    tcase_add_test(tests, names_are_cut_between_their_words);
    tcase_add_test(tests, names_of_any_script_leave_figures_in_their_columns);
    tcase_add_loop_test(tests, no_line_is_wider_than_the_screen_whatever_the_names, 0, 3);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(int count, char **arguments)
{
    folder = count > 1 ? arguments[1] : ".";

    return suite_run(make_suite());
}

/* Every list by the mouse, every action by any key. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "tests/suite.h"
#include "tests/tui/views/desk.h"
#include "tests/tui/views/fake_reference.h"
#include "tui/views/help.h"
#include "tui/views/view.h"

static const struct fake_plan lively = {.units = fake_county,
    .posts = 4,
    .spells = true,
    .notice = "invented data",
    .age = 720,
    .rejected = 12};

/* Enough for keys to have something to move. */
static const struct fake_plan small = {
    .units = fake_county, .posts = 1, .spells = true, .notice = "", .age = 720};

static struct desk desk;

/* With published figures, and with an import to tell of. */
static void open_county(int width, int height)
{
    bool marked;

    desk_open(&desk, &lively, width, height);
    fake_service(desk.fake)->reference = county_reference;
    ck_assert_int_eq(session_note(desk.session, desk.snapshot), RESULT_OK);
    ck_assert(fake_import(desk.fake, unit_tree_find(fake_service(desk.fake)->units, "eh-penwith")));
    desk_refresh(&desk);
    ck_assert_int_eq(session_changed(desk.session, desk.snapshot, &marked), RESULT_OK);
    desk_draw(&desk);
}

/* --- the mouse -------------------------------------------------------------------------------- */

#define COLUMN        3 /* inside every list */
#define COLUMN_WITHIN 28

static const struct list {
    const char *name;
    const char *keys;      /* the way there */
    const char *down, *up; /* keys from row to row */
    const char *wheel;     /* keys that the wheel is as good as */
    const char *shut;      /* undoes opening */
    bool lower;            /* the lower one of two lists */
} lists[] = {
    {"overview", "", "Down", "Up", "Down Down Down", "Esc", false},
    {"unit", "Enter", "Down", "Up", "Down Down Down", "Esc", false},
    {"team", ": u n i t Space e h - p e n w i t h Enter", "Down", "Up", "Down Down Down", "Esc",
        false},
    {"compare", "c Tab", "Down", "Up", "Down Down Down", "Esc", false},
    {"alerts", "a Tab", "Down", "Up", "Down Down Down", "Esc", false},
    {"demand", "5", "Down", "Up", "Down Down Down", "Enter", false},
    {"demand-periods", "5 Tab", "Down", "Up", "Down Down Down", "Esc", false},
    {"scorecard", "6", "Down", "Up", "Down Down Down", "Esc", false},
    {"resources-posts", "7", "Down", "Up", "Down Down Down", "Esc", false},
    {"resources-budget", "7 Tab", "Down", "Up", "Down Down Down", "Esc", false},
    {"resources-savings", "7 Tab Tab", "Down", "Up", "Down Down Down", "Esc", false},
    {"resources-risks", "7 Tab Tab Tab", "Down", "Up", "Down Down Down", "Esc", false},
    {"resources-workforce", "7 Tab Tab Tab Tab", "Down", "Up", "Down Down Down", "Esc", false},
    {"what-if-levers", "w", "Down", "Up", "Down Down Down", "Esc", false},
    {"what-if-units", "w", "Tab", "Shift-Tab", "Down Down Down", "Esc", true},
    {"feeds", "9", "Down", "Up", "Down Down Down", "Esc", false},
    {"feed", "9 Enter", "Down", "Up", "Down Down Down", "Esc", false},
    {"changes", "d", "Down", "Up", "Down Down Down", "Esc", false},
};
#define LISTS ((int)(sizeof lists / sizeof lists[0]))

static const struct size {
    int width, height;
} sizes[] = {{120, 36}, {80, 24}};
#define SIZES ((int)(sizeof sizes / sizeof sizes[0]))

static void repeat_keys(const char *keys, int times)
{
    while (times-- > 0)
        desk_keys(&desk, keys);
}

static void point(enum mouse_what what, int x, int y)
{
    const struct mouse_event event = {what, x, y};

    session_mouse(desk.session, &event);
    desk_draw(&desk);
}

/* A row is selected where it says what it is about: in most lists at the left, in the alerts further in. */
static bool is_selected(int y)
{
    const struct cell *row = &desk.canvas.cells[y * desk.canvas.width];

    return row[COLUMN].selected || row[COLUMN_WITHIN].selected;
}

/* The line that is selected, the last one where `lower`; −1: none. */
static int selected_line(const struct list *list)
{
    int found = -1;

    for (int y = 1; y < desk.canvas.height - 1 && (found < 0 || list->lower); y++)
        if (is_selected(y))
            found = y;
    return found;
}

/* The screen, and on which lines something is selected; free it. */
static char *seen(void)
{
    char *text = desk_text(&desk);
    size_t length = strlen(text), lines = (size_t)desk.canvas.height;
    char *all = realloc(text, length + lines + 1);

    ck_assert_ptr_nonnull(all);
    for (size_t y = 0; y < lines; y++)
        all[length + y] = is_selected((int)y) ? 'x' : '.';
    all[length + lines] = '\0';
    return all;
}

static void is_seen(const char *expected, const struct list *list, const char *what)
{
    char *now = seen();

    ck_assert_msg(strcmp(expected, now) == 0, "%s at %d columns: %s leads elsewhere", list->name,
        desk.canvas.width, what);
    free(now);
}

/* What the keys show further down, a click shows as well, and so does a double click what opening
 * shows. */
static void point_at_row(const struct list *list, int further)
{
    repeat_keys(list->down, further);

    int line = selected_line(list);
    char *there = seen();

    ck_assert_int_ge(line, 0);
    repeat_keys(list->up, further);
    ck_assert_msg(selected_line(list) != line, "%s: no key moves anything", list->name);
    point(MOUSE_CLICK, COLUMN, line);
    is_seen(there, list, "a click");
    desk_keys(&desk, "Enter");

    char *opened = seen();

    if (strcmp(opened, there) != 0) /* else there is nothing to open here */
        desk_keys(&desk, list->shut);
    repeat_keys(list->up, further);
    point(MOUSE_DOUBLE, COLUMN, line);
    is_seen(opened, list, "a double click");
    free(there);
    free(opened);
}

static void in_list(const struct list *list, void (*try)(const struct list *list))
{
    for (int i = 0; i < SIZES; i++) {
        open_county(sizes[i].width, sizes[i].height);
        desk_keys(&desk, "m");
        desk_keys(&desk, list->keys);
        try(list);
        desk_close(&desk);
    }
}

static void turn_wheel(const struct list *list)
{
    char *before;

    desk_keys(&desk, "g");
    before = seen();
    desk_keys(&desk, list->wheel);

    char *after = seen();

    ck_assert_msg(strcmp(before, after) != 0, "%s: no key moves anything", list->name);
    desk_keys(&desk, "g");
    repeat_keys("Up", 3);
    is_seen(before, list, "going back");
    point(MOUSE_WHEEL_DOWN, COLUMN, 5);
    is_seen(after, list, "the wheel");
    free(before);
    free(after);
}

static void use_mouse(const struct list *list)
{
    turn_wheel(list);
    desk_keys(&desk, "g");
    point_at_row(list, 1);
}

START_TEST(in_every_list_a_click_selects_a_double_click_opens_and_the_wheel_scrolls)
{
    in_list(&lists[_i], use_mouse);
}
END_TEST

START_TEST(the_wheel_scrolls_the_help)
{
    static const struct list help = {.name = "help", .keys = "?", .wheel = "Down Down Down"};

    in_list(&help, turn_wheel);
}
END_TEST

START_TEST(a_click_on_the_list_takes_the_keys_from_a_panel)
{
    open_county(120, 36);
    desk_keys(&desk, "m Enter");

    int line = desk_selected_row(&desk);

    desk_keys(&desk, "Tab");
    ck_assert_int_ne(desk_selected_row(&desk), line);
    point(MOUSE_CLICK, 3, line + 1);
    ck_assert_int_eq(desk_selected_row(&desk), line + 1);
    desk_close(&desk);
}
END_TEST

/* --- keys of one's own ------------------------------------------------------------------------ */

#define OWN_KEY      0x00e9 /* é: nothing is bound to it */
#define OWN_KEY_NAME "é"

/* Where an action has something to do. */
static const char *way_to(enum action action)
{
    static const struct {
        enum action action;
        const char *keys;
    } ways[] = {
        {ACTION_UP, "Down Down"},
        {ACTION_LEFT, "Enter"},
        {ACTION_BACK, "Enter"},
        {ACTION_FIRST, "Down Down"},
        {ACTION_PAGE_UP, "G"},
        {ACTION_SORT_REVERSE, "s Down"},
        {ACTION_FIND_NEXT, "/ W e s t Enter"},
        {ACTION_FIND_PREVIOUS, "/ W e s t Enter"},
        {ACTION_DAY_FORTH, "{"},
        {ACTION_WEEK_FORTH, "{"},
        {ACTION_MONTH_FORTH, "{"},
        {ACTION_LAST_IMPORT, "{"},
        {ACTION_LIVE, "{"},
        {ACTION_JUMP_BACK, "Enter Esc"},
        {ACTION_OVERVIEW, "Enter"},
        {ACTION_MORE, "w"},
        {ACTION_LESS, "w"},
    };

    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
        if (ways[i].action == action)
            return ways[i].keys;
    return "";
}

static void own_key_for(enum action action)
{
    ck_assert(bindings_set(&desk.bindings, action_at(action)->id, OWN_KEY_NAME, true));
}

/* What is shown after the key just pressed, with the usual keys in force. */
static char *shown_now(void)
{
    bindings_init(&desk.bindings);
    desk_draw(&desk);
    return desk_text(&desk);
}

static void open_at(enum action action)
{
    desk_open(&desk, &small, 80, 24);
    desk_keys(&desk, way_to(action));
}

START_TEST(every_action_can_be_given_another_key)
{
    enum action action = (enum action)_i;
    const struct action_info *info = action_at(action);

    open_at(action);
    desk_key(&desk, info->keys[0]);

    unsigned wishes = desk.wishes;
    char *expected = shown_now();

    ck_assert_msg(wishes != WISH_NOTHING, "%s does nothing here", info->id);
    desk_close(&desk);
    open_at(action);
    own_key_for(action);
    desk_key(&desk, info->keys[0]);
    ck_assert_msg(desk.wishes == WISH_NOTHING, "%s keeps its key", info->id);
    desk_key(&desk, OWN_KEY);
    ck_assert_uint_eq(desk.wishes, wishes);

    char *own = shown_now();

    ck_assert_str_eq(own, expected);
    desk_close(&desk);
    free(expected);
    free(own);
}
END_TEST

static bool help_tells(enum action action)
{
    const struct help help = {glyphs_get(false), &desk.bindings, &overview_view, 118};
    struct help_line line;

    for (int i = 0; help_line_at(&help, i, &line); i++)
        if (strcmp(line.key, OWN_KEY_NAME) == 0 &&
            strncmp(line.text, action_at(action)->help, strlen(line.text)) == 0)
            return true;
    return false;
}

START_TEST(the_help_shows_the_keys_in_force)
{
    desk_open(&desk, &small, 120, 36);
    for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
        bindings_init(&desk.bindings);
        own_key_for((enum action)i);
        ck_assert_msg(help_tells((enum action)i), "the help keeps quiet about %s",
            action_at((enum action)i)->id);
    }
    desk_close(&desk);
}
END_TEST

static bool help_has(const char *words)
{
    const struct help help = {glyphs_get(false), &desk.bindings, &overview_view, 250};
    struct help_line line;

    for (int i = 0; help_line_at(&help, i, &line); i++)
        if (strstr(line.text, words) != NULL)
            return true;
    return false;
}

START_TEST(what_the_help_says_of_screens_names_the_keys_in_force)
{
    desk_open(&desk, &small, 120, 36);
    ck_assert(help_has("Tab goes from one to the next"));
    ck_assert(!help_has("{"));
    own_key_for(ACTION_NEXT_PANEL);
    ck_assert(help_has(OWN_KEY_NAME " goes from one to the next"));
    ck_assert(!help_has("Tab"));
    desk_close(&desk);
}
END_TEST

static char *footer(void)
{
    char *screen = desk_text(&desk);
    char *last = strrchr(screen, '\n') != NULL ? screen : NULL;

    ck_assert_ptr_nonnull(last);
    screen[strlen(screen) - 1] = '\0'; /* the last line ends, too */
    last = strdup(strrchr(screen, '\n') + 1);
    free(screen);
    return last;
}

START_TEST(keys_with_nothing_to_act_on_are_not_in_the_footer)
{
    static const struct fake_plan nobody = {.units = fake_nobody, .notice = ""};
    static const char *const bare[] = {"", "a", "d", "6", "7", "7 Tab Tab Tab"};

    for (size_t i = 0; i < sizeof bare / sizeof bare[0]; i++) {
        desk_open(&desk, &nobody, 120, 36);
        desk_keys(&desk, bare[i]);
        ck_assert_msg(!desk_shows(&desk, "↓ move") && !desk_shows(&desk, "↵ open"),
            "after \"%s\" the footer offers what is not there", bare[i]);
        desk_close(&desk);
    }
    open_county(120, 36);
    desk_keys(&desk, "7");
    ck_assert(desk_shows(&desk, "↵ open"));
    desk_keys(&desk, "Tab"); /* the budget has nothing behind its rows */
    ck_assert(desk_shows(&desk, "↑ ↓ move"));
    ck_assert(!desk_shows(&desk, "↵ open"));
    desk_close(&desk);
}
END_TEST

/* Where the three panels stand side by side there is no way from one to the next to be shown. */
static bool is_hinted(const struct view *view, enum action action)
{
    return view != &overview_view || action != ACTION_NEXT_PANEL;
}

START_TEST(every_footer_shows_the_keys_in_force)
{
    open_county(250, 60);
    desk_keys(&desk, "[ Down");
    for (size_t i = 0; view_at(i) != NULL; i++) {
        const struct view *view = view_at(i);
        unit_index unit = unit_tree_find(
            fake_service(desk.fake)->units, view == &team_view ? "eh-penwith" : "west");

        ck_assert(session_go(desk.session, view->id, unit));
        for (const enum action *hint = view->hints; *hint != ACTION_NONE; hint++) {
            bindings_init(&desk.bindings);
            own_key_for(*hint);
            desk_draw(&desk);

            char *line = footer();

            ck_assert_msg(!is_hinted(view, *hint) || strstr(line, OWN_KEY_NAME) != NULL,
                "%s hides the key of %s: %s", view->id, action_at(*hint)->id, line);
            free(line);
        }
    }
    desk_close(&desk);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("reach");
    TCase *tests = tcase_create("reach");

    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(
        tests, in_every_list_a_click_selects_a_double_click_opens_and_the_wheel_scrolls, 0, LISTS);
    tcase_add_test(tests, the_wheel_scrolls_the_help);
    tcase_add_test(tests, a_click_on_the_list_takes_the_keys_from_a_panel);
    tcase_add_loop_test(
        tests, every_action_can_be_given_another_key, ACTION_NONE + 1, ACTION_COUNT);
    tcase_add_test(tests, the_help_shows_the_keys_in_force);
    tcase_add_test(tests, what_the_help_says_of_screens_names_the_keys_in_force);
    tcase_add_test(tests, every_footer_shows_the_keys_in_force);
    tcase_add_test(tests, keys_with_nothing_to_act_on_are_not_in_the_footer);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    return suite_run(make_suite());
}

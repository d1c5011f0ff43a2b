/* What people curse in other terminal programs, each held to be otherwise here: in the order of the
 * table in tests/README.md, which names the tests for the rows that other files hold. */
#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/suite.h"
#include "tests/tui/commands/stage.h"

#define QUIET  300
#define ESCAPE "\033"

static long long milliseconds(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (long long)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void type_and_settle(struct pty *pty, const char *keys)
{
    pty_type(pty, keys);
    pty_settle(pty, QUIET);
}

static void leave(struct pty *pty)
{
    pty_type(pty, "Q");
    must_end(pty, 0);
    pty_destroy(pty);
}

/* --- stale data looks live -------------------------------------------------------------------- */

START_TEST(after_a_refused_file_the_last_good_values_stay_with_the_reason)
{
    struct pty *pty = stage_open(NULL);
    char *before = pty_text(pty);
    char *figures = strstr(before, "Penwith");

    ck_assert_ptr_nonnull(figures);
    figures[strcspn(figures, "\n")] = '\0';
    stage_shell("echo 'a,b' > .bad && mv .bad inbox/cases-bad.csv");
    must_show(pty, "cases-bad.csv");
    must_show(pty, figures);
    free(before);
    leave(pty);
}
END_TEST

/* --- flicker, too many bytes ------------------------------------------------------------------ */

START_TEST(moving_neither_clears_nor_paints_anew)
{
    static const char *const clears[] = {"\033[2J", "\033[J", "\033[3J", "\033c", "\033[?1049h"};
    struct pty *pty = stage_open(NULL);
    size_t before = pty_bytes(pty);

    for (int i = 0; i < 8; i++)
        type_and_settle(pty, i < 4 ? "j" : "k");
    for (size_t i = 0; i < sizeof clears / sizeof clears[0]; i++)
        ck_assert_msg(!pty_sent(pty, clears[i], before), "it sent clear number %zu", i);
    ck_assert_uint_gt(pty_bytes(pty), before);
    leave(pty);
}
END_TEST

START_TEST(keys_are_never_throttled)
{
    struct pty *pty = stage_open(NULL);
    long long least = PATIENCE;

    for (int i = 0; i < 5; i++) {
        long long from = milliseconds();

        pty_type(pty, "?");
        must_show(pty, "Help");
        if (milliseconds() - from < least)
            least = milliseconds() - from;
        type_and_settle(pty, "q");
    }
    ck_assert_msg(least < 200, "a key took %lld ms", least);
    leave(pty);
}
END_TEST

/* --- it spins after the connection drops ------------------------------------------------------ */

START_TEST(a_dropped_connection_ends_it_even_where_hangups_are_ignored)
{
    char command[8192];
    const char *argv[] = {"/bin/sh", "-c", command, NULL};
    struct pty *pty;
    int status;

    snprintf(command, sizeof command, "trap '' HUP; exec %s --config %s", TEAMTOP, stage_folder());
    pty = pty_start(argv, stage_settings, 120, 36);
    ck_assert_ptr_nonnull(pty);
    must_show(pty, "Penwith");
    pty_signal(pty, SIGHUP); /* whoever asks for it to end is heard all the same */
    pty_hang_up(pty);
    ck_assert_msg(pty_wait_exit(pty, PATIENCE, &status), "it goes on");
    pty_destroy(pty);
}
END_TEST

/* --- small or resized terminals --------------------------------------------------------------- */

START_TEST(a_storm_of_sizes_leaves_it_whole_and_it_still_ends)
{
    static const int sides[] = {1, 500, 2, 40, 80, 3, 120, 39, 200};
    struct pty *pty = stage_open(NULL);
    int count = (int)(sizeof sides / sizeof sides[0]);

    for (int i = 0; i < 3 * count; i++) {
        int height = sides[(i * 2 + 1) % count];

        pty_resize(pty, sides[i % count], height > 200 ? 200 : height);
        pty_type(pty, i % 3 == 0 ? "j" : "\t");
        pty_settle(pty, 10);
    }
    pty_resize(pty, 1, 1);
    pty_settle(pty, QUIET);
    pty_resize(pty, 120, 36);
    must_show(pty, "Penwith");
    pty_resize(pty, 20, 5);
    pty_settle(pty, QUIET);
    pty_type(pty, "q");
    must_end(pty, 0);
    pty_destroy(pty);
}
END_TEST

START_TEST(too_small_a_terminal_is_told_what_it_has_and_what_it_needs)
{
    struct pty *pty = stage_open(NULL);

    pty_resize(pty, 38, 8);
    must_show(pty, "teamtop needs 40x10, this is 38x8");
    leave(pty);
}
END_TEST

/* --- unreadable colours, invisible selection -------------------------------------------------- */

/* Terminals of which systems know nothing without more packages. */
static void make_terminals(void)
{
    stage_shell("{ echo 'tt-sixteen|test,'; echo ' colors#16, pairs#256, use=xterm-256color,'; "
                "echo 'tt-direct|test,'; echo ' RGB, colors#0x1000000, pairs#0x7FFF,'; "
                "printf '%%s\\n' ' setab=\\E[%%?%%p1%%{8}%%<%%t4%%p1%%d%%e48;2;"
                "%%p1%%{65536}%%/%%d;%%p1%%{256}%%/%%{255}%%&%%d;%%p1%%{255}%%&%%d%%;m,' "
                "' setaf=\\E[%%?%%p1%%{8}%%<%%t3%%p1%%d%%e38;2;"
                "%%p1%%{65536}%%/%%d;%%p1%%{256}%%/%%{255}%%&%%d;%%p1%%{255}%%&%%d%%;m,' "
                "' use=xterm-256color,'; } > types && tic -x -o terminfo types");
}

static const struct grounds {
    const char *term, *theme;
    int front, back;
} grounds[] = {
    {"xterm-256color", "default", -1, -1},
    {"xterm", "default", -1, -1},
    {"xterm-256color", "dark", 252, 234},
    {"tt-sixteen", "dark", 15, 0},
    {"xterm", "dark", 7, 0},
    {"tt-direct", "dark", PTY_DIRECT + 0xd0d0d0, PTY_DIRECT + 0x1c1c1c},
    {"xterm-256color", "light", 235, 231},
    {"tt-sixteen", "light", 0, 15},
    {"xterm", "light", 0, 7},
    {"tt-direct", "light", PTY_DIRECT + 0x262626, PTY_DIRECT + 0xffffff},
};

static int column_of(const struct pty *pty, int y, const char *letter)
{
    for (int x = 0; x < 120; x++)
        if (strcmp(pty_cell_at(pty, x, y).text, letter) == 0)
            return x;
    return -1;
}

START_TEST(every_theme_has_its_grounds_and_a_selection_in_reverse)
{
    const struct grounds *wanted = &grounds[_i];
    char term[64], terminfo[4096];
    int x, y;

    make_terminals();
    snprintf(term, sizeof term, "TERM=%s", wanted->term);
    /* No empty entry for the usual places: ncurses 6.4 loses a copy of one when it looks anew. */
    snprintf(terminfo, sizeof terminfo, "TERMINFO_DIRS=%s/terminfo", stage_folder());

    const char *settings[] = {term, terminfo, "LC_ALL=C.UTF-8", "NO_COLOR", NULL};
    struct pty *pty =
        stage_open_with(settings, (const char *const[]){"--theme", wanted->theme, NULL});

    ck_assert(pty_cursor(pty, &x, &y));

    int at = column_of(pty, y, "e");

    ck_assert_int_ge(at, 0);
    ck_assert(pty_cell_at(pty, at, y).reverse);
    type_and_settle(pty, "j");

    struct pty_cell before = pty_cell_at(pty, at, y);

    ck_assert(!before.reverse);
    ck_assert_int_eq(before.front, wanted->front);
    ck_assert_int_eq(before.back, wanted->back);
    ck_assert_int_eq(pty_cell_at(pty, 119, 20).back, wanted->back); /* where nothing stands too */
    leave(pty);
}
END_TEST

START_TEST(the_theme_changes_while_it_runs)
{
    struct pty *pty =
        stage_open_with(stage_settings, (const char *const[]){"--theme", "dark", NULL});
    size_t bytes = pty_bytes(pty);

    type_and_settle(pty, ":theme light\r");
    ck_assert_uint_gt(pty_bytes(pty), bytes);
    ck_assert_int_eq(pty_cell_at(pty, 119, 20).back, 231);
    type_and_settle(pty, ":theme default\r");
    ck_assert_int_eq(pty_cell_at(pty, 119, 20).back, -1);
    type_and_settle(pty, ":theme drak\r");
    must_show(pty, "dark");
    ck_assert_int_eq(pty_cell_at(pty, 119, 20).back, -1);
    leave(pty);
}
END_TEST

/* --- no way to switch colour off -------------------------------------------------------------- */

static const struct colourless {
    const char *setting;
    const char *options[3];
} colourless[] = {
    {"NO_COLOR=1", {NULL}},
    {"NO_COLOR=1", {"--theme", "dark"}},
    {"NO_COLOR", {"--colour", "never"}},
    {"NO_COLOR", {"--no-colour"}},
    {"NO_COLOR", {"--theme", "mono"}},
};

START_TEST(colour_is_off_where_it_is_unwanted)
{
    const char *settings[] = {
        "TERM=xterm-256color", "LC_ALL=C.UTF-8", colourless[_i].setting, NULL};
    struct pty *pty = stage_open_with(settings, colourless[_i].options);

    type_and_settle(pty, "jj\r?");
    ck_assert(!pty_sent_colour(pty));
    leave(pty);
}
END_TEST

START_TEST(colour_is_there_where_it_is_not_unwanted)
{
    struct pty *pty = stage_open(NULL);

    ck_assert(pty_sent_colour(pty)); /* what the test before looks for is found */
    leave(pty);
}
END_TEST

/* --- a screen reader can't find the focus ----------------------------------------------------- */

START_TEST(the_cursor_stands_visible_on_the_selected_row)
{
    struct pty *pty = stage_open(NULL);
    int x, y, below;

    ck_assert(pty_cursor(pty, &x, &y));
    ck_assert(pty_cell_at(pty, x, y).reverse);
    type_and_settle(pty, "j");
    ck_assert(pty_cursor(pty, &x, &below));
    ck_assert_int_eq(below, y + 1);
    ck_assert(pty_cell_at(pty, x, below).reverse);
    leave(pty);
}
END_TEST

/* --- glyphs missing or two columns wide ------------------------------------------------------- */

static void must_be_ascii(const struct pty *pty)
{
    char *screen = pty_text(pty);

    for (const char *at = screen; *at != '\0'; at++)
        ck_assert_msg((unsigned char)*at < 0x80, "beyond ASCII at: %.20s", at);
    free(screen);
}

START_TEST(where_the_locale_is_not_utf8_or_on_request_all_is_ascii)
{
    static const char *const c_locale[] = {"TERM=xterm-256color", "LC_ALL=C", NULL};
    struct pty *pty =
        _i == 0 ? stage_open("--ascii") : stage_open_with(c_locale, (const char *const[]){NULL});

    must_be_ascii(pty);
    type_and_settle(pty, "\r");
    must_be_ascii(pty);
    type_and_settle(pty, "\t\r");
    must_be_ascii(pty);
    leave(pty);
}
END_TEST

/* The last column of the row on which this text stands. */
static int end_of_row(const struct pty *pty, const char *text)
{
    for (int y = 3; y < 12; y++) {
        int last = -1;

        for (int x = 0; x < 120; x++) {
            struct pty_cell cell = pty_cell_at(pty, x, y);

            last = cell.text[0] != '\0' && cell.text[0] != ' ' ? x : last;
        }
        for (int x = 0; x < 40; x++)
            if (strcmp(pty_cell_at(pty, x, y).text, text) == 0)
                return last;
    }
    return -1;
}

START_TEST(wide_and_combined_names_leave_every_figure_in_its_column)
{
    struct pty *pty;

    stage_shell(
        "sed 's/name: East/name: \xe5\x85\x90 T\xc5\xb7 Re\xcc\x81/' organisation.yaml > .o && "
        "mv .o organisation.yaml");
    pty = stage_open(NULL);
    ck_assert_int_gt(end_of_row(pty, "W"), 100); /* West */
    ck_assert_int_eq(end_of_row(pty, "\xe5\x85\x90"), end_of_row(pty, "W"));
    ck_assert_int_eq(end_of_row(pty, "\xc3\xa9"), end_of_row(pty, "W"));
    leave(pty);
}
END_TEST

/* --- not scriptable --------------------------------------------------------------------------- */

START_TEST(into_a_pipe_goes_plain_text)
{
    char *text = stage_output(TEAMTOP " --config . --colour always | cat");

    ck_assert_ptr_nonnull(strstr(text, "Penwith"));
    ck_assert_ptr_null(strchr(text, *ESCAPE));
    free(text);
}
END_TEST

/* --- opaque configuration errors -------------------------------------------------------------- */

START_TEST(a_faulty_configuration_is_named_by_file_line_and_column)
{
    stage_shell("mkdir bad && cp *.yaml bad && sed 's/level: locality/level: localty/' "
                "organisation.yaml > bad/organisation.yaml");

    char *said = stage_output(TEAMTOP " --config bad --once 2>&1; test $? = 2");

    ck_assert_ptr_nonnull(strstr(said, "organisation.yaml:"));
    ck_assert_ptr_nonnull(strstr(said, "did you mean \"locality\"?"));
    free(said);
}
END_TEST

START_TEST(no_file_of_the_configuration_is_ever_written)
{
    stage_shell("cksum *.yaml > before && chmod a-w *.yaml");

    struct pty *pty = stage_open(NULL);

    type_and_settle(pty, "jstf\033\033:");
    type_and_settle(pty, "\033\033?");
    leave(pty);
    stage_shell("cksum *.yaml | cmp - before");
}
END_TEST

/* --- lost in the views ------------------------------------------------------------------------ */

START_TEST(the_way_here_the_way_back_and_the_keys_are_on_every_screen)
{
    struct pty *pty = stage_open(NULL);

    must_show(pty, "? help");
    must_show(pty, "q quit");
    type_and_settle(pty, "j\r");
    must_show(pty, "\xe2\x80\xba"); /* a crumb before where one is */
    must_show(pty, "q back");
    type_and_settle(pty, ESCAPE);
    must_show(pty, "Overview");
    must_show(pty, "q quit");
    type_and_settle(pty, "-");
    must_not_show(pty, "Overview");
    type_and_settle(pty, "?");
    must_show(pty, "Help");
    type_and_settle(pty, ESCAPE ESCAPE);
    must_show(pty, "Overview");
    leave(pty);
}
END_TEST

/* --- I want to see the past ------------------------------------------------------------------- */

START_TEST(the_past_is_a_key_away_and_says_so)
{
    struct pty *pty = stage_open(NULL);

    must_not_show(pty, "NOT LIVE");
    type_and_settle(pty, "[");
    must_show(pty, "NOT LIVE");
    must_show(pty, "29 Feb 2024");
    type_and_settle(pty, "0");
    must_not_show(pty, "NOT LIVE");
    must_show(pty, "1 Mar 2024");
    leave(pty);
}
END_TEST

/* --- Esc takes a second ----------------------------------------------------------------------- */

START_TEST(escape_is_not_waited_for)
{
    struct pty *pty = stage_open(NULL);
    long long least = PATIENCE;

    for (int i = 0; i < 5; i++) {
        long long from;

        pty_type(pty, "?");
        must_show(pty, "Help");
        pty_settle(pty, QUIET);
        from = milliseconds();
        pty_type(pty, ESCAPE);
        must_show(pty, "Overview");
        if (milliseconds() - from < least)
            least = milliseconds() - from;
    }
    ck_assert_msg(least < 200, "Esc took %lld ms", least); /* a busy machine, sanitizers */
    leave(pty);
}
END_TEST

/* --- the mouse takes my copy and paste -------------------------------------------------------- */

START_TEST(the_mouse_is_off_until_asked_for)
{
    static const char *const modes[] = {"?9h", "1000h", "1002h", "1003h", "1006h"};
    struct pty *pty = stage_open(NULL);

    type_and_settle(pty, "jj\r\tq?q");
    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++)
        ck_assert_msg(!pty_sent(pty, modes[i], 0), "it took the mouse by mode %zu", i);
    type_and_settle(pty, "m");
    ck_assert(pty_sent(pty, "1000h", 0)); /* asked for, it comes */
    leave(pty);
}
END_TEST

/* --- the terminal is left broken -------------------------------------------------------------- */

START_TEST(keys_that_leave_put_the_terminal_back)
{
    static const char *const ways[] = {"q", "Q", "\003"};
    struct pty *pty = stage_open(NULL);
    struct termios modes;
    int status, x, y;

    pty_type(pty, ways[_i]);
    ck_assert(pty_wait_exit(pty, PATIENCE, &status));
    ck_assert(!pty_alternate(pty));
    ck_assert(pty_cursor(pty, &x, &y));
    ck_assert(pty_modes(pty, &modes));
    ck_assert((modes.c_lflag & ICANON) != 0 && (modes.c_lflag & ECHO) != 0);
    pty_destroy(pty);
}
END_TEST

static void add_tests(TCase *tests)
{
    tcase_add_test(tests, after_a_refused_file_the_last_good_values_stay_with_the_reason);
    tcase_add_test(tests, moving_neither_clears_nor_paints_anew);
    tcase_add_test(tests, keys_are_never_throttled);
    tcase_add_test(tests, a_dropped_connection_ends_it_even_where_hangups_are_ignored);
    tcase_add_test(tests, a_storm_of_sizes_leaves_it_whole_and_it_still_ends);
    tcase_add_test(tests, too_small_a_terminal_is_told_what_it_has_and_what_it_needs);
    tcase_add_loop_test(tests, every_theme_has_its_grounds_and_a_selection_in_reverse, 0,
        (int)(sizeof grounds / sizeof grounds[0]));
    tcase_add_test(tests, the_theme_changes_while_it_runs);
    tcase_add_loop_test(tests, colour_is_off_where_it_is_unwanted, 0,
        (int)(sizeof colourless / sizeof colourless[0]));
    tcase_add_test(tests, colour_is_there_where_it_is_not_unwanted);
    tcase_add_test(tests, the_cursor_stands_visible_on_the_selected_row);
    tcase_add_loop_test(tests, where_the_locale_is_not_utf8_or_on_request_all_is_ascii, 0, 2);
    tcase_add_test(tests, wide_and_combined_names_leave_every_figure_in_its_column);
    tcase_add_test(tests, into_a_pipe_goes_plain_text);
    tcase_add_test(tests, a_faulty_configuration_is_named_by_file_line_and_column);
    tcase_add_test(tests, no_file_of_the_configuration_is_ever_written);
    tcase_add_test(tests, the_way_here_the_way_back_and_the_keys_are_on_every_screen);
    tcase_add_test(tests, the_past_is_a_key_away_and_says_so);
    tcase_add_test(tests, escape_is_not_waited_for);
    tcase_add_test(tests, the_mouse_is_off_until_asked_for);
    tcase_add_loop_test(tests, keys_that_leave_put_the_terminal_back, 0, 3);
}

int main(void)
{
    Suite *suite = suite_create("curses");
    TCase *tests = tcase_create("what people curse");

    tcase_add_checked_fixture(tests, stage_set_up, stage_tear_down);
    tcase_set_timeout(tests, 120);
    add_tests(tests);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}

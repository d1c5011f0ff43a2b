#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "tests/suite.h"
#include "tests/tui/screen/pty.h"

#define WIDTH   60
#define HEIGHT  12
#define PATIENT 10000 /* milliseconds: the machine may be busy */
#define QUIET   80

/* Not the sanitizer's handlers: whether the terminal is restored before the signal ends the
 * program. */
#define PLAIN_CRASHES "ASAN_OPTIONS=handle_segv=0:handle_abort=0:detect_leaks=0"

static struct pty *start_with(const char *term, const char *locale, const char *argument)
{
    char type[64];
    char language[64];
    const char *argv[] = {SAMPLE, argument, NULL};
    const char *settings[] = {type, language, PLAIN_CRASHES, "NO_COLOR", NULL};

    snprintf(type, sizeof type, "TERM=%s", term);
    snprintf(language, sizeof language, "LC_ALL=%s", locale);

    struct pty *pty = pty_start(argv, settings, WIDTH, HEIGHT);

    ck_assert_ptr_nonnull(pty);
    return pty;
}

static struct pty *start(const char *term)
{
    struct pty *pty = start_with(term, "C.UTF-8", NULL);

    ck_assert(pty_wait_text(pty, "size 60x12", PATIENT));
    ck_assert(pty_wait_text(pty, "7 last", PATIENT));
    pty_settle(pty, QUIET);
    return pty;
}

static void assert_exit(struct pty *pty, int code)
{
    int status;

    ck_assert(pty_wait_exit(pty, PATIENT, &status));
    ck_assert_msg(WIFEXITED(status), "ended by signal %d", WTERMSIG(status));
    ck_assert_int_eq(WEXITSTATUS(status), code);
}

static void assert_restored(const struct pty *pty)
{
    struct termios modes;
    int x, y;

    ck_assert(!pty_alternate(pty));
    ck_assert(pty_cursor(pty, &x, &y));
    ck_assert(pty_modes(pty, &modes));
    ck_assert((modes.c_lflag & ICANON) != 0);
    ck_assert((modes.c_lflag & ECHO) != 0);
    ck_assert((modes.c_iflag & ICRNL) != 0);
}

static void type_and_wait(struct pty *pty, const char *bytes, const char *text)
{
    pty_type(pty, bytes);
    ck_assert_msg(pty_wait_text(pty, text, PATIENT), "waiting for \"%s\"", text);
    pty_settle(pty, QUIET);
}

/* --- what is shown ---------------------------------------------------------------------------- */

START_TEST(cells_are_where_the_canvas_has_them)
{
    struct pty *pty = start("xterm-256color");

    ck_assert(pty_alternate(pty));
    ck_assert_str_eq(pty_cell_at(pty, 2, 1).text, "P");
    ck_assert_str_eq(pty_cell_at(pty, 2, 3).text, "漢");
    ck_assert_int_eq(pty_cell_at(pty, 2, 3).width, 2);
    ck_assert_str_eq(pty_cell_at(pty, 7, 3).text, "w");
    ck_assert_str_eq(pty_cell_at(pty, 2, 4).text, "e\xcc\x81");
    ck_assert_str_eq(pty_cell_at(pty, 3, 4).text, "t");
    ck_assert_str_eq(pty_cell_at(pty, WIDTH - 1, HEIGHT - 1).text, "#");
    ck_assert_str_eq(pty_cell_at(pty, 0, 0).text, "s"); /* did not scroll */
    pty_destroy(pty);
}
END_TEST

START_TEST(selection_is_reversed_and_has_the_cursor)
{
    struct pty *pty = start("xterm-256color");
    int x, y;

    ck_assert(pty_cell_at(pty, 3, 1).reverse);
    ck_assert(!pty_cell_at(pty, 3, 2).reverse);
    type_and_wait(pty, "\033OB", "key Down");
    ck_assert(!pty_cell_at(pty, 3, 1).reverse);
    ck_assert(pty_cell_at(pty, 3, 2).reverse);
    ck_assert(pty_cursor(pty, &x, &y));
    ck_assert_int_eq(x, 0);
    ck_assert_int_eq(y, 2);
    pty_destroy(pty);
}
END_TEST

START_TEST(the_mouse_is_reported_only_while_it_is_wanted_and_given_back_at_the_end)
{
    struct pty *pty = start("xterm-256color");

    ck_assert(!pty_sent(pty, "\033[?1006;1000h", 0));
    type_and_wait(pty, "M", "key M");
    ck_assert(pty_sent(pty, "\033[?1006;1000h", 0));
    type_and_wait(pty, "\033[<0;6;4M\033[<0;6;4m", "key click 5,3");
    type_and_wait(pty, "\033[<64;6;4M", "key wheel-up 5,3");
    type_and_wait(pty, "\033[<65;7;5M", "key wheel-down 6,4");
    type_and_wait(pty, "m", "key m");
    ck_assert(pty_sent(pty, "\033[?1006;1000l", 0));
    type_and_wait(pty, "x", "key x");
    pty_type(pty, "Mq");
    assert_exit(pty, 0);
    ck_assert(pty_sent(pty, "\033[?1006;1000l", pty_bytes(pty) - 200));
    pty_destroy(pty);
}
END_TEST

START_TEST(nothing_changed_sends_nothing)
{
    struct pty *pty = start("xterm-256color");
    size_t before = pty_bytes(pty);

    pty_type(pty, "....");
    pty_settle(pty, 400);
    ck_assert_uint_eq(pty_bytes(pty), before);
    pty_destroy(pty);
}
END_TEST

START_TEST(moving_the_selection_sends_little)
{
    struct pty *pty = start("xterm-256color");

    type_and_wait(pty, "\033OB", "key Down keys 1");

    size_t before = pty_bytes(pty);

    type_and_wait(pty, "\033OB", "keys 2");
    /* two rows of twenty cells, each drawn once more with its attributes */
    ck_assert_uint_lt(pty_bytes(pty) - before, 200);
    ck_assert_uint_gt(pty_bytes(pty) - before, 0);
    pty_destroy(pty);
}
END_TEST

START_TEST(redraw_paints_everything_again)
{
    struct pty *pty = start("xterm-256color");
    size_t before = pty_bytes(pty);

    type_and_wait(pty, "L", "key L");
    ck_assert_uint_gt(pty_bytes(pty) - before, 100);
    pty_destroy(pty);
}
END_TEST

START_TEST(resizing_draws_at_the_new_size)
{
    static const int sizes[][2] = {{80, 24}, {30, 10}, {20, 9}, {120, 40}, {60, 12}};
    struct pty *pty = start("xterm-256color");
    char text[32];

    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        int width = sizes[i][0];
        int height = sizes[i][1];

        pty_resize(pty, width, height);
        snprintf(text, sizeof text, "size %dx%d", width, height);
        ck_assert_msg(pty_wait_text(pty, text, PATIENT), "%s", text);
        pty_settle(pty, QUIET);
        ck_assert_str_eq(pty_cell_at(pty, 2, 1).text, "P");
        ck_assert_str_eq(pty_cell_at(pty, width - 1, height - 1).text, "#");
    }
    pty_destroy(pty);
}
END_TEST

START_TEST(one_cell_is_enough_to_live)
{
    struct pty *pty = start("xterm-256color");

    pty_resize(pty, 1, 1);
    pty_settle(pty, 300);
    ck_assert_str_eq(pty_cell_at(pty, 0, 0).text, "#");
    pty_type(pty, "q");
    assert_exit(pty, 0);
    pty_destroy(pty);
}
END_TEST

/* --- colours and kinds of terminal ------------------------------------------------------------ */

START_TEST(colours_are_there_unless_unwanted)
{
    struct pty *pty = start("xterm-256color");

    ck_assert(pty_cell_at(pty, 3, 1).coloured);  /* the style of green */
    ck_assert(!pty_cell_at(pty, 0, 0).coloured); /* the header has the terminal's own */
    pty_destroy(pty);

    pty = start_with("xterm-256color", "C.UTF-8", "never");
    ck_assert(pty_wait_text(pty, "7 last", PATIENT));
    for (int y = 0; y < HEIGHT; y++)
        ck_assert(!pty_cell_at(pty, 3, y).coloured);
    ck_assert(pty_cell_at(pty, 8, 3).bold); /* red by attributes */
    ck_assert(pty_cell_at(pty, 8, 3).underline);
    pty_destroy(pty);
}
END_TEST

START_TEST(no_color_in_the_environment_is_honoured)
{
    const char *argv[] = {SAMPLE, NULL};
    const char *settings[] = {
        "TERM=xterm-256color", "LC_ALL=C.UTF-8", "NO_COLOR=1", PLAIN_CRASHES, NULL};
    struct pty *pty = pty_start(argv, settings, WIDTH, HEIGHT);

    ck_assert_ptr_nonnull(pty);
    ck_assert(pty_wait_text(pty, "7 last", PATIENT));
    for (int y = 0; y < HEIGHT; y++)
        ck_assert(!pty_cell_at(pty, 3, y).coloured);
    pty_destroy(pty);
}
END_TEST

static const char *const known_terminals[] = {
    "xterm-256color", "xterm", "linux", "vt100", "screen-256color", "tmux-256color"};

START_TEST(known_terminals_work)
{
    struct pty *pty = start(known_terminals[_i]);

    ck_assert_str_eq(pty_cell_at(pty, 2, 1).text, "P");
    type_and_wait(pty, "x", "key x");
    pty_type(pty, "q");
    assert_exit(pty, 0);
    assert_restored(pty);
    pty_destroy(pty);
}
END_TEST

static const struct {
    const char *term, *message;
} bad_terminals[] = {
    {"dumb", "can not place text on the screen"},
    {"nonsense", "the terminal type \"nonsense\" is not known"},
    {"", "TERM is not set"},
};

START_TEST(bad_terminals_are_refused_with_a_reason)
{
    struct pty *pty = start_with(bad_terminals[_i].term, "C.UTF-8", NULL);

    pty_resize(pty, 200, HEIGHT);
    ck_assert(pty_wait_text(pty, bad_terminals[_i].message, PATIENT));
    assert_exit(pty, 2);
    assert_restored(pty);
    pty_destroy(pty);
}
END_TEST

START_TEST(without_utf8_nothing_but_ascii_is_sent)
{
    struct pty *pty = start_with("xterm-256color", "C", NULL);

    ck_assert(pty_wait_text(pty, "7 last", PATIENT));
    ck_assert_str_eq(pty_cell_at(pty, 2, 3).text, "?");
    ck_assert_str_eq(pty_cell_at(pty, 7, 3).text, "w"); /* and what follows stays in its column */
    ck_assert_str_eq(pty_cell_at(pty, 2, 7).text, "?");
    pty_destroy(pty);
}
END_TEST

/* --- keys ------------------------------------------------------------------------------------- */

static const struct {
    const char *bytes, *shown;
} typed[] = {
    {"x", "key x keys 1"}, {"é", "key é keys 1"}, {"漢", "key 漢 keys 1"},
    {"\r", "key Enter keys 1"}, {"\t", "key Tab keys 1"}, {"\033[Z", "key Shift-Tab keys 1"},
    {"\177", "key Backspace keys 1"}, {"\033", "key Esc keys 1"}, {"\033OA", "key Up keys 1"},
    {"\033OD", "key Left keys 1"}, {"\033[5~", "key PgUp keys 1"}, {"\033[6~", "key PgDn keys 1"},
    {"\033OH", "key Home keys 1"}, {"\033OF", "key End keys 1"}, {"\033[3~", "key Delete keys 1"},
    {"\033OP", "key F1 keys 1"}, {"\033[24~", "key F12 keys 1"}, {"\014", "key Ctrl-L keys 1"},
    {" ", "key Space keys 1"},
    {"\xff\xc3(x", "key x keys 2"}, /* bytes of no character take no key along */
};

START_TEST(bytes_become_keys)
{
    struct pty *pty = start("xterm-256color");

    type_and_wait(pty, typed[_i].bytes, typed[_i].shown);
    pty_destroy(pty);
}
END_TEST

START_TEST(a_paste_is_drained_at_once)
{
    struct pty *pty = start("xterm-256color");
    char paste[3001];

    memset(paste, 'x', sizeof paste - 1);
    paste[sizeof paste - 1] = '\0';

    size_t before = pty_bytes(pty);

    type_and_wait(pty, paste, "keys 3000");
    ck_assert_uint_lt(pty_bytes(pty) - before, 2000); /* not a frame a key */
    pty_destroy(pty);
}
END_TEST

/* --- ways out --------------------------------------------------------------------------------- */

START_TEST(leaving_restores_the_terminal)
{
    struct pty *pty = start("xterm-256color");

    pty_type(pty, "q");
    assert_exit(pty, 0);
    assert_restored(pty);
    pty_destroy(pty);
}
END_TEST

START_TEST(a_signal_taken_by_the_loop_restores_it)
{
    struct pty *pty = start("xterm-256color");

    pty_signal(pty, SIGTERM);
    assert_exit(pty, 8);
    assert_restored(pty);
    pty_destroy(pty);
}
END_TEST

static const struct {
    const char *key;
    int signal_number;
} crashes[] = {{"S", SIGSEGV}, {"A", SIGABRT}, {"O", SIGSEGV}};

START_TEST(a_crash_restores_it_and_still_ends_by_its_signal)
{
    struct pty *pty = start("xterm-256color");
    int status;

    pty_type(pty, crashes[_i].key);
    ck_assert(pty_wait_exit(pty, PATIENT, &status));
    ck_assert(WIFSIGNALED(status));
    ck_assert_int_eq(WTERMSIG(status), crashes[_i].signal_number);
    assert_restored(pty);
    pty_destroy(pty);
}
END_TEST

START_TEST(stopping_hands_the_terminal_back_and_takes_it_again)
{
    struct pty *pty = start("xterm-256color");

    pty_signal(pty, SIGTSTP);
    ck_assert(pty_wait_stop(pty, PATIENT));
    assert_restored(pty);

    const size_t before = pty_bytes(pty);

    pty_signal(pty, SIGCONT);
    pty_settle(pty, 300);
    ck_assert(pty_alternate(pty));
    ck_assert(pty_sent(pty, "\033[?1h", before)); /* the first key speaks as the others will */
    ck_assert_str_eq(pty_cell_at(pty, 2, 1).text, "P");
    type_and_wait(pty, "x", "key x");
    pty_destroy(pty);
}
END_TEST

START_TEST(a_stop_that_comes_before_a_picture_is_not_lost_by_drawing_it)
{
    struct pty *pty = start("xterm-256color");

    pty_type(pty, "Z");
    ck_assert(pty_wait_stop(pty, PATIENT));
    pty_signal(pty, SIGCONT);
    type_and_wait(pty, "x", "key x");
    pty_destroy(pty);
}
END_TEST

START_TEST(a_terminal_that_went_away_ends_the_program)
{
    struct pty *pty = start("xterm-256color");

    pty_hang_up(pty);
    assert_exit(pty, 7);
    pty_destroy(pty);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("terminal");
    TCase *cases = tcase_create("pty");

    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, cells_are_where_the_canvas_has_them);
    tcase_add_test(cases, selection_is_reversed_and_has_the_cursor);
    tcase_add_test(cases, nothing_changed_sends_nothing);
    tcase_add_test(cases, the_mouse_is_reported_only_while_it_is_wanted_and_given_back_at_the_end);
    tcase_add_test(cases, moving_the_selection_sends_little);
    tcase_add_test(cases, redraw_paints_everything_again);
    tcase_add_test(cases, resizing_draws_at_the_new_size);
    tcase_add_test(cases, one_cell_is_enough_to_live);
    tcase_add_test(cases, colours_are_there_unless_unwanted);
    tcase_add_test(cases, no_color_in_the_environment_is_honoured);
    tcase_add_loop_test(cases, known_terminals_work, 0, COUNT(known_terminals));
    tcase_add_loop_test(cases, bad_terminals_are_refused_with_a_reason, 0, COUNT(bad_terminals));
    tcase_add_test(cases, without_utf8_nothing_but_ascii_is_sent);
    tcase_add_loop_test(cases, bytes_become_keys, 0, COUNT(typed));
    tcase_add_test(cases, a_paste_is_drained_at_once);
    tcase_add_test(cases, leaving_restores_the_terminal);
    tcase_add_test(cases, a_signal_taken_by_the_loop_restores_it);
    tcase_add_loop_test(cases, a_crash_restores_it_and_still_ends_by_its_signal, 0, COUNT(crashes));
    tcase_add_test(cases, a_stop_that_comes_before_a_picture_is_not_lost_by_drawing_it);
    tcase_add_test(cases, stopping_hands_the_terminal_back_and_takes_it_again);
    tcase_add_test(cases, a_terminal_that_went_away_ends_the_program);
    suite_add_tcase(suite, cases);
    return suite_run(suite);
}

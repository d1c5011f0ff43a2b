/* The real program at every kind of terminal, and at terminals that misbehave: never a crash, a
 * hang, a terminal left as it should not be, or a process left behind. */
#include <check.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/suite.h"
#include "tests/tui/commands/stage.h"

#define QUIET      300
#define PASTE_SIZE 100000

/* Without looking at what the program writes. */
static void poll_for(int milliseconds)
{
    poll(NULL, 0, milliseconds);
}

static struct pty *start(const char *const settings[], int width, int height)
{
    const char *const argv[] = {TEAMTOP, "--config", stage_folder(), NULL};
    struct pty *pty = pty_start(argv, settings, width, height);
    ck_assert_ptr_nonnull(pty);
    return pty;
}

/* As a shell finds it afterwards: lines are edited and echoed. */
static void must_be_given_back(struct pty *pty)
{
    struct termios modes;
    ck_assert(pty_modes(pty, &modes));
    ck_assert_msg((modes.c_lflag & (ICANON | ECHO | ISIG)) == (ICANON | ECHO | ISIG),
        "the terminal's modes are left: %x", (unsigned)modes.c_lflag);
    ck_assert(!pty_alternate(pty));
}

static void must_end_by(struct pty *pty, int signal_number)
{
    int status;
    ck_assert_msg(
        pty_wait_exit(pty, PATIENCE, &status), "it goes on after signal %d", signal_number);
    ck_assert_msg(
        WIFSIGNALED(status) && WTERMSIG(status) == signal_number, "ended with %x", status);
}

static void leave(struct pty *pty)
{
    pty_type(pty, "Q");
    must_end(pty, 0);
    must_be_given_back(pty);
    pty_destroy(pty);
}

/* --- kinds of terminal ------------------------------------------------------------------------ */

static const struct kind {
    const char *term, *locale;
} kinds[] = {
    {"TERM=xterm-256color", "LC_ALL=C.UTF-8"},
    {"TERM=xterm", "LC_ALL=C.UTF-8"},
    {"TERM=screen", "LC_ALL=C.UTF-8"},
    {"TERM=screen-256color", "LC_ALL=C.UTF-8"},
    {"TERM=tmux", "LC_ALL=C.UTF-8"},
    {"TERM=tmux-256color", "LC_ALL=C.UTF-8"},
    {"TERM=linux", "LC_ALL=C.UTF-8"},
    {"TERM=rxvt", "LC_ALL=C.UTF-8"},
    {"TERM=vt100", "LC_ALL=C"},
    {"TERM=vt220", "LC_ALL=C"},
    {"TERM=xterm-256color", "LC_ALL=C"},
    {"TERM=linux", "LC_ALL=POSIX"},
};

START_TEST(every_kind_of_terminal_is_drawn_on_and_given_back)
{
    const struct kind *kind = &kinds[_i];
    struct pty *pty = start((const char *const[]){kind->term, kind->locale, NULL}, 120, 36);
    must_show(pty, "? help");
    pty_type(pty, "jj");
    must_show(pty, "Penwith");
    pty_type(pty, "a");
    must_show(pty, "Alerts");
    pty_type(pty, "q");
    must_show(pty, "Overview");
    if (strcmp(kind->locale, "LC_ALL=C.UTF-8") != 0)
        ck_assert_msg(!pty_sent_beyond_ascii(pty), "more than ASCII was sent");
    leave(pty);
}
END_TEST

static const struct refusal {
    const char *term, *sentence;
} refusals[] = {
    {"TERM=dumb", "can not place text on the screen"},
    {"TERM=no-such-terminal", "is not known on this machine"},
    {"TERM=../../../../etc/passwd", "is not known on this machine"},
    {"TERM=", "TERM is not set"},
    {"TERM", "TERM is not set"},
};

START_TEST(a_terminal_that_cannot_be_drawn_on_is_told_so_and_left_alone)
{
    const struct refusal *refusal = &refusals[_i];
    struct pty *pty = start((const char *const[]){refusal->term, "LC_ALL=C.UTF-8", NULL}, 200, 36);
    must_end(pty, 2);
    must_show(pty, refusal->sentence);
    ck_assert(!pty_sent(pty, "\033", 0));
    must_be_given_back(pty);
    pty_destroy(pty);
}
END_TEST

/* --- sizes ------------------------------------------------------------------------------------ */

START_TEST(a_storm_of_sizes_from_one_to_the_largest_is_weathered)
{
    struct pty *pty = stage_open(NULL);
    unsigned short random[3] = {1, 2, 3};
    for (int i = 0; i < 300; i++) {
        const bool edge = i % 10 == 0;
        const int width = edge ? (i % 20 ? 1 : 500) : (int)(1 + nrand48(random) % 500);
        const int height = edge ? (i % 20 ? 1 : 200) : (int)(1 + nrand48(random) % 200);
        pty_resize(pty, width, height);
        if (i % 5 == 0)
            pty_type(pty, i % 2 ? "j\t" : "a\033");
        pty_settle(pty, 1);
    }
    pty_resize(pty, 120, 36);
    must_show(pty, "help");
    leave(pty);
}
END_TEST

/* --- stopping and going on --------------------------------------------------------------------- */

START_TEST(it_stops_and_comes_back_as_often_as_one_likes)
{
    struct pty *pty = stage_open(NULL);
    for (int i = 0; i < 8; i++) {
        pty_type(pty, "jjkk\032"); /* Ctrl-Z, whatever it is drawing */
        ck_assert(pty_wait_stop(pty, PATIENCE));
        must_be_given_back(pty);
        pty_resize(pty, 100 + i, 36);
        pty_signal(pty, SIGCONT);
        must_show(pty, "? help");
        ck_assert(pty_alternate(pty));
    }
    leave(pty);
}
END_TEST

/* --- hanging up ------------------------------------------------------------------------------- */

START_TEST(a_hangup_at_any_moment_of_drawing_ends_it)
{
    struct pty *pty = start(stage_settings, 200, 60);
    must_show(pty, "? help");
    for (int i = 0; i < _i % 4; i++) {
        pty_resize(pty, 150 + i, 50);
        pty_type(pty, "jjj\tkk");
    }
    usleep((useconds_t)(_i * 700));
    pty_signal(pty, SIGHUP);
    must_end_by(pty, SIGHUP);
    must_be_given_back(pty);
    pty_destroy(pty);
}
END_TEST

static const struct way_to_go {
    const char *ignoring; /* what the shell before it says of hangups */
    bool writing;         /* it is stuck in the middle of writing */
} ways_to_go[] = {{"", false}, {"trap '' HUP;", false}, {"", true}, {"trap '' HUP;", true}};

/* Until what it draws finds no room: nobody reads. */
static void get_stuck(struct pty *pty)
{
    for (int i = 0; i < 60; i++) {
        pty_resize(pty, i % 2 ? 300 : 299, 100);
        poll_for(20);
    }
}

START_TEST(a_terminal_that_goes_away_ends_it_whatever_it_was_doing)
{
    const struct way_to_go *way = &ways_to_go[_i];
    char command[8192];
    int status;
    snprintf(
        command, sizeof command, "%s exec %s --config %s", way->ignoring, TEAMTOP, stage_folder());
    struct pty *pty =
        pty_start((const char *const[]){"/bin/sh", "-c", command, NULL}, stage_settings, 120, 36);
    ck_assert_ptr_nonnull(pty);
    must_show(pty, "? help");
    if (way->writing)
        get_stuck(pty);
    pty_hang_up(pty);
    ck_assert_msg(pty_wait_exit(pty, PATIENCE, &status), "it goes on");
    pty_destroy(pty);
}
END_TEST

/* --- a terminal that stops reading ------------------------------------------------------------ */

static const int ends[] = {SIGTERM, SIGHUP, SIGINT};

static void must_not_spin(struct pty *pty)
{
    const long before = stage_ticks(pty);
    poll_for(1500);
    ck_assert_int_le(stage_ticks(pty) - before, 30);
}

START_TEST(while_the_terminal_reads_nothing_it_waits_and_a_signal_still_ends_it)
{
    struct pty *pty = stage_open(NULL);
    get_stuck(pty);
    must_not_spin(pty);
    pty_signal(pty, ends[_i]);
    ck_assert_msg(pty_wait_end_unread(pty, PATIENCE), "it goes on after signal %d", ends[_i]);
    must_end_by(pty, ends[_i]);
    must_be_given_back(pty);
    pty_destroy(pty);
}
END_TEST

START_TEST(output_stopped_by_a_key_waits_goes_on_and_can_be_ended)
{
    struct pty *pty = stage_open(NULL);
    pty_type(pty, "\023"); /* Ctrl-S */
    pty_settle(pty, QUIET);
    pty_type(pty, "a");
    must_not_spin(pty);
    if (_i == 0) {
        pty_type(pty, "\021"); /* Ctrl-Q */
        must_show(pty, "Alerts");
        leave(pty);
        return;
    }
    pty_signal(pty, SIGTERM);
    must_end_by(pty, SIGTERM);
    must_be_given_back(pty);
    pty_destroy(pty);
}
END_TEST

/* When it is read again, all is there. */
START_TEST(a_terminal_that_reads_again_shows_it_whole)
{
    struct pty *pty = stage_open(NULL);
    get_stuck(pty);
    pty_resize(pty, 120, 36);
    must_show(pty, "? help");
    pty_type(pty, "a");
    must_show(pty, "Alerts");
    leave(pty);
}
END_TEST

/* --- pasting ---------------------------------------------------------------------------------- */

static const struct paste {
    const char *before, *text, *after;
} pastes[] = {
    {"", "lorem ipsum dolor sit amet ", ""},
    {"", "Lorem;0123456789<>[]{}-='/ab\ncd\te f\r", ""},
    {"\033[200~", "lorem ipsum dolor sit amet\n", "\033[201~"},
    {"/", "penwith \xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80", "\033"},
    {":", "unit eh-penwith ", "\033"},
    {"", "\033[A\033[B\033OP\033[<0;10;10M\033[M !!", ""},
    {"", "\xff\xfe\x80\xc0\xed\xa0\x80", ""},
};

START_TEST(a_paste_of_any_length_is_taken_and_it_still_answers)
{
    const struct paste *paste = &pastes[_i];
    char *text = calloc(1, PASTE_SIZE + 64);
    struct pty *pty = stage_open("--read-only");
    ck_assert_ptr_nonnull(text);
    for (size_t length = 0; length < PASTE_SIZE; length += strlen(paste->text))
        memcpy(text + length, paste->text, strlen(paste->text));
    pty_type(pty, paste->before);
    pty_type(pty, text);
    pty_type(pty, paste->after);
    free(text);
    pty_settle(pty, QUIET);
    pty_type(pty, "\033\033\033:view overview\r");
    must_show(pty, "Overview");
    leave(pty);
}
END_TEST

/* --- nobody is left behind --------------------------------------------------------------------- */

/* --- faster than any picture ------------------------------------------------------------------- */

static const char *const ways[] = {":unit eh-penwith", ":unit eh-penwith\r", ":view compare",
    ":measure sickness_rate", ":view alerts", ":view whatif", ":view scorecard", ":view demand",
    ":filter status:red"};

/* The way to a screen and what saves it, typed in one go, also where nothing has room to be drawn. */
START_TEST(what_was_never_drawn_is_saved_as_well)
{
    static const struct {
        int width, height;
    } sizes[] = {{120, 36}, {20, 5}};
    for (size_t i = 0; i < COUNT(sizes); i++) {
        char typed[200];
        struct pty *pty = start(stage_settings, sizes[i].width, sizes[i].height);
        must_show(pty, i == 0 ? "Early Help Penwith" : "teamtop needs");
        snprintf(typed, sizeof typed, "%s\r:export csv %s/out-%zu-%d.csv\r", ways[_i],
            stage_folder(), i, _i);
        pty_type(pty, typed);
        leave(pty);
        stage_shell("test -s out-%zu-%d.csv", i, _i);
    }
}
END_TEST

START_TEST(what_takes_files_for_it_ends_as_well)
{
    struct pty *pty = stage_open(NULL);
    stage_shell("i=0; while [ $i -lt 100 ]; do i=$((i+1)); cp cases.csv inbox/cases-$i.csv; done");
    pty_signal(pty, SIGTERM);
    must_end_by(pty, SIGTERM);
    pty_destroy(pty);
    /* It takes the files that lie there, each in a transaction of its own, before it goes. */
    ck_assert_msg(stage_is_left(4 * PATIENCE), "a process is left behind");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("terminals");
    TCase *tests = tcase_create("terminals");
    tcase_add_checked_fixture(tests, stage_set_up, stage_tear_down);
    tcase_set_timeout(tests, 180);
    tcase_add_loop_test(tests, every_kind_of_terminal_is_drawn_on_and_given_back, 0, COUNT(kinds));
    tcase_add_loop_test(
        tests, a_terminal_that_cannot_be_drawn_on_is_told_so_and_left_alone, 0, COUNT(refusals));
    tcase_add_test(tests, a_storm_of_sizes_from_one_to_the_largest_is_weathered);
    tcase_add_test(tests, it_stops_and_comes_back_as_often_as_one_likes);
    tcase_add_loop_test(tests, a_hangup_at_any_moment_of_drawing_ends_it, 0, 12);
    tcase_add_loop_test(
        tests, a_terminal_that_goes_away_ends_it_whatever_it_was_doing, 0, COUNT(ways_to_go));
    tcase_add_loop_test(tests, while_the_terminal_reads_nothing_it_waits_and_a_signal_still_ends_it,
        0, COUNT(ends));
    tcase_add_loop_test(tests, output_stopped_by_a_key_waits_goes_on_and_can_be_ended, 0, 2);
    tcase_add_test(tests, a_terminal_that_reads_again_shows_it_whole);
    tcase_add_loop_test(
        tests, a_paste_of_any_length_is_taken_and_it_still_answers, 0, COUNT(pastes));
    tcase_add_loop_test(tests, what_was_never_drawn_is_saved_as_well, 0, COUNT(ways));
    tcase_add_test(tests, what_takes_files_for_it_ends_as_well);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}

/* The screen that the last visit left behind: a start shows it where nothing is new, and then what is read. What
 * is kept is forged to be told from that: the first row of the list is called otherwise. */
#include "tests/suite.h"

#include <check.h>
#include <glob.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/tui/commands/stage.h"
#include "tui/commands/own_file.h"
#include "tui/views/picture.h"

#define FORGED "What was kept"
#define TRUE   "Penwith"

static const char *const no_options[] = {NULL};

static struct pty *visit(const char *const options[])
{
    return stage_open_with(stage_settings, options);
}

static void leave(struct pty *pty)
{
    pty_type(pty, "Q");
    must_end(pty, 0);
    pty_destroy(pty);
}

static void visit_and_leave(const char *const options[])
{
    leave(visit(options));
}

/* The only file of this kind; false where there is none. */
static bool find_kept(const char *kind, char *path, size_t size)
{
    char pattern[512];
    glob_t found;

    snprintf(pattern, sizeof pattern, "%s/teamtop/%s-*", stage_folder(), kind);

    bool is = glob(pattern, 0, NULL, &found) == 0;

    ck_assert(!is || found.gl_pathc == 1);
    if (is)
        snprintf(path, size, "%s", found.gl_pathv[0]);
    globfree(&found);
    return is;
}

static void read_kept(struct picture *ret)
{
    char path[512];
    struct buffer bytes = {0};

    ck_assert(find_kept("picture", path, sizeof path));
    ck_assert_int_eq(own_file_read(path, PICTURE_BYTES_MOST, &bytes), RESULT_OK);
    ck_assert_int_eq(picture_read(bytes.bytes, bytes.length, ret), RESULT_OK);
    buffer_done(&bytes);
}

static void write_kept(struct picture *picture)
{
    char path[512];
    struct buffer bytes = {0};

    ck_assert(find_kept("picture", path, sizeof path));
    picture_write(&bytes, picture);
    ck_assert_int_eq(own_file_write(path, &bytes), RESULT_OK);
    buffer_done(&bytes);
    picture_done(picture);
}

/* A first visit, whose picture says something else. */
static void keep_forged(const char *const options[])
{
    struct picture picture = {0};

    visit_and_leave(options);
    read_kept(&picture);
    canvas_text(&picture.cells, 2, 5, STYLE_STRONG, FORGED);
    write_kept(&picture);
}

static bool begins_with_it(const char *const options[])
{
    struct pty *pty = visit(options);
    bool is = pty_sent(pty, FORGED, 0);

    must_not_show(pty, FORGED); /* and not for long */
    leave(pty);
    return is;
}

/* --- where nothing is new ---------------------------------------------------------------------- */

START_TEST(a_start_with_nothing_new_begins_with_what_was_kept_and_then_shows_what_is)
{
    keep_forged(no_options);

    struct pty *pty = visit(no_options);
    char *seen = pty_text(pty);

    ck_assert(pty_sent(pty, FORGED, 0));
    ck_assert_ptr_null(strstr(seen, FORGED));
    leave(pty);
    stage_shell("rm -r teamtop");
    pty = visit(no_options);

    char *drawn = pty_text(pty);

    ck_assert(!pty_sent(pty, FORGED, 0));
    ck_assert_str_eq(strchr(seen, '\n'), strchr(drawn, '\n')); /* below the clock */
    leave(pty);
    free(seen);
    free(drawn);
}
END_TEST

/* Nothing is sent twice: the picture that is read is the one that stands there. */
START_TEST(a_true_one_is_not_painted_again)
{
    visit_and_leave(no_options);

    struct pty *pty = visit(no_options);
    size_t first = pty_bytes(pty);

    pty_type(pty, "\x0c"); /* all of it anew */
    pty_settle(pty, 300);

    size_t all = pty_bytes(pty) - first;

    ck_assert_msg(first < all + all / 5, "%zu bytes of the start, %zu of all", first, all);
    leave(pty);
}
END_TEST

START_TEST(keys_typed_meanwhile_are_not_lost)
{
    visit_and_leave(no_options);

    const char *const argv[] = {TEAMTOP, "--config", stage_folder(), NULL};
    struct pty *pty = pty_start(argv, stage_settings, 120, 36);

    ck_assert_ptr_nonnull(pty);
    pty_type(pty, "?");
    must_show(pty, "Help");
    pty_type(pty, "qq");
    must_end(pty, 0);
    pty_destroy(pty);
}
END_TEST

static void visit_again(void)
{
    visit_and_leave(no_options);
}

static void look_around_first(void)
{
    struct pty *pty = visit(no_options);

    pty_type(pty, "jj\r");
    pty_settle(pty, 200);
    pty_type(pty, "q[");
    pty_settle(pty, 200);
    leave(pty);
}

static void (*const visits[])(void) = {visit_again, look_around_first};

/* … also by who looks and goes. */
START_TEST(what_holds_is_not_written_again)
{
    keep_forged(no_options);
    visits[_i]();
    ck_assert(begins_with_it(no_options));
}
END_TEST

/* --- where something is ------------------------------------------------------------------------- */

static const char *const *options;
static const char *const ascii[] = {"--ascii", NULL};
static const char *const dark[] = {"--theme", "dark", NULL};
static const char *const weeks[] = {"--window", "4w", NULL};
static const char *const at_a_unit[] = {"--unit", "west", NULL};
static const char *const on_a_day[] = {"--as-at", "2024-02-01", NULL};
static const char *const shared[] = {"--share", NULL};

static void in_letters(void)
{
    options = ascii;
}

static void in_the_dark(void)
{
    options = dark;
}

static void over_weeks(void)
{
    options = weeks;
}

static void on_another_day(void)
{
    options = on_a_day;
}

static void for_other_eyes(void)
{
    options = shared;
}

static void edit_a_document(void)
{
    stage_shell("echo '# edited' >> organisation.yaml");
}

static void write_a_document_of_the_same_size(void)
{
    stage_shell("sed -i s/Penwith/Penwyth/ organisation.yaml");
}

static void add_a_document(void)
{
    stage_shell("echo 'ascii: false' > ui.yaml");
}

static void say_who_may_see_what(void)
{
    stage_shell("printf 'viewers:\\n  - {user: %%s, unit: svc}\\n' $(id -un) > access.yaml");
}

static void import_more(void)
{
    stage_more_cases("more.csv");
    stage_shell(TEAMTOP " import --quiet --config . --feed cases more.csv");
}

/* When it was taken last is all that changes, in seconds. */
static void import_the_same(void)
{
    stage_shell("sleep 1.1; " TEAMTOP " import --quiet --config . cases.csv");
}

static void acknowledge(void)
{
    stage_shell("printf 'teamtop seen 1\\n' > teamtop/seen-$(ls teamtop | sed -n 's/^look-//p')");
}

static void let_others_write_it(void)
{
    char path[512];

    ck_assert(find_kept("picture", path, sizeof path));
    ck_assert_int_eq(chmod(path, 0660), 0);
}

static void damage_it(void)
{
    char path[512];

    ck_assert(find_kept("picture", path, sizeof path));
    stage_shell("printf x | dd of=%s bs=1 seek=300 conv=notrunc 2> /dev/null", path);
}

static void of_another_day(void)
{
    struct picture picture = {0};

    read_kept(&picture);
    picture.today--;
    write_kept(&picture);
}

static void of_a_moment_to_come(void)
{
    struct picture picture = {0};

    read_kept(&picture);
    picture.since += 3600;
    write_kept(&picture);
}

static void of_fresh_figures(void)
{
    struct picture picture = {0};

    read_kept(&picture);
    picture.until = picture.since;
    write_kept(&picture);
}

static void (*const changes[])(void) = {in_letters, in_the_dark, over_weeks, on_another_day,
    for_other_eyes, edit_a_document, write_a_document_of_the_same_size, add_a_document, import_more,
    import_the_same, acknowledge, let_others_write_it, damage_it, of_another_day,
    of_a_moment_to_come, of_fresh_figures};

START_TEST(what_is_new_is_not_hidden_by_what_was)
{
    options = no_options;
    keep_forged(no_options);
    changes[_i]();
    ck_assert(!begins_with_it(options));
}
END_TEST

/* Who is not let in any more sees nothing of it either. */
START_TEST(who_may_see_nothing_sees_nothing)
{
    keep_forged(no_options);
    stage_shell("echo 'viewers: [{user: somebody-else, unit: svc}]' > access.yaml");

    const char *const argv[] = {TEAMTOP, "--config", stage_folder(), NULL};
    struct pty *pty = pty_start(argv, stage_settings, 120, 36);

    ck_assert_ptr_nonnull(pty);
    must_end(pty, 4);
    ck_assert(!pty_sent(pty, FORGED, 0) && !pty_sent(pty, TRUE, 0));
    pty_destroy(pty);
}
END_TEST

START_TEST(a_start_at_a_place_begins_there)
{
    keep_forged(no_options);

    struct pty *pty = visit(at_a_unit);

    ck_assert(!pty_sent(pty, FORGED, 0));
    leave(pty);
    ck_assert(begins_with_it(no_options)); /* and leaves what was kept */
}
END_TEST

START_TEST(a_terminal_of_another_size_gets_its_own)
{
    keep_forged(no_options);

    const char *const argv[] = {TEAMTOP, "--config", stage_folder(), NULL};
    struct pty *pty = pty_start(argv, stage_settings, 100, 30);

    ck_assert_ptr_nonnull(pty);
    must_show(pty, "? help");
    ck_assert(!pty_sent(pty, FORGED, 0));
    leave(pty);
}
END_TEST

START_TEST(where_access_yaml_says_who_may_see_what_nothing_is_kept)
{
    char path[512];

    say_who_may_see_what();
    visit_and_leave(no_options);
    ck_assert(!find_kept("picture", path, sizeof path));
}
END_TEST

/* --- where it cannot go on ---------------------------------------------------------------------- */

START_TEST(what_fails_behind_it_is_said_on_a_terminal_that_is_given_back)
{
    keep_forged(no_options);

    /* Too few for the store's three, and enough for the terminal. */
    const char *const argv[] = {
        "/bin/sh", "-c", "ulimit -n 5; exec " TEAMTOP " --config \"$0\"", stage_folder(), NULL};
    struct pty *pty = pty_start(argv, stage_settings, 120, 36);

    ck_assert_ptr_nonnull(pty);

    int status;

    ck_assert(pty_wait_exit(pty, PATIENCE, &status));
    must_show(pty, "error: ");
    ck_assert(pty_sent(pty, FORGED, 0) && !pty_alternate(pty));
    ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 3);
    pty_destroy(pty);
}
END_TEST

#define STARTS 60

/* Before that it is a copy of this test, which takes signals otherwise. */
static void wait_for_program(const struct pty *pty)
{
    char path[64], name[16] = "";

    snprintf(path, sizeof path, "/proc/%ld/comm", pty_process(pty));
    for (int i = 0; i < PATIENCE && strncmp(name, "teamtop", 7) != 0; i++) {
        const struct timespec moment = {0, 50000L};
        FILE *file = fopen(path, "r");

        ck_assert_ptr_nonnull(file);
        ck_assert_ptr_nonnull(fgets(name, sizeof name, file));
        fclose(file);
        nanosleep(&moment, NULL);
    }
}

/* Some tenths of a millisecond later each time, from before main() until after the first picture. */
START_TEST(a_signal_at_any_moment_of_a_start_leaves_the_terminal_as_it_was)
{
    static const int signals[] = {SIGTERM, SIGINT, SIGHUP};
    const char *const argv[] = {TEAMTOP, "--config", stage_folder(), "--read-only", NULL};
    int ended = 0, status;

    visit_and_leave(no_options);
    for (int i = 0; i < STARTS; i++) {
        struct pty *pty = pty_start(argv, stage_settings, 120, 36);
        const struct timespec moment = {0, i * 150000L};

        ck_assert_ptr_nonnull(pty);
        wait_for_program(pty);
        nanosleep(&moment, NULL);
        pty_signal(pty, signals[i % 3]);
        if (!pty_wait_exit(pty, PATIENCE, &status))
            ck_abort_msg("signal %d after %.1f ms does not end it", signals[i % 3], i * 0.15);
        ck_assert(!WIFEXITED(status) || WEXITSTATUS(status) == 0);
        ended += WIFEXITED(status);
        ck_assert_msg(!pty_alternate(pty), "signal %d after %.1f ms", signals[i % 3], i * 0.15);
        pty_destroy(pty);
    }
    ck_assert_int_lt(ended, STARTS);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("glance");
    TCase *cases = tcase_create("glance");

    tcase_set_timeout(cases, 120);
    tcase_add_checked_fixture(cases, stage_set_up, stage_tear_down);
    tcase_add_test(
        cases, a_start_with_nothing_new_begins_with_what_was_kept_and_then_shows_what_is);
    tcase_add_test(cases, a_true_one_is_not_painted_again);
    tcase_add_test(cases, keys_typed_meanwhile_are_not_lost);
    tcase_add_loop_test(cases, what_holds_is_not_written_again, 0, 2);
    tcase_add_loop_test(
        cases, what_is_new_is_not_hidden_by_what_was, 0, (int)(sizeof changes / sizeof changes[0]));
    tcase_add_test(cases, who_may_see_nothing_sees_nothing);
    tcase_add_test(cases, a_start_at_a_place_begins_there);
    tcase_add_test(cases, a_terminal_of_another_size_gets_its_own);
    tcase_add_test(cases, where_access_yaml_says_who_may_see_what_nothing_is_kept);
    tcase_add_test(cases, what_fails_behind_it_is_said_on_a_terminal_that_is_given_back);
    tcase_add_test(cases, a_signal_at_any_moment_of_a_start_leaves_the_terminal_as_it_was);
    suite_add_tcase(suite, cases);
    return suite_run(suite);
}

/* What is kept for a person from one visit to the next: whole, or not at all, and never believed
 * blindly. */
#include "tests/suite.h"
#include "tui/commands/state.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tui/commands/keeping.h"
#include "tui/commands/look.h"

static char home[64];
static struct state state;
static struct keeper keeper;
static struct acknowledged seen;
static struct unit_tree *units;
static struct service service;

static void open_home(void)
{
    snprintf(home, sizeof home, "/tmp/teamtop-state.XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(home));
    setenv("XDG_STATE_HOME", home, 1);
    state_init(&state, "/etc/teamtop", "sqlite:/etc/teamtop/teamtop.db");
    ck_assert_ptr_nonnull(state.path);
    keeper = state_keeper(&state);
    seen = (struct acknowledged){0};
    units = unit_tree_create();
    ck_assert_ptr_nonnull(units);
    unit_index root;
    ck_assert_int_eq(
        unit_tree_add(units, UNIT_NONE, "county", "The county", 0, -1, &root), RESULT_OK);
    ck_assert_int_eq(unit_tree_add(units, root, "west", "West", 1, -1, &root), RESULT_OK);
    service = (struct service){.units = units};
}

static void leave_home(void)
{
    char folder[96];
    snprintf(folder, sizeof folder, "%s/teamtop", home);
    acknowledged_done(&seen);
    unlink(state.path);
    unlink(state.look_path);
    unlink(state.kept_path);
    unlink(state.calls_path);
    unit_tree_destroy(units);
    state_done(&state);
    rmdir(folder);
    rmdir(home);
}

static void put(const char *key, fixed_t extent)
{
    ck_assert_int_eq(
        acknowledged_put(&seen, key, (struct seen_as){ALERT_TO_ACT, extent, 18323}), RESULT_OK);
}

static void write_state(const char *text)
{
    FILE *const file = fopen(state.path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    ck_assert_int_eq(fclose(file), 0);
}

START_TEST(a_count_of_alerts_is_read_back_with_what_it_was_made_of)
{
    uint64_t made_of = 0;
    int calls = -1;
    ck_assert_int_ne(keeper.load_calls(keeper.context, &made_of, &calls), RESULT_OK);
    ck_assert_int_eq(
        keeper.save_calls(keeper.context, UINT64_C(0xfedcba9876543211), 72), RESULT_OK);
    ck_assert_int_eq(keeper.load_calls(keeper.context, &made_of, &calls), RESULT_OK);
    ck_assert_uint_eq(made_of, UINT64_C(0xfedcba9876543211));
    ck_assert_int_eq(calls, 72);
}
END_TEST

/* Whatever stands in the file: it is counted again rather than believed. */
START_TEST(a_count_that_makes_no_sense_is_none)
{
    static const char *const texts[] = {"", "teamtop calls 1 ",
        "teamtop calls 2 00000000000000a1 7\n", "teamtop calls 1 00000000000000a1 7",
        "teamtop calls 1 00000000000000a1 -7\n", "teamtop calls 1 0000000000000000 7\n",
        "teamtop calls 1 00000000000000a1 7\nmore\n", "teamtop calls 1 00000000000000a1 seven\n"};
    uint64_t made_of = 5;
    int calls = 5;
    ck_assert_int_eq(keeper.save_calls(keeper.context, 1, 1), RESULT_OK);
    FILE *const file = fopen(state.calls_path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(texts[_i], file);
    ck_assert_int_eq(fclose(file), 0);
    ck_assert_int_ne(keeper.load_calls(keeper.context, &made_of, &calls), RESULT_OK);
    ck_assert_uint_eq(made_of, 5);
    ck_assert_int_eq(calls, 5);
}
END_TEST

START_TEST(nothing_was_seen_at_first)
{
    ck_assert_int_eq(keeper.load(keeper.context, &seen), RESULT_OK);
    ck_assert_uint_eq(seen.count, 0);
}
END_TEST

START_TEST(what_was_kept_is_read_back)
{
    struct acknowledged back = {0};
    put("red/eh-penwith/pressure", 58000);
    put("stale/cases", 0);
    ck_assert_int_eq(keeper.save(keeper.context, &seen), RESULT_OK);
    ck_assert_int_eq(keeper.load(keeper.context, &back), RESULT_OK);
    ck_assert_uint_eq(back.count, 2);
    ck_assert_str_eq(back.items[0].key, "red/eh-penwith/pressure");
    ck_assert_int_eq(back.items[0].as.extent, 58000);
    ck_assert_int_eq(back.items[0].as.severity, ALERT_TO_ACT);
    ck_assert_int_eq(back.items[0].as.day, 18323);
    ck_assert_str_eq(back.items[1].key, "stale/cases");
    acknowledged_done(&back);
}
END_TEST

START_TEST(each_configuration_has_a_file_of_its_own)
{
    struct state other;
    state_init(&other, "/etc/teamtop-2", "");
    ck_assert_str_ne(state.path, other.path);
    state_done(&other);
}
END_TEST

START_TEST(of_a_store_that_is_soon_gone_no_count_is_kept)
{
    struct state passing;
    state_init(&passing, "/etc/teamtop", NULL);
    const struct keeper keeps = state_keeper(&passing);
    ck_assert_int_eq(keeps.save_calls(keeps.context, 1, 1), RESULT_IO);
    ck_assert_str_eq(passing.look_path, state.look_path);
    state_done(&passing);
}
END_TEST

START_TEST(the_folder_is_for_this_person_only)
{
    char folder[96];
    struct stat status;
    put("stale/cases", 0);
    ck_assert_int_eq(keeper.save(keeper.context, &seen), RESULT_OK);
    snprintf(folder, sizeof folder, "%s/teamtop", home);
    ck_assert_int_eq(stat(folder, &status), 0);
    ck_assert_uint_eq(status.st_mode & 0777, 0700);
}
END_TEST

START_TEST(lines_that_make_no_sense_are_left_out)
{
    put("stale/cases", 0);
    ck_assert_int_eq(keeper.save(keeper.context, &seen), RESULT_OK); /* makes the folder */
    write_state("teamtop seen 1\n"
                "1 0 18323 waiting/eh-penwith\n"
                "7 0 18323 waiting/severity-there-is-none-of\n"
                "1 0 18323 \033[31mwaiting\n"
                "1 0 18323 Two Words\n"
                "1 99999999999999999999999 18323 \n"
                "\n"
                "1 5 18324 red/a/b");
    acknowledged_done(&seen);
    ck_assert_int_eq(keeper.load(keeper.context, &seen), RESULT_OK);
    ck_assert_uint_eq(seen.count, 1);
    ck_assert_str_eq(seen.items[0].key, "waiting/eh-penwith");
}
END_TEST

START_TEST(a_file_of_something_else_is_refused_whole)
{
    put("stale/cases", 0);
    ck_assert_int_eq(keeper.save(keeper.context, &seen), RESULT_OK);
    write_state("dear diary\n1 0 18323 stale/cases\n");
    acknowledged_done(&seen);
    ck_assert_int_eq(keeper.load(keeper.context, &seen), RESULT_IO);
    ck_assert_uint_eq(seen.count, 0);
}
END_TEST

START_TEST(where_no_folder_can_be_made_saving_fails)
{
    struct state nowhere;
    setenv("XDG_STATE_HOME", "/dev/null/state", 1);
    state_init(&nowhere, "/etc/teamtop", "");
    const struct keeper lost = state_keeper(&nowhere);
    ck_assert_int_eq(lost.load(lost.context, &seen), RESULT_OK);
    ck_assert_int_eq(lost.save(lost.context, &seen), RESULT_IO);
    state_done(&nowhere);
}
END_TEST

START_TEST(a_relative_state_home_counts_as_none)
{
    struct state other;
    setenv("XDG_STATE_HOME", "state", 1);
    setenv("HOME", "/home/somebody", 1);
    state_init(&other, "/etc/teamtop", "");
    ck_assert_ptr_nonnull(strstr(other.path, "/home/somebody/.local/state/teamtop/seen-"));
    state_done(&other);
    setenv("HOME", "", 1);
    state_init(&other, "/etc/teamtop", "");
    ck_assert_ptr_null(other.path);
    state_done(&other);
}
END_TEST

/* --- what was seen last ----------------------------------------------------------------------- */

/* Two units; every second figure is known. */
static struct looked a_look(void)
{
    struct looked look = {.at = 1582906320};
    for (size_t i = 0; i < 2 * marked_count(); i++) {
        struct shown_figure *const item =
            grow_one(&look.figures.items, &look.figures.count, &look.figures.room, sizeof *item);
        ck_assert_ptr_nonnull(item);
        const struct figure known = {.has_data = true, .has_value = true, .value = -10000 * (int)i};
        *item = (struct shown_figure){(unit_index)(i / marked_count()),
            marked_at(i % marked_count()), i % 2 == 0 ? known : (struct figure){0}};
    }
    return look;
}

static void keep_a_look(void)
{
    struct looked look = a_look();
    ck_assert_int_eq(keeper.save_look(keeper.context, &service, &look), RESULT_OK);
    looked_done(&look);
}

static enum result recall(const char *text, struct looked *ret)
{
    *ret = (struct looked){0};
    keep_a_look(); /* makes the folder */
    FILE *const file = fopen(state.look_path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    ck_assert_int_eq(fclose(file), 0);
    return keeper.load_look(keeper.context, &service, ret);
}

START_TEST(nothing_was_looked_at_at_first)
{
    struct looked look = {0};
    ck_assert_int_eq(keeper.load_look(keeper.context, &service, &look), RESULT_OK);
    ck_assert_int_eq(look.at, 0);
    ck_assert_uint_eq(look.figures.count, 0);
}
END_TEST

START_TEST(a_look_that_was_kept_is_read_back)
{
    struct looked look = a_look(), back = {0};
    keep_a_look();
    ck_assert_int_eq(keeper.load_look(keeper.context, &service, &back), RESULT_OK);
    ck_assert_int_eq(back.at, look.at);
    ck_assert_uint_eq(back.figures.count, look.figures.count);
    for (size_t i = 0; i < look.figures.count; i++) {
        ck_assert_int_eq(back.figures.items[i].unit, look.figures.items[i].unit);
        ck_assert_ptr_eq(back.figures.items[i].measure, look.figures.items[i].measure);
        ck_assert(!figures_differ(
            marked_at(0), &back.figures.items[i].figure, &look.figures.items[i].figure));
    }
    looked_done(&look);
    looked_done(&back);
}
END_TEST

#define LOOK_HEADING                                                                               \
    "teamtop look 1 1582906320\n"                                                                  \
    "pressure open_cases average_caseload unallocated_cases sickness_rate fte_absent "             \
    "long_term_absent fte_in_post vacant_fte agency_fte vacancy_rate agency_rate\n"

START_TEST(lines_of_a_look_that_make_no_sense_are_left_out)
{
    struct looked look;
    ck_assert_int_eq(recall(LOOK_HEADING "elsewhere 1 2 3 4 5 6 7 8 9 10 11 12\n"
                                         "west 1 2 3 4 5 6 7 8 9 10 11\n"
                                         "west 1 2 3 4 5 6 7 8 9 10 11 12 13\n"
                                         "west 1 2 3 4 5 6 7 8 9 10 11 99999999999999999999\n"
                                         "west 1 2 3 4 5 6 7 8 9 10 11 9000000000000000000\n"
                                         "\033[31mwest 1\n"
                                         "\n"
                                         "county 1 - 3 4 5 6 7 8 9 10 11 -12\n"
                                         "west 1 2 3 4 5 6 7 8 9 10 11 12",
                         &look),
        RESULT_OK);
    ck_assert_uint_eq(look.figures.count, marked_count());
    ck_assert_int_eq(look.figures.items[0].unit, 0);
    ck_assert(!figure_is_known(&look.figures.items[1].figure));
    ck_assert_int_eq(look.figures.items[11].figure.value, -12);
    looked_done(&look);
}
END_TEST

START_TEST(a_look_of_something_else_is_refused_whole)
{
    static const char *const texts[] = {"", "dear diary\n", "teamtop look 1 \n",
        "teamtop look 1 -5\nx\n", "teamtop look 1 99999999999999\nx\n"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct looked look;
        ck_assert_int_eq(recall(texts[i], &look), RESULT_IO);
        ck_assert_uint_eq(look.figures.count, 0);
    }
}
END_TEST

START_TEST(a_look_at_other_measures_counts_as_none)
{
    struct looked look;
    ck_assert_int_eq(recall("teamtop look 1 1582906320\nopen_cases\nwest 1\n", &look), RESULT_OK);
    ck_assert_int_eq(look.at, 0);
    ck_assert_uint_eq(look.figures.count, 0);
}
END_TEST

START_TEST(without_a_home_a_look_is_not_kept_and_without_a_folder_that_fails)
{
    struct state nowhere;
    struct looked look = a_look();
    setenv("XDG_STATE_HOME", "/dev/null/state", 1);
    state_init(&nowhere, "/etc/teamtop", "");
    ck_assert_int_eq(state_keeper(&nowhere).save_look(&nowhere, &service, &look), RESULT_IO);
    state_done(&nowhere);
    setenv("XDG_STATE_HOME", "", 1);
    setenv("HOME", "", 1);
    state_init(&nowhere, "/etc/teamtop", "");
    ck_assert_int_eq(state_keeper(&nowhere).save_look(&nowhere, &service, &look), RESULT_OK);
    state_done(&nowhere);
    looked_done(&look);
}
END_TEST

/* --- what was typed and named ----------------------------------------------------------------- */

static struct kept kept;

static unit_index west(void)
{
    return unit_tree_find(units, "west");
}

static void name_a_place(void)
{
    kept = (struct kept){0};
    kept.places['p' - 'a'] = (struct view_place){.view = &compare_view,
        .unit = west(),
        .chosen = west(),
        .row = 7,
        .panel = 1,
        .measure = 2,
        .sort = {.reverse = true},
        .filter = "status:red west"};
}

static void keep_it(void)
{
    ck_assert_int_eq(keeper.save_kept(keeper.context, &service, &kept), RESULT_OK);
}

/* What is read of a file of this text, in the folder that is there. */
static enum result recall_kept(const char *text, struct kept *ret)
{
    *ret = (struct kept){0};
    name_a_place();
    keep_it(); /* makes the folder */
    FILE *const file = fopen(state.kept_path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    ck_assert_int_eq(fclose(file), 0);
    return keeper.load_kept(keeper.context, &service, ret);
}

START_TEST(what_was_typed_and_named_is_read_back)
{
    static struct kept back;
    name_a_place();
    history_add(&kept.commands, "unit west");
    history_add(&kept.commands, "window 4w");
    history_add(&kept.finds, "we st");
    history_add(&kept.filters, "status:red");
    keep_it();
    ck_assert_int_eq(keeper.load_kept(keeper.context, &service, &back), RESULT_OK);
    ck_assert(!back.spoilt);
    ck_assert_int_eq(back.commands.count, 2);
    ck_assert_str_eq(back.commands.lines[0], "unit west");
    ck_assert_str_eq(back.commands.lines[1], "window 4w");
    ck_assert_str_eq(back.finds.lines[0], "we st");
    ck_assert_str_eq(back.filters.lines[0], "status:red");
    const struct view_place *const place = &back.places['p' - 'a'];
    ck_assert_ptr_eq(place->view, &compare_view);
    ck_assert_int_eq(place->unit, west());
    ck_assert_int_eq(place->chosen, west());
    ck_assert_int_eq(place->row, 7);
    ck_assert_int_eq(place->panel, 1);
    ck_assert_int_eq(place->measure, 2);
    ck_assert(place->sort.reverse);
    ck_assert_str_eq(place->filter, "status:red west");
    ck_assert_ptr_null(back.places[0].view);
}
END_TEST

START_TEST(who_typed_nothing_has_no_file)
{
    kept = (struct kept){0};
    keep_it();
    ck_assert_int_ne(access(state.kept_path, F_OK), 0);
    ck_assert_int_eq(keeper.load_kept(keeper.context, &service, &kept), RESULT_OK);
    ck_assert(kept_is_empty(&kept));
}
END_TEST

/* A line each: left out, and whether it is said that something was. */
static const struct {
    const char *line;
    bool spoilt;
} odd_lines[] = {
    {"m a view=compare unit=elsewhere", false},
    {"m a view=galaxy unit=west", false},
    {"m a view=feed feed=posts", false},
    {"m a view=compare unit=west level=parish", false},
    {"m a view=compare unit=west measure=joy", false},
    {"m a view=compare", true},
    {"m a unit=west", true},
    {"m a view=panel unit=west panel=3", true},
    {"m a view=panel unit=west panel=-1", true},
    {"m a view=panel unit=west row=99999999999999999999", true},
    {"m a view=panel unit=west back=2x", true},
    {"m a view=compare unit=west order=upwards", true},
    {"m a view=compare unit=west colour=red", true},
    {"m a view=compare unit=west and more", true},
    {"m A view=compare unit=west", true},
    {"m", true},
    {": ", true},
    {":quit", true},
    {": \033[31mquit", true},
    {": \xff", true},
    {"; quit", true},
    {"", true},
    {": a command that is much longer than any line that a person can type, because it goes on and "
     "on and on, past the hundred and twenty-eight bytes there are",
        true},
};

START_TEST(a_kept_line_that_makes_no_sense_is_left_out)
{
    static struct kept back;
    char text[512];
    snprintf(text, sizeof text, "teamtop kept 1\n: help\n%s\nm z view=unit unit=west\n",
        odd_lines[_i].line);
    ck_assert_int_eq(recall_kept(text, &back), RESULT_OK);
    ck_assert_int_eq(back.spoilt, odd_lines[_i].spoilt);
    ck_assert_int_eq(back.commands.count, 1);
    ck_assert_ptr_null(back.places[0].view);
    ck_assert_ptr_eq(back.places['z' - 'a'].view, &unit_view);
}
END_TEST

START_TEST(a_kept_file_of_something_else_is_refused_whole)
{
    static const char *const texts[] = {"", "dear diary\n: quit\n", "teamtop kept 2\n: quit\n"};
    static struct kept back;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        ck_assert_int_eq(recall_kept(texts[i], &back), RESULT_IO);
        ck_assert(kept_is_empty(&back));
    }
}
END_TEST

START_TEST(no_more_is_kept_than_was_ever_written)
{
    static char text[1 << 20];
    static struct kept back;
    size_t length = (size_t)snprintf(text, sizeof text, "teamtop kept 1\n");
    for (int i = 0; i < 20000; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, ": window %dw\n", i);
    ck_assert_int_eq(recall_kept(text, &back), RESULT_OK);
    ck_assert_int_eq(back.commands.count, ASK_LINES);
}
END_TEST

START_TEST(where_nothing_can_be_written_keeping_what_was_typed_fails)
{
    struct state nowhere;
    name_a_place();
    setenv("XDG_STATE_HOME", "/dev/null/state", 1);
    state_init(&nowhere, "/etc/teamtop", "");
    ck_assert_int_eq(state_keeper(&nowhere).save_kept(&nowhere, &service, &kept), RESULT_IO);
    state_done(&nowhere);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("state");
    TCase *tests = tcase_create("state");
    tcase_add_checked_fixture(tests, open_home, leave_home);
    tcase_add_test(tests, a_count_of_alerts_is_read_back_with_what_it_was_made_of);
    tcase_add_loop_test(tests, a_count_that_makes_no_sense_is_none, 0, 8);
    tcase_add_test(tests, nothing_was_seen_at_first);
    tcase_add_test(tests, what_was_kept_is_read_back);
    tcase_add_test(tests, of_a_store_that_is_soon_gone_no_count_is_kept);
    tcase_add_test(tests, each_configuration_has_a_file_of_its_own);
    tcase_add_test(tests, the_folder_is_for_this_person_only);
    tcase_add_test(tests, lines_that_make_no_sense_are_left_out);
    tcase_add_test(tests, a_file_of_something_else_is_refused_whole);
    tcase_add_test(tests, where_no_folder_can_be_made_saving_fails);
    tcase_add_test(tests, a_relative_state_home_counts_as_none);
    tcase_add_test(tests, nothing_was_looked_at_at_first);
    tcase_add_test(tests, a_look_that_was_kept_is_read_back);
    tcase_add_test(tests, lines_of_a_look_that_make_no_sense_are_left_out);
    tcase_add_test(tests, a_look_of_something_else_is_refused_whole);
    tcase_add_test(tests, a_look_at_other_measures_counts_as_none);
    tcase_add_test(tests, without_a_home_a_look_is_not_kept_and_without_a_folder_that_fails);
    tcase_add_test(tests, what_was_typed_and_named_is_read_back);
    tcase_add_test(tests, who_typed_nothing_has_no_file);
    tcase_add_loop_test(tests, a_kept_line_that_makes_no_sense_is_left_out, 0,
        (int)(sizeof odd_lines / sizeof odd_lines[0]));
    tcase_add_test(tests, a_kept_file_of_something_else_is_refused_whole);
    tcase_add_test(tests, no_more_is_kept_than_was_ever_written);
    tcase_add_test(tests, where_nothing_can_be_written_keeping_what_was_typed_fails);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}

/* Files into a store, and what a provider then finds there. */
#include <check.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/core/feed/small_service.h"
#include "tests/suite.h"

static struct small small;

static void setup(void)
{
    small_setup(&small);
}

static void teardown(void)
{
    small_teardown(&small);
}

/* In February 2024 C1, C2 and C3 are open. */
#define FEBRUARY day_from_civil(2024, 2, 1)

static int open_cases(const char *unit, const char *sub)
{
    return small_level(&small, unit, PART_OPEN_CASES, sub, FEBRUARY);
}

static bool is_said(const char *sentence)
{
    for (size_t i = 0; i < small.diags.count; i++)
        if (strstr(small.diags.items[i].text, sentence))
            return true;
    return false;
}

struct newest {
    int count;
    int64_t at, rows, taken, rejected;
    bool refused;
    char reason[200];
    char user[16];
    char file[32];
};

static bool see(void *context, const struct store_import *import)
{
    struct newest *newest = context;
    if (newest->count++ > 0)
        return true;
    newest->at = import->imported_at;
    newest->rows = import->rows;
    newest->taken = import->taken;
    newest->rejected = import->rejected;
    newest->refused = import->refused;
    strncpy(newest->reason, import->reason, sizeof newest->reason - 1);
    strncpy(newest->user, import->user, sizeof newest->user - 1);
    strncpy(newest->file, import->file, sizeof newest->file - 1);
    return true;
}

static struct newest newest_import(const char *feed)
{
    struct newest newest = {0};
    ck_assert_int_eq(store_each_import(small.store, feed, 0, see, &newest), RESULT_OK);
    return newest;
}

/* --- taking ------------------------------------------------------------------------------ */

START_TEST(an_empty_store_is_no_data_and_fits_every_configuration)
{
    struct store_provider *provider = NULL;
    ck_assert_int_eq(open_cases("svc", ""), -1);
    ck_assert_int_eq(store_provider_create(&provider, small.store, &small.service), RESULT_OK);
    ck_assert(store_provider_fits(provider));
    store_provider_destroy(provider);
}
END_TEST

START_TEST(a_child_in_two_teams_counts_once_above_them)
{
    struct import_outcome outcome = small_take(&small, "cases.csv", SMALL_CASES_TEXT);
    ck_assert_int_eq(outcome.rows, 4);
    ck_assert_int_eq(outcome.taken, 4);
    ck_assert_int_eq(outcome.rejected, 0);
    ck_assert_uint_gt(outcome.series_changed, 0);
    ck_assert_int_eq(open_cases("eh", ""), 2);
    ck_assert_int_eq(open_cases("cp", ""), 2);
    ck_assert_int_eq(open_cases("west", ""), 3);
    ck_assert_int_eq(open_cases("svc", ""), 3);
    ck_assert_int_eq(open_cases("cp", "cp"), 2);
    ck_assert_int_eq(open_cases("eh", "cin"), 1);
    struct newest newest = newest_import("cases");
    ck_assert_int_eq(newest.count, 1);
    ck_assert_int_eq(newest.at, 1001);
    ck_assert_int_eq(newest.taken, 4);
    ck_assert_str_eq(newest.user, "mpascoe");
}
END_TEST

START_TEST(the_same_bytes_again_only_move_their_time_and_name)
{
    small_take(&small, "cases.csv", SMALL_CASES_TEXT);
    int64_t version = small_version(&small);
    struct import_outcome outcome = small_take(&small, "cases-again.csv", SMALL_CASES_TEXT);
    ck_assert(outcome.unchanged);
    ck_assert_uint_eq(outcome.series_changed, 0);
    ck_assert_int_eq(small_version(&small), version);
    struct newest newest = newest_import("cases");
    ck_assert_int_eq(newest.count, 1);
    ck_assert_int_eq(newest.at, 1002);
    ck_assert_str_eq(newest.file, "cases-again.csv");
    ck_assert(is_said("nothing changed"));
}
END_TEST

/* Its mode was changed meanwhile. */
START_TEST(what_replaced_is_not_taken_again_by_a_feed_that_adds)
{
    small_take(&small, "cases.csv", SMALL_CASES_TEXT);
    small.feeds[SMALL_CASES].mode = FEED_APPEND;
    struct import_outcome outcome = small_take(&small, "cases.csv", SMALL_CASES_TEXT);
    ck_assert(outcome.unchanged);
    ck_assert_int_eq(newest_import("cases").count, 1);
    ck_assert_int_eq(open_cases("svc", ""), 3);
    outcome = small_take(&small, "cases-more.csv", SMALL_CASES_TEXT "C77,eh,,cin,2024-01-01,\n");
    ck_assert(!outcome.unchanged);
    ck_assert_int_eq(open_cases("svc", ""), 4);
    outcome = small_take(&small, "cases-more.csv", SMALL_CASES_TEXT "C77,eh,,cin,2024-01-01,\n");
    ck_assert(outcome.unchanged);
}
END_TEST

START_TEST(the_same_rows_in_another_order_are_another_file_with_the_same_figures)
{
    small_take(&small, "cases.csv",
        "case_id,team,worker,category,start,end\nC1,eh,,cin,2024-01-01,\nC2,cp,,cp,2024-01-01,\n");
    int64_t version = small_version(&small);
    struct import_outcome outcome = small_take(&small, "cases.csv",
        "case_id,team,worker,category,start,end\nC2,cp,,cp,2024-01-01,\nC1,eh,,cin,2024-01-01,\n");
    ck_assert(!outcome.unchanged);
    ck_assert_uint_eq(outcome.series_changed, 0);
    ck_assert_int_eq(small_version(&small), version);
    ck_assert_int_eq(newest_import("cases").count, 2);
}
END_TEST

START_TEST(a_full_extract_replaces_what_was_there)
{
    small_take(&small, "cases.csv", SMALL_CASES_TEXT);
    small_take(
        &small, "cases.csv", "case_id,team,worker,category,start,end\nC9,cp,,cp,2024-01-01,\n");
    ck_assert_int_eq(open_cases("svc", ""), 1);
    ck_assert_int_eq(open_cases("eh", ""), -1);
    small_take(&small, "cases.csv", SMALL_CASES_TEXT); /* an earlier one is taken anew */
    ck_assert_int_eq(open_cases("svc", ""), 3);
    ck_assert_int_eq(newest_import("cases").count, 3);
}
END_TEST

START_TEST(an_event_feed_adds_each_file_once)
{
    small_take(&small, "requests-march.csv", SMALL_MARCH_TEXT);
    ck_assert_int_eq(small_requests(&small, "svc"), 7);
    small_take(&small, "requests-april.csv", SMALL_APRIL_TEXT);
    ck_assert_int_eq(small_requests(&small, "svc"), 14);
    struct import_outcome outcome = small_take(&small, "requests-copy.csv", SMALL_MARCH_TEXT);
    ck_assert(outcome.unchanged);
    ck_assert_int_eq(small_requests(&small, "svc"), 14);
    ck_assert_int_eq(small_requests(&small, "eh"), 12);
    ck_assert_int_eq(newest_import("requests").count, 2);
}
END_TEST

START_TEST(absences_that_were_never_imported_are_no_data)
{
    small_take(&small, "posts.csv", SMALL_POSTS_TEXT);
    ck_assert_int_eq(small_level(&small, "cp", PART_FTE_ABSENT, "", FEBRUARY), -1);
    small_take(&small, "absences.csv", "worker,reason,start,end\n");
    ck_assert_int_eq(small_level(&small, "cp", PART_FTE_ABSENT, "", FEBRUARY), 0);
}
END_TEST

START_TEST(a_team_reads_the_absences_of_its_own_workers_only)
{
    small_take(&small, "absences.csv", SMALL_ABSENCES_TEXT);
    ck_assert_uint_eq(small_team_absences(&small, "eh"), 0);
    small_take(&small, "posts.csv", SMALL_POSTS_TEXT); /* now it is known who works where */
    ck_assert_uint_eq(small_team_absences(&small, "eh"), 1);
    ck_assert_uint_eq(small_team_absences(&small, "cp"), 2);
    struct import_outcome outcome = small_take(&small, "absences.csv", SMALL_ABSENCES_TEXT);
    ck_assert(outcome.unchanged);
    small_take(&small, "absences.csv", "worker,reason,start,end\nW1,cold,2024-01-02,\n");
    ck_assert_uint_eq(small_team_absences(&small, "eh"), 1);
    ck_assert_uint_eq(small_team_absences(&small, "cp"), 0);
    ck_assert_int_eq(small_level(&small, "svc", PART_FTE_ABSENT, "", FEBRUARY), 1);
}
END_TEST

/* --- refusing and rejecting -------------------------------------------------------------- */

START_TEST(a_refused_file_is_recorded_and_changes_nothing_else)
{
    struct import_outcome outcome = {0};
    small_take(&small, "cases.csv", SMALL_CASES_TEXT);
    int64_t version = small_version(&small);
    ck_assert_int_eq(
        small_import(&small, "cases.csv", "who,what\n1,2\n", &outcome), RESULT_REFUSED_INPUT);
    ck_assert(outcome.refused);
    ck_assert_int_eq(small_version(&small), version);
    ck_assert_int_eq(open_cases("svc", ""), 3);
    struct newest newest = newest_import("cases");
    ck_assert_int_eq(newest.count, 2);
    ck_assert(newest.refused);
    ck_assert_int_eq(newest.taken, 0);
    ck_assert_uint_gt(strlen(newest.reason), 0);
    outcome = small_take(&small, "cases.csv", SMALL_CASES_TEXT);
    ck_assert(outcome.unchanged); /* a refusal in between does not make it new */
}
END_TEST

static struct feed_state state_of_cases(void)
{
    struct store_provider *provider = NULL;
    struct feed_state state = {0};
    ck_assert_int_eq(store_provider_create(&provider, small.store, &small.service), RESULT_OK);
    const struct provider *view = store_provider_get(provider);
    const struct feed_spec *cases = service_feed(&small.service, "cases");
    ck_assert_int_eq(view->feed_state(view->context, cases, &state), RESULT_OK);
    store_provider_destroy(provider);
    return state;
}

START_TEST(a_good_file_that_comes_again_stands_before_the_refused_one)
{
    struct import_outcome outcome = {0};
    small_take(&small, "cases.csv", SMALL_CASES_TEXT);
    ck_assert_int_eq(
        small_import(&small, "cases-2.csv", "who,what\n1,2\n", &outcome), RESULT_REFUSED_INPUT);
    struct feed_state state = state_of_cases();
    ck_assert(state.last_refused);
    ck_assert_str_eq(state.attempted_file, "cases-2.csv");
    outcome = small_take(&small, "cases.csv", SMALL_CASES_TEXT);
    ck_assert(outcome.unchanged);
    state = state_of_cases();
    ck_assert(!state.last_refused);
    ck_assert_str_eq(state.attempted_file, "cases.csv");
    ck_assert_str_eq(state.reason, "");
    ck_assert_int_eq(state.attempted_at, small.now);
    ck_assert_int_eq(state.imported_at, small.now);
    ck_assert_int_eq(
        small_import(&small, "cases-2.csv", "who,what\n1,2\n", &outcome), RESULT_REFUSED_INPUT);
    ck_assert(state_of_cases().last_refused);
}
END_TEST

#define WITH_AN_UNKNOWN_TEAM SMALL_CASES_TEXT "C7,Early Help Newquay,W1,cin,2024-01-01,\n"

static bool count_reject(void *context, const struct store_reject *reject)
{
    ck_assert_int_eq(reject->line, 6);
    ck_assert_int_eq(reject->column, 2);
    ++*(int *)context;
    return true;
}

static bool first_id(void *context, const struct store_import *import)
{
    *(int64_t *)context = import->id;
    return false;
}

START_TEST(a_row_of_an_unknown_team_is_rejected_and_kept_with_its_reason)
{
    int64_t id = 0;
    int rejects = 0;
    struct import_outcome outcome = small_take(&small, "cases.csv", WITH_AN_UNKNOWN_TEAM);
    ck_assert_int_eq(outcome.taken, 4);
    ck_assert_int_eq(outcome.rejected, 1);
    ck_assert_int_eq(open_cases("svc", ""), 3);
    ck_assert_int_eq(store_each_import(small.store, "cases", 1, first_id, &id), RESULT_OK);
    ck_assert_int_eq(store_each_reject(small.store, id, count_reject, &rejects), RESULT_OK);
    ck_assert_int_eq(rejects, 1);
}
END_TEST

START_TEST(the_same_file_is_taken_anew_when_an_alias_makes_its_rows_good)
{
    unit_index taken_by;
    small_take(&small, "cases.csv", WITH_AN_UNKNOWN_TEAM);
    ck_assert_int_eq(
        unit_tree_add_alias(small.service.units, unit_tree_find(small.service.units, "eh"),
            "Early Help Newquay", &taken_by),
        RESULT_OK);
    struct import_outcome outcome = small_take(&small, "cases.csv", WITH_AN_UNKNOWN_TEAM);
    ck_assert(!outcome.unchanged);
    ck_assert_int_eq(outcome.rejected, 0);
    ck_assert_int_eq(open_cases("svc", ""), 4);
}
END_TEST

START_TEST(a_file_nobody_claims_is_named)
{
    struct import_outcome outcome;
    ck_assert_int_eq(small_import(&small, "rota.csv", "a,b\n", &outcome), RESULT_INVALID);
    ck_assert(is_said("no feed in feeds.yaml"));
}
END_TEST

START_TEST(a_missing_file_is_said)
{
    struct import_outcome outcome;
    ck_assert_int_eq(import_file(&small.service, small.store, NULL, "/nowhere/cases.csv", "u", 1,
                         &small.diags, &outcome),
        RESULT_IO);
    ck_assert_uint_eq(diags_count(&small.diags, DIAG_ERROR), 1);
}
END_TEST

START_TEST(a_check_says_what_an_import_would_do_and_does_nothing)
{
    struct import_outcome outcome = {0};
    const char *path = scratch_write(&small.scratch, "cases.csv", WITH_AN_UNKNOWN_TEAM);
    ck_assert_int_eq(import_check(&small.service, NULL, path, &small.diags, &outcome), RESULT_OK);
    ck_assert_int_eq(outcome.taken, 4);
    ck_assert_int_eq(outcome.rejected, 1);
    ck_assert_ptr_eq(outcome.feed, &small.feeds[SMALL_CASES]);
    ck_assert_int_eq(newest_import(NULL).count, 0);
    path = scratch_write(&small.scratch, "cases.csv", "who\n1\n");
    ck_assert_int_eq(
        import_check(&small.service, NULL, path, &small.diags, &outcome), RESULT_REFUSED_INPUT);
    ck_assert(outcome.refused);
}
END_TEST

/* --- other processes --------------------------------------------------------------------- */

START_TEST(an_import_waits_for_another_one_to_end)
{
    int ready[2];
    char byte;
    ck_assert_int_eq(pipe(ready), 0);
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        struct store *store = NULL;
        if (scratch_open(&small.scratch, &store, SMALL_STORE, STORE_WRITE, NULL) != RESULT_OK ||
            store_begin_write(store, 0) != RESULT_OK || write(ready[1], "r", 1) != 1)
            _exit(1);
        usleep(200000);
        _exit(store_commit(store) == RESULT_OK ? 0 : 1);
    }
    ck_assert_int_eq(read(ready[0], &byte, 1), 1);
    small_take(&small, "cases.csv", SMALL_CASES_TEXT);
    int status;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_int_eq(status, 0);
    ck_assert_int_eq(open_cases("svc", ""), 3);
}
END_TEST

START_TEST(a_provider_forgets_the_units_asked_for_longest_ago_and_reads_them_again)
{
    struct store_provider *provider = NULL;
    struct series spells, readings;
    small_take(&small, "cases.csv", SMALL_CASES_TEXT);
    ck_assert_int_eq(store_provider_create(&provider, small.store, &small.service), RESULT_OK);
    const struct provider *view = store_provider_get(provider);
    const unit_index count = unit_tree_count(small.service.units);
    for (unit_index i = 0; i < count; i++)
        ck_assert_int_eq(view->load_unit(view->context, i), RESULT_OK);
    const size_t all = store_provider_kept(provider);
    store_provider_trim(provider, 0);
    ck_assert_uint_eq(store_provider_kept(provider), all); /* all are held */
    store_provider_trim(provider, all);
    for (unit_index i = 0; i < count; i++)
        view->release_unit(view->context, i);
    ck_assert_uint_eq(store_provider_kept(provider), all);
    ck_assert_int_eq(view->load_unit(view->context, 0), RESULT_OK); /* the newest now */
    view->release_unit(view->context, 0);
    store_provider_trim(provider, all - 1);
    ck_assert_uint_lt(store_provider_kept(provider), all);
    view->source.find(view->source.context, 0, PART_OPEN_CASES, "", &spells, &readings);
    ck_assert_uint_gt(spells.size, 0);
    view->source.find(view->source.context, 1, PART_OPEN_CASES, "", &spells, &readings);
    ck_assert_uint_eq(spells.size, 0);
    ck_assert_int_eq(view->load_unit(view->context, 1), RESULT_OK);
    view->source.find(view->source.context, 1, PART_OPEN_CASES, "", &spells, &readings);
    ck_assert_uint_gt(spells.size, 0);
    view->release_unit(view->context, 1);
    store_provider_trim(provider, 0);
    ck_assert_uint_eq(store_provider_kept(provider), 0);
    ck_assert_int_eq(view->load_unit(view->context, 1), RESULT_OK);
    ck_assert_uint_gt(store_provider_kept(provider), 0);
    view->release_unit(view->context, 1); /* nothing is kept that nobody holds */
    ck_assert_uint_eq(store_provider_kept(provider), 0);
    store_provider_destroy(provider);
}
END_TEST

/* Where the store is a file; of a server nothing is known before it is moved to. */
START_TEST(which_units_an_import_changed_is_known_before_it_is_moved_to)
{
    struct store *reader = NULL;
    struct store_provider *provider = NULL;
    bool marks[4] = {0}, known = false;
    const struct unit_tree *units = small.service.units;
    small_take(&small, "cases.csv", SMALL_CASES_TEXT);
    small_open(&small, &reader, STORE_READ);
    ck_assert_int_eq(store_provider_create(&provider, reader, &small.service), RESULT_OK);
    const struct provider *view = store_provider_get(provider);
    ck_assert_int_eq(view->changes_ahead(view->context, marks, &known), RESULT_OK);
    ck_assert_int_eq(known, store_bell(reader) != NULL);
    for (unit_index i = 0; i < 4; i++)
        ck_assert(!marks[i]);
    small_take(&small, "cases.csv", SMALL_CASES_TEXT "C9,eh,W1,cin,2024-02-01,\n");
    ck_assert_int_eq(view->changes_ahead(view->context, marks, &known), RESULT_OK);
    for (unit_index i = 0; known && i < unit_tree_count(units); i++)
        ck_assert_int_eq(marks[i], strcmp(unit_tree_at(units, i)->id, "cp") != 0);
    ck_assert_int_eq(view->version, 1);
    ck_assert_int_eq(view->load_unit(view->context, 0), RESULT_OK);
    store_provider_destroy(provider);
    store_close(reader);
}
END_TEST

START_TEST(a_provider_moves_on_only_when_refreshed)
{
    struct store *reader = NULL;
    struct store_provider *provider = NULL;
    struct feed_state state;
    bool changed = true;
    small_take(&small, "cases.csv", SMALL_CASES_TEXT);
    small_open(&small, &reader, STORE_READ);
    ck_assert_int_eq(store_provider_create(&provider, reader, &small.service), RESULT_OK);
    const struct provider *view = store_provider_get(provider);
    ck_assert_int_eq(view->version, 1);
    ck_assert_int_eq(store_provider_refresh(provider, &changed), RESULT_OK);
    ck_assert(!changed);

    small_take(&small, "cases.csv", SMALL_CASES_TEXT); /* only its time moves */
    ck_assert_int_eq(view->feed_state(view->context, &small.feeds[SMALL_CASES], &state), RESULT_OK);
    ck_assert_int_eq(state.imported_at, 1001);
    ck_assert_int_eq(store_provider_refresh(provider, &changed), RESULT_OK);
    ck_assert(changed);
    ck_assert_int_eq(view->version, 1);
    ck_assert_int_eq(view->feed_state(view->context, &small.feeds[SMALL_CASES], &state), RESULT_OK);
    ck_assert_int_eq(state.imported_at, 1002);
    ck_assert_int_eq(state.rows, 4);
    ck_assert_str_eq(state.file, "cases.csv");
    ck_assert_int_eq(view->feed_state(view->context, &small.feeds[SMALL_POSTS], &state), RESULT_OK);
    ck_assert(!state.ever);
    store_provider_destroy(provider);
    store_close(reader);
}
END_TEST

static void note_sub(void *context, const char *sub)
{
    buffer_format(context, "%s ", sub);
}

START_TEST(a_provider_names_the_subs_a_unit_has)
{
    struct store_provider *provider = NULL;
    struct buffer subs = {0};
    small_take(&small, "cases.csv", SMALL_CASES_TEXT);
    unit_index team = unit_tree_find(small.service.units, "eh");
    ck_assert_int_eq(store_provider_create(&provider, small.store, &small.service), RESULT_OK);
    const struct provider *view = store_provider_get(provider);
    ck_assert_int_eq(view->load_unit(view->context, team), RESULT_OK);
    view->each_sub(view->context, team, PART_OPEN_CASES, note_sub, &subs);
    buffer_add(&subs, "", 1);
    ck_assert_str_eq(subs.bytes, "cin early_help ");
    buffer_done(&subs);
    store_provider_destroy(provider);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        an_empty_store_is_no_data_and_fits_every_configuration,
        a_child_in_two_teams_counts_once_above_them,
        the_same_bytes_again_only_move_their_time_and_name,
        what_replaced_is_not_taken_again_by_a_feed_that_adds,
        the_same_rows_in_another_order_are_another_file_with_the_same_figures,
        a_full_extract_replaces_what_was_there,
        an_event_feed_adds_each_file_once,
        absences_that_were_never_imported_are_no_data,
        a_team_reads_the_absences_of_its_own_workers_only,
        a_refused_file_is_recorded_and_changes_nothing_else,
        a_good_file_that_comes_again_stands_before_the_refused_one,
        a_row_of_an_unknown_team_is_rejected_and_kept_with_its_reason,
        the_same_file_is_taken_anew_when_an_alias_makes_its_rows_good,
        a_file_nobody_claims_is_named,
        a_missing_file_is_said,
        a_check_says_what_an_import_would_do_and_does_nothing,
        an_import_waits_for_another_one_to_end,
        a_provider_forgets_the_units_asked_for_longest_ago_and_reads_them_again,
        which_units_an_import_changed_is_known_before_it_is_moved_to,
        a_provider_moves_on_only_when_refreshed,
        a_provider_names_the_subs_a_unit_has,
    };
    Suite *suite = suite_create("import");
    TCase *tcase = tcase_create("import");
    tcase_add_checked_fixture(tcase, setup, teardown);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    return suite_run(suite);
}

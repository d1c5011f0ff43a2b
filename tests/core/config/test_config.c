#include <check.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/config/config.h"
#include "tests/core/config/faulty.h"
#include "tests/core/config/folder.h"
#include "tests/suite.h"

static const char *source_root;

/* The folder goes away after its documents were read and before its full name was asked for. */
static bool folder_is_gone;

char *__real_realpath(const char *path, char *ret);
char *__wrap_realpath(const char *path, char *ret);
char *__wrap_realpath(const char *path, char *ret)
{
    errno = ENOENT;
    return folder_is_gone ? NULL : __real_realpath(path, ret);
}

/* All messages, each without the folder. */
static void messages_of(const struct diags *diags, const char *folder, struct buffer *ret)
{
    size_t skip = strlen(folder) + 1;
    for (size_t i = 0; i < diags->count; i++) {
        char line[512];
        diag_format(&diags->items[i], line, sizeof line);
        buffer_text(ret, strncmp(line, folder, skip - 1) == 0 ? line + skip : line);
    }
    buffer_add(ret, "", 1);
}

/* Loads the folder, which is faulty, and compares what is said. */
static void assert_refusal(
    const struct folder *folder, enum result expected_result, const char *expected)
{
    struct service *service = NULL;
    struct diags diags;
    struct buffer said = {0};
    diags_init(&diags);
    ck_assert_int_eq(config_load(&service, folder->path, &diags), expected_result);
    ck_assert_ptr_null(service);
    messages_of(&diags, folder->path, &said);
    ck_assert_str_eq(said.bytes, expected);
    buffer_done(&said);
    diags_done(&diags);
}

static void assert_messages(const struct folder *folder, const char *expected)
{
    assert_refusal(folder, RESULT_INVALID, expected);
}

static void assert_faulty(const struct faulty *faulty)
{
    struct folder folder;
    folder_make(&folder);
    folder_write(&folder, "organisation.yaml", SOUND_ORGANISATION, strlen(SOUND_ORGANISATION));
    folder_write(&folder, faulty->file, faulty->text, strlen(faulty->text));
    bool guards = strcmp(faulty->file, "access.yaml") == 0;
    assert_refusal(&folder, guards ? RESULT_DENIED : RESULT_INVALID, faulty->messages);
    folder_remove(&folder);
}

START_TEST(a_faulty_organisation_is_refused_with_every_fault)
{
    assert_faulty(&faulty_organisations[_i]);
}
END_TEST

START_TEST(another_faulty_document_is_refused_with_every_fault)
{
    assert_faulty(&faulty_others[_i]);
}
END_TEST

START_TEST(without_an_organisation_there_is_no_service)
{
    struct folder folder;
    folder_make(&folder);
    assert_messages(&folder,
        "organisation.yaml: error: there is no such file: who the service is: its units, their "
        "levels and kinds\n");
    folder_remove(&folder);
}
END_TEST

START_TEST(faults_of_all_documents_are_reported_together)
{
    struct folder folder;
    folder_make(&folder);
    folder_write(&folder, "organisation.yaml", "levels: [\n", 10);
    folder_write(&folder, "feeds.yaml", "feed: {}\n", 9);
    folder_write(&folder, "ui.yaml", "ascii: 1\n", 9);
    assert_messages(&folder,
        "organisation.yaml:2:1: error: this is not valid YAML: did not find expected node "
        "content\n"
        "feeds.yaml:1:1: error: unknown key \"feed\" (did you mean \"feeds\"?)\n"
        "ui.yaml:1:8: error: \"ascii\" must be yes or no, not \"1\"\n");
    folder_remove(&folder);
}
END_TEST

START_TEST(access_is_denied_only_where_nothing_else_is_wrong)
{
    struct folder folder;
    folder_make(&folder);
    folder_write(&folder, "organisation.yaml", SOUND_ORGANISATION, strlen(SOUND_ORGANISATION));
    folder_write(&folder, "access.yaml", "a: 1\n", 5);
    folder_write(&folder, "ui.yaml", "b: 1\n", 5);
    assert_messages(&folder, "access.yaml:1:1: error: unknown key \"a\"\n"
                             "ui.yaml:1:1: error: unknown key \"b\"\n");
    folder_remove(&folder);
}
END_TEST

START_TEST(access_that_cannot_be_found_is_not_access_that_is_absent)
{
    struct folder folder;
    char path[128];
    folder_make(&folder);
    folder_write(&folder, "organisation.yaml", SOUND_ORGANISATION, strlen(SOUND_ORGANISATION));
    snprintf(path, sizeof path, "%s/access.yaml", folder.path);
    ck_assert_int_eq(symlink("nowhere.yaml", path), 0);
    assert_refusal(&folder, RESULT_DENIED,
        "access.yaml: error: this link leads nowhere, so nobody can tell who may see what\n");
    ck_assert_int_eq(unlink(path), 0);
    folder_remove(&folder);
}
END_TEST

/* --- limits ----------------------------------------------------------------------------------- */

static void assert_refused(const struct buffer *document, const char *message)
{
    struct folder folder;
    folder_make(&folder);
    ck_assert(!document->failed);
    folder_write(&folder, "organisation.yaml", document->bytes, document->length);
    assert_messages(&folder, message);
    folder_remove(&folder);
}

START_TEST(a_folder_that_goes_away_meanwhile_is_not_a_want_of_memory)
{
    static const char feeds[] = "store: sqlite:a.db\ninbox: in\n";
    static const char said[] =
        "the folder it is in cannot be found any more: No such file or directory\n";
    struct folder folder;
    char expected[400];
    folder_make(&folder);
    folder_write(&folder, "organisation.yaml", SOUND_ORGANISATION, strlen(SOUND_ORGANISATION));
    folder_write(&folder, "feeds.yaml", feeds, strlen(feeds));
    snprintf(expected, sizeof expected, "feeds.yaml: error: %sfeeds.yaml: error: %s", said, said);
    folder_is_gone = true;
    assert_messages(&folder, expected);
    folder_is_gone = false;
    folder_remove(&folder);
}
END_TEST

START_TEST(a_document_over_4_mib_is_refused)
{
    struct buffer document = {0};
    while (document.length <= 4u << 20)
        buffer_text(&document, "# this line is a comment that takes room\n");
    assert_refused(
        &document, "organisation.yaml: error: a configuration file may have 4 MiB at most\n");
    buffer_done(&document);
}
END_TEST

START_TEST(nesting_over_64_levels_is_refused)
{
    struct buffer document = {0};
    buffer_text(&document, "notice: ");
    for (int i = 0; i < 64; i++)
        buffer_text(&document, "[");
    for (int i = 0; i < 64; i++)
        buffer_text(&document, "]");
    assert_refused(&document, "organisation.yaml:1:72: error: nested more than 64 levels deep\n");
    buffer_done(&document);
}
END_TEST

START_TEST(nesting_through_aliases_counts)
{
    struct buffer document = {0};
    buffer_text(&document, "a: &a ");
    for (int i = 0; i < 40; i++)
        buffer_text(&document, "[");
    for (int i = 0; i < 40; i++)
        buffer_text(&document, "]");
    buffer_text(&document, "\nb: ");
    for (int i = 0; i < 30; i++)
        buffer_text(&document, "[");
    buffer_text(&document, "*a");
    for (int i = 0; i < 30; i++)
        buffer_text(&document, "]");
    assert_refused(&document, "organisation.yaml:2:34: error: nested more than 64 levels deep\n");
    buffer_done(&document);
}
END_TEST

START_TEST(a_bomb_of_aliases_is_refused)
{
    struct buffer document = {0};
    buffer_text(&document, "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i <= 30; i++) {
        buffer_format(&document, "a%d: &a%d [", i, i);
        for (int j = 0; j < 10; j++)
            buffer_format(&document, "*a%d, ", i - 1);
        buffer_text(&document, "]\n");
    }
    assert_refused(
        &document, "organisation.yaml:1:1: error: aliases expand to more than 100,000 nodes\n");
    buffer_done(&document);
}
END_TEST

START_TEST(a_bomb_of_merge_keys_is_refused)
{
    struct buffer document = {0};
    buffer_text(&document, "a: &a {");
    for (int i = 0; i < 1000; i++)
        buffer_format(&document, "k%d: x, ", i);
    buffer_text(&document, "}\nb: {<<: [");
    for (int i = 0; i < 101; i++)
        buffer_text(&document, "*a, ");
    buffer_text(&document, "]}\n");
    assert_refused(&document,
        "organisation.yaml:2:9: error: merge keys expand to more than 100,000 entries\n");
    buffer_done(&document);
}
END_TEST

/* --- what is sound ---------------------------------------------------------------------------- */

static struct service *load(const char *directory)
{
    struct service *service = NULL;
    struct diags diags;
    diags_init(&diags);
    enum result result = config_load(&service, directory, &diags);
    diags_print(&diags, stderr);
    ck_assert_int_eq(result, RESULT_OK);
    ck_assert_uint_eq(diags.count, 0);
    diags_done(&diags);
    return service;
}

START_TEST(an_organisation_alone_has_defaults)
{
    struct folder folder;
    folder_make(&folder);
    folder_write(&folder, "organisation.yaml", SOUND_ORGANISATION, strlen(SOUND_ORGANISATION));
    struct service *service = load(folder.path);
    char store[128];
    snprintf(store, sizeof store, "sqlite:%s/teamtop.db", folder.path);
    ck_assert_str_eq(service->store_uri, store);
    ck_assert_str_eq(service->directory, folder.path);
    ck_assert_str_eq(service->inbox, "");
    ck_assert_str_eq(service->notice, "");
    ck_assert_str_eq(service->time_zone, "Europe/London");
    ck_assert_int_eq(service->calendar.basis, BASIS_CALENDAR);
    ck_assert_int_eq(service->category_count, 6);
    ck_assert_int_eq(service_category(service, "assessment"), 0);
    ck_assert_int_eq(service_category(service, "early_help"), 5);
    ck_assert_int_eq(service->small_number, 5);
    ck_assert_int_eq(service->reasons_least, 10);
    ck_assert_int_eq(service->unallocated_days, 5);
    ck_assert_int_eq(service->data_until, DAY_NONE);
    ck_assert_uint_eq(service->feed_count, 0);
    ck_assert(!service->ui.ascii);
    ck_assert(!service->access.given);
    service_destroy(service);
    folder_remove(&folder);
}
END_TEST

static struct service *load_fixture(const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/fixtures/%s", source_root, name);
    return load(path);
}

START_TEST(the_worked_example_loads)
{
    struct service *service = load_fixture("worked-example");
    ck_assert_str_eq(service->organisation, "Worked example");
    ck_assert_int_eq(unit_tree_count(service->units), 7);
    unit_index team = unit_tree_find(service->units, "eh-penwith");
    ck_assert_int_eq(unit_tree_match(service->units, " eh PENWITH ", 12), team);
    const struct unit *unit = unit_tree_at(service->units, team);
    ck_assert_str_eq(unit->name, "Early Help Penwith");
    ck_assert_int_eq(unit->depth, 3);
    ck_assert_str_eq(service->levels[unit->level].name, "Team");
    ck_assert_str_eq(service->kinds[unit->kind].name, "Early Help Locality");
    const struct feed_spec *cases = service_feed(service, "cases");
    ck_assert_str_eq(cases->dates.text, "DD/MM/YYYY");
    ck_assert_uint_eq(cases->null_count, 2);
    ck_assert_str_eq(cases->nulls[1], "01/01/1900");
    ck_assert_str_eq(cases->columns[1], "team");
    ck_assert_int_eq(cases->reject_limit, 500);
    ck_assert_uint_eq(cases->line, 3);
    service_destroy(service);
}
END_TEST

START_TEST(every_key_of_measures_is_read)
{
    struct service *service = load_fixture("config-full");
    ck_assert_int_eq(service->calendar.basis, BASIS_WORKING);
    ck_assert_uint_eq(service->calendar.bank_holiday_count, 2);
    ck_assert_int_eq(service->calendar.bank_holidays[0], day_from_civil(2026, 12, 25));
    const struct policy *policy = service_policy(service, "average_caseload");
    ck_assert_int_eq(policy->thresholds.band_high, 18 * FIXED_ONE);
    ck_assert_int_eq(policy->thresholds.amber_low, 10 * FIXED_ONE);
    ck_assert_int_eq(policy->by_kind[0].band_low, 14 * FIXED_ONE);
    ck_assert(!policy->by_kind[1].has_band);
    ck_assert_uint_eq(policy->benchmark_count, 2);
    ck_assert_str_eq(policy->benchmarks[1].name, "Statistical neighbours");
    ck_assert_int_eq(policy->benchmarks[1].value, 149000);
    policy = service_policy(service, "sickness_rate");
    ck_assert(policy->thresholds.has_target && policy->thresholds.has_red);
    ck_assert_int_eq(policy->thresholds.red, 70000);
    ck_assert_int_eq(policy->polarity, POLARITY_LESS);
    ck_assert_str_eq(policy->basis, "working days");
    policy = service_policy(service, "open_cases.cp");
    ck_assert(policy->has_points && policy->points == POINTS_WEEK);
    ck_assert_ptr_eq(
        service_policy(service, "open_cases.cin"), service_policy(service, "open_cases"));
    ck_assert_ptr_null(service_policy(service, "requests"));
    const struct role *role = service_role(service, "newly qualified worker");
    ck_assert_str_eq(role->id, "newly_qualified");
    ck_assert_int_eq(role->caseload_limit, 12 * FIXED_ONE);
    ck_assert_str_eq(service_role(service, "social_worker")->name, "Social worker");
    ck_assert_int_eq(service->small_number, 7);
    ck_assert_int_eq(service->reasons_least, 12);
    ck_assert_int_eq(service->unallocated_days, 3);
    service_destroy(service);
}
END_TEST

START_TEST(every_key_of_feeds_is_read)
{
    struct service *service = load_fixture("config-full");
    ck_assert_str_eq(service->store_uri, "sqlite:/var/lib/teamtop/figures.db");
    ck_assert_str_eq(service->store_key, "/etc/teamtop/case.key");
    ck_assert_int_eq(service->inbox[0], '/');
    ck_assert_ptr_nonnull(strstr(service->inbox, "/fixtures/config-full/inbox"));
    ck_assert_int_eq(service->data_until, day_from_civil(2025, 9, 30));
    const struct feed_spec *feed = service_feed(service, "mosaic");
    ck_assert_int_eq(feed->type, FEED_CASES);
    ck_assert_int_eq(feed->mode, FEED_APPEND);
    ck_assert_int_eq(feed->encoding, ENCODING_WINDOWS_1252);
    ck_assert_int_eq(feed->delimiter, '\t');
    ck_assert_int_eq(feed->expected_every, 26 * 3600);
    ck_assert_int_eq(feed->reject_limit, 250);
    ck_assert_str_eq(feed->file, "mosaic*.csv");
    ck_assert_str_eq(feed->register_id, "children");
    ck_assert_str_eq(feed->columns[0], "Person ID");
    ck_assert_str_eq(feed->columns[2], "Allocated Worker Name");
    ck_assert_str_eq(feed->columns[4], "start");
    ck_assert_uint_eq(feed->value_count, 2);
    ck_assert_int_eq(feed->values[0].column, 3);
    ck_assert_str_eq(feed->values[0].from, "Child in Need");
    ck_assert_str_eq(feed->values[0].to, "cin");
    service_destroy(service);
}
END_TEST

START_TEST(readings_wide_and_long_are_read)
{
    struct service *service = load_fixture("config-full");
    const struct feed_spec *wide = service_feed(service, "workforce");
    ck_assert(wide->wide);
    ck_assert_uint_eq(wide->unit_column_count, 3);
    ck_assert_str_eq(wide->unit_columns[0], "new_la_code");
    ck_assert_str_eq(wide->unit_columns[2], "country_code");
    ck_assert_str_eq(wide->period_column, "time_period");
    ck_assert_int_eq(feed_period_months(wide), 12);
    ck_assert(wide->period_month == 9 && wide->period_day == 30);
    ck_assert_uint_eq(wide->part_count, 2);
    ck_assert_int_eq(wide->parts[0].part, PART_VACANT_FTE);
    ck_assert(wide->parts[0].times == 1 && wide->parts[0].times_leap == 1);
    ck_assert_str_eq(wide->parts[1].column, "inpost_fte");
    ck_assert(wide->parts[1].times == 253 && wide->parts[1].times_leap == 254);
    const struct feed_spec *tall = service_feed(service, "dashboard");
    ck_assert(!tall->wide);
    ck_assert_str_eq(tall->columns[2], "Figure");
    ck_assert_str_eq(tall->period_column, "Month");
    ck_assert_str_eq(tall->unit_columns[0], "unit");
    ck_assert_int_eq(feed_period_months(tall), 1);
    ck_assert_int_eq(tall->expected_every, 4 * 7 * 86400);
    service_destroy(service);
}
END_TEST

START_TEST(merge_keys_anchors_and_ui_are_read)
{
    struct service *service = load_fixture("config-full");
    ck_assert_str_eq(service->notice, "Invented data, for tests");
    ck_assert_int_eq(service_category(service, "cp"), 0);
    ck_assert_str_eq(service->categories[1].name, "Child in need");
    const struct unit *east = unit_tree_at(service->units, unit_tree_find(service->units, "east"));
    ck_assert_str_eq(service->levels[east->level].id, "team");
    ck_assert_str_eq(service->kinds[east->kind].id, "early_help");
    ck_assert_uint_eq(east->alias_count, 2);
    ck_assert_str_eq(east->aliases[1], "1047");
    ck_assert_str_eq(service->ui.theme, "dark");
    ck_assert(service->ui.ascii);
    ck_assert_uint_eq(service->ui.rebound_count, 3);
    ck_assert_str_eq(service->ui.rebound[0], "open");
    ck_assert_str_eq(service->ui.rebound[3], "F5");
    ck_assert_str_eq(service->ui.rebound[4], "quit");
    service_destroy(service);
}
END_TEST

START_TEST(every_key_of_access_is_read)
{
    struct service *service = load_fixture("config-full");
    const struct access *access = &service->access;
    const unit_index east = unit_tree_find(service->units, "east");
    ck_assert(access->given);
    ck_assert_int_eq(access->fallback, east);
    ck_assert_uint_eq(access->viewer_count, 3);
    ck_assert_str_eq(access->viewers[0].user, "mpascoe");
    ck_assert_int_eq(access->viewers[0].workers[0], east);
    ck_assert_uint_eq(access->viewers[1].unit_count, 2);
    ck_assert_uint_eq(access->viewers[1].worker_count, 1);
    ck_assert_str_eq(access->viewers[2].group, "cfs-directors");
    ck_assert(access->viewers[2].share && access->viewers[2].worker_count == 0);
    ck_assert_uint_eq(access->groups[0].user_count, 2);
    ck_assert_str_eq(access->groups[0].users[1], "btrevena");
    ck_assert(access_is_service(access, "teamtop-ssh"));
    ck_assert_ptr_nonnull(strstr(access->exports, "/fixtures/config-full/exports"));
    ck_assert_str_eq(access->state, "/var/lib/teamtop/state");
    ck_assert_str_eq(access->audit, "/var/log/teamtop/audit.log");
    service_destroy(service);
}
END_TEST

START_TEST(an_empty_access_document_shows_nothing_to_anybody)
{
    struct folder folder;
    folder_make(&folder);
    folder_write(&folder, "organisation.yaml", SOUND_ORGANISATION, strlen(SOUND_ORGANISATION));
    folder_write(&folder, "access.yaml", "# nothing yet\n", 14);
    struct service *service = load(folder.path);
    ck_assert(service->access.given);
    ck_assert_int_eq(service->access.fallback, UNIT_NONE);
    service_destroy(service);
    folder_remove(&folder);
}
END_TEST

START_TEST(the_reference_page_names_every_document_and_key)
{
    static const char *const words[] = {"organisation.yaml (required)", "levels", "measures.yaml",
        "caseload_limit", "feeds.yaml", "times_leap", "access.yaml", "act_for_others", "ui.yaml",
        "theme"};
    struct buffer page = {0};
    config_reference(&page);
    buffer_add(&page, "", 1);
    ck_assert(!page.failed);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        ck_assert_msg(strstr(page.bytes, words[i]) != NULL, "%s", words[i]);
    buffer_done(&page);
}
END_TEST

static TCase *faults(void)
{
    TCase *cases = tcase_create("faults");
    tcase_add_loop_test(cases, a_faulty_organisation_is_refused_with_every_fault, 0,
        (int)faulty_organisation_count);
    tcase_add_loop_test(
        cases, another_faulty_document_is_refused_with_every_fault, 0, (int)faulty_other_count);
    tcase_add_test(cases, without_an_organisation_there_is_no_service);
    tcase_add_test(cases, faults_of_all_documents_are_reported_together);
    tcase_add_test(cases, access_is_denied_only_where_nothing_else_is_wrong);
    tcase_add_test(cases, access_that_cannot_be_found_is_not_access_that_is_absent);
    tcase_add_test(cases, a_folder_that_goes_away_meanwhile_is_not_a_want_of_memory);
    tcase_add_test(cases, a_document_over_4_mib_is_refused);
    tcase_add_test(cases, nesting_over_64_levels_is_refused);
    tcase_add_test(cases, nesting_through_aliases_counts);
    tcase_add_test(cases, a_bomb_of_aliases_is_refused);
    tcase_add_test(cases, a_bomb_of_merge_keys_is_refused);
    return cases;
}

static TCase *sound(void)
{
    TCase *cases = tcase_create("sound");
    tcase_add_test(cases, an_organisation_alone_has_defaults);
    tcase_add_test(cases, the_worked_example_loads);
    tcase_add_test(cases, every_key_of_measures_is_read);
    tcase_add_test(cases, every_key_of_feeds_is_read);
    tcase_add_test(cases, readings_wide_and_long_are_read);
    tcase_add_test(cases, merge_keys_anchors_and_ui_are_read);
    tcase_add_test(cases, every_key_of_access_is_read);
    tcase_add_test(cases, an_empty_access_document_shows_nothing_to_anybody);
    tcase_add_test(cases, the_reference_page_names_every_document_and_key);
    return cases;
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return EXIT_FAILURE;
    source_root = argv[1];
    Suite *suite = suite_create("config");
    suite_add_tcase(suite, faults());
    suite_add_tcase(suite, sound());
    return suite_run(suite);
}

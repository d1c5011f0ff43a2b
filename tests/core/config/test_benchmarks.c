#include <check.h>
#include <stdio.h>
#include <string.h>

#include "core/config/config.h"
#include "core/model/benchmark.h"
#include "tests/core/config/faulty.h"
#include "tests/core/config/folder.h"
#include "tests/suite.h"

static const char *source_root;

/* --- a folder with a document in reference/ ---------------------------------------------------- */

static void make_folder(struct folder *folder, const char *measures, const char *benchmarks)
{
    folder_make(folder);
    folder_write(folder, "organisation.yaml", SOUND_ORGANISATION, strlen(SOUND_ORGANISATION));
    folder_write(folder, "measures.yaml", measures, strlen(measures));
    folder_write(folder, "reference/benchmarks.yaml", benchmarks, strlen(benchmarks));
}

static struct service *load(const char *measures, const char *benchmarks)
{
    struct folder folder;
    struct service *service = NULL;
    make_folder(&folder, measures, benchmarks);
    ck_assert_int_eq(config_load(&service, folder.path, NULL), RESULT_OK);
    folder_remove(&folder);
    return service;
}

#define TWO_YEARS                                                                                  \
    "benchmarks:\n"                                                                                \
    "  vacancy_rate:\n"                                                                            \
    "    2019: {England: 16.4, South West: {value: 17.7, note: without Devon}}\n"                  \
    "    2017: {England: 17}\n"

/* --- which year -------------------------------------------------------------------------------- */

START_TEST(a_day_is_compared_with_its_own_year_or_the_nearest_before)
{
    static const struct {
        int year;
        size_t count;
        fixed_t england;
        int of;
    } cases[] = {{2016, 0, 0, 0}, {2017, 1, 170000, 2017}, {2018, 1, 170000, 2017},
        {2019, 2, 164000, 2019}, {2031, 2, 164000, 2019}};
    struct service *service = load("{}", TWO_YEARS);
    struct benchmark found[BENCHMARKS_MOST];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        day_t day = day_from_civil(cases[i].year, 1, 1);
        ck_assert_uint_eq(benchmarks_on(service, "vacancy_rate", day, found), cases[i].count);
        if (cases[i].count == 0)
            continue;
        ck_assert_int_eq(found[0].value, cases[i].england);
        ck_assert_int_eq(found[0].year, cases[i].of);
        ck_assert_ptr_null(found[0].note);
    }
    ck_assert_str_eq(found[1].note, "without Devon");
    ck_assert_int_eq(found[1].value, 177000);
    service_destroy(service);
}
END_TEST

START_TEST(what_measures_yaml_says_goes_before_what_is_published)
{
    struct service *service =
        load("measures: {vacancy_rate: {benchmarks: {England 2025: 14.2, Ours: 9}}}", TWO_YEARS);
    struct benchmark found[BENCHMARKS_MOST];
    char label[BENCHMARK_TEXT];
    ck_assert_uint_eq(benchmarks_on(service, "vacancy_rate", day_from_civil(2020, 3, 2), found), 3);
    ck_assert_str_eq(benchmark_label(&found[0], label), "England 2025");
    ck_assert_str_eq(benchmark_label(&found[1], label), "Ours");
    ck_assert_str_eq(benchmark_label(&found[2], label), "South West 2019");
    service_destroy(service);
}
END_TEST

START_TEST(a_measure_nobody_publishes_has_no_benchmarks)
{
    struct service *service = load("{}", TWO_YEARS);
    struct benchmark found[BENCHMARKS_MOST];
    ck_assert_uint_eq(benchmarks_on(service, "pressure", day_from_civil(2020, 3, 2), found), 0);
    service_destroy(service);
}
END_TEST

/* --- faults ------------------------------------------------------------------------------------ */

START_TEST(every_fault_of_the_document_is_said_in_one_run)
{
    static const char text[] = "benchmarks:\n"
                               "  vacancy_rat: {2019: {England: 1}}\n"
                               "  vacancy_rate: {199: {England: 1}, 2020: 16.4}\n"
                               "  agency_rate: {2019: {England: many}}\n"
                               "  turnover_rate: {2019: {England: {note: x}}}\n";
    static const char *const said[] = {
        "unknown measure \"vacancy_rat\" (did you mean \"vacancy_rate\"?)", "\"199\" is not a year",
        "\"benchmarks\" must be figures by measure, year and name, not \"16.4\"",
        "\"benchmarks\" must be figures by measure, year and name, not \"many\"",
        "\"value\" is missing"};
    struct folder folder;
    struct service *service = NULL;
    struct diags diags;
    diags_init(&diags);
    make_folder(&folder, "{}", text);
    ck_assert_int_eq(config_load(&service, folder.path, &diags), RESULT_INVALID);
    folder_remove(&folder);
    ck_assert_uint_eq(diags.count, sizeof said / sizeof said[0]);
    for (size_t i = 0; i < diags.count; i++) {
        char line[512];
        diag_format(&diags.items[i], line, sizeof line);
        ck_assert_msg(strstr(line, said[i]) != NULL, "%s", line);
        ck_assert_ptr_nonnull(strstr(line, "/reference/benchmarks.yaml:"));
    }
    diags_done(&diags);
}
END_TEST

/* --- the ones that ship ------------------------------------------------------------------------ */

START_TEST(cornwall_is_compared_with_its_neighbours_of_the_year)
{
    char path[512];
    struct service *service = NULL;
    struct benchmark found[BENCHMARKS_MOST];
    char label[BENCHMARK_TEXT];
    snprintf(path, sizeof path, "%s/config/cornwall", source_root);
    ck_assert_int_eq(config_load(&service, path, NULL), RESULT_OK);
    size_t count = benchmarks_on(service, "average_caseload", day_from_civil(2018, 6, 1), found);
    ck_assert_uint_eq(count, 5); /* Cornwall 2025 of measures.yaml, and four published ones */
    ck_assert_str_eq(benchmark_label(&found[3], label), "Statistical neighbours 2018");
    ck_assert_int_eq(found[3].value, 181000);
    ck_assert_str_eq(found[3].note, "2025 model, without Suffolk");
    service_destroy(service);
}
END_TEST

int main(int count, char **arguments)
{
    source_root = count > 1 ? arguments[1] : ".";
    Suite *suite = suite_create("benchmarks");
    TCase *tests = tcase_create("benchmarks");
    tcase_add_test(tests, a_day_is_compared_with_its_own_year_or_the_nearest_before);
    tcase_add_test(tests, what_measures_yaml_says_goes_before_what_is_published);
    tcase_add_test(tests, a_measure_nobody_publishes_has_no_benchmarks);
    tcase_add_test(tests, every_fault_of_the_document_is_said_in_one_run);
    tcase_add_test(tests, cornwall_is_compared_with_its_neighbours_of_the_year);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}

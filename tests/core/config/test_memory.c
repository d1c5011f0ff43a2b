#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/config/config.h"
#include "tests/core/config/folder.h"
#include "tests/faults/faults.h"
#include "tests/suite.h"

#define ALLOCATIONS_MOST 20000

static const char *source_root;

/* One allocation fails, or all from one on. */
static const long failures[] = {1, FAULTS_ALL};

static enum result load_failing(
    const char *directory, long after, long count, struct diags *diags, bool *ret_failed)
{
    struct service *service = NULL;
    faults_start(FAULTS_MEMORY, after, count);
    enum result result = config_load(&service, directory, diags);
    *ret_failed = faults_stop();
    if ((result == RESULT_OK) != (service != NULL))
        ck_abort_msg("result %d does not fit the service", (int)result);
    service_destroy(service);
    return result;
}

/* Leaks are what the sanitizer or valgrind finds when the test ends. */
START_TEST(a_sound_configuration_runs_out_of_memory_anywhere)
{
    char path[512];
    snprintf(path, sizeof path, "%s/fixtures/config-full", source_root);
    bool failed = true;
    long after = 0;
    for (; failed && after < ALLOCATIONS_MOST; after++) {
        struct diags diags;
        diags_init(&diags);
        enum result result = load_failing(path, after, failures[_i], &diags, &failed);
        if (result != (failed ? RESULT_NO_MEMORY : RESULT_OK) || diags.count > 0)
            ck_abort_msg(
                "allocation %ld: result %d, %zu messages", after, (int)result, diags.count);
        diags_done(&diags);
    }
    ck_assert(!failed);
    ck_assert_int_gt(after, 100);
}
END_TEST

/* Then messages get lost, too; what is faulty must never become sound by it. */
START_TEST(a_faulty_configuration_runs_out_of_memory_anywhere)
{
    static const char organisation[] = "organisation: A\nlevels: [area, team]\nunits:\n"
                                       "  - {id: a, name: A, level: aera, aliasses: [b, c]}\n"
                                       "  - {id: a, name: A, level: area}\n";
    struct folder folder;
    folder_make(&folder);
    folder_write(&folder, "organisation.yaml", organisation, strlen(organisation));
    folder_write(&folder, "feeds.yaml", "a: [\n", 5);
    bool failed = true;
    long after = 0;
    for (; failed && after < ALLOCATIONS_MOST; after++) {
        struct diags diags;
        diags_init(&diags);
        enum result result = load_failing(folder.path, after, failures[_i], &diags, &failed);
        bool said = diags.count + diags.lost > 0;
        if (result != RESULT_NO_MEMORY && (result != RESULT_INVALID || !said))
            ck_abort_msg("allocation %ld: result %d", after, (int)result);
        diags_done(&diags);
    }
    folder_remove(&folder);
    ck_assert(!failed);
    ck_assert_int_gt(after, 50);
}
END_TEST

int main(int argc, char **argv)
{
    if (argc < 2)
        return EXIT_FAILURE;
    source_root = argv[1];
    TCase *cases = tcase_create("memory");
    tcase_set_timeout(cases, 60);
    const int kinds = sizeof failures / sizeof failures[0];
    tcase_add_loop_test(cases, a_sound_configuration_runs_out_of_memory_anywhere, 0, kinds);
    tcase_add_loop_test(cases, a_faulty_configuration_runs_out_of_memory_anywhere, 0, kinds);
    Suite *suite = suite_create("config memory");
    suite_add_tcase(suite, cases);
    return suite_run(suite);
}

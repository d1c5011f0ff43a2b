/* When memory runs out, wherever that is, there is no demo and no file, and nothing leaks. */
#include <check.h>
#include <unistd.h>

#include "core/demo/demo.h"
#include "tests/core/store/scratch.h"
#include "tests/faults/faults.h"
#include "tests/suite.h"

/* The first allocations one by one, then in growing steps: later ones are the same few over again.
 */
static long next_step(long count)
{
    return count < 150 ? count + 1 : count + count / 12;
}

START_TEST(a_demo_is_made_whole_or_not_at_all)
{
    bool failed = true;
    for (long count = 1; failed; count = next_step(count)) {
        struct demo *demo = NULL;
        faults_start(FAULTS_MEMORY, count - 1, 1);
        const enum result result = demo_generate(&demo, DEMO_SEED, DEMO_UNTIL - 21, DEMO_UNTIL);
        failed = faults_stop();
        ck_assert_int_eq(result, failed ? RESULT_NO_MEMORY : RESULT_OK);
        ck_assert((demo == NULL) == failed);
        demo_destroy(demo);
    }
}
END_TEST

START_TEST(a_file_is_written_whole_or_not_at_all)
{
    struct scratch scratch;
    struct demo *demo = NULL;
    scratch_make(&scratch);
    ck_assert_int_eq(demo_generate(&demo, DEMO_SEED, DEMO_UNTIL - 21, DEMO_UNTIL), RESULT_OK);
    const char *first = scratch_path(&scratch, demo_file(0));
    const char *hidden = scratch_path(&scratch, ".posts.csv.part");
    bool failed = true;
    for (long count = 1; failed; count = next_step(count)) {
        faults_start(FAULTS_MEMORY, count - 1, 1);
        const enum result result = demo_write(demo, DEMO_UNTIL, scratch.folder, NULL);
        failed = faults_stop();
        /* The C library's own buffer may be what fails: it does without. */
        ck_assert(result == RESULT_OK || (failed && result != RESULT_INVALID));
        ck_assert_int_ne(access(hidden, F_OK), 0);
    }
    ck_assert_int_eq(access(first, F_OK), 0);
    demo_destroy(demo);
    scratch_remove(&scratch);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("demo memory");
    TCase *cases = tcase_create("memory");
    tcase_set_timeout(cases, 90);
    tcase_add_test(cases, a_demo_is_made_whole_or_not_at_all);
    tcase_add_test(cases, a_file_is_written_whole_or_not_at_all);
    suite_add_tcase(suite, cases);
    return suite_run(suite);
}

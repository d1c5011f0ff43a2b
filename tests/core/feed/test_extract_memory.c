/*
 * Running out of memory: the n-th allocation fails, for every n until none does. Each time the
 * answer is RESULT_NO_MEMORY and nothing is given; that nothing leaks or is freed twice is for the
 * sanitizers.
 */
#include <check.h>
#include <string.h>

#include "extract_scratch.h"

#include "core/model/measure.h"
#include "tests/faults/faults.h"
#include "tests/suite.h"

#define CASE_HEADER "case_id,team,worker,category,start,end\n"

struct example {
    enum feed_type type;
    enum feed_encoding encoding;
    const char *file;
    enum result result; /* once memory suffices */
};

static const struct example examples[] = {
    {FEED_CASES, ENCODING_UTF_8,
        CASE_HEADER "C1,west,W1,cin,2024-01-01,\n\"C\n2\",west,\x1b[1m,cin,2024-01-01,\n"
                    "C3,mars,W1,cin,2024-01-01,\nC4,west,W\"4,cin,2024-01-01,\n",
        RESULT_OK},
    {FEED_CASES, ENCODING_WINDOWS_1252, CASE_HEADER "C1,west,Zo\xeb,cin,2024-01-01,\n", RESULT_OK},
    {FEED_CASES, ENCODING_UTF_8, "case,team\nC1,west\n", RESULT_REFUSED_INPUT},
    {FEED_POSTS, ENCODING_UTF_8,
        "post_id,team,role,contract,worker,name,fte,case_holding,start,end\n"
        "P1,west,Social Worker,permanent,W1,A. Trevena,1,yes,2024-01-01,\n",
        RESULT_OK},
    {FEED_ABSENCES, ENCODING_UTF_8, "worker,reason,start,end\nW1,cold,2024-01-01,\n", RESULT_OK},
    {FEED_REQUESTS, ENCODING_UTF_8, "date,unit,source,count\n2024-01-01,west,,1\n", RESULT_OK},
    {FEED_READINGS, ENCODING_UTF_8,
        "period,unit,part,value\n2024-01-01,west,vacant_fte,1\n2024-01-01,west,vacant_fte,2\n",
        RESULT_OK},
};

START_TEST(running_out_of_memory_is_a_result)
{
    const struct example *example = &examples[_i];
    struct scratch scratch;
    scratch_init(&scratch);
    scratch_write(&scratch, example->file, strlen(example->file));
    struct feed_spec feed = scratch_feed(example->type);
    feed.encoding = example->encoding;
    size_t allocation = 0;
    enum result result = RESULT_NO_MEMORY;
    while (result == RESULT_NO_MEMORY) {
        /* Without diags: a message that is lost is no failure of the reading. */
        struct extract *extract = NULL;
        faults_start(FAULTS_MEMORY, (long)allocation++, 1);
        result = extract_read(&extract, &scratch.service, &feed, scratch.path, scratch_key, NULL);
        faults_stop();
        ck_assert((extract == NULL) == (result == RESULT_NO_MEMORY));
        extract_destroy(extract);
    }
    ck_assert_int_eq(result, example->result);
    ck_assert_uint_gt(allocation, 10);
    scratch_done(&scratch);
}
END_TEST

int main(void)
{
    TCase *memory = tcase_create("memory");
    tcase_add_loop_test(
        memory, running_out_of_memory_is_a_result, 0, (int)(sizeof examples / sizeof *examples));
    Suite *suite = suite_create("extract_memory");
    suite_add_tcase(suite, memory);
    return suite_run(suite);
}

/* The generator: the same files everywhere, and only what was known on the day of the export. */
#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/fixed.h"
#include "core/base/hash.h"
#include "core/demo/demo.h"
#include "core/demo/history.h"
#include "core/demo/published.h"
#include "core/demo/random.h"
#include "tests/core/store/scratch.h"
#include "tests/suite.h"

static struct scratch scratch;
static struct demo *demo;

static void setup(void)
{
    scratch_make(&scratch);
    ck_assert_int_eq(demo_generate(&demo, DEMO_SEED, DEMO_FROM, DEMO_UNTIL), RESULT_OK);
}

static void teardown(void)
{
    demo_destroy(demo);
    scratch_remove(&scratch);
}

static void write_at(const struct demo *which, day_t day)
{
    struct diags diags;
    diags_init(&diags);
    ck_assert_int_eq(demo_write(which, day, scratch.folder, &diags), RESULT_OK);
    ck_assert_uint_eq(diags.count, 0);
    diags_done(&diags);
}

/* The whole of a file: these are longer than scratch_read() takes. */
static const char *read_file(const char *name)
{
    FILE *file = fopen(scratch_path(&scratch, name), "rb");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(fseek(file, 0, SEEK_END), 0);
    const long size = ftell(file);
    rewind(file);
    char *text = arena_take(&scratch.text, (size_t)size + 1);
    ck_assert_ptr_nonnull(text);
    ck_assert_uint_eq(fread(text, 1, (size_t)size, file), (size_t)size);
    fclose(file);
    return text;
}

static uint64_t digest_of_files(void)
{
    uint64_t hash = HASH_START;
    for (size_t i = 0; i < DEMO_FILES; i++)
        hash = hash_text(hash, read_file(demo_file(i)));
    return hash_finish(hash);
}

/* What gcc and clang make of it on every machine. It changes when the generator does: then look at
 * the figures test_demo_import.c prints before writing the new one down. */
#define DIGEST UINT64_C(0xcd9dd1cfc13e546e)

START_TEST(the_same_seed_gives_the_same_files_on_every_machine)
{
    write_at(demo, DEMO_AS_AT);
    const uint64_t digest = digest_of_files();
    ck_assert_msg(digest == DIGEST, "the files have changed: their digest is %#" PRIx64, digest);
}
END_TEST

START_TEST(another_seed_gives_other_files)
{
    struct demo *other = NULL;
    ck_assert_int_eq(demo_generate(&other, DEMO_SEED + 1, DEMO_FROM, DEMO_UNTIL), RESULT_OK);
    write_at(other, DEMO_AS_AT);
    ck_assert(digest_of_files() != DIGEST);
    demo_destroy(other);
}
END_TEST

static bool is_in(day_t from, day_t until)
{
    struct demo *made = NULL;
    const enum result result = demo_generate(&made, 1, from, until);
    demo_destroy(made);
    return result == RESULT_OK;
}

START_TEST(days_nothing_is_published_for_are_refused)
{
    ck_assert(!is_in(DEMO_FROM - 1, DEMO_UNTIL));
    ck_assert(!is_in(DEMO_FROM, DEMO_UNTIL + 1));
    ck_assert(!is_in(DEMO_UNTIL, DEMO_UNTIL));
    ck_assert(is_in(DEMO_UNTIL - 30, DEMO_UNTIL));
}
END_TEST

/* --- what an export of a day may hold --------------------------------------------------------- */

/* The latest date of the file, wherever it stands ("DD/MM/YYYY"; 1900 is no date). */
static day_t latest_date(const char *name)
{
    const struct day_format format = {"DD/MM/YYYY"};
    day_t latest = DAY_NONE;
    for (const char *at = read_file(name); (at = strchr(at, '/')) != NULL; at++) {
        day_t day;
        if (at[3] == '/' && day_parse(&format, at - 2, 10, &day) && day > latest)
            latest = day;
    }
    return latest;
}

START_TEST(an_export_knows_nothing_of_the_days_after_it)
{
    const day_t day = day_from_civil(2018, 10, 10);
    write_at(demo, day);
    for (size_t i = 0; i < DEMO_FILES; i++)
        ck_assert_int_le(latest_date(demo_file(i)), day);
    ck_assert_int_eq(latest_date("cases.csv"), day);
    ck_assert_int_eq(latest_date("requests.csv"), day);
}
END_TEST

/* One row of posts.csv: its position and its days. */
struct held {
    int position;
    bool vacant;
    day_t from, last;
};

#define HELD_MOST 6000

static size_t read_posts(struct held held[HELD_MOST])
{
    const struct day_format format = {"DD/MM/YYYY"};
    const char *line = strchr(read_file("posts.csv"), '\n') + 1;
    size_t count = 0;
    for (; *line != '\0'; line = strchr(line, '\n') + 1) {
        struct held *one = &held[count++];
        const char *end = strchr(line, '\n'), *from = strchr(line, '/') - 2;
        ck_assert_uint_lt(count, HELD_MOST);
        one->position = atoi(line + 1);
        one->vacant = strstr(line, ",Vacant,") != NULL && strstr(line, ",Vacant,") < end;
        ck_assert(day_parse(&format, from, 10, &one->from));
        if (!day_parse(&format, from + 11, 10, &one->last))
            one->last = DEMO_AS_AT;
    }
    return count;
}

static bool are_two_at_once(const struct held *a, const struct held *b)
{
    return a->position == b->position && a->from <= b->last && b->from <= a->last;
}

START_TEST(no_post_stands_empty_for_years_or_has_two_people)
{
    static struct held held[HELD_MOST];
    size_t vacant = 0, empty_for_long = 0, at_once = 0, count;
    write_at(demo, DEMO_AS_AT);
    count = read_posts(held);
    for (size_t i = 0; i < count; i++) {
        vacant += held[i].vacant;
        empty_for_long += held[i].vacant && held[i].last - held[i].from >= 360;
        for (size_t j = 0; j < i; j++)
            at_once += are_two_at_once(&held[i], &held[j]);
    }
    ck_assert_uint_gt(vacant, 100);
    ck_assert_uint_eq(empty_for_long, 0);
    ck_assert_uint_eq(at_once, 0);
}
END_TEST

static size_t count_lines(const char *name)
{
    size_t lines = 0;
    for (const char *at = read_file(name); *at != '\0'; at++)
        lines += *at == '\n';
    return lines;
}

START_TEST(a_day_later_there_is_more_in_every_file)
{
    size_t before[DEMO_FILES];
    write_at(demo, DEMO_AS_AT);
    for (size_t i = 0; i < DEMO_FILES; i++)
        before[i] = count_lines(demo_file(i));
    write_at(demo, DEMO_AS_AT + 7);
    for (size_t i = 0; i < DEMO_FILES; i++)
        ck_assert_uint_gt(count_lines(demo_file(i)), before[i]);
}
END_TEST

START_TEST(the_oddities_of_both_systems_are_there)
{
    write_at(demo, DEMO_AS_AT);
    const char *cases = read_file("cases.csv");
    ck_assert_ptr_nonnull(strstr(cases, ",01/01/1900,"));
    ck_assert_ptr_nonnull(strstr(cases, ",-1,"));
    ck_assert_ptr_nonnull(strstr(cases, ",LAC,"));
    ck_assert_ptr_nonnull(strstr(cases, ",Looked After,"));
    ck_assert_ptr_nonnull(strstr(cases, "\"Chy Duryan,\nNorth Wing\""));
    ck_assert_ptr_nonnull(strstr(read_file("posts.csv"), ",Vacant,,,"));
}
END_TEST

START_TEST(a_folder_that_is_not_there_is_said_and_nothing_is_left)
{
    struct diags diags;
    diags_init(&diags);
    const char *missing = scratch_path(&scratch, "missing");
    ck_assert_int_eq(demo_write(demo, DEMO_AS_AT, missing, &diags), RESULT_IO);
    ck_assert_uint_eq(diags_count(&diags, DIAG_ERROR), 1);
    ck_assert_ptr_nonnull(strstr(diags.items[0].place.file, "missing/"));
    diags_done(&diags);
}
END_TEST

/* --- social workers, whom no measure of the program tells apart ------------------------------- */

static bool is_open(const struct involvement *row, day_t day)
{
    return row->from <= day && day < row->until;
}

/* Cases per full-time social worker who holds any, in ten-thousandths: the DfE's caseload. */
static fixed_t social_work_caseload(const struct history *history, day_t day)
{
    bool *holds = calloc(history->worker_count, sizeof *holds);
    ck_assert_ptr_nonnull(holds);
    int64_t cases = 0, fte = 0;
    for (size_t i = 0; i < history->involvement_count; i++) {
        const struct involvement *row = &history->involvements[i];
        if (!is_open(row, day) || row->worker == NOBODY)
            continue;
        const struct worker *worker = &history->workers[row->worker];
        if (!role_row(worker->role)->social_worker)
            continue;
        cases++;
        fte += holds[row->worker] ? 0 : worker->fte;
        holds[row->worker] = true;
    }
    free(holds);
    return cases * FIXED_ONE * FIXED_ONE / fte;
}

START_TEST(caseload_of_social_workers_is_near_the_published_one)
{
    struct history history = {.from = DEMO_FROM, .until = DEMO_AS_AT, .seed = DEMO_SEED};
    tell_demand(&history);
    tell_staff(&history);
    tell_sickness(&history);
    tell_children(&history);
    ck_assert(!history.failed);
    /* 16.2 on 30 September 2018, 15.6 a year later: within a tenth */
    const fixed_t first = social_work_caseload(&history, day_from_civil(2018, 9, 30));
    const fixed_t second = social_work_caseload(&history, day_from_civil(2019, 9, 30));
    ck_assert_int_ge(first, 145800);
    ck_assert_int_le(first, 178200);
    ck_assert_int_ge(second, 140400);
    ck_assert_int_le(second, 171600);
    history_done(&history);
}
END_TEST

/* --- the parts it is made of ------------------------------------------------------------------ */

START_TEST(published_paths_meet_their_figures_and_run_straight_between)
{
    ck_assert_int_eq(published_at(PATH_CHILDREN, day_from_civil(2019, 3, 31)), 4149);
    ck_assert_int_eq(published_at(PATH_CHILDREN, day_from_civil(2010, 1, 1)), 2924);
    ck_assert_int_eq(published_at(PATH_CHILDREN, day_from_civil(2030, 1, 1)), 3032);
    /* 2,924 + (3,632 − 2,924) × 73 ÷ 365 */
    ck_assert_int_eq(published_at(PATH_CHILDREN, day_from_civil(2017, 6, 12)), 3065);
    ck_assert_int_eq(published_referrals(day_from_civil(2018, 7, 20)), 597);
    ck_assert_int_eq(published_referrals(day_from_civil(2020, 3, 1)), 390);
}
END_TEST

START_TEST(chance_is_xoshiro_seeded_by_splitmix)
{
    /* splitmix64 from 0 gives these four numbers (Vigna's own test values); xoshiro256** then
     * gives rotl(s[1] × 5, 7) × 9 */
    struct random random = random_from(0, 0);
    ck_assert_uint_eq(random.state[0], UINT64_C(0xe220a8397b1dcdaf));
    ck_assert_uint_eq(random.state[1], UINT64_C(0x6e789e6aa1b965f4));
    ck_assert_uint_eq(random.state[2], UINT64_C(0x06c45d188009454f));
    ck_assert_uint_eq(random.state[3], UINT64_C(0xf88bb8a8724c81ec));
    ck_assert_uint_eq(random_next(&random), UINT64_C(0x99ec5f36cb75f2b4));
}
END_TEST

START_TEST(drawing_keeps_to_its_bounds_and_weights)
{
    struct random random = random_from(7, 7);
    int seen[3] = {0};
    for (int i = 0; i < 6000; i++) {
        const int drawn = random_between(&random, -2, 4);
        ck_assert_int_ge(drawn, -2);
        ck_assert_int_le(drawn, 4);
        seen[random_weighted(&random, (const int[]){1, 0, 3}, 3)]++;
    }
    ck_assert_int_eq(seen[1], 0);
    ck_assert_int_gt(seen[0], 1350); /* 1,500 is expected, with a standard deviation of 34 */
    ck_assert_int_lt(seen[0], 1650);
    ck_assert_int_eq(random_below(&random, 0), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("demo");
    TCase *cases = tcase_create("generator");
    tcase_set_timeout(cases, 120);
    tcase_add_unchecked_fixture(cases, setup, teardown);
    tcase_add_test(cases, the_same_seed_gives_the_same_files_on_every_machine);
    tcase_add_test(cases, another_seed_gives_other_files);
    tcase_add_test(cases, days_nothing_is_published_for_are_refused);
    tcase_add_test(cases, an_export_knows_nothing_of_the_days_after_it);
    tcase_add_test(cases, no_post_stands_empty_for_years_or_has_two_people);
    tcase_add_test(cases, a_day_later_there_is_more_in_every_file);
    tcase_add_test(cases, the_oddities_of_both_systems_are_there);
    tcase_add_test(cases, a_folder_that_is_not_there_is_said_and_nothing_is_left);
    tcase_add_test(cases, caseload_of_social_workers_is_near_the_published_one);
    tcase_add_test(cases, published_paths_meet_their_figures_and_run_straight_between);
    tcase_add_test(cases, chance_is_xoshiro_seeded_by_splitmix);
    tcase_add_test(cases, drawing_keeps_to_its_bounds_and_weights);
    suite_add_tcase(suite, cases);
    return suite_run(suite);
}

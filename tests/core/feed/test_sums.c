/* Many registers speak of the same units: whatever is imported in whatever order, the sums that are
 * kept are those of all registers' series summed anew. */
#include <check.h>
#include <string.h>

#include "core/model/series.h"
#include "tests/core/feed/small_service.h"
#include "tests/suite.h"

enum { REGISTERS = 9, ROUNDS = 60 };

static struct small small;
static struct feed_spec feeds[REGISTERS * 2];
static char ids[REGISTERS * 2][32], files[REGISTERS * 2][32], registers[REGISTERS][32];
static uint64_t state;

static unsigned any(unsigned below)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(state >> 33) % below;
}

static void setup(void)
{
    small_setup(&small);
    state = 1;
    for (int i = 0; i < REGISTERS * 2; i++) {
        bool posts = i % 2;
        feeds[i] = small.feeds[posts ? SMALL_POSTS : SMALL_CASES];
        snprintf(ids[i], sizeof ids[i], "%s%d", posts ? "posts" : "cases", i / 2);
        snprintf(files[i], sizeof files[i], "%s%d*.csv", posts ? "posts" : "cases", i / 2);
        snprintf(registers[i / 2], sizeof registers[0], "council-%d", i / 2);
        feeds[i].id = ids[i];
        feeds[i].file = files[i];
        feeds[i].register_id = registers[i / 2];
    }
    small.service.feeds = feeds;
    small.service.feed_count = REGISTERS * 2;
}

static void teardown(void)
{
    small_teardown(&small);
}

/* --- extracts ------------------------------------------------------------------------------ */

static void write_day(struct buffer *text)
{
    buffer_format(text, "20%02u-%02u-%02u", 20 + any(4), 1 + any(12), 1 + any(28));
}

static void write_case(struct buffer *text)
{
    static const char *const categories[] = {"cin", "cp", "early_help"};
    buffer_format(text, "C%u,%s,", any(12), any(2) ? "eh" : "cp");
    if (any(3) > 0)
        buffer_format(text, "W%u", any(4));
    buffer_format(text, ",%s,", categories[any(3)]);
    write_day(text);
    if (any(2))
        buffer_format(text, ",2024-%02u-01\n", 1 + any(12));
    else
        buffer_text(text, ",\n");
}

static void write_post(struct buffer *text)
{
    bool vacant = any(4) == 0;
    buffer_format(text, "P%u,%s,role%u,%s,", any(100), any(2) ? "eh" : "cp", any(2),
        vacant ? "vacant" : "permanent");
    if (!vacant)
        buffer_format(text, "W%u", any(4));
    buffer_format(text, ",,0.%u,yes,", 1 + any(9));
    write_day(text);
    buffer_format(text, ",2024-%02u-01\n", 1 + any(12));
}

static void take_any(void)
{
    unsigned which = any(REGISTERS * 2);
    struct buffer text = {0};
    buffer_text(&text, which % 2
                           ? "post_id,team,role,contract,worker,name,fte,case_holding,start,end\n"
                           : "case_id,team,worker,category,start,end\n");
    for (unsigned row = any(3) > 0 ? any(20) : 0; row > 0; row--)
        (which % 2 ? write_post : write_case)(&text);
    buffer_add(&text, "", 1);
    char name[64];
    snprintf(name, sizeof name, "%s.csv", ids[which]);
    small_take(&small, name, text.bytes);
    buffer_done(&text);
}

/* --- sums, one way and the other ------------------------------------------------------------ */

struct kept {
    struct buffer bytes;
    size_t count;
};

static bool keep(void *context, const char *key, const char *sub, const uint8_t *bytes, size_t size)
{
    (void)key;
    (void)sub;
    struct kept *kept = context;
    buffer_add(&kept->bytes, bytes, size);
    kept->count++;
    return true;
}

static struct kept find(const char *unit, const char *part, const char *register_id)
{
    struct kept kept = {0};
    ck_assert_int_eq(
        store_find_series(small.store, unit, part, register_id, keep, &kept), RESULT_OK);
    return kept;
}

static void check_part(const char *unit, const char *part)
{
    struct kept each[REGISTERS];
    struct series series[REGISTERS];
    struct buffer expected = {0};
    char name[64];
    for (int i = 0; i < REGISTERS; i++) {
        each[i] = find(unit, part, registers[i]);
        series[i] = (struct series){(const uint8_t *)each[i].bytes.bytes, each[i].bytes.length};
    }
    series_merge(series, REGISTERS, &expected);
    snprintf(name, sizeof name, "%s%s", SUMS_UNIT, unit);
    struct kept sum = find(name, part, "=spells");
    ck_assert_msg(
        sum.bytes.length == expected.length &&
            (expected.length == 0 || memcmp(sum.bytes.bytes, expected.bytes, expected.length) == 0),
        "%s of %s", part, unit);
    buffer_done(&sum.bytes);
    buffer_done(&expected);
    for (int i = 0; i < REGISTERS; i++)
        buffer_done(&each[i].bytes);
}

/* Who left on one day may stand in any order. */
static fixed_t leavers(const char *unit, const char *register_id)
{
    struct kept kept = find(unit, "leavers_fte", register_id);
    struct series series = {(const uint8_t *)kept.bytes.bytes, kept.bytes.length};
    struct span years = {day_from_civil(2020, 1, 1), day_from_civil(2030, 1, 1)};
    fixed_t sum = series_leavers(series, years);
    buffer_done(&kept.bytes);
    return sum;
}

static void check_leavers(const char *unit)
{
    char name[64];
    fixed_t expected = 0;
    for (int i = 0; i < REGISTERS; i++)
        expected += leavers(unit, registers[i]);
    snprintf(name, sizeof name, "%s%s", SUMS_UNIT, unit);
    ck_assert_int_eq(leavers(name, "=spells"), expected);
}

static bool has_sums(const char *unit)
{
    struct kept kept = {0};
    char name[64];
    snprintf(name, sizeof name, "%s%s", SUMS_UNIT, unit);
    ck_assert_int_eq(store_each_series(small.store, name, keep, &kept), RESULT_OK);
    buffer_done(&kept.bytes);
    return kept.count > 0;
}

static size_t check_sums(void)
{
    static const char *const units[] = {"svc", "west", "eh", "cp"};
    static const char *const parts[] = {"open_cases", "open_cases.cp", "cases_opened",
        "oldest_unallocated", "unallocated_cases", "fte_in_post", "fte_in_post.role1", "vacant_fte",
        "cases_held", "oldest_vacancy", "case_holding_fte"};
    size_t summed = 0;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (!has_sums(units[i]))
            continue;
        summed++;
        for (size_t j = 0; j < sizeof parts / sizeof *parts; j++)
            check_part(units[i], parts[j]);
        check_leavers(units[i]);
    }
    return summed;
}

START_TEST(sums_follow_every_import)
{
    size_t summed = 0;
    for (int round = 0; round < ROUNDS; round++) {
        take_any();
        summed = check_sums();
    }
    ck_assert_uint_eq(summed, 4);
}
END_TEST

START_TEST(sums_are_made_again_under_another_configuration)
{
    for (int round = 0; round < ROUNDS / 2; round++)
        take_any();
    struct named cin = small.categories[0];
    small.categories[0] = small.categories[1];
    small.categories[1] = cin;
    ck_assert_int_eq(import_derive_again(&small.service, small.store, &small.diags), RESULT_OK);
    ck_assert_uint_eq(check_sums(), 4);
}
END_TEST

START_TEST(a_reader_sees_the_sum)
{
    for (int round = 0; round < ROUNDS; round++)
        take_any();
    day_t day = day_from_civil(2024, 2, 1);
    int expected = 0;
    for (int i = 0; i < REGISTERS; i++) {
        struct kept one = find("svc", "open_cases", registers[i]);
        struct series series = {(const uint8_t *)one.bytes.bytes, one.bytes.length};
        expected += (int)(series_level(series, day) / FIXED_ONE);
        buffer_done(&one.bytes);
    }
    ck_assert_int_eq(small_level(&small, "svc", PART_OPEN_CASES, "", day), expected);
    ck_assert_int_gt(expected, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sums of registers");
    TCase *tests = tcase_create("sums");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, sums_follow_every_import);
    tcase_add_test(tests, sums_are_made_again_under_another_configuration);
    tcase_add_test(tests, a_reader_sees_the_sum);
    tcase_set_timeout(tests, 60);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}

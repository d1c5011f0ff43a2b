/* A cases extract that comes again, with rows changed, moved, added, taken away or broken: the store
 * is byte for byte what a first import of the same file into an empty one makes of it. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/feed/chunks.h"
#include "tests/core/feed/small_service.h"
#include "tests/suite.h"

enum { ROUNDS = 60, ROWS_MOST = 3000, ROW_SIZE = 96 };

static struct small small;
static uint64_t state;
static char rows[ROWS_MOST][ROW_SIZE];
static size_t row_count;

static unsigned any(unsigned below)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(state >> 33) % below;
}

static void setup(void)
{
    small_setup(&small);
    state = 1;
}

static void teardown(void)
{
    small_teardown(&small);
}

/* --- files --------------------------------------------------------------------------------- */

static void draw_row(char *row)
{
    static const char *const categories[] = {"cin", "cp", "early_help"};
    char worker[8] = "", end[16] = "";
    if (any(8) > 0)
        snprintf(worker, sizeof worker, "W%u", any(9));
    if (any(3) > 0)
        snprintf(end, sizeof end, "2025-%02u-%02u", 1 + any(12), 1 + any(28));
    snprintf(row, ROW_SIZE, "%sC%u%s,%s,%s,%s,20%02u-%02u-%02u,%s", any(20) ? "" : "\"", any(900),
        "", any(3) ? "eh" : "cp", worker, categories[any(3)], 20 + any(5), 1 + any(12), 1 + any(28),
        end);
    if (row[0] == '"') { /* a quoted identifier, at times over two lines */
        char quoted[ROW_SIZE];
        const char *comma = strchr(row, ',');
        snprintf(quoted, sizeof quoted, "%.*s%s\"%.60s", (int)(comma - row), row,
            any(2) ? "\n" : "", comma);
        strcpy(row, quoted);
    }
}

static void break_row(char *row)
{
    static const char *const broken[] = {"C1,nowhere,W1,cin,2024-01-01,",
        "C1,eh,W1,cin,2024-99-01,", "", "C\"1,eh,W1,cin,2024-01-01,",
        "C5,eh,W1,cin,2024-03-01,2024-01-01"};
    strcpy(row, broken[any(sizeof broken / sizeof *broken)]);
}

static void change_rows(void)
{
    for (unsigned changes = any(6); changes > 0 && row_count > 4; changes--) {
        size_t at = any((unsigned)row_count);
        unsigned what = any(8);
        if (what < 3) {
            draw_row(rows[at]);
        } else if (what < 5 && row_count < ROWS_MOST) {
            memmove(rows[at + 1], rows[at], (row_count++ - at) * ROW_SIZE);
            draw_row(rows[at]);
        } else if (what < 6) {
            memmove(rows[at], rows[at + 1], (--row_count - at) * ROW_SIZE);
        } else if (what < 7) {
            memmove(rows[at], rows[any((unsigned)row_count)], ROW_SIZE); /* a line twice */
        } else {
            break_row(rows[at]);
        }
    }
}

/* The caller frees it. */
static char *write_file(void)
{
    struct buffer text = {0};
    buffer_text(&text, "case_id,team,worker,category,start,end\n");
    for (size_t i = 0; i < row_count; i++)
        buffer_format(&text, "%s%s", rows[i], i + 1 < row_count || any(2) ? "\n" : "");
    buffer_add(&text, "", 1);
    ck_assert(!text.failed);
    return text.bytes;
}

static void write_posts(struct buffer *text)
{
    buffer_text(text, "post_id,team,role,contract,worker,name,fte,case_holding,start,end\n");
    for (unsigned i = 0; i < 12; i++)
        buffer_format(text, "P%u,%s,role,permanent,W%u,,0.%u,%s,202%u-01-01,\n", i,
            any(2) ? "eh" : "cp", any(9), 1 + any(9), any(4) ? "yes" : "no", any(5));
    buffer_add(text, "", 1);
}

/* --- two stores ---------------------------------------------------------------------------- */

static bool dump_chunk(
    void *context, const char *key, const char *sub, const uint8_t *bytes, size_t size)
{
    struct buffer *out = context;
    buffer_format(out, "%s %s:", key, sub);
    for (size_t i = 0; i < size; i++)
        buffer_format(out, "%02x", bytes[i]);
    buffer_text(out, "\n");
    return true;
}

/* Chunks and what became of them together, written anew; and what a team's page is given of them. */
static void dump_cases(struct store *store, struct buffer *out)
{
    const struct unit_tree *units = small.service.units;
    const struct chunks chunks = {&small.service, store, &small.diags};
    struct store_provider *provider = NULL;
    ck_assert_int_eq(store_provider_create(&provider, store, &small.service), RESULT_OK);
    for (unit_index unit = 0; unit < unit_tree_count(units); unit++) {
        struct spells all, own;
        struct buffer bytes = {0}, page = {0};
        ck_assert_int_eq(spells_init(&all), RESULT_OK);
        ck_assert_int_eq(spells_init(&own), RESULT_OK);
        ck_assert_int_eq(chunks_load(&chunks, &small.feeds[SMALL_CASES], &all), RESULT_OK);
        ck_assert_int_eq(store_provider_get(provider)->load_team(provider, unit, &own), RESULT_OK);
        spells_encode(&all, FEED_CASES, unit, &bytes);
        spells_encode(&own, FEED_CASES, unit, &page);
        dump_chunk(out, unit_tree_at(units, unit)->id, "", (uint8_t *)bytes.bytes, bytes.length);
        ck_assert_uint_eq(page.length, bytes.length);
        ck_assert_mem_eq(page.bytes, bytes.bytes, bytes.length);
        buffer_done(&bytes);
        buffer_done(&page);
        spells_done(&all);
        spells_done(&own);
    }
    store_provider_destroy(provider);
}

static void dump(struct store *store, struct buffer *out)
{
    static const char *const units[] = {"svc", "west", "eh", "cp"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        buffer_format(out, "%s\n", units[i]);
        ck_assert_int_eq(store_each_series(store, units[i], dump_chunk, out), RESULT_OK);
    }
    dump_cases(store, out);
    buffer_add(out, "", 1);
    ck_assert(!out->failed);
}

static bool see_import(void *context, const struct store_import *import)
{
    buffer_format(context, "%lld %lld %lld\n", (long long)import->rows, (long long)import->taken,
        (long long)import->rejected);
    return false;
}

static bool see_reject(void *context, const struct store_reject *reject)
{
    buffer_format(context, "%lld:%lld %s\n", (long long)reject->line, (long long)reject->column,
        reject->reason);
    return true;
}

static bool note_id(void *context, const struct store_import *import)
{
    *(int64_t *)context = import->id;
    return false;
}

static void dump_record(struct store *store, struct buffer *out)
{
    int64_t id = 0;
    ck_assert_int_eq(store_each_import(store, "cases", 1, see_import, out), RESULT_OK);
    ck_assert_int_eq(store_each_import(store, "cases", 1, note_id, &id), RESULT_OK);
    ck_assert_int_eq(store_each_reject(store, id, see_reject, out), RESULT_OK);
}

/* An empty store with the same key, so that the same children have the same hashes. */
static struct store *open_fresh(void)
{
    static const char *const parts[] = {"", "-wal", "-shm", ".imported"};
    uint8_t key[STORE_KEY_SIZE];
    struct store *store = NULL;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        char name[32];
        snprintf(name, sizeof name, "fresh.db%s", parts[i]);
        remove(scratch_path(&small.scratch, name));
    }
    ck_assert_int_eq(store_key(small.store, key), RESULT_OK);
    FILE *file = fopen(scratch_path(&small.scratch, "fresh.db.key"), "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(key, 1, sizeof key, file), sizeof key);
    ck_assert_int_eq(fclose(file), 0);
    const char *uri = scratch_uri(&small.scratch, "sqlite", "fresh.db");
    ck_assert_int_eq(store_open(&store, uri, STORE_WRITE, &small.diags), RESULT_OK);
    return store;
}

static void compare(const char *cases, const char *posts, int round)
{
    struct buffer again = {0}, first = {0};
    struct import_outcome outcome;
    struct store *kept = small.store;
    dump(kept, &again);
    dump_record(kept, &again);
    small.store = open_fresh();
    small_take(&small, "posts.csv", posts);
    ck_assert_int_le(small_import(&small, "cases.csv", cases, &outcome), RESULT_OK);
    dump(small.store, &first);
    dump_record(small.store, &first);
    store_close(small.store);
    small.store = kept;
    ck_assert_msg(
        again.length == first.length && memcmp(again.bytes, first.bytes, first.length) == 0,
        "round %d", round);
    buffer_done(&again);
    buffer_done(&first);
}

static bool count_row(
    void *context, const char *key, const char *sub, const uint8_t *bytes, size_t size)
{
    (void)key;
    (void)sub;
    (void)bytes;
    ck_assert_uint_gt(size, 0);
    ++*(int *)context;
    return true;
}

/* Units whose chunk stands as it was written some imports ago. */
static int count_amended(void)
{
    int count = 0;
    ck_assert_int_eq(
        store_each_feed_spells(small.store, STORE_AMENDED "cases", count_row, &count), RESULT_OK);
    return count;
}

START_TEST(a_file_with_changes_gives_what_it_gives_alone)
{
    int most = 0, rewritten = 0, before = 0;
    struct buffer posts = {0};
    write_posts(&posts);
    small_take(&small, "posts.csv", posts.bytes);
    for (row_count = 0; row_count < ROWS_MOST - 1800; row_count++)
        draw_row(rows[row_count]);
    for (int round = 0; round < ROUNDS; round++) {
        char *cases = write_file();
        small_take(&small, "cases.csv", cases);
        compare(cases, posts.bytes, round);
        free(cases);
        change_rows();
        const int amended = count_amended();
        most = amended > most ? amended : most;
        rewritten += amended < before;
        before = amended;
    }
    ck_assert_int_eq(most, 2);
    ck_assert_int_gt(rewritten, 0);
    buffer_done(&posts);
}
END_TEST

static size_t changed_series(void)
{
    char *cases = write_file();
    struct import_outcome outcome = small_take(&small, "cases.csv", cases);
    free(cases);
    return outcome.series_changed;
}

START_TEST(a_team_that_loses_all_its_cases_has_no_data)
{
    for (row_count = 0; row_count < 1000; row_count++)
        snprintf(rows[row_count], ROW_SIZE, "C%zu,%s,W1,cin,2024-01-01,", row_count,
            row_count == 500 ? "cp" : "eh");
    ck_assert_uint_gt(changed_series(), 0);
    day_t day = day_from_civil(2024, 2, 1);
    ck_assert_int_eq(small_level(&small, "cp", PART_OPEN_CASES, "", day), 1);
    memcpy(strchr(rows[500], ',') + 1, "eh", 2);
    ck_assert_uint_gt(changed_series(), 0);
    ck_assert_int_eq(small_level(&small, "cp", PART_OPEN_CASES, "", day), -1);
    ck_assert_int_eq(small_level(&small, "eh", PART_OPEN_CASES, "", day), 1000);
    ck_assert_int_eq(small_level(&small, "svc", PART_OPEN_CASES, "", day), 1000);
}
END_TEST

START_TEST(another_mapping_reads_every_row_again)
{
    for (row_count = 0; row_count < 1000; row_count++)
        snprintf(rows[row_count], ROW_SIZE, "C%zu,eh,W1,cin,2024-01-01,", row_count);
    changed_series();
    static const struct value_map map[] = {{3, "cin", "cp"}};
    small.feeds[SMALL_CASES].values = map;
    small.feeds[SMALL_CASES].value_count = 1;
    ck_assert_uint_gt(changed_series(), 0);
    day_t day = day_from_civil(2024, 2, 1);
    ck_assert_int_eq(small_level(&small, "eh", PART_OPEN_CASES, "cp", day), 1000);
    ck_assert_int_eq(small_level(&small, "eh", PART_OPEN_CASES, "cin", day), -1);
}
END_TEST

/* --- chunks that stand amended ---------------------------------------------------------------- */

static void write_row(size_t at, const char *team, const char *category)
{
    snprintf(rows[at], ROW_SIZE, "C%zu,%s,W1,%s,2024-01-01,", at, team, category);
}

/* A hundred cases of cp; one is in another category a day later. */
static void amend(void)
{
    for (row_count = 0; row_count < 1600; row_count++)
        write_row(row_count, row_count % 16 ? "eh" : "cp", "cin");
    changed_series();
    ck_assert_int_eq(count_amended(), 0);
    write_row(800, "cp", "cp");
    write_row(row_count++, "cp", "cin");
    changed_series();
    ck_assert_int_eq(count_amended(), 1);
}

static int open_cases(const char *sub)
{
    return small_level(&small, "cp", PART_OPEN_CASES, sub, day_from_civil(2024, 2, 1));
}

static void expect_amended(void)
{
    ck_assert_int_eq(open_cases(""), 101);
    ck_assert_int_eq(open_cases("cin"), 100);
    ck_assert_int_eq(open_cases("cp"), 1);
}

START_TEST(they_are_derived_again_as_amended)
{
    amend();
    expect_amended();
    struct named cin = small.categories[0];
    small.categories[0] = small.categories[1];
    small.categories[1] = cin;
    ck_assert_int_eq(import_derive_again(&small.service, small.store, &small.diags), RESULT_OK);
    expect_amended();
    changed_series(); /* all of it is read and written anew */
    ck_assert_int_eq(count_amended(), 0);
    expect_amended();
}
END_TEST

START_TEST(the_same_file_again_leaves_them)
{
    amend();
    ck_assert_uint_eq(changed_series(), 0);
    ck_assert_int_eq(count_amended(), 1);
    expect_amended();
}
END_TEST

/* What a feed that adds holds of a unit that is gone no file brings again. */
START_TEST(they_stay_amended_while_their_unit_is_gone)
{
    amend();
    small.feeds[SMALL_CASES].mode = FEED_APPEND;
    small_use_teams(&small, "eh", NULL);
    small_take(
        &small, "cases.csv", "case_id,team,worker,category,start,end\nX1,eh,W1,cin,2024-01-01,\n");
    small_use_teams(&small, "eh", "cp");
    ck_assert_int_eq(import_derive_again(&small.service, small.store, &small.diags), RESULT_OK);
    expect_amended();
    ck_assert_int_eq(
        small_level(&small, "eh", PART_OPEN_CASES, "", day_from_civil(2024, 2, 1)), 1501);
}
END_TEST

START_TEST(in_place_of_a_unit_that_was_gone_they_are_not_amended)
{
    amend();
    small_use_teams(&small, "eh", NULL);
    row_count = 4; /* one of them is rejected */
    changed_series();
    small_use_teams(&small, "eh", "cp");
    for (size_t i = 0; i < 4; i++)
        write_row(i, "cp", "cp");
    changed_series();
    ck_assert_int_eq(count_amended(), 0);
    ck_assert_int_eq(open_cases(""), 4);
    ck_assert_int_eq(import_derive_again(&small.service, small.store, &small.diags), RESULT_OK);
    ck_assert_int_eq(open_cases(""), 4);
}
END_TEST

START_TEST(a_damaged_amendment_is_said_and_the_next_file_mends_it)
{
    static const uint8_t bytes[] = {100, 1, 7, 0}; /* and none of those that came */
    const struct store_row row = {"cp", "", bytes, sizeof bytes};
    amend();
    ck_assert_int_eq(store_begin_write(small.store, 0), RESULT_OK);
    ck_assert_int_eq(store_put_spells(small.store, STORE_AMENDED "cases", &row, 1), RESULT_OK);
    ck_assert_int_eq(store_commit(small.store), RESULT_OK);
    ck_assert_int_eq(import_derive_again(&small.service, small.store, &small.diags), RESULT_IO);
    ck_assert_str_ne(small.diags.items[small.diags.count - 1].text, "");
    ck_assert_ptr_nonnull(strstr(
        small.diags.items[small.diags.count - 1].text, "feed cases for unit \"cp\" is damaged"));
    write_row(1, "eh", "cp");
    changed_series();
    ck_assert_int_eq(count_amended(), 0);
    expect_amended();
    ck_assert_int_eq(import_derive_again(&small.service, small.store, &small.diags), RESULT_OK);
    expect_amended();
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("recounting");
    TCase *tests = tcase_create("recounting");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_file_with_changes_gives_what_it_gives_alone);
    tcase_add_test(tests, a_team_that_loses_all_its_cases_has_no_data);
    tcase_add_test(tests, another_mapping_reads_every_row_again);
    tcase_add_test(tests, they_are_derived_again_as_amended);
    tcase_add_test(tests, the_same_file_again_leaves_them);
    tcase_add_test(tests, they_stay_amended_while_their_unit_is_gone);
    tcase_add_test(tests, in_place_of_a_unit_that_was_gone_they_are_not_amended);
    tcase_add_test(tests, a_damaged_amendment_is_said_and_the_next_file_mends_it);
    tcase_set_timeout(tests, 120);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}

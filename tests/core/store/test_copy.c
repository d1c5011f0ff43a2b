/* Everything from one store into another. `to` is of the kind that is being tested, `from` and what
 * is copied back into are SQLite. */
#include <check.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/store/copy.h"
#include "tests/core/store/scratch_store.h"
#include "tests/suite.h"

static struct scratch scratch;
static struct diags diags;
static struct store *from, *to;

static void setup(void)
{
    scratch_make(&scratch);
    diags_init(&diags);
    ck_assert_int_eq(
        store_open(&from, scratch_uri(&scratch, "sqlite", "from.db"), STORE_WRITE, &diags),
        RESULT_OK);
    ck_assert_int_eq(scratch_open(&scratch, &to, "to.db", STORE_WRITE, &diags), RESULT_OK);
}

static void teardown(void)
{
    store_close(from);
    store_close(to);
    diags_done(&diags);
    scratch_remove(&scratch);
}

static struct store_row row(const char *key, const char *sub, const char *bytes, size_t size)
{
    return (struct store_row){key, sub, (const uint8_t *)bytes, size};
}

static void fill(struct store *store)
{
    struct store_row series[] = {row("a", "open_cases", "\0\x80\xff", 3),
        row("a", "open_cases.cp", "", 0), row("b", "open_cases", "'\\x41", 5)};
    struct store_row spells[] = {row("", "", "all", 3), row("a", "", "one", 3)};
    struct store_reject rejects[] = {{3, 5, "start is \"n\u00f6\" date"}, {9, 0, "short"}};
    struct store_import import = {.feed = "cases",
        .file = "cases.csv",
        .digest = "d1",
        .user = "mpascoe",
        .imported_at = 1700000000,
        .rows = 12,
        .taken = 10,
        .rejected = 2,
        .reason = ""};
    uint8_t key[STORE_KEY_SIZE];
    ck_assert_int_eq(store_key(store, key), RESULT_OK);
    ck_assert_int_eq(store_begin_write(store, 0), RESULT_OK);
    ck_assert_int_eq(store_replace_series(store, "north", series, 3, NULL), RESULT_OK);
    ck_assert_int_eq(store_replace_spells(store, "cases", spells, 2, NULL), RESULT_OK);
    ck_assert_int_eq(store_put_import(store, &import, rejects, 2, NULL), RESULT_OK);
    ck_assert_int_eq(store_put_import(store, &import, NULL, 0, NULL), RESULT_OK);
    ck_assert_int_eq(store_put_fingerprint(store, UINT64_C(0xfedcba9876543210)), RESULT_OK);
    ck_assert_int_eq(store_grow_version(store), RESULT_OK);
    ck_assert_int_eq(store_grow_version(store), RESULT_OK);
    ck_assert_int_eq(store_commit(store), RESULT_OK);
}

static bool list_chunk(
    void *context, const char *key, const char *sub, const uint8_t *bytes, size_t size)
{
    buffer_format(context, "%s/%s=", key, sub);
    for (size_t i = 0; i < size; i++)
        buffer_format(context, "%02x", bytes[i]);
    buffer_text(context, " ");
    return true;
}

static bool list_import(void *context, const struct store_import *import)
{
    buffer_format(context, "%lld:%s:%s:%lld:%lld ", (long long)import->id, import->file,
        import->user, (long long)import->imported_at, (long long)import->taken);
    return true;
}

static bool list_reject(void *context, const struct store_reject *reject)
{
    buffer_format(context, "%lld:%lld:%s ", (long long)reject->line, (long long)reject->column,
        reject->reason);
    return true;
}

static void expect_filled(struct store *store)
{
    struct buffer list = {0};
    int64_t version;
    uint64_t fingerprint;
    ck_assert_int_eq(store_begin_read(store, &version, &fingerprint), RESULT_OK);
    ck_assert_int_eq(version, 2);
    ck_assert(fingerprint == UINT64_C(0xfedcba9876543210));
    ck_assert_int_eq(store_each_series(store, "a", list_chunk, &list), RESULT_OK);
    ck_assert_int_eq(store_each_series(store, "b", list_chunk, &list), RESULT_OK);
    ck_assert_int_eq(store_each_feed_spells(store, "cases", list_chunk, &list), RESULT_OK);
    ck_assert_int_eq(store_each_import(store, NULL, 0, list_import, &list), RESULT_OK);
    ck_assert_int_eq(store_each_reject(store, 1, list_reject, &list), RESULT_OK);
    store_end_read(store);
    buffer_add(&list, "", 1);
    ck_assert_str_eq(list.bytes, "open_cases/north=0080ff open_cases.cp/north= "
                                 "open_cases/north=275c783431 "
                                 "cases/=616c6c cases/a=6f6e65 "
                                 "2:cases.csv:mpascoe:1700000000:10 "
                                 "1:cases.csv:mpascoe:1700000000:10 "
                                 "3:5:start is \"n\u00f6\" date 9:0:short ");
    buffer_done(&list);
}

static void expect_said(const char *sentence)
{
    ck_assert_uint_ge(diags.count, 1);
    ck_assert_msg(strstr(diags.items[diags.count - 1].text, sentence), "%s",
        diags.items[diags.count - 1].text);
}

START_TEST(everything_is_there_afterwards_and_the_way_back_as_well)
{
    struct store_copied copied = {0};
    struct store *back = NULL;
    uint8_t key[STORE_KEY_SIZE], other[STORE_KEY_SIZE];
    fill(from);
    ck_assert_int_eq(store_copy(from, to, &copied), RESULT_OK);
    ck_assert_int_eq(copied.series, 3);
    ck_assert_int_eq(copied.spells, 2);
    ck_assert_int_eq(copied.imports, 2);
    ck_assert_int_eq(copied.rejects, 2);
    expect_filled(to);
    ck_assert_int_eq(
        store_open(&back, scratch_uri(&scratch, "sqlite", "back.db"), STORE_WRITE, &diags),
        RESULT_OK);
    ck_assert_int_eq(store_copy(to, back, &copied), RESULT_OK);
    expect_filled(back);
    ck_assert_int_eq(store_key(from, key), RESULT_OK);
    ck_assert_int_eq(store_key(back, other), RESULT_OK);
    ck_assert_mem_eq(key, other, sizeof key);
    store_close(back);
}
END_TEST

START_TEST(imports_are_numbered_on_from_there)
{
    struct store_copied copied;
    struct store_import import = {
        .feed = "cases", .file = "c", .digest = "d2", .user = "u", .reason = ""};
    int64_t id = 0;
    fill(from);
    ck_assert_int_eq(store_copy(from, to, &copied), RESULT_OK);
    ck_assert_int_eq(store_begin_write(to, 0), RESULT_OK);
    ck_assert_int_eq(store_put_import(to, &import, NULL, 0, &id), RESULT_OK);
    ck_assert_int_eq(store_commit(to), RESULT_OK);
    ck_assert_int_eq(id, 3);
}
END_TEST

START_TEST(what_is_not_empty_is_not_copied_into)
{
    struct store_copied copied;
    fill(from);
    ck_assert_int_eq(store_copy(from, to, &copied), RESULT_OK);
    ck_assert_int_eq(store_copy(from, to, &copied), RESULT_IO);
    expect_said("only into an empty store");
    expect_filled(to);
}
END_TEST

static void expect_empty(struct store *store)
{
    int64_t version = 1;
    uint64_t fingerprint;
    struct buffer list = {0};
    ck_assert_int_eq(store_begin_read(store, &version, &fingerprint), RESULT_OK);
    ck_assert_int_eq(version, 0);
    ck_assert_int_eq(store_each_import(store, NULL, 0, list_import, &list), RESULT_OK);
    ck_assert_uint_eq(list.length, 0);
    store_end_read(store);
}

START_TEST(another_key_at_the_target_keeps_everything_out)
{
    struct store_copied copied;
    fill(from);
    scratch_write(&scratch, "to.db.key", "sixteen bytes...");
    ck_assert_int_eq(store_copy(from, to, &copied), RESULT_IO);
    expect_said("another key");
    expect_empty(to);
}
END_TEST

START_TEST(a_store_without_its_key_is_not_copied)
{
    struct store_copied copied;
    fill(from);
    ck_assert_int_eq(unlink(scratch_path(&scratch, "from.db.key")), 0);
    ck_assert_int_eq(store_copy(from, to, &copied), RESULT_IO);
    expect_said("key is missing");
    expect_empty(to);
}
END_TEST

START_TEST(an_empty_store_is_copied_without_a_key)
{
    struct store_copied copied = {.series = 1};
    ck_assert_int_eq(store_copy(from, to, &copied), RESULT_OK);
    ck_assert_int_eq(copied.series, 0);
    ck_assert_int_ne(access(scratch_path(&scratch, "to.db.key"), F_OK), 0);
    ck_assert_int_ne(access(scratch_path(&scratch, "from.db.key"), F_OK), 0);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        everything_is_there_afterwards_and_the_way_back_as_well,
        imports_are_numbered_on_from_there,
        what_is_not_empty_is_not_copied_into,
        another_key_at_the_target_keeps_everything_out,
        a_store_without_its_key_is_not_copied,
        an_empty_store_is_copied_without_a_key,
    };
    Suite *suite = suite_create("copy");
    TCase *tcase = tcase_create("copy");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 60);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    return suite_run(suite);
}

/* What every kind of store promises (store.h): run for each kind, see scratch_store.h. */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "core/store/store.h"
#include "tests/core/store/scratch_store.h"
#include "tests/suite.h"

static struct scratch scratch;
static struct diags diags;

static void setup(void)
{
    scratch_make(&scratch);
    diags_init(&diags);
}

static void teardown(void)
{
    diags_done(&diags);
    scratch_remove(&scratch);
}

static struct store *open_store(enum store_access access)
{
    struct store *store = NULL;
    ck_assert_int_eq(scratch_open(&scratch, &store, "store.db", access, &diags), RESULT_OK);
    return store;
}

/* --- what is there, as one line of text -------------------------------------------------- */

static bool list_chunk(
    void *context, const char *key, const char *sub, const uint8_t *bytes, size_t size)
{
    buffer_format(context, "%s/%s=%.*s ", key, sub, (int)size, (const char *)bytes);
    return true;
}

static bool list_import(void *context, const struct store_import *import)
{
    buffer_format(
        context, "%s:%s@%lld", import->feed, import->digest, (long long)import->imported_at);
    if (import->first_at != import->imported_at)
        buffer_format(context, "(%lld)", (long long)import->first_at);
    buffer_add(context, " ", 1);
    return true;
}

static bool list_reject(void *context, const struct store_reject *reject)
{
    buffer_format(context, "%lld:%lld:%s ", (long long)reject->line, (long long)reject->column,
        reject->reason);
    return true;
}

static bool list_register(void *context, const char *register_id)
{
    buffer_format(context, "[%s] ", register_id);
    return true;
}

/* Compares and empties. */
static void expect(struct buffer *list, enum result result, const char *wanted)
{
    ck_assert_int_eq(result, RESULT_OK);
    buffer_add(list, "", 1);
    ck_assert_str_eq(list->bytes, wanted);
    buffer_done(list);
    *list = (struct buffer){0};
}

static void expect_series(struct store *store, const char *unit, const char *wanted)
{
    struct buffer list = {0};
    expect(&list, store_each_series(store, unit, list_chunk, &list), wanted);
}

static void expect_imports(struct store *store, const char *feed, int most, const char *wanted)
{
    struct buffer list = {0};
    expect(&list, store_each_import(store, feed, most, list_import, &list), wanted);
}

static struct store_row row(const char *key, const char *sub, const char *text)
{
    return (struct store_row){key, sub, (const uint8_t *)text, strlen(text)};
}

static size_t put_series(
    struct store *store, const char *register_id, const struct store_row *rows, size_t count)
{
    size_t changed = 0;
    ck_assert_int_eq(store_replace_series(store, register_id, rows, count, &changed), RESULT_OK);
    return changed;
}

/* One import as a caller does it. */
static void put_one(struct store *store, const char *text)
{
    struct store_row rows[] = {row("team", "open_cases", text)};
    ck_assert_int_eq(store_begin_write(store, 0), RESULT_OK);
    put_series(store, "", rows, 1);
    ck_assert_int_eq(store_grow_version(store), RESULT_OK);
    ck_assert_int_eq(store_commit(store), RESULT_OK);
}

static int64_t version_of(struct store *store)
{
    int64_t version = -1;
    uint64_t fingerprint;
    ck_assert_int_eq(store_begin_read(store, &version, &fingerprint), RESULT_OK);
    return version;
}

static struct store_import an_import(const char *feed, const char *digest, int64_t at)
{
    return (struct store_import){.feed = feed,
        .file = "cases.csv",
        .digest = digest,
        .user = "mpascoe",
        .imported_at = at,
        .reason = ""};
}

/* --- tests ------------------------------------------------------------------------------- */

START_TEST(a_new_store_is_empty_and_at_version_0)
{
    struct store *store = open_store(STORE_WRITE);
    uint64_t fingerprint = 1;
    int64_t version = 1;
    ck_assert_int_eq(store_begin_read(store, &version, &fingerprint), RESULT_OK);
    ck_assert_int_eq(version, 0);
    ck_assert_uint_eq(fingerprint, 0);
    expect_series(store, "team", "");
    expect_imports(store, NULL, 0, "");
    store_close(store);
}
END_TEST

START_TEST(a_reader_is_told_that_there_is_no_store_yet)
{
    struct store *store = NULL;
    ck_assert_int_eq(scratch_open(&scratch, &store, "missing.db", STORE_READ, &diags), RESULT_IO);
    ck_assert_ptr_null(store);
    ck_assert_uint_eq(diags.count, 1);
    ck_assert_ptr_nonnull(strstr(diags.items[0].text, "import an extract first"));
}
END_TEST

START_TEST(series_come_sorted_by_part_and_register)
{
    struct store *store = open_store(STORE_WRITE);
    struct store_row north[] = {
        row("a", "open_cases", "1"), row("a", "open_cases.cp", "2"), row("b", "open_cases", "3")};
    struct store_row south[] = {row("a", "open_cases", "4")};
    ck_assert_int_eq(store_begin_write(store, 0), RESULT_OK);
    ck_assert_uint_eq(put_series(store, "north", north, 3), 3);
    ck_assert_uint_eq(put_series(store, "south", south, 1), 1);
    ck_assert_int_eq(store_commit(store), RESULT_OK);
    expect_series(store, "a", "open_cases/north=1 open_cases/south=4 open_cases.cp/north=2 ");
    expect_series(store, "b", "open_cases/north=3 ");
    struct buffer list = {0};
    expect(&list, store_each_register(store, list_register, &list), "[north] [south] ");
    store_close(store);
}
END_TEST

START_TEST(replacing_touches_only_what_differs)
{
    struct store *store = open_store(STORE_WRITE);
    struct store_row before[] = {row("a", "x", "1"), row("b", "x", "2"), row("c", "x", "3")};
    struct store_row after[] = {
        row("a", "x", "1"), row("b", "x", "two"), row("bb", "x", ""), row("d", "x", "4")};
    ck_assert_int_eq(store_begin_write(store, 0), RESULT_OK);
    ck_assert_uint_eq(put_series(store, "", before, 3), 3);
    ck_assert_uint_eq(put_series(store, "", before, 3), 0);
    ck_assert_uint_eq(put_series(store, "", after, 4), 4); /* b, bb, d, and c is gone */
    expect_series(store, "b", "x/=two ");
    expect_series(store, "bb", "x/= ");
    expect_series(store, "c", "");
    ck_assert_uint_eq(put_series(store, "", NULL, 0), 4);
    ck_assert_int_eq(store_commit(store), RESULT_OK);
    store_close(store);
}
END_TEST

START_TEST(spells_are_kept_by_feed_and_unit)
{
    struct store *store = open_store(STORE_WRITE);
    struct store_row rows[] = {row("", "", "all"), row("a", "", "one"), row("b", "", "two")};
    struct store_row other[] = {row("a", "", "other")};
    size_t changed = 0;
    struct buffer list = {0};
    ck_assert_int_eq(store_begin_write(store, 0), RESULT_OK);
    ck_assert_int_eq(store_replace_spells(store, "absences", rows, 3, &changed), RESULT_OK);
    ck_assert_uint_eq(changed, 3);
    ck_assert_int_eq(store_replace_spells(store, "cases", other, 1, &changed), RESULT_OK);
    ck_assert_int_eq(store_replace_spells(store, "absences", rows + 1, 1, &changed), RESULT_OK);
    ck_assert_uint_eq(changed, 2);
    ck_assert_int_eq(store_replace_spells(store, "absences", rows, 3, NULL), RESULT_OK);
    ck_assert_int_eq(store_commit(store), RESULT_OK);
    expect(&list, store_each_spells(store, "absences", "a", list_chunk, &list), "absences/a=one ");
    expect(&list, store_each_spells(store, "absences", "", list_chunk, &list), "absences/=all ");
    expect(&list, store_each_feed_spells(store, "absences", list_chunk, &list),
        "absences/=all absences/a=one absences/b=two ");
    store_close(store);
}
END_TEST

START_TEST(imports_come_newest_first_with_their_rejects)
{
    struct store *store = open_store(STORE_WRITE);
    struct store_reject rejects[] = {{3, 5, "start is not a date"}, {9, 0, "two columns missing"}};
    struct store_import cases = an_import("cases", "d1", 100);
    struct store_import posts = an_import("posts", "d2", 200);
    int64_t first = 0, second = 0;
    struct buffer list = {0};
    ck_assert_int_eq(store_begin_write(store, 0), RESULT_OK);
    ck_assert_int_eq(store_put_import(store, &cases, rejects, 2, &first), RESULT_OK);
    ck_assert_int_eq(store_put_import(store, &posts, NULL, 0, &second), RESULT_OK);
    ck_assert_int_eq(store_touch_import(store, first, "again.csv", 300), RESULT_OK);
    ck_assert_int_eq(store_commit(store), RESULT_OK);
    expect_imports(store, NULL, 0, "posts:d2@200 cases:d1@300(100) ");
    expect_imports(store, NULL, 1, "posts:d2@200 ");
    expect_imports(store, "cases", 0, "cases:d1@300(100) ");
    expect(&list, store_each_reject(store, first, list_reject, &list),
        "3:5:start is not a date 9:0:two columns missing ");
    expect(&list, store_each_reject(store, second, list_reject, &list), "");
    store_close(store);
}
END_TEST

static void expect_last(struct store *store, enum store_last last, const char *wanted)
{
    struct buffer list = {0};
    expect(&list, store_each_last_import(store, "cases", last, list_import, &list), wanted);
}

START_TEST(of_many_imports_the_newest_attempt_and_the_last_taken_are_found)
{
    struct store *store = open_store(STORE_WRITE);
    const struct store_import taken[] = {an_import("cases", "first", 100),
        an_import("cases", "second", 200), an_import("posts", "other", 900)};
    struct store_import refused = an_import("cases", "refused", 250);
    int64_t first = 0;
    refused.refused = true;
    expect_last(store, STORE_LAST_CAME, "");
    ck_assert_int_eq(store_begin_write(store, 0), RESULT_OK);
    ck_assert_int_eq(store_put_import(store, &taken[0], NULL, 0, &first), RESULT_OK);
    ck_assert_int_eq(store_put_import(store, &taken[1], NULL, 0, NULL), RESULT_OK);
    ck_assert_int_eq(store_put_import(store, &taken[2], NULL, 0, NULL), RESULT_OK);
    ck_assert_int_eq(store_commit(store), RESULT_OK);
    expect_last(store, STORE_LAST_CAME, "cases:second@200 ");
    expect_last(store, STORE_LAST_TAKEN, "cases:second@200 ");
    ck_assert_int_eq(store_begin_write(store, 0), RESULT_OK);
    ck_assert_int_eq(store_put_import(store, &refused, NULL, 0, NULL), RESULT_OK);
    ck_assert_int_eq(store_touch_import(store, first, "again.csv", 300), RESULT_OK);
    ck_assert_int_eq(store_commit(store), RESULT_OK);
    expect_last(store, STORE_LAST_CAME, "cases:refused@250 cases:second@200 ");
    expect_last(store, STORE_LAST_TAKEN, "cases:refused@250 cases:first@300(100) ");
    store_close(store);
}
END_TEST

static bool is_pattern(
    void *context, const char *key, const char *sub, const uint8_t *bytes, size_t size)
{
    size_t *const wanted = context;
    ck_assert_str_eq(key, "cases");
    ck_assert_str_eq(sub, "team");
    ck_assert_uint_eq(size, *wanted);
    for (size_t i = 0; i < size; i++)
        if (bytes[i] != (uint8_t)(i % 251))
            ck_abort_msg("byte %zu", i);
    *wanted = SIZE_MAX; /* was seen */
    return true;
}

/* They are read in pieces of 7,168 bytes. */
START_TEST(spells_of_any_size_are_read_as_they_were_put)
{
    static const size_t sizes[] = {0, 1, 7167, 7168, 7169, 14336, 200000};
    static uint8_t bytes[200000];
    struct store *store = open_store(STORE_WRITE);
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)(i % 251);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        const struct store_row spells = {"team", "", bytes, sizes[i]};
        size_t seen = sizes[i];
        ck_assert_int_eq(store_begin_write(store, 0), RESULT_OK);
        ck_assert_int_eq(store_replace_spells(store, "cases", &spells, 1, NULL), RESULT_OK);
        ck_assert_int_eq(store_commit(store), RESULT_OK);
        ck_assert_int_eq(store_each_spells(store, "cases", "team", is_pattern, &seen), RESULT_OK);
        ck_assert_uint_eq(seen, SIZE_MAX);
    }
    store_close(store);
}
END_TEST

START_TEST(rejects_are_kept_for_the_ten_newest_imports_of_a_feed)
{
    struct store *store = open_store(STORE_WRITE);
    struct store_reject reject = {1, 1, "bad"};
    struct store_import import = an_import("cases", "d", 1);
    int64_t ids[11];
    struct buffer list = {0};
    ck_assert_int_eq(store_begin_write(store, 0), RESULT_OK);
    for (int i = 0; i < 11; i++)
        ck_assert_int_eq(store_put_import(store, &import, &reject, 1, &ids[i]), RESULT_OK);
    ck_assert_int_eq(store_commit(store), RESULT_OK);
    expect(&list, store_each_reject(store, ids[0], list_reject, &list), "");
    expect(&list, store_each_reject(store, ids[1], list_reject, &list), "1:1:bad ");
    expect(&list, store_each_reject(store, ids[10], list_reject, &list), "1:1:bad ");
    store_close(store);
}
END_TEST

START_TEST(nothing_is_kept_of_what_was_rolled_back)
{
    struct store *store = open_store(STORE_WRITE);
    struct store_row rows[] = {row("team", "open_cases", "new")};
    put_one(store, "old");
    ck_assert_int_eq(store_begin_write(store, 0), RESULT_OK);
    put_series(store, "", rows, 1);
    ck_assert_int_eq(store_put_fingerprint(store, 7), RESULT_OK);
    ck_assert_int_eq(store_grow_version(store), RESULT_OK);
    store_rollback(store);
    store_rollback(store); /* fine when nothing was begun */
    expect_series(store, "team", "open_cases/=old ");
    ck_assert_int_eq(version_of(store), 1);
    store_close(store);
}
END_TEST

START_TEST(a_reader_sees_all_of_an_import_or_nothing)
{
    struct store *writer = open_store(STORE_WRITE);
    put_one(writer, "old");
    struct store *reader = open_store(STORE_READ);
    ck_assert_int_eq(version_of(reader), 1);

    struct store_row rows[] = {row("team", "open_cases", "new")};
    ck_assert_int_eq(store_begin_write(writer, 0), RESULT_OK);
    put_series(writer, "", rows, 1);
    ck_assert_int_eq(store_grow_version(writer), RESULT_OK);
    ck_assert_int_eq(version_of(reader), 1);
    expect_series(reader, "team", "open_cases/=old ");
    ck_assert_int_eq(store_commit(writer), RESULT_OK);
    expect_series(reader, "team", "open_cases/=old "); /* still the version it began with */
    ck_assert_int_eq(version_of(reader), 2);
    expect_series(reader, "team", "open_cases/=new ");
    store_end_read(reader);
    store_close(reader);
    store_close(writer);
}
END_TEST

START_TEST(a_writer_reads_what_it_just_put)
{
    struct store *store = open_store(STORE_WRITE);
    struct store_row rows[] = {row("team", "open_cases", "new")};
    ck_assert_int_eq(store_begin_write(store, 0), RESULT_OK);
    put_series(store, "", rows, 1);
    ck_assert_int_eq(version_of(store), 0);
    store_end_read(store); /* ends no write */
    expect_series(store, "team", "open_cases/=new ");
    ck_assert_int_eq(store_commit(store), RESULT_OK);
    expect_series(store, "team", "open_cases/=new ");
    store_close(store);
}
END_TEST

static bool list_unit(void *context, const char *unit)
{
    buffer_format(context, "%s ", unit);
    return true;
}

static void expect_changed(struct store *store, int64_t since, const char *wanted)
{
    struct buffer list = {0};
    (void)version_of(store);
    expect(&list, store_each_changed(store, since, list_unit, &list), wanted);
    store_end_read(store);
}

static void import_series(struct store *store, const struct store_row *rows, size_t count)
{
    ck_assert_int_eq(store_begin_write(store, 0), RESULT_OK);
    put_series(store, "", rows, count);
    ck_assert_int_eq(store_grow_version(store), RESULT_OK);
    ck_assert_int_eq(store_commit(store), RESULT_OK);
}

START_TEST(the_units_that_changed_since_a_version_are_told)
{
    struct store *store = open_store(STORE_WRITE);
    const struct store_row first[] = {row("east", "open_cases", "1"), row("east", "requests", "2"),
        row("west", "open_cases", "3")};
    const struct store_row second[] = {row("east", "open_cases", "1"), row("east", "requests", "2"),
        row("west", "open_cases", "4")};
    import_series(store, first, 3);
    const int64_t version = version_of(store);
    store_end_read(store);
    expect_changed(store, version, "");
    import_series(store, second, 3);
    expect_changed(store, version, "west ");
    expect_changed(store, version + 1, "");
    import_series(store, second + 1, 2); /* east loses a series */
    expect_changed(store, version + 1, "east ");
    const struct store_row put = {.key = "west", .sub = "open_cases"}; /* and west its only one */
    ck_assert_int_eq(store_begin_write(store, 0), RESULT_OK);
    ck_assert_int_eq(store_put_series(store, "", &put, 1), RESULT_OK);
    ck_assert_int_eq(store_grow_version(store), RESULT_OK);
    ck_assert_int_eq(store_commit(store), RESULT_OK);
    expect_changed(store, version + 2, "west ");
    store_close(store);
}
END_TEST

static void put_spells(struct store *store, const char *feed, struct store_row spells)
{
    ck_assert_int_eq(store_begin_write(store, 0), RESULT_OK);
    ck_assert_int_eq(store_put_spells(store, feed, &spells, 1), RESULT_OK);
    ck_assert_int_eq(store_grow_version(store), RESULT_OK);
    ck_assert_int_eq(store_commit(store), RESULT_OK);
}

static void replace_spells(struct store *store, const char *feed, struct store_row spells)
{
    ck_assert_int_eq(store_begin_write(store, 0), RESULT_OK);
    ck_assert_int_eq(store_replace_spells(store, feed, &spells, 1, NULL), RESULT_OK);
    ck_assert_int_eq(store_grow_version(store), RESULT_OK);
    ck_assert_int_eq(store_commit(store), RESULT_OK);
}

START_TEST(units_whose_spells_alone_changed_are_told_as_well)
{
    struct store *store = open_store(STORE_WRITE);
    replace_spells(store, "cases", row("east", "", "1"));
    int64_t version = version_of(store);
    store_end_read(store);
    put_spells(store, "cases", row("east", "", "1")); /* as they are */
    replace_spells(store, "cases", row("east", "", "1"));
    put_spells(store, STORE_ASIDE "cases", row("east", "", "2")); /* nobody's business */
    put_spells(store, "absences", row("", "", "3"));
    expect_changed(store, version, "");
    version += 4;
    put_spells(store, "cases", row("east", "", "2"));
    expect_changed(store, version, "east ");
    put_spells(store, "cases", row("west", "", "2"));
    expect_changed(store, version + 1, "west ");
    replace_spells(store, "cases", row("west", "", "3")); /* and east has none any more */
    expect_changed(store, version + 2, "east west ");
    put_spells(store, "cases", (struct store_row){.key = "west", .sub = ""});
    expect_changed(store, version + 3, "west ");
    store_close(store);
}
END_TEST

START_TEST(the_feeds_that_speak_of_a_unit_are_told)
{
    struct store *store = open_store(STORE_WRITE);
    struct buffer list = {0};
    put_spells(store, "cases", row("east", "", "1"));
    put_spells(store, "cases", row("west", "", "2"));
    put_spells(store, "posts", row("west", "", "3"));
    put_spells(store, "posts", (struct store_row){.key = "west", .sub = ""});
    expect(&list, store_each_feed(store, "west", list_unit, &list), "cases ");
    store_close(store);
}
END_TEST

START_TEST(the_fingerprint_keeps_all_its_bits)
{
    struct store *store = open_store(STORE_WRITE);
    int64_t version;
    uint64_t fingerprint = 0;
    ck_assert_int_eq(store_begin_write(store, 0), RESULT_OK);
    ck_assert_int_eq(store_put_fingerprint(store, UINT64_C(0xfedcba9876543210)), RESULT_OK);
    ck_assert_int_eq(store_commit(store), RESULT_OK);
    ck_assert_int_eq(store_begin_read(store, &version, &fingerprint), RESULT_OK);
    ck_assert(fingerprint == UINT64_C(0xfedcba9876543210));
    store_close(store);
}
END_TEST

START_TEST(a_second_writer_is_told_to_wait)
{
    struct store *first = open_store(STORE_WRITE);
    struct store *second = open_store(STORE_WRITE);
    ck_assert_int_eq(store_begin_write(first, 0), RESULT_OK);
    ck_assert_int_eq(store_begin_write(second, 20), RESULT_BUSY);
    ck_assert_uint_eq(diags.count, 1);
    ck_assert_ptr_nonnull(strstr(diags.items[0].text, "another import is writing"));
    ck_assert_int_eq(store_commit(first), RESULT_OK);
    ck_assert_int_eq(store_begin_write(second, 20), RESULT_OK);
    store_rollback(second);
    store_close(second);
    store_close(first);
}
END_TEST

START_TEST(every_commit_rings_the_bell_with_the_version)
{
    struct store *store = open_store(STORE_WRITE);
    const char *bell = store_bell(store);
    if (bell) {
        ck_assert_str_eq(strrchr(bell, '/'), "/store.db.imported");
        ck_assert_str_eq(scratch_read(&scratch, "store.db.imported"), "");
        put_one(store, "1");
        put_one(store, "2");
        ck_assert_str_eq(scratch_read(&scratch, "store.db.imported"), "2\n");
    }
    store_close(store);
}
END_TEST

struct nested {
    struct store *store;
    struct buffer list;
};

static bool ask_again(
    void *context, const char *key, const char *sub, const uint8_t *bytes, size_t size)
{
    struct nested *nested = context;
    list_chunk(&nested->list, key, sub, bytes, size);
    ck_assert_int_eq(store_each_series(nested->store, "b", list_chunk, &nested->list), RESULT_OK);
    return true;
}

START_TEST(a_question_may_be_asked_while_the_same_is_answered)
{
    struct nested nested = {.store = open_store(STORE_WRITE)};
    struct store_row rows[] = {row("a", "x", "1"), row("a", "y", "2"), row("b", "x", "3")};
    ck_assert_int_eq(store_begin_write(nested.store, 0), RESULT_OK);
    put_series(nested.store, "", rows, 3);
    ck_assert_int_eq(store_commit(nested.store), RESULT_OK);
    expect(&nested.list, store_each_series(nested.store, "a", ask_again, &nested),
        "x/=1 x/=3 y/=2 x/=3 ");
    store_close(nested.store);
}
END_TEST

START_TEST(the_key_is_made_once_and_stays)
{
    uint8_t first[STORE_KEY_SIZE] = {0}, second[STORE_KEY_SIZE] = {0};
    static const uint8_t zeroes[STORE_KEY_SIZE];
    struct store *store = open_store(STORE_WRITE);
    ck_assert_int_eq(store_key(store, first), RESULT_OK);
    store_close(store);
    store = open_store(STORE_WRITE);
    ck_assert_int_eq(store_key(store, second), RESULT_OK);
    store_close(store);
    ck_assert_mem_eq(first, second, STORE_KEY_SIZE);
    ck_assert_mem_ne(first, zeroes, STORE_KEY_SIZE);
}
END_TEST

START_TEST(an_unknown_scheme_is_named)
{
    struct store *store = NULL;
    ck_assert_int_eq(store_open(&store, "oracle:somewhere", STORE_READ, &diags), RESULT_INVALID);
    ck_assert_ptr_nonnull(strstr(diags.items[0].text, "\"oracle\""));
    ck_assert_int_eq(store_open(&store, "sqlite", STORE_READ, &diags), RESULT_INVALID);
    ck_assert_int_eq(store_open(&store, "sqlite:", STORE_WRITE, &diags), RESULT_INVALID);
    store_close(NULL);
}
END_TEST

int main(void)
{
    const TTest *const contract[] = {
        a_new_store_is_empty_and_at_version_0,
        a_reader_is_told_that_there_is_no_store_yet,
        series_come_sorted_by_part_and_register,
        replacing_touches_only_what_differs,
        spells_are_kept_by_feed_and_unit,
        imports_come_newest_first_with_their_rejects,
        of_many_imports_the_newest_attempt_and_the_last_taken_are_found,
        spells_of_any_size_are_read_as_they_were_put,
        rejects_are_kept_for_the_ten_newest_imports_of_a_feed,
        nothing_is_kept_of_what_was_rolled_back,
        a_reader_sees_all_of_an_import_or_nothing,
        a_writer_reads_what_it_just_put,
        the_units_that_changed_since_a_version_are_told,
        units_whose_spells_alone_changed_are_told_as_well,
        the_feeds_that_speak_of_a_unit_are_told,
        the_fingerprint_keeps_all_its_bits,
        a_second_writer_is_told_to_wait,
        every_commit_rings_the_bell_with_the_version,
        a_question_may_be_asked_while_the_same_is_answered,
        the_key_is_made_once_and_stays,
    };
    Suite *suite = suite_create("store");
    TCase *tcase = tcase_create("contract");
    tcase_add_checked_fixture(tcase, setup, teardown);
    for (size_t i = 0; i < sizeof contract / sizeof *contract; i++)
        tcase_add_test(tcase, contract[i]);
    tcase_add_test(tcase, an_unknown_scheme_is_named);
    suite_add_tcase(suite, tcase);
    return suite_run(suite);
}

/* Documents kept as the trees they were read into: the same configuration as when they are parsed, and never
 * believed when they are damaged or of other bytes. */
#define _GNU_SOURCE /* memmem */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/config/trees.h"
#include "tests/core/config/folder.h"
#include "tests/faults/faults.h"
#include "tests/suite.h"

static const char *source_root;

/* --- trees --------------------------------------------------------------------------------------- */

static bool same_tree(const struct node *a, const struct node *b)
{
    if (a->kind != b->kind || a->line != b->line || a->column != b->column ||
        a->empty != b->empty || a->count != b->count || strcmp(a->text, b->text) != 0)
        return false;
    for (size_t i = 0; a->kind == NODE_LIST && i < a->count; i++)
        if (!same_tree(a->items[i], b->items[i]))
            return false;
    for (size_t i = 0; a->kind == NODE_MAP && i < a->count; i++)
        if (!same_tree(a->entries[i].key, b->entries[i].key) ||
            !same_tree(a->entries[i].value, b->entries[i].value))
            return false;
    return true;
}

static const struct node *parse(struct arena *arena, const char *text)
{
    const struct node *root = NULL;
    ck_assert_int_eq(yaml_read(&root, arena, "a.yaml", text, strlen(text), NULL), RESULT_OK);
    return root;
}

static struct reader reader_of(const struct buffer *bytes, size_t size)
{
    return (struct reader){(const uint8_t *)bytes->bytes, size, 0, false};
}

static const char *const documents[] = {"", "a: 1\n", "- a\n- \n- ''\n- ~\n- null\n- 'null'\n",
    "plain\n", "a: {b: [1, {c: d}], e: {}}\nf: []\n",
    "a: &x {b: 1, c: [2, 3]}\nd: *x\ne: [*x, *x]\n", "a: &x {b: 1, c: 2}\nd: {<<: *x, c: 3}\n",
    "a: |\n  two\n  lines\nb: \"\xc3\xa9 \xe2\x80\xa6\"\n"};
#define DOCUMENT_COUNT ((int)(sizeof documents / sizeof documents[0]))

START_TEST(a_tree_is_read_back_as_it_was)
{
    struct arena arena = {0};
    struct buffer bytes = {0};
    const struct node *back = NULL;
    const struct node *const root = parse(&arena, documents[_i]);
    tree_write(&bytes, root);
    struct reader reader = reader_of(&bytes, bytes.length);
    ck_assert_int_eq(tree_read(&reader, &arena, &back), RESULT_OK);
    ck_assert_uint_eq(reader.at, bytes.length);
    ck_assert(same_tree(root, back));
    buffer_done(&bytes);
    arena_done(&arena);
}
END_TEST

/* Half a tree is none; a changed byte makes none or another one, and is never read past the end. */
START_TEST(a_damaged_tree_is_bounded)
{
    struct arena arena = {0};
    struct buffer bytes = {0};
    tree_write(&bytes, parse(&arena, documents[_i]));
    for (size_t size = 0; size < bytes.length; size++) {
        const struct node *back = NULL;
        char *const part = malloc(size + 1); /* of its own, so that a look past its end is found */
        ck_assert_ptr_nonnull(part);
        memcpy(part, bytes.bytes, size);
        struct reader reader = {(const uint8_t *)part, size, 0, false};
        ck_assert_int_eq(tree_read(&reader, &arena, &back), RESULT_INVALID);
        ck_assert_ptr_null(back);
        free(part);
    }
    for (size_t i = 0; i < 256 * bytes.length; i++) {
        const struct node *back = NULL;
        const char before = bytes.bytes[i / 256];
        bytes.bytes[i / 256] = (char)i;
        struct reader reader = reader_of(&bytes, bytes.length);
        const enum result result = tree_read(&reader, &arena, &back);
        ck_assert((result == RESULT_OK) == (back != NULL));
        ck_assert(result == RESULT_INVALID || same_tree(back, back));
        bytes.bytes[i / 256] = before;
    }
    buffer_done(&bytes);
    arena_done(&arena);
}
END_TEST

START_TEST(a_tree_nested_too_deep_is_damage)
{
    struct arena arena = {0};
    struct buffer bytes = {0};
    const struct node *back = NULL;
    varint_write(&bytes, 70);
    for (int i = 0; i < 70; i++) /* lists of one list */
        buffer_add(&bytes, "\1\1\1\1", 4);
    struct reader reader = reader_of(&bytes, bytes.length);
    ck_assert_int_eq(tree_read(&reader, &arena, &back), RESULT_INVALID);
    buffer_done(&bytes);
    arena_done(&arena);
}
END_TEST

/* Messages would name a place that no file has. */
START_TEST(a_node_before_the_first_line_or_column_is_damage)
{
    static const char *const trees[] = {"\1\2\0\1\0", "\1\2\1\0\0"}; /* an empty map each */
    for (int i = 0; i < 2; i++) {
        struct arena arena = {0};
        const struct node *back = NULL;
        struct reader reader = {(const uint8_t *)trees[i], 5, 0, false};
        ck_assert_int_eq(tree_read(&reader, &arena, &back), RESULT_INVALID);
        arena_done(&arena);
    }
}
END_TEST

/* --- configurations ------------------------------------------------------------------------------ */

/* A memory in memory: what is recalled, and how often something was kept. */
struct shelf {
    struct buffer bytes;
    int kept;
};

static void recall(void *context, struct buffer *out)
{
    const struct shelf *shelf = context;
    buffer_add(out, shelf->bytes.bytes, shelf->bytes.length);
}

static void keep(void *context, const struct buffer *bytes)
{
    struct shelf *shelf = context;
    shelf->bytes.length = 0;
    buffer_add(&shelf->bytes, bytes->bytes, bytes->length);
    shelf->kept++;
}

static enum result load(struct shelf *shelf, const char *directory, struct service **ret)
{
    const struct config_memory memory = {shelf, recall, keep};
    *ret = NULL;
    return config_load_again(ret, directory, &memory, NULL);
}

/* Loads what must be sound; returns the digest of its bytes. */
static uint64_t load_sound(struct shelf *shelf, const char *directory)
{
    struct service *service;
    ck_assert_int_eq(load(shelf, directory, &service), RESULT_OK);
    const uint64_t digest = service->digest;
    service_destroy(service);
    return digest;
}

static void full_configuration(char path[512])
{
    snprintf(path, 512, "%s/fixtures/config-full", source_root);
}

START_TEST(what_did_not_change_is_kept_once)
{
    char path[512];
    struct shelf shelf = {0};
    full_configuration(path);
    const uint64_t digest = load_sound(&shelf, path);
    ck_assert_int_eq(shelf.kept, 1);
    ck_assert_uint_eq(load_sound(&shelf, path), digest);
    ck_assert_int_eq(shelf.kept, 1);
    buffer_done(&shelf.bytes);
}
END_TEST

/* The kept tree is made to say something else, as only a test can: so it is seen to be asked. */
START_TEST(trees_are_what_is_read_when_the_bytes_are_the_same)
{
    struct folder folder;
    struct shelf shelf = {0};
    struct service *service;
    static const char text[] =
        "organisation: Anywhere\nlevels: [area]\nunits: [{id: a, name: A, level: area}]\n";
    folder_make(&folder);
    folder_write(&folder, "organisation.yaml", text, strlen(text));
    load_sound(&shelf, folder.path);
    char *const name = memmem(shelf.bytes.bytes, shelf.bytes.length, "Anywhere", 8);
    ck_assert_ptr_nonnull(name);
    memcpy(name, "Nowhere!", 8);
    const size_t checked = shelf.bytes.length - 8;
    const uint64_t check = hash_block(HASH_START, shelf.bytes.bytes, checked);
    for (size_t i = 0; i < 8; i++)
        shelf.bytes.bytes[checked + i] = (char)(check >> (8 * i));
    ck_assert_int_eq(load(&shelf, folder.path, &service), RESULT_OK);
    ck_assert_str_eq(service->organisation, "Nowhere!");
    service_destroy(service);
    ck_assert_int_eq(shelf.kept, 1);
    buffer_done(&shelf.bytes);
    folder_remove(&folder);
}
END_TEST

START_TEST(an_edited_document_is_parsed_and_kept_anew)
{
    struct folder folder;
    struct shelf shelf = {0};
    struct service *service;
    static const char *const texts[] = {
        "organisation: Anywhere\nlevels: [area]\nunits: [{id: a, name: A, level: area}]\n",
        "organisation: Nowhere!\nlevels: [area]\nunits: [{id: a, name: A, level: area}]\n"};
    folder_make(&folder);
    for (int i = 0; i < 2; i++) {
        folder_write(&folder, "organisation.yaml", texts[i], strlen(texts[i]));
        ck_assert_int_eq(load(&shelf, folder.path, &service), RESULT_OK);
        ck_assert_mem_eq(service->organisation, texts[i] + 14, 8);
        service_destroy(service);
        ck_assert_int_eq(shelf.kept, i + 1);
    }
    buffer_done(&shelf.bytes);
    folder_remove(&folder);
}
END_TEST

/* A document that is gone is forgotten: what is kept does not grow with every name that was tried. */
START_TEST(a_document_that_is_gone_is_kept_no_longer)
{
    struct folder folder;
    struct shelf shelf = {0};
    char path[128];
    static const char text[] =
        "organisation: A\nlevels: [area]\nunits: [{id: a, name: A, level: area}]\n";
    folder_make(&folder);
    folder_write(&folder, "organisation.yaml", text, strlen(text));
    folder_write(&folder, "ui.yaml", "theme: dark\n", 12);
    load_sound(&shelf, folder.path);
    const size_t before = shelf.bytes.length;
    snprintf(path, sizeof path, "%s/ui.yaml", folder.path);
    ck_assert_int_eq(remove(path), 0);
    load_sound(&shelf, folder.path);
    ck_assert_int_eq(shelf.kept, 2);
    ck_assert_uint_lt(shelf.bytes.length, before);
    buffer_done(&shelf.bytes);
    folder_remove(&folder);
}
END_TEST

START_TEST(a_faulty_configuration_is_not_kept)
{
    struct folder folder;
    struct shelf shelf = {0};
    struct service *service;
    folder_make(&folder);
    folder_write(&folder, "organisation.yaml", "organisation: A\n", 16);
    ck_assert_int_eq(load(&shelf, folder.path, &service), RESULT_INVALID);
    ck_assert_int_eq(shelf.kept, 0);
    folder_remove(&folder);
}
END_TEST

/* Any byte changed, any length: parsed as if there were nothing, and kept as it should be. */
START_TEST(damage_is_found_and_mended)
{
    struct folder folder;
    struct shelf shelf = {0}, damaged = {0};
    static const char text[] =
        "organisation: A\nlevels: [area]\nunits: [{id: a, name: A, level: area}]\n";
    folder_make(&folder);
    folder_write(&folder, "organisation.yaml", text, strlen(text));
    const uint64_t digest = load_sound(&shelf, folder.path);
    for (size_t i = 0; i < 2 * shelf.bytes.length; i++) {
        const bool cut = i >= shelf.bytes.length;
        damaged.bytes.length = 0;
        buffer_add(&damaged.bytes, shelf.bytes.bytes, cut ? i / 2 : shelf.bytes.length);
        if (!cut)
            damaged.bytes.bytes[i] = (char)(damaged.bytes.bytes[i] ^ 0x10);
        damaged.kept = 0;
        ck_assert_uint_eq(load_sound(&damaged, folder.path), digest);
        ck_assert_int_eq(damaged.kept, 1);
        ck_assert_uint_eq(damaged.bytes.length, shelf.bytes.length);
        ck_assert_mem_eq(damaged.bytes.bytes, shelf.bytes.bytes, shelf.bytes.length);
    }
    buffer_done(&damaged.bytes);
    buffer_done(&shelf.bytes);
    folder_remove(&folder);
}
END_TEST

/* Without memory for keeping nothing is kept; without memory for reading it is said. */
START_TEST(memory_may_run_out_anywhere)
{
    char path[512];
    struct shelf shelf = {0};
    static const long steps[] = {11, 1}; /* parsing has a test of its own */
    full_configuration(path);
    if (_i == 1)
        load_sound(&shelf, path);
    bool failed = true;
    long after = 0;
    for (; failed && after < 20000; after += steps[_i]) {
        struct service *service;
        struct shelf copy = {0};
        buffer_add(&copy.bytes, shelf.bytes.bytes, shelf.bytes.length);
        faults_start(FAULTS_MEMORY, after, 1);
        const enum result result = load(&copy, path, &service);
        failed = faults_stop();
        ck_assert(result == RESULT_OK || (failed && result == RESULT_NO_MEMORY));
        ck_assert((result == RESULT_OK) == (service != NULL));
        service_destroy(service);
        buffer_done(&copy.bytes);
    }
    ck_assert(!failed);
    ck_assert_int_gt(after / steps[_i], 20);
    buffer_done(&shelf.bytes);
}
END_TEST

int main(int argc, char **argv)
{
    if (argc < 2)
        return EXIT_FAILURE;
    source_root = argv[1];
    TCase *cases = tcase_create("trees");
    tcase_set_timeout(cases, 60);
    tcase_add_loop_test(cases, a_tree_is_read_back_as_it_was, 0, DOCUMENT_COUNT);
    tcase_add_loop_test(cases, a_damaged_tree_is_bounded, 0, DOCUMENT_COUNT);
    tcase_add_test(cases, a_tree_nested_too_deep_is_damage);
    tcase_add_test(cases, a_node_before_the_first_line_or_column_is_damage);
    tcase_add_test(cases, what_did_not_change_is_kept_once);
    tcase_add_test(cases, trees_are_what_is_read_when_the_bytes_are_the_same);
    tcase_add_test(cases, an_edited_document_is_parsed_and_kept_anew);
    tcase_add_test(cases, a_document_that_is_gone_is_kept_no_longer);
    tcase_add_test(cases, a_faulty_configuration_is_not_kept);
    tcase_add_test(cases, damage_is_found_and_mended);
    tcase_add_loop_test(cases, memory_may_run_out_anywhere, 0, 2);
    Suite *suite = suite_create("trees");
    suite_add_tcase(suite, cases);
    return suite_run(suite);
}

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/grow.h"
#include "core/base/hash.h"
#include "core/base/intern.h"
#include "tests/core/base/cases.h"

START_TEST(an_array_grows_and_keeps_what_it_holds)
{
    int *items = NULL;
    size_t count = 0, room = 0;
    for (int i = 0; i < 1000; i++) {
        int *item = grow_one(&items, &count, &room, sizeof *items);
        ck_assert_ptr_nonnull(item);
        ck_assert_int_eq(*item, 0);
        *item = i;
    }
    ck_assert_uint_eq(count, 1000);
    ck_assert(room >= count && room <= 2 * count + 8);
    for (int i = 0; i < 1000; i++)
        ck_assert_int_eq(items[i], i);
    free(items);
}
END_TEST

START_TEST(too_much_room_is_refused_and_the_array_stays)
{
    int64_t *items = NULL;
    size_t room = 0;
    ck_assert(grow_room(&items, &room, 3, sizeof *items));
    int64_t *before = items;
    size_t room_before = room;
    ck_assert(!grow_room(&items, &room, SIZE_MAX / 4, sizeof *items));
    ck_assert_ptr_eq(items, before);
    ck_assert_uint_eq(room, room_before);
    free(items);
}
END_TEST

static bool is_zeroed(const unsigned char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (bytes[i] != 0)
            return false;
    return true;
}

START_TEST(an_arena_gives_zeroed_aligned_room)
{
    struct arena arena = {0};
    unsigned char *last = NULL;
    for (size_t size = 0; size < 3000; size += 7) {
        unsigned char *taken = arena_take(&arena, size);
        ck_assert_uint_eq((uintptr_t)taken % _Alignof(max_align_t), 0);
        ck_assert_ptr_ne(taken, last);
        ck_assert(is_zeroed(taken, size));
        memset(taken, 0xff, size);
        last = taken;
    }
    ck_assert_str_eq(arena_copy(&arena, "team"), "team");
    ck_assert_str_eq(arena_copy_bytes(&arena, "teamtop", 4), "team");
    ck_assert_ptr_null(arena_take(&arena, SIZE_MAX));
    arena_done(&arena);
    arena_done(&arena);
}
END_TEST

START_TEST(a_buffer_holds_bytes_text_and_formats)
{
    struct buffer buffer = {0};
    buffer_text(&buffer, "a");
    buffer_add(&buffer, "\0b", 2);
    buffer_add(&buffer, NULL, 0);
    buffer_format(&buffer, "%d-%s", 42, "teams");
    ck_assert_uint_eq(buffer.length, 11);
    ck_assert_mem_eq(buffer.bytes, "a\0b42-teams", 11);
    ck_assert(!buffer.failed);
    buffer_done(&buffer);
    ck_assert_ptr_null(buffer.bytes);
}
END_TEST

START_TEST(a_buffer_that_failed_stays_failed)
{
    struct buffer buffer = {0};
    buffer_text(&buffer, "a");
    buffer_add(&buffer, "x", SIZE_MAX);
    ck_assert(buffer.failed);
    buffer_text(&buffer, "b");
    ck_assert_uint_eq(buffer.length, 1);
    buffer_done(&buffer);
}
END_TEST

START_TEST(texts_are_numbered_in_order_of_appearance)
{
    struct interned *interned = intern_create();
    char text[32];
    for (uint32_t i = 1; i <= 500; i++) {
        int length = snprintf(text, sizeof text, "worker %u", i);
        ck_assert_uint_eq(intern_find(interned, text, (size_t)length), 0);
        ck_assert_uint_eq(intern_add(interned, text, (size_t)length), i);
        ck_assert_uint_eq(intern_add(interned, text, (size_t)length), i);
    }
    ck_assert_uint_eq(intern_count(interned), 500);
    for (uint32_t i = 1; i <= 500; i++) {
        int length = snprintf(text, sizeof text, "worker %u", i);
        ck_assert_uint_eq(intern_find(interned, text, (size_t)length), i);
        ck_assert_str_eq(intern_at(interned, i), text);
    }
    intern_destroy(interned);
}
END_TEST

/* However long: the last byte tells, and so does the length. */
START_TEST(interned_texts_may_have_any_length)
{
    static const size_t lengths[] = {1, 2, 15, 16, 17, 18, 1000, 65534, 65535, 65536, 70000};
    static char text[70001];
    struct interned *interned = intern_create();
    memset(text, 'x', sizeof text);
    for (int round = 0; round < 2; round++) {
        uint32_t number = 0;
        for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
            for (char last = 'a'; last < 'd'; last++) {
                text[lengths[i] - 1] = last;
                intern_foresee(interned, text, lengths[i]);
                ck_assert_uint_eq(intern_add(interned, text, lengths[i]), ++number);
                ck_assert_uint_eq(strlen(intern_at(interned, number)), lengths[i]);
                ck_assert_uint_eq(intern_length(interned, number), lengths[i]);
                ck_assert_mem_eq(intern_at(interned, number), text, lengths[i]);
            }
            text[lengths[i] - 1] = 'x';
        }
        ck_assert_uint_eq(intern_count(interned), number);
    }
    intern_destroy(interned);
}
END_TEST

START_TEST(interned_texts_differ_by_every_byte)
{
    struct interned *interned = intern_create();
    ck_assert_uint_eq(intern_add(interned, "", 0), 1);
    ck_assert_uint_eq(intern_add(interned, "a", 1), 2);
    ck_assert_uint_eq(intern_add(interned, "a\0b", 3), 3);
    ck_assert_uint_eq(intern_add(interned, "a\0c", 3), 4);
    ck_assert_uint_eq(intern_add(interned, "ab", 1), 2);
    ck_assert_uint_eq(intern_length(interned, 3), 3);
    ck_assert_str_eq(intern_at(interned, 0), "");
    ck_assert_uint_eq(intern_length(interned, 0), 0);
    intern_destroy(interned);
    intern_destroy(NULL);
}
END_TEST

/* Fingerprints are stored: these bytes give this number for ever. */
START_TEST(a_hash_is_the_same_everywhere)
{
    ck_assert_uint_eq(hash_bytes(HASH_START, "a", 1), UINT64_C(0xaf63dc4c8601ec8c));
    ck_assert_uint_eq(hash_number(HASH_START, 'a'), hash_bytes(HASH_START, "a\0\0\0\0\0\0\0", 8));
    ck_assert_uint_ne(
        hash_text(hash_text(HASH_START, "ab"), "c"), hash_text(hash_text(HASH_START, "a"), "bc"));
    ck_assert_uint_eq(hash_text(HASH_START, NULL), hash_text(HASH_START, ""));
}
END_TEST

TCase *container_cases(void)
{
    TCase *cases = tcase_create("containers");
    tcase_add_test(cases, an_array_grows_and_keeps_what_it_holds);
    tcase_add_test(cases, too_much_room_is_refused_and_the_array_stays);
    tcase_add_test(cases, an_arena_gives_zeroed_aligned_room);
    tcase_add_test(cases, a_buffer_holds_bytes_text_and_formats);
    tcase_add_test(cases, a_buffer_that_failed_stays_failed);
    tcase_add_test(cases, texts_are_numbered_in_order_of_appearance);
    tcase_add_test(cases, interned_texts_differ_by_every_byte);
    tcase_add_test(cases, interned_texts_may_have_any_length);
    tcase_add_test(cases, a_hash_is_the_same_everywhere);
    return cases;
}

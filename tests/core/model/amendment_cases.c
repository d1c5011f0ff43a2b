/* Amendments against chunks that are written anew. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/amendment.h"
#include "tests/core/model/cases.h"
#include "tests/core/model/random.h"

#define TEAM 3

static struct spells all;     /* every case there ever is */
static struct spells amended; /* what chunk and amendment give */
static struct amendment amendment;
static struct buffer chunk, beside;
static uint32_t places[4096]; /* of those that came, in order */
static bool stands[4096];     /* after it */

static void setup(void)
{
    ck_assert_int_eq(spells_init(&all), RESULT_OK);
    ck_assert_int_eq(spells_init(&amended), RESULT_OK);
}

static void teardown(void)
{
    spells_done(&all);
    spells_done(&amended);
    amendment_done(&amendment);
    buffer_done(&chunk);
    buffer_done(&beside);
}

/* Few enough days and children that many are alike. */
static void draw_case(uint64_t *state)
{
    struct case_spell *spell = grow_one(&all.cases, &all.case_count, &all.case_room, sizeof *spell);
    char worker[16];
    int length = snprintf(worker, sizeof worker, "w%zu", random_below(state, 12));
    const day_t from = 18000 + (day_t)random_below(state, 40);
    ck_assert_ptr_nonnull(spell);
    *spell = (struct case_spell){.child = random_below(state, 30),
        .team = TEAM,
        .worker = random_below(state, 5) ? intern_add(all.text, worker, (size_t)length) : 0,
        .category = (int32_t)random_below(state, 3),
        .from = from,
        .until = random_below(state, 2) ? DAY_NEVER : from + (day_t)random_below(state, 3)};
}

static struct buffer encode(const struct spells *spells, const bool *chosen)
{
    struct buffer bytes = {0};
    struct spell_encoder encoder = {0};
    uint32_t *own = calloc(spells->case_count + 1, sizeof *own);
    size_t count = 0;
    ck_assert_ptr_nonnull(own);
    for (size_t i = 0; i < spells->case_count; i++)
        if (!chosen || chosen[i])
            own[count++] = (uint32_t)i;
    spell_encoder_add(&encoder, spells, FEED_CASES, own, count, &bytes);
    ck_assert(!bytes.failed);
    spell_encoder_done(&encoder);
    free(own);
    return bytes;
}

static void decode(const struct buffer *bytes)
{
    ck_assert_int_eq(
        spells_decode(&amended, TEAM, (const uint8_t *)bytes->bytes, bytes->length), RESULT_OK);
}

static int compare_places(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;
    return case_order(all.text, &all.cases[*x], &all.cases[*y]);
}

static void add(uint32_t **items, size_t *count, size_t *room, size_t item)
{
    ck_assert(grow_room(items, room, *count + 1, sizeof **items));
    (*items)[(*count)++] = (uint32_t)item;
}

/* The cases below `first` are the chunk's, which has them in this order; the others come. The slow way: each that
 * came stands before the first of the chunk that is not before it. */
static void write_amendment(size_t first, const uint32_t *order)
{
    struct spell_encoder encoder = {0};
    size_t came = 0;
    amendment.chunk_count = first;
    for (size_t i = 0; i < first; i++)
        if (!stands[order[i]])
            add(&amendment.gone, &amendment.gone_count, &amendment.gone_room, i);
    for (size_t i = first; i < all.case_count; i++)
        places[came++] = (uint32_t)i;
    qsort(places, came, sizeof *places, compare_places);
    for (size_t i = 0; i < came; i++) {
        size_t before = 0;
        while (before < first && compare_places(&order[before], &places[i]) <= 0)
            before++;
        add(&amendment.before, &amendment.came_count, &amendment.came_room, before);
    }
    amendment_write(&amendment, &encoder, &all, places, &beside);
    ck_assert(!beside.failed);
    spell_encoder_done(&encoder);
}

static enum result apply(size_t first, struct amendment *ret)
{
    return amendment_apply(
        &amended, TEAM, first, (const uint8_t *)beside.bytes, beside.length, ret);
}

/* A chunk of so many, some of them gone, and so many more. */
static void make(uint64_t *state, size_t count, size_t gone_of, size_t come)
{
    bool first[4096] = {false};
    uint32_t order[4096];
    for (size_t i = 0; i < count; i++) {
        draw_case(state);
        first[i] = true;
        stands[i] = gone_of == 0 || random_below(state, gone_of) > 0;
        order[i] = (uint32_t)i;
    }
    qsort(order, count, sizeof *order, compare_places);
    chunk = encode(&all, first);
    for (size_t i = 0; i < come; i++) {
        draw_case(state);
        stands[count + i] = true;
    }
    write_amendment(count, order);
}

static const struct {
    size_t count, gone_of, come;
} shapes[] = {{0, 0, 0}, {0, 0, 3}, {1, 1, 0}, {1, 0, 1}, {5, 1, 5}, {40, 2, 0}, {40, 0, 30},
    {200, 10, 20}, {200, 2, 150}, {1000, 20, 5}, {1000, 20, 200}};

START_TEST(chunk_and_amendment_are_the_chunk_written_anew)
{
    uint64_t state = (uint64_t)_i + 1;
    struct amendment read = {0};
    make(&state, shapes[_i].count, shapes[_i].gone_of, shapes[_i].come);
    amended.cases =
        calloc(1, sizeof *amended.cases); /* before it stand others, which it leaves alone */
    ck_assert_ptr_nonnull(amended.cases);
    amended.cases[0] = (struct case_spell){.child = 77};
    amended.case_count = amended.case_room = 1;
    decode(&chunk);
    ck_assert_int_eq(apply(1, &read), RESULT_OK);
    ck_assert_uint_eq(read.gone_count, amendment.gone_count);
    ck_assert_uint_eq(read.came_count, amendment.came_count);
    ck_assert_uint_eq(amended.cases[0].child, 77);
    struct buffer anew = encode(&all, stands);
    const size_t count = amended.case_count - 1;
    decode(&anew);
    ck_assert_uint_eq(amended.case_count - 1, 2 * count);
    for (size_t i = 1; i <= count; i++) {
        const struct case_spell *a = &amended.cases[i], *b = &amended.cases[count + i];
        ck_assert_int_eq(case_order(amended.text, a, b), 0);
        ck_assert_int_eq(a->team, TEAM);
    }
    buffer_done(&anew);
    amendment_done(&read);
}
END_TEST

/* Whatever the bytes: as many as it says, or nothing happened. */
START_TEST(damaged_amendments_do_no_harm)
{
    uint64_t state = 5;
    make(&state, 60, 6, 12);
    for (size_t i = 0; i < beside.length; i++) {
        for (int bit = 0; bit < 8; bit++) {
            struct amendment read = {0};
            amended.case_count = 0;
            decode(&chunk);
            beside.bytes[i] = (char)(beside.bytes[i] ^ (1 << bit));
            if (apply(0, &read) == RESULT_OK)
                ck_assert_uint_eq(amended.case_count, 60 - read.gone_count + read.came_count);
            else
                ck_assert_uint_eq(amended.case_count, 60);
            beside.bytes[i] = (char)(beside.bytes[i] ^ (1 << bit));
            amendment_done(&read);
        }
    }
}
END_TEST

START_TEST(one_cut_anywhere_or_of_another_chunk_is_refused)
{
    uint64_t state = 6;
    make(&state, 60, 6, 12);
    decode(&chunk);
    const size_t whole = beside.length;
    for (beside.length = 0; beside.length < whole; beside.length++)
        ck_assert_int_eq(apply(0, NULL), RESULT_INVALID);
    ck_assert_int_eq(apply(1, NULL), RESULT_INVALID); /* a chunk of one less */
    ck_assert_uint_eq(amended.case_count, 60);
    ck_assert_int_eq(apply(0, NULL), RESULT_OK);
}
END_TEST

/* Who comes is a case, and not what else a chunk may hold. */
START_TEST(spells_of_another_kind_are_refused)
{
    uint64_t state = 7;
    struct buffer posts = {0};
    make(&state, 10, 0, 0);
    decode(&chunk);
    spells_encode(&all, FEED_POSTS, TEAM, &posts);
    buffer_done(&beside);
    buffer_add(&beside, "\x0a\0\0", 3);
    buffer_add(&beside, posts.bytes, posts.length);
    ck_assert_int_eq(apply(0, NULL), RESULT_INVALID);
    buffer_done(&posts);
}
END_TEST

TCase *amendment_cases(void)
{
    TCase *tcase = tcase_create("amendments");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, chunk_and_amendment_are_the_chunk_written_anew, 0,
        (int)(sizeof shapes / sizeof *shapes));
    tcase_add_test(tcase, damaged_amendments_do_no_harm);
    tcase_add_test(tcase, one_cut_anywhere_or_of_another_chunk_is_refused);
    tcase_add_test(tcase, spells_of_another_kind_are_refused);
    return tcase;
}

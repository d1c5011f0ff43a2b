#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/amendment.h"
#include "core/model/spell.h"
#include "tests/core/model/cases.h"
#include "tests/core/model/random.h"

#define TEAM  3
#define OTHER 4

static uint32_t word(struct spells *spells, const char *text)
{
    return text ? intern_add(spells->text, text, strlen(text)) : 0;
}

static void add_case(struct spells *spells, unit_index team, child_hash child, const char *worker,
    day_t from, day_t until)
{
    struct case_spell *spell =
        grow_one(&spells->cases, &spells->case_count, &spells->case_room, sizeof *spell);
    ck_assert_ptr_nonnull(spell);
    *spell = (struct case_spell){child, team, word(spells, worker), 2, from, until, 0};
}

static void add_post(struct spells *spells, const char *post, const char *worker, day_t from)
{
    struct post_spell *spell =
        grow_one(&spells->posts, &spells->post_count, &spells->post_room, sizeof *spell);
    ck_assert_ptr_nonnull(spell);
    *spell = (struct post_spell){.post = word(spells, post),
        .team = TEAM,
        .role = word(spells, "social_worker"),
        .worker = word(spells, worker),
        .name = word(spells, worker ? "J Pascoe" : NULL),
        .fte = 5405,
        .contract = worker ? CONTRACT_FIXED_TERM : CONTRACT_VACANT,
        .case_holding = worker != NULL,
        .from = from,
        .until = DAY_NEVER};
}

static void add_others(struct spells *spells)
{
    struct absence_spell *absence =
        grow_one(&spells->absences, &spells->absence_count, &spells->absence_room, sizeof *absence);
    struct request *request =
        grow_one(&spells->requests, &spells->request_count, &spells->request_room, sizeof *request);
    struct reading *reading =
        grow_one(&spells->readings, &spells->reading_count, &spells->reading_room, sizeof *reading);
    ck_assert(absence && request && reading);
    *absence = (struct absence_spell){word(spells, "w1"), word(spells, "stress"), 19000, 19003};
    *request = (struct request){19001, TEAM, word(spells, "schools"), 7};
    *reading = (struct reading){19100, 12, TEAM, 7, 123456, true};
}

static void fill(struct spells *spells)
{
    ck_assert_int_eq(spells_init(spells), RESULT_OK);
    add_case(spells, TEAM, 0xfedcba9876543210, "w2", 19000, 19100);
    add_case(spells, OTHER, 1, "w9", 19000, DAY_NEVER);
    add_case(spells, TEAM, 2, NULL, 18990, DAY_NEVER);
    add_case(spells, TEAM, 2, "w1", 18990, DAY_NEVER);
    add_case(spells, TEAM, 3, "w1", -62091, 376200);
    add_post(spells, "p2", "w1", 18000);
    add_post(spells, "p1", NULL, 18500);
    add_others(spells);
}

static struct buffer encoded(const struct spells *spells, enum feed_type type)
{
    struct buffer buffer = {0};
    spells_encode(spells, type, type == FEED_ABSENCES ? UNIT_NONE : TEAM, &buffer);
    ck_assert(!buffer.failed);
    return buffer;
}

static enum result decode(struct spells *spells, const struct buffer *buffer)
{
    return spells_decode(spells, TEAM, (const uint8_t *)buffer->bytes, buffer->length);
}

START_TEST(every_type_comes_back_as_it_went_in)
{
    struct spells spells, back;
    fill(&spells);
    ck_assert_int_eq(spells_init(&back), RESULT_OK);
    ck_assert_uint_ne(word(&back, "w1"), 0); /* numbers differ from those of the first table */
    for (int type = 0; type < FEED_TYPE_COUNT; type++) {
        struct buffer buffer = encoded(&spells, (enum feed_type)type);
        ck_assert_int_eq(decode(&back, &buffer), RESULT_OK);
        buffer_done(&buffer);
    }
    ck_assert_uint_eq(back.case_count, 4);
    const struct case_spell *oldest = &back.cases[0], *newest = &back.cases[3];
    ck_assert_int_eq(oldest->from, -62091);
    ck_assert_int_eq(oldest->until, 376200);
    ck_assert_uint_eq(newest->child, 0xfedcba9876543210);
    ck_assert_str_eq(intern_at(back.text, newest->worker), "w2");
    ck_assert_int_eq(newest->until, 19100);
    ck_assert_int_eq(newest->category, 2);
    ck_assert_int_eq(newest->team, TEAM);
    ck_assert_uint_eq(back.cases[1].worker, 0);
    ck_assert_int_eq(back.cases[1].until, DAY_NEVER);
    const struct post_spell *post = &back.posts[0];
    ck_assert_str_eq(intern_at(back.text, post->post), "p2");
    ck_assert_str_eq(intern_at(back.text, post->worker), "w1");
    ck_assert_str_eq(intern_at(back.text, post->name), "J Pascoe");
    ck_assert_int_eq(post->fte, 5405);
    ck_assert_int_eq(post->contract, CONTRACT_FIXED_TERM);
    ck_assert(post->case_holding);
    ck_assert_int_eq(back.posts[1].contract, CONTRACT_VACANT);
    ck_assert_str_eq(intern_at(back.text, back.absences[0].reason), "stress");
    ck_assert_int_eq(back.absences[0].until, 19003);
    ck_assert_int_eq(back.requests[0].count, 7);
    ck_assert_int_eq(back.readings[0].months, 12);
    ck_assert_int_eq(back.readings[0].value, 123456);
    ck_assert(back.readings[0].known);
    spells_done(&spells);
    spells_done(&back);
}
END_TEST

/* As long as what is compared at hand, a byte less and a byte more; each the beginning of the next. */
START_TEST(words_of_any_length_come_back_whole)
{
    static const char text[] = "abcdefghijklmnopqrstuvwxyz";
    const int longest = (int)strlen(text);
    struct spells spells, back;
    char worker[sizeof text];
    ck_assert_int_eq(spells_init(&spells), RESULT_OK);
    ck_assert_int_eq(spells_init(&back), RESULT_OK);
    for (int length = longest; length > 0; length--) {
        snprintf(worker, sizeof worker, "%.*s", length, text);
        add_case(&spells, TEAM, 1, worker, 19000 + length, DAY_NEVER);
    }
    struct buffer buffer = encoded(&spells, FEED_CASES);
    ck_assert_int_eq(decode(&back, &buffer), RESULT_OK);
    ck_assert_uint_eq(back.case_count, spells.case_count);
    for (int length = 1; length <= longest; length++) {
        const struct case_spell *spell = &back.cases[length - 1];
        snprintf(worker, sizeof worker, "%.*s", length, text);
        ck_assert_int_eq(spell->from, 19000 + length);
        ck_assert_uint_eq(spell->worker, (uint32_t)length); /* sorted, the table was empty */
        ck_assert_str_eq(intern_at(back.text, spell->worker), worker);
    }
    buffer_done(&buffer);
    spells_done(&spells);
    spells_done(&back);
}
END_TEST

static void shuffle_cases(struct spells *spells, uint64_t *state)
{
    for (size_t i = spells->case_count; i > 1; i--) {
        size_t other = random_below(state, i);
        struct case_spell swapped = spells->cases[i - 1];
        spells->cases[i - 1] = spells->cases[other];
        spells->cases[other] = swapped;
    }
}

START_TEST(equal_spells_are_equal_bytes_in_whatever_order)
{
    struct spells spells, other;
    uint64_t state = 5;
    fill(&spells);
    ck_assert_int_eq(spells_init(&other), RESULT_OK);
    ck_assert_uint_ne(word(&other, "w2"), word(&other, "w1")); /* numbered the other way about */
    struct buffer first = encoded(&spells, FEED_CASES);
    ck_assert_int_eq(decode(&other, &first), RESULT_OK);
    for (int round = 0; round < 50; round++) {
        shuffle_cases(&other, &state);
        struct buffer again = encoded(&other, FEED_CASES);
        ck_assert_uint_eq(again.length, first.length);
        ck_assert_mem_eq(again.bytes, first.bytes, first.length);
        buffer_done(&again);
    }
    buffer_done(&first);
    spells_done(&spells);
    spells_done(&other);
}
END_TEST

START_TEST(a_chunk_cut_anywhere_is_refused_and_adds_nothing)
{
    struct spells spells, back;
    fill(&spells);
    ck_assert_int_eq(spells_init(&back), RESULT_OK);
    add_case(&back, OTHER, 9, "w9", 1, 2);
    for (int type = 0; type < FEED_TYPE_COUNT; type++) {
        struct buffer buffer = encoded(&spells, (enum feed_type)type);
        for (size_t size = 0; size < buffer.length; size++) {
            uint8_t *fenced = malloc(size > 0 ? size : 1);
            ck_assert_ptr_nonnull(fenced);
            memcpy(fenced, buffer.bytes, size);
            ck_assert_int_eq(spells_decode(&back, TEAM, fenced, size), RESULT_INVALID);
            free(fenced);
        }
        buffer_add(&buffer, "", 1);
        ck_assert_int_eq(decode(&back, &buffer), RESULT_INVALID);
        buffer_done(&buffer);
    }
    ck_assert_uint_eq(back.case_count, 1);
    ck_assert_uint_eq(back.post_count + back.absence_count, 0);
    ck_assert_uint_eq(back.request_count + back.reading_count, 0);
    spells_done(&spells);
    spells_done(&back);
}
END_TEST

static enum result there_and_back(const struct spells *spells, enum feed_type type)
{
    struct spells back;
    ck_assert_int_eq(spells_init(&back), RESULT_OK);
    struct buffer buffer = encoded(spells, type);
    enum result result = decode(&back, &buffer);
    buffer_done(&buffer);
    spells_done(&back);
    return result;
}

START_TEST(more_than_a_row_may_say_is_damage)
{
    struct spells spells;
    fill(&spells);
    spells.posts[0].fte = POST_FTE_MOST;
    spells.requests[0].count = REQUEST_COUNT_MOST;
    spells.readings[0].value = READING_VALUE_MOST;
    for (enum feed_type type = FEED_POSTS; type <= FEED_READINGS; type++)
        ck_assert_int_eq(there_and_back(&spells, type), RESULT_OK);
    spells.posts[0].fte = POST_FTE_MOST + 1;
    ck_assert_int_eq(there_and_back(&spells, FEED_POSTS), RESULT_INVALID);
    spells.requests[0].count = REQUEST_COUNT_MOST + 1;
    ck_assert_int_eq(there_and_back(&spells, FEED_REQUESTS), RESULT_INVALID);
    spells.requests[0].count = -1;
    ck_assert_int_eq(there_and_back(&spells, FEED_REQUESTS), RESULT_INVALID);
    spells.readings[0].value = READING_VALUE_MOST + 1;
    ck_assert_int_eq(there_and_back(&spells, FEED_READINGS), RESULT_INVALID);
    spells_done(&spells);
}
END_TEST

START_TEST(text_with_a_nul_inside_is_damage)
{
    static const uint8_t absences_without_a_row[] = {FEED_ABSENCES, 1, 3, 'a', 'c', 'b', 0};
    uint8_t damaged[sizeof absences_without_a_row];
    struct spells back;
    memcpy(damaged, absences_without_a_row, sizeof damaged);
    damaged[4] = '\0';
    ck_assert_int_eq(spells_init(&back), RESULT_OK);
    ck_assert_int_eq(
        spells_decode(&back, UNIT_NONE, absences_without_a_row, sizeof damaged), RESULT_OK);
    ck_assert_int_eq(spells_decode(&back, UNIT_NONE, damaged, sizeof damaged), RESULT_INVALID);
    spells_done(&back);
}
END_TEST

START_TEST(damaged_chunks_do_no_harm)
{
    struct spells spells, back;
    uint64_t state = 6;
    int refused = 0;
    fill(&spells);
    ck_assert_int_eq(spells_init(&back), RESULT_OK);
    for (int round = 0; round < 3000; round++) {
        struct buffer buffer = encoded(&spells, (enum feed_type)(round % FEED_TYPE_COUNT));
        size_t at = random_below(&state, buffer.length);
        buffer.bytes[at] = (char)random_below(&state, 256);
        refused += decode(&back, &buffer) == RESULT_INVALID;
        buffer_done(&buffer);
    }
    ck_assert_int_gt(refused, 300);
    spells_done(&spells);
    spells_done(&back);
}
END_TEST

START_TEST(a_case_takes_about_fourteen_bytes)
{
    struct spells spells;
    uint64_t state = 7;
    const size_t count = 2000;
    char worker[24];
    ck_assert_int_eq(spells_init(&spells), RESULT_OK);
    for (size_t i = 0; i < count; i++) {
        day_t from = 17000 + (day_t)random_below(&state, 2000);
        snprintf(worker, sizeof worker, "w%zu", random_below(&state, 60));
        add_case(&spells, TEAM, random_next(&state), worker, from,
            from + (day_t)random_below(&state, 700));
    }
    struct buffer buffer = encoded(&spells, FEED_CASES);
    ck_assert_uint_le(buffer.length, 14 * count);
    buffer_done(&buffer);
    spells_done(&spells);
}
END_TEST

/* So many that they are sorted by day first: as one by one, in whatever order they came. */
START_TEST(many_spells_of_few_days_are_in_order)
{
    uint64_t state = 3;
    struct spells spells, turned, back;
    const size_t count = 4000;
    char worker[16];
    ck_assert_int_eq(spells_init(&spells), RESULT_OK);
    ck_assert_int_eq(spells_init(&turned), RESULT_OK);
    ck_assert_int_eq(spells_init(&back), RESULT_OK);
    for (size_t i = 0; i < count; i++) {
        day_t from = 17000 + (day_t)random_below(&state, 300);
        snprintf(worker, sizeof worker, "w%zu", random_below(&state, 60));
        add_case(&spells, TEAM, random_below(&state, 50), random_below(&state, 9) ? worker : NULL,
            from, from + (day_t)random_below(&state, 3));
    }
    for (size_t i = count; i-- > 0;) {
        const struct case_spell *spell = &spells.cases[i];
        const char *text = spell->worker ? intern_at(spells.text, spell->worker) : NULL;
        add_case(&turned, TEAM, spell->child, text, spell->from, spell->until);
    }
    struct buffer one = encoded(&spells, FEED_CASES), other = encoded(&turned, FEED_CASES);
    ck_assert_uint_eq(one.length, other.length);
    ck_assert_mem_eq(one.bytes, other.bytes, one.length);
    ck_assert_int_eq(spells_decode(&back, TEAM, (uint8_t *)one.bytes, one.length), RESULT_OK);
    ck_assert_uint_eq(back.case_count, count);
    for (size_t i = 1; i < count; i++)
        ck_assert_int_le(case_order(back.text, &back.cases[i - 1], &back.cases[i]), 0);
    buffer_done(&one);
    buffer_done(&other);
    spells_done(&spells);
    spells_done(&turned);
    spells_done(&back);
}
END_TEST

TCase *spell_cases(void)
{
    TCase *tcase = tcase_create("spells");
    tcase_add_test(tcase, every_type_comes_back_as_it_went_in);
    tcase_add_test(tcase, words_of_any_length_come_back_whole);
    tcase_add_test(tcase, equal_spells_are_equal_bytes_in_whatever_order);
    tcase_add_test(tcase, a_chunk_cut_anywhere_is_refused_and_adds_nothing);
    tcase_add_test(tcase, more_than_a_row_may_say_is_damage);
    tcase_add_test(tcase, text_with_a_nul_inside_is_damage);
    tcase_add_test(tcase, damaged_chunks_do_no_harm);
    tcase_add_test(tcase, a_case_takes_about_fourteen_bytes);
    tcase_add_test(tcase, many_spells_of_few_days_are_in_order);
    return tcase;
}

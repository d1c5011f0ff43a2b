/* Series against the slow and obvious: one number a day in an array. */
#include <stdlib.h>
#include <string.h>

#include "core/model/series.h"
#include "tests/core/model/cases.h"
#include "tests/core/model/random.h"

#define FIRST  18000 /* the day that days[0] stands for */
#define DAYS   400
#define ROUNDS 3000
#define SPANS  12

struct sample {
    fixed_t days[DAYS]; /* STEP: level; EVENTS: amount */
    struct buffer bytes;
};

static struct series view(const struct sample *sample)
{
    return (struct series){(const uint8_t *)sample->bytes.bytes, sample->bytes.length};
}

static fixed_t random_delta(uint64_t *state, fixed_t scale)
{
    return scale * ((fixed_t)random_below(state, 2001) - 1000);
}

static void draw_step(struct sample *sample, uint64_t *state, fixed_t scale)
{
    struct series_writer writer;
    fixed_t level = 0;
    size_t density = 1 + random_below(state, 20);
    series_begin(&writer, &sample->bytes, SERIES_STEP, scale);
    for (int day = 0; day < DAYS; day++) {
        while (random_below(state, density + 1) == 0) {
            fixed_t delta = random_delta(state, scale);
            series_change(&writer, FIRST + day, delta);
            level += delta;
        }
        sample->days[day] = level;
    }
    series_end(&writer);
}

static void draw_events(struct sample *sample, uint64_t *state, fixed_t scale)
{
    struct series_writer writer;
    size_t density = 1 + random_below(state, 20);
    series_begin(&writer, &sample->bytes, SERIES_EVENTS, scale);
    for (int day = 0; day < DAYS; day++) {
        sample->days[day] = 0;
        while (random_below(state, density + 1) == 0) {
            fixed_t amount = random_delta(state, scale);
            series_amount(&writer, FIRST + day, amount);
            sample->days[day] += amount;
        }
    }
    series_end(&writer);
}

/* Spans of one length, sorted, that may lie partly outside what is known. */
static void draw_spans(struct span *spans, uint64_t *state)
{
    day_t from = FIRST - 30 + (day_t)random_below(state, 60);
    day_t length = 1 + (day_t)random_below(state, 60);
    for (size_t i = 0; i < SPANS; i++) {
        spans[i] = (struct span){from, from + length - 1};
        from += (day_t)random_below(state, 50);
    }
}

static fixed_t level_of(const struct sample *sample, day_t day)
{
    if (day < FIRST)
        return 0;
    return sample->days[day < FIRST + DAYS ? day - FIRST : DAYS - 1];
}

static fixed_t amount_of(const struct sample *sample, day_t day)
{
    return day < FIRST || day >= FIRST + DAYS ? 0 : sample->days[day - FIRST];
}

static fixed_t sum_of(const struct sample *sample, fixed_t (*value)(const struct sample *, day_t),
    const struct calendar *calendar, struct span span)
{
    fixed_t sum = 0;
    for (day_t day = span.from; day <= span.last; day++)
        if (!calendar || calendar_is_working(calendar, day))
            sum += value(sample, day);
    return sum;
}

START_TEST(levels_and_their_days_are_those_of_an_array)
{
    const struct calendar calendar = {.basis = BASIS_CALENDAR};
    uint64_t state = 1;
    for (int round = 0; round < ROUNDS; round++) {
        struct sample sample = {0};
        struct span spans[SPANS];
        fixed_t levels[SPANS], days[SPANS], working[SPANS];
        draw_step(&sample, &state, round % 2 ? 1 : FIXED_ONE);
        draw_spans(spans, &state);
        ck_assert(series_is_sound(view(&sample), SERIES_STEP));
        series_sample(view(&sample), &calendar, BASIS_CALENDAR, spans, SPANS, false, levels);
        series_sample(view(&sample), &calendar, BASIS_CALENDAR, spans, SPANS, true, days);
        series_sample(view(&sample), &calendar, BASIS_WORKING, spans, SPANS, true, working);
        for (size_t i = 0; i < SPANS; i++) {
            ck_assert_int_eq(levels[i], level_of(&sample, spans[i].last));
            ck_assert_int_eq(levels[i], series_level(view(&sample), spans[i].last));
            ck_assert_int_eq(days[i], sum_of(&sample, level_of, NULL, spans[i]));
            ck_assert_int_eq(working[i], sum_of(&sample, level_of, &calendar, spans[i]));
        }
        buffer_done(&sample.bytes);
    }
}
END_TEST

START_TEST(totals_of_events_are_those_of_an_array)
{
    uint64_t state = 2;
    for (int round = 0; round < ROUNDS; round++) {
        struct sample sample = {0};
        struct span spans[SPANS];
        fixed_t totals[SPANS];
        draw_events(&sample, &state, round % 2 ? 1 : FIXED_ONE);
        draw_spans(spans, &state);
        ck_assert(series_is_sound(view(&sample), SERIES_EVENTS));
        series_sample(view(&sample), NULL, BASIS_CALENDAR, spans, SPANS, false, totals);
        for (size_t i = 0; i < SPANS; i++) {
            ck_assert_int_eq(totals[i], sum_of(&sample, amount_of, NULL, spans[i]));
            ck_assert_int_eq(totals[i], series_total(view(&sample), spans[i]));
        }
        buffer_done(&sample.bytes);
    }
}
END_TEST

START_TEST(a_merged_level_is_the_sum_of_the_levels)
{
    uint64_t state = 3;
    for (int round = 0; round < ROUNDS / 10; round++) {
        struct sample samples[3] = {0};
        struct series views[3];
        struct buffer out = {0};
        for (size_t i = 0; i < 3; i++) {
            draw_step(&samples[i], &state, i == 2 && round % 2 ? 1 : FIXED_ONE);
            views[i] = view(&samples[i]);
        }
        series_merge(views, 3, &out);
        struct series merged = {(const uint8_t *)out.bytes, out.length};
        ck_assert(series_is_sound(merged, SERIES_STEP));
        for (day_t day = FIRST - 1; day < FIRST + DAYS; day += 7)
            ck_assert_int_eq(series_level(merged, day), level_of(&samples[0], day) +
                                                            level_of(&samples[1], day) +
                                                            level_of(&samples[2], day));
        for (size_t i = 0; i < 3; i++)
            buffer_done(&samples[i].bytes);
        buffer_done(&out);
    }
}
END_TEST

static void ask_everything(struct series series)
{
    const struct calendar calendar = {.basis = BASIS_CALENDAR};
    struct span span = {FIRST, FIRST + DAYS};
    struct buffer out = {0};
    fixed_t value;
    series_level(series, FIRST + DAYS);
    series_level_days(series, &calendar, BASIS_WORKING, span);
    series_total(series, span);
    series_leavers(series, span);
    series_earliest_at(series, FIRST + DAYS);
    if (!series_reading_at(series, FIRST + DAYS, &value, NULL))
        value = 0;
    if (!series_reading_total(series, span, &value))
        value = 0;
    series_merge((struct series[]){series, series, series}, 3, &out);
    buffer_done(&out);
}

/* Every answer is fine for damaged bytes, but none may read past their end or trap: each question
 * gets a copy of its own, which a sanitiser or valgrind fences. */
static void ask_damaged(const char *bytes, size_t size)
{
    uint8_t *copy = malloc(size + 1);
    ck_assert_ptr_nonnull(copy);
    uint8_t *fenced = realloc(copy, size > 0 ? size : 1);
    ck_assert_ptr_nonnull(fenced);
    memcpy(fenced, bytes, size);
    ask_everything((struct series){fenced, size});
    free(fenced);
}

START_TEST(damaged_bytes_end_a_series_early_and_harm_nothing)
{
    uint64_t state = 4;
    for (int round = 0; round < ROUNDS / 10; round++) {
        struct sample sample = {0};
        draw_step(&sample, &state, 1);
        size_t cut = random_below(&state, sample.bytes.length);
        ask_damaged(sample.bytes.bytes, cut);
        for (int hit = 0; hit < 4; hit++) {
            size_t at = random_below(&state, sample.bytes.length);
            sample.bytes.bytes[at] = (char)random_below(&state, 256);
        }
        sample.bytes.bytes[0] = (char)random_below(&state, 6);
        ask_damaged(sample.bytes.bytes, sample.bytes.length);
        buffer_done(&sample.bytes);
    }
}
END_TEST

START_TEST(a_number_that_never_ends_ends_the_series)
{
    uint8_t bytes[40];
    struct series_cursor cursor;
    memset(bytes, 0xff, sizeof bytes);
    memset(bytes + sizeof bytes - 8, 0, 8); /* no marks */
    bytes[0] = SERIES_STEP;
    bytes[1] = 1;
    series_cursor_init(&cursor, (struct series){bytes, sizeof bytes});
    ck_assert(!cursor.damaged);
    ck_assert(!series_next(&cursor));
    ck_assert(cursor.damaged);
    series_cursor_init(&cursor, (struct series){bytes, 9}); /* less than its frame */
    ck_assert(cursor.damaged);
}
END_TEST

TCase *series_random_cases(void)
{
    TCase *tcase = tcase_create("series, random");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, levels_and_their_days_are_those_of_an_array);
    tcase_add_test(tcase, totals_of_events_are_those_of_an_array);
    tcase_add_test(tcase, a_merged_level_is_the_sum_of_the_levels);
    tcase_add_test(tcase, damaged_bytes_end_a_series_early_and_harm_nothing);
    tcase_add_test(tcase, a_number_that_never_ends_ends_the_series);
    return tcase;
}

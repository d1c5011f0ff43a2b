#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tests/core/derive/draw.h"
#include "tests/faults/faults.h"
#include "tests/suite.h"

static struct derived derive_bench(const struct bench *bench)
{
    struct derived derived;
    ck_assert_int_eq(derive(&derived, &bench->service, &bench->spells, bench->imported), RESULT_OK);
    return derived;
}

/* --- bytes ---------------------------------------------------------------------------------- */

static void assert_same(const struct derived *a, const struct derived *b)
{
    ck_assert_uint_eq(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        ck_assert_int_eq(a->rows[i].unit, b->rows[i].unit);
        ck_assert_str_eq(a->rows[i].part, b->rows[i].part);
        ck_assert_uint_eq(a->rows[i].size, b->rows[i].size);
        ck_assert_mem_eq(a->rows[i].bytes, b->rows[i].bytes, a->rows[i].size);
    }
}

static void set_zone(const char *zone)
{
    setenv("TZ", zone, 1);
    tzset();
}

START_TEST(the_machine_s_time_zone_changes_no_byte)
{
    static const char *const zones[] = {"Europe/London", "Pacific/Kiritimati", "Etc/GMT+12"};
    struct drawn drawn;
    draw_organisation(&drawn, 7);
    set_zone("UTC");
    struct derived expected = derive_bench(&drawn.bench);
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        set_zone(zones[i]);
        struct derived derived = derive_bench(&drawn.bench);
        assert_same(&derived, &expected);
        derived_done(&derived);
    }
    derived_done(&expected);
    bench_done(&drawn.bench);
}
END_TEST

static void draw_readings(struct bench *bench, struct dice *dice)
{
    for (int i = 0; i < 40; i++)
        bench_reading(
            bench, (struct reading){
                       .day = day_from_civil(2024, 1 + dice_roll(dice, 3), 1),
                       .months = 1,
                       .unit = (unit_index)dice_roll(dice, unit_tree_count(bench->service.units)),
                       .part = dice_roll(dice, PART_COUNT),
                       .value = dice_roll(dice, 100000),
                       .known = dice_chance(dice, 80),
                   });
}

START_TEST(the_order_of_the_spells_changes_no_byte)
{
    struct drawn drawn;
    struct dice dice = {(uint64_t)_i};
    draw_organisation(&drawn, (uint64_t)_i + 1000);
    draw_readings(&drawn.bench, &dice);
    struct derived expected = derive_bench(&drawn.bench);
    for (uint64_t seed = 0; seed < 3; seed++) {
        draw_shuffle(&drawn.bench, seed);
        struct derived derived = derive_bench(&drawn.bench);
        assert_same(&derived, &expected);
        derived_done(&derived);
    }
    derived_done(&expected);
    bench_done(&drawn.bench);
}
END_TEST

START_TEST(rows_are_sorted_by_unit_id_then_part_and_sound)
{
    struct drawn drawn;
    draw_organisation(&drawn, (uint64_t)_i + 2000);
    struct derived derived = derive_bench(&drawn.bench);
    const struct unit_tree *units = drawn.bench.service.units;
    for (size_t i = 0; i < derived.count; i++) {
        const struct derived_row *row = &derived.rows[i];
        struct series series = {row->bytes, row->size};
        ck_assert(series_is_sound(series, series_kind(series)));
        if (i == 0)
            continue;
        int order =
            strcmp(unit_tree_at(units, row[-1].unit)->id, unit_tree_at(units, row->unit)->id);
        ck_assert(order < 0 || (order == 0 && strcmp(row[-1].part, row->part) < 0));
    }
    derived_done(&derived);
    bench_done(&drawn.bench);
}
END_TEST

/* Each allocation in turn fails; in the end none does. */
START_TEST(running_out_of_memory_is_said_and_leaves_nothing_behind)
{
    struct drawn drawn;
    struct dice dice = {(uint64_t)_i};
    draw_organisation(&drawn, (uint64_t)_i + 3000);
    draw_readings(&drawn.bench, &dice);
    const struct derived untouched = {.count = 12345};
    struct derived derived = untouched;
    const struct bench *bench = &drawn.bench;
    enum result result = RESULT_NO_MEMORY;
    for (long count = 1; result == RESULT_NO_MEMORY; count++) {
        faults_start(FAULTS_MEMORY, count - 1, 1);
        result = derive(&derived, &bench->service, &bench->spells, bench->imported);
        ck_assert_int_eq(result, faults_stop() ? RESULT_NO_MEMORY : RESULT_OK);
        if (result == RESULT_NO_MEMORY)
            ck_assert_mem_eq(&derived, &untouched, sizeof derived);
    }
    derived_done(&derived);
    bench_done(&drawn.bench);
}
END_TEST

static Suite *bytes_suite(void)
{
    Suite *suite = suite_create("derive: bytes and memory");
    TCase *bytes = tcase_create("bytes");
    tcase_add_test(bytes, the_machine_s_time_zone_changes_no_byte);
    tcase_add_loop_test(bytes, the_order_of_the_spells_changes_no_byte, 0, 30);
    tcase_add_loop_test(bytes, rows_are_sorted_by_unit_id_then_part_and_sound, 0, 30);
    tcase_add_loop_test(bytes, running_out_of_memory_is_said_and_leaves_nothing_behind, 0, 5);
    tcase_set_timeout(bytes, 60);
    suite_add_tcase(suite, bytes);
    return suite;
}

int main(void)
{
    return suite_run(bytes_suite());
}

#include <stdlib.h>
#include <string.h>

#include "core/model/series.h"
#include "tests/core/model/cases.h"

#define ONE FIXED_ONE

static struct series view(const struct buffer *buffer)
{
    return (struct series){(const uint8_t *)buffer->bytes, buffer->length};
}

START_TEST(no_bytes_are_no_series_and_one_without_points_was_always_0)
{
    struct buffer buffer = {0};
    struct series_writer writer;
    ck_assert(!series_exists(view(&buffer)));
    ck_assert_int_eq(series_level(view(&buffer), 10), 0);
    series_begin(&writer, &buffer, SERIES_STEP, ONE);
    series_end(&writer);
    ck_assert(series_exists(view(&buffer)));
    ck_assert(series_is_sound(view(&buffer), SERIES_STEP));
    ck_assert(!series_is_sound(view(&buffer), SERIES_EVENTS));
    ck_assert_int_eq(series_level(view(&buffer), 10), 0);
    buffer_done(&buffer);
}
END_TEST

START_TEST(changes_on_one_day_are_one_point_and_cancel_out)
{
    struct buffer buffer = {0}, plain = {0};
    struct series_writer writer;
    series_begin(&writer, &buffer, SERIES_STEP, ONE);
    series_change(&writer, 100, 2 * ONE);
    series_change(&writer, 100, ONE);
    series_change(&writer, 105, ONE);
    series_change(&writer, 105, -ONE);
    series_change(&writer, 105, -ONE);
    series_change(&writer, 105, ONE);
    series_change(&writer, 110, -3 * ONE);
    series_end(&writer);
    series_begin(&writer, &plain, SERIES_STEP, ONE);
    series_change(&writer, 100, 3 * ONE);
    series_change(&writer, 110, -3 * ONE);
    series_end(&writer);
    ck_assert_uint_eq(buffer.length, plain.length);
    ck_assert_mem_eq(buffer.bytes, plain.bytes, plain.length);
    ck_assert_int_eq(series_level(view(&buffer), 99), 0);
    ck_assert_int_eq(series_level(view(&buffer), 100), 3 * ONE);
    ck_assert_int_eq(series_level(view(&buffer), 109), 3 * ONE);
    ck_assert_int_eq(series_level(view(&buffer), 110), 0);
    buffer_done(&buffer);
    buffer_done(&plain);
}
END_TEST

/* A ladder: one more each day from 19000 on. */
static struct buffer ladder(int steps)
{
    struct buffer buffer = {0};
    struct series_writer writer;
    series_begin(&writer, &buffer, SERIES_STEP, ONE);
    for (day_t day = 19000; day < 19000 + steps; day++)
        series_change(&writer, day, ONE);
    series_end(&writer);
    return buffer;
}

START_TEST(a_step_of_a_count_takes_two_bytes_and_a_half)
{
    struct buffer one = ladder(1), many = ladder(6401);
    ck_assert_uint_eq(many.length - one.length, 2 * 6400 + 16 * 200);
    buffer_done(&one);
    buffer_done(&many);
}
END_TEST

START_TEST(a_level_is_found_from_the_nearest_mark_whichever_day_is_asked)
{
    struct buffer buffer = ladder(1000);
    for (day_t day = 18990; day < 20010; day++) {
        int steps = day < 19000 ? 0 : day - 18999;
        ck_assert_int_eq(series_level(view(&buffer), day), (steps < 1000 ? steps : 1000) * ONE);
    }
    buffer_done(&buffer);
}
END_TEST

START_TEST(any_byte_that_changed_is_not_sound)
{
    struct buffer buffer = ladder(200);
    for (size_t i = 0; i < buffer.length; i++) {
        buffer.bytes[i] ^= 1;
        ck_assert(!series_is_sound(view(&buffer), SERIES_STEP));
        buffer.bytes[i] ^= 1;
    }
    for (size_t length = 0; length < buffer.length; length++)
        ck_assert(
            !series_is_sound((struct series){(const uint8_t *)buffer.bytes, length}, SERIES_STEP));
    ck_assert(series_is_sound(view(&buffer), SERIES_STEP));
    buffer_done(&buffer);
}
END_TEST

START_TEST(those_who_left_before_the_span_are_passed_over)
{
    struct buffer buffer = {0};
    struct series_writer writer;
    series_begin(&writer, &buffer, SERIES_LEAVERS, 1);
    for (day_t day = 100; day < 300; day++)
        for (int worker = 0; worker < 3; worker++)
            series_leaver(&writer, day, worker == 0 ? day + 1 : DAY_NEVER, 5000);
    series_end(&writer);
    ck_assert_int_eq(series_leavers(view(&buffer), (struct span){250, 259}), 20 * 5000 + 5000);
    ck_assert_int_eq(series_leaver_count(view(&buffer), (struct span){250, 259}), 21);
    ck_assert_int_eq(series_leaver_count(view(&buffer), (struct span){300, 400}), 0);
    buffer_done(&buffer);
}
END_TEST

START_TEST(working_days_leave_out_weekends_and_bank_holidays)
{
    /* Monday 4 March 2024 to Sunday the 10th, of which the Friday is a holiday here. */
    const day_t monday = day_from_civil(2024, 3, 4), friday = monday + 4;
    const struct calendar calendar = {BASIS_WORKING, &friday, 1};
    struct buffer buffer = {0};
    struct series_writer writer;
    series_begin(&writer, &buffer, SERIES_STEP, 1);
    series_change(&writer, monday + 1, ONE / 2);
    series_end(&writer);
    struct span week = {monday, monday + 6};
    ck_assert_int_eq(series_level_days(view(&buffer), &calendar, BASIS_WORKING, week), 3 * ONE / 2);
    ck_assert_int_eq(
        series_level_days(view(&buffer), &calendar, BASIS_CALENDAR, week), 6 * ONE / 2);
    buffer_done(&buffer);
}
END_TEST

START_TEST(who_is_back_on_the_last_day_has_not_left)
{
    struct buffer buffer = {0};
    struct series_writer writer;
    series_begin(&writer, &buffer, SERIES_LEAVERS, 1);
    series_leaver(&writer, 100, DAY_NEVER, 8000);
    series_leaver(&writer, 100, 120, 5000);
    series_leaver(&writer, 110, 131, ONE);
    series_end(&writer);
    ck_assert_int_eq(series_leavers(view(&buffer), (struct span){101, 130}), ONE);
    ck_assert_int_eq(series_leavers(view(&buffer), (struct span){100, 119}), 23000);
    ck_assert_int_eq(series_leavers(view(&buffer), (struct span){100, 120}), 18000);
    ck_assert_int_eq(series_leavers(view(&buffer), (struct span){100, 131}), 8000);
    ck_assert_int_eq(series_leavers(view(&buffer), (struct span){60, 99}), 0);
    buffer_done(&buffer);
}
END_TEST

START_TEST(the_earliest_day_holds_until_the_next_step)
{
    struct buffer buffer = {0};
    struct series_writer writer;
    series_begin(&writer, &buffer, SERIES_EARLIEST, ONE);
    series_earliest(&writer, 100, 90);
    series_earliest(&writer, 103, 100);
    series_earliest(&writer, 103, 101);
    series_earliest(&writer, 110, DAY_NONE);
    series_end(&writer);
    ck_assert_int_eq(series_earliest_at(view(&buffer), 99), DAY_NONE);
    ck_assert_int_eq(series_earliest_at(view(&buffer), 102), 90);
    ck_assert_int_eq(series_earliest_at(view(&buffer), 109), 101);
    ck_assert_int_eq(series_earliest_at(view(&buffer), 110), DAY_NONE);
    buffer_done(&buffer);
}
END_TEST

static struct buffer readings(void)
{
    struct buffer buffer = {0};
    struct series_writer writer;
    series_begin(&writer, &buffer, SERIES_READINGS, 1);
    series_reading(&writer, day_from_civil(2024, 1, 31), 1, true, 10 * ONE);
    series_reading(&writer, day_from_civil(2024, 2, 29), 1, true, 20 * ONE);
    series_reading(&writer, day_from_civil(2024, 3, 31), 1, false, 0);
    series_reading(&writer, day_from_civil(2024, 4, 30), 1, true, 0);
    series_end(&writer);
    return buffer;
}

START_TEST(a_level_that_was_read_holds_and_an_unknown_one_is_no_value)
{
    struct buffer buffer = readings();
    fixed_t value = -1;
    day_t day = 0;
    ck_assert(!series_reading_at(view(&buffer), day_from_civil(2024, 1, 30), &value, &day));
    ck_assert(series_reading_at(view(&buffer), day_from_civil(2024, 3, 30), &value, &day));
    ck_assert_int_eq(value, 20 * ONE);
    ck_assert_int_eq(day, day_from_civil(2024, 2, 29));
    ck_assert(!series_reading_at(view(&buffer), day_from_civil(2024, 3, 31), &value, &day));
    ck_assert_int_eq(value, 20 * ONE);
    ck_assert(series_reading_at(view(&buffer), day_from_civil(2025, 1, 1), &value, NULL));
    ck_assert_int_eq(value, 0);
    buffer_done(&buffer);
}
END_TEST

START_TEST(amounts_that_were_read_add_up_in_windows_no_shorter_than_their_period)
{
    struct buffer buffer = readings();
    struct series series = view(&buffer);
    day_t february = day_from_civil(2024, 2, 29), may = day_from_civil(2024, 5, 31);
    fixed_t sum = -1;
    ck_assert(series_reading_total(series, window_span(WINDOW_3M, february), &sum));
    ck_assert_int_eq(sum, 30 * ONE);
    ck_assert(series_reading_total(series, points_span(POINTS_MONTH, february, 0), &sum));
    ck_assert_int_eq(sum, 20 * ONE);
    ck_assert(!series_reading_total(series, window_span(WINDOW_1W, february), &sum));
    ck_assert(!series_reading_total(series, window_span(WINDOW_3M, may), &sum)); /* March */
    ck_assert(series_reading_total(series, (struct span){may - 59, may}, &sum));
    ck_assert_int_eq(sum, 0);
    buffer_done(&buffer);
}
END_TEST

START_TEST(a_leap_year_holds_a_reading_of_twelve_months)
{
    struct buffer buffer = {0};
    struct series_writer writer;
    day_t end = day_from_civil(2024, 2, 29);
    fixed_t sum;
    series_begin(&writer, &buffer, SERIES_READINGS, 1);
    series_reading(&writer, end, 12, true, ONE);
    series_end(&writer);
    ck_assert(series_reading_total(view(&buffer), window_span(WINDOW_12M, end), &sum));
    ck_assert(series_reading_total(view(&buffer), window_span(WINDOW_12M, end + 300), &sum));
    ck_assert(!series_reading_total(view(&buffer), window_span(WINDOW_3M, end), &sum));
    buffer_done(&buffer);
}
END_TEST

START_TEST(merged_readings_are_unknown_where_one_is)
{
    struct buffer a = readings(), b = {0}, out = {0};
    struct series_writer writer;
    fixed_t value;
    series_begin(&writer, &b, SERIES_READINGS, ONE);
    series_reading(&writer, day_from_civil(2024, 1, 31), 1, true, 5 * ONE);
    series_reading(&writer, day_from_civil(2024, 2, 29), 1, false, 0);
    series_end(&writer);
    series_merge((struct series[]){view(&a), view(&b)}, 2, &out);
    ck_assert(series_is_sound(view(&out), SERIES_READINGS));
    ck_assert(series_reading_at(view(&out), day_from_civil(2024, 1, 31), &value, NULL));
    ck_assert_int_eq(value, 15 * ONE);
    ck_assert(!series_reading_at(view(&out), day_from_civil(2024, 2, 29), &value, NULL));
    buffer_done(&a);
    buffer_done(&b);
    buffer_done(&out);
}
END_TEST

START_TEST(the_earliest_of_two_registers_wins)
{
    struct buffer a = {0}, b = {0}, out = {0};
    struct series_writer writer;
    series_begin(&writer, &a, SERIES_EARLIEST, ONE);
    series_earliest(&writer, 100, 90);
    series_earliest(&writer, 120, DAY_NONE);
    series_end(&writer);
    series_begin(&writer, &b, SERIES_EARLIEST, ONE);
    series_earliest(&writer, 110, 80);
    series_earliest(&writer, 115, DAY_NONE);
    series_end(&writer);
    series_merge((struct series[]){view(&a), {0}, view(&b)}, 3, &out);
    ck_assert_int_eq(series_earliest_at(view(&out), 109), 90);
    ck_assert_int_eq(series_earliest_at(view(&out), 110), 80);
    ck_assert_int_eq(series_earliest_at(view(&out), 115), 90);
    ck_assert_int_eq(series_earliest_at(view(&out), 120), DAY_NONE);
    buffer_done(&a);
    buffer_done(&b);
    buffer_done(&out);
}
END_TEST

TCase *series_cases(void)
{
    TCase *tcase = tcase_create("series");
    tcase_add_test(tcase, no_bytes_are_no_series_and_one_without_points_was_always_0);
    tcase_add_test(tcase, changes_on_one_day_are_one_point_and_cancel_out);
    tcase_add_test(tcase, a_step_of_a_count_takes_two_bytes_and_a_half);
    tcase_add_test(tcase, a_level_is_found_from_the_nearest_mark_whichever_day_is_asked);
    tcase_add_test(tcase, any_byte_that_changed_is_not_sound);
    tcase_add_test(tcase, those_who_left_before_the_span_are_passed_over);
    tcase_add_test(tcase, working_days_leave_out_weekends_and_bank_holidays);
    tcase_add_test(tcase, who_is_back_on_the_last_day_has_not_left);
    tcase_add_test(tcase, the_earliest_day_holds_until_the_next_step);
    tcase_add_test(tcase, a_level_that_was_read_holds_and_an_unknown_one_is_no_value);
    tcase_add_test(tcase, amounts_that_were_read_add_up_in_windows_no_shorter_than_their_period);
    tcase_add_test(tcase, a_leap_year_holds_a_reading_of_twelve_months);
    tcase_add_test(tcase, merged_readings_are_unknown_where_one_is);
    tcase_add_test(tcase, the_earliest_of_two_registers_wins);
    return tcase;
}

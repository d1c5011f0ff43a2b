#include "core/model/status.h"
#include "tests/core/model/bench.h"
#include "tests/core/model/cases.h"

START_TEST(less_is_better_up_to_the_target_and_red_past_red)
{
    const struct policy policy = {.polarity = POLARITY_LESS,
        .thresholds = {.has_target = true, .target = fte(4.5), .has_red = true, .red = fte(7)}};
    ck_assert_int_eq(status_of(&policy, -1, fte(4.5)), STATUS_GREEN);
    ck_assert_int_eq(status_of(&policy, -1, fte(4.5001)), STATUS_AMBER);
    ck_assert_int_eq(status_of(&policy, -1, fte(7)), STATUS_AMBER);
    ck_assert_int_eq(status_of(&policy, -1, fte(7.0001)), STATUS_RED);
}
END_TEST

START_TEST(more_is_better_is_the_mirror)
{
    const struct policy policy = {.polarity = POLARITY_MORE,
        .thresholds = {.has_target = true, .target = fte(90), .has_red = true, .red = fte(75)}};
    ck_assert_int_eq(status_of(&policy, -1, fte(90)), STATUS_GREEN);
    ck_assert_int_eq(status_of(&policy, -1, fte(89.9)), STATUS_AMBER);
    ck_assert_int_eq(status_of(&policy, -1, fte(75)), STATUS_AMBER);
    ck_assert_int_eq(status_of(&policy, -1, fte(74.9)), STATUS_RED);
}
END_TEST

START_TEST(a_target_or_a_red_line_alone_is_enough)
{
    const struct policy target = {
        .polarity = POLARITY_LESS, .thresholds = {.has_target = true, .target = fte(4)}};
    const struct policy red = {
        .polarity = POLARITY_LESS, .thresholds = {.has_red = true, .red = fte(7)}};
    ck_assert_int_eq(status_of(&target, -1, fte(100)), STATUS_AMBER);
    ck_assert_int_eq(status_of(&red, -1, fte(7)), STATUS_GREEN);
    ck_assert_int_eq(status_of(&red, -1, fte(8)), STATUS_RED);
}
END_TEST

static const struct thresholds BY_KIND[] = {
    {.has_band = false},
    {.has_band = true,
        .band_low = 140000,
        .band_high = 220000,
        .has_amber = true,
        .amber_low = 120000,
        .amber_high = 250000},
};
static const struct policy BANDED = {.polarity = POLARITY_BAND,
    .thresholds = {.has_band = true, .band_low = 120000, .band_high = 180000},
    .by_kind = BY_KIND};

START_TEST(a_band_is_green_inside_amber_near_and_red_beyond)
{
    ck_assert_int_eq(status_of(&BANDED, 1, fte(14)), STATUS_GREEN);
    ck_assert_int_eq(status_of(&BANDED, 1, fte(22)), STATUS_GREEN);
    ck_assert_int_eq(status_of(&BANDED, 1, fte(13.9)), STATUS_AMBER);
    ck_assert_int_eq(status_of(&BANDED, 1, fte(25)), STATUS_AMBER);
    ck_assert_int_eq(status_of(&BANDED, 1, fte(25.1)), STATUS_RED);
    ck_assert_int_eq(status_of(&BANDED, 1, fte(11.9)), STATUS_RED);
}
END_TEST

START_TEST(a_kind_without_thresholds_falls_back_on_those_for_all)
{
    ck_assert_ptr_eq(policy_thresholds(&BANDED, 1), &BY_KIND[1]);
    ck_assert_ptr_eq(policy_thresholds(&BANDED, 0), &BANDED.thresholds);
    ck_assert_ptr_eq(policy_thresholds(&BANDED, -1), &BANDED.thresholds);
    ck_assert_int_eq(status_of(&BANDED, 0, fte(18.1)), STATUS_RED);
}
END_TEST

START_TEST(without_polarity_or_thresholds_nothing_is_judged)
{
    const struct policy none = {
        .polarity = POLARITY_NONE, .thresholds = {.has_target = true, .target = 1}};
    const struct policy bare = {.polarity = POLARITY_LESS};
    const struct policy no_band = {
        .polarity = POLARITY_BAND, .thresholds = {.has_target = true, .target = 1}};
    ck_assert_int_eq(status_of(&none, -1, fte(5)), STATUS_NONE);
    ck_assert_int_eq(status_of(&bare, -1, fte(5)), STATUS_NONE);
    ck_assert_int_eq(status_of(&no_band, -1, fte(5)), STATUS_NONE);
    ck_assert_int_eq(status_of(NULL, -1, fte(5)), STATUS_NONE);
    ck_assert_ptr_null(policy_thresholds(&bare, 0));
}
END_TEST

START_TEST(a_status_has_a_word_and_a_letter)
{
    ck_assert_str_eq(status_id(STATUS_AMBER), "amber");
    ck_assert_str_eq(status_id(STATUS_NONE), "none");
    ck_assert_int_eq(status_letter(STATUS_RED), 'R');
    ck_assert_int_eq(status_letter(STATUS_NONE), ' ');
}
END_TEST

TCase *status_cases(void)
{
    TCase *tcase = tcase_create("status");
    tcase_add_test(tcase, less_is_better_up_to_the_target_and_red_past_red);
    tcase_add_test(tcase, more_is_better_is_the_mirror);
    tcase_add_test(tcase, a_target_or_a_red_line_alone_is_enough);
    tcase_add_test(tcase, a_band_is_green_inside_amber_near_and_red_beyond);
    tcase_add_test(tcase, a_kind_without_thresholds_falls_back_on_those_for_all);
    tcase_add_test(tcase, without_polarity_or_thresholds_nothing_is_judged);
    tcase_add_test(tcase, a_status_has_a_word_and_a_letter);
    return tcase;
}

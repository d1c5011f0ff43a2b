#include "core/model/status.h"
#include "tests/core/model/bench.h"
#include "tests/core/model/cases.h"

#define COUNT(points) (sizeof(points) / sizeof *(points))

/* Monthly referrals to Cornwall's children's social care, April 2021 to March 2024: DfE, children
 * in need statistics, Open Government Licence v3.0. */
static const double REFERRALS[] = {524, 702, 771, 629, 366, 612, 552, 631, 568, 606, 469, 474, 480,
    664, 696, 643, 509, 606, 694, 592, 504, 583, 505, 574, 509, 676, 787, 634, 458, 577, 516, 771,
    513, 670, 673, 602};

START_TEST(the_limits_of_cornwalls_referrals_are_those_of_the_domain_page)
{
    struct xmr xmr = xmr_of(REFERRALS, COUNT(REFERRALS));
    ck_assert(xmr.sound);
    ck_assert_double_eq_tol(xmr.mean, 592.8, 0.05);
    ck_assert_double_eq_tol(xmr.mean_range, 111.0, 0.05);
    ck_assert_double_eq_tol(xmr.lower, 297.4, 0.05);
    ck_assert_double_eq_tol(xmr.upper, 888.1, 0.05);
    ck_assert_double_eq_tol(xmr.near_upper, xmr.mean + (xmr.upper - xmr.mean) * 2 / 3, 1e-9);
    ck_assert_double_eq_tol(xmr.near_lower, xmr.mean - (xmr.mean - xmr.lower) * 2 / 3, 1e-9);
    ck_assert_uint_eq(xmr.ranges_left_out, 0);
}
END_TEST

START_TEST(a_jump_is_left_out_of_the_mean_range)
{
    /* Ranges: ten of 2, and one of 100. Their mean is 120 ÷ 11 = 10.9, and 100 is past 3.267 of it.
     */
    static const double points[] = {10, 12, 10, 12, 10, 12, 112, 110, 112, 110, 112, 110};
    struct xmr xmr = xmr_of(points, COUNT(points));
    ck_assert_uint_eq(xmr.ranges_left_out, 1);
    ck_assert_double_eq_tol(xmr.mean_range, 2, 1e-9);
    ck_assert_double_eq_tol(xmr.upper, 61 + 2.66 * 2, 1e-9);
}
END_TEST

START_TEST(eleven_points_give_no_signal)
{
    enum signal_rule rule = RULE_SHIFT;
    bool up = true;
    struct xmr xmr = xmr_of(REFERRALS, 11);
    ck_assert(!xmr.sound);
    ck_assert_int_eq(signal_of(&xmr, REFERRALS, 11, POLARITY_LESS, NULL, &rule, &up), SIGNAL_NONE);
    ck_assert_int_eq(rule, RULE_NONE);
    ck_assert(xmr_of(REFERRALS, 12).sound);
}
END_TEST

/* Limits laid down, so that each rule can be met alone: mean 100, limits 70 and 130, near 80 and
 * 120. */
static const struct xmr LAID_DOWN = {.sound = true,
    .mean = 100,
    .mean_range = 30 / 2.66,
    .lower = 70,
    .upper = 130,
    .near_lower = 80,
    .near_upper = 120};

struct rule_case {
    double points[12];
    enum signal_rule rule;
    bool up;
};

static const struct rule_case RULE_CASES[] = {
    {{101, 99, 101, 99, 101, 99, 101, 99, 101, 99, 101, 99}, RULE_NONE, false},
    {{101, 99, 101, 99, 101, 99, 101, 99, 101, 99, 101, 131}, RULE_OUTSIDE, true},
    {{101, 99, 101, 99, 101, 99, 101, 99, 101, 99, 101, 69}, RULE_OUTSIDE, false},
    /* A limit itself is not outside. */
    {{101, 99, 101, 99, 101, 99, 101, 99, 101, 99, 101, 130}, RULE_NONE, false},
    {{99, 101, 99, 101, 99, 98, 99, 100, 101, 102, 103, 104}, RULE_TREND, true},
    {{99, 101, 99, 101, 99, 103, 102, 101, 100, 99, 98, 97}, RULE_TREND, false},
    /* Six points are not seven, and one that stays the same breaks the row. */
    {{99, 101, 99, 101, 99, 101, 99, 100, 101, 102, 103, 104}, RULE_NONE, false},
    {{99, 101, 99, 101, 99, 97, 98, 99, 99, 101, 102, 103}, RULE_NONE, false},
    {{99, 101, 99, 101, 99, 101, 99, 101, 99, 121, 99, 121}, RULE_NEAR, true},
    {{99, 101, 99, 101, 99, 101, 99, 101, 99, 101, 79, 79}, RULE_NEAR, false},
    /* Two near limits, but not the same; near, but not the point itself. */
    {{99, 101, 99, 101, 99, 101, 99, 101, 99, 121, 99, 79}, RULE_NONE, false},
    {{99, 101, 99, 101, 99, 101, 99, 101, 99, 121, 121, 99}, RULE_NONE, false},
    {{99, 101, 99, 101, 99, 102, 101, 102, 101, 102, 101, 102}, RULE_SHIFT, true},
    {{101, 99, 101, 99, 101, 98, 99, 98, 99, 98, 99, 98}, RULE_SHIFT, false},
    /* On the mean is on neither side. */
    {{99, 101, 99, 101, 99, 102, 101, 102, 100, 102, 101, 102}, RULE_NONE, false},
};

START_TEST(each_rule_is_met_by_a_row_made_for_it)
{
    const struct rule_case *one = &RULE_CASES[_i];
    bool up = !one->up;
    enum signal_rule rule = xmr_rule(&LAID_DOWN, one->points, 12, 11, &up);
    ck_assert_int_eq(rule, one->rule);
    if (rule != RULE_NONE)
        ck_assert(up == one->up);
}
END_TEST

START_TEST(the_first_rule_in_order_decides)
{
    bool up;
    /* Outside, and the end of a trend, and the second near, and the end of a shift. */
    static const double all[] = {99, 101, 99, 101, 99, 101, 102, 103, 104, 105, 121, 131};
    ck_assert_int_eq(xmr_rule(&LAID_DOWN, all, 12, 11, &up), RULE_OUTSIDE);
    static const double but_outside[] = {99, 101, 99, 101, 99, 101, 102, 103, 104, 121, 122, 123};
    ck_assert_int_eq(xmr_rule(&LAID_DOWN, but_outside, 12, 11, &up), RULE_TREND);
    static const double near_and_shift[] = {
        99, 101, 99, 101, 99, 101, 103, 102, 104, 103, 122, 121};
    ck_assert_int_eq(xmr_rule(&LAID_DOWN, near_and_shift, 12, 11, &up), RULE_NEAR);
}
END_TEST

START_TEST(every_point_of_a_row_meets_its_rule)
{
    static const double points[] = {99, 101, 99, 102, 101, 102, 101, 102, 101, 102, 99, 101};
    static const enum signal_rule expected[] = {RULE_NONE, RULE_NONE, RULE_NONE, RULE_SHIFT,
        RULE_SHIFT, RULE_SHIFT, RULE_SHIFT, RULE_SHIFT, RULE_SHIFT, RULE_SHIFT, RULE_NONE,
        RULE_NONE};
    for (size_t i = 0; i < COUNT(points); i++) {
        bool up;
        ck_assert_int_eq(xmr_rule(&LAID_DOWN, points, COUNT(points), i, &up), expected[i]);
    }
}
END_TEST

START_TEST(points_that_never_move_are_common_cause)
{
    double points[24];
    for (size_t i = 0; i < COUNT(points); i++)
        points[i] = 1.4706; /* whose mean is not quite itself in binary */
    enum signal_rule rule;
    bool up;
    struct xmr xmr = xmr_of(points, COUNT(points));
    ck_assert_int_eq(
        signal_of(&xmr, points, COUNT(points), POLARITY_LESS, NULL, &rule, &up), SIGNAL_COMMON);
    ck_assert_uint_eq(xmr.ranges_left_out, 0);
}
END_TEST

static enum signal judged(
    const double *points, enum polarity polarity, const struct thresholds *thresholds)
{
    enum signal_rule rule;
    bool up;
    return signal_of(&LAID_DOWN, points, 12, polarity, thresholds, &rule, &up);
}

START_TEST(polarity_says_whether_a_signal_is_good)
{
    const double *high = RULE_CASES[1].points, *low = RULE_CASES[2].points;
    ck_assert_int_eq(judged(high, POLARITY_LESS, NULL), SIGNAL_CONCERNING);
    ck_assert_int_eq(judged(low, POLARITY_LESS, NULL), SIGNAL_IMPROVING);
    ck_assert_int_eq(judged(high, POLARITY_MORE, NULL), SIGNAL_IMPROVING);
    ck_assert_int_eq(judged(low, POLARITY_MORE, NULL), SIGNAL_CONCERNING);
    ck_assert_int_eq(judged(high, POLARITY_NONE, NULL), SIGNAL_SPECIAL);
    ck_assert_int_eq(judged(high, POLARITY_BAND, NULL), SIGNAL_SPECIAL);
    ck_assert_int_eq(judged(RULE_CASES[0].points, POLARITY_LESS, NULL), SIGNAL_COMMON);
}
END_TEST

static struct thresholds band(double low, double high)
{
    return (struct thresholds){.has_band = true, .band_low = fte(low), .band_high = fte(high)};
}

START_TEST(towards_the_band_is_improving_and_away_from_it_concerning)
{
    const double *high = RULE_CASES[1].points, *low = RULE_CASES[2].points;
    const double *rising = RULE_CASES[4].points, *falling = RULE_CASES[5].points;
    struct thresholds above = band(150, 170), below = band(20, 40), around = band(60, 140);
    ck_assert_int_eq(judged(high, POLARITY_BAND, &above), SIGNAL_IMPROVING);
    ck_assert_int_eq(judged(low, POLARITY_BAND, &above), SIGNAL_CONCERNING);
    ck_assert_int_eq(judged(high, POLARITY_BAND, &below), SIGNAL_CONCERNING);
    ck_assert_int_eq(judged(low, POLARITY_BAND, &below), SIGNAL_IMPROVING);
    ck_assert_int_eq(judged(high, POLARITY_BAND, &around), SIGNAL_SPECIAL);
    ck_assert_int_eq(judged(rising, POLARITY_BAND, &above), SIGNAL_IMPROVING);
    ck_assert_int_eq(judged(falling, POLARITY_BAND, &above), SIGNAL_CONCERNING);
}
END_TEST

static struct thresholds target(double value)
{
    return (struct thresholds){.has_target = true, .target = fte(value)};
}

START_TEST(assurance_compares_the_limits_with_the_target)
{
    struct thresholds low = target(60), middle = target(100), high = target(140);
    struct thresholds wide = band(60, 140), narrow = band(90, 110), far = band(10, 20);
    ck_assert_int_eq(assurance_of(&LAID_DOWN, POLARITY_LESS, &high), ASSURANCE_MET);
    ck_assert_int_eq(assurance_of(&LAID_DOWN, POLARITY_LESS, &middle), ASSURANCE_HIT_OR_MISS);
    ck_assert_int_eq(assurance_of(&LAID_DOWN, POLARITY_LESS, &low), ASSURANCE_MISSED);
    ck_assert_int_eq(assurance_of(&LAID_DOWN, POLARITY_MORE, &low), ASSURANCE_MET);
    ck_assert_int_eq(assurance_of(&LAID_DOWN, POLARITY_MORE, &high), ASSURANCE_MISSED);
    ck_assert_int_eq(assurance_of(&LAID_DOWN, POLARITY_BAND, &wide), ASSURANCE_MET);
    ck_assert_int_eq(assurance_of(&LAID_DOWN, POLARITY_BAND, &narrow), ASSURANCE_HIT_OR_MISS);
    ck_assert_int_eq(assurance_of(&LAID_DOWN, POLARITY_BAND, &far), ASSURANCE_MISSED);
    ck_assert_int_eq(assurance_of(&LAID_DOWN, POLARITY_NONE, &low), ASSURANCE_NONE);
    ck_assert_int_eq(assurance_of(&LAID_DOWN, POLARITY_LESS, NULL), ASSURANCE_NONE);
    ck_assert_int_eq(assurance_of(&LAID_DOWN, POLARITY_LESS, &wide), ASSURANCE_NONE);
}
END_TEST

TCase *signal_cases(void)
{
    TCase *tcase = tcase_create("signal");
    tcase_add_test(tcase, the_limits_of_cornwalls_referrals_are_those_of_the_domain_page);
    tcase_add_test(tcase, a_jump_is_left_out_of_the_mean_range);
    tcase_add_test(tcase, eleven_points_give_no_signal);
    tcase_add_loop_test(tcase, each_rule_is_met_by_a_row_made_for_it, 0, COUNT(RULE_CASES));
    tcase_add_test(tcase, the_first_rule_in_order_decides);
    tcase_add_test(tcase, every_point_of_a_row_meets_its_rule);
    tcase_add_test(tcase, points_that_never_move_are_common_cause);
    tcase_add_test(tcase, polarity_says_whether_a_signal_is_good);
    tcase_add_test(tcase, towards_the_band_is_improving_and_away_from_it_concerning);
    tcase_add_test(tcase, assurance_compares_the_limits_with_the_target);
    return tcase;
}

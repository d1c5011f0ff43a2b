#include <string.h>

#include "core/base/fixed.h"
#include "tests/core/base/cases.h"

static const struct {
    const char *text;
    bool grouped;
    bool read;
    fixed_t value;
} numbers[] = {
    {"0", false, true, 0},
    {"1", false, true, 10000},
    {"-12.5", false, true, -125000},
    {"0.5405", false, true, 5405},
    {".5", false, true, 5000},
    {"-.5", false, true, -5000},
    {"0.54050000", false, true, 5405},
    {"0.54051", false, false, 0},
    {"1000000000000", false, true, INT64_C(10000000000000000)},
    {"-1000000000000", false, true, INT64_C(-10000000000000000)},
    {"1000000000000.0001", false, false, 0},
    {"1000000000001", false, false, 0},
    {"99999999999999999999999999", false, false, 0},
    {"1,234.5", true, true, 12345000},
    {"1,234,567", true, true, INT64_C(12345670000)},
    {"1,234.5", false, false, 0},
    {"1234.5", true, true, 12345000},
    {"12,34", true, false, 0},
    {"1234,567", true, false, 0},
    {",234", true, false, 0},
    {"1,", true, false, 0},
    {"1,2345", true, false, 0},
    {"", false, false, 0},
    {"-", false, false, 0},
    {".", false, false, 0},
    {"1.", false, false, 0},
    {"1.2.3", false, false, 0},
    {"+1", false, false, 0},
    {" 1", false, false, 0},
    {"1 ", false, false, 0},
    {"1e3", false, false, 0},
    {"inf", false, false, 0},
    {"--1", false, false, 0},
};

START_TEST(a_number_is_read_exactly_or_not_at_all)
{
    fixed_t value = 77;
    bool read =
        fixed_parse(numbers[_i].text, strlen(numbers[_i].text), numbers[_i].grouped, &value);
    ck_assert_msg(read == numbers[_i].read, "\"%s\"", numbers[_i].text);
    ck_assert_int_eq(value, numbers[_i].read ? numbers[_i].value : 77);
}
END_TEST

START_TEST(a_figure_is_written_exactly_and_short)
{
    static const struct {
        fixed_t value;
        const char *text;
    } written[] = {
        {0, "0"},
        {30000, "3"},
        {5405, "0.5405"},
        {-12000, "-1.2"},
        {-1, "-0.0001"},
        {1000000, "100"},
        {INT64_MAX, "922337203685477.5807"},
        {INT64_MIN, "-922337203685477.5808"},
    };
    char text[FIXED_TEXT_SIZE];
    for (size_t i = 0; i < sizeof written / sizeof written[0]; i++)
        ck_assert_str_eq(fixed_text(written[i].value, text), written[i].text);
}
END_TEST

START_TEST(rounding_goes_half_away_from_zero)
{
    static const struct {
        fixed_t value;
        int decimals;
        const char *text;
    } rounded[] = {
        {213500, 1, "21.4"},
        {213499, 1, "21.3"},
        {-213500, 1, "-21.4"},
        {-213499, 1, "-21.3"},
        {5000, 0, "1"},
        {4999, 0, "0"},
        {-5000, 0, "-1"},
        {-4999, 0, "0"},
        {50000, 0, "5"},
        {50000, 2, "5.00"},
        {12345, 4, "1.2345"},
        {12345, 3, "1.235"},
        {-12345, 3, "-1.235"},
        {9999, 1, "1.0"},
        {-4, 3, "0.000"},
        {INT64_MAX, 0, "922337203685478"},
        {INT64_MIN, 4, "-922337203685477.5808"},
    };
    char text[FIXED_TEXT_SIZE];
    for (size_t i = 0; i < sizeof rounded / sizeof rounded[0]; i++)
        ck_assert_str_eq(
            fixed_text_rounded(rounded[i].value, rounded[i].decimals, text), rounded[i].text);
}
END_TEST

static const struct {
    fixed_t numerator;
    int64_t multiplier;
    fixed_t denominator;
    bool fits;
    fixed_t ratio;
} ratios[] = {
    /* Cornwall 2025: vacancy 61.9 of 300.3, caseload 2,192 over 134.4 FTE */
    {619000, 100, 3003000, true, 206127},
    {21920000, 1, 1344000, true, 163095},
    {10000, 1, 30000, true, 3333},
    {20000, 1, 30000, true, 6667},
    {-20000, 1, 30000, true, -6667},
    {20000, -1, 30000, true, -6667},
    {-20000, -1, 30000, true, 6667},
    {1, 1, 20000, true, 1}, /* 0.5 ten-thousandths, away from zero */
    {-1, 1, 20000, true, -1},
    {1, 1, 20001, true, 0},
    {-1, 1, 20001, true, 0},
    {0, 100, 1, true, 0},
    {10000, 1, 0, false, 0},
    {10000, 1, -10000, false, 0},
    {INT64_MAX, 1, 10000, true, INT64_MAX},
    {-INT64_MAX, 1, 10000, true, -INT64_MAX},
    {INT64_MAX, 1, 9999, false, 0},
    {INT64_MAX, INT64_MAX, 1, false, 0},
    {INT64_MIN, INT64_MIN, 1, false, 0},
    {INT64_MAX, INT64_MAX, INT64_MAX, false, 0},
    {INT64_MAX, 1, INT64_MAX, true, 10000},
    {INT64_MIN, 1, INT64_MAX, true, -10000},
};

START_TEST(a_ratio_is_divided_once_and_never_wraps)
{
    fixed_t ratio = 77;
    bool fits =
        fixed_ratio(ratios[_i].numerator, ratios[_i].multiplier, ratios[_i].denominator, &ratio);
    ck_assert_int_eq(fits, ratios[_i].fits);
    ck_assert_int_eq(ratio, ratios[_i].fits ? ratios[_i].ratio : 77);
}
END_TEST

TCase *fixed_cases(void)
{
    TCase *cases = tcase_create("fixed");
    tcase_add_loop_test(
        cases, a_number_is_read_exactly_or_not_at_all, 0, sizeof numbers / sizeof numbers[0]);
    tcase_add_test(cases, a_figure_is_written_exactly_and_short);
    tcase_add_test(cases, rounding_goes_half_away_from_zero);
    tcase_add_loop_test(
        cases, a_ratio_is_divided_once_and_never_wraps, 0, sizeof ratios / sizeof ratios[0]);
    return cases;
}

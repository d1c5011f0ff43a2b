#include <string.h>

#include "core/base/day.h"
#include "tests/core/base/cases.h"

/* The slow and obvious calendar: one day after the other, month lengths from the rhyme. */
static int rhyme(int year, int month)
{
    if (month == 4 || month == 6 || month == 9 || month == 11)
        return 30;
    if (month != 2)
        return 31;
    if (year % 400 == 0)
        return 29;
    if (year % 100 == 0)
        return 28;
    return year % 4 == 0 ? 29 : 28;
}

/* Everything that is asked about a day, compared with what counting says. Check records every
 * assertion, which is too slow for 438,000 days: the caller asserts once. */
static bool agrees(day_t day, struct civil counted, int weekday, day_t first)
{
    struct civil civil = day_to_civil(day);
    return day_from_civil(counted.year, counted.month, counted.day) == day &&
           civil.year == counted.year && civil.month == counted.month && civil.day == counted.day &&
           day_weekday(day) == weekday && day_week_start(day) == day - weekday &&
           day_month_start(day) == first &&
           day_month_end(day) == first + rhyme(counted.year, counted.month) - 1;
}

/* 1 January 1800 was a Wednesday, 62,091 days before 1970. */
START_TEST(every_day_of_1800_to_2999_agrees_with_counting)
{
    day_t day = -62091;
    int weekday = 2;
    for (int year = 1800; year <= 2999; year++)
        for (int month = 1; month <= 12; month++) {
            day_t first = day;
            for (int date = 1; date <= rhyme(year, month); date++, day++) {
                if (!agrees(day, (struct civil){year, month, date}, weekday, first))
                    ck_abort_msg("%d-%d-%d", year, month, date);
                weekday = (weekday + 1) % 7;
            }
        }
    ck_assert_int_eq(day, day_from_civil(2999, 12, 31) + 1);
    ck_assert_int_eq(day_from_civil(1970, 1, 1), 0);
}
END_TEST

START_TEST(months_have_the_days_of_the_rhyme)
{
    for (int year = 1800; year <= 2999; year++) {
        ck_assert_int_eq(year_is_leap(year), rhyme(year, 2) == 29);
        for (int month = 1; month <= 12; month++)
            ck_assert_int_eq(days_in_month(year, month), rhyme(year, month));
    }
}
END_TEST

START_TEST(only_dates_of_1800_to_2999_are_valid)
{
    ck_assert(civil_is_valid(1800, 1, 1) && civil_is_valid(2999, 12, 31));
    ck_assert(!civil_is_valid(1799, 12, 31) && !civil_is_valid(3000, 1, 1));
    ck_assert(civil_is_valid(2024, 2, 29) && !civil_is_valid(2023, 2, 29));
    ck_assert(!civil_is_valid(1900, 2, 29) && civil_is_valid(2000, 2, 29));
    ck_assert(!civil_is_valid(2024, 0, 1) && !civil_is_valid(2024, 13, 1));
    ck_assert(!civil_is_valid(2024, 1, 0) && !civil_is_valid(2024, 4, 31));
}
END_TEST

static const struct {
    int from[3];
    int months;
    int to[3];
} additions[] = {
    {{2024, 2, 29}, -12, {2023, 2, 28}},
    {{2024, 2, 29}, 12, {2025, 2, 28}},
    {{2024, 2, 29}, -48, {2020, 2, 29}},
    {{2024, 1, 31}, 1, {2024, 2, 29}},
    {{2023, 1, 31}, 1, {2023, 2, 28}},
    {{2024, 3, 31}, -1, {2024, 2, 29}},
    {{2024, 5, 31}, -3, {2024, 2, 29}},
    {{2024, 12, 15}, 1, {2025, 1, 15}},
    {{2024, 1, 15}, -1, {2023, 12, 15}},
    {{2024, 1, 15}, 0, {2024, 1, 15}},
    {{2024, 1, 15}, -25, {2021, 12, 15}},
};

START_TEST(adding_months_stops_at_the_end_of_a_shorter_month)
{
    const int *from = additions[_i].from, *to = additions[_i].to;
    ck_assert_int_eq(
        day_add_months(day_from_civil(from[0], from[1], from[2]), additions[_i].months),
        day_from_civil(to[0], to[1], to[2]));
}
END_TEST

START_TEST(a_day_is_written_in_iso_and_in_english)
{
    char text[DAY_TEXT_SIZE], words[16];
    ck_assert_str_eq(day_text(day_from_civil(2020, 3, 2), text), "2020-03-02");
    ck_assert_str_eq(day_text(DAY_NEVER, text), "never");
    ck_assert_str_eq(day_text(DAY_NONE, text), "none");
    day_t day = day_from_civil(2020, 3, 2);
    ck_assert_str_eq(day_text_long(day, words, sizeof words), "Mon 2 Mar 2020");
    day = day_from_civil(2024, 12, 25);
    ck_assert_str_eq(day_text_long(day, words, sizeof words), "Wed 25 Dec 2024");
    ck_assert_str_eq(day_text_long(DAY_NEVER, words, sizeof words), "never");
}
END_TEST

static const char *const good_forms[] = {
    "YYYY-MM-DD", "DD/MM/YYYY", "YYYYMMDD", "YYYY", "YYYY-MM", "MM.YYYY", "DD MM YYYY"};
static const char *const bad_forms[] = {"", "YY-MM-DD", "MM-DD", "YYYY-DD", "YYYY-MM-DD HH",
    "YYYYYYYY", "YYYY-MM-MM", "YYYY-0MM", "YYYYY", "MMM/YYYY",
    "YYYY--------------------------------"};

START_TEST(a_form_has_a_year_and_each_field_once)
{
    struct day_format form;
    ck_assert_int_eq(day_format_parse(good_forms[_i], &form), RESULT_OK);
    ck_assert_str_eq(form.text, good_forms[_i]);
}
END_TEST

START_TEST(what_is_no_form_is_refused_and_leaves_the_old_one)
{
    struct day_format form = DAY_FORMAT_ISO;
    ck_assert_int_eq(day_format_parse(bad_forms[_i], &form), RESULT_INVALID);
    ck_assert_str_eq(form.text, "YYYY-MM-DD");
}
END_TEST

static const struct {
    const char *form;
    const char *text;
    const char *day; /* NULL: not a date */
} dates[] = {
    {"YYYY-MM-DD", "2024-02-29", "2024-02-29"},
    {"YYYY-MM-DD", "2023-02-29", NULL},
    {"YYYY-MM-DD", "2024-2-9", "2024-02-09"},
    {"YYYY-MM-DD", "2024-02-29T23:59:59Z", "2024-02-29"},
    {"YYYY-MM-DD", "2024-02-29 00:00:00.000", "2024-02-29"},
    {"YYYY-MM-DD", "2024-02-29 ", "2024-02-29"},
    {"YYYY-MM-DD", "2024-02-29T", NULL},
    {"YYYY-MM-DD", "2024-02-29 or so", NULL},
    {"YYYY-MM-DD", "2024-02-290", NULL},
    {"YYYY-MM-DD", "2024/02/29", NULL},
    {"YYYY-MM-DD", "24-02-29", NULL},
    {"YYYY-MM-DD", "", NULL},
    {"YYYY-MM-DD", "1799-12-31", NULL},
    {"YYYY-MM-DD", "2999-12-31", "2999-12-31"},
    {"DD/MM/YYYY", "31/01/2024", "2024-01-31"},
    {"DD/MM/YYYY", "1/3/2024", "2024-03-01"},
    {"DD/MM/YYYY", "31/02/2025", NULL},
    {"DD/MM/YYYY", "001/3/2024", NULL},
    {"DD/MM/YYYY", "/3/2024", NULL},
    {"DD/MM/YYYY", "01/03/2024 9:05 AM", "2024-03-01"},
    {"YYYYMMDD", "20240113", "2024-01-13"},
    {"YYYYMMDD", "2024113", NULL},
    {"YYYY", "2024", "2024-01-01"},
    {"YYYY-MM", "2024-06", "2024-06-01"},
};

START_TEST(a_date_is_read_in_its_form_only)
{
    struct day_format form;
    day_t day = DAY_NONE;
    char text[DAY_TEXT_SIZE];
    ck_assert_int_eq(day_format_parse(dates[_i].form, &form), RESULT_OK);
    bool read = day_parse(&form, dates[_i].text, strlen(dates[_i].text), &day);
    ck_assert_msg(read == (dates[_i].day != NULL), "%s as %s", dates[_i].text, dates[_i].form);
    ck_assert_str_eq(day_text(day, text), dates[_i].day != NULL ? dates[_i].day : "none");
}
END_TEST

TCase *day_cases(void)
{
    TCase *cases = tcase_create("day");
    tcase_add_test(cases, every_day_of_1800_to_2999_agrees_with_counting);
    tcase_add_test(cases, months_have_the_days_of_the_rhyme);
    tcase_add_test(cases, only_dates_of_1800_to_2999_are_valid);
    tcase_add_loop_test(cases, adding_months_stops_at_the_end_of_a_shorter_month, 0,
        sizeof additions / sizeof additions[0]);
    tcase_add_test(cases, a_day_is_written_in_iso_and_in_english);
    tcase_add_loop_test(
        cases, a_form_has_a_year_and_each_field_once, 0, sizeof good_forms / sizeof good_forms[0]);
    tcase_add_loop_test(cases, what_is_no_form_is_refused_and_leaves_the_old_one, 0,
        sizeof bad_forms / sizeof bad_forms[0]);
    tcase_add_loop_test(cases, a_date_is_read_in_its_form_only, 0, sizeof dates / sizeof dates[0]);
    return cases;
}

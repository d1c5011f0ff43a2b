#include "core/base/day.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#define DAYS_IN_ERA  146097 /* 400 years, after which the calendar repeats */
#define YEARS_IN_ERA 400
#define EPOCH_OFFSET 719468 /* from 0000-03-01 to 1970-01-01 */

static const char *const weekday_names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
static const char *const month_names[] = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

bool year_is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    assert(month >= 1 && month <= 12);
    return days[month - 1] + (month == 2 && year_is_leap(year));
}

bool civil_is_valid(int year, int month, int day)
{
    return year >= 1800 && year <= 2999 && month >= 1 && month <= 12 && day >= 1 &&
           day <= days_in_month(year, month);
}

/* Years are counted from March, so that the leap day is the last of its year and the days before a
 * month are (153 m + 2) / 5. */
day_t day_from_civil(int year, int month, int day)
{
    assert(month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month));
    int march_year = month <= 2 ? year - 1 : year;
    int march_month = month <= 2 ? month + 9 : month - 3;
    int era = march_year / YEARS_IN_ERA;
    int year_of_era = march_year % YEARS_IN_ERA;
    int day_of_year = (153 * march_month + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_IN_ERA + day_of_era - EPOCH_OFFSET;
}

struct civil day_to_civil(day_t day)
{
    assert(day >= -EPOCH_OFFSET && day <= INT32_MAX - EPOCH_OFFSET);
    int from_zero = day + EPOCH_OFFSET;
    int era = from_zero / DAYS_IN_ERA;
    int day_of_era = from_zero % DAYS_IN_ERA;
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int march_month = (5 * day_of_year + 2) / 153;
    int month = march_month < 10 ? march_month + 3 : march_month - 9;
    return (struct civil){
        .year = era * YEARS_IN_ERA + year_of_era + (month <= 2),
        .month = month,
        .day = day_of_year - (153 * march_month + 2) / 5 + 1,
    };
}

int day_weekday(day_t day)
{
    /* 1 January 1970 was a Thursday. */
    return ((day % 7) + 7 + 3) % 7;
}

day_t day_week_start(day_t day)
{
    return day - day_weekday(day);
}

day_t day_month_start(day_t day)
{
    return day - day_to_civil(day).day + 1;
}

day_t day_month_end(day_t day)
{
    struct civil civil = day_to_civil(day);
    return day - civil.day + days_in_month(civil.year, civil.month);
}

day_t day_add_months(day_t day, int months)
{
    struct civil civil = day_to_civil(day);
    int from_zero = civil.year * 12 + civil.month - 1 + months;
    assert(from_zero >= 12);
    int year = from_zero / 12;
    int month = from_zero % 12 + 1;
    int most = days_in_month(year, month);
    return day_from_civil(year, month, civil.day < most ? civil.day : most);
}

static const char *copy_text(char *buffer, size_t size, const char *text)
{
    snprintf(buffer, size, "%s", text);
    return buffer;
}

const char *day_text(day_t day, char *buffer)
{
    if (day == DAY_NEVER)
        return copy_text(buffer, DAY_TEXT_SIZE, "never");
    if (day == DAY_NONE)
        return copy_text(buffer, DAY_TEXT_SIZE, "none");
    struct civil civil = day_to_civil(day);
    snprintf(buffer, DAY_TEXT_SIZE, "%04u-%02u-%02u", (unsigned)civil.year % 10000,
        (unsigned)civil.month % 100, (unsigned)civil.day % 100);
    return buffer;
}

const char *day_text_long(day_t day, char *buffer, size_t size)
{
    if (day == DAY_NEVER)
        return copy_text(buffer, size, "never");
    if (day == DAY_NONE)
        return copy_text(buffer, size, "none");
    struct civil civil = day_to_civil(day);
    snprintf(buffer, size, "%s %d %s %d", weekday_names[day_weekday(day)], civil.day,
        month_names[civil.month - 1], civil.year);
    return buffer;
}

day_t day_of_time(time_t moment)
{
    struct tm local;
    if (localtime_r(&moment, &local) == NULL)
        return DAY_NONE;
    return day_from_civil(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

#include "core/model/calendar.h"

#include <assert.h>
#include <string.h>

static const struct {
    const char *id;
    const char *label;
    bool offered;
    int days; /* so many days long, or … */
    int months;
} windows[WINDOW_COUNT] = {
    [WINDOW_1D] = {"1d", "1 day", false, 1, 0},
    [WINDOW_1W] = {"1w", "1 week", true, 7, 0},
    [WINDOW_4W] = {"4w", "4 weeks", true, 28, 0},
    [WINDOW_1M] = {"1m", "1 month", false, 0, 1},
    [WINDOW_3M] = {"3m", "3 months", true, 0, 3},
    [WINDOW_12M] = {"12m", "12 months", true, 0, 12},
};

const char *window_id(enum window window)
{
    return windows[window].id;
}

const char *window_label(enum window window)
{
    return windows[window].label;
}

bool window_parse(const char *id, enum window *ret)
{
    for (enum window window = 0; window < WINDOW_COUNT; window++)
        if (windows[window].offered && strcmp(windows[window].id, id) == 0) {
            *ret = window;
            return true;
        }
    return false;
}

struct span window_span(enum window window, day_t day)
{
    day_t before = day_add_months(day, -windows[window].months) - windows[window].days;
    return (struct span){before + 1, day};
}

/* Bank holidays before `day`. */
static size_t holidays_before(const struct calendar *calendar, day_t day)
{
    size_t low = 0, high = calendar->bank_holiday_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (calendar->bank_holidays[middle] < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_weekday(day_t day)
{
    return day_weekday(day) < 5;
}

bool calendar_is_working(const struct calendar *calendar, day_t day)
{
    size_t at = holidays_before(calendar, day);
    bool holiday = at < calendar->bank_holiday_count && calendar->bank_holidays[at] == day;
    return is_weekday(day) && !holiday;
}

/* Mondays to Fridays: five a whole week, the rest one by one. */
static int64_t weekdays(struct span span)
{
    int64_t days = (int64_t)span.last - span.from + 1;
    int64_t count = days / 7 * 5;
    for (int64_t i = days / 7 * 7; i < days; i++)
        count += is_weekday((day_t)(span.from + i));
    return count;
}

int64_t calendar_days(const struct calendar *calendar, enum day_basis basis, struct span span)
{
    if (span.last < span.from)
        return 0;
    if (basis == BASIS_CALENDAR)
        return (int64_t)span.last - span.from + 1;
    int64_t count = weekdays(span);
    /* A bank holiday at a weekend takes no working day away. */
    for (size_t i = holidays_before(calendar, span.from);
         i < calendar->bank_holiday_count && calendar->bank_holidays[i] <= span.last; i++)
        count -= is_weekday(calendar->bank_holidays[i]);
    return count;
}

static struct span week_span(day_t day, int back)
{
    day_t monday = day_week_start(day + 1) - 7 * (back + 1);
    return (struct span){monday, monday + 6};
}

static struct span month_span(day_t day, int back)
{
    day_t first = day_add_months(day_month_start(day + 1), -(back + 1));
    return (struct span){first, day_month_end(first)};
}

struct span points_span(enum points points, day_t day, int back)
{
    assert(back >= 0);
    switch (points) {
    case POINTS_WEEK:
        return week_span(day, back);
    case POINTS_MONTH:
        return month_span(day, back);
    case POINTS_DAY:
        break;
    }
    return (struct span){day - back, day - back};
}

enum window points_window(enum points points)
{
    static const enum window of[] = {
        [POINTS_DAY] = WINDOW_1D, [POINTS_WEEK] = WINDOW_1W, [POINTS_MONTH] = WINDOW_1M};
    return of[points];
}

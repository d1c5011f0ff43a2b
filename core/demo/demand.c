/*
 * demand.c: requests for early help, contacts and referrals, day by day.
 *
 * The published totals of a month or half-year are met exactly: each request of the period is put
 * on a day of its own drawing, so that weeks vary as they do by chance and totals do not.
 */
#include <stdlib.h>

#include "core/demo/history.h"
#include "core/demo/published.h"

enum rhythm {
    RHYTHM_SCHOOLS,  /* closed at weekends and in the holidays */
    RHYTHM_OFFICES,  /* little at weekends */
    RHYTHM_FAMILIES, /* a portal, open always */
};

/* Weight of a day: of the month, and of the day of the week. */
static const int MONTHS[][12] = {
    [RHYTHM_SCHOOLS] = {110, 105, 120, 75, 115, 125, 95, 10, 110, 95, 120, 80},
    [RHYTHM_OFFICES] = {105, 100, 105, 90, 100, 105, 105, 85, 100, 105, 105, 85},
    [RHYTHM_FAMILIES] = {110, 105, 105, 95, 95, 95, 95, 95, 105, 105, 105, 85},
};
static const int WEEKDAYS[][7] = {
    [RHYTHM_SCHOOLS] = {110, 105, 100, 100, 95, 0, 0},
    [RHYTHM_OFFICES] = {110, 105, 100, 100, 95, 15, 15},
    [RHYTHM_FAMILIES] = {110, 100, 100, 95, 85, 50, 60},
};
static const enum rhythm RHYTHMS[SOURCE_COUNT] = {
    RHYTHM_SCHOOLS, RHYTHM_FAMILIES, RHYTHM_OFFICES, RHYTHM_OFFICES, RHYTHM_OFFICES};

/* Of early help requests that are neither from schools nor from families; no split is published. */
static const int OTHER_REQUESTS[SOURCE_COUNT] = {0, 0, 55, 10, 35};
/* Of contacts with the MARU; no split is published. */
static const int CONTACTS[SOURCE_COUNT] = {22, 10, 16, 34, 18};

#define PERIOD_MOST 200 /* days */

struct period {
    day_t first, last;
};

struct days {
    struct history *history;
    struct random random;
};

static int weight_on(enum rhythm rhythm, day_t day)
{
    return MONTHS[rhythm][day_to_civil(day).month - 1] * WEEKDAYS[rhythm][day_weekday(day)];
}

static void weigh(int weights[PERIOD_MOST], enum rhythm rhythm, struct period period)
{
    for (day_t day = period.first; day <= period.last; day++)
        weights[day - period.first] = weight_on(rhythm, day);
}

/* The demand of a day, or NULL outside the days told: drawn all the same, so that a history that
 * ends earlier has the same days up to there. */
static struct demand *demand_on(struct history *history, day_t day)
{
    return day < history->from || day > history->until ? NULL
                                                       : &history->demand[day - history->from];
}

static struct demand *draw_day(struct days *days, const int *weights, struct period period)
{
    const size_t count = (size_t)(period.last - period.first) + 1;
    const size_t drawn = random_weighted(&days->random, weights, count);
    return demand_on(days->history, period.first + (day_t)drawn);
}

static void spread_requests(
    struct days *days, enum request_source source, int count, struct period period)
{
    int weights[PERIOD_MOST];
    weigh(weights, RHYTHMS[source], period);
    for (int i = 0; i < count; i++) {
        struct demand *demand = draw_day(days, weights, period);
        if (demand != NULL)
            demand->early_help[source]++;
    }
}

static void tell_requests(struct days *days, const struct request_period *published)
{
    const struct period period = {
        day_from_civil(published->first.year, published->first.month, published->first.day),
        day_from_civil(published->last.year, published->last.month, published->last.day),
    };
    spread_requests(days, SOURCE_SCHOOLS, published->schools, period);
    spread_requests(days, SOURCE_FAMILY, published->family, period);
    int left = published->total - published->schools - published->family;
    for (int source = SOURCE_HEALTH; source < SOURCE_OTHER; source++) {
        const int count = (published->total - published->schools - published->family) *
                          OTHER_REQUESTS[source] / 100;
        spread_requests(days, (enum request_source)source, count, period);
        left -= count;
    }
    spread_requests(days, SOURCE_OTHER, left, period);
}

static void tell_month(struct days *days, day_t first)
{
    const struct period month = {first, day_month_end(first)};
    int weights[PERIOD_MOST];
    weigh(weights, RHYTHM_OFFICES, month);
    const int referrals = published_referrals(first);
    for (int i = 0; i < referrals; i++) {
        struct demand *demand = draw_day(days, weights, month);
        if (demand != NULL)
            demand->referrals++;
    }
    const int contacts = referrals * PUBLISHED_CONTACTS_PER_1000_REFERRALS / 1000;
    for (int i = 0; i < contacts; i++) {
        const size_t source = random_weighted(&days->random, CONTACTS, SOURCE_COUNT);
        struct demand *demand = draw_day(days, weights, month);
        if (demand != NULL)
            demand->contacts[source]++;
    }
}

void tell_demand(struct history *history)
{
    history->demand = calloc(history_days(history), sizeof *history->demand);
    if (history->demand == NULL) {
        history->failed = true;
        return;
    }
    struct days days = {history, random_from(history->seed, 1)};
    for (size_t i = 0; i < PUBLISHED_REQUEST_PERIODS; i++)
        tell_requests(&days, &PUBLISHED_REQUESTS[i]);
    days.random = random_from(history->seed, 2);
    const day_t first = day_month_start(history->from);
    for (day_t month = first; month <= history->until; month = day_add_months(month, 1))
        tell_month(&days, month);
}

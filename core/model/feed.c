#include "core/model/feed.h"

#include <assert.h>

#define COLUMN_COUNT(columns) (sizeof(columns) / sizeof(columns)[0])

static const struct feed_column case_columns[] = {
    {"case_id", true},
    {"team", false},
    {"worker", true},
    {"category", false},
    {"start", false},
    {"end", false},
};

static const struct feed_column post_columns[] = {
    {"post_id", false},
    {"team", false},
    {"role", false},
    {"contract", false},
    {"worker", true},
    {"name", true},
    {"fte", false},
    {"case_holding", false},
    {"start", false},
    {"end", false},
};

static const struct feed_column absence_columns[] = {
    {"worker", true},
    {"reason", false},
    {"start", false},
    {"end", false},
};

static const struct feed_column request_columns[] = {
    {"date", false},
    {"unit", false},
    {"source", false},
    {"count", false},
};

static const struct feed_column reading_columns[] = {
    {"period", false},
    {"unit", false},
    {"part", false},
    {"value", false},
};

static const struct {
    const char *id;
    const struct feed_column *columns;
    size_t column_count;
} types[FEED_TYPE_COUNT] = {
    [FEED_CASES] = {"cases", case_columns, COLUMN_COUNT(case_columns)},
    [FEED_POSTS] = {"posts", post_columns, COLUMN_COUNT(post_columns)},
    [FEED_ABSENCES] = {"absences", absence_columns, COLUMN_COUNT(absence_columns)},
    [FEED_REQUESTS] = {"requests", request_columns, COLUMN_COUNT(request_columns)},
    [FEED_READINGS] = {"readings", reading_columns, COLUMN_COUNT(reading_columns)},
};

_Static_assert(COLUMN_COUNT(post_columns) <= FEED_COLUMNS_MOST, "FEED_COLUMNS_MOST is too small");

const char *feed_type_id(enum feed_type type)
{
    return types[type].id;
}

const struct feed_column *feed_columns(enum feed_type type, size_t *ret_count)
{
    assert(type < FEED_TYPE_COUNT);
    *ret_count = types[type].column_count;
    return types[type].columns;
}

int feed_period_months(const struct feed_spec *feed)
{
    if (day_format_has_day(&feed->period_format))
        return 0;
    return day_format_has_month(&feed->period_format) ? 1 : 12;
}

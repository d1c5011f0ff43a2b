/*
 * feed.h: what the configuration says about each feed of facts (domain page, section 3; interface
 * page, feeds.yaml).
 *
 * Plain data filled by core/config, read by core/feed and core/store; all text is owned by the
 * service it belongs to. Feeds that share a `register` share case and worker identifiers: a child
 * in two feeds of one register is one child.
 */
#ifndef TEAMTOP_MODEL_FEED_H
#define TEAMTOP_MODEL_FEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/day.h"

enum feed_type {
    FEED_CASES,
    FEED_POSTS,
    FEED_ABSENCES,
    FEED_REQUESTS,
    FEED_READINGS,
    FEED_TYPE_COUNT,
};

const char *feed_type_id(enum feed_type type); /* "cases" */

enum feed_mode {
    FEED_REPLACE, /* each file is a full extract */
    FEED_APPEND,
};

enum feed_encoding {
    ENCODING_UTF_8, /* with or without a byte-order mark */
    ENCODING_WINDOWS_1252,
};

/* The native columns of a feed, in the order the domain page lists them. */
struct feed_column {
    const char *id;
    bool identifying; /* its values never reach a message */
};
const struct feed_column *feed_columns(enum feed_type type, size_t *ret_count);
#define FEED_COLUMNS_MOST 10

struct value_map {
    int column; /* index into feed_columns() */
    const char *from;
    const char *to;
};

/* readings, wide layout: one part read from one column. */
struct part_column {
    int part; /* enum part_id */
    const char *column;
    int64_t times;      /* multiplied by: 1, or days in a year (253) … */
    int64_t times_leap; /* … when the 12 months to the period's end hold a 29 February (254) */
};

struct feed_spec {
    const char *id;
    enum feed_type type;
    const char *file;        /* glob: which inbox files belong to it */
    const char *register_id; /* "" by default */
    enum feed_mode mode;
    int64_t expected_every; /* seconds; 0: not expected again, never stale */
    int reject_limit;       /* of 10,000 rows: 500 is 5 % */
    char delimiter;
    enum feed_encoding encoding;
    struct day_format dates;
    const char *const *nulls;
    size_t null_count;
    const char *columns[FEED_COLUMNS_MOST]; /* header in the file, by native column */
    const struct value_map *values;
    size_t value_count;

    /* readings only; in the long layout the unit's and the period's columns are those of `columns`
     */
    bool wide;
    const char *const *unit_columns; /* first non-null one wins */
    size_t unit_column_count;
    const char *period_column;
    struct day_format period_format;
    int period_month, period_day; /* `day: 09-30`; 0: the last day of the period */
    const struct part_column *parts;
    size_t part_count;

    unsigned line; /* where feeds.yaml says it, for messages */
};

/* How many months one period of a readings feed has: 12 for "YYYY", 1 for "YYYY-MM", 0 for a day.
 */
int feed_period_months(const struct feed_spec *feed);

#endif

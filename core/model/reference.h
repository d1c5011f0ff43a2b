/*
 * reference.h: figures that others published and the program carries (domain page, section 7).
 *
 * Plain data that core/config reads from the documents in reference/ and the service owns; all of
 * it may be absent, which is a count of 0. What was published as unknown stays unknown, in the
 * words it was published with. What is there cannot fail.
 */
#ifndef TEAMTOP_MODEL_REFERENCE_H
#define TEAMTOP_MODEL_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/day.h"
#include "core/base/fixed.h"
#include "core/model/measure.h"
#include "core/model/unit.h"

/* --- figures ---------------------------------------------------------------------------------- */

enum published_kind {
    PUBLISHED_UNKNOWN, /* "Not available", "TBC", "N/A", or nothing at all */
    PUBLISHED_EXACT,
    PUBLISHED_BELOW, /* "<5": below the value, nobody says how far */
};

/* A figure as it was published. */
struct published {
    enum published_kind kind;
    fixed_t value;
    const char *text; /* as written: "60.0", "<5", "TBC"; NULL or "": nothing was written */
};

/* --- the scorecard ---------------------------------------------------------------------------- */

enum comparison {
    COMPARISON_BELOW, /* "<20": strictly */
    COMPARISON_ABOVE, /* ">75": strictly */
};

struct goal {
    enum comparison comparison;
    fixed_t value;
    const char *text; /* ">75", as written */
};

struct reference_target {
    const char *number; /* of the plan: "23" */
    const char *name;
    const char *unit;
    struct goal goal;
};

struct indicator_period {
    const char *name; /* "2019" */
    day_t ends;
    struct published own, neighbours, england;
    struct published best_quarter; /* what puts an authority into the best quarter of England */
};

struct indicator {
    const char *number; /* "2.1" */
    const char *name;
    const char *unit;                       /* "%", "per 10,000", "days" or "" */
    enum polarity better;                   /* as published */
    bool judged;                            /* false: a count or rate that is never good or bad */
    const struct reference_target *target;  /* NULL: none */
    const struct indicator_period *periods; /* oldest first */
    size_t period_count;
};

struct indicator_section {
    const char *name;
    const char *period; /* of indicators that were published once; and the day it ended */
    day_t ends;
    const struct indicator *indicators;
    size_t count;
};

struct scorecard {
    int tolerance; /* of 10,000: how far a missed target is amber and not red */
    const struct reference_target *targets;
    size_t target_count;
    const struct indicator_section *sections;
    size_t section_count;
};

/* --- sums: what is listed with a total -------------------------------------------------------- */

struct reference_line {
    const char *id; /* "CFS3", or NULL */
    const char *name;
    fixed_t amount;          /* FTE, or millions of pounds; below 0 is income */
    const unit_index *units; /* that it stands for today; none: nobody says */
    size_t unit_count;
};

struct reference_sum {
    const char *name; /* NULL: it is not there */
    fixed_t total;    /* as published; the lines add up to it, or the document is refused */
    const struct reference_line *lines;
    size_t line_count;
};

/* Σ of the lines. */
fixed_t reference_sum_of(const struct reference_line *lines, size_t count);

/* --- the rest --------------------------------------------------------------------------------- */

struct risk {
    const char *id, *name, *about;
    int likelihood, impact; /* 1 to RISK_MOST; the score is their product */
};
#define RISK_MOST 5

struct request_source {
    const char *source; /* as the requests feed calls it: "schools" */
    fixed_t count;
};

struct request_period {
    const char *name; /* "Jan-Jun 2018" */
    day_t from, last; /* whole months */
    fixed_t total;
    const struct request_source *sources;
    size_t source_count;
};

struct front_doors {
    const unit_index *units; /* that take requests, the one the periods are about first */
    size_t unit_count;
    const struct request_period *periods; /* oldest first */
    size_t period_count;
};

/* Some figures by some columns: sickness rates, staffing, a survey. */
struct reference_row {
    const char *name;
    const struct published *values; /* as many as the table has columns */
    size_t count;
};

struct reference_table {
    const char *name;
    const char *unit;
    const char *const *columns;
    size_t column_count;
    const struct reference_row *rows;
    size_t row_count;
};

struct reference {
    struct scorecard scorecard;
    struct reference_sum establishment;
    const struct reference_sum *budget;
    size_t budget_count;
    struct reference_sum savings;
    const struct risk *risks;
    size_t risk_count;
    struct front_doors front_doors;
    const struct reference_table *tables;
    size_t table_count;
};

#endif

/*
 * measure.h: the catalogue of parts and measures (domain page, section 4).
 *
 * A part is something that adds up and is kept as a series per unit; a measure is a row that says
 * which parts make its numerator and denominator, how each aggregates over time, the scale and the
 * polarity. Everything here is constant data and pure look-ups. A new measure is a row and a test.
 */
#ifndef TEAMTOP_MODEL_MEASURE_H
#define TEAMTOP_MODEL_MEASURE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/fixed.h"
#include "core/model/calendar.h"
#include "core/model/feed.h"
#include "core/model/series.h"

/* Stored readings hold these numbers: a new part goes before PART_COUNT, none is ever moved. */
enum part_id {
    PART_OPEN_CASES,         /* distinct children open; sub: category */
    PART_UNALLOCATED_CASES,  /* distinct open children without a worker */
    PART_OLDEST_UNALLOCATED, /* EARLIEST: the earliest start among the unallocated */
    PART_CASES_OPENED,       /* EVENTS */
    PART_CASES_CLOSED,       /* EVENTS */
    PART_CASES_HELD,         /* distinct open children held by workers in case_holding posts */
    PART_CASE_HOLDING_FTE,   /* FTE of those workers who hold a case */
    PART_FTE_IN_POST,        /* agency excluded; sub: role */
    PART_VACANT_FTE,
    PART_AGENCY_FTE,
    PART_CASE_HOLDING_POSTS_FTE, /* occupied posts marked case_holding, agency included */
    PART_LEAVERS_FTE,            /* LEAVERS; as readings: a flow */
    PART_FTE_ABSENT,             /* sub: reason */
    PART_CASE_HOLDING_FTE_ABSENT,
    PART_LONG_TERM_ABSENT, /* workers */
    PART_REQUESTS,         /* EVENTS; sub: source */
    PART_FTE_DAYS_LOST,    /* readings only: a flow; from spells it is the days of FTE_ABSENT */
    PART_FTE_DAYS,         /* readings only: a flow; from spells the days of FTE_IN_POST */
    PART_OLDEST_VACANCY,   /* EARLIEST: the earliest start among the vacancies */
    PART_COUNT,
    PART_NONE = PART_COUNT,
};

struct part {
    const char *id; /* "fte_in_post": in the store and in a readings feed's `parts:` */
    enum series_kind kind;
    fixed_t scale;  /* FIXED_ONE for counts, 1 for FTE */
    bool flow;      /* as readings: an amount in a period (true) or a level on a day (false) */
    bool has_subs;  /* "open_cases.cin": kept per category, role, reason or source as well */
    unsigned feeds; /* bits 1 << feed_type: which feeds it is derived from */
};

const struct part *part_at(enum part_id id);
enum part_id part_find(const char *id, size_t length); /* PART_NONE: there is none */

enum aggregate {
    AGGREGATE_LEVEL,     /* the level at close of the day */
    AGGREGATE_TOTAL,     /* Σ of the events in the window */
    AGGREGATE_DAYS,      /* Σ of the level over the days of the window (the calendar's basis) */
    AGGREGATE_MEAN_DAYS, /* the same ÷ the number of those days */
    AGGREGATE_LEAVERS,   /* FTE of those who left in the window and are not back */
    AGGREGATE_LEFT,      /* how many they are */
    AGGREGATE_AGE,       /* days from the earliest start to the day */
};

/* One term of a sum. From readings, AGGREGATE_DAYS of FTE_ABSENT reads PART_FTE_DAYS_LOST, and so
 * on: `flow_part` (PART_NONE: the part itself). */
struct term {
    enum part_id part;
    int sign; /* +1 or −1; 0 ends the list */
    enum aggregate aggregate;
    enum part_id flow_part;
};

enum polarity {
    POLARITY_NONE,
    POLARITY_LESS, /* less is better */
    POLARITY_MORE,
    POLARITY_BAND, /* a target band, outside is worse */
};

enum measure_unit {
    UNIT_COUNT, /* children, workers, requests */
    UNIT_FTE,
    UNIT_DAYS,
    UNIT_PER_CENT,
    UNIT_RATIO, /* cases per FTE, days per FTE */
};

#define MEASURE_TERMS 3

struct measure {
    const char *id;          /* "sickness_rate": the interface page lists them */
    const char *label;       /* "Sickness rate" */
    const char *short_label; /* a column heading, at most 10 columns */
    const char *meaning;     /* one sentence for help, saying what is counted */
    enum measure_unit unit;
    struct term numerator[MEASURE_TERMS];
    struct term denominator[MEASURE_TERMS]; /* none: a count measure */
    int scale;                              /* 1, or 100 for per cent */
    enum polarity polarity;
    enum points points; /* what its signal is computed over */
    int decimals;       /* shown on screen */
    bool windowed;      /* depends on the window */
    bool always_12m;    /* whatever window is asked for (turnover) */
    bool has_subs;      /* "open_cases.<category>" */
};

size_t measure_count(void);
const struct measure *measure_at(size_t index);

/* A measure, or one of its subs. `sub` ("" for the measure itself) is not owned. */
struct measure_ref {
    const struct measure *measure;
    const char *sub;
};

/* "open_cases.cin" → its row and sub (pointing into `id`); false when there is no such measure. */
bool measure_find(const char *id, struct measure_ref *ret);

#endif

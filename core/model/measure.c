#include "core/model/measure.h"

#include <assert.h>
#include <string.h>

/* A sum of parts, as the table below writes it: each term is a part and how it aggregates. */
#define TERM(part, aggregate)                                                                      \
    {                                                                                              \
        PART_##part, +1, AGGREGATE_##aggregate, PART_NONE                                          \
    }
#define LESS(part, aggregate)                                                                      \
    {                                                                                              \
        PART_##part, -1, AGGREGATE_##aggregate, PART_NONE                                          \
    }
#define FLOW(part, aggregate, flow)                                                                \
    {                                                                                              \
        PART_##part, +1, AGGREGATE_##aggregate, PART_##flow                                        \
    }

/* The catalogue: domain page, section 4, in the order of reports. */
static const struct measure MEASURES[] = {
    {
        .id = "open_cases",
        .label = "Open cases",
        .short_label = "Open",
        .meaning = "Children with at least one case open to the unit at the end of the day, each "
                   "counted once.",
        .unit = UNIT_COUNT,
        .numerator = {TERM(OPEN_CASES, LEVEL)},
        .scale = 1,
        .polarity = POLARITY_NONE,
        .points = POINTS_MONTH,
        .has_subs = true,
    },
    {
        .id = "unallocated_cases",
        .label = "Unallocated cases",
        .short_label = "Unalloc.",
        .meaning = "Children with an open case and no worker in any of their open cases in the "
                   "unit.",
        .unit = UNIT_COUNT,
        .numerator = {TERM(UNALLOCATED_CASES, LEVEL)},
        .scale = 1,
        .polarity = POLARITY_LESS,
        .points = POINTS_MONTH,
    },
    {
        .id = "oldest_unallocated_days",
        .label = "Oldest unallocated case",
        .short_label = "Oldest",
        .meaning = "Days since the start of the case that has waited longest for a worker.",
        .unit = UNIT_DAYS,
        .numerator = {TERM(OLDEST_UNALLOCATED, AGE)},
        .scale = 1,
        .polarity = POLARITY_LESS,
        .points = POINTS_MONTH,
    },
    {
        .id = "cases_opened",
        .label = "Cases opened",
        .short_label = "Opened",
        .meaning = "Children open to the unit on a day of the window and not on the day before; a "
                   "move inside the unit is none.",
        .unit = UNIT_COUNT,
        .numerator = {TERM(CASES_OPENED, TOTAL)},
        .scale = 1,
        .polarity = POLARITY_NONE,
        .points = POINTS_WEEK,
        .windowed = true,
    },
    {
        .id = "cases_closed",
        .label = "Cases closed",
        .short_label = "Closed",
        .meaning = "Children no longer open to the unit on a day of the window and open on the day "
                   "before.",
        .unit = UNIT_COUNT,
        .numerator = {TERM(CASES_CLOSED, TOTAL)},
        .scale = 1,
        .polarity = POLARITY_NONE,
        .points = POINTS_WEEK,
        .windowed = true,
    },
    {
        .id = "case_holding_fte",
        .label = "Case-holding FTE",
        .short_label = "Holding",
        .meaning = "Full-time equivalents, agency included, of the workers in case-holding posts "
                   "who hold at least one open case.",
        .unit = UNIT_FTE,
        .numerator = {TERM(CASE_HOLDING_FTE, LEVEL)},
        .scale = 1,
        .polarity = POLARITY_NONE,
        .points = POINTS_MONTH,
        .decimals = 1,
    },
    {
        .id = "average_caseload",
        .label = "Average caseload",
        .short_label = "Caseload",
        .meaning = "Children held by workers in case-holding posts, for each full-time equivalent "
                   "of the workers who hold a case.",
        .unit = UNIT_RATIO,
        .numerator = {TERM(CASES_HELD, LEVEL)},
        .denominator = {TERM(CASE_HOLDING_FTE, LEVEL)},
        .scale = 1,
        .polarity = POLARITY_BAND,
        .points = POINTS_MONTH,
        .decimals = 1,
    },
    {
        .id = "fte_in_post",
        .label = "FTE in post",
        .short_label = "In post",
        .meaning = "Full-time equivalents of the occupied permanent and fixed-term posts; agency "
                   "workers are not among them.",
        .unit = UNIT_FTE,
        .numerator = {TERM(FTE_IN_POST, LEVEL)},
        .scale = 1,
        .polarity = POLARITY_MORE,
        .points = POINTS_MONTH,
        .decimals = 1,
    },
    {
        .id = "vacant_fte",
        .label = "Vacant FTE",
        .short_label = "Vacant",
        .meaning = "Full-time equivalents of the posts nobody holds.",
        .unit = UNIT_FTE,
        .numerator = {TERM(VACANT_FTE, LEVEL)},
        .scale = 1,
        .polarity = POLARITY_LESS,
        .points = POINTS_MONTH,
        .decimals = 1,
    },
    {
        .id = "establishment_fte",
        .label = "Establishment",
        .short_label = "Establ.",
        .meaning = "Full-time equivalents in post and vacant together.",
        .unit = UNIT_FTE,
        .numerator = {TERM(FTE_IN_POST, LEVEL), TERM(VACANT_FTE, LEVEL)},
        .scale = 1,
        .polarity = POLARITY_NONE,
        .points = POINTS_MONTH,
        .decimals = 1,
    },
    {
        .id = "agency_fte",
        .label = "Agency FTE",
        .short_label = "Agency",
        .meaning = "Full-time equivalents of agency workers.",
        .unit = UNIT_FTE,
        .numerator = {TERM(AGENCY_FTE, LEVEL)},
        .scale = 1,
        .polarity = POLARITY_LESS,
        .points = POINTS_MONTH,
        .decimals = 1,
    },
    {
        .id = "vacancy_rate",
        .label = "Vacancy rate",
        .short_label = "Vacancy",
        .meaning = "Vacant FTE as a share of the establishment (vacant and in post).",
        .unit = UNIT_PER_CENT,
        .numerator = {TERM(VACANT_FTE, LEVEL)},
        .denominator = {TERM(FTE_IN_POST, LEVEL), TERM(VACANT_FTE, LEVEL)},
        .scale = 100,
        .polarity = POLARITY_LESS,
        .points = POINTS_MONTH,
        .decimals = 1,
    },
    {
        .id = "agency_rate",
        .label = "Agency rate",
        .short_label = "Agency %",
        .meaning = "Agency FTE as a share of agency FTE and FTE in post together.",
        .unit = UNIT_PER_CENT,
        .numerator = {TERM(AGENCY_FTE, LEVEL)},
        .denominator = {TERM(AGENCY_FTE, LEVEL), TERM(FTE_IN_POST, LEVEL)},
        .scale = 100,
        .polarity = POLARITY_LESS,
        .points = POINTS_MONTH,
        .decimals = 1,
    },
    {
        .id = "fte_absent",
        .label = "FTE absent",
        .short_label = "Absent",
        .meaning = "Full-time equivalents in post of the workers off sick on the day; agency "
                   "workers are left out.",
        .unit = UNIT_FTE,
        .numerator = {TERM(FTE_ABSENT, LEVEL)},
        .scale = 1,
        .polarity = POLARITY_LESS,
        .points = POINTS_MONTH,
        .decimals = 1,
    },
    {
        .id = "sickness_rate",
        .label = "Sickness rate",
        .short_label = "Sickness",
        .meaning = "FTE days lost to sickness as a share of the FTE days in post over the window.",
        .unit = UNIT_PER_CENT,
        .numerator = {FLOW(FTE_ABSENT, DAYS, FTE_DAYS_LOST)},
        .denominator = {FLOW(FTE_IN_POST, DAYS, FTE_DAYS)},
        .scale = 100,
        .polarity = POLARITY_LESS,
        .points = POINTS_WEEK,
        .decimals = 1,
        .windowed = true,
    },
    {
        .id = "days_lost_per_fte",
        .label = "Days lost per FTE",
        .short_label = "Days lost",
        .meaning = "FTE days lost to sickness over the window for each full-time equivalent in "
                   "post on average.",
        .unit = UNIT_RATIO,
        .numerator = {FLOW(FTE_ABSENT, DAYS, FTE_DAYS_LOST)},
        .denominator = {TERM(FTE_IN_POST, MEAN_DAYS)},
        .scale = 1,
        .polarity = POLARITY_LESS,
        .points = POINTS_WEEK,
        .decimals = 1,
        .windowed = true,
    },
    {
        .id = "long_term_absent",
        .label = "Long-term absent",
        .short_label = "Long-term",
        .meaning = "Workers in post whose current absence has lasted 28 calendar days or more.",
        .unit = UNIT_COUNT,
        .numerator = {TERM(LONG_TERM_ABSENT, LEVEL)},
        .scale = 1,
        .polarity = POLARITY_LESS,
        .points = POINTS_MONTH,
    },
    {
        .id = "turnover_rate",
        .label = "Turnover rate",
        .short_label = "Turnover",
        .meaning = "FTE of the workers who left the unit in the last 12 months and are not back, "
                   "as a share of the FTE in post on the day.",
        .unit = UNIT_PER_CENT,
        .numerator = {TERM(LEAVERS_FTE, LEAVERS)},
        .denominator = {TERM(FTE_IN_POST, LEVEL)},
        .scale = 100,
        .polarity = POLARITY_LESS,
        .points = POINTS_WEEK,
        .decimals = 1,
        .windowed = true,
        .always_12m = true,
    },
    {
        .id = "pressure",
        .label = "Pressure",
        .short_label = "Pressure",
        .meaning = "Open cases for each full-time equivalent in case-holding posts who is actually "
                   "there on the day.",
        .unit = UNIT_RATIO,
        .numerator = {TERM(OPEN_CASES, LEVEL)},
        .denominator = {TERM(CASE_HOLDING_POSTS_FTE, LEVEL), LESS(CASE_HOLDING_FTE_ABSENT, LEVEL)},
        .scale = 1,
        .polarity = POLARITY_BAND,
        .points = POINTS_MONTH,
        .decimals = 1,
    },
    {
        .id = "requests",
        .label = "Requests for help",
        .short_label = "Requests",
        .meaning = "Requests for help that came in during the window.",
        .unit = UNIT_COUNT,
        .numerator = {TERM(REQUESTS, TOTAL)},
        .scale = 1,
        .polarity = POLARITY_NONE,
        .points = POINTS_WEEK,
        .windowed = true,
        .has_subs = true,
    },
};

size_t measure_count(void)
{
    return sizeof MEASURES / sizeof *MEASURES;
}

const struct measure *measure_at(size_t index)
{
    return &MEASURES[index];
}

/* What follows the measure's own id in `id`: "", ".cin", or NULL when it is another measure. */
static const char *after_id(const struct measure *measure, const char *id)
{
    const char *own = measure->id;
    for (; *own != '\0' && *own == *id; own++)
        id++;
    return *own == '\0' ? id : NULL;
}

bool measure_find(const char *id, struct measure_ref *ret)
{
    assert(id);
    for (size_t i = 0; i < measure_count(); i++) {
        const char *rest = after_id(&MEASURES[i], id);
        if (!rest)
            continue;
        bool whole = *rest == '\0';
        bool sub = MEASURES[i].has_subs && rest[0] == '.' && rest[1] != '\0';
        if (!whole && !sub)
            continue;
        *ret = (struct measure_ref){&MEASURES[i], whole ? "" : rest + 1};
        return true;
    }
    return false;
}

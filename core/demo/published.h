/*
 * published.h: the published figures that the invented service is scaled to, in one place.
 *
 * Constant tables, each with its source beside it in published.c (docs/demo-data.md tells the whole
 * story), and paths through them: integers, interpolated day by day. Nothing here can fail; before
 * the first and after the last published day the nearest figure holds.
 */
#ifndef TEAMTOP_DEMO_PUBLISHED_H
#define TEAMTOP_DEMO_PUBLISHED_H

#include <stddef.h>

#include "core/base/day.h"

/* A figure on a day. */
struct anchor {
    int year, month, day;
    int value;
};

enum path_id {
    PATH_CHILDREN,    /* children in need, on plans, looked after, care leavers: all open cases */
    PATH_ASSESSMENTS, /* of them waiting for or in assessment */
    PATH_CP,          /* on child protection plans */
    PATH_CLA,         /* looked after */
    PATH_CARE_LEAVERS,
    PATH_EARLY_HELP,    /* children with an early help plan */
    PATH_VACANCY,       /* per 10,000 of social workers' establishment */
    PATH_AGENCY,        /* per 10,000 of social workers */
    PATH_TURNOVER,      /* per 10,000 social workers in post leaving in 12 months */
    PATH_SICK_FAMILIES, /* per 10,000 days in post, Children and Families */
    PATH_SICK_EDUCATION,
    PATH_SICK_HEALTH,
    PATH_REREFERRALS, /* per 1,000 referrals */
    PATH_COUNT,
};

/* The figure on a day, on the straight line between the two published ones around it. */
int published_at(enum path_id id, day_t day);

/* Referrals to children's social care in the month of `day`. */
int published_referrals(day_t day);

/* Contacts with the MARU for each 1,000 referrals. */
#define PUBLISHED_CONTACTS_PER_1000_REFERRALS 1164

/* Requests for early help received in a run of whole months. */
struct request_period {
    struct anchor first, last; /* days; value unused */
    int total, schools, family;
};
extern const struct request_period PUBLISHED_REQUESTS[];
extern const size_t PUBLISHED_REQUEST_PERIODS;

#endif

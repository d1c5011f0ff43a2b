/*
 * roster.h: one team's workers, vacancies and unallocated cases on one day: the manager's screen
 * (domain page, section 4, "caseload of a worker").
 *
 * Computed from the team's own spells, which only viewers with a worker scope ever read. The roster
 * owns its rows and their text; the spells can go.
 */
#ifndef TEAMTOP_MODEL_ROSTER_H
#define TEAMTOP_MODEL_ROSTER_H

#include "core/model/service.h"
#include "core/model/spell.h"

struct roster_row {
    const char *name; /* display name, else the worker id; "vacant" rows have "" */
    const char *role; /* its display name */
    enum contract contract;
    fixed_t fte;
    int64_t cases; /* distinct open cases of this worker in the team */
    bool case_holding;
    bool has_limit;
    fixed_t limit;      /* pro rata to FTE */
    fixed_t room;       /* limit − cases; negative: over */
    day_t over_since;   /* first day of those, without a break, that they are over; or DAY_NONE */
    day_t away_since;   /* first day of the current absence (joined), or DAY_NONE */
    day_t vacant_since; /* vacant rows */
};

struct roster {
    char *text;              /* of the rows */
    struct roster_row *rows; /* workers by room (least first), then vacancies by age */
    size_t count;
    int64_t unallocated;
    day_t oldest_unallocated; /* earliest start, or DAY_NONE */
    int64_t ages[4];          /* unallocated for 0–2, 3–7, 8–14, 15 days and more */
    int next;                 /* row with most room among those present, −1: nobody has any */
};

MUST_CHECK enum result roster_make(struct roster *roster, const struct service *service,
    const struct spells *spells, unit_index team, day_t day);
void roster_done(struct roster *roster);

#endif

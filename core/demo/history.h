/*
 * history.h: everything that happened, and will: what the generators fill and the writer writes.
 *
 * A history owns its arrays; indices into them stay good because nothing is ever taken out. An
 * append that finds no memory sets `failed`, which sticks, so that callers check once at the end.
 * Text is kept nowhere: rows carry numbers, the writer knows their names.
 */
#ifndef TEAMTOP_DEMO_HISTORY_H
#define TEAMTOP_DEMO_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/day.h"
#include "core/demo/random.h"
#include "core/demo/teams.h"

enum demo_category {
    CATEGORY_ASSESSMENT,
    CATEGORY_CIN,
    CATEGORY_CP,
    CATEGORY_CLA,
    CATEGORY_CARE_LEAVER,
    CATEGORY_EARLY_HELP,
    CATEGORY_COUNT,
};

enum demo_contract {
    DEMO_PERMANENT,
    DEMO_FIXED_TERM,
    DEMO_AGENCY,
    DEMO_VACANT,
};

#define NOBODY (-1)

/* One row of cases.csv: half open, [from, until). */
struct involvement {
    uint32_t child;
    int team;
    int worker; /* NOBODY: unallocated */
    enum demo_category category;
    day_t from, until;
};

/* One row of posts.csv: the last day is included. */
struct occupancy {
    uint32_t post;
    int team;
    int worker; /* NOBODY: vacant */
    int32_t fte;
    enum demo_role role;
    enum demo_contract contract;
    day_t from, last;
};

/* Whoever holds one occupancy; workers stand in the order of their first day. */
struct worker {
    int team;
    enum demo_role role;
    int32_t fte;
    bool agency;
    day_t from, last;
};

/* One row of absences.csv: the last day is included. */
struct absence {
    int worker;
    int reason;
    day_t from, last;
};

enum request_source {
    SOURCE_SCHOOLS,
    SOURCE_FAMILY,
    SOURCE_HEALTH,
    SOURCE_POLICE,
    SOURCE_OTHER,
    SOURCE_COUNT,
};

/* What came in at the two doors on one day. */
struct demand {
    int early_help[SOURCE_COUNT]; /* requests, at the hub */
    int contacts[SOURCE_COUNT];   /* at the MARU */
    int referrals;                /* of those, to children's social care */
};

struct history {
    day_t from, until; /* the days told, both included */
    uint64_t seed;
    struct involvement *involvements;
    size_t involvement_count, involvement_room;
    struct occupancy *occupancies;
    size_t occupancy_count, occupancy_room;
    struct worker *workers;
    size_t worker_count, worker_room;
    struct absence *absences;
    size_t absence_count, absence_room;
    struct demand *demand; /* one a day, from the first */
    bool failed;
};

/* How long before the first day told staff and sickness begin, so that nothing starts from nothing.
 */
#define HISTORY_LEAD 200

void history_done(struct history *history);
size_t history_days(const struct history *history);

/* Each appends a copy and answers its index, or −1 when there is no memory (and `failed` is set).
 */
int history_add_involvement(struct history *history, const struct involvement *involvement);
int history_add_occupancy(struct history *history, const struct occupancy *occupancy);
int history_add_worker(struct history *history, const struct worker *worker);
int history_add_absence(struct history *history, const struct absence *absence);

/* The chapters, in the order they must be told; each sets `failed` when memory runs out. */
void tell_demand(struct history *history);   /* demand.c */
void tell_staff(struct history *history);    /* staff.c */
void tell_sickness(struct history *history); /* sickness.c: needs staff */
void tell_children(struct history *history); /* children.c: needs all of them */
void tell_moves(struct history *history); /* moves.c: needs staff, and changes none of the others */

#endif

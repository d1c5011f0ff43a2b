/*
 * derive_facts.h: the spells of one register, gathered the ways the sweep asks for them.
 *
 * Spells of a child, a worker or a team stand together, earliest start first; and for each unit it
 * is known which children and workers have to be looked at there. A child or worker is settled at
 * its *top*: the lowest unit with all its spells at or below. What holds for it there holds in
 * every unit further up, so nobody is looked at above the top. `struct facts` owns its tables,
 * borrows spells, service and keys; making it fails only for want of memory. Spells of units that
 * the tree does not have are left out.
 */
#ifndef TEAMTOP_FEED_DERIVE_FACTS_H
#define TEAMTOP_FEED_DERIVE_FACTS_H

#include "core/feed/derive_groups.h"
#include "core/feed/derive_keys.h"
#include "core/feed/derive_ledger.h"
#include "core/model/service.h"
#include "core/model/spell.h"

/* One absence, and the part of it that counts for its reason: a day belongs to the absence that
 * began first, then to the reason that sorts first (docs/figures.md). */
struct sick_leave {
    uint32_t worker;
    uint32_t reason_key; /* KEY_NONE: the extract gives no reason */
    const char *reason;
    struct interval when;
    struct interval counted; /* may be empty: until ≤ from */
};

/* Days on which a worker is absent for the 28th day or longer, overlapping and adjoining absences
 * joined. */
struct long_absence {
    uint32_t worker;
    struct interval when;
};

struct facts {
    const struct unit_tree *units;
    const struct spells *spells;
    const struct keys *keys;
    uint32_t worker_count; /* text numbers: all workers are below */

    struct groups cases_by_child;
    struct groups cases_by_worker;
    struct groups posts_by_worker;
    struct groups posts_by_team;
    struct groups requests_by_unit;
    struct groups readings_by_unit;

    struct sick_leave *leave; /* per worker, earliest first, then by reason */
    size_t leave_count;
    struct groups leave_by_worker;
    struct long_absence *long_absences; /* per worker, earliest first; no two meet */
    size_t long_absence_count, long_absence_room;
    struct groups long_absences_by_worker;

    unit_index *child_tops; /* UNIT_NONE: no unit is above all of it */
    unit_index *worker_tops;
    struct groups children_by_unit;
    struct groups workers_by_unit;

    day_t first_day, last_day; /* of anything that is entered in a ledger */
};

bool facts_make(struct facts *ret, const struct service *service, const struct spells *spells,
    const struct keys *keys);
void facts_done(struct facts *facts);

/* A unit and everything below it. */
struct branch {
    unit_index from, end;
};

static inline bool branch_has(struct branch branch, unit_index unit)
{
    return unit >= branch.from && unit < branch.end;
}

#endif

/*
 * facts.h: the spells of one register, gathered the ways the sweep asks for them.
 *
 * Spells of a child, a worker or a team stand together, earliest start first; and for each unit it
 * is known which children and workers have to be looked at there. A child or worker is settled at
 * its *top*: the lowest unit with all its spells at or below. What holds for it there holds in
 * every unit further up, so nobody is looked at above the top. `struct facts` owns its tables,
 * borrows spells, service and keys; making it fails only for want of memory. Spells of units that
 * the tree does not have are left out.
 */
#ifndef TEAMTOP_DERIVE_FACTS_H
#define TEAMTOP_DERIVE_FACTS_H

#include "core/derive/groups.h"
#include "core/derive/keys.h"
#include "core/derive/ledger.h"
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

/* A case-holding post while its worker has it: all that a child's cases ask of posts, in one place. */
struct holding {
    unit_index team;
    day_t from, until;
};

struct facts {
    const struct unit_tree *units;
    const struct spells *spells;
    const struct keys *keys;
    uint32_t worker_count; /* text numbers: all workers are below */

    struct case_spell *cases; /* child after child, each by start */
    uint32_t *child_starts;   /* [child_count + 1]: where its cases begin in `cases` */
    size_t child_count;
    struct groups cases_by_worker; /* items are positions in `cases` */
    struct groups posts_by_worker;
    struct holding *holdings; /* worker after worker, each by start */
    uint32_t *holding_starts; /* [worker_count + 1]: where a worker's begin in `holdings` */
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

    struct pairs pairs; /* room while it is made: each grouping uses it in turn */
};

bool facts_make(struct facts *ret, const struct service *service, const struct spells *spells,
    const struct keys *keys);
void facts_done(struct facts *facts);

/* One child's cases, earliest start first. */
struct child_cases {
    const struct case_spell *items;
    size_t count;
};

static inline struct child_cases facts_child(const struct facts *facts, size_t child)
{
    uint32_t start = facts->child_starts[child];
    return (struct child_cases){facts->cases + start, facts->child_starts[child + 1] - start};
}

/* One worker's case-holding posts, earliest start first. */
struct worker_holdings {
    const struct holding *items;
    size_t count;
};

static inline struct worker_holdings facts_holdings(const struct facts *facts, uint32_t worker)
{
    uint32_t start = facts->holding_starts[worker];
    return (struct worker_holdings){
        facts->holdings + start, facts->holding_starts[worker + 1] - start};
}

/* --- for those who fill the tables ---------------------------------------------------------- */

#define NO_GROUP UINT32_MAX

/* What an item is grouped by, or NO_GROUP: left out. */
typedef uint32_t key_fn(const struct facts *facts, uint32_t item);

/* The unit, or NO_GROUP when the tree has no such unit. */
uint32_t facts_unit_key(const struct facts *facts, unit_index unit);
/* Days since the first one; all are below facts_day_count(). */
uint32_t facts_day_key(const struct facts *facts, day_t day);
size_t facts_day_count(const struct facts *facts);

/* Groups the items, which stand in each group in the order given. */
bool facts_group(struct groups *ret, struct facts *facts, struct members order, key_fn *key_of,
    size_t key_count);

/* --- for the sweep -------------------------------------------------------------------------- */

/* A unit and everything below it. */
struct branch {
    unit_index from, end;
};

static inline bool branch_has(struct branch branch, unit_index unit)
{
    return unit >= branch.from && unit < branch.end;
}

#endif

/*
 * whatif.h: what the figures would be with other posts, agency workers, absences or cases.
 *
 * A what-if is plain data: a few units and by how many steps each lever was moved there. It owns
 * nothing and is never stored; what there really is it takes from a snapshot. Preparing can fail as
 * snapshot_prepare() does; moving a lever is refused where there is no room left.
 *
 * What is assumed, for want of anything better being known beforehand:
 *  - A post filled is case-holding, its worker is there and holds cases like the others. It is taken
 *    from the unit's vacancies while there are any, and is a new post after that; a post emptied
 *    becomes a vacancy.
 *  - An agency worker likewise is case-holding and there. The vacancy covered stays a vacancy, as
 *    the vacancy rate counts it.
 *  - An absence is of workers in case-holding posts; it changes who is there, not who holds cases.
 *  - A case opens or closes with one of the workers: it is counted as open and as held. It is a
 *    child nobody above the unit knows from elsewhere.
 *  - What changes in a unit changes by the same parts in every unit above it, and in none below:
 *    parts add, and each ratio is formed afresh (domain page, section 4).
 */
#ifndef TEAMTOP_MODEL_WHATIF_H
#define TEAMTOP_MODEL_WHATIF_H

#include "core/model/snapshot.h"

enum lever {
    LEVER_POSTS,   /* FTE of posts filled */
    LEVER_AGENCY,  /* FTE of agency workers */
    LEVER_ABSENCE, /* FTE in case-holding posts off today */
    LEVER_CASES,   /* open cases */
    LEVER_COUNT,
};

/* Ten-thousandths: 0.5 FTE, or 1 case. */
fixed_t lever_step(enum lever lever);

#define WHATIF_UNITS 16  /* units that may differ from what they are */
#define WHATIF_STEPS 999 /* a lever goes so far either way */

struct whatif_change {
    unit_index unit;
    int steps[LEVER_COUNT];
};

struct whatif {
    struct whatif_change changes[WHATIF_UNITS];
    int count;
};

/* Moves a lever of the unit by so many steps. False, and nothing changed: no room for another unit
 * or a lever at its end. */
bool whatif_move(struct whatif *whatif, unit_index unit, enum lever lever, int steps);
/* Everything is as it really is again. */
void whatif_reset(struct whatif *whatif);

/* Has the units that were changed fetched into the snapshot; before any of the calls below. */
MUST_CHECK enum result whatif_prepare(const struct whatif *whatif, struct snapshot *snapshot);
/* Takes back steps that lead below nothing, where there is less to take away than was thought, and
 * all steps of levers a unit has no data for. */
void whatif_fit(struct whatif *whatif, const struct snapshot *snapshot);

/* A level as it is and as it would be, ten-thousandths; never below 0. */
struct whatif_level {
    bool known;      /* false: the unit has no data for it … */
    bool suppressed; /* … or other eyes may not see it */
    fixed_t real, after;
};

/* How far a lever of this very unit was moved, ten-thousandths: no more is taken away than there
 * is. The unit must be prepared. */
fixed_t whatif_amount(const struct whatif *whatif, const struct snapshot *snapshot, unit_index unit,
    enum lever lever);
/* What a lever moves, in this unit and all below it. The unit must be prepared. */
struct whatif_level whatif_lever(const struct whatif *whatif, const struct snapshot *snapshot,
    unit_index unit, enum lever lever);
struct whatif_level whatif_part(const struct whatif *whatif, const struct snapshot *snapshot,
    unit_index unit, enum part_id part);

struct whatif_figure {
    struct assessed real;
    struct figure after;
    enum status after_status;
};

/* Pressure, average caseload, or another measure of levels at the day: its numerator and
 * denominator with what was changed added, divided once (domain page, sections 4 and 5). */
struct whatif_figure whatif_figure(const struct whatif *whatif, const struct snapshot *snapshot,
    unit_index unit, struct measure_ref measure);

#endif

/*
 * veil.h: which figures of a service may not leave the house as they are (domain page, section 8).
 *
 * A veil is drawn over the whole service for one moment, whatever part of it is exported, so that
 * two exports do not give away together what each of them hides. It owns its own memory and borrows
 * the snapshot only while it is made, which prepares every unit. Making it can fail as
 * snapshot_prepare() does; asking it can't.
 */
#ifndef TEAMTOP_MODEL_VEIL_H
#define TEAMTOP_MODEL_VEIL_H

#include "core/model/snapshot.h"

struct veil;

/* The day and window of the snapshot (count 0), or the `count` newest points of a trend. */
struct veil_moments {
    enum points points;
    size_t count;
};

MUST_CHECK enum result veil_create(
    struct veil **ret, struct snapshot *snapshot, struct veil_moments moments);
void veil_destroy(struct veil *veil);

/* Is the figure suppressed? A count of children or workers (of cases opened and closed, of FTE
 * absent or gone, too) from 1 to the service's small_number is, and with it what would give it
 * away; so is whatever is computed from such a count. `back` counts points from the newest (0);
 * those that the veil was not made for are suppressed. */
bool veil_hides(const struct veil *veil, unit_index unit, struct measure_ref measure, size_t back);

/* Is it a count of people, or computed from one: a figure that a veil may hide somewhere? */
bool veil_may_hide(const struct measure *measure);

#endif

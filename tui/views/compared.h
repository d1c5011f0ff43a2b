/*
 * compared.h: what the rows of a comparison have in common: the scale of their bars, the shades of
 * their heat map, how wide their figures are, and which measures any of them has data for.
 *
 * It is gathered a row at a time, so that a country's teams can be looked at in parts: what was
 * gathered last stands until the next is complete. Owned by the session. Adding fails for want of
 * memory; drawing only reads.
 */
#ifndef TEAMTOP_VIEWS_COMPARED_H
#define TEAMTOP_VIEWS_COMPARED_H

#include "tui/views/bars.h"
#include "tui/views/heat.h"
#include "tui/views/made_for.h"

#define COMPARED_MEASURES 64 /* as many as the catalogue may have */

/* Of all rows. */
struct compared_rows {
    struct made_for made_for;
    uint64_t rows; /* which they are: outline->mark */
    struct bars bars;
    struct heat heat;
    int name_width, value_width; /* columns the widest takes */
    bool with_data[COMPARED_MEASURES];
};

struct compared {
    struct compared_rows shown;  /* complete */
    struct compared_rows coming; /* being gathered */
    struct heat_points points;   /* of those */
};

void compared_done(struct compared *compared); /* a zeroed one is a valid empty one */

/* Begins with no row. */
void compared_begin(
    struct compared *compared, const struct scene *scene, struct measure_ref measure);
/* A row more; its unit must be prepared. */
MUST_CHECK enum result compared_add(
    struct compared *compared, const struct scene *scene, unit_index unit);
/* That was the last: what is coming is shown from now on. */
void compared_end(struct compared *compared, const struct scene *scene);
/* Are these rows those of the scene, with its figures? */
bool compared_is_of(const struct compared_rows *rows, const struct scene *scene);

#endif

/*
 * movement.h: by how much a figure moved: since the day held beside the one shown, or by the last
 * import.
 *
 * Pure functions over a scene; own nothing. Only preparing can fail, as snapshot_prepare() does.
 */
#ifndef TEAMTOP_VIEWS_MOVEMENT_H
#define TEAMTOP_VIEWS_MOVEMENT_H

#include "tui/views/view.h"

/* Prepares the unit on the day shown and on the day held, if there is one. */
MUST_CHECK enum result scene_prepare(const struct scene *scene, unit_index unit);

struct movement {
    bool moved;  /* by less than is shown is not moved */
    bool fresh;  /* by the last import: marked for a few seconds */
    fixed_t by;  /* ten-thousandths; 0: a value came or went */
    fixed_t was; /* on the day held; only when not fresh */
};

/* Nothing moved where either day has no value; the unit was prepared by scene_prepare(). */
struct movement movement_of(
    const struct scene *scene, unit_index unit, const struct measure *measure);
/* "+4.6", or "" when nothing can be said; `buffer` has FIGURE_TEXT bytes. */
const char *movement_text(const struct scene *scene, const struct movement *movement,
    const struct measure *measure, char *buffer);

#endif

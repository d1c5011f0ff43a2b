/*
 * compare_page.h: between the files of the compare view: what is compared, and its drawing.
 *
 * Nothing outside the view includes this. compare.c decides what is compared and takes keys,
 * compare_page.c lays out and draws; both own nothing, and drawing cannot fail.
 */
#ifndef TEAMTOP_VIEWS_COMPARE_PAGE_H
#define TEAMTOP_VIEWS_COMPARE_PAGE_H

#include "tui/views/view.h"

/* What place->panel means here. */
enum show {
    SHOW_BARS, /* with the heat map beside them where there is room */
    SHOW_HEAT, /* alone */
};

struct measure_ref compare_measure(const struct view_place *place);
/* The level listed, from 0: that of the unit one came from, unless it stands alone there. */
int compare_level(
    const struct outline *outline, const struct service *service, const struct view_place *place);

/* Rows of units that fit the body; the units must be prepared. */
int compare_room(const struct scene *scene, const struct view_place *place, struct rect body);
/* "consistently meets its target", by the limits of its chart; "" where those are not known. */
const char *assurance_words(const struct scene *scene, unit_index unit, struct measure_ref measure);
void compare_draw(const struct scene *scene, const struct view_place *place, struct canvas *canvas,
    struct rect body);

#endif

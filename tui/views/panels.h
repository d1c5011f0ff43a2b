/*
 * panels.h: caseload, sickness and staffing of one unit in sentences: one table, three rows.
 *
 * Alone below a table a panel says what it says tall on a unit's page, there with chart and
 * breakdown; three abreast below a table say what its row does not. Owns nothing and cannot fail; the unit must be prepared.
 */
#ifndef TEAMTOP_VIEWS_PANELS_H
#define TEAMTOP_VIEWS_PANELS_H

#include "tui/views/view.h"

#define PANEL_MEASURES 5

struct panel_info {
    const char *title;
    const char *measures[PANEL_MEASURES]; /* the first is what its chart and signal are about */
};
const struct panel_info *panel_at(int panel); /* enum panel */
int panel_measure_count(int panel);
/* The panel with this measure, and which of its measures it is; false: none has it. */
bool panel_find(const char *measure_id, int *ret_panel, int *ret_row);
/* The place among the panel's measures of the first that the unit has data for; 0 where it has
 * none. */
int panel_first_known(const struct scene *scene, unit_index unit, int panel);

/* Rows a strip of small panels wants in a body of this height; 0: no room for one. */
int panels_strip_height(int body_height);
/* The same for panels_draw_brief() in so many columns. */
int panels_brief_height(int width, int body_height);

/* Panels that do not stand side by side in this width share it as tabs. */
bool panels_are_tabs(int width);

/* The three small panels under a rule with the unit's name; where they are tabs, `panel` is the one
 * shown. `keys` is the panel whose title is marked (PANEL_LIST: none). */
void panels_draw_strip(const struct scene *scene, unit_index unit, int panel, int keys,
    struct canvas *canvas, struct rect rect);
/* The same below a table that has the unit's row: side by side they leave out what the row says, and
 * from unit to unit nothing but digits and words moves. None of the titles is marked. */
void panels_draw_brief(
    const struct scene *scene, unit_index unit, int panel, struct canvas *canvas, struct rect rect);
/* Small ones, tall: chart and breakdown below the sentences. `panel` has the keys (PANEL_LIST: none).
 */
void panels_draw_tall(
    const struct scene *scene, unit_index unit, int panel, struct canvas *canvas, struct rect rect);

/* Tab and Shift-Tab over `count` stops; WISH_PASS for other actions. */
unsigned panels_act(struct view_place *place, int count, enum action action);

#endif

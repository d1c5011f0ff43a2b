/*
 * table.h: units as rows, with their caseload, sickness and staffing side by side.
 *
 * One table of columns drives headings, widths, what is dropped first on a narrow terminal, sorting
 * and drawing; the overview and the list of units below one are the same table. A session owns the
 * table as it was drawn last; without memory for that it is drawn anew. Only table_prepare() can fail.
 */
#ifndef TEAMTOP_VIEWS_TABLE_H
#define TEAMTOP_VIEWS_TABLE_H

#include "tui/views/outline.h"
#include "tui/views/view.h"
#include "tui/widgets/widgets.h"

enum table_column {
    TABLE_UNIT,
    TABLE_PRESSURE,
    TABLE_OPEN,
    TABLE_EACH,
    TABLE_UNALLOCATED,
    TABLE_PRESSURE_TREND,
    TABLE_SICKNESS,
    TABLE_TODAY,
    TABLE_SICKNESS_TREND,
    TABLE_POSTS,
    TABLE_VACANCY,
    TABLE_AGENCY,
    TABLE_COLUMNS,
};

#define TABLE_HEADINGS 2 /* rows of headings */

/* The column `s` comes to next of those the service has; TABLE_UNIT (the configuration's order) after
 * the last. */
int table_next_sort(const struct service *service, int column);
/* What no feed can ever speak of is no column; without any feed all are, to be filled. */
bool table_has(const struct service *service, int column);
struct measure_ref table_measure(int column); /* not TABLE_UNIT */
/* The column one sorts by under this name, which is its measure's id or "unit"; −1: none. */
int table_sort_named(const char *name);
enum outline_order table_order(struct sort sort);

/* Rows of units that fit a rectangle of this height. */
int table_room(int height);

/* All of a table but its selection, which is most of what a key that moves that would draw again. */
struct table_kept {
    uint64_t made_of;   /* a hash of all it depends on; 0: nothing is kept */
    struct column name; /* where the names stand */
    struct canvas picture;
};

void table_kept_done(struct table_kept *kept); /* a zeroed one is a valid empty one */

/* Rows in the order of the column sorted by. */
extern const struct survey table_survey;

/* Makes ready the rows shown and what they are part of, once the place knows which. Fails as
 * snapshot_prepare() does. */
MUST_CHECK enum result table_prepare(const struct scene *scene, const struct view_place *place);

/* Draws the outline's rows, made ready, from place->top on; the row place->row is selected. Where the outline is
 * a tree, `tree_depth` is the depth of its top; flat lists pass −1. The column left of the
 * rectangle takes the mark of a unit that changed (news_sign()). */
void table_draw(const struct scene *scene, const struct view_place *place, int tree_depth,
    struct canvas *canvas, struct rect rect);

#endif

/*
 * brief.h: what three panels side by side say about a unit beyond its row in the table.
 *
 * A line of labels that stands still, the figures below them at columns that stand still, what the
 * control chart finds, and the largest parts: from unit to unit only digits and words change place
 * with others, so a move sends little and the eye stays where it is. Owns nothing and cannot fail;
 * the unit must be prepared.
 */
#ifndef TEAMTOP_VIEWS_BRIEF_H
#define TEAMTOP_VIEWS_BRIEF_H

#include "tui/views/pen.h"
#include "tui/views/view.h"

void caseload_brief(const struct scene *scene, unit_index unit, struct pen *pen);
void sickness_brief(const struct scene *scene, unit_index unit, struct pen *pen);
void staffing_brief(const struct scene *scene, unit_index unit, struct pen *pen);

#endif

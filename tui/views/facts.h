/*
 * facts.h: what each panel says about a unit, line by line; what makes up its figures, bar by bar.
 *
 * Each function writes sentences with a pen and leaves out what the unit has no data for. Owns
 * nothing and cannot fail; the unit must be prepared.
 */
#ifndef TEAMTOP_VIEWS_FACTS_H
#define TEAMTOP_VIEWS_FACTS_H

#include "tui/views/pen.h"
#include "tui/views/view.h"

#define FACT_LINES 4 /* sentences each of these writes, the judgement included */

void caseload_facts(const struct scene *scene, unit_index unit, struct pen *pen);
void sickness_facts(const struct scene *scene, unit_index unit, struct pen *pen);
void staffing_facts(const struct scene *scene, unit_index unit, struct pen *pen);

/* One line each: the largest parts. */
void caseload_parts(const struct scene *scene, unit_index unit, struct pen *pen);
void sickness_parts(const struct scene *scene, unit_index unit, struct pen *pen);
void staffing_parts(const struct scene *scene, unit_index unit, struct pen *pen);

/* The same as bars, a line each. */
void caseload_bars(const struct scene *scene, unit_index unit, struct pen *pen);
void sickness_bars(const struct scene *scene, unit_index unit, struct pen *pen);
void staffing_bars(const struct scene *scene, unit_index unit, struct pen *pen);

#endif

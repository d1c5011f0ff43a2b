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

/* " (+4.6)", and on two days " was 21.4 (+4.6)"; nothing where it did not move. */
void moved_fact(
    const struct scene *scene, unit_index unit, const struct measure *measure, struct pen *pen);
/* These words on a line of their own where the unit has no data for the measure; true: it has none. */
bool no_data_fact(
    const struct scene *scene, unit_index unit, const char *id, const char *words, struct pen *pen);

/* One line each: the largest parts. */
void caseload_parts(const struct scene *scene, unit_index unit, struct pen *pen);
void sickness_parts(const struct scene *scene, unit_index unit, struct pen *pen);
void staffing_parts(const struct scene *scene, unit_index unit, struct pen *pen);

/* The largest ones, a line each with its figure at a column that stands still; LIST_LINES of them. */
#define LIST_LINES 2
void caseload_list(const struct scene *scene, unit_index unit, struct pen *pen);
void sickness_list(const struct scene *scene, unit_index unit, struct pen *pen);

/* The same as bars, a line each. */
void caseload_bars(const struct scene *scene, unit_index unit, struct pen *pen);
void sickness_bars(const struct scene *scene, unit_index unit, struct pen *pen);
void staffing_bars(const struct scene *scene, unit_index unit, struct pen *pen);

/* What a category or a role is called; the id where the configuration does not know it. */
const char *category_name(const struct scene *scene, const char *id);
const char *role_name(const struct scene *scene, const char *id_or_name);
/* Reasons of a few people would point at them (domain page, section 8). */
bool reasons_suppressed(const struct scene *scene, unit_index unit);

#endif

/*
 * oracle_day.h: what holds on one day, found by asking every spell whether it counts (domain page,
 * section 4).
 *
 * Each function loops over all spells and keeps nothing. Levels are in ten-thousandths, counts
 * included. Nothing is owned and nothing can fail.
 */
#ifndef TEAMTOP_TESTS_DERIVE_ORACLE_DAY_H
#define TEAMTOP_TESTS_DERIVE_ORACLE_DAY_H

#include "tests/core/derive/oracle.h"

#define EACH_CASE(bench, spell)                                                                    \
    const struct case_spell *spell = (bench)->spells.cases;                                        \
    (spell != NULL && spell < (bench)->spells.cases + (bench)->spells.case_count);                 \
    spell++
#define EACH_POST(bench, post)                                                                     \
    const struct post_spell *post = (bench)->spells.posts;                                         \
    (post != NULL && post < (bench)->spells.posts + (bench)->spells.post_count);                   \
    post++
#define EACH_ABSENCE(bench, absence)                                                               \
    const struct absence_spell *absence = (bench)->spells.absences;                                \
    (absence != NULL && absence < (bench)->spells.absences + (bench)->spells.absence_count);       \
    absence++
#define EACH_REQUEST(bench, request)                                                               \
    const struct request *request = (bench)->spells.requests;                                      \
    (request != NULL && request < (bench)->spells.requests + (bench)->spells.request_count);       \
    request++

/* What a figure is asked about. */
struct question {
    const struct bench *bench;
    unit_index unit;
    const char *sub;
    day_t from, last;
};

/* --- one team, child or worker -------------------------------------------------------------- */

bool oracle_is_below(const struct bench *bench, unit_index team, unit_index unit);
/* Each child once, where its first spell stands. */
bool oracle_is_first_of_child(const struct bench *bench, const struct case_spell *spell);
bool oracle_child_is_open(const struct bench *bench, child_hash child, unit_index unit, day_t day);
bool oracle_child_is_unallocated(
    const struct bench *bench, child_hash child, unit_index unit, day_t day);
day_t oracle_child_earliest(
    const struct bench *bench, child_hash child, unit_index unit, day_t day);
bool oracle_worker_is_in_post(
    const struct bench *bench, uint32_t worker, unit_index unit, day_t day);
fixed_t oracle_worker_fte(const struct bench *bench, uint32_t worker, unit_index unit, day_t day);

/* --- levels: `question->sub` is a category of open cases ------------------------------------ */

fixed_t oracle_open_cases(const struct question *question, day_t day);
fixed_t oracle_unallocated_cases(const struct question *question, day_t day);
fixed_t oracle_cases_held(const struct question *question, day_t day);
fixed_t oracle_case_holding_fte(const struct question *question, day_t day);
fixed_t oracle_fte_in_post(const struct question *question, day_t day);
fixed_t oracle_vacant_fte(const struct question *question, day_t day);
fixed_t oracle_agency_fte(const struct question *question, day_t day);
fixed_t oracle_establishment_fte(const struct question *question, day_t day);
fixed_t oracle_agency_and_in_post(const struct question *question, day_t day);
fixed_t oracle_fte_absent(const struct question *question, day_t day);
fixed_t oracle_long_term_absent(const struct question *question, day_t day);
fixed_t oracle_people_there(const struct question *question, day_t day);

#endif

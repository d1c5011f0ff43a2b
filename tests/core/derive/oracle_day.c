#include "tests/core/derive/oracle_day.h"

#include <string.h>

/* --- who counts ----------------------------------------------------------------------------- */

bool oracle_is_below(const struct bench *bench, unit_index team, unit_index unit)
{
    while (team != UNIT_NONE && team != unit)
        team = unit_tree_at(bench->service.units, team)->parent;
    return team == unit;
}

static bool case_counts(
    const struct bench *bench, const struct case_spell *spell, unit_index unit, day_t day)
{
    return oracle_is_below(bench, spell->team, unit) && spell->from <= day && spell->until > day;
}

static bool post_counts(
    const struct bench *bench, const struct post_spell *post, unit_index unit, day_t day)
{
    return oracle_is_below(bench, post->team, unit) && post->from <= day && post->until > day;
}

static bool is_employed(const struct post_spell *post)
{
    return post->contract == CONTRACT_PERMANENT || post->contract == CONTRACT_FIXED_TERM;
}

static bool absence_counts(const struct absence_spell *absence, uint32_t worker, day_t day)
{
    return absence->worker == worker && absence->from <= day && absence->until > day;
}

bool oracle_is_first_of_child(const struct bench *bench, const struct case_spell *spell)
{
    for (const struct case_spell *other = bench->spells.cases; other < spell; other++)
        if (other->child == spell->child)
            return false;
    return true;
}

/* --- one child on one day ------------------------------------------------------------------- */

bool oracle_child_is_open(const struct bench *bench, child_hash child, unit_index unit, day_t day)
{
    for (EACH_CASE(bench, spell))
        if (spell->child == child && case_counts(bench, spell, unit, day))
            return true;
    return false;
}

static bool child_has_worker(
    const struct bench *bench, child_hash child, unit_index unit, day_t day)
{
    for (EACH_CASE(bench, spell))
        if (spell->child == child && spell->worker != 0 && case_counts(bench, spell, unit, day))
            return true;
    return false;
}

bool oracle_child_is_unallocated(
    const struct bench *bench, child_hash child, unit_index unit, day_t day)
{
    return oracle_child_is_open(bench, child, unit, day) &&
           !child_has_worker(bench, child, unit, day);
}

static int child_category(const struct bench *bench, child_hash child, unit_index unit, day_t day)
{
    int first = BENCH_CATEGORIES;
    for (EACH_CASE(bench, spell))
        if (spell->child == child && case_counts(bench, spell, unit, day) &&
            spell->category < first)
            first = spell->category;
    return first;
}

day_t oracle_child_earliest(const struct bench *bench, child_hash child, unit_index unit, day_t day)
{
    day_t earliest = DAY_NEVER;
    for (EACH_CASE(bench, spell))
        if (spell->child == child && case_counts(bench, spell, unit, day) && spell->from < earliest)
            earliest = spell->from;
    return earliest;
}

static bool worker_may_hold(const struct bench *bench, uint32_t worker, unit_index unit, day_t day)
{
    for (EACH_POST(bench, post))
        if (post->worker == worker && post->case_holding && post_counts(bench, post, unit, day))
            return true;
    return false;
}

static bool child_is_held(const struct bench *bench, child_hash child, unit_index unit, day_t day)
{
    for (EACH_CASE(bench, spell))
        if (spell->child == child && spell->worker != 0 && case_counts(bench, spell, unit, day) &&
            worker_may_hold(bench, spell->worker, unit, day))
            return true;
    return false;
}

/* --- one worker on one day ------------------------------------------------------------------ */

static bool worker_has_case(const struct bench *bench, uint32_t worker, unit_index unit, day_t day)
{
    for (EACH_CASE(bench, spell))
        if (spell->worker == worker && case_counts(bench, spell, unit, day))
            return true;
    return false;
}

static bool worker_is_absent(const struct bench *bench, uint32_t worker, day_t day)
{
    for (EACH_ABSENCE(bench, absence))
        if (absence_counts(absence, worker, day))
            return true;
    return false;
}

/* The reason the day belongs to: of the absence that began first, then the one that sorts first. */
static const char *worker_reason(const struct bench *bench, uint32_t worker, day_t day)
{
    const char *reason = NULL;
    day_t began = DAY_NEVER;
    for (EACH_ABSENCE(bench, absence)) {
        const char *text = intern_at(bench->spells.text, absence->reason);
        if (absence_counts(absence, worker, day) &&
            (absence->from < began || (absence->from == began && strcmp(text, reason) < 0))) {
            reason = text;
            began = absence->from;
        }
    }
    return reason;
}

/* 28 calendar days up to and including this one, each of them absent. */
static bool worker_is_long_absent(const struct bench *bench, uint32_t worker, day_t day)
{
    for (day_t before = day - 27; before <= day; before++)
        if (!worker_is_absent(bench, worker, before))
            return false;
    return true;
}

fixed_t oracle_worker_fte(const struct bench *bench, uint32_t worker, unit_index unit, day_t day)
{
    fixed_t fte = 0;
    for (EACH_POST(bench, post))
        if (post->worker == worker && is_employed(post) && post_counts(bench, post, unit, day))
            fte += post->fte;
    return fte;
}

bool oracle_worker_is_in_post(
    const struct bench *bench, uint32_t worker, unit_index unit, day_t day)
{
    for (EACH_POST(bench, post))
        if (post->worker == worker && is_employed(post) && post_counts(bench, post, unit, day))
            return true;
    return false;
}

/* --- levels on one day ---------------------------------------------------------------------- */

typedef bool child_fn(const struct bench *bench, child_hash child, unit_index unit, day_t day);

static fixed_t count_children(const struct question *question, child_fn *counts, day_t day)
{
    fixed_t count = 0;
    for (EACH_CASE(question->bench, spell))
        if (oracle_is_first_of_child(question->bench, spell) &&
            counts(question->bench, spell->child, question->unit, day))
            count += FIXED_ONE;
    return count;
}

static fixed_t open_in_category(const struct question *question, day_t day)
{
    fixed_t count = 0;
    for (EACH_CASE(question->bench, spell)) {
        if (!oracle_is_first_of_child(question->bench, spell))
            continue;
        int category = child_category(question->bench, spell->child, question->unit, day);
        if (category < BENCH_CATEGORIES &&
            strcmp(question->bench->service.categories[category].id, question->sub) == 0)
            count += FIXED_ONE;
    }
    return count;
}

fixed_t oracle_open_cases(const struct question *question, day_t day)
{
    return *question->sub ? open_in_category(question, day)
                          : count_children(question, oracle_child_is_open, day);
}

fixed_t oracle_unallocated_cases(const struct question *question, day_t day)
{
    return count_children(question, oracle_child_is_unallocated, day);
}

fixed_t oracle_cases_held(const struct question *question, day_t day)
{
    return count_children(question, child_is_held, day);
}

fixed_t oracle_case_holding_fte(const struct question *question, day_t day)
{
    fixed_t fte = 0;
    for (EACH_POST(question->bench, post))
        if (post->case_holding && post->worker != 0 &&
            post_counts(question->bench, post, question->unit, day) &&
            worker_has_case(question->bench, post->worker, question->unit, day))
            fte += post->fte;
    return fte;
}

fixed_t oracle_fte_in_post(const struct question *question, day_t day)
{
    fixed_t fte = 0;
    for (EACH_POST(question->bench, post))
        if (is_employed(post) && post_counts(question->bench, post, question->unit, day))
            fte += post->fte;
    return fte;
}

static fixed_t fte_of_contract(const struct question *question, enum contract contract, day_t day)
{
    fixed_t fte = 0;
    for (EACH_POST(question->bench, post))
        if (post->contract == contract && post_counts(question->bench, post, question->unit, day))
            fte += post->fte;
    return fte;
}

fixed_t oracle_vacant_fte(const struct question *question, day_t day)
{
    return fte_of_contract(question, CONTRACT_VACANT, day);
}

fixed_t oracle_agency_fte(const struct question *question, day_t day)
{
    return fte_of_contract(question, CONTRACT_AGENCY, day);
}

fixed_t oracle_establishment_fte(const struct question *question, day_t day)
{
    return oracle_fte_in_post(question, day) + oracle_vacant_fte(question, day);
}

fixed_t oracle_agency_and_in_post(const struct question *question, day_t day)
{
    return oracle_fte_in_post(question, day) + oracle_agency_fte(question, day);
}

fixed_t oracle_fte_absent(const struct question *question, day_t day)
{
    fixed_t fte = 0;
    for (uint32_t worker = 1; worker <= intern_count(question->bench->spells.text); worker++)
        if (worker_is_absent(question->bench, worker, day))
            fte += oracle_worker_fte(question->bench, worker, question->unit, day);
    return fte;
}

fixed_t oracle_long_term_absent(const struct question *question, day_t day)
{
    fixed_t count = 0;
    for (uint32_t worker = 1; worker <= intern_count(question->bench->spells.text); worker++)
        if (worker_is_long_absent(question->bench, worker, day) &&
            oracle_worker_is_in_post(question->bench, worker, question->unit, day))
            count += FIXED_ONE;
    return count;
}

/* All case-holding posts with somebody in them, less those whose permanent or fixed-term worker is
 * absent. */
fixed_t oracle_people_there(const struct question *question, day_t day)
{
    fixed_t fte = 0;
    for (EACH_POST(question->bench, post)) {
        if (!post->case_holding || post->worker == 0 ||
            !post_counts(question->bench, post, question->unit, day))
            continue;
        if (!is_employed(post) || !worker_is_absent(question->bench, post->worker, day))
            fte += post->fte;
    }
    return fte;
}

fixed_t oracle_absent_for(const struct bench *bench, unit_index unit, const char *reason, day_t day)
{
    fixed_t fte = 0;
    for (uint32_t worker = 1; worker <= intern_count(bench->spells.text); worker++) {
        const char *own = worker_reason(bench, worker, day);
        if (own && strcmp(own, reason) == 0)
            fte += oracle_worker_fte(bench, worker, unit, day);
    }
    return fte;
}

fixed_t oracle_in_post_as(const struct bench *bench, unit_index unit, const char *role, day_t day)
{
    fixed_t fte = 0;
    for (EACH_POST(bench, post)) {
        const char *own = post->role != 0 ? intern_at(bench->spells.text, post->role) : "";
        if (is_employed(post) && post_counts(bench, post, unit, day) && strcmp(own, role) == 0)
            fte += post->fte;
    }
    return fte;
}

static bool is_vacant(const struct bench *bench, uint32_t number, unit_index team, day_t day)
{
    for (EACH_POST(bench, post))
        if (post->post == number && post->team == team && post->contract == CONTRACT_VACANT &&
            post->from <= day && day < post->until)
            return true;
    return false;
}

day_t oracle_oldest_vacancy(const struct bench *bench, unit_index unit, day_t day)
{
    day_t oldest = DAY_NONE;
    for (EACH_POST(bench, post)) {
        if (!oracle_is_below(bench, post->team, unit) ||
            !is_vacant(bench, post->post, post->team, day))
            continue;
        day_t since = day;
        while (is_vacant(bench, post->post, post->team, since - 1))
            since--;
        oldest = oldest == DAY_NONE || since < oldest ? since : oldest;
    }
    return oldest;
}

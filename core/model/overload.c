#include "core/model/overload.h"

#include <stdlib.h>

/* What one worker held, and the posts that said how much that may be. */
struct load {
    struct case_spell *cases; /* sorted by child */
    size_t case_count;
    struct post_spell *posts;
    size_t post_count;
    const struct service *service;
    const struct spells *spells;
};

fixed_t overload_limit(
    const struct service *service, const struct spells *spells, const struct post_spell *post)
{
    const struct role *role = service_role(service, intern_at(spells->text, post->role));
    fixed_t limit;
    if (!post->case_holding || !role || role->caseload_limit <= 0 ||
        !fixed_ratio(role->caseload_limit, post->fte, FIXED_ONE * FIXED_ONE, &limit))
        return 0;
    return limit;
}

static int by_child(const void *a, const void *b)
{
    child_hash x = ((const struct case_spell *)a)->child;
    child_hash y = ((const struct case_spell *)b)->child;
    return (x > y) - (x < y);
}

/* --- one worker's spells -------------------------------------------------------------------- */

static void take_cases(struct load *load, unit_index team, uint32_t worker)
{
    for (size_t i = 0; i < load->spells->case_count; i++) {
        const struct case_spell *spell = &load->spells->cases[i];
        if (spell->team == team && spell->worker == worker)
            load->cases[load->case_count++] = *spell;
    }
    if (load->case_count > 0)
        qsort(load->cases, load->case_count, sizeof *load->cases, by_child);
}

static void take_posts(struct load *load, unit_index team, uint32_t worker)
{
    for (size_t i = 0; i < load->spells->post_count; i++) {
        const struct post_spell *post = &load->spells->posts[i];
        if (post->team == team && post->worker == worker && post->contract != CONTRACT_VACANT)
            load->posts[load->post_count++] = *post;
    }
}

static void load_done(struct load *load)
{
    free(load->cases);
    free(load->posts);
}

static enum result load_make(struct load *load, const struct service *service,
    const struct spells *spells, unit_index team, uint32_t worker)
{
    *load = (struct load){.cases = calloc(spells->case_count + 1, sizeof *load->cases),
        .posts = calloc(spells->post_count + 1, sizeof *load->posts),
        .service = service,
        .spells = spells};
    if (!load->cases || !load->posts) {
        load_done(load);
        return RESULT_NO_MEMORY;
    }
    take_cases(load, team, worker);
    take_posts(load, team, worker);
    return RESULT_OK;
}

/* --- day by day ----------------------------------------------------------------------------- */

static int64_t children_on(const struct load *load, day_t day)
{
    int64_t count = 0;
    const struct case_spell *last = NULL;
    for (size_t i = 0; i < load->case_count; i++) {
        const struct case_spell *spell = &load->cases[i];
        if (spell->from > day || spell->until <= day || (last && last->child == spell->child))
            continue;
        count++;
        last = spell;
    }
    return count;
}

static fixed_t limit_on(const struct load *load, day_t day)
{
    fixed_t limit = 0;
    for (size_t i = 0; i < load->post_count; i++)
        if (load->posts[i].from <= day && load->posts[i].until > day)
            limit += overload_limit(load->service, load->spells, &load->posts[i]);
    return limit;
}

static bool is_over_on(const struct load *load, day_t day)
{
    fixed_t limit = limit_on(load, day);
    return limit > 0 && children_on(load, day) * FIXED_ONE > limit;
}

static day_t later_up_to(day_t latest, day_t change, day_t day)
{
    return change <= day && change > latest ? change : latest;
}

/* The last day up to `day` on which anything began or ended; DAY_NONE: nothing did. */
static day_t last_change(const struct load *load, day_t day)
{
    day_t latest = DAY_NONE;
    for (size_t i = 0; i < load->case_count; i++) {
        latest = later_up_to(latest, load->cases[i].from, day);
        latest = later_up_to(latest, load->cases[i].until, day);
    }
    for (size_t i = 0; i < load->post_count; i++) {
        latest = later_up_to(latest, load->posts[i].from, day);
        latest = later_up_to(latest, load->posts[i].until, day);
    }
    return latest;
}

enum result overload_since(day_t *ret, const struct service *service, const struct spells *spells,
    unit_index team, uint32_t worker, day_t day)
{
    struct load load;
    enum result result = load_make(&load, service, spells, team, worker);
    if (result != RESULT_OK)
        return result;
    day_t since = DAY_NONE;
    while (day != DAY_NONE && is_over_on(&load, day)) {
        since = last_change(&load, day); /* over means that a case and a post began */
        day = since == DAY_NONE ? DAY_NONE : since - 1;
    }
    load_done(&load);
    *ret = since;
    return RESULT_OK;
}

#include "core/feed/recount.h"

#include <stdlib.h>
#include <string.h>

#include "core/feed/recounting.h"
#include "core/feed/sums.h"

bool recount_is_possible(const struct service *service, const struct feed_spec *feed)
{
    for (size_t i = 0; i < service->feed_count; i++) {
        const struct feed_spec *other = &service->feeds[i];
        bool counts = other->type == FEED_CASES || other->type == FEED_READINGS;
        if (other != feed && counts && strcmp(other->register_id, feed->register_id) == 0)
            return false;
    }
    return origins_are_kept(feed) && !sums_are_possible(service);
}

/* --- the cases that matter, before and after ------------------------------------------------ */

static bool add_case(struct case_list *list, const struct case_spell *spell)
{
    if (!grow_room(&list->items, &list->room, list->count + 1, sizeof *list->items))
        return false;
    list->items[list->count++] = *spell;
    return true;
}

static enum result select_cases(struct recounting *recounting)
{
    const struct spells *spells = recounting->spells;
    struct case_change *change = &recounting->change;
    bool made = true;
    for (size_t i = 0; made && i < spells->case_count; i++) {
        const struct case_spell *spell = &spells->cases[i];
        bool child = child_set_has(&recounting->children, spell->child);
        bool worker = recounting->workers[spell->worker] && recounting->posts.post_count > 0;
        for (int side = 0; made && side < 2 && (child || worker); side++) {
            if (!fate_counts(recounting->fates[i], side))
                continue;
            recounting->waits |= child && spell->worker == 0;
            made = (!child || add_case(&change->children[side], spell)) &&
                   (!worker || add_case(&change->workers[side], spell));
        }
    }
    return made ? RESULT_OK : RESULT_NO_MEMORY;
}

static enum result select_posts(struct recounting *recounting)
{
    const struct spells *posts = &recounting->posts;
    struct case_change *change = &recounting->change;
    change->posts = posts->posts;
    change->post_count = posts->post_count;
    change->worker_posts = calloc(posts->post_count + 1, sizeof *change->worker_posts);
    if (!change->worker_posts)
        return RESULT_NO_MEMORY;
    for (size_t i = 0; i < posts->post_count; i++)
        if (recounting->workers[posts->posts[i].worker])
            change->worker_posts[change->worker_post_count++] = posts->posts[i];
    return RESULT_OK;
}

/* --- who is mentioned where ----------------------------------------------------------------- */

static void count_up(struct recounting *recounting)
{
    const struct unit_tree *units = recounting->chunks->service->units;
    size_t categories = (size_t)recounting->chunks->service->category_count;
    for (unit_index unit = unit_tree_count(units) - 1; unit > 0; unit--) {
        unit_index parent = unit_tree_at(units, unit)->parent;
        if (parent == UNIT_NONE)
            continue;
        recounting->units[parent].cases += recounting->units[unit].cases;
        recounting->units[parent].posts += recounting->units[unit].posts;
        for (size_t i = 0; i < categories; i++)
            recounting->categories[(size_t)parent * categories + i] +=
                recounting->categories[(size_t)unit * categories + i];
    }
}

static enum result count_mentions(struct recounting *recounting)
{
    const struct service *service = recounting->chunks->service;
    const struct spells *spells = recounting->spells;
    size_t categories = (size_t)service->category_count;
    recounting->categories = calloc(
        (size_t)unit_tree_count(service->units) * categories + 1, sizeof *recounting->categories);
    if (!recounting->categories)
        return RESULT_NO_MEMORY;
    for (size_t i = 0; i < spells->case_count; i++) {
        const struct case_spell *spell = &spells->cases[i];
        if (!fate_counts(recounting->fates[i], 1))
            continue;
        recounting->units[spell->team].cases++;
        if (spell->category >= 0 && (size_t)spell->category < categories)
            recounting->categories[(size_t)spell->team * categories + (size_t)spell->category]++;
    }
    for (size_t i = 0; i < recounting->posts.post_count; i++)
        recounting->units[recounting->posts.posts[i].team].posts++;
    count_up(recounting);
    return RESULT_OK;
}

/* --- the earliest of those who wait: it does not add up, and is found anew ------------------ */

static enum result find_waiting(struct recounting *recounting, struct case_list *ret)
{
    const struct spells *spells = recounting->spells;
    if (!child_set_init(&recounting->waiting, recounting->unallocated))
        return RESULT_NO_MEMORY;
    for (size_t i = 0; i < spells->case_count; i++)
        if (spells->cases[i].worker == 0)
            child_set_add(&recounting->waiting, spells->cases[i].child);
    for (size_t i = 0; i < spells->case_count; i++) {
        const struct case_spell *spell = &spells->cases[i];
        if (fate_counts(recounting->fates[i], 1) &&
            child_set_has(&recounting->waiting, spell->child) && !add_case(ret, spell))
            return RESULT_NO_MEMORY;
    }
    return RESULT_OK;
}

static enum result derive_waiting(struct recounting *recounting)
{
    struct case_list list = {0};
    enum result result = find_waiting(recounting, &list);
    struct spells view = {
        .text = recounting->spells->text, .cases = list.items, .case_count = list.count};
    if (result == RESULT_OK)
        result = derive(&recounting->oldest, recounting->chunks->service, &view, 1U << FEED_CASES);
    free(list.items);
    return result;
}

/* --- all together --------------------------------------------------------------------------- */

static void recounting_done(struct recounting *recounting)
{
    const unit_index units = unit_tree_count(recounting->chunks->service->units);
    for (int side = 0; side < 2; side++) {
        free(recounting->change.children[side].items);
        free(recounting->change.workers[side].items);
    }
    free(recounting->change.worker_posts);
    derived_done(&recounting->difference);
    derived_done(&recounting->oldest);
    for (unit_index i = 0; recounting->stretches && i < units; i++)
        amendment_done(&recounting->stretches[i].amendment);
    free(recounting->stretches);
    free(recounting->fates);
    free(recounting->changed);
    child_set_done(&recounting->children);
    child_set_done(&recounting->waiting);
    free(recounting->workers);
    free(recounting->units);
    free(recounting->categories);
    free(recounting->posts.posts);
}

/* What changes with them is worked out for all units at once. */
static enum result derive_changes(struct recounting *recounting)
{
    enum result result = derive_case_change(
        &recounting->difference, recounting->chunks->service, &recounting->change);
    return result == RESULT_OK && recounting->waits ? derive_waiting(recounting) : result;
}

static enum result change_figures(struct recounting *recounting)
{
    enum result result = select_posts(recounting);
    if (result == RESULT_OK)
        result = select_cases(recounting);
    if (result == RESULT_OK)
        result = count_mentions(recounting);
    if (result == RESULT_OK)
        result = derive_changes(recounting);
    return result == RESULT_OK ? recount_series(recounting) : result;
}

/* The posts first: they bring texts of their own. */
static enum result recount_spells(struct recounting *recounting, const struct origins *fresh)
{
    enum result result =
        chunks_load_posts(recounting->chunks, recounting->feed->register_id, &recounting->posts);
    if (result == RESULT_OK)
        result = recount_decide(recounting, fresh);
    if (result == RESULT_OK)
        result = change_figures(recounting);
    return result == RESULT_OK ? recount_put_chunks(recounting) : result;
}

static enum result load(struct recounting *recounting)
{
    size_t count = (size_t)unit_tree_count(recounting->chunks->service->units);
    recounting->units = calloc(count + 1, sizeof *recounting->units);
    recounting->stretches = calloc(count + 1, sizeof *recounting->stretches);
    if (!recounting->units || !recounting->stretches)
        return RESULT_NO_MEMORY;
    return origin_chunks_load(recounting->chunks, recounting->feed, recounting->known,
        recounting->spells, recounting->stretches);
}

enum result recount(const struct chunks *chunks, struct extract *extract, struct origins *known,
    size_t *ret_spells, size_t *ret_series)
{
    struct recounting recounting = {
        .chunks = chunks,
        .feed = extract->feed,
        .spells = &extract->spells,
        .fresh = extract->spells.case_count,
        .known = known,
        .posts = {.text = extract->spells.text},
        .change = {.text = extract->spells.text},
    };
    enum result result = load(&recounting);
    if (result == RESULT_OK)
        result = recount_spells(&recounting, &extract->origins);
    if (result == RESULT_OK) {
        *ret_spells = recounting.changed_count;
        *ret_series = recounting.series_changed;
    }
    recounting_done(&recounting);
    return result;
}

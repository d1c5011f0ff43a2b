#include "core/model/narrow.h"

#include <stdlib.h>

/* What a service becomes, put together beside it so that it changes whole or not at all. */
struct narrower {
    const struct service *service;
    const struct access_scope *scope;
    struct arena *arena; /* the service's */
    struct unit_tree *units;
    unit_index *map; /* by number in the whole: the new number, or UNIT_NONE */
};

/* --- units ------------------------------------------------------------------------------------ */

static enum result copy_unit(struct narrower *narrower, const struct unit *unit, unit_index parent,
    enum unit_reach reach, unit_index *ret)
{
    enum result result =
        unit_tree_add(narrower->units, parent, unit->id, unit->name, unit->level, unit->kind, ret);
    for (size_t i = 0; result == RESULT_OK && i < unit->alias_count; i++)
        result = unit_tree_add_alias(narrower->units, *ret, unit->aliases[i], NULL);
    if (result == RESULT_OK)
        unit_tree_limit(narrower->units, *ret, reach);
    return result;
}

static enum result copy_units(struct narrower *narrower, unit_index top)
{
    const struct unit_tree *whole = narrower->service->units;
    unit_index end = unit_tree_at(whole, top)->end;
    enum result result = RESULT_OK;
    for (unit_index i = top; i < end && result == RESULT_OK; i++) {
        const struct unit *unit = unit_tree_at(whole, i);
        enum unit_reach reach = access_reach(narrower->scope, whole, i);
        if (reach != UNIT_UNSEEN)
            result = copy_unit(narrower, unit, i == top ? UNIT_NONE : narrower->map[unit->parent],
                reach, &narrower->map[i]);
    }
    return result;
}

static enum result make_units(struct narrower *narrower, unit_index top)
{
    size_t count = (size_t)unit_tree_count(narrower->service->units);
    narrower->units = unit_tree_create();
    narrower->map = malloc((count + 1) * sizeof *narrower->map);
    if (narrower->units == NULL || narrower->map == NULL)
        return RESULT_NO_MEMORY;
    for (size_t i = 0; i < count; i++)
        narrower->map[i] = UNIT_NONE;
    return copy_units(narrower, top);
}

/* --- what is left out ------------------------------------------------------------------------- */

static enum result make_narrowing(
    const struct narrower *narrower, unit_index top, struct narrowing *ret)
{
    const struct unit_tree *whole = narrower->service->units;
    size_t depth = (size_t)unit_tree_at(whole, top)->depth;
    const char **above = arena_take(narrower->arena, (depth + 1) * sizeof *above);
    if (above == NULL)
        return RESULT_NO_MEMORY;
    unit_index unit = unit_tree_at(whole, top)->parent;
    for (size_t i = depth; i-- > 0; unit = unit_tree_at(whole, unit)->parent) {
        above[i] = arena_copy(narrower->arena, unit_tree_at(whole, unit)->name);
        if (above[i] == NULL)
            return RESULT_NO_MEMORY;
    }
    *ret = (struct narrowing){.narrowed = true,
        .partial = access_reach(narrower->scope, whole, 0) > UNIT_WITH_FIGURES,
        .fingerprint = service_fingerprint(narrower->service),
        .above = above,
        .above_count = depth};
    return RESULT_OK;
}

/* --- published figures about units ------------------------------------------------------------ */

/* All of the units by their new numbers; fewer where some are left out. */
static enum result map_units(const struct narrower *narrower, const unit_index *units, size_t count,
    const unit_index **ret, size_t *ret_count)
{
    unit_index *kept = arena_take(narrower->arena, (count + 1) * sizeof *kept);
    if (kept == NULL)
        return RESULT_NO_MEMORY;
    *ret_count = 0;
    for (size_t i = 0; i < count; i++)
        if (narrower->map[units[i]] != UNIT_NONE)
            kept[(*ret_count)++] = narrower->map[units[i]];
    *ret = kept;
    return RESULT_OK;
}

static bool is_figured(const struct narrower *narrower, unit_index unit)
{
    return unit_tree_at(narrower->units, unit)->reach <= UNIT_WITH_FIGURES;
}

/* A line that is partly left out stands for nothing that can be added up. */
static enum result map_line(const struct narrower *narrower, struct reference_line *line)
{
    size_t count;
    enum result result = map_units(narrower, line->units, line->unit_count, &line->units, &count);
    if (result != RESULT_OK)
        return result;
    for (size_t i = 0; i < count; i++)
        if (!is_figured(narrower, line->units[i]))
            count = 0;
    line->unit_count = count == line->unit_count ? count : 0;
    return RESULT_OK;
}

static enum result map_sum(const struct narrower *narrower, struct reference_sum *sum)
{
    struct reference_line *lines =
        arena_take(narrower->arena, (sum->line_count + 1) * sizeof *lines);
    enum result result = lines != NULL ? RESULT_OK : RESULT_NO_MEMORY;
    for (size_t i = 0; i < sum->line_count && result == RESULT_OK; i++) {
        lines[i] = sum->lines[i];
        result = map_line(narrower, &lines[i]);
    }
    if (result == RESULT_OK)
        sum->lines = lines;
    return result;
}

/* The published counts are about the first door: without it there is nothing to compare. */
static enum result map_doors(const struct narrower *narrower, struct front_doors *doors)
{
    bool first_stays = doors->unit_count > 0 && narrower->map[doors->units[0]] != UNIT_NONE;
    enum result result =
        map_units(narrower, doors->units, doors->unit_count, &doors->units, &doors->unit_count);
    if (result == RESULT_OK && !first_stays)
        doors->period_count = 0;
    return result;
}

static enum result map_reference(const struct narrower *narrower, struct reference *reference)
{
    enum result result = map_sum(narrower, &reference->establishment);
    if (result == RESULT_OK)
        result = map_sum(narrower, &reference->savings);
    struct reference_sum *budget =
        arena_take(narrower->arena, (reference->budget_count + 1) * sizeof *budget);
    if (budget == NULL)
        return RESULT_NO_MEMORY;
    for (size_t i = 0; i < reference->budget_count && result == RESULT_OK; i++) {
        budget[i] = reference->budget[i];
        result = map_sum(narrower, &budget[i]);
    }
    reference->budget = budget;
    return result == RESULT_OK ? map_doors(narrower, &reference->front_doors) : result;
}

/* --- all of it -------------------------------------------------------------------------------- */

static void settle(struct service *service, struct narrower *narrower,
    const struct narrowing *narrowing, const struct reference *reference)
{
    struct unit_tree *whole = service->units;
    service->units = narrower->units;
    service->narrowing = *narrowing;
    service->reference = *reference;
    service->access.viewers = NULL;
    service->access.viewer_count = 0;
    service->access.groups = NULL;
    service->access.group_count = 0;
    service->access.fallback = UNIT_NONE;
    narrower->units = NULL;
    unit_tree_destroy(whole);
}

enum result service_narrow(struct service *service, const struct access_scope *scope)
{
    struct narrower narrower = {.service = service, .scope = scope, .arena = &service->arena};
    struct narrowing narrowing;
    struct reference reference = service->reference;
    unit_index top = access_top(scope, service->units);
    enum result result = make_units(&narrower, top);
    if (result == RESULT_OK)
        result = make_narrowing(&narrower, top, &narrowing);
    if (result == RESULT_OK)
        result = map_reference(&narrower, &reference);
    if (result == RESULT_OK)
        settle(service, &narrower, &narrowing, &reference);
    unit_tree_destroy(narrower.units);
    free(narrower.map);
    return result;
}

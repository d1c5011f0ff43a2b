#include "core/feed/recounting.h"

#include <stdlib.h>
#include <string.h>

/* --- what goes and what comes --------------------------------------------------------------- */

static bool same_fact(const struct case_spell *a, const struct case_spell *b)
{
    return a->child == b->child && a->team == b->team && a->worker == b->worker &&
           a->category == b->category && a->from == b->from && a->until == b->until;
}

/* Places of spells by child: open addressing, 0 free, place + 1. */
struct places {
    uint32_t *slots;
    size_t mask;
};

static bool index_fresh(const struct recounting *recounting, struct places *ret)
{
    size_t room = 16;
    while (room < recounting->fresh * 2)
        room *= 2;
    *ret = (struct places){calloc(room, sizeof *ret->slots), room - 1};
    for (size_t i = 0; ret->slots && i < recounting->fresh; i++) {
        size_t at = (size_t)recounting->spells->cases[i].child & ret->mask;
        while (ret->slots[at] != 0)
            at = (at + 1) & ret->mask;
        ret->slots[at] = (uint32_t)i + 1;
    }
    return ret->slots;
}

/* A row of a changed block that is as it was: the store's spell stays, and is of the new block. */
static bool find_double(
    struct recounting *recounting, const struct places *fresh, struct case_spell *old)
{
    struct case_spell *cases = recounting->spells->cases;
    for (size_t at = (size_t)old->child & fresh->mask; fresh->slots[at] != 0;
         at = (at + 1) & fresh->mask) {
        size_t place = fresh->slots[at] - 1;
        if (recounting->fates[place] != FATE_COMES || !same_fact(&cases[place], old))
            continue;
        recounting->fates[place] = FATE_DOUBLE;
        old->origin = cases[place].origin;
        recounting->units[old->team].encoded = true;
        return true;
    }
    return false;
}

static bool note_changed(struct recounting *recounting, size_t place)
{
    size_t *noted = grow_one(
        &recounting->changed, &recounting->changed_count, &recounting->changed_room, sizeof *noted);
    if (noted)
        *noted = place;
    return noted;
}

/* What of the store's spells goes; what was read and does not come, as it is there already. */
static bool decide_stored(struct recounting *recounting, const struct places *fresh)
{
    struct spells *spells = recounting->spells;
    for (size_t i = recounting->fresh; i < spells->case_count; i++) {
        struct case_spell *old = &spells->cases[i];
        recounting->unallocated += old->worker == 0;
        if (recounting->known->blocks[old->origin - 1].kept || find_double(recounting, fresh, old))
            continue;
        recounting->fates[i] = FATE_GOES;
        if (!note_changed(recounting, i))
            return false;
    }
    return true;
}

static bool decide_fresh(struct recounting *recounting)
{
    bool noted = true;
    for (size_t i = 0; noted && i < recounting->fresh; i++) {
        recounting->unallocated += recounting->spells->cases[i].worker == 0;
        if (recounting->fates[i] == FATE_COMES)
            noted = note_changed(recounting, i);
    }
    return noted;
}

static enum result decide(struct recounting *recounting)
{
    struct places fresh = {0};
    recounting->fates = calloc(recounting->spells->case_count + 1, sizeof *recounting->fates);
    if (!recounting->fates || !index_fresh(recounting, &fresh))
        return RESULT_NO_MEMORY;
    memset(recounting->fates, FATE_COMES, recounting->fresh);
    const bool decided = decide_stored(recounting, &fresh) && decide_fresh(recounting);
    free(fresh.slots);
    return decided ? RESULT_OK : RESULT_NO_MEMORY;
}

/* What goes is told by its number as well after this: blocks that take the place of others are not
 * kept ones. */
static enum result number_blocks(struct recounting *recounting, const struct origins *fresh)
{
    struct spells *spells = recounting->spells;
    uint32_t *numbers = calloc(fresh->count + 1, sizeof *numbers);
    if (!numbers)
        return RESULT_NO_MEMORY;
    enum result result = origins_renew(recounting->known, fresh, numbers);
    for (size_t i = 0; result == RESULT_OK && i < recounting->fresh; i++)
        spells->cases[i].origin = numbers[spells->cases[i].origin];
    free(numbers);
    return result;
}

static void mark_units(struct recounting *recounting, unit_index team)
{
    const struct unit_tree *units = recounting->chunks->service->units;
    recounting->units[team].encoded = true;
    for (unit_index unit = team; unit != UNIT_NONE; unit = unit_tree_at(units, unit)->parent)
        recounting->units[unit].changed = true;
}

static enum result mark_changed(struct recounting *recounting)
{
    const struct spells *spells = recounting->spells;
    recounting->workers = calloc(intern_count(spells->text) + 1, sizeof *recounting->workers);
    if (!recounting->workers || !child_set_init(&recounting->children, recounting->changed_count))
        return RESULT_NO_MEMORY;
    for (size_t i = 0; i < recounting->changed_count; i++) {
        const struct case_spell *spell = &spells->cases[recounting->changed[i]];
        child_set_add(&recounting->children, spell->child);
        recounting->workers[spell->worker] = spell->worker != 0;
        mark_units(recounting, spell->team);
    }
    return RESULT_OK;
}

enum result recount_decide(struct recounting *recounting, const struct origins *fresh)
{
    enum result result = number_blocks(recounting, fresh);
    if (result == RESULT_OK)
        result = decide(recounting);
    return result == RESULT_OK ? mark_changed(recounting) : result;
}

#include "core/feed/recounting.h"

#include <stdlib.h>
#include <string.h>

/* A chunk whose amendment would be more than this part of it is written anew. */
#define AMENDED_PART 8

/* The file's new cases of each unit. */
static enum result group_fresh(const struct recounting *recounting, struct groups *ret)
{
    struct pairs pairs = {0};
    bool made = true;
    for (size_t i = 0; made && i < recounting->fresh; i++)
        if (recounting->fates[i] == FATE_COMES)
            made = pairs_add(&pairs, (uint32_t)recounting->spells->cases[i].team, (uint32_t)i);
    made = made &&
           groups_make(ret, &pairs, (size_t)unit_tree_count(recounting->chunks->service->units));
    pairs_done(&pairs);
    return made ? RESULT_OK : RESULT_NO_MEMORY;
}

/* --- what is left of a unit's chunk, and what comes to stand among it ------------------------ */

/* A case of the unit after the import. */
struct own {
    uint32_t place; /* among all spells */
    uint32_t chunk; /* its place in the chunk; OUTSIDE: it came later */
};
#define OUTSIDE UINT32_MAX

/* One unit being put; its room serves the next. */
struct putting {
    struct recounting *recounting;
    unit_index unit;
    struct members fresh; /* that come, in the order of the file */
    struct own *own;      /* in the order of a chunk */
    size_t count, room;
    struct own *came; /* fresh ones, sorted */
    size_t came_room;
    uint32_t *places; /* of `own`; behind them of those that are in no chunk */
    size_t places_room;
    struct amendment next; /* what the chunk's amendment is to be */
    bool changed;          /* … and was not */
};

static void putting_done(struct putting *putting)
{
    free(putting->own);
    free(putting->came);
    free(putting->places);
    amendment_done(&putting->next);
}

static bool add_place(uint32_t **places, size_t *count, size_t *room, size_t place)
{
    if (!grow_room(places, room, *count + 1, sizeof **places))
        return false;
    (*places)[(*count)++] = (uint32_t)place;
    return true;
}

/* The store's next case: it stays, or goes. */
static bool keep_stored(struct putting *putting, size_t place, uint32_t chunk)
{
    struct amendment *next = &putting->next;
    if (putting->recounting->fates[place] == FATE_STAYS) {
        putting->own[putting->count++] = (struct own){(uint32_t)place, chunk};
        return true;
    }
    putting->changed = true;
    return chunk == OUTSIDE || add_place(&next->gone, &next->gone_count, &next->gone_room, chunk);
}

/* The stored ones stand as the chunk has them, but for what its amendment says. False: no memory. */
static bool walk_stored(struct putting *putting)
{
    const struct stretch *stored = &putting->recounting->stretches[putting->unit];
    const struct amendment *old = &stored->amendment;
    struct amendment *next = &putting->next;
    size_t at = stored->first, gone = 0, came = 0;
    bool room = true;
    for (size_t i = 0; room && i <= old->chunk_count; i++) {
        for (; room && came < old->came_count && old->before[came] == i; came++)
            room = keep_stored(putting, at++, OUTSIDE);
        if (gone < old->gone_count && old->gone[gone] == i) {
            room = room && add_place(&next->gone, &next->gone_count, &next->gone_room, i);
            gone++;
        } else if (room && i < old->chunk_count) {
            room = keep_stored(putting, at++, (uint32_t)i);
        }
    }
    return room;
}

static const struct case_spell *case_at(const struct putting *putting, const struct own *own)
{
    return &putting->recounting->spells->cases[own->place];
}

static int compare_own(const struct putting *putting, const struct own *a, const struct own *b)
{
    return case_order(putting->recounting->spells->text, case_at(putting, a), case_at(putting, b));
}

/* Two halves that are sorted, through `room` for the first of them. */
static void merge_halves(
    const struct putting *putting, struct own *items, size_t middle, size_t count, struct own *room)
{
    size_t left = 0, right = middle;
    memcpy(room, items, middle * sizeof *room);
    for (size_t to = 0; left < middle; to++)
        items[to] = right < count && compare_own(putting, &items[right], &room[left]) < 0
                        ? items[right++]
                        : room[left++];
}

static void sort_own(
    const struct putting *putting, struct own *items, size_t count, struct own *room)
{
    if (count < 2)
        return;
    sort_own(putting, items, count / 2, room);
    sort_own(putting, items + count / 2, count - count / 2, room);
    merge_halves(putting, items, count / 2, count, room);
}

/* How many of the first `high` stand before it. */
static size_t count_before(const struct putting *putting, size_t high, const struct own *own)
{
    size_t low = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_own(putting, &putting->own[middle], own) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* From the back, so that each stretch between two of them moves once. */
static void insert_fresh(struct putting *putting)
{
    size_t left = putting->count, end = left + putting->fresh.count;
    for (size_t i = putting->fresh.count; i > 0; i--) {
        size_t low = count_before(putting, left, &putting->came[i - 1]);
        end -= left - low;
        memmove(putting->own + end, putting->own + low, (left - low) * sizeof *putting->own);
        left = low;
        putting->own[--end] = putting->came[i - 1];
    }
    putting->count += putting->fresh.count;
}

static bool add_fresh(struct putting *putting)
{
    const struct members fresh = putting->fresh;
    putting->changed |= fresh.count > 0;
    if (!grow_room(&putting->came, &putting->came_room, 2 * fresh.count + 1, sizeof *putting->came))
        return false;
    for (size_t i = 0; i < fresh.count; i++)
        putting->came[i] = (struct own){fresh.items[i], OUTSIDE};
    sort_own(putting, putting->came, fresh.count, putting->came + fresh.count);
    insert_fresh(putting);
    return true;
}

/* False: no memory. */
static bool find_own(struct putting *putting)
{
    const size_t stored = putting->recounting->stretches[putting->unit].count;
    putting->count = 0;
    putting->changed = false;
    putting->next.gone_count = 0;
    putting->next.chunk_count = putting->recounting->stretches[putting->unit].amendment.chunk_count;
    return grow_room(&putting->own, &putting->room, stored + putting->fresh.count + 1,
               sizeof *putting->own) &&
           walk_stored(putting) && add_fresh(putting);
}

/* --- as rows -------------------------------------------------------------------------------- */

/* Of all that are the unit's; and, behind them, of those that are in no chunk, which says before what of it
 * they stand. */
static bool find_places(struct putting *putting)
{
    struct amendment *next = &putting->next;
    size_t came = 0;
    for (size_t i = 0; i < putting->count; i++)
        came += putting->own[i].chunk == OUTSIDE;
    if (!grow_room(&putting->places, &putting->places_room, putting->count + came + 1,
            sizeof *putting->places) ||
        !grow_room(&next->before, &next->came_room, came + 1, sizeof *next->before))
        return false;
    next->came_count = came;
    uint32_t before = (uint32_t)next->chunk_count;
    for (size_t i = putting->count; i-- > 0;) {
        const struct own *own = &putting->own[i];
        putting->places[i] = own->place;
        if (own->chunk != OUTSIDE) {
            before = own->chunk;
            continue;
        }
        next->before[--came] = before;
        putting->places[putting->count + came] = own->place;
    }
    return true;
}

static bool is_to_be_written_anew(const struct amendment *next)
{
    return (next->gone_count + next->came_count) * AMENDED_PART > next->chunk_count;
}

static enum result add_rows(struct putting *putting, struct origin_chunks *rows)
{
    const struct recounting *recounting = putting->recounting;
    const char *unit = unit_tree_at(recounting->chunks->service->units, putting->unit)->id;
    const struct spells *spells = recounting->spells;
    if (!find_own(putting) || !find_places(putting))
        return RESULT_NO_MEMORY;
    const struct members own = {putting->places, putting->count};
    if (!putting->changed)
        origin_chunks_add_origins(rows, unit, spells, own);
    else if (is_to_be_written_anew(&putting->next))
        origin_chunks_add(rows, unit, spells, own);
    else
        origin_chunks_amend(
            rows, unit, spells, own, &putting->next, putting->places + putting->count);
    return RESULT_OK;
}

/* One after the other: no more than one unit's chunk is in memory. */
static enum result put_units(
    struct recounting *recounting, const struct groups *fresh, struct origin_chunks *rows)
{
    struct putting putting = {.recounting = recounting};
    const unit_index count = unit_tree_count(recounting->chunks->service->units);
    enum result result = RESULT_OK;
    for (unit_index unit = 0; result == RESULT_OK && unit < count; unit++) {
        if (!recounting->units[unit].encoded)
            continue;
        putting.unit = unit;
        putting.fresh = groups_at(fresh, (size_t)unit);
        result = add_rows(&putting, rows);
        if (result == RESULT_OK)
            result = origin_chunks_put(rows, recounting->chunks->store, recounting->feed);
    }
    putting_done(&putting);
    return result;
}

enum result recount_put_chunks(struct recounting *recounting)
{
    struct groups fresh;
    struct origin_chunks rows = {0};
    enum result result = group_fresh(recounting, &fresh);
    if (result != RESULT_OK)
        return result;
    result = put_units(recounting, &fresh, &rows);
    origin_chunks_add_blocks(&rows, recounting->known);
    if (result == RESULT_OK)
        result = origin_chunks_put(&rows, recounting->chunks->store, recounting->feed);
    origin_chunks_done(&rows);
    groups_done(&fresh);
    return result;
}

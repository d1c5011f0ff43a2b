#include "core/feed/recount.h"

#include <stdlib.h>
#include <string.h>

#include "core/derive/change.h"
#include "core/feed/chunk_rows.h"
#include "core/feed/origin_chunks.h"
#include "core/feed/sums.h"
#include "core/model/series.h"

/* What becomes of a case spell: all spells stand in one array, the file's new ones first, then the
 * store's. */
enum fate {
    FATE_STAYS,
    FATE_GOES,
    FATE_COMES,
    FATE_DOUBLE, /* read again, and in the store already */
};

struct unit_count {
    size_t cases, posts;
    bool changed; /* here or below */
    bool encoded; /* its own chunk has to be written */
};

struct recounting {
    const struct chunks *chunks;
    const struct feed_spec *feed;
    struct spells *spells;
    size_t fresh; /* the first so many are the file's */
    struct origins *known;
    struct stretch *stretches; /* by unit: the store's */
    uint8_t *fates;
    size_t *changed; /* places of the spells that go or come */
    size_t changed_count, changed_room;
    size_t unallocated; /* spells without a worker, whatever becomes of them */
    struct hashes {
        uint64_t *slots; /* 0: free; what is 0 itself is stored as 1 */
        size_t mask;
    } children, waiting; /* children with a changed case; those that ever wait for a worker */
    bool *workers;       /* by text number: has a changed case */
    struct unit_count *units;
    size_t *categories; /* [unit × category_count] */
    struct spells posts;
    struct case_change change;
    struct derived difference, oldest;
    bool waits; /* a child with a changed case waits, or waited, for a worker */
    size_t series_changed;
};

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

/* --- sets of children ----------------------------------------------------------------------- */

static bool hashes_init(struct hashes *hashes, size_t most)
{
    size_t room = 16;
    while (room < most * 2)
        room *= 2;
    *hashes = (struct hashes){calloc(room, sizeof *hashes->slots), room - 1};
    return hashes->slots;
}

static uint64_t *hash_slot(const struct hashes *hashes, child_hash child)
{
    uint64_t value = child != 0 ? child : 1;
    size_t at = (size_t)(value ^ value >> 32) & hashes->mask;
    while (hashes->slots[at] != 0 && hashes->slots[at] != value)
        at = (at + 1) & hashes->mask;
    return &hashes->slots[at];
}

static void hashes_add(struct hashes *hashes, child_hash child)
{
    *hash_slot(hashes, child) = child != 0 ? child : 1;
}

static bool hashes_have(const struct hashes *hashes, child_hash child)
{
    return *hash_slot(hashes, child) != 0;
}

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
    if (!recounting->workers || !hashes_init(&recounting->children, recounting->changed_count))
        return RESULT_NO_MEMORY;
    for (size_t i = 0; i < recounting->changed_count; i++) {
        const struct case_spell *spell = &spells->cases[recounting->changed[i]];
        hashes_add(&recounting->children, spell->child);
        recounting->workers[spell->worker] = spell->worker != 0;
        mark_units(recounting, spell->team);
    }
    return RESULT_OK;
}

/* --- the cases that matter, before and after ------------------------------------------------ */

static bool add_case(struct case_list *list, const struct case_spell *spell)
{
    if (!grow_room(&list->items, &list->room, list->count + 1, sizeof *list->items))
        return false;
    list->items[list->count++] = *spell;
    return true;
}

/* fates: before the import, or after it. */
static bool counts(enum fate fate, int side)
{
    return fate == FATE_STAYS || fate == (side == 0 ? FATE_GOES : FATE_COMES);
}

static enum result select_cases(struct recounting *recounting)
{
    const struct spells *spells = recounting->spells;
    struct case_change *change = &recounting->change;
    bool made = true;
    for (size_t i = 0; made && i < spells->case_count; i++) {
        const struct case_spell *spell = &spells->cases[i];
        bool child = hashes_have(&recounting->children, spell->child);
        bool worker = recounting->workers[spell->worker] && recounting->posts.post_count > 0;
        for (int side = 0; made && side < 2 && (child || worker); side++) {
            if (!counts(recounting->fates[i], side))
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
        if (!counts(recounting->fates[i], 1))
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
    if (!hashes_init(&recounting->waiting, recounting->unallocated))
        return RESULT_NO_MEMORY;
    for (size_t i = 0; i < spells->case_count; i++)
        if (spells->cases[i].worker == 0)
            hashes_add(&recounting->waiting, spells->cases[i].child);
    for (size_t i = 0; i < spells->case_count; i++) {
        const struct case_spell *spell = &spells->cases[i];
        if (counts(recounting->fates[i], 1) && hashes_have(&recounting->waiting, spell->child) &&
            !add_case(ret, spell))
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

/* --- one series ----------------------------------------------------------------------------- */

/* Rows stand by unit id, then by part. */
static struct series find_row(const struct unit_tree *units, const struct derived *derived,
    const char *unit, const char *part)
{
    size_t low = 0, high = derived->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct derived_row *row = &derived->rows[middle];
        int order = strcmp(unit_tree_at(units, row->unit)->id, unit);
        if (order == 0)
            order = strcmp(row->part, part);
        if (order == 0)
            return (struct series){row->bytes, row->size};
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return (struct series){NULL, 0};
}

static bool copy_old(
    void *context, const char *part, const char *register_id, const uint8_t *bytes, size_t size)
{
    (void)part;
    (void)register_id;
    buffer_add(context, bytes, size);
    return true;
}

/* One key of one unit, and whether it is there after the import. */
struct key_place {
    unit_index unit;
    enum part_id part;
    const char *key;
    bool is_there;
};

static void write_empty(struct buffer *out, const struct part *part)
{
    struct series_writer writer;
    series_begin(&writer, out, part->kind, part->scale);
    series_end(&writer);
}

/* What the series is from now on; nothing appended: it stays, or there is none. */
static void make_series(const struct recounting *recounting, const struct key_place *place,
    struct series old, struct buffer *out)
{
    const struct part *part = part_at(place->part);
    bool adds_up = part->kind != SERIES_EARLIEST;
    const struct derived *from = adds_up ? &recounting->difference : &recounting->oldest;
    const struct unit_tree *units = recounting->chunks->service->units;
    struct series found = find_row(units, from, unit_tree_at(units, place->unit)->id, place->key);
    if (!adds_up && !recounting->waits && series_exists(old))
        return;
    if (!adds_up && series_exists(found))
        buffer_add(out, found.bytes, found.size);
    else if (adds_up && series_exists(found))
        series_merge((const struct series[]){old, found}, 2, out);
    else if (!adds_up || !series_exists(old))
        write_empty(out, part);
}

static enum result put_place(
    struct recounting *recounting, const struct key_place *place, struct series fresh)
{
    const struct chunks *chunks = recounting->chunks;
    struct store_row row = {
        unit_tree_at(chunks->service->units, place->unit)->id, place->key, fresh.bytes, fresh.size};
    recounting->series_changed++;
    return store_put_series(chunks->store, recounting->feed->register_id, &row, 1);
}

static bool same_series(struct series a, struct series b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.bytes, b.bytes, a.size) == 0);
}

static enum result change_series(struct recounting *recounting, const struct key_place *place)
{
    const struct chunks *chunks = recounting->chunks;
    struct buffer before = {0}, after = {0};
    enum result result =
        store_find_series(chunks->store, unit_tree_at(chunks->service->units, place->unit)->id,
            place->key, recounting->feed->register_id, copy_old, &before);
    struct series old = {(const uint8_t *)before.bytes, before.length};
    if (result == RESULT_OK && place->is_there)
        make_series(recounting, place, old, &after);
    struct series fresh = {(const uint8_t *)after.bytes, after.length};
    if (before.failed || after.failed)
        result = RESULT_NO_MEMORY;
    bool differs =
        place->is_there ? series_exists(fresh) && !same_series(old, fresh) : series_exists(old);
    if (result == RESULT_OK && differs)
        result = put_place(recounting, place, fresh);
    buffer_done(&before);
    buffer_done(&after);
    return result;
}

/* --- all series of a unit ------------------------------------------------------------------- */

static bool has_data(const struct recounting *recounting, unit_index unit, unsigned needed)
{
    const struct unit_count *count = &recounting->units[unit];
    unsigned feeds =
        (count->cases > 0 ? 1U << FEED_CASES : 0) | (count->posts > 0 ? 1U << FEED_POSTS : 0);
    return (needed & ~feeds) == 0;
}

static enum result change_category(struct recounting *recounting, unit_index unit, int category)
{
    const struct service *service = recounting->chunks->service;
    struct buffer key = {0};
    size_t at = (size_t)unit * (size_t)service->category_count + (size_t)category;
    buffer_format(&key, "%s.%s", part_at(PART_OPEN_CASES)->id, service->categories[category].id);
    buffer_add(&key, "", 1);
    struct key_place place = {unit, PART_OPEN_CASES, key.bytes, recounting->categories[at] > 0};
    enum result result = key.failed ? RESULT_NO_MEMORY : change_series(recounting, &place);
    buffer_done(&key);
    return result;
}

static enum result change_unit(struct recounting *recounting, unit_index unit)
{
    enum result result = RESULT_OK;
    for (enum part_id id = 0; result == RESULT_OK && id < PART_COUNT; id++) {
        const struct part *part = part_at(id);
        struct key_place place = {unit, id, part->id, has_data(recounting, unit, part->feeds)};
        if (part->feeds & (1U << FEED_CASES))
            result = change_series(recounting, &place);
    }
    int categories = recounting->chunks->service->category_count;
    for (int i = 0; result == RESULT_OK && i < categories; i++)
        result = change_category(recounting, unit, i);
    return result;
}

static enum result change_units(struct recounting *recounting)
{
    unit_index count = unit_tree_count(recounting->chunks->service->units);
    enum result result = derive_case_change(
        &recounting->difference, recounting->chunks->service, &recounting->change);
    if (result == RESULT_OK && recounting->waits)
        result = derive_waiting(recounting);
    for (unit_index unit = 0; result == RESULT_OK && unit < count; unit++)
        if (recounting->units[unit].changed)
            result = change_unit(recounting, unit);
    return result;
}

static enum result change_figures(struct recounting *recounting)
{
    enum result result =
        chunks_load_posts(recounting->chunks, recounting->feed->register_id, &recounting->posts);
    if (result == RESULT_OK)
        result = mark_changed(recounting);
    if (result == RESULT_OK)
        result = select_posts(recounting);
    if (result == RESULT_OK)
        result = select_cases(recounting);
    if (result == RESULT_OK)
        result = count_mentions(recounting);
    return result == RESULT_OK ? change_units(recounting) : result;
}

/* --- the chunks ----------------------------------------------------------------------------- */

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

/* Places of a unit's cases after the import. */
struct own_places {
    uint32_t *items;
    size_t room;
};

/* The store's first: they stand in order already. False: no memory. */
static bool find_own(const struct recounting *recounting, const struct groups *fresh,
    unit_index unit, struct own_places *places, struct members *ret)
{
    const struct stretch stored = recounting->stretches[unit];
    const struct members come = groups_at(fresh, (size_t)unit);
    size_t count = 0;
    if (!grow_room(
            &places->items, &places->room, stored.count + come.count + 1, sizeof *places->items))
        return false;
    for (size_t i = stored.first; i < stored.first + stored.count; i++)
        if (recounting->fates[i] == FATE_STAYS)
            places->items[count++] = (uint32_t)i;
    memcpy(places->items + count, come.items, come.count * sizeof *come.items);
    *ret = (struct members){places->items, count + come.count};
    return true;
}

/* One after the other: no more than one unit's chunk is in memory. */
static enum result put_units(
    struct recounting *recounting, const struct groups *fresh, struct origin_chunks *rows)
{
    const struct unit_tree *units = recounting->chunks->service->units;
    struct own_places places = {0};
    struct members own = {0};
    enum result result = RESULT_OK;
    for (unit_index unit = 0; result == RESULT_OK && unit < unit_tree_count(units); unit++) {
        if (!recounting->units[unit].encoded)
            continue;
        if (!find_own(recounting, fresh, unit, &places, &own)) {
            result = RESULT_NO_MEMORY;
            break;
        }
        origin_chunks_add(rows, unit_tree_at(units, unit)->id, recounting->spells, own);
        result = origin_chunks_put(rows, recounting->chunks->store, recounting->feed);
    }
    free(places.items);
    return result;
}

static enum result put_chunks(struct recounting *recounting)
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

/* --- all together --------------------------------------------------------------------------- */

static void recounting_done(struct recounting *recounting)
{
    for (int side = 0; side < 2; side++) {
        free(recounting->change.children[side].items);
        free(recounting->change.workers[side].items);
    }
    free(recounting->change.worker_posts);
    derived_done(&recounting->difference);
    derived_done(&recounting->oldest);
    free(recounting->stretches);
    free(recounting->fates);
    free(recounting->changed);
    free(recounting->children.slots);
    free(recounting->waiting.slots);
    free(recounting->workers);
    free(recounting->units);
    free(recounting->categories);
    free(recounting->posts.posts);
}

static enum result recount_spells(struct recounting *recounting, const struct origins *fresh)
{
    enum result result = number_blocks(recounting, fresh);
    if (result == RESULT_OK)
        result = decide(recounting);
    if (result == RESULT_OK)
        result = change_figures(recounting);
    return result == RESULT_OK ? put_chunks(recounting) : result;
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

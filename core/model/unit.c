#include "core/model/unit.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/grow.h"
#include "core/base/text.h"

#define FIRST_SLOTS 64

/* What a unit is called, compared without regard to case and outer blanks. */
struct call {
    const char *text; /* NULL: a free slot */
    size_t length;
    uint64_t hash;
    unit_index unit; /* UNIT_NONE: several units share this name */
};

/* Open addressing; at most half of the slots are taken. Rows of an extract are matched through it,
 * a million at a time. */
struct calls {
    struct call *slots;
    size_t slot_count; /* 0 or a power of two */
    size_t count;
};

struct unit_tree {
    struct arena arena;
    struct unit *units;
    size_t count, room;
    struct calls ids;   /* ids and aliases: one name space, each taken once */
    struct calls names; /* what else an extract may say, where it means one unit only */
};

struct unit_tree *unit_tree_create(void)
{
    return calloc(1, sizeof(struct unit_tree));
}

void unit_tree_destroy(struct unit_tree *tree)
{
    if (tree == NULL)
        return;
    arena_done(&tree->arena);
    free(tree->units);
    free(tree->ids.slots);
    free(tree->names.slots);
    free(tree);
}

/* --- calls ------------------------------------------------------------------------------------ */

static bool is_call(const struct call *call, uint64_t hash, const char *text, size_t length)
{
    return call->hash == hash && text_equal_folded(call->text, call->length, text, length);
}

/* The slot that holds this call, or the free one where it would go. There are slots. */
static struct call *slot_of(
    const struct calls *calls, uint64_t hash, const char *text, size_t length)
{
    size_t mask = calls->slot_count - 1;
    size_t slot = (size_t)hash & mask;
    while (calls->slots[slot].text != NULL && !is_call(&calls->slots[slot], hash, text, length))
        slot = (slot + 1) & mask;
    return &calls->slots[slot];
}

static const struct call *find_call(const struct calls *calls, const char *text, size_t length)
{
    if (calls->slot_count == 0)
        return NULL;
    struct call *call = slot_of(calls, text_hash_folded(text, length), text, length);
    return call->text != NULL ? call : NULL;
}

/* Makes sure that one more call fits. */
static bool reserve_call(struct calls *calls)
{
    if (calls->count + 1 <= calls->slot_count / 2)
        return true;
    struct calls larger = {0};
    larger.slot_count = calls->slot_count > 0 ? calls->slot_count * 2 : FIRST_SLOTS;
    larger.slots = calloc(larger.slot_count, sizeof *larger.slots);
    if (larger.slots == NULL)
        return false;
    for (size_t i = 0; i < calls->slot_count; i++) {
        const struct call *call = &calls->slots[i];
        if (call->text != NULL)
            *slot_of(&larger, call->hash, call->text, call->length) = *call;
    }
    larger.count = calls->count;
    free(calls->slots);
    *calls = larger;
    return true;
}

/* After reserve_call(). Text another unit is called already then means neither. */
static void put_call(struct calls *calls, const char *text, unit_index unit)
{
    size_t length = strlen(text);
    uint64_t hash = text_hash_folded(text, length);
    struct call *call = slot_of(calls, hash, text, length);
    if (call->text != NULL) {
        call->unit = UNIT_NONE;
        return;
    }
    *call = (struct call){text, length, hash, unit};
    calls->count++;
}

/* --- building --------------------------------------------------------------------------------- */

/* RESULT_INVALID, and by whom, when an id or alias is taken. */
static enum result check_free(
    const struct unit_tree *tree, const char *text, unit_index *ret_taken_by)
{
    const struct call *call = find_call(&tree->ids, text, strlen(text));
    if (call == NULL)
        return RESULT_OK;
    *ret_taken_by = call->unit;
    return RESULT_INVALID;
}

static bool reserve_unit(struct unit_tree *tree)
{
    return tree->count < INT32_MAX && reserve_call(&tree->ids) && reserve_call(&tree->names) &&
           grow_room(&tree->units, &tree->room, tree->count + 1, sizeof *tree->units);
}

/* Everything above the unit added last now ends after it. */
static void stretch_ancestors(struct unit_tree *tree, unit_index parent)
{
    for (unit_index above = parent; above != UNIT_NONE; above = tree->units[above].parent)
        tree->units[above].end = (unit_index)tree->count;
}

static bool is_preorder(const struct unit_tree *tree, unit_index parent)
{
    return parent == UNIT_NONE || (parent >= 0 && (size_t)parent < tree->count &&
                                      tree->units[parent].end == (unit_index)tree->count);
}

enum result unit_tree_add(struct unit_tree *tree, unit_index parent, const char *id,
    const char *name, int level, int kind, unit_index *ret)
{
    assert(is_preorder(tree, parent));
    unit_index taken_by;
    enum result result = check_free(tree, id, &taken_by);
    if (result != RESULT_OK)
        return result;
    const char *own_id = reserve_unit(tree) ? arena_copy(&tree->arena, id) : NULL;
    const char *own_name = own_id != NULL ? arena_copy(&tree->arena, name) : NULL;
    if (own_name == NULL)
        return RESULT_NO_MEMORY;
    unit_index unit = (unit_index)tree->count++;
    tree->units[unit] = (struct unit){
        .id = own_id,
        .name = own_name,
        .level = level,
        .kind = kind,
        .depth = parent == UNIT_NONE ? 0 : tree->units[parent].depth + 1,
        .parent = parent,
        .end = unit + 1,
    };
    stretch_ancestors(tree, parent);
    put_call(&tree->ids, own_id, unit);
    put_call(&tree->names, own_name, unit);
    *ret = unit;
    return RESULT_OK;
}

/* The unit's aliases with one place more. Doubling at powers of two needs no room to be kept; what
 * the arena wastes is less than what is used. */
static const char **aliases_with_room(struct unit_tree *tree, const struct unit *unit)
{
    size_t count = unit->alias_count;
    if (count > 0 && (count & (count - 1)) != 0)
        return (const char **)unit->aliases;
    const char **aliases = arena_take(&tree->arena, (count > 0 ? 2 * count : 1) * sizeof *aliases);
    if (aliases != NULL && count > 0)
        memcpy(aliases, unit->aliases, count * sizeof *aliases);
    return aliases;
}

enum result unit_tree_add_alias(
    struct unit_tree *tree, unit_index unit, const char *alias, unit_index *ret_taken_by)
{
    unit_index taken_by = UNIT_NONE;
    if (check_free(tree, alias, &taken_by) != RESULT_OK) {
        if (taken_by == unit)
            return RESULT_OK; /* its own id in capitals, say */
        if (ret_taken_by != NULL)
            *ret_taken_by = taken_by;
        return RESULT_INVALID;
    }
    struct unit *named = &tree->units[unit];
    const char *copy = reserve_call(&tree->ids) ? arena_copy(&tree->arena, alias) : NULL;
    const char **aliases = copy != NULL ? aliases_with_room(tree, named) : NULL;
    if (aliases == NULL)
        return RESULT_NO_MEMORY;
    aliases[named->alias_count++] = copy;
    named->aliases = aliases;
    put_call(&tree->ids, copy, unit);
    return RESULT_OK;
}

void unit_tree_limit(struct unit_tree *tree, unit_index unit, enum unit_reach reach)
{
    assert(unit >= 0 && (size_t)unit < tree->count);
    tree->units[unit].reach = reach;
}

/* --- looking ---------------------------------------------------------------------------------- */

unit_index unit_tree_count(const struct unit_tree *tree)
{
    return (unit_index)tree->count;
}

const struct unit *unit_tree_at(const struct unit_tree *tree, unit_index unit)
{
    assert(unit >= 0 && (size_t)unit < tree->count);
    return &tree->units[unit];
}

unit_index unit_tree_find(const struct unit_tree *tree, const char *id)
{
    const struct call *call = find_call(&tree->ids, id, strlen(id));
    bool exact = call != NULL && strcmp(tree->units[call->unit].id, id) == 0;
    return exact ? call->unit : UNIT_NONE;
}

unit_index unit_tree_match(const struct unit_tree *tree, const char *text, size_t length)
{
    const struct call *call = find_call(&tree->ids, text, length);
    if (call == NULL)
        call = find_call(&tree->names, text, length);
    return call != NULL ? call->unit : UNIT_NONE;
}

bool unit_is_within(const struct unit_tree *tree, unit_index unit, unit_index ancestor)
{
    return unit >= ancestor && unit < unit_tree_at(tree, ancestor)->end;
}

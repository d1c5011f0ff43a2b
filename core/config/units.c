#include "core/config/units.h"

#include "core/config/values.h"

/* A unit as the document gives it. */
struct draft {
    const char *id;
    const char *name;
    int level; /* −1: not known */
    int kind;
    const struct node *id_node, *level_node;
    const struct node *aliases, *units;
};

/* Where in the tree units are read. */
struct above {
    unit_index unit;
    int level; /* of the nearest unit above whose level is known, or −1 */
};

static void read_id(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct draft *draft = target;
    if (value->kind != NODE_TEXT || !is_identifier(value->text)) {
        fault_value(reading, key, value);
        return;
    }
    draft->id = value->text;
    draft->id_node = value;
}

static void read_level(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    const struct service *service = reading->service;
    struct choices levels = {
        service->levels, sizeof *service->levels, (size_t)service->level_count};
    struct draft *draft = target;
    draft->level_node = value;
    /* Without levels that is the fault to report, not every unit. */
    if (levels.count > 0)
        take_choice(reading, key, value, levels, &draft->level);
}

static void read_kind(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    const struct service *service = reading->service;
    struct choices kinds = {service->kinds, sizeof *service->kinds, (size_t)service->kind_count};
    take_choice(reading, key, value, kinds, target);
}

/* Kept for when the unit is in the tree. */
static void keep_node(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    (void)reading;
    (void)key;
    *(const struct node **)target = value;
}

static const struct key keys[] = {
    {"id", read_id, 0, true, "an identifier of a-z, 0-9, - and _",
        "what reports and commands call the unit; unique", NULL},
    {"name", read_text, offsetof(struct draft, name), true, "text", "what people call it", NULL},
    {"level", read_level, 0, true, "one of the levels", "one of \"levels\", inside the one above",
        NULL},
    {"kind", read_kind, offsetof(struct draft, kind), false, "one of the kinds", "one of \"kinds\"",
        NULL},
    {"aliases", keep_node, offsetof(struct draft, aliases), false, "a list of texts",
        "what extracts call it; unique, without regard to case", NULL},
    {"units", keep_node, offsetof(struct draft, units), false, "a list of units",
        "the units below it", NULL},
};

const struct key_table unit_keys = KEY_TABLE(keys);

static const struct key *const aliases_key = &keys[4];
static const struct key *const units_key = &keys[5];

static void add_aliases(struct reading *reading, const struct draft *draft, unit_index unit)
{
    struct unit_tree *tree = reading->service->units;
    struct text_list aliases;
    if (!take_texts(reading, aliases_key, draft->aliases, &aliases))
        return;
    for (size_t i = 0; i < aliases.count; i++) {
        const struct node *at =
            draft->aliases->kind == NODE_LIST ? draft->aliases->items[i] : draft->aliases;
        const char *alias = reading_clean(reading, aliases.items[i]);
        unit_index taken_by = UNIT_NONE;
        if (alias == NULL)
            return;
        enum result result = unit_tree_add_alias(tree, unit, alias, &taken_by);
        reading->no_memory |= result == RESULT_NO_MEMORY;
        if (result == RESULT_INVALID)
            fault(reading, at, "alias \"%s\" is already the id or an alias of unit \"%s\"", alias,
                unit_tree_at(tree, taken_by)->id);
    }
}

static void check_level(
    struct reading *reading, const struct draft *draft, const struct above *above)
{
    const struct named *levels = reading->service->levels;
    if (draft->level >= 0 && above->level >= 0 && draft->level <= above->level)
        fault(reading, draft->level_node,
            "a unit of level \"%s\" cannot stand inside one of level \"%s\": levels go inwards",
            levels[draft->level].id, levels[above->level].id);
}

/* The unit's place in the tree, or UNIT_NONE when it has none. */
static unit_index add_unit(
    struct reading *reading, const struct draft *draft, const struct above *above)
{
    struct unit_tree *tree = reading->service->units;
    unit_index unit = UNIT_NONE;
    if (draft->id == NULL)
        return UNIT_NONE;
    const char *name = draft->name != NULL ? draft->name : draft->id;
    enum result result =
        unit_tree_add(tree, above->unit, draft->id, name, draft->level, draft->kind, &unit);
    reading->no_memory |= result == RESULT_NO_MEMORY;
    if (result == RESULT_INVALID)
        fault(reading, draft->id_node, "id \"%s\" is already the id or an alias of another unit",
            draft->id);
    return unit;
}

static void read_below(struct reading *reading, const struct node *list, const struct above *above);

static void read_unit(struct reading *reading, const struct node *node, const struct above *above)
{
    struct draft draft = {.level = -1, .kind = -1};
    keys_read(reading, &unit_keys, node, &draft);
    check_level(reading, &draft, above);
    unit_index unit = add_unit(reading, &draft, above);
    if (unit != UNIT_NONE && draft.aliases != NULL)
        add_aliases(reading, &draft, unit);
    struct above own = {
        unit != UNIT_NONE ? unit : above->unit, draft.level >= 0 ? draft.level : above->level};
    if (draft.units != NULL)
        read_below(reading, draft.units, &own);
}

/* Recursion ends: a document is nested 64 levels at most. */
static void read_below(struct reading *reading, const struct node *list, const struct above *above)
{
    if (list->kind != NODE_LIST) {
        fault_value(reading, units_key, list);
        return;
    }
    for (size_t i = 0; i < list->count && !reading->no_memory; i++)
        read_unit(reading, list->items[i], above);
}

void read_units(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    (void)key;
    (void)target;
    const struct above nothing = {UNIT_NONE, -1};
    read_below(reading, value, &nothing);
    if (value->kind == NODE_LIST && value->count == 0)
        fault(reading, value, "\"units\" must name at least one unit");
    if (value->kind == NODE_LIST && value->count > 1)
        fault(reading, value->items[1],
            "there can be only one outermost unit: put this one inside it");
}

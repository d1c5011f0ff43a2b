#include "core/config/listing.h"

#include <string.h>

/* --- lists ------------------------------------------------------------------------------------ */

void *take_list(struct reading *reading, const struct key *key, const struct node *value,
    size_t size, size_t *ret_count)
{
    if (value->kind != NODE_LIST) {
        fault_value(reading, key, value);
        return NULL;
    }
    char *items = reading_take(reading, value->count, size);
    if (items == NULL)
        return NULL;
    for (size_t i = 0; i < value->count; i++)
        keys_read(reading, key->inner, value->items[i], items + i * size);
    *ret_count = value->count;
    return items;
}

/* The ids of all units, for a suggestion. */
static void fault_unknown_unit(struct reading *reading, const struct node *at, const char *id)
{
    const struct unit_tree *tree = reading->service->units;
    size_t count = (size_t)unit_tree_count(tree);
    const char **ids = reading_borrow(reading, count, sizeof *ids);
    if (ids == NULL)
        return;
    for (size_t i = 0; i < count; i++)
        ids[i] = unit_tree_at(tree, (unit_index)i)->id;
    fault_unknown(reading, at, "unit", id, (struct choices){ids, sizeof *ids, count});
}

bool take_units(
    struct reading *reading, const struct key *key, const struct node *value, struct unit_list *ret)
{
    struct text_list ids;
    if (!take_texts(reading, key, value, &ids))
        return false;
    unit_index *units = reading_take(reading, ids.count, sizeof *units);
    if (units == NULL)
        return false;
    size_t count = 0;
    for (size_t i = 0; i < ids.count; i++) {
        unit_index unit = unit_tree_find(reading->service->units, ids.items[i]);
        if (unit != UNIT_NONE)
            units[count++] = unit;
        /* Where the organisation has faults, its units may be among them. */
        else if (unit_tree_count(reading->service->units) > 0)
            fault_unknown_unit(
                reading, value->kind == NODE_LIST ? value->items[i] : value, ids.items[i]);
    }
    *ret = (struct unit_list){units, count};
    return true;
}

/* --- figures ---------------------------------------------------------------------------------- */

static const char *const unknown_words[] = {"Not available", "N/A", "TBC"};

static bool is_unknown_word(const char *text)
{
    const struct choices words = {
        unknown_words, sizeof unknown_words[0], sizeof unknown_words / sizeof unknown_words[0]};
    return choice_find(words, text) >= 0;
}

/* A number, with or without "<" before it. */
static bool parse_published(struct reading *reading, const char *text, struct published *ret)
{
    bool below = text[0] == '<';
    const char *number = text + below;
    fixed_t figure;
    if (!fixed_parse(number, strlen(number), false, &figure))
        return false;
    *ret = (struct published){
        below ? PUBLISHED_BELOW : PUBLISHED_EXACT, figure, reading_keep(reading, text)};
    return true;
}

bool take_published(
    struct reading *reading, const struct key *key, const struct node *value, struct published *ret)
{
    if (value->kind == NODE_TEXT && value->empty)
        return true;
    if (value->kind == NODE_TEXT && is_unknown_word(value->text)) {
        *ret = (struct published){PUBLISHED_UNKNOWN, 0, reading_keep(reading, value->text)};
        return true;
    }
    if (value->kind == NODE_TEXT && parse_published(reading, value->text, ret))
        return true;
    fault_value(reading, key, value);
    return false;
}

void read_published(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    take_published(reading, key, value, target);
}

void read_goal(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    const char *text = value->kind == NODE_TEXT ? value->text : "";
    fixed_t figure;
    if ((text[0] != '<' && text[0] != '>') ||
        !fixed_parse(text + 1, strlen(text + 1), false, &figure)) {
        fault_value(reading, key, value);
        return;
    }
    *(struct goal *)target = (struct goal){
        text[0] == '<' ? COMPARISON_BELOW : COMPARISON_ABOVE, figure, reading_keep(reading, text)};
}

void read_amount(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    take_decimal(reading, key, value, target);
}

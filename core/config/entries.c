#include "core/config/entries.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/intern.h"

void entries_init(struct entries *entries, const char *path, struct diags *diags, size_t *merged)
{
    *entries = (struct entries){.path = path, .diags = diags, .merged = merged};
}

void entries_done(struct entries *entries)
{
    intern_destroy(entries->keys);
    free(entries->items);
}

static struct place place_of(const struct entries *entries, const struct node *node)
{
    return (struct place){entries->path, node->line, node->column};
}

static enum result refuse(const struct entries *entries, const struct node *node, const char *text)
{
    diag_add(entries->diags, DIAG_ERROR, place_of(entries, node), "%s", text);
    return RESULT_INVALID;
}

/* Ten thousand units are ten thousand small mappings: their keys are looked for one by one, and only
 * a large mapping gets a table of them. */
#define FEW 16

static bool make_table(struct entries *entries)
{
    entries->keys = intern_create();
    for (size_t i = 0; entries->keys && i < entries->count; i++) {
        const char *text = entries->items[i].key->text;
        if (intern_add(entries->keys, text, strlen(text)) == INTERN_FAILED)
            return false;
    }
    return entries->keys;
}

/* A key's number: the place of the same key, from 1, or one more than there are. */
static uint32_t number_of(struct entries *entries, const char *key)
{
    if (!entries->keys && entries->count >= FEW && !make_table(entries))
        return INTERN_FAILED;
    if (entries->keys)
        return intern_add(entries->keys, key, strlen(key));
    uint32_t number = 1;
    while (number <= entries->count && strcmp(entries->items[number - 1].key->text, key) != 0)
        number++;
    return number;
}

/* *ret_there is the same key where it is there already; else NULL, and the entry was added. */
static enum result append(
    struct entries *entries, struct node_entry entry, const struct node **ret_there)
{
    uint32_t number = number_of(entries, entry.key->text);
    if (number == INTERN_FAILED)
        return RESULT_NO_MEMORY;
    bool there = number <= entries->count;
    *ret_there = there ? entries->items[number - 1].key : NULL;
    if (there)
        return RESULT_OK;
    struct node_entry *added =
        grow_one(&entries->items, &entries->count, &entries->room, sizeof *entries->items);
    if (added == NULL)
        return RESULT_NO_MEMORY;
    *added = entry;
    return RESULT_OK;
}

enum result entries_add(struct entries *entries, struct node_entry entry)
{
    const struct node *key = entry.key, *first = NULL;
    if (key->kind != NODE_TEXT)
        return refuse(entries, key, "a key must be text, not a list or a mapping");
    if (strcmp(key->text, "<<") == 0) {
        if (entries->merge != NULL)
            return refuse(entries, key, "key \"<<\" is here twice: give it a list of mappings");
        entries->merge = entry.value;
        return RESULT_OK;
    }
    enum result result = append(entries, entry, &first);
    if (first == NULL)
        return result;
    diag_add(entries->diags, DIAG_ERROR, place_of(entries, key),
        "key \"%s\" is here twice (first on line %u)", first->text, first->line);
    return RESULT_INVALID;
}

static enum result merge_map(struct entries *entries, const struct node *map)
{
    if (map->kind != NODE_MAP)
        return refuse(entries, entries->merge, "\"<<\" must name a mapping, or a list of mappings");
    *entries->merged += map->count;
    if (*entries->merged > YAML_EXPANDED_MOST)
        return refuse(entries, entries->merge, "merge keys expand to more than 100,000 entries");
    enum result result = RESULT_OK;
    for (size_t i = 0; i < map->count && result == RESULT_OK; i++) {
        const struct node *there;
        result = append(entries, map->entries[i], &there);
    }
    return result;
}

/* After the mapping's own keys, which win wherever the merge key stands. */
static enum result merge(struct entries *entries)
{
    const struct node *value = entries->merge;
    if (value == NULL)
        return RESULT_OK;
    if (value->kind != NODE_LIST)
        return merge_map(entries, value);
    enum result result = RESULT_OK;
    for (size_t i = 0; i < value->count && result == RESULT_OK; i++)
        result = merge_map(entries, value->items[i]);
    return result;
}

enum result entries_finish(struct entries *entries, struct arena *arena, struct node *node)
{
    enum result result = merge(entries);
    if (result != RESULT_OK)
        return result;
    const void *kept = arena_copy_bytes(
        arena, (const char *)entries->items, entries->count * sizeof *entries->items);
    if (kept == NULL)
        return RESULT_NO_MEMORY;
    node->kind = NODE_MAP;
    node->entries = kept;
    node->count = entries->count;
    return RESULT_OK;
}

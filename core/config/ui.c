#include "core/config/documents.h"
#include "core/config/values.h"

/* The pairs action, key. An action with a list of keys has as many pairs. */
struct pairs {
    const char **texts;
    size_t count; /* of pairs */
};

static size_t pair_count(const struct node *map)
{
    size_t count = 0;
    for (size_t i = 0; i < map->count; i++) {
        const struct node *value = map->entries[i].value;
        count += value->kind == NODE_LIST ? value->count : 1;
    }
    return count;
}

static void add_pairs(struct reading *reading, const struct key *key,
    const struct node_entry *entry, struct pairs *pairs)
{
    struct text_list names;
    const char *action = reading_clean(reading, entry->key->text);
    if (action == NULL || !take_texts(reading, key, entry->value, &names))
        return;
    for (size_t i = 0; i < names.count; i++) {
        const char *name = reading_clean(reading, names.items[i]);
        if (name == NULL)
            return;
        pairs->texts[2 * pairs->count] = action;
        pairs->texts[2 * pairs->count + 1] = name;
        pairs->count++;
    }
}

static void read_keys(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    if (value->kind != NODE_MAP) {
        fault_value(reading, key, value);
        return;
    }
    struct ui_settings *ui = target;
    struct pairs pairs = {0};
    pairs.texts = reading_take(reading, 2 * pair_count(value), sizeof *pairs.texts);
    if (pairs.texts == NULL)
        return;
    for (size_t i = 0; i < value->count; i++)
        add_pairs(reading, key, &value->entries[i], &pairs);
    ui->rebound = pairs.texts;
    ui->rebound_count = pairs.count;
}

static const struct key keys[] = {
    {"theme", read_text, offsetof(struct service, ui.theme), false, "the name of a theme",
        "the colours; the program's own without it", NULL},
    {"ascii", read_boolean, offsetof(struct service, ui.ascii), false, "yes or no",
        "yes draws with ASCII characters only", NULL},
    {"keys", read_keys, offsetof(struct service, ui), false, "a mapping of actions and their keys",
        "other keys: an action and its key, or a list of keys (see: teamtop help keys)", NULL},
};

const struct key_table ui_keys = KEY_TABLE(keys);

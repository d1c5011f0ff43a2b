#include "core/config/reading.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"

/* --- faults ----------------------------------------------------------------------------------- */

void fault(struct reading *reading, const struct node *at, const char *format, ...)
{
    struct place place = {reading->path, at->line, at->column};
    /* What could not be kept would look as if it were missing. */
    if (reading->no_memory)
        return;
    va_list arguments;
    va_start(arguments, format);
    diag_add_list(reading->diags, DIAG_ERROR, place, format, arguments);
    va_end(arguments);
    reading->faults++;
}

void fault_value(struct reading *reading, const struct key *key, const struct node *value)
{
    static const char *const kinds[] = {[NODE_LIST] = "a list", [NODE_MAP] = "a mapping"};
    if (value->kind == NODE_TEXT)
        fault(reading, value, "\"%s\" must be %s, not \"%s\"", key->name, key->takes, value->text);
    else
        fault(
            reading, value, "\"%s\" must be %s, not %s", key->name, key->takes, kinds[value->kind]);
}

const char *choice_at(struct choices choices, size_t index)
{
    const char *text;
    memcpy(&text, (const char *)choices.first + index * choices.stride, sizeof text);
    return text;
}

int choice_find(struct choices choices, const char *word)
{
    for (size_t i = 0; i < choices.count; i++)
        if (strcmp(choice_at(choices, i), word) == 0)
            return (int)i;
    return -1;
}

static const char *suggestion(struct reading *reading, const char *word, struct choices choices)
{
    const char **words = reading_take(reading, choices.count, sizeof *words);
    if (words == NULL)
        return NULL;
    for (size_t i = 0; i < choices.count; i++)
        words[i] = choice_at(choices, i);
    return diag_suggest(word, words, choices.count);
}

void fault_unknown(struct reading *reading, const struct node *at, const char *what,
    const char *word, struct choices choices)
{
    const char *meant = suggestion(reading, word, choices);
    if (meant != NULL)
        fault(reading, at, "unknown %s \"%s\" (did you mean \"%s\"?)", what, word, meant);
    else
        fault(reading, at, "unknown %s \"%s\"", what, word);
}

/* --- memory ----------------------------------------------------------------------------------- */

static void *take_from(struct arena *arena, struct reading *reading, size_t count, size_t size)
{
    void *taken = count <= SIZE_MAX / size ? arena_take(arena, count * size) : NULL;
    if (taken == NULL)
        reading->no_memory = true;
    return taken;
}

void *reading_take(struct reading *reading, size_t count, size_t size)
{
    return take_from(reading->arena, reading, count, size);
}

void *reading_borrow(struct reading *reading, size_t count, size_t size)
{
    return take_from(reading->documents, reading, count, size);
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Folded YAML text ends in a line end that nobody wrote. */
static void blanks_for_line_ends(char *text)
{
    for (char *at = text; *at != '\0'; at++)
        if (is_blank(*at))
            *at = ' ';
}

const char *reading_keep(struct reading *reading, const char *text)
{
    const char *kept = arena_copy(reading->arena, text);
    if (kept != NULL)
        return kept;
    reading->no_memory = true;
    return "";
}

const char *reading_clean(struct reading *reading, const char *text)
{
    size_t length = strlen(text);
    while (length > 0 && is_blank(text[length - 1]))
        length--;
    for (; length > 0 && is_blank(*text); length--)
        text++;
    char *copy = strndup(text, length);
    char *clean = NULL;
    if (copy != NULL) {
        blanks_for_line_ends(copy);
        clean = text_clean(copy, length, 0);
    }
    free(copy);
    const char *kept = clean != NULL ? arena_copy(reading->arena, clean) : NULL;
    free(clean);
    if (kept == NULL)
        reading->no_memory = true;
    return kept;
}

/* --- keys ------------------------------------------------------------------------------------- */

const struct node *node_find(const struct node *map, const char *name)
{
    for (size_t i = 0; i < map->count; i++)
        if (strcmp(map->entries[i].key->text, name) == 0)
            return map->entries[i].value->empty ? NULL : map->entries[i].value;
    return NULL;
}

static struct choices table_choices(const struct key_table *table)
{
    return (struct choices){table->keys, sizeof *table->keys, table->count};
}

static void fault_unknown_keys(
    struct reading *reading, const struct key_table *table, const struct node *map)
{
    struct choices choices = table_choices(table);
    for (size_t i = 0; i < map->count; i++) {
        const struct node *key = map->entries[i].key;
        if (choice_find(choices, key->text) < 0)
            fault_unknown(reading, key, "key", key->text, choices);
    }
}

void keys_read(
    struct reading *reading, const struct key_table *table, const struct node *map, void *target)
{
    if (map->kind != NODE_MAP) {
        fault(reading, map, "here must stand a mapping of keys and values");
        return;
    }
    fault_unknown_keys(reading, table, map);
    for (size_t i = 0; i < table->count; i++) {
        const struct key *key = &table->keys[i];
        const struct node *value = node_find(map, key->name);
        if (value != NULL)
            key->read(reading, key, value, (char *)target + key->offset);
        else if (key->required)
            fault(reading, map, "\"%s\" is missing: %s", key->name, key->help);
    }
}

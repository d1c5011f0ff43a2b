#include "core/derive/keys.h"

#include <stdlib.h>
#include <string.h>

/* A key on its way to its number: `number` is where that is to be written down. */
struct candidate {
    struct key key;
    uint32_t *number;
};

struct candidates {
    struct candidate *items;
    size_t count, room;
    struct arena *arena;
    bool failed;
};

static const char *join(struct arena *arena, const char *part, const char *sub)
{
    size_t size = strlen(part) + strlen(sub) + 2;
    char *text = arena_take(arena, size);
    if (!text)
        return NULL;
    strcpy(text, part);
    if (*sub) {
        strcat(text, ".");
        strcat(text, sub);
    }
    return text;
}

/* `sub` "" is the part itself. */
static void propose(struct candidates *list, enum part_id part, const char *sub, uint32_t *number)
{
    struct candidate *candidate =
        grow_one(&list->items, &list->count, &list->room, sizeof *candidate);
    const char *text = join(list->arena, part_at(part)->id, sub);
    if (!candidate || !text) {
        list->failed = true;
        return;
    }
    *candidate = (struct candidate){{text, part, *sub != '\0'}, number};
}

static void propose_parts(struct candidates *list, struct keys *keys)
{
    for (enum part_id part = 0; part < PART_COUNT; part++)
        propose(list, part, "", &keys->of_part[part]);
}

static void propose_categories(
    struct candidates *list, struct keys *keys, const struct service *service)
{
    for (size_t i = 0; i < keys->category_count; i++)
        propose(list, PART_OPEN_CASES, service->categories[i].id, &keys->of_category[i]);
    keys->of_category[keys->category_count] = KEY_NONE;
}

/* The first time a text is met its number is 0 and no key; a blank text names no reason, source
 * or role.
 */
static void propose_text(struct candidates *list, enum part_id part, const struct interned *text,
    uint32_t number, uint32_t *numbers)
{
    if (number == 0 || numbers[number] != KEY_NONE)
        return;
    numbers[number] = 0;
    propose(list, part, intern_at(text, number), &numbers[number]);
}

static void propose_texts(struct candidates *list, struct keys *keys, const struct spells *spells)
{
    for (size_t i = 0; i < spells->absence_count; i++)
        propose_text(
            list, PART_FTE_ABSENT, spells->text, spells->absences[i].reason, keys->of_reason);
    for (size_t i = 0; i < spells->request_count; i++)
        propose_text(
            list, PART_REQUESTS, spells->text, spells->requests[i].source, keys->of_source);
    for (size_t i = 0; i < spells->post_count; i++)
        propose_text(list, PART_FTE_IN_POST, spells->text, spells->posts[i].role, keys->of_role);
}

static int by_text(const void *a, const void *b)
{
    const struct candidate *left = a, *right = b;
    return strcmp(left->key.text, right->key.text);
}

static bool number_in_order(struct keys *keys, struct candidates *list)
{
    keys->all = list->failed ? NULL : calloc(list->count, sizeof *keys->all);
    if (!keys->all)
        return false;
    qsort(list->items, list->count, sizeof *list->items, by_text);
    keys->count = list->count;
    for (size_t i = 0; i < list->count; i++) {
        keys->all[i] = list->items[i].key;
        *list->items[i].number = (uint32_t)i;
    }
    return true;
}

static uint32_t *numbers_of(const struct spells *spells)
{
    size_t count = intern_count(spells->text) + 1;
    uint32_t *numbers = malloc(count * sizeof *numbers);
    for (size_t i = 0; numbers && i < count; i++)
        numbers[i] = KEY_NONE;
    return numbers;
}

bool keys_make(struct keys *ret, struct arena *arena, const struct service *service,
    const struct spells *spells)
{
    struct candidates list = {.arena = arena};
    struct keys keys = {.category_count = (size_t)service->category_count};
    keys.of_category = calloc(keys.category_count + 1, sizeof *keys.of_category);
    keys.of_reason = numbers_of(spells);
    keys.of_source = numbers_of(spells);
    keys.of_role = numbers_of(spells);
    bool made = keys.of_category && keys.of_reason && keys.of_source && keys.of_role;
    if (made) {
        propose_parts(&list, &keys);
        propose_categories(&list, &keys, service);
        propose_texts(&list, &keys, spells);
        made = number_in_order(&keys, &list);
    }
    free(list.items);
    if (made)
        *ret = keys;
    else
        keys_done(&keys);
    return made;
}

void keys_done(struct keys *keys)
{
    free(keys->all);
    free(keys->of_category);
    free(keys->of_reason);
    free(keys->of_source);
    free(keys->of_role);
    *keys = (struct keys){0};
}

#include "core/config/values.h"

#include <limits.h>
#include <string.h>

#define COUNT_MOST 1000000

static bool is_text(struct reading *reading, const struct key *key, const struct node *value)
{
    if (value->kind != NODE_TEXT)
        fault_value(reading, key, value);
    return value->kind == NODE_TEXT;
}

void read_any_text(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    const char *text = is_text(reading, key, value) ? reading_clean(reading, value->text) : NULL;
    if (text != NULL)
        *(const char **)target = text;
}

void read_text(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    const char *text = NULL;
    read_any_text(reading, key, value, &text);
    if (text != NULL && text[0] == '\0')
        fault(reading, value, "\"%s\" must not be empty", key->name);
    else if (text != NULL)
        *(const char **)target = text;
}

void read_boolean(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    static const char *const words[] = {"no", "yes", "false", "true"};
    struct choices choices = {words, sizeof words[0], sizeof words / sizeof words[0]};
    int at = value->kind == NODE_TEXT ? choice_find(choices, value->text) : -1;
    if (at < 0)
        fault_value(reading, key, value);
    else
        *(bool *)target = at % 2 == 1;
}

bool take_decimal(
    struct reading *reading, const struct key *key, const struct node *value, fixed_t *ret)
{
    if (value->kind == NODE_TEXT && fixed_parse(value->text, strlen(value->text), false, ret))
        return true;
    fault_value(reading, key, value);
    return false;
}

void read_decimal(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    fixed_t figure;
    if (!take_decimal(reading, key, value, &figure))
        return;
    if (figure < 0)
        fault_value(reading, key, value);
    else
        *(fixed_t *)target = figure;
}

void read_count(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    fixed_t figure;
    if (!take_decimal(reading, key, value, &figure))
        return;
    if (figure < 0 || figure > COUNT_MOST * FIXED_ONE || figure % FIXED_ONE != 0)
        fault_value(reading, key, value);
    else
        *(int *)target = (int)(figure / FIXED_ONE);
}

bool take_day(struct reading *reading, const struct key *key, const struct node *value, day_t *ret)
{
    const struct day_format iso = DAY_FORMAT_ISO;
    if (value->kind == NODE_TEXT && day_parse(&iso, value->text, strlen(value->text), ret))
        return true;
    fault_value(reading, key, value);
    return false;
}

void read_day(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    day_t day;
    if (take_day(reading, key, value, &day))
        *(day_t *)target = day;
}

void read_form(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    if (value->kind != NODE_TEXT || day_format_parse(value->text, target) != RESULT_OK)
        fault_value(reading, key, value);
}

/* "26h" → seconds; false when it is none. */
static bool parse_interval(const char *text, int64_t *ret)
{
    static const struct {
        char letter;
        int64_t seconds;
    } units[] = {{'h', 3600}, {'d', 86400}, {'w', 7 * 86400}, {'y', 366 * INT64_C(86400)}};
    size_t length = strlen(text);
    fixed_t number;
    if (length < 2 || !fixed_parse(text, length - 1, false, &number))
        return false;
    if (number <= 0 || number > COUNT_MOST * FIXED_ONE || number % FIXED_ONE != 0)
        return false;
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (units[i].letter == text[length - 1]) {
            *ret = number / FIXED_ONE * units[i].seconds;
            return true;
        }
    return false;
}

void read_interval(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    if (value->kind != NODE_TEXT || !parse_interval(value->text, target))
        fault_value(reading, key, value);
}

void read_share(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    size_t length = value->kind == NODE_TEXT ? strlen(value->text) : 0;
    fixed_t per_cent;
    if (length < 2 || value->text[length - 1] != '%' ||
        !fixed_parse(value->text, length - 1, false, &per_cent) || per_cent < 0 ||
        per_cent > 100 * FIXED_ONE || per_cent % 100 != 0)
        fault_value(reading, key, value);
    else
        *(int *)target = (int)(per_cent / 100);
}

bool take_texts(
    struct reading *reading, const struct key *key, const struct node *value, struct text_list *ret)
{
    const struct node *const *nodes = value->kind == NODE_LIST ? value->items : &value;
    size_t count = value->kind == NODE_LIST ? value->count : 1;
    const char **items = reading_borrow(reading, count, sizeof *items);
    if (items == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!is_text(reading, key, nodes[i]))
            return false;
        items[i] = nodes[i]->text;
    }
    *ret = (struct text_list){items, count};
    return true;
}

bool take_choice(struct reading *reading, const struct key *key, const struct node *value,
    struct choices choices, int *ret)
{
    if (!is_text(reading, key, value))
        return false;
    int at = choice_find(choices, value->text);
    if (at < 0) {
        fault_unknown(reading, value, key->name, value->text, choices);
        return false;
    }
    *ret = at;
    return true;
}

bool is_identifier(const char *text)
{
    return text[0] != '\0' && text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_-")] == '\0';
}

const char *name_of_id(struct reading *reading, const char *id)
{
    char *name = arena_copy(reading->arena, id);
    if (name == NULL) {
        reading->no_memory = true;
        return NULL;
    }
    for (char *at = name; *at != '\0'; at++)
        if (*at == '_' || *at == '-')
            *at = ' ';
    if (name[0] >= 'a' && name[0] <= 'z')
        name[0] = (char)(name[0] - 'a' + 'A');
    return name;
}

/* The id and name at `index` of a list of ids or a mapping id: name. */
static bool take_named_one(struct reading *reading, const struct key *key, const struct node *value,
    size_t index, struct named *ret)
{
    const struct node *id =
        value->kind == NODE_LIST ? value->items[index] : value->entries[index].key;
    const struct node *name = value->kind == NODE_LIST ? id : value->entries[index].value;
    if (!is_text(reading, key, id) || !is_text(reading, key, name))
        return false;
    if (!is_identifier(id->text)) {
        fault(reading, id, "\"%s\" cannot be an identifier: use a-z, 0-9, - and _", id->text);
        return false;
    }
    bool named = name != id && !name->empty && name->text[0] != '\0';
    ret->id = reading_keep(reading, id->text);
    ret->name = named ? reading_clean(reading, name->text) : name_of_id(reading, id->text);
    return ret->name != NULL;
}

bool take_named(struct reading *reading, const struct key *key, const struct node *value,
    const struct named **ret, int *ret_count)
{
    if (value->kind == NODE_TEXT || value->count > INT_MAX) {
        fault_value(reading, key, value);
        return false;
    }
    struct named *named = reading_take(reading, value->count, sizeof *named);
    if (named == NULL)
        return false;
    size_t count = 0;
    for (size_t i = 0; i < value->count; i++) {
        struct named one;
        if (!take_named_one(reading, key, value, i, &one))
            continue;
        struct choices before = {named, sizeof *named, count};
        if (choice_find(before, one.id) >= 0)
            fault(reading, value->items[i], "\"%s\" is listed twice", one.id);
        else
            named[count++] = one;
    }
    *ret = named;
    *ret_count = (int)count;
    return true;
}

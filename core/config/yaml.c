#include "core/config/node.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "core/base/intern.h"

/* What is known about a libyaml node: each is turned into one of ours once, however many aliases
 * lead to it. */
struct turned {
    const struct node *node; /* NULL: not yet */
    bool busy;               /* being turned: an alias to it would contain itself */
    unsigned height;         /* levels of nesting below and including it */
    size_t expanded; /* nodes it stands for with every alias followed, as far as it matters */
};

struct turning {
    yaml_document_t *document;
    struct turned *turned; /* by libyaml's number − 1 */
    size_t merged;         /* entries copied by merge keys so far */
    struct arena *arena;
    const char *path;
    struct diags *diags;
};

static void add_fault(struct diags *diags, const char *path, yaml_mark_t mark, const char *text)
{
    struct place place = {path, (unsigned)mark.line + 1, (unsigned)mark.column + 1};
    diag_add(diags, DIAG_ERROR, place, "%s", text);
}

static enum result refuse(struct turning *turning, const yaml_node_t *node, const char *text)
{
    add_fault(turning->diags, turning->path, node->start_mark, text);
    return RESULT_INVALID;
}

static enum result turn(struct turning *turning, int number, unsigned depth);

static const struct turned *turned_at(const struct turning *turning, int number)
{
    return &turning->turned[number - 1];
}

/* --- text ----------------------------------------------------------------------------------------
 */

static bool is_empty(const yaml_node_t *from)
{
    static const char *const words[] = {"", "~", "null", "Null", "NULL"};
    const char *text = (const char *)from->data.scalar.value;
    bool plain = from->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    for (size_t i = 0; plain && i < sizeof words / sizeof words[0]; i++)
        if (strcmp(text, words[i]) == 0)
            return true;
    return false;
}

static enum result turn_text(struct turning *turning, const yaml_node_t *from, struct node *node)
{
    const char *text = (const char *)from->data.scalar.value;
    if (strlen(text) != from->data.scalar.length)
        return refuse(turning, from, "text must not contain a NUL character");
    node->text = arena_copy(turning->arena, text);
    node->empty = is_empty(from);
    return node->text != NULL ? RESULT_OK : RESULT_NO_MEMORY;
}

/* --- lists ---------------------------------------------------------------------------------------
 */

/* What a node stands for is what its parts stand for and itself. */
static void account(struct turned *whole, const struct turned *part)
{
    if (part->height + 1 > whole->height)
        whole->height = part->height + 1;
    /* Bounded, so that sums of sums cannot wrap: past the limit it does not matter by how much. */
    const size_t most = SIZE_MAX / 4;
    whole->expanded =
        part->expanded < most - whole->expanded ? whole->expanded + part->expanded : most;
}

static enum result turn_list(struct turning *turning, const yaml_node_t *from, struct node *node,
    struct turned *own, unsigned depth)
{
    size_t count = (size_t)(from->data.sequence.items.top - from->data.sequence.items.start);
    const struct node **items = arena_take(turning->arena, count * sizeof *items);
    if (items == NULL)
        return RESULT_NO_MEMORY;
    for (size_t i = 0; i < count; i++) {
        int number = from->data.sequence.items.start[i];
        enum result result = turn(turning, number, depth + 1);
        if (result != RESULT_OK)
            return result;
        items[i] = turned_at(turning, number)->node;
        account(own, turned_at(turning, number));
    }
    node->items = items;
    node->count = count;
    return RESULT_OK;
}

/* --- maps ----------------------------------------------------------------------------------------
 */

/* The entries of a map while it is put together; a key's number in `keys` is its place among them.
 */
struct gathering {
    struct interned *keys;
    struct node_entry *entries;
    size_t count, room;
};

static bool is_merge_key(const yaml_node_t *key)
{
    return key->type == YAML_SCALAR_NODE && key->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
           strcmp((const char *)key->data.scalar.value, "<<") == 0;
}

/* *ret_there is what has the key already, or NULL and the entry was added. */
static enum result gather(
    struct gathering *gathering, struct node_entry entry, const struct node **ret_there)
{
    uint32_t number = intern_add(gathering->keys, entry.key->text, strlen(entry.key->text));
    if (number == INTERN_FAILED)
        return RESULT_NO_MEMORY;
    bool there = number <= gathering->count;
    *ret_there = there ? gathering->entries[number - 1].key : NULL;
    if (there)
        return RESULT_OK;
    struct node_entry *added = grow_one(
        &gathering->entries, &gathering->count, &gathering->room, sizeof *gathering->entries);
    if (added == NULL)
        return RESULT_NO_MEMORY;
    *added = entry;
    return RESULT_OK;
}

static enum result gather_pair(struct turning *turning, struct gathering *gathering,
    const yaml_node_pair_t *pair, struct turned *own, unsigned depth)
{
    const yaml_node_t *key = yaml_document_get_node(turning->document, pair->key);
    if (key->type != YAML_SCALAR_NODE)
        return refuse(turning, key, "a key must be text, not a list or a mapping");
    enum result result = turn(turning, pair->key, depth + 1);
    if (result == RESULT_OK)
        result = turn(turning, pair->value, depth + 1);
    if (result != RESULT_OK)
        return result;
    const struct node *there = NULL;
    struct node_entry entry = {
        turned_at(turning, pair->key)->node, turned_at(turning, pair->value)->node};
    result = gather(gathering, entry, &there);
    if (there != NULL) {
        struct place place = {turning->path, (unsigned)key->start_mark.line + 1,
            (unsigned)key->start_mark.column + 1};
        diag_add(turning->diags, DIAG_ERROR, place, "key \"%s\" is here twice (first on line %u)",
            there->text, there->line);
        return RESULT_INVALID;
    }
    account(own, turned_at(turning, pair->value));
    return result;
}

/* Adds the entries of `map` whose keys are not there yet. */
static enum result merge_map(struct turning *turning, struct gathering *gathering,
    const yaml_node_t *at, const struct node *map)
{
    if (map->kind != NODE_MAP)
        return refuse(turning, at, "\"<<\" must name a mapping, or a list of mappings");
    turning->merged += map->count;
    if (turning->merged > YAML_EXPANDED_MOST)
        return refuse(turning, at, "merge keys expand to more than 100,000 entries");
    for (size_t i = 0; i < map->count; i++) {
        const struct node *there;
        enum result result = gather(gathering, map->entries[i], &there);
        if (result != RESULT_OK)
            return result;
    }
    return RESULT_OK;
}

static enum result merge_pair(struct turning *turning, struct gathering *gathering,
    const yaml_node_pair_t *pair, struct turned *own, unsigned depth)
{
    const yaml_node_t *at = yaml_document_get_node(turning->document, pair->value);
    enum result result = turn(turning, pair->value, depth + 1);
    if (result != RESULT_OK)
        return result;
    const struct node *value = turned_at(turning, pair->value)->node;
    account(own, turned_at(turning, pair->value));
    if (value->kind != NODE_LIST)
        return merge_map(turning, gathering, at, value);
    for (size_t i = 0; i < value->count && result == RESULT_OK; i++)
        result = merge_map(turning, gathering, at, value->items[i]);
    return result;
}

/* A map's own keys win over merged ones, wherever the merge key stands. */
static enum result gather_map(struct turning *turning, struct gathering *gathering,
    const yaml_node_t *from, struct turned *own, unsigned depth)
{
    const yaml_node_pair_t *merge = NULL;
    const yaml_node_pair_t *end = from->data.mapping.pairs.top;
    for (const yaml_node_pair_t *pair = from->data.mapping.pairs.start; pair < end; pair++) {
        const yaml_node_t *key = yaml_document_get_node(turning->document, pair->key);
        if (is_merge_key(key) && merge != NULL)
            return refuse(turning, key, "key \"<<\" is here twice: give it a list of mappings");
        if (is_merge_key(key)) {
            merge = pair;
            continue;
        }
        enum result result = gather_pair(turning, gathering, pair, own, depth);
        if (result != RESULT_OK)
            return result;
    }
    return merge != NULL ? merge_pair(turning, gathering, merge, own, depth) : RESULT_OK;
}

static enum result turn_map(struct turning *turning, const yaml_node_t *from, struct node *node,
    struct turned *own, unsigned depth)
{
    struct gathering gathering = {.keys = intern_create()};
    if (gathering.keys == NULL)
        return RESULT_NO_MEMORY;
    enum result result = gather_map(turning, &gathering, from, own, depth);
    struct node_entry *entries = NULL;
    if (result == RESULT_OK) {
        entries = arena_take(turning->arena, gathering.count * sizeof *entries);
        result = entries != NULL ? RESULT_OK : RESULT_NO_MEMORY;
    }
    if (result == RESULT_OK && gathering.count > 0)
        memcpy(entries, gathering.entries, gathering.count * sizeof *entries);
    node->entries = entries;
    node->count = gathering.count;
    intern_destroy(gathering.keys);
    free(gathering.entries);
    return result;
}

/* --- nodes ---------------------------------------------------------------------------------------
 */

static enum result turn_new(struct turning *turning, int number, unsigned depth)
{
    const yaml_node_t *from = yaml_document_get_node(turning->document, number);
    struct turned *own = &turning->turned[number - 1];
    struct node *node = arena_take(turning->arena, sizeof *node);
    if (node == NULL)
        return RESULT_NO_MEMORY;
    node->line = (unsigned)from->start_mark.line + 1;
    node->column = (unsigned)from->start_mark.column + 1;
    node->text = "";
    own->busy = true;
    own->height = 1;
    own->expanded = 1;
    enum result result;
    if (from->type == YAML_SCALAR_NODE) {
        node->kind = NODE_TEXT;
        result = turn_text(turning, from, node);
    } else if (from->type == YAML_SEQUENCE_NODE) {
        node->kind = NODE_LIST;
        result = turn_list(turning, from, node, own, depth);
    } else {
        node->kind = NODE_MAP;
        result = turn_map(turning, from, node, own, depth);
    }
    own->busy = false;
    own->node = result == RESULT_OK ? node : NULL;
    return result;
}

/* Turns a node and what is below it. `depth` counts the levels above. */
static enum result turn(struct turning *turning, int number, unsigned depth)
{
    const yaml_node_t *from = yaml_document_get_node(turning->document, number);
    const struct turned *own = turned_at(turning, number);
    if (own->busy)
        return refuse(turning, from, "an alias may not be inside what it stands for");
    if (depth + (own->node != NULL ? own->height : 1) > YAML_NESTING_MOST)
        return refuse(turning, from, "nested more than 64 levels deep");
    return own->node != NULL ? RESULT_OK : turn_new(turning, number, depth);
}

static enum result empty_map(struct turning *turning, const struct node **ret)
{
    struct node *node = arena_take(turning->arena, sizeof *node);
    if (node == NULL)
        return RESULT_NO_MEMORY;
    *node = (struct node){.kind = NODE_MAP, .line = 1, .column = 1, .text = ""};
    *ret = node;
    return RESULT_OK;
}

static enum result turn_root(struct turning *turning, const struct node **ret)
{
    size_t count = (size_t)(turning->document->nodes.top - turning->document->nodes.start);
    if (count == 0)
        return empty_map(turning, ret);
    turning->turned = calloc(count, sizeof *turning->turned);
    if (turning->turned == NULL)
        return RESULT_NO_MEMORY;
    enum result result = turn(turning, 1, 0);
    const struct turned *root = turned_at(turning, 1);
    if (result == RESULT_OK && root->expanded > count + YAML_EXPANDED_MOST)
        result = refuse(turning, yaml_document_get_node(turning->document, 1),
            "aliases expand to more than 100,000 nodes");
    if (result == RESULT_OK)
        *ret = root->node;
    free(turning->turned);
    return result;
}

/* --- the parser ----------------------------------------------------------------------------------
 */

/* Where a byte that is no text stands: libyaml only knows its offset. */
static yaml_mark_t mark_of_offset(const char *bytes, size_t size, size_t offset)
{
    yaml_mark_t mark = {0};
    for (size_t i = 0; i < offset && i < size; i++) {
        mark.column = bytes[i] == '\n' ? 0 : mark.column + 1;
        mark.line += bytes[i] == '\n';
    }
    return mark;
}

static enum result parser_failure(const yaml_parser_t *parser, const char *path, const char *bytes,
    size_t size, struct diags *diags)
{
    if (parser->error == YAML_MEMORY_ERROR)
        return RESULT_NO_MEMORY;
    yaml_mark_t mark = parser->problem_mark;
    if (parser->error == YAML_READER_ERROR)
        mark = mark_of_offset(bytes, size, parser->problem_offset);
    struct place place = {path, (unsigned)mark.line + 1, (unsigned)mark.column + 1};
    diag_add(diags, DIAG_ERROR, place, "this is not valid YAML: %s",
        parser->problem != NULL ? parser->problem : "it cannot be read");
    return RESULT_INVALID;
}

static enum result check_no_more(
    yaml_parser_t *parser, const char *path, const char *bytes, size_t size, struct diags *diags)
{
    yaml_document_t next;
    if (!yaml_parser_load(parser, &next))
        return parser_failure(parser, path, bytes, size, diags);
    const yaml_node_t *root = yaml_document_get_root_node(&next);
    if (root != NULL)
        add_fault(diags, path, next.start_mark, "a file holds one document, here begins a second");
    enum result result = root == NULL ? RESULT_OK : RESULT_INVALID;
    yaml_document_delete(&next);
    return result;
}

static enum result read_document(yaml_parser_t *parser, struct turning *turning, const char *bytes,
    size_t size, const struct node **ret)
{
    yaml_document_t document;
    yaml_parser_set_input_string(parser, (const unsigned char *)bytes, size);
    if (!yaml_parser_load(parser, &document))
        return parser_failure(parser, turning->path, bytes, size, turning->diags);
    turning->document = &document;
    const struct node *root = NULL;
    bool last = yaml_document_get_root_node(&document) == NULL;
    enum result result = turn_root(turning, &root);
    if (result == RESULT_OK && !last)
        result = check_no_more(parser, turning->path, bytes, size, turning->diags);
    yaml_document_delete(&document);
    if (result == RESULT_OK)
        *ret = root;
    return result;
}

enum result yaml_read(const struct node **ret, struct arena *arena, const char *path,
    const char *bytes, size_t size, struct diags *diags)
{
    if (size > YAML_BYTES_MOST) {
        diag_add(diags, DIAG_ERROR, (struct place){path, 0, 0},
            "a configuration file may have 4 MiB at most");
        return RESULT_INVALID;
    }
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        return RESULT_NO_MEMORY;
    struct turning turning = {.arena = arena, .path = path, .diags = diags};
    enum result result = read_document(&parser, &turning, bytes, size, ret);
    yaml_parser_delete(&parser);
    return result;
}

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "core/base/intern.h"
#include "core/config/entries.h"
#include "core/config/node.h"

/* A node, and what matters about it where an alias leads to it again. */
struct made {
    const struct node *node;
    unsigned height; /* levels of nesting below and including it */
    size_t expanded; /* nodes it stands for with every alias followed, as far as it matters */
    bool open;       /* still being composed: an alias to it would be inside what it stands for */
};

/* libyaml gives events; its own documents leak when memory runs out. */
struct composing {
    yaml_parser_t parser;
    const char *bytes;
    size_t size;
    struct interned *anchors;
    struct made *anchored; /* by the anchor's number − 1 */
    size_t anchored_count, anchored_room;
    size_t node_count;
    size_t merged; /* entries copied by merge keys so far */
    struct arena *arena;
    const char *path;
    struct diags *diags;
};

/* --- faults ----------------------------------------------------------------------------------- */

static struct place place_of_mark(const struct composing *composing, yaml_mark_t mark)
{
    return (struct place){composing->path, (unsigned)mark.line + 1, (unsigned)mark.column + 1};
}

static enum result refuse(struct composing *composing, yaml_mark_t mark, const char *text)
{
    diag_add(composing->diags, DIAG_ERROR, place_of_mark(composing, mark), "%s", text);
    return RESULT_INVALID;
}

static enum result refuse_node(
    struct composing *composing, const struct node *node, const char *text)
{
    struct place place = {composing->path, node->line, node->column};
    diag_add(composing->diags, DIAG_ERROR, place, "%s", text);
    return RESULT_INVALID;
}

/* Where a byte that is no text stands: libyaml only knows its offset. */
static yaml_mark_t mark_of_offset(const struct composing *composing, size_t offset)
{
    yaml_mark_t mark = {0};
    for (size_t i = 0; i < offset && i < composing->size; i++) {
        bool line_end = composing->bytes[i] == '\n';
        mark.column = line_end ? 0 : mark.column + 1;
        mark.line += line_end;
    }
    return mark;
}

static enum result parser_failure(struct composing *composing)
{
    const yaml_parser_t *parser = &composing->parser;
    if (parser->error == YAML_MEMORY_ERROR || parser->problem == NULL)
        return RESULT_NO_MEMORY;
    yaml_mark_t mark = parser->error == YAML_READER_ERROR
                           ? mark_of_offset(composing, parser->problem_offset)
                           : parser->problem_mark;
    diag_add(composing->diags, DIAG_ERROR, place_of_mark(composing, mark),
        "this is not valid YAML: %s", parser->problem);
    return RESULT_INVALID;
}

/* --- events ----------------------------------------------------------------------------------- */

static enum result compose(
    struct composing *composing, const yaml_event_t *event, unsigned depth, struct made *ret);

/* The next node, or *ret_end when `end` comes instead of one. */
static enum result compose_next(struct composing *composing, unsigned depth, yaml_event_type_t end,
    struct made *ret, bool *ret_end)
{
    yaml_event_t event;
    if (!yaml_parser_parse(&composing->parser, &event))
        return parser_failure(composing);
    *ret_end = event.type == end;
    enum result result = *ret_end ? RESULT_OK : compose(composing, &event, depth, ret);
    yaml_event_delete(&event);
    return result;
}

/* What a node stands for is what its parts stand for and itself. */
static void account(struct made *whole, const struct made *part)
{
    /* Bounded, so that sums of sums cannot wrap: past the limit it does not matter by how much. */
    const size_t most = SIZE_MAX / 4;
    size_t left = most - whole->expanded;
    whole->expanded += part->expanded < left ? part->expanded : left;
    if (part->height + 1 > whole->height)
        whole->height = part->height + 1;
}

/* --- text ------------------------------------------------------------------------------------- */

static bool is_empty(const yaml_event_t *event)
{
    static const char *const words[] = {"", "~", "null", "Null", "NULL"};
    const char *text = (const char *)event->data.scalar.value;
    bool plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    for (size_t i = 0; plain && i < sizeof words / sizeof words[0]; i++)
        if (strcmp(text, words[i]) == 0)
            return true;
    return false;
}

static enum result compose_text(
    struct composing *composing, const yaml_event_t *event, struct node *node)
{
    const char *text = (const char *)event->data.scalar.value;
    if (strlen(text) != event->data.scalar.length)
        return refuse_node(composing, node, "text must not contain a NUL character");
    node->kind = NODE_TEXT;
    node->text = arena_copy(composing->arena, text);
    node->empty = is_empty(event);
    return node->text != NULL ? RESULT_OK : RESULT_NO_MEMORY;
}

/* --- lists ------------------------------------------------------------------------------------ */

struct items {
    const struct node **nodes;
    size_t count, room;
};

static enum result gather_items(
    struct composing *composing, unsigned depth, struct made *own, struct items *items)
{
    for (;;) {
        struct made made = {0};
        bool end = false;
        enum result result =
            compose_next(composing, depth + 1, YAML_SEQUENCE_END_EVENT, &made, &end);
        if (result != RESULT_OK || end)
            return result;
        const struct node **item =
            grow_one(&items->nodes, &items->count, &items->room, sizeof *items->nodes);
        if (item == NULL)
            return RESULT_NO_MEMORY;
        *item = made.node;
        account(own, &made);
    }
}

static enum result compose_list(
    struct composing *composing, unsigned depth, struct node *node, struct made *own)
{
    struct items items = {0};
    enum result result = gather_items(composing, depth, own, &items);
    if (result == RESULT_OK) {
        node->kind = NODE_LIST;
        node->items = (void *)arena_copy_bytes(
            composing->arena, (const char *)items.nodes, items.count * sizeof *items.nodes);
        node->count = items.count;
        result = node->items != NULL ? RESULT_OK : RESULT_NO_MEMORY;
    }
    free(items.nodes);
    return result;
}

/* --- maps ------------------------------------------------------------------------------------- */

static enum result gather_entries(
    struct composing *composing, unsigned depth, struct made *own, struct entries *entries)
{
    for (;;) {
        struct made key = {0}, value = {0};
        bool end = false;
        enum result result = compose_next(composing, depth + 1, YAML_MAPPING_END_EVENT, &key, &end);
        if (result != RESULT_OK || end)
            return result;
        result = compose_next(composing, depth + 1, YAML_NO_EVENT, &value, &end);
        if (result == RESULT_OK)
            result = entries_add(entries, (struct node_entry){key.node, value.node});
        if (result != RESULT_OK)
            return result;
        account(own, &value);
    }
}

static enum result compose_map(
    struct composing *composing, unsigned depth, struct node *node, struct made *own)
{
    struct entries entries;
    entries_init(&entries, composing->path, composing->diags, &composing->merged);
    enum result result = gather_entries(composing, depth, own, &entries);
    if (result == RESULT_OK)
        result = entries_finish(&entries, composing->arena, node);
    entries_done(&entries);
    return result;
}

/* --- anchors and aliases ---------------------------------------------------------------------- */

static const char *anchor_of(const yaml_event_t *event)
{
    const yaml_char_t *anchor = event->type == YAML_SCALAR_EVENT ? event->data.scalar.anchor
                                : event->type == YAML_SEQUENCE_START_EVENT
                                    ? event->data.sequence_start.anchor
                                    : event->data.mapping_start.anchor;
    return (const char *)anchor;
}

/* *ret_number is 0 where there is no anchor. */
static enum result open_anchor(
    struct composing *composing, const yaml_event_t *event, uint32_t *ret_number)
{
    const char *anchor = anchor_of(event);
    *ret_number = 0;
    if (anchor == NULL)
        return RESULT_OK;
    uint32_t number = intern_add(composing->anchors, anchor, strlen(anchor));
    if (number == INTERN_FAILED)
        return RESULT_NO_MEMORY;
    if (number <= composing->anchored_count)
        return refuse(composing, event->start_mark, "this anchor is here twice");
    struct made *made = grow_one(
        &composing->anchored, &composing->anchored_count, &composing->anchored_room, sizeof *made);
    if (made == NULL)
        return RESULT_NO_MEMORY;
    made->open = true;
    *ret_number = number;
    return RESULT_OK;
}

static enum result follow_alias(
    struct composing *composing, const yaml_event_t *event, unsigned depth, struct made *ret)
{
    const char *anchor = (const char *)event->data.alias.anchor;
    uint32_t number = intern_find(composing->anchors, anchor, strlen(anchor));
    if (number == 0)
        return refuse(composing, event->start_mark, "there is no such anchor before this alias");
    const struct made *made = &composing->anchored[number - 1];
    if (made->open)
        return refuse(
            composing, event->start_mark, "an alias may not be inside what it stands for");
    if (depth + made->height > YAML_NESTING_MOST)
        return refuse(composing, event->start_mark, "nested more than 64 levels deep");
    *ret = *made;
    return RESULT_OK;
}

/* --- nodes ------------------------------------------------------------------------------------ */

static enum result compose_new(
    struct composing *composing, const yaml_event_t *event, unsigned depth, struct made *ret)
{
    struct node *node = arena_take(composing->arena, sizeof *node);
    if (node == NULL)
        return RESULT_NO_MEMORY;
    node->line = (unsigned)event->start_mark.line + 1;
    node->column = (unsigned)event->start_mark.column + 1;
    node->text = "";
    composing->node_count++;
    *ret = (struct made){.node = node, .height = 1, .expanded = 1};
    if (event->type == YAML_SCALAR_EVENT)
        return compose_text(composing, event, node);
    if (event->type == YAML_SEQUENCE_START_EVENT)
        return compose_list(composing, depth, node, ret);
    return compose_map(composing, depth, node, ret);
}

/* The node an event begins, with all that is below it; `depth` counts the levels above. */
static enum result compose(
    struct composing *composing, const yaml_event_t *event, unsigned depth, struct made *ret)
{
    uint32_t anchor;
    if (event->type == YAML_ALIAS_EVENT)
        return follow_alias(composing, event, depth, ret);
    if (depth >= YAML_NESTING_MOST)
        return refuse(composing, event->start_mark, "nested more than 64 levels deep");
    enum result result = open_anchor(composing, event, &anchor);
    if (result == RESULT_OK)
        result = compose_new(composing, event, depth, ret);
    if (result == RESULT_OK && anchor > 0)
        composing->anchored[anchor - 1] = *ret;
    return result;
}

/* --- the document ----------------------------------------------------------------------------- */

/* Passes one event by; *ret_type is what it was, *ret_mark where. */
static enum result skip_event(
    struct composing *composing, yaml_event_type_t *ret_type, yaml_mark_t *ret_mark)
{
    yaml_event_t event;
    if (!yaml_parser_parse(&composing->parser, &event))
        return parser_failure(composing);
    *ret_type = event.type;
    *ret_mark = event.start_mark;
    yaml_event_delete(&event);
    return RESULT_OK;
}

static enum result empty_map(struct composing *composing, const struct node **ret)
{
    struct node *node = arena_take(composing->arena, sizeof *node);
    if (node == NULL)
        return RESULT_NO_MEMORY;
    *node = (struct node){.kind = NODE_MAP, .line = 1, .column = 1, .text = ""};
    *ret = node;
    return RESULT_OK;
}

static enum result compose_root(struct composing *composing, const struct node **ret)
{
    struct made root = {0};
    bool end = false;
    enum result result = compose_next(composing, 0, YAML_NO_EVENT, &root, &end);
    if (result != RESULT_OK)
        return result;
    if (root.expanded > composing->node_count + YAML_EXPANDED_MOST)
        return refuse_node(composing, root.node, "aliases expand to more than 100,000 nodes");
    *ret = root.node;
    return RESULT_OK;
}

/* Stream start, document start, the root, document end, stream end. */
static enum result compose_stream(struct composing *composing, const struct node **ret)
{
    yaml_event_type_t type = YAML_NO_EVENT;
    yaml_mark_t mark = {0};
    enum result result = skip_event(composing, &type, &mark);
    if (result == RESULT_OK)
        result = skip_event(composing, &type, &mark);
    if (result != RESULT_OK)
        return result;
    if (type == YAML_STREAM_END_EVENT)
        return empty_map(composing, ret);
    const struct node *root = NULL;
    result = compose_root(composing, &root);
    if (result == RESULT_OK)
        result = skip_event(composing, &type, &mark);
    if (result == RESULT_OK)
        result = skip_event(composing, &type, &mark);
    if (result == RESULT_OK && type != YAML_STREAM_END_EVENT)
        result = refuse(composing, mark, "a file holds one document, here begins a second");
    if (result == RESULT_OK)
        *ret = root;
    return result;
}

static enum result parse(struct composing *composing, const struct node **ret)
{
    if (!yaml_parser_initialize(&composing->parser))
        return RESULT_NO_MEMORY;
    yaml_parser_set_input_string(
        &composing->parser, (const unsigned char *)composing->bytes, composing->size);
    enum result result = compose_stream(composing, ret);
    yaml_parser_delete(&composing->parser);
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
    struct composing composing = {.bytes = bytes,
        .size = size,
        .anchors = intern_create(),
        .arena = arena,
        .path = path,
        .diags = diags};
    enum result result = composing.anchors != NULL ? parse(&composing, ret) : RESULT_NO_MEMORY;
    intern_destroy(composing.anchors);
    free(composing.anchored);
    return result;
}

#include "core/config/trees.h"

#include <string.h>

#include "core/base/hash.h"

/* The number goes up when the same YAML is to become another tree. */
static const char heading[] = "teamtop trees 1\n";

#define HASH_SIZE 8

/* --- a tree as bytes: every node's head, then what is in it -------------------------------------- */

#define EMPTY 4 /* beside the kind */

static void count_nodes(const struct node *node, size_t *count)
{
    if (++*count > CONFIG_MEMORY_MOST)
        return;
    for (size_t i = 0; node->kind == NODE_LIST && i < node->count; i++)
        count_nodes(node->items[i], count);
    for (size_t i = 0; node->kind == NODE_MAP && i < node->count; i++) {
        ++*count;
        count_nodes(node->entries[i].value, count);
    }
}

static void write_text(struct buffer *out, const char *text)
{
    const size_t length = strlen(text);
    varint_write(out, length);
    buffer_add(out, text, length + 1);
}

/* Aliases can make a small document large: past what is kept nothing more is written. */
static void write_node(struct buffer *out, const struct node *node)
{
    if (out->length > CONFIG_MEMORY_MOST)
        return;
    varint_write(out, (unsigned)node->kind | (node->empty ? EMPTY : 0));
    varint_write(out, node->line);
    varint_write(out, node->column);
    if (node->kind == NODE_TEXT) {
        write_text(out, node->text);
        return;
    }
    varint_write(out, node->count);
    for (size_t i = 0; node->kind == NODE_LIST && i < node->count; i++)
        write_node(out, node->items[i]);
    for (size_t i = 0; node->kind == NODE_MAP && i < node->count; i++) {
        write_node(out, node->entries[i].key);
        write_node(out, node->entries[i].value);
    }
}

void tree_write(struct buffer *out, const struct node *root)
{
    size_t count = 0;
    count_nodes(root, &count);
    varint_write(out, count);
    write_node(out, root);
}

/* Nodes handed out from one piece. */
struct growing {
    struct reader *reader;
    struct arena *arena;
    struct node *nodes;
    size_t left;
    bool no_memory;
};

static struct node *read_node(struct growing *growing, unsigned depth);

static const char *read_text(struct reader *reader)
{
    const size_t length = varint_read_bounded(reader, YAML_BYTES_MOST);
    const uint8_t *const text = reader_take(reader, length + 1);
    if (text == NULL || memchr(text, '\0', length + 1) != text + length) {
        reader->failed = true;
        return "";
    }
    return (const char *)text;
}

/* Room for what is in a list or mapping, of which everything takes at least a byte. */
static void *take_room(struct growing *growing, size_t count, size_t size)
{
    struct reader *const reader = growing->reader;
    reader->failed |= count > reader->size - reader->at;
    if (reader->failed)
        return NULL;
    void *const room = arena_take(growing->arena, count * size);
    growing->no_memory |= room == NULL;
    reader->failed |= room == NULL;
    return room;
}

static void read_items(struct growing *growing, struct node *node, unsigned depth)
{
    const struct node **const items = take_room(growing, node->count, sizeof *items);
    for (size_t i = 0; !growing->reader->failed && i < node->count; i++)
        items[i] = read_node(growing, depth + 1);
    node->items = items;
}

static void read_entries(struct growing *growing, struct node *node, unsigned depth)
{
    struct node_entry *const entries = take_room(growing, node->count, sizeof *entries);
    for (size_t i = 0; !growing->reader->failed && i < node->count; i++) {
        entries[i].key = read_node(growing, depth + 1);
        if (!growing->reader->failed && entries[i].key->kind != NODE_TEXT)
            growing->reader->failed = true;
        entries[i].value = read_node(growing, depth + 1);
    }
    node->entries = entries;
}

/* A line or a column: there is none before the first. */
static unsigned read_place(struct reader *reader)
{
    const unsigned place = (unsigned)varint_read_bounded(reader, UINT32_MAX);
    reader->failed |= place == 0;
    return place;
}

/* NULL, and the reader has failed. */
static struct node *read_node(struct growing *growing, unsigned depth)
{
    struct reader *const reader = growing->reader;
    if (reader->failed || growing->left == 0 || depth >= YAML_NESTING_MOST) {
        reader->failed = true;
        return NULL;
    }
    struct node *const node = growing->nodes++;
    growing->left--;
    const uint64_t head = varint_read_bounded(reader, NODE_MAP | EMPTY);
    node->kind = (enum node_kind)(head & (EMPTY - 1));
    node->empty = (head & EMPTY) != 0;
    node->line = read_place(reader);
    node->column = read_place(reader);
    node->text = node->kind == NODE_TEXT ? read_text(reader) : "";
    node->count = node->kind != NODE_TEXT ? varint_read_bounded(reader, CONFIG_MEMORY_MOST) : 0;
    if (node->kind == NODE_LIST)
        read_items(growing, node, depth);
    else if (node->kind == NODE_MAP)
        read_entries(growing, node, depth);
    else if (node->kind != NODE_TEXT)
        reader->failed = true;
    return reader->failed ? NULL : node;
}

enum result tree_read(struct reader *reader, struct arena *arena, const struct node **ret)
{
    struct growing growing = {.reader = reader, .arena = arena};
    growing.left = varint_read_bounded(reader, CONFIG_MEMORY_MOST);
    growing.nodes = take_room(&growing, growing.left, sizeof *growing.nodes);
    const struct node *const root = read_node(&growing, 0);
    if (root == NULL)
        return growing.no_memory ? RESULT_NO_MEMORY : RESULT_INVALID;
    *ret = root;
    return RESULT_OK;
}

/* --- all documents ------------------------------------------------------------------------------- */

static uint64_t number_at(const uint8_t *bytes)
{
    uint64_t number = 0;
    for (unsigned i = 0; i < HASH_SIZE; i++)
        number |= (uint64_t)bytes[i] << (8 * i);
    return number;
}

/* What was written whole: heading, trees, and a check of both. */
static bool is_whole(const struct buffer *bytes)
{
    const size_t least = sizeof heading - 1 + HASH_SIZE;
    if (bytes->failed || bytes->length < least || bytes->length > CONFIG_MEMORY_MOST ||
        memcmp(bytes->bytes, heading, sizeof heading - 1) != 0)
        return false;
    const uint8_t *const start = (const uint8_t *)bytes->bytes;
    const size_t checked = bytes->length - HASH_SIZE;
    return hash_block(HASH_START, start, checked) == number_at(start + checked);
}

static void find_trees(struct trees *trees, struct reader reader)
{
    while (reader.at < reader.size && trees->recalled_count < TREES_DOCUMENTS_MOST) {
        struct tree tree = {0};
        const uint8_t *const hash = reader_take(&reader, HASH_SIZE);
        tree.of.hash = hash != NULL ? number_at(hash) : 0;
        tree.of.size = varint_read_bounded(&reader, YAML_BYTES_MOST);
        tree.bytes.size = varint_read_bounded(&reader, CONFIG_MEMORY_MOST);
        tree.bytes.bytes = reader_take(&reader, tree.bytes.size);
        if (reader.failed)
            return;
        trees->recalled[trees->recalled_count++] = tree;
    }
}

enum result trees_recall(
    struct trees *trees, const struct config_memory *memory, struct arena *arena)
{
    *trees = (struct trees){.memory = memory, .arena = arena};
    if (memory == NULL)
        return RESULT_OK;
    struct buffer bytes = {0};
    memory->recall(memory->context, &bytes);
    enum result result = RESULT_OK;
    if (is_whole(&bytes)) {
        const size_t start = sizeof heading - 1, end = bytes.length - HASH_SIZE;
        const char *const kept = arena_copy_bytes(arena, bytes.bytes + start, end - start);
        if (kept != NULL)
            find_trees(trees, (struct reader){(const uint8_t *)kept, end - start, 0, false});
        result = kept != NULL ? RESULT_OK : RESULT_NO_MEMORY;
    }
    buffer_done(&bytes);
    return result;
}

static void add(struct trees *trees, struct document_bytes of, const struct node *root)
{
    if (trees->read_count < TREES_DOCUMENTS_MOST)
        trees->read[trees->read_count++] = (struct tree){.of = of, .root = root};
}

enum result trees_find(struct trees *trees, struct document_bytes of, const struct node **ret)
{
    *ret = NULL;
    for (size_t i = 0; i < trees->recalled_count; i++) {
        struct tree *const tree = &trees->recalled[i];
        if (tree->of.hash != of.hash || tree->of.size != of.size)
            continue;
        const enum result result = tree_read(&tree->bytes, trees->arena, ret);
        if (result == RESULT_OK)
            add(trees, of, *ret);
        return result == RESULT_NO_MEMORY ? result : RESULT_OK;
    }
    return RESULT_OK;
}

void trees_add(struct trees *trees, struct document_bytes of, const struct node *root)
{
    trees->parsed = true;
    add(trees, of, root);
}

static void write_hash(struct buffer *out, uint64_t hash)
{
    uint8_t bytes[HASH_SIZE];
    for (unsigned i = 0; i < HASH_SIZE; i++)
        bytes[i] = (uint8_t)(hash >> (8 * i));
    buffer_add(out, bytes, sizeof bytes);
}

static void write_tree(struct buffer *out, const struct tree *tree)
{
    struct buffer bytes = {0};
    tree_write(&bytes, tree->root);
    write_hash(out, tree->of.hash);
    varint_write(out, tree->of.size);
    varint_write(out, bytes.length);
    buffer_add(out, bytes.bytes, bytes.length);
    out->failed |= bytes.failed;
    buffer_done(&bytes);
}

/* Without memory, or where it would be too much, nothing is kept: it can be made again. */
void trees_keep(const struct trees *trees)
{
    if (trees->memory == NULL || (!trees->parsed && trees->read_count == trees->recalled_count))
        return;
    struct buffer bytes = {0};
    buffer_add(&bytes, heading, sizeof heading - 1);
    for (size_t i = 0; i < trees->read_count && bytes.length <= CONFIG_MEMORY_MOST; i++)
        write_tree(&bytes, &trees->read[i]);
    if (!bytes.failed)
        write_hash(&bytes, hash_block(HASH_START, bytes.bytes, bytes.length));
    if (!bytes.failed && bytes.length <= CONFIG_MEMORY_MOST)
        trees->memory->keep(trees->memory->context, &bytes);
    buffer_done(&bytes);
}

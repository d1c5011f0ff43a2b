/*
 * node.h: a YAML document as a tree of nodes that know where they stand.
 *
 * The only door to libyaml: aliases are resolved, merge keys merged, keys unique. Nodes and their
 * text live in the arena that was given; a node reached through an alias is shared, never copied.
 * What is no YAML, too large, nested too deep, an alias that contains itself or expands without end
 * is refused with a message.
 */
#ifndef TEAMTOP_CONFIG_NODE_H
#define TEAMTOP_CONFIG_NODE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/diag.h"
#include "core/base/grow.h"
#include "core/base/result.h"

#define YAML_BYTES_MOST    (4u << 20)
#define YAML_NESTING_MOST  64
#define YAML_EXPANDED_MOST 100000 /* nodes that aliases and merge keys may add */

enum node_kind {
    NODE_TEXT,
    NODE_LIST,
    NODE_MAP,
};

struct node {
    enum node_kind kind;
    unsigned line, column; /* from 1; columns count characters */
    const char *text;      /* NODE_TEXT: as written, without NUL inside, not cleaned; else "" */
    bool empty;            /* nothing, ~ or null without quotes */
    size_t count;          /* of items or entries */
    const struct node *const *items;  /* NODE_LIST */
    const struct node_entry *entries; /* NODE_MAP */
};

struct node_entry {
    const struct node *key; /* NODE_TEXT, different from all other keys of the map */
    const struct node *value;
};

/* Reads one document of `size` bytes. An empty one is an empty map. `path` is what messages say.
 * RESULT_INVALID (with a message) or RESULT_NO_MEMORY. */
MUST_CHECK enum result yaml_read(const struct node **ret, struct arena *arena, const char *path,
    const char *bytes, size_t size, struct diags *diags);

#endif

/*
 * trees.h: the documents of a configuration as the trees they were read into the last time.
 *
 * A document with the same bytes as then needs no parsing, which is most of what a start costs. Trees
 * own nothing: what is recalled lives in the arena, keeping is up to a config_memory. What was
 * recalled is not trusted: damage, another format or other bytes mean that nothing is known.
 */
#ifndef TEAMTOP_CONFIG_TREES_H
#define TEAMTOP_CONFIG_TREES_H

#include <stdint.h>

#include "core/config/config.h"
#include "core/config/node.h"
#include "core/model/varint.h"

#define TREES_DOCUMENTS_MOST 32 /* that are kept; further ones are parsed */

/* A document's bytes, as far as it matters whether they are the same. */
struct document_bytes {
    uint64_t hash; /* of its name and its bytes */
    size_t size;
};

struct tree {
    struct document_bytes of;
    const struct node *root; /* NULL: still to be made of `bytes` */
    struct reader bytes;
};

struct trees {
    const struct config_memory *memory; /* NULL: there is none, and nothing is kept */
    struct arena *arena;
    struct tree recalled[TREES_DOCUMENTS_MOST], read[TREES_DOCUMENTS_MOST];
    size_t recalled_count, read_count;
    bool parsed; /* something was not known, so that what is kept is no longer right */
};

/* RESULT_NO_MEMORY; whatever else is wrong with what is kept: nothing is known. */
MUST_CHECK enum result trees_recall(
    struct trees *trees, const struct config_memory *memory, struct arena *arena);

/* The tree of a document with these bytes; *ret is NULL where it is not known. RESULT_NO_MEMORY. */
MUST_CHECK enum result trees_find(
    struct trees *trees, struct document_bytes of, const struct node **ret);

/* A document that was parsed; its tree lives as long as the arena. */
void trees_add(struct trees *trees, struct document_bytes of, const struct node *root);

/* Has all that was found and added kept, unless that is what is kept already. */
void trees_keep(const struct trees *trees);

/* A tree as bytes, and back: RESULT_INVALID for damage, RESULT_NO_MEMORY. Texts stay where they are in
 * the reader's bytes. A node that aliases lead to is written wherever it is. */
void tree_write(struct buffer *out, const struct node *root);
MUST_CHECK enum result tree_read(
    struct reader *reader, struct arena *arena, const struct node **ret);

#endif

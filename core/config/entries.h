/*
 * entries.h: the entries of a mapping while it is put together.
 *
 * Keys are unique; "<<" names mappings whose entries are added where the mapping has no such key
 * itself. Keys and values are borrowed until entries_finish() copies the entries into an arena.
 * What people wrote wrong is RESULT_INVALID with a message, else only memory can fail.
 */
#ifndef TEAMTOP_CONFIG_ENTRIES_H
#define TEAMTOP_CONFIG_ENTRIES_H

#include <stddef.h>

#include "core/base/diag.h"
#include "core/base/grow.h"
#include "core/base/result.h"
#include "core/config/node.h"

struct interned;

struct entries {
    const char *path; /* of the document, for messages */
    struct diags *diags;
    size_t *merged;        /* entries that merge keys added to the document so far, bounded */
    struct interned *keys; /* a key's number is its place among the items, from 1; NULL: few */
    struct node_entry *items;
    size_t count, room;
    const struct node *merge; /* the value of "<<" */
};

void entries_init(struct entries *entries, const char *path, struct diags *diags, size_t *merged);
void entries_done(struct entries *entries);

MUST_CHECK enum result entries_add(struct entries *entries, struct node_entry entry);

/* Makes `node` the mapping of all entries, merged ones last. */
MUST_CHECK enum result entries_finish(
    struct entries *entries, struct arena *arena, struct node *node);

#endif

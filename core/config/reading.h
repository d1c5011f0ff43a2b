/*
 * reading.h: reading a document by its table of keys.
 *
 * One table per mapping says each key's name, what it takes, what it is for and which function
 * reads it; the same table finds unknown keys, suggests known ones and draws the reference page.
 * Readers write into a target and keep going after a fault, so that one run reports them all; what
 * is read lives in the reading's arena, and nothing of it in the document. Nobody checks results
 * here: `faults` counts what was said, and `no_memory` sticks once memory ran out.
 */
#ifndef TEAMTOP_CONFIG_READING_H
#define TEAMTOP_CONFIG_READING_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "core/base/diag.h"
#include "core/base/grow.h"
#include "core/config/node.h"
#include "core/model/service.h"

struct reading {
    const char *path; /* of the document, for messages */
    const char *directory;
    struct diags *diags;
    struct service *service;
    struct arena *arena;     /* the service's */
    struct arena *documents; /* theirs: what lives here ends with the reading */
    size_t faults;
    bool no_memory;
};

struct key;
typedef void key_read(
    struct reading *reading, const struct key *key, const struct node *value, void *target);

/* What a key's value is made of when it is a mapping (or a list or mapping of mappings). */
struct key_table {
    const struct key *keys;
    size_t count;
};

struct key {
    const char *name;
    key_read *read;
    size_t offset; /* of what `read` fills, inside the table's target */
    bool required;
    const char *takes; /* ends "… must be": "a date YYYY-MM-DD" */
    const char *help;  /* one line */
    const struct key_table *inner;
};

#define KEY_TABLE(keys)                                                                            \
    {                                                                                              \
        keys, sizeof(keys) / sizeof(keys)[0]                                                       \
    }

/* Reads a mapping: every key of the table that is there, in the order of the table (a later one may
 * rely on an earlier one), then says what is missing or unknown. A null value counts as absent. */
void keys_read(
    struct reading *reading, const struct key_table *table, const struct node *map, void *target);

/* The value of a key of a mapping, or NULL when it is absent or null. */
const struct node *node_find(const struct node *map, const char *name);

/* --- faults ----------------------------------------------------------------------------------- */

void fault(struct reading *reading, const struct node *at, const char *format, ...)
    PRINTF_LIKE(3, 4);

/* "x" must be …, not …: by the key's `takes`. */
void fault_value(struct reading *reading, const struct key *key, const struct node *value);

/* Words somebody could have meant: structs or pointers whose first member is the text. */
struct choices {
    const void *first;
    size_t stride;
    size_t count;
};
const char *choice_at(struct choices choices, size_t index);
/* Its place among the choices, or −1. */
int choice_find(struct choices choices, const char *word);

/* unknown level "localty" (did you mean "locality"?) */
void fault_unknown(struct reading *reading, const struct node *at, const char *what,
    const char *word, struct choices choices);

/* --- memory ----------------------------------------------------------------------------------- */

/* Zeroed room for `count` elements; NULL and no_memory set when there is none. */
void *reading_take(struct reading *reading, size_t count, size_t size);
/* The same for as long as the documents are read. */
void *reading_borrow(struct reading *reading, size_t count, size_t size);
/* Text as it is: that of nodes goes with their document. "" and no_memory set when there is no room. */
const char *reading_keep(struct reading *reading, const char *text);
/* Text as it may be shown: cleaned, blanks for line ends, no outer blanks. NULL and no_memory set
 * when there is no room. */
const char *reading_clean(struct reading *reading, const char *text);

#endif

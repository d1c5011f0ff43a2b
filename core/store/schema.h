/*
 * schema.h: the tables of a SQLite store and how older ones become newer; private to core/store.
 *
 * A schema is a list of steps: step n takes a store from schema n to n + 1, and the number a store
 * has reached is in its header (user_version). Upgrading is one transaction: it happens whole or
 * not at all. A file that is not teamtop's, or newer than this program, is refused with RESULT_IO.
 */
#ifndef TEAMTOP_STORE_SCHEMA_H
#define TEAMTOP_STORE_SCHEMA_H

#include "core/store/sqlite.h"

struct schema {
    const char *const *steps; /* SQL scripts */
    int count;
};

/* What this program reads and writes. */
extern const struct schema store_schema;

/* Brings a store that is empty or older to this schema; `path` is for messages. */
MUST_CHECK enum result schema_upgrade(
    struct sqlite *db, const struct schema *schema, const char *path, struct diags *diags);

/* For readers, who change nothing: RESULT_IO unless the store has exactly this schema. */
MUST_CHECK enum result schema_check(
    struct sqlite *db, const struct schema *schema, const char *path, struct diags *diags);

#endif

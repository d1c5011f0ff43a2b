/*
 * sqlite_schema.h: the tables of a SQLite store; private to core/store.
 *
 * Data for schema.h: the steps, and where in its file a store says whose it is and which it has
 * reached. Owns nothing and cannot fail.
 */
#ifndef TEAMTOP_STORE_SQLITE_SCHEMA_H
#define TEAMTOP_STORE_SQLITE_SCHEMA_H

#include "core/store/schema.h"

/* What this program reads and writes. */
extern const struct schema sqlite_schema;

#endif

/*
 * postgres_schema.h: the tables of a PostgreSQL store, and who may see what in them; private to
 * core/store.
 *
 * Data for schema.h. A store is the schema "teamtop" of its database; its comment says which one it
 * has reached. Row security is part of the tables: a role sees the rows of the units that stand
 * beside it (or beside a role it is a member of) in the table "scope", and nothing without one.
 * Owns nothing and cannot fail.
 */
#ifndef TEAMTOP_STORE_POSTGRES_SCHEMA_H
#define TEAMTOP_STORE_POSTGRES_SCHEMA_H

#include "core/store/schema.h"

/* Any number will do that nobody else takes in the same database: "TemT". */
#define POSTGRES_WRITER_LOCK "1415933268"

/* What this program reads and writes. */
extern const struct schema postgres_schema;

#endif

/*
 * schema.h: the tables of a store and how older ones become newer; private to core/store.
 *
 * A schema is a list of steps: step n takes a store from schema n to n + 1, and the number a store
 * has reached is written in it, beside a mark that says whose it is. Upgrading is one transaction:
 * it happens whole or not at all. What is not teamtop's, or newer than this program, is refused
 * with RESULT_IO.
 */
#ifndef TEAMTOP_STORE_SCHEMA_H
#define TEAMTOP_STORE_SCHEMA_H

#include "core/base/diag.h"
#include "core/store/sql.h"

struct schema {
    const char *const *steps; /* SQL scripts */
    int count;
    /* How its kind of database tells these, each a question that answers one number: */
    const char *application; /* SCHEMA_OURS, 0 when nobody has claimed it */
    const char *reached;     /* the number of the schema it has */
    const char *strangers;   /* how many things are in it when nobody has claimed it */
    const char *begin;       /* begins a transaction beside which no other upgrade runs */
    const char *mark[2];     /* what stands around the number in a script that makes it ours */
};

#define SCHEMA_OURS                                                                                \
    0x54656d54 /* "TemT": in a file's header `file` and we know whose it is                        \
                */

/* Brings a store that is empty or older to this schema; `name` is for messages. */
MUST_CHECK enum result schema_upgrade(
    struct sql *db, const struct schema *schema, const char *name, struct diags *diags);

/* For readers, who change nothing: RESULT_IO unless the store has exactly this schema. */
MUST_CHECK enum result schema_check(
    struct sql *db, const struct schema *schema, const char *name, struct diags *diags);

#endif

/*
 * scratch_store.h: stores for tests, of the kind that is being tested.
 *
 * That is SQLite in the scratch folder, or, where tests/postgres/with_server.py has started a server
 * for us, PostgreSQL: a database of its own for each test program and name, empty at each test's
 * first call. Keys are kept in the scratch folder. What must work and does not fails the test.
 */
#ifndef TEAMTOP_TESTS_SCRATCH_STORE_H
#define TEAMTOP_TESTS_SCRATCH_STORE_H

#include "core/store/store.h"
#include "tests/core/store/scratch.h"

/* Whether that is PostgreSQL. */
bool scratch_is_postgres(void);

/* The address of the store of this name ("store.db"); nothing is in it unless the test has put it
 * there. Owned by the scratch. */
const char *scratch_store(struct scratch *scratch, const char *name);

/* store_open() there, with the key in the scratch folder. */
enum result scratch_open(struct scratch *scratch, struct store **ret, const char *name,
    enum store_access access, struct diags *diags);

/* Runs a script in the database of this name, as its superuser. PostgreSQL only. */
void scratch_sql(struct scratch *scratch, const char *name, const char *sql);

#endif

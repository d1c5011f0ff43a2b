/*
 * rows.h: what stands in the tables of a store, read and replaced; private to core/store.
 *
 * Each function here is the body of its namesake in store.h, inside whatever transaction the caller
 * has open; the bytes handed to callbacks are the database's until they return. Failures are said by the
 * connection and leave the transaction to be rolled back.
 */
#ifndef TEAMTOP_STORE_ROWS_H
#define TEAMTOP_STORE_ROWS_H

#include "core/store/sql.h"
#include "core/store/store.h"

MUST_CHECK enum result rows_each_series(
    struct sql *db, const char *unit, store_chunk_fn *each, void *context);
MUST_CHECK enum result rows_find_series(struct sql *db, const char *unit, const char *part,
    const char *register_id, store_chunk_fn *each, void *context);
MUST_CHECK enum result rows_each_changed(
    struct sql *db, int64_t since, store_changed_fn *each, void *context);
MUST_CHECK enum result rows_each_register(struct sql *db, store_register_fn *each, void *context);
MUST_CHECK enum result rows_each_feed(
    struct sql *db, const char *unit, store_feed_fn *each, void *context);
MUST_CHECK enum result rows_each_spells(
    struct sql *db, const char *feed, const char *unit, store_chunk_fn *each, void *context);
MUST_CHECK enum result rows_each_feed_spells(
    struct sql *db, const char *feed, store_chunk_fn *each, void *context);

/* The two tables that are replaced whole, for one register or one feed at a time. */
enum rows_table {
    ROWS_SERIES,
    ROWS_SPELLS,
};

/* Makes what belongs to `owner` exactly these rows, sorted by key and sub. */
MUST_CHECK enum result rows_replace(struct sql *db, enum rows_table table, const char *owner,
    const struct store_row *rows, size_t count, size_t *ret_changed);

/* Puts these rows, takes out those without bytes, and leaves the rest. */
MUST_CHECK enum result rows_put(struct sql *db, enum rows_table table, const char *owner,
    const struct store_row *rows, size_t count);

#endif

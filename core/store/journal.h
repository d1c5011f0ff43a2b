/*
 * journal.h: the record of imports in a store; private to core/store.
 *
 * One line per attempt with a file, and the rejected rows of the newest ones. Functions are the
 * bodies of their namesakes in store.h, inside whatever transaction the caller has open. Failures
 * are said by the connection.
 */
#ifndef TEAMTOP_STORE_JOURNAL_H
#define TEAMTOP_STORE_JOURNAL_H

#include "core/store/sql.h"
#include "core/store/store.h"

MUST_CHECK enum result journal_each_import(
    struct sql *db, const char *feed, int most, store_import_fn *each, void *context);
MUST_CHECK enum result journal_each_last_import(
    struct sql *db, const char *feed, enum store_last last, store_import_fn *each, void *context);
MUST_CHECK enum result journal_each_reject(
    struct sql *db, int64_t import_id, store_reject_fn *each, void *context);
MUST_CHECK enum result journal_put_import(struct sql *db, const struct store_import *import,
    const struct store_reject *rejects, size_t reject_count, int64_t *ret_id);
MUST_CHECK enum result journal_touch_import(
    struct sql *db, int64_t import_id, const char *file, int64_t at);

/* True when any file was ever taken: there are case identifiers in the store. */
MUST_CHECK enum result journal_is_used(struct sql *db, bool *ret);

#endif

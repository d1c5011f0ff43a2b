#include "core/store/store.h"

#include <stdlib.h>
#include <string.h>

#include "core/store/backend.h"
#include "core/store/journal.h"
#include "core/store/key.h"
#include "core/store/rows.h"

/* A new kind of store is one more file and one more line here. */
static const struct store_backend *const backends[] = {
    &sqlite_backend,
    &postgres_backend,
};

static const struct store_backend *backend_of(const char *uri)
{
    for (size_t i = 0; i < sizeof backends / sizeof *backends; i++) {
        size_t length = strlen(backends[i]->scheme);
        if (strncmp(uri, backends[i]->scheme, length) == 0 && uri[length] == ':')
            return backends[i];
    }
    return NULL;
}

enum result store_open(
    struct store **ret, const char *uri, enum store_access access, struct diags *diags)
{
    const struct store_backend *backend = backend_of(uri);
    if (!backend) {
        diag_add(diags, DIAG_ERROR, (struct place){0},
            "this teamtop cannot open a store at \"%.*s\" (it knows sqlite:PATH and "
            "postgresql://HOST/DATABASE)",
            (int)strcspn(uri, ":@"), uri);
        return RESULT_INVALID;
    }
    return backend->open(ret, uri + strlen(backend->scheme) + 1, access, diags);
}

uint64_t store_stamp_of(const char *uri)
{
    const struct store_backend *backend = backend_of(uri);
    return backend && backend->stamp ? backend->stamp(uri + strlen(backend->scheme) + 1) : 0;
}

uint64_t store_stamp(const struct store *store)
{
    return store->stamp;
}

enum result store_open_beside(struct store **ret, const struct store *store)
{
    if (store->backend->follow) {
        *ret = NULL;
        return RESULT_OK;
    }
    return store->backend->open(ret, store->name, STORE_READ, NULL);
}

bool store_base(struct store *store, const struct store_backend *backend, const char *name,
    const char *key, struct diags *diags)
{
    *store = (struct store){.backend = backend, .diags = diags, .name = strdup(name)};
    store->key = key ? strdup(key) : NULL;
    return store->name && (store->key || !key);
}

void store_base_done(struct store *store)
{
    free(store->name);
    free(store->key);
}

enum result store_act_for(struct store *store, const char *name)
{
    return store->backend->act_for ? store->backend->act_for(store, name) : RESULT_OK;
}

void store_name_beside(struct buffer *out, const char *beside, const char *feed)
{
    buffer_text(out, beside);
    buffer_add(out, feed, strlen(feed) + 1);
}

void store_close(struct store *store)
{
    if (store)
        store->backend->close(store);
}

struct diags *store_diags(const struct store *store)
{
    return store->diags;
}

const char *store_bell(const struct store *store)
{
    return store->backend->bell(store);
}

/* --- transactions ------------------------------------------------------------------------ */

static void roll_back(struct store *store)
{
    sql_roll_back(store->sql);
    store->writing = false;
}

/* The snapshot is taken by the first question, not by BEGIN. */
static enum result read_state(struct sql *db, int64_t *ret_version, uint64_t *ret_fingerprint)
{
    struct query query = query_begin(db, "SELECT version, fingerprint FROM state");
    int64_t version = 0, fingerprint = 0;
    if (query_next(&query)) {
        version = query_number(&query, 0);
        fingerprint = query_number(&query, 1);
    }
    enum result result = query_end(&query);
    if (result == RESULT_OK) {
        *ret_version = version;
        *ret_fingerprint = (uint64_t)fingerprint;
    }
    return result;
}

static enum result begin_read(struct store *store, int64_t *version, uint64_t *fingerprint)
{
    enum result result = RESULT_OK;
    if (!store->writing) {
        roll_back(store);
        store->stamp = store->backend->stamp ? store->backend->stamp(store->name) : 0;
        result = store->backend->begin_read(store);
    }
    if (result == RESULT_OK)
        result = read_state(store->sql, version, fingerprint);
    if (result != RESULT_OK && !store->writing)
        roll_back(store);
    return result;
}

enum result store_begin_read(struct store *store, int64_t *ret_version, uint64_t *ret_fingerprint)
{
    enum result result = begin_read(store, ret_version, ret_fingerprint);
    if (result != RESULT_OK)
        return result;
    store->version = *ret_version;
    store->reading = true;
    store->resting = false;
    return RESULT_OK;
}

void store_end_read(struct store *store)
{
    if (store->writing)
        return;
    roll_back(store);
    store->reading = store->resting = false;
    store->backend->end_read(store);
}

void store_rest(struct store *store)
{
    if (store->writing || !store->reading || !store->backend->follow)
        return;
    roll_back(store);
    store->resting = true;
}

/* Before each question: a reader that rested goes on where it was, or not at all. */
enum result store_wake(struct store *store)
{
    int64_t version;
    uint64_t fingerprint;
    if (!store->resting || store->writing)
        return RESULT_OK;
    enum result result = begin_read(store, &version, &fingerprint);
    if (result != RESULT_OK)
        return result;
    store->resting = version != store->version;
    if (!store->resting)
        return RESULT_OK;
    roll_back(store);
    return RESULT_BUSY;
}

/* --- following --------------------------------------------------------------------------- */

enum result store_follow(struct store *store, int *ret_descriptor)
{
    if (!store->backend->follow) {
        *ret_descriptor = -1;
        return RESULT_OK;
    }
    store_rest(store); /* what is asked for inside a transaction would end with it */
    return store->backend->follow(store, ret_descriptor);
}

enum store_news store_hear(struct store *store)
{
    return store->backend->hear ? store->backend->hear(store) : STORE_NO_NEWS;
}

bool store_is_connected(const struct store *store)
{
    return !store->backend->is_connected || store->backend->is_connected(store);
}

/* --- writing ----------------------------------------------------------------------------- */

enum result store_begin_write(struct store *store, int wait_ms)
{
    roll_back(store);
    enum result result = store->backend->begin_write(store, wait_ms);
    store->writing = result == RESULT_OK;
    return result;
}

enum result store_commit(struct store *store)
{
    int64_t version = 0;
    enum result result = sql_number(store->sql, "SELECT version FROM state", &version);
    if (result == RESULT_OK)
        result = store->backend->commit(store, version);
    roll_back(store);
    return result;
}

void store_rollback(struct store *store)
{
    roll_back(store);
}

/* --- what stands in the tables ----------------------------------------------------------- */

enum result store_each_series(
    struct store *store, const char *unit, store_chunk_fn *each, void *context)
{
    enum result result = store_wake(store);
    return result == RESULT_OK ? rows_each_series(store->sql, unit, each, context) : result;
}

enum result store_find_series(struct store *store, const char *unit, const char *part,
    const char *register_id, store_chunk_fn *each, void *context)
{
    enum result result = store_wake(store);
    return result == RESULT_OK
               ? rows_find_series(store->sql, unit, part, register_id, each, context)
               : result;
}

enum result store_each_changed(
    struct store *store, int64_t since, store_changed_fn *each, void *context)
{
    enum result result = store_wake(store);
    return result == RESULT_OK ? rows_each_changed(store->sql, since, each, context) : result;
}

enum result store_each_register(struct store *store, store_register_fn *each, void *context)
{
    enum result result = store_wake(store);
    return result == RESULT_OK ? rows_each_register(store->sql, each, context) : result;
}

enum result store_each_feed(
    struct store *store, const char *unit, store_feed_fn *each, void *context)
{
    enum result result = store_wake(store);
    return result == RESULT_OK ? rows_each_feed(store->sql, unit, each, context) : result;
}

enum result store_each_spells(
    struct store *store, const char *feed, const char *unit, store_chunk_fn *each, void *context)
{
    enum result result = store_wake(store);
    return result == RESULT_OK ? rows_each_spells(store->sql, feed, unit, each, context) : result;
}

enum result store_each_feed_spells(
    struct store *store, const char *feed, store_chunk_fn *each, void *context)
{
    enum result result = store_wake(store);
    return result == RESULT_OK ? rows_each_feed_spells(store->sql, feed, each, context) : result;
}

enum result store_each_import(
    struct store *store, const char *feed, int most, store_import_fn *each, void *context)
{
    enum result result = store_wake(store);
    return result == RESULT_OK ? journal_each_import(store->sql, feed, most, each, context)
                               : result;
}

enum result store_each_last_import(struct store *store, const char *feed, enum store_last last,
    store_import_fn *each, void *context)
{
    enum result result = store_wake(store);
    return result == RESULT_OK ? journal_each_last_import(store->sql, feed, last, each, context)
                               : result;
}

enum result store_each_reject(
    struct store *store, int64_t import_id, store_reject_fn *each, void *context)
{
    enum result result = store_wake(store);
    return result == RESULT_OK ? journal_each_reject(store->sql, import_id, each, context) : result;
}

enum result store_replace_series(struct store *store, const char *register_id,
    const struct store_row *rows, size_t count, size_t *ret_changed)
{
    return rows_replace(store->sql, ROWS_SERIES, register_id, rows, count, ret_changed);
}

enum result store_replace_spells(struct store *store, const char *feed,
    const struct store_row *rows, size_t count, size_t *ret_changed)
{
    return rows_replace(store->sql, ROWS_SPELLS, feed, rows, count, ret_changed);
}

enum result store_put_series(
    struct store *store, const char *register_id, const struct store_row *rows, size_t count)
{
    return rows_put(store->sql, ROWS_SERIES, register_id, rows, count);
}

enum result store_put_spells(
    struct store *store, const char *feed, const struct store_row *rows, size_t count)
{
    return rows_put(store->sql, ROWS_SPELLS, feed, rows, count);
}

enum result store_put_import(struct store *store, const struct store_import *import,
    const struct store_reject *rejects, size_t reject_count, int64_t *ret_id)
{
    return journal_put_import(store->sql, import, rejects, reject_count, ret_id);
}

enum result store_touch_import(struct store *store, int64_t import_id, const char *file, int64_t at)
{
    return journal_touch_import(store->sql, import_id, file, at);
}

enum result store_put_fingerprint(struct store *store, uint64_t fingerprint)
{
    struct query query = query_begin(store->sql, "UPDATE state SET fingerprint = ?1");
    query_put_number(&query, 1, (int64_t)fingerprint);
    return query_run(&query);
}

enum result store_grow_version(struct store *store)
{
    return sql_run(store->sql, "UPDATE state SET version = version + 1");
}

/* --- the key ----------------------------------------------------------------------------- */

static enum result refuse_new_key(const struct store *store)
{
    diag_add(store->diags, DIAG_ERROR, (struct place){.file = store->key},
        "the store's key is missing, and without it children already in the store would be counted "
        "again; restore it from a backup, or move the store away and import every extract again");
    return RESULT_IO;
}

static enum result refuse_no_place(const struct store *store)
{
    diag_add(store->diags, DIAG_ERROR, (struct place){.file = store->name},
        "no file is named for the key that case identifiers are hashed with");
    return RESULT_INVALID;
}

static enum result find_or_make_key(struct store *store, uint8_t ret[STORE_KEY_SIZE])
{
    if (key_exists(store->key))
        return key_read(store->key, ret, store->diags);
    bool used = false;
    enum result result = journal_is_used(store->sql, &used);
    if (result != RESULT_OK)
        return result;
    if (used)
        return refuse_new_key(store);
    return key_make(store->key, ret, store->diags);
}

enum result store_key(struct store *store, uint8_t ret[STORE_KEY_SIZE])
{
    uint8_t key[STORE_KEY_SIZE];
    if (!store->key)
        return refuse_no_place(store);
    enum result result = find_or_make_key(store, key);
    if (result == RESULT_OK && store->backend->check_key)
        result = store->backend->check_key(store, key);
    if (result == RESULT_OK)
        memcpy(ret, key, STORE_KEY_SIZE);
    return result;
}

const char *store_key_file(const struct store *store)
{
    return store->key;
}

enum result store_keep_key_at(struct store *store, const char *path)
{
    char *key = strdup(path);
    if (!key)
        return RESULT_NO_MEMORY;
    free(store->key);
    store->key = key;
    return RESULT_OK;
}

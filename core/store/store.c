#include "core/store/store.h"

#include <string.h>

#include "core/store/backend.h"

/* A new kind of store is one more file and one more line here. */
static const struct store_backend *const backends[] = {
    &sqlite_backend,
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
            "this teamtop cannot open a store at \"%s\" (it knows sqlite:PATH)", uri);
        return RESULT_INVALID;
    }
    return backend->open(ret, uri + strlen(backend->scheme) + 1, access, diags);
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

enum result store_begin_read(struct store *store, int64_t *ret_version, uint64_t *ret_fingerprint)
{
    return store->backend->begin_read(store, ret_version, ret_fingerprint);
}

void store_end_read(struct store *store)
{
    store->backend->end_read(store);
}

enum result store_each_series(
    struct store *store, const char *unit, store_chunk_fn *each, void *context)
{
    return store->backend->each_series(store, unit, each, context);
}

enum result store_each_register(struct store *store, store_register_fn *each, void *context)
{
    return store->backend->each_register(store, each, context);
}

enum result store_each_spells(
    struct store *store, const char *feed, const char *unit, store_chunk_fn *each, void *context)
{
    return store->backend->each_spells(store, feed, unit, each, context);
}

enum result store_each_feed_spells(
    struct store *store, const char *feed, store_chunk_fn *each, void *context)
{
    return store->backend->each_feed_spells(store, feed, each, context);
}

enum result store_each_import(
    struct store *store, const char *feed, int most, store_import_fn *each, void *context)
{
    return store->backend->each_import(store, feed, most, each, context);
}

enum result store_each_reject(
    struct store *store, int64_t import_id, store_reject_fn *each, void *context)
{
    return store->backend->each_reject(store, import_id, each, context);
}

enum result store_begin_write(struct store *store, int wait_ms)
{
    return store->backend->begin_write(store, wait_ms);
}

enum result store_commit(struct store *store)
{
    return store->backend->commit(store);
}

void store_rollback(struct store *store)
{
    store->backend->rollback(store);
}

enum result store_replace_series(struct store *store, const char *register_id,
    const struct store_row *rows, size_t count, size_t *ret_changed)
{
    return store->backend->replace_series(store, register_id, rows, count, ret_changed);
}

enum result store_replace_spells(struct store *store, const char *feed,
    const struct store_row *rows, size_t count, size_t *ret_changed)
{
    return store->backend->replace_spells(store, feed, rows, count, ret_changed);
}

enum result store_put_import(struct store *store, const struct store_import *import,
    const struct store_reject *rejects, size_t reject_count, int64_t *ret_id)
{
    return store->backend->put_import(store, import, rejects, reject_count, ret_id);
}

enum result store_touch_import(struct store *store, int64_t import_id, int64_t at)
{
    return store->backend->touch_import(store, import_id, at);
}

enum result store_put_fingerprint(struct store *store, uint64_t fingerprint)
{
    return store->backend->put_fingerprint(store, fingerprint);
}

enum result store_grow_version(struct store *store)
{
    return store->backend->grow_version(store);
}

enum result store_key(struct store *store, uint8_t ret[STORE_KEY_SIZE])
{
    return store->backend->key(store, ret);
}

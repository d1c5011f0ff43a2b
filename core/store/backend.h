/*
 * backend.h: what one kind of store has to offer; private to core/store.
 *
 * Each scheme ("sqlite") is one table of functions that mean what store.h says of their namesakes;
 * a backend's state begins with a `struct store`, which store.c sees and nothing else. open() gives
 * what close() frees. Every failure leaves what was there before and says so in the store's diags.
 */
#ifndef TEAMTOP_STORE_BACKEND_H
#define TEAMTOP_STORE_BACKEND_H

#include "core/store/store.h"

struct store_backend {
    const char *scheme; /* what stands before the colon of a URI */
    /* `location` is what follows the colon; it is not kept. */
    enum result (*open)(
        struct store **ret, const char *location, enum store_access access, struct diags *diags);
    void (*close)(struct store *store);
    const char *(*bell)(const struct store *store);

    enum result (*begin_read)(struct store *store, int64_t *ret_version, uint64_t *ret_fingerprint);
    void (*end_read)(struct store *store);
    enum result (*each_series)(
        struct store *store, const char *unit, store_chunk_fn *each, void *context);
    enum result (*each_register)(struct store *store, store_register_fn *each, void *context);
    enum result (*each_spells)(struct store *store, const char *feed, const char *unit,
        store_chunk_fn *each, void *context);
    enum result (*each_feed_spells)(
        struct store *store, const char *feed, store_chunk_fn *each, void *context);
    enum result (*each_import)(
        struct store *store, const char *feed, int most, store_import_fn *each, void *context);
    enum result (*each_reject)(
        struct store *store, int64_t import_id, store_reject_fn *each, void *context);

    enum result (*begin_write)(struct store *store, int wait_ms);
    enum result (*commit)(struct store *store);
    void (*rollback)(struct store *store);
    enum result (*replace_series)(struct store *store, const char *register_id,
        const struct store_row *rows, size_t count, size_t *ret_changed);
    enum result (*replace_spells)(struct store *store, const char *feed,
        const struct store_row *rows, size_t count, size_t *ret_changed);
    enum result (*put_import)(struct store *store, const struct store_import *import,
        const struct store_reject *rejects, size_t reject_count, int64_t *ret_id);
    enum result (*touch_import)(struct store *store, int64_t import_id, int64_t at);
    enum result (*put_fingerprint)(struct store *store, uint64_t fingerprint);
    enum result (*grow_version)(struct store *store);

    enum result (*key)(struct store *store, uint8_t ret[STORE_KEY_SIZE]);
};

struct store {
    const struct store_backend *backend;
    struct diags *diags; /* borrowed */
};

extern const struct store_backend sqlite_backend;

#endif

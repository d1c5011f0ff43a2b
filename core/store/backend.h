/*
 * backend.h: what one kind of store has to offer; private to core/store.
 *
 * Every kind is a database that answers SQL: what stands in the tables is asked and put by store.c
 * through store->sql, alike for all. A kind is one table of functions for what differs: opening,
 * transactions, telling others of an import. Its state begins with a `struct store`, which open()
 * makes with store_base() and close() ends with store_base_done(). Every failure leaves what was
 * there before and says so in the store's diags.
 */
#ifndef TEAMTOP_STORE_BACKEND_H
#define TEAMTOP_STORE_BACKEND_H

#include "core/store/sql.h"
#include "core/store/store.h"

struct store_backend {
    const char *scheme; /* what stands before the colon of a URI */
    /* `location` is what follows the colon; it is not kept. */
    enum result (*open)(
        struct store **ret, const char *location, enum store_access access, struct diags *diags);
    void (*close)(struct store *store);
    const char *(*bell)(const struct store *store);

    /* Begins a transaction that sees one version, the newest. */
    enum result (*begin_read)(struct store *store);
    /* Nothing is being read any more: gives back what reading took. */
    void (*end_read)(struct store *store);
    enum result (*begin_write)(struct store *store, int wait_ms);
    /* Commits and tells readers that there is `version` now. */
    enum result (*commit)(struct store *store, int64_t version);
    /* What store.h says of their namesakes; NULL: has a bell, and holds on to nothing. */
    enum result (*follow)(struct store *store, int *ret_descriptor);
    enum store_news (*hear)(struct store *store);
    bool (*is_connected)(const struct store *store);
    /* Whether its files can be told from what they were, without opening them; NULL: it has none. */
    uint64_t (*stamp)(const char *location);
    /* Refuses a key the store was not filled with, where that is known; NULL: it is not. */
    enum result (*check_key)(struct store *store, const uint8_t key[STORE_KEY_SIZE]);
    /* Who looks, by the name of their role; NULL: the database knows nobody. */
    enum result (*act_for)(struct store *store, const char *name);
    /* A script for when imports were put with their numbers; NULL: nothing is to be done. */
    const char *after_copy;
};

struct store {
    const struct store_backend *backend;
    struct diags *diags; /* borrowed */
    struct sql *sql;     /* the connection of the moment */
    char *name;          /* what messages call it */
    char *key;           /* path of the key's file; NULL: none was named */
    bool writing;
    bool reading;    /* between store_begin_read() and store_end_read() */
    bool resting;    /* the same, but holding nothing */
    int64_t version; /* that is being read */
    uint64_t stamp;  /* of its files, before that was begun; 0: it has none */
};

/* False: no memory (and store_base_done() is due all the same). `key` may be NULL. */
bool store_base(struct store *store, const struct store_backend *backend, const char *name,
    const char *key, struct diags *diags);
void store_base_done(struct store *store);

extern const struct store_backend sqlite_backend;
extern const struct store_backend postgres_backend;

#endif

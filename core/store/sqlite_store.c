/*
 * The SQLite store: one file in write-ahead mode. Readers hold a deferred transaction, so an import
 * never blocks them and they see all of it or nothing; the one writer commits with full
 * synchronisation.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/store/backend.h"
#include "core/store/journal.h"
#include "core/store/key.h"
#include "core/store/rows.h"
#include "core/store/sqlite_file.h"

struct sqlite_store {
    struct store base;
    struct sqlite_file file;
    char *path;
    char *bell;
    char *key;
    bool writing;
};

static struct sqlite_store *of(struct store *store)
{
    return (struct sqlite_store *)store;
}

static void warn(const struct sqlite_store *store, const char *sentence)
{
    diag_add(store->base.diags, DIAG_WARNING, (struct place){.file = store->path}, "%s", sentence);
}

/* --- opening ----------------------------------------------------------------------------- */

static bool touch(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    return fd >= 0 && close(fd) == 0;
}

static char *beside(const char *path, const char *suffix)
{
    size_t size = strlen(path) + strlen(suffix) + 1;
    char *name = malloc(size);
    if (name)
        snprintf(name, size, "%s%s", path, suffix);
    return name;
}

static void sqlite_store_close(struct store *base)
{
    struct sqlite_store *store = of(base);
    sqlite_file_close(&store->file);
    free(store->path);
    free(store->bell);
    free(store->key);
    free(store);
}

static struct sqlite_store *create(const char *path, struct diags *diags)
{
    struct sqlite_store *store = calloc(1, sizeof *store);
    if (!store)
        return NULL;
    store->base = (struct store){.backend = &sqlite_backend, .diags = diags};
    store->path = strdup(path);
    store->bell = beside(path, ".imported");
    store->key = beside(path, ".key");
    store->file = (struct sqlite_file){.path = store->path, .diags = diags};
    if (store->path && store->bell && store->key)
        return store;
    sqlite_store_close(&store->base);
    return NULL;
}

static enum result sqlite_store_open(
    struct store **ret, const char *path, enum store_access access, struct diags *diags)
{
    if (!*path) {
        diag_add(diags, DIAG_ERROR, (struct place){0},
            "the store has no path; write it after the colon, as in sqlite:teamtop.db");
        return RESULT_INVALID;
    }
    struct sqlite_store *store = create(path, diags);
    if (!store)
        return RESULT_NO_MEMORY;
    enum result result = sqlite_file_open(&store->file, access);
    if (result != RESULT_OK) {
        sqlite_store_close(&store->base);
        return result;
    }
    if (access == STORE_WRITE && !touch(store->bell))
        warn(store, "the file that tells dashboards of an import cannot be made; they will not "
                    "notice it");
    *ret = &store->base;
    return RESULT_OK;
}

static const char *sqlite_store_bell(const struct store *base)
{
    return ((const struct sqlite_store *)base)->bell;
}

/* --- transactions ------------------------------------------------------------------------ */

static void roll_back(struct sqlite_store *store)
{
    if (sqlite_in_transaction(store->file.db)) {
        sqlite_be_quiet(store->file.db);
        (void)!sqlite_run(store->file.db, "ROLLBACK");
        sqlite_speak_again(store->file.db);
    }
    store->writing = false;
}

static void sqlite_store_end_read(struct store *base)
{
    struct sqlite_store *store = of(base);
    if (store->writing)
        return;
    roll_back(store);
    sqlite_release_memory(store->file.db);
}

/* The snapshot is taken by the first question, not by BEGIN. */
static enum result read_state(struct sqlite *db, int64_t *ret_version, uint64_t *ret_fingerprint)
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

static enum result sqlite_store_begin_read(
    struct store *base, int64_t *ret_version, uint64_t *ret_fingerprint)
{
    struct sqlite_store *store = of(base);
    enum result result = RESULT_OK;
    if (!store->writing) {
        roll_back(store);
        result = sqlite_file_refresh(&store->file);
        if (result == RESULT_OK)
            result = sqlite_run(store->file.db, "BEGIN");
    }
    if (result == RESULT_OK)
        result = read_state(store->file.db, ret_version, ret_fingerprint);
    if (result != RESULT_OK && !store->writing)
        roll_back(store);
    return result;
}

static enum result sqlite_store_begin_write(struct store *base, int wait_ms)
{
    struct sqlite_store *store = of(base);
    roll_back(store);
    enum result result = sqlite_file_begin_write(&store->file, wait_ms);
    store->writing = result == RESULT_OK;
    return result;
}

/* Written and closed: that is what inotify reports. */
static bool write_bell(const char *path, int64_t version)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0)
        return false;
    bool written = dprintf(fd, "%lld\n", (long long)version) > 0;
    return close(fd) == 0 && written;
}

static void ring(const struct sqlite_store *store, int64_t version)
{
    if (!write_bell(store->bell, version))
        warn(store,
            "the import is in the store, but dashboards could not be told; they will see it when "
            "they are opened again");
}

static enum result sqlite_store_commit(struct store *base)
{
    struct sqlite_store *store = of(base);
    int64_t version = 0;
    enum result result = sqlite_number(store->file.db, "SELECT version FROM state", &version);
    if (result == RESULT_OK)
        result = sqlite_run(store->file.db, "COMMIT");
    if (result == RESULT_OK)
        ring(store, version);
    roll_back(store);
    return result;
}

static void sqlite_store_rollback(struct store *base)
{
    roll_back(of(base));
}

/* --- the rest is the tables' ------------------------------------------------------------- */

static enum result sqlite_store_each_series(
    struct store *base, const char *unit, store_chunk_fn *each, void *context)
{
    return rows_each_series(of(base)->file.db, unit, each, context);
}

static enum result sqlite_store_each_register(
    struct store *base, store_register_fn *each, void *context)
{
    return rows_each_register(of(base)->file.db, each, context);
}

static enum result sqlite_store_each_spells(
    struct store *base, const char *feed, const char *unit, store_chunk_fn *each, void *context)
{
    return rows_each_spells(of(base)->file.db, feed, unit, each, context);
}

static enum result sqlite_store_each_feed_spells(
    struct store *base, const char *feed, store_chunk_fn *each, void *context)
{
    return rows_each_feed_spells(of(base)->file.db, feed, each, context);
}

static enum result sqlite_store_each_import(
    struct store *base, const char *feed, int most, store_import_fn *each, void *context)
{
    return journal_each_import(of(base)->file.db, feed, most, each, context);
}

static enum result sqlite_store_each_reject(
    struct store *base, int64_t import_id, store_reject_fn *each, void *context)
{
    return journal_each_reject(of(base)->file.db, import_id, each, context);
}

static enum result sqlite_store_replace_series(struct store *base, const char *register_id,
    const struct store_row *rows, size_t count, size_t *ret_changed)
{
    return rows_replace(of(base)->file.db, ROWS_SERIES, register_id, rows, count, ret_changed);
}

static enum result sqlite_store_replace_spells(struct store *base, const char *feed,
    const struct store_row *rows, size_t count, size_t *ret_changed)
{
    return rows_replace(of(base)->file.db, ROWS_SPELLS, feed, rows, count, ret_changed);
}

static enum result sqlite_store_put_import(struct store *base, const struct store_import *import,
    const struct store_reject *rejects, size_t reject_count, int64_t *ret_id)
{
    return journal_put_import(of(base)->file.db, import, rejects, reject_count, ret_id);
}

static enum result sqlite_store_touch_import(struct store *base, int64_t import_id, int64_t at)
{
    return journal_touch_import(of(base)->file.db, import_id, at);
}

static enum result sqlite_store_put_fingerprint(struct store *base, uint64_t fingerprint)
{
    struct query query = query_begin(of(base)->file.db, "UPDATE state SET fingerprint = ?1");
    query_put_number(&query, 1, (int64_t)fingerprint);
    return query_run(&query);
}

static enum result sqlite_store_grow_version(struct store *base)
{
    return sqlite_run(of(base)->file.db, "UPDATE state SET version = version + 1");
}

static enum result refuse_new_key(const struct sqlite_store *store)
{
    diag_add(store->base.diags, DIAG_ERROR, (struct place){.file = store->key},
        "the store's key is missing, and without it children already in the store would be counted "
        "again; restore it from a backup, or move the store away and import every extract again");
    return RESULT_IO;
}

static enum result sqlite_store_key(struct store *base, uint8_t ret[STORE_KEY_SIZE])
{
    struct sqlite_store *store = of(base);
    if (key_exists(store->key))
        return key_read(store->key, ret, base->diags);
    bool used = false;
    enum result result = journal_is_used(store->file.db, &used);
    if (result != RESULT_OK)
        return result;
    if (used)
        return refuse_new_key(store);
    return key_make(store->key, ret, base->diags);
}

const struct store_backend sqlite_backend = {
    .scheme = "sqlite",
    .open = sqlite_store_open,
    .close = sqlite_store_close,
    .bell = sqlite_store_bell,
    .begin_read = sqlite_store_begin_read,
    .end_read = sqlite_store_end_read,
    .each_series = sqlite_store_each_series,
    .each_register = sqlite_store_each_register,
    .each_spells = sqlite_store_each_spells,
    .each_feed_spells = sqlite_store_each_feed_spells,
    .each_import = sqlite_store_each_import,
    .each_reject = sqlite_store_each_reject,
    .begin_write = sqlite_store_begin_write,
    .commit = sqlite_store_commit,
    .rollback = sqlite_store_rollback,
    .replace_series = sqlite_store_replace_series,
    .replace_spells = sqlite_store_replace_spells,
    .put_import = sqlite_store_put_import,
    .touch_import = sqlite_store_touch_import,
    .put_fingerprint = sqlite_store_put_fingerprint,
    .grow_version = sqlite_store_grow_version,
    .key = sqlite_store_key,
};

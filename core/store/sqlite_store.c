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
#include "core/store/sqlite_file.h"

struct sqlite_store {
    struct store base;
    struct sqlite_file file;
    char *bell;
};

static struct sqlite_store *of(struct store *store)
{
    return (struct sqlite_store *)store;
}

static void warn(const struct sqlite_store *store, const char *sentence)
{
    diag_add(
        store->base.diags, DIAG_WARNING, (struct place){.file = store->base.name}, "%s", sentence);
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
    store_base_done(base);
    free(store->bell);
    free(store);
}

static struct sqlite_store *create(const char *path, struct diags *diags)
{
    struct sqlite_store *store = calloc(1, sizeof *store);
    if (!store)
        return NULL;
    char *key = beside(path, ".key");
    store->bell = beside(path, ".imported");
    bool made = store_base(&store->base, &sqlite_backend, path, key, diags);
    free(key);
    store->file = (struct sqlite_file){.path = store->base.name, .diags = diags};
    if (made && key && store->bell)
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
    store->base.sql = sqlite_sql(store->file.db);
    *ret = &store->base;
    return RESULT_OK;
}

static const char *sqlite_store_bell(const struct store *base)
{
    return ((const struct sqlite_store *)base)->bell;
}

/* --- transactions ------------------------------------------------------------------------ */

static enum result sqlite_store_begin_read(struct store *base)
{
    struct sqlite_store *store = of(base);
    enum result result = sqlite_file_refresh(&store->file);
    base->sql = sqlite_sql(store->file.db);
    return result == RESULT_OK ? sql_run(base->sql, "BEGIN") : result;
}

static void sqlite_store_end_read(struct store *base)
{
    sqlite_release_memory(of(base)->file.db);
}

static enum result sqlite_store_begin_write(struct store *base, int wait_ms)
{
    struct sqlite_store *store = of(base);
    enum result result = sqlite_file_begin_write(&store->file, wait_ms);
    base->sql = sqlite_sql(store->file.db);
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

static enum result sqlite_store_commit(struct store *base, int64_t version)
{
    enum result result = sql_run(base->sql, "COMMIT");
    if (result == RESULT_OK)
        ring(of(base), version);
    return result;
}

const struct store_backend sqlite_backend = {
    .scheme = "sqlite",
    .open = sqlite_store_open,
    .stamp = sqlite_file_stamp,
    .close = sqlite_store_close,
    .bell = sqlite_store_bell,
    .begin_read = sqlite_store_begin_read,
    .end_read = sqlite_store_end_read,
    .begin_write = sqlite_store_begin_write,
    .commit = sqlite_store_commit,
};

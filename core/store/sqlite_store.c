/*
 * The SQLite store: one file in write-ahead mode. Readers hold a deferred transaction, so an import
 * never blocks them and they see all of it or nothing; the one writer commits with full
 * synchronisation.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/grow.h"
#include "core/store/backend.h"
#include "core/store/journal.h"
#include "core/store/key.h"
#include "core/store/rows.h"
#include "core/store/schema.h"
#include "core/store/sqlite.h"

/* A reader waits only while a crashed writer's log is recovered. */
#define READER_WAIT_MS 5000
/* Making a store or upgrading one. */
#define UPGRADE_WAIT_MS 10000

struct sqlite_store {
    struct store base;
    struct sqlite *db;
    char *path;
    char *bell;
    char *key;
    bool frozen; /* opened as it lies there: sees no commits until it is opened again */
    bool writing;
};

static struct sqlite_store *of(struct store *store)
{
    return (struct sqlite_store *)store;
}

static enum result say(
    const struct sqlite_store *store, enum diag_severity severity, const char *sentence)
{
    diag_add(store->base.diags, severity, (struct place){.file = store->path}, "%s", sentence);
    return RESULT_IO;
}

/* --- opening ------------------------------------------------------------------------------------
 */

static enum result open_mode(struct sqlite_store *store, enum sqlite_mode mode)
{
    enum result result = sqlite_open(&store->db, store->path, mode, store->base.diags);
    if (result != RESULT_OK)
        return result;
    sqlite_wait(store->db, READER_WAIT_MS);
    store->frozen = mode == SQLITE_FROZEN;
    return RESULT_OK;
}

static void shut(struct sqlite_store *store)
{
    sqlite_close(store->db);
    store->db = NULL;
}

static enum result settle_and_check(struct sqlite_store *store)
{
    enum result result = sqlite_settle(store->db);
    if (result == RESULT_OK)
        result = schema_check(store->db, &store_schema, store->path, store->base.diags);
    return result;
}

/* A log with something in it may not be passed over: the file without it can be half a commit. */
static bool has_log(const char *path)
{
    struct stat status;
    struct buffer log = {0};
    buffer_format(&log, "%s-wal", path);
    buffer_add(&log, "", 1);
    bool found = log.failed || (stat(log.bytes, &status) == 0 && status.st_size > 0);
    buffer_done(&log);
    return found;
}

static enum result try_reader(struct sqlite_store *store, bool *ret_locked_out)
{
    enum result result = open_mode(store, SQLITE_READER);
    if (result != RESULT_OK)
        return result;
    sqlite_be_quiet(store->db);
    result = sqlite_settle(store->db);
    sqlite_speak_again(store->db);
    *ret_locked_out = result != RESULT_OK && sqlite_was_locked_out(store->db);
    return result;
}

/* Reading a live store takes two files beside it. Where they are missing and cannot be made (a copy
 * on a medium or in a folder nobody may write to), nobody is writing either: it is read as it lies.
 */
static enum result open_reader(struct sqlite_store *store)
{
    bool locked_out = false;
    enum result result = try_reader(store, &locked_out);
    if (result != RESULT_OK && locked_out && !has_log(store->path)) {
        shut(store);
        result = open_mode(store, SQLITE_FROZEN);
    }
    if (store->db)
        result = settle_and_check(store);
    return result;
}

static enum result enter_log_mode(const struct sqlite_store *store)
{
    struct query query = query_begin(store->db, "PRAGMA journal_mode=WAL");
    bool entered = query_next(&query) && strcmp(query_text(&query, 0), "wal") == 0;
    enum result result = query_end(&query);
    if (result == RESULT_OK && !entered)
        result = say(store, DIAG_ERROR,
            "the store cannot be kept on this file system (a network folder?); name another path");
    return result;
}

static bool touch(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    return fd >= 0 && close(fd) == 0;
}

static enum result open_writer(struct sqlite_store *store)
{
    enum result result = open_mode(store, SQLITE_WRITER);
    if (result != RESULT_OK)
        return result;
    sqlite_wait(store->db, UPGRADE_WAIT_MS);
    if (sqlite_is_read_only(store->db))
        return say(store, DIAG_ERROR, "this account may not write to it");
    result = sqlite_settle(store->db);
    if (result == RESULT_OK)
        result = schema_upgrade(store->db, &store_schema, store->path, store->base.diags);
    if (result == RESULT_OK)
        result = enter_log_mode(store);
    if (result == RESULT_OK && !touch(store->bell))
        (void)say(store, DIAG_WARNING,
            "the file that tells dashboards of an import cannot be made; they will not notice it");
    return result;
}

static enum result open_file(struct sqlite_store *store, enum store_access access)
{
    struct stat status;
    if (access == STORE_WRITE)
        return open_writer(store);
    if (stat(store->path, &status) != 0 && errno == ENOENT)
        return say(store, DIAG_ERROR,
            "there is no store here yet; import an extract first (teamtop import FILE)");
    return open_reader(store);
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
    sqlite_close(store->db);
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
    enum result result = open_file(store, access);
    if (result != RESULT_OK) {
        sqlite_store_close(&store->base);
        return result;
    }
    *ret = &store->base;
    return RESULT_OK;
}

static const char *sqlite_store_bell(const struct store *base)
{
    return ((const struct sqlite_store *)base)->bell;
}

/* --- transactions -------------------------------------------------------------------------------
 */

static void roll_back(struct sqlite_store *store)
{
    if (sqlite_in_transaction(store->db)) {
        sqlite_be_quiet(store->db);
        (void)!sqlite_run(store->db, "ROLLBACK");
        sqlite_speak_again(store->db);
    }
    store->writing = false;
}

static void sqlite_store_end_read(struct store *base)
{
    struct sqlite_store *store = of(base);
    if (store->writing)
        return;
    roll_back(store);
    sqlite_release_memory(store->db);
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

/* What was opened as it lay there may have come to life since. */
static enum result thaw(struct sqlite_store *store)
{
    struct sqlite_store fresh = *store;
    fresh.db = NULL;
    enum result result = open_reader(&fresh);
    if (result != RESULT_OK) {
        sqlite_close(fresh.db);
        return result;
    }
    sqlite_close(store->db);
    *store = fresh;
    return RESULT_OK;
}

static enum result sqlite_store_begin_read(
    struct store *base, int64_t *ret_version, uint64_t *ret_fingerprint)
{
    struct sqlite_store *store = of(base);
    enum result result = RESULT_OK;
    if (!store->writing) {
        roll_back(store);
        result = store->frozen ? thaw(store) : RESULT_OK;
        if (result == RESULT_OK)
            result = sqlite_run(store->db, "BEGIN");
    }
    if (result == RESULT_OK)
        result = read_state(store->db, ret_version, ret_fingerprint);
    if (result != RESULT_OK && !store->writing)
        roll_back(store);
    return result;
}

static enum result sqlite_store_begin_write(struct store *base, int wait_ms)
{
    struct sqlite_store *store = of(base);
    roll_back(store);
    sqlite_wait(store->db, wait_ms);
    enum result result = sqlite_run(store->db, "BEGIN IMMEDIATE");
    sqlite_wait(store->db, READER_WAIT_MS);
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
        (void)say(store, DIAG_WARNING,
            "the import is in the store, but dashboards could not be told; they will see it when "
            "they are opened again");
}

static enum result sqlite_store_commit(struct store *base)
{
    struct sqlite_store *store = of(base);
    int64_t version = 0;
    enum result result = sqlite_number(store->db, "SELECT version FROM state", &version);
    if (result == RESULT_OK)
        result = sqlite_run(store->db, "COMMIT");
    if (result == RESULT_OK)
        ring(store, version);
    roll_back(store);
    return result;
}

static void sqlite_store_rollback(struct store *base)
{
    roll_back(of(base));
}

/* --- the rest is the tables' -------------------------------------------------------------------
 */

static enum result sqlite_store_each_series(
    struct store *base, const char *unit, store_chunk_fn *each, void *context)
{
    return rows_each_series(of(base)->db, unit, each, context);
}

static enum result sqlite_store_each_register(
    struct store *base, store_register_fn *each, void *context)
{
    return rows_each_register(of(base)->db, each, context);
}

static enum result sqlite_store_each_spells(
    struct store *base, const char *feed, const char *unit, store_chunk_fn *each, void *context)
{
    return rows_each_spells(of(base)->db, feed, unit, each, context);
}

static enum result sqlite_store_each_feed_spells(
    struct store *base, const char *feed, store_chunk_fn *each, void *context)
{
    return rows_each_feed_spells(of(base)->db, feed, each, context);
}

static enum result sqlite_store_each_import(
    struct store *base, const char *feed, int most, store_import_fn *each, void *context)
{
    return journal_each_import(of(base)->db, feed, most, each, context);
}

static enum result sqlite_store_each_reject(
    struct store *base, int64_t import_id, store_reject_fn *each, void *context)
{
    return journal_each_reject(of(base)->db, import_id, each, context);
}

static enum result sqlite_store_replace_series(struct store *base, const char *register_id,
    const struct store_row *rows, size_t count, size_t *ret_changed)
{
    return rows_replace(of(base)->db, ROWS_SERIES, register_id, rows, count, ret_changed);
}

static enum result sqlite_store_replace_spells(struct store *base, const char *feed,
    const struct store_row *rows, size_t count, size_t *ret_changed)
{
    return rows_replace(of(base)->db, ROWS_SPELLS, feed, rows, count, ret_changed);
}

static enum result sqlite_store_put_import(struct store *base, const struct store_import *import,
    const struct store_reject *rejects, size_t reject_count, int64_t *ret_id)
{
    return journal_put_import(of(base)->db, import, rejects, reject_count, ret_id);
}

static enum result sqlite_store_touch_import(struct store *base, int64_t import_id, int64_t at)
{
    return journal_touch_import(of(base)->db, import_id, at);
}

static enum result sqlite_store_put_fingerprint(struct store *base, uint64_t fingerprint)
{
    struct query query = query_begin(of(base)->db, "UPDATE state SET fingerprint = ?1");
    query_put_number(&query, 1, (int64_t)fingerprint);
    return query_run(&query);
}

static enum result sqlite_store_grow_version(struct store *base)
{
    return sqlite_run(of(base)->db, "UPDATE state SET version = version + 1");
}

static enum result sqlite_store_key(struct store *base, uint8_t ret[STORE_KEY_SIZE])
{
    struct sqlite_store *store = of(base);
    if (key_exists(store->key))
        return key_read(store->key, ret, base->diags);
    bool used = false;
    enum result result = journal_is_used(store->db, &used);
    if (result != RESULT_OK)
        return result;
    if (used)
        return say(store, DIAG_ERROR,
            "its key file (the same name with .key at the end) is missing, and without it children "
            "already in the store would be counted again; restore it from a backup, or move the "
            "store away and import every extract again");
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

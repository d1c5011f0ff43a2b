/*
 * The PostgreSQL store: the schema "teamtop" of a database. Readers hold a transaction of
 * repeatable read, so an import never blocks them and they see all of it or nothing; writers take
 * turns by an advisory lock.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/store/backend.h"
#include "core/store/key.h"
#include "core/store/postgres.h"
#include "core/store/postgres_ears.h"
#include "core/store/postgres_schema.h"

/* Beyond the wait for another writer: what one answer may take while writing. */
#define WRITER_PATIENCE_MS 60000
#define READER_PATIENCE_MS 10000

struct postgres_store {
    struct store base;
    struct postgres *db;
    enum store_access access;
    char *viewer;               /* whose role it takes; NULL: its own */
    struct postgres_ears *ears; /* NULL: nobody follows it */
};

static struct postgres_store *of(struct store *store)
{
    return (struct postgres_store *)store;
}

/* --- opening ----------------------------------------------------------------------------- */

static void postgres_store_close(struct store *base)
{
    struct postgres_store *store = of(base);
    postgres_ears_destroy(store->ears);
    free(store->viewer);
    postgres_close(store->db);
    store_base_done(base);
    free(store);
}

static enum result settle_and_check(const struct postgres_store *store)
{
    struct sql *sql = store->base.sql;
    enum result result = sql_run_script(sql, "SET search_path = teamtop");
    if (result != RESULT_OK)
        return result;
    return store->access == STORE_WRITE
               ? schema_upgrade(sql, &postgres_schema, store->base.name, store->base.diags)
               : schema_check(sql, &postgres_schema, store->base.name, store->base.diags);
}

/* An account that acts for others has no rights but those of whom it acts for, which it takes on;
 * the right of others is their own already, or none. */
static enum result take_role(const struct postgres_store *store)
{
    if (!store->viewer)
        return RESULT_OK;
    struct query query = query_begin(store->base.sql,
        "SELECT set_config('role', ?1, false) FROM pg_roles WHERE rolname = ?1"
        " AND pg_has_role(session_user, oid, 'member')"
        " AND NOT pg_has_role(session_user, oid, 'usage')");
    query_put_text(&query, 1, store->viewer);
    while (query_next(&query))
        ;
    return query_end(&query);
}

static enum result settle(const struct postgres_store *store)
{
    enum result result = settle_and_check(store);
    return result == RESULT_OK ? take_role(store) : result;
}

static enum result connect(struct postgres_store *store)
{
    enum result result = postgres_connect(store->db);
    return result == RESULT_OK ? settle(store) : result;
}

static enum result postgres_store_act_for(struct store *base, const char *name)
{
    struct postgres_store *store = of(base);
    char *viewer = strdup(name);
    if (!viewer)
        return RESULT_NO_MEMORY;
    free(store->viewer);
    store->viewer = viewer;
    return take_role(store);
}

static enum result open_door(struct postgres_store *store, const char *location)
{
    static const char scheme[] = "postgresql:";
    size_t size = sizeof scheme + strlen(location);
    char *uri = malloc(size);
    if (!uri)
        return RESULT_NO_MEMORY;
    snprintf(uri, size, "%s%s", scheme, location);
    enum result result = postgres_open(&store->db, uri, store->base.diags);
    free(uri);
    return result;
}

static enum result postgres_store_open(
    struct store **ret, const char *location, enum store_access access, struct diags *diags)
{
    struct postgres_store *store = calloc(1, sizeof *store);
    if (!store)
        return RESULT_NO_MEMORY;
    store->base.diags = diags;
    store->access = access;
    enum result result = open_door(store, location);
    if (result == RESULT_OK &&
        !store_base(&store->base, &postgres_backend, postgres_name(store->db), NULL, diags))
        result = RESULT_NO_MEMORY;
    if (result == RESULT_OK) {
        store->base.sql = postgres_sql(store->db);
        postgres_patience(
            store->db, access == STORE_WRITE ? WRITER_PATIENCE_MS : READER_PATIENCE_MS);
        result = connect(store);
    }
    if (result == RESULT_OK)
        *ret = &store->base;
    else
        postgres_store_close(&store->base);
    return result;
}

static const char *postgres_store_bell(const struct store *base)
{
    (void)base;
    return NULL;
}

/* --- transactions ------------------------------------------------------------------------ */

/* Who follows is connected again by its ears, without waiting; others ask when they need it. */
static enum result postgres_store_begin_read(struct store *base)
{
    struct postgres_store *store = of(base);
    if (!store->ears && postgres_state(store->db) == POSTGRES_LOST) {
        enum result result = connect(store);
        if (result != RESULT_OK)
            return result;
    }
    return sql_run_script(base->sql, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

static void postgres_store_end_read(struct store *base)
{
    (void)base;
}

/* A connection that has stood idle may have gone without a word: one that turns out to be dead when
 * it is needed is made anew. */
static enum result begin_anew(struct postgres_store *store)
{
    postgres_be_quiet(store->db);
    enum result result = sql_run_script(store->base.sql, "BEGIN");
    postgres_speak_again(store->db);
    if (postgres_state(store->db) == POSTGRES_READY)
        return result;
    result = connect(store);
    return result == RESULT_OK ? sql_run_script(store->base.sql, "BEGIN") : result;
}

/* 0 would be for ever. */
static enum result lock_out_writers(struct postgres_store *store, int wait_ms)
{
    char script[200];
    snprintf(script, sizeof script,
        "SET LOCAL lock_timeout = %d; SELECT pg_advisory_xact_lock(" POSTGRES_WRITER_LOCK
        "); SET LOCAL lock_timeout = 0",
        wait_ms > 0 ? wait_ms : 1);
    postgres_patience(store->db, wait_ms + WRITER_PATIENCE_MS);
    enum result result = sql_run_script(store->base.sql, script);
    postgres_patience(store->db, WRITER_PATIENCE_MS);
    return result;
}

static enum result postgres_store_begin_write(struct store *base, int wait_ms)
{
    struct postgres_store *store = of(base);
    enum result result = begin_anew(store);
    if (result == RESULT_OK)
        result = lock_out_writers(store, wait_ms);
    if (result != RESULT_OK)
        sql_roll_back(base->sql);
    return result;
}

/* Heard by those who LISTEN when, and only if, the transaction is there. */
static enum result postgres_store_commit(struct store *base, int64_t version)
{
    char script[80];
    snprintf(script, sizeof script, "NOTIFY teamtop, '%lld'", (long long)version);
    enum result result = sql_run_script(base->sql, script);
    return result == RESULT_OK ? sql_run_script(base->sql, "COMMIT") : result;
}

/* --- following --------------------------------------------------------------------------- */

/* A connection that has just been made, without a word: told is whether it is there. */
static bool take_up(void *context)
{
    struct postgres_store *store = context;
    postgres_be_quiet(store->db);
    enum result result = settle(store);
    if (result == RESULT_OK)
        result = sql_run_script(store->base.sql, "LISTEN teamtop");
    postgres_speak_again(store->db);
    store->base.resting = store->base.reading; /* what was held is gone */
    return result == RESULT_OK;
}

static enum result postgres_store_follow(struct store *base, int *ret_descriptor)
{
    struct postgres_store *store = of(base);
    enum result result = sql_run_script(base->sql, "LISTEN teamtop");
    if (result == RESULT_OK)
        result = postgres_ears_create(&store->ears, store->db, take_up, store);
    if (result == RESULT_OK)
        *ret_descriptor = postgres_ears_descriptor(store->ears);
    return result;
}

static enum store_news postgres_store_hear(struct store *base)
{
    const struct postgres_store *store = of(base);
    enum store_news news = store->ears ? postgres_ears_hear(store->ears) : STORE_NO_NEWS;
    if (news == STORE_LOST)
        diag_add(base->diags, DIAG_ERROR, (struct place){.file = base->name},
            "the connection to the database is lost; what is shown is as it was, and it is tried "
            "again by itself");
    return news;
}

static bool postgres_store_is_connected(const struct store *base)
{
    const struct postgres_store *store = (const struct postgres_store *)base;
    return postgres_state(store->db) == POSTGRES_READY;
}

/* --- the key ----------------------------------------------------------------------------- */

/* Several hosts may import, each with its own copy of the key's file: what the first one hashed
 * with is the measure for all. */
static enum result mark_key(struct sql *sql, int64_t mark)
{
    struct query query = query_begin(sql, "UPDATE state SET key_mark = ?1 WHERE key_mark IS NULL");
    query_put_number(&query, 1, mark);
    return query_run(&query);
}

static enum result postgres_store_check_key(struct store *base, const uint8_t key[STORE_KEY_SIZE])
{
    int64_t mark = key_mark(key), unmarked = 0, kept = 0;
    enum result result =
        sql_number(base->sql, "SELECT count(*) FROM state WHERE key_mark IS NULL", &unmarked);
    if (result == RESULT_OK && unmarked && base->reading)
        return RESULT_OK; /* nothing was hashed with any key yet */
    if (result == RESULT_OK && unmarked)
        result = mark_key(base->sql, mark);
    if (result == RESULT_OK)
        result = sql_number(base->sql, "SELECT key_mark FROM state", &kept);
    if (result != RESULT_OK || kept == mark)
        return result;
    diag_add(base->diags, DIAG_ERROR, (struct place){.file = base->key},
        "this is not the key the store was filled with, and children would be counted twice; copy "
        "the key's file from the host that imported first");
    return RESULT_IO;
}

const struct store_backend postgres_backend = {
    .scheme = "postgresql",
    .open = postgres_store_open,
    .close = postgres_store_close,
    .bell = postgres_store_bell,
    .begin_read = postgres_store_begin_read,
    .end_read = postgres_store_end_read,
    .begin_write = postgres_store_begin_write,
    .commit = postgres_store_commit,
    .follow = postgres_store_follow,
    .hear = postgres_store_hear,
    .is_connected = postgres_store_is_connected,
    .act_for = postgres_store_act_for,
    .after_copy = "SELECT setval(pg_get_serial_sequence('teamtop.imports', 'id'), greatest(1,"
                  " (SELECT max(id) FROM teamtop.imports)),"
                  " EXISTS (SELECT 1 FROM teamtop.imports))",
    .check_key = postgres_store_check_key,
};

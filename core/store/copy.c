#include "core/store/copy.h"

#include <sodium.h>
#include <string.h>

#include "core/store/backend.h"
#include "core/store/key.h"

#define WAIT_MS 30000

/* The same questions whatever answers them; kinds: t text, n number, b bytes. */
static const struct table {
    const char *what;
    const char *kinds;
    const char *read;
    const char *put;
    size_t counted; /* where in struct store_copied; the last table is not */
} tables[] = {
    {"series", "tttb",
        "SELECT unit, part, register, bytes FROM series ORDER BY unit, part, register",
        "INSERT INTO series (unit, part, register, bytes) VALUES (?1, ?2, ?3, ?4)",
        offsetof(struct store_copied, series)},
    {"spells", "ttb", "SELECT feed, unit, bytes FROM spells ORDER BY feed, unit",
        "INSERT INTO spells (feed, unit, bytes) VALUES (?1, ?2, ?3)",
        offsetof(struct store_copied, spells)},
    {"imports", "nttttnnnnntn",
        "SELECT id, feed, file, digest, \"user\", imported_at, row_count, taken, rejected, refused,"
        " reason, first_at FROM imports ORDER BY id",
        "INSERT INTO imports (id, feed, file, digest, \"user\", imported_at, row_count, taken,"
        " rejected, refused, reason, first_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        offsetof(struct store_copied, imports)},
    {"rejects", "nnnnt",
        "SELECT import, number, line, field, reason FROM rejects ORDER BY import, number",
        "INSERT INTO rejects (import, number, line, field, reason) VALUES (?1, ?2, ?3, ?4, ?5)",
        offsetof(struct store_copied, rejects)},
    {"state", "nn", "SELECT version, fingerprint FROM state",
        "UPDATE state SET version = ?1, fingerprint = ?2", 0},
};
#define TABLE_COUNT (sizeof tables / sizeof *tables)
#define STATE       (TABLE_COUNT - 1)

/* --- one table --------------------------------------------------------------------------- */

static void put_field(struct query *to, struct query *from, int column, char type)
{
    size_t size;
    if (type == 't') {
        query_put_text(to, column + 1, query_text(from, column));
    } else if (type == 'n') {
        query_put_number(to, column + 1, query_number(from, column));
    } else {
        const uint8_t *bytes = query_bytes(from, column, &size);
        query_put_bytes(to, column + 1, bytes, size);
    }
}

static enum result put_row(struct sql *to, const struct table *table, struct query *from)
{
    struct query query = query_begin(to, table->put);
    for (int i = 0; table->kinds[i]; i++)
        put_field(&query, from, i, table->kinds[i]);
    return query_run(&query);
}

static enum result copy_table(struct sql *from, struct sql *to, const struct table *table)
{
    struct query query = query_begin(from, table->read);
    enum result result = RESULT_OK;
    while (result == RESULT_OK && query_next(&query))
        result = put_row(to, table, &query);
    enum result read = query_end(&query);
    return read == RESULT_OK ? result : read;
}

/* --- comparing --------------------------------------------------------------------------- */

struct sum {
    int64_t rows;
    uint8_t digest[crypto_generichash_BYTES];
};

static void add_bytes(crypto_generichash_state *state, const void *bytes, size_t size)
{
    const uint64_t length = size; /* first, so that no two rows run into one another alike */
    crypto_generichash_update(state, (const uint8_t *)&length, sizeof length);
    if (size > 0)
        crypto_generichash_update(state, bytes, size);
}

static void add_field(crypto_generichash_state *state, struct query *query, int column, char type)
{
    size_t size;
    if (type == 't') {
        const char *text = query_text(query, column);
        add_bytes(state, text, strlen(text));
    } else if (type == 'n') {
        const int64_t number = query_number(query, column);
        add_bytes(state, &number, sizeof number);
    } else {
        const uint8_t *bytes = query_bytes(query, column, &size);
        add_bytes(state, bytes, size);
    }
}

static enum result sum_table(struct sql *db, const struct table *table, struct sum *ret)
{
    crypto_generichash_state state;
    struct sum sum = {0};
    crypto_generichash_init(&state, NULL, 0, sizeof sum.digest);
    struct query query = query_begin(db, table->read);
    while (query_next(&query)) {
        sum.rows++;
        for (int i = 0; table->kinds[i]; i++)
            add_field(&state, &query, i, table->kinds[i]);
    }
    crypto_generichash_final(&state, sum.digest, sizeof sum.digest);
    enum result result = query_end(&query);
    if (result == RESULT_OK)
        *ret = sum;
    return result;
}

static enum result compare(
    struct store *from, struct store *to, const struct table *table, int64_t *ret_rows)
{
    struct sum there, here;
    enum result result = sum_table(from->sql, table, &there);
    if (result == RESULT_OK)
        result = sum_table(to->sql, table, &here);
    if (result != RESULT_OK)
        return result;
    *ret_rows = here.rows;
    if (there.rows == here.rows && memcmp(there.digest, here.digest, sizeof here.digest) == 0)
        return RESULT_OK;
    diag_add(to->diags, DIAG_ERROR, (struct place){.file = to->name},
        "the copy is not the same: %lld rows of %s were read and %lld stand here; nothing was kept",
        (long long)there.rows, table->what, (long long)here.rows);
    return RESULT_IO;
}

static enum result copy_and_compare(struct store *from, struct store *to, struct store_copied *ret)
{
    enum result result = RESULT_OK;
    for (size_t i = 0; result == RESULT_OK && i < TABLE_COUNT; i++)
        result = copy_table(from->sql, to->sql, &tables[i]);
    for (size_t i = 0; result == RESULT_OK && i < TABLE_COUNT; i++) {
        int64_t rows = 0;
        result = compare(from, to, &tables[i], &rows);
        if (i != STATE)
            memcpy((char *)ret + tables[i].counted, &rows, sizeof rows);
    }
    if (result == RESULT_OK && to->backend->after_copy)
        result = sql_run_script(to->sql, to->backend->after_copy);
    return result;
}

/* --- whether it may ---------------------------------------------------------------------- */

static enum result refuse_full(struct store *to)
{
    int64_t rows = 0;
    enum result result = sql_number(to->sql,
        "SELECT (SELECT count(*) FROM series) + (SELECT count(*) FROM spells) +"
        " (SELECT count(*) FROM imports) + (SELECT version FROM state)",
        &rows);
    if (result != RESULT_OK || rows == 0)
        return result;
    diag_add(to->diags, DIAG_ERROR, (struct place){.file = to->name},
        "there is something in it already; only into an empty store is copied");
    return RESULT_IO;
}

static enum result refuse_key(struct store *to)
{
    diag_add(to->diags, DIAG_ERROR, (struct place){.file = to->key},
        "there is another key here already; move it away, or name another file");
    return RESULT_IO;
}

/* A store that never took a file has no key yet, and needs none. */
static enum result copy_key(struct store *from, struct store *to, int64_t imports)
{
    uint8_t key[STORE_KEY_SIZE], other[STORE_KEY_SIZE];
    if (imports == 0 && !(from->key && key_exists(from->key)))
        return RESULT_OK;
    enum result result = store_key(from, key);
    if (result == RESULT_OK && !to->key)
        result = store_key(to, other); /* which says that it has no place */
    if (result == RESULT_OK)
        result = key_put(to->key, key, other, to->diags);
    if (result == RESULT_OK && sodium_memcmp(key, other, sizeof key) != 0)
        result = refuse_key(to);
    if (result == RESULT_OK && to->backend->check_key)
        result = to->backend->check_key(to, key);
    sodium_memzero(key, sizeof key);
    sodium_memzero(other, sizeof other);
    return result;
}

enum result store_copy(struct store *from, struct store *to, struct store_copied *ret)
{
    int64_t version;
    uint64_t fingerprint;
    struct store_copied copied = {0};
    enum result result = store_begin_read(from, &version, &fingerprint);
    if (result == RESULT_OK)
        result = store_begin_write(to, WAIT_MS);
    if (result == RESULT_OK)
        result = refuse_full(to);
    if (result == RESULT_OK)
        result = copy_and_compare(from, to, &copied);
    if (result == RESULT_OK)
        result = copy_key(from, to, copied.imports);
    if (result == RESULT_OK)
        result = store_commit(to);
    store_rollback(to);
    store_end_read(from);
    if (result == RESULT_OK)
        *ret = copied;
    return result;
}

#include "tests/core/store/digest.h"

#include <string.h>

#include "core/base/hash.h"
#include "core/store/sqlite.h"

/* One text a row. */
static const char *const rows[] = {
    "SELECT version || ' ' || fingerprint FROM state",
    "SELECT 'series ' || unit || ' ' || part || ' ' || register || ' ' || hex(bytes) FROM series "
    "ORDER BY unit, part, register",
    "SELECT 'spells ' || feed || ' ' || unit || ' ' || hex(bytes) FROM spells ORDER BY feed, unit",
    "SELECT 'import ' || id || ' ' || feed || ' ' || file || ' ' || digest || ' ' || row_count || "
    "' ' || taken || ' ' || rejected || ' ' || refused || ' ' || reason FROM imports ORDER BY id",
    "SELECT 'reject ' || import || ' ' || number || ' ' || line || ' ' || field || ' ' || reason "
    "FROM rejects ORDER BY import, number",
};

static bool is_whole(struct sql *db)
{
    struct query query = query_begin(db, "PRAGMA integrity_check");
    bool whole = query_next(&query) && strcmp(query_text(&query, 0), "ok") == 0;
    return query_end(&query) == RESULT_OK && whole;
}

static bool hash_rows(struct sql *db, const char *sql, uint64_t *hash)
{
    struct query query = query_begin(db, sql);
    while (query_next(&query))
        *hash = hash_text(*hash, query_text(&query, 0));
    return query_end(&query) == RESULT_OK;
}

uint64_t store_digest(const char *path)
{
    struct sqlite *db = NULL;
    uint64_t hash = HASH_START;
    if (sqlite_open(&db, path, SQLITE_READER, NULL) != RESULT_OK)
        return 0;
    bool good = is_whole(sqlite_sql(db));
    for (size_t i = 0; i < sizeof rows / sizeof *rows && good; i++)
        good = hash_rows(sqlite_sql(db), rows[i], &hash);
    sqlite_close(db);
    return good ? hash_finish(hash) : 0;
}

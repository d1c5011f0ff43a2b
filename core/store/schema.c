#include "core/store/schema.h"

#include <stdio.h>

#define APPLICATION_ID                                                                             \
    0x54656d54 /* "TemT", in the file's header: `file` and we know whose it is                     \
                */
#define APPLICATION_SQL "PRAGMA application_id=0x54656d54"

static const char *const steps[] = {
    /* Keys first and no row numbers: what belongs together lies together, and a unit's series or a
     * feed's spells are one range. */
    "CREATE TABLE state ("
    "  one INTEGER PRIMARY KEY CHECK (one = 1),"
    "  version INTEGER NOT NULL,"
    "  fingerprint INTEGER NOT NULL);"
    "INSERT INTO state VALUES (1, 0, 0);"
    "CREATE TABLE series ("
    "  unit TEXT NOT NULL,"
    "  part TEXT NOT NULL,"
    "  register TEXT NOT NULL,"
    "  bytes BLOB NOT NULL,"
    "  PRIMARY KEY (unit, part, register)) WITHOUT ROWID;"
    "CREATE TABLE spells ("
    "  feed TEXT NOT NULL,"
    "  unit TEXT NOT NULL,"
    "  bytes BLOB NOT NULL,"
    "  PRIMARY KEY (feed, unit)) WITHOUT ROWID;"
    "CREATE TABLE imports ("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  feed TEXT NOT NULL,"
    "  file TEXT NOT NULL,"
    "  digest TEXT NOT NULL,"
    "  user TEXT NOT NULL,"
    "  imported_at INTEGER NOT NULL,"
    "  row_count INTEGER NOT NULL,"
    "  taken INTEGER NOT NULL,"
    "  rejected INTEGER NOT NULL,"
    "  refused INTEGER NOT NULL,"
    "  reason TEXT NOT NULL);"
    "CREATE INDEX imports_of_feed ON imports (feed, id);"
    "CREATE TABLE rejects ("
    "  import INTEGER NOT NULL,"
    "  number INTEGER NOT NULL,"
    "  line INTEGER NOT NULL,"
    "  field INTEGER NOT NULL,"
    "  reason TEXT NOT NULL,"
    "  PRIMARY KEY (import, number)) WITHOUT ROWID;",
};

const struct schema store_schema = {steps, (int)(sizeof steps / sizeof *steps)};

struct header {
    int64_t application;
    int64_t schema;
};

static enum result read_header(struct sqlite *db, struct header *ret)
{
    struct header header = {0};
    enum result result = sqlite_number(db, "PRAGMA application_id", &header.application);
    if (result == RESULT_OK)
        result = sqlite_number(db, "PRAGMA user_version", &header.schema);
    if (result == RESULT_OK)
        *ret = header;
    return result;
}

static enum result refuse(struct diags *diags, const char *path, const char *why)
{
    diag_add(diags, DIAG_ERROR, (struct place){.file = path}, "%s", why);
    return RESULT_IO;
}

static enum result refuse_newer(
    struct diags *diags, const char *path, const struct header *header, int known)
{
    diag_add(diags, DIAG_ERROR, (struct place){.file = path},
        "made by a newer teamtop (schema %lld, this one knows %d); upgrade teamtop",
        (long long)header->schema, known);
    return RESULT_IO;
}

enum result schema_check(
    struct sqlite *db, const struct schema *schema, const char *path, struct diags *diags)
{
    struct header header;
    enum result result = read_header(db, &header);
    if (result != RESULT_OK)
        return result;
    if (header.application != APPLICATION_ID)
        return refuse(diags, path,
            "it is not a teamtop store (or nothing was imported into it yet); import an extract "
            "first");
    if (header.schema > schema->count)
        return refuse_newer(diags, path, &header, schema->count);
    if (header.schema < schema->count)
        return refuse(diags, path,
            "made by an older teamtop; run an import once to bring the store up to date");
    return RESULT_OK;
}

/* Only a file nobody has put anything into may become a store. */
static enum result check_ours(
    struct sqlite *db, const struct header *header, const char *path, struct diags *diags)
{
    int64_t tables = 0;
    enum result result = RESULT_OK;
    if (header->application == APPLICATION_ID)
        return RESULT_OK;
    if (header->application == 0)
        result = sqlite_number(db, "SELECT count(*) FROM sqlite_schema", &tables);
    if (result == RESULT_OK && (header->application != 0 || tables > 0))
        result = refuse(diags, path,
            "it is a database of another program, not a teamtop store; name another path");
    return result;
}

static enum result set_schema(struct sqlite *db, int number)
{
    char sql[64];
    snprintf(sql, sizeof sql, "PRAGMA user_version=%d", number);
    return sqlite_run_script(db, sql);
}

/* Inside a write transaction: somebody else may have done it while we waited for the lock. */
static enum result run_steps(struct sqlite *db, const struct schema *schema)
{
    struct header header;
    enum result result = read_header(db, &header);
    for (int64_t i = header.schema; result == RESULT_OK && i < schema->count; i++)
        result = sqlite_run_script(db, schema->steps[i]);
    if (result == RESULT_OK && header.schema < schema->count)
        result = set_schema(db, schema->count);
    if (result == RESULT_OK)
        result = sqlite_run(db, APPLICATION_SQL);
    return result;
}

static enum result upgrade(struct sqlite *db, const struct schema *schema)
{
    enum result result = sqlite_run(db, "BEGIN IMMEDIATE");
    if (result == RESULT_OK)
        result = run_steps(db, schema);
    if (result == RESULT_OK)
        result = sqlite_run(db, "COMMIT");
    if (result != RESULT_OK && sqlite_in_transaction(db))
        (void)!sqlite_run(db, "ROLLBACK");
    return result;
}

enum result schema_upgrade(
    struct sqlite *db, const struct schema *schema, const char *path, struct diags *diags)
{
    struct header header;
    enum result result = read_header(db, &header);
    if (result == RESULT_OK)
        result = check_ours(db, &header, path, diags);
    if (result != RESULT_OK)
        return result;
    if (header.schema > schema->count)
        return refuse_newer(diags, path, &header, schema->count);
    if (header.schema == schema->count)
        return RESULT_OK;
    return upgrade(db, schema);
}

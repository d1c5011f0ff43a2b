#include "core/store/schema.h"

#include <stdio.h>

struct header {
    int64_t application;
    int64_t schema;
};

static enum result read_header(struct sql *db, const struct schema *schema, struct header *ret)
{
    struct header header = {0};
    enum result result = sql_number(db, schema->application, &header.application);
    if (result == RESULT_OK)
        result = sql_number(db, schema->reached, &header.schema);
    if (result == RESULT_OK)
        *ret = header;
    return result;
}

static enum result refuse(struct diags *diags, const char *name, const char *why)
{
    diag_add(diags, DIAG_ERROR, (struct place){.file = name}, "%s", why);
    return RESULT_IO;
}

static enum result refuse_newer(
    struct diags *diags, const char *name, const struct header *header, int known)
{
    diag_add(diags, DIAG_ERROR, (struct place){.file = name},
        "made by a newer teamtop (schema %lld, this one knows %d); upgrade teamtop",
        (long long)header->schema, known);
    return RESULT_IO;
}

enum result schema_check(
    struct sql *db, const struct schema *schema, const char *name, struct diags *diags)
{
    struct header header;
    enum result result = read_header(db, schema, &header);
    if (result != RESULT_OK)
        return result;
    if (header.application != SCHEMA_OURS)
        return refuse(diags, name,
            "it is not a teamtop store (or nothing was imported into it yet); import an extract "
            "first");
    if (header.schema > schema->count)
        return refuse_newer(diags, name, &header, schema->count);
    if (header.schema < schema->count)
        return refuse(diags, name,
            "made by an older teamtop; run an import once to bring the store up to date");
    return RESULT_OK;
}

/* Only what nobody has put anything into may become a store. */
static enum result check_ours(struct sql *db, const struct schema *schema,
    const struct header *header, const char *name, struct diags *diags)
{
    int64_t tables = 0;
    enum result result = RESULT_OK;
    if (header->application == SCHEMA_OURS)
        return RESULT_OK;
    if (header->application == 0)
        result = sql_number(db, schema->strangers, &tables);
    if (result == RESULT_OK && (header->application != 0 || tables > 0))
        result = refuse(diags, name,
            "it is a database of another program, not a teamtop store; name another place");
    return result;
}

static enum result mark(struct sql *db, const struct schema *schema)
{
    char sql[160];
    snprintf(sql, sizeof sql, "%s%d%s", schema->mark[0], schema->count, schema->mark[1]);
    return sql_run_script(db, sql);
}

/* Inside a write transaction: somebody else may have done it while we waited for the lock. */
static enum result run_steps(struct sql *db, const struct schema *schema)
{
    struct header header;
    enum result result = read_header(db, schema, &header);
    if (result != RESULT_OK || header.schema >= schema->count)
        return result;
    for (int64_t i = header.schema; result == RESULT_OK && i < schema->count; i++)
        result = sql_run_script(db, schema->steps[i]);
    return result == RESULT_OK ? mark(db, schema) : result;
}

static enum result upgrade(struct sql *db, const struct schema *schema)
{
    enum result result = sql_run_script(db, schema->begin);
    if (result == RESULT_OK)
        result = run_steps(db, schema);
    if (result == RESULT_OK)
        result = sql_run_script(db, "COMMIT");
    if (result != RESULT_OK)
        sql_roll_back(db);
    return result;
}

enum result schema_upgrade(
    struct sql *db, const struct schema *schema, const char *name, struct diags *diags)
{
    struct header header;
    enum result result = read_header(db, schema, &header);
    if (result == RESULT_OK)
        result = check_ours(db, schema, &header, name, diags);
    if (result != RESULT_OK)
        return result;
    if (header.schema > schema->count)
        return refuse_newer(diags, name, &header, schema->count);
    if (header.schema == schema->count)
        return RESULT_OK;
    return upgrade(db, schema);
}

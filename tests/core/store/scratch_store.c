#define _GNU_SOURCE /* program_invocation_short_name */
#include "tests/core/store/scratch_store.h"

#include <check.h>
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/store/postgres.h"

#define NAME_SIZE 64

static const char *server(void)
{
    return getenv("TEAMTOP_TEST_POSTGRES");
}

bool scratch_is_postgres(void)
{
    return server();
}

/* --- databases --------------------------------------------------------------------------- */

static void database_of(char *database, const char *name)
{
    snprintf(database, NAME_SIZE, "%s_%s", program_invocation_short_name, name);
    for (char *at = database; *at; at++)
        *at = (char)(isalnum((unsigned char)*at) ? tolower((unsigned char)*at) : '_');
}

/* The server's address with another database in it. */
static char *address_of(const char *database)
{
    static const char standard[] = "/postgres?";
    const char *at = strstr(server(), standard);
    char *address = malloc(strlen(server()) + NAME_SIZE);
    ck_assert_ptr_nonnull(at);
    ck_assert_ptr_nonnull(address);
    sprintf(address, "%.*s/%s?%s", (int)(at - server()), server(), database, at + strlen(standard));
    return address;
}

static enum result run_in(const char *database, const char *sql)
{
    struct postgres *db = NULL;
    struct diags diags;
    char *address = address_of(database);
    diags_init(&diags);
    ck_assert_int_eq(postgres_open(&db, address, &diags), RESULT_OK);
    enum result result = postgres_connect(db);
    if (result == RESULT_OK)
        result = sql_run_script(postgres_sql(db), sql);
    postgres_close(db);
    diags_done(&diags);
    free(address);
    return result;
}

void scratch_sql(struct scratch *scratch, const char *name, const char *sql)
{
    char database[NAME_SIZE];
    (void)scratch;
    database_of(database, name);
    ck_assert_msg(run_in(database, sql) == RESULT_OK, "%s", sql);
}

/* Making a database takes longer than emptying one. */
static void empty(const char *database)
{
    char sql[160];
    static const char drop[] = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                               "  WHERE datname = current_database() AND pid <> pg_backend_pid();"
                               "DROP SCHEMA IF EXISTS teamtop CASCADE";
    snprintf(sql, sizeof sql, "CREATE DATABASE %s", database);
    (void)run_in("postgres", sql); /* it may be there */
    ck_assert_int_eq(run_in(database, drop), RESULT_OK);
}

/* A file of the database's name in the scratch folder says that this test has used it. */
static bool is_first_use(struct scratch *scratch, const char *database)
{
    const char *path = scratch_path(scratch, database);
    FILE *mark = fopen(path, "wxe");
    if (mark)
        fclose(mark);
    return mark;
}

const char *scratch_store(struct scratch *scratch, const char *name)
{
    char database[NAME_SIZE];
    if (!server())
        return scratch_uri(scratch, "sqlite", name);
    database_of(database, name);
    if (is_first_use(scratch, database))
        empty(database);
    char *address = address_of(database);
    const char *kept = arena_copy(&scratch->text, address);
    free(address);
    return kept;
}

enum result scratch_open(struct scratch *scratch, struct store **ret, const char *name,
    enum store_access access, struct diags *diags)
{
    char key[NAME_SIZE];
    enum result result = store_open(ret, scratch_store(scratch, name), access, diags);
    snprintf(key, sizeof key, "%s.key", name);
    if (result == RESULT_OK)
        ck_assert_int_eq(store_keep_key_at(*ret, scratch_path(scratch, key)), RESULT_OK);
    return result;
}

/* What only a PostgreSQL store can get wrong: its address, its server, its rights. */
#include <check.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/store/postgres.h"
#include "core/store/postgres_schema.h"
#include "tests/core/store/scratch_store.h"
#include "tests/suite.h"

static struct scratch scratch;
static struct diags diags;

static void setup(void)
{
    scratch_make(&scratch);
    diags_init(&diags);
}

static void teardown(void)
{
    diags_done(&diags);
    scratch_remove(&scratch);
}

static struct store *open_store(enum store_access access)
{
    struct store *store = NULL;
    ck_assert_int_eq(scratch_open(&scratch, &store, "store", access, &diags), RESULT_OK);
    return store;
}

static void make_store(void)
{
    struct store *store = open_store(STORE_WRITE);
    ck_assert_int_eq(store_begin_write(store, 0), RESULT_OK);
    ck_assert_int_eq(store_grow_version(store), RESULT_OK);
    ck_assert_int_eq(store_commit(store), RESULT_OK);
    store_close(store);
}

static void run(const char *sql)
{
    scratch_sql(&scratch, "store", sql);
}

static void expect_said(const char *sentence)
{
    ck_assert_uint_eq(diags.count, 1);
    ck_assert_msg(strstr(diags.items[0].text, sentence), "%s", diags.items[0].text);
    diags_done(&diags);
    diags_init(&diags);
}

static void expect_refusal(const char *uri, enum result wanted, const char *sentence)
{
    struct store *store = NULL;
    ck_assert_int_eq(store_open(&store, uri, STORE_WRITE, &diags), wanted);
    ck_assert_ptr_null(store);
    expect_said(sentence);
}

static void expect_store_refused(enum store_access access, const char *sentence)
{
    struct store *store = NULL;
    ck_assert_int_eq(
        store_open(&store, scratch_store(&scratch, "store"), access, &diags), RESULT_IO);
    expect_said(sentence);
}

/* --- addresses --------------------------------------------------------------------------- */

static bool gives_away(const char *secret)
{
    bool found = false;
    for (size_t i = 0; i < diags.count; i++)
        found |= strstr(diags.items[i].text, secret) ||
                 (diags.items[i].place.file && strstr(diags.items[i].place.file, secret));
    return found;
}

START_TEST(a_password_in_the_address_is_refused_and_never_told)
{
    static const char *const addresses[] = {
        "postgresql://me:hunter2@db.example/teamtop",
        "postgresql://db.example/teamtop?password=hunter2",
        "postgresql://me:hunter2@[db.example/teamtop",
        "postgresql://me:hunter2%zz@db.example/teamtop",
        "postgresql://me:hunter2@db.example:port/teamtop",
        "postgres://me:hunter2@db.example/teamtop",
    };
    struct store *store = NULL;
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++)
        ck_assert_int_ne(store_open(&store, addresses[i], STORE_READ, &diags), RESULT_OK);
    ck_assert_uint_eq(diags.count, sizeof addresses / sizeof *addresses);
    ck_assert(!gives_away("hunter2"));
    ck_assert_ptr_nonnull(strstr(diags.items[0].text, "~/.pgpass"));
}
END_TEST

START_TEST(a_parameter_nobody_knows_is_named)
{
    expect_refusal("postgresql://db.example/teamtop?sslmod=require", RESULT_INVALID, "\"sslmod\"");
}
END_TEST

START_TEST(a_server_that_is_not_there_is_said)
{
    expect_refusal(
        "postgresql:///teamtop?host=/nonexistent", RESULT_IO, "the database cannot be reached");
}
END_TEST

START_TEST(a_database_that_is_not_there_is_said)
{
    char *address = strdup(scratch_store(&scratch, "store"));
    char *name = strstr(address, "_store?");
    ck_assert_ptr_nonnull(name);
    memcpy(name, "_lost", 5);
    expect_refusal(address, RESULT_IO, "does not exist");
    free(address);
}
END_TEST

/* --- whose it is ------------------------------------------------------------------------- */

START_TEST(a_newer_schema_is_refused_by_name)
{
    make_store();
    run("COMMENT ON SCHEMA teamtop IS 'teamtop store, schema 7'");
    expect_store_refused(STORE_READ, "made by a newer teamtop (schema 7, this one knows 5)");
    expect_store_refused(STORE_WRITE, "made by a newer teamtop (schema 7");
}
END_TEST

START_TEST(a_reader_does_not_upgrade_an_older_store)
{
    make_store();
    run("COMMENT ON SCHEMA teamtop IS 'teamtop store, schema 0'");
    expect_store_refused(STORE_READ, "made by an older teamtop");
}
END_TEST

START_TEST(another_programs_schema_is_refused)
{
    (void)scratch_store(&scratch, "store");
    run("CREATE SCHEMA teamtop; CREATE TABLE teamtop.invoices (id INTEGER)");
    expect_store_refused(STORE_WRITE, "a database of another program");
    expect_store_refused(STORE_READ, "it is not a teamtop store");
}
END_TEST

START_TEST(an_empty_schema_that_was_made_for_us_is_used)
{
    (void)scratch_store(&scratch, "store");
    run("CREATE SCHEMA teamtop");
    make_store();
}
END_TEST

static struct postgres *open_raw(void)
{
    struct postgres *db = NULL;
    const char *uri = scratch_store(&scratch, "store");
    ck_assert_int_eq(postgres_open(&db, uri, &diags), RESULT_OK);
    ck_assert_int_eq(postgres_connect(db), RESULT_OK);
    return db;
}

static int64_t number(struct postgres *db, const char *sql)
{
    int64_t number = -1;
    ck_assert_int_eq(sql_number(postgres_sql(db), sql, &number), RESULT_OK);
    return number;
}

static enum result upgrade(struct postgres *db, const char *const *steps, int count)
{
    struct schema schema = postgres_schema;
    schema.steps = steps;
    schema.count = count;
    return schema_upgrade(postgres_sql(db), &schema, "store", &diags);
}

START_TEST(an_upgrade_is_whole_or_never_was)
{
    static const char *const steps[] = {
        "CREATE SCHEMA teamtop; CREATE TABLE teamtop.figures (unit TEXT)",
        "INSERT INTO teamtop.figures VALUES ('west'); INSERT INTO teamtop.nowhere VALUES (1)"};
    struct postgres *db = open_raw();
    ck_assert_int_eq(upgrade(db, steps, 1), RESULT_OK);
    ck_assert_int_eq(number(db, postgres_schema.reached), 1);
    ck_assert_int_eq(upgrade(db, steps, 2), RESULT_IO);
    ck_assert_int_eq(number(db, postgres_schema.reached), 1);
    ck_assert_int_eq(number(db, "SELECT count(*) FROM teamtop.figures"), 0);
    postgres_close(db);
}
END_TEST

/* --- what goes wrong on the way ---------------------------------------------------------- */

static struct store_row a_row(const char *key)
{
    return (struct store_row){key, "open_cases", (const uint8_t *)"x", 1};
}

/* Statements without answers are sent ahead: that one failed must not be lost. */
START_TEST(a_row_that_is_refused_keeps_the_whole_import_out)
{
    struct store *store = open_store(STORE_WRITE);
    struct store_row rows[] = {a_row("a"), a_row("b"), a_row("c")};
    run("ALTER TABLE teamtop.series ADD CHECK (unit <> 'b')");
    ck_assert_int_eq(store_begin_write(store, 0), RESULT_OK);
    enum result result = store_replace_series(store, "", rows, 3, NULL);
    if (result == RESULT_OK)
        result = store_commit(store);
    ck_assert_int_eq(result, RESULT_IO);
    store_rollback(store);
    expect_said("23514");
    rows[1].key = "bb";
    ck_assert_int_eq(store_begin_write(store, 0), RESULT_OK);
    ck_assert_int_eq(store_replace_series(store, "", rows, 3, NULL), RESULT_OK);
    ck_assert_int_eq(store_commit(store), RESULT_OK);
    store_close(store);
}
END_TEST

START_TEST(thousands_of_rows_go_and_come_back)
{
    enum { COUNT = 3000 };
    static char keys[COUNT][16];
    static struct store_row rows[COUNT];
    struct store *store = open_store(STORE_WRITE);
    size_t changed = 0;
    for (int i = 0; i < COUNT; i++) {
        snprintf(keys[i], sizeof keys[i], "u%05d", i);
        rows[i] = a_row(keys[i]);
    }
    ck_assert_int_eq(store_begin_write(store, 0), RESULT_OK);
    ck_assert_int_eq(store_replace_series(store, "", rows, COUNT, &changed), RESULT_OK);
    ck_assert_uint_eq(changed, COUNT);
    ck_assert_int_eq(store_replace_series(store, "", rows, COUNT, &changed), RESULT_OK);
    ck_assert_uint_eq(changed, 0);
    ck_assert_int_eq(store_commit(store), RESULT_OK);
    store_close(store);
}
END_TEST

START_TEST(a_connection_that_is_cut_while_reading_is_said_and_made_anew_for_the_next_reading)
{
    int64_t version;
    uint64_t fingerprint;
    make_store();
    struct store *store = open_store(STORE_READ);
    run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()");
    ck_assert_int_eq(store_begin_read(store, &version, &fingerprint), RESULT_IO);
    expect_said("the server ended the connection");
    ck_assert_int_eq(store_begin_read(store, &version, &fingerprint), RESULT_OK);
    ck_assert_int_eq(version, 1);
    store_close(store);
}
END_TEST

/* --- following -------------------------------------------------------------------------- */

#define PATIENT 20000 /* milliseconds; on a busy machine */

/* What is heard next that is any news. */
static enum store_news hear(struct store *store, int descriptor)
{
    struct pollfd polled = {.fd = descriptor, .events = POLLIN};
    enum store_news news = store_hear(store);
    for (int i = 0; news == STORE_NO_NEWS && i < PATIENT / 50; i++) {
        poll(&polled, 1, 50);
        news = store_hear(store);
    }
    return news;
}

static void import_something(void)
{
    struct store *writer = open_store(STORE_WRITE);
    ck_assert_int_eq(store_begin_write(writer, 0), RESULT_OK);
    ck_assert_int_eq(store_grow_version(writer), RESULT_OK);
    ck_assert_int_eq(store_commit(writer), RESULT_OK);
    store_close(writer);
}

START_TEST(who_follows_hears_an_import_a_cut_connection_and_its_return)
{
    int descriptor = -1;
    int64_t version;
    uint64_t fingerprint;
    make_store();
    struct store *store = open_store(STORE_READ);
    ck_assert_int_eq(store_begin_read(store, &version, &fingerprint), RESULT_OK);
    store_rest(store);
    ck_assert_int_eq(store_follow(store, &descriptor), RESULT_OK);
    ck_assert_int_eq(store_hear(store), STORE_NO_NEWS);
    import_something();
    ck_assert_int_eq(hear(store, descriptor), STORE_IMPORTED);
    run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()");
    ck_assert_int_eq(hear(store, descriptor), STORE_LOST);
    ck_assert(!store_is_connected(store));
    ck_assert_int_eq(hear(store, descriptor), STORE_BACK);
    ck_assert(store_is_connected(store));
    import_something();
    ck_assert_int_eq(hear(store, descriptor), STORE_IMPORTED);
    ck_assert_int_eq(store_begin_read(store, &version, &fingerprint), RESULT_OK);
    ck_assert_int_eq(version, 3);
    store_close(store);
}
END_TEST

START_TEST(a_writer_whose_connection_was_cut_while_idle_connects_again)
{
    make_store();
    struct store *store = open_store(STORE_WRITE);
    run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()");
    ck_assert_int_eq(store_begin_write(store, 0), RESULT_OK);
    ck_assert_int_eq(store_grow_version(store), RESULT_OK);
    ck_assert_int_eq(store_commit(store), RESULT_OK);
    ck_assert_uint_eq(diags.count, 0);
    store_close(store);
}
END_TEST

/* --- the key ----------------------------------------------------------------------------- */

START_TEST(a_key_without_a_place_is_not_made)
{
    struct store *store = NULL;
    uint8_t key[STORE_KEY_SIZE];
    const char *uri = scratch_store(&scratch, "store");
    ck_assert_int_eq(store_open(&store, uri, STORE_WRITE, &diags), RESULT_OK);
    ck_assert_ptr_null(store_key_file(store));
    ck_assert_int_eq(store_key(store, key), RESULT_INVALID);
    expect_said("no file is named");
    store_close(store);
}
END_TEST

START_TEST(another_hosts_key_is_refused)
{
    uint8_t first[STORE_KEY_SIZE], second[STORE_KEY_SIZE] = {0};
    struct store *store = open_store(STORE_WRITE);
    ck_assert_int_eq(store_key(store, first), RESULT_OK);
    ck_assert_int_eq(store_keep_key_at(store, scratch_path(&scratch, "other.key")), RESULT_OK);
    ck_assert_int_eq(store_key(store, second), RESULT_IO);
    expect_said("not the key the store was filled with");
    store_close(store);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        a_password_in_the_address_is_refused_and_never_told,
        a_parameter_nobody_knows_is_named,
        a_server_that_is_not_there_is_said,
        a_database_that_is_not_there_is_said,
        a_newer_schema_is_refused_by_name,
        a_reader_does_not_upgrade_an_older_store,
        another_programs_schema_is_refused,
        an_empty_schema_that_was_made_for_us_is_used,
        an_upgrade_is_whole_or_never_was,
        a_row_that_is_refused_keeps_the_whole_import_out,
        thousands_of_rows_go_and_come_back,
        a_connection_that_is_cut_while_reading_is_said_and_made_anew_for_the_next_reading,
        who_follows_hears_an_import_a_cut_connection_and_its_return,
        a_writer_whose_connection_was_cut_while_idle_connects_again,
        a_key_without_a_place_is_not_made,
        another_hosts_key_is_refused,
    };
    Suite *suite = suite_create("postgres");
    TCase *tcase = tcase_create("server");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 60);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    return suite_run(suite);
}

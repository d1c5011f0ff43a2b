/* What only a SQLite store can get wrong: its file. */
#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/store/sqlite.h"
#include "core/store/sqlite_schema.h"
#include "core/store/store.h"
#include "tests/core/store/scratch.h"
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

static enum result try_open(const char *name, enum store_access access, struct store **ret)
{
    return store_open(ret, scratch_uri(&scratch, "sqlite", name), access, &diags);
}

static void make_store(const char *name)
{
    struct store *store = NULL;
    ck_assert_int_eq(try_open(name, STORE_WRITE, &store), RESULT_OK);
    ck_assert_int_eq(store_begin_write(store, 0), RESULT_OK);
    ck_assert_int_eq(store_grow_version(store), RESULT_OK);
    ck_assert_int_eq(store_commit(store), RESULT_OK);
    store_close(store);
}

static struct sqlite *open_raw(const char *name)
{
    struct sqlite *db = NULL;
    ck_assert_int_eq(
        sqlite_open(&db, scratch_path(&scratch, name), SQLITE_WRITER, &diags), RESULT_OK);
    ck_assert_int_eq(sqlite_settle(db), RESULT_OK);
    return db;
}

static void run_raw(const char *name, const char *sql)
{
    struct sqlite *db = open_raw(name);
    ck_assert_int_eq(sql_run_script(sqlite_sql(db), sql), RESULT_OK);
    sqlite_close(db);
}

static void expect_refusal(const char *name, enum store_access access, const char *sentence)
{
    struct store *store = NULL;
    size_t before = diags.count;
    ck_assert_int_eq(try_open(name, access, &store), RESULT_IO);
    ck_assert_ptr_null(store);
    ck_assert_uint_eq(diags.count, before + 1);
    ck_assert_str_eq(diags.items[before].place.file, scratch_path(&scratch, name));
    ck_assert_msg(strstr(diags.items[before].text, sentence), "%s", diags.items[before].text);
}

static bool is_said(const char *words)
{
    for (size_t i = 0; i < diags.count; i++)
        if (strstr(diags.items[i].text, words))
            return true;
    return false;
}

static void move(const char *from, const char *to)
{
    char path[256];
    snprintf(path, sizeof path, "%s", scratch_path(&scratch, from));
    ck_assert_int_eq(rename(path, scratch_path(&scratch, to)), 0);
}

START_TEST(a_store_that_is_gone_is_said_to_be_and_used_again_once_it_is_back)
{
    struct store *reader = NULL, *writer = NULL;
    int64_t version;
    uint64_t fingerprint;
    make_store("s.db");
    ck_assert_int_eq(try_open("s.db", STORE_READ, &reader), RESULT_OK);
    ck_assert_int_eq(try_open("s.db", STORE_WRITE, &writer), RESULT_OK);
    move("s.db", "elsewhere.db");
    ck_assert_int_eq(store_begin_read(reader, &version, &fingerprint), RESULT_IO);
    ck_assert(is_said("the store is gone"));
    ck_assert_int_eq(store_begin_write(writer, 0), RESULT_IO);
    ck_assert_int_eq(access(scratch_path(&scratch, "s.db"), F_OK), -1);
    move("elsewhere.db", "s.db");
    ck_assert_int_eq(store_begin_read(reader, &version, &fingerprint), RESULT_OK);
    ck_assert_int_eq(version, 1);
    ck_assert_int_eq(store_begin_write(writer, 0), RESULT_OK);
    store_rollback(writer);
    store_close(writer);
    store_close(reader);
}
END_TEST

START_TEST(another_file_under_the_name_is_what_is_read_and_written_then)
{
    struct store *reader = NULL, *writer = NULL;
    int64_t version;
    uint64_t fingerprint;
    make_store("s.db");
    make_store("other.db");
    make_store("other.db");
    ck_assert_int_eq(try_open("s.db", STORE_READ, &reader), RESULT_OK);
    ck_assert_int_eq(try_open("s.db", STORE_WRITE, &writer), RESULT_OK);
    ck_assert_int_eq(store_begin_read(reader, &version, &fingerprint), RESULT_OK);
    ck_assert_int_eq(version, 1);
    store_end_read(reader);
    ck_assert_int_eq(unlink(scratch_path(&scratch, "s.db-wal")), 0);
    ck_assert_int_eq(unlink(scratch_path(&scratch, "s.db-shm")), 0);
    move("other.db", "s.db");
    ck_assert_int_eq(store_begin_read(reader, &version, &fingerprint), RESULT_OK);
    ck_assert_int_eq(version, 2);
    ck_assert_int_eq(store_begin_write(writer, 0), RESULT_OK);
    ck_assert_int_eq(store_grow_version(writer), RESULT_OK);
    ck_assert_int_eq(store_commit(writer), RESULT_OK);
    ck_assert_int_eq(store_begin_read(reader, &version, &fingerprint), RESULT_OK);
    ck_assert_int_eq(version, 3);
    store_close(writer);
    store_close(reader);
}
END_TEST

START_TEST(a_newer_schema_is_refused_by_name)
{
    make_store("store.db");
    run_raw("store.db", "PRAGMA user_version=8");
    expect_refusal("store.db", STORE_READ,
        "made by a newer teamtop (schema 8, this one knows 7); upgrade teamtop");
    expect_refusal("store.db", STORE_WRITE, "made by a newer teamtop (schema 8");
}
END_TEST

START_TEST(a_reader_does_not_upgrade_an_older_store)
{
    make_store("store.db");
    run_raw("store.db", "PRAGMA user_version=0");
    expect_refusal("store.db", STORE_READ, "made by an older teamtop");
}
END_TEST

START_TEST(what_is_no_database_is_refused_and_left_alone)
{
    static const char text[] = "case_id,team,worker\nC1,EH Penwith,W1\n";
    scratch_write(&scratch, "cases.csv", text);
    expect_refusal("cases.csv", STORE_READ, "it is not a teamtop store");
    expect_refusal("cases.csv", STORE_WRITE, "it is not a teamtop store");
    ck_assert_str_eq(scratch_read(&scratch, "cases.csv"), text);
}
END_TEST

START_TEST(another_programs_database_is_refused)
{
    run_raw("other.db", "CREATE TABLE invoices (id INTEGER)");
    expect_refusal("other.db", STORE_WRITE, "a database of another program");
    expect_refusal("other.db", STORE_READ, "it is not a teamtop store");
}
END_TEST

static void overwrite(const char *name, long at, size_t size)
{
    FILE *stream = fopen(scratch_path(&scratch, name), "r+e");
    ck_assert_ptr_nonnull(stream);
    ck_assert_int_eq(fseek(stream, at, SEEK_SET), 0);
    for (size_t i = 0; i < size; i++)
        ck_assert_int_eq(fputc(0xa5, stream), 0xa5);
    ck_assert_int_eq(fclose(stream), 0);
}

START_TEST(a_damaged_store_is_said_to_be_damaged)
{
    struct store *store = NULL;
    int64_t version;
    uint64_t fingerprint;
    make_store("store.db");
    overwrite("store.db", 100, 3000); /* the list of tables */
    enum result result = try_open("store.db", STORE_READ, &store);
    if (result == RESULT_OK)
        result = store_begin_read(store, &version, &fingerprint);
    ck_assert_int_eq(result, RESULT_IO);
    ck_assert_uint_eq(diags.count, 1);
    ck_assert_ptr_nonnull(strstr(diags.items[0].text, "the store is damaged"));
    store_close(store);
}
END_TEST

/* --- upgrades ---------------------------------------------------------------------------- */

static const char *const old_steps[] = {
    "CREATE TABLE figures (unit TEXT, value INTEGER); INSERT INTO figures VALUES ('west', 4)",
    "ALTER TABLE figures ADD COLUMN scale INTEGER NOT NULL DEFAULT 10000",
    "UPDATE figures SET value = value * scale",
};
static const char *const broken_steps[] = {
    "CREATE TABLE figures (unit TEXT)",
    "INSERT INTO figures VALUES ('west'); INSERT INTO nowhere VALUES (1)",
};

static enum result upgrade(struct sqlite *db, const char *const *steps, int count)
{
    struct schema schema = sqlite_schema;
    schema.steps = steps;
    schema.count = count;
    return schema_upgrade(sqlite_sql(db), &schema, "store.db", &diags);
}

static int64_t number(struct sqlite *db, const char *sql)
{
    int64_t ret = -1;
    ck_assert_int_eq(sql_number(sqlite_sql(db), sql, &ret), RESULT_OK);
    return ret;
}

START_TEST(an_old_store_is_upgraded_step_by_step_and_keeps_its_rows)
{
    struct sqlite *db = open_raw("store.db");
    ck_assert_int_eq(upgrade(db, old_steps, 1), RESULT_OK);
    ck_assert_int_eq(number(db, "PRAGMA user_version"), 1);
    ck_assert_int_eq(upgrade(db, old_steps, 3), RESULT_OK);
    ck_assert_int_eq(number(db, "PRAGMA user_version"), 3);
    ck_assert_int_eq(number(db, "SELECT value FROM figures"), 40000);
    ck_assert_int_eq(upgrade(db, old_steps, 3), RESULT_OK);
    ck_assert_int_eq(number(db, "SELECT value FROM figures"), 40000);
    sqlite_close(db);
}
END_TEST

START_TEST(an_upgrade_that_fails_half_way_leaves_the_old_store)
{
    struct sqlite *db = open_raw("store.db");
    ck_assert_int_eq(upgrade(db, broken_steps, 1), RESULT_OK);
    ck_assert_int_eq(upgrade(db, broken_steps, 2), RESULT_IO);
    ck_assert_int_eq(number(db, "PRAGMA user_version"), 1);
    ck_assert_int_eq(number(db, "SELECT count(*) FROM figures"), 0);
    ck_assert_int_eq(sql_run(sqlite_sql(db), "BEGIN"), RESULT_OK); /* none is left open */
    sqlite_close(db);
}
END_TEST

/* From every schema there ever was. */
START_TEST(stores_of_every_age_keep_their_series_and_spells)
{
    struct sqlite *db = open_raw("store.db");
    ck_assert_int_eq(upgrade(db, sqlite_schema.steps, _i), RESULT_OK);
    ck_assert_int_eq(
        sql_run_script(sqlite_sql(db),
            "INSERT INTO series (unit, part, register, bytes) VALUES"
            " ('west', 'open_cases', 'b', x'0102'), ('west', 'open_cases', 'a', x'03'),"
            " ('east', 'open_cases', 'a', zeroblob(100000));"
            "INSERT INTO spells (feed, unit, bytes) VALUES"
            " ('cases', 'west', zeroblob(500000)), ('cases', 'east', x'05')"),
        RESULT_OK);
    ck_assert_int_eq(upgrade(db, sqlite_schema.steps, sqlite_schema.count), RESULT_OK);
    ck_assert_int_eq(number(db, "PRAGMA user_version"), sqlite_schema.count);
    ck_assert_int_eq(number(db, "SELECT count(*) FROM series"), 3);
    ck_assert_int_eq(number(db, "SELECT count(*) FROM spells"), 2);
    ck_assert_int_eq(number(db, "SELECT length(bytes) FROM series WHERE unit = 'east'"), 100000);
    ck_assert_int_eq(number(db, "SELECT bytes = x'0102' FROM series WHERE register = 'b'"), 1);
    ck_assert_int_eq(number(db, "SELECT length(bytes) FROM spells WHERE unit = 'west'"), 500000);
    ck_assert_int_eq(number(db, "SELECT count(*) FROM sqlite_schema WHERE name IN"
                                " ('series_of_register', 'spells_of_unit')"),
        2);
    ck_assert_int_eq(number(db, "SELECT count(*) FROM pragma_integrity_check"
                                " WHERE integrity_check = 'ok'"),
        1);
    sqlite_close(db);
}
END_TEST

/* --- folders nobody may write to --------------------------------------------------------- */

#define NOBODY 65534

/* A child without root's powers; its exit status is what `body` answers. */
static pid_t start_as_nobody(int (*body)(void))
{
    fflush(NULL);
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        if (geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
            _exit(99);
        _exit(body());
    }
    return child;
}

static int end_of(pid_t child)
{
    int status;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static int as_nobody(int (*body)(void))
{
    return end_of(start_as_nobody(body));
}

static int read_version(void)
{
    struct store *store = NULL;
    int64_t version = 0;
    uint64_t fingerprint;
    if (try_open("store.db", STORE_READ, &store) != RESULT_OK)
        return 90;
    if (store_begin_read(store, &version, &fingerprint) != RESULT_OK)
        return 91;
    store_close(store);
    return (int)version;
}

static int fail_to_write(void)
{
    struct store *store = NULL;
    return try_open("store.db", STORE_WRITE, &store) == RESULT_IO ? 0 : 1;
}

START_TEST(a_reader_without_write_permission_reads_along_with_a_writer)
{
    make_store("store.db");
    ck_assert_int_eq(chmod(scratch.folder, 0555), 0);
    ck_assert_int_eq(as_nobody(read_version), 1);
    ck_assert_int_eq(chmod(scratch.folder, 0755), 0);
    make_store("store.db"); /* a second import; its log is not yet in the file for sure */
    ck_assert_int_eq(chmod(scratch.folder, 0555), 0);
    ck_assert_int_eq(as_nobody(read_version), 2);
    ck_assert_int_eq(chmod(scratch.folder, 0755), 0);
}
END_TEST

START_TEST(a_copy_in_a_read_only_folder_is_read_as_it_lies)
{
    make_store("store.db");
    ck_assert_int_eq(unlink(scratch_path(&scratch, "store.db-wal")), 0);
    ck_assert_int_eq(unlink(scratch_path(&scratch, "store.db-shm")), 0);
    ck_assert_int_eq(chmod(scratch.folder, 0555), 0);
    ck_assert_int_eq(as_nobody(read_version), 1);
    ck_assert_int_eq(as_nobody(fail_to_write), 0);
    ck_assert_int_eq(chmod(scratch.folder, 0755), 0);
}
END_TEST

static int ready[2], go[2]; /* pipes: the child has opened, the parent has imported */

static int read_before_and_after(void)
{
    struct store *store = NULL;
    int64_t before = 0, after = 0;
    uint64_t fingerprint;
    char byte;
    if (try_open("store.db", STORE_READ, &store) != RESULT_OK ||
        store_begin_read(store, &before, &fingerprint) != RESULT_OK || before != 1)
        return 1;
    if (write(ready[1], "r", 1) != 1 || read(go[0], &byte, 1) != 1)
        return 2;
    if (store_begin_read(store, &after, &fingerprint) != RESULT_OK || after != 2)
        return 3;
    store_close(store);
    return 0;
}

START_TEST(what_was_read_as_it_lay_is_followed_once_somebody_writes)
{
    char byte;
    make_store("store.db");
    ck_assert_int_eq(unlink(scratch_path(&scratch, "store.db-wal")), 0);
    ck_assert_int_eq(unlink(scratch_path(&scratch, "store.db-shm")), 0);
    ck_assert_int_eq(chmod(scratch.folder, 0555), 0);
    ck_assert_int_eq(pipe(ready), 0);
    ck_assert_int_eq(pipe(go), 0);
    pid_t child = start_as_nobody(read_before_and_after);
    ck_assert_int_eq(read(ready[0], &byte, 1), 1);
    ck_assert_int_eq(chmod(scratch.folder, 0755), 0);
    make_store("store.db");
    ck_assert_int_eq(write(go[1], "g", 1), 1);
    ck_assert_int_eq(end_of(child), 0);
}
END_TEST

/* --- the key ----------------------------------------------------------------------------- */

START_TEST(the_key_file_is_its_owners_alone)
{
    struct stat status;
    struct store *store = NULL;
    uint8_t key[STORE_KEY_SIZE];
    ck_assert_int_eq(try_open("store.db", STORE_WRITE, &store), RESULT_OK);
    ck_assert_int_eq(store_key(store, key), RESULT_OK);
    ck_assert_int_eq(stat(scratch_path(&scratch, "store.db.key"), &status), 0);
    ck_assert_int_eq(status.st_mode & 0777, 0600);
    ck_assert_int_eq(status.st_size, STORE_KEY_SIZE);
    store_close(store);
}
END_TEST

START_TEST(a_damaged_key_is_not_used)
{
    struct store *store = NULL;
    uint8_t key[STORE_KEY_SIZE];
    scratch_write(&scratch, "store.db.key", "short");
    ck_assert_int_eq(try_open("store.db", STORE_WRITE, &store), RESULT_OK);
    ck_assert_int_eq(store_key(store, key), RESULT_IO);
    ck_assert_ptr_nonnull(strstr(diags.items[0].text, "key is damaged"));
    scratch_write(&scratch, "store.db.key", "seventeen bytes!!");
    ck_assert_int_eq(store_key(store, key), RESULT_IO);
    store_close(store);
}
END_TEST

START_TEST(a_lost_key_is_not_replaced_once_files_were_taken)
{
    struct store *store = NULL;
    uint8_t key[STORE_KEY_SIZE];
    struct store_import import = {.feed = "cases",
        .file = "cases.csv",
        .digest = "d",
        .user = "u",
        .reason = "refused",
        .refused = true};
    ck_assert_int_eq(try_open("store.db", STORE_WRITE, &store), RESULT_OK);
    ck_assert_int_eq(store_put_import(store, &import, NULL, 0, NULL), RESULT_OK);
    ck_assert_int_eq(store_key(store, key), RESULT_OK); /* nothing was taken yet */
    ck_assert_int_eq(unlink(scratch_path(&scratch, "store.db.key")), 0);
    import.refused = false;
    ck_assert_int_eq(store_put_import(store, &import, NULL, 0, NULL), RESULT_OK);
    ck_assert_int_eq(store_key(store, key), RESULT_IO);
    ck_assert_ptr_nonnull(strstr(diags.items[0].text, "restore it from a backup"));
    ck_assert_int_ne(access(scratch_path(&scratch, "store.db.key"), F_OK), 0);
    store_close(store);
}
END_TEST

/* --- what the system says of it ----------------------------------------------------------------- */

static uint64_t stamp(void)
{
    return store_stamp_of(scratch_uri(&scratch, "sqlite", "a.db"));
}

START_TEST(reading_leaves_the_stamp_as_it_was_and_a_commit_does_not)
{
    struct store *reader = NULL, *writer = NULL;
    int64_t version;
    uint64_t fingerprint;
    make_store("a.db");
    const uint64_t before = stamp();
    ck_assert_uint_ne(before, 0);
    ck_assert_int_eq(try_open("a.db", STORE_READ, &reader), RESULT_OK);
    ck_assert_int_eq(store_begin_read(reader, &version, &fingerprint), RESULT_OK);
    ck_assert_uint_eq(store_stamp(reader), before);
    ck_assert_uint_eq(stamp(), before);
    ck_assert_int_eq(try_open("a.db", STORE_WRITE, &writer), RESULT_OK);
    ck_assert_int_eq(store_begin_write(writer, 0), RESULT_OK);
    ck_assert_int_eq(store_grow_version(writer), RESULT_OK);
    ck_assert_int_eq(store_commit(writer), RESULT_OK);
    ck_assert_uint_ne(stamp(), before); /* while its log is all that changed … */
    ck_assert_uint_eq(store_stamp(reader), before);
    ck_assert_int_eq(store_begin_read(reader, &version, &fingerprint), RESULT_OK);
    ck_assert_uint_eq(store_stamp(reader), stamp());
    store_close(reader);
    store_close(writer);
    ck_assert_uint_ne(stamp(), before); /* … and when that is in the file */
}
END_TEST

START_TEST(another_file_has_another_stamp_and_none_has_its_own)
{
    const uint64_t none = stamp();
    make_store("a.db");
    make_store("b.db");
    const uint64_t first = stamp();
    ck_assert_uint_ne(first, none);
    ck_assert_int_eq(rename(scratch_path(&scratch, "b.db"), scratch_path(&scratch, "a.db")), 0);
    ck_assert_uint_ne(stamp(), first);
    ck_assert_uint_eq(store_stamp_of("postgresql://somewhere/teamtop"), 0);
    ck_assert_uint_eq(store_stamp_of("nothing"), 0);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        a_store_that_is_gone_is_said_to_be_and_used_again_once_it_is_back,
        another_file_under_the_name_is_what_is_read_and_written_then,
        a_newer_schema_is_refused_by_name,
        a_reader_does_not_upgrade_an_older_store,
        what_is_no_database_is_refused_and_left_alone,
        another_programs_database_is_refused,
        a_damaged_store_is_said_to_be_damaged,
        an_old_store_is_upgraded_step_by_step_and_keeps_its_rows,
        an_upgrade_that_fails_half_way_leaves_the_old_store,
        a_reader_without_write_permission_reads_along_with_a_writer,
        a_copy_in_a_read_only_folder_is_read_as_it_lies,
        what_was_read_as_it_lay_is_followed_once_somebody_writes,
        the_key_file_is_its_owners_alone,
        a_damaged_key_is_not_used,
        a_lost_key_is_not_replaced_once_files_were_taken,
        reading_leaves_the_stamp_as_it_was_and_a_commit_does_not,
        another_file_has_another_stamp_and_none_has_its_own,
    };
    Suite *suite = suite_create("sqlite");
    TCase *tcase = tcase_create("file");
    tcase_add_checked_fixture(tcase, setup, teardown);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, tests[i]);
    tcase_add_loop_test(
        tcase, stores_of_every_age_keep_their_series_and_spells, 1, sqlite_schema.count);
    suite_add_tcase(suite, tcase);
    return suite_run(suite);
}

#include "core/store/sqlite.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/grow.h"

/* The dashboard keeps what it read itself: a large page cache would hold everything twice. */
static const char reader_settings[] = "PRAGMA cache_size=-256; PRAGMA query_only=1;";
/* A re-import replaces most pages of a feed: what it read of them is not to be read again for that.
 * FULL: a commit that was reported is on the disk, whatever happens to the machine next. */
static const char writer_settings[] = "PRAGMA cache_size=-32768; PRAGMA synchronous=FULL;"
                                      "PRAGMA journal_size_limit=1048576;";

static const struct sql_kind kind;

struct statement {
    const char *sql; /* a literal */
    sqlite3_stmt *prepared;
    bool busy;
};

struct sqlite {
    struct sql sql;
    sqlite3 *handle;
    const char *path;
    struct diags *diags;
    enum sqlite_mode mode;
    bool quiet;
    int last_failure;
    struct statement **statements;
    size_t count, room;
};

static struct sqlite *of(struct sql *db)
{
    return (struct sqlite *)db;
}

/* --- what a failure means ---------------------------------------------------------------- */

struct meaning {
    int code;
    enum result result;
    const char *sentence;
};

static const struct meaning meanings[] = {
    {SQLITE_NOMEM, RESULT_NO_MEMORY, "there is not enough memory"},
    {SQLITE_BUSY, RESULT_BUSY, "another import is writing to it; try again in a minute"},
    {SQLITE_LOCKED, RESULT_BUSY, "another import is writing to it; try again in a minute"},
    {SQLITE_FULL, RESULT_IO, "the disk is full; make room and try again (nothing was changed)"},
    {SQLITE_NOTADB, RESULT_IO,
        "it is not a teamtop store, or damaged; restore it from a backup, or move it away and "
        "import again"},
    {SQLITE_CORRUPT, RESULT_IO,
        "the store is damaged; restore it from a backup, or move it away and import again"},
    {SQLITE_CANTOPEN, RESULT_IO,
        "it cannot be opened; check that the folder exists and that this account may use it"},
    {SQLITE_READONLY, RESULT_IO, "this account may not write to it or to the folder it is in"},
    {SQLITE_PERM, RESULT_IO, "this account may not use it"},
    {SQLITE_AUTH, RESULT_IO, "this account may not use it"},
    {SQLITE_TOOBIG, RESULT_IO, "an import is too large to be kept"},
};

static const struct meaning *meaning_of(int code)
{
    if (code == SQLITE_IOERR_NOMEM)
        return &meanings[0];
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (meanings[i].code == (code & 0xff))
            return &meanings[i];
    return NULL;
}

static enum result fail(struct sqlite *db, int code)
{
    const struct meaning *meaning = meaning_of(code);
    struct place place = {.file = db->path};
    db->last_failure = code;
    if (db->quiet)
        return meaning ? meaning->result : RESULT_IO;
    if (!meaning) {
        diag_add(db->diags, DIAG_ERROR, place,
            "reading or writing the store failed (%s); nothing was changed", sqlite3_errstr(code));
        return RESULT_IO;
    }
    diag_add(db->diags, DIAG_ERROR, place, "%s", meaning->sentence);
    return meaning->result;
}

static enum result outcome(struct sqlite *db, int code)
{
    return code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE ? RESULT_OK
                                                                          : fail(db, code);
}

/* --- connections ------------------------------------------------------------------------- */

/* "file:PATH?immutable=1", with whatever has a meaning in a URI escaped. */
static void frozen_uri(struct buffer *out, const char *path)
{
    buffer_text(out, path[0] == '/' ? "file://" : "file:");
    for (; *path; path++) {
        if (strchr("%?#", *path))
            buffer_format(out, "%%%02X", (unsigned)(unsigned char)*path);
        else
            buffer_add(out, path, 1);
    }
    buffer_text(out, "?immutable=1");
    buffer_add(out, "", 1);
}

static int open_frozen(struct sqlite *db)
{
    struct buffer uri = {0};
    frozen_uri(&uri, db->path);
    int code = SQLITE_NOMEM;
    if (!uri.failed)
        code = sqlite3_open_v2(uri.bytes, &db->handle,
            SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);
    buffer_done(&uri);
    return code;
}

static int open_reader(struct sqlite *db)
{
    return sqlite3_open_v2(db->path, &db->handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
}

static int open_writer(struct sqlite *db)
{
    int code = sqlite3_open_v2(db->path, &db->handle,
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
    if (code != SQLITE_OK)
        return code;
    /* The write-ahead log and its index stay when the last one leaves, so that accounts that may
     * only read the folder can read along with the next writer. */
    int persist = 1;
    return sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_PERSIST_WAL, &persist);
}

static const struct {
    int (*open)(struct sqlite *db);
    const char *settings;
} modes[] = {
    [SQLITE_READER] = {open_reader, reader_settings},
    [SQLITE_FROZEN] = {open_frozen, reader_settings},
    [SQLITE_WRITER] = {open_writer, writer_settings},
};

enum result sqlite_open(
    struct sqlite **ret, const char *path, enum sqlite_mode mode, struct diags *diags)
{
    struct sqlite *db = calloc(1, sizeof *db);
    if (!db)
        return RESULT_NO_MEMORY;
    db->sql.kind = &kind;
    db->path = path;
    db->diags = diags;
    db->mode = mode;
    int code = modes[mode].open(db);
    if (code != SQLITE_OK) {
        enum result result = fail(db, code);
        sqlite_close(db);
        return result;
    }
    sqlite3_extended_result_codes(db->handle, 1);
    *ret = db;
    return RESULT_OK;
}

enum result sqlite_settle(struct sqlite *db)
{
    return sql_run_script(&db->sql, modes[db->mode].settings);
}

void sqlite_close(struct sqlite *db)
{
    if (!db)
        return;
    for (size_t i = 0; i < db->count; i++) {
        sqlite3_finalize(db->statements[i]->prepared);
        free(db->statements[i]);
    }
    free(db->statements);
    sqlite3_close(db->handle);
    free(db);
}

bool sqlite_was_locked_out(const struct sqlite *db)
{
    int code = db->last_failure & 0xff;
    return code == SQLITE_CANTOPEN || code == SQLITE_READONLY;
}

bool sqlite_is_read_only(const struct sqlite *db)
{
    return sqlite3_db_readonly(db->handle, "main") == 1;
}

void sqlite_wait(struct sqlite *db, int milliseconds)
{
    sqlite3_busy_timeout(db->handle, milliseconds);
}

void sqlite_release_memory(struct sqlite *db)
{
    sqlite3_db_release_memory(db->handle);
}

struct sql *sqlite_sql(struct sqlite *db)
{
    return &db->sql;
}

void sqlite_be_quiet(struct sqlite *db)
{
    db->quiet = true;
}

void sqlite_speak_again(struct sqlite *db)
{
    db->quiet = false;
}

/* --- questions --------------------------------------------------------------------------- */

static enum result run_script(struct sql *db, const char *sql)
{
    return outcome(of(db), sqlite3_exec(of(db)->handle, sql, NULL, NULL, NULL));
}

static void roll_back(struct sql *db)
{
    if (!sqlite3_get_autocommit(of(db)->handle))
        (void)sqlite3_exec(of(db)->handle, "ROLLBACK", NULL, NULL, NULL);
}

/* A statement in use (a question asked while the same one is being answered) is left alone. */
static struct statement *find_statement(const struct sqlite *db, const char *sql)
{
    for (size_t i = 0; i < db->count; i++)
        if (db->statements[i]->sql == sql && !db->statements[i]->busy)
            return db->statements[i];
    return NULL;
}

static struct statement *prepare(struct sqlite *db, const char *sql, int *ret_code)
{
    *ret_code = SQLITE_NOMEM;
    if (!grow_room(&db->statements, &db->room, db->count + 1, sizeof *db->statements))
        return NULL;
    struct statement *statement = calloc(1, sizeof *statement);
    if (!statement)
        return NULL;
    statement->sql = sql;
    *ret_code = sqlite3_prepare_v3(
        db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement->prepared, NULL);
    if (*ret_code != SQLITE_OK) {
        free(statement);
        return NULL;
    }
    db->statements[db->count++] = statement;
    return statement;
}

static void begin(struct query *query, const char *sql)
{
    struct sqlite *db = of(query->db);
    query->statement = find_statement(db, sql);
    if (!query->statement)
        query->statement = prepare(db, sql, &query->code);
    if (query->statement)
        query->statement->busy = true;
}

/* Keeps the first failure. */
static void note(struct query *query, int code)
{
    if (query->code == SQLITE_OK)
        query->code = code;
}

static void put_text(struct query *query, int parameter, const char *text)
{
    if (query->code == SQLITE_OK)
        note(query,
            sqlite3_bind_text(query->statement->prepared, parameter, text, -1, SQLITE_STATIC));
}

static void put_number(struct query *query, int parameter, int64_t number)
{
    if (query->code == SQLITE_OK)
        note(query, sqlite3_bind_int64(query->statement->prepared, parameter, number));
}

static void put_bytes(struct query *query, int parameter, const void *bytes, size_t size)
{
    /* A NULL pointer would be bound as NULL, which is not the same as no bytes. */
    if (query->code == SQLITE_OK)
        note(query, sqlite3_bind_blob64(query->statement->prepared, parameter, bytes ? bytes : "",
                        size, SQLITE_STATIC));
}

static bool next(struct query *query)
{
    if (query->code != SQLITE_OK)
        return false;
    int code = sqlite3_step(query->statement->prepared);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        note(query, code);
    return code == SQLITE_ROW;
}

/* SQLite answers NULL both for nothing and for want of memory. */
static void note_if_out_of_memory(struct query *query)
{
    if (sqlite3_errcode(of(query->db)->handle) == SQLITE_NOMEM)
        note(query, SQLITE_NOMEM);
}

static const char *text_of(struct query *query, int column)
{
    const unsigned char *text = sqlite3_column_text(query->statement->prepared, column);
    if (!text)
        note_if_out_of_memory(query);
    return text ? (const char *)text : "";
}

static int64_t number_of(struct query *query, int column)
{
    return sqlite3_column_int64(query->statement->prepared, column);
}

static const uint8_t *bytes_of(struct query *query, int column, size_t *ret_size)
{
    const void *bytes = sqlite3_column_blob(query->statement->prepared, column);
    if (!bytes)
        note_if_out_of_memory(query);
    *ret_size = (size_t)sqlite3_column_bytes(query->statement->prepared, column);
    return bytes;
}

static enum result end(struct query *query)
{
    if (query->statement) {
        sqlite3_reset(query->statement->prepared);
        sqlite3_clear_bindings(query->statement->prepared);
        query->statement->busy = false;
    }
    return outcome(of(query->db), query->code);
}

static enum result run(struct query *query)
{
    while (next(query))
        ;
    return end(query);
}

static const struct sql_kind kind = {
    .begin = begin,
    .put_text = put_text,
    .put_number = put_number,
    .put_bytes = put_bytes,
    .next = next,
    .text = text_of,
    .number = number_of,
    .bytes = bytes_of,
    .end = end,
    .run = run,
    .script = run_script,
    .roll_back = roll_back,
};

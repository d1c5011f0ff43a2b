#include "core/store/sqlite_file.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/grow.h"
#include "core/base/hash.h"
#include "core/base/stamp.h"
#include "core/store/sqlite_schema.h"

/* A reader waits only while a crashed writer's log is recovered. */
#define READER_WAIT_MS 5000
/* Making a store or upgrading one. */
#define UPGRADE_WAIT_MS 10000

static enum result refuse(const struct sqlite_file *file, const char *sentence)
{
    diag_add(file->diags, DIAG_ERROR, (struct place){.file = file->path}, "%s", sentence);
    return RESULT_IO;
}

static enum result open_mode(struct sqlite_file *file, enum sqlite_mode mode)
{
    enum result result = sqlite_open(&file->db, file->path, mode, file->diags);
    if (result != RESULT_OK)
        return result;
    sqlite_wait(file->db, READER_WAIT_MS);
    file->frozen = mode == SQLITE_FROZEN;
    return RESULT_OK;
}

void sqlite_file_close(struct sqlite_file *file)
{
    sqlite_close(file->db);
    file->db = NULL;
}

static enum result settle_and_check(struct sqlite_file *file)
{
    enum result result = sqlite_settle(file->db);
    if (result == RESULT_OK)
        result = schema_check(sqlite_sql(file->db), &sqlite_schema, file->path, file->diags);
    return result;
}

/* The path of the log, and whether something is in it; a path of NULL is for want of memory. */
static struct buffer find_log(const char *path, bool *ret_has)
{
    struct stat status;
    struct buffer log = {0};
    buffer_format(&log, "%s-wal", path);
    buffer_add(&log, "", 1);
    *ret_has = log.failed || (stat(log.bytes, &status) == 0 && status.st_size > 0);
    return log;
}

/* A log with something in it may not be passed over: the file without it can be half a commit. */
static bool has_log(const char *path)
{
    bool found;
    struct buffer log = find_log(path, &found);
    buffer_done(&log);
    return found;
}

uint64_t sqlite_file_stamp(const char *path)
{
    bool has;
    uint64_t hash = hash_stamp(HASH_START, path);
    struct buffer log = find_log(path, &has);
    if (has)
        hash = hash_stamp(hash, log.failed ? "" : log.bytes);
    buffer_done(&log);
    return hash_finish(hash) | 1;
}

static enum result try_reader(struct sqlite_file *file, bool *ret_locked_out)
{
    enum result result = open_mode(file, SQLITE_READER);
    if (result != RESULT_OK)
        return result;
    sqlite_be_quiet(file->db);
    result = sqlite_settle(file->db);
    sqlite_speak_again(file->db);
    *ret_locked_out = result != RESULT_OK && sqlite_was_locked_out(file->db);
    return result;
}

/* Reading a live store takes two files beside it. Where they are missing and cannot be made (a copy
 * on a medium or in a folder nobody may write to), nobody is writing either: it is read as it lies.
 */
static enum result open_reader(struct sqlite_file *file)
{
    bool locked_out = false;
    enum result result = try_reader(file, &locked_out);
    if (result != RESULT_OK && locked_out && !has_log(file->path)) {
        sqlite_file_close(file);
        result = open_mode(file, SQLITE_FROZEN);
    }
    if (file->db)
        result = settle_and_check(file);
    return result;
}

static enum result enter_log_mode(const struct sqlite_file *file)
{
    struct query query = query_begin(sqlite_sql(file->db), "PRAGMA journal_mode=WAL");
    bool entered = query_next(&query) && strcmp(query_text(&query, 0), "wal") == 0;
    enum result result = query_end(&query);
    if (result == RESULT_OK && !entered)
        result = refuse(file,
            "the store cannot be kept on this file system (a network folder?); name another path");
    return result;
}

static enum result open_writer(struct sqlite_file *file)
{
    enum result result = open_mode(file, SQLITE_WRITER);
    if (result != RESULT_OK)
        return result;
    sqlite_wait(file->db, UPGRADE_WAIT_MS);
    if (sqlite_is_read_only(file->db))
        return refuse(file, "this account may not write to it");
    result = sqlite_settle(file->db);
    if (result == RESULT_OK)
        result = schema_upgrade(sqlite_sql(file->db), &sqlite_schema, file->path, file->diags);
    if (result == RESULT_OK)
        result = enter_log_mode(file);
    return result;
}

static enum result open_for(struct sqlite_file *file, enum store_access access)
{
    struct stat status;
    if (access == STORE_WRITE)
        return open_writer(file);
    if (stat(file->path, &status) != 0 && errno == ENOENT)
        return refuse(
            file, "there is no store here yet; import an extract first (teamtop import FILE)");
    return open_reader(file);
}

/* What is behind the name now. */
static void note_identity(struct sqlite_file *file)
{
    struct stat status;
    if (stat(file->path, &status) != 0)
        return; /* gone again: the next look at it says so */
    file->device = status.st_dev;
    file->inode = status.st_ino;
}

enum result sqlite_file_open(struct sqlite_file *file, enum store_access access)
{
    enum result result = open_for(file, access);
    if (result != RESULT_OK) {
        sqlite_file_close(file);
        return result;
    }
    sqlite_wait(file->db, READER_WAIT_MS);
    file->access = access;
    note_identity(file);
    return RESULT_OK;
}

static enum result open_again(struct sqlite_file *file)
{
    struct sqlite_file fresh = {.path = file->path, .diags = file->diags};
    enum result result = sqlite_file_open(&fresh, file->access);
    if (result != RESULT_OK)
        return result;
    sqlite_file_close(file);
    *file = fresh;
    return RESULT_OK;
}

static enum result refuse_gone(const struct sqlite_file *file)
{
    diag_add(file->diags, DIAG_ERROR, (struct place){.file = file->path},
        "the store is gone (%s); put it back, and it is used again", strerror(errno));
    return RESULT_IO;
}

enum result sqlite_file_refresh(struct sqlite_file *file)
{
    struct stat status;
    if (stat(file->path, &status) != 0)
        return refuse_gone(file);
    bool is_another = status.st_dev != file->device || status.st_ino != file->inode;
    return is_another || file->frozen ? open_again(file) : RESULT_OK;
}

enum result sqlite_file_begin_write(struct sqlite_file *file, int wait_ms)
{
    enum result result = sqlite_file_refresh(file);
    if (result != RESULT_OK)
        return result;
    sqlite_wait(file->db, wait_ms);
    result = sql_run(sqlite_sql(file->db), "BEGIN IMMEDIATE");
    sqlite_wait(file->db, READER_WAIT_MS);
    return result;
}

/* SQLite fails: its calls (--wrap), its memory (its own setting for that), and what it asks of the
 * file system (a VFS in front of the one it would use). All but the calls is set up when the first
 * connection is opened. */
#include <sqlite3.h>
#include <string.h>

#include "tests/faults/faults.h"

/* --- its memory ----------------------------------------------------------------------------- */

static sqlite3_mem_methods memory;

static void *fail_malloc(int size)
{
    return faults_strike(FAULTS_STORE_MEMORY) ? NULL : memory.xMalloc(size);
}

static void *fail_realloc(void *old, int size)
{
    return faults_strike(FAULTS_STORE_MEMORY) ? NULL : memory.xRealloc(old, size);
}

static void stand_in_for_memory(void)
{
    if (memory.xMalloc)
        return;
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &memory);
    sqlite3_mem_methods failing = memory;
    failing.xMalloc = fail_malloc;
    failing.xRealloc = fail_realloc;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &failing);
}

/* --- its files ------------------------------------------------------------------------------ */

#define KINDS_OF_FILE 8

/* SQLite has a table of methods for each kind of file; each has one of ours that takes its place. */
static struct {
    const sqlite3_io_methods *theirs;
    sqlite3_io_methods ours;
} methods[KINDS_OF_FILE];

static const sqlite3_io_methods *theirs(const sqlite3_file *file)
{
    size_t i = 0;
    while (file->pMethods != &methods[i].ours)
        i++;
    return methods[i].theirs;
}

static int fail_write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 at)
{
    if (faults_strike(FAULTS_STORE_FILE))
        return faults_said(SQLITE_IOERR_WRITE);
    return theirs(file)->xWrite(file, bytes, size, at);
}

static int fail_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    if (faults_strike(FAULTS_STORE_FILE))
        return faults_said(SQLITE_IOERR_TRUNCATE);
    return theirs(file)->xTruncate(file, size);
}

static int fail_sync(sqlite3_file *file, int flags)
{
    if (faults_strike(FAULTS_STORE_FILE))
        return faults_said(SQLITE_IOERR_FSYNC);
    return theirs(file)->xSync(file, flags);
}

static int fail_map(
    sqlite3_file *file, int region, int size, int extend, void volatile **ret_memory)
{
    if (faults_strike(FAULTS_STORE_FILE))
        return faults_said(SQLITE_IOERR_SHMMAP);
    return theirs(file)->xShmMap(file, region, size, extend, ret_memory);
}

static void stand_in(sqlite3_file *file)
{
    size_t i = 0;
    while (i + 1 < KINDS_OF_FILE && methods[i].theirs && methods[i].theirs != file->pMethods)
        i++;
    if (!methods[i].theirs) {
        methods[i].theirs = file->pMethods;
        methods[i].ours = *file->pMethods;
        methods[i].ours.xWrite = fail_write;
        methods[i].ours.xTruncate = fail_truncate;
        methods[i].ours.xSync = fail_sync;
        if (methods[i].ours.iVersion >= 2 && methods[i].ours.xShmMap)
            methods[i].ours.xShmMap = fail_map;
    }
    file->pMethods = &methods[i].ours;
}

static sqlite3_vfs *vfs_theirs;

static int fail_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *ret)
{
    (void)vfs;
    file->pMethods = NULL;
    if (faults_strike(FAULTS_STORE_FILE))
        return faults_said(SQLITE_CANTOPEN);
    int code = vfs_theirs->xOpen(vfs_theirs, name, file, flags, ret);
    if (file->pMethods)
        stand_in(file);
    return code;
}

static int fail_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
    (void)vfs;
    if (faults_strike(FAULTS_STORE_FILE))
        return faults_said(SQLITE_IOERR_DELETE);
    return vfs_theirs->xDelete(vfs_theirs, name, sync);
}

static void stand_in_for_files(void)
{
    static sqlite3_vfs failing;
    vfs_theirs = sqlite3_vfs_find(NULL);
    if (!vfs_theirs)
        return; /* it could not even begin; the next connection tries again */
    failing = *vfs_theirs;
    failing.zName = "failing";
    failing.pNext = NULL;
    failing.xOpen = fail_open;
    failing.xDelete = fail_delete;
    sqlite3_vfs_register(&failing, 1);
}

/* --- its calls ------------------------------------------------------------------------------ */

int __real_sqlite3_open_v2(const char *path, sqlite3 **ret, int flags, const char *vfs);
int __real_sqlite3_exec(
    sqlite3 *db, const char *sql, int (*each)(void *, int, char **, char **), void *, char **);
int __real_sqlite3_prepare_v3(
    sqlite3 *db, const char *sql, int size, unsigned flags, sqlite3_stmt **ret, const char **);
int __real_sqlite3_bind_text(
    sqlite3_stmt *statement, int index, const char *text, int size, void (*done)(void *));
int __real_sqlite3_bind_int64(sqlite3_stmt *statement, int index, sqlite3_int64 number);
int __real_sqlite3_bind_blob64(sqlite3_stmt *statement, int index, const void *bytes,
    sqlite3_uint64 size, void (*done)(void *));
int __real_sqlite3_step(sqlite3_stmt *statement);
int __wrap_sqlite3_open_v2(const char *path, sqlite3 **ret, int flags, const char *vfs);
int __wrap_sqlite3_exec(
    sqlite3 *db, const char *sql, int (*each)(void *, int, char **, char **), void *, char **);
int __wrap_sqlite3_prepare_v3(
    sqlite3 *db, const char *sql, int size, unsigned flags, sqlite3_stmt **ret, const char **);
int __wrap_sqlite3_bind_text(
    sqlite3_stmt *statement, int index, const char *text, int size, void (*done)(void *));
int __wrap_sqlite3_bind_int64(sqlite3_stmt *statement, int index, sqlite3_int64 number);
int __wrap_sqlite3_bind_blob64(sqlite3_stmt *statement, int index, const void *bytes,
    sqlite3_uint64 size, void (*done)(void *));
int __wrap_sqlite3_step(sqlite3_stmt *statement);

#define SAID_OR(call) (faults_strike(FAULTS_QUESTION) ? faults_said(SQLITE_IOERR) : (call))

int __wrap_sqlite3_open_v2(const char *path, sqlite3 **ret, int flags, const char *vfs)
{
    if (!vfs_theirs) {
        stand_in_for_memory();
        stand_in_for_files();
    }
    return SAID_OR(__real_sqlite3_open_v2(path, ret, flags, vfs));
}

int __wrap_sqlite3_exec(sqlite3 *db, const char *sql, int (*each)(void *, int, char **, char **),
    void *context, char **message)
{
    return SAID_OR(__real_sqlite3_exec(db, sql, each, context, message));
}

int __wrap_sqlite3_prepare_v3(
    sqlite3 *db, const char *sql, int size, unsigned flags, sqlite3_stmt **ret, const char **tail)
{
    return SAID_OR(__real_sqlite3_prepare_v3(db, sql, size, flags, ret, tail));
}

int __wrap_sqlite3_bind_text(
    sqlite3_stmt *statement, int index, const char *text, int size, void (*done)(void *))
{
    return SAID_OR(__real_sqlite3_bind_text(statement, index, text, size, done));
}

int __wrap_sqlite3_bind_int64(sqlite3_stmt *statement, int index, sqlite3_int64 number)
{
    return SAID_OR(__real_sqlite3_bind_int64(statement, index, number));
}

int __wrap_sqlite3_bind_blob64(sqlite3_stmt *statement, int index, const void *bytes,
    sqlite3_uint64 size, void (*done)(void *))
{
    return SAID_OR(__real_sqlite3_bind_blob64(statement, index, bytes, size, done));
}

int __wrap_sqlite3_step(sqlite3_stmt *statement)
{
    return SAID_OR(__real_sqlite3_step(statement));
}

#include "core/store/journal.h"

static struct store_import import_of(struct query *query)
{
    return (struct store_import){
        .id = query_number(query, 0),
        .feed = query_text(query, 1),
        .file = query_text(query, 2),
        .digest = query_text(query, 3),
        .user = query_text(query, 4),
        .imported_at = query_number(query, 5),
        .rows = query_number(query, 6),
        .taken = query_number(query, 7),
        .rejected = query_number(query, 8),
        .refused = query_number(query, 9) != 0,
        .reason = query_text(query, 10),
        .first_at = query_number(query, 11),
    };
}

#define IMPORT_COLUMNS                                                                             \
    "id, feed, file, digest, \"user\", imported_at, row_count, taken, rejected, refused, reason,"  \
    " first_at"

/* More than there will ever be. */
#define NO_LIMIT INT64_MAX

static struct query ask_imports(struct sql *db, const char *feed)
{
    if (!feed)
        return query_begin(db,
            "SELECT " IMPORT_COLUMNS " FROM imports WHERE ?1 IS NULL ORDER BY id DESC LIMIT ?2");
    struct query query = query_begin(
        db, "SELECT " IMPORT_COLUMNS " FROM imports WHERE feed = ?1 ORDER BY id DESC LIMIT ?2");
    query_put_text(&query, 1, feed);
    return query;
}

static enum result hand_imports(struct query *query, store_import_fn *each, void *context)
{
    bool more = true;
    while (more && query_next(query)) {
        struct store_import import = import_of(query);
        if (query->code == 0)
            more = each(context, &import);
    }
    return query_end(query);
}

enum result journal_each_import(
    struct sql *db, const char *feed, int most, store_import_fn *each, void *context)
{
    struct query query = ask_imports(db, feed);
    query_put_number(&query, 2, most > 0 ? most : NO_LIMIT);
    return hand_imports(&query, each, context);
}

#define LAST_IMPORTS(order)                                                                        \
    "SELECT " IMPORT_COLUMNS " FROM imports WHERE id IN"                                           \
    " ((SELECT max(id) FROM imports WHERE feed = ?1),"                                             \
    " (SELECT id FROM imports WHERE feed = ?1 AND refused = 0 ORDER BY " order                     \
    " LIMIT 1)) ORDER BY id DESC"

enum result journal_each_last_import(
    struct sql *db, const char *feed, enum store_last last, store_import_fn *each, void *context)
{
    static const char *const questions[] = {
        [STORE_LAST_CAME] = LAST_IMPORTS("id DESC"),
        [STORE_LAST_TAKEN] = LAST_IMPORTS("imported_at DESC, id DESC"),
    };
    struct query query = query_begin(db, questions[last]);
    query_put_text(&query, 1, feed);
    return hand_imports(&query, each, context);
}

enum result journal_each_reject(
    struct sql *db, int64_t import_id, store_reject_fn *each, void *context)
{
    struct query query = query_begin(
        db, "SELECT line, field, reason FROM rejects WHERE import = ?1 ORDER BY number");
    query_put_number(&query, 1, import_id);
    bool more = true;
    while (more && query_next(&query)) {
        struct store_reject reject = {.line = query_number(&query, 0),
            .column = query_number(&query, 1),
            .reason = query_text(&query, 2)};
        if (query.code == 0)
            more = each(context, &reject);
    }
    return query_end(&query);
}

static enum result insert_import(struct sql *db, const struct store_import *import, int64_t *ret_id)
{
    struct query query = query_begin(db,
        "INSERT INTO imports (feed, file, digest, \"user\", imported_at, row_count, taken, "
        "rejected,"
        " refused, reason, first_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?5)"
        " RETURNING id");
    query_put_text(&query, 1, import->feed);
    query_put_text(&query, 2, import->file);
    query_put_text(&query, 3, import->digest);
    query_put_text(&query, 4, import->user);
    query_put_number(&query, 5, import->imported_at);
    query_put_number(&query, 6, import->rows);
    query_put_number(&query, 7, import->taken);
    query_put_number(&query, 8, import->rejected);
    query_put_number(&query, 9, import->refused);
    query_put_text(&query, 10, import->reason);
    int64_t id = query_next(&query) ? query_number(&query, 0) : 0;
    while (query_next(&query))
        ;
    enum result result = query_end(&query);
    if (result == RESULT_OK)
        *ret_id = id;
    return result;
}

static enum result insert_reject(
    struct sql *db, int64_t import_id, size_t number, const struct store_reject *reject)
{
    struct query query = query_begin(db,
        "INSERT INTO rejects (import, number, line, field, reason) VALUES (?1, ?2, ?3, ?4, ?5)");
    query_put_number(&query, 1, import_id);
    query_put_number(&query, 2, (int64_t)number);
    query_put_number(&query, 3, reject->line);
    query_put_number(&query, 4, reject->column);
    query_put_text(&query, 5, reject->reason);
    return query_run(&query);
}

/* A feed that rejects thousands of rows every night must not fill the disk: every import drops the
 * rejects of the one that has become the eleventh. */
static enum result forget_old_rejects(struct sql *db, const char *feed)
{
    struct query query = query_begin(db,
        "DELETE FROM rejects WHERE import ="
        " (SELECT id FROM imports WHERE feed = ?1 ORDER BY id DESC LIMIT 1 OFFSET 10)");
    query_put_text(&query, 1, feed);
    return query_run(&query);
}

enum result journal_put_import(struct sql *db, const struct store_import *import,
    const struct store_reject *rejects, size_t reject_count, int64_t *ret_id)
{
    int64_t id = 0;
    enum result result = insert_import(db, import, &id);
    for (size_t i = 0; result == RESULT_OK && i < reject_count; i++)
        result = insert_reject(db, id, i, &rejects[i]);
    if (result == RESULT_OK)
        result = forget_old_rejects(db, import->feed);
    if (result == RESULT_OK && ret_id)
        *ret_id = id;
    return result;
}

enum result journal_touch_import(struct sql *db, int64_t import_id, const char *file, int64_t at)
{
    struct query query =
        query_begin(db, "UPDATE imports SET imported_at = ?2, file = ?3 WHERE id = ?1");
    query_put_number(&query, 1, import_id);
    query_put_number(&query, 2, at);
    query_put_text(&query, 3, file);
    return query_run(&query);
}

enum result journal_is_used(struct sql *db, bool *ret)
{
    int64_t used = 0;
    enum result result =
        sql_number(db, "SELECT EXISTS (SELECT 1 FROM imports WHERE refused = 0)", &used);
    if (result == RESULT_OK)
        *ret = used != 0;
    return result;
}

/*
 * sql.h: connections and questions, whatever database answers them; private to core/store.
 *
 * Each kind of database is one door file with one table of functions (`struct sql_kind`); everything
 * else speaks SQL through this. A connection owns its prepared statements, which are kept and found
 * again by their text. Errors stick to a query, are turned into a sentence with the store's name
 * when it ends, and leave an open transaction to its owner.
 */
#ifndef TEAMTOP_STORE_SQL_H
#define TEAMTOP_STORE_SQL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/result.h"

struct query;
struct sql;
struct statement; /* the door's own */

/* What a door offers: the bodies of the functions below. */
struct sql_kind {
    void (*begin)(struct query *query, const char *sql);
    void (*put_text)(struct query *query, int parameter, const char *text);
    void (*put_number)(struct query *query, int parameter, int64_t number);
    void (*put_bytes)(struct query *query, int parameter, const void *bytes, size_t size);
    bool (*next)(struct query *query);
    const char *(*text)(struct query *query, int column);
    int64_t (*number)(struct query *query, int column);
    const uint8_t *(*bytes)(struct query *query, int column, size_t *ret_size);
    enum result (*end)(struct query *query);
    enum result (*run)(struct query *query);
    enum result (*script)(struct sql *db, const char *sql);
    void (*roll_back)(struct sql *db);
};

/* What every connection begins with. */
struct sql {
    const struct sql_kind *kind;
};

/* Rolls back what is open, without a word: the failure before it is the one to tell. */
void sql_roll_back(struct sql *db);

/* One statement that answers nothing anybody needs. */
MUST_CHECK enum result sql_run(struct sql *db, const char *sql);
/* A script of several. */
MUST_CHECK enum result sql_run_script(struct sql *db, const char *sql);
/* The number in the first column of the first row; 0 when there is no row. */
MUST_CHECK enum result sql_number(struct sql *db, const char *sql, int64_t *ret);

/* A question being asked: begun, parameters given (from 1, written ?1), rows taken, ended. Values
 * got (columns from 0) are good until the next row; what is given must live until the end. */
struct query {
    struct sql *db;
    struct statement *statement;
    int code; /* 0: nothing went wrong; sticks */
};

/* `sql` is a literal: statements are remembered by its address. */
struct query query_begin(struct sql *db, const char *sql);
void query_put_text(struct query *query, int parameter, const char *text);
void query_put_number(struct query *query, int parameter, int64_t number);
void query_put_bytes(struct query *query, int parameter, const void *bytes, size_t size);
bool query_next(struct query *query);                    /* false: no more rows, or an error */
const char *query_text(struct query *query, int column); /* never NULL */
int64_t query_number(struct query *query, int column);
const uint8_t *query_bytes(struct query *query, int column, size_t *ret_size);
MUST_CHECK enum result query_end(struct query *query);
/* For statements that give no rows: runs it to its end. A failure may only be told by a later query
 * of the same transaction, at the latest when it commits. */
MUST_CHECK enum result query_run(struct query *query);

#endif

#include "core/store/sql.h"

void sql_roll_back(struct sql *db)
{
    db->kind->roll_back(db);
}

enum result sql_run(struct sql *db, const char *sql)
{
    struct query query = query_begin(db, sql);
    return query_run(&query);
}

enum result sql_run_script(struct sql *db, const char *sql)
{
    return db->kind->script(db, sql);
}

enum result sql_number(struct sql *db, const char *sql, int64_t *ret)
{
    struct query query = query_begin(db, sql);
    int64_t number = query_next(&query) ? query_number(&query, 0) : 0;
    enum result result = query_end(&query);
    if (result == RESULT_OK)
        *ret = number;
    return result;
}

struct query query_begin(struct sql *db, const char *sql)
{
    struct query query = {.db = db};
    db->kind->begin(&query, sql);
    return query;
}

void query_put_text(struct query *query, int parameter, const char *text)
{
    query->db->kind->put_text(query, parameter, text);
}

void query_put_number(struct query *query, int parameter, int64_t number)
{
    query->db->kind->put_number(query, parameter, number);
}

void query_put_bytes(struct query *query, int parameter, const void *bytes, size_t size)
{
    query->db->kind->put_bytes(query, parameter, bytes, size);
}

bool query_next(struct query *query)
{
    return query->db->kind->next(query);
}

const char *query_text(struct query *query, int column)
{
    return query->db->kind->text(query, column);
}

int64_t query_number(struct query *query, int column)
{
    return query->db->kind->number(query, column);
}

const uint8_t *query_bytes(struct query *query, int column, size_t *ret_size)
{
    return query->db->kind->bytes(query, column, ret_size);
}

enum result query_end(struct query *query)
{
    return query->db->kind->end(query);
}

enum result query_run(struct query *query)
{
    return query->db->kind->run(query);
}

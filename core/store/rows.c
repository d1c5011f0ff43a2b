#include "core/store/rows.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/grow.h"

/* --- reading ----------------------------------------------------------------------------- */

/* Every question about chunks answers key, sub, bytes. */
static enum result each_chunk(struct query *query, store_chunk_fn *each, void *context)
{
    bool more = true;
    while (more && query_next(query)) {
        const char *key = query_text(query, 0);
        const char *sub = query_text(query, 1);
        size_t size;
        const uint8_t *bytes = query_bytes(query, 2, &size);
        if (query->code == 0)
            more = each(context, key, sub, bytes, size);
    }
    return query_end(query);
}

enum result rows_each_series(struct sql *db, const char *unit, store_chunk_fn *each, void *context)
{
    struct query query = query_begin(
        db, "SELECT part, register, bytes FROM series WHERE unit = ?1 ORDER BY part, register");
    query_put_text(&query, 1, unit);
    return each_chunk(&query, each, context);
}

enum result rows_find_series(struct sql *db, const char *unit, const char *part,
    const char *register_id, store_chunk_fn *each, void *context)
{
    struct query query = query_begin(db,
        "SELECT part, register, bytes FROM series WHERE unit = ?1 AND part = ?2 AND register = ?3");
    query_put_text(&query, 1, unit);
    query_put_text(&query, 2, part);
    query_put_text(&query, 3, register_id);
    return each_chunk(&query, each, context);
}

enum result rows_each_changed(struct sql *db, int64_t since, store_changed_fn *each, void *context)
{
    struct query query = query_begin(db, "SELECT unit FROM changes WHERE version > ?1");
    query_put_number(&query, 1, since);
    bool more = true;
    while (more && query_next(&query))
        more = each(context, query_text(&query, 0));
    return query_end(&query);
}

enum result rows_each_register(struct sql *db, store_register_fn *each, void *context)
{
    struct query query = query_begin(db, "SELECT DISTINCT register FROM series ORDER BY register");
    bool more = true;
    while (more && query_next(&query))
        more = each(context, query_text(&query, 0));
    return query_end(&query);
}

enum result rows_each_feed(struct sql *db, const char *unit, store_feed_fn *each, void *context)
{
    struct query query = query_begin(db, "SELECT feed FROM spells WHERE unit = ?1");
    query_put_text(&query, 1, unit);
    bool more = true;
    while (more && query_next(&query))
        more = each(context, query_text(&query, 0));
    return query_end(&query);
}

/* A client of a server keeps room for twice the largest row it ever got, and 16 KiB at first: years of a
 * team's cases come in pieces. */
#define PIECE 7168

/* Appends the next piece; *ret_left: how much is left after it, -1 without such a row. */
static enum result read_piece(
    struct sql *db, const char *feed, const char *unit, struct buffer *chunk, int64_t *ret_left)
{
    int64_t left = -1;
    struct query query = query_begin(db,
        "SELECT length(bytes), substr(bytes, CAST(?3 AS INTEGER), CAST(?4 AS INTEGER))"
        " FROM spells WHERE feed = ?1 AND unit = ?2");
    query_put_text(&query, 1, feed);
    query_put_text(&query, 2, unit);
    query_put_number(&query, 3, (int64_t)chunk->length + 1);
    query_put_number(&query, 4, PIECE);
    while (query_next(&query)) {
        size_t size;
        const uint8_t *const bytes = query_bytes(&query, 1, &size);
        buffer_add(chunk, bytes, size);
        left = query_number(&query, 0) - (int64_t)chunk->length;
    }
    enum result result = query_end(&query);
    if (result == RESULT_OK && chunk->failed)
        result = RESULT_NO_MEMORY;
    if (result == RESULT_OK)
        *ret_left = left;
    return result;
}

enum result rows_each_spells(
    struct sql *db, const char *feed, const char *unit, store_chunk_fn *each, void *context)
{
    struct buffer chunk = {0};
    int64_t left = 0;
    enum result result = read_piece(db, feed, unit, &chunk, &left);
    while (result == RESULT_OK && left > 0)
        result = read_piece(db, feed, unit, &chunk, &left);
    if (result == RESULT_OK && left == 0)
        each(context, feed, unit, (const uint8_t *)chunk.bytes, chunk.length);
    buffer_done(&chunk);
    return result;
}

enum result rows_each_feed_spells(
    struct sql *db, const char *feed, store_chunk_fn *each, void *context)
{
    struct query query =
        query_begin(db, "SELECT feed, unit, bytes FROM spells WHERE feed = ?1 ORDER BY unit");
    query_put_text(&query, 1, feed);
    return each_chunk(&query, each, context);
}

/* --- replacing: first see what differs, then change only that ---------------------------- */

/* Parameters: 1 the owner, 2 key, 3 sub, 4 bytes. */
static const struct {
    const char *walk;
    const char *put;
    const char *drop;
} tables[] = {
    [ROWS_SERIES] = {"SELECT unit, part, bytes FROM series WHERE register = ?1 ORDER BY unit, part",
        "INSERT INTO series (register, unit, part, bytes) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT (register, unit, part) DO UPDATE SET bytes = excluded.bytes",
        "DELETE FROM series WHERE register = ?1 AND unit = ?2 AND part = ?3"},
    [ROWS_SPELLS] = {"SELECT unit, '', bytes FROM spells WHERE feed = ?1 ORDER BY unit",
        "INSERT INTO spells (feed, unit, bytes) VALUES (?1, ?2, ?4)"
        " ON CONFLICT (feed, unit) DO UPDATE SET bytes = excluded.bytes",
        "DELETE FROM spells WHERE feed = ?1 AND unit = ?2 AND ?3 = ''"},
};

struct replacement {
    struct sql *db;
    enum rows_table table;
    const char *owner;
    const struct store_row *rows;
    size_t count;
    size_t next; /* while walking: the first row not yet met */
    bool *same;  /* [count] what is there already */
    struct arena text;
    struct store_row *gone; /* key and sub in `text` */
    size_t gone_count, gone_room;
    bool no_memory;
};

static int compare_keys(const struct store_row *row, const char *key, const char *sub)
{
    int order = strcmp(row->key, key);
    return order ? order : strcmp(row->sub, sub);
}

static bool same_bytes(const struct store_row *row, const uint8_t *bytes, size_t size)
{
    return row->size == size && (size == 0 || memcmp(row->bytes, bytes, size) == 0);
}

static bool note_gone(struct replacement *replacement, const char *key, const char *sub)
{
    struct store_row row = {
        .key = arena_copy(&replacement->text, key), .sub = arena_copy(&replacement->text, sub)};
    struct store_row *gone = NULL;
    if (row.key && row.sub)
        gone = grow_one(
            &replacement->gone, &replacement->gone_count, &replacement->gone_room, sizeof *gone);
    replacement->no_memory = !gone;
    if (gone)
        *gone = row;
    return gone;
}

/* Both sides are sorted: rows passed over are new, stored ones not met are gone. */
static bool meet(void *context, const char *key, const char *sub, const uint8_t *bytes, size_t size)
{
    struct replacement *replacement = context;
    const struct store_row *rows = replacement->rows;
    size_t *next = &replacement->next;
    while (*next < replacement->count && compare_keys(&rows[*next], key, sub) < 0)
        ++*next;
    if (*next == replacement->count || compare_keys(&rows[*next], key, sub) > 0)
        return note_gone(replacement, key, sub);
    replacement->same[*next] = same_bytes(&rows[*next], bytes, size);
    ++*next;
    return true;
}

static enum result walk(struct replacement *replacement)
{
    struct query query = query_begin(replacement->db, tables[replacement->table].walk);
    query_put_text(&query, 1, replacement->owner);
    enum result result = each_chunk(&query, meet, replacement);
    return result == RESULT_OK && replacement->no_memory ? RESULT_NO_MEMORY : result;
}

static enum result put_row(
    struct sql *db, enum rows_table table, const char *owner, const struct store_row *row)
{
    struct query query = query_begin(db, tables[table].put);
    query_put_text(&query, 1, owner);
    query_put_text(&query, 2, row->key);
    query_put_text(&query, 3, row->sub);
    query_put_bytes(&query, 4, row->bytes, row->size);
    return query_run(&query);
}

static enum result drop_row(
    struct sql *db, enum rows_table table, const char *owner, const struct store_row *row)
{
    struct query query = query_begin(db, tables[table].drop);
    query_put_text(&query, 1, owner);
    query_put_text(&query, 2, row->key);
    query_put_text(&query, 3, row->sub);
    return query_run(&query);
}

/* Which units the version to come holds otherwise than this one, so that readers keep the others. */
static enum result note_change(struct sql *db, const char *unit)
{
    struct query query = query_begin(db,
        "INSERT INTO changes (unit, version) SELECT ?1, version + 1 FROM state WHERE true"
        " ON CONFLICT (unit) DO UPDATE SET version = excluded.version");
    query_put_text(&query, 1, unit);
    return query_run(&query);
}

/* The same, unless the spells that stand there are those about to be put. */
static enum result note_other_spells(struct sql *db, const char *feed, const struct store_row *row)
{
    struct query query = query_begin(db,
        "INSERT INTO changes (unit, version) SELECT ?2, version + 1 FROM state WHERE NOT EXISTS"
        "  (SELECT 1 FROM spells WHERE feed = ?1 AND unit = ?2 AND bytes = ?3)"
        " ON CONFLICT (unit) DO UPDATE SET version = excluded.version");
    query_put_text(&query, 1, feed);
    query_put_text(&query, 2, row->key);
    query_put_bytes(&query, 3, row->bytes, row->size);
    return query_run(&query);
}

/* Rows of one unit stand together: it is noted at the first of them that changes. */
struct noting {
    struct sql *db;
    bool is_of_no_interest; /* what an import keeps aside for the next */
    const char *unit;       /* noted last; NULL: none */
};

static struct noting begin_noting(struct sql *db, enum rows_table table, const char *owner)
{
    return (struct noting){
        .db = db, .is_of_no_interest = table == ROWS_SPELLS && *owner == *STORE_ASIDE};
}

/* Spells of no unit are in the series of those they are of. */
static bool is_noted(const struct noting *noting, const struct store_row *row)
{
    return noting->is_of_no_interest || !*row->key ||
           (noting->unit && strcmp(noting->unit, row->key) == 0);
}

static enum result note(struct noting *noting, const struct store_row *row)
{
    if (is_noted(noting, row))
        return RESULT_OK;
    noting->unit = row->key;
    return note_change(noting->db, row->key);
}

/* Before a row is put of which nobody knows whether it is there already. */
static enum result note_unseen(
    struct noting *noting, enum rows_table table, const char *owner, const struct store_row *row)
{
    if (table == ROWS_SERIES)
        return note(noting, row);
    return is_noted(noting, row) ? RESULT_OK : note_other_spells(noting->db, owner, row);
}

enum result rows_put(struct sql *db, enum rows_table table, const char *owner,
    const struct store_row *rows, size_t count)
{
    struct noting noting = begin_noting(db, table, owner);
    enum result result = RESULT_OK;
    for (size_t i = 0; result == RESULT_OK && i < count; i++) {
        result = note_unseen(&noting, table, owner, &rows[i]);
        if (result == RESULT_OK)
            result = rows[i].bytes ? put_row(db, table, owner, &rows[i])
                                   : drop_row(db, table, owner, &rows[i]);
    }
    return result;
}

static enum result apply(const struct replacement *replacement, size_t *ret_changed)
{
    struct sql *db = replacement->db;
    const char *owner = replacement->owner;
    enum result result = RESULT_OK;
    struct noting noting = begin_noting(db, replacement->table, owner);
    size_t changed = replacement->gone_count;
    for (size_t i = 0; result == RESULT_OK && i < replacement->gone_count; i++) {
        result = drop_row(db, replacement->table, owner, &replacement->gone[i]);
        if (result == RESULT_OK)
            result = note(&noting, &replacement->gone[i]);
    }
    for (size_t i = 0; result == RESULT_OK && i < replacement->count; i++) {
        if (replacement->same[i])
            continue;
        result = put_row(db, replacement->table, owner, &replacement->rows[i]);
        if (result == RESULT_OK)
            result = note(&noting, &replacement->rows[i]);
        changed++;
    }
    if (result == RESULT_OK && ret_changed)
        *ret_changed = changed;
    return result;
}

#ifndef NDEBUG
static bool are_sorted(const struct store_row *rows, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (compare_keys(&rows[i - 1], rows[i].key, rows[i].sub) >= 0)
            return false;
    return true;
}
#endif

enum result rows_replace(struct sql *db, enum rows_table table, const char *owner,
    const struct store_row *rows, size_t count, size_t *ret_changed)
{
    assert(are_sorted(rows, count));
    struct replacement replacement = {
        .db = db, .table = table, .owner = owner, .rows = rows, .count = count};
    replacement.same = calloc(count + 1, sizeof *replacement.same);
    enum result result = replacement.same ? walk(&replacement) : RESULT_NO_MEMORY;
    if (result == RESULT_OK)
        result = apply(&replacement, ret_changed);
    free(replacement.same);
    free(replacement.gone);
    arena_done(&replacement.text);
    return result;
}

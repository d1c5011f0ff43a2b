/*
 * store.h: where spells and series are kept, behind one small interface.
 *
 * A store holds chunks of bytes and a little bookkeeping; it knows no measure and formats nothing.
 * Readers see one consistent version between store_begin_read() and store_end_read(), are never
 * blocked by an import and see all of it or none; writers write in one transaction. Every failure
 * leaves what was there before and adds a sentence to the diags given at store_open(). Text ids in,
 * text ids out; nothing here is owned by the caller unless said.
 */
#ifndef TEAMTOP_STORE_STORE_H
#define TEAMTOP_STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "core/base/diag.h"
#include "core/base/grow.h"
#include "core/base/result.h"

struct store;

enum store_access {
    STORE_READ,  /* it must exist */
    STORE_WRITE, /* made when missing, migrated when old */
};

/* Opens `uri` ("sqlite:PATH" or "postgresql://HOST/DATABASE", whatever libpq takes but a password).
 * A newer schema, a corrupt file, a missing store (STORE_READ) are
 * RESULT_IO with a message naming it; diags is borrowed until store_close(). */
MUST_CHECK enum result store_open(
    struct store **ret, const char *uri, enum store_access access, struct diags *diags);
void store_close(struct store *store);

/* A second reader of the same file, for a look at what is newer while the first goes on reading what it reads;
 * *ret is NULL for a store without a file, where another connection costs more than it saves. It says nothing
 * of its failures. */
MUST_CHECK enum result store_open_beside(struct store **ret, const struct store *store);

/* What the system says of the files of the store at `uri`, as a hash (core/base/stamp.h); 0 where it has none. */
uint64_t store_stamp_of(const char *uri);
/* The same as it was before the version that is read was begun with: while the files are so, that is the newest. */
uint64_t store_stamp(const struct store *store);

/* Who looks. Where the database has a role of this name that the connection may take and has no
 * rights without, it takes it, so that the database itself refuses what they may not see. */
MUST_CHECK enum result store_act_for(struct store *store, const char *name);

/* The diags given at store_open(), for those who find a chunk damaged; may be NULL. */
struct diags *store_diags(const struct store *store);

/* The file that is written and closed after every commit, so that other processes notice through
 * inotify ("PATH.imported", holding the version); NULL when the store has none. It is there from
 * the first time the store is opened for writing. */
const char *store_bell(const struct store *store);

/* --- reading --------------------------------------------------------------------------------- */

/* *ret_version grows with every import that changed something; *ret_fingerprint is the
 * service_fingerprint() the series were derived with. Calling it while reading moves to the newest
 * version. */
MUST_CHECK enum result store_begin_read(
    struct store *store, int64_t *ret_version, uint64_t *ret_fingerprint);
void store_end_read(struct store *store);

/* One chunk. `bytes` is only good during the call. Return false to stop early. */
typedef bool store_chunk_fn(
    void *context, const char *key, const char *sub, const uint8_t *bytes, size_t size);

/* Every series of a unit, over all registers: key = part id, then ".sub" if any
 * ("fte_absent.stress"); sub = register. Sorted by both. */
MUST_CHECK enum result store_each_series(
    struct store *store, const char *unit, store_chunk_fn *each, void *context);
/* What one register says of one part of a unit; `each` is not called where it says nothing. */
MUST_CHECK enum result store_find_series(struct store *store, const char *unit, const char *part,
    const char *register_id, store_chunk_fn *each, void *context);
/* The units of which some series or spells differ between version `since` and the one that is being read, in no
 * order; some of which none do may be among them. Sums stand under their own name (SUMS_UNIT). */
typedef bool store_changed_fn(void *context, const char *unit);
MUST_CHECK enum result store_each_changed(
    struct store *store, int64_t since, store_changed_fn *each, void *context);
/* The registers that have series, sorted: those the configuration no longer names can be emptied.
 */
typedef bool store_register_fn(void *context, const char *register_id);
MUST_CHECK enum result store_each_register(
    struct store *store, store_register_fn *each, void *context);
/* The feeds that hold spells for a unit, in no order; what is kept aside (STORE_ASIDE) among them. */
typedef bool store_feed_fn(void *context, const char *feed);
MUST_CHECK enum result store_each_feed(
    struct store *store, const char *unit, store_feed_fn *each, void *context);
/* The spells one feed holds for one unit ("" for absences as imported): key = feed, sub = unit. */
MUST_CHECK enum result store_each_spells(
    struct store *store, const char *feed, const char *unit, store_chunk_fn *each, void *context);
/* All of a feed's spells, every unit. */
MUST_CHECK enum result store_each_feed_spells(
    struct store *store, const char *feed, store_chunk_fn *each, void *context);

struct store_import {
    int64_t id;
    const char *feed;
    const char *file;    /* base name, clean */
    const char *digest;  /* tells a file's bytes from others', hex */
    const char *user;    /* who imported it */
    int64_t imported_at; /* seconds since 1970, UTC: last time this very file was taken */
    int64_t first_at;    /* … the first time; when an import is put it is that */
    int64_t rows;        /* data rows in the file */
    int64_t taken;
    int64_t rejected;
    bool refused;       /* whole: nothing changed */
    const char *reason; /* why it was refused, or "" */
};
typedef bool store_import_fn(void *context, const struct store_import *import);
/* Newest first; feed NULL: of every feed; at most `most` (0: all). */
MUST_CHECK enum result store_each_import(
    struct store *store, const char *feed, int most, store_import_fn *each, void *context);

/* Which of the files that were taken is the last. */
enum store_last {
    STORE_LAST_CAME,  /* the newest: each stands in for those before it */
    STORE_LAST_TAKEN, /* the one taken last: an older one may have come again */
};
/* Of a feed's imports the newest attempt and the last that was taken, newest first: one, two or none. */
MUST_CHECK enum result store_each_last_import(struct store *store, const char *feed,
    enum store_last last, store_import_fn *each, void *context);

struct store_reject {
    int64_t line;
    int64_t column;     /* of the field in the file, from 1; 0: the row */
    const char *reason; /* a sentence; no identifying value in it */
};
typedef bool store_reject_fn(void *context, const struct store_reject *reject);
MUST_CHECK enum result store_each_reject(
    struct store *store, int64_t import_id, store_reject_fn *each, void *context);

/* --- following ------------------------------------------------------------------------------- */

/* For who stays open and wants to hear of imports: *ret_descriptor becomes readable when there is
 * something to hear, which store_hear() takes; -1 for a store that has a bell instead. It stays the
 * same while the connection comes and goes, and is the store's. */
MUST_CHECK enum result store_follow(struct store *store, int *ret_descriptor);

enum store_news {
    STORE_NO_NEWS,
    STORE_IMPORTED, /* there is a newer version, or a file was taken once more */
    STORE_LOST,     /* the connection is gone (said in the diags); it is tried again by itself */
    STORE_BACK,     /* and there again: something may have been imported meanwhile */
};
/* Never waits. Call it when the descriptor is readable and once before sleeping. */
enum store_news store_hear(struct store *store);
/* False between STORE_LOST and STORE_BACK: whatever is asked fails at once. */
bool store_is_connected(const struct store *store);

/* The reader will not ask for a while: nothing is held on the server meanwhile. The version stays
 * the one it began with: should it have moved on by the next question, that is RESULT_BUSY without
 * a message, and store_begin_read() is due. */
void store_rest(struct store *store);
/* The same before a whole round of questions: after RESULT_OK the version stays until the next rest. */
MUST_CHECK enum result store_wake(struct store *store);

/* --- writing --------------------------------------------------------------------------------- */

/* Waits up to `wait_ms` for another writer: RESULT_BUSY after that. */
MUST_CHECK enum result store_begin_write(struct store *store, int wait_ms);
/* Nothing is kept unless this succeeds; a failure has rolled back. Rings the bell, also when only
 * the time of an import moved: freshness is shown, too. A bell that cannot be rung is a warning. */
MUST_CHECK enum result store_commit(struct store *store);
void store_rollback(struct store *store); /* fine when nothing was begun */

/* What stands before a unit's id where the sums of many registers are kept for it: no unit is
 * called that. Where there are any they are all that is to be read of the unit. */
#define SUMS_UNIT "="

struct store_row {
    const char *key; /* series: unit id; spells: unit id, "" for none */
    const char *sub; /* series: part id with ".sub"; spells: unused ("") */
    const uint8_t *bytes;
    size_t size;
};
/* Makes the register's series exactly these rows (sorted by key, sub): unchanged ones are not
 * written, missing ones are deleted. *ret_changed (may be NULL): how many rows differed. */
MUST_CHECK enum result store_replace_series(struct store *store, const char *register_id,
    const struct store_row *rows, size_t count, size_t *ret_changed);
/* The same for the spells of one feed. What an import keeps aside for the next one stands as spells too, of a feed
 * whose name begins with this, as no feed's does: nobody is told of what changes in it. */
#define STORE_ASIDE "="
/* Before a feed's name: what became of its chunks since they were written (core/feed/amendments.h). What a
 * feed holds is both together. */
#define STORE_AMENDED "+"
/* Appends the name that what stands beside a feed is under (STORE_ASIDE, STORE_AMENDED), NUL included. */
void store_name_beside(struct buffer *out, const char *beside, const char *feed);
MUST_CHECK enum result store_replace_spells(struct store *store, const char *feed,
    const struct store_row *rows, size_t count, size_t *ret_changed);
/* These rows alone, in any order; what else there is stays. A row without bytes (NULL) is taken
 * out. */
MUST_CHECK enum result store_put_series(
    struct store *store, const char *register_id, const struct store_row *rows, size_t count);
MUST_CHECK enum result store_put_spells(
    struct store *store, const char *feed, const struct store_row *rows, size_t count);
/* Records an import and its rejected rows; import->id is ignored and the new one returned (ret_id
 * may be NULL). Rejected rows are kept for the ten newest imports of a feed, imports for ever. */
MUST_CHECK enum result store_put_import(struct store *store, const struct store_import *import,
    const struct store_reject *rejects, size_t reject_count, int64_t *ret_id);
/* The same bytes were taken once more, in a file of this (base, clean) name, at this time. */
MUST_CHECK enum result store_touch_import(
    struct store *store, int64_t import_id, const char *file, int64_t at);
MUST_CHECK enum result store_put_fingerprint(struct store *store, uint64_t fingerprint);
/* Ends up in store_begin_read()'s version: call when figures changed. */
MUST_CHECK enum result store_grow_version(struct store *store);

/* The secret that case identifiers are hashed with: made at first use, kept in a file of its own
 * (mode 0600) and never in the database, so that a copy of the store alone gives no case identifier
 * away. RESULT_IO when it is lost and the store already holds imports: a new one would make
 * strangers of the children in it. The same when it is known not to be the one the store was filled
 * with. */
#define STORE_KEY_SIZE 16
MUST_CHECK enum result store_key(struct store *store, uint8_t ret[STORE_KEY_SIZE]);
/* Where it is kept: beside a SQLite store ("PATH.key"), nowhere (NULL, and store_key() is
 * RESULT_INVALID) for a PostgreSQL one until a place is named on the importing host. */
const char *store_key_file(const struct store *store);
MUST_CHECK enum result store_keep_key_at(struct store *store, const char *path);

#endif

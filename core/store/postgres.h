/*
 * postgres.h: the door to PostgreSQL; private to core/store.
 *
 * postgres.c is the one file that knows libpq, which it loads when a connection is first wanted: it
 * brings some twenty libraries along that no other start of the program should pay for. What is
 * asked through it is asked by sql.h. A connection owns its prepared statements and forgets them
 * when it is made anew; every wait has a limit. What fails says so with the database's name, never
 * with a password.
 */
#ifndef TEAMTOP_STORE_POSTGRES_H
#define TEAMTOP_STORE_POSTGRES_H

#include <stdbool.h>

#include "core/base/diag.h"
#include "core/store/sql.h"

struct postgres;

enum postgres_state {
    POSTGRES_LOST,       /* not connected: never was, or no longer */
    POSTGRES_CONNECTING, /* on its way: step on when the descriptor is ready */
    POSTGRES_READY,
};

/* Loads libpq and reads the address ("postgresql://..."); connects to nothing. RESULT_IO when libpq
 * is not installed, RESULT_INVALID for what is no address or has a password in it. `diags` must
 * live until postgres_close(). */
MUST_CHECK enum result postgres_open(struct postgres **ret, const char *uri, struct diags *diags);
void postgres_close(struct postgres *db); /* NULL is fine */

/* "postgresql://HOST/DATABASE" of the address, for messages. */
const char *postgres_name(const struct postgres *db);
/* What questions are asked through; lives as long. */
struct sql *postgres_sql(struct postgres *db);

/* Connects and waits for it; RESULT_IO with a sentence. */
MUST_CHECK enum result postgres_connect(struct postgres *db);
/* The same without waiting (but for the look-up of the host's name): start, then step each time the
 * descriptor is ready for postgres_events(). Failing is silent. */
enum postgres_state postgres_start(struct postgres *db);
enum postgres_state postgres_step(struct postgres *db);
/* The descriptor may be another after each step; -1: none. */
int postgres_descriptor(const struct postgres *db);
short postgres_events(const struct postgres *db); /* as poll(2) has them */
enum postgres_state postgres_state(const struct postgres *db);
void postgres_disconnect(struct postgres *db);

/* Takes what has arrived, without waiting. True when somebody has notified us since the last call.
 */
bool postgres_was_notified(struct postgres *db);

/* How long the server may say nothing while an answer is due, in milliseconds. */
void postgres_patience(struct postgres *db, int milliseconds);
/* From here on (or no longer) failures are only returned, not said. */
void postgres_be_quiet(struct postgres *db);
void postgres_speak_again(struct postgres *db);

#endif

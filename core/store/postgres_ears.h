/*
 * postgres_ears.h: hears what a PostgreSQL connection has to tell, and makes it anew when it is
 * lost; private to core/store.
 *
 * One descriptor (an epoll of the connection's socket and a timer) stays the same while connections
 * come and go, so that a loop can watch it. Nothing here waits: a lost connection is tried again
 * after a moment, then less and less often. The ears borrow the connection and own their
 * descriptors; making them can fail for want of either.
 */
#ifndef TEAMTOP_STORE_POSTGRES_EARS_H
#define TEAMTOP_STORE_POSTGRES_EARS_H

#include "core/store/postgres.h"
#include "core/store/store.h"

struct postgres_ears;

/* Makes a new connection fit for use; false: it is not, and is given up. May wait for an answer. */
typedef bool postgres_take_up_fn(void *context);

MUST_CHECK enum result postgres_ears_create(
    struct postgres_ears **ret, struct postgres *db, postgres_take_up_fn *take_up, void *context);
void postgres_ears_destroy(struct postgres_ears *ears); /* NULL is fine */
int postgres_ears_descriptor(const struct postgres_ears *ears);
enum store_news postgres_ears_hear(struct postgres_ears *ears);

#endif

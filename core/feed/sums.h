/*
 * sums.h: what many registers say of one unit, added up when one of them changes; private to
 * core/feed.
 *
 * A unit that a few registers speak of is added up by whoever reads it. Where there are more (the
 * country above 150 authorities) that would take longer than a person waits, so the sums are kept
 * in the store under SUMS_UNIT and the unit's id, and an import takes its register's old series out
 * of them and puts the new ones in, without reading the others. What cannot be taken out of a sum
 * again (the earliest of several days) is added up anew. Works inside the caller's write
 * transaction; failures are the store's, or want of memory.
 */
#ifndef TEAMTOP_FEED_SUMS_H
#define TEAMTOP_FEED_SUMS_H

#include "core/derive/derive.h"
#include "core/feed/chunks.h"

struct sums;

/* Whether the service has so many registers that sums are kept. */
bool sums_are_possible(const struct service *service);

/* Before the register's series are replaced by `derived`: notes what they are now. Both are
 * borrowed until sums_close(). */
MUST_CHECK enum result sums_open(struct sums **ret, const struct chunks *chunks,
    const char *register_id, const struct derived *derived);
/* After they were replaced. */
MUST_CHECK enum result sums_update(struct sums *sums);
void sums_close(struct sums *sums);

/* Forgets all sums: every register is about to be derived again. */
MUST_CHECK enum result sums_forget(const struct chunks *chunks);

#endif

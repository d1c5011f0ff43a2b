/*
 * provider.h: a snapshot's data, read from a store and kept in memory as it was encoded.
 *
 * The provider owns the series it has read (a unit's at a time, when asked) and borrows store and
 * service. Of what a narrowed service keeps from its viewer it asks the store nothing: no figures of
 * units that are there by name only, no single workers where they are not to be seen, and rejected
 * rows, which may be anybody's, only where the whole is seen. It stays on one version of the store until store_provider_refresh(). Failures are the
 * store's.
 */
#ifndef TEAMTOP_STORE_PROVIDER_H
#define TEAMTOP_STORE_PROVIDER_H

#include "core/model/snapshot.h"
#include "core/store/store.h"

struct store_provider;

MUST_CHECK enum result store_provider_create(
    struct store_provider **ret, struct store *store, const struct service *service);
void store_provider_destroy(struct store_provider *provider);

/* What snapshots are made with; its address is stable, its content changes with a refresh. */
const struct provider *store_provider_get(const struct store_provider *provider);

/* From now on, what is kept of units that no snapshot has prepared takes no more than `most` bytes: what is
 * over that, asked for longest ago, is forgotten, and read again when asked for. */
void store_provider_trim(struct store_provider *provider, size_t most);
/* What the series of all units that are kept take, in bytes. */
size_t store_provider_kept(const struct store_provider *provider);

/* Moves to the newest version; *ret_changed says whether anything differs from what was held,
 * figures or only when a feed was last taken (then units that changed are forgotten: destroy snapshots
 * made before). After a failure what was held stays, but units not read before may come from a
 * newer version: refresh again before using it. */
MUST_CHECK enum result store_provider_refresh(struct store_provider *provider, bool *ret_changed);

/* False when the series were derived with another configuration than this service's; an empty store
 * fits every one. */
bool store_provider_fits(const struct store_provider *provider);

#endif

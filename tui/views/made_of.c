#include "tui/views/made_of.h"

#include "core/base/hash.h"

/* Two stores may count their imports alike; when these were is told by the feeds. */
static uint64_t add_data(uint64_t hash, const struct snapshot *snapshot)
{
    const struct service *service = snapshot_service(snapshot);

    hash = hash_number(hash, (int64_t)service->digest);
    hash = hash_number(hash, snapshot_version(snapshot));
    for (size_t i = 0; i < service->feed_count; i++) {
        const struct feed_state *state = snapshot_feed(snapshot, &service->feeds[i]);

        hash = hash_number(hash, state->imported_at);
        hash = hash_number(hash, state->attempt);
    }
    return hash;
}

/* Who may see how much of which units: others count others. */
static uint64_t add_reach(uint64_t hash, const struct unit_tree *units)
{
    for (unit_index i = 0; i < unit_tree_count(units); i++) {
        hash = hash_text(hash, unit_tree_at(units, i)->id);
        hash = hash_number(hash, unit_tree_at(units, i)->reach);
    }
    return hash;
}

uint64_t hash_made_of(uint64_t hash, const struct snapshot *snapshot)
{
    return add_reach(add_data(hash, snapshot), snapshot_service(snapshot)->units);
}

#include "tui/views/made_for.h"

struct made_for made_for_nothing(void)
{
    return (struct made_for){.version = -1};
}

struct made_for made_for_snapshot(const struct snapshot *snapshot)
{
    return (struct made_for){.version = snapshot_version(snapshot),
        .as_at = snapshot_as_at(snapshot),
        .window = snapshot_window(snapshot),
        .now = snapshot_now(snapshot),
        .shared = snapshot_is_shared(snapshot)};
}

bool made_for_same(const struct made_for *a, const struct made_for *b)
{
    return made_for_same_figures(a, b) && a->now == b->now;
}

bool made_for_same_figures(const struct made_for *a, const struct made_for *b)
{
    return a->version == b->version && a->as_at == b->as_at && a->window == b->window &&
           a->shared == b->shared;
}

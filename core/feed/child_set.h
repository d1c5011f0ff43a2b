/*
 * child_set.h: a set of children; private to core/feed.
 *
 * Owns its slots, for at most as many as it was made for. Only making one can fail, for want of
 * memory.
 */
#ifndef TEAMTOP_FEED_CHILD_SET_H
#define TEAMTOP_FEED_CHILD_SET_H

#include "core/model/spell.h"

struct child_set {
    uint64_t *slots; /* 0: free; what is 0 itself is stored as 1 */
    size_t mask;
};

/* For `most` children. False: no memory. */
bool child_set_init(struct child_set *set, size_t most);
void child_set_done(struct child_set *set); /* a zeroed one is fine */
void child_set_add(struct child_set *set, child_hash child);
bool child_set_has(const struct child_set *set, child_hash child);

#endif

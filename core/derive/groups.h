/*
 * groups.h: things gathered under a number: the spells of each child, the posts of each
 * team.
 *
 * Pairs of (key, item) are put down in the order wanted and sorted by key in one counting pass that
 * keeps that order. A `struct groups` owns its arrays. Only memory can run out: everything then
 * answers false and leaves nothing behind.
 */
#ifndef TEAMTOP_DERIVE_GROUPS_H
#define TEAMTOP_DERIVE_GROUPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pair {
    uint32_t key;
    uint32_t item;
};

/* A zeroed one is empty. */
struct pairs {
    struct pair *items;
    size_t count, room;
};

bool pairs_add(struct pairs *pairs, uint32_t key, uint32_t item);
void pairs_done(struct pairs *pairs);

struct members {
    const uint32_t *items; /* NULL: 0, 1, 2 … */
    size_t count;
};

/* Group `key` is items[starts[key]] up to items[starts[key + 1]]. */
struct groups {
    uint32_t *starts;
    uint32_t *items;
    size_t count; /* how many keys there are */
};

/* Every key of `pairs` is below `count`. */
bool groups_make(struct groups *ret, const struct pairs *pairs, size_t count);
void groups_done(struct groups *groups);
struct members groups_at(const struct groups *groups, size_t key);

/* All items, group after group: an order to put other groups together in. */
struct members groups_in_turn(const struct groups *groups);
/* The order 0, 1, 2 … of `count` items. */
struct members as_they_come(size_t count);

#endif

/*
 * pools.h: the open cases of a team in one category, and how many there should be.
 *
 * A stay is a child with a team in a category, whoever the worker; a pool holds a team's stays of
 * one category. How many a pool should hold is its share of the published count of all such
 * children. Pools own their stays; running out of memory sets `failed`, which sticks.
 */
#ifndef TEAMTOP_DEMO_POOLS_H
#define TEAMTOP_DEMO_POOLS_H

#include "core/demo/history.h"

struct stay {
    uint32_t child;
    int row;       /* its open row in the history */
    int worker;    /* NOBODY: unallocated */
    day_t since;   /* with this team */
    day_t give_by; /* the day a manager would allocate it, if somebody has room */
};

struct pool {
    int team;
    enum demo_category category;
    int share;  /* of all children in the category, in 10,000ths */
    int wobble; /* this week's drift from it, in thousandths */
    struct stay *stays;
    size_t count, room;
};

struct pools {
    struct pool *items;
    size_t count, room;
    int *by_team; /* [team × CATEGORY_COUNT + category] → index into items, or −1 */
    bool failed;
};

void pools_init(struct pools *pools);
void pools_done(struct pools *pools);

/* NULL when the team has no cases of that category. */
struct pool *pools_find(struct pools *pools, int team, enum demo_category category);

/* How many stays the pool should hold on this day. */
int pool_wanted(const struct pool *pool, day_t day);
bool pool_has_room(const struct pool *pool, day_t day);

/* A new week: each pool drifts a little. */
void pools_drift(struct pools *pools, struct random *random);

struct stay *pool_add(struct pools *pools, struct pool *pool, const struct stay *stay);
struct stay pool_take(struct pool *pool, size_t index);

/* One of the pool's stays by lot, the longer ones rather; the pool must not be empty. */
size_t pool_draw(const struct pool *pool, struct random *random);

#endif

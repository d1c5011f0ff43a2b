/*
 * random.h: chance that falls the same way on every machine.
 *
 * xoshiro256** seeded by splitmix64 (Blackman and Vigna, public domain), integers only: no libm, no
 * floating point. A generator is a value its owner copies freely. Nothing here can fail.
 */
#ifndef TEAMTOP_DEMO_RANDOM_H
#define TEAMTOP_DEMO_RANDOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct random {
    uint64_t state[4];
};

/* `stream` keeps topics apart: more sickness drawn does not change who is referred. */
struct random random_from(uint64_t seed, uint64_t stream);
uint64_t random_next(struct random *random);

/* 0 … below − 1; 0 when `below` is 0 or less. */
int random_below(struct random *random, int below);
/* least … most, both included. */
int random_between(struct random *random, int least, int most);
/* True `per_mille` times in a thousand. */
bool random_chance(struct random *random, int per_mille);
/* True `numerator` times in `denominator`. */
bool random_odds(struct random *random, int numerator, int denominator);

/* An index into `weights` with a probability in proportion to its weight; 0 when all are 0. */
size_t random_weighted(struct random *random, const int *weights, size_t count);

#endif

/*
 * random.h: the same numbers on every machine and run, for tests that draw their cases.
 *
 * SplitMix64 over a state that the test keeps and seeds. Owns nothing, cannot fail.
 */
#ifndef TEAMTOP_TESTS_MODEL_RANDOM_H
#define TEAMTOP_TESTS_MODEL_RANDOM_H

#include <stddef.h>
#include <stdint.h>

static inline uint64_t random_next(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* 0 … bound − 1; bound at least 1. */
static inline size_t random_below(uint64_t *state, size_t bound)
{
    return (size_t)(random_next(state) % bound);
}

#endif

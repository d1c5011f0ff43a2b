#include "core/demo/random.h"

static uint64_t splitmix(uint64_t *state)
{
    uint64_t mixed = (*state += UINT64_C(0x9e3779b97f4a7c15));
    mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94d049bb133111eb);
    return mixed ^ (mixed >> 31);
}

struct random random_from(uint64_t seed, uint64_t stream)
{
    uint64_t state = seed ^ (stream * UINT64_C(0xd1342543de82ef95));
    struct random random;
    for (size_t i = 0; i < 4; i++)
        random.state[i] = splitmix(&state);
    return random;
}

static uint64_t rotate(uint64_t value, int by)
{
    return (value << by) | (value >> (64 - by));
}

uint64_t random_next(struct random *random)
{
    uint64_t *s = random->state;
    const uint64_t result = rotate(s[1] * 5, 7) * 9;
    const uint64_t shifted = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotate(s[3], 45);
    return result;
}

int random_below(struct random *random, int below)
{
    if (below <= 0)
        return 0;
    /* The high 32 bits scaled down: uneven by less than one part in two million for our ranges. */
    return (int)(((random_next(random) >> 32) * (uint64_t)below) >> 32);
}

int random_between(struct random *random, int least, int most)
{
    return least + random_below(random, most - least + 1);
}

bool random_chance(struct random *random, int per_mille)
{
    return random_odds(random, per_mille, 1000);
}

bool random_odds(struct random *random, int numerator, int denominator)
{
    return random_below(random, denominator) < numerator;
}

size_t random_weighted(struct random *random, const int *weights, size_t count)
{
    int total = 0;
    for (size_t i = 0; i < count; i++)
        total += weights[i];
    int drawn = random_below(random, total);
    for (size_t i = 0; i < count; i++) {
        if (drawn < weights[i])
            return i;
        drawn -= weights[i];
    }
    return 0;
}

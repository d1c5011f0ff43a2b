/* extract_recall.c: a table of pairs of places; a newcomer drives out the older of its pair, so
 * that two texts that fall on one pair don't drive each other out forever. */
#include "core/feed/extract_recall.h"

#include <stdlib.h>
#include <string.h>

#define PAIR_BITS  10
#define PAIRS      (1 << PAIR_BITS)
#define MULTIPLIER UINT64_C(0x9E3779B97F4A7C15) /* 2^64 by the golden ratio */
#define TEXT_BYTES 46                           /* with which an entry is one cache line */

struct entry {
    int64_t number;
    unsigned field; /* 0: nobody has this place */
    bool given;
    uint8_t length;
    char bytes[TEXT_BYTES];
};

struct recall {
    struct entry pairs[PAIRS][2]; /* the newer first */
};

struct recall *recall_create(void)
{
    return calloc(1, sizeof(struct recall));
}

void recall_destroy(struct recall *recall)
{
    free(recall);
}

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * MULTIPLIER;
    return hash ^ (hash >> 32);
}

static size_t pair_of(const char *bytes, size_t length)
{
    uint64_t hash = length;
    uint64_t word;
    for (; length >= sizeof word; bytes += sizeof word, length -= sizeof word) {
        memcpy(&word, bytes, sizeof word);
        hash = mix(hash, word);
    }
    word = 0;
    memcpy(&word, bytes, length);
    /* A product mixes upwards: its highest bits depend on every bit before them. */
    return (mix(hash, word) * MULTIPLIER) >> (64 - PAIR_BITS);
}

static bool holds(const struct entry *entry, const char *bytes, size_t length)
{
    return entry->field != 0 && entry->length == length && memcmp(entry->bytes, bytes, length) == 0;
}

bool recall_find(const struct recall *recall, const char *bytes, size_t length, struct cell *ret)
{
    if (!recall || length == 0 || length > TEXT_BYTES)
        return false;
    const struct entry *entry = recall->pairs[pair_of(bytes, length)];
    if (!holds(entry, bytes, length) && !holds(++entry, bytes, length))
        return false;
    *ret = (struct cell){entry->given, entry->field, entry->number};
    return true;
}

void recall_keep(struct recall *recall, const char *bytes, size_t length, const struct cell *cell)
{
    if (!recall || length == 0 || length > TEXT_BYTES)
        return;
    struct entry *pair = recall->pairs[pair_of(bytes, length)];
    pair[1] = pair[0];
    pair[0].number = cell->number;
    pair[0].field = cell->field;
    pair[0].given = cell->given;
    pair[0].length = (uint8_t)length;
    memcpy(pair[0].bytes, bytes, length);
}

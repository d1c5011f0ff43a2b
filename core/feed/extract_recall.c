/* extract_recall.c: a direct-mapped table; a newcomer takes the place of whoever had it. */
#include "core/feed/extract_recall.h"

#include <stdlib.h>
#include <string.h>

#define ENTRIES    1024 /* a power of two */
#define TEXT_BYTES 46   /* with which an entry is one cache line */

struct entry {
    int64_t number;
    unsigned field; /* 0: nobody has this place */
    bool given;
    uint8_t length;
    char bytes[TEXT_BYTES];
};

struct recall {
    struct entry entries[ENTRIES];
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
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ (hash >> 32);
}

static size_t place_of(const char *bytes, size_t length)
{
    uint64_t hash = length;
    uint64_t word;
    for (; length >= sizeof word; bytes += sizeof word, length -= sizeof word) {
        memcpy(&word, bytes, sizeof word);
        hash = mix(hash, word);
    }
    word = 0;
    memcpy(&word, bytes, length);
    return mix(hash, word) & (ENTRIES - 1);
}

bool recall_find(const struct recall *recall, const char *bytes, size_t length, struct cell *ret)
{
    if (!recall || length == 0 || length > TEXT_BYTES)
        return false;
    const struct entry *entry = &recall->entries[place_of(bytes, length)];
    if (entry->field == 0 || entry->length != length || memcmp(entry->bytes, bytes, length) != 0)
        return false;
    *ret = (struct cell){entry->given, entry->field, entry->number};
    return true;
}

void recall_keep(struct recall *recall, const char *bytes, size_t length, const struct cell *cell)
{
    if (!recall || length == 0 || length > TEXT_BYTES)
        return;
    struct entry *entry = &recall->entries[place_of(bytes, length)];
    entry->number = cell->number;
    entry->field = cell->field;
    entry->given = cell->given;
    entry->length = (uint8_t)length;
    memcpy(entry->bytes, bytes, length);
}

#include "core/base/intern.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/grow.h"
#include "core/base/hash.h"

#define FIRST_SLOTS 64

struct text {
    const char *bytes;
    size_t length;
    uint64_t hash;
};

/* Open addressing: a slot holds a number, 0 when free; at most half of them are taken. */
struct interned {
    struct arena arena;
    struct text *texts; /* text of number n at n − 1 */
    size_t count, room;
    uint32_t *slots;
    size_t slot_count; /* a power of two */
};

struct interned *intern_create(void)
{
    struct interned *interned = calloc(1, sizeof *interned);
    if (interned == NULL)
        return NULL;
    interned->slots = calloc(FIRST_SLOTS, sizeof *interned->slots);
    interned->slot_count = FIRST_SLOTS;
    if (interned->slots == NULL) {
        free(interned);
        return NULL;
    }
    return interned;
}

void intern_destroy(struct interned *interned)
{
    if (interned == NULL)
        return;
    arena_done(&interned->arena);
    free(interned->texts);
    free(interned->slots);
    free(interned);
}

static uint64_t hash_of(const char *bytes, size_t length)
{
    return hash_finish(hash_bytes(HASH_START, bytes, length));
}

static bool is_text(const struct text *text, uint64_t hash, const char *bytes, size_t length)
{
    return text->hash == hash && text->length == length &&
           (length == 0 || memcmp(text->bytes, bytes, length) == 0);
}

/* The slot that holds this text, or the free one where it would go. */
static size_t slot_of(
    const struct interned *interned, uint64_t hash, const char *bytes, size_t length)
{
    size_t mask = interned->slot_count - 1;
    size_t slot = (size_t)hash & mask;
    while (interned->slots[slot] != 0 &&
           !is_text(&interned->texts[interned->slots[slot] - 1], hash, bytes, length))
        slot = (slot + 1) & mask;
    return slot;
}

static bool double_slots(struct interned *interned)
{
    size_t slot_count = interned->slot_count * 2;
    uint32_t *slots = calloc(slot_count, sizeof *slots);
    if (slots == NULL)
        return false;
    for (size_t i = 0; i < interned->count; i++) {
        size_t slot = (size_t)interned->texts[i].hash & (slot_count - 1);
        while (slots[slot] != 0)
            slot = (slot + 1) & (slot_count - 1);
        slots[slot] = (uint32_t)(i + 1);
    }
    free(interned->slots);
    interned->slots = slots;
    interned->slot_count = slot_count;
    return true;
}

static uint32_t append(struct interned *interned, uint64_t hash, const char *bytes, size_t length)
{
    if (interned->count >= INTERN_FAILED - 1)
        return INTERN_FAILED;
    if (!grow_room(&interned->texts, &interned->room, interned->count + 1, sizeof(struct text)))
        return INTERN_FAILED;
    const char *copy = arena_copy_bytes(&interned->arena, bytes, length);
    if (copy == NULL)
        return INTERN_FAILED;
    interned->texts[interned->count++] = (struct text){copy, length, hash};
    return (uint32_t)interned->count;
}

uint32_t intern_add(struct interned *interned, const char *bytes, size_t length)
{
    uint64_t hash = hash_of(bytes, length);
    size_t slot = slot_of(interned, hash, bytes, length);
    if (interned->slots[slot] != 0)
        return interned->slots[slot];
    if (interned->count + 1 > interned->slot_count / 2) {
        if (!double_slots(interned))
            return INTERN_FAILED;
        slot = slot_of(interned, hash, bytes, length);
    }
    uint32_t number = append(interned, hash, bytes, length);
    if (number != INTERN_FAILED)
        interned->slots[slot] = number;
    return number;
}

uint32_t intern_find(const struct interned *interned, const char *bytes, size_t length)
{
    return interned->slots[slot_of(interned, hash_of(bytes, length), bytes, length)];
}

const char *intern_at(const struct interned *interned, uint32_t number)
{
    assert(number <= interned->count);
    return number == 0 ? "" : interned->texts[number - 1].bytes;
}

size_t intern_count(const struct interned *interned)
{
    return interned->count;
}

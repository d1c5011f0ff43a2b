#include "core/base/intern.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/grow.h"
#include "core/base/hash.h"

#define FIRST_SLOTS 64
#define MANY_SLOTS  (1 << 16) /* more than caches hold */

struct text {
    const char *bytes;
    size_t length;
};

#define SHORT 16 /* bytes of a text that stand in its slot */
#define LONG  UINT16_MAX

/* Of many texts each look at one elsewhere is a wait for memory: short ones are told by the slot alone, and of others
 * nearly all that are not meant. */
struct slot {
    union {
        char text[SHORT];  /* of a short one */
        const char *bytes; /* of any other */
    } of;
    uint32_t number; /* 0: free */
    uint16_t mark;   /* bits of the hash that are not its place */
    uint16_t length; /* LONG: that or more */
};

/* Open addressing; at most three quarters of the slots are taken. */
struct interned {
    struct arena arena;
    struct text *texts; /* text of number n at n − 1 */
    size_t count, room;
    struct slot *slots;
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

static struct slot slot_for(uint64_t hash, const char *bytes, size_t length, uint32_t number)
{
    struct slot slot = {.number = number,
        .mark = (uint16_t)(hash >> 48),
        .length = length < LONG ? (uint16_t)length : LONG};
    if (length > SHORT)
        slot.of.bytes = bytes;
    else if (length > 0)
        memcpy(slot.of.text, bytes, length);
    return slot;
}

static bool is_text(const struct interned *interned, const struct slot *slot,
    const struct slot *asked, size_t length)
{
    if (slot->mark != asked->mark || slot->length != asked->length)
        return false;
    if (length <= SHORT)
        return memcmp(slot->of.text, asked->of.text, SHORT) == 0;
    if (length >= LONG && interned->texts[slot->number - 1].length != length)
        return false;
    return memcmp(slot->of.bytes, asked->of.bytes, length) == 0;
}

/* The slot that holds this text, or the free one where it would go. */
static struct slot *slot_of(
    const struct interned *interned, uint64_t hash, const char *bytes, size_t length)
{
    const struct slot asked = slot_for(hash, bytes, length, 0);
    size_t mask = interned->slot_count - 1;
    size_t at = (size_t)hash & mask;
    while (
        interned->slots[at].number != 0 && !is_text(interned, &interned->slots[at], &asked, length))
        at = (at + 1) & mask;
    return &interned->slots[at];
}

static bool double_slots(struct interned *interned)
{
    size_t slot_count = interned->slot_count * 2;
    struct slot *slots = calloc(slot_count, sizeof *slots);
    if (slots == NULL)
        return false;
    for (size_t i = 0; i < interned->count; i++) {
        const struct text *text = &interned->texts[i];
        uint64_t hash = hash_of(text->bytes, text->length);
        size_t at = (size_t)hash & (slot_count - 1);
        while (slots[at].number != 0)
            at = (at + 1) & (slot_count - 1);
        slots[at] = slot_for(hash, text->bytes, text->length, (uint32_t)(i + 1));
    }
    free(interned->slots);
    interned->slots = slots;
    interned->slot_count = slot_count;
    return true;
}

static uint32_t append(struct interned *interned, const char *bytes, size_t length)
{
    if (interned->count >= INTERN_FAILED - 1)
        return INTERN_FAILED;
    if (!grow_room(&interned->texts, &interned->room, interned->count + 1, sizeof(struct text)))
        return INTERN_FAILED;
    const char *copy = arena_copy_bytes(&interned->arena, bytes, length);
    if (copy == NULL)
        return INTERN_FAILED;
    interned->texts[interned->count++] = (struct text){copy, length};
    return (uint32_t)interned->count;
}

uint32_t intern_add(struct interned *interned, const char *bytes, size_t length)
{
    uint64_t hash = hash_of(bytes, length);
    struct slot *slot = slot_of(interned, hash, bytes, length);
    if (slot->number != 0)
        return slot->number;
    if (interned->count + 1 > interned->slot_count / 4 * 3) {
        if (!double_slots(interned))
            return INTERN_FAILED;
        slot = slot_of(interned, hash, bytes, length);
    }
    uint32_t number = append(interned, bytes, length);
    if (number != INTERN_FAILED)
        *slot = slot_for(hash, interned->texts[number - 1].bytes, length, number);
    return number;
}

void intern_foresee(const struct interned *interned, const char *bytes, size_t length)
{
    if (interned->slot_count >= MANY_SLOTS)
        __builtin_prefetch(
            &interned->slots[(size_t)hash_of(bytes, length) & (interned->slot_count - 1)]);
}

uint32_t intern_find(const struct interned *interned, const char *bytes, size_t length)
{
    return slot_of(interned, hash_of(bytes, length), bytes, length)->number;
}

const char *intern_at(const struct interned *interned, uint32_t number)
{
    assert(number <= interned->count);
    return number == 0 ? "" : interned->texts[number - 1].bytes;
}

size_t intern_length(const struct interned *interned, uint32_t number)
{
    assert(number <= interned->count);
    return number == 0 ? 0 : interned->texts[number - 1].length;
}

size_t intern_count(const struct interned *interned)
{
    return interned->count;
}

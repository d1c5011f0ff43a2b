#include "core/base/grow.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_ROOM  8
#define BLOCK_LEAST 4096

/* Callers hand over the address of their typed pointer; copying it bytewise keeps the compiler's
 * aliasing rules. */
static void *pointer_at(const void *items_pointer)
{
    void *items;
    memcpy(&items, items_pointer, sizeof items);
    return items;
}

static size_t doubled_room(size_t room, size_t needed)
{
    size_t doubled = room > 0 ? room : FIRST_ROOM;
    while (doubled < needed && doubled <= SIZE_MAX / 2)
        doubled *= 2;
    return doubled < needed ? needed : doubled;
}

bool grow_room(void *items_pointer, size_t *room, size_t needed, size_t size)
{
    assert(size > 0);
    if (needed <= *room)
        return true;
    size_t wanted = doubled_room(*room, needed);
    if (wanted > SIZE_MAX / size)
        return false;
    void *items = realloc(pointer_at(items_pointer), wanted * size);
    if (items == NULL)
        return false;
    memcpy(items_pointer, &items, sizeof items);
    *room = wanted;
    /* cppcheck-suppress memleak ; the copy of the pointer is the caller's array */
    return true;
}

void *grow_one(void *items_pointer, size_t *count, size_t *room, size_t size)
{
    if (*count == SIZE_MAX || !grow_room(items_pointer, room, *count + 1, size))
        return NULL;
    char *item = (char *)pointer_at(items_pointer) + *count * size;
    memset(item, 0, size);
    ++*count;
    return item;
}

struct arena_block {
    struct arena_block *next;
    size_t used;
    size_t room;
    max_align_t bytes[];
};

void arena_done(struct arena *arena)
{
    struct arena_block *block = arena->blocks;
    while (block != NULL) {
        struct arena_block *next = block->next;
        free(block);
        block = next;
    }
    arena->blocks = NULL;
}

/* Each block is twice the one before: few blocks however much is taken. */
static struct arena_block *new_block(struct arena *arena, size_t size)
{
    size_t room = arena->blocks != NULL ? arena->blocks->room : BLOCK_LEAST / 2;
    room = room <= SIZE_MAX / 4 ? room * 2 : room;
    if (room < size)
        room = size;
    if (room > SIZE_MAX - sizeof(struct arena_block))
        return NULL;
    struct arena_block *block = calloc(1, sizeof *block + room);
    if (block == NULL)
        return NULL;
    block->room = room;
    block->next = arena->blocks;
    arena->blocks = block;
    return block;
}

void *arena_take(struct arena *arena, size_t size)
{
    const size_t unit = sizeof(max_align_t);
    if (size > SIZE_MAX - unit)
        return NULL;
    /* Nothing still has an address of its own. */
    size_t whole = size == 0 ? unit : (size + unit - 1) / unit * unit;
    struct arena_block *block = arena->blocks;
    if (block == NULL || block->room - block->used < whole)
        block = new_block(arena, whole);
    if (block == NULL)
        return NULL;
    void *taken = (char *)block->bytes + block->used;
    block->used += whole;
    return taken;
}

char *arena_copy_bytes(struct arena *arena, const char *bytes, size_t length)
{
    char *copy = length < SIZE_MAX ? arena_take(arena, length + 1) : NULL;
    if (copy != NULL && length > 0)
        memcpy(copy, bytes, length);
    return copy;
}

char *arena_copy(struct arena *arena, const char *text)
{
    return arena_copy_bytes(arena, text, strlen(text));
}

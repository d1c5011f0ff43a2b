/*
 * grow.h: the one way a growing array makes room, and strings that live together.
 *
 * grow_room() doubles; an arena owns strings that are freed all at once. Both say no by returning
 * false or NULL and leave what was there intact.
 */
#ifndef TEAMTOP_BASE_GROW_H
#define TEAMTOP_BASE_GROW_H

#include <stdbool.h>
#include <stddef.h>

/* Makes `*items` (elements of `size` bytes, room for `*room`) hold at least `needed`. */
bool grow_room(void *items_pointer, size_t *room, size_t needed, size_t size);

/* Appends one zeroed element to an array kept as `items`, `count`, `room`; NULL when memory ran
 * out. */
void *grow_one(void *items_pointer, size_t *count, size_t *room, size_t size);

struct arena_block;
struct arena {
    struct arena_block *blocks;
};

void arena_done(struct arena *arena);               /* a zeroed arena is a valid empty one */
void *arena_take(struct arena *arena, size_t size); /* zeroed, aligned for anything */
char *arena_copy(struct arena *arena, const char *text);
char *arena_copy_bytes(struct arena *arena, const char *bytes, size_t length); /* NUL added */

/* Bytes in a row: what codecs and writers append to. failed sticks once memory ran out, so that
 * callers check once at the end. */
struct buffer {
    char *bytes;
    size_t length;
    size_t room;
    bool failed;
};

/* Where the next bytes go, with room for at least `most` of them: what was written there is counted
 * in `length` by whoever wrote it. NULL, and failed sticks, when memory ran out. */
char *buffer_end(struct buffer *buffer, size_t most);
void buffer_done(struct buffer *buffer);
void buffer_add(struct buffer *buffer, const void *bytes, size_t length);
void buffer_text(struct buffer *buffer, const char *text);
void buffer_format(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif

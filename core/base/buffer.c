#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/grow.h"

void buffer_done(struct buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (struct buffer){0};
}

/* One byte more than asked for, so that formatted text finds room for its NUL. */
static bool make_room(struct buffer *buffer, size_t length)
{
    if (buffer->failed)
        return false;
    if (length < buffer->room - buffer->length)
        return true;
    bool fits = length < SIZE_MAX - buffer->length &&
                grow_room(&buffer->bytes, &buffer->room, buffer->length + length + 1, 1);
    buffer->failed = !fits;
    return fits;
}

char *buffer_end(struct buffer *buffer, size_t most)
{
    return make_room(buffer, most) ? buffer->bytes + buffer->length : NULL;
}

void buffer_add(struct buffer *buffer, const void *bytes, size_t length)
{
    if (!make_room(buffer, length) || length == 0)
        return;
    memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
}

void buffer_text(struct buffer *buffer, const char *text)
{
    buffer_add(buffer, text, strlen(text));
}

void buffer_format(struct buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0)
        buffer->failed = true;
    if (length < 0 || !make_room(buffer, (size_t)length))
        return;
    va_start(arguments, format);
    vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, arguments);
    va_end(arguments);
    buffer->length += (size_t)length;
}

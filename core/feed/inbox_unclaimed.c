#include "core/feed/inbox_unclaimed.h"

#include <stdio.h>
#include <string.h>

void unclaimed_load(struct unclaimed *unclaimed, const char *path)
{
    char bytes[4096];
    size_t size;
    FILE *stream = fopen(path, "rbe");
    if (!stream)
        return;
    while ((size = fread(bytes, 1, sizeof bytes, stream)) > 0)
        buffer_add(&unclaimed->before, bytes, size);
    fclose(stream);
}

void unclaimed_done(struct unclaimed *unclaimed)
{
    buffer_done(&unclaimed->before);
    buffer_done(&unclaimed->now);
}

static bool is_in(const struct buffer *names, const char *name)
{
    size_t length = strlen(name) + 1;
    for (size_t at = 0; at < names->length;) {
        const char *each = names->bytes + at;
        const char *end = memchr(each, '\0', names->length - at);
        if (!end)
            return false;
        size_t each_length = (size_t)(end - each) + 1;
        if (each_length == length && memcmp(each, name, length) == 0)
            return true;
        at += each_length;
    }
    return false;
}

bool unclaimed_is_new(struct unclaimed *unclaimed, const char *name)
{
    buffer_add(&unclaimed->now, name, strlen(name) + 1);
    return !is_in(&unclaimed->before, name);
}

static bool is_same(const struct buffer *a, const struct buffer *b)
{
    return a->length == b->length && (a->length == 0 || memcmp(a->bytes, b->bytes, a->length) == 0);
}

enum result unclaimed_save(const struct unclaimed *unclaimed, const char *path)
{
    if (unclaimed->before.failed || unclaimed->now.failed)
        return RESULT_NO_MEMORY;
    if (is_same(&unclaimed->before, &unclaimed->now))
        return RESULT_OK;
    FILE *stream = fopen(path, "wbe");
    if (stream) {
        fwrite(unclaimed->now.bytes, 1, unclaimed->now.length, stream);
        fclose(stream);
    }
    return RESULT_OK;
}

#include "tests/core/config/failing_memory.h"

#include <stddef.h>
#include <string.h>

static bool active, failed;
static long succeed, fail;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void *yaml_malloc(size_t size);
void *yaml_realloc(void *old, size_t size);
char *yaml_strdup(const char *text);

void failing_memory_start(long count, long failures)
{
    active = true;
    failed = false;
    succeed = count;
    fail = failures;
}

bool failing_memory_stop(void)
{
    active = false;
    return failed;
}

static bool fails_now(void)
{
    if (!active || succeed-- > 0)
        return false;
    bool fails = fail-- > 0;
    failed |= fails;
    return fails;
}

void *__wrap_malloc(size_t size)
{
    return fails_now() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails_now() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return fails_now() ? NULL : __real_realloc(old, size);
}

/* As libyaml's own: an empty block has an address, too. */
void *yaml_malloc(size_t size)
{
    return __wrap_malloc(size > 0 ? size : 1);
}

void *yaml_realloc(void *old, size_t size)
{
    return __wrap_realloc(old, size > 0 ? size : 1);
}

char *yaml_strdup(const char *text)
{
    size_t size = text != NULL ? strlen(text) + 1 : 0;
    char *copy = size > 0 ? __wrap_malloc(size) : NULL;
    if (copy != NULL)
        memcpy(copy, text, size);
    return copy;
}

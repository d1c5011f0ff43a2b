#include "tests/core/derive/failing_alloc.h"

#include <stddef.h>

static long countdown;
static bool happened;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

void failing_alloc_after(long count)
{
    countdown = count;
    happened = false;
}

bool failing_alloc_stop(void)
{
    countdown = 0;
    return happened;
}

static bool fails_now(void)
{
    bool fails = countdown > 0 && --countdown == 0;
    happened = happened || fails;
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

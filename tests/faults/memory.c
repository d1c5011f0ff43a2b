/* Memory that runs out: our own allocations (--wrap), and libyaml's, whose functions for it are put
 * in the place of its own. */
#include <stddef.h>
#include <string.h>

#include "tests/faults/faults.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
char *__real_strdup(const char *text);
char *__real_strndup(const char *text, size_t length);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
char *__wrap_strdup(const char *text);
char *__wrap_strndup(const char *text, size_t length);
void *yaml_malloc(size_t size);
void *yaml_realloc(void *old, size_t size);
char *yaml_strdup(const char *text);

void *__wrap_malloc(size_t size)
{
    return faults_strike(FAULTS_MEMORY) ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return faults_strike(FAULTS_MEMORY) ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return faults_strike(FAULTS_MEMORY) ? NULL : __real_realloc(old, size);
}

char *__wrap_strdup(const char *text)
{
    return faults_strike(FAULTS_MEMORY) ? NULL : __real_strdup(text);
}

char *__wrap_strndup(const char *text, size_t length)
{
    return faults_strike(FAULTS_MEMORY) ? NULL : __real_strndup(text, length);
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
    return text != NULL ? __wrap_strdup(text) : NULL;
}

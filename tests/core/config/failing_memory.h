/*
 * failing_memory.h: memory that runs out when a test wants it to, for us and for libyaml.
 *
 * The test program is linked with malloc, calloc and realloc wrapped, and its own yaml_malloc(),
 * yaml_realloc() and yaml_strdup() take the place of libyaml's. Nothing is owned.
 */
#ifndef TEAMTOP_TESTS_CONFIG_FAILING_MEMORY_H
#define TEAMTOP_TESTS_CONFIG_FAILING_MEMORY_H

#include <stdbool.h>

/* From now on `count` allocations succeed, the next `failures` fail, and then all succeed again. */
void failing_memory_start(long count, long failures);
/* All succeed again; whether any failed. */
bool failing_memory_stop(void);

#endif

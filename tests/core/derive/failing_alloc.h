/*
 * failing_alloc.h: memory that runs out when a test wants it to.
 *
 * The test program is linked with malloc, calloc and realloc wrapped; after failing_alloc_after(n)
 * the n-th allocation from then on fails, and every one after it works again. Nothing is owned.
 */
#ifndef TEAMTOP_TESTS_DERIVE_FAILING_ALLOC_H
#define TEAMTOP_TESTS_DERIVE_FAILING_ALLOC_H

#include <stdbool.h>

/* `count` from 1. */
void failing_alloc_after(long count);
/* No more failures; whether there was one. */
bool failing_alloc_stop(void);

#endif

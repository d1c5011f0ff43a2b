/*
 * copy.h: everything from one store into another, of whichever kinds.
 *
 * Series, spells, imports with their numbers, rejected rows, version, fingerprint and the key go
 * over in one transaction of the target, which is then read back and compared, row for row, before
 * it is committed. Borrows both stores. A target that is not empty, a key that is lost or another
 * one, and any difference are RESULT_IO with a message; then the target is as it was.
 */
#ifndef TEAMTOP_STORE_COPY_H
#define TEAMTOP_STORE_COPY_H

#include "core/store/store.h"

struct store_copied {
    int64_t series, spells, imports, rejects; /* rows */
};

/* `from` may be open for reading only; `to` must be open for writing. */
MUST_CHECK enum result store_copy(struct store *from, struct store *to, struct store_copied *ret);

#endif

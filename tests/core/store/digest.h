/*
 * digest.h: all that is in a store as one number, to tell what was before from what is after.
 *
 * Every row of every table counts, but for the time of an import, which no two runs share. Nothing
 * is owned; a store that cannot be opened, is not whole (PRAGMA integrity_check) or cannot be read
 * has the digest 0.
 */
#ifndef TEAMTOP_TESTS_DIGEST_H
#define TEAMTOP_TESTS_DIGEST_H

#include <stdint.h>

/* Of the store at `path`. */
uint64_t store_digest(const char *path);

#endif

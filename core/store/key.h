/*
 * key.h: the secret that case identifiers are hashed with; private to core/store.
 *
 * STORE_KEY_SIZE random bytes in a file only its owner may read. Making one is atomic: two
 * processes that start at once end up with the same key, and a crash leaves a whole key or none.
 * RESULT_IO when the file cannot be read or made or has another size.
 */
#ifndef TEAMTOP_STORE_KEY_H
#define TEAMTOP_STORE_KEY_H

#include "core/store/store.h"

/* False when there is no such file. */
bool key_exists(const char *path);
MUST_CHECK enum result key_read(const char *path, uint8_t ret[STORE_KEY_SIZE], struct diags *diags);
/* Makes one unless somebody else just has, and reads it. */
MUST_CHECK enum result key_make(const char *path, uint8_t ret[STORE_KEY_SIZE], struct diags *diags);

/* The same with this key: what is read is another one when there was one already. */
MUST_CHECK enum result key_put(const char *path, const uint8_t key[STORE_KEY_SIZE],
    uint8_t ret[STORE_KEY_SIZE], struct diags *diags);
/* A number that tells two keys apart and gives neither away. */
int64_t key_mark(const uint8_t key[STORE_KEY_SIZE]);

#endif

/*
 * hash.h: one hash for every table in memory, and for fingerprints.
 *
 * FNV-1a over bytes with a final mix, the same on every machine, so a fingerprint may be stored.
 * Nothing is owned and nothing can fail. It is not keyed: identifiers of children are hashed
 * elsewhere, with a key.
 */
#ifndef TEAMTOP_BASE_HASH_H
#define TEAMTOP_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define HASH_START UINT64_C(0xcbf29ce484222325)

/* Goes on from `hash` (HASH_START at first) over `size` bytes. */
uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t size);

/* For many bytes at once: eight at a time. Not the same as the above; a change of one word always shows. */
uint64_t hash_block(uint64_t hash, const void *bytes, size_t size);

/* Text and the NUL after it, so that "ab","c" and "a","bc" differ; NULL counts as "". */
uint64_t hash_text(uint64_t hash, const char *text);

/* A number, in the same bytes on every machine. */
uint64_t hash_number(uint64_t hash, int64_t number);

/* Spreads what was gathered over all 64 bits: call once at the end. */
uint64_t hash_finish(uint64_t hash);

#endif

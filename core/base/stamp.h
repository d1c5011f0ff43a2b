/*
 * stamp.h: what the system says of a file, for telling whether it may have been written since.
 *
 * Owns nothing and cannot fail: a file that is not there, or cannot be asked for, has a stamp like any other.
 * While it is the same, so is the file, unless somebody wrote as many bytes in its place within one tick of the
 * file system's clock: good for showing something a moment earlier, not for deciding what is true.
 */
#ifndef TEAMTOP_BASE_STAMP_H
#define TEAMTOP_BASE_STAMP_H

#include <stdint.h>

/* Goes on from `hash` (hash.h) over which file it is, its size and when it last changed. */
uint64_t hash_stamp(uint64_t hash, const char *path);

#endif

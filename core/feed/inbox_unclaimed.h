/*
 * inbox_unclaimed.h: which files that no feed claims were already complained of; private to
 * core/feed.
 *
 * A hidden list in the inbox remembers them, so that a watch that goes on for months says each
 * once. It owns its two runs of names. A list that cannot be read or written costs a repeated
 * message, nothing more; running out of memory is said by unclaimed_save().
 */
#ifndef TEAMTOP_FEED_INBOX_UNCLAIMED_H
#define TEAMTOP_FEED_INBOX_UNCLAIMED_H

#include <stdbool.h>

#include "core/base/grow.h"
#include "core/base/result.h"

struct unclaimed {
    struct buffer before; /* names, a NUL after each */
    struct buffer now;
};

void unclaimed_load(struct unclaimed *unclaimed, const char *path);
void unclaimed_done(struct unclaimed *unclaimed);

/* Notes that the file is there; true when it was not the last time. */
bool unclaimed_is_new(struct unclaimed *unclaimed, const char *name);

/* Writes the list when it differs from what was loaded. */
MUST_CHECK enum result unclaimed_save(const struct unclaimed *unclaimed, const char *path);

#endif

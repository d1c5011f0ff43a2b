/*
 * notice.h: folders that are followed: what is made in them, written or moved into them is told.
 *
 * A struct notices owns its descriptors and borrows the loop, which must outlive it. Each folder is told of
 * by inotify; where the account has no queue of that kind left (the system gives it 128), by a signal
 * (SIGIO) when something in the folder changed; where neither is to be had, or while the folder is gone, by
 * a look each second. Whoever asks does not learn which it is. Creating and adding can fail when memory or
 * descriptors run out, or for a folder that is not there at the start.
 */
#ifndef TEAMTOP_COMMANDS_NOTICE_H
#define TEAMTOP_COMMANDS_NOTICE_H

#include "core/base/result.h"
#include "tui/screen/loop.h"

struct notices;

MUST_CHECK enum result notices_create(struct notices **ret, struct loop *loop);
void notices_destroy(struct notices *notices); /* before the loop; NULL is fine */

/* What is waited for in a folder. */
struct notice_of {
    bool (*wants)(void *context, const char *name); /* a file of this name? */
    void (*changed)(void *context); /* one was written or taken away, or may have been; called from
                                     * the loop, and may not follow by itself */
    void *context;
};

/* Several may follow the same folder; the same `changed` and `context` once more leaves the folder that was
 * followed before. RESULT_IO, and errno, when it cannot be read now (the one before stays); one that goes
 * away later is followed again when it is back, both of which count as a change. */
MUST_CHECK enum result notices_follow(
    struct notices *notices, const char *folder, struct notice_of what);

/* Two that are waited for: documents of a configuration, and all that is not hidden. */
bool notice_wants_document(void *context, const char *name);
bool notice_wants_visible(void *context, const char *name);

#endif

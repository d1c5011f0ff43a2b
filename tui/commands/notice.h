/*
 * notice.h: what inotify says, drained.
 *
 * Owns nothing; cannot fail: a queue that overflowed counts as "anything may have happened".
 */
#ifndef TEAMTOP_COMMANDS_NOTICE_H
#define TEAMTOP_COMMANDS_NOTICE_H

/* One event: the watch it came from and the file's name ("" for the folder itself; watch −1 when
 * the queue overflowed). */
typedef void notice_fn(void *context, int watch, const char *name);

/* Reads everything that waits on the descriptor (which does not block). `each` may be NULL. */
void notice_drain(int descriptor, notice_fn *each, void *context);

#endif

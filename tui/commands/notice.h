/*
 * notice.h: what inotify says, drained, and what there is instead when it says nothing.
 *
 * Owns nothing but a descriptor it hands out; draining cannot fail: a queue that overflowed counts
 * as "anything may have happened".
 */
#ifndef TEAMTOP_COMMANDS_NOTICE_H
#define TEAMTOP_COMMANDS_NOTICE_H

/* One event: the watch it came from and the file's name ("" for the folder itself; watch −1 when
 * the queue overflowed). */
typedef void notice_fn(void *context, int watch, const char *name);

/* Reads everything that waits on the descriptor (which does not block). `each` may be NULL. */
void notice_drain(int descriptor, notice_fn *each, void *context);

/* The system lets an account have a number of inotify queues (128), and a service account may show
 * more dashboards than that. For those that come late: SIGIO when a file in the folder was made or
 * written. The descriptor, to be closed by the caller; -1: that is not to be had either. */
int notice_by_signal(const char *folder);

#endif

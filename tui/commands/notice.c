#include "tui/commands/notice.h"

#include <stdalign.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

void notice_drain(int descriptor, notice_fn *each, void *context)
{
    alignas(struct inotify_event) char bytes[4096];
    ssize_t got;
    while ((got = read(descriptor, bytes, sizeof bytes)) > 0) {
        for (const char *at = bytes; at < bytes + got;) {
            const struct inotify_event *event = (const void *)at;
            if (each)
                each(context, event->mask & IN_Q_OVERFLOW ? -1 : event->wd,
                    event->len ? event->name : "");
            at += sizeof *event + event->len;
        }
    }
}

#define _GNU_SOURCE /* F_NOTIFY */
#include "tui/commands/notice.h"

#include <fcntl.h>
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

int notice_by_signal(const char *folder)
{
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return -1;
    if (fcntl(descriptor, F_NOTIFY, DN_MODIFY | DN_CREATE | DN_RENAME | DN_MULTISHOT) == 0)
        return descriptor;
    close(descriptor);
    return -1;
}

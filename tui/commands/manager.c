#define _GNU_SOURCE /* SOCK_CLOEXEC */
#include "tui/commands/manager.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

/* The manager's address: a path, or a name in the abstract space ("@…"). */
static bool manager_address(struct sockaddr_un *address, socklen_t *ret_length)
{
    const char *const name = getenv("NOTIFY_SOCKET");
    const size_t length = name ? strlen(name) : 0;
    if (length < 2 || length >= sizeof address->sun_path || (name[0] != '/' && name[0] != '@'))
        return false;
    *address = (struct sockaddr_un){.sun_family = AF_UNIX};
    memcpy(address->sun_path, name, length);
    if (name[0] == '@')
        address->sun_path[0] = '\0';
    *ret_length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
    return true;
}

void manager_tell(const char *state)
{
    struct sockaddr_un address;
    socklen_t length;
    if (!manager_address(&address, &length))
        return;
    const int out = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    const struct timeval patience = {.tv_sec = 1}; /* with a manager that does not listen */
    if (out < 0)
        return;
    (void)setsockopt(out, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    (void)!sendto(
        out, state, strlen(state), MSG_NOSIGNAL, (const struct sockaddr *)&address, length);
    close(out);
}

/* A whole number in the environment that is this process's own; 0: there is none. */
static uint64_t number_of(const char *name)
{
    const char *const text = getenv(name);
    char *end = NULL;
    errno = 0;
    const unsigned long long number = text ? strtoull(text, &end, 10) : 0;
    return text && *text && *end == '\0' && errno == 0 ? number : 0;
}

int64_t manager_watchdog_ms(void)
{
    const uint64_t meant = number_of("WATCHDOG_PID");
    const uint64_t microseconds = number_of("WATCHDOG_USEC");
    if ((meant != 0 && meant != (uint64_t)getpid()) || microseconds > INT64_MAX)
        return 0;
    return (int64_t)(microseconds / 2000);
}

bool manager_reads_messages(void)
{
    const char *const stream = getenv("JOURNAL_STREAM");
    unsigned long long device, inode;
    struct stat status;
    return stream && sscanf(stream, "%llu:%llu", &device, &inode) == 2 &&
           fstat(STDERR_FILENO, &status) == 0 && status.st_dev == device && status.st_ino == inode;
}

const char *manager_priority(enum diag_severity severity)
{
    static const char *const priorities[] = {
        [DIAG_NOTE] = "<6>",
        [DIAG_WARNING] = "<4>",
        [DIAG_REJECTED] = "<5>",
        [DIAG_ERROR] = "<3>",
    };
    return priorities[severity];
}

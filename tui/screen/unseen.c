#include "tui/screen/unseen.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* Only the system can fail here, and it does not where both are open. */
static void put_in_place(int descriptor)
{
    while (dup2(descriptor, STDOUT_FILENO) < 0 && errno == EINTR)
        continue;
}

int unseen_begin(void)
{
    const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere < 0)
        return -1;
    const int output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0);
    if (output >= 0)
        put_in_place(nowhere);
    close(nowhere);
    return output;
}

void unseen_end(int output)
{
    if (output < 0)
        return;
    put_in_place(output);
    close(output);
}

/* A clock that stands, or jumps (--wrap): what a program asks is what a test says. A test of another
 * process says it in a file, and for that process a minute takes but a moment. */
#include <stdio.h>
#include <sys/timerfd.h>
#include <time.h>

#include "tests/faults/faults.h"

#define MOMENT_NS 100000000 /* of what is a minute elsewhere */

int __real_clock_gettime(clockid_t clock, struct timespec *ret);
int __real_timerfd_settime(
    int descriptor, int flags, const struct itimerspec *when, struct itimerspec *ret);
int __wrap_clock_gettime(clockid_t clock, struct timespec *ret);
int __wrap_timerfd_settime(
    int descriptor, int flags, const struct itimerspec *when, struct itimerspec *ret);

static time_t held;         /* 0: the clock goes */
static const char *offsets; /* a file with the seconds to add; NULL: none */

void faults_hold_clock(time_t at)
{
    held = at;
}

void faults_clock_from(const char *path)
{
    offsets = path;
}

static long long read_offset(void)
{
    long long offset = 0;
    FILE *file = fopen(offsets, "re");
    if (file) {
        if (fscanf(file, "%lld", &offset) != 1)
            offset = 0;
        fclose(file);
    }
    return offset;
}

int __wrap_clock_gettime(clockid_t clock, struct timespec *ret)
{
    int result = __real_clock_gettime(clock, ret);
    if (clock == CLOCK_REALTIME && held)
        *ret = (struct timespec){.tv_sec = held};
    else if (clock == CLOCK_REALTIME && offsets)
        ret->tv_sec += (time_t)read_offset();
    return result;
}

int __wrap_timerfd_settime(
    int descriptor, int flags, const struct itimerspec *when, struct itimerspec *ret)
{
    static const struct itimerspec moments = {
        .it_interval.tv_nsec = MOMENT_NS, .it_value.tv_nsec = MOMENT_NS};
    if (offsets && (flags & TFD_TIMER_ABSTIME))
        return __real_timerfd_settime(descriptor, 0, &moments, ret);
    return __real_timerfd_settime(descriptor, flags, when, ret);
}

#include "tui/screen/crash.h"

#include <signal.h>
#include <stdbool.h>
#include <unistd.h>

static const int crash_signals[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};

#define CRASH_SIGNALS (sizeof crash_signals / sizeof crash_signals[0])
#define STACK_SIZE    16384 /* the handler's own, for a stack that ran over */

static struct {
    struct crash_plan plan;
    struct sigaction before[CRASH_SIGNALS];
    char stack[STACK_SIZE];
    bool started;
} guard;

static void give_back(void)
{
    for (size_t i = 0; i < CRASH_SIGNALS; i++)
        sigaction(crash_signals[i], &guard.before[i], NULL);
}

/* Only calls that POSIX allows in a handler. */
static void restore_and_raise(int signal_number)
{
    ssize_t written = write(guard.plan.descriptor, guard.plan.reset, guard.plan.length);

    (void)written; /* nothing could be done about it */
    tcsetattr(guard.plan.descriptor, TCSANOW, &guard.plan.modes);
    give_back();
    raise(signal_number); /* comes when the handler has returned */
}

/* A stack for handlers somebody else has set up (a sanitizer) is left alone. */
static void use_own_stack(void)
{
    stack_t now;
    stack_t own = {.ss_sp = guard.stack, .ss_size = sizeof guard.stack};

    if (sigaltstack(NULL, &now) == 0 && (now.ss_flags & SS_DISABLE) != 0)
        sigaltstack(&own, NULL);
}

void crash_guard_start(const struct crash_plan *plan)
{
    struct sigaction action = {.sa_handler = restore_and_raise, .sa_flags = SA_ONSTACK};

    if (guard.started)
        return;
    guard.started = true;
    guard.plan = *plan;
    use_own_stack();
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < CRASH_SIGNALS; i++)
        sigaction(crash_signals[i], &action, &guard.before[i]);
}

void crash_guard_stop(void)
{
    if (guard.started)
        give_back();
    guard.started = false;
}

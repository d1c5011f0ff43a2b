#include "tui/screen/crash.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <unistd.h>

static const int crash_signals[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};
static const int end_signals[] = {SIGTERM, SIGHUP, SIGINT, SIGALRM};

#define CRASH_SIGNALS (sizeof crash_signals / sizeof crash_signals[0])
#define END_SIGNALS   (sizeof end_signals / sizeof end_signals[0])
#define STACK_SIZE    16384 /* the handler's own, for a stack that ran over */
#define PATIENCE      1     /* seconds until a terminal that may take something again is asked */

static struct {
    struct crash_plan plan;
    struct sigaction before[CRASH_SIGNALS];
    bool end_taken[END_SIGNALS];
    sigset_t mask_before;
    volatile sig_atomic_t inside; /* between enter and leave */
    volatile sig_atomic_t came;   /* the signal that came there; 0: none */
    volatile sig_atomic_t ending; /* the signal to end by; 0: none */
    char stack[STACK_SIZE];
    bool started;
} guard;

void crash_guard_hold(sigset_t *ret_before)
{
    sigset_t most;

    sigfillset(&most);
    for (size_t i = 0; i < CRASH_SIGNALS; i++)
        sigdelset(&most, crash_signals[i]); /* these can't wait */
    sigprocmask(SIG_BLOCK, &most, ret_before);
}

void crash_guard_let_in(const sigset_t *before)
{
    sigprocmask(SIG_SETMASK, before, NULL);
}

static void give_back(void)
{
    for (size_t i = 0; i < CRASH_SIGNALS; i++)
        sigaction(crash_signals[i], &guard.before[i], NULL);
    for (size_t i = 0; i < END_SIGNALS; i++)
        if (guard.end_taken[i])
            signal(end_signals[i], SIG_DFL);
}

/* Only calls that POSIX allows in a handler, here and below. */
static void restore(void)
{
    ssize_t written = write(guard.plan.descriptor, guard.plan.reset, guard.plan.length);

    (void)written; /* nothing could be done about it */
    tcsetattr(guard.plan.descriptor, TCSANOW, &guard.plan.modes);
}

static void restore_and_raise(int signal_number)
{
    restore();
    give_back();
    raise(signal_number); /* comes when the handler has returned */
}

/* --- a terminal that takes nothing ------------------------------------------------------------ */

static bool takes_nothing(void)
{
    struct pollfd polled = {.fd = guard.plan.descriptor, .events = POLLOUT};

    return poll(&polled, 1, 0) == 0;
}

/* What waits to be taken is dropped, so that there is room for the reset; and not waited for. Output
 * that a key has stopped goes on only where a program stops it, too, and lets it go on. */
static void make_room(void)
{
    int flags = fcntl(guard.plan.descriptor, F_GETFL);

    tcflush(guard.plan.descriptor, TCOFLUSH);
    tcflow(guard.plan.descriptor, TCOOFF);
    tcflow(guard.plan.descriptor, TCOON);
    fcntl(guard.plan.descriptor, F_SETFL, flags | O_NONBLOCK);
}

static void end_by(int signal_number)
{
    int flags = fcntl(guard.plan.descriptor, F_GETFL);
    sigset_t only;

    make_room();
    signal(signal_number, SIG_DFL);
    sigemptyset(&only);
    sigaddset(&only, signal_number);
    restore(); /* the flags are the shell's, too */
    fcntl(guard.plan.descriptor, F_SETFL, flags);
    raise(signal_number);
    sigprocmask(SIG_UNBLOCK, &only, NULL);
}

static void end_or_remember(int signal_number)
{
    int error = errno;

    if (signal_number != SIGALRM)
        guard.ending = guard.came = signal_number;
    if (guard.ending != 0 && (takes_nothing() || !(guard.inside || signal_number == SIGALRM)))
        end_by(guard.ending);
    if (guard.ending != 0)
        alarm(PATIENCE);
    errno = error;
}

/* Also from the terminal library, which draws in its handlers and then leaves with an exit code. One
 * that is ignored stays so. */
static void take_end_signals(void)
{
    struct sigaction action = {.sa_handler = end_or_remember, .sa_flags = SA_RESTART}, before;

    sigfillset(&action.sa_mask);
    for (size_t i = 0; i < END_SIGNALS; i++) {
        sigaction(end_signals[i], NULL, &before);
        guard.end_taken[i] = before.sa_handler != SIG_IGN;
        if (guard.end_taken[i])
            sigaction(end_signals[i], &action, NULL);
    }
}

void crash_guard_enter(void)
{
    sigset_t let_in;

    sigemptyset(&let_in);
    for (size_t i = 0; i < END_SIGNALS; i++)
        sigaddset(&let_in, end_signals[i]);
    guard.inside = 1;
    sigprocmask(SIG_UNBLOCK, &let_in, &guard.mask_before);
}

void crash_guard_leave(void)
{
    sigprocmask(SIG_SETMASK, &guard.mask_before, NULL);
    guard.inside = 0;
    if (guard.came == 0)
        return;

    int came = guard.came;

    alarm(0);
    guard.came = guard.ending = 0;
    raise(came);
}

void crash_guard_hurry(int signal_number)
{
    guard.ending = signal_number;
    alarm(PATIENCE);
}

/* --- starting and stopping -------------------------------------------------------------------- */

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
    take_end_signals();
}

void crash_guard_stop(void)
{
    if (guard.started) {
        alarm(0);
        guard.came = guard.ending = 0;
        give_back();
    }
    guard.started = false;
}

/*
 * crash.h: puts the terminal back as it was when the program crashes, or has to end while the
 * terminal takes nothing.
 *
 * What to write and which modes to set is prepared beforehand and copied here, for a signal handler
 * may neither allocate nor ask; it is the one thing in this room that is static, because a handler
 * gets no context. Starting can't fail: a signal that can't be taken keeps its default.
 */
#ifndef TEAMTOP_SCREEN_CRASH_H
#define TEAMTOP_SCREEN_CRASH_H

#include <signal.h>
#include <stddef.h>
#include <termios.h>

#define CRASH_RESET_SIZE 256

struct crash_plan {
    int descriptor;               /* of the terminal */
    char reset[CRASH_RESET_SIZE]; /* bytes that leave the alternate screen, attributes off … */
    size_t length;                /* of reset */
    struct termios modes;         /* from before the program */
};

/* Around what is done with the terminal while the guard could not put it back, or the terminal library has handlers of
 * its own: signals wait until it is over. Nothing in between may wait itself. */
void crash_guard_hold(sigset_t *ret_before);
void crash_guard_let_in(const sigset_t *before);

/* From now on SIGSEGV, SIGBUS, SIGABRT, SIGFPE and SIGILL write the reset string, set the modes,
 * and then go to whoever had them before. One guard at a time: a second start changes nothing. */
void crash_guard_start(const struct crash_plan *plan);
/* Gives the signals back. */
void crash_guard_stop(void);

/* Around a write to the terminal, which waits for as long as the terminal takes nothing (a window
 * that hangs, output stopped with Ctrl-S): SIGTERM, SIGHUP and SIGINT, which the caller keeps
 * blocked, are let in. Where nothing is taken the process ends by the signal that came, with the
 * terminal restored; else the signal is there for the caller when the write is done. */
void crash_guard_enter(void);
void crash_guard_leave(void);
/* The program is about to end by this signal: if in a second, and each second from then on, the
 * terminal takes nothing, it ends at once. */
void crash_guard_hurry(int signal_number);

#endif

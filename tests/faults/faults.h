/*
 * faults.h: what a program asks of the system fails when a test wants it to.
 *
 * A test program is linked with the calls of one kind wrapped (tests/faults/meson.build has a
 * dependency for each); every wrapped call asks faults_strike() whether it is its turn to fail.
 * Nothing is owned, and there is one plan at a time: faults of different kinds are not mixed.
 */
#ifndef TEAMTOP_TESTS_FAULTS_H
#define TEAMTOP_TESTS_FAULTS_H

#include <limits.h>
#include <stdbool.h>
#include <time.h>

enum faults_kind {
    FAULTS_MEMORY,       /* our allocations, and libyaml's */
    FAULTS_STORE_MEMORY, /* SQLite's own allocations */
    FAULTS_QUESTION,     /* calls of SQLite */
    FAULTS_STORE_FILE,   /* what SQLite asks of the file system */
    FAULTS_FILE,         /* what we ask of it: open, write, sync, rename ... */
    FAULTS_KINDS,
};

#define FAULTS_ALL LONG_MAX /* as number of failures: every call from then on */

/* From now on `succeed` calls of this kind succeed, the next `failures` fail, and then all succeed
 * again. */
void faults_start(enum faults_kind kind, long succeed, long failures);
/* `succeed` calls succeed, and the next one kills the process as kill -9 does. */
void faults_start_deadly(enum faults_kind kind, long succeed);
/* All succeed again; whether any failed. */
bool faults_stop(void);

/* What SQLite says when a call or a file of its is struck: an SQLITE_ code, SQLITE_IOERR else. */
void faults_say(int sqlite_code);
int faults_said(int otherwise);

/* Where the clock is wrapped: it stands at this time (seconds since 1970; 0: goes again), or is wrong
 * by the seconds that stand in a file, which may be written anew; `path` is borrowed. */
void faults_hold_clock(time_t at);
void faults_clock_from(const char *path);

/* For what stands in for a call: true when it has to fail now. */
bool faults_strike(enum faults_kind kind);

#endif

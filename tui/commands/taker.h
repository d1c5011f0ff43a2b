/*
 * taker.h: the process that takes files from the inbox for an open dashboard.
 *
 * A dashboard never stops for an import: it starts `teamtop watch --once` and hears of the result
 * like everybody else, by the store's bell. A taker owns its child and the pipe of its messages.
 * Starting can fail (no process to be had); the next file tries again.
 */
#ifndef TEAMTOP_COMMANDS_TAKER_H
#define TEAMTOP_COMMANDS_TAKER_H

#include <stdbool.h>
#include <sys/types.h>

#include "tui/commands/app.h"

struct taker {
    pid_t child;  /* 0: none is running */
    int messages; /* read end of the child's standard error, or −1 */
    bool again;   /* something else came while it ran */
};

void taker_init(struct taker *taker);

/* True when this dashboard may take files: not --read-only, an inbox and a store it can write. */
bool taker_may(const struct app *app);

/* Starts a child, or remembers to start another when one is running. False: it could not be
 * started. */
bool taker_start(struct taker *taker, const struct app *app);

/* SIGCHLD: when the child has ended, copies the last line it said into `message` ("" when it said
 * nothing or had nothing to complain of) and returns true. */
bool taker_ended(struct taker *taker, char *message, size_t size);

/* Lets a running child finish on its own. */
void taker_done(struct taker *taker);

#endif

/*
 * state.h: what the program keeps for the person who runs it: the alerts they have seen, how many
 * there were, the main figures as they were when they last left, what they typed and the places
 * they named.
 *
 * Four small files per configuration in $XDG_STATE_HOME/teamtop or ~/.local/state/teamtop, written
 * whole or not at all; configuration and store are never touched. A state owns its path. Reading
 * and writing fail with RESULT_IO where there is no home or no permission; a line that makes no
 * sense is left out.
 */
#ifndef TEAMTOP_COMMANDS_STATE_H
#define TEAMTOP_COMMANDS_STATE_H

#include "tui/views/session.h"

struct state {
    char *path;       /* NULL: nowhere to keep anything */
    char *look_path;  /* of the figures; NULL: likewise */
    char *kept_path;  /* of what was typed and named; NULL: likewise */
    char *calls_path; /* of the count; NULL: likewise */
};

/* For the configuration in this folder, the count for this store (a URI; NULL: one that is soon gone,
 * of which it is not kept); where memory or a home is missing, nothing is kept. */
void state_init(struct state *state, const char *directory, const char *store);
/* The same in a folder that is named. */
void state_init_in(
    struct state *state, const char *folder, const char *directory, const char *store);
void state_done(struct state *state);

/* A file of this kind for the configuration in this folder, and for what is called `store` with it (NULL: for all
 * of them). Allocated; NULL where there is no home or no memory. */
char *state_path(const char *kind, const char *directory, const char *store);
/* Every folder above the file, for this person's eyes only. */
bool state_make_folders(const char *path);

/* What a session is given; good as long as the state. */
struct keeper state_keeper(struct state *state);

#endif

/*
 * remembering.h: the configuration as it was last read, kept in the person's state folder.
 *
 * One file per configuration beside what else is kept for the person (state.h), written whole when a
 * document was not the one it was. It owns its path. Where there is no home, where somebody else
 * could have written the file or where it cannot be written nothing is remembered, silently: it only
 * saves time.
 */
#ifndef TEAMTOP_COMMANDS_REMEMBERING_H
#define TEAMTOP_COMMANDS_REMEMBERING_H

#include "core/config/config.h"

struct remembering {
    char *path; /* NULL: nothing is remembered */
    struct config_memory memory;
};

/* For the configuration in this folder. The struct must not move until remembering_done(). */
void remembering_init(struct remembering *remembering, const char *directory);
void remembering_done(struct remembering *remembering);

#endif

/*
 * starter.h: the files `teamtop init` writes, built in from config/starter/.
 *
 * Constant data, made by scripts/embed.py when the program is built.
 */
#ifndef TEAMTOP_COMMANDS_STARTER_H
#define TEAMTOP_COMMANDS_STARTER_H

#include <stddef.h>

struct starter {
    const char *name; /* NULL ends */
    const char *text;
    size_t length;
};

extern const struct starter starters[];

#endif

/*
 * names.h: names for people who do not exist.
 *
 * An initial and a Cornish-sounding surname, by number; constant and pure. Nothing here can fail,
 * and any likeness to a real person is chance.
 */
#ifndef TEAMTOP_DEMO_NAMES_H
#define TEAMTOP_DEMO_NAMES_H

#include <stddef.h>
#include <stdint.h>

#define DEMO_NAME_SIZE 32

/* "T. Penhallow"; `buffer` has DEMO_NAME_SIZE bytes. The same number always has the same name. */
const char *demo_name(uint32_t number, char *buffer);

#endif

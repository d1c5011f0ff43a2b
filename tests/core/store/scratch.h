/*
 * scratch.h: a folder of its own for one test, and files in it.
 *
 * scratch_make() fails the test when there is no room in /tmp; paths are owned by the scratch and
 * go with it. scratch_remove() deletes the folder with all that is in it. Used by the tests of
 * stores and of imports.
 */
#ifndef TEAMTOP_TESTS_SCRATCH_H
#define TEAMTOP_TESTS_SCRATCH_H

#include <stddef.h>

#include "core/base/grow.h"

struct scratch {
    char folder[64];
    struct arena text;
};

void scratch_make(struct scratch *scratch);
void scratch_remove(struct scratch *scratch);

const char *scratch_path(struct scratch *scratch, const char *name);
const char *scratch_uri(struct scratch *scratch, const char *scheme, const char *name);
const char *scratch_write(struct scratch *scratch, const char *name, const char *text);
/* The whole file as text; fails the test when it cannot be read. */
const char *scratch_read(struct scratch *scratch, const char *name);

#endif

/*
 * golden.h: a whole screen, compared with the one kept in a folder.
 *
 * With TEAMTOP_GOLDEN in the environment the screen is written anew instead: read it before
 * committing. A difference ends the test and shows both screens.
 */
#ifndef TEAMTOP_TESTS_VIEWS_GOLDEN_H
#define TEAMTOP_TESTS_VIEWS_GOLDEN_H

#include "tests/tui/views/desk.h"

/* The file is FOLDER/NAME-WIDTHxHEIGHT.txt, with -ascii before the dot for such glyphs. */
void golden_compare(const char *folder, const struct desk *desk, const char *name);

#endif

/*
 * plain.h: the reading mode: the screens as lines of text, answered with typed words.
 *
 * No drawing character, no escape sequence, no position on a screen: a screen reader reads it, a
 * dumb terminal shows it and a pipe carries it. Borrows the showing and both streams; ends at the
 * end of the input, and fails as the store does or with RESULT_IO when nobody takes the output.
 */
#ifndef TEAMTOP_COMMANDS_PLAIN_H
#define TEAMTOP_COMMANDS_PLAIN_H

#include <stdio.h>

#include "tui/commands/showing.h"

MUST_CHECK enum result plain_run(struct showing *showing, FILE *in, FILE *out);

#endif

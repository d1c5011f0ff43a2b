/*
 * golden.h: what a test drew, compared with what a person once looked at and found right.
 *
 * Golden text lives in files of the source tree, which with TEAMTOP_GOLDEN=write in the environment
 * are written instead of compared. Nothing is owned; a difference fails the running Check test and
 * shows both.
 */
#ifndef TEAMTOP_TESTS_GOLDEN_H
#define TEAMTOP_TESTS_GOLDEN_H

#include "tui/screen/canvas.h"

void golden_text(const char *path, const char *text);
/* The canvas, every row between two bars so that its width shows. */
void golden_canvas(const char *path, const struct canvas *canvas);

#endif

/*
 * glance.h: the screen that the last visit left behind, shown before anything is read.
 *
 * Leaving keeps, in the person's state folder, the picture that a visit begins with, under what the system says of
 * all it is made of: the documents, the store's files, what was acknowledged, the program, the options. Where
 * all that is what it was, a start shows it at once; configuration and store are read behind it, and the
 * picture made of them takes its place before a key is looked at. It saves time only: nothing that goes wrong
 * with it is a failure. Nothing is kept where access.yaml says who may see what, of a store without files, or
 * for a start that names its place.
 */
#ifndef TEAMTOP_COMMANDS_GLANCE_H
#define TEAMTOP_COMMANDS_GLANCE_H

#include "tui/commands/app.h"
#include "tui/screen/terminal.h"
#include "tui/views/picture.h"

/* Before anyone is let in or anything opened: where there is a picture that holds, takes the terminal over
 * (app->terminal, and Ctrl-Z waits for the loop) and shows it. */
void glance_show(struct app *app, enum colour_mode colour);

/* As the viewer leaves: what a picture on a canvas of this size has to be `made_of`; 0 where none may be kept, or
 * the one that is there will do. What the picture shows is to be read after this. */
uint64_t glance_due(const struct app *app, const struct canvas *canvas, time_t now);
/* Keeps it; its zone, store and theme are filled in. */
void glance_keep(const struct app *app, struct picture *picture);

#endif

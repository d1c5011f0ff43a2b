/*
 * export.h: what is on the screen, saved to a file.
 *
 * The place the session shows becomes a sheet, is made fit to leave the house, and is written whole
 * or not at all. Owns nothing; whatever comes of it is said in the footer.
 */
#ifndef TEAMTOP_COMMANDS_EXPORT_H
#define TEAMTOP_COMMANDS_EXPORT_H

#include "tui/commands/showing.h"

/* Carries out the session's export wish: "written: overview.csv", or what went wrong. */
void export_shown(struct showing *showing);

#endif

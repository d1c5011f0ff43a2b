/*
 * export.h: what is on the screen, saved to a file.
 *
 * The place the session shows becomes a sheet, is made fit to leave the house, and is written whole
 * or not at all. Owns nothing; whatever comes of it is said in the footer.
 */
#ifndef TEAMTOP_COMMANDS_EXPORT_H
#define TEAMTOP_COMMANDS_EXPORT_H

#include "core/model/sheet.h"
#include "tui/commands/showing.h"

/* What the session shows as a sheet that may leave the house. Fails as session_sheet() does. */
MUST_CHECK enum result export_sheet(struct showing *showing, struct sheet *sheet);

/* Carries out the session's export wish: "written: overview.csv", or what went wrong. */
void export_shown(struct showing *showing);

#endif

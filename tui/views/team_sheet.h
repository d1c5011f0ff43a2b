/*
 * team_sheet.h: the team manager's page as data.
 *
 * For team.c. The team's own figures may leave the house; a worker's row never does, and a vacancy
 * is a post, not a person. Owns nothing; fails as snapshot_prepare() does.
 */
#ifndef TEAMTOP_VIEWS_TEAM_SHEET_H
#define TEAMTOP_VIEWS_TEAM_SHEET_H

#include "tui/views/view.h"

enum result team_sheet(
    const struct scene *scene, const struct view_place *place, struct sheet *sheet);

#endif

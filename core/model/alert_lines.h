/*
 * alert_lines.h: alerts gathered into lines a person can take in: one a unit or a feed, the worst
 * first.
 *
 * A line is what one unit's alerts say together, with those of units below it that say the same. A
 * list of lines owns its arrays and borrows the alerts, which must outlive it. Only making room can
 * fail; with room, gathering cannot.
 */
#ifndef TEAMTOP_MODEL_ALERT_LINES_H
#define TEAMTOP_MODEL_ALERT_LINES_H

#include "core/model/alert.h"

struct alert_lines;

struct alert_line {
    const struct alert_lines *in; /* the list it is in, which must stay where it is */
    unit_index unit;              /* UNIT_NONE: it is about a feed */
    const struct feed_spec *feed; /* NULL: it is about a unit */
    size_t first;                 /* place of its first member: the worst, then the newest */
    size_t count;                 /* members, at least 1 */
    size_t own;                   /* those about the unit itself; those about units below follow */
    enum alert_severity severity; /* of its first member */
    const struct alert *lead;     /* its first member: of the most severe the newest */
};

struct alert_member {
    const struct alert *alert;
    unit_index unit; /* the unit whose line it is on, or UNIT_NONE */
};

struct alert_lines {
    struct alert_line *items;
    size_t count, room;
    struct alert_member *members;
    size_t member_count, member_room;
};

void alert_lines_done(struct alert_lines *lines); /* a zeroed list is a valid empty one */

/* Room for the lines of so many alerts; false: no memory, and the list as it was. */
MUST_CHECK bool alert_lines_room(struct alert_lines *lines, size_t alerts);
void alert_lines_clear(struct alert_lines *lines);

/* Both add lines of these alerts, which are on no line yet, behind the lines that are there. The
 * alerts lie in one list, in its order. */

/* A line for each unit and feed, the most severe first, the newest first within. An alert about a
 * figure goes on the line of the highest unit above that has one about the same figure on the same
 * side, if that is as severe. */
void alert_lines_by_unit(struct alert_lines *lines, const struct unit_tree *units,
    const struct alert *const *alerts, size_t count);
/* A line for each alert. */
void alert_lines_each(struct alert_lines *lines, const struct alert *const *alerts, size_t count);

/* The member-th alert of a line, from 0. */
const struct alert *alert_line_at(const struct alert_line *line, size_t member);

#endif

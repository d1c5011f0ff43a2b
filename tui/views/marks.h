/*
 * marks.h: what the last import moved: figures as they were shown, compared with the new ones.
 *
 * `struct shown` owns the figures that stood on screen, `struct changes` those that differ
 * afterwards. Only what a person could see is compared, so the cost is a screen's and not a
 * service's. Noting and comparing can run out of memory.
 */
#ifndef TEAMTOP_VIEWS_MARKS_H
#define TEAMTOP_VIEWS_MARKS_H

#include "core/model/snapshot.h"

struct shown_figure {
    unit_index unit;
    const struct measure *measure;
    struct figure figure;
};

struct shown {
    struct shown_figure *items;
    size_t count, room;
};

struct change {
    unit_index unit;
    const struct measure *measure;
    fixed_t delta; /* new less old, ten-thousandths; 0: a value came or went */
};

struct changes {
    struct change *items;
    size_t count, room;
};

/* There is a value that a person can see. */
bool figure_is_known(const struct figure *figure);
/* By as much as a person can see, in the digits the measure is shown in. */
bool figures_differ(
    const struct measure *measure, const struct figure *old, const struct figure *new);

/* The marked measures, in their order. */
size_t marked_count(void);
const struct measure *marked_at(size_t index);

void shown_done(struct shown *shown);
void shown_clear(struct shown *shown);
/* Notes every marked measure of a prepared unit; noting one twice is harmless. */
MUST_CHECK enum result shown_note(
    struct shown *shown, const struct snapshot *snapshot, unit_index unit);

void changes_done(struct changes *changes);
void changes_clear(struct changes *changes);
/* Replaces the changes by what differs between what was shown and `snapshot`. On failure there are
 * none. */
MUST_CHECK enum result changes_find(
    struct changes *changes, const struct shown *shown, struct snapshot *snapshot);
/* NULL when the figure did not change; `changes` may be NULL. */
const struct change *changes_of(
    const struct changes *changes, unit_index unit, const struct measure *measure);

#endif

/*
 * unit_series.h: all series of one unit, kept as the store encoded them; private to core/store.
 *
 * Owns one run of bytes with everything in it and a small table of what lies where; series and subs
 * handed out point into it and live until something is added. Putting a series where there is one
 * of another register adds the two up. Fails only for want of memory.
 */
#ifndef TEAMTOP_STORE_UNIT_SERIES_H
#define TEAMTOP_STORE_UNIT_SERIES_H

#include "core/base/grow.h"
#include "core/model/measure.h"
#include "core/model/series.h"

/* Where something lies in the unit's bytes; size 0: nowhere. */
struct extent {
    uint32_t at, size;
};

struct entry {
    enum part_id part;
    uint32_t sub; /* where its text begins, "" for the part itself */
    struct extent spells, readings;
};

/* All series of a unit in one run of bytes, as the store had them. */
struct unit_series {
    struct buffer bytes;
    struct entry *entries;
    size_t count, room;
};

struct unit_series *unit_series_create(void);
void unit_series_destroy(struct unit_series *unit);

/* Adds a sound series; whether it is of readings or from spells is in its kind. */
MUST_CHECK enum result unit_series_put(
    struct unit_series *unit, enum part_id part, const char *sub, struct series series);
/* Gives back the room that growing left over. */
void unit_series_trim(struct unit_series *unit);

/* What it takes, in bytes. */
size_t unit_series_size(const struct unit_series *unit);

/* What there is of a part; series that do not exist where there is nothing. */
void unit_series_find(const struct unit_series *unit, enum part_id part, const char *sub,
    struct series *ret_spells, struct series *ret_readings);
/* The text of an entry's sub. */
const char *unit_series_sub(const struct unit_series *unit, const struct entry *entry);
bool series_is_readings(struct series series);

#endif

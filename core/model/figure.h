/*
 * figure.h: any measure for any unit at any day over any window (domain page, section 4).
 *
 * Pure functions over series. A figure knows apart: no data (no feed ever mentioned the unit), no
 * value (a denominator of 0 or less) and 0.
 */
#ifndef TEAMTOP_MODEL_FIGURE_H
#define TEAMTOP_MODEL_FIGURE_H

#include <stdbool.h>

#include "core/model/measure.h"
#include "core/model/service.h"
#include "core/model/unit.h"

struct figure {
    bool has_data;        /* false: nothing else is meant */
    bool has_numerator;   /* false: nobody to speak of (oldest unallocated when there is none), or
                             the numerator was published as unknown */
    bool has_denominator; /* false: a count measure, or the denominator is unknown */
    bool has_value;       /* false: the denominator is 0 or less, or a part is unknown */
    bool suppressed;      /* other eyes may not see it (snapshot_create_shared()): it has data and
                             nothing else */
    fixed_t numerator;
    fixed_t denominator; /* rounded half away from zero where it is a mean */
    fixed_t value;       /* numerator × scale ÷ denominator, from the exact parts */
};

/* Where series come from: a cache over the store, or a table in a test. `sub` "" is the part
 * itself. `ret_spells` and `ret_readings` get what there is of either (size 0: none). */
struct series_source {
    void *context;
    void (*find)(void *context, unit_index unit, enum part_id part, const char *sub,
        struct series *ret_spells, struct series *ret_readings);
};

struct figure figure_at(const struct series_source *source, const struct service *service,
    unit_index unit, struct measure_ref measure, enum window window, day_t day);

/* The figure of an explicit span of days (a point of a trend): windowed measures over the span
 * alone, the others at its last day. */
struct figure figure_over(const struct series_source *source, const struct service *service,
    unit_index unit, struct measure_ref measure, struct span span);

/* The `count` whole points that end on or before `day`, oldest first, into `ret` and their spans
 * into `ret_spans` (either may be NULL). Units that only have readings give the readings
 * themselves. Returns how many there are. */
size_t figure_trend(const struct series_source *source, const struct service *service,
    unit_index unit, struct measure_ref measure, enum points points, day_t day, size_t count,
    struct figure *ret, struct span *ret_spans);

#endif

/*
 * formula.h: a measure of one unit with its series at hand; private to core/model.
 *
 * Resolved once, asked for any number of spans. It borrows the source's bytes and the service. The
 * one thing that can fail is resolving: the unit has no data for the measure.
 */
#ifndef TEAMTOP_MODEL_FORMULA_H
#define TEAMTOP_MODEL_FORMULA_H

#include "core/model/figure.h"

#define FORMULA_BLOCK 64 /* spans that are computed in one go */

struct operand {
    struct term term;
    struct series series; /* may be empty: the unit has data, and of this there was never any */
};

struct formula {
    const struct service *service;
    const struct measure *measure;
    bool from_readings;
    struct operand numerator[MEASURE_TERMS];
    size_t numerator_count;
    struct operand denominator[MEASURE_TERMS];
    size_t denominator_count;
    day_t first_day; /* spells: of what the measure depends on; before it nothing is known */
};

/* False: no data. Spells win over readings where a unit has both. */
bool formula_resolve(struct formula *formula, const struct series_source *source,
    const struct service *service, unit_index unit, struct measure_ref measure);

/* The figure of each of `count` spans (at most FORMULA_BLOCK), sorted by first and by last day. */
void formula_figures(
    const struct formula *formula, const struct span *spans, size_t count, struct figure *ret);

#endif

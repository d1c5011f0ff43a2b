#include "core/model/whatif.h"

#include <assert.h>

/* What a lever moves besides vacancies, which depend on how many there are. */
#define EFFECTS_MOST 3

static const struct {
    fixed_t step;
    enum part_id shown[2]; /* the first of these the unit has data for says where the lever is */
    enum part_id effects[EFFECTS_MOST + 1]; /* PART_NONE ends */
} LEVERS[LEVER_COUNT] = {
    [LEVER_POSTS] = {FIXED_ONE / 2, {PART_FTE_IN_POST, PART_FTE_IN_POST},
        {PART_FTE_IN_POST, PART_CASE_HOLDING_POSTS_FTE, PART_CASE_HOLDING_FTE, PART_NONE}},
    [LEVER_AGENCY] = {FIXED_ONE / 2, {PART_AGENCY_FTE, PART_AGENCY_FTE},
        {PART_AGENCY_FTE, PART_CASE_HOLDING_POSTS_FTE, PART_CASE_HOLDING_FTE, PART_NONE}},
    [LEVER_ABSENCE] = {FIXED_ONE / 2, {PART_CASE_HOLDING_FTE_ABSENT, PART_CASE_HOLDING_FTE_ABSENT},
        {PART_CASE_HOLDING_FTE_ABSENT, PART_FTE_ABSENT, PART_NONE}},
    [LEVER_CASES] = {FIXED_ONE, {PART_OPEN_CASES, PART_CASES_HELD},
        {PART_OPEN_CASES, PART_CASES_HELD, PART_NONE}},
};

fixed_t lever_step(enum lever lever)
{
    return LEVERS[lever].step;
}

/* --- moving levers -------------------------------------------------------------------------- */

static struct whatif_change *change_of(struct whatif *whatif, unit_index unit)
{
    for (int i = 0; i < whatif->count; i++)
        if (whatif->changes[i].unit == unit)
            return &whatif->changes[i];
    return NULL;
}

static bool is_unchanged(const struct whatif_change *change)
{
    for (int lever = 0; lever < LEVER_COUNT; lever++)
        if (change->steps[lever] != 0)
            return false;
    return true;
}

static void drop_unchanged(struct whatif *whatif)
{
    int kept = 0;
    for (int i = 0; i < whatif->count; i++)
        if (!is_unchanged(&whatif->changes[i]))
            whatif->changes[kept++] = whatif->changes[i];
    whatif->count = kept;
}

static struct whatif_change *change_made(struct whatif *whatif, unit_index unit)
{
    struct whatif_change *change = change_of(whatif, unit);
    if (change || whatif->count == WHATIF_UNITS)
        return change;
    change = &whatif->changes[whatif->count++];
    *change = (struct whatif_change){.unit = unit};
    return change;
}

bool whatif_move(struct whatif *whatif, unit_index unit, enum lever lever, int steps)
{
    struct whatif_change *change = change_made(whatif, unit);
    if (!change)
        return false;
    int moved = change->steps[lever] + steps;
    bool within = moved >= -WHATIF_STEPS && moved <= WHATIF_STEPS;
    if (within)
        change->steps[lever] = moved;
    drop_unchanged(whatif);
    return within;
}

void whatif_reset(struct whatif *whatif)
{
    *whatif = (struct whatif){.count = 0};
}

/* --- against what there is ------------------------------------------------------------------ */

enum result whatif_prepare(const struct whatif *whatif, struct snapshot *snapshot)
{
    enum result result = RESULT_OK;
    for (int i = 0; i < whatif->count && result == RESULT_OK; i++)
        result = snapshot_prepare(snapshot, whatif->changes[i].unit);
    return result;
}

static struct figure level_of(const struct snapshot *snapshot, unit_index unit, enum lever lever)
{
    struct figure level = snapshot_part_level(snapshot, unit, LEVERS[lever].shown[0]);
    if (level.has_data && (level.has_value || level.suppressed))
        return level;
    return snapshot_part_level(snapshot, unit, LEVERS[lever].shown[1]);
}

/* The least steps that still take something away: the last one may be less than a whole step. */
static int least_steps(const struct figure *level, fixed_t step)
{
    fixed_t steps = (level->value + step - 1) / step;
    return steps > WHATIF_STEPS ? -WHATIF_STEPS : -(int)steps;
}

static void fit_change(struct whatif_change *change, const struct snapshot *snapshot)
{
    for (int i = 0; i < LEVER_COUNT; i++) {
        struct figure level = level_of(snapshot, change->unit, (enum lever)i);
        bool known = level.has_data && level.has_value;
        int least = known ? least_steps(&level, LEVERS[i].step) : 0;
        if (!known || change->steps[i] < least)
            change->steps[i] = least;
    }
}

void whatif_fit(struct whatif *whatif, const struct snapshot *snapshot)
{
    for (int i = 0; i < whatif->count; i++)
        fit_change(&whatif->changes[i], snapshot);
    drop_unchanged(whatif);
}

/* --- what a change comes to ----------------------------------------------------------------- */

static fixed_t lever_amount(
    const struct whatif_change *change, const struct snapshot *snapshot, enum lever lever)
{
    fixed_t amount = change->steps[lever] * LEVERS[lever].step;
    if (amount >= 0)
        return amount;
    struct figure level = level_of(snapshot, change->unit, lever);
    return amount < -level.value ? -level.value : amount;
}

fixed_t whatif_amount(
    const struct whatif *whatif, const struct snapshot *snapshot, unit_index unit, enum lever lever)
{
    for (int i = 0; i < whatif->count; i++)
        if (whatif->changes[i].unit == unit)
            return lever_amount(&whatif->changes[i], snapshot, lever);
    return 0;
}

static bool has_effect(enum lever lever, enum part_id part)
{
    const enum part_id *effect = LEVERS[lever].effects;
    while (*effect != PART_NONE && *effect != part)
        effect++;
    return *effect == part;
}

/* Posts are filled from the vacancies there are, and emptied into new ones. */
static fixed_t vacancies_amount(const struct whatif_change *change, const struct snapshot *snapshot)
{
    fixed_t filled = lever_amount(change, snapshot, LEVER_POSTS);
    struct figure vacant = snapshot_part_level(snapshot, change->unit, PART_VACANT_FTE);
    return filled > vacant.value ? -vacant.value : -filled;
}

static fixed_t change_amount(
    const struct whatif_change *change, const struct snapshot *snapshot, enum part_id part)
{
    fixed_t amount = 0;
    if (part == PART_VACANT_FTE)
        return vacancies_amount(change, snapshot);
    for (int lever = 0; lever < LEVER_COUNT; lever++)
        if (has_effect((enum lever)lever, part))
            amount += lever_amount(change, snapshot, (enum lever)lever);
    return amount;
}

/* Changes in the unit and below it. */
static fixed_t amount_within(const struct whatif *whatif, const struct snapshot *snapshot,
    unit_index unit, enum part_id part)
{
    const struct unit_tree *units = snapshot_service(snapshot)->units;
    fixed_t amount = 0;
    for (int i = 0; i < whatif->count; i++)
        if (unit_is_within(units, whatif->changes[i].unit, unit))
            amount += change_amount(&whatif->changes[i], snapshot, part);
    return amount;
}

static fixed_t not_negative(fixed_t value)
{
    return value > 0 ? value : 0;
}

struct whatif_level whatif_part(const struct whatif *whatif, const struct snapshot *snapshot,
    unit_index unit, enum part_id part)
{
    struct figure level = snapshot_part_level(snapshot, unit, part);
    if (!level.has_data || !level.has_value)
        return (struct whatif_level){.known = false, .suppressed = level.suppressed};
    fixed_t after = level.value + amount_within(whatif, snapshot, unit, part);
    return (struct whatif_level){.known = true, .real = level.value, .after = not_negative(after)};
}

struct whatif_level whatif_lever(
    const struct whatif *whatif, const struct snapshot *snapshot, unit_index unit, enum lever lever)
{
    struct whatif_level level = whatif_part(whatif, snapshot, unit, LEVERS[lever].shown[0]);
    return level.known || level.suppressed
               ? level
               : whatif_part(whatif, snapshot, unit, LEVERS[lever].shown[1]);
}

/* --- figures -------------------------------------------------------------------------------- */

static fixed_t terms_amount(const struct whatif *whatif, const struct snapshot *snapshot,
    unit_index unit, const struct term *terms)
{
    fixed_t amount = 0;
    for (int i = 0; i < MEASURE_TERMS && terms[i].sign != 0; i++) {
        assert(terms[i].aggregate == AGGREGATE_LEVEL);
        amount += terms[i].sign * amount_within(whatif, snapshot, unit, terms[i].part);
    }
    return amount;
}

static void divide(struct figure *figure, const struct measure *measure)
{
    if (measure->denominator[0].sign == 0)
        figure->value = figure->numerator;
    else
        figure->has_value =
            figure->has_numerator && figure->has_denominator &&
            fixed_ratio(figure->numerator, measure->scale, figure->denominator, &figure->value);
}

static struct figure figure_after(const struct whatif *whatif, const struct snapshot *snapshot,
    unit_index unit, const struct measure *measure, struct figure figure)
{
    figure.numerator =
        not_negative(figure.numerator + terms_amount(whatif, snapshot, unit, measure->numerator));
    figure.denominator += terms_amount(whatif, snapshot, unit, measure->denominator);
    divide(&figure, measure);
    return figure;
}

struct whatif_figure whatif_figure(const struct whatif *whatif, const struct snapshot *snapshot,
    unit_index unit, struct measure_ref measure)
{
    const struct service *service = snapshot_service(snapshot);
    struct whatif_figure figure = {.real = snapshot_assessed(snapshot, unit, measure)};
    figure.after = figure.real.figure;
    if (!figure.after.has_data)
        return figure;
    figure.after = figure_after(whatif, snapshot, unit, measure.measure, figure.real.figure);
    if (figure.after.has_value)
        figure.after_status = status_of(service_policy(service, measure.measure->id),
            unit_tree_at(service->units, unit)->kind, figure.after.value);
    return figure;
}

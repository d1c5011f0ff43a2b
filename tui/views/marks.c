#include "tui/views/marks.h"

#include <stdlib.h>
#include <string.h>

#include "tui/views/figures.h"

/* The figures people watch: those of the tables and the first lines of the panels. */
static const char *const marked_measures[] = {
    "pressure",
    "open_cases",
    "average_caseload",
    "unallocated_cases",
    "sickness_rate",
    "fte_absent",
    "long_term_absent",
    "fte_in_post",
    "vacant_fte",
    "agency_fte",
    "vacancy_rate",
    "agency_rate",
};

#define MARKED (sizeof marked_measures / sizeof marked_measures[0])

size_t marked_count(void)
{
    return MARKED;
}

const struct measure *marked_at(size_t index)
{
    return measure_named(marked_measures[index]).measure;
}

void shown_done(struct shown *shown)
{
    free(shown->items);
    *shown = (struct shown){0};
}

void shown_clear(struct shown *shown)
{
    shown->count = 0;
}

enum result shown_note(struct shown *shown, const struct snapshot *snapshot, unit_index unit)
{
    for (size_t i = 0; i < MARKED; i++) {
        struct measure_ref ref = measure_named(marked_measures[i]);
        struct shown_figure *item =
            grow_one(&shown->items, &shown->count, &shown->room, sizeof *shown->items);

        if (item == NULL)
            return RESULT_NO_MEMORY;
        *item = (struct shown_figure){unit, ref.measure, snapshot_figure(snapshot, unit, ref)};
    }
    return RESULT_OK;
}

void changes_done(struct changes *changes)
{
    free(changes->items);
    *changes = (struct changes){0};
}

void changes_clear(struct changes *changes)
{
    changes->count = 0;
}

bool figure_is_known(const struct figure *figure)
{
    return figure->has_data && figure->has_value;
}

static fixed_t value_of(const struct figure *figure)
{
    return figure_is_known(figure) ? figure->value : 0;
}

bool figures_differ(
    const struct measure *measure, const struct figure *old, const struct figure *new)
{
    char before[FIXED_TEXT_SIZE], after[FIXED_TEXT_SIZE];

    if (figure_is_known(old) != figure_is_known(new))
        return true;
    if (value_of(old) == value_of(new))
        return false;
    return strcmp(fixed_text_rounded(value_of(old), measure->decimals, before),
               fixed_text_rounded(value_of(new), measure->decimals, after)) != 0;
}

/* What a person sees as a movement: only between two values. */
static fixed_t delta_of(const struct figure *old, const struct figure *new)
{
    return figure_is_known(old) && figure_is_known(new) ? new->value - old->value : 0;
}

static enum result compare(
    struct changes *changes, const struct shown_figure *old, struct snapshot *snapshot)
{
    enum result result = snapshot_prepare(snapshot, old->unit);

    if (result != RESULT_OK)
        return result;

    struct figure new = snapshot_figure(
        snapshot, old->unit, (struct measure_ref){.measure = old->measure, .sub = ""});

    if (!figures_differ(old->measure, &old->figure, &new) ||
        changes_of(changes, old->unit, old->measure) != NULL)
        return RESULT_OK;

    struct change *change =
        grow_one(&changes->items, &changes->count, &changes->room, sizeof *changes->items);

    if (change == NULL)
        return RESULT_NO_MEMORY;
    *change = (struct change){old->unit, old->measure, delta_of(&old->figure, &new)};
    return RESULT_OK;
}

enum result changes_find(
    struct changes *changes, const struct shown *shown, struct snapshot *snapshot)
{
    changes_clear(changes);
    for (size_t i = 0; i < shown->count; i++) {
        enum result result = compare(changes, &shown->items[i], snapshot);

        if (result != RESULT_OK) {
            changes_clear(changes);
            return result;
        }
    }
    return RESULT_OK;
}

const struct change *changes_of(
    const struct changes *changes, unit_index unit, const struct measure *measure)
{
    for (size_t i = 0; changes != NULL && i < changes->count; i++)
        if (changes->items[i].unit == unit && changes->items[i].measure == measure)
            return &changes->items[i];
    return NULL;
}

#include "tui/views/compared.h"

#include <assert.h>

#include "core/base/text.h"
#include "tui/views/figures.h"
#include "tui/views/outline.h"

void compared_done(struct compared *compared)
{
    heat_points_done(&compared->points);
}

void compared_begin(
    struct compared *compared, const struct scene *scene, struct measure_ref measure)
{
    assert(measure_count() <= COMPARED_MEASURES);
    compared->coming = (struct compared_rows){.made_for = made_for_snapshot(scene->snapshot),
        .rows = scene->outline->mark,
        .value_width = 1};
    bars_begin(&compared->coming.bars, measure);
    heat_points_begin(&compared->points);
}

static void widen(int *width, const char *text)
{
    const int needed = text_width(text);

    if (needed > *width)
        *width = needed;
}

/* Most measures have data in the first row, and are not asked about again. */
static void look_for_data(
    struct compared_rows *rows, const struct snapshot *snapshot, unit_index unit)
{
    for (size_t i = 0; i < measure_count(); i++)
        if (!rows->with_data[i])
            rows->with_data[i] =
                snapshot_figure(snapshot, unit, (struct measure_ref){measure_at(i), ""}).has_data;
}

enum result compared_add(struct compared *compared, const struct scene *scene, unit_index unit)
{
    struct compared_rows *rows = &compared->coming;
    const struct measure_ref measure = rows->bars.measure;
    const struct figure figure = snapshot_figure(scene->snapshot, unit, measure);
    char text[FIGURE_TEXT];

    look_for_data(rows, scene->snapshot, unit);
    bars_add(&rows->bars, scene, unit, &figure);
    widen(&rows->name_width, unit_of(scene, unit)->name);
    widen(&rows->value_width, figure_text(scene, &figure, measure.measure, text));
    return heat_points_add(&compared->points, scene, unit, measure);
}

void compared_end(struct compared *compared, const struct scene *scene)
{
    bars_end(&compared->coming.bars, scene);
    heat_points_end(&compared->points, &compared->coming.heat);
    compared->shown = compared->coming;
}

bool compared_is_of(const struct compared_rows *rows, const struct scene *scene)
{
    const struct made_for wanted = made_for_snapshot(scene->snapshot);

    return rows->rows == scene->outline->mark && made_for_same_figures(&rows->made_for, &wanted);
}

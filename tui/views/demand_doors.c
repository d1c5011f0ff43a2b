/* The front doors requests come in at, and what comes from whom. */
#include "tui/views/demand_page.h"
#include "tui/views/figures.h"
#include "tui/views/outline.h"
#include "tui/views/trend.h"

const struct front_doors *demand_doors(const struct service *service)
{
    return &service->reference.front_doors;
}

unit_index demand_if_shown(const struct scene *scene, unit_index unit)
{
    unit_index root = scene->outline->root;

    return root == UNIT_NONE || unit_is_within(scene->service->units, unit, root) ? unit
                                                                                  : UNIT_NONE;
}

enum result demand_prepare_doors(const struct scene *scene, const struct view_place *place)
{
    const struct front_doors *doors = demand_doors(scene->service);
    enum result result = RESULT_OK;

    if (doors->unit_count == 0 && place->unit != UNIT_NONE)
        return snapshot_prepare(scene->snapshot, place->unit);
    for (size_t i = 0; i < doors->unit_count && result == RESULT_OK; i++)
        if (demand_if_shown(scene, doors->units[i]) != UNIT_NONE)
            result = snapshot_prepare(scene->snapshot, doors->units[i]);
    return result;
}

struct measure_ref demand_requests(const char *source)
{
    return (struct measure_ref){measure_named("requests").measure, source};
}

void demand_read_sources(const struct scene *scene, unit_index unit, struct demand_sources *sources)
{
    sources->unit = unit;
    sources->count =
        snapshot_shares(scene->snapshot, unit, PART_REQUESTS, SOURCES_MOST, sources->shares);
}

void demand_draw_count(const struct grid_cell *cell, fixed_t count, enum style style)
{
    char text[FIXED_TEXT_SIZE];

    grid_figure(cell, style, fixed_text_rounded(count, 0, text));
}

void demand_draw_chart(const struct scene *scene, unit_index unit, const char *source,
    struct canvas *canvas, struct rect rect)
{
    struct trend trend;

    if (rect.height == 0)
        return;
    trend_read(&trend, scene, unit, demand_requests(source));
    if (trend.count > 0)
        trend_draw(&trend, scene, unit, demand_requests(source).measure, canvas, rect, -1);
}

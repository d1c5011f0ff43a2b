/* Requests for help as data: each door by source, then what was published beside the same months. */
#include <math.h>
#include <stdio.h>

#include "tui/views/demand_page.h"
#include "tui/views/figures.h"
#include "tui/views/sheets.h"

/* The newest whole week. */
static void put_week(
    const struct scene *scene, unit_index unit, struct measure_ref measure, struct sheet *sheet)
{
    struct assessed week = {0};

    if (snapshot_trend(scene->snapshot, unit, measure, POINTS_WEEK, 1, &week.figure, NULL) == 0) {
        sheet_no_data(sheet);
        return;
    }
    sheet_assessed(sheet, unit, measure, &week);
    sheet_point(sheet, POINTS_WEEK, 0);
}

/* Of all requests at the door, per cent: hidden with the requests, and where those of all are not
 * known. */
static void put_share(const struct figure *figure, const struct figure *all, unit_index unit,
    struct measure_ref measure, struct sheet *sheet)
{
    if (!figure->has_value || !all->has_value || all->value <= 0) {
        sheet_text(sheet, "");
        return;
    }
    sheet_value(sheet, (fixed_t)llround((double)figure->value * 1e6 / (double)all->value));
    sheet_made_from(sheet, unit, measure);
}

static void put_source(const struct scene *scene, unit_index unit, const char *source,
    const struct figure *all, struct sheet *sheet)
{
    struct measure_ref measure = demand_requests(source);
    struct assessed count = snapshot_assessed(scene->snapshot, unit, measure);

    sheet_unit_row(scene, sheet, unit, unit);
    sheet_text(sheet, source[0] != '\0' ? source : "all requests");
    sheet_text(sheet, window_label(snapshot_window(scene->snapshot)));
    sheet_assessed(sheet, unit, measure, &count);
    put_week(scene, unit, measure, sheet);
    put_share(&count.figure, all, unit, measure, sheet);
    sheet_signal(scene, sheet, unit, measure);
    sheet_text(sheet, "");
}

static void put_door(const struct scene *scene, unit_index unit, struct sheet *sheet)
{
    const struct figure all = snapshot_figure(scene->snapshot, unit, demand_requests(""));
    struct demand_sources sources;

    put_source(scene, unit, "", &all, sheet);
    demand_read_sources(scene, unit, &sources);
    for (size_t i = 0; i < sources.count; i++)
        put_source(scene, unit, sources.shares[i].sub, &all, sheet);
}

/* What was published is public; what came in here in those months is suppressed by its own total.
 * The difference is left to the reader: it would give a suppressed count away. */
static void put_period(
    const struct scene *scene, const struct demand_period *period, int total, struct sheet *sheet)
{
    sheet_row(sheet);
    if (total >= 0)
        sheet_part_of(sheet, total);
    sheet_text(sheet, unit_of(scene, period->unit)->name);
    sheet_text(sheet, period->source != NULL ? period->source : "all requests");
    sheet_text(sheet, period->name);
    if (period->known)
        sheet_value(sheet, period->here);
    else
        sheet_no_value(sheet);
    sheet_text(sheet, "");
    sheet_text(sheet, "");
    sheet_text(sheet, "");
    sheet_value(sheet, period->published);
}

static void put_periods(const struct scene *scene, struct sheet *sheet)
{
    const struct front_doors *doors = demand_doors(scene->service);
    struct demand_period period;
    int total = -1;

    if (doors->unit_count == 0 || demand_if_shown(scene, doors->units[0]) == UNIT_NONE)
        return;
    for (int row = 0; row < demand_period_rows(doors); row++) {
        if (!demand_period_at(scene, row, &period))
            continue;
        if (period.source == NULL)
            total = (int)sheet->row_count;
        put_period(scene, &period, period.source != NULL ? total : -1, sheet);
    }
}

enum result demand_sheet(
    const struct scene *scene, const struct view_place *place, struct sheet *sheet)
{
    const struct front_doors *doors = demand_doors(scene->service);
    enum result result = demand_prepare_doors(scene, place);

    if (result != RESULT_OK)
        return result;
    sheet_begin(scene, place, sheet);
    sheet_column(sheet, "Unit", SHEET_TEXT);
    sheet_column(sheet, "From", SHEET_TEXT);
    sheet_column(sheet, "Period", SHEET_TEXT);
    sheet_column(sheet, "Requests", SHEET_PEOPLE);
    sheet_column(sheet, "Last week", SHEET_PEOPLE);
    sheet_column(sheet, "Share of all requests, %", SHEET_RATE);
    sheet_decimals(sheet, 0);
    sheet_column(sheet, "Signal", SHEET_TEXT);
    sheet_column(sheet, "Published", SHEET_NUMBER);
    for (size_t i = 0; i < doors->unit_count; i++)
        if (demand_if_shown(scene, doors->units[i]) != UNIT_NONE)
            put_door(scene, doors->units[i], sheet);
    if (doors->unit_count == 0 && place->unit != UNIT_NONE)
        put_door(scene, place->unit, sheet);
    put_periods(scene, sheet);
    return RESULT_OK;
}

/* Requests for help as data. */
#include "tui/views/demand_page.h"
#include "tui/views/figures.h"
#include "tui/views/sheets.h"

static void sheet_door(const struct scene *scene, unit_index unit, struct sheet *sheet)
{
    struct demand_sources sources;

    demand_read_sources(scene, unit, &sources);
    for (size_t i = 0; i < sources.count; i++) {
        const struct figure *figure = &sources.shares[i].figure;

        sheet_unit_row(scene, sheet, unit, unit);
        sheet_text(sheet, sources.shares[i].sub);
        if (figure->has_numerator)
            sheet_value(sheet, figure->numerator);
        else
            sheet_no_value(sheet);
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
    sheet_column(sheet, "Requests in the window", SHEET_PEOPLE);
    for (size_t i = 0; i < doors->unit_count; i++)
        if (demand_if_shown(scene, doors->units[i]) != UNIT_NONE)
            sheet_door(scene, doors->units[i], sheet);
    if (doors->unit_count == 0 && place->unit != UNIT_NONE)
        sheet_door(scene, place->unit, sheet);
    return RESULT_OK;
}

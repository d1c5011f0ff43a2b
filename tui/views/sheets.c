#include "tui/views/sheets.h"

#include <stdio.h>

#include "tui/views/figures.h"

static const char *subject_of(const struct scene *scene, const struct view_place *place)
{
    return place->unit == UNIT_NONE ? scene->service->organisation
                                    : unit_of(scene, place->unit)->name;
}

static void note_stale(const struct scene *scene, const char *measure_id, struct sheet *sheet)
{
    const struct measure_ref measure = measure_named(measure_id);

    if (snapshot_stale(scene->snapshot, measure))
        sheet_note(sheet, "Stale: newer data were expected for %s.", measure.measure->label);
}

void sheet_begin(const struct scene *scene, const struct view_place *place, struct sheet *sheet)
{
    static const char *const watched[] = {"open_cases", "sickness_rate", "fte_in_post"};
    char day[32];

    sheet_title(sheet, place->view->title != NULL ? place->view->title : "Figures",
        subject_of(scene, place));
    sheet->as_at = snapshot_as_at(scene->snapshot);
    sheet->window = snapshot_window(scene->snapshot);
    sheet->live = scene->live;
    if (scene->service->notice[0] != '\0')
        sheet_note(sheet, "%s", scene->service->notice);
    if (!scene->live)
        sheet_note(
            sheet, "Not live: figures as at %s.", day_text_long(sheet->as_at, day, sizeof day));
    for (size_t i = 0; i < sizeof watched / sizeof watched[0]; i++)
        note_stale(scene, watched[i], sheet);
}

void sheet_heading(const struct scene *scene, struct measure_ref measure, char *buffer, size_t size)
{
    const enum window window =
        measure.measure->always_12m ? WINDOW_12M : snapshot_window(scene->snapshot);
    const char *basis = service_basis(scene->service, measure.measure);

    snprintf(buffer, size, "%s%s%s%s%s%s%s%s", measure.measure->label,
        measure.sub[0] != '\0' ? ": " : "", measure.sub, measure.measure->windowed ? ", " : "",
        measure.measure->windowed ? window_label(window) : "", basis[0] != '\0' ? ", " : "", basis,
        measure.measure->unit == UNIT_PER_CENT ? ", %" : "");
}

static enum sheet_kind kind_of(const struct measure *measure)
{
    static const enum sheet_kind kinds[] = {
        [UNIT_COUNT] = SHEET_PEOPLE,
        [UNIT_FTE] = SHEET_FTE,
        [UNIT_DAYS] = SHEET_RATE,
        [UNIT_PER_CENT] = SHEET_RATE,
        [UNIT_RATIO] = SHEET_RATE,
    };

    return kinds[measure->unit];
}

void sheet_ref_column(const struct scene *scene, struct sheet *sheet, struct measure_ref measure)
{
    char heading[192];

    sheet_heading(scene, measure, heading, sizeof heading);
    sheet_column(sheet, heading, kind_of(measure.measure));
    if (sheet->failed)
        return;

    struct sheet_column *column = &sheet->columns[sheet->column_count - 1];

    column->decimals = measure.measure->decimals;
    column->judged = true;
}

void sheet_measure_column(const struct scene *scene, struct sheet *sheet, const char *measure_id)
{
    sheet_ref_column(scene, sheet, measure_named(measure_id));
}

void sheet_unit_row(const struct scene *scene, struct sheet *sheet, unit_index unit, unit_index top)
{
    const int depth = unit_of(scene, unit)->depth - unit_of(scene, top)->depth;

    sheet_row(sheet);
    sheet_about(sheet, unit, depth > 0 ? depth : 0);
    sheet_text(sheet, unit_of(scene, unit)->name);
}

void sheet_measure(
    const struct scene *scene, struct sheet *sheet, unit_index unit, const char *measure_id)
{
    const struct measure_ref measure = measure_named(measure_id);
    const struct assessed assessed = snapshot_assessed(scene->snapshot, unit, measure);

    sheet_assessed(sheet, unit, measure, &assessed);
}

void sheet_signal(
    const struct scene *scene, struct sheet *sheet, unit_index unit, struct measure_ref measure)
{
    const struct assessed assessed = snapshot_assessed(scene->snapshot, unit, measure);
    char sentence[SENTENCE_TEXT] = "";

    if (!assessed.figure.suppressed)
        signal_sentence(&assessed, measure_points(scene->service, measure.measure), sentence);
    sheet_text(sheet, sentence);
    sheet_made_from(sheet, unit, measure);
}

void sheet_parts_columns(struct sheet *sheet)
{
    sheet_column(sheet, "Numerator", SHEET_RATE);
    sheet_column(sheet, "Denominator", SHEET_RATE);
}

/* Those of an exact value that are not noughts. */
static int decimals_of(fixed_t value)
{
    fixed_t digit = FIXED_ONE;
    int decimals = 0;

    for (; value % digit != 0; digit /= 10)
        decimals++;
    return decimals;
}

static void put_part(struct sheet *sheet, unit_index unit, struct measure_ref measure,
    const struct figure *figure, fixed_t part)
{
    if (!figure->has_data || !figure->has_value || !figure->has_denominator) {
        sheet_text(sheet, "");
        return;
    }
    sheet_value(sheet, part);
    sheet_cell_decimals(sheet, decimals_of(part));
    sheet_made_from(sheet, unit, measure);
}

void sheet_numerator(
    struct sheet *sheet, unit_index unit, struct measure_ref measure, const struct figure *figure)
{
    put_part(sheet, unit, measure, figure, figure->numerator);
}

void sheet_denominator(
    struct sheet *sheet, unit_index unit, struct measure_ref measure, const struct figure *figure)
{
    put_part(sheet, unit, measure, figure, figure->denominator);
}

const char *const sheet_panel_measures[] = {"pressure", "open_cases", "average_caseload",
    "unallocated_cases", "sickness_rate", "fte_absent", "fte_in_post", "establishment_fte",
    "vacancy_rate", "agency_rate", NULL};

void sheet_unit_cells(
    const struct scene *scene, struct sheet *sheet, unit_index unit, const char *const *measure_ids)
{
    for (; *measure_ids != NULL; measure_ids++)
        sheet_measure(scene, sheet, unit, *measure_ids);
}

#include "tui/views/unit_sheet.h"

#include <stdio.h>
#include <string.h>

#include "tui/views/facts.h"
#include "tui/views/figures.h"
#include "tui/views/outline.h"
#include "tui/views/sheets.h"

#define PARTS_MOST 64 /* that a figure is made up of */

/* What one row is about: the unit, or a part of one of its figures. */
struct piece {
    const char *by, *name;
    const char *measure_id; /* one of the columns', whose figure is the part's; NULL: none … */
    struct measure_ref measure; /* … which is this */
    bool has_fte;
    fixed_t fte;
    bool has_share;
    fixed_t share; /* of the FTE days lost, per cent */
};

/* What the panels say of the one unit they are about. */
static const char *const panel_facts[] = {"case_holding_fte", "oldest_unallocated_days",
    "days_lost_per_fte", "long_term_absent", "turnover_rate", NULL};

/* --- what the panels say that is no measure --------------------------------------------------- */

#define FOUR_WEEKS 28

/* Open today less open four weeks ago. */
static void put_four_weeks(const struct scene *scene, struct sheet *sheet, unit_index unit)
{
    const struct measure_ref open = measure_named("open_cases");
    struct figure days[FOUR_WEEKS + 1];
    const size_t count =
        snapshot_trend(scene->snapshot, unit, open, POINTS_DAY, FOUR_WEEKS + 1, days, NULL);
    struct figure change = count > FOUR_WEEKS ? days[count - 1] : (struct figure){0};

    change.has_data = change.has_data && days[0].has_data;
    change.has_value = change.has_value && days[0].has_value;
    change.value -= change.has_value ? days[0].value : 0;
    change.suppressed = change.suppressed || (count > FOUR_WEEKS && days[0].suppressed);
    sheet_assessed(sheet, unit, open, &(struct assessed){.figure = change});
    sheet_difference(sheet, POINTS_DAY, FOUR_WEEKS);
}

/* A figure that is none of the measure's, but tells it. */
static void put_made_from(
    struct sheet *sheet, unit_index unit, const char *measure_id, const struct figure *figure)
{
    if (!figure->has_data || !figure->has_value) {
        sheet_text(sheet, "");
        return;
    }
    sheet_value(sheet, figure->value);
    sheet_made_from(sheet, unit, measure_named(measure_id));
}

/* What pressure divides the open cases by. */
static void put_there(const struct scene *scene, struct sheet *sheet, unit_index unit)
{
    struct figure there = figure_of(scene, unit, "pressure");

    there.has_value = there.has_denominator;
    there.value = there.denominator;
    put_made_from(sheet, unit, "pressure", &there);
}

static void put_target(const struct scene *scene, struct sheet *sheet, unit_index unit)
{
    const struct measure *measure = measure_named("sickness_rate").measure;
    const struct thresholds *asked = unit_thresholds(scene->service, unit, measure);

    if (asked != NULL && asked->has_target)
        sheet_value(sheet, asked->target);
    else
        sheet_text(sheet, "");
}

static void put_longest(const struct scene *scene, struct sheet *sheet, unit_index unit)
{
    const struct figure longest = snapshot_oldest_vacancy(scene->snapshot, unit);

    put_made_from(sheet, unit, "vacant_fte", &longest);
}

static void put_leavers(const struct scene *scene, struct sheet *sheet, unit_index unit)
{
    const struct figure left = snapshot_left(scene->snapshot, unit);

    put_made_from(sheet, unit, "turnover_rate", &left);
}

static void put_pressure_signal(const struct scene *scene, struct sheet *sheet, unit_index unit)
{
    sheet_signal(scene, sheet, unit, measure_named("pressure"));
}

static void put_sickness_signal(const struct scene *scene, struct sheet *sheet, unit_index unit)
{
    sheet_signal(scene, sheet, unit, measure_named("sickness_rate"));
}

static void put_vacancy_signal(const struct scene *scene, struct sheet *sheet, unit_index unit)
{
    sheet_signal(scene, sheet, unit, measure_named("vacancy_rate"));
}

static const struct other_fact {
    const char *heading;
    enum sheet_kind kind;
    int decimals;
    void (*put)(const struct scene *scene, struct sheet *sheet, unit_index unit);
} other_facts[] = {
    {"Open cases, change in 4 weeks", SHEET_NUMBER, 0, put_four_weeks},
    {"FTE there for cases", SHEET_FTE, 1, put_there},
    {"Target of sickness, %", SHEET_RATE, 1, put_target},
    {"Longest vacancy, days", SHEET_RATE, 0, put_longest},
    {"Leavers in 12 months", SHEET_PEOPLE, 0, put_leavers},
    {"Signal of pressure", SHEET_TEXT, 0, put_pressure_signal},
    {"Signal of sickness", SHEET_TEXT, 0, put_sickness_signal},
    {"Signal of vacancies", SHEET_TEXT, 0, put_vacancy_signal},
};
#define OTHER_FACTS (sizeof other_facts / sizeof other_facts[0])

/* --- rows ------------------------------------------------------------------------------------- */

void unit_sheet_headings(const struct scene *scene, struct sheet *sheet)
{
    char share[64];

    snprintf(share, sizeof share, "Share of FTE days lost, %s, %%",
        window_label(snapshot_window(scene->snapshot)));
    sheet_column(sheet, "Unit", SHEET_TEXT);
    sheet_column(sheet, "By", SHEET_TEXT);
    sheet_column(sheet, "Part", SHEET_TEXT);
    for (const char *const *id = sheet_panel_measures; *id != NULL; id++)
        sheet_measure_column(scene, sheet, *id);
    for (const char *const *id = panel_facts; *id != NULL; id++)
        sheet_measure_column(scene, sheet, *id);
    for (size_t i = 0; i < OTHER_FACTS; i++) {
        sheet_column(sheet, other_facts[i].heading, other_facts[i].kind);
        sheet_decimals(sheet, other_facts[i].decimals);
    }
    sheet_column(sheet, "FTE", SHEET_FTE);
    sheet_column(sheet, share, SHEET_RATE);
}

/* What makes no sense in a row, which is not the same as no data. */
static void put_value(struct sheet *sheet, bool has_value, fixed_t value)
{
    if (has_value)
        sheet_value(sheet, value);
    else
        sheet_text(sheet, "");
}

static void put_row(const struct scene *scene, struct sheet *sheet, unit_index unit, unit_index top)
{
    sheet_unit_row(scene, sheet, unit, top);
    sheet_text(sheet, "");
    sheet_text(sheet, "");
    sheet_unit_cells(scene, sheet, unit, sheet_panel_measures);
}

/* What is said of the one unit that the panels are about. */
static void put_facts(const struct scene *scene, struct sheet *sheet, unit_index unit)
{
    sheet_unit_cells(scene, sheet, unit, panel_facts);
    for (size_t i = 0; i < OTHER_FACTS; i++)
        other_facts[i].put(scene, sheet, unit);
}

/* … and of no other. */
static void put_no_facts(struct sheet *sheet)
{
    for (const char *const *id = panel_facts; *id != NULL; id++)
        sheet_text(sheet, "");
    for (size_t i = 0; i < OTHER_FACTS; i++)
        sheet_text(sheet, "");
}

void unit_sheet_row(const struct scene *scene, struct sheet *sheet, unit_index unit, unit_index top)
{
    put_row(scene, sheet, unit, top);
    put_no_facts(sheet);
    put_value(sheet, false, 0);
    put_value(sheet, false, 0);
}

void unit_sheet_subject(
    const struct scene *scene, struct sheet *sheet, unit_index unit, unit_index top)
{
    put_row(scene, sheet, unit, top);
    put_facts(scene, sheet, unit);
    put_value(sheet, false, 0);
    put_value(sheet, false, 0);
}

/* Puts one piece into a sheet, in that sheet's columns. */
typedef void piece_fn(
    const struct scene *scene, struct sheet *sheet, unit_index unit, const struct piece *piece);

static void put_part(
    const struct scene *scene, struct sheet *sheet, unit_index unit, const struct piece *piece)
{
    sheet_unit_row(scene, sheet, unit, unit);
    sheet_text(sheet, piece->by);
    sheet_text(sheet, piece->name);
    for (const char *const *id = sheet_panel_measures; *id != NULL; id++)
        if (piece->measure_id != NULL && strcmp(piece->measure_id, *id) == 0) {
            const struct assessed assessed =
                snapshot_assessed(scene->snapshot, unit, piece->measure);

            sheet_assessed(sheet, unit, piece->measure, &assessed);
        } else {
            sheet_text(sheet, "");
        }
    put_no_facts(sheet);
    put_value(sheet, piece->has_fte, piece->fte);
    put_value(sheet, piece->has_share, piece->share);
}

/* --- what the figures are made up of ---------------------------------------------------------- */

static void put_categories(
    const struct scene *scene, struct sheet *sheet, unit_index unit, piece_fn *put)
{
    struct share shares[PARTS_MOST];
    size_t count = snapshot_shares(scene->snapshot, unit, PART_OPEN_CASES, PARTS_MOST, shares);

    for (size_t i = 0; i < count; i++)
        put(scene, sheet, unit,
            &(struct piece){.by = "category",
                .name = category_name(scene, shares[i].sub),
                .measure_id = "open_cases",
                .measure = {measure_named("open_cases").measure, shares[i].sub}});
}

static void put_reasons(
    const struct scene *scene, struct sheet *sheet, unit_index unit, piece_fn *put)
{
    struct share shares[PARTS_MOST];
    size_t count = snapshot_shares(scene->snapshot, unit, PART_FTE_ABSENT, PARTS_MOST, shares);

    for (size_t i = 0; i < count; i++)
        if (shares[i].figure.has_value)
            put(scene, sheet, unit,
                &(struct piece){.by = "reason",
                    .name = shares[i].sub,
                    .has_share = true,
                    .share = shares[i].figure.value});
}

static void put_contracts(
    const struct scene *scene, struct sheet *sheet, unit_index unit, piece_fn *put)
{
    static const struct {
        const char *measure_id, *name;
    } contracts[] = {
        {"fte_in_post", "in post"}, {"vacant_fte", "vacant"}, {"agency_fte", "agency"}};

    for (size_t i = 0; i < sizeof contracts / sizeof contracts[0]; i++) {
        struct figure figure = figure_of(scene, unit, contracts[i].measure_id);

        if (figure.has_data && figure.has_value)
            put(scene, sheet, unit,
                &(struct piece){.by = "contract",
                    .name = contracts[i].name,
                    .has_fte = true,
                    .fte = figure.value});
    }
}

static void put_roles(
    const struct scene *scene, struct sheet *sheet, unit_index unit, piece_fn *put)
{
    struct share shares[PARTS_MOST];
    size_t count = snapshot_shares(scene->snapshot, unit, PART_FTE_IN_POST, PARTS_MOST, shares);

    for (size_t i = 0; i < count; i++)
        put(scene, sheet, unit,
            &(struct piece){.by = "role, in post",
                .name = role_name(scene, shares[i].sub),
                .has_fte = true,
                .fte = shares[i].figure.numerator});
}

static void put_pieces(
    const struct scene *scene, struct sheet *sheet, unit_index unit, piece_fn *put)
{
    put_categories(scene, sheet, unit, put);
    if (reasons_suppressed(scene, unit))
        sheet_note(sheet, "Reasons of sickness are left out where fewer than %d FTE are in post.",
            scene->service->reasons_least);
    else
        put_reasons(scene, sheet, unit, put);
    put_contracts(scene, sheet, unit, put);
    put_roles(scene, sheet, unit, put);
}

void unit_sheet_parts(const struct scene *scene, struct sheet *sheet, unit_index unit)
{
    put_pieces(scene, sheet, unit, put_part);
}

/* --- one below the other ---------------------------------------------------------------------- */

/* A row up to its last cell, where the figure comes. */
static void begin_fact(struct sheet *sheet, const char *name)
{
    sheet_row(sheet);
    sheet_text(sheet, name);
    for (size_t i = 2; i < sheet->column_count; i++)
        sheet_text(sheet, "");
}

static void put_piece_below(
    const struct scene *scene, struct sheet *sheet, unit_index unit, const struct piece *piece)
{
    char name[256];

    snprintf(name, sizeof name, "%s: %s%s", piece->by, piece->name,
        piece->has_share ? ", % of FTE days lost"
        : piece->has_fte ? ", FTE"
                         : "");
    begin_fact(sheet, name);
    if (piece->measure_id != NULL) {
        const struct assessed assessed = snapshot_assessed(scene->snapshot, unit, piece->measure);

        sheet_assessed(sheet, unit, piece->measure, &assessed);
    } else {
        put_value(
            sheet, piece->has_fte || piece->has_share, piece->has_fte ? piece->fte : piece->share);
    }
}

static void put_measure_below(
    const struct scene *scene, struct sheet *sheet, unit_index unit, const char *measure_id)
{
    char heading[192];

    sheet_heading(scene, measure_named(measure_id), heading, sizeof heading);
    begin_fact(sheet, heading);
    sheet_measure(scene, sheet, unit, measure_id);
}

void unit_sheet_below(const struct scene *scene, struct sheet *sheet, unit_index unit)
{
    for (const char *const *id = sheet_panel_measures; *id != NULL; id++)
        put_measure_below(scene, sheet, unit, *id);
    for (const char *const *id = panel_facts; *id != NULL; id++)
        put_measure_below(scene, sheet, unit, *id);
    for (size_t i = 0; i < OTHER_FACTS; i++) {
        begin_fact(sheet, other_facts[i].heading);
        other_facts[i].put(scene, sheet, unit);
        sheet_cell_decimals(sheet, other_facts[i].decimals);
    }
    put_pieces(scene, sheet, unit, put_piece_below);
}

enum result unit_sheet(
    const struct scene *scene, const struct view_place *place, struct sheet *sheet)
{
    enum result result = snapshot_prepare(scene->snapshot, place->unit);

    sheet_begin(scene, place, sheet);
    unit_sheet_headings(scene, sheet);
    if (result != RESULT_OK)
        return result;
    unit_sheet_subject(scene, sheet, place->unit, place->unit);
    for (int row = 0; row < scene->outline->count && result == RESULT_OK; row++) {
        unit_index unit = outline_unit_at(scene->outline, row);

        result = snapshot_prepare(scene->snapshot, unit);
        if (result == RESULT_OK)
            unit_sheet_row(scene, sheet, unit, place->unit);
    }
    if (result == RESULT_OK)
        unit_sheet_parts(scene, sheet, place->unit);
    return result;
}

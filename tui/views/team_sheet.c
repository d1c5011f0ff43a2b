#include "tui/views/team_sheet.h"

#include "tui/views/figures.h"
#include "tui/views/sheets.h"
#include "tui/views/unit_sheet.h"

static const char *const headings[] = {"Who", "Role"};
#define HEADINGS (sizeof headings / sizeof headings[0])

static void put_headings(struct sheet *sheet)
{
    for (size_t i = 0; i < HEADINGS; i++)
        sheet_column(sheet, headings[i], SHEET_TEXT);
    sheet_column(sheet, "FTE", SHEET_FTE);
    sheet_column(sheet, "Cases", SHEET_PEOPLE);
    sheet_column(sheet, "Limit", SHEET_RATE);
    sheet_column(sheet, "Room", SHEET_RATE);
    sheet_column(sheet, "Away since", SHEET_DAY);
    sheet_column(sheet, "Vacant since", SHEET_DAY);
    sheet_column(sheet, "Figure", SHEET_RATE);
}

/* What makes no sense in a row, which is not the same as no data. */
static void put_blanks(struct sheet *sheet, int count)
{
    for (; count > 0; count--)
        sheet_text(sheet, "");
}

static void put_day(struct sheet *sheet, day_t day)
{
    if (day == DAY_NONE)
        put_blanks(sheet, 1);
    else
        sheet_day(sheet, day);
}

static void put_team(const struct scene *scene, unit_index unit, struct sheet *sheet)
{
    sheet_row(sheet);
    sheet_text(sheet, "The team");
    sheet_text(sheet, "");
    sheet_measure(scene, sheet, unit, "fte_in_post");
    sheet_measure(scene, sheet, unit, "open_cases");
    put_blanks(sheet, 5);
}

/* --- what waits ------------------------------------------------------------------------------- */

static void put_waiting_row(const struct scene *scene, unit_index unit, struct sheet *sheet)
{
    sheet_row(sheet);
    sheet_text(sheet, "Unallocated");
    sheet_text(sheet, "");
    put_blanks(sheet, 1);
    sheet_measure(scene, sheet, unit, "unallocated_cases");
    put_blanks(sheet, 5);
}

static void put_waiting(
    const struct scene *scene, unit_index unit, const struct roster *roster, struct sheet *sheet)
{
    static const char *const ages[] = {"Waiting up to 2 days", "Waiting 3 to 7 days",
        "Waiting 8 to 14 days", "Waiting 15 days and more"};
    int total = (int)sheet->row_count;

    put_waiting_row(scene, unit, sheet);
    for (size_t i = 0; i < sizeof ages / sizeof ages[0]; i++) {
        sheet_row(sheet);
        sheet_part_of(sheet, total);
        sheet_text(sheet, ages[i]);
        sheet_text(sheet, "");
        put_blanks(sheet, 1);
        sheet_count(sheet, roster->ages[i]);
        put_blanks(sheet, 5);
    }
}

/* --- workers and vacancies -------------------------------------------------------------------- */

static void put_limit(const struct roster_row *row, struct sheet *sheet)
{
    if (row->has_limit && row->contract != CONTRACT_VACANT) {
        sheet_value(sheet, row->limit);
        sheet_value(sheet, row->room);
    } else {
        put_blanks(sheet, 2);
    }
}

static void put_post(const struct roster_row *row, struct sheet *sheet)
{
    bool vacant = row->contract == CONTRACT_VACANT;

    sheet_row(sheet);
    if (!vacant)
        sheet_personal(sheet);
    sheet_text(sheet, vacant ? "vacant" : row->name);
    sheet_format(sheet, "%s%s", row->contract == CONTRACT_AGENCY ? "agency " : "", row->role);
    sheet_value(sheet, row->fte);
    if (vacant)
        put_blanks(sheet, 1);
    else
        sheet_count(sheet, row->cases);
    put_limit(row, sheet);
    put_day(sheet, vacant ? DAY_NONE : row->away_since);
    put_day(sheet, vacant ? row->vacant_since : DAY_NONE);
    put_blanks(sheet, 1);
}

enum result team_sheet(
    const struct scene *scene, const struct view_place *place, struct sheet *sheet)
{
    /* While the screen is shared the page shows no roster, and prepares none. */
    enum result result = snapshot_prepare(scene->snapshot, place->unit);

    if (result == RESULT_OK && workers_are_seen(scene, place->unit))
        result = snapshot_prepare_team(scene->snapshot, place->unit);
    if (result != RESULT_OK)
        return result;

    const struct roster *roster =
        workers_are_seen(scene, place->unit) ? snapshot_roster(scene->snapshot, place->unit) : NULL;

    sheet_begin(scene, place, sheet);
    put_headings(sheet);
    put_team(scene, place->unit, sheet);
    if (roster != NULL)
        put_waiting(scene, place->unit, roster, sheet);
    for (size_t i = 0; roster != NULL && i < roster->count; i++)
        put_post(&roster->rows[i], sheet);
    unit_sheet_below(scene, sheet, place->unit);
    return RESULT_OK;
}

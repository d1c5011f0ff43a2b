/* The scorecard as data. */
#include "tui/views/figures.h"
#include "tui/views/scorecard_page.h"
#include "tui/views/sheets.h"

static const char *const sheet_headings[] = {"Indicator", "Number", "Section", "In", "Good is",
    "Period", "Figure", "Moving", "Target", "Status", "Statistical neighbours", "England",
    "Best quarter"};

static void sheet_published(struct sheet *sheet, const struct published *published)
{
    sheet_text(sheet, published->text != NULL ? published->text : "");
}

/* Said of the newest figure known: it is the way from the one before to that. */
static const char *travel_to(const struct scene *scene, const struct indicator *indicator,
    const struct indicator_period *period)
{
    day_t day = scorecard_day(scene);

    return indicator_latest(indicator, day) == period
               ? scorecard_travel(indicator_travel(indicator, day))
               : "";
}

static void sheet_period(const struct scene *scene, struct sheet *sheet, const char *section,
    const struct indicator *indicator, const struct indicator_period *period)
{
    enum status status = indicator_status(indicator, &period->own, scorecard_of(scene)->tolerance);

    sheet_row(sheet);
    sheet_text(sheet, indicator->name);
    sheet_text(sheet, indicator->number);
    sheet_text(sheet, section);
    sheet_text(sheet, indicator->unit != NULL ? indicator->unit : "");
    sheet_text(sheet, scorecard_good(indicator->better));
    sheet_text(sheet, period->name != NULL ? period->name : "");
    sheet_published(sheet, &period->own);
    sheet_text(sheet, travel_to(scene, indicator, period));
    sheet_text(sheet, indicator->target != NULL ? indicator->target->goal.text : "");
    sheet_text(sheet, status != STATUS_NONE ? status_id(status) : "");
    sheet_published(sheet, &period->neighbours);
    sheet_published(sheet, &period->england);
    sheet_published(sheet, &period->best_quarter);
}

static void sheet_section(
    const struct scene *scene, struct sheet *sheet, const struct indicator_section *section)
{
    for (size_t i = 0; i < section->count; i++) {
        const struct indicator *indicator = &section->indicators[i];
        size_t count = indicator_periods(indicator, scorecard_day(scene));

        for (size_t j = count > SCORECARD_PERIODS ? count - SCORECARD_PERIODS : 0; j < count; j++)
            sheet_period(scene, sheet, section->name, indicator, &indicator->periods[j]);
    }
}

enum result scorecard_sheet(
    const struct scene *scene, const struct view_place *place, struct sheet *sheet)
{
    sheet_begin(scene, place, sheet);
    for (size_t i = 0; i < sizeof sheet_headings / sizeof sheet_headings[0]; i++)
        sheet_column(sheet, sheet_headings[i], SHEET_TEXT);
    for (size_t i = 0; i < scorecard_of(scene)->section_count; i++)
        sheet_section(scene, sheet, &scorecard_of(scene)->sections[i]);
    return RESULT_OK;
}

/* Requests for help: how many a week, from whom, and against the half-years that were published. */
#include <stdio.h>
#include <string.h>

#include "core/base/text.h"
#include "tui/views/figures.h"
#include "tui/views/ledger.h"
#include "tui/views/list.h"
#include "tui/views/outline.h"
#include "tui/views/panels.h"
#include "tui/views/pen.h"
#include "tui/views/sheets.h"
#include "tui/views/trend.h"

#define MARGIN       1
#define HEAD_LINES   3 /* tabs, and two sentences */
#define CHART_LEAST  6
#define CHART_MOST   16
#define SOURCES_MOST 12
#define MONTHS       60 /* back from the day shown, for published periods */

static const struct front_doors *doors_of(const struct service *service)
{
    return &service->reference.front_doors;
}

/* --- stops: each front door, then the published periods
 * ------------------------------------------ */

/* Without front doors in the configuration the place's own unit is the one. */
static int count_doors(const struct service *service)
{
    const struct front_doors *doors = doors_of(service);

    return doors->unit_count > 0 ? (int)doors->unit_count : 1;
}

static int count_stops(const struct service *service)
{
    return count_doors(service) + (doors_of(service)->period_count > 0 ? 1 : 0);
}

static bool is_periods(const struct scene *scene, const struct view_place *place)
{
    return place->panel >= count_doors(scene->service);
}

/* The unit, if it is at or below the top of what is shown; else UNIT_NONE. */
static unit_index if_shown(const struct scene *scene, unit_index unit)
{
    unit_index root = scene->outline->root;

    return root == UNIT_NONE || unit_is_within(scene->service->units, unit, root) ? unit
                                                                                  : UNIT_NONE;
}

/* The unit that requests come in at; the periods are about the first. UNIT_NONE: no unit, or none
 * that may be seen. */
static unit_index door_of(const struct scene *scene, const struct view_place *place)
{
    const struct front_doors *doors = doors_of(scene->service);

    if (doors->unit_count == 0)
        return place->unit;
    return if_shown(scene, doors->units[is_periods(scene, place) ? 0 : place->panel]);
}

static const char *stop_title(const struct scene *scene, const struct view_place *place, int stop)
{
    const struct front_doors *doors = doors_of(scene->service);

    if (stop >= count_doors(scene->service))
        return "Published periods";
    unit_index unit = doors->unit_count > 0 ? doors->units[stop] : place->unit;

    return unit == UNIT_NONE ? "" : unit_of(scene, unit)->name;
}

/* --- a door's sources
 * ------------------------------------------------------------------------------ */

/* What comes in at a unit, by source: the figure is its count in the window and its share. */
struct sources {
    unit_index unit;
    struct share shares[SOURCES_MOST];
    size_t count;
};

static struct measure_ref requests_from(const char *source)
{
    return (struct measure_ref){measure_named("requests").measure, source};
}

static void read_sources(const struct scene *scene, unit_index unit, struct sources *sources)
{
    sources->unit = unit;
    sources->count =
        snapshot_shares(scene->snapshot, unit, PART_REQUESTS, SOURCES_MOST, sources->shares);
}

/* Σ of the source's newest whole week; false when there is none. */
static bool last_week(const struct scene *scene, unit_index unit, const char *source, fixed_t *ret)
{
    struct figure figure;

    if (snapshot_trend(
            scene->snapshot, unit, requests_from(source), POINTS_WEEK, 1, &figure, NULL) == 0 ||
        !figure.has_value)
        return false;
    *ret = figure.value;
    return true;
}

static const struct share *share_at(const struct ledger_cell *cell)
{
    const struct sources *sources = cell->list;

    return &sources->shares[cell->row];
}

static void draw_source(const struct ledger_cell *cell)
{
    ledger_words(cell, STYLE_TEXT, share_at(cell)->sub);
}

static void draw_count(const struct ledger_cell *cell, fixed_t count, enum style style)
{
    char text[FIXED_TEXT_SIZE];

    ledger_figure(cell, style, fixed_text_rounded(count, 0, text));
}

static void draw_week(const struct ledger_cell *cell)
{
    const struct sources *sources = cell->list;
    fixed_t count;

    if (last_week(cell->scene, sources->unit, share_at(cell)->sub, &count))
        draw_count(cell, count, STYLE_TEXT);
}

static void draw_window(const struct ledger_cell *cell)
{
    if (share_at(cell)->figure.has_numerator)
        draw_count(cell, share_at(cell)->figure.numerator, STYLE_TEXT);
}

static void draw_share(const struct ledger_cell *cell)
{
    char text[FIXED_TEXT_SIZE];

    if (share_at(cell)->figure.has_value)
        ledger_figure(cell, STYLE_DIM, fixed_text_rounded(share_at(cell)->figure.value, 0, text));
}

static void draw_bar(const struct ledger_cell *cell)
{
    if (share_at(cell)->figure.has_value)
        bar_draw(cell->canvas, cell->at, cell->scene->glyphs, STYLE_LINE,
            (double)share_at(cell)->figure.value, 100.0 * (double)FIXED_ONE, 0);
}

static void draw_weeks(const struct ledger_cell *cell)
{
    const struct sources *sources = cell->list;
    struct point points[SPARK_WEEKS];
    double low = 1, high = 0;
    size_t count = trend_weeks(cell->scene, sources->unit, requests_from(share_at(cell)->sub),
        (size_t)(cell->at.width < SPARK_WEEKS ? cell->at.width : SPARK_WEEKS), points);

    trend_range(points, count, &low, &high);
    if (count > 0)
        sparkline_draw(
            cell->canvas, cell->at, cell->scene->glyphs, STYLE_LINE, points, count, low, high);
}

enum { COLUMN_WINDOW = 2 }; /* its heading is the window's */

static const struct ledger_column source_columns[] = {
    {{.heading = "From", .width = 10, .flexible_to = 24, .priority = 0}, draw_source},
    {{.heading = "last week", .width = 9, .priority = 1, .align = ALIGN_RIGHT}, draw_week},
    {{.heading = "", .width = 9, .priority = 2, .align = ALIGN_RIGHT}, draw_window},
    {{.heading = "%", .width = 3, .priority = 3, .align = ALIGN_RIGHT}, draw_share},
    {{.heading = "share", .width = 10, .flexible_to = 30, .priority = 5}, draw_bar},
    {{.heading = "26 weeks", .width = SPARK_WEEKS, .priority = 4}, draw_weeks},
};

/* --- published periods: the total, then its sources
 * ------------------------------------------------ */

struct period_row {
    const struct request_period *period;
    const struct request_source *source; /* NULL: the heading or the total */
    bool is_heading;
};

static struct period_row period_at(const struct front_doors *doors, int row)
{
    for (size_t i = 0; i < doors->period_count; i++) {
        const struct request_period *period = &doors->periods[i];
        int sources = (int)period->source_count;

        if (row <= sources + 1)
            return (struct period_row){
                period, row > 1 ? &period->sources[row - 2] : NULL, row == 0};
        row -= sources + 2;
    }
    return (struct period_row){0};
}

static int count_period_rows(const struct front_doors *doors)
{
    int count = 0;

    for (size_t i = 0; i < doors->period_count; i++)
        count += (int)doors->periods[i].source_count + 2;
    return count;
}

static const char *period_heading(const void *list, int row)
{
    struct period_row at = period_at(list, row);

    return at.is_heading ? at.period->name : NULL;
}

static int months_in(const struct request_period *period)
{
    struct civil from = day_to_civil(period->from), last = day_to_civil(period->last);

    return (last.year - from.year) * 12 + last.month - from.month + 1;
}

/* Σ of the months of the period; false unless every one of them is known on the day shown. */
static bool count_here(const struct scene *scene, unit_index unit,
    const struct request_period *period, const char *source, fixed_t *ret)
{
    struct figure figures[MONTHS];
    struct span spans[MONTHS];
    size_t count = snapshot_trend(
        scene->snapshot, unit, requests_from(source), POINTS_MONTH, MONTHS, figures, spans);
    fixed_t sum = 0;
    int months = 0;

    for (size_t i = 0; i < count; i++)
        if (spans[i].from >= period->from && spans[i].last <= period->last &&
            figures[i].has_value) {
            sum += figures[i].value;
            months++;
        }
    if (months != months_in(period))
        return false;
    *ret = sum;
    return true;
}

static fixed_t published_count(struct period_row at)
{
    return at.source != NULL ? at.source->count : at.period->total;
}

static bool here_of(const struct ledger_cell *cell, fixed_t *ret)
{
    struct period_row at = period_at(cell->list, cell->row);
    const struct front_doors *doors = cell->list;

    return doors->unit_count > 0 && if_shown(cell->scene, doors->units[0]) != UNIT_NONE &&
           count_here(cell->scene, doors->units[0], at.period,
               at.source != NULL ? at.source->source : "", ret);
}

static void draw_period_name(const struct ledger_cell *cell)
{
    struct period_row at = period_at(cell->list, cell->row);
    char text[96];

    snprintf(text, sizeof text, "  %.80s", at.source != NULL ? at.source->source : "all requests");
    ledger_words(cell, STYLE_TEXT, text);
}

static void draw_published(const struct ledger_cell *cell)
{
    draw_count(cell, published_count(period_at(cell->list, cell->row)), STYLE_TEXT);
}

static void draw_here(const struct ledger_cell *cell)
{
    fixed_t here;

    if (here_of(cell, &here))
        draw_count(cell, here, STYLE_STRONG);
    else
        ledger_figure(cell, STYLE_DIM, cell->scene->glyphs->no_value);
}

static void draw_difference(const struct ledger_cell *cell)
{
    char text[FIGURE_TEXT];
    fixed_t here;

    if (here_of(cell, &here))
        ledger_figure(cell, STYLE_TEXT,
            signed_text(cell->scene->glyphs,
                here - published_count(period_at(cell->list, cell->row)), 0, text));
}

static fixed_t largest_total(const struct front_doors *doors)
{
    fixed_t most = 0;

    for (size_t i = 0; i < doors->period_count; i++)
        most = doors->periods[i].total > most ? doors->periods[i].total : most;
    return most;
}

static void draw_published_bar(const struct ledger_cell *cell)
{
    bar_draw(cell->canvas, cell->at, cell->scene->glyphs, STYLE_LINE,
        (double)published_count(period_at(cell->list, cell->row)),
        (double)largest_total(cell->list), 0);
}

static const struct ledger_column period_columns[] = {
    {{.heading = "Period", .width = 14, .flexible_to = 30, .priority = 0}, draw_period_name},
    {{.heading = "published", .width = 9, .priority = 1, .align = ALIGN_RIGHT}, draw_published},
    {{.heading = "here", .width = 7, .priority = 2, .align = ALIGN_RIGHT}, draw_here},
    {{.heading = "difference", .width = 10, .priority = 3, .align = ALIGN_RIGHT}, draw_difference},
    {{.heading = "", .width = 12, .flexible_to = 40, .priority = 4}, draw_published_bar},
};

#define COUNT_OF(columns) (sizeof(columns) / sizeof(columns)[0])

/* --- the screen
 * ------------------------------------------------------------------------------------ */

struct layout {
    struct rect head, chart, list; /* chart.height 0: no room */
};

/* The list gets what it needs, the chart what is left, if that is enough for one. */
static struct layout layout_of(struct rect body, int rows)
{
    struct layout layout;
    int below = body.height - HEAD_LINES;
    int chart = below - rows - 2;

    body.x += MARGIN;
    body.width -= 2 * MARGIN;
    layout.head = layout.chart = layout.list = body;
    layout.head.height = HEAD_LINES;
    layout.chart.y += HEAD_LINES;
    chart = chart > CHART_MOST ? CHART_MOST : chart;
    layout.chart.height = chart >= CHART_LEAST ? chart : 0;
    layout.list.y += HEAD_LINES + layout.chart.height;
    layout.list.height = below - layout.chart.height;
    return layout;
}

static int count_rows(const struct scene *scene, const struct view_place *place)
{
    struct sources sources;
    unit_index unit = door_of(scene, place);

    if (is_periods(scene, place))
        return count_period_rows(doors_of(scene->service));
    if (unit == UNIT_NONE)
        return 0;
    read_sources(scene, unit, &sources);
    return (int)sources.count;
}

static enum result prepare_doors(const struct scene *scene, const struct view_place *place)
{
    const struct front_doors *doors = doors_of(scene->service);
    enum result result = RESULT_OK;

    if (doors->unit_count == 0 && place->unit != UNIT_NONE)
        return snapshot_prepare(scene->snapshot, place->unit);
    for (size_t i = 0; i < doors->unit_count && result == RESULT_OK; i++)
        if (if_shown(scene, doors->units[i]) != UNIT_NONE)
            result = snapshot_prepare(scene->snapshot, doors->units[i]);
    return result;
}

static enum result demand_prepare(
    const struct scene *scene, struct view_place *place, struct rect body)
{
    enum result result = prepare_doors(scene, place);

    if (result != RESULT_OK)
        return result;
    if (place->panel >= count_stops(scene->service))
        place->panel = 0;

    int rows = count_rows(scene, place);

    list_fit(place, rows, ledger_room(layout_of(body, rows).list.height));
    return RESULT_OK;
}

static void draw_tabs(const struct scene *scene, const struct view_place *place, struct pen *pen)
{
    int stops = count_stops(scene->service), width = 0;

    for (int i = 0; i < stops; i++)
        width += 3 + text_width(stop_title(scene, place, i));
    for (int i = width > pen->rect.width ? place->panel : 0; i < stops; i++)
        pen_put(pen, i == place->panel ? STYLE_STRONG : STYLE_DIM,
            i == place->panel ? "[%s] " : " %s  ", stop_title(scene, place, i));
    pen_next(pen);
}

/* "214 requests last week   10,934 in 12 months" */
static void put_totals(const struct scene *scene, unit_index unit, struct pen *pen)
{
    struct figure figure = figure_of(scene, unit, "requests");
    char text[FIXED_TEXT_SIZE];
    fixed_t count;

    if (last_week(scene, unit, "", &count))
        pen_put(pen, STYLE_STRONG, "%s requests last week", fixed_text_rounded(count, 0, text));
    if (figure.has_data && figure.has_value)
        pen_put(pen, STYLE_TEXT, "   %s in %s", fixed_text_rounded(figure.value, 0, text),
            window_label(snapshot_window(scene->snapshot)));
    pen_next(pen);
}

/* "schools: 7 weeks above the mean: unusual" */
static void put_signal(
    const struct scene *scene, unit_index unit, const char *source, struct pen *pen)
{
    struct measure_ref measure = requests_from(source);
    struct assessed assessed = snapshot_assessed(scene->snapshot, unit, measure);
    char sentence[SENTENCE_TEXT];

    signal_sentence(&assessed, measure_points(scene->service, measure.measure), sentence);
    pen_put(pen, STYLE_TEXT, "%s%s", source, source[0] != '\0' ? ": " : "");
    pen_put(pen, signal_style(assessed.signal), "%s%s%s",
        assessed.signal >= SIGNAL_IMPROVING ? signal_arrow(scene, &assessed) : "",
        assessed.signal >= SIGNAL_IMPROVING ? " " : "", sentence);
    pen_next(pen);
}

/* `source` is "" for all requests. */
static void draw_chart(const struct scene *scene, unit_index unit, const char *source,
    struct canvas *canvas, struct rect rect)
{
    struct trend trend;

    if (rect.height == 0)
        return;
    trend_read(&trend, scene, unit, requests_from(source));
    if (trend.count > 0)
        trend_draw(&trend, scene, unit, requests_from(source).measure, canvas, rect, -1);
}

/* What the chart is of: all requests, or those of the source one is on. */
static const char *charted(const struct view_place *place, const struct sources *sources)
{
    bool chosen = place->back > 0 && place->row < (int)sources->count;

    return chosen ? sources->shares[place->row].sub : "";
}

static void draw_door(const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect body, struct pen *pen)
{
    struct layout layout = layout_of(body, place->count);
    unit_index unit = door_of(scene, place);
    const char *source;
    struct sources sources;
    struct ledger_column columns[COUNT_OF(source_columns)];
    struct ledger ledger = {columns, COUNT_OF(source_columns), &sources, NULL};

    if (unit == UNIT_NONE || !figure_of(scene, unit, "requests").has_data) {
        pen_put(pen, STYLE_DIM, "No requests are known here on this day.");
        return;
    }
    read_sources(scene, unit, &sources);
    source = charted(place, &sources);
    put_totals(scene, unit, pen);
    put_signal(scene, unit, source, pen);
    memcpy(columns, source_columns, sizeof source_columns);
    columns[COLUMN_WINDOW].column.heading = window_label(snapshot_window(scene->snapshot));
    draw_chart(scene, unit, source, canvas, layout.chart);
    ledger_draw(&ledger, scene, place, canvas, layout.list);
}

static void draw_periods(const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect body, struct pen *pen)
{
    struct layout layout = layout_of(body, place->count);
    const struct front_doors *doors = doors_of(scene->service);
    unit_index unit = door_of(scene, place);
    struct ledger ledger = {period_columns, COUNT_OF(period_columns), doors, period_heading};

    pen_put(pen, STYLE_TEXT, "%s: what was published, and the same months here",
        stop_title(scene, place, 0));
    pen_next(pen);
    pen_put(
        pen, STYLE_DIM, "%s: not all of its months are known on this day", scene->glyphs->no_value);
    if (unit != UNIT_NONE)
        draw_chart(scene, unit, "", canvas, layout.chart);
    ledger_draw(&ledger, scene, place, canvas, layout.list);
}

static void demand_draw(const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect body)
{
    struct layout layout = layout_of(body, place->count);
    struct pen pen;

    pen_init(&pen, canvas, layout.head);
    draw_tabs(scene, place, &pen);
    if (is_periods(scene, place))
        draw_periods(scene, place, canvas, body, &pen);
    else
        draw_door(scene, place, canvas, body, &pen);
}

/* The chart of all requests, or of the source one is on. */
static unsigned change_chart(struct view_place *place)
{
    place->back = place->back > 0 ? 0 : 1;
    return WISH_DRAW;
}

static unsigned demand_act(struct hand *hand, enum action action)
{
    unsigned wish = list_act(hand->place, action);

    if (action == ACTION_OPEN || action == ACTION_RIGHT)
        return change_chart(hand->place);
    if (wish != WISH_PASS)
        return wish;
    wish = panels_act(hand->place, count_stops(hand->service), action);
    if (wish != WISH_PASS)
        hand->place->row = hand->place->top = hand->place->back = 0;
    return wish;
}

/* --- as data
 * --------------------------------------------------------------------------------------- */

static void sheet_door(const struct scene *scene, unit_index unit, struct sheet *sheet)
{
    struct sources sources;

    read_sources(scene, unit, &sources);
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

static enum result demand_sheet(
    const struct scene *scene, const struct view_place *place, struct sheet *sheet)
{
    const struct front_doors *doors = doors_of(scene->service);
    enum result result = prepare_doors(scene, place);

    if (result != RESULT_OK)
        return result;
    sheet_begin(scene, place, sheet);
    sheet_column(sheet, "Unit", SHEET_TEXT);
    sheet_column(sheet, "From", SHEET_TEXT);
    sheet_column(sheet, "Requests in the window", SHEET_PEOPLE);
    for (size_t i = 0; i < doors->unit_count; i++)
        if (if_shown(scene, doors->units[i]) != UNIT_NONE)
            sheet_door(scene, doors->units[i], sheet);
    if (doors->unit_count == 0 && place->unit != UNIT_NONE)
        sheet_door(scene, place->unit, sheet);
    return RESULT_OK;
}

static const struct hint_words words[] = {{ACTION_OPEN, "one source"}, {ACTION_NONE, NULL}};
static const enum action hints[] = {ACTION_NEXT_PANEL, ACTION_DOWN, ACTION_OPEN, ACTION_WINDOW,
    ACTION_DAY_BACK, ACTION_LIVE, ACTION_NONE};

const struct view demand_view = {
    .id = "demand",
    .title = "Demand",
    .about =
        "Requests for help a week at each front door, with the limits of their usual variation, "
        "and "
        "who they come from. The last stop puts the half-years that were published beside the same "
        "months here. Tab goes from one to the next; Enter charts one source, or all again.",
    .hints = hints,
    .words = words,
    .prepare = demand_prepare,
    .draw = demand_draw,
    .act = demand_act,
    .sheet = demand_sheet,
};

/* Requests for help: how many a week, from whom, and against the half-years that were published. */
#include <string.h>

#include "core/base/text.h"
#include "tui/views/demand_page.h"
#include "tui/views/figures.h"
#include "tui/views/list.h"
#include "tui/views/outline.h"
#include "tui/views/panels.h"
#include "tui/views/pen.h"
#include "tui/views/trend.h"

#define MARGIN      1
#define HEAD_LINES  3  /* tabs, and two sentences */
#define STOPS_MOST  64 /* what a place is believed to be at; preparing says what there is */
#define CHART_LEAST 6
#define CHART_MOST  16

/* --- stops: each front door, then the published periods --------------------------------------- */

/* Without front doors in the configuration the place's own unit is the one. */
static int count_doors(const struct service *service)
{
    const struct front_doors *doors = demand_doors(service);

    return doors->unit_count > 0 ? (int)doors->unit_count : 1;
}

static int count_stops(const struct service *service)
{
    return count_doors(service) + (demand_doors(service)->period_count > 0 ? 1 : 0);
}

static bool is_periods(const struct scene *scene, const struct view_place *place)
{
    return place->panel >= count_doors(scene->service);
}

/* The unit that requests come in at; the periods are about the first. UNIT_NONE: no unit, or none
 * that may be seen. */
static unit_index door_of(const struct scene *scene, const struct view_place *place)
{
    const struct front_doors *doors = demand_doors(scene->service);

    if (doors->unit_count == 0)
        return place->unit;
    return demand_if_shown(scene, doors->units[is_periods(scene, place) ? 0 : place->panel]);
}

static const char *stop_title(const struct scene *scene, const struct view_place *place, int stop)
{
    const struct front_doors *doors = demand_doors(scene->service);

    if (stop >= count_doors(scene->service))
        return "Published periods";
    unit_index unit = doors->unit_count > 0 ? doors->units[stop] : place->unit;

    return unit == UNIT_NONE ? "" : unit_of(scene, unit)->name;
}

/* --- a door's sources ------------------------------------------------------------------------- */

/* Σ of the source's newest whole week; false when there is none. */
static bool last_week(
    const struct scene *scene, unit_index unit, const char *source, struct figure *ret)
{
    return snapshot_trend(
               scene->snapshot, unit, demand_requests(source), POINTS_WEEK, 1, ret, NULL) > 0 &&
           (ret->has_value || ret->suppressed);
}

static const struct share *share_at(const struct grid_cell *cell)
{
    const struct demand_sources *sources = cell->list;

    return &sources->shares[cell->row];
}

static void draw_source(const struct grid_cell *cell)
{
    grid_field(cell, STYLE_TEXT, share_at(cell)->sub);
}

static void draw_week(const struct grid_cell *cell)
{
    const struct demand_sources *sources = cell->list;
    struct figure week;

    if (!last_week(cell->scene, sources->unit, share_at(cell)->sub, &week))
        return;
    if (week.suppressed)
        grid_figure(cell, STYLE_TEXT, SUPPRESSED_TEXT);
    else
        demand_draw_count(cell, week.value, STYLE_TEXT);
}

static void draw_window(const struct grid_cell *cell)
{
    if (share_at(cell)->figure.suppressed)
        grid_figure(cell, STYLE_TEXT, SUPPRESSED_TEXT);
    else if (share_at(cell)->figure.has_numerator)
        demand_draw_count(cell, share_at(cell)->figure.numerator, STYLE_TEXT);
}

static void draw_share(const struct grid_cell *cell)
{
    char text[FIXED_TEXT_SIZE];

    if (share_at(cell)->figure.has_value)
        grid_figure(cell, STYLE_DIM, fixed_text_rounded(share_at(cell)->figure.value, 0, text));
}

static void draw_bar(const struct grid_cell *cell)
{
    if (share_at(cell)->figure.has_value)
        bar_draw(cell->canvas, cell->at, cell->scene->glyphs, STYLE_LINE,
            (double)share_at(cell)->figure.value, 100.0 * (double)FIXED_ONE, 0);
}

static void draw_weeks(const struct grid_cell *cell)
{
    const struct demand_sources *sources = cell->list;
    struct point points[SPARK_WEEKS];
    double low = 1, high = 0;
    size_t count = trend_weeks(cell->scene, sources->unit, demand_requests(share_at(cell)->sub),
        (size_t)(cell->at.width < SPARK_WEEKS ? cell->at.width : SPARK_WEEKS), points);

    trend_range(points, count, &low, &high);
    if (count > 0)
        sparkline_draw(
            cell->canvas, cell->at, cell->scene->glyphs, STYLE_LINE, points, count, low, high);
}

enum { COLUMN_WINDOW = 2 }; /* its heading is the window's */

static const struct grid_column source_columns[] = {
    {{.heading = "From", .width = 10, .flexible_to = 24, .priority = 0}, draw_source},
    {{.heading = "last week", .width = 9, .priority = 1, .align = ALIGN_RIGHT}, draw_week},
    {{.heading = "", .width = 9, .priority = 2, .align = ALIGN_RIGHT}, draw_window},
    {{.heading = "%", .width = 3, .priority = 3, .align = ALIGN_RIGHT}, draw_share},
    {{.heading = "share", .width = 10, .flexible_to = 30, .priority = 5}, draw_bar},
    {{.heading = "26 weeks", .width = SPARK_WEEKS, .priority = 4}, draw_weeks},
};

#define COUNT_OF(columns) (sizeof(columns) / sizeof(columns)[0])

/* --- the screen ------------------------------------------------------------------------------- */

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
    struct demand_sources sources;
    unit_index unit = door_of(scene, place);

    if (is_periods(scene, place))
        return demand_period_rows(demand_doors(scene->service));
    if (unit == UNIT_NONE)
        return 0;
    demand_read_sources(scene, unit, &sources);
    return (int)sources.count;
}

static enum result demand_prepare(
    const struct scene *scene, struct view_place *place, struct rect body)
{
    enum result result = demand_prepare_doors(scene, place);

    if (result != RESULT_OK)
        return result;
    if (place->panel >= count_stops(scene->service))
        place->panel = 0;

    int rows = count_rows(scene, place);

    list_fit(place, rows, grid_room(layout_of(body, rows).list.height));
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
    const struct measure *measure = demand_requests("").measure;
    struct figure figure = figure_of(scene, unit, "requests"), week;
    char text[FIGURE_TEXT];

    if (last_week(scene, unit, "", &week))
        pen_put(
            pen, STYLE_STRONG, "%s requests last week", figure_text(scene, &week, measure, text));
    if (figure.has_value || figure.suppressed)
        pen_put(pen, STYLE_TEXT, "   %s in %s", figure_text(scene, &figure, measure, text),
            window_label(snapshot_window(scene->snapshot)));
    pen_next(pen);
}

/* "schools: 7 weeks above the mean: unusual" */
static void put_signal(
    const struct scene *scene, unit_index unit, const char *source, struct pen *pen)
{
    struct measure_ref measure = demand_requests(source);
    struct assessed assessed = snapshot_assessed(scene->snapshot, unit, measure);
    char sentence[SENTENCE_TEXT];

    signal_sentence(&assessed, measure_points(scene->service, measure.measure), sentence);
    pen_put(pen, STYLE_TEXT, "%s%s", source, source[0] != '\0' ? ": " : "");
    pen_put(pen, signal_style(assessed.signal), "%s%s%s",
        assessed.signal >= SIGNAL_IMPROVING ? signal_arrow(scene, &assessed) : "",
        assessed.signal >= SIGNAL_IMPROVING ? " " : "", sentence);
    pen_next(pen);
}

/* What the chart is of: all requests, or those of the source one is on. */
static const char *charted(const struct view_place *place, const struct demand_sources *sources)
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
    struct demand_sources sources;
    struct grid_column columns[COUNT_OF(source_columns)];
    struct grid grid = {.columns = columns, .count = COUNT_OF(source_columns), .list = &sources};

    if (unit == UNIT_NONE || !figure_of(scene, unit, "requests").has_data) {
        pen_put(pen, STYLE_DIM, "No requests are known here on this day.");
        return;
    }
    demand_read_sources(scene, unit, &sources);
    source = charted(place, &sources);
    put_totals(scene, unit, pen);
    put_signal(scene, unit, source, pen);
    memcpy(columns, source_columns, sizeof source_columns);
    columns[COLUMN_WINDOW].column.heading = window_label(snapshot_window(scene->snapshot));
    demand_draw_chart(scene, unit, source, canvas, layout.chart);
    grid_draw(&grid, scene, place, canvas, layout.list);
}

static void draw_periods(const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect body, struct pen *pen)
{
    struct layout layout = layout_of(body, place->count);
    unit_index unit = door_of(scene, place);

    pen_put(pen, STYLE_TEXT, "%s: what was published, and the same months here",
        stop_title(scene, place, 0));
    pen_next(pen);
    pen_put(
        pen, STYLE_DIM, "%s: not all of its months are known on this day", scene->glyphs->no_value);
    if (unit != UNIT_NONE)
        demand_draw_chart(scene, unit, "", canvas, layout.chart);
    demand_draw_periods(scene, place, canvas, layout.list);
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

/* A published period has no chart of its own. */
static bool demand_offers(
    const struct scene *scene, const struct view_place *place, enum action action)
{
    bool charts = action != ACTION_OPEN || !is_periods(scene, place);

    return charts && list_offers(place, action);
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
        "months here. {next-panel} goes from one to the next; {open} charts one source, or all "
        "again.",
    .hints = hints,
    .panels = STOPS_MOST,
    .words = words,
    .prepare = demand_prepare,
    .offers = demand_offers,
    .draw = demand_draw,
    .act = demand_act,
    .sheet = demand_sheet,
};

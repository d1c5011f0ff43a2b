#include "tui/views/table_columns.h"

#include <string.h>

#include "core/base/text.h"
#include "tui/views/figures.h"
#include "tui/views/movement.h"
#include "tui/views/trend.h"

#define SIGNS 4 /* "R ▲ " before a judged figure */

/* --- figures ---------------------------------------------------------------------------------- */

/* A figure that moved says by how much where the field has room for it; one the last import moved
 * is marked. */
static void draw_value(const struct slot *slot, const struct measure *measure,
    const struct figure *figure, enum style style)
{
    char text[FIGURE_TEXT], moved[FIGURE_TEXT];
    struct movement movement = movement_of(slot->scene, slot->unit, measure);

    figure_text(slot->scene, figure, measure, text);
    movement_text(slot->scene, &movement, measure, moved);
    canvas_figure(
        slot->canvas, slot->x, slot->y, slot->width, movement.fresh ? STYLE_CHANGED : style, text);
    if (moved[0] != '\0' && text_width(moved) + text_width(text) < slot->width)
        canvas_text(slot->canvas, slot->x, slot->y, STYLE_CHANGED, moved);
}

static void draw_plain(const struct slot *slot, struct measure_ref measure)
{
    struct figure figure = snapshot_figure(slot->scene->snapshot, slot->unit, measure);
    bool stale = snapshot_stale(slot->scene->snapshot, measure);

    draw_value(slot, measure.measure, &figure, stale ? STYLE_STALE : STYLE_TEXT);
}

/* "R ▲ 26.0": status by letter and colour, the signal by its arrow, then the figure. */
static void draw_judged(const struct slot *slot, struct measure_ref measure)
{
    struct assessed assessed = snapshot_assessed(slot->scene->snapshot, slot->unit, measure);
    enum style style = assessed.stale ? STYLE_STALE : status_style(assessed.status);
    struct slot figure = *slot;

    if (!assessed.figure.has_data)
        return;
    canvas_format(slot->canvas, slot->x, slot->y, style, "%c", status_letter(assessed.status));
    canvas_text(slot->canvas, slot->x + 2, slot->y, signal_style(assessed.signal),
        signal_arrow(slot->scene, &assessed));
    figure.x += SIGNS;
    figure.width -= SIGNS;
    draw_value(&figure, measure.measure, &assessed.figure, style);
}

static void draw_trend(const struct slot *slot, struct measure_ref measure)
{
    struct point points[SPARK_WEEKS];
    size_t columns = slot->width < SPARK_WEEKS ? (size_t)slot->width : SPARK_WEEKS;
    size_t count = trend_weeks(slot->scene, slot->unit, measure, columns, points);

    sparkline_draw(slot->canvas, (struct rect){slot->x, slot->y, slot->width, 1},
        slot->scene->glyphs, STYLE_LINE, points, count, slot->low, slot->high);
}

/* "21.0 / 26.0": both halves are as wide, so that the strokes stand in a line. */
static void draw_posts(const struct slot *slot, struct measure_ref measure)
{
    struct figure established = figure_of(slot->scene, slot->unit, "establishment_fte");
    struct slot half = *slot;
    char text[FIGURE_TEXT];

    if (!established.has_data)
        return;
    half.width = (slot->width - 3) / 2;
    draw_plain(&half, measure);
    canvas_text(slot->canvas, slot->x + half.width + 1, slot->y, STYLE_DIM, "/");
    figure_text(slot->scene, &established, measure.measure, text);
    canvas_figure(slot->canvas, slot->x + half.width + 3, slot->y, slot->width - half.width - 3,
        STYLE_TEXT, text);
}

/* --- widths that digits need ------------------------------------------------------------------ */

/* While a day is held, the difference is what one looks for: it gets room of its own. */
static int needs_moved(const struct scene *scene, unit_index unit, struct measure_ref measure)
{
    char text[FIGURE_TEXT];

    if (scene->then == NULL)
        return 0;

    struct movement movement = movement_of(scene, unit, measure.measure);

    movement_text(scene, &movement, measure.measure, text);
    return text[0] != '\0' ? text_width(text) + 1 : 0;
}

static int needs_plain(const struct scene *scene, unit_index unit, struct measure_ref measure)
{
    struct figure figure = snapshot_figure(scene->snapshot, unit, measure);
    char text[FIGURE_TEXT];

    return text_width(figure_text(scene, &figure, measure.measure, text)) +
           needs_moved(scene, unit, measure);
}

static int needs_judged(const struct scene *scene, unit_index unit, struct measure_ref measure)
{
    return SIGNS + needs_plain(scene, unit, measure);
}

static int needs_posts(const struct scene *scene, unit_index unit, struct measure_ref measure)
{
    int established = needs_plain(scene, unit, measure_named("establishment_fte"));
    int in_post = needs_plain(scene, unit, measure);

    return 3 + 2 * (established > in_post ? established : in_post);
}

/* --- the columns ------------------------------------------------------------------------------ */

/* Columns of one group share the very same string. */
static const char caseload[] = "Caseload";
static const char sickness[] = "Sickness";
static const char staffing[] = "Staffing";

/* Column, then: group, heading, measure, width, most, priority, how it is drawn, how wide it has to
 * be, whether one can sort by it. A sparkline's heading says how far it reaches. */
static const struct column_spec specs[TABLE_COLUMNS] = {
    [TABLE_UNIT] = {NULL, "Unit", NULL, TABLE_NAME_LEAST, TABLE_NAME_MOST, 0, NULL, NULL, true,
        false},
    [TABLE_PRESSURE] = {caseload, "pressure", "pressure", 8, 9, 1, draw_judged, needs_judged, true,
        false},
    [TABLE_OPEN] = {caseload, "open", "open_cases", 5, 9, 2, draw_plain, needs_plain, true, false},
    [TABLE_EACH] = {caseload, "each", "average_caseload", 5, 5, 6, draw_plain, needs_plain, true,
        false},
    [TABLE_UNALLOCATED] = {caseload, "unalloc", "unallocated_cases", 7, 8, 7, draw_plain,
        needs_plain, true, false},
    [TABLE_PRESSURE_TREND] = {caseload, "26 weeks", "pressure", 8, SPARK_WEEKS, 10, draw_trend,
        NULL, false, true},
    [TABLE_SICKNESS] = {sickness, NULL, "sickness_rate", 8, 9, 3, draw_judged, needs_judged, true,
        false},
    [TABLE_TODAY] = {sickness, "today", "fte_absent", 5, 10, 5, draw_plain, needs_plain, true,
        false},
    [TABLE_SICKNESS_TREND] = {sickness, "26 weeks", "sickness_rate", 8, SPARK_WEEKS, 11, draw_trend,
        NULL, false, true},
    [TABLE_POSTS] = {staffing, "in post / est", "fte_in_post", 13, 13, 4, draw_posts, needs_posts,
        true, false},
    [TABLE_VACANCY] = {staffing, "vac %", "vacancy_rate", 5, 6, 8, draw_plain, needs_plain, true,
        false},
    [TABLE_AGENCY] = {staffing, "agy %", "agency_rate", 5, 6, 9, draw_plain, needs_plain, true,
        false},
};

const struct column_spec *table_spec(int column)
{
    return &specs[column];
}

bool table_has(const struct service *service, int column)
{
    return column == TABLE_UNIT || service->feed_count == 0 ||
           service_feeds_measure(service, table_measure(column).measure);
}

int table_next_sort(const struct service *service, int column)
{
    do
        column = (column + 1) % TABLE_COLUMNS;
    while (!specs[column].sorts || !table_has(service, column));
    return column;
}

int table_sort_named(const char *name)
{
    if (strcmp(name, "unit") == 0)
        return TABLE_UNIT;
    for (int i = TABLE_UNIT + 1; i < TABLE_COLUMNS; i++)
        if (specs[i].sorts && strcmp(specs[i].measure, name) == 0)
            return i;
    return -1;
}

struct measure_ref table_measure(int column)
{
    return measure_named(specs[column].measure);
}

/* --- order ------------------------------------------------------------------------------------ */

static uint64_t question(const struct scene *scene, const struct view_place *place)
{
    (void)scene;
    return place->sort.column != TABLE_UNIT ? (uint64_t)place->sort.column : 0;
}

static enum result look(
    const struct scene *scene, const struct view_place *place, unit_index unit, struct figure *ret)
{
    *ret = snapshot_figure(scene->snapshot, unit, table_measure(place->sort.column));
    return RESULT_OK;
}

const struct survey table_survey = {.question = question, .look = look};

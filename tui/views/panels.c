#include "tui/views/panels.h"

#include <float.h>
#include <stdio.h>
#include <string.h>

#include "core/base/text.h"
#include "tui/views/brief.h"
#include "tui/views/facts.h"
#include "tui/views/figures.h"
#include "tui/views/trend.h"

#define ABREAST_LEAST 114 /* columns in which three panels stand side by side */
#define STRIP_LEAST   5   /* rule, title and three sentences */
#define STRIP_MOST    8   /* … and all sentences, sparkline and parts */
#define BRIEF_LINES   7   /* rule, title, labels, figures, judgement and two parts */
#define CHART_LEAST   4
#define CHART_PLAIN   6 /* rows of a chart in which limits and target stand apart */
#define BARS_MOST     6 /* lines of bars that are kept below a chart */
#define BETWEEN       3 /* " │ " */

struct panel_row {
    struct panel_info info;
    void (*brief)(const struct scene *scene, unit_index unit, struct pen *pen);
    void (*facts)(const struct scene *scene, unit_index unit, struct pen *pen);
    void (*parts)(const struct scene *scene, unit_index unit, struct pen *pen);
    void (*bars)(const struct scene *scene, unit_index unit, struct pen *pen);
};

static const struct panel_row panels[PANEL_COUNT] = {
    [PANEL_CASELOAD] =
        {
            {"Caseload", {"pressure", "open_cases", "average_caseload", "unallocated_cases",
                             "cases_opened"}},
            caseload_brief,
            caseload_facts,
            caseload_parts,
            caseload_bars,
        },
    [PANEL_SICKNESS] =
        {
            {"Sickness", {"sickness_rate", "days_lost_per_fte", "fte_absent", "long_term_absent"}},
            sickness_brief,
            sickness_facts,
            sickness_parts,
            sickness_bars,
        },
    [PANEL_STAFFING] =
        {
            {"Staffing",
                {"vacancy_rate", "agency_rate", "turnover_rate", "fte_in_post", "agency_fte"}},
            staffing_brief,
            staffing_facts,
            staffing_parts,
            staffing_bars,
        },
};

const struct panel_info *panel_at(int panel)
{
    return &panels[panel].info;
}

int panel_measure_count(int panel)
{
    int count = 0;

    while (count < PANEL_MEASURES && panels[panel].info.measures[count] != NULL)
        count++;
    return count;
}

bool panel_find(const char *measure_id, int *ret_panel, int *ret_row)
{
    for (int panel = 0; panel < PANEL_COUNT; panel++)
        for (int row = 0; row < panel_measure_count(panel); row++)
            if (strcmp(panels[panel].info.measures[row], measure_id) == 0) {
                *ret_panel = panel;
                *ret_row = row;
                return true;
            }
    return false;
}

bool panels_are_tabs(int width)
{
    return width < ABREAST_LEAST;
}

int panel_first_known(const struct scene *scene, unit_index unit, int panel)
{
    for (int i = 0; i < panel_measure_count(panel); i++)
        if (figure_of(scene, unit, panels[panel].info.measures[i]).has_data)
            return i;
    return 0;
}

static int height_of(int body_height, int most)
{
    int height = body_height / 3 + 1;

    if (height < STRIP_LEAST)
        return 0;
    return height < most ? height : most;
}

int panels_strip_height(int body_height)
{
    return height_of(body_height, STRIP_MOST);
}

int panels_brief_height(int width, int body_height)
{
    return height_of(body_height, panels_are_tabs(width - 2) ? STRIP_MOST : BRIEF_LINES);
}

unsigned panels_act(struct view_place *place, int count, enum action action)
{
    if (action == ACTION_NEXT_PANEL)
        place->panel = (place->panel + 1) % count;
    else if (action == ACTION_PREVIOUS_PANEL)
        place->panel = (place->panel + count - 1) % count;
    else
        return WISH_PASS;
    return WISH_DRAW;
}

/* --- one panel -------------------------------------------------------------------------------- */

struct panel_drawing {
    const struct scene *scene;
    unit_index unit;
    int panel;
    int keys; /* the panel that has the keys */
    struct canvas *canvas;
    struct rect rect;
};

static struct measure_ref headline(const struct panel_drawing *drawing)
{
    int first = panel_first_known(drawing->scene, drawing->unit, drawing->panel);

    return measure_named(panels[drawing->panel].info.measures[first]);
}

static void draw_title(const struct panel_drawing *drawing, struct pen *pen)
{
    const char *title = panels[drawing->panel].info.title;
    bool stale = snapshot_stale(drawing->scene->snapshot, headline(drawing));

    pen_put(pen, STYLE_STRONG, "%s", title);
    if (drawing->panel == drawing->keys)
        canvas_select(
            drawing->canvas, (struct rect){drawing->rect.x, drawing->rect.y, text_width(title), 1});
    if (stale)
        pen_put(pen, STYLE_STALE, "  stale");
    pen_next(pen);
}

/* "▂▃▄▅  pressure, 26 weeks": what the line is and how far it reaches. */
static void draw_spark(const struct panel_drawing *drawing, struct pen *pen)
{
    struct point points[SPARK_WEEKS];
    struct measure_ref measure = headline(drawing);
    struct rect line = pen_rest(pen);
    double low = DBL_MAX, high = -DBL_MAX;
    char reach[TREND_REACH];
    size_t columns = line.width * 2 / 5 < SPARK_WEEKS ? (size_t)(line.width * 2 / 5) : SPARK_WEEKS;
    size_t count = trend_weeks(drawing->scene, drawing->unit, measure, columns, points);

    line.width = (int)columns;
    if (count > 0 && line.height > 0) {
        trend_range(points, count, &low, &high);
        sparkline_draw(
            drawing->canvas, line, drawing->scene->glyphs, STYLE_LINE, points, count, low, high);
        pen->x += line.width;
        pen_put(pen, STYLE_DIM, " %s", measure.measure->short_label);
        pen_put(pen, STYLE_DIM, " %s", trend_reach(drawing->scene, drawing->unit, measure, reach));
    }
    pen_next(pen);
}

/* Beside two others: what the row in the table says already is left out. */
static void draw_brief(const struct panel_drawing *drawing, struct pen *pen)
{
    panels[drawing->panel].brief(drawing->scene, drawing->unit, pen);
}

static void draw_small(const struct panel_drawing *drawing, struct pen *pen)
{
    const struct panel_row *panel = &panels[drawing->panel];

    panel->facts(drawing->scene, drawing->unit, pen);
    draw_spark(drawing, pen);
    panel->parts(drawing->scene, drawing->unit, pen);
}

/* "Pressure by month  · limits  - target": what the line and the two kinds of dashes are. */
static void draw_legend(
    const struct panel_drawing *drawing, const struct trend *trend, struct pen *pen)
{
    const struct measure *measure = headline(drawing).measure;
    const struct glyphs *glyphs = drawing->scene->glyphs;
    const struct thresholds *thresholds =
        unit_thresholds(drawing->scene->service, drawing->unit, measure);

    pen_put(pen, STYLE_DIM, "%s by %s", measure->short_label, trend_every(trend));
    if (trend->xmr.sound)
        pen_put(pen, STYLE_LIMIT, "  %s limits", glyphs->limit_dash);
    if (thresholds != NULL && (thresholds->has_target || thresholds->has_band))
        pen_put(pen, STYLE_TARGET, "  %s target", glyphs->target_dash);
    pen_next(pen);
}

static void draw_chart(const struct panel_drawing *drawing, int height, struct pen *pen)
{
    struct measure_ref measure = headline(drawing);
    struct trend trend;

    trend_read(&trend, drawing->scene, drawing->unit, measure);
    draw_legend(drawing, &trend, pen);

    struct rect rect = pen_below(pen);

    rect.height = height;
    trend_draw(&trend, drawing->scene, drawing->unit, measure.measure, drawing->canvas, rect, -1);
    pen->line += height;
}

/* Of the lines that the sentences leave, those of the chart: it comes first, it answers "is it new",
 * and needs some to say it. */
static int chart_height(int rest)
{
    int height = rest * 2 / 3 > rest - BARS_MOST ? rest * 2 / 3 : rest - BARS_MOST;

    if (height >= CHART_PLAIN)
        return height;
    return rest < CHART_PLAIN ? rest : CHART_PLAIN;
}

static void draw_tall(const struct panel_drawing *drawing, struct pen *pen)
{
    const struct panel_row *panel = &panels[drawing->panel];

    panel->facts(drawing->scene, drawing->unit, pen);

    int height = chart_height(pen_below(pen).height - 1);

    if (height >= CHART_LEAST)
        draw_chart(drawing, height, pen);
    panel->bars(drawing->scene, drawing->unit, pen);
}

typedef void draw_panel_fn(const struct panel_drawing *drawing, struct pen *pen);

static void draw_one(const struct panel_drawing *drawing, draw_panel_fn *draw)
{
    struct pen pen;

    pen_init(&pen, drawing->canvas, drawing->rect);
    draw_title(drawing, &pen);
    draw(drawing, &pen);
}

/* --- three, or one with tabs ------------------------------------------------------------------ */

static int panel_width(int width)
{
    return (width - BETWEEN * (PANEL_COUNT - 1)) / PANEL_COUNT;
}

static void draw_abreast(struct panel_drawing *drawing, draw_panel_fn *draw)
{
    struct rect all = drawing->rect;
    int width = panel_width(all.width);

    for (int i = 0; i < PANEL_COUNT; i++) {
        int x = all.x + i * (width + BETWEEN);

        drawing->panel = i;
        drawing->rect = (struct rect){x, all.y, width, all.height};
        draw_one(drawing, draw);
        if (i > 0)
            canvas_vertical(drawing->canvas, x - 2, all.y, all.height, STYLE_FRAME,
                drawing->scene->glyphs->ascii);
    }
}

/* The names of all panels on one line, the one shown in brackets. */
static void draw_tabs(const struct panel_drawing *drawing, struct pen *pen)
{
    for (int i = 0; i < PANEL_COUNT; i++) {
        bool shown = i == drawing->panel;
        int from = drawing->rect.x + pen->x;

        pen_put(
            pen, shown ? STYLE_STRONG : STYLE_DIM, shown ? "[%s] " : " %s  ", panels[i].info.title);
        if (i == drawing->keys)
            canvas_select(drawing->canvas,
                (struct rect){from, drawing->rect.y, text_width(panels[i].info.title) + 2, 1});
    }
    if (snapshot_stale(drawing->scene->snapshot, headline(drawing)))
        pen_put(pen, STYLE_STALE, " stale");
    pen_next(pen);
}

static void draw_tabbed(struct panel_drawing *drawing, draw_panel_fn *draw)
{
    struct pen pen;

    drawing->panel = drawing->keys < PANEL_COUNT ? drawing->keys : PANEL_CASELOAD;
    pen_init(&pen, drawing->canvas, drawing->rect);
    draw_tabs(drawing, &pen);
    draw(drawing, &pen);
}

static void draw_panels(struct panel_drawing *drawing, int shown, draw_panel_fn *draw)
{
    if (!panels_are_tabs(drawing->rect.width)) {
        draw_abreast(drawing, draw);
        return;
    }
    drawing->keys = shown;
    draw_tabbed(drawing, draw);
}

/* Over three panels the name has at least the width of the first, so that the rule stands still. */
static int name_width(const char *name, int width)
{
    int least = panels_are_tabs(width - 2) ? 0 : panel_width(width - 2) - 1;
    int wanted = text_width(name) > least ? text_width(name) : least;

    return wanted < width - 5 ? wanted : width - 5;
}

static void draw_rule(
    const struct scene *scene, unit_index unit, struct canvas *canvas, struct rect rect)
{
    const char *name = unit_of(scene, unit)->name;
    int width = name_width(name, rect.width);

    canvas_horizontal(canvas, rect.x, rect.y, rect.width, STYLE_FRAME, scene->glyphs->ascii);
    if (width <= 0)
        return;
    canvas_fill(canvas, (struct rect){rect.x + 1, rect.y, width + 2, 1}, STYLE_STRONG, ' ');
    canvas_field(canvas, rect.x + 2, rect.y, width, ALIGN_LEFT, STYLE_STRONG, name);
}

static void draw_strip(const struct scene *scene, unit_index unit, int panel, int keys,
    struct canvas *canvas, struct rect rect, draw_panel_fn *draw)
{
    struct panel_drawing drawing = {.scene = scene,
        .unit = unit,
        .keys = keys,
        .canvas = canvas,
        .rect = {rect.x + 1, rect.y + 1, rect.width - 2, rect.height - 1}};

    draw_rule(scene, unit, canvas, rect);
    draw_panels(&drawing, panel, draw);
}

void panels_draw_strip(const struct scene *scene, unit_index unit, int panel, int keys,
    struct canvas *canvas, struct rect rect)
{
    draw_strip(scene, unit, panel, keys, canvas, rect, draw_small);
}

void panels_draw_brief(
    const struct scene *scene, unit_index unit, int panel, struct canvas *canvas, struct rect rect)
{
    draw_strip(scene, unit, panel, PANEL_LIST, canvas, rect,
        panels_are_tabs(rect.width - 2) ? draw_small : draw_brief);
}

void panels_draw_tall(
    const struct scene *scene, unit_index unit, int panel, struct canvas *canvas, struct rect rect)
{
    struct panel_drawing drawing = {
        .scene = scene, .unit = unit, .keys = panel, .canvas = canvas, .rect = rect};

    draw_panels(&drawing, panel, draw_tall);
}

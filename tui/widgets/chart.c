#include "tui/widgets/chart.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/base/text.h"

#define LABEL_SIZE      32
#define ROWS_A_TICK     3 /* a tick every three rows can be told apart and leaves the data in front */
#define STEPS_LEAST     2  /* coarser ticks would take more room than the data on a low chart */
#define PLOT_LEAST      8  /* columns that labels must leave to the data */
#define PLOT_WITH_LINES 24 /* … and labels of lines at the right */

/* --- the range -------------------------------------------------------------------------------- */

struct range {
    double least, most;
};

static void include(struct range *range, double value)
{
    if (!value_shows(value))
        return;
    range->least = fmin(range->least, value);
    range->most = fmax(range->most, value);
}

static struct range range_of(const struct chart *chart)
{
    struct range range = {INFINITY, -INFINITY};

    for (size_t i = 0; i < chart->count; i++)
        if (point_shows(&chart->points[i]))
            include(&range, chart->points[i].value);
    for (size_t i = 0; i < chart->line_count; i++)
        include(&range, chart->lines[i].value);
    return range;
}

static struct scale scale_for(const struct chart *chart, int rows)
{
    struct range range = range_of(chart);
    int steps = rows / ROWS_A_TICK;

    return scale_of(range.least, range.most, steps > STEPS_LEAST ? steps : STEPS_LEAST,
        pow(10, -chart->decimals));
}

/* --- where the parts are ---------------------------------------------------------------------- */

struct layout {
    int scale_width; /* labels of the y axis, without the axis; 0: none */
    int axis_width;  /* 1 or 0 */
    int lines_width; /* labels of lines at the right; 0: none */
    int below;       /* rows under the plot: the x axis and its labels */
};

static void tick_text(const struct plot *plot, int tick, char *buffer)
{
    double value = plot->scale.low + tick * plot->scale.step;

    snprintf(buffer, LABEL_SIZE, "%.*f", plot->chart->decimals, value == 0 ? 0.0 : value);
}

static int ticks_width(const struct plot *plot)
{
    char text[LABEL_SIZE];
    int widest = 0;

    for (int tick = 0; tick <= plot->scale.steps; tick++) {
        tick_text(plot, tick, text);
        widest = text_width(text) > widest ? text_width(text) : widest;
    }
    return widest;
}

static bool label_shows(const struct chart_line *line)
{
    return line->label != NULL && text_width(line->label) <= CHART_LABEL &&
           value_shows(line->value);
}

static int lines_width(const struct chart *chart)
{
    int widest = 0;

    for (size_t i = 0; i < chart->line_count; i++)
        if (label_shows(&chart->lines[i]) && text_width(chart->lines[i].label) > widest)
            widest = text_width(chart->lines[i].label);
    return widest > 0 ? widest + 1 : 0;
}

static int rows_below(const struct chart *chart, int height)
{
    bool labelled = chart->first_label != NULL || chart->last_label != NULL;

    if (height < 3)
        return 0;
    return height > 3 && labelled ? 2 : 1;
}

/* What goes first when room is short: labels at the right, then the y axis with its labels. */
static struct layout layout_of(const struct plot *plot, struct rect rect)
{
    struct layout layout = {.below = rows_below(plot->chart, rect.height)};
    int ticks = ticks_width(plot);
    int lines = lines_width(plot->chart);

    if (rect.height < 3 || rect.width < ticks + 1 + PLOT_LEAST)
        return layout;
    layout.scale_width = ticks;
    layout.axis_width = 1;
    if (rect.width >= ticks + 1 + PLOT_WITH_LINES + lines)
        layout.lines_width = lines;
    return layout;
}

static struct rect area_of(const struct layout *layout, struct rect rect)
{
    int left = layout->scale_width + layout->axis_width;

    return (struct rect){rect.x + left, rect.y, rect.width - left - layout->lines_width,
        rect.height - layout->below};
}

/* --- axes ------------------------------------------------------------------------------------- */

static void draw_tick(const struct plot *plot, const struct layout *layout, int tick)
{
    double value = plot->scale.low + tick * plot->scale.step;
    int row = scale_row(&plot->scale, value, plot->area.height);
    int x = plot->area.x - layout->axis_width - layout->scale_width;
    char text[LABEL_SIZE];

    tick_text(plot, tick, text);
    canvas_figure(plot->canvas, x, plot->area.y + row, layout->scale_width, STYLE_DIM, text);
}

/* Where ticks are closer than a row and a half only the ends are true to their rows. */
static void draw_scale(const struct plot *plot, const struct layout *layout)
{
    bool crowded = 2 * (plot->area.height - 1) < 3 * plot->scale.steps;
    int step = crowded ? plot->scale.steps : 1;

    for (int tick = 0; tick <= plot->scale.steps; tick += step)
        draw_tick(plot, layout, tick);
}

static void draw_x_labels(const struct plot *plot, struct rect rect)
{
    const char *first = plot->chart->first_label ? plot->chart->first_label : "";
    const char *last = plot->chart->last_label ? plot->chart->last_label : "";
    int y = rect.y + rect.height - 1;
    int room = plot->area.x + plot->area.width - rect.x;
    int last_width = text_width(last);
    int from = plot->area.x;
    int last_x = plot->area.x + plot->area.width - last_width;

    if (last_width <= room)
        canvas_text(plot->canvas, last_x, y, STYLE_DIM, last);
    if (from + text_width(first) < last_x)
        canvas_text(plot->canvas, from, y, STYLE_DIM, first);
}

static void draw_axes(const struct plot *plot, const struct layout *layout, struct rect rect)
{
    bool ascii = plot->glyphs->ascii;
    struct rect area = plot->area;
    int bottom = area.y + area.height;

    if (layout->axis_width > 0) {
        draw_scale(plot, layout);
        canvas_vertical(plot->canvas, area.x - 1, area.y, area.height, STYLE_FRAME, ascii);
    }
    if (layout->below > 0)
        canvas_horizontal(plot->canvas, area.x, bottom, area.width, STYLE_FRAME, ascii);
    if (layout->below > 0 && layout->axis_width > 0)
        canvas_text(plot->canvas, area.x - 1, bottom, STYLE_FRAME, plot->glyphs->corner);
    if (layout->below > 1)
        draw_x_labels(plot, rect);
}

/* --- lines of reference ----------------------------------------------------------------------- */

/* Every other column, so that they can't be taken for the data where there is no colour. */
static void draw_line(const struct plot *plot, const struct chart_line *line)
{
    const struct glyphs *glyphs = plot->glyphs;
    const char *dash = line->style == STYLE_LIMIT ? glyphs->limit_dash : glyphs->target_dash;
    int y = plot->area.y + scale_row(&plot->scale, line->value, plot->area.height);

    for (int x = 0; x < plot->area.width; x += 2)
        canvas_text(plot->canvas, plot->area.x + x, y, line->style, dash);
}

#define NUDGED_FROM 10 /* rows from which a label one row off its line does not mislead */

/* The free row nearest to the line's own, at most one away; −1: none. */
static int label_row(const struct plot *plot, int row, const bool *taken)
{
    static const int offsets[] = {0, -1, 1};

    int tried = plot->area.height >= NUDGED_FROM ? 3 : 1;

    for (int i = 0; i < tried; i++) {
        int candidate = row + offsets[i];

        if (candidate >= 0 && candidate < plot->area.height && !taken[candidate])
            return candidate;
    }
    return -1;
}

#define LABELLED_ROWS 256 /* charts are lower than that; labels further down are left out */

static void draw_line_labels(const struct plot *plot, const struct layout *layout)
{
    bool taken[LABELLED_ROWS] = {false};

    if (layout->lines_width == 0 || plot->area.height > LABELLED_ROWS)
        return;
    for (size_t i = 0; i < plot->chart->line_count; i++) {
        const struct chart_line *line = &plot->chart->lines[i];

        if (!label_shows(line))
            continue;

        int row = scale_row(&plot->scale, line->value, plot->area.height);
        int at = label_row(plot, row, taken);

        if (at < 0)
            continue;
        taken[at] = true;
        canvas_text(plot->canvas, plot->area.x + plot->area.width + 1, plot->area.y + at,
            line->style, line->label);
    }
}

static void draw_lines(const struct plot *plot, const struct layout *layout)
{
    for (size_t i = 0; i < plot->chart->line_count; i++)
        if (value_shows(plot->chart->lines[i].value))
            draw_line(plot, &plot->chart->lines[i]);
    draw_line_labels(plot, layout);
}

/* --- points ----------------------------------------------------------------------------------- */

static void draw_at_point(
    const struct plot *plot, size_t index, enum style style, const char *glyph)
{
    int x = plot->area.x + plot_column(plot, index, plot->area.width);
    double value = plot->chart->points[index].value;
    int y = plot->area.y + scale_row(&plot->scale, value, plot->area.height);

    canvas_text(plot->canvas, x, y, style, glyph);
}

const char *special_glyph(const struct glyphs *glyphs, enum special special, enum style *ret_style)
{
    const char *const looks[] = {
        [SPECIAL_NONE] = "",
        [SPECIAL_GOOD] = glyphs->special_good,
        [SPECIAL_BAD] = glyphs->special_bad,
        [SPECIAL_OTHER] = glyphs->special_other,
    };
    static const enum style styles[] = {
        [SPECIAL_NONE] = STYLE_TEXT,
        [SPECIAL_GOOD] = STYLE_IMPROVING,
        [SPECIAL_BAD] = STYLE_CONCERNING,
        [SPECIAL_OTHER] = STYLE_SPECIAL,
    };

    *ret_style = styles[special];
    return looks[special];
}

static void draw_marks(const struct plot *plot)
{
    for (size_t i = 0; i < plot->chart->count; i++) {
        const struct point *point = &plot->chart->points[i];
        enum style style;
        const char *glyph = special_glyph(plot->glyphs, point->special, &style);

        if (point->special != SPECIAL_NONE && point_shows(point))
            draw_at_point(plot, i, style, glyph);
    }
}

static bool has_cursor(const struct chart *chart)
{
    return chart->cursor >= 0 && (size_t)chart->cursor < chart->count;
}

static void draw_cursor_column(const struct plot *plot)
{
    if (!has_cursor(plot->chart))
        return;

    int x = plot->area.x + plot_column(plot, (size_t)plot->chart->cursor, plot->area.width);

    canvas_vertical(
        plot->canvas, x, plot->area.y, plot->area.height, STYLE_DIM, plot->glyphs->ascii);
}

static void draw_cursor(const struct plot *plot)
{
    if (has_cursor(plot->chart) && point_shows(&plot->chart->points[plot->chart->cursor]))
        draw_at_point(plot, (size_t)plot->chart->cursor, STYLE_STRONG, plot->glyphs->chosen);
}

/* --- the whole -------------------------------------------------------------------------------- */

static void draw_single_row(const struct plot *plot)
{
    sparkline_draw(plot->canvas, plot->area, plot->glyphs, STYLE_LINE, plot->chart->points,
        plot->chart->count, plot->scale.low, plot->scale.high);
}

static void draw_plot(const struct plot *plot, const struct layout *layout)
{
    draw_lines(plot, layout);
    draw_cursor_column(plot);
    if (plot->chart->braille && !plot->glyphs->ascii)
        plot_braille(plot);
    else
        plot_steps(plot);
    draw_marks(plot);
    draw_cursor(plot);
}

void chart_draw(
    struct canvas *canvas, struct rect rect, const struct glyphs *glyphs, const struct chart *chart)
{
    if (rect.width <= 0 || rect.height <= 0 || rect.width > CANVAS_MOST ||
        rect.height > CANVAS_MOST)
        return;

    struct rect old = canvas_clip(canvas, rect);
    struct plot plot = {.canvas = canvas, .glyphs = glyphs, .chart = chart, .area = rect};

    plot.scale = scale_for(chart, rect.height - rows_below(chart, rect.height));

    struct layout layout = layout_of(&plot, rect);

    plot.area = area_of(&layout, rect);
    if (plot.area.height == 1) {
        draw_single_row(&plot);
    } else {
        draw_axes(&plot, &layout, rect);
        draw_plot(&plot, &layout);
    }
    canvas_unclip(canvas, old);
}

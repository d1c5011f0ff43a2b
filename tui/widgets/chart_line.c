#include <math.h>

#include "tui/widgets/chart.h"

bool value_shows(double value)
{
    return isfinite(value) && fabs(value) <= SCALE_MOST;
}

bool point_shows(const struct point *point)
{
    return point->known && value_shows(point->value);
}

int plot_column(const struct plot *plot, size_t index, int columns)
{
    size_t last = plot->chart->count - 1;

    if (last == 0)
        return columns - 1;
    return (int)lround((double)index / (double)last * (columns - 1));
}

bool plot_value(const struct plot *plot, int column, int columns, double *ret)
{
    const struct chart *chart = plot->chart;

    if (chart->count == 0 || (chart->count == 1 && column != columns - 1))
        return false;

    double last = (double)(chart->count - 1);
    double at = columns > 1 ? last * column / (columns - 1) : last;
    size_t before = (size_t)at;
    size_t after = before + 1 < chart->count ? before + 1 : before;
    double share = at - (double)before;
    const struct point *left = &chart->points[before];
    const struct point *right = &chart->points[after];

    if (point_shows(left) && point_shows(right)) {
        *ret = left->value + share * (right->value - left->value);
        return true;
    }

    /* Beside a gap a point is as wide as half the way to the next. */
    const struct point *nearest = share < 0.5 ? left : right;

    if (!point_shows(nearest))
        return false;
    *ret = nearest->value;
    return true;
}

/* --- line characters -------------------------------------------------------------------------- */

static void draw(const struct plot *plot, int column, int row, const char *glyph)
{
    canvas_text(plot->canvas, plot->area.x + column, plot->area.y + row, STYLE_LINE, glyph);
}

static void draw_between(const struct plot *plot, int column, int row, int other)
{
    int top = row < other ? row : other;
    int bottom = row < other ? other : row;

    for (int y = top + 1; y < bottom; y++)
        draw(plot, column, y, plot->glyphs->vertical);
}

/* From the row of the column before to this one's; the step is drawn in this column. */
static void draw_step(const struct plot *plot, int column, int from, int to)
{
    const struct glyphs *glyphs = plot->glyphs;
    bool rises = to < from;

    if (from == to) {
        draw(plot, column, to, glyphs->level);
        return;
    }
    draw(plot, column, from, rises ? glyphs->rise_from : glyphs->fall_from);
    draw_between(plot, column, from, to);
    draw(plot, column, to, rises ? glyphs->rise_to : glyphs->fall_to);
}

void plot_steps(const struct plot *plot)
{
    int before = -1; /* no line yet, or a gap */

    for (int column = 0; column < plot->area.width; column++) {
        double value;

        if (!plot_value(plot, column, plot->area.width, &value)) {
            before = -1;
            continue;
        }

        int row = scale_row(&plot->scale, value, plot->area.height);

        draw_step(plot, column, before < 0 ? row : before, row);
        before = row;
    }
}

/* --- braille ---------------------------------------------------------------------------------- */

#define BRAILLE       0x2800
#define DOTS_A_ROW    4
#define DOTS_A_COLUMN 2

static void draw_dot(const struct plot *plot, int dot_x, int dot_y)
{
    static const uint32_t bits[DOTS_A_ROW][DOTS_A_COLUMN] = {
        {0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    int x = plot->area.x + dot_x / DOTS_A_COLUMN;
    int y = plot->area.y + dot_y / DOTS_A_ROW;
    struct cell *cell = canvas_cell(plot->canvas, x, y);
    struct rect one = {x, y, 1, 1};

    if (cell == NULL)
        return;

    uint32_t there = (cell->character & ~UINT32_C(0xff)) == BRAILLE ? cell->character : BRAILLE;

    canvas_fill(
        plot->canvas, one, STYLE_LINE, there | bits[dot_y % DOTS_A_ROW][dot_x % DOTS_A_COLUMN]);
}

static void draw_dots(const struct plot *plot, int column, int from, int to)
{
    int step = to > from ? 1 : -1;

    for (int y = from; y != to; y += step)
        draw_dot(plot, column, y);
    draw_dot(plot, column, to);
}

/* One dot on from `before` towards `row`: where the line goes on in the next column. */
static int beside(int before, int row)
{
    return before + (row > before) - (row < before);
}

void plot_braille(const struct plot *plot)
{
    int columns = plot->area.width * DOTS_A_COLUMN;
    int rows = plot->area.height * DOTS_A_ROW;
    int before = -1;

    for (int column = 0; column < columns; column++) {
        double value;

        if (!plot_value(plot, column, columns, &value)) {
            before = -1;
            continue;
        }

        int row = scale_row(&plot->scale, value, rows);

        draw_dots(plot, column, before < 0 ? row : beside(before, row), row);
        before = row;
    }
}

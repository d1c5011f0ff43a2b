#include <math.h>

#include "tui/widgets/widgets.h"

#define LEVELS     8
#define FLAT_LEVEL 2 /* low-mid: a flat series is neither at its height nor at nothing */

static int level_of(double value, double low, double high)
{
    if (!(high > low))
        return FLAT_LEVEL;

    double level = (value - low) / (high - low) * (LEVELS - 1);

    return (int)lround(fmin(fmax(level, 0), LEVELS - 1));
}

void sparkline_draw(struct canvas *canvas, struct rect rect, const struct glyphs *glyphs,
    enum style style, const struct point *points, size_t count, double low, double high)
{
    if (rect.width <= 0 || rect.height <= 0)
        return;

    size_t width = (size_t)rect.width;
    size_t first = count > width ? count - width : 0; /* the newest stay */
    int x = rect.x + rect.width - (int)(count - first);

    for (size_t i = first; i < count; i++, x++)
        if (points[i].known && isfinite(points[i].value))
            canvas_text(
                canvas, x, rect.y, style, glyphs->spark[level_of(points[i].value, low, high)]);
}

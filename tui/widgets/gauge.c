#include <math.h>

#include "tui/widgets/widgets.h"

/* Which column of `width` a value is in. */
static int column_of(double value, double full, int width)
{
    int column = full > 0 ? (int)floor(value / full * width) : 0;

    if (column >= width)
        column = width - 1;
    return column < 0 ? 0 : column;
}

static void mark(struct canvas *canvas, struct rect rect, const char *glyph,
    const struct gauge_mark *at, double full)
{
    if (at->known)
        canvas_text(
            canvas, rect.x + column_of(at->value, full, rect.width), rect.y, at->style, glyph);
}

void gauge_draw(
    struct canvas *canvas, struct rect rect, const struct glyphs *glyphs, const struct gauge *gauge)
{
    int low = column_of(gauge->low, gauge->full, rect.width);
    int high = column_of(gauge->high, gauge->full, rect.width);

    if (rect.width <= 0 || rect.height <= 0)
        return;
    for (int x = 0; x < rect.width; x++) {
        bool inside = gauge->has_band && x >= low && x <= high;

        canvas_text(canvas, rect.x + x, rect.y, inside ? STYLE_TARGET : STYLE_DIM,
            inside ? glyphs->level : glyphs->dot);
    }
    mark(canvas, rect, glyphs->special_good, &gauge->before, gauge->full);
    mark(canvas, rect, glyphs->chosen, &gauge->after, gauge->full);
}

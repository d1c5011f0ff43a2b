#include <math.h>

#include "tui/widgets/widgets.h"

#define EIGHTHS 8

/* How many eighths of a cell the bar covers. What is more than nothing shows, and only what is full
 * looks full. */
static int eighths_of(double value, double full, int width)
{
    int whole = width * EIGHTHS;

    if (!(value > 0) || !(full > 0))
        return 0;
    if (value >= full)
        return whole;

    int eighths = (int)lround(value / full * whole);

    return eighths < 1 ? 1 : eighths >= whole ? whole - 1 : eighths;
}

static const char *cell_glyph(const struct glyphs *glyphs, int covered)
{
    if (covered >= EIGHTHS)
        return glyphs->bar_full;
    return covered > 0 ? glyphs->bar_part[covered - 1] : glyphs->bar_empty;
}

static void mark_limit(
    struct canvas *canvas, struct rect rect, const struct glyphs *glyphs, double limit, double full)
{
    if (!(limit > 0) || !isfinite(full) || limit > full)
        return;

    int at = (int)(limit / full * rect.width);

    at = at < rect.width ? at : rect.width - 1;
    canvas_text(canvas, rect.x + at, rect.y, STYLE_LIMIT, glyphs->vertical);
}

void bar_draw(struct canvas *canvas, struct rect rect, const struct glyphs *glyphs,
    enum style style, double value, double full, double limit)
{
    if (rect.width <= 0 || rect.height <= 0 || rect.width > CANVAS_MOST)
        return;

    int covered = eighths_of(value, full, rect.width);

    for (int i = 0; i < rect.width; i++) {
        int here = covered - i * EIGHTHS;

        canvas_text(
            canvas, rect.x + i, rect.y, here > 0 ? style : STYLE_DIM, cell_glyph(glyphs, here));
    }
    mark_limit(canvas, rect, glyphs, limit, full);
}

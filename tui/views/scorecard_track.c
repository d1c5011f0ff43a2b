/* Where one stands: the lowest figure at the left, the highest at the right. */
#include "tui/views/scorecard_page.h"

struct track {
    fixed_t low, high;
    int known;
};

static void widen(struct track *track, const struct published *figure)
{
    if (figure->kind != PUBLISHED_EXACT)
        return;
    if (track->known == 0 || figure->value < track->low)
        track->low = figure->value;
    if (track->known == 0 || figure->value > track->high)
        track->high = figure->value;
    track->known++;
}

static void put_mark(struct canvas *canvas, struct rect at, const struct track *track,
    const struct published *figure, enum style style, const char *mark)
{
    int x = 0;

    if (figure->kind != PUBLISHED_EXACT)
        return;
    if (track->high > track->low)
        x = (int)((figure->value - track->low) * (at.width - 1) / (track->high - track->low));
    canvas_text(canvas, at.x + x, at.y, style, mark);
}

bool scorecard_track(const struct scene *scene, const struct indicator_period *period,
    struct canvas *canvas, struct rect at)
{
    struct track track = {0};

    if (period == NULL || period->own.kind != PUBLISHED_EXACT || at.width < 2)
        return false;
    widen(&track, &period->own);
    widen(&track, &period->neighbours);
    widen(&track, &period->england);
    if (track.known < 2)
        return false;
    canvas_horizontal(canvas, at.x, at.y, at.width, STYLE_DIM, scene->glyphs->ascii);
    put_mark(canvas, at, &track, &period->england, STYLE_TEXT, "E");
    put_mark(canvas, at, &track, &period->neighbours, STYLE_TEXT, "N");
    put_mark(canvas, at, &track, &period->own, STYLE_STRONG, scene->glyphs->chosen);
    return true;
}

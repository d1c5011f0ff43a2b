/* The row of the scorecard one is on, in words. */
#include "tui/views/figures.h"
#include "tui/views/pen.h"
#include "tui/views/scorecard_page.h"

static void put_title(struct scorecard_entry entry, struct pen *pen)
{
    const char *unit = entry.indicator != NULL ? entry.indicator->unit : entry.target->unit;

    pen_put(pen, STYLE_STRONG, "%s",
        entry.indicator != NULL ? entry.indicator->number : entry.target->number);
    pen_put(pen, STYLE_STRONG, "  %s",
        entry.indicator != NULL ? entry.indicator->name : entry.target->name);
    if (unit != NULL)
        pen_put(pen, STYLE_DIM, ", %s", unit);
    pen_next(pen);
}

static void put_periods(
    const struct scene *scene, const struct indicator *indicator, struct pen *pen)
{
    size_t count = indicator_periods(indicator, scorecard_day(scene));
    enum travel travel = indicator_travel(indicator, scorecard_day(scene));

    for (size_t i = count > SCORECARD_PERIODS ? count - SCORECARD_PERIODS : 0; i < count; i++)
        pen_put(pen, STYLE_TEXT, "%s %s   ", indicator->periods[i].name,
            scorecard_figure(scene, &indicator->periods[i].own));
    if (count == 0)
        pen_put(pen, STYLE_DIM, "No period of this had ended on this day.   ");
    if (travel != TRAVEL_NONE)
        pen_put(pen, scorecard_travel_style(travel), "%s %s   ", scorecard_arrow(scene, travel),
            scorecard_travel(travel));
}

static void put_target(const struct scene *scene, struct scorecard_entry entry, struct pen *pen)
{
    const struct reference_target *target = scorecard_target(entry);
    enum status status =
        entry.indicator != NULL ? scorecard_judged(scene, entry.indicator) : STATUS_NONE;

    if (target == NULL)
        return;
    pen_put(pen, STYLE_TARGET, "target %s is %s", target->number, target->goal.text);
    if (status != STATUS_NONE)
        pen_put(
            pen, status_style(status), ": %c %s", status_letter(status), scorecard_status(status));
}

#define TRACK 24 /* columns */

/* "low N────◆───E high": where the newest figure lies among the others. */
static void put_position(
    const struct scene *scene, const struct indicator *indicator, struct pen *pen)
{
    const struct indicator_period *period = scorecard_newest(scene, indicator);
    struct rect track = pen_rest(pen);

    track.x += (int)sizeof "low " - 1;
    track.width = TRACK;
    if (track.height == 0 || !scorecard_track(scene, period, pen->canvas, track))
        return;
    pen_put(pen, STYLE_DIM, "low ");
    pen->x += TRACK;
    pen_put(pen, STYLE_DIM, " high");
    pen_put(pen, STYLE_DIM, "   %s here %s", scene->glyphs->chosen, period->own.text);
    if (period->neighbours.kind == PUBLISHED_EXACT)
        pen_put(pen, STYLE_DIM, "   N neighbours %s", period->neighbours.text);
    if (period->england.kind == PUBLISHED_EXACT)
        pen_put(pen, STYLE_DIM, "   E England %s", period->england.text);
    pen_next(pen);
}

static void put_note(struct scorecard_entry entry, struct pen *pen)
{
    if (entry.indicator == NULL)
        pen_words(pen, STYLE_DIM, "A target of the plan; no figure for it is published.");
    else if (!entry.indicator->judged)
        pen_words(
            pen, STYLE_DIM, "Not judged: a number of children is never good or bad in itself.");
}

/* "4 indicators   G met 2   A close 1   R missed 0" of the section that the heading names. */
static void put_section(const struct scene *scene, const char *heading, struct pen *pen)
{
    const struct scorecard *card = &scene->service->reference.scorecard;
    int counts[STATUS_RED + 1] = {0};

    for (size_t i = 0; i < card->section_count; i++)
        for (size_t j = 0; card->sections[i].name == heading && j < card->sections[i].count; j++)
            counts[scorecard_judged(scene, &card->sections[i].indicators[j])]++;
    pen_put(pen, STYLE_STRONG, "%s", heading);
    pen_next(pen);
    for (int status = STATUS_GREEN; status <= STATUS_RED; status++)
        if (counts[status] > 0)
            pen_put(pen, status_style((enum status)status), "%c %s %d   ",
                status_letter((enum status)status), scorecard_status((enum status)status),
                counts[status]);
    if (counts[STATUS_NONE] > 0)
        pen_put(pen, STYLE_DIM, "%d without a target to judge by", counts[STATUS_NONE]);
}

void scorecard_detail(const struct scene *scene, struct scorecard_entry entry,
    struct canvas *canvas, struct rect rect)
{
    struct pen pen;

    canvas_horizontal(canvas, rect.x, rect.y, rect.width, STYLE_FRAME, scene->glyphs->ascii);
    rect.y++;
    rect.height--;
    pen_init(&pen, canvas, rect);
    if (entry.heading != NULL) {
        put_section(scene, entry.heading, &pen);
        return;
    }
    put_title(entry, &pen);
    if (entry.indicator != NULL)
        put_periods(scene, entry.indicator, &pen);
    put_target(scene, entry, &pen);
    pen_next(&pen);
    if (entry.indicator != NULL)
        put_position(scene, entry.indicator, &pen);
    put_note(entry, &pen);
}

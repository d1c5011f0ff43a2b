/* The words and judgements of the scorecard. */
#include "tui/views/figures.h"
#include "tui/views/scorecard_page.h"

const struct scorecard *scorecard_of(const struct scene *scene)
{
    return &scene->service->reference.scorecard;
}

const struct reference_target *scorecard_target(struct scorecard_entry entry)
{
    return entry.indicator != NULL ? entry.indicator->target : entry.target;
}

/* --- words ------------------------------------------------------------------------------------ */

const char *scorecard_good(enum polarity better)
{
    static const char *const words[] = {
        [POLARITY_NONE] = "",
        [POLARITY_LESS] = "smaller",
        [POLARITY_MORE] = "bigger",
        [POLARITY_BAND] = "",
    };
    return words[better];
}

const char *scorecard_status(enum status status)
{
    static const char *const words[] = {
        [STATUS_NONE] = "",
        [STATUS_GREEN] = "met",
        [STATUS_AMBER] = "close",
        [STATUS_RED] = "missed",
    };
    return words[status];
}

static const struct travel_look {
    enum style style;
    const char *word;
    bool rising, falling;
} travels[] = {
    [TRAVEL_NONE] = {STYLE_DIM, "", false, false},
    [TRAVEL_SAME] = {STYLE_DIM, "same", false, false},
    [TRAVEL_UP] = {STYLE_TEXT, "up", true, false},
    [TRAVEL_DOWN] = {STYLE_TEXT, "down", false, true},
    [TRAVEL_BETTER_UP] = {STYLE_IMPROVING, "better", true, false},
    [TRAVEL_BETTER_DOWN] = {STYLE_IMPROVING, "better", false, true},
    [TRAVEL_WORSE_UP] = {STYLE_CONCERNING, "worse", true, false},
    [TRAVEL_WORSE_DOWN] = {STYLE_CONCERNING, "worse", false, true},
};

const char *scorecard_arrow(const struct scene *scene, enum travel travel)
{
    if (travels[travel].rising)
        return scene->glyphs->rising;
    return travels[travel].falling ? scene->glyphs->falling : " ";
}

/* Words for what is not known would be a column of "Not available". */
const char *scorecard_figure(const struct scene *scene, const struct published *published)
{
    if (published->kind != PUBLISHED_UNKNOWN)
        return published->text;
    return published->text != NULL && published->text[0] != '\0' ? scene->glyphs->no_value : "";
}

const char *scorecard_travel(enum travel travel)
{
    return travels[travel].word;
}

enum style scorecard_travel_style(enum travel travel)
{
    return travels[travel].style;
}

/* --- on the day shown ------------------------------------------------------------------------- */

day_t scorecard_day(const struct scene *scene)
{
    return snapshot_as_at(scene->snapshot);
}

enum status scorecard_judged(const struct scene *scene, const struct indicator *indicator)
{
    const struct indicator_period *latest = indicator_latest(indicator, scorecard_day(scene));

    return latest == NULL ? STATUS_NONE
                          : indicator_status(indicator, &latest->own,
                                scene->service->reference.scorecard.tolerance);
}

const struct indicator_period *scorecard_newest(
    const struct scene *scene, const struct indicator *indicator)
{
    size_t count = indicator != NULL ? indicator_periods(indicator, scorecard_day(scene)) : 0;

    return count > 0 ? &indicator->periods[count - 1] : NULL;
}

/* One measure on the whole screen, with a cursor that reads out its points. */
#include "core/model/veil.h"
#include "tui/views/figures.h"
#include "tui/views/movement.h"
#include "tui/views/panels.h"
#include "tui/views/pen.h"
#include "tui/views/sheets.h"
#include "tui/views/trend.h"
#include "tui/views/view.h"

#define MARGIN       1
#define MEANING_FROM 14 /* rows from which there is room to say what is measured */

static struct measure_ref measure_of(const struct view_place *place)
{
    return measure_named(panel_at(place->panel)->measures[place->row]);
}

static void trend_of(const struct scene *scene, const struct view_place *place, struct trend *trend)
{
    trend_read(trend, scene, place->unit, measure_of(place));
}

/* Does any feed speak of one of the panel's measures here? */
static bool knows(const struct scene *scene, unit_index unit, int panel)
{
    int first = panel_first_known(scene, unit, panel);

    return figure_of(scene, unit, panel_at(panel)->measures[first]).has_data;
}

/* From this panel on the first that has data; itself when none has. */
static int best_panel(const struct scene *scene, unit_index unit, int panel)
{
    for (int i = 0; i < PANEL_COUNT; i++)
        if (knows(scene, unit, (panel + i) % PANEL_COUNT))
            return (panel + i) % PANEL_COUNT;
    return panel;
}

static void fall_through(const struct scene *scene, struct view_place *place)
{
    int best = best_panel(scene, place->unit, place->panel);

    place->instead_of = best != place->panel ? place->panel + 1 : 0;
    place->panel = best;
}

static enum result panel_prepare(
    const struct scene *scene, struct view_place *place, struct rect body)
{
    struct trend trend;
    enum result result = scene_prepare(scene, place->unit);

    if (result != RESULT_OK)
        return result;
    (void)body;
    if (place->row == CHART_BEST)
        fall_through(scene, place);
    if (place->row < 0 || place->row >= panel_measure_count(place->panel))
        place->row = panel_first_known(scene, place->unit, place->panel);
    trend_of(scene, place, &trend);
    place->count = (int)trend.count;
    if (place->back >= place->count)
        place->back = place->count > 0 ? place->count - 1 : 0;
    return RESULT_OK;
}

/* The names of the panel's measures, the one shown in brackets. */
static void draw_measures(const struct view_place *place, struct pen *pen)
{
    for (int i = 0; i < panel_measure_count(place->panel); i++) {
        const struct measure *measure = measure_named(panel_at(place->panel)->measures[i]).measure;
        bool shown = i == place->row;

        pen_put(pen, shown ? STYLE_STRONG : STYLE_DIM, shown ? "[%s] " : " %s  ", measure->label);
    }
    pen_next(pen);
}

/* "Mon 3 Feb 2020 to Sun 9 Feb 2020" or, for a level, the day it held on. */
static void put_span(const struct measure *measure, struct span span, struct pen *pen)
{
    char from[32], last[32];

    day_text_long(span.from, from, sizeof from);
    day_text_long(span.last, last, sizeof last);
    if (measure->windowed && span.from != span.last)
        pen_put(pen, STYLE_TEXT, "%s to %s", from, last);
    else
        pen_put(pen, STYLE_TEXT, "%s", last);
}

/* "  26.0 = 231 ÷ 8.9": value, and the parts it was made from. */
static void put_value(const struct scene *scene, const struct measure *measure,
    const struct figure *figure, struct pen *pen)
{
    char value[FIGURE_TEXT], numerator[FIXED_TEXT_SIZE], denominator[FIXED_TEXT_SIZE];

    pen_put(pen, STYLE_STRONG, "  %s%s", figure_text(scene, figure, measure, value),
        measure->unit == UNIT_PER_CENT && figure->has_value ? " %" : "");
    if (figure->has_data && figure->has_denominator)
        pen_put(pen, STYLE_DIM, " = %s %s %s", fixed_text(figure->numerator, numerator),
            scene->glyphs->divide, fixed_text(figure->denominator, denominator));
}

static const char *meaning_of(enum signal signal)
{
    static const char *const words[] = {
        [SIGNAL_NONE] = "",
        [SIGNAL_COMMON] = "usual variation",
        [SIGNAL_IMPROVING] = "improving",
        [SIGNAL_CONCERNING] = "concerning",
        [SIGNAL_SPECIAL] = "unusual",
    };
    return words[signal];
}

static void draw_point(const struct scene *scene, const struct view_place *place,
    const struct trend *trend, struct pen *pen)
{
    const struct measure *measure = measure_of(place).measure;
    size_t at = trend->count - 1 - (size_t)place->back;

    put_span(measure, trend->spans[at], pen);
    put_value(scene, measure, &trend->figures[at], pen);
    pen_put(pen, signal_style(trend->signals[at]), "  %s", meaning_of(trend->signals[at]));
    pen_next(pen);
}

/* "  ● concerning  ◇ unusual": what the marks are that stand in this chart. */
static void put_key(const struct scene *scene, const struct trend *trend, struct pen *pen)
{
    for (enum signal signal = SIGNAL_IMPROVING; signal <= SIGNAL_SPECIAL; signal++) {
        size_t at = 0;
        enum style style;

        while (at < trend->count && trend->signals[at] != signal)
            at++;
        if (at == trend->count)
            continue;

        const char *glyph = special_glyph(scene->glyphs, trend->marks[at].special, &style);

        pen_put(pen, style, "  %s", glyph);
        pen_put(pen, STYLE_DIM, " %s", meaning_of(signal));
    }
}

static void draw_now(const struct scene *scene, const struct view_place *place,
    const struct trend *trend, struct pen *pen)
{
    const struct measure *measure = measure_of(place).measure;
    struct assessed assessed = snapshot_assessed(scene->snapshot, place->unit, measure_of(place));
    char sentence[SENTENCE_TEXT];

    signal_sentence(&assessed, measure_points(scene->service, measure), sentence);
    pen_put(pen, signal_style(assessed.signal), "now: %s ", sentence);
    put_key(scene, trend, pen);
    pen_next(pen);
    if (pen->rect.height >= MEANING_FROM) {
        pen_words(pen, STYLE_DIM, measure->meaning);
        pen_next(pen);
    }
}

/* Others may have some: of this panel, or of the next. */
static void say_no_data(const struct scene *scene, const struct view_place *place, struct pen *pen)
{
    char up[KEY_NAME_SIZE], down[KEY_NAME_SIZE], next[KEY_NAME_SIZE];
    bool ascii = scene->glyphs->ascii;

    key_label(scene->bindings->keys[ACTION_UP][0], ascii, up);
    key_label(scene->bindings->keys[ACTION_DOWN][0], ascii, down);
    key_label(scene->bindings->keys[ACTION_NEXT_PANEL][0], ascii, next);
    if (knows(scene, place->unit, place->panel)) {
        pen_put(pen, STYLE_DIM, "No data for this measure on this day.");
        pen_next(pen);
        pen_put(pen, STYLE_DIM, "%s and %s show the others.", up, down);
        return;
    }
    pen_put(pen, STYLE_DIM, "%s: no feed speaks of it here on this day.",
        panel_at(place->panel)->title);
    pen_next(pen);
    pen_put(pen, STYLE_DIM, "%s shows the next panel.", next);
}

static void panel_draw(const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect body)
{
    struct trend trend;
    struct pen pen;

    body.x += MARGIN;
    body.width -= 2 * MARGIN;
    pen_init(&pen, canvas, body);
    trend_of(scene, place, &trend);
    draw_measures(place, &pen);
    if (trend.count == 0 || place->back >= (int)trend.count) {
        say_no_data(scene, place, &pen);
        return;
    }
    draw_point(scene, place, &trend, &pen);
    draw_now(scene, place, &trend, &pen);
    trend_draw(&trend, scene, place->unit, measure_of(place).measure, canvas, pen_below(&pen),
        (int)trend.count - 1 - place->back);
}

static void note_signal(
    const struct scene *scene, const struct view_place *place, struct sheet *sheet)
{
    const struct measure_ref measure = measure_of(place);
    const struct assessed assessed = snapshot_assessed(scene->snapshot, place->unit, measure);
    char sentence[SENTENCE_TEXT];

    signal_sentence(&assessed, measure_points(scene->service, measure.measure), sentence);
    if (sentence[0] != '\0')
        (veil_may_hide(measure.measure) ? sheet_note_inside : sheet_note)(
            sheet, "Now: %s.", sentence);
}

/* What the points are held against. Mean and limits of counts of people would give small ones away;
 * what is asked for never does. */
static void note_lines(const struct scene *scene, const struct view_place *place,
    const struct xmr *xmr, struct sheet *sheet)
{
    const struct measure *measure = measure_of(place).measure;
    const struct thresholds *asked = unit_thresholds(scene->service, place->unit, measure);
    char low[FIXED_TEXT_SIZE], high[FIXED_TEXT_SIZE];

    if (xmr->sound)
        (veil_may_hide(measure) ? sheet_note_inside : sheet_note)(sheet,
            "Mean %.*f, limits %.*f and %.*f.", measure->decimals, xmr->mean, measure->decimals,
            xmr->lower > 0 ? xmr->lower : 0.0, measure->decimals, xmr->upper);
    note_signal(scene, place, sheet);
    if (asked != NULL && asked->has_target)
        sheet_note(sheet, "Target %s.", fixed_text_rounded(asked->target, measure->decimals, low));
    if (asked != NULL && asked->has_band)
        sheet_note(sheet, "Band %s to %s.",
            fixed_text_rounded(asked->band_low, measure->decimals, low),
            fixed_text_rounded(asked->band_high, measure->decimals, high));
}

/* One row a point, the oldest first, and what the limits are. */
static enum result panel_sheet(
    const struct scene *scene, const struct view_place *place, struct sheet *sheet)
{
    const struct measure_ref measure = measure_of(place);
    const bool stale = snapshot_stale(scene->snapshot, measure);
    struct trend trend;

    trend_of(scene, place, &trend);
    sheet_begin(scene, place, sheet);
    sheet_note(sheet, "%s", measure.measure->meaning);
    note_lines(scene, place, &trend.xmr, sheet);
    sheet_column(sheet, "First day", SHEET_DAY);
    sheet_column(sheet, "Last day", SHEET_DAY);
    sheet_ref_column(scene, sheet, measure);
    sheet_parts_columns(sheet);
    for (size_t i = 0; i < trend.count; i++) {
        const int back = (int)(trend.count - 1 - i);
        const struct assessed assessed = {
            .figure = trend.figures[i], .signal = trend.signals[i], .stale = stale};

        sheet_row(sheet);
        sheet_day(sheet, trend.spans[i].from);
        sheet_day(sheet, trend.spans[i].last);
        sheet_assessed(sheet, place->unit, measure, &assessed);
        sheet_point(sheet, trend.points, back);
        sheet_numerator(sheet, place->unit, measure, &trend.figures[i]);
        sheet_point(sheet, trend.points, back);
        sheet_denominator(sheet, place->unit, measure, &trend.figures[i]);
        sheet_point(sheet, trend.points, back);
    }
    return RESULT_OK;
}

/* Points are counted from the newest, so that the cursor stays on it when a new one comes. */
static unsigned read_out(struct view_place *place, int further_back)
{
    int back = place->back + further_back;

    if (back < 0 || back >= place->count)
        return WISH_NOTHING;
    place->back = back;
    return WISH_DRAW;
}

/* A chart that was not drawn yet has no measure to go on from. */
static unsigned change_measure(struct view_place *place, int by)
{
    int count = panel_measure_count(place->panel);

    if (place->row >= 0)
        place->row = (place->row + by + count) % count;
    return WISH_DRAW;
}

static unsigned change_panel(struct view_place *place, enum action action)
{
    unsigned wish = panels_act(place, PANEL_COUNT, action);

    if (wish != WISH_PASS) {
        place->row = CHART_ANY;
        place->instead_of = 0;
    }
    return wish;
}

static unsigned panel_act(struct hand *hand, enum action action)
{
    struct view_place *place = hand->place;

    switch (action) {
    case ACTION_LEFT:
        return read_out(place, 1);
    case ACTION_RIGHT:
        return read_out(place, -1);
    case ACTION_FIRST:
        return read_out(place, place->count - 1 - place->back);
    case ACTION_LAST:
        return read_out(place, -place->back);
    case ACTION_UP:
        return change_measure(place, -1);
    case ACTION_DOWN:
        return change_measure(place, 1);
    default:
        return change_panel(place, action);
    }
}

/* Other measures are a key away even where this one has no points. */
static bool panel_offers(
    const struct scene *scene, const struct view_place *place, enum action action)
{
    (void)scene;
    return action != ACTION_LEFT || place->count > 0;
}

static const enum action hints[] = {
    ACTION_LEFT, ACTION_DOWN, ACTION_NEXT_PANEL, ACTION_DAY_BACK, ACTION_LIVE, ACTION_NONE};

const struct view panel_view = {
    .id = "panel",
    .title = "Chart",
    .unit_first = true,
    .about =
        "One measure over time with its mean, the limits of its usual variation, target and "
        "benchmarks. Left and right read out a point: its days, its value, the two parts it was "
        "divided from, and what it meant. Up and down change the measure.",
    .hints = hints,
    .panels = PANEL_COUNT,
    .prepare = panel_prepare,
    .offers = panel_offers,
    .draw = panel_draw,
    .act = panel_act,
    .sheet = panel_sheet,
};

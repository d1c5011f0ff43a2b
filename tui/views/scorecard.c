/* The published indicators: where the service stands against its target and against others. */
#include "core/model/scorecard.h"

#include <stdio.h>
#include <string.h>

#include "tui/views/figures.h"
#include "tui/views/ledger.h"
#include "tui/views/list.h"
#include "tui/views/pen.h"
#include "tui/views/sheets.h"

#define MARGIN       1
#define DETAIL_LINES 5  /* a rule and four lines about the indicator one is on */
#define DETAIL_FROM  16 /* rows of body from which there is room for them */

/* --- rows: sections and their indicators, then targets that nothing is published for
 * ------------- */

/* What stands in one row: a heading, an indicator or a target. */
struct entry {
    const char *heading;
    const struct indicator *indicator;
    const struct reference_target *target;
};

static bool is_used(const struct scorecard *card, const struct reference_target *target)
{
    for (size_t i = 0; i < card->section_count; i++)
        for (size_t j = 0; j < card->sections[i].count; j++)
            if (card->sections[i].indicators[j].target == target)
                return true;
    return false;
}

/* The target at `index` among those without an indicator; NULL past the last. */
static const struct reference_target *lone_target(const struct scorecard *card, int index)
{
    for (size_t i = 0; i < card->target_count; i++)
        if (!is_used(card, &card->targets[i]) && index-- == 0)
            return &card->targets[i];
    return NULL;
}

static struct entry target_entry(const struct scorecard *card, int row)
{
    struct entry entry = {0};

    if (row == 0 && lone_target(card, 0) != NULL)
        entry.heading = "Targets that no figure is published for";
    else if (row > 0)
        entry.target = lone_target(card, row - 1);
    return entry;
}

static struct entry entry_at(const struct scorecard *card, int row)
{
    for (size_t i = 0; i < card->section_count; i++) {
        const struct indicator_section *section = &card->sections[i];

        if (row == 0)
            return (struct entry){.heading = section->name};
        if (row <= (int)section->count)
            return (struct entry){.indicator = &section->indicators[row - 1]};
        row -= (int)section->count + 1;
    }
    return target_entry(card, row);
}

static bool is_entry(struct entry entry)
{
    return entry.heading != NULL || entry.indicator != NULL || entry.target != NULL;
}

static int count_rows(const struct scorecard *card)
{
    int count = 0;

    for (size_t i = 0; i < card->section_count; i++)
        count += 1 + (int)card->sections[i].count;
    while (is_entry(entry_at(card, count)))
        count++;
    return count;
}

static const char *heading_of(const void *list, int row)
{
    return entry_at(list, row).heading;
}

static const struct indicator *indicator_of(const struct ledger_cell *cell)
{
    return entry_at(cell->list, cell->row).indicator;
}

static const struct reference_target *target_of(struct entry entry)
{
    return entry.indicator != NULL ? entry.indicator->target : entry.target;
}

/* --- words
 * ---------------------------------------------------------------------------------------- */

static const char *good_word(enum polarity better)
{
    static const char *const words[] = {
        [POLARITY_NONE] = "",
        [POLARITY_LESS] = "smaller",
        [POLARITY_MORE] = "bigger",
        [POLARITY_BAND] = "",
    };
    return words[better];
}

static const char *status_word(enum status status)
{
    static const char *const words[] = {
        [STATUS_NONE] = "",
        [STATUS_GREEN] = "met",
        [STATUS_AMBER] = "close",
        [STATUS_RED] = "missed",
    };
    return words[status];
}

static const struct {
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

static const char *travel_arrow(const struct scene *scene, enum travel travel)
{
    if (travels[travel].rising)
        return scene->glyphs->rising;
    return travels[travel].falling ? scene->glyphs->falling : " ";
}

/* Words for what is not known would be a column of "Not available". */
static const char *published_text(const struct scene *scene, const struct published *published)
{
    if (published->kind != PUBLISHED_UNKNOWN)
        return published->text;
    return published->text != NULL && published->text[0] != '\0' ? scene->glyphs->no_value : "";
}

static day_t day_of(const struct scene *scene)
{
    return snapshot_as_at(scene->snapshot);
}

static enum status status_on(const struct scene *scene, const struct indicator *indicator)
{
    const struct indicator_period *latest = indicator_latest(indicator, day_of(scene));

    return latest == NULL ? STATUS_NONE
                          : indicator_status(indicator, &latest->own,
                                scene->service->reference.scorecard.tolerance);
}

/* --- cells
 * ---------------------------------------------------------------------------------------- */

static void draw_name(const struct ledger_cell *cell)
{
    struct entry entry = entry_at(cell->list, cell->row);
    char text[192];

    snprintf(text, sizeof text, "  %.8s %.150s",
        entry.indicator != NULL ? entry.indicator->number : entry.target->number,
        entry.indicator != NULL ? entry.indicator->name : entry.target->name);
    ledger_words(cell, entry.indicator != NULL ? STYLE_TEXT : STYLE_DIM, text);
}

static void draw_unit(const struct ledger_cell *cell)
{
    struct entry entry = entry_at(cell->list, cell->row);
    const char *unit = entry.indicator != NULL ? entry.indicator->unit : entry.target->unit;

    ledger_words(cell, STYLE_DIM, unit != NULL ? unit : "");
}

static void draw_good(const struct ledger_cell *cell)
{
    const struct indicator *indicator = indicator_of(cell);

    if (indicator != NULL)
        ledger_words(cell, STYLE_DIM, good_word(indicator->better));
}

/* The figure `back` periods before the newest that had ended. */
static void draw_period(const struct ledger_cell *cell, size_t back)
{
    const struct indicator *indicator = indicator_of(cell);
    size_t count = indicator != NULL ? indicator_periods(indicator, day_of(cell->scene)) : 0;

    if (back >= count)
        return;

    ledger_figure(cell, back == 0 ? STYLE_STRONG : STYLE_TEXT,
        published_text(cell->scene, &indicator->periods[count - 1 - back].own));
}

static void draw_second(const struct ledger_cell *cell)
{
    draw_period(cell, 2);
}

static void draw_before(const struct ledger_cell *cell)
{
    draw_period(cell, 1);
}

static void draw_latest(const struct ledger_cell *cell)
{
    draw_period(cell, 0);
}

static void draw_travel(const struct ledger_cell *cell)
{
    const struct indicator *indicator = indicator_of(cell);
    char text[32];

    if (indicator == NULL)
        return;

    enum travel travel = indicator_travel(indicator, day_of(cell->scene));

    snprintf(text, sizeof text, "%s %s", travel_arrow(cell->scene, travel), travels[travel].word);
    ledger_words(cell, travels[travel].style, text);
}

static void draw_status(const struct ledger_cell *cell)
{
    const struct indicator *indicator = indicator_of(cell);
    enum status status = indicator != NULL ? status_on(cell->scene, indicator) : STATUS_NONE;
    char text[32];

    snprintf(text, sizeof text, "%c %s", status_letter(status), status_word(status));
    ledger_words(cell, status_style(status), text);
}

static void draw_target(const struct ledger_cell *cell)
{
    const struct reference_target *target = target_of(entry_at(cell->list, cell->row));

    if (target != NULL)
        ledger_figure(cell, STYLE_TARGET, target->goal.text);
}

/* The newest period that had ended, whether or not its own figure is known; NULL: none had. */
static const struct indicator_period *newest_on(
    const struct scene *scene, const struct indicator *indicator)
{
    size_t count = indicator != NULL ? indicator_periods(indicator, day_of(scene)) : 0;

    return count > 0 ? &indicator->periods[count - 1] : NULL;
}

static const struct indicator_period *newest_of(const struct ledger_cell *cell)
{
    return newest_on(cell->scene, indicator_of(cell));
}

static void draw_neighbours(const struct ledger_cell *cell)
{
    const struct indicator_period *period = newest_of(cell);

    if (period != NULL)
        ledger_figure(cell, STYLE_TEXT, published_text(cell->scene, &period->neighbours));
}

static void draw_england(const struct ledger_cell *cell)
{
    const struct indicator_period *period = newest_of(cell);

    if (period != NULL)
        ledger_figure(cell, STYLE_TEXT, published_text(cell->scene, &period->england));
}

static void draw_best(const struct ledger_cell *cell)
{
    const struct indicator_period *period = newest_of(cell);

    if (period == NULL || period->best_quarter.kind == PUBLISHED_UNKNOWN)
        return;
    if (indicator_in_best_quarter(indicator_of(cell), period))
        ledger_words(cell, STYLE_IMPROVING, "in it");
    else
        ledger_figure(cell, STYLE_TEXT, period->best_quarter.text);
}

/* --- where one stands: the lowest figure at the left, the highest at the right
 * -------------------- */

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

/* False, and nothing drawn, unless one's own figure and another are known. */
static bool draw_track(const struct scene *scene, const struct indicator_period *period,
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

static void draw_position(const struct ledger_cell *cell)
{
    draw_track(cell->scene, newest_of(cell), cell->canvas, cell->at);
}

static const struct ledger_column columns[] = {
    {{.heading = "Indicator", .width = 20, .flexible_to = 66, .priority = 0}, draw_name},
    {{.heading = "in", .width = 10, .priority = 12}, draw_unit},
    {{.heading = "good is", .width = 7, .priority = 8}, draw_good},
    {{.heading = "2 ago", .width = 5, .priority = 10, .align = ALIGN_RIGHT}, draw_second},
    {{.heading = "1 ago", .width = 5, .priority = 7, .align = ALIGN_RIGHT}, draw_before},
    {{.heading = "last", .width = 5, .priority = 1, .align = ALIGN_RIGHT}, draw_latest},
    {{.heading = "moving", .width = 8, .priority = 5}, draw_travel},
    {{.heading = "target", .width = 6, .priority = 6, .align = ALIGN_RIGHT}, draw_target},
    {{.heading = "status", .width = 8, .priority = 2}, draw_status},
    {{.heading = "neighbours", .width = 10, .priority = 3, .align = ALIGN_RIGHT}, draw_neighbours},
    {{.heading = "England", .width = 7, .priority = 4, .align = ALIGN_RIGHT}, draw_england},
    {{.heading = "best 1/4", .width = 8, .priority = 9, .align = ALIGN_RIGHT}, draw_best},
    {{.heading = "position", .width = 14, .flexible_to = 24, .priority = 11}, draw_position},
};
#define COLUMNS (sizeof columns / sizeof columns[0])

/* Names are long: the wider the screen, the more of it they get before other columns do. */
static int name_width(int width)
{
    if (width < 60)
        return 20;
    return width < 100 ? 28 : 29;
}

/* --- the one selected, in words
 * ------------------------------------------------------------------- */

static void put_title(struct entry entry, struct pen *pen)
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

#define PERIODS_SAID 3

static void put_periods(
    const struct scene *scene, const struct indicator *indicator, struct pen *pen)
{
    size_t count = indicator_periods(indicator, day_of(scene));
    enum travel travel = indicator_travel(indicator, day_of(scene));

    for (size_t i = count > PERIODS_SAID ? count - PERIODS_SAID : 0; i < count; i++)
        pen_put(pen, STYLE_TEXT, "%s %s   ", indicator->periods[i].name,
            published_text(scene, &indicator->periods[i].own));
    if (count == 0)
        pen_put(pen, STYLE_DIM, "No period of this had ended on this day.   ");
    if (travel != TRAVEL_NONE)
        pen_put(pen, travels[travel].style, "%s %s   ", travel_arrow(scene, travel),
            travels[travel].word);
}

static void put_target(const struct scene *scene, struct entry entry, struct pen *pen)
{
    const struct reference_target *target = target_of(entry);
    enum status status = entry.indicator != NULL ? status_on(scene, entry.indicator) : STATUS_NONE;

    if (target == NULL)
        return;
    pen_put(pen, STYLE_TARGET, "target %s is %s", target->number, target->goal.text);
    if (status != STATUS_NONE)
        pen_put(pen, status_style(status), ": %c %s", status_letter(status), status_word(status));
}

#define TRACK 24 /* columns */

/* "low N────◆───E high": where the newest figure lies among the others. */
static void put_position(
    const struct scene *scene, const struct indicator *indicator, struct pen *pen)
{
    const struct indicator_period *period = newest_on(scene, indicator);
    struct rect track = pen_rest(pen);

    track.x += (int)sizeof "low " - 1;
    track.width = TRACK;
    if (track.height == 0 || !draw_track(scene, period, pen->canvas, track))
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

static void put_note(struct entry entry, struct pen *pen)
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
            counts[status_on(scene, &card->sections[i].indicators[j])]++;
    pen_put(pen, STYLE_STRONG, "%s", heading);
    pen_next(pen);
    for (int status = STATUS_GREEN; status <= STATUS_RED; status++)
        if (counts[status] > 0)
            pen_put(pen, status_style((enum status)status), "%c %s %d   ",
                status_letter((enum status)status), status_word((enum status)status),
                counts[status]);
    if (counts[STATUS_NONE] > 0)
        pen_put(pen, STYLE_DIM, "%d without a target to judge by", counts[STATUS_NONE]);
}

static void draw_detail(
    const struct scene *scene, struct entry entry, struct canvas *canvas, struct rect rect)
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

/* --- the view
 * ------------------------------------------------------------------------------------- */

struct layout {
    struct rect table, detail; /* detail.height 0: no room */
};

static struct layout layout_of(struct rect body)
{
    struct layout layout;

    body.x += MARGIN;
    body.width -= 2 * MARGIN;
    layout.table = layout.detail = body;
    layout.detail.height = body.height >= DETAIL_FROM ? DETAIL_LINES : 0;
    layout.table.height -= layout.detail.height;
    layout.detail.y += layout.table.height;
    return layout;
}

static const struct scorecard *card_of(const struct scene *scene)
{
    return &scene->service->reference.scorecard;
}

static enum result scorecard_prepare(
    const struct scene *scene, struct view_place *place, struct rect body)
{
    list_fit(place, count_rows(card_of(scene)), ledger_room(layout_of(body).table.height));
    return RESULT_OK;
}

static void scorecard_draw(const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect body)
{
    struct layout layout = layout_of(body);
    struct ledger_column fitted[COLUMNS];
    struct ledger ledger = {fitted, COLUMNS, card_of(scene), heading_of};

    memcpy(fitted, columns, sizeof columns);
    fitted[0].column.width = name_width(layout.table.width);
    if (place->count == 0) {
        canvas_field(canvas, layout.table.x, layout.table.y, layout.table.width, ALIGN_LEFT,
            STYLE_DIM, "No published indicators: there is no reference/scorecard.yaml.");
        return;
    }
    ledger_draw(&ledger, scene, place, canvas, layout.table);
    if (layout.detail.height > 0)
        draw_detail(scene, entry_at(card_of(scene), place->row), canvas, layout.detail);
}

static unsigned scorecard_act(struct hand *hand, enum action action)
{
    return list_act(hand->place, action);
}

/* --- as data
 * --------------------------------------------------------------------------------------- */

static const char *const sheet_headings[] = {"Section", "Number", "Indicator", "In", "Good is",
    "Period", "Figure", "Target", "Status", "Statistical neighbours", "England", "Best quarter"};

static void sheet_published(struct sheet *sheet, const struct published *published)
{
    sheet_text(sheet, published->text != NULL ? published->text : "");
}

static void sheet_period(const struct scene *scene, struct sheet *sheet, const char *section,
    const struct indicator *indicator, const struct indicator_period *period)
{
    enum status status = indicator_status(indicator, &period->own, card_of(scene)->tolerance);

    sheet_row(sheet);
    sheet_text(sheet, section);
    sheet_text(sheet, indicator->number);
    sheet_text(sheet, indicator->name);
    sheet_text(sheet, indicator->unit != NULL ? indicator->unit : "");
    sheet_text(sheet, good_word(indicator->better));
    sheet_text(sheet, period->name != NULL ? period->name : "");
    sheet_published(sheet, &period->own);
    sheet_text(sheet, indicator->target != NULL ? indicator->target->goal.text : "");
    sheet_text(sheet, status_id(status));
    sheet_published(sheet, &period->neighbours);
    sheet_published(sheet, &period->england);
    sheet_published(sheet, &period->best_quarter);
}

static void sheet_section(
    const struct scene *scene, struct sheet *sheet, const struct indicator_section *section)
{
    for (size_t i = 0; i < section->count; i++) {
        const struct indicator *indicator = &section->indicators[i];
        size_t count = indicator_periods(indicator, day_of(scene));

        for (size_t j = count > PERIODS_SAID ? count - PERIODS_SAID : 0; j < count; j++)
            sheet_period(scene, sheet, section->name, indicator, &indicator->periods[j]);
    }
}

static enum result scorecard_sheet(
    const struct scene *scene, const struct view_place *place, struct sheet *sheet)
{
    sheet_begin(scene, place, sheet);
    for (size_t i = 0; i < sizeof sheet_headings / sizeof sheet_headings[0]; i++)
        sheet_column(sheet, sheet_headings[i], SHEET_TEXT);
    for (size_t i = 0; i < card_of(scene)->section_count; i++)
        sheet_section(scene, sheet, &card_of(scene)->sections[i]);
    return RESULT_OK;
}

static const enum action hints[] = {
    ACTION_DOWN, ACTION_PAGE_DOWN, ACTION_MONTH_BACK, ACTION_LIVE, ACTION_NONE};

const struct view scorecard_view = {
    .id = "scorecard",
    .title = "Scorecard",
    .about =
        "The published indicators: what is good, the last three periods that had ended on the day "
        "shown, which way they are moving, and how the newest stands against the target (G met, A "
        "close, R missed), the statistical neighbours, England and the best quarter of all "
        "authorities. Counts and rates of children are never judged. A dash is what was published "
        "as not available.",
    .hints = hints,
    .prepare = scorecard_prepare,
    .draw = scorecard_draw,
    .act = scorecard_act,
    .sheet = scorecard_sheet,
};

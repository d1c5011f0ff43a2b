/* Every unit of one level for one measure: ranked bars, and a heat map that says since when. */
#include "core/base/hash.h"
#include "core/model/veil.h"
#include "tui/views/bars.h"
#include "tui/views/compare_page.h"
#include "tui/views/compared.h"
#include "tui/views/figures.h"
#include "tui/views/heat.h"
#include "tui/views/list.h"
#include "tui/views/movement.h"
#include "tui/views/outline.h"
#include "tui/views/sheets.h"
#include "tui/views/trend.h"
#include "tui/views/view.h"

/* --- what is compared ------------------------------------------------------------------------- */

struct measure_ref compare_measure(const struct view_place *place)
{
    size_t index = place->measure > 0 ? (size_t)place->measure - 1 : 0;

    return (struct measure_ref){measure_at(index), ""};
}

static int units_at(const struct outline *outline, int level)
{
    unit_index first = outline_first(outline);
    unit_index count = unit_tree_count(outline->units);
    unit_index end = first < count && outline->root != UNIT_NONE
                         ? unit_tree_at(outline->units, first)->end
                         : count;
    int found = 0;

    for (unit_index unit = first; unit < end; unit++)
        found += unit_tree_at(outline->units, unit)->level == level;
    return found;
}

/* The next level that holds two units or more, in steps of `by`; `level` itself when none does. */
static int next_level(
    const struct outline *outline, const struct service *service, int level, int by)
{
    int count = service->level_count;

    for (int step = 1; step <= count; step++) {
        int next = ((level + by * step) % count + count) % count;

        if (units_at(outline, next) > 1)
            return next;
    }
    return level;
}

int compare_level(
    const struct outline *outline, const struct service *service, const struct view_place *place)
{
    if (place->level > 0)
        return place->level - 1;
    if (unit_tree_count(outline->units) == 0)
        return 0;
    unit_index unit = place->unit == UNIT_NONE ? outline_first(outline) : place->unit;
    int level = unit_tree_at(outline->units, unit)->level;

    return units_at(outline, level) > 1 ? level : next_level(outline, service, level, 1);
}

/* Worst first; where nothing is better or worse, and inside or outside a band, highest first. */
static enum outline_order order_of(const struct service *service, const struct view_place *place)
{
    bool least = measure_polarity(service, compare_measure(place).measure) == POLARITY_MORE;

    return least != place->sort.reverse ? ORDER_LOWEST : ORDER_HIGHEST;
}

static void compare_list(
    struct outline *outline, const struct service *service, const struct view_place *place)
{
    outline_show_level(outline, compare_level(outline, service, place), order_of(service, place));
}

/* --- which measure ---------------------------------------------------------------------------- */

/* What people ask about first. */
static const char *const headlines[] = {
    "pressure", "average_caseload", "sickness_rate", "vacancy_rate"};

static int place_of(const char *measure_id)
{
    return (int)(measure_named(measure_id).measure - measure_at(0)) + 1;
}

/* The first of them with data; where none has any, the first of the catalogue. */
static int first_measure(const struct compared_rows *rows)
{
    for (size_t i = 0; i < sizeof headlines / sizeof headlines[0]; i++)
        if (rows->with_data[place_of(headlines[i]) - 1])
            return place_of(headlines[i]);
    return 1;
}

/* Goes on past measures that nobody has data for. */
static void settle_measure(const struct compared_rows *rows, struct view_place *place)
{
    int count = (int)measure_count();

    if (place->measure == 0)
        place->measure = first_measure(rows);
    for (int step = 0; step < count && place->toward != 0; step++) {
        if (rows->with_data[place->measure - 1])
            break;
        place->measure = (place->measure - 1 + place->toward + count) % count + 1;
    }
    place->toward = 0;
}

/* --- looking at the rows ---------------------------------------------------------------------- */

static uint64_t question(const struct scene *scene, const struct view_place *place)
{
    uint64_t hash = hash_number(HASH_START, place->measure);

    hash = hash_number(hash, place->toward);
    return hash_finish(hash_number(hash, (int64_t)scene->outline->mark)) | 1;
}

/* Which measures have data is known of rows that were looked at; else the one asked for is looked at
 * first. */
static void begin(const struct scene *scene, struct view_place *place)
{
    struct compared *compared = scene->compared;
    struct measure_ref measure = measure_named(headlines[0]);

    if (compared_is_of(&compared->shown, scene))
        settle_measure(&compared->shown, place);
    if (place->measure > 0)
        measure = compare_measure(place);
    compared_begin(compared, scene, measure);
}

static enum result look(
    const struct scene *scene, const struct view_place *place, unit_index unit, struct figure *ret)
{
    struct compared *compared = scene->compared;
    (void)place; /* the measure that is looked at may be another one (begin()) */
    enum result result = compared_add(compared, scene, unit);

    if (result == RESULT_OK)
        *ret = snapshot_figure(scene->snapshot, unit, compared->coming.bars.measure);
    return result;
}

static bool end(const struct scene *scene, struct view_place *place)
{
    struct compared *compared = scene->compared;

    compared_end(compared, scene);
    settle_measure(&compared->shown, place);
    return compare_measure(place).measure == compared->shown.bars.measure.measure;
}

static const struct survey survey = {question, begin, look, end};

/* --- the view --------------------------------------------------------------------------------- */

/* On both days, where two are held beside each other. */
static enum result prepare_shown(const struct scene *scene, const struct view_place *place)
{
    enum result result = RESULT_OK;

    for (int i = 0; i < place->height && place->top + i < place->count; i++)
        if (result == RESULT_OK)
            result = scene_prepare(scene, outline_unit_at(scene->outline, place->top + i));
    return result;
}

static enum result compare_prepare(
    const struct scene *scene, struct view_place *place, struct rect body)
{
    enum result result = RESULT_OK;

    if (place->unit != UNIT_NONE)
        result = snapshot_prepare(scene->snapshot, place->unit);
    place->heat = scene->compared->shown.heat;
    if (result == RESULT_OK && place->heat.axis != UNIT_NONE)
        result = snapshot_prepare(scene->snapshot, place->heat.axis);
    if (result != RESULT_OK)
        return result;
    list_fit(place, scene->outline->count, compare_room(scene, place, body));
    return prepare_shown(scene, place);
}

/* --- as data ---------------------------------------------------------------------------------- */

/* What the bars are held against: "England 2020: 16.1". */
/* Of figures some of which may be hidden the mean would tell what those are. */
static void note_marks(const struct bars *bars, struct sheet *sheet)
{
    const bool tells = veil_may_hide(bars->measure.measure);

    for (size_t i = 0; i < bars->mark_count; i++) {
        const struct bars_mark *mark = &bars->marks[i];

        (tells && mark->of_rows ? sheet_note_inside : sheet_note)(sheet, "%s: %.*f%s%s",
            mark->label, bars->measure.measure->decimals, mark->value,
            mark->note != NULL ? ", " : "", mark->note != NULL ? mark->note : "");
    }
}

/* The heat map has a column for each point of its axis, headed by the last day. */
static void read_axis(const struct scene *scene, const struct view_place *place, struct trend *axis)
{
    if (place->panel == SHOW_HEAT && place->heat.axis != UNIT_NONE)
        trend_read(axis, scene, place->heat.axis, compare_measure(place));
    else
        axis->count = 0;
}

static void put_point_headings(const struct trend *axis, struct sheet *sheet)
{
    char day[DAY_TEXT_SIZE];

    for (size_t i = 0; i < axis->count; i++)
        sheet_column(sheet, day_text(axis->spans[i].last, day), SHEET_RATE);
}

static void put_point(unit_index unit, struct measure_ref measure, const struct trend *trend,
    day_t last, struct sheet *sheet)
{
    for (size_t i = 0; i < trend->count; i++)
        if (trend->spans[i].last == last) {
            sheet_assessed(sheet, unit, measure, &(struct assessed){.figure = trend->figures[i]});
            sheet_point(sheet, trend->points, (int)(trend->count - 1 - i));
            return;
        }
    sheet_no_data(sheet);
}

static void put_points(const struct scene *scene, unit_index unit, struct measure_ref measure,
    const struct trend *axis, struct sheet *sheet)
{
    struct trend trend;

    if (axis->count > 0)
        trend_read(&trend, scene, unit, measure);
    for (size_t i = 0; i < axis->count; i++)
        put_point(unit, measure, &trend, axis->spans[i].last, sheet);
}

/* What the limits of a chart say would tell of points that are hidden. */
static void put_held_to(
    const struct scene *scene, struct measure_ref measure, unit_index unit, struct sheet *sheet)
{
    char target[TARGET_TEXT];

    sheet_text(sheet, target_text(scene->service, measure.measure, unit, target));
    sheet_signal(scene, sheet, unit, measure);
    const char *words = assurance_words(scene, unit, measure);

    sheet_text(sheet, words);
    if (words[0] != '\0' && veil_may_hide(measure.measure))
        sheet_inside(sheet);
}

/* Of the figures in the sheet, which may be others than are shown. */
static enum result read_rows(const struct scene *scene, struct bars *bars)
{
    enum result result = RESULT_OK;

    for (int row = 0; row < scene->outline->count && result == RESULT_OK; row++) {
        unit_index unit = outline_unit_at(scene->outline, row);

        result = snapshot_prepare(scene->snapshot, unit);
        if (result != RESULT_OK)
            break;

        struct figure figure = snapshot_figure(scene->snapshot, unit, bars->measure);

        bars_add(bars, scene, unit, &figure);
    }
    bars_end(bars, scene);
    return result;
}

static enum result compare_sheet(
    const struct scene *scene, const struct view_place *place, struct sheet *sheet)
{
    struct measure_ref measure = compare_measure(place);
    struct trend axis;
    struct bars bars;

    bars_begin(&bars, measure);

    enum result result = read_rows(scene, &bars);

    if (result != RESULT_OK)
        return result;
    sheet_begin(scene, place, sheet);
    note_marks(&bars, sheet);
    sheet_column(sheet, "Unit", SHEET_TEXT);
    sheet_ref_column(scene, sheet, measure);
    sheet_parts_columns(sheet);
    sheet_column(sheet, "Held to", SHEET_TEXT);
    sheet_column(sheet, "Signal", SHEET_TEXT);
    sheet_column(sheet, "Against its target", SHEET_TEXT);
    read_axis(scene, place, &axis);
    put_point_headings(&axis, sheet);
    for (int row = 0; row < scene->outline->count; row++) {
        unit_index unit = outline_unit_at(scene->outline, row);
        const struct figure figure = snapshot_figure(scene->snapshot, unit, measure);

        sheet_unit_row(scene, sheet, unit, unit);
        sheet_measure(scene, sheet, unit, measure.measure->id);
        sheet_numerator(sheet, unit, measure, &figure);
        sheet_denominator(sheet, unit, measure, &figure);
        put_held_to(scene, measure, unit, sheet);
        put_points(scene, unit, measure, &axis, sheet);
    }
    return RESULT_OK;
}

/* --- keys ------------------------------------------------------------------------------------- */

static unsigned change_measure(struct view_place *place, int by)
{
    int count = (int)measure_count();

    place->measure = (place->measure - 1 + by + count) % count + 1;
    place->toward = by;
    place->reorder = true;
    return WISH_DRAW;
}

static unsigned change_level(struct hand *hand, int by)
{
    int level = compare_level(hand->outline, hand->service, hand->place);
    int next = next_level(hand->outline, hand->service, level, by);

    if (hand->service->level_count == 0 || next == level)
        return WISH_NOTHING;
    hand->place->level = next + 1;
    hand->place->reorder = true;
    return WISH_DRAW;
}

static unsigned turn_order(struct view_place *place)
{
    place->sort.reverse = !place->sort.reverse;
    place->reorder = true;
    return WISH_DRAW;
}

static unsigned swap_panel(struct view_place *place)
{
    place->panel = place->panel == SHOW_BARS ? SHOW_HEAT : SHOW_BARS;
    return WISH_DRAW;
}

static unsigned open_chosen(struct hand *hand)
{
    unit_index unit = outline_unit_at(hand->outline, hand->place->row);

    if (unit == UNIT_NONE)
        return WISH_NOTHING;
    hand->target.view = view_of_unit(hand->service, unit);
    hand->target.unit = unit;
    return WISH_OPEN;
}

static unsigned compare_act(struct hand *hand, enum action action)
{
    switch (action) {
    case ACTION_LEFT:
        return change_measure(hand->place, -1);
    case ACTION_RIGHT:
        return change_measure(hand->place, 1);
    case ACTION_NEXT_PANEL:
        return change_level(hand, 1);
    case ACTION_PREVIOUS_PANEL:
        return change_level(hand, -1);
    case ACTION_SORT:
    case ACTION_SORT_REVERSE:
        return turn_order(hand->place);
    case ACTION_FOLD:
        return swap_panel(hand->place);
    case ACTION_OPEN:
        return open_chosen(hand);
    default:
        return list_act(hand->place, action);
    }
}

static const enum action hints[] = {ACTION_LEFT, ACTION_NEXT_PANEL, ACTION_FOLD, ACTION_OPEN,
    ACTION_SORT, ACTION_FIND, ACTION_WINDOW, ACTION_DAY_BACK, ACTION_LIVE, ACTION_NONE};

static const struct hint_words words[] = {
    {ACTION_LEFT, "measure"},
    {ACTION_NEXT_PANEL, "level"},
    {ACTION_FOLD, "heat map"},
    {ACTION_SORT, "turn order"},
    {ACTION_NONE, NULL},
};

const struct view compare_view = {
    .id = "compare",
    .title = "Compare",
    .about =
        "Every unit of one level for one measure, the worst first. Letters over the bars say where "
        "benchmarks and the mean of these units are; the upright line is the unit's own target or "
        "band. The heat map shades each week, month or reading by the fifth it is in among all "
        "that are shown, so the dark ones say since when. Left and right change the measure, "
        "{next-panel} "
        "the level; {fold} shows the heat map alone, {sort} turns the order round.",
    .hints = hints,
    .panels = SHOW_HEAT + 1,
    .has_rows = true,
    .words = words,
    .list = compare_list,
    .survey = &survey,
    .prepare = compare_prepare,
    .draw = compare_draw,
    .act = compare_act,
    .sheet = compare_sheet,
};

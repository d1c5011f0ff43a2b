/* What would be if: levers at the left, what comes of it at the right, what would be enough below.
 */
#include "tui/views/whatif.h"

#include "tui/views/figures.h"
#include "tui/views/grid.h"
#include "tui/views/list.h"
#include "tui/views/outline.h"
#include "tui/views/sheets.h"

#define MARGIN           1
#define LEVERS_WIDTH     46
#define GAP              3
#define SIDE_BY_SIDE     150 /* columns from which levers and units stand beside each other */
#define SUGGESTION       8   /* rows at most: a title, two times three moves, a caution */
#define SUGGESTION_SHARE 4   /* … and no more than this part of the screen */
#define UNITS_LEAST      4   /* rows that units keep before anything is suggested */
#define LEVERS_LEAST     5   /* headings and levers alone */

struct layout {
    struct rect trial, levers, units, suggestion; /* height 0: no room */
};

static struct rect rows_of(struct rect body, int from, int height)
{
    return (struct rect){
        body.x + MARGIN, body.y + from, body.width - 2 * MARGIN, height > 0 ? height : 0};
}

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

/* Levers above units; on a low screen without what follows from them. */
static void lay_out_below(struct layout *layout, struct rect body, int room)
{
    int levers = room >= WHATIF_LEVER_ROWS + UNITS_LEAST ? WHATIF_LEVER_ROWS : LEVERS_LEAST;

    levers = smaller(levers, room);
    layout->levers = rows_of(body, 1, levers);
    layout->units = rows_of(body, 1 + levers, room - levers);
}

static void lay_out_beside(struct layout *layout, struct rect body, int room)
{
    layout->levers = layout->units = rows_of(body, 1, room);
    layout->levers.width = LEVERS_WIDTH;
    layout->units.x += LEVERS_WIDTH + GAP;
    layout->units.width -= LEVERS_WIDTH + GAP;
}

static struct layout layout_of(struct rect body)
{
    bool beside = body.width >= SIDE_BY_SIDE;
    int needed = 1 + (beside ? WHATIF_LEVER_ROWS : LEVERS_LEAST + UNITS_LEAST);
    int wanted = smaller(SUGGESTION, body.height / SUGGESTION_SHARE);
    int suggestion = smaller(wanted, body.height - needed);
    struct layout layout = {.trial = rows_of(body, 0, 1)};

    suggestion = suggestion >= 2 ? suggestion : 0;
    layout.suggestion = rows_of(body, body.height - suggestion, suggestion);
    if (beside)
        lay_out_beside(&layout, body, body.height - 1 - suggestion);
    else
        lay_out_below(&layout, body, body.height - 1 - suggestion);
    return layout;
}

/* --- what it is about ------------------------------------------------------------------------- */

static unit_index top_of(const struct outline *outline)
{
    return outline->root;
}

/* UNIT_NONE: there is no unit at all. */
static unit_index subject_of(
    const struct service *service, const struct outline *outline, const struct view_place *place)
{
    if (unit_tree_count(service->units) == 0)
        return UNIT_NONE;
    if (place->unit != UNIT_NONE)
        return place->unit;
    return top_of(outline) != UNIT_NONE ? top_of(outline) : 0;
}

static struct family family_here(
    const struct service *service, const struct outline *outline, const struct view_place *place)
{
    return family_of(service->units, top_of(outline), subject_of(service, outline, place));
}

static struct trial trial_of(const struct scene *scene, const struct view_place *place)
{
    struct trial trial = {.scene = scene,
        .whatif = &place->whatif,
        .family = family_here(scene->service, scene->outline, place)};

    trial.unit = family_at(&trial.family, place->row);
    return trial;
}

/* --- preparing -------------------------------------------------------------------------------- */

/* Every unit in the family's rows, and every team that work could be moved between. */
static enum result prepare_units(const struct scene *scene, const struct family *family)
{
    enum result result = RESULT_OK;
    unit_index unit = UNIT_NONE;

    while (result == RESULT_OK && (unit = family_next(family, unit)) != UNIT_NONE)
        result = snapshot_prepare(scene->snapshot, unit);
    if (family->area == UNIT_NONE)
        return result;
    for (unit = family->area; result == RESULT_OK && unit < unit_of(scene, family->area)->end;
         unit++)
        result = snapshot_prepare(scene->snapshot, unit);
    return result;
}

/* Cases where moving them is enough, else staff. */
static void try_suggestion(const struct scene *scene, unit_index area, struct whatif *whatif)
{
    struct suggestion suggestion;

    for (int moved = MOVED_CASES; moved <= MOVED_STAFF; moved++) {
        suggestion_make(whatif, scene->snapshot, area, (enum moved)moved, &suggestion);
        if (suggestion_try(&suggestion, (enum moved)moved, whatif))
            return;
    }
}

static void settle(const struct scene *scene, const struct family *family, struct view_place *place)
{
    whatif_fit(&place->whatif, scene->snapshot);
    if (place->trying && family->area != UNIT_NONE)
        try_suggestion(scene, family->area, &place->whatif);
    place->trying = false;
}

/* The unit one came from is the one whose levers are at hand first. */
static void begin(const struct family *family, struct view_place *place)
{
    if (place->lever != 0)
        return;
    place->lever = 1;
    place->row = family_row_of(family, family->unit);
}

static enum result whatif_prepare_view(
    const struct scene *scene, struct view_place *place, struct rect body)
{
    if (subject_of(scene->service, scene->outline, place) == UNIT_NONE)
        return RESULT_OK;

    struct family family = family_here(scene->service, scene->outline, place);
    enum result result = prepare_units(scene, &family);

    if (result == RESULT_OK)
        result = whatif_prepare(&place->whatif, scene->snapshot);
    if (result != RESULT_OK)
        return result;
    begin(&family, place);
    settle(scene, &family, place);
    list_fit(place, family_count(&family), whatif_room(layout_of(body).units.height));
    return RESULT_OK;
}

/* --- drawing ---------------------------------------------------------------------------------- */

static void draw_suggestion(const struct trial *trial, struct canvas *canvas, struct rect rect)
{
    struct pen pen;

    if (rect.height == 0)
        return;
    pen_init(&pen, canvas, rect);
    whatif_say_suggestions(trial, &pen);
}

static void draw_trial(const struct trial *trial, struct canvas *canvas, struct rect rect)
{
    struct pen pen;

    pen_init(&pen, canvas, rect);
    pen_put(&pen, STYLE_STRONG, "%s: ", unit_of(trial->scene, trial->unit)->name);
    whatif_say_trial(trial, &pen);
}

static void whatif_draw(const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect body)
{
    struct layout layout = layout_of(body);

    if (subject_of(scene->service, scene->outline, place) == UNIT_NONE) {
        canvas_field(canvas, layout.trial.x, layout.trial.y, layout.trial.width, ALIGN_LEFT,
            STYLE_DIM, "The configuration names no units.");
        return;
    }

    struct trial trial = trial_of(scene, place);

    draw_trial(&trial, canvas, layout.trial);
    whatif_draw_units(&trial, place, canvas, layout.units);
    whatif_draw_levers(&trial, place->lever - 1, canvas, layout.levers);
    draw_suggestion(&trial, canvas, layout.suggestion);
}

/* --- keys ------------------------------------------------------------------------------------- */

static unsigned choose_lever(struct view_place *place, int step)
{
    int lever = place->lever + step;

    if (lever < 1 || lever > LEVER_COUNT)
        return WISH_NOTHING;
    place->lever = lever;
    return WISH_DRAW;
}

static unsigned choose_unit(struct view_place *place, int step)
{
    if (place->count < 2)
        return WISH_NOTHING;
    place->row = (place->row + step + place->count) % place->count;
    return WISH_DRAW;
}

static unsigned move_lever(struct hand *hand, int steps)
{
    struct view_place *place = hand->place;
    struct family family = family_here(hand->service, hand->outline, place);
    unit_index unit = family_at(&family, place->row);
    enum lever lever = (enum lever)(place->lever - 1);

    return place->lever > 0 && whatif_move(&place->whatif, unit, lever, steps) ? WISH_DRAW
                                                                               : WISH_NOTHING;
}

/* Once everything is back the key does what it does elsewhere. */
static unsigned put_back(struct view_place *place)
{
    if (place->whatif.count == 0)
        return WISH_PASS;
    whatif_reset(&place->whatif);
    return WISH_DRAW;
}

static unsigned try_it(struct view_place *place)
{
    place->trying = true;
    return WISH_DRAW;
}

static unsigned open_unit(struct hand *hand)
{
    struct family family = family_here(hand->service, hand->outline, hand->place);
    unit_index unit = family_at(&family, hand->place->row);

    hand->target.view = view_of_unit(hand->service, unit);
    hand->target.unit = unit;
    return WISH_OPEN;
}

static bool pick_lever(const struct view_place *place, struct rect rect, int y, struct pick *ret)
{
    struct view_place list = whatif_lever_list(place->lever - 1, rect.height);
    int line = y - rect.y - GRID_HEADINGS;

    return list.top + line < LEVER_COUNT && pick_line(&list, line, ret);
}

static bool pick_unit(const struct view_place *place, struct rect rect, int y, struct pick *ret)
{
    if (!pick_line(place, y - rect.y - GRID_HEADINGS, ret))
        return false;
    ret->action = ret->action == ACTION_UP ? ACTION_PREVIOUS_PANEL : ACTION_NEXT_PANEL;
    return true;
}

/* Two lists, each with keys of its own. */
static bool whatif_pick(
    const struct view_place *place, struct rect body, int x, int y, struct pick *ret)
{
    struct layout layout = layout_of(body);
    bool on_units = layout.units.y == layout.levers.y ? x >= layout.units.x : y >= layout.units.y;

    return on_units ? pick_unit(place, layout.units, y, ret)
                    : pick_lever(place, layout.levers, y, ret);
}

/* Keys that move something by a step. */
static const struct {
    enum action action;
    unsigned (*choose)(struct view_place *place, int step); /* NULL: the lever itself */
    int step;
} steps[] = {
    {ACTION_UP, choose_lever, -1},
    {ACTION_DOWN, choose_lever, 1},
    {ACTION_NEXT_PANEL, choose_unit, 1},
    {ACTION_PREVIOUS_PANEL, choose_unit, -1},
    {ACTION_MORE, NULL, 1},
    {ACTION_RIGHT, NULL, 1},
    {ACTION_LESS, NULL, -1},
    {ACTION_JUMP_BACK, NULL, -1},
    {ACTION_LEFT, NULL, -1},
};

static unsigned whatif_act(struct hand *hand, enum action action)
{
    if (subject_of(hand->service, hand->outline, hand->place) == UNIT_NONE)
        return WISH_PASS;
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        if (steps[i].action == action)
            return steps[i].choose != NULL ? steps[i].choose(hand->place, steps[i].step)
                                           : move_lever(hand, steps[i].step);
    if (action == ACTION_LIVE)
        return put_back(hand->place);
    if (action == ACTION_FOLD)
        return try_it(hand->place);
    if (action == ACTION_OPEN)
        return open_unit(hand);
    return list_act(hand->place, action);
}

/* --- as data ---------------------------------------------------------------------------------- */

static void sheet_after(
    const struct trial *trial, struct sheet *sheet, unit_index unit, const char *measure_id)
{
    struct measure_ref measure = measure_named(measure_id);
    struct whatif_figure figure =
        whatif_figure(trial->whatif, trial->scene->snapshot, unit, measure);
    struct assessed after = {
        .figure = figure.after, .status = figure.after_status, .stale = figure.real.stale};

    sheet_assessed(sheet, unit, measure, &after);
}

static void sheet_columns(const struct scene *scene, struct sheet *sheet)
{
    sheet_column(sheet, "Unit", SHEET_TEXT);
    sheet_measure_column(scene, sheet, "pressure");
    sheet_column(sheet, "Pressure, what-if", SHEET_RATE);
    sheet_measure_column(scene, sheet, "average_caseload");
    sheet_column(sheet, "Average caseload, what-if", SHEET_RATE);
    whatif_lever_columns(sheet);
}

static void note_changes(const struct trial *trial, struct sheet *sheet)
{
    for (int i = 0; i < trial->whatif->count; i++) {
        unit_index unit = trial->whatif->changes[i].unit;
        char text[WHATIF_TEXT];

        sheet_note(sheet, "Tried out: %s, %s.", unit_of(trial->scene, unit)->name,
            whatif_changes_text(trial, unit, text));
    }
}

/* The smallest move that brings a pressure into its band tells the pressure: it stays inside. */
static void note_suggestion(const struct trial *trial, enum moved moved, struct sheet *sheet)
{
    struct suggestion suggestion;
    char text[WHATIF_SENTENCE];

    suggestion_make(trial->whatif, trial->scene->snapshot, trial->family.area, moved, &suggestion);
    for (size_t i = 0; i < suggestion.balance.count; i++)
        sheet_note_inside(sheet, "Suggested: move %s.",
            whatif_move_text(trial->scene, &suggestion, moved, &suggestion.balance.moves[i], text));
    if (suggestion.count > 1 && suggestion.balance.count == 0)
        sheet_note_inside(sheet,
            suggestion.balance.outcome == BALANCE_INSIDE
                ? "No %s have to move: every team of %s with a band and figures is inside it."
                : "No move of %s brings every team of %s inside its band.",
            moved == MOVED_CASES ? "cases" : "staff",
            unit_of(trial->scene, trial->family.area)->name);
}

#define FIGURE_COLUMNS 4 /* of a unit */
#define LEVER_COLUMNS  3

/* What makes no sense in a row, which is not the same as no data. */
static void put_blanks(struct sheet *sheet, int count)
{
    for (; count > 0; count--)
        sheet_text(sheet, "");
}

static void sheet_levers(const struct trial *trial, struct sheet *sheet)
{
    for (int row = 0; row < whatif_lever_rows(); row++) {
        sheet_unit_row(trial->scene, sheet, trial->unit, trial->unit);
        put_blanks(sheet, FIGURE_COLUMNS);
        whatif_lever_cells(trial, row, sheet);
    }
}

static void sheet_rows(const struct trial *trial, struct sheet *sheet)
{
    unit_index top = family_at(&trial->family, 0);

    for (unit_index unit = UNIT_NONE; (unit = family_next(&trial->family, unit)) != UNIT_NONE;) {
        sheet_unit_row(trial->scene, sheet, unit, top);
        sheet_measure(trial->scene, sheet, unit, "pressure");
        sheet_after(trial, sheet, unit, "pressure");
        sheet_measure(trial->scene, sheet, unit, "average_caseload");
        sheet_after(trial, sheet, unit, "average_caseload");
        put_blanks(sheet, LEVER_COLUMNS);
    }
}

static enum result whatif_sheet(
    const struct scene *scene, const struct view_place *place, struct sheet *sheet)
{
    sheet_begin(scene, place, sheet);
    sheet_columns(scene, sheet);
    if (subject_of(scene->service, scene->outline, place) == UNIT_NONE)
        return RESULT_OK;

    struct trial trial = trial_of(scene, place);
    enum result result = prepare_units(scene, &trial.family);

    if (result == RESULT_OK)
        result = whatif_prepare(&place->whatif, scene->snapshot);
    if (result != RESULT_OK)
        return result;
    note_changes(&trial, sheet);
    for (int moved = MOVED_CASES; trial.family.area != UNIT_NONE && moved <= MOVED_STAFF; moved++)
        note_suggestion(&trial, (enum moved)moved, sheet);
    sheet_rows(&trial, sheet);
    sheet_levers(&trial, sheet);
    return RESULT_OK;
}

/* Without a unit no lever moves anything, and a unit by itself has nobody to move work to. */
static bool whatif_offers(
    const struct scene *scene, const struct view_place *place, enum action action)
{
    if (action == ACTION_LEFT)
        return place->count > 0;
    if (action == ACTION_NEXT_PANEL)
        return place->count > 1;
    if (action == ACTION_FOLD)
        return place->count > 0 &&
               family_here(scene->service, scene->outline, place).area != UNIT_NONE;
    return list_offers(place, action);
}

static const enum action hints[] = {ACTION_DOWN, ACTION_LEFT, ACTION_NEXT_PANEL, ACTION_FOLD,
    ACTION_OPEN, ACTION_DAY_BACK, ACTION_LIVE, ACTION_NONE};

static const struct hint_words words[] = {
    {ACTION_DOWN, "lever"},
    {ACTION_LEFT, "less, more"},
    {ACTION_NEXT_PANEL, "next unit"},
    {ACTION_FOLD, "try the suggestion"},
    {ACTION_OPEN, "open the unit"},
    {ACTION_NONE, NULL},
};

const struct view whatif_view = {
    .id = "whatif",
    .title = "What-if",
    .about =
        "What pressure and caseload would be with other posts, agency workers, absences or cases, "
        "beside what they are, for the unit, its parents and its siblings. The ring is where a "
        "pressure is, the diamond where it would be, the line its band. A post filled or an "
        "agency worker holds cases and is there; what changes in a team changes by as much in the "
        "units above it. Below stands the smallest move of cases or of staff that brings every "
        "team inside the pressure band of its kind, or that there is none. Nothing is stored.",
    .hints = hints,
    .panels = 1,
    .words = words,
    .prepare = whatif_prepare_view,
    .offers = whatif_offers,
    .draw = whatif_draw,
    .pick = whatif_pick,
    .act = whatif_act,
    .sheet = whatif_sheet,
};

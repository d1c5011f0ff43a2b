/* The whole service in one table, and the panels of the unit one is on. */
#include <stdio.h>

#include "tui/views/figures.h"
#include "tui/views/list.h"
#include "tui/views/outline.h"
#include "tui/views/panels.h"
#include "tui/views/sheets.h"
#include "tui/views/table.h"
#include "tui/views/unit_sheet.h"
#include "tui/views/view.h"

#define MARGIN 1

/* Where table and panels stand in the body. */
struct layout {
    struct rect table, strip; /* strip.height 0: no room */
};

static struct layout layout_of(struct rect body)
{
    struct layout layout = {.table = body, .strip = body};

    layout.strip.height = panels_brief_height(body.width, body.height);
    layout.table.height -= layout.strip.height;
    layout.strip.y += layout.table.height;
    layout.table.x += MARGIN;
    layout.table.width -= 2 * MARGIN;
    return layout;
}

static enum result overview_prepare(
    const struct scene *scene, struct view_place *place, struct rect body)
{
    struct layout layout = layout_of(body);

    list_fit(place, scene->outline->count, table_room(layout.table.height));
    return table_prepare(scene, place);
}

/* Why there is no row. */
static void draw_nothing(const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect at)
{
    char text[SENTENCE_TEXT] = "The configuration names no units.", key[KEY_NAME_SIZE];

    key_label(scene->bindings->keys[ACTION_BACK][0], scene->glyphs->ascii, key);
    if (place->filter[0] != '\0')
        snprintf(text, sizeof text, "No unit is like that. %s shows all units again.", key);
    canvas_field(canvas, at.x, at.y, at.width, ALIGN_LEFT, STYLE_DIM, text);
}

static void overview_draw(const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect body)
{
    struct layout layout = layout_of(body);
    unit_index chosen = outline_unit_at(scene->outline, place->row);

    if (chosen == UNIT_NONE) {
        draw_nothing(scene, place, canvas, layout.table);
        return;
    }
    table_draw(
        scene, place, unit_of(scene, outline_first(scene->outline))->depth, canvas, layout.table);
    if (layout.strip.height > 0)
        panels_draw_brief(scene, chosen, place->panel, canvas, layout.strip);
}

/* The rows as they are folded, sorted and filtered; of the one selected what the panels say, and
 * below them all what its figures are made up of. */
static enum result overview_sheet(
    const struct scene *scene, const struct view_place *place, struct sheet *sheet)
{
    enum result result = RESULT_OK;
    unit_index chosen = outline_unit_at(scene->outline, place->row);
    unit_index top = outline_first(scene->outline);

    sheet_begin(scene, place, sheet);
    unit_sheet_headings(scene, sheet);
    for (int row = 0; row < scene->outline->count && result == RESULT_OK; row++) {
        unit_index unit = outline_unit_at(scene->outline, row);

        result = snapshot_prepare(scene->snapshot, unit);
        if (result != RESULT_OK)
            break;
        if (unit == chosen)
            unit_sheet_subject(scene, sheet, unit, top);
        else
            unit_sheet_row(scene, sheet, unit, top);
    }
    if (result == RESULT_OK && chosen != UNIT_NONE)
        unit_sheet_parts(scene, sheet, chosen);
    return result;
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

static unsigned fold(struct hand *hand)
{
    unit_index unit = outline_unit_at(hand->outline, hand->place->row);

    return unit != UNIT_NONE && outline_toggle(hand->outline, unit) ? WISH_DRAW : WISH_NOTHING;
}

static unsigned overview_act(struct hand *hand, enum action action)
{
    if (action == ACTION_OPEN || action == ACTION_RIGHT)
        return open_chosen(hand);
    if (action == ACTION_FOLD)
        return fold(hand);

    unsigned wish = list_act(hand->place, action);

    return wish != WISH_PASS ? wish : panels_act(hand->place, PANEL_COUNT, action);
}

/* With a single unit there is nothing to fold. */
static bool overview_offers(
    const struct scene *scene, const struct view_place *place, enum action action)
{
    if (action == ACTION_FOLD)
        return outline_end(scene->outline) - outline_first(scene->outline) > 1;
    return list_offers(place, action);
}

static const enum action hints[] = {ACTION_DOWN, ACTION_OPEN, ACTION_FOLD, ACTION_FIND, ACTION_SORT,
    ACTION_WINDOW, ACTION_DAY_BACK, ACTION_LIVE, ACTION_NEXT_PANEL, ACTION_COMPARE, ACTION_ALERTS,
    ACTION_FILTER, ACTION_WHATIF, ACTION_COMMAND, ACTION_PIN, ACTION_CHANGES, ACTION_EXPORT,
    ACTION_NONE};

const struct view overview_view = {
    .id = "overview",
    .title = "Overview",
    .about =
        "Every unit with its caseload, sickness and staffing side by side. Below the table, the "
        "unit you are on in more words. Parents are counted afresh, not added up: a child known "
        "to two teams of an area is one child in the area.",
    .hints = hints,
    .panels = PANEL_COUNT,
    .has_rows = true,
    .still = true,
    .survey = &table_survey,
    .prepare = overview_prepare,
    .offers = overview_offers,
    .draw = overview_draw,
    .act = overview_act,
    .sheet = overview_sheet,
};

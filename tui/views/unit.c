/* One unit: three panels with charts, and the units right below it, ranked. */
#include "tui/views/figures.h"
#include "tui/views/list.h"
#include "tui/views/outline.h"
#include "tui/views/panels.h"
#include "tui/views/table.h"
#include "tui/views/unit_sheet.h"
#include "tui/views/view.h"

#define MARGIN     1
#define PANEL_ROWS 10 /* what the panels keep before the list gets more than its least */

struct layout {
    struct rect panels, rule, table; /* table.height 0: nothing below, or no room */
};

static int table_height(struct rect body, int rows)
{
    int most = body.height - PANEL_ROWS - 1;
    int wanted = TABLE_HEADINGS + rows;
    int third = TABLE_HEADINGS + body.height / 3;

    if (rows == 0 || most < TABLE_HEADINGS + 1)
        return 0;
    wanted = wanted < third ? wanted : third;
    return wanted < most ? wanted : most;
}

static struct layout layout_of(struct rect body, int rows)
{
    struct layout layout = {.panels = body, .rule = body, .table = body};

    layout.panels.x = layout.table.x += MARGIN;
    layout.panels.width = layout.table.width -= 2 * MARGIN;
    layout.table.height = table_height(body, rows);
    if (layout.table.height == 0)
        return layout;
    layout.panels.height -= layout.table.height + 1;
    layout.rule.y += layout.panels.height;
    layout.table.y = layout.rule.y + 1;
    return layout;
}

static enum result unit_prepare(
    const struct scene *scene, struct view_place *place, struct rect body)
{
    int rows = scene->outline->count;

    list_fit(place, rows, table_room(layout_of(body, rows).table.height));
    return table_prepare(scene, place);
}

static void unit_draw(const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect body)
{
    struct layout layout = layout_of(body, scene->outline->count);
    struct view_place list = *place;

    panels_draw_tall(scene, place->unit, place->panel, canvas, layout.panels);
    if (layout.table.height == 0)
        return;
    canvas_horizontal(
        canvas, layout.rule.x, layout.rule.y, layout.rule.width, STYLE_FRAME, scene->glyphs->ascii);
    if (place->panel != PANEL_LIST)
        list.row = -1; /* the keys are with a panel: no row is selected */
    table_draw(scene, &list, -1, canvas, layout.table);
}

static unsigned open_below(struct hand *hand)
{
    unit_index unit = outline_unit_at(hand->outline, hand->place->row);

    if (unit == UNIT_NONE)
        return WISH_NOTHING;
    hand->target.view = view_of_unit(hand->service, unit);
    hand->target.unit = unit;
    return WISH_OPEN;
}

static unsigned open_panel(struct hand *hand)
{
    hand->target.view = &panel_view;
    hand->target.unit = hand->place->unit;
    hand->target.panel = hand->place->panel;
    hand->target.row = CHART_ANY;
    return WISH_OPEN;
}

/* Moving through the list gives it the keys. */
static unsigned move(struct hand *hand, enum action action)
{
    if (hand->place->panel == PANEL_LIST || hand->outline->count == 0)
        return list_act(hand->place, action);

    struct view_place probe = *hand->place;

    if (list_act(&probe, action) == WISH_PASS)
        return WISH_PASS;
    hand->place->panel = PANEL_LIST;
    return WISH_DRAW;
}

static unsigned unit_act(struct hand *hand, enum action action)
{
    int stops = hand->outline->count > 0 ? PANEL_COUNT + 1 : PANEL_COUNT;

    if (action == ACTION_OPEN || action == ACTION_RIGHT)
        return hand->place->panel == PANEL_LIST ? open_below(hand) : open_panel(hand);

    unsigned wish = move(hand, action);

    return wish != WISH_PASS ? wish : panels_act(hand->place, stops, action);
}

/* Where a panel has the keys, the first one gives them to the list. */
static bool unit_pick(
    const struct view_place *place, struct rect body, int x, int y, struct pick *ret)
{
    struct layout layout = layout_of(body, place->count);

    (void)x;
    if (!pick_line(place, y - layout.table.y - TABLE_HEADINGS, ret))
        return false;
    ret->times += place->panel == PANEL_LIST ? 0 : 1;
    return true;
}

/* Without a row there is a chart to open. */
static bool unit_offers(
    const struct scene *scene, const struct view_place *place, enum action action)
{
    (void)scene;
    return action == ACTION_OPEN || list_offers(place, action);
}

static const enum action hints[] = {ACTION_NEXT_PANEL, ACTION_DOWN, ACTION_OPEN, ACTION_SORT,
    ACTION_WINDOW, ACTION_DAY_BACK, ACTION_LIVE, ACTION_FIND, ACTION_NONE};

const struct view unit_view = {
    .id = "unit",
    .about =
        "One unit: caseload, sickness and staffing with a chart each, and below them the units "
        "it is made of. {next-panel} moves between the panels and the list; opening a panel shows "
        "its "
        "chart on the whole screen, opening a row leads to that unit.",
    .hints = hints,
    .panels = PANEL_LIST + 1,
    .has_rows = true,
    .survey = &table_survey,
    .prepare = unit_prepare,
    .offers = unit_offers,
    .draw = unit_draw,
    .pick = unit_pick,
    .act = unit_act,
    .sheet = unit_sheet,
};

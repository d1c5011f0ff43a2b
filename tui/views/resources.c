/* People and money: posts, budget, savings, risks and the workforce, a section at a time. */
#include "tui/views/resources.h"

#include "core/base/text.h"
#include "tui/views/list.h"
#include "tui/views/outline.h"
#include "tui/views/panels.h"
#include "tui/views/pen.h"
#include "tui/views/sheets.h"

#define MARGIN 1
#define TABS   1 /* rows */

enum { SECTION_POSTS };

static const struct resources_section *const sections[] = {
    [SECTION_POSTS] = &posts_section,
    &budget_section,
    &savings_section,
    &risks_section,
    &workforce_section,
};
#define SECTIONS ((int)(sizeof sections / sizeof sections[0]))

static const struct resources_section *section_of(const struct view_place *place)
{
    return sections[place->panel < SECTIONS ? place->panel : 0];
}

struct layout {
    struct rect tabs, list, below;
};

/* What stands below the list follows its last row. */
static struct layout layout_of(
    const struct resources_section *section, const struct scene *scene, struct rect body)
{
    struct layout layout;
    int below = section->below != NULL ? section->below(body.height - TABS) : 0;

    body.x += MARGIN;
    body.width -= 2 * MARGIN;
    layout.tabs = layout.list = layout.below = body;
    layout.tabs.height = TABS;
    layout.list.y += TABS;
    layout.list.height -= TABS + below;
    if (below > 0 && layout.list.height > section->count(scene) + 1)
        layout.list.height = section->count(scene) + 1;
    layout.below.y = layout.list.y + layout.list.height;
    layout.below.height = below;
    return layout;
}

static enum result resources_prepare(
    const struct scene *scene, struct view_place *place, struct rect body)
{
    const struct resources_section *section = section_of(place);

    list_fit(place, section->count(scene), grid_room(layout_of(section, scene, body).list.height));
    return section->prepare != NULL ? section->prepare(scene) : RESULT_OK;
}

/* The names of all sections, the one shown in brackets. Where they have no room, it comes first. */
static void draw_tabs(int shown, struct canvas *canvas, struct rect rect)
{
    struct pen pen;
    int width = 0;

    pen_init(&pen, canvas, rect);
    for (int i = 0; i < SECTIONS; i++)
        width += (int)sizeof "[] " - 1 + text_width(sections[i]->title);
    for (int i = width > rect.width ? shown : 0; i < SECTIONS; i++)
        pen_put(&pen, i == shown ? STYLE_STRONG : STYLE_DIM, i == shown ? "[%s] " : " %s  ",
            sections[i]->title);
}

static void resources_draw(const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect body)
{
    const struct resources_section *section = section_of(place);
    struct layout layout = layout_of(section, scene, body);

    draw_tabs(place->panel, canvas, layout.tabs);
    if (place->count == 0)
        canvas_field(canvas, layout.list.x, layout.list.y, layout.list.width, ALIGN_LEFT, STYLE_DIM,
            section->absent);
    else
        section->draw(scene, place, canvas, layout.list, layout.below);
}

/* The unit whose page the row one is on leads to; UNIT_NONE: it leads nowhere. */
static unit_index unit_on(
    const struct service *service, unit_index root, const struct view_place *place)
{
    unit_index unit =
        place->panel == SECTION_POSTS ? posts_unit(&service->reference, place->row) : UNIT_NONE;

    if (unit == UNIT_NONE || (root != UNIT_NONE && !unit_is_within(service->units, unit, root)))
        return UNIT_NONE;
    return unit;
}

static unsigned open_row(struct hand *hand)
{
    unit_index unit = unit_on(hand->service, hand->outline->root, hand->place);

    if (unit == UNIT_NONE)
        return WISH_NOTHING;
    hand->target.view = view_of_unit(hand->service, unit);
    hand->target.unit = unit;
    return WISH_OPEN;
}

static bool resources_offers(
    const struct scene *scene, const struct view_place *place, enum action action)
{
    if (action == ACTION_OPEN)
        return unit_on(scene->service, scene->outline->root, place) != UNIT_NONE;
    return list_offers(place, action);
}

static unsigned resources_act(struct hand *hand, enum action action)
{
    unsigned wish = list_act(hand->place, action);

    if (action == ACTION_OPEN || action == ACTION_RIGHT)
        return open_row(hand);
    if (wish != WISH_PASS)
        return wish;
    wish = panels_act(hand->place, SECTIONS, action);
    if (wish != WISH_PASS)
        hand->place->row = hand->place->top = 0;
    return wish;
}

static enum result resources_sheet(
    const struct scene *scene, const struct view_place *place, struct sheet *sheet)
{
    const struct resources_section *section = section_of(place);
    enum result result = section->prepare != NULL ? section->prepare(scene) : RESULT_OK;

    if (result != RESULT_OK)
        return result;
    sheet_begin(scene, place, sheet);
    sheet_note(sheet, "%s", section->title);
    section->sheet(scene, sheet);
    return RESULT_OK;
}

static const enum action hints[] = {
    ACTION_NEXT_PANEL, ACTION_DOWN, ACTION_OPEN, ACTION_DAY_BACK, ACTION_LIVE, ACTION_NONE};

const struct view resources_view = {
    .id = "resources",
    .title = "Resources",
    .about =
        "Budgeted posts by sub-service beside the people in post today, the budget, the savings it "
        "counts on, the risk log by likelihood and impact, and published figures about the "
        "workforce. {next-panel} goes from one to the next.",
    .hints = hints,
    .panels = SECTIONS,
    .prepare = resources_prepare,
    .offers = resources_offers,
    .draw = resources_draw,
    .act = resources_act,
    .sheet = resources_sheet,
};

#include "tui/views/compare_page.h"

#include <math.h>
#include <stdio.h>

#include "core/base/text.h"
#include "tui/views/compared.h"
#include "tui/views/figures.h"
#include "tui/views/movement.h"
#include "tui/views/names.h"
#include "tui/views/outline.h"
#include "tui/views/pen.h"
#include "tui/views/trend.h"

#define MARGIN      1
#define NAME_LEAST  8
#define NAME_MOST   30
#define JUDGEMENT   4 /* " R ▲" */
#define GAP         2
#define BARS_LEAST  20
#define HEAT_LEAST  24
#define LEGEND_MOST 3
#define LEGEND_FROM 11 /* rows of the body from which there is room for a legend */
#define FACTS_FROM  16 /* … and for the unit one is on in words */
#define FACTS       3

/* --- layout ----------------------------------------------------------------------------------- */

struct layout {
    struct rect title, legend, heading, rows, facts; /* height 0: no room */
    int name, value;                                 /* columns */
    struct rect bars, heat;                          /* x and width; width 0: not shown */
};

static int name_width(const struct compared_rows *rows, int room)
{
    int width = rows->name_width > NAME_LEAST ? rows->name_width : NAME_LEAST;

    width = width < NAME_MOST ? width : NAME_MOST;
    return width < room / 3 ? width : room / 3;
}

/* Lines from the top: title, legend, heading, rows; the facts below them. */
static void stack(struct layout *layout, struct rect body, int legend_lines)
{
    struct rect *const parts[] = {&layout->title, &layout->legend, &layout->heading, &layout->rows};
    int y = body.y;

    legend_lines = legend_lines < LEGEND_MOST ? legend_lines : LEGEND_MOST;
    layout->title.height = 1;
    layout->legend.height = body.height >= LEGEND_FROM ? legend_lines : 0;
    layout->heading.height = 1;
    layout->facts.height = body.height >= FACTS_FROM ? FACTS : 0;
    layout->rows.height = body.height - 2 - layout->legend.height - layout->facts.height;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        parts[i]->y = y;
        y += parts[i]->height;
    }
    layout->facts.y = y;
}

/* Beside each other where both have room, else one of the two. */
static void share_width(struct layout *layout, const struct scene *scene,
    const struct view_place *place, struct rect body)
{
    int from = body.x + layout->name + JUDGEMENT + 1 + layout->value + GAP;
    int room = body.x + body.width - from;
    bool both = place->panel == SHOW_BARS && room >= BARS_LEAST + GAP + HEAT_LEAST;
    struct heat_map map;

    heat_map_open(&map, scene, &place->heat, compare_measure(place),
        both                        ? room - BARS_LEAST - GAP
        : place->panel == SHOW_HEAT ? room
                                    : 0);
    layout->heat.width = heat_map_width(&map);
    layout->heat.x = place->panel == SHOW_HEAT ? from : from + room - layout->heat.width;
    layout->bars.x = from;
    layout->bars.width = place->panel == SHOW_HEAT ? 0
                         : layout->heat.width > 0  ? room - layout->heat.width - GAP
                                                   : room;
}

static struct layout layout_of(
    const struct scene *scene, const struct view_place *place, struct rect body)
{
    const struct compared_rows *rows = &scene->compared->shown;
    int legend = 0;

    body.x += MARGIN;
    body.width -= 2 * MARGIN;

    struct layout layout = {.title = body,
        .legend = body,
        .heading = body,
        .rows = body,
        .facts = body,
        .name = name_width(rows, body.width),
        .value = rows->value_width,
        .bars = body,
        .heat = body};

    if (place->panel == SHOW_BARS)
        legend = bars_legend_lines(&rows->bars, scene->glyphs, body.width);
    stack(&layout, body, legend);
    share_width(&layout, scene, place, body);
    return layout;
}

int compare_room(const struct scene *scene, const struct view_place *place, struct rect body)
{
    return layout_of(scene, place, body).rows.height;
}

/* --- drawing ---------------------------------------------------------------------------------- */

/* One frame of the view. */
struct page {
    const struct scene *scene;
    const struct view_place *place;
    const struct bars *bars;
    struct layout layout;
    struct heat_map map;
    struct canvas *canvas;
};

static const char *order_words(const struct page *page)
{
    enum polarity polarity = measure_polarity(page->scene->service, page->bars->measure.measure);
    bool judged = polarity == POLARITY_LESS || polarity == POLARITY_MORE;

    if (page->place->sort.reverse)
        return judged ? "best first" : "lowest first";
    return judged ? "worst first" : "highest first";
}

static void draw_title(const struct page *page)
{
    const struct measure *measure = page->bars->measure.measure;
    const struct scene *scene = page->scene;
    int level = compare_level(scene->outline, scene->service, page->place);
    struct rect rect = page->layout.title;
    struct pen pen;

    if (page->map.count > 0)
        rect.width -= HEAT_KEY + GAP;
    pen_init(&pen, page->canvas, rect);
    pen_put(
        &pen, STYLE_STRONG, "%s%s", measure->label, measure->unit == UNIT_PER_CENT ? ", %" : "");
    if (measure->windowed)
        pen_put(&pen, STYLE_TEXT, "  over %s",
            window_label(measure->always_12m ? WINDOW_12M : snapshot_window(scene->snapshot)));
    pen_put(&pen, STYLE_TEXT, "  %s", order_words(page));
    if (level < scene->service->level_count)
        pen_put(&pen, STYLE_DIM, "  %s: %d, %d with a figure", scene->service->levels[level].name,
            page->place->count, page->bars->known);
}

static void draw_heading(const struct page *page)
{
    const struct layout *layout = &page->layout;
    struct rect bars = {layout->bars.x, layout->heading.y, layout->bars.width, 1};
    struct rect heat = {layout->heat.x, layout->heading.y, layout->heat.width, 1};

    if (bars.width > 0)
        bars_draw_letters(page->bars, page->canvas, bars);
    if (heat.width == 0)
        return;
    heat_draw_heading(&page->map, page->canvas, heat);
    heat_draw_key(&page->map, page->canvas, layout->title);
}

static enum style value_style(
    const struct page *page, unit_index unit, const struct assessed *assessed)
{
    if (movement_of(page->scene, unit, page->bars->measure.measure).fresh)
        return STYLE_CHANGED;
    if (assessed->stale)
        return STYLE_STALE;
    return assessed->status == STATUS_NONE ? STYLE_TEXT : status_style(assessed->status);
}

/* "Penwith   R ▲ 26.0" */
static void draw_figure(const struct page *page, unit_index unit, int y)
{
    const struct layout *layout = &page->layout;
    const struct measure_ref measure = page->bars->measure;
    struct assessed assessed = snapshot_assessed(page->scene->snapshot, unit, measure);
    int x = layout->rows.x;
    char text[FIGURE_TEXT];

    name_draw(page->canvas, x, y, layout->name, assessed.figure.has_data ? STYLE_TEXT : STYLE_DIM,
        unit_of(page->scene, unit)->name);
    x += layout->name;
    canvas_format(page->canvas, x + 1, y, status_style(assessed.status), "%c",
        status_letter(assessed.status));
    canvas_text(page->canvas, x + 3, y, signal_style(assessed.signal),
        signal_arrow(page->scene, &assessed));
    canvas_figure(page->canvas, x + JUDGEMENT + 1, y, layout->value,
        value_style(page, unit, &assessed),
        figure_text(page->scene, &assessed.figure, measure.measure, text));
}

static void draw_row(const struct page *page, int row, int y)
{
    const struct layout *layout = &page->layout;
    unit_index unit = outline_unit_at(page->scene->outline, row);
    struct rect bars = {layout->bars.x, y, layout->bars.width, 1};
    struct rect heat = {layout->heat.x, y, layout->heat.width, 1};

    draw_figure(page, unit, y);
    if (bars.width > 0)
        bars_draw_bar(page->bars, page->scene, unit, page->canvas, bars);
    if (heat.width > 0)
        heat_draw_row(&page->map, unit, page->canvas, heat);
    if (row != page->place->row)
        return;
    canvas_select(page->canvas, (struct rect){layout->rows.x, y, layout->name, 1});
    page->canvas->cursor_x = layout->rows.x;
    page->canvas->cursor_y = y;
}

static void draw_rows(const struct page *page)
{
    const struct view_place *place = page->place;

    for (int i = 0; i < place->height && place->top + i < place->count; i++)
        draw_row(page, place->top + i, page->layout.rows.y + i);
}

/* --- the unit one is on, in words ------------------------------------------------------------- */

/* "  was 13.1 (+0.4)" on the day held beside this one, or " (+0.4)" by the last import. */
static void put_movement(const struct page *page, unit_index unit, struct pen *pen)
{
    const struct measure *measure = page->bars->measure.measure;
    struct movement movement = movement_of(page->scene, unit, measure);
    char by[FIGURE_TEXT], was[FIXED_TEXT_SIZE];

    if (movement_text(page->scene, &movement, measure, by)[0] == '\0')
        return;
    if (!movement.fresh)
        pen_put(
            pen, STYLE_DIM, "  was %s", fixed_text_rounded(movement.was, measure->decimals, was));
    pen_put(pen, STYLE_CHANGED, " (%s)", by);
}

static void put_figure(
    const struct page *page, unit_index unit, const struct assessed *assessed, struct pen *pen)
{
    const struct measure *measure = page->bars->measure.measure;
    const struct figure *figure = &assessed->figure;
    char text[FIGURE_TEXT], above[FIXED_TEXT_SIZE], below[FIXED_TEXT_SIZE];

    if (!figure->has_data) {
        pen_put(pen, STYLE_DIM, "no data");
        return;
    }
    pen_put(pen, value_style(page, unit, assessed), "%s",
        figure_text(page->scene, figure, measure, text));
    if (assessed->status != STATUS_NONE)
        pen_put(pen, status_style(assessed->status), " %c", status_letter(assessed->status));
    if (figure->has_value && figure->has_denominator)
        pen_put(pen, STYLE_DIM, " = %s %s %s", fixed_text(figure->numerator, above),
            page->scene->glyphs->divide, fixed_text(figure->denominator, below));
    put_movement(page, unit, pen);
}

static void put_differences(const struct page *page, const struct figure *figure, struct pen *pen)
{
    const struct bars *bars = page->bars;

    for (size_t i = 0; i < bars->mark_count && figure->has_data && figure->has_value; i++) {
        const struct bars_mark *mark = &bars->marks[i];
        fixed_t by = figure->value - (fixed_t)llround(mark->value * (double)FIXED_ONE);
        char text[FIXED_TEXT_SIZE];

        fixed_text_rounded(by < 0 ? -by : by, bars->measure.measure->decimals, text);
        pen_put(pen, STYLE_DIM, "  %s %s %s", text, by < 0 ? "below" : "above", mark->label);
    }
}

const char *assurance_words(const struct scene *scene, unit_index unit, struct measure_ref measure)
{
    static const char *const assurances[] = {
        [ASSURANCE_NONE] = "",
        [ASSURANCE_MET] = "consistently meets its target",
        [ASSURANCE_MISSED] = "consistently misses its target",
        [ASSURANCE_HIT_OR_MISS] = "hits or misses its target by chance",
    };
    const struct service *service = scene->service;
    struct trend trend;

    trend_read(&trend, scene, unit, measure);
    return assurances[assurance_of(&trend.xmr, measure_polarity(service, measure.measure),
        unit_thresholds(service, unit, measure.measure))];
}

static void put_signal(const struct page *page, unit_index unit, struct pen *pen)
{
    const struct measure_ref measure = page->bars->measure;
    const struct service *service = page->scene->service;
    struct assessed assessed = snapshot_assessed(page->scene->snapshot, unit, measure);
    char sentence[SENTENCE_TEXT];

    signal_sentence(&assessed, measure_points(service, measure.measure), sentence);
    pen_put(pen, signal_style(assessed.signal), "%s", sentence);
    pen_put(pen, STYLE_DIM, "  %s", assurance_words(page->scene, unit, measure));
}

static void draw_facts(const struct page *page, unit_index unit)
{
    struct rect rect = page->layout.facts;
    struct assessed assessed = snapshot_assessed(page->scene->snapshot, unit, page->bars->measure);
    char target[TARGET_TEXT];
    struct pen pen;

    if (rect.height == 0)
        return;
    canvas_horizontal(
        page->canvas, rect.x, rect.y, rect.width, STYLE_FRAME, page->scene->glyphs->ascii);
    canvas_format(page->canvas, rect.x + 1, rect.y, STYLE_STRONG, " %s, %d of %d ",
        unit_of(page->scene, unit)->name, page->place->row + 1, page->place->count);
    rect.y++;
    rect.height--;
    pen_init(&pen, page->canvas, rect);
    put_figure(page, unit, &assessed, &pen);
    if (target_text(page->scene->service, page->bars->measure.measure, unit, target)[0] != '\0')
        pen_put(&pen, STYLE_TARGET, "  %s", target);
    put_differences(page, &assessed.figure, &pen);
    pen_next(&pen);
    put_signal(page, unit, &pen);
}

void compare_draw(const struct scene *scene, const struct view_place *place, struct canvas *canvas,
    struct rect body)
{
    struct page page = {.scene = scene,
        .place = place,
        .bars = &scene->compared->shown.bars,
        .layout = layout_of(scene, place, body),
        .canvas = canvas};
    unit_index chosen = outline_unit_at(scene->outline, place->row);

    heat_map_open(&page.map, scene, &place->heat, compare_measure(place), page.layout.heat.width);
    if (chosen == UNIT_NONE) {
        canvas_field(canvas, page.layout.title.x, body.y, page.layout.title.width, ALIGN_LEFT,
            STYLE_DIM, "There are no units to compare.");
        return;
    }
    draw_title(&page);
    if (page.layout.legend.height > 0)
        bars_draw_legend(page.bars, scene->glyphs, canvas, page.layout.legend);
    draw_heading(&page);
    draw_rows(&page);
    draw_facts(&page, chosen);
}

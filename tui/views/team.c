/* The team manager's page: who has room, who is away, what waits for a worker. */
#include <stdio.h>

#include "core/base/text.h"
#include "tui/views/figures.h"
#include "tui/views/list.h"
#include "tui/views/movement.h"
#include "tui/views/names.h"
#include "tui/views/panels.h"
#include "tui/views/pen.h"
#include "tui/views/team_sheet.h"
#include "tui/views/view.h"

#define MARGIN    1
#define GAP       2
#define ABREAST   64 /* columns from which what waits and who has room stand on one line */
#define ROOM_MOST 24 /* columns that stand around the name of who has most room */

/* What a manager sees of people; NULL where there is nothing to see or it is not theirs to see. */
static const struct roster *roster_of(const struct scene *scene, const struct view_place *place)
{
    const struct roster *roster =
        workers_are_seen(scene, place->unit) ? snapshot_roster(scene->snapshot, place->unit) : NULL;

    return roster != NULL && roster->count > 0 ? roster : NULL;
}

/* --- columns ---------------------------------------------------------------------------------- */

struct line {
    const struct scene *scene;
    const struct roster *roster;
    const struct roster_row *row;
    struct canvas *canvas;
    int x, y, width;
    double full; /* cases or limit, whichever is most: bars share one scale */
};

struct roster_column {
    struct column column;
    void (*draw)(const struct line *line);
};

static bool is_vacant(const struct roster_row *row)
{
    return row->contract == CONTRACT_VACANT;
}

static bool is_away(const struct roster_row *row)
{
    return row->away_since != DAY_NONE;
}

static enum style row_style(const struct roster_row *row)
{
    return is_vacant(row) || is_away(row) ? STYLE_DIM : STYLE_TEXT;
}

static void draw_name(const struct line *line)
{
    canvas_field(line->canvas, line->x, line->y, line->width, ALIGN_LEFT, row_style(line->row),
        is_vacant(line->row) ? "vacant" : line->row->name);
}

/* Agency cover is what a manager asks for, so it is told apart. */
static void draw_role(const struct line *line)
{
    char text[128];

    snprintf(text, sizeof text, "%s%.100s", line->row->contract == CONTRACT_AGENCY ? "agency " : "",
        line->row->role);
    canvas_field(
        line->canvas, line->x, line->y, line->width, ALIGN_LEFT, row_style(line->row), text);
}

static void draw_fte(const struct line *line)
{
    char text[FIXED_TEXT_SIZE];

    canvas_figure(line->canvas, line->x, line->y, line->width, row_style(line->row),
        fixed_text_rounded(line->row->fte, 1, text));
}

static void draw_cases(const struct line *line)
{
    char text[FIXED_TEXT_SIZE];

    if (is_vacant(line->row))
        return;
    snprintf(text, sizeof text, "%lld", (long long)line->row->cases);
    canvas_figure(line->canvas, line->x, line->y, line->width, STYLE_TEXT, text);
}

static enum style room_style(const struct roster_row *row)
{
    if (!row->has_limit || is_away(row))
        return STYLE_DIM;
    return row->room < 0 ? STYLE_RED : STYLE_LINE;
}

static void draw_load(const struct line *line)
{
    const struct roster_row *row = line->row;

    if (!is_vacant(row) && row->case_holding)
        bar_draw(line->canvas, (struct rect){line->x, line->y, line->width, 1}, line->scene->glyphs,
            room_style(row), (double)row->cases, line->full,
            row->has_limit ? (double)row->limit / (double)FIXED_ONE : 0);
}

static void draw_limit(const struct line *line)
{
    char text[FIXED_TEXT_SIZE];

    if (line->row->has_limit && !is_vacant(line->row))
        canvas_figure(line->canvas, line->x, line->y, line->width, STYLE_DIM,
            fixed_text_rounded(line->row->limit, 1, text));
}

/* Room for cases: what a new case is allocated by; over the limit is said in a word as well. */
static void draw_room(const struct line *line)
{
    char text[FIGURE_TEXT];

    if (!line->row->has_limit || is_vacant(line->row))
        return;
    signed_text(line->scene->glyphs, line->row->room, 1, text);
    canvas_figure(line->canvas, line->x, line->y, line->width, room_style(line->row), text);
}

static void draw_absent(const struct line *line)
{
    const struct roster_row *row = line->row;
    char day[32], text[64];

    if (is_vacant(row) && row->vacant_since != DAY_NONE)
        snprintf(text, sizeof text, "for %d days",
            snapshot_as_at(line->scene->snapshot) - row->vacant_since);
    else if (is_away(row) && !is_vacant(row))
        snprintf(
            text, sizeof text, "away since %s", day_text_long(row->away_since, day, sizeof day));
    else if (row->has_limit && row->room < 0)
        snprintf(text, sizeof text, "over the limit");
    else
        return;
    canvas_field(line->canvas, line->x, line->y, line->width, ALIGN_LEFT,
        is_away(row) || is_vacant(row) ? STYLE_DIM : STYLE_RED, text);
}

#define ROSTER_COLUMNS 8

static const struct roster_column roster_columns[ROSTER_COLUMNS] = {
    {{.heading = "Worker", .width = 14, .flexible_to = 30, .priority = 0}, draw_name},
    {{.heading = "role", .width = 14, .flexible_to = 30, .priority = 5}, draw_role},
    {{.heading = "FTE", .width = 4, .priority = 3, .align = ALIGN_RIGHT}, draw_fte},
    {{.heading = "cases", .width = 5, .priority = 1, .align = ALIGN_RIGHT}, draw_cases},
    {{.heading = "of limit", .width = 12, .flexible_to = 18, .priority = 7}, draw_load},
    {{.heading = "limit", .width = 5, .priority = 6, .align = ALIGN_RIGHT}, draw_limit},
    {{.heading = "room", .width = 6, .priority = 2, .align = ALIGN_RIGHT}, draw_room},
    {{.heading = "", .width = 26, .priority = 4}, draw_absent},
};

static void fit_columns(struct column *columns, int width)
{
    for (int i = 0; i < ROSTER_COLUMNS; i++)
        columns[i] = roster_columns[i].column;
    columns_fit(columns, ROSTER_COLUMNS, width, GAP);
}

/* --- the roster ------------------------------------------------------------------------------- */

static double full_of(const struct roster *roster)
{
    double full = 1;

    for (size_t i = 0; i < roster->count; i++) {
        double limit = (double)roster->rows[i].limit / (double)FIXED_ONE;
        double cases = (double)roster->rows[i].cases;

        full = cases > full ? cases : full;
        full = roster->rows[i].has_limit && limit > full ? limit : full;
    }
    return full;
}

static void draw_headings(const struct column *columns, struct canvas *canvas, struct rect rect)
{
    for (int i = 0; i < ROSTER_COLUMNS; i++)
        if (columns[i].x >= 0)
            canvas_field(canvas, rect.x + columns[i].x, rect.y, columns[i].fitted, columns[i].align,
                STYLE_DIM, columns[i].heading);
}

static void draw_row(struct line line, const struct column *columns, int x)
{
    for (int i = 0; i < ROSTER_COLUMNS; i++) {
        line.x = x + columns[i].x;
        line.width = columns[i].fitted;
        if (columns[i].x >= 0)
            roster_columns[i].draw(&line);
    }
}

static void draw_rows(const struct scene *scene, const struct view_place *place,
    const struct roster *roster, const struct column *columns, struct canvas *canvas,
    struct rect rect)
{
    struct line line = {
        .scene = scene, .roster = roster, .canvas = canvas, .full = full_of(roster)};

    for (int i = 0; i < rect.height - 1 && place->top + i < (int)roster->count; i++) {
        line.row = &roster->rows[place->top + i];
        line.y = rect.y + 1 + i;
        draw_row(line, columns, rect.x);
        if (place->top + i == place->row)
            columns_select(
                columns, ROSTER_COLUMNS, canvas, (struct rect){rect.x, line.y, rect.width, 1});
    }
}

/* --- what waits ------------------------------------------------------------------------------- */

static bool has_limits(const struct service *service)
{
    for (size_t i = 0; i < service->role_count; i++)
        if (service->roles[i].caseload_limit > 0)
            return true;
    return false;
}

#define NEXT_TEXT (NAME_SIZE + 64)

/* "most room: M. Pascoe (+3.4)" in a line of so many columns; "" where no limit says how much room
 * anybody has. */
static const char *next_text(
    const struct scene *scene, const struct roster *roster, int columns, char *buffer)
{
    const struct roster_row *row = roster->next >= 0 ? &roster->rows[roster->next] : NULL;
    char room[FIGURE_TEXT], name[NAME_SIZE];

    buffer[0] = '\0';
    if (row != NULL)
        snprintf(buffer, NEXT_TEXT, "most room: %s (%s)",
            name_fit(row->name, columns - ROOM_MOST, scene->glyphs->ascii, name),
            signed_text(scene->glyphs, row->room, 1, room));
    else if (has_limits(scene->service))
        snprintf(buffer, NEXT_TEXT, "nobody who is there has room");
    return buffer;
}

static void put_ages(const struct roster *roster, struct pen *pen)
{
    static const char *const ages[] = {"up to 2 days", "3 to 7", "8 to 14", "15 and more"};

    for (int i = 0; roster->unallocated > 0 && i < 4; i++)
        pen_put(pen, STYLE_DIM, "%s%s: %lld", i == 0 ? "   waiting " : ", ", ages[i],
            (long long)roster->ages[i]);
}

static void put_oldest(
    const struct scene *scene, const struct roster *roster, int room, struct pen *pen)
{
    char oldest[64] = "";

    if (roster->oldest_unallocated != DAY_NONE)
        snprintf(oldest, sizeof oldest, ", oldest %d days",
            snapshot_as_at(scene->snapshot) - roster->oldest_unallocated);
    if (text_width(oldest) <= room)
        pen_put(pen, STYLE_TEXT, "%s", oldest);
}

/* "6 unallocated, oldest 12 days   most room: M. Pascoe (+3.4)   waiting up to 2 days: 1, 3 to 7: 2
 * …": who is next matters more than how long the oldest waits, which stands below as well. On a
 * narrow screen who is next has a line of its own. */
static void draw_waiting(
    const struct scene *scene, const struct roster *roster, struct canvas *canvas, struct rect rect)
{
    const bool abreast = rect.height == 1;
    const int gap = abreast ? 3 : 0;
    char next[NEXT_TEXT];
    struct pen pen;

    pen_init(&pen, canvas, rect);
    pen_put(&pen, roster->unallocated > 0 ? STYLE_STRONG : STYLE_TEXT, "%lld unallocated",
        (long long)roster->unallocated);

    const int rest = pen_rest(&pen).width - gap;

    next_text(scene, roster, abreast ? rest : rect.width, next);
    put_oldest(scene, roster, abreast ? rest - text_width(next) : rest, &pen);
    if (!abreast)
        pen_next(&pen);
    if (next[0] != '\0')
        pen_put(&pen, roster->next >= 0 ? STYLE_STRONG : STYLE_AMBER, "%*s%s", gap, "", next);
    if (abreast)
        put_ages(roster, &pen);
}

/* --- the page --------------------------------------------------------------------------------- */

struct layout {
    struct rect roster, waiting, strip;
};

/* What waits stands at the top: it is what the page is opened for. */
static struct layout layout_of(struct rect body)
{
    struct layout layout = {.strip = body};

    layout.strip.height = panels_strip_height(body.height);
    layout.strip.y += body.height - layout.strip.height;
    layout.waiting = (struct rect){body.x + MARGIN, body.y, body.width - 2 * MARGIN, 1};
    layout.waiting.height = layout.waiting.width < ABREAST ? 2 : 1;
    layout.roster = layout.waiting;
    layout.roster.y += layout.waiting.height;
    layout.roster.height = body.height - layout.strip.height - layout.waiting.height;
    return layout;
}

static enum result prepare_workers(const struct scene *scene, unit_index team)
{
    enum result result = witness_workers(scene, team, "team");

    return result == RESULT_OK ? snapshot_prepare_team(scene->snapshot, team) : result;
}

static enum result team_prepare(
    const struct scene *scene, struct view_place *place, struct rect body)
{
    struct layout layout = layout_of(body);
    enum result result = scene_prepare(scene, place->unit);

    if (result == RESULT_OK && workers_are_seen(scene, place->unit))
        result = prepare_workers(scene, place->unit);
    if (result != RESULT_OK)
        return result;

    const struct roster *roster = roster_of(scene, place);

    list_fit(place, roster != NULL ? (int)roster->count : 0, layout.roster.height - 1);
    return RESULT_OK;
}

/* Without a roster the page is the unit's charts: better than an empty table. */
static void draw_without_roster(const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect body)
{
    struct rect line = {body.x + MARGIN, body.y + body.height - 1, body.width - 2 * MARGIN, 1};
    struct rect panels = {body.x + MARGIN, body.y, body.width - 2 * MARGIN, body.height - 1};

    panels_draw_tall(scene, place->unit, place->panel, canvas, panels);
    canvas_field(canvas, line.x, line.y, line.width, ALIGN_LEFT, STYLE_DIM,
        workers_are_seen(scene, place->unit)
            ? "No posts or cases of single workers are known for this day."
        : scene->shared ? "Workers are not shown while the screen is shared."
                        : "Workers are shown to the team's own manager only.");
}

static void team_draw(const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect body)
{
    struct layout layout = layout_of(body);
    const struct roster *roster = roster_of(scene, place);
    struct column columns[ROSTER_COLUMNS];

    if (roster == NULL) {
        draw_without_roster(scene, place, canvas, body);
        return;
    }
    fit_columns(columns, layout.roster.width);
    draw_headings(columns, canvas, layout.roster);
    draw_rows(scene, place, roster, columns, canvas, layout.roster);
    draw_waiting(scene, roster, canvas, layout.waiting);
    if (layout.strip.height > 0)
        panels_draw_strip(scene, place->unit, place->panel, place->panel, canvas, layout.strip);
}

static unsigned open_panel(struct hand *hand)
{
    hand->target.view = &panel_view;
    hand->target.row = CHART_BEST;
    hand->target.unit = hand->place->unit;
    hand->target.panel = hand->place->panel;
    return WISH_OPEN;
}

static unsigned team_act(struct hand *hand, enum action action)
{
    if (action == ACTION_OPEN || action == ACTION_RIGHT)
        return open_panel(hand);

    unsigned wish = list_act(hand->place, action);

    return wish != WISH_PASS ? wish : panels_act(hand->place, PANEL_COUNT, action);
}

/* Without a row there is a chart to open. */
static bool team_offers(
    const struct scene *scene, const struct view_place *place, enum action action)
{
    (void)scene;
    return action == ACTION_OPEN || list_offers(place, action);
}

static const enum action hints[] = {ACTION_DOWN, ACTION_NEXT_PANEL, ACTION_OPEN, ACTION_WINDOW,
    ACTION_DAY_BACK, ACTION_LIVE, ACTION_FIND, ACTION_NONE};

const struct view team_view = {
    .id = "team",
    .about =
        "One team: its workers by room for cases, its vacancies by age, and what waits to be "
        "allocated. Room is the limit of the worker's role, pro rata to FTE, less the cases held. "
        "Who is away is shown with the first day of the absence and nothing else.",
    .hints = hints,
    .panels = PANEL_COUNT,
    .prepare = team_prepare,
    .offers = team_offers,
    .draw = team_draw,
    .act = team_act,
    .sheet = team_sheet,
};

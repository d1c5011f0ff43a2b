#include <stdio.h>
#include <string.h>

#include "core/base/text.h"
#include "tui/views/board.h"
#include "tui/views/figures.h"
#include "tui/views/frame.h"
#include "tui/views/names.h"

#define WIDE         100 /* columns from which there is room to say whose screen it is */
#define CRUMBS_LEAST 16  /* columns the way here keeps before anything at the right goes … */
#define CRUMBS_PART  4   /* … or this part of a wide line */
#define TEXT_SIZE    96
#define NOTICE_MOST  40
#define NOTICE_SHORT 16
#define NOTICE_LEAST 8

/* --- the right: pieces that go by priority ---------------------------------------------------- */

struct piece {
    enum style style;
    char text[TEXT_SIZE];
};

enum {
    PIECE_SHARED,
    PIECE_FILTER,
    PIECE_NOTICE,
    PIECE_DAY,
    PIECE_THEN,
    PIECE_CLOCK,
    PIECE_LIVE,
    PIECE_AGE,
    PIECE_ALERTS,
    PIECES
};

static void write_day(const struct scene *scene, struct piece *piece)
{
    piece->style = STYLE_HEADER;
    day_text_long(snapshot_as_at(scene->snapshot), piece->text, TEXT_SIZE);
}

/* The day held beside it. */
static void write_then(const struct scene *scene, struct piece *piece)
{
    char day[32];

    piece->style = STYLE_NOTICE;
    if (scene->then != NULL)
        snprintf(piece->text, TEXT_SIZE, "against %s",
            day_text_long(snapshot_as_at(scene->then), day, sizeof day));
}

static void write_clock(const struct scene *scene, struct piece *piece)
{
    struct tm local;

    piece->style = STYLE_HEADER;
    if (localtime_r(&scene->now, &local) != NULL)
        strftime(piece->text, TEXT_SIZE, "%H:%M", &local);
}

static void write_live(const struct scene *scene, struct piece *piece)
{
    static const char *const out_of_reach[] = {
        [REACH_NO_STORE] = "NO STORE",
        [REACH_NO_CONNECTION] = "NO CONNECTION",
    };

    piece->style = scene->live && scene->reach == REACH_STORE ? STYLE_HEADER : STYLE_NOTICE;
    if (scene->reach != REACH_STORE)
        snprintf(piece->text, TEXT_SIZE, "%s", out_of_reach[scene->reach]);
    else if (scene->live)
        snprintf(piece->text, TEXT_SIZE, "%s live", scene->glyphs->live);
    else
        snprintf(piece->text, TEXT_SIZE, "NOT LIVE");
}

#define MINUTE 60
#define HOUR   3600
#define DAY    86400

/* When the oldest extract came of those that are overdue and that the figures people look at first
 * are made of; 0: none is. */
static time_t oldest_overdue(const struct scene *scene)
{
    static const char *const first[] = {"open_cases", "sickness_rate", "fte_in_post"};
    time_t oldest = 0;

    for (size_t i = 0; i < sizeof first / sizeof first[0]; i++) {
        time_t came = snapshot_stale_import(scene->snapshot, measure_named(first[i]));

        if (came != 0 && (oldest == 0 || came < oldest))
            oldest = came;
    }
    return oldest;
}

static bool is_stale(const struct scene *scene)
{
    return snapshot_newest_import(scene->snapshot) != 0 &&
           (scene->reach != REACH_STORE || oldest_overdue(scene) != 0);
}

/* How old the data are, in a unit that does not need a clock that ticks: the newest, or what makes
 * them stale. */
static void write_age(const struct scene *scene, struct piece *piece)
{
    time_t overdue = oldest_overdue(scene);
    time_t came = overdue != 0 ? overdue : snapshot_newest_import(scene->snapshot);
    long long age = came < scene->now ? (long long)(scene->now - came) : 0;
    bool stale = is_stale(scene);
    const char *before = stale ? "STALE: " : "";

    piece->style = stale ? STYLE_NOTICE : STYLE_HEADER;
    if (came == 0)
        snprintf(piece->text, TEXT_SIZE, "no data yet");
    else if (age < HOUR)
        snprintf(piece->text, TEXT_SIZE, "%sdata %lld min old", before, age / MINUTE);
    else if (age < 2 * DAY)
        snprintf(piece->text, TEXT_SIZE, "%sdata %lld h old", before, age / HOUR);
    else
        snprintf(piece->text, TEXT_SIZE, "%sdata %lld days old", before, age / DAY);
}

/* The service's notice in at most so many columns. */
static void write_notice(const struct scene *scene, int columns, struct piece *piece)
{
    const char *notice = scene->service->notice != NULL ? scene->service->notice : "";
    bool whole = text_width(notice) <= columns;
    size_t bytes = text_fit(notice, whole ? columns : columns - 1, NULL);

    bytes = bytes < TEXT_SIZE - 4 ? bytes : 0;
    piece->style = STYLE_NOTICE;
    snprintf(
        piece->text, TEXT_SIZE, "%.*s%s", (int)bytes, notice, whole ? "" : scene->glyphs->ellipsis);
}

static void write_shared(const struct scene *scene, struct piece *piece)
{
    piece->style = STYLE_NOTICE;
    if (scene->shared)
        snprintf(piece->text, TEXT_SIZE, "SHARED");
}

static void write_filter(const struct view_place *place, struct piece *piece)
{
    piece->style = STYLE_NOTICE;
    if (place->filter[0] != '\0')
        snprintf(piece->text, TEXT_SIZE, "only %s", place->filter);
}

/* Units and feeds that call for somebody, where they are known for what is shown. */
static void write_alerts(const struct scene *scene, struct piece *piece)
{
    int open = 0;

    piece->style = STYLE_STRONG;
    if (board_calls(scene->board, scene->snapshot, &open) && open > 0)
        snprintf(piece->text, TEXT_SIZE, open == 1 ? "%d alert" : "%d alerts", open);
}

static void write_pieces(
    const struct scene *scene, const struct view_place *place, struct piece pieces[PIECES])
{
    write_shared(scene, &pieces[PIECE_SHARED]);
    write_filter(place, &pieces[PIECE_FILTER]);
    write_notice(scene, NOTICE_MOST, &pieces[PIECE_NOTICE]);
    write_day(scene, &pieces[PIECE_DAY]);
    write_then(scene, &pieces[PIECE_THEN]);
    write_clock(scene, &pieces[PIECE_CLOCK]);
    write_live(scene, &pieces[PIECE_LIVE]);
    write_age(scene, &pieces[PIECE_AGE]);
    write_alerts(scene, &pieces[PIECE_ALERTS]);
}

static int pieces_width(const struct piece pieces[PIECES])
{
    int width = 0;

    for (int i = 0; i < PIECES; i++)
        if (pieces[i].text[0] != '\0')
            width += text_width(pieces[i].text) + 2;
    return width;
}

/* --- what gives way on a narrow terminal ------------------------------------------------------ */

typedef void give_way_fn(const struct scene *scene, struct piece pieces[PIECES]);

static void shorten_notice(const struct scene *scene, struct piece pieces[PIECES])
{
    write_notice(scene, NOTICE_SHORT, &pieces[PIECE_NOTICE]);
}

static void leave_out_clock(const struct scene *scene, struct piece pieces[PIECES])
{
    (void)scene;
    pieces[PIECE_CLOCK].text[0] = '\0';
}

static void leave_out_weekday(const struct scene *scene, struct piece pieces[PIECES])
{
    day_t day = snapshot_as_at(scene->snapshot);
    char text[TEXT_SIZE];

    day_text_long(day, text, sizeof text);
    snprintf(pieces[PIECE_DAY].text, TEXT_SIZE, "%s", text + strcspn(text, " ") + 1);
}

/* "5 min old": beside the day and whether it is live, that it is the data goes without saying. */
static void leave_out_data(const struct scene *scene, struct piece pieces[PIECES])
{
    static const char word[] = "data ";
    char *text = pieces[PIECE_AGE].text;

    if (snapshot_newest_import(scene->snapshot) != 0 && strncmp(text, word, strlen(word)) == 0)
        memmove(text, text + strlen(word), strlen(text) - strlen(word) + 1);
}

static void leave_out_alerts(const struct scene *scene, struct piece pieces[PIECES])
{
    (void)scene;
    pieces[PIECE_ALERTS].text[0] = '\0';
}

static void shorten_age(const struct scene *scene, struct piece pieces[PIECES])
{
    snprintf(pieces[PIECE_AGE].text, TEXT_SIZE, "%s", is_stale(scene) ? "STALE" : "");
}

static void shorten_notice_more(const struct scene *scene, struct piece pieces[PIECES])
{
    write_notice(scene, NOTICE_LEAST, &pieces[PIECE_NOTICE]);
}

/* The sign alone, as the help has it. */
static void leave_out_live(const struct scene *scene, struct piece pieces[PIECES])
{
    if (scene->live && scene->reach == REACH_STORE)
        snprintf(pieces[PIECE_LIVE].text, TEXT_SIZE, "%s", scene->glyphs->live);
}

/* In this order. What keeps people from being misled stays: the day, whether it is live, that the
 * data are stale, that it is for other eyes, and the notice, which is only shortened. */
static give_way_fn *const give_way[] = {shorten_notice, leave_out_clock, leave_out_weekday,
    leave_out_data, leave_out_alerts, shorten_age, shorten_notice_more, leave_out_live};

/* The least that still says that something is out of the ordinary. */
static void shorten(struct piece *piece, const char *least, int over)
{
    if (over > 0 && text_width(piece->text) > text_width(least))
        snprintf(piece->text, TEXT_SIZE, "%s", least);
}

static int crumbs_least(int width)
{
    return width >= WIDE ? width / CRUMBS_PART : CRUMBS_LEAST;
}

static void make_room(const struct scene *scene, struct piece pieces[PIECES], int width)
{
    size_t count = sizeof give_way / sizeof give_way[0];

    for (size_t i = 0; i < count && pieces_width(pieces) + crumbs_least(width) > width; i++)
        give_way[i](scene, pieces);

    int over = pieces_width(pieces) - width;
    int notice = text_width(pieces[PIECE_NOTICE].text);

    if (over > 0 && notice > over)
        write_notice(scene, notice - over, &pieces[PIECE_NOTICE]);
    shorten(&pieces[PIECE_THEN], "two days", pieces_width(pieces) - width);
    shorten(&pieces[PIECE_FILTER], "filter", pieces_width(pieces) - width);
}

static void draw_pieces(const struct piece pieces[PIECES], struct canvas *canvas, int x)
{
    for (int i = 0; i < PIECES; i++)
        if (pieces[i].text[0] != '\0')
            x += 2 + canvas_text(canvas, x, 0, pieces[i].style, pieces[i].text);
}

/* --- the left: the way here ------------------------------------------------------------------- */

#define CRUMB_MOST 16 /* crumbs: deeper than any service */

struct crumbs {
    const char *names[CRUMB_MOST]; /* innermost first */
    int count;
};

static void add_crumb(struct crumbs *crumbs, const char *name)
{
    if (name != NULL && crumbs->count < CRUMB_MOST)
        crumbs->names[crumbs->count++] = name;
}

/* What the viewer does not see has a name all the same: it says where they are. */
static void add_crumbs_above(struct crumbs *crumbs, const struct narrowing *narrowing)
{
    for (size_t i = narrowing->above_count; i-- > 0;)
        add_crumb(crumbs, narrowing->above[i]);
}

static void find_crumbs(
    const struct scene *scene, const struct view_place *place, struct crumbs *crumbs)
{
    add_crumb(crumbs, place->view->title);
    for (unit_index at = place->unit; at != UNIT_NONE; at = unit_of(scene, at)->parent)
        add_crumb(crumbs, unit_of(scene, at)->name);
    if (place->unit != UNIT_NONE)
        add_crumbs_above(crumbs, &scene->service->narrowing);
    if (place->unit == UNIT_NONE)
        add_crumb(crumbs, scene->service->organisation);
}

static int crumbs_width(const struct scene *scene, const struct crumbs *crumbs)
{
    int width = 0;

    for (int i = 0; i < crumbs->count; i++)
        width += text_width(crumbs->names[i]) + (i > 0 ? text_width(scene->glyphs->crumb) + 2 : 0);
    return width;
}

/* Outer crumbs go first: where one is matters more than what that is part of. */
static void draw_crumbs(const struct scene *scene, struct crumbs crumbs, bool unit_first,
    struct canvas *canvas, struct rect rect)
{
    int x = rect.x;

    while (crumbs.count > 1 && crumbs_width(scene, &crumbs) > rect.width) {
        if (crumbs.count == 2 && unit_first)
            crumbs.names[0] = crumbs.names[1];
        crumbs.count--;
    }
    for (int i = crumbs.count - 1; i >= 0; i--) {
        int room = rect.x + rect.width - x;
        int width = text_width(crumbs.names[i]);

        if (room <= 0)
            return;
        name_draw(canvas, x, 0, width < room ? width : room, i == 0 ? STYLE_STRONG : STYLE_HEADER,
            crumbs.names[i]);
        x += width;
        if (i > 0)
            x += canvas_format(canvas, x, 0, STYLE_DIM, " %s ", scene->glyphs->crumb);
    }
}

#define BRAND "teamtop"

void header_draw(const struct scene *scene, const struct view_place *place, struct canvas *canvas)
{
    struct piece pieces[PIECES] = {0};
    struct crumbs crumbs = {0};
    int x = 1;

    canvas_fill(canvas, (struct rect){0, 0, canvas->width, 1}, STYLE_HEADER, ' ');
    write_pieces(scene, place, pieces);
    make_room(scene, pieces, canvas->width);
    if (canvas->width >= WIDE)
        x += 2 + canvas_text(canvas, x, 0, STYLE_DIM, BRAND);

    int right = canvas->width + 1 - pieces_width(pieces);

    find_crumbs(scene, place, &crumbs);
    draw_crumbs(
        scene, crumbs, place->view->unit_first, canvas, (struct rect){x, 0, right - 2 - x, 1});
    draw_pieces(pieces, canvas, right);
}

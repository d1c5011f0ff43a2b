#include <stdio.h>
#include <string.h>

#include "core/base/text.h"
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

/* What is written, and with what. */
struct line {
    const struct heading *heading;
    const struct glyphs *glyphs;
    time_t now;
};

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

static void write_day(const struct line *line, struct piece *piece)
{
    piece->style = STYLE_HEADER;
    day_text_long(line->heading->as_at, piece->text, TEXT_SIZE);
}

/* The day held beside it. */
static void write_then(const struct line *line, struct piece *piece)
{
    char day[32];

    piece->style = STYLE_NOTICE;
    if (line->heading->then != DAY_NONE)
        snprintf(piece->text, TEXT_SIZE, "against %s",
            day_text_long(line->heading->then, day, sizeof day));
}

static void write_clock(const struct line *line, struct piece *piece)
{
    struct tm local;

    piece->style = STYLE_HEADER;
    if (localtime_r(&line->now, &local) != NULL)
        strftime(piece->text, TEXT_SIZE, "%H:%M", &local);
}

static void write_live(const struct line *line, struct piece *piece)
{
    static const char *const out_of_reach[] = {
        [REACH_NO_STORE] = "NO STORE",
        [REACH_NO_CONNECTION] = "NO CONNECTION",
    };

    piece->style =
        line->heading->live && line->heading->reach == REACH_STORE ? STYLE_HEADER : STYLE_NOTICE;
    if (line->heading->reach != REACH_STORE)
        snprintf(piece->text, TEXT_SIZE, "%s", out_of_reach[line->heading->reach]);
    else if (line->heading->live)
        snprintf(piece->text, TEXT_SIZE, "%s live", line->glyphs->live);
    else
        snprintf(piece->text, TEXT_SIZE, "NOT LIVE");
}

#define MINUTE 60
#define HOUR   3600
#define DAY    86400

/* How old the data are, in a unit that does not need a clock that ticks: the newest, or what makes
 * them stale. */
static void write_age(const struct line *line, struct piece *piece)
{
    const struct heading *heading = line->heading;
    long long age = heading->came < line->now ? (long long)(line->now - heading->came) : 0;
    const char *before = heading->stale ? "STALE: " : "";

    piece->style = heading->stale ? STYLE_NOTICE : STYLE_HEADER;
    if (heading->came == 0)
        snprintf(piece->text, TEXT_SIZE, "no data yet");
    else if (age < HOUR)
        snprintf(piece->text, TEXT_SIZE, "%sdata %lld min old", before, age / MINUTE);
    else if (age < 2 * DAY)
        snprintf(piece->text, TEXT_SIZE, "%sdata %lld h old", before, age / HOUR);
    else
        snprintf(piece->text, TEXT_SIZE, "%sdata %lld days old", before, age / DAY);
}

/* The service's notice in at most so many columns. */
static void write_notice(const struct line *line, int columns, struct piece *piece)
{
    const char *notice = line->heading->notice;
    bool whole = text_width(notice) <= columns;
    size_t bytes = text_fit(notice, whole ? columns : columns - 1, NULL);

    bytes = bytes < TEXT_SIZE - 4 ? bytes : 0;
    piece->style = STYLE_NOTICE;
    snprintf(
        piece->text, TEXT_SIZE, "%.*s%s", (int)bytes, notice, whole ? "" : line->glyphs->ellipsis);
}

static void write_shared(const struct line *line, struct piece *piece)
{
    piece->style = STYLE_NOTICE;
    if (line->heading->shared)
        snprintf(piece->text, TEXT_SIZE, "SHARED");
}

static void write_filter(const struct line *line, struct piece *piece)
{
    piece->style = STYLE_NOTICE;
    if (line->heading->filter[0] != '\0')
        snprintf(piece->text, TEXT_SIZE, "only %s", line->heading->filter);
}

/* Units and feeds that call for somebody, where they are known for what is shown. */
static void write_alerts(const struct line *line, struct piece *piece)
{
    int open = line->heading->alerts;

    piece->style = STYLE_STRONG;
    if (open > 0)
        snprintf(piece->text, TEXT_SIZE, open == 1 ? "%d alert" : "%d alerts", open);
}

static void write_pieces(const struct line *line, struct piece pieces[PIECES])
{
    write_shared(line, &pieces[PIECE_SHARED]);
    write_filter(line, &pieces[PIECE_FILTER]);
    write_notice(line, NOTICE_MOST, &pieces[PIECE_NOTICE]);
    write_day(line, &pieces[PIECE_DAY]);
    write_then(line, &pieces[PIECE_THEN]);
    write_clock(line, &pieces[PIECE_CLOCK]);
    write_live(line, &pieces[PIECE_LIVE]);
    write_age(line, &pieces[PIECE_AGE]);
    write_alerts(line, &pieces[PIECE_ALERTS]);
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

typedef void give_way_fn(const struct line *line, struct piece pieces[PIECES]);

static void shorten_notice(const struct line *line, struct piece pieces[PIECES])
{
    write_notice(line, NOTICE_SHORT, &pieces[PIECE_NOTICE]);
}

static void leave_out_clock(const struct line *line, struct piece pieces[PIECES])
{
    (void)line;
    pieces[PIECE_CLOCK].text[0] = '\0';
}

static void leave_out_weekday(const struct line *line, struct piece pieces[PIECES])
{
    char text[TEXT_SIZE];

    day_text_long(line->heading->as_at, text, sizeof text);
    snprintf(pieces[PIECE_DAY].text, TEXT_SIZE, "%s", text + strcspn(text, " ") + 1);
}

/* "5 min old": beside the day and whether it is live, that it is the data goes without saying. */
static void leave_out_data(const struct line *line, struct piece pieces[PIECES])
{
    static const char word[] = "data ";
    char *text = pieces[PIECE_AGE].text;

    if (line->heading->came != 0 && strncmp(text, word, strlen(word)) == 0)
        memmove(text, text + strlen(word), strlen(text) - strlen(word) + 1);
}

static void leave_out_alerts(const struct line *line, struct piece pieces[PIECES])
{
    (void)line;
    pieces[PIECE_ALERTS].text[0] = '\0';
}

static void shorten_age(const struct line *line, struct piece pieces[PIECES])
{
    snprintf(pieces[PIECE_AGE].text, TEXT_SIZE, "%s", line->heading->stale ? "STALE" : "");
}

static void shorten_notice_more(const struct line *line, struct piece pieces[PIECES])
{
    write_notice(line, NOTICE_LEAST, &pieces[PIECE_NOTICE]);
}

/* The sign alone, as the help has it. */
static void leave_out_live(const struct line *line, struct piece pieces[PIECES])
{
    if (line->heading->live && line->heading->reach == REACH_STORE)
        snprintf(pieces[PIECE_LIVE].text, TEXT_SIZE, "%s", line->glyphs->live);
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

static void make_room(const struct line *line, struct piece pieces[PIECES], int width)
{
    size_t count = sizeof give_way / sizeof give_way[0];

    for (size_t i = 0; i < count && pieces_width(pieces) + crumbs_least(width) > width; i++)
        give_way[i](line, pieces);

    int over = pieces_width(pieces) - width;
    int notice = text_width(pieces[PIECE_NOTICE].text);

    if (over > 0 && notice > over)
        write_notice(line, notice - over, &pieces[PIECE_NOTICE]);
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

static int crumbs_width(const struct line *line, const char *const *names, int count)
{
    int width = 0;

    for (int i = 0; i < count; i++)
        width += text_width(names[i]) + (i > 0 ? text_width(line->glyphs->crumb) + 2 : 0);
    return width;
}

/* Outer crumbs go first: where one is matters more than what that is part of. */
static void draw_crumbs(const struct line *line, struct canvas *canvas, struct rect rect)
{
    const char *const *names = line->heading->crumbs;
    int count = line->heading->crumb_count, x = rect.x;

    while (count > 1 && crumbs_width(line, names, count) > rect.width) {
        if (count == 2 && line->heading->unit_first)
            names++;
        count--;
    }
    for (int i = count - 1; i >= 0; i--) {
        int room = rect.x + rect.width - x;
        int width = text_width(names[i]);

        if (room <= 0)
            return;
        name_draw(canvas, x, 0, width < room ? width : room, i == 0 ? STYLE_STRONG : STYLE_HEADER,
            names[i]);
        x += width;
        if (i > 0)
            x += canvas_format(canvas, x, 0, STYLE_DIM, " %s ", line->glyphs->crumb);
    }
}

#define BRAND "teamtop"

void header_draw(
    const struct heading *heading, const struct glyphs *glyphs, time_t now, struct canvas *canvas)
{
    const struct line line = {heading, glyphs, now};
    struct piece pieces[PIECES] = {0};
    int x = 1;

    canvas_fill(canvas, (struct rect){0, 0, canvas->width, 1}, STYLE_HEADER, ' ');
    write_pieces(&line, pieces);
    make_room(&line, pieces, canvas->width);
    if (canvas->width >= WIDE)
        x += 2 + canvas_text(canvas, x, 0, STYLE_DIM, BRAND);

    int right = canvas->width + 1 - pieces_width(pieces);

    draw_crumbs(&line, canvas, (struct rect){x, 0, right - 2 - x, 1});
    draw_pieces(pieces, canvas, right);
}

#include "tui/views/bars.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/base/text.h"
#include "tui/views/figures.h"
#include "tui/views/outline.h"

static double plain(fixed_t value)
{
    return (double)value / (double)FIXED_ONE;
}

static bool is_known(const struct figure *figure)
{
    return figure->has_data && figure->has_value;
}

/* --- marks ------------------------------------------------------------------------------------ */

static bool is_taken(const struct bars *bars, char letter)
{
    for (size_t i = 0; i < bars->mark_count; i++)
        if (bars->marks[i].letter == letter)
            return true;
    return false;
}

/* The first free initial of its words ("South West" S, "Statistical neighbours" N), else the first
 * free digit. */
static char free_letter(const struct bars *bars, const char *label)
{
    bool initial = true;

    for (const char *at = label; *at != '\0'; at++) {
        char letter = (char)toupper((unsigned char)*at);

        if (initial && letter >= 'A' && letter <= 'Z' && !is_taken(bars, letter))
            return letter;
        initial = *at == ' ';
    }
    char digit = '1';

    while (is_taken(bars, digit) && digit < '9')
        digit++;
    return digit;
}

static void add_mark(struct bars *bars, const char *label, double value, enum style style)
{
    struct bars_mark *mark = &bars->marks[bars->mark_count];

    *mark = (struct bars_mark){.letter = free_letter(bars, label), .value = value, .style = style};
    snprintf(mark->label, sizeof mark->label, "%s", label);
    bars->mark_count++;
    bars->full = fmax(bars->full, value);
}

static void add_benchmarks(struct bars *bars)
{
    struct benchmark benchmarks[BENCHMARKS_MOST];
    const struct scene *scene = bars->scene;
    size_t count = benchmarks_on(
        scene->service, bars->measure.measure->id, snapshot_as_at(scene->snapshot), benchmarks);
    char label[BENCHMARK_TEXT];

    for (size_t i = 0; i < count; i++) {
        add_mark(
            bars, benchmark_label(&benchmarks[i], label), plain(benchmarks[i].value), STYLE_DIM);
        bars->marks[bars->mark_count - 1].note = benchmarks[i].note;
    }
}

/* --- scale ------------------------------------------------------------------------------------ */

static void include_thresholds(struct bars *bars, unit_index unit)
{
    const struct thresholds *limits =
        unit_thresholds(bars->scene->service, unit, bars->measure.measure);

    if (limits != NULL && limits->has_target)
        bars->full = fmax(bars->full, plain(limits->target));
    if (limits != NULL && limits->has_band)
        bars->full = fmax(bars->full, plain(limits->band_high));
}

/* Returns the sum of what is known. */
static double include_rows(struct bars *bars)
{
    const struct scene *scene = bars->scene;
    double sum = 0;

    for (int row = 0; row < scene->outline->count; row++) {
        unit_index unit = outline_unit_at(scene->outline, row);
        struct figure figure = snapshot_figure(scene->snapshot, unit, bars->measure);

        include_thresholds(bars, unit);
        if (!is_known(&figure))
            continue;
        bars->known++;
        sum += plain(figure.value);
        bars->full = fmax(bars->full, plain(figure.value));
    }
    return sum;
}

void bars_read(struct bars *bars, const struct scene *scene, struct measure_ref measure)
{
    *bars = (struct bars){.scene = scene, .measure = measure};

    double sum = include_rows(bars);

    if (bars->known > 1) {
        add_mark(bars, "mean of these", sum / bars->known, STYLE_LIMIT);
        bars->marks[0].of_rows = true;
    }
    add_benchmarks(bars);
    if (!(bars->full > 0))
        bars->full = 1;
}

const char *target_text(const struct bars *bars, unit_index unit, char *buffer)
{
    const struct measure *measure = bars->measure.measure;
    const struct thresholds *limits = unit_thresholds(bars->scene->service, unit, measure);
    char low[FIXED_TEXT_SIZE], high[FIXED_TEXT_SIZE];

    buffer[0] = '\0';
    if (limits != NULL && limits->has_target)
        snprintf(buffer, TARGET_TEXT, "target %s",
            fixed_text_rounded(limits->target, measure->decimals, low));
    else if (limits != NULL && limits->has_band)
        snprintf(buffer, TARGET_TEXT, "band %s to %s",
            fixed_text_rounded(limits->band_low, measure->decimals, low),
            fixed_text_rounded(limits->band_high, measure->decimals, high));
    return buffer;
}

/* --- legend ----------------------------------------------------------------------------------- */

#define PIECE_SIZE (BENCHMARK_TEXT + 128)
#define GAP        2

/* The target is the same for all rows, or every unit has its own. */
static const char *target_words(const struct bars *bars, char *buffer)
{
    const struct outline *outline = bars->scene->outline;
    char other[TARGET_TEXT];

    buffer[0] = '\0';
    if (outline->count == 0)
        return buffer;
    target_text(bars, outline_unit_at(outline, 0), buffer);
    for (int row = 1; row < outline->count; row++)
        if (strcmp(target_text(bars, outline_unit_at(outline, row), other), buffer) != 0) {
            snprintf(buffer, TARGET_TEXT, "each one's own target or band");
            break;
        }
    return buffer;
}

/* Piece `index` of the legend: the target first, then the marks; false past the last. */
static bool legend_piece(const struct bars *bars, size_t index, char *buffer, enum style *ret_style)
{
    char target[TARGET_TEXT], value[FIXED_TEXT_SIZE];

    if (index > bars->mark_count)
        return false;
    if (index == 0) {
        bool has = target_words(bars, target)[0] != '\0';

        snprintf(buffer, PIECE_SIZE, "%s%s%s", has ? bars->scene->glyphs->vertical : "",
            has ? " " : "", target);
        *ret_style = STYLE_TARGET;
        return true;
    }
    const struct bars_mark *mark = &bars->marks[index - 1];

    fixed_text_rounded(
        (fixed_t)llround(mark->value * (double)FIXED_ONE), bars->measure.measure->decimals, value);
    snprintf(buffer, PIECE_SIZE, "%c %s %s%s%s%s", mark->letter, mark->label, value,
        mark->note != NULL ? " (" : "", mark->note != NULL ? mark->note : "",
        mark->note != NULL ? ")" : "");
    *ret_style = mark->style;
    return true;
}

/* Where pieces go, one after the other. */
struct wrap {
    int x, line, width;
};

/* Makes room for a piece and returns where it begins. */
static int wrap_next(struct wrap *wrap, int columns)
{
    if (wrap->x > 0 && wrap->x + GAP + columns > wrap->width) {
        wrap->line++;
        wrap->x = 0;
    }
    int at = wrap->x > 0 ? wrap->x + GAP : 0;

    wrap->x = at + columns;
    return at;
}

int bars_legend_lines(const struct bars *bars, int width)
{
    struct wrap wrap = {.width = width};
    char piece[PIECE_SIZE];
    enum style style;

    for (size_t i = 0; legend_piece(bars, i, piece, &style); i++)
        if (piece[0] != '\0')
            wrap_next(&wrap, text_width(piece));
    return wrap.x > 0 ? wrap.line + 1 : 0;
}

void bars_draw_legend(const struct bars *bars, struct canvas *canvas, struct rect rect)
{
    struct wrap wrap = {.width = rect.width};
    char piece[PIECE_SIZE];
    enum style style;

    for (size_t i = 0; legend_piece(bars, i, piece, &style); i++) {
        int columns = text_width(piece);

        if (piece[0] == '\0')
            continue;
        int x = wrap_next(&wrap, columns);

        if (wrap.line < rect.height && columns <= rect.width)
            canvas_text(canvas, rect.x + x, rect.y + wrap.line, style, piece);
    }
}

/* --- bars ------------------------------------------------------------------------------------- */

#define EIGHTHS 8 /* what a bar is drawn in */

static int column_of(const struct bars *bars, double value, int width)
{
    int at = (int)(value / bars->full * width);

    return at < width ? at : width - 1;
}

/* Where two fall on one column the first stands: the legend has all of them. */
void bars_draw_letters(const struct bars *bars, struct canvas *canvas, struct rect rect)
{
    for (size_t i = bars->mark_count; i-- > 0;) {
        const struct bars_mark *mark = &bars->marks[i];

        canvas_format(canvas, rect.x + column_of(bars, mark->value, rect.width), rect.y,
            mark->style, "%c", mark->letter);
    }
}

static void draw_marks(const struct bars *bars, struct canvas *canvas, struct rect rect)
{
    for (size_t i = 0; i < bars->mark_count; i++)
        canvas_text(canvas, rect.x + column_of(bars, bars->marks[i].value, rect.width), rect.y,
            bars->marks[i].style, bars->scene->glyphs->limit_dash);
}

static void draw_line(
    const struct bars *bars, fixed_t value, struct canvas *canvas, struct rect rect)
{
    canvas_text(canvas, rect.x + column_of(bars, plain(value), rect.width), rect.y, STYLE_TARGET,
        bars->scene->glyphs->vertical);
}

static void draw_target(
    const struct bars *bars, unit_index unit, struct canvas *canvas, struct rect rect)
{
    const struct thresholds *limits =
        unit_thresholds(bars->scene->service, unit, bars->measure.measure);

    if (limits != NULL && limits->has_target)
        draw_line(bars, limits->target, canvas, rect);
    if (limits != NULL && limits->has_band) {
        draw_line(bars, limits->band_low, canvas, rect);
        draw_line(bars, limits->band_high, canvas, rect);
    }
}

/* Only as long as it is: an empty track would look like shades of the heat map beside it. */
static void draw_length(const struct bars *bars, const struct assessed *assessed,
    struct canvas *canvas, struct rect rect)
{
    enum style judged =
        assessed->status == STATUS_NONE ? STYLE_LINE : status_style(assessed->status);
    double value = plain(assessed->figure.value);
    int whole = rect.width;
    long eighths = lround(value / bars->full * whole * EIGHTHS);

    rect.width = eighths > 0 ? (int)((eighths + EIGHTHS - 1) / EIGHTHS) : value > 0;
    if (rect.width > 0)
        bar_draw(canvas, rect, bars->scene->glyphs, assessed->stale ? STYLE_STALE : judged, value,
            bars->full * rect.width / whole, 0);
}

void bars_draw_bar(
    const struct bars *bars, unit_index unit, struct canvas *canvas, struct rect rect)
{
    struct assessed assessed = snapshot_assessed(bars->scene->snapshot, unit, bars->measure);

    if (!is_known(&assessed.figure) || rect.width <= 0)
        return;
    draw_length(bars, &assessed, canvas, rect);
    draw_marks(bars, canvas, rect);
    draw_target(bars, unit, canvas, rect);
}

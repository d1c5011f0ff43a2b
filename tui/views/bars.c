#include "tui/views/bars.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/base/text.h"
#include "tui/views/figures.h"

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

static void add_benchmarks(struct bars *bars, const struct scene *scene)
{
    struct benchmark benchmarks[BENCHMARKS_MOST];
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

static void include_thresholds(struct bars *bars, const struct service *service, unit_index unit)
{
    const struct thresholds *limits = unit_thresholds(service, unit, bars->measure.measure);

    if (limits != NULL && limits->has_target)
        bars->full = fmax(bars->full, plain(limits->target));
    if (limits != NULL && limits->has_band)
        bars->full = fmax(bars->full, plain(limits->band_high));
}

/* The target is the same for all rows, or every unit has its own. */
static void include_target(struct bars *bars, const struct service *service, unit_index unit)
{
    char target[TARGET_TEXT];

    target_text(service, bars->measure.measure, unit, target);
    if (bars->rows == 0)
        snprintf(bars->target, TARGET_TEXT, "%s", target);
    else if (strcmp(target, bars->target) != 0)
        snprintf(bars->target, TARGET_TEXT, "each one's own target or band");
}

void bars_begin(struct bars *bars, struct measure_ref measure)
{
    *bars = (struct bars){.measure = measure};
}

void bars_add(
    struct bars *bars, const struct scene *scene, unit_index unit, const struct figure *figure)
{
    include_thresholds(bars, scene->service, unit);
    include_target(bars, scene->service, unit);
    bars->rows++;
    if (!is_known(figure))
        return;
    bars->known++;
    bars->sum += plain(figure->value);
    bars->full = fmax(bars->full, plain(figure->value));
}

void bars_end(struct bars *bars, const struct scene *scene)
{
    if (bars->known > 1) {
        add_mark(bars, "mean of these", bars->sum / bars->known, STYLE_LIMIT);
        bars->marks[0].of_rows = true;
    }
    add_benchmarks(bars, scene);
    if (!(bars->full > 0))
        bars->full = 1;
}

const char *target_text(
    const struct service *service, const struct measure *measure, unit_index unit, char *buffer)
{
    const struct thresholds *limits = unit_thresholds(service, unit, measure);
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

/* Piece `index` of the legend: the target first, then the marks; false past the last. */
static bool legend_piece(const struct bars *bars, const struct glyphs *glyphs, size_t index,
    char *buffer, enum style *ret_style)
{
    char value[FIXED_TEXT_SIZE];

    if (index > bars->mark_count)
        return false;
    if (index == 0) {
        bool has = bars->target[0] != '\0';

        snprintf(buffer, PIECE_SIZE, "%s%s%s", has ? glyphs->vertical : "", has ? " " : "",
            bars->target);
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

int bars_legend_lines(const struct bars *bars, const struct glyphs *glyphs, int width)
{
    struct wrap wrap = {.width = width};
    char piece[PIECE_SIZE];
    enum style style;

    for (size_t i = 0; legend_piece(bars, glyphs, i, piece, &style); i++)
        if (piece[0] != '\0')
            wrap_next(&wrap, text_width(piece));
    return wrap.x > 0 ? wrap.line + 1 : 0;
}

void bars_draw_legend(
    const struct bars *bars, const struct glyphs *glyphs, struct canvas *canvas, struct rect rect)
{
    struct wrap wrap = {.width = rect.width};
    char piece[PIECE_SIZE];
    enum style style;

    for (size_t i = 0; legend_piece(bars, glyphs, i, piece, &style); i++) {
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

static void draw_marks(
    const struct bars *bars, const struct glyphs *glyphs, struct canvas *canvas, struct rect rect)
{
    for (size_t i = 0; i < bars->mark_count; i++)
        canvas_text(canvas, rect.x + column_of(bars, bars->marks[i].value, rect.width), rect.y,
            bars->marks[i].style, glyphs->limit_dash);
}

static void draw_line(const struct bars *bars, const struct glyphs *glyphs, fixed_t value,
    struct canvas *canvas, struct rect rect)
{
    canvas_text(canvas, rect.x + column_of(bars, plain(value), rect.width), rect.y, STYLE_TARGET,
        glyphs->vertical);
}

static void draw_target(const struct bars *bars, const struct scene *scene, unit_index unit,
    struct canvas *canvas, struct rect rect)
{
    const struct thresholds *limits = unit_thresholds(scene->service, unit, bars->measure.measure);

    if (limits != NULL && limits->has_target)
        draw_line(bars, scene->glyphs, limits->target, canvas, rect);
    if (limits != NULL && limits->has_band) {
        draw_line(bars, scene->glyphs, limits->band_low, canvas, rect);
        draw_line(bars, scene->glyphs, limits->band_high, canvas, rect);
    }
}

/* Only as long as it is: an empty track would look like shades of the heat map beside it. A figure
 * that came after the scale was found may be above it for a moment. */
static void draw_length(const struct bars *bars, const struct scene *scene,
    const struct assessed *assessed, struct canvas *canvas, struct rect rect)
{
    enum style judged =
        assessed->status == STATUS_NONE ? STYLE_LINE : status_style(assessed->status);
    double value = fmin(plain(assessed->figure.value), bars->full);
    int whole = rect.width;
    long eighths = lround(value / bars->full * whole * EIGHTHS);

    rect.width = eighths > 0 ? (int)((eighths + EIGHTHS - 1) / EIGHTHS) : value > 0;
    if (rect.width > 0)
        bar_draw(canvas, rect, scene->glyphs, assessed->stale ? STYLE_STALE : judged, value,
            bars->full * rect.width / whole, 0);
}

void bars_draw_bar(const struct bars *bars, const struct scene *scene, unit_index unit,
    struct canvas *canvas, struct rect rect)
{
    struct assessed assessed = snapshot_assessed(scene->snapshot, unit, bars->measure);

    if (!is_known(&assessed.figure) || rect.width <= 0)
        return;
    draw_length(bars, scene, &assessed, canvas, rect);
    draw_marks(bars, scene->glyphs, canvas, rect);
    draw_target(bars, scene, unit, canvas, rect);
}

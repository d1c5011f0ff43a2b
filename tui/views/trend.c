#include "tui/views/trend.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/model/benchmark.h"
#include "tui/views/figures.h"
#include "tui/views/names.h"

static double plain(fixed_t value)
{
    return (double)value / (double)FIXED_ONE;
}

static struct point point_of(const struct figure *figure)
{
    bool known = figure->has_data && figure->has_value;

    return (struct point){.value = known ? plain(figure->value) : 0, .known = known};
}

/* --- the points a signal is judged on --------------------------------------------------------- */

static enum special special_of(enum signal signal)
{
    switch (signal) {
    case SIGNAL_IMPROVING:
        return SPECIAL_GOOD;
    case SIGNAL_CONCERNING:
        return SPECIAL_BAD;
    case SIGNAL_SPECIAL:
        return SPECIAL_OTHER;
    case SIGNAL_NONE:
    case SIGNAL_COMMON:
        break;
    }
    return SPECIAL_NONE;
}

/* Each point as it was judged when it was the newest, against the limits of today. */
static void judge(struct trend *trend, size_t at, enum signal signal)
{
    trend->signals[at] = signal;
    trend->marks[at].special = special_of(signal);
}

static bool find_span(const struct trend *trend, struct span span, size_t *ret)
{
    for (size_t i = 0; i < trend->count; i++)
        if (trend->spans[i].last == span.last) {
            *ret = i;
            return true;
        }
    return false;
}

static void read_signals(
    struct trend *trend, const struct scene *scene, unit_index unit, struct measure_ref measure)
{
    double values[TREND_MOST];
    struct span spans[TREND_MOST];
    size_t count = snapshot_signal_points(
        scene->snapshot, unit, measure, TREND_MOST, values, spans, &trend->xmr);
    enum polarity polarity = measure_polarity(scene->service, measure.measure);
    const struct thresholds *thresholds = unit_thresholds(scene->service, unit, measure.measure);

    for (size_t i = 0; i < count; i++) {
        enum signal_rule rule;
        bool up;
        size_t at;
        enum signal signal =
            signal_of(&trend->xmr, values, i + 1, polarity, thresholds, &rule, &up);

        if (find_span(trend, spans[i], &at))
            judge(trend, at, signal);
    }
}

size_t trend_length(enum points points)
{
    static const size_t wanted[] = {[POINTS_DAY] = 28, [POINTS_WEEK] = 52, [POINTS_MONTH] = 24};

    return wanted[points];
}

void trend_read(
    struct trend *trend, const struct scene *scene, unit_index unit, struct measure_ref measure)
{
    memset(trend, 0, sizeof *trend);
    trend->points = measure_points(scene->service, measure.measure);
    trend->count = snapshot_trend(scene->snapshot, unit, measure, trend->points,
        trend_length(trend->points), trend->figures, trend->spans);
    for (size_t i = 0; i < trend->count; i++)
        trend->marks[i] = point_of(&trend->figures[i]);
    read_signals(trend, scene, unit, measure);
}

const char *trend_every(const struct trend *trend)
{
    static const char *const words[] = {
        [POINTS_DAY] = "day", [POINTS_WEEK] = "week", [POINTS_MONTH] = "month"};
    static const int longest[] = {[POINTS_DAY] = 1, [POINTS_WEEK] = 7, [POINTS_MONTH] = 31};
    int days = trend->count > 0 ? trend->spans[0].last - trend->spans[0].from + 1 : 0;

    return days <= longest[trend->points] ? words[trend->points] : "reading";
}

/* --- as a chart ------------------------------------------------------------------------------- */

#define LABEL_SIZE 128

/* A chart and the labels it points to. */
struct sheet {
    struct chart chart;
    char lines[CHART_LINES][LABEL_SIZE];
    char first[LABEL_SIZE], last[LABEL_SIZE];
    int decimals;
    bool ascii;
};

/* Names give way to figures: a label that is too long would be left out whole. */
static void add_line(struct sheet *sheet, const char *name, double value, enum style style)
{
    size_t at = sheet->chart.line_count;
    char figure[32], text[NAME_SIZE];

    if (at == CHART_LINES || !isfinite(value))
        return;
    int width = snprintf(figure, sizeof figure, "%.*f", sheet->decimals, value);

    if (width > CHART_LABEL / 2)
        return;
    snprintf(sheet->lines[at], LABEL_SIZE, "%.*s %s", LABEL_SIZE - (int)sizeof figure - 2,
        name_fit(name, CHART_LABEL - 1 - width, sheet->ascii, text), figure);
    sheet->chart.lines[at] = (struct chart_line){value, sheet->lines[at], style};
    sheet->chart.line_count++;
}

static void add_limits(struct sheet *sheet, const struct xmr *xmr)
{
    if (!xmr->sound)
        return;
    add_line(sheet, "mean", xmr->mean, STYLE_LIMIT);
    add_line(sheet, "upper limit", xmr->upper, STYLE_LIMIT);
    if (xmr->lower > 0) /* none of the measures can go below nothing */
        add_line(sheet, "lower limit", xmr->lower, STYLE_LIMIT);
}

static void add_targets(struct sheet *sheet, const struct thresholds *thresholds)
{
    if (thresholds == NULL)
        return;
    if (thresholds->has_target)
        add_line(sheet, "target", plain(thresholds->target), STYLE_TARGET);
    if (thresholds->has_band) {
        add_line(sheet, "band from", plain(thresholds->band_low), STYLE_TARGET);
        add_line(sheet, "band to", plain(thresholds->band_high), STYLE_TARGET);
    }
}

/* Those of the day shown, each with its year. */
static void add_benchmarks(
    struct sheet *sheet, const struct scene *scene, const struct measure *measure)
{
    struct benchmark benchmarks[BENCHMARKS_MOST];
    size_t count =
        benchmarks_on(scene->service, measure->id, snapshot_as_at(scene->snapshot), benchmarks);
    char label[BENCHMARK_TEXT];

    for (size_t i = 0; i < count; i++)
        add_line(
            sheet, benchmark_label(&benchmarks[i], label), plain(benchmarks[i].value), STYLE_DIM);
}

static void add_days(struct sheet *sheet, const struct trend *trend)
{
    day_text_long(trend->spans[0].last, sheet->first, LABEL_SIZE);
    day_text_long(trend->spans[trend->count - 1].last, sheet->last, LABEL_SIZE);
    sheet->chart.first_label = sheet->first;
    sheet->chart.last_label = sheet->last;
}

void trend_draw(const struct trend *trend, const struct scene *scene, unit_index unit,
    const struct measure *measure, struct canvas *canvas, struct rect rect, int cursor)
{
    struct sheet sheet = {.decimals = measure->decimals, .ascii = scene->glyphs->ascii};

    if (trend->count == 0) {
        canvas_field(canvas, rect.x, rect.y, rect.width, ALIGN_LEFT, STYLE_DIM, "no data yet");
        return;
    }
    sheet.chart.points = trend->marks;
    sheet.chart.count = trend->count;
    sheet.chart.decimals = measure->decimals;
    sheet.chart.cursor = cursor;
    add_limits(&sheet, &trend->xmr);
    add_targets(&sheet, unit_thresholds(scene->service, unit, measure));
    add_benchmarks(&sheet, scene, measure);
    add_days(&sheet, trend);
    chart_draw(canvas, rect, scene->glyphs, &sheet.chart);
}

/* --- as a sparkline --------------------------------------------------------------------------- */

/* The weeks from..until as one figure: parts are added up before they are divided. */
static struct point together(
    const struct figure *weeks, size_t count, const struct measure *measure)
{
    double numerator = 0, denominator = 0;
    size_t known = 0;

    for (size_t i = 0; i < count; i++) {
        if (!weeks[i].has_data || !weeks[i].has_value)
            continue;
        numerator += plain(weeks[i].numerator);
        denominator += weeks[i].has_denominator ? plain(weeks[i].denominator) : 1;
        known++;
    }
    if (known == 0 || denominator <= 0)
        return (struct point){0};
    return (struct point){.value = numerator / denominator * measure->scale, .known = true};
}

size_t trend_weeks(const struct scene *scene, unit_index unit, struct measure_ref measure,
    size_t columns, struct point *ret)
{
    struct figure weeks[SPARK_WEEKS];
    size_t count =
        snapshot_trend(scene->snapshot, unit, measure, POINTS_WEEK, SPARK_WEEKS, weeks, NULL);

    if (columns > count)
        columns = count;
    for (size_t i = 0; i < columns; i++) {
        size_t from = i * count / columns;
        size_t until = (i + 1) * count / columns;

        ret[i] = together(&weeks[from], until - from, measure.measure);
    }
    return columns;
}

const char *trend_reach(
    const struct scene *scene, unit_index unit, struct measure_ref measure, char *buffer)
{
    struct figure weeks[SPARK_WEEKS];
    struct span spans[SPARK_WEEKS];
    size_t count =
        snapshot_trend(scene->snapshot, unit, measure, POINTS_WEEK, SPARK_WEEKS, weeks, spans);

    buffer[0] = '\0';
    if (count > 0)
        snprintf(buffer, TREND_REACH, "%zu %s", count,
            spans[0].last - spans[0].from == 6 ? "weeks" : "points");
    return buffer;
}

void trend_range(const struct point *points, size_t count, double *low, double *high)
{
    for (size_t i = 0; i < count; i++)
        if (points[i].known) {
            *low = fmin(*low, points[i].value);
            *high = fmax(*high, points[i].value);
        }
}

#include "tui/views/brief.h"

#include <stdio.h>

#include "core/base/text.h"
#include "tui/views/facts.h"
#include "tui/views/figures.h"
#include "tui/views/movement.h"

#define CELLS 4 /* abreast in one panel */

/* One figure of a panel under its label. */
struct cell_spec {
    const char *label;
    const char *measure; /* of the catalogue; NULL: `write` knows */
    void (*write)(const struct scene *scene, unit_index unit, char *text);
};

/* --- figures that are no measures ------------------------------------------------------------- */

/* "20 d" of `unit` " d", or "c"; "" where there is no value. */
static void write_whole(const struct figure *figure, const char *unit, char *text)
{
    char number[FIXED_TEXT_SIZE];

    text[0] = '\0';
    if (figure->has_data && figure->has_value)
        snprintf(text, FIGURE_TEXT, "%s%s", fixed_text_rounded(figure->value, 0, number), unit);
    else if (figure->suppressed)
        snprintf(text, FIGURE_TEXT, "%s", SUPPRESSED_TEXT);
}

#define FOUR_WEEKS 28

/* Open today less open four weeks ago. */
static void write_four_weeks(const struct scene *scene, unit_index unit, char *text)
{
    struct figure days[FOUR_WEEKS + 1];
    size_t count = snapshot_trend(
        scene->snapshot, unit, measure_named("open_cases"), POINTS_DAY, FOUR_WEEKS + 1, days, NULL);

    text[0] = '\0';
    if (count > FOUR_WEEKS && days[0].has_value && days[count - 1].has_value)
        signed_text(scene->glyphs, days[count - 1].value - days[0].value, 0, text);
}

/* What pressure divides the open cases by. */
static void write_there(const struct scene *scene, unit_index unit, char *text)
{
    struct figure pressure = figure_of(scene, unit, "pressure");

    text[0] = '\0';
    if (pressure.suppressed)
        snprintf(text, FIGURE_TEXT, "%s", SUPPRESSED_TEXT);
    else if (pressure.has_data && pressure.has_denominator)
        fixed_text_rounded(pressure.denominator, 1, text);
}

/* How long the case that waits longest for a worker has done so. */
static void write_oldest(const struct scene *scene, unit_index unit, char *text)
{
    struct figure oldest = figure_of(scene, unit, "oldest_unallocated_days");

    oldest.has_value = oldest.has_value && oldest.has_numerator;
    write_whole(&oldest, " d", text);
}

static void write_target(const struct scene *scene, unit_index unit, char *text)
{
    const struct measure *measure = measure_named("sickness_rate").measure;
    const struct thresholds *thresholds = unit_thresholds(scene->service, unit, measure);

    text[0] = '\0';
    if (thresholds != NULL && thresholds->has_target)
        fixed_text_rounded(thresholds->target, measure->decimals, text);
}

static void write_leavers(const struct scene *scene, unit_index unit, char *text)
{
    struct figure left = snapshot_left(scene->snapshot, unit);

    write_whole(&left, "", text);
}

/* A vacancy nobody fills is worth a question of its own. */
static void write_longest(const struct scene *scene, unit_index unit, char *text)
{
    struct figure longest = snapshot_oldest_vacancy(scene->snapshot, unit);

    write_whole(&longest, " d", text);
}

/* --- labels and figures ----------------------------------------------------------------------- */

static const struct cell_spec caseload_cells[CELLS] = {
    {"4 weeks", NULL, write_four_weeks},
    {"holders", "case_holding_fte", NULL},
    {"there", NULL, write_there},
    {"oldest", NULL, write_oldest},
};
static const struct cell_spec sickness_cells[CELLS] = {
    {"target", NULL, write_target},
    {"off long", "long_term_absent", NULL},
    {"days/FTE", "days_lost_per_fte", NULL},
    {NULL, NULL, NULL},
};
static const struct cell_spec staffing_cells[CELLS] = {
    {"vacant", "vacant_fte", NULL},
    {"longest", NULL, write_longest},
    {"leavers", NULL, write_leavers},
    {"turnover", "turnover_rate", NULL},
};

static bool is_fresh(const struct scene *scene, unit_index unit, const struct cell_spec *cell)
{
    return cell->measure != NULL &&
           movement_of(scene, unit, measure_named(cell->measure).measure).fresh;
}

static void write_cell(
    const struct scene *scene, unit_index unit, const struct cell_spec *cell, char *text)
{
    if (cell->measure != NULL)
        figure_text_of(scene, unit, cell->measure, text);
    else
        cell->write(scene, unit, text);
}

static void put_labels(const struct cell_spec cells[], struct pen *pen)
{
    struct rect line = pen_rest(pen);
    int width = line.width / CELLS;

    for (int i = 0; i < CELLS && cells[i].label != NULL && line.height > 0; i++)
        canvas_field(
            pen->canvas, line.x + i * width, line.y, width, ALIGN_RIGHT, STYLE_DIM, cells[i].label);
    pen_next(pen);
}

static void put_figures(const struct scene *scene, unit_index unit, const struct cell_spec cells[],
    enum style style, struct pen *pen)
{
    struct rect line = pen_rest(pen);
    int width = line.width / CELLS;
    char text[FIGURE_TEXT];

    for (int i = 0; i < CELLS && cells[i].label != NULL && line.height > 0; i++) {
        write_cell(scene, unit, &cells[i], text);
        canvas_figure(pen->canvas, line.x + i * width + 1, line.y, width - 1,
            is_fresh(scene, unit, &cells[i]) ? STYLE_CHANGED : style, text);
    }
    pen_next(pen);
}

static void put_cells(const struct scene *scene, unit_index unit, const struct cell_spec cells[],
    const char *headline, struct pen *pen)
{
    bool stale = snapshot_stale(scene->snapshot, measure_named(headline));

    put_labels(cells, pen);
    put_figures(scene, unit, cells, stale ? STYLE_STALE : STYLE_TEXT, pen);
}

/* "Open cases 234 was 231 (+3)": while a day is held, and shortly after an import. */
static bool put_moved(const struct scene *scene, unit_index unit, const char *id, struct pen *pen)
{
    const struct measure *measure = measure_named(id).measure;
    char text[FIGURE_TEXT];

    if (!movement_of(scene, unit, measure).moved)
        return false;
    pen_put(pen, STYLE_TEXT, "%s %s", measure->short_label, figure_text_of(scene, unit, id, text));
    moved_fact(scene, unit, measure, pen);
    return true;
}

/* What the control chart finds; where that is nothing, nothing is said. The row has the colours. */
static void put_signal(const struct scene *scene, unit_index unit, const char *id, struct pen *pen)
{
    struct assessed assessed = assessed_of(scene, unit, id);
    char sentence[SENTENCE_TEXT];

    signal_sentence(&assessed, measure_points(scene->service, measure_named(id).measure), sentence);
    if (assessed.signal >= SIGNAL_IMPROVING)
        pen_put(pen, STYLE_TEXT, "%s %s", signal_arrow(scene, &assessed), sentence);
}

/* One line of what is new: how the headline moved, else what is judged. */
static void put_news(const struct scene *scene, unit_index unit, const char *headline,
    const char *judged, struct pen *pen)
{
    if (!put_moved(scene, unit, headline, pen))
        put_signal(scene, unit, judged, pen);
    pen_next(pen);
}

/* --- the panels ------------------------------------------------------------------------------- */

void caseload_brief(const struct scene *scene, unit_index unit, struct pen *pen)
{
    /* Where cases themselves are not known, published averages may be. */
    bool known = figure_of(scene, unit, "open_cases").has_data;
    const char *headline = known ? "open_cases" : "average_caseload";

    if (no_data_fact(scene, unit, headline, "no case data", pen))
        return;
    put_cells(scene, unit, caseload_cells, headline, pen);
    put_news(scene, unit, headline, known ? "pressure" : "average_caseload", pen);
    caseload_list(scene, unit, pen);
}

void sickness_brief(const struct scene *scene, unit_index unit, struct pen *pen)
{
    if (no_data_fact(scene, unit, "sickness_rate", "no sickness data", pen))
        return;
    put_cells(scene, unit, sickness_cells, "sickness_rate", pen);
    put_news(scene, unit, "sickness_rate", "sickness_rate", pen);
    sickness_list(scene, unit, pen);
}

void staffing_brief(const struct scene *scene, unit_index unit, struct pen *pen)
{
    if (!figure_of(scene, unit, "vacancy_rate").has_data &&
        no_data_fact(scene, unit, "fte_in_post", "no staffing data", pen))
        return;
    put_cells(scene, unit, staffing_cells, "fte_in_post", pen);
    put_news(scene, unit, "fte_in_post", "vacancy_rate", pen);
}

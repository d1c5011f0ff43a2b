#include "tui/views/facts.h"

#include <stdio.h>

#include "core/base/text.h"
#include "tui/views/figures.h"
#include "tui/views/movement.h"

/* --- pieces of sentences ---------------------------------------------------------------------- */

static bool has_value(const struct figure *figure)
{
    return figure->has_data && figure->has_value;
}

/* The style of a figure that leads a line: marked when it was moved, grey when it is old. */
static enum style lead_style(
    const struct scene *scene, unit_index unit, const struct assessed *assessed, const char *id)
{
    if (movement_of(scene, unit, measure_named(id).measure).fresh)
        return STYLE_CHANGED;
    if (assessed->stale)
        return STYLE_STALE;
    return assessed->status == STATUS_NONE ? STYLE_STRONG : status_style(assessed->status);
}

void moved_fact(
    const struct scene *scene, unit_index unit, const struct measure *measure, struct pen *pen)
{
    struct movement movement = movement_of(scene, unit, measure);
    char by[FIGURE_TEXT], was[FIXED_TEXT_SIZE];

    if (movement_text(scene, &movement, measure, by)[0] == '\0')
        return;
    if (!movement.fresh)
        pen_put(
            pen, STYLE_DIM, " was %s", fixed_text_rounded(movement.was, measure->decimals, was));
    pen_put(pen, STYLE_CHANGED, " (%s)", by);
}

/* "26.0 R", with its movement behind it. */
static void put_judged(
    const struct scene *scene, unit_index unit, const char *id, const char *after, struct pen *pen)
{
    struct assessed assessed = assessed_of(scene, unit, id);
    const struct measure *measure = measure_named(id).measure;
    char text[FIGURE_TEXT];

    if (!assessed.figure.has_data)
        return;
    pen_put(pen, lead_style(scene, unit, &assessed, id), "%s%s",
        figure_text(scene, &assessed.figure, measure, text), after);
    if (assessed.status != STATUS_NONE)
        pen_put(pen, status_style(assessed.status), " %c", status_letter(assessed.status));
    moved_fact(scene, unit, measure, pen);
}

/* Nothing at all where there is no data: a blank is honest, a dash would be a statement. */
static bool put_figure(const struct scene *scene, unit_index unit, const char *id,
    const char *before, const char *after, struct pen *pen)
{
    char text[FIGURE_TEXT];

    figure_text_of(scene, unit, id, text);
    if (text[0] != '\0')
        pen_put(pen, STYLE_TEXT, "%s%s%s", before, text, after);
    return text[0] != '\0';
}

static void put_signal(const struct scene *scene, unit_index unit, const char *id, struct pen *pen)
{
    struct assessed assessed = assessed_of(scene, unit, id);
    char sentence[SENTENCE_TEXT];
    const char *arrow = signal_arrow(scene, &assessed);

    signal_sentence(&assessed, measure_points(scene->service, measure_named(id).measure), sentence);
    if (assessed.signal >= SIGNAL_IMPROVING)
        pen_put(pen, signal_style(assessed.signal), "%s %s", arrow, sentence);
    else
        pen_put(pen, signal_style(assessed.signal), "%s", sentence);
    pen_next(pen);
}

bool no_data_fact(
    const struct scene *scene, unit_index unit, const char *id, const char *words, struct pen *pen)
{
    if (figure_of(scene, unit, id).has_data)
        return false;
    pen_put(pen, STYLE_DIM, "%s",
        unit_of(scene, unit)->reach > UNIT_WITH_FIGURES ? "not among what you see" : words);
    pen_next(pen);
    return true;
}

static void put_target(const struct scene *scene, unit_index unit, const char *id, struct pen *pen)
{
    const struct measure *measure = measure_named(id).measure;
    const struct thresholds *thresholds = unit_thresholds(scene->service, unit, measure);
    char text[FIXED_TEXT_SIZE];

    if (thresholds != NULL && thresholds->has_target)
        pen_put(pen, STYLE_DIM, "  target %s",
            fixed_text_rounded(thresholds->target, measure->decimals, text));
}

/* --- caseload --------------------------------------------------------------------------------- */

#define FOUR_WEEKS 28

/* Open today less open four weeks ago. */
static void put_movement(const struct scene *scene, unit_index unit, struct pen *pen)
{
    struct figure days[FOUR_WEEKS + 1];
    size_t count = snapshot_trend(
        scene->snapshot, unit, measure_named("open_cases"), POINTS_DAY, FOUR_WEEKS + 1, days, NULL);
    char text[FIGURE_TEXT];

    if (count <= FOUR_WEEKS || !has_value(&days[0]) || !has_value(&days[count - 1]))
        return;

    fixed_t delta = days[count - 1].value - days[0].value;

    if (delta == 0)
        pen_put(pen, STYLE_DIM, "  same as 4 weeks ago");
    else
        pen_put(pen, STYLE_TEXT, "  %s in 4 weeks", signed_text(scene->glyphs, delta, 0, text));
}

static void open_line(const struct scene *scene, unit_index unit, struct pen *pen)
{
    put_judged(scene, unit, "open_cases", " open", pen);
    put_movement(scene, unit, pen);
    pen_next(pen);
}

/* "(13.9 − 5.0)": case-holding FTE less those of them who are away; "" where either is not known by
 * itself, as in published figures. */
static const char *who_is_there(const struct scene *scene, unit_index unit, char *buffer)
{
    struct figure posts = snapshot_part_level(scene->snapshot, unit, PART_CASE_HOLDING_POSTS_FTE);
    struct figure away = snapshot_part_level(scene->snapshot, unit, PART_CASE_HOLDING_FTE_ABSENT);
    char all[FIXED_TEXT_SIZE], off[FIXED_TEXT_SIZE];

    buffer[0] = '\0';
    if (has_value(&posts) && has_value(&away))
        snprintf(buffer, SENTENCE_TEXT, "(%s %s %s)", fixed_text_rounded(posts.value, 1, all),
            scene->glyphs->minus, fixed_text_rounded(away.value, 1, off));
    return buffer;
}

/* " = 231 ÷ (13.9 − 5.0)"; where that has no room, " = 231 ÷ 8.9 there". */
static void put_division(
    const struct scene *scene, unit_index unit, const struct figure *pressure, struct pen *pen)
{
    char cases[FIXED_TEXT_SIZE], there[FIXED_TEXT_SIZE], who[SENTENCE_TEXT];
    const char *divide = scene->glyphs->divide;

    fixed_text_rounded(pressure->numerator, 0, cases);
    who_is_there(scene, unit, who);
    if (who[0] != '\0' && text_width(cases) + text_width(who) + 6 <= pen_rest(pen).width)
        pen_put(pen, STYLE_DIM, " = %s %s %s", cases, divide, who);
    else
        pen_put(pen, STYLE_DIM, " = %s %s %s there", cases, divide,
            fixed_text_rounded(pressure->denominator, 1, there));
}

/* "pressure 26.0 R = 231 ÷ (13.9 − 5.0)": how the headline comes about. */
static void pressure_line(const struct scene *scene, unit_index unit, struct pen *pen)
{
    struct figure figure = figure_of(scene, unit, "pressure");

    if (figure.has_data) {
        pen_put(pen, STYLE_DIM, "pressure ");
        put_judged(scene, unit, "pressure", "", pen);
    }
    if (has_value(&figure) && figure.has_denominator)
        put_division(scene, unit, &figure, pen);
    else if (figure.has_data && !figure.suppressed)
        pen_put(pen, STYLE_DIM, ": nobody there to carry cases");
    pen_next(pen);
}

static void unallocated_line(const struct scene *scene, unit_index unit, struct pen *pen)
{
    struct figure oldest = figure_of(scene, unit, "oldest_unallocated_days");
    char days[FIXED_TEXT_SIZE];

    put_figure(scene, unit, "unallocated_cases", "", " unallocated", pen);
    if (has_value(&oldest) && oldest.has_numerator)
        pen_put(pen, STYLE_TEXT, ", oldest %s days", fixed_text_rounded(oldest.value, 0, days));
    put_figure(scene, unit, "average_caseload", pen->x > 0 ? "  each " : "each ", "", pen);
    pen_next(pen);
}

/* Where cases themselves are not known, published averages may be. */
static void average_facts(const struct scene *scene, unit_index unit, struct pen *pen)
{
    if (no_data_fact(scene, unit, "average_caseload", "no case data", pen))
        return;
    put_judged(scene, unit, "average_caseload", " cases each", pen);
    put_target(scene, unit, "average_caseload", pen);
    pen_next(pen);
    put_figure(scene, unit, "case_holding_fte", "", " FTE hold cases", pen);
    pen_next(pen);
    put_signal(scene, unit, "average_caseload", pen);
}

void caseload_facts(const struct scene *scene, unit_index unit, struct pen *pen)
{
    if (!figure_of(scene, unit, "open_cases").has_data) {
        average_facts(scene, unit, pen);
        return;
    }
    open_line(scene, unit, pen);
    pressure_line(scene, unit, pen);
    unallocated_line(scene, unit, pen);
    put_signal(scene, unit, "pressure", pen);
}

/* --- sickness --------------------------------------------------------------------------------- */

static void rate_line(const struct scene *scene, unit_index unit, struct pen *pen)
{
    put_judged(scene, unit, "sickness_rate", " %", pen);
    pen_put(pen, STYLE_TEXT, " over %s", window_label(snapshot_window(scene->snapshot)));
    put_target(scene, unit, "sickness_rate", pen);
    pen_next(pen);
}

static void today_line(const struct scene *scene, unit_index unit, struct pen *pen)
{
    bool said = put_figure(scene, unit, "fte_absent", "", " FTE off today", pen);

    put_figure(scene, unit, "long_term_absent", said ? "  long-term " : "long-term ", "", pen);
    pen_next(pen);
}

static void days_line(const struct scene *scene, unit_index unit, struct pen *pen)
{
    put_figure(scene, unit, "days_lost_per_fte", "", " days lost/FTE", pen);
    if (pen->x > 0)
        pen_put(pen, STYLE_DIM, "  ");
    pen_words(
        pen, STYLE_DIM, service_basis(scene->service, measure_named("sickness_rate").measure));
    pen_next(pen);
}

void sickness_facts(const struct scene *scene, unit_index unit, struct pen *pen)
{
    if (no_data_fact(scene, unit, "sickness_rate", "no sickness data", pen))
        return;
    rate_line(scene, unit, pen);
    today_line(scene, unit, pen);
    days_line(scene, unit, pen);
    put_signal(scene, unit, "sickness_rate", pen);
}

/* --- staffing --------------------------------------------------------------------------------- */

static void posts_line(const struct scene *scene, unit_index unit, struct pen *pen)
{
    put_judged(scene, unit, "fte_in_post", "", pen);
    put_figure(scene, unit, "establishment_fte", " of ", " FTE in post", pen);
    pen_next(pen);
}

#define POSTS_BAR 10 /* columns, at most */

/* A bar of the posts filled, and what is not: "122.8 vacant 9.8 % G". */
static void vacant_line(const struct scene *scene, unit_index unit, struct pen *pen)
{
    struct figure in_post = figure_of(scene, unit, "fte_in_post");
    struct figure established = figure_of(scene, unit, "establishment_fte");
    struct rect bar = pen_rest(pen);

    bar.width = bar.width / 3 < POSTS_BAR ? bar.width / 3 : POSTS_BAR;
    if (has_value(&established) && bar.height > 0) {
        bar_draw(pen->canvas, bar, scene->glyphs, STYLE_LINE, (double)in_post.value,
            (double)established.value, 0);
        pen->x += bar.width;
    }
    put_figure(scene, unit, "vacant_fte", " ", " vacant  ", pen);
    put_judged(scene, unit, "vacancy_rate", " %", pen);
    pen_next(pen);
}

/* "3 leavers in 12 months": people, where they are known one by one. */
static bool put_leavers(const struct scene *scene, unit_index unit, struct pen *pen)
{
    struct figure left = snapshot_left(scene->snapshot, unit);
    char count[FIXED_TEXT_SIZE];

    if (left.suppressed)
        pen_put(pen, STYLE_TEXT, "  %s leavers in 12 months", SUPPRESSED_TEXT);
    if (!has_value(&left))
        return left.suppressed;
    pen_put(pen, STYLE_TEXT, "  %s %s in 12 months", fixed_text_rounded(left.value, 0, count),
        left.value == FIXED_ONE ? "leaver" : "leavers");
    return true;
}

static void agency_line(const struct scene *scene, unit_index unit, struct pen *pen)
{
    put_figure(scene, unit, "agency_fte", "", " agency", pen);
    if (!put_leavers(scene, unit, pen))
        put_figure(scene, unit, "agency_rate", "  agency ", " %", pen);
    pen_next(pen);
}

void staffing_facts(const struct scene *scene, unit_index unit, struct pen *pen)
{
    if (!figure_of(scene, unit, "vacancy_rate").has_data &&
        no_data_fact(scene, unit, "fte_in_post", "no staffing data", pen))
        return;
    posts_line(scene, unit, pen);
    vacant_line(scene, unit, pen);
    agency_line(scene, unit, pen);
    put_signal(scene, unit, "vacancy_rate", pen);
}

#include "tui/views/figures.h"

#include <assert.h>
#include <stdio.h>

struct measure_ref measure_named(const char *id)
{
    struct measure_ref ref = {0};
    bool found = measure_find(id, &ref);

    assert(found);
    (void)found;
    return ref;
}

struct figure figure_of(const struct scene *scene, unit_index unit, const char *measure_id)
{
    return snapshot_figure(scene->snapshot, unit, measure_named(measure_id));
}

struct assessed assessed_of(const struct scene *scene, unit_index unit, const char *measure_id)
{
    return snapshot_assessed(scene->snapshot, unit, measure_named(measure_id));
}

const char *figure_text(const struct scene *scene, const struct figure *figure,
    const struct measure *measure, char *buffer)
{
    buffer[0] = '\0';
    if (!figure->has_data)
        return buffer;
    if (figure->suppressed)
        snprintf(buffer, FIGURE_TEXT, "%s", SUPPRESSED_TEXT);
    else if (!figure->has_value)
        snprintf(buffer, FIGURE_TEXT, "%s", scene->glyphs->no_value);
    else
        fixed_text_rounded(figure->value, measure->decimals, buffer);
    return buffer;
}

const char *figure_text_of(
    const struct scene *scene, unit_index unit, const char *measure_id, char *buffer)
{
    struct measure_ref ref = measure_named(measure_id);
    struct figure figure = snapshot_figure(scene->snapshot, unit, ref);

    return figure_text(scene, &figure, ref.measure, buffer);
}

const char *signed_text(const struct glyphs *glyphs, fixed_t value, int decimals, char *buffer)
{
    char digits[FIXED_TEXT_SIZE];
    fixed_t size = value < 0 ? -value : value;

    snprintf(buffer, FIGURE_TEXT, "%s%s", value < 0 ? glyphs->minus : "+",
        fixed_text_rounded(size, decimals, digits));
    return buffer;
}

/* --- judgements ------------------------------------------------------------------------------- */

enum style status_style(enum status status)
{
    static const enum style styles[] = {
        [STATUS_NONE] = STYLE_TEXT,
        [STATUS_GREEN] = STYLE_GREEN,
        [STATUS_AMBER] = STYLE_AMBER,
        [STATUS_RED] = STYLE_RED,
    };
    return styles[status];
}

static const struct {
    enum style style;
    const char *word;
} signal_looks[] = {
    [SIGNAL_NONE] = {STYLE_DIM, "too few points for a signal"},
    [SIGNAL_COMMON] = {STYLE_DIM, "within its usual variation"},
    [SIGNAL_IMPROVING] = {STYLE_IMPROVING, "improving"},
    [SIGNAL_CONCERNING] = {STYLE_CONCERNING, "concerning"},
    [SIGNAL_SPECIAL] = {STYLE_SPECIAL, "unusual"},
};

static bool is_special(enum signal signal)
{
    return signal >= SIGNAL_IMPROVING;
}

enum style signal_style(enum signal signal)
{
    return signal_looks[signal].style;
}

const char *signal_arrow(const struct scene *scene, const struct assessed *assessed)
{
    if (!is_special(assessed->signal))
        return " ";
    return assessed->rising ? scene->glyphs->rising : scene->glyphs->falling;
}

const char *signal_sentence(const struct assessed *assessed, enum points points, char *buffer)
{
    char rule[SENTENCE_TEXT / 2];
    const char *word = signal_looks[assessed->signal].word;

    buffer[0] = '\0';
    if (!assessed->figure.has_data)
        return buffer;
    if (assessed->figure.suppressed) {
        snprintf(buffer, SENTENCE_TEXT, "hidden, and what it signals with it");
        return buffer;
    }
    if (!is_special(assessed->signal)) {
        snprintf(buffer, SENTENCE_TEXT, "%s", word);
        return buffer;
    }
    signal_rule_text(assessed->rule, assessed->rising, points, rule, sizeof rule);
    snprintf(buffer, SENTENCE_TEXT, "%s: %s", rule, word);
    return buffer;
}

/* --- what the configuration says about a measure ---------------------------------------------- */

enum points measure_points(const struct service *service, const struct measure *measure)
{
    const struct policy *policy = service_policy(service, measure->id);

    return policy != NULL && policy->has_points ? policy->points : measure->points;
}

enum polarity measure_polarity(const struct service *service, const struct measure *measure)
{
    const struct policy *policy = service_policy(service, measure->id);

    return policy != NULL ? policy->polarity : measure->polarity;
}

const struct thresholds *unit_thresholds(
    const struct service *service, unit_index unit, const struct measure *measure)
{
    const struct policy *policy = service_policy(service, measure->id);

    if (policy == NULL)
        return NULL;
    return policy_thresholds(policy, unit_tree_at(service->units, unit)->kind);
}

const struct unit *unit_of(const struct scene *scene, unit_index unit)
{
    return unit_tree_at(scene->service->units, unit);
}

bool workers_are_seen(const struct scene *scene, unit_index unit)
{
    return scene->may_see_workers && unit_of(scene, unit)->reach == UNIT_WITH_WORKERS;
}

enum result witness_workers(const struct scene *scene, unit_index unit, const char *screen)
{
    const struct witness *witness = scene->witness;

    return witness != NULL && witness->saw != NULL ? witness->saw(witness->context, unit, screen)
                                                   : RESULT_OK;
}

/*
 * figures.h: figures and judgements as the words and styles that every screen uses.
 *
 * One place decides how a value, "no value" and "no data" look, so that they look alike everywhere.
 * Texts go into buffers of FIGURE_TEXT bytes the caller owns. Nothing fails: no data is an empty
 * text.
 */
#ifndef TEAMTOP_VIEWS_FIGURES_H
#define TEAMTOP_VIEWS_FIGURES_H

#include "tui/views/view.h"

#define FIGURE_TEXT     48
#define SUPPRESSED_TEXT "c" /* as in exports */
#define SENTENCE_TEXT   96

/* A measure of the catalogue by its id, which must exist. */
struct measure_ref measure_named(const char *id);

/* The figure without its judgement; no data when there is no such measure for the unit. */
struct figure figure_of(const struct scene *scene, unit_index unit, const char *measure_id);
struct assessed assessed_of(const struct scene *scene, unit_index unit, const char *measure_id);

/* "21.4", "c" where it is suppressed, the glyph for no value, or "" for no data; rounded to the
 * measure's decimals. */
const char *figure_text(const struct scene *scene, const struct figure *figure,
    const struct measure *measure, char *buffer);
/* The two together: for a sentence about a measure. */
const char *figure_text_of(
    const struct scene *scene, unit_index unit, const char *measure_id, char *buffer);
/* A value in ten-thousandths to `decimals` (0 to 4) with its sign always there: "+3.4", "−1", "+0".
 */
const char *signed_text(const struct glyphs *glyphs, fixed_t value, int decimals, char *buffer);

enum style status_style(enum status status);
enum style signal_style(enum signal signal);
/* The arrow of a signal; " " where there is none. */
const char *signal_arrow(const struct scene *scene, const struct assessed *assessed);
/* "outside the upper limit: concerning", in a buffer of SENTENCE_TEXT bytes; "" without data. */
const char *signal_sentence(const struct assessed *assessed, enum points points, char *buffer);

/* What the signal of this measure is computed over, by the service's policy or else the catalogue.
 */
enum points measure_points(const struct service *service, const struct measure *measure);
enum polarity measure_polarity(const struct service *service, const struct measure *measure);
/* The thresholds that hold for this unit; NULL when none do. */
const struct thresholds *unit_thresholds(
    const struct service *service, unit_index unit, const struct measure *measure);

const struct unit *unit_of(const struct scene *scene, unit_index unit);
/* Whether single workers of this unit may be seen. */
bool workers_are_seen(const struct scene *scene, unit_index unit);
/* They are about to be, on the view of this id. Fails as the scene's witness does. */
MUST_CHECK enum result witness_workers(
    const struct scene *scene, unit_index unit, const char *screen);

#endif

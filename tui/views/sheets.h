/*
 * sheets.h: what every view's sheet begins with, and rows and cells about units.
 *
 * Helpers that fill a sheet (core/model/sheet.h) from a scene, so that titles, notes and figures
 * read alike in every export. They own nothing and fail only by the sheet's own `failed`; a unit
 * must be prepared before its cells are asked for.
 */
#ifndef TEAMTOP_VIEWS_SHEETS_H
#define TEAMTOP_VIEWS_SHEETS_H

#include "core/model/sheet.h"
#include "tui/views/view.h"

/* Title, subject and day of the place, and the notes that keep people from being misled: the
 * service's notice, that it is not live, that figures are stale. */
void sheet_begin(const struct scene *scene, const struct view_place *place, struct sheet *sheet);

/* A heading for a measure of the catalogue: its label, kind and decimals. */
void sheet_measure_column(const struct scene *scene, struct sheet *sheet, const char *measure_id);
void sheet_ref_column(const struct scene *scene, struct sheet *sheet, struct measure_ref measure);

/* What it is called: rates carry their window, where they have one, and what its days are: "Sickness
 * rate, 12 months, calendar days, %". */
void sheet_heading(
    const struct scene *scene, struct measure_ref measure, char *buffer, size_t size);

/* Begins a row about a unit; its name is the first cell. `top` is the unit whose rows are not
 * indented. */
void sheet_unit_row(
    const struct scene *scene, struct sheet *sheet, unit_index unit, unit_index top);

/* The unit's figure with status, signal and freshness. */
void sheet_measure(
    const struct scene *scene, struct sheet *sheet, unit_index unit, const char *measure_id);

/* What the control chart finds, in words: hidden with the figure. */
void sheet_signal(
    const struct scene *scene, struct sheet *sheet, unit_index unit, struct measure_ref measure);

/* The two parts a figure was divided from, as two headings and cells: hidden with the figure, and
 * blank where it is not divided. */
void sheet_parts_columns(struct sheet *sheet);
void sheet_numerator(
    struct sheet *sheet, unit_index unit, struct measure_ref measure, const struct figure *figure);
void sheet_denominator(
    struct sheet *sheet, unit_index unit, struct measure_ref measure, const struct figure *figure);

/* A cell for each of these measures, ended by NULL. */
void sheet_unit_cells(const struct scene *scene, struct sheet *sheet, unit_index unit,
    const char *const *measure_ids);

/* The measures that stand side by side on the overview and on a unit's page; NULL ends. */
extern const char *const sheet_panel_measures[];

#endif

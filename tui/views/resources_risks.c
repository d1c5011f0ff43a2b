/* The risk log: a grid of likelihood and impact, and the risks in it. */
#include <stdio.h>

#include "core/model/sheet.h"
#include "tui/views/figures.h"
#include "tui/views/pen.h"
#include "tui/views/resources.h"

static const struct reference *log_of(const struct scene *scene)
{
    return &scene->service->reference;
}

static int count_risks(const struct scene *scene)
{
    return (int)log_of(scene)->risk_count;
}

static const struct risk *risk_at(const struct grid_cell *cell)
{
    return &log_of(cell->scene)->risks[cell->row];
}

/* --- the list --------------------------------------------------------------------------------- */

static void draw_id(const struct grid_cell *cell)
{
    grid_field(cell, STYLE_STRONG, risk_at(cell)->id);
}

static void draw_name(const struct grid_cell *cell)
{
    grid_field(cell, STYLE_TEXT, risk_at(cell)->name);
}

static void draw_number(const struct grid_cell *cell, enum style style, int number)
{
    char text[16];

    snprintf(text, sizeof text, "%d", number);
    grid_figure(cell, style, text);
}

static void draw_likelihood(const struct grid_cell *cell)
{
    draw_number(cell, STYLE_TEXT, risk_at(cell)->likelihood);
}

static void draw_impact(const struct grid_cell *cell)
{
    draw_number(cell, STYLE_TEXT, risk_at(cell)->impact);
}

static int score_of(const struct risk *risk)
{
    return risk->likelihood * risk->impact;
}

static void draw_score(const struct grid_cell *cell)
{
    draw_number(cell, STYLE_STRONG, score_of(risk_at(cell)));
}

static const struct grid_column columns[] = {
    {{.heading = "Risk", .width = 6, .priority = 0}, draw_id},
    {{.heading = "what may happen", .width = 18, .flexible_to = 80, .priority = 1}, draw_name},
    {{.heading = "likelihood", .width = 10, .priority = 3, .align = ALIGN_RIGHT}, draw_likelihood},
    {{.heading = "impact", .width = 6, .priority = 4, .align = ALIGN_RIGHT}, draw_impact},
    {{.heading = "score", .width = 5, .priority = 2, .align = ALIGN_RIGHT}, draw_score},
};

/* --- the grid: likelihood upwards, impact to the right ---------------------------------------- */

#define GRID_LABEL  17 /* columns before the cells */
#define GRID_LINES  7  /* five degrees, the numbers below them and the word */
#define GRID_LEAST  6  /* columns of a cell */
#define ABOUT_LINES 4

static int below_risks(int height)
{
    int list = 5; /* heading and a few rows */

    if (height >= list + GRID_LINES + ABOUT_LINES + 2)
        return GRID_LINES + ABOUT_LINES + 2;
    return height >= list + GRID_LINES + 1 ? GRID_LINES + 1 : 0;
}

/* The risks of one cell, or its score where nothing is in it. */
static void draw_cell(const struct scene *scene, const struct risk *chosen, int likelihood,
    int impact, struct canvas *canvas, struct rect at)
{
    const struct reference *log = log_of(scene);
    enum style style = STYLE_DIM;
    char text[96];
    int length = snprintf(text, sizeof text, "%d", likelihood * impact);

    for (size_t i = 0; i < log->risk_count; i++)
        if (log->risks[i].likelihood == likelihood && log->risks[i].impact == impact) {
            length += snprintf(text + length, sizeof text - (size_t)length, " %.8s",
                (int)sizeof text - length > 10 ? log->risks[i].id : "");
            style = STYLE_STRONG;
        }
    canvas_field(canvas, at.x, at.y, at.width, ALIGN_LEFT, style, text);
    if (chosen->likelihood == likelihood && chosen->impact == impact)
        canvas_select(canvas, at);
}

static void draw_degrees(
    const struct scene *scene, int cell, struct canvas *canvas, struct rect rect)
{
    for (int impact = 1; impact <= RISK_MOST; impact++)
        canvas_format(canvas, rect.x + GRID_LABEL + (impact - 1) * (cell + 1), rect.y + RISK_MOST,
            STYLE_TEXT, "%d", impact);
    canvas_format(canvas, rect.x + GRID_LABEL, rect.y + RISK_MOST + 1, STYLE_DIM, "impact %s",
        scene->glyphs->right);
    canvas_format(canvas, rect.x, rect.y, STYLE_DIM, "likelihood %s", scene->glyphs->up);
}

static void draw_grid(
    const struct scene *scene, const struct risk *chosen, struct canvas *canvas, struct rect rect)
{
    int cell = (rect.width - GRID_LABEL) / RISK_MOST - 1;

    cell = cell > 18 ? 18 : cell;
    if (cell < GRID_LEAST - 2)
        return;
    draw_degrees(scene, cell, canvas, rect);
    for (int likelihood = RISK_MOST; likelihood >= 1; likelihood--) {
        int y = rect.y + RISK_MOST - likelihood;

        canvas_format(canvas, rect.x + GRID_LABEL - 4, y, STYLE_TEXT, "%d", likelihood);
        canvas_text(canvas, rect.x + GRID_LABEL - 2, y, STYLE_FRAME, scene->glyphs->vertical);
        for (int impact = 1; impact <= RISK_MOST; impact++)
            draw_cell(scene, chosen, likelihood, impact, canvas,
                (struct rect){rect.x + GRID_LABEL + (impact - 1) * (cell + 1), y, cell, 1});
    }
}

static void draw_about(const struct risk *risk, struct canvas *canvas, struct rect rect)
{
    struct pen pen;

    pen_init(&pen, canvas, rect);
    pen_paragraph(&pen, STYLE_TEXT, risk->about != NULL ? risk->about : "");
}

static void draw_risks(const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect list, struct rect below)
{
    struct grid grid = {.columns = columns, .count = sizeof columns / sizeof columns[0]};
    const struct risk *chosen = &log_of(scene)->risks[place->row];
    struct rect about = below;

    grid_draw(&grid, scene, place, canvas, list);
    if (below.height <= GRID_LINES)
        return;
    below.y++;
    draw_grid(scene, chosen, canvas, below);
    about.y += GRID_LINES + 2;
    about.height -= GRID_LINES + 2;
    draw_about(chosen, canvas, about);
}

static void sheet_risks(const struct scene *scene, struct sheet *sheet)
{
    const struct reference *log = log_of(scene);

    sheet_column(sheet, "Risk", SHEET_TEXT);
    sheet_column(sheet, "What may happen", SHEET_TEXT);
    sheet_column(sheet, "Likelihood", SHEET_NUMBER);
    sheet_column(sheet, "Impact", SHEET_NUMBER);
    sheet_column(sheet, "Score", SHEET_NUMBER);
    sheet_column(sheet, "About it", SHEET_TEXT);
    for (size_t i = 0; i < log->risk_count; i++) {
        sheet_row(sheet);
        sheet_text(sheet, log->risks[i].id);
        sheet_text(sheet, log->risks[i].name);
        sheet_count(sheet, log->risks[i].likelihood);
        sheet_count(sheet, log->risks[i].impact);
        sheet_count(sheet, score_of(&log->risks[i]));
        sheet_text(sheet, log->risks[i].about != NULL ? log->risks[i].about : "");
    }
}

const struct resources_section risks_section = {
    .title = "Risks",
    .absent = "No risk log: there is no reference/risks.yaml.",
    .count = count_risks,
    .below = below_risks,
    .draw = draw_risks,
    .sheet = sheet_risks,
};

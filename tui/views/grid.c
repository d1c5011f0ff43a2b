#include "tui/views/grid.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

#include "tui/views/pen.h"

#define GAP 2

int grid_room(int height)
{
    return height > GRID_HEADINGS ? height - GRID_HEADINGS : 0;
}

void grid_field(const struct grid_cell *cell, enum style style, const char *text)
{
    canvas_field(cell->canvas, cell->at.x, cell->at.y, cell->at.width, ALIGN_LEFT, style, text);
}

void grid_figure(const struct grid_cell *cell, enum style style, const char *text)
{
    canvas_figure(cell->canvas, cell->at.x, cell->at.y, cell->at.width, style, text);
}

void grid_words(const struct grid_cell *cell, enum style style, const char *text)
{
    struct pen pen;

    pen_init(&pen, cell->canvas, cell->at);
    pen_words(&pen, style, text);
}

void grid_number(const struct grid_cell *cell, enum style style, int64_t number)
{
    char text[24];

    snprintf(text, sizeof text, "%" PRId64, number);
    grid_figure(cell, style, text);
}

static void fit_columns(const struct grid *grid, struct column *columns, int width)
{
    for (size_t i = 0; i < grid->count; i++)
        columns[i] = grid->columns[i].column;
    columns_fit(columns, grid->count, width, GAP);
}

static void draw_headings(
    const struct column *columns, size_t count, struct canvas *canvas, struct rect rect)
{
    for (size_t i = 0; i < count; i++)
        if (columns[i].x >= 0)
            canvas_field(canvas, rect.x + columns[i].x, rect.y, columns[i].fitted, columns[i].align,
                STYLE_DIM, columns[i].heading);
}

static void draw_cells(const struct grid *grid, const struct column *columns, struct grid_cell cell)
{
    struct rect line = cell.at;

    for (size_t i = 0; i < grid->count; i++) {
        cell.at.x = line.x + columns[i].x;
        cell.at.width = columns[i].fitted;
        if (columns[i].x >= 0)
            grid->columns[i].draw(&cell);
    }
}

static void draw_row(
    const struct grid *grid, const struct column *columns, const struct grid_cell *cell)
{
    const char *heading = grid->heading != NULL ? grid->heading(grid->list, cell->row) : NULL;

    if (heading != NULL)
        grid_field(cell, STYLE_STRONG, heading);
    else
        draw_cells(grid, columns, *cell);
}

void grid_draw(const struct grid *grid, const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect rect)
{
    struct column columns[GRID_COLUMNS];

    assert(grid->count <= GRID_COLUMNS);
    if (rect.height <= 0 || rect.width <= 0)
        return;
    fit_columns(grid, columns, rect.width);
    draw_headings(columns, grid->count, canvas, rect);
    for (int i = 0; i < grid_room(rect.height) && place->top + i < place->count; i++) {
        struct grid_cell cell = {.scene = scene,
            .list = grid->list,
            .thing = grid->at != NULL ? grid->at(scene, place, place->top + i) : NULL,
            .row = place->top + i,
            .canvas = canvas,
            .at = {rect.x, rect.y + GRID_HEADINGS + i, rect.width, 1}};

        draw_row(grid, columns, &cell);
        if (cell.row == place->row)
            columns_select(columns, grid->count, canvas, cell.at);
    }
}

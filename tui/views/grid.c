#include "tui/views/grid.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

#include "tui/views/pen.h"

#define GAP 2

static void draw_headings(
    const struct column *columns, size_t count, struct canvas *canvas, struct rect rect)
{
    for (size_t i = 0; i < count; i++)
        if (columns[i].x >= 0)
            canvas_field(canvas, rect.x + columns[i].x, rect.y, columns[i].fitted, columns[i].align,
                STYLE_DIM, columns[i].heading);
}

static void draw_row(
    const struct grid *grid, const struct column *columns, struct grid_cell cell, int x)
{
    for (size_t i = 0; i < grid->count; i++) {
        cell.x = x + columns[i].x;
        cell.width = columns[i].fitted;
        if (columns[i].x >= 0)
            grid->columns[i].draw(&cell);
    }
}

static void draw_selection(struct canvas *canvas, struct rect row)
{
    canvas_select(canvas, row);
    canvas->cursor_x = row.x;
    canvas->cursor_y = row.y;
}

void grid_draw(const struct grid *grid, const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect rect)
{
    struct column columns[GRID_COLUMNS];
    struct grid_cell cell = {.scene = scene, .canvas = canvas};

    assert(grid->count <= GRID_COLUMNS);
    for (size_t i = 0; i < grid->count; i++)
        columns[i] = grid->columns[i].column;
    columns_fit(columns, grid->count, rect.width, GAP);
    if (rect.height > 0)
        draw_headings(columns, grid->count, canvas, rect);
    for (int row = place->top; row - place->top < rect.height - 1; row++) {
        cell.thing = grid->at(scene, place, row);
        cell.y = rect.y + 1 + row - place->top;
        if (cell.thing == NULL)
            return;
        draw_row(grid, columns, cell, rect.x);
        if (row == place->row)
            draw_selection(canvas, (struct rect){rect.x, cell.y, rect.width, 1});
    }
}

void grid_words(const struct grid_cell *cell, enum style style, const char *text)
{
    struct pen pen;

    pen_init(&pen, cell->canvas, (struct rect){cell->x, cell->y, cell->width, 1});
    pen_words(&pen, style, text);
}

void grid_number(const struct grid_cell *cell, enum style style, int64_t number)
{
    char text[24];

    snprintf(text, sizeof text, "%" PRId64, number);
    canvas_figure(cell->canvas, cell->x, cell->y, cell->width, style, text);
}

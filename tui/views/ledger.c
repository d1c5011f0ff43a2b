#include "tui/views/ledger.h"

#define GAP 2

int ledger_room(int height)
{
    return height > LEDGER_HEADINGS ? height - LEDGER_HEADINGS : 0;
}

void ledger_words(const struct ledger_cell *cell, enum style style, const char *text)
{
    canvas_field(cell->canvas, cell->at.x, cell->at.y, cell->at.width, ALIGN_LEFT, style, text);
}

void ledger_figure(const struct ledger_cell *cell, enum style style, const char *text)
{
    canvas_figure(cell->canvas, cell->at.x, cell->at.y, cell->at.width, style, text);
}

static void fit_columns(const struct ledger *ledger, struct column *columns, int width)
{
    for (size_t i = 0; i < ledger->column_count; i++)
        columns[i] = ledger->columns[i].column;
    columns_fit(columns, ledger->column_count, width, GAP);
}

static void draw_headings(
    const struct column *columns, size_t count, struct canvas *canvas, struct rect rect)
{
    for (size_t i = 0; i < count; i++)
        if (columns[i].x >= 0)
            canvas_field(canvas, rect.x + columns[i].x, rect.y, columns[i].fitted, columns[i].align,
                STYLE_DIM, columns[i].heading);
}

static void draw_cells(
    const struct ledger *ledger, const struct column *columns, struct ledger_cell cell)
{
    struct rect line = cell.at;

    for (size_t i = 0; i < ledger->column_count; i++) {
        cell.at.x = line.x + columns[i].x;
        cell.at.width = columns[i].fitted;
        if (columns[i].x >= 0)
            ledger->columns[i].draw(&cell);
    }
}

static void draw_row(
    const struct ledger *ledger, const struct column *columns, const struct ledger_cell *cell)
{
    const char *heading = ledger->heading != NULL ? ledger->heading(ledger->list, cell->row) : NULL;

    if (heading != NULL)
        ledger_words(cell, STYLE_STRONG, heading);
    else
        draw_cells(ledger, columns, *cell);
}

static void select_row(struct canvas *canvas, struct rect line)
{
    canvas_select(canvas, line);
    canvas->cursor_x = line.x;
    canvas->cursor_y = line.y;
}

void ledger_draw(const struct ledger *ledger, const struct scene *scene,
    const struct view_place *place, struct canvas *canvas, struct rect rect)
{
    struct column columns[LEDGER_COLUMNS];

    if (rect.height <= 0 || rect.width <= 0)
        return;
    fit_columns(ledger, columns, rect.width);
    draw_headings(columns, ledger->column_count, canvas, rect);
    for (int i = 0; i < ledger_room(rect.height) && place->top + i < place->count; i++) {
        struct ledger_cell cell = {.scene = scene,
            .list = ledger->list,
            .row = place->top + i,
            .canvas = canvas,
            .at = {rect.x, rect.y + LEDGER_HEADINGS + i, rect.width, 1}};

        draw_row(ledger, columns, &cell);
        if (cell.row == place->row)
            select_row(canvas, cell.at);
    }
}

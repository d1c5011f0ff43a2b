/* Published figures about the workforce: some tables one below the other. */
#include <stdio.h>

#include "core/model/sheet.h"
#include "tui/views/resources.h"

/* --- rows: for each table a heading, the names of its columns, and its rows ------------------- */

struct entry {
    const struct reference_table *table;
    const struct reference_row *row; /* NULL: the heading, or the names of the columns */
    bool is_heading;
};

static struct entry entry_at(const struct reference *reference, int row)
{
    for (size_t i = 0; i < reference->table_count; i++) {
        const struct reference_table *table = &reference->tables[i];
        int rows = (int)table->row_count;

        if (row <= rows + 1)
            return (struct entry){table, row > 1 ? &table->rows[row - 2] : NULL, row == 0};
        row -= rows + 2;
    }
    return (struct entry){0};
}

static int count_workforce(const struct scene *scene)
{
    const struct reference *reference = &scene->service->reference;
    int count = 0;

    for (size_t i = 0; i < reference->table_count; i++)
        count += (int)reference->tables[i].row_count + 2;
    return count;
}

static const char *heading_of(const void *list, int row)
{
    struct entry entry = entry_at(list, row);

    return entry.is_heading ? entry.table->name : NULL;
}

/* --- cells ------------------------------------------------------------------------------------ */

static void draw_name(const struct grid_cell *cell)
{
    struct entry entry = entry_at(cell->list, cell->row);
    char text[192];

    snprintf(text, sizeof text, "  %.150s",
        entry.row != NULL           ? entry.row->name
        : entry.table->unit != NULL ? entry.table->unit
                                    : "");
    grid_field(cell, entry.row != NULL ? STYLE_TEXT : STYLE_DIM, text);
}

/* The newest stands at the right, whatever number of columns the table has. */
static bool column_at(const struct reference_table *table, size_t back, size_t *ret)
{
    /* Asked of rows only, which are all of some table. */
    /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
    if (back >= table->column_count)
        return false;
    *ret = table->column_count - 1 - back;
    return true;
}

static const char *value_text(
    const struct scene *scene, const struct reference_row *row, size_t column)
{
    const struct published *figure = &row->values[column];

    return figure->kind == PUBLISHED_UNKNOWN ? scene->glyphs->no_value : figure->text;
}

static void draw_back(const struct grid_cell *cell, size_t back)
{
    struct entry entry = entry_at(cell->list, cell->row);
    size_t column;

    if (!column_at(entry.table, back, &column))
        return;
    if (entry.row == NULL)
        canvas_field(cell->canvas, cell->at.x, cell->at.y, cell->at.width, ALIGN_RIGHT, STYLE_DIM,
            entry.table->columns[column]);
    else
        grid_figure(cell, STYLE_TEXT, value_text(cell->scene, entry.row, column));
}

static void draw_second(const struct grid_cell *cell)
{
    draw_back(cell, 2);
}

static void draw_before(const struct grid_cell *cell)
{
    draw_back(cell, 1);
}

static void draw_newest(const struct grid_cell *cell)
{
    draw_back(cell, 0);
}

static const struct grid_column columns[] = {
    {{.heading = "", .width = 20, .flexible_to = 70, .priority = 0}, draw_name},
    {{.heading = "", .width = 10, .priority = 3, .align = ALIGN_RIGHT}, draw_second},
    {{.heading = "", .width = 10, .priority = 2, .align = ALIGN_RIGHT}, draw_before},
    {{.heading = "", .width = 10, .priority = 1, .align = ALIGN_RIGHT}, draw_newest},
};

static void draw_workforce(const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect list, struct rect below)
{
    struct grid grid = {.columns = columns,
        .count = sizeof columns / sizeof columns[0],
        .list = &scene->service->reference,
        .heading = heading_of};

    (void)below;
    grid_draw(&grid, scene, place, canvas, list);
}

static void sheet_row_values(
    struct sheet *sheet, const struct reference_table *table, const struct reference_row *row)
{
    for (size_t i = 0; i < table->column_count; i++) {
        sheet_row(sheet);
        sheet_text(sheet, table->name);
        sheet_text(sheet, row->name);
        sheet_text(sheet, table->unit != NULL ? table->unit : "");
        sheet_text(sheet, table->columns[i]);
        sheet_text(sheet, row->values[i].text != NULL ? row->values[i].text : "");
    }
}

static void sheet_workforce(const struct scene *scene, struct sheet *sheet)
{
    static const char *const headings[] = {"Table", "Row", "In", "Period", "Figure"};
    const struct reference *reference = &scene->service->reference;

    for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++)
        sheet_column(sheet, headings[i], SHEET_TEXT);
    for (size_t i = 0; i < reference->table_count; i++)
        for (size_t j = 0; j < reference->tables[i].row_count; j++)
            sheet_row_values(sheet, &reference->tables[i], &reference->tables[i].rows[j]);
}

const struct resources_section workforce_section = {
    .title = "Workforce",
    .absent = "No published figures: there is no reference/workforce.yaml.",
    .count = count_workforce,
    .draw = draw_workforce,
    .sheet = sheet_workforce,
};

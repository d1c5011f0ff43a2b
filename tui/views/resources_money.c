/* The budget by kind and by sub-service, and the savings it counts on. */
#include <stdio.h>
#include <string.h>

#include "core/model/sheet.h"
#include "tui/views/figures.h"
#include "tui/views/resources.h"

/* --- rows: for each sum a heading, its lines and its total ------------------------------------ */

struct sums {
    const struct reference_sum *items;
    size_t count;
};

struct entry {
    const struct reference_sum *sum;
    const struct reference_line *line; /* NULL: the heading, or the total */
    bool is_heading;
};

static struct entry entry_at(const struct sums *sums, int row)
{
    for (size_t i = 0; i < sums->count; i++) {
        const struct reference_sum *sum = &sums->items[i];
        int lines = (int)sum->line_count;

        if (row <= lines + 1)
            return (struct entry){
                sum, row > 0 && row <= lines ? &sum->lines[row - 1] : NULL, row == 0};
        row -= lines + 2;
    }
    return (struct entry){0};
}

static int count_rows(const struct sums *sums)
{
    int count = 0;

    for (size_t i = 0; i < sums->count; i++)
        count += (int)sums->items[i].line_count + 2;
    return count;
}

static const char *heading_of(const void *list, int row)
{
    struct entry entry = entry_at(list, row);

    return entry.is_heading ? entry.sum->name : NULL;
}

static fixed_t amount_of(struct entry entry)
{
    return entry.line != NULL ? entry.line->amount : entry.sum->total;
}

/* --- cells ------------------------------------------------------------------------------------ */

static enum style style_of(struct entry entry)
{
    return entry.line != NULL ? STYLE_TEXT : STYLE_STRONG;
}

static void draw_name(const struct grid_cell *cell)
{
    struct entry entry = entry_at(cell->list, cell->row);
    char text[192];

    if (entry.line == NULL)
        snprintf(text, sizeof text, "  Total");
    else
        snprintf(text, sizeof text, "  %.10s%s%.150s", entry.line->id != NULL ? entry.line->id : "",
            entry.line->id != NULL ? "  " : "", entry.line->name);
    grid_field(cell, style_of(entry), text);
}

static void draw_amount(const struct grid_cell *cell)
{
    struct entry entry = entry_at(cell->list, cell->row);
    char digits[FIXED_TEXT_SIZE], text[FIGURE_TEXT];
    fixed_t amount = amount_of(entry);

    snprintf(text, sizeof text, "%s%s", amount < 0 ? cell->scene->glyphs->minus : "",
        fixed_text_rounded(amount < 0 ? -amount : amount, 3, digits));
    grid_figure(cell, style_of(entry), text);
}

/* How much of the total, where the line is a part of it. */
static bool share_of(struct entry entry, fixed_t *ret)
{
    if (entry.line == NULL)
        return false;
    if (entry.sum->total < 0)
        return fixed_ratio(-entry.line->amount, 100, -entry.sum->total, ret) && *ret >= 0;
    return fixed_ratio(entry.line->amount, 100, entry.sum->total, ret) && *ret >= 0 &&
           *ret <= 100 * FIXED_ONE;
}

static void draw_share(const struct grid_cell *cell)
{
    char text[FIXED_TEXT_SIZE];
    fixed_t share;

    if (share_of(entry_at(cell->list, cell->row), &share))
        grid_figure(cell, STYLE_DIM, fixed_text_rounded(share, 1, text));
}

static void draw_bar(const struct grid_cell *cell)
{
    fixed_t share;

    if (share_of(entry_at(cell->list, cell->row), &share))
        bar_draw(cell->canvas, cell->at, cell->scene->glyphs, STYLE_LINE, (double)share,
            100.0 * (double)FIXED_ONE, 0);
}

enum { COLUMN_AMOUNT = 1 };

static const struct grid_column columns[] = {
    {{.heading = "Line", .width = 24, .flexible_to = 84, .priority = 0}, draw_name},
    {{.heading = "", .width = 11, .priority = 1, .align = ALIGN_RIGHT}, draw_amount},
    {{.heading = "% of total", .width = 10, .priority = 2, .align = ALIGN_RIGHT}, draw_share},
    {{.heading = "", .width = 12, .flexible_to = 40, .priority = 3}, draw_bar},
};
#define COLUMNS (sizeof columns / sizeof columns[0])

static void draw_sums(const struct sums *sums, const struct scene *scene,
    const struct view_place *place, struct canvas *canvas, struct rect list)
{
    struct grid_column named[COLUMNS];
    struct grid grid = {.columns = named, .count = COLUMNS, .list = sums, .heading = heading_of};

    memcpy(named, columns, sizeof columns);
    named[COLUMN_AMOUNT].column.heading = scene->glyphs->ascii ? "GBP million" : "\xc2\xa3 million";
    grid_draw(&grid, scene, place, canvas, list);
}

static void sheet_sums(const struct sums *sums, struct sheet *sheet)
{
    sheet_column(sheet, "Sum", SHEET_TEXT);
    sheet_column(sheet, "Number", SHEET_TEXT);
    sheet_column(sheet, "Line", SHEET_TEXT);
    sheet_column(sheet, "Million pounds", SHEET_NUMBER);
    sheet_decimals(sheet, 3);
    for (int row = 0; row < count_rows(sums); row++) {
        struct entry entry = entry_at(sums, row);

        if (entry.is_heading)
            continue;
        sheet_row(sheet);
        sheet_text(sheet, entry.sum->name);
        sheet_text(sheet, entry.line != NULL && entry.line->id != NULL ? entry.line->id : "");
        sheet_text(sheet, entry.line != NULL ? entry.line->name : "Total");
        sheet_value(sheet, amount_of(entry));
    }
}

/* --- the two sections ------------------------------------------------------------------------- */

static struct sums budget_of(const struct scene *scene)
{
    const struct reference *reference = &scene->service->reference;

    return (struct sums){reference->budget, reference->budget_count};
}

static struct sums savings_of(const struct scene *scene)
{
    const struct reference_sum *savings = &scene->service->reference.savings;

    return (struct sums){savings, savings->line_count > 0 ? 1 : 0};
}

static int count_budget(const struct scene *scene)
{
    struct sums sums = budget_of(scene);

    return count_rows(&sums);
}

static int count_savings(const struct scene *scene)
{
    struct sums sums = savings_of(scene);

    return count_rows(&sums);
}

static void draw_budget(const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect list, struct rect below)
{
    struct sums sums = budget_of(scene);

    (void)below;
    draw_sums(&sums, scene, place, canvas, list);
}

static void draw_savings(const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect list, struct rect below)
{
    struct sums sums = savings_of(scene);

    (void)below;
    draw_sums(&sums, scene, place, canvas, list);
}

static void sheet_budget(const struct scene *scene, struct sheet *sheet)
{
    struct sums sums = budget_of(scene);

    sheet_sums(&sums, sheet);
}

static void sheet_savings(const struct scene *scene, struct sheet *sheet)
{
    struct sums sums = savings_of(scene);

    sheet_sums(&sums, sheet);
}

const struct resources_section budget_section = {
    .title = "Budget",
    .absent = "No budget: there is no reference/budget.yaml.",
    .count = count_budget,
    .draw = draw_budget,
    .sheet = sheet_budget,
};

const struct resources_section savings_section = {
    .title = "Savings",
    .absent = "No savings: there is no reference/savings.yaml.",
    .count = count_savings,
    .draw = draw_savings,
    .sheet = sheet_savings,
};

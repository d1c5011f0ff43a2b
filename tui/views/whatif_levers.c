/* What can be moved in one unit, and what follows from it right there. */
#include "tui/views/figures.h"
#include "tui/views/grid.h"
#include "tui/views/sheets.h"
#include "tui/views/whatif.h"

static struct whatif_level lever_level(const struct trial *trial, int row)
{
    return whatif_lever(trial->whatif, trial->scene->snapshot, trial->unit, (enum lever)row);
}

static struct whatif_level vacancies(const struct trial *trial, int row)
{
    (void)row;
    return whatif_part(trial->whatif, trial->scene->snapshot, trial->unit, PART_VACANT_FTE);
}

/* What pressure divides by. */
static struct whatif_level people_there(const struct trial *trial, int row)
{
    struct whatif_figure pressure = whatif_figure(
        trial->whatif, trial->scene->snapshot, trial->unit, measure_named("pressure"));

    (void)row;
    return (struct whatif_level){
        .known = pressure.real.figure.has_data && pressure.real.figure.has_denominator,
        .suppressed = pressure.real.figure.suppressed,
        .real = pressure.real.figure.denominator,
        .after = pressure.after.denominator,
    };
}

/* The first LEVER_COUNT are levers, in their order; below them what they lead to. */
static const struct {
    const char *words;
    int decimals;
    bool people; /* children, or who is away: it does not leave the house */
    struct whatif_level (*level)(const struct trial *trial, int row);
} rows[] = {
    [LEVER_POSTS] = {"posts filled, FTE", 1, false, lever_level},
    [LEVER_AGENCY] = {"agency, FTE", 1, false, lever_level},
    [LEVER_ABSENCE] = {"off today, FTE", 1, true, lever_level},
    [LEVER_CASES] = {"open cases", 0, true, lever_level},
    [LEVER_COUNT] = {"there for cases, FTE", 1, true, people_there},
    [LEVER_COUNT + 1] = {"posts vacant, FTE", 1, false, vacancies},
};

#define ROWS ((int)(sizeof rows / sizeof rows[0]))

static enum style row_style(int row)
{
    return row < LEVER_COUNT ? STYLE_TEXT : STYLE_DIM;
}

static void draw_words(const struct grid_cell *cell)
{
    grid_field(cell, row_style(cell->row), rows[cell->row].words);
}

static void draw_level(const struct grid_cell *cell, enum style style, fixed_t value)
{
    char text[FIXED_TEXT_SIZE];

    grid_figure(cell, style, fixed_text_rounded(value, rows[cell->row].decimals, text));
}

static void draw_real(const struct grid_cell *cell)
{
    struct whatif_level level = rows[cell->row].level(cell->list, cell->row);

    if (level.known)
        draw_level(cell, row_style(cell->row), level.real);
    else if (level.suppressed)
        grid_figure(cell, row_style(cell->row), SUPPRESSED_TEXT);
    else
        grid_field(cell, STYLE_DIM, "no data");
}

static void draw_after(const struct grid_cell *cell)
{
    struct whatif_level level = rows[cell->row].level(cell->list, cell->row);

    if (level.known)
        draw_level(
            cell, level.after != level.real ? STYLE_STRONG : row_style(cell->row), level.after);
}

static void draw_change(const struct grid_cell *cell)
{
    struct whatif_level level = rows[cell->row].level(cell->list, cell->row);
    char text[FIGURE_TEXT];

    if (level.known && level.after != level.real)
        grid_figure(cell, STYLE_STRONG,
            signed_text(
                cell->scene->glyphs, level.after - level.real, rows[cell->row].decimals, text));
}

static const struct grid_column columns[] = {
    {{.heading = "", .width = 14, .flexible_to = 20, .priority = 0}, draw_words},
    {{.heading = "real", .width = 7, .priority = 3, .align = ALIGN_RIGHT}, draw_real},
    {{.heading = "what-if", .width = 7, .priority = 1, .align = ALIGN_RIGHT}, draw_after},
    {{.heading = "change", .width = 6, .priority = 2, .align = ALIGN_RIGHT}, draw_change},
};

struct view_place whatif_lever_list(int lever, int height)
{
    struct view_place list = {.row = lever, .count = ROWS, .height = grid_room(height)};

    list.top = scroll_fit(0, lever, list.height, ROWS);
    return list;
}

void whatif_draw_levers(
    const struct trial *trial, int lever, struct canvas *canvas, struct rect rect)
{
    const struct grid grid = {
        .columns = columns, .count = sizeof columns / sizeof columns[0], .list = trial};
    struct view_place list = whatif_lever_list(lever, rect.height);

    grid_draw(&grid, trial->scene, &list, canvas, rect);
}

/* --- as data ---------------------------------------------------------------------------------- */

static void put_level(struct sheet *sheet, int row, bool known, fixed_t value)
{
    if (known)
        sheet_value(sheet, value);
    else
        sheet_no_data(sheet);
    if (rows[row].people)
        sheet_inside(sheet);
}

void whatif_lever_columns(struct sheet *sheet)
{
    sheet_column(sheet, "Lever", SHEET_TEXT);
    sheet_column(sheet, "Real", SHEET_RATE);
    sheet_column(sheet, "What-if", SHEET_RATE);
}

void whatif_lever_cells(const struct trial *trial, int row, struct sheet *sheet)
{
    struct whatif_level level = rows[row].level(trial, row);

    sheet_text(sheet, rows[row].words);
    put_level(sheet, row, level.known, level.real);
    put_level(sheet, row, level.known, level.after);
}

int whatif_lever_rows(void)
{
    return ROWS;
}

/* Budgeted posts by sub-service beside the people in post. */
#include <string.h>

#include "core/model/sheet.h"
#include "tui/views/figures.h"
#include "tui/views/names.h"
#include "tui/views/outline.h"
#include "tui/views/pen.h"
#include "tui/views/resources.h"

/* --- rows: the lines, all of them together, and those that have units here together ----------- */

enum { ROW_ALL, ROW_HERE, ROWS_BELOW };

static const struct reference_sum *posts_of(const struct scene *scene)
{
    return &scene->service->reference.establishment;
}

static int count_posts(const struct scene *scene)
{
    const struct reference_sum *posts = posts_of(scene);

    return posts->line_count > 0 ? (int)posts->line_count + ROWS_BELOW : 0;
}

/* Only what is at or below the top of what is shown; a line that is partly outside is no figure. */
static bool is_shown(const struct scene *scene, const struct reference_line *line)
{
    unit_index root = scene->outline->root;

    for (size_t i = 0; i < line->unit_count; i++)
        if (root != UNIT_NONE && !unit_is_within(scene->service->units, line->units[i], root))
            return false;
    return line->unit_count > 0;
}

static enum result prepare_line(const struct scene *scene, const struct reference_line *line)
{
    enum result result = RESULT_OK;

    for (size_t i = 0; i < line->unit_count && result == RESULT_OK; i++)
        result = snapshot_prepare(scene->snapshot, line->units[i]);
    return result;
}

static enum result prepare_posts(const struct scene *scene)
{
    const struct reference_sum *posts = posts_of(scene);
    enum result result = RESULT_OK;

    for (size_t i = 0; i < posts->line_count && result == RESULT_OK; i++)
        if (is_shown(scene, &posts->lines[i]))
            result = prepare_line(scene, &posts->lines[i]);
    return result;
}

/* What stands in a row: a budget, and Σ of a measure over units. */
struct entry {
    const char *name;
    fixed_t budget;
    bool known; /* any unit has data */
    fixed_t in_post, vacant;
};

static void add_unit(const struct scene *scene, unit_index unit, struct entry *entry)
{
    struct figure in_post = figure_of(scene, unit, "fte_in_post");
    struct figure vacant = figure_of(scene, unit, "vacant_fte");

    if (!in_post.has_data || !in_post.has_value)
        return;
    entry->known = true;
    entry->in_post += in_post.value;
    entry->vacant += vacant.has_value ? vacant.value : 0;
}

static void add_line(
    const struct scene *scene, const struct reference_line *line, struct entry *entry)
{
    entry->budget += line->amount;
    for (size_t i = 0; is_shown(scene, line) && i < line->unit_count; i++)
        add_unit(scene, line->units[i], entry);
}

static struct entry entry_here(const struct scene *scene)
{
    const struct reference_sum *posts = posts_of(scene);
    struct entry entry = {.name = "Those with units here"};

    for (size_t i = 0; i < posts->line_count; i++)
        if (is_shown(scene, &posts->lines[i]))
            add_line(scene, &posts->lines[i], &entry);
    return entry;
}

static struct entry entry_at(const struct scene *scene, int row)
{
    const struct reference_sum *posts = posts_of(scene);
    int below = row - (int)posts->line_count;
    struct entry entry = {.name = "All sub-services", .budget = posts->total};

    if (below == ROW_HERE)
        return entry_here(scene);
    if (below == ROW_ALL)
        return entry;
    entry = (struct entry){.name = posts->lines[row].name};
    add_line(scene, &posts->lines[row], &entry);
    return entry;
}

unit_index posts_unit(const struct reference *reference, int row)
{
    const struct reference_sum *posts = &reference->establishment;

    if (row >= (int)posts->line_count || posts->lines[row].unit_count == 0)
        return UNIT_NONE;
    return posts->lines[row].units[0];
}

/* --- cells ------------------------------------------------------------------------------------ */

static enum style style_of(const struct grid_cell *cell)
{
    return cell->row >= (int)posts_of(cell->scene)->line_count ? STYLE_STRONG : STYLE_TEXT;
}

static void draw_name(const struct grid_cell *cell)
{
    name_draw(cell->canvas, cell->at.x, cell->at.y, cell->at.width, style_of(cell),
        entry_at(cell->scene, cell->row).name);
}

static void draw_budget(const struct grid_cell *cell)
{
    char text[FIXED_TEXT_SIZE];

    grid_figure(
        cell, style_of(cell), fixed_text_rounded(entry_at(cell->scene, cell->row).budget, 2, text));
}

static void draw_in_post(const struct grid_cell *cell)
{
    struct entry entry = entry_at(cell->scene, cell->row);
    char text[FIXED_TEXT_SIZE];

    if (entry.known)
        grid_figure(cell, style_of(cell), fixed_text_rounded(entry.in_post, 2, text));
}

static void draw_vacant(const struct grid_cell *cell)
{
    struct entry entry = entry_at(cell->scene, cell->row);
    char text[FIXED_TEXT_SIZE];

    if (entry.known)
        grid_figure(cell, style_of(cell), fixed_text_rounded(entry.vacant, 2, text));
}

static void draw_gap(const struct grid_cell *cell)
{
    struct entry entry = entry_at(cell->scene, cell->row);
    char text[FIGURE_TEXT];

    if (entry.known)
        grid_figure(cell, style_of(cell),
            signed_text(cell->scene->glyphs, entry.in_post - entry.budget, 2, text));
}

/* In post of the budget: a full bar is a full house. */
static void draw_bar(const struct grid_cell *cell)
{
    struct entry entry = entry_at(cell->scene, cell->row);

    if (entry.known)
        bar_draw(cell->canvas, cell->at, cell->scene->glyphs, STYLE_LINE, (double)entry.in_post,
            (double)entry.budget, 0);
}

static const struct grid_column columns[] = {
    {{.heading = "Sub-service", .width = 18, .flexible_to = 68, .priority = 0}, draw_name},
    {{.heading = "budget", .width = 8, .priority = 1, .align = ALIGN_RIGHT}, draw_budget},
    {{.heading = "in post", .width = 7, .priority = 2, .align = ALIGN_RIGHT}, draw_in_post},
    {{.heading = "gap", .width = 7, .priority = 3, .align = ALIGN_RIGHT}, draw_gap},
    {{.heading = "vacant", .width = 7, .priority = 4, .align = ALIGN_RIGHT}, draw_vacant},
    {{.heading = "in post of budget", .width = 17, .flexible_to = 30, .priority = 5}, draw_bar},
};
#define COLUMNS (sizeof columns / sizeof columns[0])

/* From so many columns on, names get more of them before bars get any. */
#define WIDE      70
#define WIDE_NAME 36

static int below_posts(int height)
{
    return height >= 18 ? 4 : 0;
}

static void draw_posts(const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect list, struct rect below)
{
    struct grid_column fitted[COLUMNS];
    struct grid grid = {.columns = fitted, .count = COLUMNS};
    struct pen pen;

    memcpy(fitted, columns, sizeof columns);
    if (list.width >= WIDE)
        fitted[0].column.width = WIDE_NAME;

    grid_draw(&grid, scene, place, canvas, list);
    if (below.height == 0)
        return;
    below.y++;
    below.height--;
    pen_init(&pen, canvas, below);
    pen_paragraph(&pen, STYLE_DIM,
        "Full-time equivalents. Gap: in post less budget. Blank: no unit here stands for the "
        "line, or nothing is known of it.");
}

static void sheet_posts(const struct scene *scene, struct sheet *sheet)
{
    static const char *const figures[] = {
        "Budgeted FTE", "FTE in post", "Gap, in post less budget", "Vacant FTE"};

    sheet_column(sheet, "Sub-service", SHEET_TEXT);
    for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++) {
        sheet_column(sheet, figures[i], SHEET_FTE);
        sheet_decimals(sheet, 2);
    }
    for (int row = 0; row < count_posts(scene); row++) {
        struct entry entry = entry_at(scene, row);

        sheet_row(sheet);
        sheet_text(sheet, entry.name);
        sheet_value(sheet, entry.budget);
        if (entry.known) {
            sheet_value(sheet, entry.in_post);
            sheet_value(sheet, entry.in_post - entry.budget);
            sheet_value(sheet, entry.vacant);
        } else {
            sheet_no_data(sheet);
            sheet_no_data(sheet);
            sheet_no_data(sheet);
        }
    }
}

const struct resources_section posts_section = {
    .title = "Posts",
    .absent = "No budgeted posts: there is no reference/establishment.yaml.",
    .count = count_posts,
    .prepare = prepare_posts,
    .below = below_posts,
    .draw = draw_posts,
    .sheet = sheet_posts,
};

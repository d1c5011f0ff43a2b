#include "tui/views/table.h"

#include <float.h>
#include <limits.h>
#include <stdio.h>

#include "core/base/hash.h"
#include "core/base/text.h"
#include "tui/views/figures.h"
#include "tui/views/movement.h"
#include "tui/views/names.h"
#include "tui/views/news.h"
#include "tui/views/table_columns.h"
#include "tui/views/trend.h"

#define GAP    1
#define INDENT 1 /* a level; names need the room */
#define GLYPH  2

enum outline_order table_order(struct sort sort)
{
    if (sort.column == TABLE_UNIT)
        return ORDER_TREE;
    return sort.reverse ? ORDER_LOWEST : ORDER_HIGHEST;
}

int table_room(int height)
{
    return height > TABLE_HEADINGS ? height - TABLE_HEADINGS : 0;
}

/* --- the units a table speaks of --------------------------------------------------------------- */

/* What the rows are part of: the place's unit, or each unit at the top in turn, the first after
 * UNIT_NONE; UNIT_NONE after the last. */
static unit_index next_whole(
    const struct scene *scene, const struct view_place *place, unit_index before)
{
    const struct unit_tree *units = scene->service->units;
    unit_index next = before == UNIT_NONE ? 0 : unit_tree_at(units, before)->end;

    if (place->unit != UNIT_NONE)
        return before == UNIT_NONE ? place->unit : UNIT_NONE;
    return next < unit_tree_count(units) ? next : UNIT_NONE;
}

enum result table_prepare(const struct scene *scene, const struct view_place *place)
{
    enum result result = RESULT_OK;
    unit_index whole = UNIT_NONE;

    while (result == RESULT_OK && (whole = next_whole(scene, place, whole)) != UNIT_NONE)
        result = scene_prepare(scene, whole);
    for (int row = place->top; row < place->top + place->height && row < place->count; row++)
        if (result == RESULT_OK)
            result = scene_prepare(scene, outline_unit_at(scene->outline, row));
    return result;
}

/* --- one drawing ------------------------------------------------------------------------------ */

struct table {
    const struct scene *scene;
    const struct view_place *place;
    int tree_depth;
    struct canvas *canvas;
    struct rect rect;
    int until; /* one past the last row shown */
    struct column columns[TABLE_COLUMNS];
    double low[TABLE_COLUMNS], high[TABLE_COLUMNS];
};

static void widen_for(const struct table *table, unit_index unit, int column, struct column *ret)
{
    int needed = table_spec(column)->needs(table->scene, unit, table_measure(column));

    if (needed > ret->width)
        ret->width = needed;
}

/* For the rows shown, and for what they are part of, which has most of everything: so that no column
 * moves when its row is scrolled away. */
static void widen(const struct table *table, int column, struct column *ret)
{
    const struct scene *scene = table->scene;
    unit_index whole = UNIT_NONE;

    if (table_spec(column)->needs == NULL)
        return;
    for (int row = table->place->top; row < table->until; row++)
        widen_for(table, outline_unit_at(scene->outline, row), column, ret);
    while ((whole = next_whole(scene, table->place, whole)) != UNIT_NONE)
        widen_for(table, whole, column, ret);
}

static int indent_of(const struct table *table, unit_index unit)
{
    if (table->tree_depth < 0)
        return 0;
    return (unit_of(table->scene, unit)->depth - table->tree_depth) * INDENT + GLYPH;
}

/* What the longest name needs: of all rows, so that scrolling moves no column. */
static int names_width(const struct table *table)
{
    int width = TABLE_NAME_LEAST;

    for (int row = 0; row < table->place->count; row++) {
        unit_index unit = outline_unit_at(table->scene->outline, row);
        int needed = indent_of(table, unit) + text_width(unit_of(table->scene, unit)->name);

        width = needed > width ? needed : width;
    }
    return width < TABLE_NAME_MOST ? width : TABLE_NAME_MOST;
}

/* The last of all, and wider than there is room for. */
static void leave_out(const struct table *table, struct column *column)
{
    column->priority = INT_MAX;
    column->width = table->rect.width + 1;
}

static void start_columns(struct table *table)
{
    for (int i = 0; i < TABLE_COLUMNS; i++) {
        table->columns[i] = (struct column){
            .heading = table_spec(i)->heading,
            .group = table_spec(i)->group,
            .width = table_spec(i)->width,
            .priority = table_spec(i)->priority,
        };
        widen(table, i, &table->columns[i]);
        if (!table_has(table->scene->service, i))
            leave_out(table, &table->columns[i]);
    }
}

/* No wider than a sparkline has points: few readings would stand far from their column. The first row
 * speaks for all. */
static int trend_width(const struct table *table, int column)
{
    unit_index first = outline_unit_at(table->scene->outline, table->place->top);
    struct point points[SPARK_WEEKS];
    size_t count = first == UNIT_NONE ? 0
                                      : trend_weeks(table->scene, first, table_measure(column),
                                            SPARK_WEEKS, points);

    return count > 0 ? (int)count : SPARK_WEEKS;
}

/* Names grow first, as far as they need, then everything else that may. */
static void fit_columns(struct table *table)
{
    struct column *columns = table->columns;

    start_columns(table);
    columns[TABLE_UNIT].flexible_to = names_width(table);
    columns_fit(columns, TABLE_COLUMNS, table->rect.width, GAP);
    columns[TABLE_UNIT].width = columns[TABLE_UNIT].fitted;
    for (int i = TABLE_UNIT + 1; i < TABLE_COLUMNS; i++)
        columns[i].flexible_to =
            table_spec(i)->is_trend ? trend_width(table, i) : table_spec(i)->most;
    columns_fit(columns, TABLE_COLUMNS, table->rect.width, GAP);
}

/* Rows of one column are drawn to one scale, so that they can be compared. */
static void scale_column(struct table *table, int column)
{
    struct point points[SPARK_WEEKS];
    int width = table->columns[column].fitted;

    table->low[column] = DBL_MAX;
    table->high[column] = -DBL_MAX;
    for (int row = table->place->top; row < table->until; row++) {
        unit_index unit = outline_unit_at(table->scene->outline, row);
        size_t count = trend_weeks(table->scene, unit, table_measure(column),
            width < SPARK_WEEKS ? (size_t)width : SPARK_WEEKS, points);

        trend_range(points, count, &table->low[column], &table->high[column]);
    }
}

static void scale_columns(struct table *table)
{
    for (int i = 0; i < TABLE_COLUMNS; i++)
        if (table_spec(i)->is_trend && table->columns[i].x >= 0)
            scale_column(table, i);
}

/* --- headings --------------------------------------------------------------------------------- */

/* A sparkline says how far it reaches; the first row speaks for all. */
static void trend_heading(const struct table *table, int column, char *buffer, size_t size)
{
    unit_index first = outline_unit_at(table->scene->outline, table->place->top);
    char reach[TREND_REACH] = "";

    if (first != UNIT_NONE)
        trend_reach(table->scene, first, table_measure(column), reach);
    snprintf(buffer, size, "%s", reach[0] != '\0' ? reach : table_spec(column)->heading);
}

static const char *heading_of(const struct table *table, int column, char *buffer, size_t size)
{
    const struct column_spec *spec = table_spec(column);

    if (spec->is_trend)
        trend_heading(table, column, buffer, size);
    else if (spec->heading != NULL)
        snprintf(buffer, size, "%s", spec->heading);
    else
        snprintf(buffer, size, "%s %%", window_id(snapshot_window(table->scene->snapshot)));
    return buffer;
}

/* The arrow of the order stands before the heading, if need be in the gap between columns. */
static void draw_order(const struct table *table, int column, int heading_width)
{
    const struct column *at = &table->columns[column];
    const struct glyphs *glyphs = table->scene->glyphs;

    canvas_text(table->canvas, table->rect.x + at->x + at->fitted - heading_width - 1,
        table->rect.y + 1, STYLE_STRONG,
        table->place->sort.reverse ? glyphs->rising : glyphs->falling);
}

static void draw_heading(const struct table *table, int column)
{
    const struct column *at = &table->columns[column];
    bool sorted = table->place->sort.column == column && column != TABLE_UNIT;
    char text[32];

    heading_of(table, column, text, sizeof text);
    canvas_field(table->canvas, table->rect.x + at->x, table->rect.y + 1, at->fitted,
        column == TABLE_UNIT ? ALIGN_LEFT : ALIGN_RIGHT, sorted ? STYLE_STRONG : STYLE_DIM, text);
    if (sorted)
        draw_order(table, column, text_width(text));
}

/* One past the last column of the group that begins at `first`, and where it ends on the canvas. */
static int group_end(const struct table *table, int first, int *ret_x)
{
    const char *group = table_spec(first)->group;
    int i = first;

    for (; i < TABLE_COLUMNS && table_spec(i)->group == group; i++)
        if (table->columns[i].x >= 0)
            *ret_x = table->columns[i].x + table->columns[i].fitted;
    return i;
}

static int first_shown(const struct table *table, int from)
{
    while (from < TABLE_COLUMNS && (table->columns[from].x < 0 || table_spec(from)->group == NULL))
        from++;
    return from;
}

/* A narrow first group takes what its word needs from above the names. */
static void draw_group(const struct table *table, int first, int end_x)
{
    int word = text_width(table_spec(first)->group) + 2;
    int x = table->columns[first].x, width = end_x - x;
    struct canvas *canvas = table->canvas;

    if (width < word && first == first_shown(table, 0) && end_x >= word) {
        x = end_x - word;
        width = word;
    }
    canvas_horizontal(
        canvas, table->rect.x + x, table->rect.y, width, STYLE_FRAME, table->scene->glyphs->ascii);
    if (width >= word)
        canvas_format(canvas, table->rect.x + x + (width - word) / 2, table->rect.y, STYLE_STRONG,
            " %s ", table_spec(first)->group);
}

static void draw_headings(const struct table *table)
{
    int end_x = 0;

    for (int i = first_shown(table, 0); i < TABLE_COLUMNS; i = first_shown(table, i)) {
        int next = group_end(table, i, &end_x);

        draw_group(table, i, end_x);
        i = next;
    }
    for (int i = 0; i < TABLE_COLUMNS; i++)
        if (table->columns[i].x >= 0)
            draw_heading(table, i);
}

/* --- rows ------------------------------------------------------------------------------------- */

/* Units no feed ever mentioned stand back. */
static bool has_any_data(const struct scene *scene, unit_index unit)
{
    return figure_of(scene, unit, "open_cases").has_data ||
           figure_of(scene, unit, "fte_in_post").has_data ||
           figure_of(scene, unit, "vacancy_rate").has_data ||
           figure_of(scene, unit, "average_caseload").has_data ||
           figure_of(scene, unit, "sickness_rate").has_data;
}

static const char *fold_glyph(const struct scene *scene, unit_index unit)
{
    if (!outline_has_below(scene->outline, unit))
        return scene->glyphs->leaf;
    return outline_is_folded(scene->outline, unit) ? scene->glyphs->closed : scene->glyphs->open;
}

static void draw_name(const struct table *table, unit_index unit, int y)
{
    const struct scene *scene = table->scene;
    const struct column *column = &table->columns[TABLE_UNIT];
    enum style style = has_any_data(scene, unit) ? STYLE_TEXT : STYLE_DIM;
    int x = table->rect.x + column->x;
    const char *name = unit_of(scene, unit)->name;
    int indent = indent_of(table, unit);

    indent = indent < column->fitted / 2 ? indent : column->fitted / 2;
    if (indent >= GLYPH)
        canvas_text(table->canvas, x + indent - GLYPH, y, STYLE_TEXT, fold_glyph(scene, unit));

    name_draw(table->canvas, x + indent, y, column->fitted - indent, style, name);
}

static void draw_sign(const struct table *table, unit_index unit, int y)
{
    const char *sign = news_sign(table->scene, unit);

    if (sign != NULL)
        canvas_text(table->canvas, table->rect.x - 1, y, STYLE_CHANGED, sign);
}

static void draw_row(const struct table *table, unit_index unit, int y)
{
    draw_sign(table, unit, y);
    draw_name(table, unit, y);
    for (int i = TABLE_UNIT + 1; i < TABLE_COLUMNS; i++) {
        const struct column *column = &table->columns[i];
        struct slot slot = {table->scene, table->canvas, unit, table->rect.x + column->x, y,
            column->fitted, table->low[i], table->high[i]};

        if (column->x >= 0)
            table_spec(i)->draw(&slot, table_measure(i));
    }
}

/* The name alone: the statuses beside it keep their colours, and a move sends little. */
static void select_row(const struct table *table)
{
    const struct column *name = &table->columns[TABLE_UNIT];
    int row = table->place->row;
    int x = table->rect.x + name->x;
    int y = table->rect.y + TABLE_HEADINGS + row - table->place->top;

    if (row < table->place->top || row >= table->until)
        return;
    canvas_select(table->canvas, (struct rect){x, y, name->fitted, 1});
    table->canvas->cursor_x = x;
    table->canvas->cursor_y = y;
}

static void draw_rows(const struct table *table)
{
    const struct view_place *place = table->place;

    for (int row = place->top; row < table->until; row++)
        draw_row(table, outline_unit_at(table->scene->outline, row),
            table->rect.y + TABLE_HEADINGS + row - place->top);
}

/* --- keeping ---------------------------------------------------------------------------------- */

void table_kept_done(struct table_kept *kept)
{
    canvas_done(&kept->picture);
    *kept = (struct table_kept){0};
}

/* With the column of signs left of it. */
static struct rect picture_rect(const struct table *table)
{
    struct rect rect = table->rect;

    rect.x--;
    rect.width++;
    return rect;
}

/* Marks go after seconds, and a second day is beside every figure: such tables are not kept. */
static bool may_be_kept(const struct table *table)
{
    const struct scene *scene = table->scene;

    return scene->table != NULL && scene->then == NULL && scene->changes != NULL &&
           scene->changes->count == 0 && canvas_shows(table->canvas, picture_rect(table));
}

/* Which units are rows, and what stands beside their names: fold and sign. */
static uint64_t hash_rows(const struct table *table, uint64_t hash)
{
    const struct outline *outline = table->scene->outline;

    hash = hash_block(hash, outline->rows, (size_t)outline->count * sizeof *outline->rows);
    for (int row = table->place->top; row < table->until; row++) {
        unit_index unit = outline_unit_at(outline, row);

        hash = hash_text(hash, fold_glyph(table->scene, unit));
        hash = hash_text(hash, news_sign(table->scene, unit));
    }
    return hash;
}

/* All that a table depends on but the selection. A snapshot of the same version, day, window and time
 * shows the same figures to the same eyes. */
static uint64_t hash_table(const struct table *table)
{
    const struct snapshot *snapshot = table->scene->snapshot;
    const struct view_place *place = table->place;
    const int64_t numbers[] = {snapshot_version(snapshot), snapshot_as_at(snapshot),
        snapshot_window(snapshot), (int64_t)snapshot_now(snapshot), snapshot_is_shared(snapshot),
        table->scene->live, table->scene->glyphs->ascii, place->top, place->count,
        place->sort.column, place->sort.reverse, table->tree_depth, table->rect.x, table->rect.y,
        table->rect.width, table->rect.height};
    uint64_t hash = hash_finish(hash_rows(table, hash_block(HASH_START, numbers, sizeof numbers)));

    return hash != 0 ? hash : 1;
}

static void keep(const struct table *table, uint64_t made_of)
{
    struct table_kept *kept = table->scene->table;

    table_kept_done(kept);
    if (canvas_take(table->canvas, picture_rect(table), &kept->picture) != RESULT_OK)
        return;
    kept->made_of = made_of;
    kept->name = table->columns[TABLE_UNIT];
}

static void draw_kept(struct table *table)
{
    const struct table_kept *kept = table->scene->table;
    struct rect rect = picture_rect(table);

    canvas_put(table->canvas, rect.x, rect.y, &kept->picture);
    table->columns[TABLE_UNIT] = kept->name;
}

static void draw_anew(struct table *table)
{
    fit_columns(table);
    scale_columns(table);
    draw_headings(table);
    draw_rows(table);
}

void table_draw(const struct scene *scene, const struct view_place *place, int tree_depth,
    struct canvas *canvas, struct rect rect)
{
    struct table table = {
        .scene = scene, .place = place, .tree_depth = tree_depth, .canvas = canvas, .rect = rect};

    table.until = place->top + table_room(rect.height);
    if (table.until > place->count)
        table.until = place->count;

    uint64_t made_of = may_be_kept(&table) ? hash_table(&table) : 0;

    if (made_of != 0 && made_of == scene->table->made_of) {
        draw_kept(&table);
    } else {
        draw_anew(&table);
        if (made_of != 0)
            keep(&table, made_of);
    }
    select_row(&table);
}

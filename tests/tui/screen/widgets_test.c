#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tests/suite.h"
#include "tests/tui/screen/golden.h"
#include "tui/screen/keys.h"
#include "tui/widgets/scale.h"
#include "tui/widgets/widgets.h"

#define GOLDEN(name) SOURCE_ROOT "/tests/tui/screen/golden/" name ".txt"

static struct canvas canvas_of(int width, int height)
{
    struct canvas canvas;

    ck_assert_int_eq(canvas_init(&canvas, width, height), RESULT_OK);
    return canvas;
}

static struct rect all_of(const struct canvas *canvas)
{
    return (struct rect){0, 0, canvas->width, canvas->height};
}

static void golden_done(const char *path, struct canvas *canvas)
{
    golden_canvas(path, canvas);
    canvas_done(canvas);
}

/* --- sparklines and bars ---------------------------------------------------------------------- */

static const struct point rising[] = {{.value = 0, .known = true}, {.value = 1, .known = true},
    {.value = 2, .known = true}, {.known = false}, {.value = 4, .known = true},
    {.value = 5, .known = true}, {.value = 6, .known = true}, {.value = 7, .known = true}};

START_TEST(sparklines)
{
    struct canvas canvas = canvas_of(10, 7);
    struct point flat[4];
    const struct glyphs *glyphs = glyphs_get(false);

    for (int i = 0; i < 4; i++)
        flat[i] = (struct point){.value = 3, .known = true};
    sparkline_draw(&canvas, (struct rect){0, 0, 10, 1}, glyphs, STYLE_LINE, rising, 8, 0, 7);
    sparkline_draw(&canvas, (struct rect){0, 1, 5, 1}, glyphs, STYLE_LINE, rising, 8, 0, 7);
    sparkline_draw(&canvas, (struct rect){0, 2, 10, 1}, glyphs, STYLE_LINE, rising, 8, 0, 70);
    sparkline_draw(&canvas, (struct rect){0, 3, 10, 1}, glyphs, STYLE_LINE, rising, 8, 3, 4);
    sparkline_draw(&canvas, (struct rect){0, 4, 10, 1}, glyphs, STYLE_LINE, flat, 4, 3, 3);
    sparkline_draw(&canvas, (struct rect){0, 5, 10, 1}, glyphs, STYLE_LINE, rising, 0, 0, 1);
    sparkline_draw(
        &canvas, (struct rect){0, 6, 10, 1}, glyphs_get(true), STYLE_LINE, rising, 8, 0, 7);
    golden_done(GOLDEN("sparkline"), &canvas);
}
END_TEST

START_TEST(bars)
{
    static const double values[] = {0, 0.01, 1, 9.99, 10, 11, 5, 5, NAN, -3};
    struct canvas canvas = canvas_of(21, COUNT(values));

    for (int i = 0; i < COUNT(values); i++) {
        double limit = i == 6 ? 8 : i == 7 ? 3 : 0;

        bar_draw(&canvas, (struct rect){0, i, 10, 1}, glyphs_get(false), STYLE_LINE, values[i], 10,
            limit);
        bar_draw(&canvas, (struct rect){11, i, 10, 1}, glyphs_get(true), STYLE_LINE, values[i], 10,
            limit);
    }
    golden_done(GOLDEN("bar"), &canvas);
}
END_TEST

START_TEST(only_a_full_bar_looks_full_and_only_an_empty_one_empty)
{
    for (int width = 1; width <= 20; width++)
        for (int value = 0; value <= 1000; value++) {
            struct canvas canvas = canvas_of(width, 1);

            bar_draw(&canvas, all_of(&canvas), glyphs_get(false), STYLE_LINE, value, 1000, 0);
            ck_assert_int_eq(
                canvas_cell(&canvas, width - 1, 0)->character == 0x2588, value == 1000);
            ck_assert_int_eq(canvas_cell(&canvas, 0, 0)->character == 0x2591, value == 0);
            canvas_done(&canvas);
        }
}
END_TEST

/* --- charts ----------------------------------------------------------------------------------- */

#define WEEKS 52

/* A caseload that wanders, has a hole, and rises out of its limits. */
static void make_points(struct point points[WEEKS])
{
    for (int i = 0; i < WEEKS; i++)
        points[i] = (struct point){
            .value = 206 + 9 * sin(i / 3.0) + (i > 44 ? (i - 44) * 3.0 : 0),
            .known = i < 20 || i > 23,
            .special = i == 5   ? SPECIAL_GOOD
                       : i > 48 ? SPECIAL_BAD
                                : SPECIAL_NONE,
        };
}

static struct chart chart_of(const struct point *points, size_t count)
{
    return (struct chart){
        .points = points,
        .count = count,
        .lines = {{222, "limit 222", STYLE_LIMIT}, {206, "mean 206", STYLE_LIMIT},
            {190, "limit 190", STYLE_LIMIT}, {200, "target 200", STYLE_TARGET}},
        .line_count = 4,
        .first_label = "Mar 2019",
        .last_label = "29 Feb 2020",
        .cursor = -1,
    };
}

static const struct {
    const char *path;
    int width, height;
    bool ascii, braille;
    int cursor;
} charts[] = {
    {GOLDEN("chart-70x16"), 70, 16, false, false, -1},
    {GOLDEN("chart-70x16-ascii"), 70, 16, true, false, -1},
    {GOLDEN("chart-70x16-braille"), 70, 16, false, true, -1},
    {GOLDEN("chart-70x16-cursor"), 70, 16, false, false, 30},
    {GOLDEN("chart-38x8"), 38, 8, false, false, -1},
    {GOLDEN("chart-38x4"), 38, 4, false, false, -1},
    {GOLDEN("chart-20x5"), 20, 5, false, false, -1},
    {GOLDEN("chart-10x3"), 10, 3, false, false, -1},
    {GOLDEN("chart-20x1"), 20, 1, false, false, -1},
};

START_TEST(charts_look_as_they_should)
{
    struct canvas canvas = canvas_of(charts[_i].width, charts[_i].height);
    struct point points[WEEKS];

    make_points(points);

    struct chart chart = chart_of(points, WEEKS);

    chart.braille = charts[_i].braille;
    chart.cursor = charts[_i].cursor;
    chart_draw(&canvas, all_of(&canvas), glyphs_get(charts[_i].ascii), &chart);
    golden_done(charts[_i].path, &canvas);
}
END_TEST

START_TEST(charts_of_little_data)
{
    static const struct point one = {.value = 4.5, .known = true};
    static const struct point level[] = {
        {.value = 0, .known = true}, {.value = 0, .known = true}, {.value = 0, .known = true}};
    struct canvas canvas = canvas_of(30, 21);
    struct chart chart = {.points = &one, .count = 1, .decimals = 1, .cursor = -1};

    chart_draw(&canvas, (struct rect){0, 0, 30, 6}, glyphs_get(false), &chart);
    chart = (struct chart){.points = level, .count = 3, .decimals = 1, .cursor = -1};
    chart_draw(&canvas, (struct rect){0, 7, 30, 6}, glyphs_get(false), &chart);
    chart = (struct chart){.points = level, .count = 0, .decimals = 1, .cursor = -1};
    chart_draw(&canvas, (struct rect){0, 14, 30, 6}, glyphs_get(false), &chart);
    golden_done(GOLDEN("chart-little"), &canvas);
}
END_TEST

START_TEST(the_newest_point_is_at_the_right_edge)
{
    struct point points[WEEKS];

    for (int width = 24; width <= 120; width++) {
        struct canvas canvas = canvas_of(width, 10);

        make_points(points);

        struct chart chart = chart_of(points, WEEKS);

        chart.line_count = 0;
        chart_draw(&canvas, all_of(&canvas), glyphs_get(false), &chart);

        bool found = false;

        for (int y = 0; y < 10; y++)
            found = found || canvas_cell(&canvas, width - 1, y)->character == 0x25cf;
        ck_assert_msg(found, "width %d", width);
        canvas_done(&canvas);
    }
}
END_TEST

START_TEST(ticks_are_of_one_two_or_five)
{
    static const struct {
        double size, nice;
    } sizes[] = {{0.1, 0.1}, {0.11, 0.2}, {0.2, 0.2}, {0.3, 0.5}, {0.7, 1}, {1, 1}, {3, 5}, {5, 5},
        {6, 10}, {10, 10}, {1200, 2000}};

    for (int i = 0; i < COUNT(sizes); i++)
        ck_assert_double_eq_tol(scale_nice(sizes[i].size), sizes[i].nice, 1e-9);
}
END_TEST

START_TEST(scales_hold_their_values_and_never_repeat_a_label)
{
    srand(11);
    for (int i = 0; i < 20000; i++) {
        double least = (rand() % 20001 - 10000) / 10.0;
        double most = least + (rand() % 3 == 0 ? 0 : rand() % 5000 / 10.0);
        int most_steps = 1 + rand() % 8;
        struct scale scale = scale_of(least, most, most_steps, 0.1);

        ck_assert_double_le(scale.low, least + 1e-6);
        ck_assert_double_ge(scale.high, most - 1e-6);
        ck_assert_double_ge(scale.step, 0.1 - 1e-9);
        ck_assert_int_ge(scale.steps, 1);
        ck_assert_int_le(scale.steps, most_steps + 2);
        ck_assert_double_eq_tol(scale.low + scale.steps * scale.step, scale.high, 1e-6);
    }
}
END_TEST

/* --- everything at every size ----------------------------------------------------------------- */

static double wild_value(void)
{
    static const double values[] = {NAN, INFINITY, -INFINITY, 1e300, -1e300, 0, -0.0, 1e-300, 1e18};

    return rand() % 4 == 0 ? values[rand() % COUNT(values)] : rand() % 2000 / 10.0 - 50;
}

static void wild_points(struct point *points, size_t count)
{
    for (size_t i = 0; i < count; i++)
        points[i] = (struct point){wild_value(), rand() % 5 != 0, (enum special)(rand() % 4)};
}

static struct chart wild_chart(const struct point *points, size_t count)
{
    static const char *const labels[] = {
        NULL, "", "limit 222", "漢字", "a label that is far too long to fit"};
    struct chart chart = {
        .points = points,
        .count = count,
        .line_count = (size_t)(rand() % (CHART_LINES + 1)),
        .first_label = labels[rand() % COUNT(labels)],
        .last_label = labels[rand() % COUNT(labels)],
        .decimals = rand() % 5,
        .braille = rand() % 2 == 0,
        .cursor = rand() % 40 - 5,
    };

    for (size_t i = 0; i < chart.line_count; i++)
        chart.lines[i] = (struct chart_line){
            wild_value(), labels[rand() % COUNT(labels)], (enum style)(rand() % STYLE_COUNT)};
    return chart;
}

/* Nothing may be drawn outside of the rectangle. */
static void assert_untouched_around(struct canvas *canvas, struct rect rect)
{
    int touched = 0; /* one assertion for all: each is a message to the runner */
    for (int y = 0; y < canvas->height; y++)
        for (int x = 0; x < canvas->width; x++)
            if (x < rect.x || y < rect.y || x >= rect.x + rect.width || y >= rect.y + rect.height)
                touched += canvas_cell(canvas, x, y)->character != ' ';
    ck_assert_int_eq(touched, 0);
}

static void draw_wild(struct canvas *canvas, struct rect rect)
{
    const struct glyphs *glyphs = glyphs_get(rand() % 2 == 0);
    struct prompt prompt = {.text = "找 Penwith", .length = strlen("找 Penwith")};
    struct point points[60];
    size_t count = (size_t)(rand() % 60);

    wild_points(points, count);

    struct chart chart = wild_chart(points, count);

    canvas_clear(canvas);
    chart_draw(canvas, rect, glyphs, &chart);
    assert_untouched_around(canvas, rect);
    sparkline_draw(canvas, rect, glyphs, STYLE_LINE, points, count, wild_value(), wild_value());
    bar_draw(canvas, rect, glyphs, STYLE_LINE, wild_value(), wild_value(), wild_value());
    prompt_draw(canvas, rect, "find: ", &prompt);
    assert_untouched_around(canvas, rect);
}

START_TEST(all_widgets_at_all_sizes_with_any_data)
{
    struct canvas canvas = canvas_of(34, 16);

    srand(5);
    for (int height = 0; height <= 12; height++)
        for (int width = 0; width <= 30; width++)
            for (int i = 0; i < 6; i++)
                draw_wild(&canvas, (struct rect){2, 2, width, height});
    canvas_done(&canvas);
}
END_TEST

/* --- columns ---------------------------------------------------------------------------------- */

static const struct column table[] = {
    {.heading = "Unit", .width = 14, .flexible_to = 40, .priority = 0},
    {.heading = "pressure", .width = 8, .priority = 1},
    {.heading = "open", .width = 5, .priority = 1},
    {.heading = "each", .width = 5, .priority = 2},
    {.heading = "unalloc", .width = 7, .priority = 6},
    {.heading = "26 weeks", .width = 8, .flexible_to = 26, .priority = 7},
    {.heading = "12m %", .width = 7, .priority = 3},
    {.heading = "today", .width = 5, .priority = 4},
    {.heading = "in post / est.", .width = 15, .priority = 5},
    {.heading = "vac %", .width = 5, .priority = 8},
};

#define COLUMNS COUNT(table)

static int highest_shown(const struct column *columns)
{
    int highest = -1;

    for (int i = 0; i < COLUMNS; i++)
        if (columns[i].x >= 0 && columns[i].priority > highest)
            highest = columns[i].priority;
    return highest;
}

static void assert_fits(const struct column *columns, int width, int gap)
{
    int free_from = 0;

    for (int i = 0; i < COLUMNS; i++) {
        if (columns[i].x < 0) {
            ck_assert_int_ge(columns[i].priority, highest_shown(columns));
            continue;
        }
        ck_assert_int_ge(columns[i].x, free_from);
        ck_assert_int_le(columns[i].x + columns[i].fitted, width);
        ck_assert(columns[i].fitted >= table[i].width || columns[i].fitted == width);
        ck_assert_int_le(columns[i].fitted,
            table[i].flexible_to > table[i].width ? table[i].flexible_to : table[i].width);
        free_from = columns[i].x + columns[i].fitted + gap;
    }
}

START_TEST(columns_stand_without_overlap_and_go_by_priority_at_every_width)
{
    int before = 0;

    for (int width = 1; width <= 250; width++) {
        struct column columns[COLUMNS];
        int shown = 0;

        memcpy(columns, table, sizeof table);
        columns_fit(columns, (size_t)COLUMNS, width, 1);
        assert_fits(columns, width, 1);
        for (int i = 0; i < COLUMNS; i++)
            shown += columns[i].x >= 0;
        ck_assert_int_ge(shown, before); /* wider never shows less */
        before = shown;
    }
    ck_assert_int_eq(before, COLUMNS);
}
END_TEST

START_TEST(one_column_stays_however_narrow)
{
    for (int width = 1; width < 14; width++) {
        struct column columns[COLUMNS];

        memcpy(columns, table, sizeof table);
        columns_fit(columns, (size_t)COLUMNS, width, 1);
        ck_assert_int_eq(columns[0].x, 0);
        ck_assert_int_eq(columns[0].fitted, width);
        ck_assert_int_eq(columns[1].x, -1);
    }
}
END_TEST

START_TEST(spare_columns_go_to_those_that_may_grow)
{
    struct column columns[COLUMNS];

    memcpy(columns, table, sizeof table);
    columns_fit(columns, (size_t)COLUMNS, 250, 2);
    ck_assert_int_eq(columns[0].fitted, 40);
    ck_assert_int_eq(columns[5].fitted, 26);
    ck_assert_int_eq(columns[1].fitted, 8);
    columns_fit(columns, 0, 80, 1); /* no columns at all */
}
END_TEST

/* --- scrolling and the prompt ----------------------------------------------------------------- */

START_TEST(scrolling_moves_as_little_as_possible)
{
    ck_assert_int_eq(scroll_fit(0, 5, 10, 30), 0);
    ck_assert_int_eq(scroll_fit(0, 10, 10, 30), 1);
    ck_assert_int_eq(scroll_fit(8, 3, 10, 30), 3);
    ck_assert_int_eq(scroll_fit(25, 29, 10, 30), 20);
    ck_assert_int_eq(scroll_fit(5, 2, 10, 4), 0);
    ck_assert_int_eq(scroll_fit(5, 0, 0, 4), 0);
    ck_assert_int_eq(scroll_fit(5, 0, 4, 0), 0);
}
END_TEST

START_TEST(the_selected_row_is_always_in_sight)
{
    for (int count = 1; count < 12; count++)
        for (int height = 1; height < 14; height++)
            for (int top = -3; top < 15; top++)
                for (int selected = 0; selected < count; selected++) {
                    int fit = scroll_fit(top, selected, height, count);

                    ck_assert(fit >= 0 && fit <= selected && selected < fit + height);
                    ck_assert(fit == 0 || fit + height <= count); /* no empty rows below */
                }
}
END_TEST

START_TEST(a_prompt_takes_characters_and_gives_them_back)
{
    struct prompt prompt = {0};

    ck_assert(prompt_key(&prompt, 'P'));
    ck_assert(prompt_key(&prompt, 0x6f22));
    ck_assert_str_eq(prompt.text, "P漢");
    ck_assert(prompt_key(&prompt, TT_KEY_BACKSPACE));
    ck_assert_str_eq(prompt.text, "P");
    ck_assert(prompt_key(&prompt, TT_KEY_BACKSPACE));
    ck_assert(!prompt_key(&prompt, TT_KEY_BACKSPACE)); /* empty: means nothing to it */
    ck_assert(!prompt_key(&prompt, TT_KEY_UP));
    ck_assert(!prompt_key(&prompt, 0x1b));
    ck_assert(!prompt_key(&prompt, 0x202e)); /* would turn the line round */
    ck_assert_uint_eq(prompt.length, 0);
}
END_TEST

START_TEST(a_full_prompt_takes_no_more)
{
    struct prompt prompt = {0};

    for (int i = 0; i < PROMPT_SIZE / 3; i++)
        ck_assert(prompt_key(&prompt, 0x6f22));
    ck_assert(!prompt_key(&prompt, 0x6f22));
    ck_assert(prompt_key(&prompt, 'x'));
    ck_assert(!prompt_key(&prompt, 'x'));
    ck_assert_uint_eq(strlen(prompt.text), PROMPT_SIZE - 1);
}
END_TEST

START_TEST(a_prompt_shows_where_one_types)
{
    struct canvas canvas = canvas_of(16, 2);
    struct prompt prompt = {.text = "Penwith", .length = 7};

    prompt_draw(&canvas, (struct rect){0, 0, 16, 1}, "find ", &prompt);
    ck_assert_int_eq(canvas.cursor_x, 12);
    ck_assert_int_eq(canvas.cursor_y, 0);
    prompt = (struct prompt){.text = "Early Help Penwith", .length = 18};
    prompt_draw(&canvas, (struct rect){0, 1, 16, 1}, "find ", &prompt);
    ck_assert_int_eq(canvas.cursor_x, 15);
    golden_done(GOLDEN("prompt"), &canvas);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("widgets");
    TCase *cases = tcase_create("widgets");

    tcase_set_timeout(cases, 30);
    tcase_add_test(cases, sparklines);
    tcase_add_test(cases, bars);
    tcase_add_test(cases, only_a_full_bar_looks_full_and_only_an_empty_one_empty);
    tcase_add_loop_test(cases, charts_look_as_they_should, 0, COUNT(charts));
    tcase_add_test(cases, charts_of_little_data);
    tcase_add_test(cases, the_newest_point_is_at_the_right_edge);
    tcase_add_test(cases, ticks_are_of_one_two_or_five);
    tcase_add_test(cases, scales_hold_their_values_and_never_repeat_a_label);
    tcase_add_test(cases, all_widgets_at_all_sizes_with_any_data);
    tcase_add_test(cases, columns_stand_without_overlap_and_go_by_priority_at_every_width);
    tcase_add_test(cases, one_column_stays_however_narrow);
    tcase_add_test(cases, spare_columns_go_to_those_that_may_grow);
    tcase_add_test(cases, scrolling_moves_as_little_as_possible);
    tcase_add_test(cases, the_selected_row_is_always_in_sight);
    tcase_add_test(cases, a_prompt_takes_characters_and_gives_them_back);
    tcase_add_test(cases, a_full_prompt_takes_no_more);
    tcase_add_test(cases, a_prompt_shows_where_one_types);
    suite_add_tcase(suite, cases);
    return suite_run(suite);
}

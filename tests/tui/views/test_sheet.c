/* What every screen says as data, and what of it may leave the house. */
#include <check.h>
#include <string.h>

#include "core/model/share.h"
#include "core/model/suppress.h"
#include "core/model/veil.h"
#include "tests/suite.h"
#include "tests/tui/views/desk.h"
#include "tests/tui/views/fake_reference.h"

static void fill(struct desk *desk, struct sheet *sheet)
{
    sheet_init(sheet);
    ck_assert_int_eq(session_sheet(desk->session, desk->snapshot, sheet), RESULT_OK);
    ck_assert(!sheet->failed);
}

/* On the screen of `view`, about the first unit. */
static void open_view(struct desk *desk, const struct view *view)
{
    desk_open(desk, &county_plan, 120, 36);
    if (view == view_find("team"))
        desk_keys(desk, "/ h e l p Space p e n Enter Enter");
    else
        ck_assert_msg(session_go(desk->session, view->id, UNIT_NONE), "%s", view->id);
    desk_draw(desk);
}

static void check_headings(const struct sheet *sheet, const char *view)
{
    ck_assert_msg(sheet->column_count > 0 && sheet->title[0] && sheet->subject[0], "%s", view);
    for (size_t i = 0; i < sheet->column_count; i++)
        for (size_t j = 0; j < i; j++)
            ck_assert_msg(strcmp(sheet->columns[i].heading, sheet->columns[j].heading) != 0,
                "%s: two columns are called %s", view, sheet->columns[i].heading);
}

START_TEST(every_view_fills_every_row_to_the_end)
{
    const struct view *const view = view_at((size_t)_i);
    struct desk desk;
    struct sheet sheet;

    if (view == NULL || view->sheet == NULL)
        return;
    open_view(&desk, view);
    fill(&desk, &sheet);
    check_headings(&sheet, view->id);
    for (size_t row = 0; row < sheet.row_count; row++)
        ck_assert_msg(sheet.rows[row].count == sheet.column_count, "%s, row %zu", view->id, row);
    sheet_done(&sheet);
    desk_close(&desk);
}
END_TEST

static void check_row(const struct sheet *sheet, const struct sheet_row *row, const char *view)
{
    for (size_t i = 0; i < row->count; i++) {
        const struct sheet_cell *cell = &row->cells[i];

        if (sheet->columns[i].kind == SHEET_PEOPLE && cell->state == CELL_FIGURE)
            ck_assert_msg(
                !suppress_is_small(cell->value, 5), "%s: %s", view, sheet->columns[i].heading);
        if (cell->state == CELL_SUPPRESSED)
            ck_assert_msg(cell->value == 0 && cell->status == STATUS_NONE, "%s", view);
    }
}

START_TEST(nothing_small_and_nobody_leaves_the_house)
{
    const struct view *const view = view_at((size_t)_i);
    struct desk desk;
    struct sheet sheet;

    if (view == NULL || view->sheet == NULL)
        return;
    open_view(&desk, view);
    fill(&desk, &sheet);
    ck_assert_int_eq(sheet_share(&sheet, desk.snapshot), RESULT_OK);
    for (size_t row = 0; row < sheet.row_count; row++) {
        ck_assert_msg(!sheet.rows[row].personal, "%s names a worker", view->id);
        check_row(&sheet, &sheet.rows[row], view->id);
    }
    sheet_done(&sheet);
    desk_close(&desk);
}
END_TEST

START_TEST(a_team_page_has_workers_inside_and_none_outside)
{
    struct desk desk;
    struct sheet sheet;
    size_t before, personal = 0;

    open_view(&desk, view_find("team"));
    fill(&desk, &sheet);
    before = sheet.row_count;
    for (size_t row = 0; row < sheet.row_count; row++)
        personal += sheet.rows[row].personal;
    ck_assert_uint_gt(personal, 0);
    ck_assert_int_eq(sheet_share(&sheet, desk.snapshot), RESULT_OK);
    ck_assert_uint_eq(sheet.row_count, before - personal);
    sheet_done(&sheet);
    desk_close(&desk);
}
END_TEST

static int column_named(const struct sheet *sheet, const char *heading)
{
    for (size_t i = 0; i < sheet->column_count; i++)
        if (strcmp(sheet->columns[i].heading, heading) == 0)
            return (int)i;
    ck_abort_msg("no column is called %s", heading);
    return -1;
}

START_TEST(the_overview_says_of_the_unit_selected_what_its_panels_say)
{
    struct desk desk;
    struct sheet sheet;
    int facts = 0, categories = 0;

    open_view(&desk, view_find("overview"));
    desk_keys(&desk, "Down");
    fill(&desk, &sheet);

    int turnover = column_named(&sheet, "Turnover rate, 12 months, %");
    int by = column_named(&sheet, "By");

    for (size_t row = 0; row < sheet.row_count; row++) {
        const struct sheet_cell *cells = sheet.rows[row].cells;

        facts += cells[turnover].state == CELL_FIGURE;
        if (strcmp(cells[by].text, "category") != 0)
            continue;
        categories++;
        ck_assert_int_eq(sheet.rows[row].unit, session_unit(desk.session));
    }
    ck_assert_int_eq(facts, 1);
    ck_assert_int_gt(categories, 1);
    sheet_done(&sheet);
    desk_close(&desk);
}
END_TEST

static const struct sheet_cell *cell_of(const struct sheet *sheet, const char *heading)
{
    return &sheet->rows[0].cells[column_named(sheet, heading)];
}

static unit_index where_few_are_away(struct snapshot *snapshot)
{
    const unit_index count = unit_tree_count(snapshot_service(snapshot)->units);

    for (unit_index unit = 0; unit < count; unit++) {
        ck_assert_int_eq(snapshot_prepare(snapshot, unit), RESULT_OK);
        if (suppress_is_small(
                snapshot_part_level(snapshot, unit, PART_CASE_HOLDING_FTE_ABSENT).value, 5))
            return unit;
    }
    ck_abort_msg("nowhere are few away");
    return UNIT_NONE;
}

/* The overview's first row of a whole service, and what becomes of it for others. */
START_TEST(what_a_panel_says_that_is_no_measure_is_saved_too_and_hidden_with_what_it_tells)
{
    struct desk desk;
    struct sheet sheet;
    struct figure days[29];

    open_view(&desk, view_find("overview"));
    fill(&desk, &sheet);
    ck_assert_uint_eq(snapshot_trend(desk.snapshot, 0, (struct measure_ref){measure_at(0), ""},
                          POINTS_DAY, 29, days, NULL),
        29);
    ck_assert_int_eq(
        cell_of(&sheet, "Open cases, change in 4 weeks")->value, days[28].value - days[0].value);
    ck_assert_int_eq(
        cell_of(&sheet, "Leavers in 12 months")->value, snapshot_left(desk.snapshot, 0).value);
    ck_assert_int_eq(cell_of(&sheet, "Longest vacancy, days")->value,
        snapshot_oldest_vacancy(desk.snapshot, 0).value);
    ck_assert_int_eq(cell_of(&sheet, "Target of sickness, %")->value, 45000);
    ck_assert_str_ne(cell_of(&sheet, "Signal of pressure")->text, "");
    sheet_done(&sheet);
    desk_close(&desk);

    desk_open(&desk, &county_plan, 120, 36);
    ck_assert(session_go(desk.session, "unit", where_few_are_away(desk.snapshot)));
    desk_draw(&desk);
    fill(&desk, &sheet);
    ck_assert_int_eq(cell_of(&sheet, "Pressure")->state, CELL_FIGURE);
    ck_assert_int_eq(sheet_share(&sheet, desk.snapshot), RESULT_OK);
    ck_assert_int_eq(cell_of(&sheet, "Pressure")->state, CELL_SUPPRESSED);
    ck_assert_int_eq(cell_of(&sheet, "FTE there for cases")->state, CELL_SUPPRESSED);
    ck_assert_int_eq(cell_of(&sheet, "Signal of pressure")->state, CELL_SUPPRESSED);
    ck_assert_int_eq(cell_of(&sheet, "Longest vacancy, days")->state, CELL_FIGURE);
    sheet_done(&sheet);
    desk_close(&desk);
}
END_TEST

#define CASES 3 /* the column of the team page */

/* The team page's rows by how long a case waits are parts of the row above them. */
START_TEST(no_age_of_waiting_cases_can_be_worked_out_from_their_total)
{
    struct desk desk;
    struct sheet sheet;
    int hidden = 0, parts = 0;
    bool total_hidden = false;

    open_view(&desk, view_find("team"));
    fill(&desk, &sheet);
    ck_assert_int_eq(sheet_share(&sheet, desk.snapshot), RESULT_OK);
    for (size_t row = 0; row < sheet.row_count; row++) {
        const struct sheet_row *part = &sheet.rows[row];

        if (part->total < 0)
            continue;
        parts++;
        hidden += part->cells[CASES].state == CELL_SUPPRESSED;
        total_hidden = sheet.rows[part->total].cells[CASES].state == CELL_SUPPRESSED;
    }
    ck_assert_int_eq(parts, 4);
    ck_assert(total_hidden ? hidden > 0 : hidden != 1);
    sheet_done(&sheet);
    desk_close(&desk);
}
END_TEST

/* --- what is on the screen is in the sheet ---------------------------------------------------- */

/* Rows whose cell in this column says so. */
static int rows_that_say(const struct sheet *sheet, const char *heading, const char *words)
{
    const int column = column_named(sheet, heading);
    int count = 0;

    for (size_t row = 0; row < sheet->row_count; row++)
        count += strcmp(sheet->rows[row].cells[column].text, words) == 0;
    return count;
}

static fixed_t sum_of(const struct sheet *sheet, const char *by, const char *heading)
{
    const int kind = column_named(sheet, "By"), column = column_named(sheet, heading);
    fixed_t sum = 0;

    for (size_t row = 0; row < sheet->row_count; row++)
        if (strcmp(sheet->rows[row].cells[kind].text, by) == 0)
            sum += sheet->rows[row].cells[column].value;
    return sum;
}

START_TEST(a_unit_page_says_what_its_figures_are_made_up_of)
{
    struct desk desk;
    struct sheet sheet;

    open_view(&desk, view_find("unit"));
    fill(&desk, &sheet);

    const int open = column_named(&sheet, "Open cases"), post = column_named(&sheet, "FTE in post");

    ck_assert_int_gt(rows_that_say(&sheet, "By", "category"), 1);
    ck_assert_int_eq(sum_of(&sheet, "category", "Open cases"), sheet.rows[0].cells[open].value);
    ck_assert_int_eq(sum_of(&sheet, "role, in post", "FTE"), sheet.rows[0].cells[post].value);
    ck_assert_int_eq(rows_that_say(&sheet, "By", "contract"), 3);
    ck_assert_int_gt(rows_that_say(&sheet, "By", "reason"), 1);
    ck_assert_int_eq(rows_that_say(&sheet, "By", ""), 1 + 3); /* itself and its three services */
    sheet_done(&sheet);
    desk_close(&desk);
}
END_TEST

static bool notes_say(const struct sheet *sheet, const char *words)
{
    for (size_t i = 0; i < sheet->note_count; i++)
        if (strstr(sheet->notes[i], words) != NULL)
            return true;
    return false;
}

START_TEST(reasons_of_few_people_are_left_out_and_that_is_said)
{
    static const struct fake_plan small = {
        .units = fake_one_team, .posts = 5, .spells = true, .notice = "", .age = 720};
    struct desk desk;
    struct sheet sheet;

    desk_open(&desk, &small, 120, 36);
    ck_assert(session_go(desk.session, "unit", 0));
    desk_draw(&desk);
    fill(&desk, &sheet);
    ck_assert_int_eq(rows_that_say(&sheet, "By", "reason"), 0);
    ck_assert(notes_say(&sheet, "Reasons of sickness are left out"));
    sheet_done(&sheet);
    desk_close(&desk);
}
END_TEST

START_TEST(demand_has_what_was_published_beside_the_doors)
{
    struct desk desk;
    struct sheet sheet;
    size_t published = 0;

    desk_open(&desk, &county_plan, 120, 36);
    fake_service(desk.fake)->reference = county_reference;
    ck_assert(session_go(desk.session, "demand", UNIT_NONE));
    desk_draw(&desk);
    fill(&desk, &sheet);

    const struct front_doors *doors = &county_reference.front_doors;

    for (size_t i = 0; i < doors->period_count; i++) {
        published += 1 + doors->periods[i].source_count;
        ck_assert_int_eq(rows_that_say(&sheet, "Period", doors->periods[i].name),
            1 + (int)doors->periods[i].source_count);
    }
    ck_assert_uint_gt(published, 0);
    ck_assert_int_eq(
        rows_that_say(&sheet, "Period", "12 months"), (int)(sheet.row_count - published));
    sheet_done(&sheet);
    desk_close(&desk);
}
END_TEST

START_TEST(the_heat_map_alone_is_saved_with_its_points)
{
    struct desk desk;
    struct sheet sheet;
    size_t bars;

    open_view(&desk, view_find("compare"));
    fill(&desk, &sheet);
    bars = sheet.column_count;
    sheet_done(&sheet);
    desk_keys(&desk, "Space");
    fill(&desk, &sheet);
    ck_assert_uint_eq(sheet.column_count, bars + 24); /* months: pressure is a level */
    ck_assert_int_eq(sheet.rows[0].cells[bars + 23].back, 0);
    sheet_done(&sheet);
    desk_close(&desk);
}
END_TEST

/* --- the veil --------------------------------------------------------------------------------- */

static const char *const counts[] = {"open_cases", "unallocated_cases", "cases_opened",
    "cases_closed", "fte_absent", "long_term_absent", "requests"};

static struct measure_ref measure_of(const char *id)
{
    struct measure_ref ref;

    ck_assert(measure_find(id, &ref));
    return ref;
}

/* A parent that is shown never has exactly one part that is not. */
static void check_families(const struct desk *desk, const struct veil *veil, const char *id)
{
    const struct unit_tree *units = fake_service(desk->fake)->units;
    const struct measure_ref measure = measure_of(id);

    for (unit_index parent = 0; parent < unit_tree_count(units); parent++) {
        int hidden = 0;

        for (unit_index unit = parent + 1; unit < unit_tree_at(units, parent)->end; unit++)
            hidden +=
                unit_tree_at(units, unit)->parent == parent && veil_hides(veil, unit, measure, 0);
        ck_assert_msg(hidden != 1 || veil_hides(veil, parent, measure, 0), "%s of %s", id,
            unit_tree_at(units, parent)->id);
    }
}

START_TEST(small_counts_are_veiled_and_not_alone)
{
    struct desk desk;
    struct veil *veil;
    const struct measure_ref measure = measure_of(counts[_i]);

    desk_open(&desk, &county_plan, 120, 36);
    ck_assert_int_eq(
        veil_create(&veil, desk.snapshot, (struct veil_moments){POINTS_DAY, 0}), RESULT_OK);
    for (unit_index unit = 0; unit < unit_tree_count(fake_service(desk.fake)->units); unit++) {
        const struct figure figure = snapshot_figure(desk.snapshot, unit, measure);

        if (figure.has_value && suppress_is_small(figure.value, 5))
            ck_assert(veil_hides(veil, unit, measure, 0));
    }
    check_families(&desk, veil, counts[_i]);
    veil_destroy(veil);
    desk_close(&desk);
}
END_TEST

START_TEST(what_is_computed_from_a_veiled_count_is_veiled)
{
    struct desk desk;
    struct veil *veil;
    int veiled = 0;

    desk_open(&desk, &county_plan, 120, 36);
    ck_assert_int_eq(
        veil_create(&veil, desk.snapshot, (struct veil_moments){POINTS_DAY, 0}), RESULT_OK);
    for (unit_index unit = 0; unit < unit_tree_count(fake_service(desk.fake)->units); unit++) {
        if (!veil_hides(veil, unit, measure_of("unallocated_cases"), 0))
            continue;
        ck_assert(veil_hides(veil, unit, measure_of("oldest_unallocated_days"), 0));
        ck_assert(veil_hides(veil, unit, measure_of("average_caseload"), 0));
        veiled++;
    }
    ck_assert_int_gt(veiled, 0);
    ck_assert(!veil_hides(veil, 0, measure_of("vacancy_rate"), 0));
    veil_destroy(veil);
    desk_close(&desk);
}
END_TEST

/* Open cases ÷ pressure is the FTE there, and who knows the posts knows how many are not. */
START_TEST(a_pressure_that_tells_how_few_are_away_is_veiled_at_the_day_and_in_trends)
{
    const enum part_id part = PART_CASE_HOLDING_FTE_ABSENT;
    const struct measure_ref pressure = measure_of("pressure");
    const struct veil_moments months = {POINTS_MONTH, 6};
    struct desk desk;
    struct veil *day, *trend;
    int few = 0, shown = 0, points = 0;

    desk_open(&desk, &county_plan, 120, 36);
    ck_assert_int_eq(
        veil_create(&day, desk.snapshot, (struct veil_moments){POINTS_DAY, 0}), RESULT_OK);
    ck_assert_int_eq(veil_create(&trend, desk.snapshot, months), RESULT_OK);
    for (unit_index unit = 0; unit < unit_tree_count(fake_service(desk.fake)->units); unit++) {
        const struct figure away = snapshot_part_level(desk.snapshot, unit, part);
        struct figure figures[6];
        const size_t count =
            snapshot_part_trend(desk.snapshot, unit, part, months.points, 6, figures);

        if (away.has_value && suppress_is_small(away.value, 5)) {
            ck_assert(veil_hides(day, unit, pressure, 0));
            few++;
        } else if (away.has_value) {
            shown += !veil_hides(day, unit, pressure, 0);
        }
        for (size_t i = 0; i < count; i++)
            if (figures[i].has_value && suppress_is_small(figures[i].value, 5)) {
                ck_assert(veil_hides(trend, unit, pressure, count - 1 - i));
                points++;
            }
    }
    ck_assert_int_gt(few, 2);
    ck_assert_int_gt(shown, 2);
    ck_assert_int_gt(points, 12);
    check_families(&desk, day, "pressure");
    veil_destroy(day);
    veil_destroy(trend);
    desk_close(&desk);
}
END_TEST

START_TEST(points_of_a_trend_are_veiled_one_by_one)
{
    struct desk desk;
    struct veil *veil;
    const struct measure_ref measure = measure_of("unallocated_cases");
    struct figure figures[6];

    desk_open(&desk, &county_plan, 120, 36);
    ck_assert_int_eq(
        veil_create(&veil, desk.snapshot, (struct veil_moments){POINTS_MONTH, 6}), RESULT_OK);
    for (unit_index unit = 0; unit < unit_tree_count(fake_service(desk.fake)->units); unit++) {
        const size_t count =
            snapshot_trend(desk.snapshot, unit, measure, POINTS_MONTH, 6, figures, NULL);

        for (size_t i = 0; i < count; i++)
            if (figures[i].has_value && suppress_is_small(figures[i].value, 5))
                ck_assert(veil_hides(veil, unit, measure, count - 1 - i));
        ck_assert(veil_hides(veil, unit, measure, 6)); /* not made for it */
    }
    veil_destroy(veil);
    desk_close(&desk);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sheets");
    TCase *tests = tcase_create("sheets");
    int views = 0;

    while (view_at((size_t)views) != NULL)
        views++;
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, every_view_fills_every_row_to_the_end, 0, views);
    tcase_add_loop_test(tests, nothing_small_and_nobody_leaves_the_house, 0, views);
    tcase_add_test(tests, a_team_page_has_workers_inside_and_none_outside);
    tcase_add_test(tests, no_age_of_waiting_cases_can_be_worked_out_from_their_total);
    tcase_add_test(tests, the_overview_says_of_the_unit_selected_what_its_panels_say);
    tcase_add_test(tests, a_unit_page_says_what_its_figures_are_made_up_of);
    tcase_add_test(tests, reasons_of_few_people_are_left_out_and_that_is_said);
    tcase_add_test(tests, demand_has_what_was_published_beside_the_doors);
    tcase_add_test(tests, the_heat_map_alone_is_saved_with_its_points);
    tcase_add_loop_test(
        tests, small_counts_are_veiled_and_not_alone, 0, (int)(sizeof counts / sizeof counts[0]));
    tcase_add_test(
        tests, what_a_panel_says_that_is_no_measure_is_saved_too_and_hidden_with_what_it_tells);
    tcase_add_test(tests, what_is_computed_from_a_veiled_count_is_veiled);
    tcase_add_test(
        tests, a_pressure_that_tells_how_few_are_away_is_veiled_at_the_day_and_in_trends);
    tcase_add_test(tests, points_of_a_trend_are_veiled_one_by_one);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}

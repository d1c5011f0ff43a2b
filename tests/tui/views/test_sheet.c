/* What every screen says as data, and what of it may leave the house. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/share.h"
#include "core/model/suppress.h"
#include "core/model/veil.h"
#include "tests/tui/views/desk.h"

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
    int views = 0, failed;

    while (view_at((size_t)views) != NULL)
        views++;
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, every_view_fills_every_row_to_the_end, 0, views);
    tcase_add_loop_test(tests, nothing_small_and_nobody_leaves_the_house, 0, views);
    tcase_add_test(tests, a_team_page_has_workers_inside_and_none_outside);
    tcase_add_test(tests, no_age_of_waiting_cases_can_be_worked_out_from_their_total);
    tcase_add_loop_test(
        tests, small_counts_are_veiled_and_not_alone, 0, (int)(sizeof counts / sizeof counts[0]));
    tcase_add_test(tests, what_is_computed_from_a_veiled_count_is_veiled);
    tcase_add_test(tests, points_of_a_trend_are_veiled_one_by_one);
    suite_add_tcase(suite, tests);

    SRunner *runner = srunner_create(suite);

    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

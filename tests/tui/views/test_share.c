/* The screen for other eyes: what it hides, in every view, and what it leaves as it is. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/share.h"
#include "core/model/suppress.h"
#include "core/model/veil.h"
#include "tests/suite.h"
#include "tests/tui/views/desk.h"
#include "tests/tui/views/fake_reference.h"
#include "tui/views/panels.h"

static const struct {
    int width, height;
} sizes[] = {{200, 60}, {80, 24}, {120, 40}, {40, 10}};

#define SIZES    (sizeof sizes / sizeof sizes[0])
#define COMPARED 2 /* the first so many: everything has room, and most has */

static unit_index teams[2]; /* two of one parent, with children that wait in both */

/* Team pages and unit pages of what differs, the rest about the whole. */
static bool open_view(struct desk *desk, const struct view *view, unit_index team)
{
    const struct unit_tree *units = fake_service(desk->fake)->units;
    unit_index unit = view == view_find("team") ? team : unit_tree_at(units, team)->parent;

    return session_go(desk->session, view->id, view->of_all ? UNIT_NONE : unit);
}

/* --- nothing hidden reaches the screen -------------------------------------------------------- */

/* Two teams of one parent with one to four children that wait, so that there are one to five with
 * one more, and one to five without. */
static bool find_two(const struct desk *desk, unit_index ret[2])
{
    const struct unit_tree *units = fake_service(desk->fake)->units;
    const struct measure_ref waiting = {NULL, ""};
    struct measure_ref measure = waiting;
    unit_index before = UNIT_NONE;

    ck_assert(measure_find("unallocated_cases", &measure));
    for (unit_index unit = 0; unit < unit_tree_count(units); unit++) {
        if (unit_tree_at(units, unit)->end != unit + 1)
            continue;
        ck_assert_int_eq(snapshot_prepare(desk->snapshot, unit), RESULT_OK);

        struct figure figure = snapshot_figure(desk->snapshot, unit, measure);

        if (!figure.has_value || figure.value < FIXED_ONE || figure.value > 4 * FIXED_ONE)
            continue;
        if (before != UNIT_NONE &&
            unit_tree_at(units, before)->parent == unit_tree_at(units, unit)->parent) {
            ret[0] = before;
            ret[1] = unit;
            return true;
        }
        before = unit;
    }
    return false;
}

/* A county where one child more waits in the first of two teams, or in the second. */
static void open_county(struct desk *desk, int waits, int width, int height)
{
    struct fake *fake = fake_create(&county_plan);

    ck_assert_ptr_nonnull(fake);
    ck_assert(fake_child_each(fake, teams[waits], teams[1 - waits]));
    desk_open_at(desk, fake, glyphs_get(false), width, height);
}

/* 1 where the screens of both counties differ in any cell, by text, colour or selection. */
static int screens_differ(const struct desk *one, const struct desk *other)
{
    char *left = desk_text(one), *right = desk_text(other);
    int differ = strcmp(left, right) != 0;

    for (int i = 0; i < one->canvas.width * one->canvas.height; i++)
        differ |= one->canvas.cells[i].style != other->canvas.cells[i].style;
    free(left);
    free(right);
    return differ;
}

/* Every part of the view that Tab leads to; how many of them differ. */
static int parts_differ(struct desk desks[2], const struct view *view)
{
    int count = 0;

    for (int part = 0; part < 5; part++) {
        count += screens_differ(&desks[0], &desks[1]);
        ck_assert_msg(
            count == 0 || !session_is_shared(desks[0].session), "%s, part %d", view->id, part);
        for (int i = 0; i < 2; i++)
            desk_keys(&desks[i], "Tab");
    }
    return count;
}

/* Once for all tests: it takes a county. */
static void find_teams(void)
{
    struct desk desk;

    desk_open(&desk, &county_plan, 80, 24);
    ck_assert(find_two(&desk, teams));
    desk_close(&desk);
}

/* --- what is exported ------------------------------------------------------------------------- */

/* As an export does: rows as others see them. */
static void arrange(struct desk *desk)
{
    struct snapshot *shared = snapshot_create_shared(
        fake_service(desk->fake), fake_provider(desk->fake), FAKE_DAY, WINDOW_12M, fake_now());

    ck_assert_ptr_nonnull(shared);
    ck_assert_int_eq(session_arrange(desk->session, shared), RESULT_OK);
    snapshot_destroy(shared);
}

static void fill(struct desk *desk, struct sheet *sheet)
{
    struct snapshot *whole = snapshot_whole(desk->snapshot);

    sheet_init(sheet);
    arrange(desk);
    ck_assert_int_eq(session_sheet(desk->session, whole, sheet), RESULT_OK);
    ck_assert_int_eq(sheet_share(sheet, whole), RESULT_OK);
    ck_assert(!sheet->failed);
}

static void check_same(const struct sheet *one, const struct sheet *other, const char *view)
{
    char left[SHEET_TEXT_SIZE], right[SHEET_TEXT_SIZE];

    ck_assert_msg(one->row_count == other->row_count, "%s: %zu rows and %zu", view, one->row_count,
        other->row_count);
    ck_assert_uint_eq(one->column_count, other->column_count);
    for (size_t row = 0; row < one->row_count; row++)
        for (size_t column = 0; column < one->column_count; column++)
            ck_assert_str_eq(sheet_cell_text(one, row, column, "-", left),
                sheet_cell_text(other, row, column, "-", right));
    ck_assert_uint_eq(one->note_count, other->note_count);
    for (size_t i = 0; i < one->note_count; i++)
        ck_assert_str_eq(one->notes[i], other->notes[i]);
    ck_assert_uint_eq(one->inside_count + other->inside_count, 0);
}

/* Whether the screen is shared or not. */
static void exports_are_the_same(struct desk desks[2], const struct view *view)
{
    struct sheet sheets[2];

    if (view->sheet == NULL)
        return;
    for (int i = 0; i < 2; i++)
        fill(&desks[i], &sheets[i]);
    check_same(&sheets[0], &sheets[1], view->id);
    for (int i = 0; i < 2; i++)
        sheet_done(&sheets[i]);
}

/* Where only hidden counts differ, shared screens are the same to the last cell, and so is what is
 * exported: nothing in them depends on what is hidden. Not shared, screens differ. */
START_TEST(what_is_hidden_makes_no_difference_to_any_shared_screen)
{
    struct desk desks[2];
    int seen = 0;

    for (int i = 0; i < 2; i++)
        open_county(&desks[i], i, sizes[_i].width, sizes[_i].height);
    for (size_t at = 0; view_at(at) != NULL; at++) {
        const struct view *view = view_at(at);

        for (int shared = 0; shared < 2; shared++) {
            int differ;

            for (int i = 0; i < 2; i++) {
                ck_assert(open_view(&desks[i], view, teams[0]));
                desk_draw(&desks[i]);
            }
            exports_are_the_same(desks, view);
            differ = parts_differ(desks, view);
            seen += shared ? 0 : differ;
            for (int i = 0; i < 2; i++)
                desk_keys(&desks[i], "p");
        }
    }
    ck_assert_int_gt(seen, 3);
    for (int i = 0; i < 2; i++)
        desk_close(&desks[i]);
}
END_TEST

/* --- it says so, and names nobody ------------------------------------------------------------- */

/* Everybody of the team by name, as its own page shows them. */
static bool names_somebody(struct desk *desk, unit_index team)
{
    ck_assert_int_eq(snapshot_prepare_team(snapshot_whole(desk->snapshot), team), RESULT_OK);

    const struct roster *roster = snapshot_roster(snapshot_whole(desk->snapshot), team);

    for (size_t i = 0; i < roster->count; i++)
        if (roster->rows[i].name[0] != '\0' && desk_shows(desk, roster->rows[i].name))
            return true;
    return false;
}

START_TEST(every_shared_screen_says_so_and_names_no_worker)
{
    struct desk desk;
    int named = 0;

    desk_open(&desk, &county_plan, sizes[_i].width, sizes[_i].height);
    for (size_t at = 0; view_at(at) != NULL; at++) {
        ck_assert(open_view(&desk, view_at(at), teams[0]));
        desk_draw(&desk);
        ck_assert_msg(!desk_shows(&desk, "SHARED"), "%s", view_at(at)->id);
        named += names_somebody(&desk, teams[0]);
        desk_keys(&desk, "p");
        ck_assert_msg(desk_shows(&desk, "SHARED"), "%s", view_at(at)->id);
        ck_assert_msg(!names_somebody(&desk, teams[0]), "%s", view_at(at)->id);
        desk_keys(&desk, "p");
    }
    ck_assert_int_gt(named, 0);
    desk_close(&desk);
}
END_TEST

/* --- what is shown is what is exported -------------------------------------------------------- */

START_TEST(an_export_is_the_same_whether_the_screen_is_shared_or_not)
{
    const struct view *view = view_at((size_t)_i);
    struct desk desk;
    struct sheet before, shared;

    if (view == NULL || view->sheet == NULL)
        return;
    desk_open(&desk, &county_plan, 120, 40);
    ck_assert(open_view(&desk, view, teams[0]));
    desk_draw(&desk);
    fill(&desk, &before);
    desk_keys(&desk, "p");
    fill(&desk, &shared);
    check_same(&before, &shared, view->id);
    desk_draw(&desk); /* and what was exported is not what is shown next */
    ck_assert(!names_somebody(&desk, teams[0]));
    sheet_done(&before);
    sheet_done(&shared);
    desk_close(&desk);
}
END_TEST

/* Every figure of a measure a screen can show, unit by unit, is hidden where the veil hides it. */
START_TEST(a_shared_snapshot_hides_what_the_veil_of_a_report_hides)
{
    struct desk desk;
    struct veil *day, *weeks;
    int hidden = 0, shown = 0;

    desk_open(&desk, &county_plan, 80, 24);
    ck_assert_int_eq(
        veil_create(&day, desk.snapshot, (struct veil_moments){POINTS_DAY, 0}), RESULT_OK);
    ck_assert_int_eq(
        veil_create(&weeks, desk.snapshot, (struct veil_moments){POINTS_WEEK, 52}), RESULT_OK);

    const struct service *service = fake_service(desk.fake);
    struct snapshot *shared =
        snapshot_create_shared(service, fake_provider(desk.fake), FAKE_DAY, WINDOW_12M, fake_now());

    ck_assert_ptr_nonnull(shared);
    for (unit_index unit = 0; unit < unit_tree_count(service->units); unit++) {
        ck_assert_int_eq(snapshot_prepare(shared, unit), RESULT_OK);
        for (size_t i = 0; i < measure_count(); i++) {
            const struct measure_ref measure = {measure_at(i), ""};
            struct figure true_one = snapshot_figure(desk.snapshot, unit, measure);
            struct figure figure = snapshot_figure(shared, unit, measure);
            struct assessed assessed = snapshot_assessed(shared, unit, measure);
            struct figure points[52], true_points[52];
            bool hides = true_one.has_data && veil_hides(day, unit, measure, 0);
            size_t count = snapshot_trend(shared, unit, measure, POINTS_WEEK, 52, points, NULL);

            ck_assert_int_eq(figure.suppressed, hides);
            ck_assert_int_eq(assessed.figure.suppressed, hides);
            ck_assert(
                !hides || (!figure.has_value && figure.numerator == 0 && figure.value == 0 &&
                              assessed.status == STATUS_NONE && assessed.signal == SIGNAL_NONE));
            ck_assert(hides || figure.value == true_one.value);
            hidden += hides;
            shown += !hides;
            ck_assert_uint_eq(count,
                snapshot_trend(desk.snapshot, unit, measure, POINTS_WEEK, 52, true_points, NULL));
            for (size_t at = 0; at < count; at++)
                ck_assert_int_eq(points[at].suppressed,
                    true_points[at].has_data && veil_hides(weeks, unit, measure, count - 1 - at));
        }
    }
    ck_assert_int_gt(hidden, 10);
    ck_assert_int_gt(shown, 10);
    snapshot_destroy(shared);
    veil_destroy(day);
    veil_destroy(weeks);
    desk_close(&desk);
}
END_TEST

/* --- on and off ------------------------------------------------------------------------------- */

START_TEST(a_command_turns_it_on_and_off)
{
    struct desk desk;

    desk_open(&desk, &county_plan, 120, 40);
    ck_assert_uint_eq(session_command(desk.session, "share on"), WISH_SNAPSHOT | WISH_DRAW);
    ck_assert(session_is_shared(desk.session));
    (void)session_command(desk.session, "share on");
    ck_assert(session_is_shared(desk.session));
    (void)session_command(desk.session, "share");
    ck_assert(!session_is_shared(desk.session));
    (void)session_command(desk.session, "share perhaps");
    ck_assert(!session_is_shared(desk.session));
    ck_assert_ptr_nonnull(strstr(session_message(desk.session), "no word \"perhaps\""));
    desk_close(&desk);
}
END_TEST

/* On another day, too, whose veil knows nothing of the newest. */
static void check_changes_are_hidden(struct desk *desk)
{
    struct measure_ref counts;
    struct sheet sheet;
    size_t hidden = 0;

    ck_assert(measure_find("unallocated_cases", &counts));
    fill(desk, &sheet);
    ck_assert_uint_gt(sheet.row_count, 0);
    for (size_t row = 0; row < sheet.row_count; row++)
        for (size_t i = 2; i < 4; i++) {
            const struct sheet_cell *cell = &sheet.rows[row].cells[i];

            if (cell->measure.measure != counts.measure)
                continue;
            ck_assert_int_eq(cell->state, CELL_SUPPRESSED);
            hidden++;
        }
    ck_assert_uint_gt(hidden, 0);
    sheet_done(&sheet);
}

/* The difference an import made would tell what a hidden count was. */
START_TEST(what_an_import_moved_is_not_told_of_hidden_figures)
{
    struct desk desk;
    bool marked;

    desk_open(&desk, &county_plan, 200, 60);
    desk_keys(&desk, "p");
    ck_assert_int_eq(session_note(desk.session, desk.snapshot), RESULT_OK);
    ck_assert(fake_import(desk.fake, teams[0]));
    desk_renew(&desk);
    ck_assert_int_eq(session_changed(desk.session, desk.snapshot, &marked), RESULT_OK);
    ck_assert(marked);
    desk_draw(&desk);
    ck_assert(!desk_shows(&desk, "+3"));
    desk_keys(&desk, "d");
    ck_assert(desk_shows(&desk, "Unallocated cases"));
    ck_assert(!desk_shows(&desk, "+3"));
    desk_keys(&desk, "p");
    ck_assert(desk_shows(&desk, "+3"));
    ck_assert(!desk_shows(&desk, "newest day"));
    check_changes_are_hidden(&desk);
    desk_keys(&desk, "[");
    ck_assert(desk_shows(&desk, "Figures of the newest day"));
    check_changes_are_hidden(&desk);
    desk_close(&desk);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("share");
    TCase *cases = tcase_create("screens");

    tcase_add_unchecked_fixture(cases, find_teams, NULL);
    tcase_add_loop_test(
        cases, what_is_hidden_makes_no_difference_to_any_shared_screen, 0, COMPARED);
    tcase_add_loop_test(cases, every_shared_screen_says_so_and_names_no_worker, 0, (int)SIZES);
    tcase_add_loop_test(cases, an_export_is_the_same_whether_the_screen_is_shared_or_not, 0, 16);
    tcase_add_test(cases, a_shared_snapshot_hides_what_the_veil_of_a_report_hides);
    tcase_add_test(cases, a_command_turns_it_on_and_off);
    tcase_add_test(cases, what_an_import_moved_is_not_told_of_hidden_figures);
    tcase_set_timeout(cases, 60);
    suite_add_tcase(suite, cases);
    return suite_run(suite);
}

/* The picture a visit begins with: it is what is then drawn, and it is there only where nothing is new. */
#include "tests/suite.h"
#include "tui/views/picture.h"

#include <check.h>
#include <string.h>

#include "tests/tui/views/desk.h"

static const struct {
    int width, height;
    bool ascii;
} sizes[] = {{120, 40, false}, {80, 24, false}, {200, 60, true}, {40, 10, false}};

#define SIZES (sizeof sizes / sizeof sizes[0])

static struct desk desk;

/* A visit that left its picture behind, and the next, which shows nothing yet. */
static void visit_twice(int width, int height, bool ascii)
{
    desk_open_with(&desk, &county_plan, glyphs_get(ascii), width, height);
    desk_begin_anew(&desk, WINDOW_12M);
    ck_assert_int_eq(
        session_keep_picture(desk.session, desk.snapshot, fake_now(), &desk.canvas), RESULT_OK);
    desk_begin_anew(&desk, WINDOW_12M);
}

static void open_twice(void)
{
    visit_twice(120, 40, false);
}

static void leave(void)
{
    desk_close(&desk);
}

static bool begins_with_it(void)
{
    return session_draw_kept(desk.session, desk.snapshot, fake_now(), &desk.canvas);
}

static bool same_cells(const struct canvas *a, const struct canvas *b)
{
    return a->width == b->width && a->height == b->height && a->cursor_x == b->cursor_x &&
           a->cursor_y == b->cursor_y &&
           memcmp(a->cells, b->cells, (size_t)a->width * (size_t)a->height * sizeof *a->cells) == 0;
}

/* --- where nothing is new ---------------------------------------------------------------------- */

START_TEST(a_visit_with_nothing_new_begins_with_what_it_then_draws)
{
    struct canvas first;
    int width = sizes[_i].width, height = sizes[_i].height;

    visit_twice(width, height, sizes[_i].ascii);
    ck_assert(begins_with_it());
    ck_assert_int_eq(
        canvas_take(&desk.canvas, (struct rect){0, 0, width, height}, &first), RESULT_OK);
    first.cursor_x = desk.canvas.cursor_x;
    first.cursor_y = desk.canvas.cursor_y;
    ck_assert(height < 24 || first.cursor_y >= 0);
    ck_assert_int_eq(session_prepare(desk.session, desk.snapshot, width, height), RESULT_OK);
    session_draw(desk.session, desk.snapshot, fake_now(), &desk.canvas);
    ck_assert(same_cells(&first, &desk.canvas));
    canvas_done(&first);
    desk_close(&desk);
}
END_TEST

START_TEST(the_clock_goes_on)
{
    ck_assert(session_draw_kept(desk.session, desk.snapshot, fake_now() + 60, &desk.canvas));
    ck_assert(desk_shows(&desk, "08:16"));
    ck_assert(begins_with_it());
    ck_assert(desk_shows(&desk, "08:15"));
}
END_TEST

START_TEST(a_picture_that_is_there_is_not_written_again)
{
    ck_assert_int_eq(desk.pictures, 1);
    ck_assert_int_eq(
        session_keep_picture(desk.session, desk.snapshot, fake_now(), &desk.canvas), RESULT_OK);
    ck_assert_int_eq(desk.pictures, 1);
}
END_TEST

/* --- where something is ------------------------------------------------------------------------- */

static void an_import_came(void)
{
    ck_assert(fake_import(desk.fake, unit_tree_find(fake_service(desk.fake)->units, "eh-penwith")));
    desk_renew(&desk);
}

static void the_configuration_is_another(void)
{
    fake_service(desk.fake)->digest++;
}

static void it_is_the_day_after(void)
{
    (void)session_live_day(desk.session, FAKE_DAY + 1);
    desk_renew(&desk);
}

static void the_window_is_another(void)
{
    desk_begin_anew(&desk, WINDOW_4W);
}

static void the_screen_is_smaller(void)
{
    ck_assert_int_eq(canvas_resize(&desk.canvas, 119, 40), RESULT_OK);
}

static void another_alphabet(void)
{
    desk.canvas.ascii = true;
    desk_begin_anew(&desk, WINDOW_12M);
}

static void it_is_for_other_eyes(void)
{
    (void)session_command(desk.session, "share on");
    ck_assert(session_is_shared(desk.session));
    desk_renew(&desk);
}

static void a_key_was_pressed(void)
{
    (void)session_key(desk.session, 'j');
}

static void a_unit_was_folded(void)
{
    (void)session_key(desk.session, ' ');
}

/* Two weeks later by the clock, while the same day is shown. */
static void the_figures_are_stale(void)
{
    snapshot_destroy(desk.snapshot);
    desk.snapshot = snapshot_create(fake_service(desk.fake), fake_provider(desk.fake), FAKE_DAY,
        WINDOW_12M, fake_now() + 14 * 86400);
    ck_assert_ptr_nonnull(desk.snapshot);
}

static void they_may_see_less(void)
{
    struct unit_tree *units = fake_service(desk.fake)->units;

    unit_tree_limit(units, unit_tree_count(units) - 1, UNIT_BY_NAME);
}

static void a_byte_is_another(void)
{
    desk.picture.bytes[desk.picture.length / 2] ^= 1;
}

static void (*const changes[])(void) = {an_import_came, the_configuration_is_another,
    it_is_the_day_after, the_window_is_another, the_screen_is_smaller, another_alphabet,
    it_is_for_other_eyes, a_key_was_pressed, a_unit_was_folded, the_figures_are_stale,
    they_may_see_less, a_byte_is_another};

START_TEST(what_is_new_is_not_hidden_by_what_was)
{
    ck_assert(begins_with_it());
    changes[_i]();
    ck_assert(!begins_with_it());
}
END_TEST

/* --- bytes ------------------------------------------------------------------------------------- */

static bool reads(const char *bytes, size_t size)
{
    struct picture picture = {0};
    bool read = picture_read(bytes, size, &picture) == RESULT_OK;

    picture_done(&picture);
    return read;
}

START_TEST(bytes_that_were_damaged_are_no_picture)
{
    struct buffer *bytes = &desk.picture;

    ck_assert(reads(bytes->bytes, bytes->length));
    for (size_t i = 0; i < bytes->length; i++) {
        ck_assert(!reads(bytes->bytes, i));
        bytes->bytes[i] = (char)(bytes->bytes[i] ^ 0x10);
        ck_assert(!reads(bytes->bytes, bytes->length));
        bytes->bytes[i] = (char)(bytes->bytes[i] ^ 0x10);
    }
    buffer_add(bytes, "", 1);
    ck_assert(!reads(bytes->bytes, bytes->length));
}
END_TEST

/* As somebody would write it who knows the format. */
static bool reads_cell(struct cell cell)
{
    struct picture picture = {.made_of = 7};
    struct buffer bytes = {0};

    ck_assert_int_eq(canvas_init(&picture.cells, 3, 2), RESULT_OK);
    picture.cells.cells[4] = cell;
    picture_write(&bytes, &picture);

    bool read = reads(bytes.bytes, bytes.length);

    buffer_done(&bytes);
    picture_done(&picture);
    return read;
}

START_TEST(what_would_do_something_to_a_terminal_is_no_picture)
{
    ck_assert(reads_cell((struct cell){.character = 'a'}));
    ck_assert(reads_cell((struct cell){.character = 'e', .marks = {0x301}, .style = STYLE_RED}));
    ck_assert(!reads_cell((struct cell){.character = 0x1b}));
    ck_assert(!reads_cell((struct cell){.character = 0x7f}));
    ck_assert(!reads_cell((struct cell){.character = 0x9b}));
    ck_assert(!reads_cell((struct cell){.character = 'e', .marks = {0x1b}}));
    ck_assert(!reads_cell((struct cell){.character = 0x110000}));
    ck_assert(!reads_cell((struct cell){.character = 'a', .style = STYLE_COUNT}));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("picture");
    TCase *alike = tcase_create("alike"), *cases = tcase_create("kept");

    tcase_add_loop_test(
        alike, a_visit_with_nothing_new_begins_with_what_it_then_draws, 0, (int)SIZES);
    suite_add_tcase(suite, alike);
    tcase_add_checked_fixture(cases, open_twice, leave);
    tcase_add_test(cases, the_clock_goes_on);
    tcase_add_test(cases, a_picture_that_is_there_is_not_written_again);
    tcase_add_loop_test(
        cases, what_is_new_is_not_hidden_by_what_was, 0, (int)(sizeof changes / sizeof changes[0]));
    tcase_add_test(cases, bytes_that_were_damaged_are_no_picture);
    tcase_add_test(cases, what_would_do_something_to_a_terminal_is_no_picture);
    suite_add_tcase(suite, cases);
    return suite_run(suite);
}

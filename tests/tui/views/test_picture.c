/* The picture a visit may begin with: it shows what is then drawn, as long as that is so by the clock. */
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

/* A visit as it begins. */
static void begin(int width, int height, bool ascii)
{
    desk_open_with(&desk, &county_plan, glyphs_get(ascii), width, height);
    desk.canvas.ascii = ascii;
    desk_begin_anew(&desk, WINDOW_12M);
}

static struct picture picture;
static struct buffer bytes;

/* What it shows, as it is written. */
static void take(void)
{
    ck_assert(session_may_be_kept(desk.session, desk.snapshot, &desk.canvas));
    ck_assert_int_eq(
        session_picture(desk.session, desk.snapshot, fake_now(), &desk.canvas, &picture),
        RESULT_OK);
    picture.made_of = 7;
    picture.zone = "Europe/London";
    picture.store = "sqlite:/somewhere";
    picture.theme = "";
    picture_write(&bytes, &picture);
    ck_assert(!bytes.failed);
}

static void open_and_take(void)
{
    begin(120, 40, false);
    take();
}

static void leave(void)
{
    picture_done(&picture);
    buffer_done(&bytes);
    desk_close(&desk);
}

static bool same_cells(const struct canvas *a, const struct canvas *b)
{
    return a->width == b->width && a->height == b->height && a->cursor_x == b->cursor_x &&
           a->cursor_y == b->cursor_y && a->ascii == b->ascii &&
           memcmp(a->cells, b->cells, (size_t)a->width * (size_t)a->height * sizeof *a->cells) == 0;
}

/* What is read, drawn at this moment. */
static struct canvas drawn(time_t now)
{
    struct picture read = {0};
    struct canvas canvas;

    ck_assert_int_eq(picture_read(bytes.bytes, bytes.length, &read), RESULT_OK);
    ck_assert_int_eq(canvas_init(&canvas, read.cells.width, read.cells.height), RESULT_OK);
    canvas.ascii = read.cells.ascii;
    picture_draw(&read, now, &canvas);
    picture_done(&read);
    return canvas;
}

/* --- what it shows ----------------------------------------------------------------------------- */

START_TEST(it_shows_at_any_moment_what_the_session_does)
{
    const time_t moments[] = {0, 60, 3 * 3600, 26 * 3600};

    begin(sizes[_i].width, sizes[_i].height, sizes[_i].ascii);
    take();
    ck_assert(sizes[_i].height < 24 || picture.cells.cursor_y >= 0);
    for (size_t i = 0; i < sizeof moments / sizeof moments[0]; i++) {
        time_t now = fake_now() + moments[i];
        struct canvas canvas = drawn(now);

        session_draw(desk.session, desk.snapshot, now, &desk.canvas);
        ck_assert(same_cells(&canvas, &desk.canvas));
        canvas_done(&canvas);
    }
    leave();
}
END_TEST

START_TEST(all_that_is_written_is_read)
{
    struct picture read = {0};

    picture.heading.filter = "status:red";
    picture.heading.then = picture.heading.as_at - 7;
    picture.heading.reach = REACH_NO_CONNECTION;
    picture.heading.shared = true;
    picture.heading.alerts = 17;
    buffer_done(&bytes);
    picture_write(&bytes, &picture);
    ck_assert_int_eq(picture_read(bytes.bytes, bytes.length, &read), RESULT_OK);
    ck_assert_uint_eq(read.made_of, 7);
    ck_assert_int_eq(read.today, picture.today);
    ck_assert_int_eq(read.since, picture.since);
    ck_assert_int_eq(read.until, picture.until);
    ck_assert_str_eq(read.zone, picture.zone);
    ck_assert_str_eq(read.store, picture.store);
    ck_assert_str_eq(read.theme, picture.theme);
    ck_assert_int_eq(read.heading.crumb_count, picture.heading.crumb_count);
    ck_assert_int_gt(read.heading.crumb_count, 1);
    for (int i = 0; i < read.heading.crumb_count; i++)
        ck_assert_str_eq(read.heading.crumbs[i], picture.heading.crumbs[i]);
    ck_assert_str_eq(read.heading.notice, picture.heading.notice);
    ck_assert_str_eq(read.heading.filter, "status:red");
    ck_assert_int_eq(read.heading.as_at, picture.heading.as_at);
    ck_assert_int_eq(read.heading.then, picture.heading.as_at - 7);
    ck_assert_int_eq(read.heading.reach, REACH_NO_CONNECTION);
    ck_assert(read.heading.shared);
    ck_assert(read.heading.live == picture.heading.live);
    ck_assert(read.heading.stale == picture.heading.stale);
    ck_assert(read.heading.unit_first == picture.heading.unit_first);
    ck_assert_int_eq(read.heading.came, picture.heading.came);
    ck_assert_int_eq(read.heading.alerts, 17);
    picture_done(&read);
}
END_TEST

/* --- when it holds ------------------------------------------------------------------------------ */

START_TEST(it_holds_from_its_moment_until_midnight)
{
    time_t midnight = fake_now();

    while (day_of_time(midnight) == day_of_time(fake_now()))
        midnight += 60;
    picture.until = midnight + 86400; /* nothing turns stale before */
    ck_assert(picture_holds(&picture, fake_now()));
    ck_assert(!picture_holds(&picture, fake_now() - 1));
    ck_assert(picture_holds(&picture, midnight - 60));
    ck_assert(!picture_holds(&picture, midnight));
}
END_TEST

/* The second before, no measure is stale that was not, and at that second one is. */
START_TEST(it_holds_until_a_figure_turns_stale)
{
    int stale[3];
    const time_t moments[] = {fake_now(), picture.until - 1, picture.until};

    for (size_t i = 0; i < 3; i++) {
        struct snapshot *snapshot = snapshot_create(
            fake_service(desk.fake), fake_provider(desk.fake), FAKE_DAY, WINDOW_12M, moments[i]);

        ck_assert_ptr_nonnull(snapshot);
        stale[i] = 0;
        for (size_t m = 0; m < measure_count(); m++)
            stale[i] += snapshot_stale(snapshot, (struct measure_ref){.measure = measure_at(m)});
        snapshot_destroy(snapshot);
    }
    ck_assert_int_eq(stale[0], stale[1]);
    ck_assert_int_gt(stale[2], stale[1]);
    picture.today = day_of_time(picture.until);
    ck_assert(picture_holds(&picture, picture.until - 1) ||
              day_of_time(picture.until - 1) != picture.today);
    ck_assert(!picture_holds(&picture, picture.until));
}
END_TEST

/* --- what may not be kept ----------------------------------------------------------------------- */

static void it_is_another_day(void)
{
    (void)session_key(desk.session, '[');
    desk_renew(&desk);
}

static void it_is_for_other_eyes(void)
{
    (void)session_command(desk.session, "share on");
    ck_assert(session_is_shared(desk.session));
    desk_renew(&desk);
}

static void some_units_are_left_out(void)
{
    (void)session_command(desk.session, "filter status:red");
}

static void something_is_said(void)
{
    session_tell(desk.session, "it was said");
}

static void a_second_day_stands_beside(void)
{
    (void)session_key(desk.session, '=');
    (void)session_key(desk.session, '[');
    desk_renew(&desk);
}

static void the_screen_is_too_small(void)
{
    ck_assert_int_eq(canvas_resize(&desk.canvas, 12, 3), RESULT_OK);
}

static void (*const reasons[])(void) = {it_is_another_day, it_is_for_other_eyes,
    some_units_are_left_out, something_is_said, a_second_day_stands_beside,
    the_screen_is_too_small};

START_TEST(what_is_of_the_moment_is_not_kept)
{
    ck_assert(session_may_be_kept(desk.session, desk.snapshot, &desk.canvas));
    reasons[_i]();
    ck_assert(!session_may_be_kept(desk.session, desk.snapshot, &desk.canvas));
}
END_TEST

/* --- bytes ------------------------------------------------------------------------------------- */

static bool reads(const char *start, size_t size)
{
    struct picture read = {0};
    bool is = picture_read(start, size, &read) == RESULT_OK;

    picture_done(&read);
    return is;
}

START_TEST(bytes_that_were_damaged_are_no_picture)
{
    ck_assert(reads(bytes.bytes, bytes.length));
    for (size_t i = 0; i < bytes.length; i++) {
        ck_assert(!reads(bytes.bytes, i));
        bytes.bytes[i] = (char)(bytes.bytes[i] ^ 0x10);
        ck_assert(!reads(bytes.bytes, bytes.length));
        bytes.bytes[i] = (char)(bytes.bytes[i] ^ 0x10);
    }
    buffer_add(&bytes, "", 1);
    ck_assert(!reads(bytes.bytes, bytes.length));
}
END_TEST

/* As somebody would write it who knows the format. */
static bool reads_again(void)
{
    buffer_done(&bytes);
    picture_write(&bytes, &picture);
    return reads(bytes.bytes, bytes.length);
}

static bool reads_cell(struct cell cell)
{
    struct cell *at = canvas_cell(&picture.cells, 60, 0);

    at[-1] = at[1] = (struct cell){.character = ' '};
    *at = cell;
    return reads_again();
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

START_TEST(a_text_that_would_do_something_to_a_terminal_is_no_picture)
{
    static const char *const texts[] = {"\033[2J", "a\nb", "\xff", "\u202eabc", "\u200b"};

    picture.heading.notice = "caf\u00e9";
    ck_assert(reads_again());
    picture.heading.notice = texts[_i];
    ck_assert(!reads_again());
    picture.heading.notice = "";
    picture.heading.crumbs[0] = texts[_i];
    ck_assert(!reads_again());
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("picture");
    TCase *alike = tcase_create("alike"), *cases = tcase_create("kept");

    tcase_add_loop_test(alike, it_shows_at_any_moment_what_the_session_does, 0, (int)SIZES);
    suite_add_tcase(suite, alike);
    tcase_add_checked_fixture(cases, open_and_take, leave);
    tcase_add_test(cases, all_that_is_written_is_read);
    tcase_add_test(cases, it_holds_from_its_moment_until_midnight);
    tcase_add_test(cases, it_holds_until_a_figure_turns_stale);
    tcase_add_loop_test(
        cases, what_is_of_the_moment_is_not_kept, 0, (int)(sizeof reasons / sizeof reasons[0]));
    tcase_add_test(cases, bytes_that_were_damaged_are_no_picture);
    tcase_add_test(cases, what_would_do_something_to_a_terminal_is_no_picture);
    tcase_add_loop_test(cases, a_text_that_would_do_something_to_a_terminal_is_no_picture, 0, 5);
    suite_add_tcase(suite, cases);
    return suite_run(suite);
}

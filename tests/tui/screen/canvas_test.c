#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "tests/suite.h"
#include "tui/screen/canvas.h"
#include "tui/screen/glyphs.h"
#include "tui/screen/utf8.h"

static struct canvas canvas_of(int width, int height)
{
    struct canvas canvas;

    ck_assert_int_eq(canvas_init(&canvas, width, height), RESULT_OK);
    return canvas;
}

/* Compares with the canvas as text and gives the canvas up. */
static void assert_shows(struct canvas *canvas, const char *expected)
{
    char *text = canvas_to_text(canvas);

    ck_assert_ptr_nonnull(text);
    ck_assert_str_eq(text, expected);
    free(text);
    canvas_done(canvas);
}

/* No half of a wide character stands alone. */
static void assert_whole(struct canvas *canvas)
{
    for (int y = 0; y < canvas->height; y++)
        for (int x = 0; x < canvas->width; x++) {
            uint32_t here = canvas_cell(canvas, x, y)->character;
            struct cell *next = canvas_cell(canvas, x + 1, y);
            bool wide = here != 0 && text_char_width(here) == 2;

            ck_assert(x > 0 || here != 0);
            ck_assert_int_eq(wide, next != NULL && next->character == 0);
        }
}

/* --- life and clip ---------------------------------------------------------------------------- */

START_TEST(a_new_canvas_is_blank_and_without_cursor)
{
    struct canvas canvas = canvas_of(3, 2);

    ck_assert_int_eq(canvas.cursor_x, -1);
    ck_assert_int_eq(canvas.cursor_y, -1);
    ck_assert_ptr_null(canvas_cell(&canvas, 3, 0));
    ck_assert_ptr_null(canvas_cell(&canvas, 0, -1));
    assert_shows(&canvas, "\n\n");
}
END_TEST

START_TEST(sizes_are_brought_into_bounds)
{
    struct canvas canvas = canvas_of(-5, 0);

    ck_assert_int_eq(canvas.width, 1);
    ck_assert_int_eq(canvas.height, 1);
    ck_assert_int_eq(canvas_resize(&canvas, CANVAS_MOST + 1, 2), RESULT_OK);
    ck_assert_int_eq(canvas.width, CANVAS_MOST);
    ck_assert_int_eq(canvas.height, 2);
    canvas_done(&canvas);
    canvas_done(&canvas); /* may be done twice */
    canvas_done(NULL);
}
END_TEST

START_TEST(drawing_outside_is_ignored)
{
    struct canvas canvas = canvas_of(5, 2);

    ck_assert_int_eq(canvas_text(&canvas, -2, 0, STYLE_TEXT, "abcdefghij"), 10);
    canvas_text(&canvas, 0, 2, STYLE_TEXT, "below");
    canvas_text(&canvas, 0, -1, STYLE_TEXT, "above");
    canvas_text(&canvas, 3, 1, STYLE_TEXT, "end");
    assert_shows(&canvas, "cdefg\n   en\n");
}
END_TEST

START_TEST(clips_nest_and_are_given_back)
{
    struct canvas canvas = canvas_of(8, 3);
    struct rect all = canvas_clip(&canvas, (struct rect){1, 0, 5, 2});
    struct rect outer = canvas_clip(&canvas, (struct rect){3, 1, 50, 50});

    canvas_fill(&canvas, (struct rect){-100, -100, 1000, 1000}, STYLE_TEXT, 'i');
    canvas_unclip(&canvas, outer);
    canvas_text(&canvas, 0, 0, STYLE_TEXT, "oooooooo");
    canvas_unclip(&canvas, all);
    canvas_text(&canvas, 0, 2, STYLE_TEXT, "aaaaaaaa");
    assert_shows(&canvas, " ooooo\n   iii\naaaaaaaa\n");
}
END_TEST

START_TEST(wild_rectangles_do_no_harm)
{
    static const struct rect wild[] = {
        {INT32_MAX, INT32_MAX, INT32_MAX, INT32_MAX},
        {INT32_MIN, INT32_MIN, INT32_MAX, INT32_MAX},
        {0, 0, -1, -1},
        {INT32_MIN, 0, 1, 1},
    };
    struct canvas canvas = canvas_of(4, 1);

    for (size_t i = 0; i < sizeof wild / sizeof wild[0]; i++) {
        canvas_fill(&canvas, wild[i], STYLE_TEXT, 'x');
        canvas_select(&canvas, wild[i]);
        canvas_unclip(&canvas, canvas_clip(&canvas, wild[i]));
    }
    ck_assert(!canvas_cell(&canvas, 0, 0)->selected);
    assert_shows(&canvas, "\n");
}
END_TEST

/* --- wide and combining ----------------------------------------------------------------------- */

START_TEST(wide_characters_take_two_cells)
{
    struct canvas canvas = canvas_of(6, 1);

    ck_assert_int_eq(canvas_text(&canvas, 0, 0, STYLE_TEXT, "漢字x"), 5);
    ck_assert_uint_eq(canvas_cell(&canvas, 1, 0)->character, 0);
    assert_whole(&canvas);
    assert_shows(&canvas, "漢字x\n");
}
END_TEST

START_TEST(a_wide_character_cut_in_half_is_a_blank)
{
    struct canvas canvas = canvas_of(4, 2);

    canvas_text(&canvas, -1, 0, STYLE_TEXT, "漢b");
    canvas_text(&canvas, 1, 1, STYLE_TEXT, "ab漢");
    assert_whole(&canvas);
    assert_shows(&canvas, " b\n ab\n");
}
END_TEST

START_TEST(overwriting_one_half_takes_the_other)
{
    struct canvas canvas = canvas_of(6, 3);

    for (int y = 0; y < 3; y++)
        canvas_text(&canvas, 0, y, STYLE_TEXT, "漢字");
    canvas_text(&canvas, 0, 0, STYLE_TEXT, "a");
    canvas_text(&canvas, 1, 1, STYLE_TEXT, "b");
    canvas_text(&canvas, 1, 2, STYLE_TEXT, "語");
    assert_whole(&canvas);
    assert_shows(&canvas, "a 字\n b字\n 語\n");
}
END_TEST

START_TEST(combining_marks_stay_with_their_character)
{
    struct canvas canvas = canvas_of(4, 1);

    ck_assert_int_eq(canvas_text(&canvas, 0, 0, STYLE_TEXT, "q\xcc\x81\xcc\x88\xcc\xa7z"), 2);
    ck_assert_uint_eq(canvas_cell(&canvas, 0, 0)->marks[0], 0x301);
    ck_assert_uint_eq(canvas_cell(&canvas, 0, 0)->marks[1], 0x308); /* a third finds no room */
    ck_assert_uint_eq(canvas_cell(&canvas, 1, 0)->marks[0], 0);
    assert_shows(&canvas, "q\xcc\x81\xcc\x88z\n");
}
END_TEST

START_TEST(marks_of_what_is_outside_are_outside)
{
    struct canvas canvas = canvas_of(2, 1);

    canvas_text(&canvas, -1, 0, STYLE_TEXT, "q\xcc\x81z");
    ck_assert_uint_eq(canvas_cell(&canvas, 0, 0)->marks[0], 0);
    canvas_text(&canvas, 0, 0, STYLE_TEXT, "\xcc\x81");
    ck_assert_uint_eq(canvas_cell(&canvas, 0, 0)->marks[0], 0);
    assert_shows(&canvas, "z\n");
}
END_TEST

START_TEST(control_characters_never_reach_a_cell)
{
    struct canvas canvas = canvas_of(12, 1);

    canvas_text(&canvas, 0, 0, STYLE_TEXT, "a\033[2J\n\x7f\xc2\x9b");
    for (int x = 0; x < canvas.width; x++) {
        uint32_t character = canvas_cell(&canvas, x, 0)->character;

        ck_assert(character >= 0x20 && !(character >= 0x7f && character < 0xa0));
    }
    canvas_done(&canvas);
}
END_TEST

START_TEST(random_wide_text_leaves_no_halves)
{
    struct canvas canvas = canvas_of(9, 2);

    srand(7);
    for (int i = 0; i < 5000; i++) {
        const char *text = rand() % 2 ? "漢字" : "ab\xcc\x81";
        struct rect old = canvas_clip(&canvas, (struct rect){rand() % 9, 0, rand() % 9, 2});

        canvas_text(&canvas, rand() % 12 - 2, rand() % 2, STYLE_TEXT, text);
        canvas_unclip(&canvas, old);
        assert_whole(&canvas);
    }
    canvas_done(&canvas);
}
END_TEST

/* --- fields and figures ----------------------------------------------------------------------- */

START_TEST(fields_align_and_cut_with_a_mark)
{
    struct canvas canvas = canvas_of(12, 6);

    canvas_field(&canvas, 0, 0, 8, ALIGN_LEFT, STYLE_TEXT, "abc");
    canvas_text(&canvas, 8, 0, STYLE_TEXT, "|");
    canvas_field(&canvas, 0, 1, 8, ALIGN_RIGHT, STYLE_TEXT, "abc");
    canvas_field(&canvas, 0, 2, 8, ALIGN_CENTRE, STYLE_TEXT, "abc");
    canvas_field(&canvas, 0, 3, 8, ALIGN_RIGHT, STYLE_TEXT, "abcdefghi");
    canvas_field(&canvas, 0, 4, 4, ALIGN_LEFT, STYLE_TEXT, "漢字漢");
    canvas_text(&canvas, 4, 4, STYLE_TEXT, "|");
    canvas.ascii = true;
    canvas_field(&canvas, 0, 5, 4, ALIGN_LEFT, STYLE_TEXT, "abcdef");
    assert_shows(&canvas, "abc     |\n     abc\n  abc\nabcdefg…\n漢… |\nabc.\n");
}
END_TEST

START_TEST(a_field_takes_exactly_its_columns)
{
    static const char *const texts[] = {
        "", "a", "Early Help Penwith", "漢字漢字漢字", "e\xcc\x81te\xcc\x81"};

    for (size_t t = 0; t < sizeof texts / sizeof texts[0]; t++)
        for (int columns = 0; columns <= 30; columns++) {
            struct canvas canvas = canvas_of(40, 1);

            canvas_fill(&canvas, (struct rect){0, 0, 40, 1}, STYLE_TEXT, '.');
            canvas_field(&canvas, 3, 0, columns, (enum align)(columns % 3), STYLE_TEXT, texts[t]);
            assert_whole(&canvas);
            ck_assert_uint_eq(canvas_cell(&canvas, 2, 0)->character, '.');
            for (int x = 3; x < 3 + columns; x++)
                ck_assert_uint_ne(canvas_cell(&canvas, x, 0)->character, '.');
            ck_assert_uint_eq(canvas_cell(&canvas, 3 + columns, 0)->character, '.');
            canvas_done(&canvas);
        }
}
END_TEST

START_TEST(a_figure_is_whole_or_not_there)
{
    static const char figure[] = "1,234.5";

    for (int columns = 1; columns <= 12; columns++)
        for (int clip = 0; clip <= 16; clip++) {
            struct canvas canvas = canvas_of(16, 1);
            struct rect old = canvas_clip(&canvas, (struct rect){0, 0, clip, 1});

            canvas_figure(&canvas, 2, 0, columns, STYLE_TEXT, figure);
            canvas_unclip(&canvas, old);

            char *text = canvas_to_text(&canvas);

            ck_assert_ptr_nonnull(text);
            if (strpbrk(text, "0123456789") != NULL)
                ck_assert_ptr_nonnull(strstr(text, figure));
            else if (columns > 0 && clip > 2)
                ck_assert_ptr_nonnull(strchr(text, '#'));
            ck_assert_int_eq(strstr(text, figure) != NULL, columns >= 7 && clip >= 2 + columns);
            free(text);
            canvas_done(&canvas);
        }
}
END_TEST

START_TEST(selection_survives_drawing_over_it)
{
    struct canvas canvas = canvas_of(4, 1);

    canvas_select(&canvas, (struct rect){1, 0, 2, 1});
    canvas_text(&canvas, 0, 0, STYLE_RED, "abcd");
    ck_assert(!canvas_cell(&canvas, 0, 0)->selected);
    ck_assert(canvas_cell(&canvas, 1, 0)->selected);
    ck_assert(canvas_cell(&canvas, 2, 0)->selected);
    ck_assert_int_eq(canvas_cell(&canvas, 2, 0)->style, STYLE_RED);
    canvas_clear(&canvas);
    ck_assert(!canvas_cell(&canvas, 1, 0)->selected);
    canvas_done(&canvas);
}
END_TEST

START_TEST(lines_are_of_the_set_asked_for)
{
    struct canvas canvas = canvas_of(5, 3);

    canvas_horizontal(&canvas, 0, 0, 3, STYLE_FRAME, true);
    canvas_horizontal(&canvas, 0, 1, 3, STYLE_FRAME, false);
    canvas_vertical(&canvas, 3, 0, 2, STYLE_FRAME, true);
    canvas_vertical(&canvas, 4, 0, 3, STYLE_FRAME, false);
    ck_assert_int_eq(canvas_format(&canvas, 0, 2, STYLE_TEXT, "%d–%d", 1, 2), 3);
    assert_shows(&canvas, "---|│\n───|│\n1–2 │\n");
}
END_TEST

/* --- glyphs, UTF-8 ---------------------------------------------------------------------------- */

START_TEST(ascii_glyphs_are_ascii_and_drawing_glyphs_one_column)
{
    const struct glyphs *sets[] = {glyphs_get(false), glyphs_get(true)};

    for (int s = 0; s < 2; s++) {
        const struct glyphs *set = sets[s];
        const char *const drawing[] = {set->open, set->closed, set->leaf, set->rising, set->falling,
            set->no_value, set->ellipsis, set->live, set->bar_full, set->bar_empty, set->horizontal,
            set->vertical, set->level, set->rise_from, set->rise_to, set->fall_from, set->fall_to,
            set->corner, set->special_good, set->special_bad, set->special_other, set->chosen,
            set->limit_dash, set->target_dash, set->tee_down, set->tee_up, set->cross, set->crumb,
            set->divide, set->times, set->minus, set->dot};

        for (size_t i = 0; i < sizeof drawing / sizeof drawing[0]; i++) {
            ck_assert_int_eq(text_width(drawing[i]), 1);
            ck_assert(!set->ascii || (unsigned char)drawing[i][0] < 0x80);
        }
        for (int i = 0; i < 8; i++)
            ck_assert_int_eq(text_width(set->spark[i]), 1);
        for (int i = 0; i < 7; i++)
            ck_assert_int_eq(text_width(set->bar_part[i]), 1);
        ck_assert_int_eq(set->ascii, s == 1);
    }
}
END_TEST

START_TEST(a_picture_of_a_part_is_drawn_as_it_was)
{
    struct canvas canvas = canvas_of(6, 3), other = canvas_of(6, 2), picture;

    canvas_text(&canvas, 0, 1, STYLE_GREEN, "abcdef");
    canvas_select(&canvas, (struct rect){1, 1, 2, 1});
    ck_assert_int_eq(canvas_take(&canvas, (struct rect){1, 1, 3, 5}, &picture), RESULT_OK);
    ck_assert_int_eq(picture.width, 3);
    ck_assert_int_eq(picture.height, 2);
    canvas_put(&other, 2, 0, &picture);
    ck_assert(canvas_cell(&other, 2, 0)->selected && !canvas_cell(&other, 4, 0)->selected);
    ck_assert_int_eq(canvas_cell(&other, 3, 0)->style, STYLE_GREEN);
    canvas_done(&picture);
    canvas_done(&canvas);
    assert_shows(&other, "  bcd\n\n");
}
END_TEST

START_TEST(a_picture_stays_inside_the_clip)
{
    struct canvas canvas = canvas_of(4, 2), picture = canvas_of(4, 2);

    canvas_text(&picture, 0, 0, STYLE_TEXT, "abcd");
    canvas_text(&picture, 0, 1, STYLE_TEXT, "efgh");
    ck_assert(canvas_shows(&canvas, (struct rect){1, 0, 3, 2}));
    canvas_clip(&canvas, (struct rect){1, 1, 2, 1});
    ck_assert(!canvas_shows(&canvas, (struct rect){1, 0, 3, 2}));
    canvas_put(&canvas, -1, 0, &picture);
    canvas_done(&picture);
    assert_shows(&canvas, "\n gh\n");
}
END_TEST

/* Neither in the picture, nor beside it, nor where the clip cuts it. */
START_TEST(a_picture_leaves_no_half_of_a_wide_character)
{
    struct canvas canvas = canvas_of(8, 1), picture;

    canvas_text(&canvas, 0, 0, STYLE_TEXT, "\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2");
    ck_assert_int_eq(canvas_take(&canvas, (struct rect){1, 0, 6, 1}, &picture), RESULT_OK);
    assert_whole(&picture);
    canvas_put(&canvas, _i - 3, 0, &picture);
    assert_whole(&canvas);
    canvas_clip(&canvas, (struct rect){2, 0, 3, 1});
    canvas_put(&canvas, _i - 3, 0, &picture);
    assert_whole(&canvas);
    canvas_done(&picture);
    canvas_done(&canvas);
}
END_TEST

START_TEST(every_character_is_written_as_it_is_read)
{
    char bytes[UTF8_MOST + 1];
    size_t advance;

    for (uint32_t c = 1; c <= 0x110000; c++) {
        size_t length = utf8_encode(c, bytes);
        bool valid = c <= 0x10ffff && !(c >= 0xd800 && c <= 0xdfff);

        bytes[length] = '\0';
        const bool held = text_next(bytes, &advance) == (valid ? c : 0xfffd) && advance == length &&
                          utf8_length((unsigned char)bytes[0]) == length;
        if (!held) /* each assertion is a message to the runner, and these would be millions */
            ck_abort_msg("U+%04X is not read as it was written", c);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("canvas");
    TCase *cases = tcase_create("canvas");

    tcase_set_timeout(cases, 30);
    tcase_add_test(cases, a_new_canvas_is_blank_and_without_cursor);
    tcase_add_test(cases, sizes_are_brought_into_bounds);
    tcase_add_test(cases, drawing_outside_is_ignored);
    tcase_add_test(cases, clips_nest_and_are_given_back);
    tcase_add_test(cases, wild_rectangles_do_no_harm);
    tcase_add_test(cases, wide_characters_take_two_cells);
    tcase_add_test(cases, a_wide_character_cut_in_half_is_a_blank);
    tcase_add_test(cases, overwriting_one_half_takes_the_other);
    tcase_add_test(cases, combining_marks_stay_with_their_character);
    tcase_add_test(cases, marks_of_what_is_outside_are_outside);
    tcase_add_test(cases, control_characters_never_reach_a_cell);
    tcase_add_test(cases, random_wide_text_leaves_no_halves);
    tcase_add_test(cases, fields_align_and_cut_with_a_mark);
    tcase_add_test(cases, a_field_takes_exactly_its_columns);
    tcase_add_test(cases, a_figure_is_whole_or_not_there);
    tcase_add_test(cases, selection_survives_drawing_over_it);
    tcase_add_test(cases, lines_are_of_the_set_asked_for);
    tcase_add_test(cases, ascii_glyphs_are_ascii_and_drawing_glyphs_one_column);
    tcase_add_test(cases, every_character_is_written_as_it_is_read);
    tcase_add_test(cases, a_picture_of_a_part_is_drawn_as_it_was);
    tcase_add_test(cases, a_picture_stays_inside_the_clip);
    tcase_add_loop_test(cases, a_picture_leaves_no_half_of_a_wide_character, 0, 12);
    suite_add_tcase(suite, cases);
    return suite_run(suite);
}

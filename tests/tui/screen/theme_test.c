/* Every theme can be read: contrast by the formula of WCAG 2, on the palette of xterm, at every
 * number of colours; and what colour says is said without it too. */
#include <math.h>

#include "tests/suite.h"
#include "tui/screen/theme.h"

#define TEXT_CONTRAST 4.5 /* WCAG 2, level AA */
#define MARK_CONTRAST 3.0 /* level AA for large text and for marks */
#define BLACK         0
#define WHITE         15

/* --- the formula of WCAG 2 -------------------------------------------------------------------- */

static double linear(unsigned channel)
{
    double share = channel / 255.0;

    return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

static double luminance(int colour)
{
    unsigned rgb = theme_rgb(colour);

    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8 & 0xff) +
           0.0722 * linear(rgb & 0xff);
}

static double contrast(int one, int other)
{
    double a = luminance(one), b = luminance(other);

    return (fmax(a, b) + 0.05) / (fmin(a, b) + 0.05);
}

START_TEST(the_formula_gives_what_the_standard_says)
{
    ck_assert_double_eq_tol(contrast(BLACK, WHITE), 21.0, 0.001);
    ck_assert_double_eq_tol(contrast(WHITE, WHITE), 1.0, 0.001);
    ck_assert_double_eq_tol(contrast(WHITE, 9), 4.0, 0.01);     /* pure red on white */
    ck_assert_double_eq_tol(contrast(243, WHITE), 4.54, 0.005); /* #767676, the known edge */
}
END_TEST

START_TEST(the_palette_is_that_of_xterm)
{
    static const struct {
        int colour;
        uint32_t rgb;
    } known[] = {{1, 0xcd0000}, {16, 0x000000}, {31, 0x0087af}, {136, 0xaf8700}, {166, 0xd75f00},
        {231, 0xffffff}, {232, 0x080808}, {255, 0xeeeeee}};

    for (size_t i = 0; i < COUNT(known); i++)
        ck_assert_uint_eq(theme_rgb(known[i].colour), known[i].rgb);
}
END_TEST

/* --- what can be read ------------------------------------------------------------------------- */

static void assert_contrast(const struct theme *theme, int style, int depth, int front, int back)
{
    double least = theme_sets_both(theme) ? TEXT_CONTRAST : MARK_CONTRAST;
    double found = contrast(front, back);

    ck_assert_msg(found >= least, "theme %s, style %d, depth %d: %d on %d has a contrast of %.2f",
        theme_name(theme), style, depth, front, back, found);
}

/* Many terminals of eight colours show bold in the brighter eight. */
static void assert_readable_in_bold(
    const struct theme *theme, int style, int depth, struct tone tone, int back)
{
    assert_contrast(theme, style, depth, tone.front, back);
    if (depth == DEPTH_8 && (tone.attributes & ATTRIBUTE_BOLD) != 0)
        assert_contrast(theme, style, depth, tone.front + 8, back);
}

START_TEST(themes_with_both_colours_have_the_contrast_of_text)
{
    const struct theme *theme;
    int themes = 0;

    for (int i = 0; (theme = theme_at(i)) != NULL; i++) {
        if (!theme_sets_both(theme))
            continue;
        themes++;
        for (int depth = DEPTH_8; depth < DEPTH_COUNT; depth++)
            for (int style = 0; style < STYLE_COUNT; style++) {
                struct tone tone = theme_tone(theme, (enum style)style, (enum colour_depth)depth);

                ck_assert_int_ne(tone.front, COLOUR_DEFAULT);
                ck_assert_int_ne(tone.back, COLOUR_DEFAULT);
                ck_assert_uint_eq(
                    tone.attributes & ATTRIBUTE_DIM, 0); /* would take it away again */
                assert_readable_in_bold(theme, style, depth, tone, tone.back);
            }
    }
    ck_assert_int_eq(themes, 2);
}
END_TEST

static void assert_on_black_and_on_white(const struct theme *theme, int depth)
{
    for (int style = 0; style < STYLE_COUNT; style++) {
        struct tone tone = theme_tone(theme, (enum style)style, (enum colour_depth)depth);

        ck_assert_int_eq(tone.back, COLOUR_DEFAULT);
        if (tone.front == COLOUR_DEFAULT)
            continue; /* the terminal's own, on its own */
        assert_contrast(theme, style, depth, tone.front, BLACK);
        assert_contrast(theme, style, depth, tone.front, WHITE);
    }
}

START_TEST(the_default_reads_on_black_and_on_white_at_every_depth)
{
    for (int depth = DEPTH_NONE; depth < DEPTH_COUNT; depth++)
        assert_on_black_and_on_white(theme_find(NULL), depth);
    assert_on_black_and_on_white(theme_find("classic"), DEPTH_256);
}
END_TEST

START_TEST(no_theme_on_a_foreign_ground_uses_dark_blue)
{
    const struct theme *theme;

    for (int i = 0; (theme = theme_at(i)) != NULL; i++)
        for (int depth = 0; depth < DEPTH_COUNT && !theme_sets_both(theme); depth++)
            for (int style = 0; style < STYLE_COUNT; style++)
                ck_assert_int_ne(
                    theme_tone(theme, (enum style)style, (enum colour_depth)depth).front, 4);
}
END_TEST

/* --- colour-blind eyes ------------------------------------------------------------------------ */

/* How far apart two colours stay for eyes without red (or green) cones, where the two fall
 * together: by what is left, yellowness against blue and lightness. */
static double distance_without_red_and_green(int one, int other)
{
    unsigned a = theme_rgb(one), b = theme_rgb(other);
    double yellow_a = (linear(a >> 16) + linear(a >> 8 & 0xff)) / 2 - linear(a & 0xff);
    double yellow_b = (linear(b >> 16) + linear(b >> 8 & 0xff)) / 2 - linear(b & 0xff);

    return fabs(yellow_a - yellow_b) + fabs(luminance(one) - luminance(other));
}

START_TEST(good_and_bad_differ_for_colour_blind_eyes)
{
    static const char *const names[] = {"default", "dark", "light"};

    for (size_t i = 0; i < COUNT(names); i++) {
        const struct theme *theme = theme_find(names[i]);
        int good = theme_tone(theme, STYLE_GREEN, DEPTH_256).front;
        int bad = theme_tone(theme, STYLE_RED, DEPTH_256).front;

        ck_assert_double_gt(distance_without_red_and_green(good, bad), 0.4);
    }
    /* What the measure is good for: it finds the well-known trap. */
    ck_assert_double_lt(distance_without_red_and_green(28, 160), 0.4);
}
END_TEST

/* --- without colour --------------------------------------------------------------------------- */

START_TEST(statuses_differ_by_attributes_alone)
{
    const struct theme *theme;

    for (int i = 0; (theme = theme_at(i)) != NULL; i++) {
        unsigned green = theme_tone(theme, STYLE_GREEN, DEPTH_NONE).attributes;
        unsigned amber = theme_tone(theme, STYLE_AMBER, DEPTH_NONE).attributes;
        unsigned red = theme_tone(theme, STYLE_RED, DEPTH_NONE).attributes;

        ck_assert_uint_ne(green, amber);
        ck_assert_uint_ne(amber, red);
        ck_assert_uint_ne(green, red);
    }
}
END_TEST

START_TEST(reverse_video_is_the_selection_alone)
{
    const struct theme *theme;

    for (int i = 0; (theme = theme_at(i)) != NULL; i++)
        for (int depth = 0; depth < DEPTH_COUNT; depth++)
            for (int style = 0; style < STYLE_COUNT; style++)
                ck_assert_uint_eq(
                    theme_tone(theme, (enum style)style, (enum colour_depth)depth).attributes &
                        ATTRIBUTE_REVERSE,
                    0);
}
END_TEST

START_TEST(no_theme_sets_a_colour_where_there_is_none)
{
    const struct theme *theme;

    for (int i = 0; (theme = theme_at(i)) != NULL; i++)
        for (int style = 0; style < STYLE_COUNT; style++) {
            struct tone tone = theme_tone(theme, (enum style)style, DEPTH_NONE);

            ck_assert_int_eq(tone.front, COLOUR_DEFAULT);
            ck_assert_int_eq(tone.back, COLOUR_DEFAULT);
        }
}
END_TEST

START_TEST(themes_are_found_by_name)
{
    static const char *const names[] = {"default", "classic", "dark", "light", "mono"};

    for (size_t i = 0; i < COUNT(names); i++) {
        ck_assert_ptr_eq(theme_find(names[i]), theme_at((int)i));
        ck_assert_str_eq(theme_name(theme_at((int)i)), names[i]);
    }
    ck_assert_ptr_null(theme_at((int)COUNT(names)));
    ck_assert_ptr_null(theme_at(-1));
    ck_assert_ptr_null(theme_find("Default"));
    ck_assert_ptr_eq(theme_find(""), theme_find("default"));
    ck_assert_ptr_eq(theme_find(NULL), theme_find("default"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("themes");
    TCase *cases = tcase_create("themes");

    tcase_add_test(cases, the_formula_gives_what_the_standard_says);
    tcase_add_test(cases, the_palette_is_that_of_xterm);
    tcase_add_test(cases, themes_with_both_colours_have_the_contrast_of_text);
    tcase_add_test(cases, the_default_reads_on_black_and_on_white_at_every_depth);
    tcase_add_test(cases, no_theme_on_a_foreign_ground_uses_dark_blue);
    tcase_add_test(cases, good_and_bad_differ_for_colour_blind_eyes);
    tcase_add_test(cases, statuses_differ_by_attributes_alone);
    tcase_add_test(cases, reverse_video_is_the_selection_alone);
    tcase_add_test(cases, no_theme_sets_a_colour_where_there_is_none);
    tcase_add_test(cases, themes_are_found_by_name);
    suite_add_tcase(suite, cases);
    return suite_run(suite);
}

/* Whole screens, compared with those kept beside this file. With TEAMTOP_GOLDEN=write they are
 * written anew: read them before committing. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/suite.h"
#include "tests/tui/views/desk.h"

static const char *folder; /* set once by main(), before any test runs */

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");

    if (file == NULL)
        return strdup("");

    char *text = calloc(1, 1 << 17);
    size_t length = text != NULL ? fread(text, 1, (1 << 17) - 1, file) : 0;

    (void)length;
    fclose(file);
    return text;
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");

    ck_assert_msg(file != NULL, "%s can not be written", path);
    fputs(text, file);
    ck_assert_int_eq(fclose(file), 0);
}

static void compare(const struct desk *desk, const char *name)
{
    char path[512];
    char *screen = desk_text(desk);

    snprintf(path, sizeof path, "%s/%s-%dx%d%s.txt", folder, name, desk->canvas.width,
        desk->canvas.height, desk->canvas.ascii ? "-ascii" : "");
    if (getenv("TEAMTOP_GOLDEN") != NULL)
        write_file(path, screen);

    char *kept = read_file(path);

    ck_assert_msg(
        strcmp(screen, kept) == 0, "%s\n--- kept:\n%s\n--- drawn:\n%s\n", path, kept, screen);
    free(kept);
    free(screen);
}

static const struct screen {
    const char *name;
    const char *keys; /* the way there */
} screens[] = {
    {"overview", ""},
    {"unit", "/ W e s t Enter Enter Tab"},
    {"team", "/ h e l p Space p e n Enter Enter"},
    {"panel", "/ p e n w i t h Enter Enter Tab Enter Left Left Left"},
    {"help", "?"},
    {"filter-prompt", "f l e v e l"},
    {"find-prompt", "/ p e n"},
};
#define SCREENS ((int)(sizeof screens / sizeof screens[0]))

static const struct size {
    int width, height;
} sizes[] = {{120, 36}, {80, 24}, {40, 10}, {200, 60}};
#define SIZES ((int)(sizeof sizes / sizeof sizes[0]))

static void compare_sizes(const struct screen *screen, const struct glyphs *glyphs)
{
    struct desk desk;

    desk_open_with(&desk, &county_plan, glyphs, sizes[0].width, sizes[0].height);
    desk_keys(&desk, screen->keys);
    for (int i = 0; i < SIZES; i++) {
        desk_resize(&desk, sizes[i].width, sizes[i].height);
        compare(&desk, screen->name);
    }
    desk_close(&desk);
}

START_TEST(screens_are_as_kept_in_utf8)
{
    compare_sizes(&screens[_i], glyphs_get(false));
}
END_TEST

START_TEST(screens_are_as_kept_in_ascii)
{
    compare_sizes(&screens[_i], glyphs_get(true));
}
END_TEST

START_TEST(the_past_and_an_order_are_as_kept)
{
    struct desk desk;

    desk_open(&desk, &county_plan, 120, 36);
    desk_keys(&desk, "s [ [ t");
    compare(&desk, "overview-past-sorted");
    desk_close(&desk);
}
END_TEST

START_TEST(a_service_without_data_is_as_kept)
{
    static const struct fake_plan plan = {.units = fake_county, .notice = ""};
    struct desk desk;

    desk_open(&desk, &plan, 120, 36);
    compare(&desk, "overview-no-data");
    desk_close(&desk);
}
END_TEST

int main(int count, char **arguments)
{
    folder = count > 1 ? arguments[1] : ".";

    Suite *suite = suite_create("golden screens");
    TCase *tests = tcase_create("golden");

    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, screens_are_as_kept_in_utf8, 0, SCREENS);
    tcase_add_loop_test(tests, screens_are_as_kept_in_ascii, 0, SCREENS);
    tcase_add_test(tests, the_past_and_an_order_are_as_kept);
    tcase_add_test(tests, a_service_without_data_is_as_kept);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}

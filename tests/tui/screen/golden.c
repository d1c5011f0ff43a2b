#include "tests/tui/screen/golden.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST (1 << 20) /* bytes of a golden file */

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    ck_assert_msg(file != NULL, "%s can not be written", path);
    fputs(text, file);
    ck_assert_int_eq(fclose(file), 0);
}

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "r");
    char *text = calloc(1, MOST);

    ck_assert_msg(file != NULL, "%s is missing; write it with TEAMTOP_GOLDEN=write", path);
    ck_assert_ptr_nonnull(text);
    ck_assert_uint_lt(fread(text, 1, MOST, file), MOST);
    fclose(file);
    return text;
}

void golden_text(const char *path, const char *text)
{
    const char *mode = getenv("TEAMTOP_GOLDEN");

    if (mode != NULL && strcmp(mode, "write") == 0)
        write_file(path, text);

    char *golden = read_file(path);
    bool same = strcmp(golden, text) == 0;

    if (!same)
        fprintf(stderr, "--- %s\n%s--- drawn now\n%s---\n", path, golden, text);
    free(golden);
    ck_assert_msg(same, "%s differs; if the new one is right, TEAMTOP_GOLDEN=write", path);
}

void golden_canvas(const char *path, const struct canvas *canvas)
{
    struct canvas framed;

    ck_assert_int_eq(canvas_init(&framed, canvas->width + 2, canvas->height), RESULT_OK);
    for (int y = 0; y < canvas->height; y++) {
        struct cell *row = canvas_cell(&framed, 0, y);

        memcpy(row + 1, canvas->cells + (size_t)y * (size_t)canvas->width,
            (size_t)canvas->width * sizeof *row);
        row[0].character = row[canvas->width + 1].character = '|';
    }

    char *text = canvas_to_text(&framed);

    ck_assert_ptr_nonnull(text);
    golden_text(path, text);
    free(text);
    canvas_done(&framed);
}

#include "tests/tui/views/golden.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SCREEN_BYTES (1 << 17)

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = calloc(1, SCREEN_BYTES);

    ck_assert_ptr_nonnull(text);
    if (file == NULL)
        return text;

    size_t length = fread(text, 1, SCREEN_BYTES - 1, file);

    text[length] = '\0';
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

void golden_compare(const char *folder, const struct desk *desk, const char *name)
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

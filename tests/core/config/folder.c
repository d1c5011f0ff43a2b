#include "tests/core/config/folder.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const files[] = {"organisation.yaml", "measures.yaml", "feeds.yaml", "ui.yaml"};

void folder_make(struct folder *folder)
{
    snprintf(folder->path, sizeof folder->path, "/tmp/teamtop-config-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder->path));
}

static void path_of(const struct folder *folder, const char *file, char path[128])
{
    snprintf(path, 128, "%s/%s", folder->path, file);
}

void folder_remove(struct folder *folder)
{
    char path[128];
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        path_of(folder, files[i], path);
        unlink(path);
    }
    ck_assert_int_eq(rmdir(folder->path), 0);
}

void folder_write(const struct folder *folder, const char *file, const char *bytes, size_t size)
{
    char path[128];
    path_of(folder, file, path);
    FILE *stream = fopen(path, "wb");
    ck_assert_ptr_nonnull(stream);
    ck_assert_uint_eq(fwrite(bytes, 1, size, stream), size);
    ck_assert_int_eq(fclose(stream), 0);
}

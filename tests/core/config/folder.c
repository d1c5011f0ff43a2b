#include "tests/core/config/folder.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const files[] = {"organisation.yaml", "measures.yaml", "feeds.yaml",
    "access.yaml", "ui.yaml", "reference/scorecard.yaml", "reference/published.yaml",
    "reference/establishment.yaml", "reference/budget.yaml", "reference/savings.yaml",
    "reference/risks.yaml", "reference/requests.yaml", "reference/workforce.yaml",
    "reference/benchmarks.yaml"};

static void path_of(const struct folder *folder, const char *file, char path[128])
{
    snprintf(path, 128, "%s/%s", folder->path, file);
}

void folder_make(struct folder *folder)
{
    char path[128];
    snprintf(folder->path, sizeof folder->path, "/tmp/teamtop-config-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder->path));
    path_of(folder, "reference", path);
    ck_assert_int_eq(mkdir(path, 0700), 0);
}

void folder_remove(struct folder *folder)
{
    char path[128];
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        path_of(folder, files[i], path);
        unlink(path);
    }
    path_of(folder, "reference", path);
    ck_assert_int_eq(rmdir(path), 0);
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

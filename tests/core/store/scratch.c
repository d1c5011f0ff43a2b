#include "tests/core/store/scratch.h"

#include <check.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void scratch_make(struct scratch *scratch)
{
    *scratch = (struct scratch){.folder = "/tmp/teamtop-test-XXXXXX"};
    ck_assert_ptr_nonnull(mkdtemp(scratch->folder));
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *at)
{
    (void)status;
    (void)type;
    (void)at;
    return remove(path);
}

void scratch_remove(struct scratch *scratch)
{
    ck_assert_int_eq(nftw(scratch->folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS), 0);
    arena_done(&scratch->text);
}

static char *take(struct scratch *scratch, size_t size)
{
    char *text = arena_take(&scratch->text, size);
    ck_assert_ptr_nonnull(text);
    return text;
}

const char *scratch_path(struct scratch *scratch, const char *name)
{
    size_t size = strlen(scratch->folder) + strlen(name) + 2;
    char *path = take(scratch, size);
    snprintf(path, size, "%s/%s", scratch->folder, name);
    return path;
}

const char *scratch_uri(struct scratch *scratch, const char *scheme, const char *name)
{
    const char *path = scratch_path(scratch, name);
    size_t size = strlen(scheme) + strlen(path) + 2;
    char *uri = take(scratch, size);
    snprintf(uri, size, "%s:%s", scheme, path);
    return uri;
}

const char *scratch_write(struct scratch *scratch, const char *name, const char *text)
{
    const char *path = scratch_path(scratch, name);
    FILE *stream = fopen(path, "we");
    ck_assert_ptr_nonnull(stream);
    ck_assert_int_ge(fputs(text, stream), 0);
    ck_assert_int_eq(fclose(stream), 0);
    return path;
}

const char *scratch_read(struct scratch *scratch, const char *name)
{
    FILE *stream = fopen(scratch_path(scratch, name), "re");
    ck_assert_ptr_nonnull(stream);
    char *text = take(scratch, 65536);
    text[fread(text, 1, 65535, stream)] = '\0';
    fclose(stream);
    return text;
}

/* Calls a target once with each file of the folders (or each file) given: what scripts/test does with what
 * fuzzing left behind, and how one failure is looked at in a debugger. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/grow.h"
#include "tests/fuzz/fuzz.h"

static void fail(const char *path)
{
    fprintf(stderr, "%s: %s\n", path, strerror(errno));
    exit(EXIT_FAILURE);
}

/* In a block of its own size, so that a sanitizer sees one byte too far. */
static void call(const char *path, const struct buffer *bytes)
{
    uint8_t *const copy = malloc(bytes->length > 0 ? bytes->length : 1);
    if (copy == NULL || bytes->failed)
        fail(path);
    if (bytes->length > 0)
        memcpy(copy, bytes->bytes, bytes->length);
    LLVMFuzzerTestOneInput(copy, bytes->length);
    free(copy);
}

static void replay_file(const char *path)
{
    FILE *const file = fopen(path, "rbe");
    if (file == NULL)
        fail(path);
    struct buffer bytes = {0};
    char some[4096];
    size_t read;
    while ((read = fread(some, 1, sizeof some, file)) > 0)
        buffer_add(&bytes, some, read);
    fclose(file);
    /* The last line before a failure says which file it was. */
    printf("%s\n", path);
    fflush(stdout);
    call(path, &bytes);
    buffer_done(&bytes);
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int replay(const char *path)
{
    struct dirent **entries;
    const int count = scandir(path, &entries, is_visible, alphasort);
    if (count < 0 && errno == ENOTDIR) {
        replay_file(path);
        return 1;
    }
    if (count < 0)
        return 0; /* nothing was ever kept there */
    for (int i = 0; i < count; i++) {
        char name[4096];
        snprintf(name, sizeof name, "%s/%s", path, entries[i]->d_name);
        replay_file(name);
        free(entries[i]);
    }
    free(entries);
    return count;
}

int main(int count, char **arguments)
{
    int files = 0;
    for (int i = 1; i < count; i++)
        files += replay(arguments[i]);
    fprintf(stderr, "%d files\n", files);
    return files > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

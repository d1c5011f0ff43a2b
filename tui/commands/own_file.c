#include "tui/commands/own_file.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tui/commands/output.h"
#include "tui/commands/state.h"

/* What somebody else could have written is not to be believed. */
static bool is_own(int descriptor, size_t most, size_t *ret_size)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode) ||
        status.st_size > (off_t)most || status.st_uid != geteuid() ||
        (status.st_mode & (S_IWGRP | S_IWOTH)) != 0)
        return false;
    *ret_size = (size_t)status.st_size;
    return true;
}

enum result own_file_read(const char *path, size_t most, struct buffer *out)
{
    char chunk[16384];
    size_t taken, left = 0;
    FILE *const file = path ? fopen(path, "re") : NULL;
    if (!file)
        return RESULT_IO;
    const bool own = is_own(fileno(file), most, &left);
    while (left > 0 &&
           (taken = fread(chunk, 1, left < sizeof chunk ? left : sizeof chunk, file)) > 0) {
        buffer_add(out, chunk, taken);
        left -= taken;
    }
    fclose(file);
    if (out->failed)
        return RESULT_NO_MEMORY;
    return own && left == 0 ? RESULT_OK : RESULT_IO;
}

static enum result write_bytes(void *context, FILE *stream)
{
    const struct buffer *bytes = context;
    return fwrite(bytes->bytes, 1, bytes->length, stream) == bytes->length ? RESULT_OK : RESULT_IO;
}

enum result own_file_write(const char *path, const struct buffer *bytes)
{
    struct buffer written = *bytes; /* to be looked at */
    if (!path || !state_make_folders(path))
        return RESULT_IO;
    return output_file(path, write_bytes, &written, NULL);
}

#include "tui/commands/output.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/text.h"

#define PATH_SIZE 4096

enum result output_failed(const char *name, struct diags *diags)
{
    if (errno == EPIPE) /* the reader has seen enough; that needs no message */
        return RESULT_IO;
    diag_add(
        diags, DIAG_ERROR, (struct place){name, 0, 0}, "cannot be written: %s", strerror(errno));
    return RESULT_IO;
}

/* A stream on a new file beside `path`, whose name goes into `temporary`; NULL: errno says why. */
static FILE *open_beside(const char *path, char temporary[PATH_SIZE])
{
    if (snprintf(temporary, PATH_SIZE, "%s.XXXXXX", path) >= PATH_SIZE) {
        errno = ENAMETOOLONG;
        return NULL;
    }
    const int descriptor = mkstemp(temporary);
    FILE *const stream = descriptor < 0 ? NULL : fdopen(descriptor, "w");
    if (!stream && descriptor >= 0) {
        const int reason = errno;
        close(descriptor);
        unlink(temporary);
        errno = reason;
    }
    return stream;
}

/* Nothing of the document is left in memory, neither ours nor the system's. */
static enum result settle(FILE *stream, enum result result)
{
    if (result == RESULT_OK &&
        (fflush(stream) != 0 || fchmod(fileno(stream), 0640) != 0 || fsync(fileno(stream)) != 0))
        result = RESULT_IO;
    if (fclose(stream) != 0 && result == RESULT_OK)
        result = RESULT_IO;
    return result;
}

/* Gives the finished file its name; 0, or −1 with errno. */
typedef int place_fn(const char *temporary, const char *path);

static int place_new(const char *temporary, const char *path)
{
    return link(temporary, path) == 0 ? unlink(temporary) : -1;
}

static enum result put_file(
    const char *path, output_fn *write, void *context, place_fn *place, struct diags *diags)
{
    char temporary[PATH_SIZE];
    FILE *const stream = open_beside(path, temporary);
    if (!stream)
        return output_failed(path, diags);
    enum result result = settle(stream, write(context, stream));
    if (result == RESULT_OK && place(temporary, path) != 0)
        result = RESULT_IO;
    if (result == RESULT_IO)
        (void)output_failed(path, diags);
    if (result != RESULT_OK)
        unlink(temporary);
    return result;
}

enum result output_file(const char *path, output_fn *write, void *context, struct diags *diags)
{
    return put_file(path, write, context, rename, diags);
}

enum result output_new_file(const char *path, output_fn *write, void *context, struct diags *diags)
{
    return put_file(path, write, context, place_new, diags);
}

void output_line(FILE *stream, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    const int length = vsnprintf(NULL, 0, format, arguments);
    char *const raw = length < 0 ? NULL : malloc((size_t)length + 1);
    char *const line = raw && vsnprintf(raw, (size_t)length + 1, format, again) == length
                           ? text_clean(raw, (size_t)length, 0)
                           : NULL;
    fprintf(stream, "%s\n", line ? line : "(there is not enough memory to say it)");
    free(line);
    free(raw);
    va_end(again);
    va_end(arguments);
}

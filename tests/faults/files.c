/* What we ask of the file system ourselves fails as on a full or failing disk (--wrap). A file that
 * is to be closed is closed all the same, as POSIX has it. */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/types.h>

#include "tests/faults/faults.h"

static bool struck(int reason)
{
    bool fails = faults_strike(FAULTS_FILE);
    if (fails)
        errno = reason;
    return fails;
}

/* A call of this type and name, its parameters and their names; what it answers when it fails, and
 * why it does. */
#define STAND_IN(type, name, parameters, names, failed, reason)                                    \
    type __real_##name parameters;                                                                 \
    type __wrap_##name parameters;                                                                 \
    type __wrap_##name parameters                                                                  \
    {                                                                                              \
        return struck(reason) ? (failed) : __real_##name names;                                    \
    }

STAND_IN(FILE *, fopen, (const char *path, const char *mode), (path, mode), NULL, EMFILE)
STAND_IN(FILE *, fopen64, (const char *path, const char *mode), (path, mode), NULL, EMFILE)
STAND_IN(FILE *, fdopen, (int descriptor, const char *mode), (descriptor, mode), NULL, ENOMEM)
STAND_IN(int, fflush, (FILE * stream), (stream), EOF, ENOSPC)
STAND_IN(int, fsync, (int descriptor), (descriptor), -1, EIO)
STAND_IN(int, fchmod, (int descriptor, mode_t mode), (descriptor, mode), -1, EIO)
STAND_IN(int, rename, (const char *from, const char *to), (from, to), -1, ENOSPC)
STAND_IN(int, link, (const char *from, const char *to), (from, to), -1, ENOSPC)
STAND_IN(int, mkdir, (const char *path, mode_t mode), (path, mode), -1, ENOSPC)
STAND_IN(int, mkstemp, (char *path), (path), -1, ENOSPC)
STAND_IN(int, mkstemp64, (char *path), (path), -1, ENOSPC)
STAND_IN(
    ssize_t, read, (int descriptor, void *bytes, size_t size), (descriptor, bytes, size), -1, EIO)
STAND_IN(ssize_t, write, (int descriptor, const void *bytes, size_t size),
    (descriptor, bytes, size), -1, ENOSPC)

int __real_fclose(FILE *stream);
int __wrap_fclose(FILE *stream);

int __wrap_fclose(FILE *stream)
{
    int closed = __real_fclose(stream);
    return struck(ENOSPC) ? EOF : closed;
}

int __real_open(const char *path, int flags, ...);
int __real_open64(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
int __wrap_open64(const char *path, int flags, ...);

static mode_t mode_of(int flags, va_list arguments)
{
    return flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
}

int __wrap_open(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = mode_of(flags, arguments);
    va_end(arguments);
    return struck(EMFILE) ? -1 : __real_open(path, flags, mode);
}

int __wrap_open64(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = mode_of(flags, arguments);
    va_end(arguments);
    return struck(EMFILE) ? -1 : __real_open64(path, flags, mode);
}

int __wrap_dprintf(int descriptor, const char *format, ...) __attribute__((format(printf, 2, 3)));

int __wrap_dprintf(int descriptor, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int written = struck(ENOSPC) ? -1 : vdprintf(descriptor, format, arguments);
    va_end(arguments);
    return written;
}

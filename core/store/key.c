#include "core/store/key.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/grow.h"

static enum result refuse(struct diags *diags, const char *path, const char *what, int error)
{
    diag_add(diags, DIAG_ERROR, (struct place){.file = path}, "%s (%s)", what, strerror(error));
    return RESULT_IO;
}

bool key_exists(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 || errno != ENOENT;
}

/* One byte more than a key is asked for, so that a longer file is noticed. */
static ssize_t read_file(const char *path, uint8_t bytes[STORE_KEY_SIZE + 1])
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    ssize_t size = read(fd, bytes, STORE_KEY_SIZE + 1);
    int error = errno;
    close(fd);
    errno = error;
    return size;
}

enum result key_read(const char *path, uint8_t ret[STORE_KEY_SIZE], struct diags *diags)
{
    uint8_t bytes[STORE_KEY_SIZE + 1];
    ssize_t size = read_file(path, bytes);
    if (size < 0)
        return refuse(diags, path, "the store's key cannot be read", errno);
    if (size != STORE_KEY_SIZE)
        return refuse(diags, path, "the store's key is damaged; restore it from a backup", EINVAL);
    memcpy(ret, bytes, STORE_KEY_SIZE);
    sodium_memzero(bytes, sizeof bytes);
    return RESULT_OK;
}

static bool write_file(int fd, const uint8_t key[STORE_KEY_SIZE])
{
    ssize_t size = write(fd, key, STORE_KEY_SIZE);
    if (size >= 0 && size != STORE_KEY_SIZE)
        errno = ENOSPC;
    return size == STORE_KEY_SIZE && fsync(fd) == 0;
}

/* A link, unlike a rename, never replaces: the key that was there first stays. */
static bool publish(const char *made, const char *path)
{
    return link(made, path) == 0 || errno == EEXIST;
}

/* A commit that outlives a power cut must find its key again: the folder's entry has to last, too.
 */
static bool sync_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
    int fd = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    free(folder);
    if (fd < 0)
        return false;
    /* Some file systems cannot sync a folder and say EINVAL: there is nothing better to do there.
     */
    bool done = fsync(fd) == 0 || errno == EINVAL;
    close(fd);
    return done;
}

/* mkstemp: O_EXCL and mode 0600. */
static bool make_file(char *made, const char *path, const uint8_t key[STORE_KEY_SIZE])
{
    int fd = mkstemp(made);
    if (fd < 0)
        return false;
    bool done = write_file(fd, key) && publish(made, path) && sync_folder(path);
    int error = errno;
    close(fd);
    unlink(made);
    errno = error;
    return done;
}

enum result key_put(const char *path, const uint8_t key[STORE_KEY_SIZE],
    uint8_t ret[STORE_KEY_SIZE], struct diags *diags)
{
    struct buffer made = {0};
    buffer_format(&made, "%s.XXXXXX", path);
    buffer_add(&made, "", 1);
    if (made.failed) {
        buffer_done(&made);
        return RESULT_NO_MEMORY;
    }
    bool done = make_file(made.bytes, path, key);
    int error = errno;
    buffer_done(&made);
    if (!done)
        return refuse(diags, path, "the store's key cannot be made", error);
    return key_read(path, ret, diags);
}

enum result key_make(const char *path, uint8_t ret[STORE_KEY_SIZE], struct diags *diags)
{
    uint8_t key[STORE_KEY_SIZE];
    if (sodium_init() < 0)
        return refuse(diags, path, "the system gives no random numbers", errno);
    randombytes_buf(key, sizeof key);
    enum result result = key_put(path, key, ret, diags);
    sodium_memzero(key, sizeof key);
    return result;
}

/* A keyed hash of a fixed text: who has the number still has to try all keys. */
int64_t key_mark(const uint8_t key[STORE_KEY_SIZE])
{
    static const unsigned char text[] = "the key of a teamtop store";
    union {
        unsigned char bytes[crypto_shorthash_BYTES];
        int64_t number;
    } mark;
    _Static_assert(STORE_KEY_SIZE == crypto_shorthash_KEYBYTES, "a key for SipHash");
    _Static_assert(crypto_shorthash_BYTES == sizeof(int64_t), "a number");
    crypto_shorthash(mark.bytes, text, sizeof text - 1, key);
    return mark.number;
}

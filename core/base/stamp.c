#include "core/base/stamp.h"

#include <sys/stat.h>

#include "core/base/hash.h"

static uint64_t hash_time(uint64_t hash, struct timespec time)
{
    return hash_number(hash_number(hash, time.tv_sec), time.tv_nsec);
}

uint64_t hash_stamp(uint64_t hash, const char *path)
{
    struct stat status;

    if (stat(path, &status) != 0)
        return hash_number(hash, 0);
    hash = hash_number(hash_number(hash, 1), (int64_t)status.st_dev);
    hash = hash_number(hash_number(hash, (int64_t)status.st_ino), status.st_size);
    return hash_time(hash_time(hash, status.st_mtim), status.st_ctim);
}

#define _GNU_SOURCE /* F_SETLEASE */
#include "core/feed/inbox.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/grow.h"
#include "core/feed/extract.h"
#include "core/feed/inbox_unclaimed.h"

#define FOLDER_MODE  0750
#define LOCK_NAME    ".teamtop.lock"
#define LIST_NAME    ".teamtop.unclaimed"
#define STILL_MOMENT 2 /* seconds without a change that make a file complete */

struct inbox {
    const struct service *service;
    struct store *store;
    const char *user;
    time_t now;
    struct diags *diags;
    const char *folder;
    struct arena text; /* every path */
    struct inbox_outcome outcome;
};

static enum result fail(const struct inbox *inbox, const char *path, const char *what)
{
    int error = errno;
    diag_add(
        inbox->diags, DIAG_ERROR, (struct place){.file = path}, "%s (%s)", what, strerror(error));
    return RESULT_IO;
}

static char *join(struct arena *arena, const char *folder, const char *name)
{
    size_t length = strlen(folder);
    char *path = arena_take(arena, length + strlen(name) + 2);
    if (!path)
        return NULL;
    memcpy(path, folder, length);
    path[length] = '/';
    memcpy(path + length + 1, name, strlen(name) + 1);
    return path;
}

/* --- is it complete? --------------------------------------------------------------------- */

/* The file system's idea of now, which is what its files' times are to be compared with. */
static bool file_system_now(const char *path, struct timespec *ret)
{
    struct arena arena = {0};
    struct stat status;
    const char *slash = strrchr(path, '/');
    char *folder =
        slash ? arena_copy_bytes(&arena, path, (size_t)(slash - path)) : arena_copy(&arena, ".");
    char *lock = folder ? join(&arena, folder, LOCK_NAME) : NULL;
    int fd = lock ? open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0640) : -1;
    bool known = fd >= 0 && futimens(fd, NULL) == 0 && fstat(fd, &status) == 0;
    if (known)
        *ret = status.st_mtim;
    if (fd >= 0)
        close(fd);
    arena_done(&arena);
    return known;
}

static bool has_been_still(int fd, const char *path)
{
    struct stat status;
    struct timespec now;
    if (fstat(fd, &status) != 0 || !file_system_now(path, &now))
        return false;
    time_t seconds = now.tv_sec - status.st_mtim.tv_sec;
    return seconds > STILL_MOMENT ||
           (seconds == STILL_MOMENT && now.tv_nsec >= status.st_mtim.tv_nsec);
}

/* A lease is only given while nobody has the file open for writing. Should somebody open it before
 * the lease is given back, the kernel signals us: with one that is ignored unless asked for, not
 * with SIGIO, which ends a process. */
static bool is_complete(int fd, const char *path)
{
    if (fcntl(fd, F_SETSIG, SIGURG) == 0 && fcntl(fd, F_SETLEASE, F_RDLCK) == 0) {
        (void)fcntl(fd, F_SETLEASE, F_UNLCK);
        return true;
    }
    return errno != EAGAIN && has_been_still(fd, path);
}

static int open_file(const char *path)
{
    return open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW);
}

static bool is_complete_then_close(int fd, const char *path)
{
    bool complete = is_complete(fd, path);
    close(fd);
    return complete;
}

bool inbox_file_is_complete(const char *path)
{
    int fd = open_file(path);
    return fd >= 0 && is_complete_then_close(fd, path);
}

/* --- which files are there --------------------------------------------------------------- */

struct file {
    const char *name, *path;
    const struct feed_spec *feed; /* NULL: nobody claims it */
    struct timespec changed;
};

struct files {
    struct file *items;
    size_t count, room;
};

static int compare_files(const void *a, const void *b)
{
    const struct file *x = a, *y = b;
    if (x->changed.tv_sec != y->changed.tv_sec)
        return x->changed.tv_sec < y->changed.tv_sec ? -1 : 1;
    if (x->changed.tv_nsec != y->changed.tv_nsec)
        return x->changed.tv_nsec < y->changed.tv_nsec ? -1 : 1;
    return strcmp(x->name, y->name);
}

/* Folders, pipes and links are passed over: only what was dropped here itself is taken. */
static enum result add_file(struct inbox *inbox, struct files *files, const char *name)
{
    struct stat status;
    struct file file = {
        .name = arena_copy(&inbox->text, name), .path = join(&inbox->text, inbox->folder, name)};
    if (!file.name || !file.path)
        return RESULT_NO_MEMORY;
    if (lstat(file.path, &status) != 0 || !S_ISREG(status.st_mode))
        return RESULT_OK;
    file.feed = feed_for_file(inbox->service, file.path);
    file.changed = status.st_mtim;
    struct file *item = grow_one(&files->items, &files->count, &files->room, sizeof *item);
    if (!item)
        return RESULT_NO_MEMORY;
    *item = file;
    return RESULT_OK;
}

static enum result list_files(struct inbox *inbox, struct files *files)
{
    DIR *folder = opendir(inbox->folder);
    if (!folder)
        return fail(inbox, inbox->folder, "the inbox cannot be read");
    enum result result = RESULT_OK;
    struct dirent *entry;
    while (result == RESULT_OK && (entry = readdir(folder)) != NULL)
        if (entry->d_name[0] != '.')
            result = add_file(inbox, files, entry->d_name);
    closedir(folder);
    if (files->count > 0)
        qsort(files->items, files->count, sizeof *files->items, compare_files);
    return result;
}

static void say_if_new(
    const struct inbox *inbox, struct unclaimed *unclaimed, const struct file *file)
{
    if (unclaimed_is_new(unclaimed, file->name))
        diag_add(inbox->diags, DIAG_WARNING, (struct place){.file = file->path},
            "no feed in feeds.yaml has a file: pattern that this name matches; it stays here");
}

static enum result say_unclaimed(struct inbox *inbox, const struct files *files)
{
    struct unclaimed unclaimed = {0};
    char *path = join(&inbox->text, inbox->folder, LIST_NAME);
    if (!path)
        return RESULT_NO_MEMORY;
    unclaimed_load(&unclaimed, path);
    for (size_t i = 0; i < files->count; i++)
        if (!files->items[i].feed)
            say_if_new(inbox, &unclaimed, &files->items[i]);
    enum result result = unclaimed_save(&unclaimed, path);
    unclaimed_done(&unclaimed);
    return result;
}

/* --- taking one -------------------------------------------------------------------------- */

static bool make_folder(const char *path)
{
    return mkdir(path, FOLDER_MODE) == 0 || errno == EEXIST;
}

static enum result move_to(struct inbox *inbox, const struct file *file, const char *name)
{
    char *folder = join(&inbox->text, inbox->folder, name);
    char *target = folder ? join(&inbox->text, folder, file->name) : NULL;
    if (!target)
        return RESULT_NO_MEMORY;
    if (!make_folder(folder) || rename(file->path, target) != 0)
        return fail(inbox, file->path,
            "it was read, but cannot be moved out of the inbox and will be read again");
    return RESULT_OK;
}

/* Somebody began to write it again while it was read. */
static bool has_changed(const struct file *file)
{
    struct stat status;
    return lstat(file->path, &status) != 0 || status.st_mtim.tv_sec != file->changed.tv_sec ||
           status.st_mtim.tv_nsec != file->changed.tv_nsec;
}

/* What is still being written is waited for in silence; what may not be read would be for ever. */
static bool may_be_taken(const struct inbox *inbox, const char *path)
{
    int fd = open_file(path);
    if (fd >= 0)
        return is_complete_then_close(fd, path);
    int reason = errno;
    if (reason != ENOENT && reason != ELOOP) /* gone, or swapped for a link, since it was listed */
        diag_add(inbox->diags, DIAG_WARNING, (struct place){.file = path},
            "cannot be read (%s); it stays here", strerror(reason));
    return false;
}

static enum result take_file(struct inbox *inbox, const struct file *file)
{
    struct import_outcome outcome;
    if (!may_be_taken(inbox, file->path)) {
        inbox->outcome.waiting++;
        return RESULT_OK;
    }
    enum result result = import_file(inbox->service, inbox->store, file->feed, file->path,
        inbox->user, inbox->now, inbox->diags, &outcome);
    if (result == RESULT_BUSY && has_changed(file)) {
        inbox->outcome.waiting++;
        return RESULT_OK;
    }
    if (result != RESULT_OK && result != RESULT_REFUSED_INPUT)
        return result;
    inbox->outcome.rejected += outcome.rejected;
    inbox->outcome.taken += !outcome.refused;
    inbox->outcome.refused += outcome.refused;
    return move_to(inbox, file, outcome.refused ? "refused" : "taken");
}

static enum result take_files(struct inbox *inbox, const struct files *files)
{
    enum result result = RESULT_OK;
    for (size_t i = 0; result == RESULT_OK && i < files->count; i++)
        if (files->items[i].feed)
            result = take_file(inbox, &files->items[i]);
    return result;
}

/* --- one process at a time --------------------------------------------------------------- */

static enum result lock_folder(struct inbox *inbox, int *ret_fd)
{
    char *path = join(&inbox->text, inbox->folder, LOCK_NAME);
    if (!path)
        return RESULT_NO_MEMORY;
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0640);
    if (fd < 0)
        return fail(inbox, path, "the inbox cannot be locked");
    if (flock(fd, LOCK_EX | LOCK_NB) == 0) {
        *ret_fd = fd;
        return RESULT_OK;
    }
    enum result result = RESULT_BUSY;
    if (errno == EWOULDBLOCK)
        diag_add(inbox->diags, DIAG_NOTE, (struct place){.file = inbox->folder},
            "another teamtop is taking files from this inbox");
    else
        result = fail(inbox, path, "the inbox cannot be locked");
    close(fd);
    return result;
}

static enum result take_all(struct inbox *inbox)
{
    struct files files = {0};
    enum result result = list_files(inbox, &files);
    if (result == RESULT_OK)
        result = say_unclaimed(inbox, &files);
    if (result == RESULT_OK)
        result = take_files(inbox, &files);
    free(files.items);
    return result;
}

static enum result take_locked(struct inbox *inbox)
{
    int lock = -1;
    if (!make_folder(inbox->folder))
        return fail(inbox, inbox->folder, "the inbox cannot be made");
    enum result result = lock_folder(inbox, &lock);
    if (result != RESULT_OK)
        return result;
    result = take_all(inbox);
    close(lock);
    return result;
}

enum result inbox_take(const struct service *service, struct store *store, const char *user,
    time_t now, struct diags *diags, struct inbox_outcome *ret)
{
    struct inbox inbox = {.service = service,
        .store = store,
        .user = user,
        .now = now,
        .diags = diags,
        .folder = service->inbox};
    if (!*inbox.folder) {
        diag_add(diags, DIAG_ERROR, (struct place){0},
            "feeds.yaml names no inbox; add a line \"inbox: FOLDER\" to it");
        return RESULT_INVALID;
    }
    enum result result = take_locked(&inbox);
    arena_done(&inbox.text);
    if (result == RESULT_OK)
        *ret = inbox.outcome;
    return result;
}

#define _GNU_SOURCE /* F_NOTIFY */
#include "tui/commands/notice.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/grow.h"
#include "core/base/hash.h"

/* How often is looked where nobody tells. */
#define LOOK_MS 1000

#define TOLD_BY_QUEUE  (IN_CLOSE_WRITE | IN_MOVED_TO | IN_DELETE | IN_MOVE_SELF | IN_ONLYDIR)
#define TOLD_BY_SIGNAL (DN_MODIFY | DN_CREATE | DN_DELETE | DN_RENAME | DN_MULTISHOT)

struct followed {
    char *folder;
    struct notice_of what;
    int watch;      /* of the queue; -1: not told by it */
    int descriptor; /* of the folder, told of by SIGIO; -1: not told by that */
    uint64_t seen;  /* how the wanted files lay at the last look; used where names are not told */
    bool lost;      /* it was told of until a moment ago */
};

struct notices {
    struct loop *loop;
    int queue; /* inotify; -1: there was none left for us */
    struct followed *followed;
    size_t count, room;
    int timer; /* looks at the folders nobody tells of */
};

bool notice_wants_document(void *context, const char *name)
{
    const char *const ending = strrchr(name, '.');
    (void)context;
    return ending && strcmp(ending, ".yaml") == 0;
}

bool notice_wants_visible(void *context, const char *name)
{
    (void)context;
    return name[0] != '.';
}

/* --- looking ---------------------------------------------------------------------------------- */

/* Which file it is, how large and when written; 0 for a folder. */
static uint64_t look_at(int folder, const char *name)
{
    struct stat status;
    if (fstatat(folder, name, &status, 0) != 0 || S_ISDIR(status.st_mode))
        return 0;
    uint64_t hash = hash_text(HASH_START, name);
    hash = hash_number(hash, (int64_t)status.st_ino);
    hash = hash_number(hash, status.st_size);
    hash = hash_number(hash, status.st_mtim.tv_sec);
    return hash_finish(hash_number(hash, status.st_mtim.tv_nsec));
}

/* The same as long as the same wanted files lie there unchanged, in whatever order; 0: none. */
static uint64_t look(const struct followed *followed)
{
    DIR *const folder = opendir(followed->folder);
    uint64_t seen = 0;
    const struct dirent *entry;
    while (folder && (entry = readdir(folder)))
        if (followed->what.wants(followed->what.context, entry->d_name))
            seen += look_at(dirfd(folder), entry->d_name);
    if (folder)
        closedir(folder);
    return seen;
}

static void tell(const struct followed *followed)
{
    followed->what.changed(followed->what.context);
}

/* --- being told ------------------------------------------------------------------------------- */

static bool is_told(const struct followed *followed)
{
    return followed->watch >= 0 || followed->descriptor >= 0;
}

static void ask_signal(struct followed *followed)
{
    const int descriptor = open(followed->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    if (fcntl(descriptor, F_NOTIFY, TOLD_BY_SIGNAL) == 0)
        followed->descriptor = descriptor;
    else
        close(descriptor);
}

static void ask(const struct notices *notices, struct followed *followed)
{
    if (notices->queue >= 0)
        followed->watch = inotify_add_watch(notices->queue, followed->folder, TOLD_BY_QUEUE);
    else
        ask_signal(followed);
    if (followed->watch <
        0) /* with a queue names are told, and a full inbox takes long to look at */
        followed->seen = look(followed);
}

static bool is_watch_of_another(const struct notices *notices, const struct followed *followed)
{
    for (size_t i = 0; i < notices->count; i++)
        if (&notices->followed[i] != followed && notices->followed[i].watch == followed->watch)
            return true;
    return false;
}

static void ask_no_more(const struct notices *notices, struct followed *followed)
{
    if (followed->watch >= 0 && !is_watch_of_another(notices, followed))
        (void)!inotify_rm_watch(notices->queue, followed->watch);
    if (followed->descriptor >= 0)
        close(followed->descriptor);
    followed->watch = followed->descriptor = -1;
}

/* --- what nobody tells of --------------------------------------------------------------------- */

static void on_look(void *context);

/* A timer that cannot be had is tried again with the next notice. */
static void look_soon(struct notices *notices)
{
    for (size_t i = 0; i < notices->count; i++)
        if (!is_told(&notices->followed[i])) {
            (void)!loop_once(notices->loop, &notices->timer, LOOK_MS, on_look, notices);
            return;
        }
}

static void look_for(const struct notices *notices, struct followed *followed)
{
    const uint64_t before = followed->seen;
    const bool lost = followed->lost;
    ask(notices, followed);
    followed->lost = false;
    if (lost || is_told(followed) || followed->seen != before)
        tell(followed);
}

static void on_look(void *context)
{
    struct notices *const notices = context;
    for (size_t i = 0; i < notices->count; i++)
        if (!is_told(&notices->followed[i]))
            look_for(notices, &notices->followed[i]);
    look_soon(notices);
}

/* The folder is gone, or may be next to go once what was waited for in it is: nobody tells of that as long
 * as one of its files is held open. It is asked for again a moment later. */
static void lose(const struct notices *notices, struct followed *followed)
{
    ask_no_more(notices, followed);
    followed->seen = 0;
    followed->lost = true;
    tell(followed);
}

/* --- the queue -------------------------------------------------------------------------------- */

static bool is_of(const struct followed *followed, const struct inotify_event *event)
{
    const char *const name = event->len ? event->name : "";
    if (event->mask & IN_Q_OVERFLOW)
        return true;
    return followed->watch == event->wd && (event->mask & (IN_MOVE_SELF | IN_IGNORED) ||
                                               followed->what.wants(followed->what.context, name));
}

static void serve(const struct notices *notices, const struct inotify_event *event)
{
    const bool gone = event->mask & (IN_DELETE | IN_MOVE_SELF | IN_IGNORED);
    for (size_t i = 0; i < notices->count; i++) {
        struct followed *const followed = &notices->followed[i];
        if (!is_of(followed, event))
            continue;
        if (gone)
            lose(notices, followed);
        else
            tell(followed);
    }
}

static void on_queue(void *context, int descriptor, short events)
{
    struct notices *const notices = context;
    alignas(struct inotify_event) char bytes[4096];
    ssize_t got;
    (void)events;
    while ((got = read(descriptor, bytes, sizeof bytes)) > 0)
        for (const char *at = bytes; at < bytes + got;) {
            const struct inotify_event *const event = (const void *)at;
            serve(notices, event);
            at += sizeof *event + event->len;
        }
    look_soon(notices);
}

/* --- the signal ------------------------------------------------------------------------------- */

/* The folder may be another one by now, under the same name. */
static bool is_still_there(const struct followed *followed)
{
    struct stat ours, named;
    return fstat(followed->descriptor, &ours) == 0 && stat(followed->folder, &named) == 0 &&
           ours.st_dev == named.st_dev && ours.st_ino == named.st_ino;
}

static void look_again(const struct notices *notices, struct followed *followed)
{
    const uint64_t before = followed->seen;
    followed->seen = look(followed);
    if (!is_still_there(followed) || (followed->seen == 0 && before != 0))
        lose(notices, followed);
    else if (followed->seen != before)
        tell(followed);
}

static void on_signal(void *context, int signal_number)
{
    struct notices *const notices = context;
    (void)signal_number;
    for (size_t i = 0; i < notices->count; i++)
        if (notices->followed[i].descriptor >= 0)
            look_again(notices, &notices->followed[i]);
    look_soon(notices);
}

/* Taken by the loop; ignored besides, so that one that waits when the loop lets go ends nobody. */
static enum result take_signal(struct notices *notices)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGIO);
    signal(SIGIO, SIG_IGN);
    return loop_signals(notices->loop, &signals, on_signal, notices);
}

/* --- all of it -------------------------------------------------------------------------------- */

static enum result be_told(struct notices *notices)
{
    notices->queue = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    return notices->queue >= 0
               ? loop_watch(notices->loop, notices->queue, POLLIN, on_queue, notices)
               : take_signal(notices);
}

enum result notices_create(struct notices **ret, struct loop *loop)
{
    struct notices *const notices = calloc(1, sizeof *notices);
    if (!notices)
        return RESULT_NO_MEMORY;
    notices->loop = loop;
    const enum result result = be_told(notices);
    if (result == RESULT_OK)
        *ret = notices;
    else
        notices_destroy(notices);
    return result;
}

static void put_away(const struct notices *notices, struct followed *followed)
{
    ask_no_more(notices, followed);
    free(followed->folder);
}

void notices_destroy(struct notices *notices)
{
    if (!notices)
        return;
    for (size_t i = 0; i < notices->count; i++)
        put_away(notices, &notices->followed[i]);
    if (notices->queue >= 0) {
        loop_unwatch(notices->loop, notices->queue);
        close(notices->queue);
    }
    free(notices->followed);
    free(notices);
}

static bool can_be_read(const char *folder)
{
    DIR *const directory = opendir(folder);
    return directory && closedir(directory) == 0;
}

static struct followed *add(struct notices *notices, const char *folder, struct notice_of what)
{
    char *const copy = strdup(folder);
    struct followed *const added =
        copy ? grow_one(&notices->followed, &notices->count, &notices->room, sizeof *added) : NULL;
    if (added)
        *added = (struct followed){.folder = copy, .what = what, .watch = -1, .descriptor = -1};
    else
        free(copy);
    return added;
}

static bool is_same(struct notice_of a, struct notice_of b)
{
    return a.changed == b.changed && a.context == b.context;
}

/* The newest one takes the place of the one that was followed for the same. */
static void replace_older(struct notices *notices)
{
    const struct followed *const newest = &notices->followed[notices->count - 1];
    for (struct followed *older = notices->followed; older != newest; older++)
        if (is_same(older->what, newest->what)) {
            put_away(notices, older);
            *older = *newest;
            notices->count--;
            return;
        }
}

enum result notices_follow(struct notices *notices, const char *folder, struct notice_of what)
{
    struct followed *const followed = add(notices, folder, what);
    if (!followed)
        return RESULT_NO_MEMORY;
    ask(notices, followed);
    if (!is_told(followed) && !can_be_read(folder)) {
        notices->count--;
        free(followed->folder);
        return RESULT_IO;
    }
    replace_older(notices);
    look_soon(notices);
    return RESULT_OK;
}

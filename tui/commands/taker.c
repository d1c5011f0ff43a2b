#define _GNU_SOURCE /* pipe2 */
#include "tui/commands/taker.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/text.h"

void taker_init(struct taker *taker)
{
    *taker = (struct taker){.messages = -1};
}

bool taker_may(const struct app *app)
{
    const char *const sqlite = "sqlite:";
    const char *const inbox = app->service->inbox;
    if (app->options->read_only || app->viewer.locked || !inbox[0] ||
        access(inbox, R_OK | W_OK | X_OK) != 0)
        return false;
    return strncmp(app->store_uri, sqlite, strlen(sqlite)) != 0 ||
           access(app->store_uri + strlen(sqlite), W_OK) == 0;
}

/* The child hears no signal blocked that the loop took over, and dies with nobody's terminal. */
static bool set_attributes(posix_spawnattr_t *attributes)
{
    sigset_t none;
    sigemptyset(&none);
    return posix_spawnattr_setsigmask(attributes, &none) == 0 &&
           posix_spawnattr_setpgroup(attributes, 0) == 0 &&
           posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP) ==
               0;
}

static bool set_files(posix_spawn_file_actions_t *files, int messages)
{
    return posix_spawn_file_actions_addopen(files, STDIN_FILENO, "/dev/null", O_RDONLY, 0) == 0 &&
           posix_spawn_file_actions_addopen(files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0) == 0 &&
           posix_spawn_file_actions_adddup2(files, messages, STDERR_FILENO) == 0;
}

static bool spawn(struct taker *taker, const struct app *app, int messages)
{
    const char *const arguments[] = {"teamtop", "watch", "--once", "--quiet", "--config",
        app->directory, "--store", app->store_uri, NULL};
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_t files;
    if (posix_spawnattr_init(&attributes) != 0)
        return false;
    bool started = posix_spawn_file_actions_init(&files) == 0;
    if (started) {
        started = set_attributes(&attributes) && set_files(&files, messages) &&
                  posix_spawn(&taker->child, "/proc/self/exe", &files, &attributes,
                      (char *const *)arguments, environ) == 0; /* it does not write to them */
        posix_spawn_file_actions_destroy(&files);
    }
    posix_spawnattr_destroy(&attributes);
    if (!started)
        taker->child = 0;
    return started;
}

bool taker_start(struct taker *taker, const struct app *app)
{
    int ends[2];
    if (taker->child > 0) {
        taker->again = true;
        return true;
    }
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        return false;
    const bool started = spawn(taker, app, ends[1]);
    close(ends[1]);
    if (started)
        taker->messages = ends[0];
    else
        close(ends[0]);
    return started;
}

/* The last line of what waits in the pipe. */
static void last_line(int messages, char *message, size_t size)
{
    char bytes[4096];
    size_t length = 0;
    ssize_t got;
    while ((got = read(messages, bytes + length, sizeof bytes - 1 - length)) > 0) {
        length += (size_t)got;
        if (length == sizeof bytes - 1) { /* keep the newer half */
            length -= length / 2;
            memmove(bytes, bytes + sizeof bytes - 1 - length, length);
        }
    }
    while (length > 0 && bytes[length - 1] == '\n')
        length--;
    bytes[length] = '\0';
    const char *const newline = strrchr(bytes, '\n');
    const char *const line = newline ? newline + 1 : bytes;
    const size_t fits = text_fit(line, (int)size - 1, NULL);
    const size_t most = fits < size ? fits : size - 1;
    memcpy(message, line, most);
    message[most] = '\0';
}

bool taker_ended(struct taker *taker, char *message, size_t size)
{
    message[0] = '\0';
    if (taker->child <= 0 || waitpid(taker->child, NULL, WNOHANG) != taker->child)
        return false;
    taker->child = 0;
    last_line(taker->messages, message, size);
    close(taker->messages);
    taker->messages = -1;
    return true;
}

void taker_done(struct taker *taker)
{
    if (taker->messages >= 0)
        close(taker->messages);
    taker->messages = -1;
}

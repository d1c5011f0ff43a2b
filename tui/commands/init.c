/* teamtop init: a starting configuration to edit, never over one that is there. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tui/commands/app.h"
#include "tui/commands/commands.h"
#include "tui/commands/output.h"
#include "tui/commands/starter.h"

static enum result failed(struct app *app, const char *path)
{
    diag_add(&app->diags, DIAG_ERROR, (struct place){path, 0, 0}, "cannot be written: %s",
        strerror(errno));
    return errno == EEXIST ? RESULT_INVALID : RESULT_IO;
}

static enum result write_one(struct app *app, const char *directory, const struct starter *starter)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", directory, starter->name);
    const int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (file < 0)
        return failed(app, path);
    const ssize_t written = write(file, starter->text, starter->length);
    if (close(file) != 0 || written != (ssize_t)starter->length)
        return failed(app, path);
    output_line(stdout, "%s", path);
    return RESULT_OK;
}

static bool is_there(const char *directory, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    return access(path, F_OK) == 0;
}

int command_init(const struct options *options)
{
    struct app app;
    const char *const directory = options->arguments[0];
    enum result result = RESULT_OK;
    app_init(&app, options);
    if (is_there(directory, "organisation.yaml")) {
        diag_add(&app.diags, DIAG_ERROR, (struct place){directory, 0, 0},
            "there is a configuration already; nothing was changed");
        result = RESULT_INVALID;
    } else if (mkdir(directory, 0755) != 0 && errno != EEXIST) {
        result = failed(&app, directory);
    }
    for (size_t i = 0; result == RESULT_OK && starters[i].name; i++)
        result = write_one(&app, directory, &starters[i]);
    if (result == RESULT_OK)
        output_line(stdout, "Edit them, then: teamtop check --config %s", directory);
    return app_done(&app, result);
}

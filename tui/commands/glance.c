#include "tui/commands/glance.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/hash.h"
#include "core/base/stamp.h"
#include "core/config/config.h"
#include "tui/commands/own_file.h"
#include "tui/commands/state.h"

#define PROGRAM "/proc/self/exe"

/* --- what it is made of ----------------------------------------------------------------------- */

/* Who asks for a place to start at, or acts for somebody, does not begin with what is kept. */
static bool begins_as_ever(const struct options *options)
{
    return !options->view && !options->unit && !options->as_at && !options->user &&
           !options->share && !options->once && !options->plain && !options->locked;
}

static uint64_t hash_options(uint64_t hash, const struct options *options)
{
    const struct option_info *option;
    for (size_t i = 0; (option = option_at(i)); i++) {
        const char *const at = (const char *)options + option->offset;
        if (option->offset == offsetof(struct options, config))
            continue; /* the file is the folder's */
        if (option->argument)
            hash = hash_text(hash, *(const char *const *)at);
        else
            hash = hash_number(hash, *(const bool *)at);
    }
    return hash;
}

/* Beside what is known of the documents and of the store: acknowledged alerts, the program, how it was called. */
static uint64_t made_of(const struct app *app, uint64_t documents, uint64_t store)
{
    char *const seen = state_path("seen", app->directory, NULL);
    uint64_t hash = hash_number(HASH_START, (int64_t)documents);
    hash = hash_number(hash, (int64_t)store);
    hash = hash_stamp(hash_stamp(hash, PROGRAM), seen ? seen : "");
    hash = hash_number(hash_options(hash, app->options), terminal_speaks_utf8());
    free(seen);
    return hash_finish(hash) | 1;
}

/* --- where it is ------------------------------------------------------------------------------ */

/* The store that the configuration names is not known before that is read. */
static char *path_of(const struct app *app)
{
    const char *const store = app->options->store;
    return state_path("picture", app->directory, store ? store : "");
}

static bool recall(const struct app *app, struct picture *ret)
{
    char *const path = path_of(app);
    struct buffer bytes = {0};
    const bool found = own_file_read(path, PICTURE_BYTES_MOST, &bytes) == RESULT_OK &&
                       picture_read(bytes.bytes, bytes.length, ret) == RESULT_OK;
    buffer_done(&bytes);
    free(path);
    return found;
}

/* --- showing ---------------------------------------------------------------------------------- */

static bool is_of_now(const struct app *app, const struct picture *picture, time_t now)
{
    app_set_time_zone(picture->zone);
    return picture_holds(picture, now) &&
           picture->made_of ==
               made_of(app, config_stamp(app->directory), store_stamp_of(picture->store));
}

/* Without the loop nobody takes a Ctrl-Z yet: it waits. */
static void hold_stop(void)
{
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    sigprocmask(SIG_BLOCK, &stop, NULL);
}

static void paint(struct terminal *terminal, const struct picture *picture, time_t now)
{
    struct canvas canvas;
    int width, height;
    terminal_size(terminal, &width, &height);
    if (width != picture->cells.width || height != picture->cells.height ||
        canvas_init(&canvas, width, height) != RESULT_OK)
        return;
    picture_draw(picture, now, &canvas);
    terminal_show(terminal, &canvas);
    canvas_done(&canvas);
}

/* What is wrong with the terminal is said when it is opened in earnest. */
static void show(struct app *app, const struct picture *picture, enum colour_mode colour)
{
    const struct theme *const theme = theme_find(picture->theme);
    struct diags unsaid;
    if (!theme)
        return;
    hold_stop();
    diags_init(&unsaid);
    if (terminal_open(&app->terminal, theme, colour, &unsaid) == RESULT_OK)
        paint(app->terminal, picture, app_now());
    diags_done(&unsaid);
}

void glance_show(struct app *app, enum colour_mode colour)
{
    struct picture picture = {0};
    if (!begins_as_ever(app->options) || !isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return;
    if (app_find_directory(app, NULL) == RESULT_OK && recall(app, &picture) &&
        is_of_now(app, &picture, app_now()))
        show(app, &picture, colour);
    picture_done(&picture);
}

/* --- keeping ---------------------------------------------------------------------------------- */

static bool is_kept(
    const struct app *app, uint64_t made_of, const struct canvas *canvas, time_t now)
{
    struct picture picture = {0};
    const bool kept = recall(app, &picture) && picture.made_of == made_of &&
                      picture_holds(&picture, now) && picture.cells.width == canvas->width &&
                      picture.cells.height == canvas->height;
    picture_done(&picture);
    return kept;
}

uint64_t glance_due(const struct app *app, const struct canvas *canvas, time_t now)
{
    const uint64_t store = store_stamp(app->store);
    if (app->passing || app->service->access.given || store == 0 || !begins_as_ever(app->options))
        return 0;
    const uint64_t hash = made_of(app, app->service->stamp, store);
    return is_kept(app, hash, canvas, now) ? 0 : hash;
}

void glance_keep(const struct app *app, struct picture *picture)
{
    char *const path = path_of(app);
    struct buffer bytes = {0};
    picture->zone = app->service->time_zone;
    picture->store = app->store_uri;
    picture->theme = app->options->theme ? app->options->theme : app->service->ui.theme;
    picture_write(&bytes, picture);
    if (!bytes.failed)
        (void)!own_file_write(path, &bytes);
    buffer_done(&bytes);
    free(path);
}
